//! What many tasks say, in one place.
//!
//! Every letter of a filter asks every task whether it mentions the word. To find the tasks and all they say takes
//! several times as long as to look through it, so it is noted where that lies when the filter begins; nothing is
//! copied. A word that is typed on is looked for only where it was found so far.

use std::num::NonZeroU32;

use super::Filter;
use super::term::{begins_with, contains, kinds};
use crate::domain::id::Text;
use crate::domain::task::Task;

/// What tasks say, and which of them the last filter left.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    tasks: Vec<Said>,
    // One task after the other.
    texts: Vec<Text>,
    // What each sort of task is called.
    sorts: Vec<Vec<String>>,
    last: Filter,
    kept: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct Said {
    // The number of its sort, from one; none where the task is not known.
    sort: Option<NonZeroU32>,
    // Where among the texts its own end.
    end: u32,
}

/// How many texts a task has as a rule; what grows as it fills is in memory twice for a moment.
const USUAL: usize = 4;

/// The texts of how many tasks are fetched before they are looked through: memory answers many questions at once in
/// the time of a few.
const AT_ONCE: usize = 32;

impl Wording {
    /// What these tasks say; one that is not known says nothing at all.
    pub fn of<'a>(tasks: impl ExactSizeIterator<Item = Option<&'a Task>>) -> Self {
        let mut wording = Self {
            tasks: Vec::with_capacity(tasks.len()),
            texts: Vec::with_capacity(tasks.len() * USUAL),
            ..Self::default()
        };
        for task in tasks {
            wording.texts.extend(task.into_iter().flat_map(Task::texts).cloned());
            let sort = task.and_then(|task| NonZeroU32::new(number(wording.sort_of(task) + 1)));
            wording.tasks.push(Said { sort, end: number(wording.texts.len()) });
        }
        wording.kept = wording.known();
        wording
    }

    fn sort_of(&mut self, task: &Task) -> usize {
        let known = self.sorts.iter().position(|names| kinds(task).eq(names));
        known.unwrap_or_else(|| {
            self.sorts.push(kinds(task).map(str::to_owned).collect());
            self.sorts.len() - 1
        })
    }

    fn known(&self) -> Vec<bool> {
        self.tasks.iter().map(|said| said.sort.is_some()).collect()
    }

    /// Which of the tasks stay in view, in their order, as far as it is a matter of words.
    pub fn sweep(&mut self, filter: &Filter) -> &[bool] {
        if !filter.goes_on_from(&self.last) {
            self.kept = self.known();
        }
        filter.all_words().for_each(|(word, is_wanted)| self.sift(word, is_wanted));
        self.last = filter.clone();
        &self.kept
    }

    // Of what is left, only what mentions a folded word stays, or only what does not.
    fn sift(&mut self, word: &str, is_wanted: bool) {
        let is_meant = |names: &Vec<String>| names.iter().any(|name| begins_with(name, word));
        let sorts: Vec<bool> = self.sorts.iter().map(is_meant).collect();
        let (mut start, mut texts) = (0, Vec::new());
        for (kept, tasks) in self.kept.chunks_mut(AT_ONCE).zip(self.tasks.chunks(AT_ONCE)) {
            let mut found = [false; AT_ONCE];
            for (at, said) in tasks.iter().enumerate() {
                let own = self.texts.get(start..said.end as usize).unwrap_or_default();
                start = said.end as usize;
                let sort = said.sort.and_then(|sort| sorts.get(sort.get() as usize - 1));
                found[at] = sort == Some(&true);
                let asked = own.iter().filter(|text| kept[at] && !found[at] && !text.is_empty());
                texts.extend(asked.map(|text| (at, text.as_ref())));
            }
            look(word, &mut texts, &mut found);
            kept.iter_mut().zip(found).for_each(|(kept, found)| *kept &= found == is_wanted);
        }
    }
}

// In which of the texts of some tasks a word occurs, until it is found in one.
fn look(word: &str, texts: &mut Vec<(usize, &str)>, found: &mut [bool; AT_ONCE]) {
    for (at, text) in texts.drain(..) {
        found[at] = found[at] || contains(text, word);
    }
}

// There are never so many, all of them being in memory.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
