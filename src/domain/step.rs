//! What the user thinks of as one thing: the batch of changes one key press made.
//!
//! A step is remembered so that it can be taken back, also after a restart. What each change replaced is what
//! was certain when Close accepted it; while a change is still in the log, the log knows better.

use super::entry::{BatchId, Entry, EntryId, Work};
use super::id::{CommentId, TaskId};
use super::patch::Patch;
use super::zone::Timestamp;

/// One thing the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The batch its entries carry.
    pub batch: BatchId,
    /// In words, beginning with what was done: "Done: Call Ada".
    pub words: String,
    /// When.
    pub made: Timestamp,
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

/// A step and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStep {
    /// Larger ones lie above smaller ones.
    pub place: u64,
    /// Whether it was taken back, and can be done again.
    pub is_undone: bool,
    /// The step.
    pub step: Step,
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

    /// A comment has its real id now; something where this is about it.
    pub fn name_comment(&mut self, placeholder: &CommentId, real: &CommentId) -> Option<()> {
        let (Work::Comment(comment) | Work::Uncomment(comment)) = &mut self.work else { return None };
        (comment.id == *placeholder).then(|| comment.id = real.clone())
    }

    /// Whether both touch the same thing, so that the later one stands on the earlier one.
    pub fn touches(&self, other: &Self) -> bool {
        let is_whole = |change: &Self| matches!(change.work, Work::Create(_) | Work::Delete);
        let is_comment = |change: &Self| matches!(change.work, Work::Comment(_) | Work::Uncomment(_));
        let overlap = self.patch.overlaps(&other.patch) || is_comment(self) && is_comment(other);
        self.task == other.task && (is_whole(self) || is_whole(other) || overlap)
    }
}
