//! Our changes that Close has not confirmed, task by task.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::app::model::Model;
use crate::app::sync::answers::verb;
use crate::close::written;
use crate::domain::due::Due;
use crate::domain::entry::{Entry, Work};
use crate::domain::id::TaskId;
use crate::domain::task::Task;

/// Our changes that Close has not confirmed, task by task.
#[derive(Default)]
pub(in crate::cli) struct Pending {
    entries: HashMap<TaskId, Vec<Entry>>,
    refused: HashSet<TaskId>,
}

impl Pending {
    /// Those kept here, and those another copy of the program has.
    pub(in crate::cli) fn of(model: &Model) -> Self {
        let mut pending = Self::default();
        let theirs = model.errands.iter().flat_map(|errands| &errands.theirs);
        for entry in model.board.log().chain(theirs) {
            pending.entries.entry(entry.task.clone()).or_default().push(entry.clone());
        }
        pending.refused = model.problems.iter().map(|problem| problem.entry.task.clone()).collect();
        pending
    }

    fn of_task(&self, id: &TaskId) -> &[Entry] {
        self.entries.get(id).map_or(&[], Vec::as_slice)
    }

    /// The changes of a task for JSON, oldest first.
    pub(in crate::cli) fn json(&self, id: &TaskId) -> Value {
        self.of_task(id).iter().map(entry_json).collect()
    }

    /// The task as the user sees it.
    pub(in crate::cli) fn laid_over(&self, task: &Task) -> Task {
        let mut task = task.clone();
        for entry in self.of_task(&task.id.clone()) {
            entry.patch.apply(&mut task);
        }
        task
    }

    /// The state of what is on its way for a task, in a word; empty when nothing is.
    pub(in crate::cli) fn word(&self, id: &TaskId) -> &'static str {
        match self.of_task(id).first() {
            _ if self.refused.contains(id) => "refused",
            Some(entry) if entry.work == Work::Delete => "deleting",
            Some(_) => "waiting",
            None => "",
        }
    }
}

/// A change as JSON: its number in the outbox, what it does, and the fields it writes in Close's own names.
pub(in crate::cli) fn entry_json(entry: &Entry) -> Value {
    json!({
        "number": entry.id.0,
        "change": verb(entry),
        "set": written(&entry.patch),
        "made": Due::At(entry.made).text(),
        "was_sent": entry.tried,
    })
}
