//! Asking the event log: who did this, and what did our own changes replace.
//!
//! A courtesy, never needed: at most one question at a time and a handful in all, behind everything the user
//! waits for. One that fails is dropped.

use std::collections::VecDeque;

use super::Rank;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Heard;
use crate::app::{counting, ghosts, races};
use crate::domain::endpoint::Endpoint;
use crate::domain::event::{Events, Inquiry};
use crate::domain::zone::Timestamp;

/// What the log is to be asked.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    queue: VecDeque<Inquiry>,
    is_out: bool,
}

/// More questions than this at once are not worth their traffic.
const MOST: usize = 3;

/// Asks the log, unless it is being asked enough already.
pub fn ask(model: &mut Model, inquiry: Inquiry) {
    let queue = &mut model.sync.recall.queue;
    if queue.len() < MOST && !queue.contains(&inquiry) {
        queue.push_back(inquiry);
    }
}

pub(super) fn next(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let sync = &mut model.sync;
    if sync.recall.is_out || !sync.lets(Endpoint::Events, Rank::Behind, at) {
        return None;
    }
    let inquiry = sync.recall.queue.pop_front()?;
    sync.recall.is_out = true;
    sync.in_flight += 1;
    Some(Effect::Recall(inquiry))
}

/// The log answered, or did not.
pub fn on_recalled(model: &mut Model, at: Timestamp, inquiry: &Inquiry, heard: Heard<Events>) {
    model.sync.in_flight -= 1;
    model.sync.recall.is_out = false;
    model.sync.holds.pause(at, &heard.pauses);
    match (heard.result, inquiry) {
        (Err(failure), _) => return model.sync.holds.on_failure(Endpoint::Events, at, &failure),
        (Ok(events), Inquiry::Person { .. }) => races::on_told(model, at, events),
        (Ok(events), Inquiry::Task { task, .. }) => {
            counting::on_told(model, task, &events.lines);
            counting::on_dated(model, task, &events.lines);
            ghosts::on_told(model, at, task, &events.lines);
            races::on_named(model, task, &events.lines);
        }
    }
    model.sync.holds.on_success(Endpoint::Events);
}
