//! What the user meant, kept apart from the board so that the two can be compared.
//!
//! A change is alive until it is refused or taken back; what is meant is the starting tasks with exactly the
//! changes alive laid over them, oldest first. Knows nothing of truth, log, answers or ticks.

use std::collections::{BTreeMap, HashSet};

use closeout::domain::entry::EntryId;
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;

use super::chance::tasks;

/// Everything the user did that still stands, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Intents {
    start: BTreeMap<TaskId, Task>,
    acts: Vec<Act>,
}

#[derive(Clone, Debug)]
struct Act {
    entry: EntryId,
    task: TaskId,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Change(Patch),
    /// Takes back that change, for as long as the taking back itself stands.
    Reverse(EntryId),
}

impl Intents {
    /// Nothing was done yet.
    pub(crate) fn new() -> Self {
        let start = tasks().into_iter().map(|task| (task.id.clone(), task)).collect();
        Self { start, acts: Vec::new() }
    }

    /// Every task there was at the start.
    pub(crate) fn start(&self) -> impl Iterator<Item = &Task> {
        self.start.values()
    }

    /// The user changed a task.
    pub(crate) fn change(&mut self, entry: EntryId, task: TaskId, patch: Patch) {
        self.acts.push(Act { entry, task, kind: Kind::Change(patch) });
    }

    /// The user took back a change by another entry.
    pub(crate) fn reverse(&mut self, entry: EntryId, task: TaskId, change: EntryId) {
        self.acts.push(Act { entry, task, kind: Kind::Reverse(change) });
    }

    /// The entry was refused, or erased before it was ever sent: it was never meant.
    pub(crate) fn strike(&mut self, entry: EntryId) {
        self.acts.retain(|act| act.entry != entry);
    }

    /// Whether the entry was neither refused nor erased.
    pub(crate) fn stands(&self, entry: EntryId) -> bool {
        self.acts.iter().any(|act| act.entry == entry)
    }

    /// Whether the entry is what the user did last on its task.
    pub(crate) fn is_newest(&self, entry: EntryId) -> bool {
        let task = self.acts.iter().find(|act| act.entry == entry).map(|act| &act.task);
        self.acts.iter().rev().find(|act| Some(&act.task) == task).is_some_and(|act| act.entry == entry)
    }

    /// The task as it was meant to be.
    pub(crate) fn meant(&self, id: &TaskId) -> Option<Task> {
        let mut task = self.start.get(id)?.clone();
        let reversed: HashSet<EntryId> = self.acts.iter().filter_map(Act::reversed).collect();
        for act in self.acts.iter().filter(|act| act.task == *id && !reversed.contains(&act.entry)) {
            if let Kind::Change(patch) = &act.kind {
                patch.apply(&mut task);
            }
        }
        Some(task)
    }
}

impl Act {
    fn reversed(&self) -> Option<EntryId> {
        match self.kind {
            Kind::Change(_) => None,
            Kind::Reverse(change) => Some(change),
        }
    }
}
