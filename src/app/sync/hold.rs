//! How long to hold back, for each group of requests by itself.
//!
//! Close counts every group alone, so what it says about one holds nothing else up. Before an allowance is
//! used up, the last of it is kept for what the user waits for. Trouble holds up its own group too, except
//! that where nothing can be reached nothing else is tried either.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::domain::endpoint::{Endpoint, Pause};
use crate::domain::failure::Failure;
use crate::domain::zone::Timestamp;

/// Every group that is held back, or was.
#[derive(Clone, Debug, Default)]
pub struct Holds(BTreeMap<Endpoint, Hold>);

#[derive(Clone, Debug, Default)]
struct Hold {
    // Nothing is left until then.
    spent: Option<Timestamp>,
    // Little is left until then.
    scarce: Option<Timestamp>,
    trouble: Option<Trouble>,
}

// Something failed in a way that may pass.
#[derive(Clone, Debug)]
struct Trouble {
    until: Timestamp,
    failures: u32,
    why: String,
    is_offline: bool,
    // Since when nothing has worked, and whether anybody has answered at all meanwhile.
    since: Timestamp,
    was_heard: bool,
}

/// The longest pause after failures, in seconds.
const LONGEST: i64 = 60;

impl Holds {
    /// Whether a request that somebody waits for may go out.
    pub fn lets(&self, endpoint: Endpoint, at: Timestamp) -> bool {
        let until = self.0.get(&endpoint).and_then(Hold::until).max(self.unreachable(endpoint));
        until.is_none_or(|until| until <= at)
    }

    /// Whether a request behind the scenes may go out.
    pub fn lets_behind(&self, endpoint: Endpoint, at: Timestamp) -> bool {
        let scarce = self.0.get(&endpoint).and_then(|hold| hold.scarce);
        self.lets(endpoint, at) && scarce.is_none_or(|until| until <= at)
    }

    // Until when all reading waits, because none of it got through. What the user changes tries for itself.
    fn unreachable(&self, endpoint: Endpoint) -> Option<Timestamp> {
        let reading = self.0.iter().filter(|(other, _)| !other.is_write() && !endpoint.is_write());
        let troubles = reading.filter_map(|(_, hold)| hold.trouble.as_ref());
        troubles.filter(|trouble| trouble.is_offline).map(|trouble| trouble.until).max()
    }

    /// What is wrong, if something is.
    pub fn trouble(&self) -> Option<&str> {
        self.troubles().next().map(|trouble| &*trouble.why)
    }

    /// What has been wrong for so long: one time for when nobody answers, one for when answers make no sense.
    pub fn lasting_trouble(&self, at: Timestamp, unheard: TimeDelta, unclear: TimeDelta) -> Option<&str> {
        let lasts =
            |trouble: &&Trouble| at - trouble.since >= if trouble.was_heard { unclear } else { unheard };
        self.troubles().find(lasts).map(|trouble| &*trouble.why)
    }

    // Trouble with what is only shown beside the tasks is told there.
    fn troubles(&self) -> impl Iterator<Item = &Trouble> {
        let troubles = self.0.iter().filter_map(|(endpoint, hold)| Some((endpoint, hold.trouble.as_ref()?)));
        let told = troubles.filter(|(endpoint, trouble)| trouble.is_offline || endpoint.is_vital());
        told.map(|(_, trouble)| trouble)
    }

    /// Until when Close wants us to wait before the user can see what comes of it.
    pub fn asked_to_wait(&self, at: Timestamp) -> Option<Timestamp> {
        let vital = self.0.iter().filter(|(endpoint, _)| endpoint.is_vital());
        vital.filter_map(|(_, hold)| hold.spent.filter(|until| *until > at)).max()
    }

    /// Until when reading tasks behind the scenes waits.
    pub fn reading_waits(&self, at: Timestamp) -> Option<Timestamp> {
        let hold = self.0.get(&Endpoint::Tasks)?;
        hold.spent.max(hold.scarce).filter(|until| *until > at)
    }

    /// When something may go out that may not now.
    pub fn ends(&self, at: Timestamp) -> Option<Timestamp> {
        let times = self.0.values().flat_map(|hold| [hold.until(), hold.scarce]);
        times.flatten().filter(|until| *until > at).min()
    }

