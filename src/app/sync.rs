//! What to fetch, what to send, and when to try again.
//!
//! After every message [`next`] looks at what is wanted and orders as much as is allowed: at most four
//! requests at once, one a task, nothing before we know who we are and nothing that is not on disk. Waiting
//! is decided here and nowhere else, so that it can be tested.

pub mod answers;
pub mod archive;
pub mod comments;
pub mod fetch;
pub mod groups;
pub mod hold;
pub mod identity;
mod listing;
pub mod look;
mod pages;
pub mod presence;
pub mod recall;
pub mod relate;
pub mod send;

use std::collections::HashSet;

use self::fetch::Reading;
use self::hold::Holds;
use self::look::Look;
use self::recall::Recall;
use super::effect::{Effect, Timer};
use super::errand::Breadth;
use super::model::Model;
use super::views;
use crate::domain::endpoint::Endpoint;
use crate::domain::entry::EntryId;
use crate::domain::write::{Listed, Write};
use crate::domain::zone::Timestamp;

/// What is going on with Close.
#[derive(Clone, Debug, Default)]
pub struct Sync {
    /// Whether we know who we are.
    pub identity: Identity,
    /// What is being read.
    pub reading: Reading,
    /// When was looked at what others did.
    pub look: Look,
    /// What the event log is asked.
    pub recall: Recall,
    /// How long to hold back, for each group of requests that Close counts.
    pub holds: Holds,
    in_flight: usize,
    // Entries without a clear answer: their task is read again before anything more is sent for it.
    pub(super) doubts: HashSet<EntryId>,
    // Entries that a bulk request did not carry: they go alone.
    alone: HashSet<EntryId>,
    wake: Option<Timestamp>,
    // Whether a comment whose writing was not answered is being looked for.
    is_looking: bool,
    // Whether everybody in the organisation is still to be asked for.
    wants_people: bool,
}

/// Whether we know who we are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Asked.
    Asking,
    /// Known, but the right store is only being opened.
    Opening,
    /// Known, and the store is the right one: reading and sending may begin.
    Known,
    /// The key is not accepted; why, in a sentence.
    Rejected(String),
}

/// How many requests may be under way at once.
const AT_ONCE: usize = 4;

// Whom a request is for, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    // Something the user did.
    Change,
    // Something the user waits to see.
    Awaited,
    // Nobody waits for it.
    Behind,
}

/// How things stand with Close, for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing has been heard yet.
    Connecting,
    /// The key is not accepted.
    Rejected(String),
    /// Close cannot be reached; why.
    Offline(String),
    /// Close asks us to wait until then.
    Held(Timestamp),
    /// The first look at everything is under way; how many tasks have come.
    Loading(usize),
    /// All is well since then.
    Fresh(Timestamp),
}

impl Sync {
    /// How things stand with Close.
    pub fn standing(&self, at: Timestamp) -> Standing {
        if let Identity::Rejected(why) = &self.identity {
            return Standing::Rejected(why.clone());
        }
        if let Some(why) = self.holds.trouble() {
            return Standing::Offline(why.into());
        }
        let loading = self.reading.loading();
        let waits = loading.and_then(|_| self.holds.reading_waits(at));
        if let Some(until) = self.holds.asked_to_wait(at).max(waits) {
            return Standing::Held(until);
        }
        match (loading, self.reading.fresh) {
            (Some(count), _) => Standing::Loading(count),
            (None, Some(at)) => Standing::Fresh(at),
            (None, None) => Standing::Connecting,
        }
    }

    /// Whether a request is under way.
    pub fn is_busy(&self) -> bool {
        self.in_flight > 0
    }

    /// Whether nobody knows if Close has this change already.
    pub fn doubts(&self, entry: EntryId) -> bool {
        self.doubts.contains(&entry)
    }

    /// Everything is asked for again, at once, also what was given up.
    pub fn ask_again(&mut self) {
        self.holds.release();
        self.reading.begin_again();
        self.wants_people = true;
        if matches!(self.identity, Identity::Rejected(_)) {
            self.identity = Identity::Unknown;
        }
    }

    /// Who works here is asked for again.
    pub fn meet_again(&mut self) {
        self.wants_people = true;
    }

    /// The store is to be opened once more, everything else being known.
    pub fn open_again(&mut self) {
        if self.identity == Identity::Known {
            self.identity = Identity::Opening;
        }
    }

    // Whether such a request may go out now. Each rank leaves a place free for the one before it, and what is
    // behind the scenes also the last of what Close allows.
    fn lets(&self, endpoint: Endpoint, rank: Rank, at: Timestamp) -> bool {
        match rank {
            Rank::Change => self.in_flight < AT_ONCE && self.holds.lets(endpoint, at),
            Rank::Awaited => self.in_flight + 1 < AT_ONCE && self.holds.lets(endpoint, at),
            Rank::Behind => self.in_flight + 2 < AT_ONCE && self.holds.lets_behind(endpoint, at),
        }
    }
}

/// Orders whatever may be ordered now.
pub fn next(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    if model.board.log().next().is_none() {
        model.sync.holds.nothing_to_send();
    }
    if model.errands.as_ref().is_some_and(|errands| errands.breadth == Breadth::Nothing) {
        return Vec::new();
    }
    let mut effects = identity::next(model, at);
    if model.sync.identity == Identity::Known {
        if model.errands.as_ref().is_none_or(|errands| errands.is_sending) {
            effects.extend(send::next(model, at));
            effects.extend(comments::look(model, at));
        }
        effects.extend(read(model, at));
    }
    effects.extend(wake(model, at));
    effects
}

// Without a screen nothing is read but what was ordered.
fn read(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    if let Some(errands) = &mut model.errands {
        if errands.decide(at, &model.board) {
            model.disk.keep([Write::Listed(Listed { at, tasks: Vec::new() })]);
        }
        let ordered = errands.take_to_read();
        model.sync.reading.suspect(ordered);
        if errands.breadth != Breadth::Everything {
            let mut effects = fetch::next(model, at, Breadth::Ordered);
            effects.extend(relate::next(model, at));
            if views::awaits_groups(model) {
                effects.extend(groups::next(model, at));
            }
            return effects;
        }
    }
    look::begin(model, at);
    let mut effects = fetch::next(model, at, Breadth::Everything);
    effects.extend(groups::next(model, at));
    effects.extend(presence::next(model, at));
    effects.extend(relate::next(model, at));
    effects.extend(recall::next(model, at));
    effects
}

// One timer for everything that waits: whichever comes first.
fn wake(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let sync = &model.sync;
    let look = sync.look.next(at, model.settings.refresh_seconds);
    let deletion = send::next_deletion(model, at);
    let times = [look, deletion, sync.holds.ends(at)];
    let next = times.into_iter().flatten().filter(|time| *time > at).min();
    if next == sync.wake || next.is_none() {
        return None;
    }
    model.sync.wake = next;
    next.map(|at| Effect::Wake { timer: Timer::Sync, at })
}

/// The timer went off: whatever waited is looked at again by [`next`].
pub fn on_woken(model: &mut Model) {
    model.sync.wake = None;
}
