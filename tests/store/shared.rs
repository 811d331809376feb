//! What the tests of the store share.

use std::path::Path;

use closeout::domain::entry::{BatchId, Entry, EntryId, Work};
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;
use closeout::domain::write::{Head, Kept};
use closeout::store::{Opened, Store};

pub(crate) fn open(path: &Path) -> Opened {
    Store::open(path).expect("the store opens")
}

pub(crate) fn load(store: &mut Store) -> (Head, Vec<Task>) {
    let (mut head, mut found) = (Head::default(), Vec::new());
    let mut each = |kept| match kept {
        Kept::Head(kept) => head = *kept,
        Kept::Tasks { tasks, .. } => found.extend(tasks.into_iter().map(|task| *task)),
        Kept::Shelved(_) => {}
    };
    store.load(200, &mut each).expect("the store loads");
    (head, found)
}

pub(crate) fn entry(id: u64) -> Entry {
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
