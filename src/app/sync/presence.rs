//! Who can be reached just now: asked for while somebody chooses a person, once a minute at most.
//!
//! A courtesy: nothing waits for it, and where it cannot be had nothing is said.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::Rank;
use super::groups::Groups;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Heard;
use crate::app::overlay::Overlay;
use crate::domain::endpoint::Endpoint;
use crate::domain::id::UserId;
use crate::domain::people::Presence;
use crate::domain::zone::Timestamp;

/// What is known of who can be reached.
#[derive(Clone, Debug, Default)]
pub struct Presences {
    known: HashMap<UserId, Presence>,
    came: Option<Timestamp>,
    asked: Option<Timestamp>,
    is_out: bool,
}

/// How long what was said is not asked for again.
const EVERY: TimeDelta = TimeDelta::minutes(1);
/// How long it is shown; older it would mislead.
const SHOWN: TimeDelta = TimeDelta::minutes(2);

impl Presences {
    /// Whether somebody can be reached, as far as that is known now.
    pub fn of(&self, user: &UserId, now: Timestamp) -> Option<Presence> {
        self.came.filter(|came| now - *came < SHOWN)?;
        self.known.get(user).copied()
    }
}

pub(super) fn next(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let top = model.overlays.last();
    let is_choosing = matches!(top, Some(Overlay::People(_) | Overlay::Whose(_) | Overlay::Create(_)));
    let presences = &model.presences;
    let is_fresh = presences.is_out || presences.asked.is_some_and(|asked| at - asked < EVERY);
    // One courtesy after the other, so that there is room for what is behind them.
    let has_turn = model.groups != Groups::Asking;
    if !is_choosing || is_fresh || !has_turn || !model.sync.lets(Endpoint::Availability, Rank::Awaited, at) {
        return None;
    }
    let organization = model.me.as_ref()?.organization.id.clone();
    (model.presences.asked, model.presences.is_out) = (Some(at), true);
    model.sync.in_flight += 1;
    Some(Effect::Availability(organization))
}

/// Close said who can be reached, or did not.
pub fn on_told(model: &mut Model, at: Timestamp, heard: Heard<Vec<(UserId, Presence)>>) {
    model.sync.in_flight -= 1;
    model.sync.holds.pause(at, &heard.pauses);
    model.presences.is_out = false;
    match heard.result {
        Ok(told) => {
            model.sync.holds.on_success(Endpoint::Availability);
            (model.presences.known, model.presences.came) = (told.into_iter().collect(), Some(at));
        }
        Err(failure) if failure.may_pass() => {
            model.sync.holds.on_failure(Endpoint::Availability, at, &failure);
        }
        Err(_) => {}
    }
}
