//! Keeping what must not be lost.
//!
//! Writes queue up and go to the store one transaction at a time; whatever was queued meanwhile makes the
//! next one. Nothing is sent to Close before it is acknowledged here. When the store fails, the queue stays
//! and is tried again, so a full disk costs nothing but time.

use std::collections::HashSet;

use super::effect::{Effect, Timer};
use crate::domain::entry::EntryId;
use crate::domain::people::Me;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// The queue to the store, and how the store is.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    queue: Vec<Write>,
    // How many writes at the head of the queue are being saved now.
    saving: usize,
    unsaved: HashSet<EntryId>,
    is_open: bool,
    /// How the store is.
    pub health: Health,
}

/// How the store is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Health {
    /// Not opened yet: which one it is depends on who we are.
    #[default]
    Closed,
    /// Everything is saved.
    Fine,
    /// Another copy of the program has it: nothing is saved or sent from here.
    ReadsOnly,
    /// It cannot be written to; why, in a sentence.
    Failing(String),
}

impl Disk {
    /// Queues writes.
    pub fn keep(&mut self, writes: impl IntoIterator<Item = Write>) {
        if self.health == Health::ReadsOnly {
            return;
        }
        for write in writes {
            if let Write::Append(entry) = &write {
                self.unsaved.insert(entry.id);
            }
            self.queue.push(write);
        }
    }

    /// Whether an entry is on disk.
    pub fn has(&self, entry: EntryId) -> bool {
        self.health != Health::ReadsOnly && !self.unsaved.contains(&entry)
    }

    /// Whether something is still to be saved, and can be.
    pub fn is_savable(&self) -> bool {
        self.health == Health::Fine && !self.queue.is_empty()
    }

    /// How many changes are not on disk.
    pub fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    /// The store was opened, or could not be.
    pub fn on_opened(&mut self, at: Timestamp, opened: Result<bool, String>) -> Option<Effect> {
        self.is_open = opened.is_ok();
        match opened {
            Ok(true) => self.health = Health::ReadsOnly,
            Ok(false) => self.health = Health::Fine,
            Err(why) => return Some(self.fail(at, why)),
        }
        None
    }

    fn fail(&mut self, at: Timestamp, why: String) -> Effect {
        self.health = Health::Failing(why);
        Effect::Wake { timer: Timer::Disk, at: at + chrono::TimeDelta::seconds(10) }
    }

    /// Orders the next transaction, if one is due.
    pub fn order(&mut self) -> Option<Effect> {
        let is_open = matches!(self.health, Health::Fine);
        if !is_open || self.saving > 0 || self.queue.is_empty() {
            return None;
        }
        self.saving = self.queue.len();
        Some(Effect::Save(self.queue.clone()))
    }

    /// The store answered.
    pub fn on_saved(&mut self, at: Timestamp, result: Result<(), String>) -> Option<Effect> {
        let saved = std::mem::take(&mut self.saving);
        match result {
            Ok(()) => {
                self.forget(saved);
                self.health = Health::Fine;
                None
            }
            Err(why) => Some(self.fail(at, why)),
        }
    }

    // So many writes at the head of the queue are on disk.
    fn forget(&mut self, saved: usize) {
        for write in self.queue.drain(..saved.min(self.queue.len())) {
            if let Write::Append(entry) = write {
                self.unsaved.remove(&entry.id);
            }
        }
    }

    /// Time to try a failing store again: to write to it, or to open it if that was what failed.
    pub fn on_woken(&mut self, me: Option<&Me>) -> Option<Effect> {
        let is_failing = matches!(self.health, Health::Failing(_));
        if is_failing && self.is_open {
            self.health = Health::Fine;
        }
        me.filter(|_| is_failing && !self.is_open).map(|me| Effect::Open(Box::new(me.clone())))
    }
}
