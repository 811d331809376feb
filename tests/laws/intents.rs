//! What the user meant, kept apart from the board so that the two can be compared.
//!
//! A change is alive until it is refused or taken back; what is meant is the starting tasks and those made,
//! with exactly the changes alive laid over them, oldest first. Knows nothing of truth, log, answers or ticks.

use std::collections::HashSet;

use closeout::domain::draft::Draft;
use closeout::domain::entry::EntryId;
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;
use closeout::domain::zone::Timestamp;

use super::chance::tasks;

/// Everything the user did that still stands, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Intents {
    things: Vec<Thing>,
    acts: Vec<Act>,
    given_up: HashSet<TaskId>,
}

/// A task, under the id it has now.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    /// What the client calls it.
    pub(crate) id: TaskId,
    /// As it was before anything was done to it.
    pub(crate) start: Task,
    /// The entry that made it, where it was not there from the start.
    pub(crate) made_by: Option<EntryId>,
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
    /// Hides the task, for as long as it stands.
    Delete,
}

impl Intents {
    /// Nothing was done yet.
    pub(crate) fn new() -> Self {
        let things = tasks().into_iter().map(|start| Thing { id: start.id.clone(), start, made_by: None });
        Self { things: things.collect(), acts: Vec::new(), given_up: HashSet::new() }
    }

    /// Every task there is to be or was, those made after those there were.
    pub(crate) fn things(&self) -> &[Thing] {
        &self.things
    }

    /// The user made a task.
    pub(crate) fn create(&mut self, entry: EntryId, made: Timestamp, draft: &Draft) {
        let id = Draft::placeholder(entry);
        self.things.push(Thing { start: draft.task(&id, made), id, made_by: Some(entry) });
    }

    /// The user changed a task.
    pub(crate) fn change(&mut self, entry: EntryId, task: TaskId, patch: Patch) {
        self.acts.push(Act { entry, task, kind: Kind::Change { patch, is_reversed: false } });
    }

    /// The user deleted a task, or took back its making.
    pub(crate) fn delete(&mut self, entry: EntryId, task: TaskId) {
        self.acts.push(Act { entry, task, kind: Kind::Delete });
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

    /// The task was never made, and never will be.
    pub(crate) fn strike_task(&mut self, task: &TaskId) {
        self.things.retain(|thing| thing.id != *task);
        self.acts.retain(|act| act.task != *task);
    }

    /// The task goes by another id now.
    pub(crate) fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let things = self.things.iter_mut().map(|thing| &mut thing.id);
        let names = things.chain(self.acts.iter_mut().map(|act| &mut act.task));
        names.filter(|name| *name == placeholder).for_each(|name| name.clone_from(real));
    }

    /// Something older was to be taken back while the task was being deleted: nobody can say any more what is
    /// meant to be left of it, should the deletion be refused.
    pub(crate) fn give_up(&mut self, task: &TaskId) {
        self.given_up.insert(task.clone());
    }

    /// Whether undoing everything is to leave no trace on this task.
    pub(crate) fn leaves_no_trace(&self, thing: &Thing) -> bool {
        !self.given_up.contains(&thing.id) && (thing.made_by.is_some() || !self.is_deleted(&thing.id))
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
        let has_made = self.things.iter().any(|thing| thing.made_by == Some(entry));
        has_made || self.acts.iter().any(|act| act.entry == entry)
    }

    /// Whether the entry is what the user did last on its task.
    pub(crate) fn is_newest(&self, entry: EntryId) -> bool {
        let task = self.acts.iter().find(|act| act.entry == entry).map(|act| &act.task);
        self.acts.iter().rev().find(|act| Some(&act.task) == task).is_some_and(|act| act.entry == entry)
    }

    fn is_deleted(&self, task: &TaskId) -> bool {
        self.acts.iter().any(|act| act.task == *task && matches!(act.kind, Kind::Delete))
    }

    /// The task as it was meant to be; nothing where it was meant to go.
    pub(crate) fn meant(&self, thing: &Thing) -> Option<Task> {
        let mut task = Task { id: thing.id.clone(), ..thing.start.clone() };
        for act in self.acts.iter().filter(|act| act.task == thing.id) {
            match &act.kind {
                Kind::Change { patch, is_reversed: false } => patch.apply(&mut task),
                Kind::Delete => return None,
                Kind::Change { .. } | Kind::Reverse(_) => {}
            }
        }
        Some(task)
    }
}
