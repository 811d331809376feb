//! A store with tasks in it.

use std::path::{Path, PathBuf};

use closeout::domain::task::Task;
use closeout::domain::write::Write;
use closeout::store::Store;

use crate::tasks::{me, task};

/// Fills a new store in this folder.
pub(crate) fn filled(folder: &Path, count: i64) -> PathBuf {
    let path = folder.join(format!("{count}.db"));
    let mut store = Store::open(&path).unwrap().store;
    // In the order of a hash, as a server gives them, not in the order of the file.
    let tasks: Vec<Task> = (0..count).map(|number| task(number * 7919 % count)).collect();
    let mut writes: Vec<Write> = tasks.chunks(100).map(|page| Write::Learn(page.to_vec())).collect();
    writes.push(Write::Me(Box::new(me())));
    store.save(&writes).unwrap();
    path
}
