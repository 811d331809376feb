//! Which tasks are marked.
//!
//! Marks follow ids and survive filters, moves and refreshes; a batch action uses them up, and taking it back
//! brings them back.

use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use crate::domain::entry::BatchId;
use crate::domain::id::TaskId;

/// The sign of what is chosen among others, wherever several things can be. No tick: that says done.
pub const SIGN: &str = "■";
/// The sign of a group of which only some are.
pub const PART_SIGN: &str = "▄";

/// The marked tasks, and where a range began.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    ids: HashSet<TaskId>,
    range: Option<Stretch>,
    // What the last batches used up, the oldest first.
    used: VecDeque<(BatchId, HashSet<TaskId>)>,
}

/// Marks of earlier batches are hardly meant any more.
const REMEMBERED: usize = 20;

/// A range being marked: from the anchor to wherever the cursor is.
#[derive(Clone, Debug)]
struct Stretch {
    anchor: TaskId,
    // What was marked before the range began, so that it can shrink again.
    before: HashSet<TaskId>,
}

impl Marks {
    /// Whether a task is marked.
    pub fn has(&self, id: &TaskId) -> bool {
        self.ids.contains(id)
    }

    /// How many are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The marked tasks, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &TaskId> {
        self.ids.iter()
    }

    /// Marks, or takes the mark away.
    pub fn toggle(&mut self, id: &TaskId) {
        if !self.ids.remove(id) {
            self.ids.insert(id.clone());
        }
    }

    /// Marks these as well.
    pub fn add<'a>(&mut self, ids: impl IntoIterator<Item = &'a TaskId>) {
        self.ids.extend(ids.into_iter().cloned());
    }

    /// Takes a mark away, if it is there.
    pub fn remove(&mut self, id: &TaskId) {
        self.ids.remove(id);
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let used = self.used.iter_mut().map(|(_, ids)| ids);
        for ids in used.chain([&mut self.ids]) {
            if ids.remove(placeholder) {
                ids.insert(real.clone());
            }
        }
    }

    /// A batch uses these up.
    pub fn use_up(&mut self, batch: BatchId, ids: HashSet<TaskId>) {
        self.keep(|id| !ids.contains(id));
        if !ids.is_empty() {
            self.used.push_back((batch, ids));
            self.used.drain(..self.used.len().saturating_sub(REMEMBERED));
        }
    }

    /// What was used up by a batch that is done once more, as another one, is used up again.
    pub fn use_up_again(&mut self, before: BatchId, batch: BatchId) {
        if let Some(at) = self.used.iter().position(|(used, _)| *used == before)
            && let Some((_, ids)) = self.used.remove(at)
        {
            self.use_up(batch, ids);
        }
    }

    /// What a batch used up.
    pub fn used_by(&self, batch: BatchId) -> Option<&HashSet<TaskId>> {
        self.used.iter().find(|(used, _)| *used == batch).map(|(_, ids)| ids)
    }

    /// Leaves only those marks, and ends an open range.
    pub fn keep(&mut self, stays: impl Fn(&TaskId) -> bool) {
        self.ids.retain(stays);
        self.range = None;
    }

    /// Whether a range is being marked.
    pub fn is_ranging(&self) -> bool {
        self.range.is_some()
    }

    /// Begins a range here, or ends the one that is open, keeping its marks.
    pub fn toggle_range(&mut self, anchor: &TaskId) {
        self.range = match self.range {
            Some(_) => None,
            None => Some(Stretch { anchor: anchor.clone(), before: self.ids.clone() }),
        };
        self.ids.insert(anchor.clone());
    }

    /// Ends an open range, keeping its marks.
    pub fn end_range(&mut self) {
        self.range = None;
    }

    /// Stretches an open range to what is under the cursor: one task, or those of a folded section.
    pub fn stretch(&mut self, tasks: &[&TaskId], cursor: Range<usize>) {
        let Some(range) = &self.range else { return };
        let anchor = tasks.iter().position(|id| **id == range.anchor).unwrap_or(cursor.start);
        let (from, to) = (anchor.min(cursor.start), cursor.end.max(anchor + 1));
        self.ids.clone_from(&range.before);
        self.ids.extend(tasks.iter().take(to).skip(from).map(|id| (*id).clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_stretches_and_shrinks_with_the_cursor_and_keeps_older_marks() {
        let ids: Vec<TaskId> = (0..6).map(|n| TaskId::new(format!("task_{n}"))).collect();
        let rows: Vec<&TaskId> = ids.iter().collect();
        let mut marks = Marks::default();
        marks.toggle(&ids[5]);
        marks.toggle_range(&ids[1]);
        marks.stretch(&rows, 4..5);
        assert_eq!(marks.len(), 5);
        marks.stretch(&rows, 0..1);
        assert!(marks.has(&ids[0]) && marks.has(&ids[1]) && marks.has(&ids[5]) && marks.len() == 3);
        marks.toggle_range(&ids[0]);
        assert!(!marks.is_ranging() && marks.len() == 3);
    }
}