    /// Something worked: there is no trouble here, and Close can be reached.
    pub fn on_success(&mut self, endpoint: Endpoint) {
        for (other, hold) in &mut self.0 {
            hold.trouble.take_if(|trouble| trouble.is_offline || *other == endpoint);
        }
    }

    /// Something failed in a way that may pass: wait twice as long as last time, at most a minute.
    pub fn on_failure(&mut self, endpoint: Endpoint, at: Timestamp, failure: &Failure) {
        if let Failure::Busy(length) = failure {
            return self.pause(at, &[Pause { endpoint, length: *length, is_spent: true }]);
        }
        let hold = self.0.entry(endpoint).or_default();
        let before = hold.trouble.as_ref();
        let failures = before.map_or(0, |trouble| trouble.failures);
        let is_offline = matches!(failure, Failure::Offline(_));
        let (since, was_heard) = before.map_or((at, false), |trouble| (trouble.since, trouble.was_heard));
        let seconds = 1_i64.checked_shl(failures).unwrap_or(LONGEST).clamp(1, LONGEST);
        hold.trouble = Some(Trouble {
            until: at + TimeDelta::seconds(seconds) + jitter(at),
            failures: (failures + 1).min(10),
            why: failure.to_string(),
            is_offline,
            since,
            was_heard: was_heard || !is_offline,
        });
    }

    /// Close wants us to hold back.
    pub fn pause(&mut self, at: Timestamp, pauses: &[Pause]) {
        for pause in pauses {
            let until = at + TimeDelta::from_std(pause.length).unwrap_or(TimeDelta::minutes(10));
            let hold = self.0.entry(pause.endpoint).or_default();
            let held = if pause.is_spent { &mut hold.spent } else { &mut hold.scarce };
            *held = (*held).max(Some(until));
        }
    }

    /// Tries again now, because the user asked.
    pub fn release(&mut self) {
        let troubles = self.0.values_mut().filter_map(|hold| hold.trouble.as_mut());
        troubles.for_each(|trouble| trouble.until = Timestamp::MIN_UTC);
    }

    /// Nothing is to be sent any more, so nothing is wrong with sending.
    pub fn nothing_to_send(&mut self) {
        self.0
            .iter_mut()
            .filter(|(endpoint, _)| endpoint.is_write())
            .for_each(|(_, hold)| hold.trouble = None);
    }
}

impl Hold {
    fn until(&self) -> Option<Timestamp> {
        self.spent.max(self.trouble.as_ref().map(|trouble| trouble.until))
    }
}

