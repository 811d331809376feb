//! What is done without a screen: one errand at a time, as the command line orders them.
//!
//! It is the same program with nobody looking: the same board, the same outbox, the same rules of sending. It
//! reads only what an errand needs, and says in data what became of it. Whoever runs it asks
//! [`outlook::outlook`] when to give up; a screen never does.

pub mod outlook;
mod work;

use std::collections::HashSet;

use chrono::TimeDelta;

use super::triage::Deed;
use crate::domain::board::Board;
use crate::domain::draft::Draft;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::id::TaskId;
use crate::domain::query::Query;
use crate::domain::related::Key;
use crate::domain::task::Task;
use crate::domain::write::Listed;
use crate::domain::zone::Timestamp;

pub use self::outlook::{Needs, Outlook};
pub(super) use self::work::on_ordered;

/// Something to be done without a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// Learn how these tasks are now.
    Read(Vec<TaskId>),
    /// Know how these tasks are: what was listed a moment ago is known, the rest is read.
    Know(Vec<TaskId>),
    /// Learn who else there is.
    People,
    /// List tasks, page by page.
    List(Box<Listing>),
    /// Learn what stands behind a task.
    Behind(Vec<Key>),
    /// Learn everything a screen would show.
    Everything,
    /// Try for the store again: the copy of the program that had it may have ended.
    OpenAgain,
    /// Do a deed to tasks, as one batch.
    Do(Vec<TaskId>, Deed),
    /// Delete tasks, at once: whoever orders it has been asked before.
    Delete(Vec<TaskId>),
    /// Make a task.
    Make(Box<Draft>),
    /// Send refused changes again.
    Retry(Vec<EntryId>),
    /// Drop changes: refused ones, and those that were never sent.
    Drop(Vec<EntryId>),
}

/// Tasks asked for page by page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// Which.
    pub query: Query,
    /// How many to ask for at most.
    pub most: Option<usize>,
    /// Why it ended before its end.
    pub refusal: Option<String>,
    is_noted: bool,
    noted: Option<Listed>,
    is_out: bool,
    is_over: bool,
}

/// What is going on without a screen.
#[derive(Clone, Debug, Default)]
pub struct Errands {
    /// What is being listed.
    pub listing: Option<Listing>,
    /// What is to be known before anything is changed, in sentences.
    pub cautions: Vec<String>,
    /// The changes that were made, oldest first.
    pub made: Vec<Made>,
    /// What was not changed, and why.
    pub left_out: Vec<(TaskId, String)>,
    /// What is as it should be already.
    pub unchanged: Vec<TaskId>,
    /// The changes that were dropped.
    pub dropped: Vec<EntryId>,
    /// Changes that another copy of the program has, and sends.
    pub theirs: Vec<Entry>,
    /// How much Close is asked for.
    pub breadth: Breadth,
    /// Whether changes are sent. Whoever only looks sends nothing.
    pub is_sending: bool,
    kept: Kept,
    to_read: Vec<TaskId>,
    to_know: Vec<TaskId>,
    listed: Option<Listed>,
    people: People,
}

/// How long what was listed counts as known: about as long as it does on a screen, which looks once a minute.
const KNOWN: TimeDelta = TimeDelta::seconds(60);

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The entry that carries it.
    pub entry: EntryId,
    /// The task.
    pub task: TaskId,
    /// What the task was about, for when it is gone.
    pub subject: String,
}

/// How much Close is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Breadth {
    /// Nothing.
    Nothing,
    /// What was ordered, and what has to be known to send a change.
    #[default]
    Ordered,
    /// Whatever a screen shows.
    Everything,
}

/// How much of the store has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kept {
    #[default]
    Unopened,
    Coming,
    Loaded,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum People {
    #[default]
    Unwanted,
    Wanted,
    Told,
}

impl Listing {
    /// Tasks to ask for, at most so many.
    pub fn new(query: Query, most: Option<usize>) -> Self {
        let limit = most.map_or(Query::PAGE, |most| most.clamp(1, Query::PAGE));
        Self { query: Query { limit, ..query }, most, is_over: most == Some(0), ..Self::default() }
    }

    /// The same, with a note of what came for whoever changes it next.
    pub fn noted(self) -> Self {
        Self { is_noted: true, ..self }
    }

    /// The page to ask for next.
    pub(super) fn order(&mut self, at: Timestamp) -> Option<Query> {
        if self.is_out || self.is_over {
            return None;
        }
        self.is_out = true;
        if self.is_noted && self.noted.is_none() {
            self.noted = Some(Listed { at, tasks: Vec::new() });
        }
        Some(self.query.clone())
    }

    pub(super) fn on_page(&mut self, has_more: bool) {
        self.is_out = false;
        self.query = self.query.next_page();
        let asked = self.query.skip;
        self.is_over = !has_more || self.most.is_some_and(|most| asked >= most);
        if let Some(most) = self.most {
            self.query.limit = self.query.limit.min(most.saturating_sub(asked)).max(1);
        }
    }

