//! The store from outside: what was kept survives whatever happens to the program or the file.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(clippy::expect_used, reason = "a test that cannot go on should say where")]

mod any;
mod damage;
mod kill;
mod opening;
mod round_trip;

use std::path::Path;

use closeout::domain::entry::{BatchId, Entry, EntryId, Work};
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;
use closeout::domain::write::{Head, Kept};
use closeout::store::{Opened, Store};

fn open(path: &Path) -> Opened {
    Store::open(path).expect("the store opens")
}

fn load(store: &mut Store) -> (Head, Vec<Task>) {
    let (mut head, mut found) = (Head::default(), Vec::new());
    let mut each = |kept| match kept {
        Kept::Head(kept) => head = *kept,
        Kept::Tasks { tasks, .. } => found.extend(tasks),
    };
    store.load(200, &mut each).expect("the store loads");
    (head, found)
}

fn log(path: &Path) -> Vec<Entry> {
    load(&mut open(path).store).0.log
}

fn entry(id: u64) -> Entry {
    Entry {
        id: EntryId(id),
        batch: BatchId(id),
        task: TaskId::new(format!("task_{id}")),
        work: Work::Change,
        patch: Patch::complete(true),
        before: Patch::complete(false),
        made: chrono::DateTime::from_timestamp(1_773_325_800, 0).expect("an instant"),
        sending: false,
        tried: false,
    }
}
