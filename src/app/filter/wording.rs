//! What many tasks say, in one piece.
//!
//! Every letter of a filter asks every task whether it mentions the word. Tasks lie all over the memory; their
//! words, folded once when the filter begins, are looked through in one sweep.

use memchr::memmem::Finder;

use super::term::parts;
use crate::app::fuzzy;
use crate::domain::task::Task;

/// What tasks say, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    text: String,
    // Where in the text each task ends.
    ends: Vec<usize>,
}

/// Stands behind each part, and in no word.
pub(super) const END: char = '\n';

impl Wording {
    /// What these tasks say; one that is not known says nothing at all.
    pub fn of<'a>(tasks: impl Iterator<Item = Option<&'a Task>>) -> Self {
        let mut wording = Self::default();
        for task in tasks {
            for part in task.into_iter().flat_map(parts) {
                fuzzy::fold_into(&mut wording.text, part);
                wording.text.push(END);
            }
            wording.ends.push(wording.text.len());
        }
        wording
    }

    /// Which of the tasks mention a folded word, in their order.
    pub(super) fn mentions(&self, word: &str) -> Vec<bool> {
        let (mut found, finder) = (vec![false; self.ends.len()], Finder::new(word));
        let (mut from, mut task) = (0, 0);
        let text = self.text.as_bytes();
        while let Some(at) = text.get(from..).and_then(|rest| finder.find(rest)) {
            let ends = self.ends.get(task..).unwrap_or_default();
            task += ends.iter().take_while(|end| **end <= from + at).count();
            if let (Some(found), Some(end)) = (found.get_mut(task), self.ends.get(task)) {
                *found = true;
                from = *end;
            }
        }
        found
    }

    /// Which of the tasks are known, in their order.
    pub(super) fn known(&self) -> Vec<bool> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| start < end).collect()
    }
}
