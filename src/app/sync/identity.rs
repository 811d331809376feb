//! Who we are, and whose store is open.
//!
//! Nothing is read or sent before Close has said who the key belongs to and the store of exactly that person
//! and organisation is open, so that a changed key can never send somebody else's changes.

use super::{Identity, Sync};
use crate::app::disk::{Disk, Health};
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::{Heard, Opened};
use crate::domain::failure::Failure;
use crate::domain::people::{Me, User};
use crate::domain::write::{Head, Write};
use crate::domain::zone::Timestamp;

pub(super) fn next(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    if model.sync.identity != Identity::Unknown || !model.sync.reads.is_over(at) {
        return Vec::new();
    }
    model.sync.identity = Identity::Asking;
    model.sync.in_flight += 1;
    vec![Effect::Meet]
}

/// Close said who we are.
pub fn on_met(model: &mut Model, at: Timestamp, heard: Heard<Me>) -> Vec<Effect> {
    model.sync.in_flight -= 1;
    match heard.result {
        Ok(me) => meet(model, me),
        Err(Failure::Login(why) | Failure::Refused(why)) => {
            model.sync.identity = Identity::Rejected(why);
            Vec::new()
        }
        Err(failure) => {
            model.sync.identity = Identity::Unknown;
            model.sync.reads.on_failure(at, &failure);
            Vec::new()
        }
    }
}

fn meet(model: &mut Model, me: Me) -> Vec<Effect> {
    model.sync.reads.on_success();
    let is_same = model
        .me
        .as_ref()
        .is_some_and(|known| known.user.id == me.user.id && known.organization.id == me.organization.id);
    let mut effects = Vec::new();
    if is_same && model.disk.health != Health::Closed {
        model.sync.identity = Identity::Known;
    } else {
        forget_everything(model);
        model.sync.identity = Identity::Opening;
        effects.push(Effect::Open(Box::new(me.clone())));
    }
    effects.push(Effect::People(me.organization.id.clone()));
    model.sync.in_flight += 1;
    model.disk.keep([Write::Me(Box::new(me.clone()))]);
    be(model, me);
    effects
}

// What was on the screen belongs to somebody else.
fn forget_everything(model: &mut Model) {
    let fresh = Model::new(model.settings.clone(), model.today.now, model.size);
    model.board = fresh.board;
    model.lists = fresh.lists;
    model.marks = fresh.marks;
    model.history = fresh.history;
    model.problems = fresh.problems;
    model.ghosts = fresh.ghosts;
    model.races = fresh.races;
    model.overlays = fresh.overlays;
    model.people = fresh.people;
    model.disk = Disk::default();
    model.sync = Sync { reads: model.sync.reads.clone(), in_flight: model.sync.in_flight, ..Sync::default() };
}

fn be(model: &mut Model, me: Me) {
    model.lists.show_owner(me.user.id.clone(), &model.board, &model.today);
    model.me = Some(me);
}

/// The store was opened, or could not be.
pub fn on_opened(model: &mut Model, opened: Result<Opened, String>) {
    model.disk.health = match &opened {
        Ok(opened) if opened.is_taken => Health::ReadsOnly,
        Ok(_) => Health::Fine,
        Err(why) => Health::Failing(why.clone()),
    };
    model.remarks.extend(opened.ok().and_then(|opened| opened.remark));
    if model.sync.identity == Identity::Opening {
        model.sync.identity = Identity::Known;
    }
}

/// The store gave back what it held besides tasks.
pub fn on_head(model: &mut Model, head: Head) {
    model.people = head.people;
    model.sync.reading.synced = head.synced;
    let batches = head.log.iter().chain(head.problems.iter().map(|problem| &problem.entry));
    if let Some(last) = batches.map(|entry| entry.batch).max() {
        model.history.continue_after(last);
    }
    for entry in head.log {
        // Whether it reached Close is not known: it is looked at again before it is sent again.
        if entry.tried {
            model.sync.doubts.insert(entry.id);
        }
        model.board.restore(entry);
    }
    head.problems.iter().for_each(|problem| model.board.number_after(problem.entry.id));
    model.problems = head.problems;
    if let Some(me) = head.me.filter(|_| model.me.is_none()) {
        be(model, me);
    }
}

/// Close said who else there is.
pub fn on_peopled(model: &mut Model, at: Timestamp, heard: Heard<Vec<User>>) {
    model.sync.in_flight -= 1;
    match heard.result {
        Ok(people) if people != model.people => {
            model.disk.keep([Write::People(people.clone())]);
            model.people = people;
        }
        Ok(_) => {}
        Err(failure) => model.sync.reads.on_failure(at, &failure),
    }
}
