//! Looking at what others did, now and then.
//!
//! A look asks for what changed, which sees new tasks but not what was deleted or handed away. A second look
//! sees those: it asks for some known tasks by id, or the log about our own changes where there are any. While
//! somebody types both go together; where nobody does there is one request each time, and the second look takes
//! the place of every fourth. Looks become rarer then, and the first key after a pause brings one at once.

use chrono::TimeDelta;

use super::recall;
use crate::app::model::Model;
use crate::domain::endpoint::Endpoint;
use crate::domain::id::TaskId;
use crate::domain::place::Place;
use crate::domain::query::Query;
use crate::domain::zone::Timestamp;

/// When was looked, and what for.
#[derive(Clone, Debug, Default)]
pub struct Look {
    last: Option<Timestamp>,
    key: Option<Timestamp>,
    // Whether the terminal has said that something else is looked at.
    is_away: bool,
    // Whether that was after the last look.
    is_typing: bool,
    // How many looks in a row went without a second one.
    alone: u8,
    // Whether the last second look was at the log.
    was_log: bool,
    // Up to which id known tasks have been asked for, in this round.
    round: Option<TaskId>,
}

/// After so long without a key, looks become rarer.
const IDLE: TimeDelta = TimeDelta::minutes(10);
/// After so long, rarer still.
const AWAY: TimeDelta = TimeDelta::minutes(30);
/// Where nobody types, so many looks for what changed go before a second look takes the place of one.
const ALONE: u8 = 3;

impl Look {
    /// A key was pressed.
    pub fn on_key(&mut self, at: Timestamp) {
        self.key = Some(at);
        self.is_typing = true;
        self.is_away = false;
    }

    /// The terminal is looked at, or not any more. Coming back counts as a key, so that what has become old
    /// is looked at anew.
    pub fn on_focus(&mut self, at: Timestamp, is_focused: bool) {
        self.is_away = !is_focused;
        if is_focused {
            self.key = Some(at);
        }
    }

    /// Everything was seen just now.
    pub(super) fn is_fresh(&mut self, at: Timestamp) {
        self.last = Some(at);
        self.key.get_or_insert(at);
    }

    /// When to look again, once there was a first look.
    pub fn next(&self, at: Timestamp, seconds: u32) -> Option<Timestamp> {
        let idle = self.key.map_or(TimeDelta::zero(), |key| at - key);
        // Nobody types into a terminal that is not looked at.
        let idle = if self.is_away { idle.max(IDLE) } else { idle };
        let least = match idle {
            idle if idle >= AWAY => TimeDelta::minutes(5),
            idle if idle >= IDLE => TimeDelta::minutes(2),
            _ => TimeDelta::zero(),
        };
        self.last.map(|last| last + least.max(TimeDelta::seconds(seconds.into())))
    }
}

/// Begins a look where one is due.
pub(super) fn begin(model: &mut Model, at: Timestamp) {
    let seconds = model.settings.refresh_seconds;
    let is_due = model.sync.look.next(at, seconds).is_some_and(|next| next <= at);
    if !is_due || !model.sync.reading.is_swept() || !model.sync.holds.lets_behind(Endpoint::Tasks, at) {
        return;
    }
    let look = &mut model.sync.look;
    look.last = Some(at);
    let is_typing = std::mem::take(&mut look.is_typing);
    let is_due_again = is_typing || look.alone >= ALONE;
    look.alone = if is_due_again { 0 } else { look.alone + 1 };
    let has_second = is_due_again && look_again(model, at);
    if is_typing || !has_second {
        model.sync.reading.look();
    }
}

// The log and the known tasks by turns, where there is something to ask the log about.
fn look_again(model: &mut Model, at: Timestamp) -> bool {
    let is_log = !model.sync.look.was_log && look_up_ours(model, at);
    model.sync.look.was_log = is_log;
    is_log || check_known(model)
}

fn look_up_ours(model: &mut Model, at: Timestamp) -> bool {
    let Some(me) = model.me.as_ref().map(|me| me.user.id.clone()) else { return false };
    let Some(inquiry) = model.races.inquiry(at, &me) else { return false };
    recall::ask(model, inquiry);
    true
}

// The next hundred open tasks by id; those in sight are always among them.
fn check_known(model: &mut Model) -> bool {
    let round = model.sync.look.round.take();
    let in_sight = model.lists.current().in_sight().iter().filter_map(Place::task).cloned();
    let mut ids: Vec<TaskId> = in_sight.filter(|id| model.lists.tab_of(id).is_some()).collect();
    let mut rest: Vec<&TaskId> = model.lists.open().filter(|id| Some(*id) > round.as_ref()).collect();
    rest.sort_unstable();
    let room = Query::PAGE.saturating_sub(ids.len());
    let some: Vec<TaskId> = rest.iter().take(room).map(|id| (*id).clone()).collect();
    model.sync.look.round = some.last().filter(|_| rest.len() > room).cloned();
    ids.extend(some);
    let is_some = !ids.is_empty();
    model.sync.reading.suspect(ids);
    is_some
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_become_rarer_where_nobody_types_and_come_at_once_with_the_next_key() {
        let start = Timestamp::default();
        let mut look = Look::default();
        assert_eq!(look.next(start, 60), None, "nothing was read yet");
        look.is_fresh(start);
        for (idle, wait) in [(0, 1), (9, 1), (10, 2), (29, 2), (30, 5), (600, 5)] {
            let at = start + TimeDelta::minutes(idle);
            look.last = Some(at);
            assert_eq!(look.next(at, 60), Some(at + TimeDelta::minutes(wait)), "idle for {idle} minutes");
        }
        let back = start + TimeDelta::minutes(603);
        look.on_key(back);
        assert!(look.next(back, 60).is_some_and(|next| next <= back));
    }

    #[test]
    fn a_terminal_that_is_not_looked_at_is_one_nobody_types_into() {
        let start = Timestamp::default();
        let minutes = |minutes| start + TimeDelta::minutes(minutes);
        let mut look = Look::default();
        look.is_fresh(start);
        look.on_focus(start, false);
        assert_eq!(look.next(minutes(1), 60), Some(minutes(2)));
        assert_eq!(look.next(minutes(40), 60), Some(minutes(5)));
        look.on_focus(minutes(1), true);
        assert_eq!(look.next(minutes(1), 60), Some(minutes(1)), "a minute has passed: at once");
        look.on_focus(start, false);
        look.on_key(start);
        assert_eq!(look.next(start, 60), Some(minutes(1)), "whoever types is there, whatever was said");
    }
}
