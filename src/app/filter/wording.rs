//! What many tasks say, in one place.
//!
//! Every letter of a filter asks every task whether it mentions the word. To find the tasks and all they say takes
//! several times as long as to look through it, so it is noted where that lies when the filter begins. Nothing is
//! copied, and what many tasks share, such as the name of a company, is looked through once.

use super::term::{begins_with, contains, kinds};
use crate::domain::id::Text;
use crate::domain::task::Task;

/// What tasks say.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    texts: Vec<Text>,
    // What each sort of task is called.
    sorts: Vec<Vec<String>>,
    // One task after the other: the number of its sort and those of its texts; nothing of one that is not known.
    said: Vec<u32>,
    // Where in that each task ends.
    ends: Vec<u32>,
}

impl Wording {
    /// What these tasks say; one that is not known says nothing at all.
    pub fn of<'a>(tasks: impl Iterator<Item = Option<&'a Task>>) -> Self {
        let (mut wording, mut lately) = (Self::default(), Lately::default());
        for task in tasks {
            task.into_iter().for_each(|task| wording.note(task, &mut lately));
            wording.ends.push(number(wording.said.len()));
        }
        wording
    }

    fn note(&mut self, task: &Task, lately: &mut Lately) {
        let sort = self.sort_of(task);
        self.said.push(sort);
        self.said.extend(task.texts().map(|text| lately.number_of(text, &mut self.texts)));
    }

    fn sort_of(&mut self, task: &Task) -> u32 {
        let known = self.sorts.iter().position(|names| kinds(task).eq(names));
        number(known.unwrap_or_else(|| {
            self.sorts.push(kinds(task).map(str::to_owned).collect());
            self.sorts.len() - 1
        }))
    }

    /// Which of the tasks mention a folded word, in their order.
    pub(super) fn mentions(&self, word: &str) -> Vec<bool> {
        let is_meant = |names: &Vec<String>| names.iter().any(|name| begins_with(name, word));
        let sorts: Vec<bool> = self.sorts.iter().map(is_meant).collect();
        let texts: Vec<bool> = self.texts.iter().map(|text| contains(text, word)).collect();
        let is_found = |found: &[bool], number: u32| found.get(number as usize) == Some(&true);
        let is_mentioned = |said: &[u32]| {
            let Some((sort, said)) = said.split_first() else { return false };
            is_found(&sorts, *sort) || said.iter().any(|text| is_found(&texts, *text))
        };
        self.tasks().map(is_mentioned).collect()
    }

    /// Which of the tasks are known, in their order.
    pub(super) fn known(&self) -> Vec<bool> {
        self.tasks().map(|said| !said.is_empty()).collect()
    }

    fn tasks(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let bounds = starts.zip(&self.ends).map(|(start, end)| *start as usize..*end as usize);
        bounds.map(|bounds| self.said.get(bounds).unwrap_or_default())
    }
}

/// The texts met lately, by where they lie. Every text has one slot, and the latest takes it; forgetting one costs
/// looking through it twice, nothing else.
struct Lately(Vec<u32>);

/// A power of two, of the size of what ten thousand tasks share.
const SLOTS: usize = 1 << 13;
/// How far texts lie apart at least.
const APART: usize = 16;

impl Default for Lately {
    fn default() -> Self {
        Self(vec![0; SLOTS])
    }
}

impl Lately {
    fn number_of(&mut self, text: &Text, texts: &mut Vec<Text>) -> u32 {
        let slot = &mut self.0[text.as_ptr().addr() / APART % SLOTS];
        let known = texts.get(*slot as usize).is_some_and(|known| known.is_shared_with(text));
        if !known {
            *slot = number(texts.len());
            texts.push(text.clone());
        }
        *slot
    }
}

// There are never so many texts, all of them being in memory.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{LeadId, Named};

    #[test]
    fn what_tasks_share_is_looked_through_once() {
        let lead = Named::new(LeadId::new("lead_1"), "Acme Corporation");
        let task = |text: &str| Task { lead: Some(lead.clone()), ..Task::new("task_1", text) };
        let tasks = [task("Call Ada"), task("Mail Bo"), task("To-do")];
        let many = tasks.iter().chain(std::iter::repeat_n(&tasks[2], 100));
        assert!(Wording::of(many.map(Some)).texts.len() < 10);
        let wording = Wording::of(tasks.iter().map(Some).chain([None]));
        assert_eq!(wording.mentions("acme"), [true, true, true, false]);
        assert_eq!(wording.mentions("ada"), [true, false, false, false]);
        assert_eq!(wording.mentions("to-d"), [true, true, true, false], "all of them are to-dos");
        assert_eq!(wording.known(), [true, true, true, false]);
    }
}
