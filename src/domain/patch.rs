//! A change to a task, written as values.
//!
//! "Due is Friday", never "one day later": a patch applied twice equals the patch applied once, which is why
//! sending it again is always safe. The four laws are tested below and in `tests/laws.rs`.

use super::due::Due;
use super::id::{Named, Text, UserId};
use super::kind::Kind;
use super::task::{Finished, Task};
use super::zone::Timestamp;

/// New values for any of the fields Close lets us edit; an absent field is left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Whether it is done.
    pub is_complete: Option<bool>,
    /// When it was done, as far as that is known; part of the field before it, and nothing Close is told.
    pub finished: Option<Finished>,
    /// When it is due; the inner nothing is "no date".
    pub due: Option<Option<Due>>,
    /// Who is to do it; the inner nothing is "nobody".
    pub assignee: Option<Option<Named<UserId>>>,
    /// What it says; to-dos only.
    pub text: Option<Text>,
}

impl Patch {
    /// Marks done, or not done.
    pub fn complete(is_complete: bool) -> Self {
        Self { is_complete: Some(is_complete), ..Self::default() }
    }

    /// Where this marks done: that it is done here and now.
    #[must_use]
    pub fn here(self, at: Timestamp) -> Self {
        let is_done = self.is_complete == Some(true);
        let finished = is_done.then_some(Finished { at, is_ours: true });
        Self { finished: finished.or(self.finished), ..self }
    }

    /// Whether Close is told the same by both.
    pub fn tells_the_same_as(&self, other: &Self) -> bool {
        let is_about_the_same = self.is_complete == other.is_complete && self.due == other.due;
        is_about_the_same && self.assignee == other.assignee && self.text == other.text
    }

    /// Moves to a date.
    pub fn due(due: Due) -> Self {
        Self { due: Some(Some(due)), ..Self::default() }
    }

    /// Hands to a person.
    pub fn assign(person: Named<UserId>) -> Self {
        Self { assignee: Some(Some(person)), ..Self::default() }
    }

    fn completion(&self) -> Option<Completion> {
        self.is_complete.map(|is_complete| (is_complete, self.finished))
    }

    /// Whether it changes nothing at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Writes the set fields into a task.
    pub fn apply(&self, task: &mut Task) {
        if let Some((is_complete, finished)) = self.completion() {
            (task.is_complete, task.finished) = (is_complete, finished.map(Box::new));
        }
        set(&mut task.due, self.due.as_ref());
        set(&mut task.assignee, self.assignee.as_ref());
        if let Kind::ToDo(text) = &mut task.kind {
            set(text, self.text.as_ref());
        }
    }

    /// The one patch that does what this and then the other do.
    pub fn then(self, later: Self) -> Self {
        let completion = later.completion().or(self.completion());
        Self {
            is_complete: is_complete(completion),
            finished: finished(completion),
            due: later.due.or(self.due),
            assignee: later.assignee.or(self.assignee),
            text: later.text.or(self.text),
        }
    }

    /// What the task holds now in the fields this patch writes; applying that restores the task.
    pub fn before(&self, task: &Task) -> Self {
        Self {
            is_complete: self.is_complete.map(|_| task.is_complete),
            finished: self.is_complete.and_then(|_| task.finished()),
            due: self.due.map(|_| task.due),
            assignee: self.assignee.as_ref().map(|_| task.assignee.clone()),
            text: self.text.as_ref().and_then(|_| to_do_text(task)),
        }
    }

    /// The part of this patch that would still change the task.
    pub fn beyond(self, task: &Task) -> Self {
        let now = self.before(task);
        // Done is done, whenever that was.
        let completion = self.completion().filter(|_| self.is_complete != now.is_complete);
        Self {
            is_complete: is_complete(completion),
            finished: finished(completion),
            due: self.due.filter(|_| self.due != now.due),
            assignee: self.assignee.filter(|new| !same_person(new.as_ref(), task)),
            text: self.text.filter(|new| now.text.as_ref().is_some_and(|old| old != new)),
        }
    }

