//! What is counted here because Close does not keep it: how often a task was put off, what was done on a day.
//!
//! Only what Close has confirmed is counted, and what is taken back counts no longer, in this session or in a
//! later one.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::due::Due;
use super::id::TaskId;
use super::zone::{Timestamp, Zone};

/// Everything that is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How often tasks were put off; tasks that never were are not in it.
    pub delays: HashMap<TaskId, Delay>,
    /// What was done, day by day in the user's zone.
    pub days: BTreeMap<NaiveDate, Day>,
}

/// How often a task was put off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delay {
    /// How often it was moved to later.
    pub times: u32,
    /// The dates the latest of these moves replaced, the last one at the end: whoever moves the task back
    /// there takes the move back.
    pub from: Vec<Due>,
    /// Whether the user was asked if moving it again is the right thing.
    pub is_asked: bool,
    /// When that was last changed.
    pub changed: Timestamp,
}

/// What we did on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// How many tasks were marked done.
    pub done: u32,
    /// For each of them that somebody had been waiting for: how many minutes.
    pub waited: Vec<u32>,
}

/// More moves than this are no longer taken back one by one.
const DEEPEST: usize = 10;

impl Counted {
    /// How often a task was put off.
    pub fn times(&self, task: &TaskId) -> u32 {
        self.delays.get(task).map_or(0, |delay| delay.times)
    }

    /// A move of ours was confirmed; what there is to keep, if it counts.
    pub fn moved(
        &mut self,
        at: Timestamp,
        zone: Zone,
        task: &TaskId,
        (old, new): (Due, Due),
    ) -> Option<&Delay> {
        let instant = |due: Due| due.instant(zone);
        let known = self.delays.get(task);
        let is_back = known.is_some_and(|delay| delay.from.last() == Some(&new));
        if instant(new) <= instant(old) && !is_back {
            return None;
        }
        let delay = self.delays.entry(task.clone()).or_default();
        delay.changed = at;
        if instant(new) > instant(old) {
            delay.put_off(old);
        } else {
            delay.take_back();
        }
        Some(delay)
    }

    /// The event log shows so many moves to later; we may have seen fewer, or more.
    pub fn told(&mut self, at: Timestamp, task: &TaskId, times: u32) -> Option<&Delay> {
        if times <= self.times(task) {
            return None;
        }
        let delay = self.delays.entry(task.clone()).or_default();
        (delay.times, delay.changed) = (times, at);
        Some(delay)
    }

    /// The user was asked about this task.
    pub fn asked(&mut self, at: Timestamp, task: &TaskId) -> &Delay {
        let delay = self.delays.entry(task.clone()).or_default();
        (delay.is_asked, delay.changed) = (true, at);
        delay
    }

    /// A task of ours was marked done, for which somebody had been waiting so many minutes.
    pub fn done(&mut self, day: NaiveDate, waited: Option<u32>) -> &Day {
        let count = self.days.entry(day).or_default();
        count.done += 1;
        count.waited.extend(waited);
        count
    }

    /// One that was marked done that day is open again; nothing where that was not counted.
    pub fn reopened(&mut self, day: NaiveDate, waited: Option<u32>) -> Option<&Day> {
        let count = self.days.get_mut(&day).filter(|count| count.done > 0)?;
        count.done -= 1;
        if let Some(waited) = waited {
            let near = (0..count.waited.len()).min_by_key(|at| count.waited[*at].abs_diff(waited));
            near.map(|at| count.waited.remove(at));
        }
        Some(count)
    }
}

impl Delay {
    fn put_off(&mut self, from: Due) {
        self.times += 1;
        self.from.push(from);
        let surplus = self.from.len().saturating_sub(DEEPEST);
        self.from.drain(..surplus);
    }

    fn take_back(&mut self) {
        self.times = self.times.saturating_sub(1);
        self.from.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(text: &str) -> Due {
        Due::read(text).unwrap()
    }

    // What is counted after the task was moved along these days.
    fn times(days: &[&str]) -> u32 {
        let (mut counted, task) = (Counted::default(), TaskId::new("task_1"));
        for pair in days.windows(2) {
            counted.moved(Timestamp::default(), Zone::UTC, &task, (due(pair[0]), due(pair[1])));
        }
        counted.times(&task)
    }

    #[test]
    fn only_moves_to_later_count() {
        assert_eq!(times(&["2026-03-06", "2026-03-09", "2026-03-10T09:00:00Z"]), 2);
        assert_eq!(times(&["2026-03-09", "2026-03-06"]), 0);
        assert_eq!(times(&["2026-03-06", "2026-03-12", "2026-03-10"]), 1, "brought forward, not taken back");
    }

    #[test]
    fn a_move_taken_back_does_not_count_however_many_there_were() {
        assert_eq!(times(&["2026-03-06", "2026-03-09", "2026-03-06"]), 0);
        assert_eq!(times(&["2026-03-06", "2026-03-09", "2026-03-12", "2026-03-09", "2026-03-06"]), 0);
        assert_eq!(times(&["2026-03-06", "2026-03-09", "2026-03-06", "2026-03-09"]), 1, "and done again");
    }

    #[test]
    fn the_log_may_know_of_more_but_never_takes_away() {
        let (mut counted, task) = (Counted::default(), TaskId::new("task_1"));
        counted.moved(Timestamp::default(), Zone::UTC, &task, (due("2026-03-06"), due("2026-03-09")));
        assert_eq!(counted.told(Timestamp::default(), &task, 1), None);
        counted.told(Timestamp::default(), &task, 4);
        counted.moved(Timestamp::default(), Zone::UTC, &task, (due("2026-03-09"), due("2026-03-06")));
        assert_eq!(counted.times(&task), 3);
    }

    #[test]
    fn what_is_reopened_was_not_done_that_day() {
        let (mut counted, day) = (Counted::default(), "2026-03-06".parse().unwrap());
        counted.done(day, Some(12));
        counted.done(day, Some(90));
        counted.done(day, None);
        counted.reopened(day, Some(89));
        assert_eq!(counted.days[&day], Day { done: 2, waited: vec![12] });
        assert_eq!(counted.reopened("2026-03-05".parse().unwrap(), None), None);
    }
}
