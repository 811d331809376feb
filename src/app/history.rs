//! Undo and redo.
//!
//! A step is what the user thinks of as one thing: the batch of changes one key press made. Undoing erases
//! what never left the machine and reverses what did; redoing makes the same changes again.

use crate::domain::entry::{BatchId, Entry, EntryId, Work};
use crate::domain::id::{CommentId, TaskId};
use crate::domain::patch::Patch;

/// The steps that can be undone, and those that can be done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    last: BatchId,
}

/// One thing the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The batch its entries carry.
    pub batch: BatchId,
    /// In words, beginning with what was done: "Done: Call Ada".
    pub words: String,
    /// What was changed.
    pub changes: Vec<Change>,
}

/// One change of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The entry that carried it.
    pub entry: EntryId,
    /// The task.
    pub task: TaskId,
    /// What becomes of it as a whole.
    pub work: Work,
    /// The new values.
    pub patch: Patch,
    /// The values they replaced, as known at settlement.
    pub before: Patch,
    /// The entry that took it back, once one did.
    pub reversal: Option<EntryId>,
}

impl Change {
    /// The change an entry carries.
    pub fn of(entry: &Entry) -> Self {
        Self {
            entry: entry.id,
            task: entry.task.clone(),
            work: entry.work.clone(),
            patch: entry.patch.clone(),
            before: entry.before.clone(),
            reversal: None,
        }
    }
}

/// More steps than this are forgotten, oldest first.
const DEEPEST: usize = 500;

impl History {
    /// A number for a new batch.
    pub fn next_batch(&mut self) -> BatchId {
        self.last.0 += 1;
        self.last
    }

    /// Remembers what waited when the program ended, so that it can still be taken back.
    pub fn recall(&mut self, log: &[Entry]) {
        for batch in log.chunk_by(|one, next| one.batch == next.batch) {
            let changes: Vec<Change> = batch.iter().map(Change::of).collect();
            let words = format!("{} waiting from last time", super::triage::counted(changes.len()));
            let step = batch.first().map(|first| Step { batch: first.batch, words, changes });
            step.into_iter().for_each(|step| self.remember(step));
        }
    }

    /// Continues after the batches of an earlier session.
    pub fn continue_after(&mut self, batch: BatchId) {
        self.last = self.last.max(batch);
    }