    /// Whether both write some field.
    pub fn overlaps(&self, other: &Self) -> bool {
        let both = [
            self.is_complete.is_some() && other.is_complete.is_some(),
            self.due.is_some() && other.due.is_some(),
            self.assignee.is_some() && other.assignee.is_some(),
            self.text.is_some() && other.text.is_some(),
        ];
        both.contains(&true)
    }

    /// Takes over the older values of the fields both have, and returns the rest of them.
    ///
    /// When a change is dropped as refused, the next change of the same field never replaced what it thought
    /// it did: it replaced what the dropped one had.
    pub fn inherit(&mut self, older: Self) -> Self {
        let mut mine = self.completion();
        let rest = take_over(&mut mine, older.completion());
        self.finished = finished(mine);
        self.is_complete = is_complete(mine);
        Self {
            is_complete: is_complete(rest),
            finished: finished(rest),
            due: take_over(&mut self.due, older.due),
            assignee: take_over(&mut self.assignee, older.assignee),
            text: take_over(&mut self.text, older.text),
        }
    }
}

// Whether a task is done and when that was go together.
type Completion = (bool, Option<Finished>);

fn is_complete(completion: Option<Completion>) -> Option<bool> {
    completion.map(|(is_complete, _)| is_complete)
}

fn finished(completion: Option<Completion>) -> Option<Finished> {
    completion.and_then(|(_, finished)| finished)
}

fn set<T: Clone>(slot: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        slot.clone_from(value);
    }
}

fn take_over<T>(mine: &mut Option<T>, older: Option<T>) -> Option<T> {
    match (mine.as_mut(), older) {
        (Some(slot), Some(value)) => {
            *slot = value;
            None
        }
        (_, rest) => rest,
    }
}

fn to_do_text(task: &Task) -> Option<Text> {
    match &task.kind {
        Kind::ToDo(text) => Some(text.clone()),
        _ => None,
    }
}

// Names differ between what a picker knows and what a task carries; the id decides.
fn same_person(new: Option<&Named<UserId>>, task: &Task) -> bool {
    new.map(|person| &person.id) == task.assignee.as_ref().map(|person| &person.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::UserId;

    fn task() -> Task {
        Task::new("task_1", "Call Ada")
    }

    fn patches() -> Vec<Patch> {
        let ada = Named::new(UserId::new("user_1"), "Ada");
        vec![
            Patch::default(),
            Patch::complete(true),
            Patch::complete(false),
            Patch::due(Due::Day(chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap())),
            Patch { due: Some(None), ..Patch::default() },
            Patch::assign(ada.clone()),
            Patch { assignee: Some(None), text: Some("Call Bo".into()), ..Patch::complete(true) },
        ]
    }

    fn after(patches: &[&Patch]) -> Task {
        let mut task = task();
        patches.iter().for_each(|patch| patch.apply(&mut task));
        task
    }

    #[test]
    fn two_in_turn_equal_their_combination() {
        for (a, b) in patches().iter().flat_map(|a| patches().into_iter().map(move |b| (a.clone(), b))) {
            assert_eq!(after(&[&a, &b]), after(&[&a.clone().then(b.clone())]));
        }
    }

    #[test]
    fn combining_is_associative() {
        let all = patches();
        for (a, b, c) in all
            .iter()
            .flat_map(|a| all.iter().flat_map(move |b| patches().into_iter().map(move |c| (a, b, c))))
        {
            let left = a.clone().then(b.clone()).then(c.clone());
            assert_eq!(left, a.clone().then(b.clone().then(c)));
        }
    }

    #[test]
    fn the_empty_patch_does_nothing() {
        assert_eq!(after(&[&Patch::default()]), task());
    }

    #[test]
    fn twice_equals_once() {
        for patch in patches() {
            assert_eq!(after(&[&patch, &patch]), after(&[&patch]));
        }
    }

    #[test]
    fn applying_what_was_lost_restores_the_task() {
        for patch in patches() {
            let mut changed = after(&[&patch]);
            patch.before(&task()).apply(&mut changed);
            assert_eq!(changed, task());
        }
    }

    #[test]
    fn what_a_task_already_has_is_no_change() {
        for patch in patches() {
            assert!(patch.clone().beyond(&after(&[&patch])).is_empty());
        }
    }
}
