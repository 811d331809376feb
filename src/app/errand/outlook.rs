//! How an errand stands: what it waits for, and when there is no point in waiting any longer.
//!
//! Only asks; nothing here changes anything. How long to go on is decided here and nowhere else.

use chrono::TimeDelta;

use super::{Errands, Kept, People};
use crate::app::disk::Health;
use crate::app::model::Model;
use crate::app::settings::Access;
use crate::app::sync::Identity;
use crate::domain::zone::Timestamp;

/// What an errand cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Somebody to answer; what is kept is only looked at.
    Close,
    /// A place to keep changes.
    Store,
    /// Both.
    Both,
}

/// How things stand with an errand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It goes on.
    Good,
    /// Close does not accept the key; why.
    Rejected(String),
    /// Close cannot be reached, or makes no sense; why.
    Unreachable(String),
    /// Another copy of the program has the store.
    Taken,
    /// The store cannot be used; why.
    Broken(String),
}

/// How long to go on trying while nobody answers at all.
const UNHEARD: TimeDelta = TimeDelta::seconds(1);
/// How long to go on trying while answers make no sense.
const UNCLEAR: TimeDelta = TimeDelta::seconds(6);

/// How things stand, for whoever has to decide when to stop.
pub fn outlook(model: &Model, at: Timestamp, needs: Needs) -> Outlook {
    if let (Identity::Rejected(why), true) = (&model.sync.identity, needs != Needs::Store) {
        return Outlook::Rejected(why.clone());
    }
    match &model.disk.health {
        Health::ReadsOnly if needs != Needs::Close => return Outlook::Taken,
        Health::Failing(why) if needs != Needs::Close => return Outlook::Broken(why.clone()),
        _ if needs == Needs::Store => return Outlook::Good,
        _ => {}
    }
    let trouble = model.sync.holds.lasting_trouble(at, UNHEARD, UNCLEAR);
    trouble.map_or(Outlook::Good, |why| Outlook::Unreachable(why.to_owned()))
}

impl Model {
    fn is_known(&self) -> bool {
        self.sync.identity == Identity::Known
    }

    /// Whether the tasks that were to be read have been.
    pub fn has_read(&self) -> bool {
        let has_begun = self.errands.as_ref().is_none_or(Errands::has_begun);
        self.is_known() && self.is_loaded() && has_begun && !self.sync.reading.is_checking()
    }

    /// Whether Close may be asked for more, and what is kept here is known as far as it ever will be.
    pub fn is_ready(&self) -> bool {
        self.is_known() && (self.is_loaded() || matches!(self.disk.health, Health::Failing(_)))
    }

    /// Whether there is a place to keep changes.
    pub fn is_opened(&self) -> bool {
        self.disk.health != Health::Closed
    }

    /// Whether everything in the store has been read, or there is none to read.
    pub fn is_at_rest(&self) -> bool {
        self.is_loaded() || self.errands.as_ref().is_some_and(|errands| errands.kept == Kept::Unopened)
    }

    /// Whether everything in the store has been read.
    pub fn is_loaded(&self) -> bool {
        self.errands.as_ref().is_some_and(|errands| errands.kept == Kept::Loaded)
    }

    /// Whether Close has said who else there is.
    pub fn has_people(&self) -> bool {
        self.errands.as_ref().is_some_and(|errands| errands.people == People::Told)
    }

    /// Whether the last page of what is listed has come.
    pub fn has_listed(&self) -> bool {
        let listing = self.errands.as_ref().and_then(|errands| errands.listing.as_ref());
        listing.is_none_or(|listing| listing.is_over && !listing.is_out)
    }

    /// Whether what stands behind tasks has come, as far as it was asked for.
    pub fn has_related(&self) -> bool {
        !self.shelf.is_waiting()
    }

    /// How many of the changes of this errand are not settled yet.
    pub fn unsettled(&self) -> usize {
        let first = self.errands.as_ref().and_then(|errands| errands.made.first()).map(|made| made.entry);
        first.map_or(0, |first| self.board.log().rev().take_while(|entry| entry.id >= first).count())
    }

    /// Whether every change of this errand is settled.
    pub fn is_settled(&self) -> bool {
        let first = self.errands.as_ref().and_then(|errands| errands.made.first()).map(|made| made.entry);
        first.is_none_or(|first| self.board.log().next_back().is_none_or(|entry| entry.id < first))
    }

    /// Whether everything that is to be kept is on disk.
    pub fn is_saved(&self) -> bool {
        self.disk.unsaved() == 0 && !self.disk.is_savable()
    }

    /// Whether every open task has been read.
    pub fn is_swept(&self) -> bool {
        self.sync.reading.is_swept() && !self.sync.reading.is_checking()
    }

    /// Whether everything a screen would show has been read, and nothing waits that may be sent.
    pub fn is_synced(&self) -> bool {
        let is_sent = self.settings.access == Access::Reading || self.board.waiting() == 0;
        self.is_swept() && is_sent && self.has_people()
    }
}
