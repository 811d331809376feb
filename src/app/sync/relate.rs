//! Asking for what stands behind the row the cursor rests on.
//!
//! These requests leave one place free for what the user changes, and each sort waits for itself when Close
//! wants it to. A thing that cannot be had is told where it would stand; it never holds up the tasks themselves.

use super::Rank;
use crate::app::create;
use crate::app::dates;
use crate::app::disk::Health;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Heard;
use crate::app::related::{Answer, is_looked_at};
use crate::domain::endpoint::Endpoint;
use crate::domain::failure::Failure;
use crate::domain::related::{Key, Related};
use crate::domain::write::{Shelved, Write};
use crate::domain::zone::Timestamp;

/// What is asked for in one request comes with what it was asked by.
pub type Found = Vec<(Key, Related)>;

pub(super) fn next(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    while let Some(keys) = order(model, at) {
        model.sync.in_flight += 1;
        effects.push(Effect::Relate(keys));
    }
    effects
}

// The first of what is wanted that may be asked for: what stands behind the row itself before its neighbours.
fn order(model: &mut Model, at: Timestamp) -> Option<Vec<Key>> {
    let wanted = model.shelf.wanted().iter();
    let next = wanted.clone().position(|keys| {
        let rank = if is_for_the_row(model, keys) { Rank::Awaited } else { Rank::Behind };
        keys.first().is_some_and(|key| model.sync.lets(key.endpoint(), rank, at))
    })?;
    Some(model.shelf.take_order(next, at))
}

// Several are only fetched ahead.
fn is_for_the_row(model: &Model, keys: &[Key]) -> bool {
    matches!(keys, [key] if is_looked_at(model, key))
}

/// Close told what stands behind a task, or did not.
pub fn on_related(model: &mut Model, at: Timestamp, keys: Vec<Key>, heard: Heard<Found>) {
    model.sync.in_flight -= 1;
    model.sync.holds.pause(at, &heard.pauses);
    let Some(endpoint) = keys.first().map(Key::endpoint) else { return };
    match heard.result {
        Ok(_) if model.shelf.is_outdated(&keys) => give_back(model, keys),
        Ok(found) => {
            model.sync.holds.on_success(endpoint);
            keep(model, at, &found);
            let found = found.into_iter().map(|(key, related)| (key, Answer::Is(related)));
            model.shelf.take_in(&keys, found);
        }
        Err(failure @ (Failure::Offline(_) | Failure::Busy(_) | Failure::Login(_))) => {
            on_unasked(model, at, (endpoint, keys), failure);
        }
        Err(failure) => on_nothing(model, &keys, &failure),
    }
    dates::open::on_related(model);
    create::follow(model);
}

// On disk too, so that the next start shows it at once. While the store fails, changes alone queue up for it.
fn keep(model: &mut Model, came: Timestamp, found: &Found) {
    if model.disk.health != Health::Fine {
        return;
    }
    let shelved = found.iter().cloned().map(|(key, related)| Shelved { key, related, came });
    model.disk.keep(shelved.map(|shelved| Write::Shelve(Box::new(shelved))));
}

fn give_back(model: &mut Model, keys: Vec<Key>) {
    let is_awaited = is_for_the_row(model, &keys);
    model.shelf.give_back(keys, is_awaited);
}

fn on_unasked(model: &mut Model, at: Timestamp, (endpoint, keys): (Endpoint, Vec<Key>), failure: Failure) {
    give_back(model, keys);
    match failure {
        Failure::Login(why) => model.sync.identity = super::Identity::Rejected(why),
        failure => model.sync.holds.on_failure(endpoint, at, &failure),
    }
}

// One answer for several says nothing about each of them.
fn on_nothing(model: &mut Model, keys: &[Key], failure: &Failure) {
    let why = match failure {
        Failure::Gone => "gone, or not for you to see".to_owned(),
        failure => failure.to_string(),
    };
    let answers = keys.first().filter(|_| keys.len() == 1).map(|key| (key.clone(), Answer::Nothing(why)));
    model.shelf.take_in(keys, answers);
}
