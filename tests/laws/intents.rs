//! What the user meant, kept apart from the board so that the two can be compared.
//!
//! A change is alive until it is refused or taken back; what is meant is the starting tasks with exactly the
//! changes alive laid over them, oldest first. Knows nothing of truth, log, answers or ticks.

use closeout::domain::entry::EntryId;
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;

use super::chance::tasks;

/// Everything the user did that still stands, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Intents {
    start: Vec<Task>,
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
    Change {
        patch: Patch,
        is_reversed: bool,
    },
    /// Takes back that change, for as long as the taking back itself stands.
    Reverse(EntryId),
}

impl Intents {
    /// Nothing was done yet.
    pub(crate) fn new() -> Self {
        Self { start: tasks(), acts: Vec::new() }
    }

    /// The tasks as they were before anything was done.
    pub(crate) fn start(&self) -> &[Task] {
        &self.start
    }

    /// The user changed a task.
    pub(crate) fn change(&mut self, entry: EntryId, task: TaskId, patch: Patch) {
        self.acts.push(Act { entry, task, kind: Kind::Change { patch, is_reversed: false } });
    }

    /// The user took back a change by another entry.
    pub(crate) fn reverse(&mut self, entry: EntryId, task: TaskId, change: EntryId) {
        self.mark(change, true);
        self.acts.push(Act { entry, task, kind: Kind::Reverse(change) });
    }

    /// The entry was refused, or erased before it was ever sent: it was never meant.
    pub(crate) fn strike(&mut self, entry: EntryId) {
        let Some(at) = self.acts.iter().position(|act| act.entry == entry) else { return };
        if let Kind::Reverse(change) = self.acts.remove(at).kind {
            self.mark(change, false);
        }
    }

    fn mark(&mut self, change: EntryId, reversed: bool) {
        if let Some(Act { kind: Kind::Change { is_reversed, .. }, .. }) =
            self.acts.iter_mut().find(|act| act.entry == change)
        {
            *is_reversed = reversed;
        }
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

    /// The task that started out like this, as it was meant to be.
    pub(crate) fn meant(&self, start: &Task) -> Task {
        let mut task = start.clone();
        for act in self.acts.iter().filter(|act| act.task == start.id) {
            if let Kind::Change { patch, is_reversed: false } = &act.kind {
                patch.apply(&mut task);
            }
        }
        task
    }
}
