//! What to fetch, what to send, and when to try again.
//!
//! After every message [`next`] looks at what is wanted and orders as much as is allowed: at most four
//! requests at once, one a task, nothing before we know who we are and nothing that is not on disk. Waiting
//! is decided here and nowhere else, so that it can be tested.

pub mod answers;
pub mod archive;
pub mod fetch;
pub mod groups;
pub mod hold;
pub mod identity;
mod listing;
pub mod look;
mod pages;
pub mod recall;
pub mod relate;
pub mod send;

use std::collections::HashSet;

use self::fetch::Reading;
use self::hold::Hold;
use self::look::Look;
use self::recall::Recall;
use super::effect::{Effect, Timer};
use super::errand::Breadth;
use super::model::Model;
use crate::domain::entry::EntryId;
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
    /// How long to hold back with lists of tasks. Close counts every group of requests by itself.
    pub reads: Hold,
    /// How long to hold back with changes.
    pub writes: Hold,
    /// How long to hold back with the event log.
    pub events: Hold,
    in_flight: usize,
    // Entries without a clear answer: their task is read again before anything more is sent for it.
    pub(super) doubts: HashSet<EntryId>,
    // Entries that a bulk request did not carry: they go alone.
    alone: HashSet<EntryId>,
    wake: Option<Timestamp>,
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
        if let Some(why) = self.writes.trouble().or(self.reads.trouble()) {
            return Standing::Offline(why.into());
        }
        if let Some(until) = self.writes.asked_to_wait(at).or(self.reads.asked_to_wait(at)) {
            return Standing::Held(until);
        }
        match (self.reading.loading(), self.reading.fresh) {
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
        self.reads.release();
        self.writes.release();
        self.reading.begin_again();
        if matches!(self.identity, Identity::Rejected(_)) {
            self.identity = Identity::Unknown;
        }
    }

    /// The store is to be opened once more, everything else being known.
    pub fn open_again(&mut self) {
        if self.identity == Identity::Known {
            self.identity = Identity::Opening;
        }
    }

    fn has_room(&self) -> bool {
        self.in_flight < AT_ONCE
    }

    // Work behind the scenes leaves room for what the user waits for.
    fn has_room_behind(&self) -> bool {
        self.in_flight + 1 < AT_ONCE
    }
}

/// Orders whatever may be ordered now.
pub fn next(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    if model.errand.as_ref().is_some_and(|errand| errand.breadth == Breadth::Nothing) {
        return Vec::new();
    }
    let mut effects = identity::next(model, at);
    if model.sync.identity == Identity::Known {
        if model.errand.as_ref().is_none_or(|errand| errand.is_sending) {
            effects.extend(send::next(model, at));
        }
        effects.extend(read(model, at));
    }
    effects.extend(wake(model, at));
    effects
}

// Without a screen nothing is read but what was ordered.
fn read(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    if let Some(errand) = &mut model.errand {
        let ordered = errand.take_to_read();
        model.sync.reading.suspect(ordered);
        if errand.breadth != Breadth::Everything {
            let mut effects = fetch::next(model, at, Breadth::Ordered);
            effects.extend(relate::next(model, at));
            return effects;
        }
    }
    look::begin(model, at);
    let mut effects = fetch::next(model, at, Breadth::Everything);
    effects.extend(groups::next(model, at));
    effects.extend(relate::next(model, at));
    effects.extend(recall::next(model, at));
    effects
}

// One timer for everything that waits: whichever comes first.
fn wake(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let sync = &model.sync;
    let look = sync.look.next(at, model.settings.refresh_seconds);
    let deletion = send::next_deletion(model, at);
    let holds = [&sync.reads, &sync.writes, &sync.events].map(|hold| hold.until(at));
    let times = holds.into_iter().chain([look, deletion]);
    let next = times.flatten().filter(|time| *time > at).min();
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