    /// Remembers something new; what was undone before can no longer be done again.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        self.remember(step);
    }

    /// Remembers something done again.
    pub fn push_redone(&mut self, step: Step) {
        self.remember(step);
    }

    fn remember(&mut self, step: Step) {
        self.done.push(step);
        let surplus = self.done.len().saturating_sub(DEEPEST);
        self.done.drain(..surplus);
    }

    /// The step to undo next: the last of which any change can be taken back.
    pub fn pop(&mut self, can_be: impl Fn(&Change) -> bool) -> Option<Step> {
        let at = self.done.iter().rposition(|step| step.changes.iter().any(&can_be))?;
        Some(self.done.remove(at))
    }

    /// The last step.
    pub fn last(&self) -> Option<&Step> {
        self.done.last()
    }

    /// A step was undone, and can be done again.
    pub fn undone(&mut self, step: Step) {
        self.undone.push(step);
    }

    /// The step to do again next.
    pub fn pop_undone(&mut self) -> Option<Step> {
        self.undone.pop()
    }

    /// The batch of the last step that can be undone.
    pub fn last_done(&self) -> BatchId {
        self.done.last().map(|step| step.batch).unwrap_or_default()
    }

    /// The steps made after a batch, the latest first.
    pub fn steps_after(&self, batch: BatchId) -> impl Iterator<Item = &Step> {
        self.done.iter().rev().take_while(move |step| step.batch > batch)
    }

    /// The step that was taken back last.
    pub fn last_undone(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// Whether something can be done again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// How many steps can be undone.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing can be undone.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// A change was accepted. What it replaced is only certain now: an earlier change of the same field may
    /// have been refused meanwhile.
    pub fn settle(&mut self, entry: &Entry) {
        let mut changes = self.done.iter_mut().flat_map(|step| &mut step.changes);
        if let Some(change) = changes.find(|change| change.entry == entry.id) {
            change.before.clone_from(&entry.before);
        }
    }

    /// A change never took hold: there is nothing of it to undo. Where it was to take something back, that
    /// stands after all and can be undone again; it replaced what the refused one would have restored.
    pub fn refuse(&mut self, entry: &Entry) {
        let (stands, words) = self.take_undone(entry.id);
        forget_where(&mut self.done, |change| change.entry == entry.id);
        if let Some(change) = stands {
            let before = change.before.clone().then(entry.patch.clone());
            let change = Change { before, reversal: None, ..change };
            self.done.push(Step { batch: entry.batch, words, changes: vec![change] });
        }
    }

    fn take_undone(&mut self, reversal: EntryId) -> (Option<Change>, String) {
        let is_it = |change: &Change| change.reversal == Some(reversal);
        let step = self.undone.iter().find(|step| step.changes.iter().any(is_it));
        let words = step.map(|step| step.words.clone()).unwrap_or_default();
        let change = step.and_then(|step| step.changes.iter().find(|change| is_it(change))).cloned();
        forget_where(&mut self.undone, is_it);
        (change, words)
    }

    /// A change can no longer be taken back.
    pub fn seal(&mut self, entry: EntryId) {
        forget_where(&mut self.done, |change| change.entry == entry);
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let steps = self.done.iter_mut().chain(&mut self.undone);
        let changes = steps.flat_map(|step| &mut step.changes);
        changes.filter(|change| change.task == *placeholder).for_each(|change| change.task = real.clone());
    }

    /// A comment has its real id now.
    pub fn name_comment(&mut self, placeholder: &CommentId, real: &CommentId) {
        let steps = self.done.iter_mut().chain(&mut self.undone);
        for change in steps.flat_map(|step| &mut step.changes) {
            if let Work::Comment(comment) | Work::Uncomment(comment) = &mut change.work
                && comment.id == *placeholder
            {
                comment.id = real.clone();
            }
        }
    }

    /// A task is gone: nothing done to it can be undone or done again.
    pub fn forget_task(&mut self, task: &TaskId) {
        forget_where(&mut self.done, |change| change.task == *task);
        forget_where(&mut self.undone, |change| change.task == *task);
    }
}

fn forget_where(steps: &mut Vec<Step>, is_it: impl Fn(&Change) -> bool) {
    steps.iter_mut().for_each(|step| step.changes.retain(|change| !is_it(change)));
    steps.retain(|step| !step.changes.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(entry: u64, words: &str) -> Step {
        let change = Change {
            entry: EntryId(entry),
            task: TaskId::new("task_1"),
            work: Work::Change,
            patch: Patch::complete(true),
            before: Patch::complete(false),
            reversal: None,
        };
        Step { batch: BatchId(entry), words: words.into(), changes: vec![change] }
    }

    #[test]
    fn doing_something_new_ends_what_could_be_redone() {
        let mut history = History::default();
        history.push(step(1, "a"));
        let undone = history.pop(|_| true).unwrap();
        history.undone(undone);
        history.push(step(2, "b"));
        assert_eq!(history.pop_undone(), None);
    }

    fn entry(id: u64, patch: Patch) -> Entry {
        let before = Patch::default();
        let (task, made) = (TaskId::new("task_1"), crate::domain::zone::Timestamp::default());
        let (id, batch) = (EntryId(id), BatchId(id));
        let work = Work::Change;
        Entry { id, batch, task, work, patch, before, made, sending: true, tried: true }
    }

    #[test]
    fn a_refused_change_leaves_no_step_behind() {
        let mut history = History::default();
        history.push(step(1, "a"));
        history.refuse(&entry(1, Patch::complete(true)));
        assert!(history.is_empty());
    }

    #[test]
    fn what_could_not_be_taken_back_can_be_tried_again() {
        let mut history = History::default();
        history.push(step(1, "a"));
        let mut undone = history.pop(|_| true).unwrap();
        undone.changes[0].reversal = Some(EntryId(2));
        history.undone(undone);
        history.refuse(&entry(2, Patch::complete(false)));
        let again = history.pop(|_| true).unwrap();
        assert_eq!((again.words.as_str(), &again.changes[0].before), ("a", &Patch::complete(false)));
        assert_eq!(history.pop_undone(), None, "it was not undone, so it cannot be redone");
    }
}