    /// These came, and are kept.
    pub(super) fn note(&mut self, tasks: &[Task]) {
        let noted = self.noted.iter_mut();
        noted.for_each(|noted| noted.tasks.extend(tasks.iter().map(|task| task.id.clone())));
    }

    /// What is to be noted at its end.
    pub(super) fn take_noted(&mut self) -> Option<Listed> {
        if self.is_over { self.noted.take().filter(|noted| !noted.tasks.is_empty()) } else { None }
    }

    pub(super) fn on_refused(&mut self, why: String) {
        (self.is_out, self.is_over, self.refusal) = (false, true, Some(why));
    }

    pub(super) fn give_back(&mut self) {
        self.is_out = false;
    }
}

impl Errands {
    /// An errand of a program that may have a store to look into before Close has said who we are.
    pub fn new(has_store: bool) -> Self {
        let kept = if has_store { Kept::Coming } else { Kept::Unopened };
        Self { kept, ..Self::default() }
    }

    pub(super) fn on_opened(&mut self) {
        self.kept = Kept::Coming;
    }

    pub(super) fn on_head(&mut self, listed: Option<Listed>) {
        self.listed = listed;
    }

    pub(super) fn on_loaded(&mut self) {
        self.kept = Kept::Loaded;
    }

    /// Whether somebody waits to hear who else there is.
    pub(super) fn wants_people(&self) -> bool {
        self.breadth == Breadth::Everything || self.people == People::Wanted
    }

    pub(super) fn on_people(&mut self) {
        self.people = People::Told;
    }

    pub(super) fn take_to_read(&mut self) -> Vec<TaskId> {
        std::mem::take(&mut self.to_read)
    }

    /// Decides which of the tasks that are to be known have to be read, when everything kept here has been looked at.
    /// What was listed counts once, as it is older after that: returns whether it did.
    pub(super) fn decide(&mut self, at: Timestamp, board: &Board) -> bool {
        if self.kept != Kept::Loaded || self.to_know.is_empty() {
            return false;
        }
        let listed =
            self.listed.take().filter(|listed| (TimeDelta::zero()..KNOWN).contains(&(at - listed.at)));
        let listed: HashSet<TaskId> = listed.into_iter().flat_map(|listed| listed.tasks).collect();
        let is_known = |id: &TaskId| listed.contains(id) && board.truth(id).is_some();
        let (known, unknown): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.to_know).into_iter().partition(is_known);
        self.to_read.extend(unknown);
        !known.is_empty()
    }

    /// Whether nothing waits to be read.
    pub(super) fn has_begun(&self) -> bool {
        self.to_read.is_empty() && self.to_know.is_empty()
    }

    /// A new task has its real id.
    pub(super) fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let made = self.made.iter_mut().filter(|made| made.task == *placeholder);
        made.for_each(|made| made.task = real.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_000_000 + seconds, 0).unwrap()
    }

    fn ids(names: &[&str]) -> Vec<TaskId> {
        names.iter().map(|name| TaskId::new(*name)).collect()
    }

    /// An errand that wants to know three tasks, of which two were listed at second 0 and one of those is kept.
    fn errands() -> (Errands, Board) {
        let mut board = Board::default();
        let asked = board.ask();
        board.absorb(asked, &crate::domain::board::Scope::Page, vec![Task::new("task_1", "Call Ada")]);
        let mut errands = Errands { to_know: ids(&["task_1", "task_2", "task_3"]), ..Errands::default() };
        errands.on_head(Some(Listed { at: at(0), tasks: ids(&["task_1", "task_2"]) }));
        (errands, board)
    }

    fn read_after(seconds: i64) -> Vec<TaskId> {
        let (mut errands, board) = errands();
        errands.on_loaded();
        errands.decide(at(seconds), &board);
        errands.take_to_read()
    }

    #[test]
    fn what_was_listed_within_a_minute_and_is_kept_is_not_read_again() {
        assert_eq!(read_after(59), ids(&["task_2", "task_3"]));
    }

    #[test]
    fn what_was_listed_longer_ago_or_by_a_clock_that_is_ahead_is_read() {
        for seconds in [60, 4000, -5] {
            assert_eq!(read_after(seconds).len(), 3, "{seconds}");
        }
    }

    #[test]
    fn a_list_counts_once() {
        let (mut errands, board) = errands();
        errands.on_loaded();
        assert!(errands.decide(at(1), &board));
        errands.to_know = ids(&["task_1"]);
        assert!(!errands.decide(at(2), &board));
        assert!(errands.take_to_read().contains(&TaskId::new("task_1")));
    }

    #[test]
    fn nothing_is_decided_before_what_is_kept_here_has_been_looked_at() {
        let (mut errands, board) = errands();
        errands.decide(at(1), &board);
        assert!(errands.take_to_read().is_empty() && !errands.has_begun());
    }
}
