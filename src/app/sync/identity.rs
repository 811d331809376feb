//! Who we are, and whose store is open.
//!
//! Nothing is read or sent before Close has said who the key belongs to and the store of exactly that person
//! and organisation is open, so that a changed key can never send somebody else's changes.

use super::{Identity, Rank, Sync};
use crate::app::disk::{Disk, Health};
use crate::app::effect::Effect;
use crate::app::errand::Errands;
use crate::app::model::Model;
use crate::app::msg::{Heard, Opened};
use crate::app::{palette, people, views, whose};
use crate::domain::endpoint::Endpoint;
use crate::domain::failure::Failure;
use crate::domain::people::{Me, User};
use crate::domain::write::{Head, Write};
use crate::domain::zone::Timestamp;

pub(super) fn next(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let sync = &model.sync;
    let effect = match (&sync.identity, &model.me) {
        (Identity::Unknown, _) if sync.holds.lets(Endpoint::Me, at) => {
            model.sync.identity = Identity::Asking;
            Effect::Meet
        }
        (Identity::Known, Some(me))
            if wants_people(model) && sync.lets(Endpoint::People, Rank::Awaited, at) =>
        {
            model.sync.wants_people = false;
            Effect::People(me.organization.id.clone())
        }
        _ => return Vec::new(),
    };
    model.sync.in_flight += 1;
    vec![effect]
}

fn wants_people(model: &Model) -> bool {
    model.sync.wants_people && model.errands.as_ref().is_none_or(Errands::wants_people)
}

/// Close said who we are.
pub fn on_met(model: &mut Model, at: Timestamp, heard: Heard<Me>) -> Vec<Effect> {
    model.sync.in_flight -= 1;
    model.sync.holds.pause(at, &heard.pauses);
    match heard.result {
        Ok(me) => meet(model, me),
        Err(Failure::Login(why) | Failure::Refused(why)) => {
            model.sync.identity = Identity::Rejected(why);
            Vec::new()
        }
        Err(failure) => {
            model.sync.identity = Identity::Unknown;
            model.sync.holds.on_failure(Endpoint::Me, at, &failure);
            Vec::new()
        }
    }
}

fn meet(model: &mut Model, me: Me) -> Vec<Effect> {
    model.sync.holds.on_success(Endpoint::Me);
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
    model.sync.wants_people = true;
    model.disk.keep([Write::Me(Box::new(me.clone()))]);
    be(model, me);
    effects
}

// What was on the screen belongs to somebody else.
fn forget_everything(model: &mut Model) {
    views::set_aside(model);
    model.views.saved = Vec::new();
    let fresh = Model::new(model.settings.clone(), model.today.now, model.size);
    let (tab, filter) = (model.lists.tab, model.lists.filter().clone());
    model.board = fresh.board;
    model.lists = fresh.lists;
    model.lists.tab = tab;
    model.lists.set_filter(filter, &model.board);
    model.fit();
    model.marks = fresh.marks;
    model.history = fresh.history;
    model.problems = fresh.problems;
    model.ghosts = fresh.ghosts;
    model.races = fresh.races;
    model.overlays = fresh.overlays;
    model.people = fresh.people;
    (model.whose, model.groups, model.told) = (fresh.whose, fresh.groups, fresh.told);
    model.counted = fresh.counted;
    model.shelf = fresh.shelf;
    model.presences = fresh.presences;
    model.disk = Disk::default();
    let holds = std::mem::take(&mut model.sync.holds);
    model.sync = Sync { holds, in_flight: model.sync.in_flight, ..Sync::default() };
}

fn be(model: &mut Model, me: Me) {
    model.me = Some(me);
    whose::show(model);
}

/// The store was opened, or could not be.
pub fn on_opened(model: &mut Model, at: Timestamp, opened: Result<Opened, String>) -> Option<Effect> {
    if model.sync.identity == Identity::Opening {
        // What the store of somebody else may have told meanwhile goes with it.
        if let Some(me) = model.me.take() {
            let disk = std::mem::take(&mut model.disk);
            forget_everything(model);
            model.disk = disk;
            model.sync.wants_people = true;
            be(model, me);
        }
        model.sync.identity = Identity::Known;
    }
    model.errands.iter_mut().for_each(Errands::on_opened);
    if opened.is_err() {
        views::follow(model, at);
    }
    let remark = opened.as_ref().ok().and_then(|opened| opened.remark.clone());
    model.remarks.extend(remark);
    model.disk.on_opened(at, opened.map(|opened| opened.is_taken))
}

/// The store gave back what it held besides tasks.
pub fn on_head(model: &mut Model, head: Head) {
    views::set_aside(model);
    // What Close said meanwhile is newer than what was kept.
    if model.people.is_empty() {
        model.people = head.people;
    }
    let batches = head.log.iter().chain(head.problems.iter().map(|problem| &problem.entry));
    if let Some(last) = batches.map(|entry| entry.batch).max() {
        model.history.continue_after(last);
    }
    // Another copy of the program has these, and sends them.
    let is_theirs = model.disk.health == Health::ReadsOnly;
    let (theirs, log) = if is_theirs { (head.log, Vec::new()) } else { (Vec::new(), head.log) };
    model.errands.iter_mut().for_each(|errands| errands.theirs.clone_from(&theirs));
    let steps = if is_theirs { Vec::new() } else { head.steps };
    model.history.recall(model.today.now, steps, &log);
    model.board.number_after(model.history.last_entry());
    for entry in log {
        // Whether it reached Close is not known: it is looked at again before it is sent again.
        if entry.tried {
            model.sync.doubts.insert(entry.id);
        }
        model.board.restore(entry);
    }
    head.problems.iter().for_each(|problem| model.board.number_after(problem.entry.id));
    model.problems = head.problems;
    model.told = head.told;
    model.counted = head.counted;
    model.lists.restore(head.arranged);
    model.whose = head.whose;
    match head.me.filter(|_| model.me.is_none()) {
        Some(me) => be(model, me),
        None => whose::show(model),
    }
    model.views.saved = head.views;
    palette::recall(model, &head.recent);
    views::follow(model, model.today.now);
    model.sync.reading.synced = head.synced;
    model.sync.reading.looked = head.looked;
    if let Some(errands) = &mut model.errands {
        errands.on_head(head.listed);
    }
}

/// Close said who else there is.
pub fn on_peopled(model: &mut Model, at: Timestamp, heard: Heard<Vec<User>>) {
    model.sync.in_flight -= 1;
    model.sync.holds.pause(at, &heard.pauses);
    if heard.result.is_ok() {
        model.sync.holds.on_success(Endpoint::People);
    }
    let is_final = !matches!(&heard.result, Err(failure) if failure.may_pass());
    model.errands.iter_mut().filter(|_| is_final).for_each(Errands::on_people);
    match heard.result {
        Ok(people) if people != model.people => {
            model.disk.keep([Write::People(people.clone())]);
            model.people = people;
            views::follow(model, at);
            people::follow(model);
        }
        Ok(_) => {}
        Err(Failure::Refused(why) | Failure::Login(why)) => {
            model.notices.bad(at, format!("Close does not say who else there is: {why}"));
        }
        Err(failure) => {
            model.sync.wants_people = true;
            model.sync.holds.on_failure(Endpoint::People, at, &failure);
        }
    }
}