// Spreads the attempts of many machines; which quarter of a second it is is as good as chance.
fn jitter(at: Timestamp) -> TimeDelta {
    TimeDelta::milliseconds((at.timestamp_subsec_millis() * 7919 % 250).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const AT: Timestamp = Timestamp::UNIX_EPOCH;

    fn later(seconds: i64) -> Timestamp {
        AT + TimeDelta::seconds(seconds)
    }

    fn offline() -> Failure {
        Failure::Offline("no network".into())
    }

    fn paused(endpoint: Endpoint, seconds: u64, is_spent: bool) -> Holds {
        let mut holds = Holds::default();
        holds.pause(AT, &[Pause { endpoint, length: Duration::from_secs(seconds), is_spent }]);
        holds
    }

    #[test]
    fn each_failure_doubles_the_pause_up_to_a_minute() {
        let mut holds = Holds::default();
        let pauses: Vec<i64> = (0..8)
            .map(|_| {
                holds.on_failure(Endpoint::Changes, AT, &offline());
                holds.ends(AT).map_or(0, |until| (until - AT).num_seconds())
            })
            .collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn success_ends_a_pause_for_trouble_but_not_one_close_asked_for() {
        let mut holds = paused(Endpoint::Changes, 9, true);
        holds.on_failure(Endpoint::Changes, AT, &Failure::Unclear("503".into()));
        assert_eq!(holds.trouble(), Some("503"));
        holds.on_success(Endpoint::Changes);
        assert!(holds.trouble().is_none() && !holds.lets(Endpoint::Changes, AT));
        assert_eq!(holds.asked_to_wait(AT), Some(later(9)));
        assert!(holds.lets(Endpoint::Changes, later(9)));
    }

    #[test]
    fn close_is_given_the_time_it_asks_for_by_that_group_alone() {
        let mut holds = Holds::default();
        holds.on_failure(Endpoint::Leads, AT, &Failure::Busy(Duration::from_secs(7)));
        assert!(!holds.lets(Endpoint::Leads, later(6)) && holds.lets(Endpoint::Leads, later(7)));
        let others =
            [Endpoint::Changes, Endpoint::Creations, Endpoint::Tasks, Endpoint::Calls, Endpoint::Events];
        assert!(others.iter().all(|other| holds.lets_behind(*other, AT)));
        assert!(holds.trouble().is_none() && holds.asked_to_wait(AT).is_none());
    }

    #[test]
    fn the_last_tenth_is_for_what_the_user_waits_for() {
        let holds = paused(Endpoint::Tasks, 5, false);
        assert!(holds.lets(Endpoint::Tasks, AT) && !holds.lets_behind(Endpoint::Tasks, AT));
        assert!(holds.lets_behind(Endpoint::Tasks, later(5)));
        assert_eq!((holds.ends(AT), holds.asked_to_wait(AT)), (Some(later(5)), None));
        assert!(!paused(Endpoint::Tasks, 5, true).lets(Endpoint::Tasks, AT));
    }

    #[test]
    fn a_shorter_pause_does_not_cut_a_longer_one_short() {
        let mut holds = paused(Endpoint::Tasks, 9, true);
        holds.pause(
            AT,
            &[Pause { endpoint: Endpoint::Tasks, length: Duration::from_secs(2), is_spent: true }],
        );
        assert!(!holds.lets(Endpoint::Tasks, later(8)));
    }

    #[test]
    fn what_cannot_be_reached_is_not_tried_at_another_door_but_a_change_tries_for_itself() {
        let mut holds = Holds::default();
        holds.on_failure(Endpoint::Leads, AT, &offline());
        assert!(!holds.lets(Endpoint::Tasks, AT) && holds.lets(Endpoint::Changes, AT));
        assert_eq!(holds.trouble(), Some("no network"));
        holds.on_success(Endpoint::Changes);
        assert!(holds.lets(Endpoint::Tasks, AT) && holds.trouble().is_none());
    }

    #[test]
    fn trouble_with_what_stands_beside_the_tasks_is_no_trouble_with_them() {
        let mut holds = Holds::default();
        holds.on_failure(Endpoint::Events, AT, &Failure::Unclear("503".into()));
        assert!(holds.trouble().is_none() && holds.lets_behind(Endpoint::Tasks, AT));
        assert!(!holds.lets_behind(Endpoint::Events, AT));
    }

    #[test]
    fn whoever_asks_for_it_tries_again_at_once_but_not_before_close_allows_it() {
        let mut holds = paused(Endpoint::Tasks, 5, true);
        holds.on_failure(Endpoint::Changes, AT, &offline());
        holds.release();
        assert!(holds.lets(Endpoint::Changes, AT) && !holds.lets(Endpoint::Tasks, AT));
        assert_eq!(holds.trouble(), Some("no network"), "it is not known to be over");
    }

    #[test]
    fn trouble_lasts_longer_where_somebody_answers() {
        let at = |seconds| Timestamp::default() + TimeDelta::seconds(seconds);
        let (one, six) = (TimeDelta::seconds(1), TimeDelta::seconds(6));
        let mut silent = Holds::default();
        silent.on_failure(Endpoint::Tasks, at(0), &Failure::Offline("no network".into()));
        assert_eq!(silent.lasting_trouble(at(0), one, six), None);
        assert_eq!(silent.lasting_trouble(at(1), one, six), Some("no network"));
        let mut odd = Holds::default();
        odd.on_failure(Endpoint::Tasks, at(0), &Failure::Unclear("503".into()));
        odd.on_failure(Endpoint::Tasks, at(2), &Failure::Offline("no network".into()));
        assert_eq!(odd.lasting_trouble(at(5), one, six), None);
        assert_eq!(odd.lasting_trouble(at(6), one, six), Some("no network"));
        odd.on_success(Endpoint::Tasks);
        assert_eq!(odd.lasting_trouble(at(9), one, six), None);
    }
}
