//! What many tasks say, in one piece.
//!
//! Every letter of a filter asks every task whether it mentions the word. Tasks lie all over the memory; their
//! words, folded once when the filter begins, are looked through in one sweep.

use memchr::memmem::Finder;

use super::term::{begins_with, kinds, parts};
use crate::app::fuzzy;
use crate::domain::task::Task;

/// What tasks say, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    text: String,
    // Where in the text each task ends.
    ends: Vec<usize>,
    // Of which of the sorts below each task is; none where it is not known.
    sorts: Vec<Option<usize>>,
    // What the sorts of task are called.
    names: Vec<Vec<String>>,
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
            let sort = task.map(|task| wording.sort_of(task));
            wording.sorts.push(sort);
        }
        wording
    }

    fn sort_of(&mut self, task: &Task) -> usize {
        let known = self.names.iter().position(|names| kinds(task).eq(names));
        known.unwrap_or_else(|| {
            self.names.push(kinds(task).map(str::to_owned).collect());
            self.names.len() - 1
        })
    }

    /// Which of the tasks mention a folded word, in their order.
    pub(super) fn mentions(&self, word: &str) -> Vec<bool> {
        let is_meant = |names: &Vec<String>| names.iter().any(|name| begins_with(name, word));
        let meant: Vec<bool> = self.names.iter().map(is_meant).collect();
        let sorts = self.sorts.iter();
        let mut found: Vec<bool> =
            sorts.map(|sort| sort.and_then(|sort| meant.get(sort).copied()).unwrap_or_default()).collect();
        self.find(word, &mut found);
        found
    }

    fn find(&self, word: &str, found: &mut [bool]) {
        let (mut from, mut task, finder) = (0, 0, Finder::new(word));
        let text = self.text.as_bytes();
        while let Some(at) = text.get(from..).and_then(|rest| finder.find(rest)) {
            let ends = self.ends.get(task..).unwrap_or_default();
            task += ends.iter().take_while(|end| **end <= from + at).count();
            if let (Some(found), Some(end)) = (found.get_mut(task), self.ends.get(task)) {
                *found = true;
                from = *end;
            }
        }
    }

    /// Which of the tasks are known, in their order.
    pub(super) fn known(&self) -> Vec<bool> {
        self.sorts.iter().map(Option::is_some).collect()
    }
}
