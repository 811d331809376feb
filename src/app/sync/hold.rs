//! How long to hold back with one sort of request.

use chrono::TimeDelta;

use crate::domain::failure::Failure;
use crate::domain::zone::Timestamp;

/// A pause after failures, or because Close asked for one.
#[derive(Clone, Debug, Default)]
pub struct Hold {
    until: Option<Timestamp>,
    failures: u32,
    trouble: Option<String>,
    // Since when nothing has worked, and whether anybody has answered at all meanwhile.
    since: Option<Timestamp>,
    was_heard: bool,
}

/// The longest pause after failures, in seconds.
const LONGEST: i64 = 60;

impl Hold {
    /// Whether requests may go out.
    pub fn is_over(&self, at: Timestamp) -> bool {
        self.until(at).is_none()
    }

    /// Until when to wait, if at all.
    pub fn until(&self, at: Timestamp) -> Option<Timestamp> {
        self.until.filter(|until| *until > at)
    }

    /// What is wrong, if something is.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// What has been wrong for so long: one time for when nobody answers, one for when answers make no sense.
    pub fn lasting_trouble(&self, at: Timestamp, unheard: TimeDelta, unclear: TimeDelta) -> Option<&str> {
        let patience = if self.was_heard { unclear } else { unheard };
        let since = self.since.filter(|since| at - *since >= patience);
        since.and_then(|_| self.trouble())
    }

    /// Until when Close asked us to wait, when nothing is wrong otherwise.
    pub fn asked_to_wait(&self, at: Timestamp) -> Option<Timestamp> {
        self.until(at).filter(|_| self.trouble.is_none())
    }

    /// Something worked.
    pub fn on_success(&mut self) {
        *self = Self { until: self.until.filter(|_| self.trouble.is_none()), ..Self::default() };
    }

    /// Close asks for a pause.
    pub fn pause(&mut self, at: Timestamp, pause: std::time::Duration) {
        let until = at + TimeDelta::from_std(pause).unwrap_or(TimeDelta::minutes(10));
        self.until = self.until.max(Some(until));
    }

    /// Something failed in a way that may pass: wait twice as long as last time, at most a minute.
    pub fn on_failure(&mut self, at: Timestamp, failure: &Failure) {
        if let Failure::Busy(pause) = failure {
            return self.pause(at, *pause);
        }
        let seconds = 1_i64.checked_shl(self.failures).unwrap_or(LONGEST).clamp(1, LONGEST);
        self.failures = (self.failures + 1).min(10);
        self.until = self.until.max(Some(at + TimeDelta::seconds(seconds) + jitter(at)));
        self.trouble = Some(failure.to_string());
        self.since.get_or_insert(at);
        self.was_heard |= !matches!(failure, Failure::Offline(_));
    }

    /// Tries again now, because the user asked.
    pub fn release(&mut self) {
        if self.trouble.is_some() {
            self.until = None;
        }
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

    fn waits(hold: &Hold, at: Timestamp) -> i64 {
        hold.until(at).map_or(0, |until| (until - at).num_seconds())
    }

    #[test]
    fn each_failure_doubles_the_pause_up_to_a_minute() {
        let (mut hold, at) = (Hold::default(), Timestamp::default());
        let pauses: Vec<i64> = (0..8)
            .map(|_| {
                hold.on_failure(at, &Failure::Offline("no network".into()));
                waits(&hold, at)
            })
            .collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn success_ends_a_pause_for_trouble_but_not_one_close_asked_for() {
        let (mut hold, at) = (Hold::default(), Timestamp::default());
        hold.on_failure(at, &Failure::Unclear("503".into()));
        hold.on_success();
        assert!(hold.is_over(at) && hold.trouble().is_none());
        hold.pause(at, Duration::from_secs(9));
        hold.on_success();
        assert_eq!(waits(&hold, at), 9);
    }

    #[test]
    fn close_is_given_the_time_it_asks_for() {
        let (mut hold, at) = (Hold::default(), Timestamp::default());
        hold.on_failure(at, &Failure::Busy(Duration::from_secs(7)));
        assert_eq!(waits(&hold, at), 7);
        assert!(hold.asked_to_wait(at).is_some() && hold.trouble().is_none());
    }

    #[test]
    fn trouble_lasts_longer_where_somebody_answers() {
        let at = |seconds| Timestamp::default() + TimeDelta::seconds(seconds);
        let (one, six) = (TimeDelta::seconds(1), TimeDelta::seconds(6));
        let mut silent = Hold::default();
        silent.on_failure(at(0), &Failure::Offline("no network".into()));
        assert_eq!(silent.lasting_trouble(at(0), one, six), None);
        assert_eq!(silent.lasting_trouble(at(1), one, six), Some("no network"));
        let mut odd = Hold::default();
        odd.on_failure(at(0), &Failure::Unclear("503".into()));
        odd.on_failure(at(2), &Failure::Offline("no network".into()));
        assert_eq!(odd.lasting_trouble(at(5), one, six), None);
        assert_eq!(odd.lasting_trouble(at(6), one, six), Some("no network"));
        odd.on_success();
        assert_eq!(odd.lasting_trouble(at(9), one, six), None);
    }
}
