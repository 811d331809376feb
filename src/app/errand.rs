//! What is done without a screen: one errand at a time, as the command line orders them.
//!
//! It is the same program with nobody looking: the same board, the same outbox, the same rules of sending. It
//! reads only what an errand needs, and says in data what became of it. Whoever runs it asks
//! [`outlook::outlook`] when to give up; a screen never does.

pub mod outlook;
mod work;

use super::triage::Deed;
use crate::domain::draft::Draft;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::id::TaskId;
use crate::domain::query::Query;
use crate::domain::related::Key;

pub use self::outlook::{Needs, Outlook};
pub(super) use self::work::on_ordered;

/// Something to be done without a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// Learn how these tasks are now.
    Read(Vec<TaskId>),
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
    people: People,
}

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

    /// The page to ask for next.
    pub(super) fn order(&mut self) -> Option<Query> {
        if self.is_out || self.is_over {
            return None;
        }
        self.is_out = true;
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

    /// A new task has its real id.
    pub(super) fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let made = self.made.iter_mut().filter(|made| made.task == *placeholder);
        made.for_each(|made| made.task = real.clone());
    }
}
