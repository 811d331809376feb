//! Which tab a task belongs to, and the order inside it.
//!
//! As Close has it: the inbox holds open tasks up to the end of the user's day, the future those from
//! tomorrow on, the archive what is done. Inside a day, tasks with a plain date come before those with a
//! time. The client's own calendar decides, so that an open session is right at midnight and across a
//! change of clocks.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::due::Due;
use super::id::TaskId;
use super::task::Task;
use super::zone::{Timestamp, Zone};

/// The three parts of a rep's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// What waits now, overdue included.
    #[default]
    Inbox,
    /// What comes from tomorrow on.
    Future,
    /// What is done.
    Archive,
}

impl Tab {
    /// All three, in the order of the screen.
    pub const ALL: [Self; 3] = [Self::Inbox, Self::Future, Self::Archive];

    /// The word on the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Inbox => "Inbox",
            Self::Future => "Future",
            Self::Archive => "Archive",
        }
    }

    /// Its place on the screen, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Where a task belongs on this day.
    pub fn of(task: &Task, today: &Today) -> Self {
        match task.due {
            _ if task.is_complete => Self::Archive,
            Some(due) if due.day(today.zone) > today.day => Self::Future,
            _ => Self::Inbox,
        }
    }
}

/// What "now" and "today" mean for the user.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Today {
    /// The instant.
    pub now: Timestamp,
    /// The user's zone, which need not be the machine's.
    pub zone: Zone,
    /// The user's day.
    pub day: NaiveDate,
}

impl Today {
    /// The user's day at an instant.
    pub fn at(now: Timestamp, zone: Zone) -> Self {
        Self { now, zone, day: zone.day_of(now) }
    }
}

/// Where a task stands inside its tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    instant: i64,
    is_timed: bool,
    newest_first: bool,
    id: TaskId,
}

impl Place {
    /// The place of a task in a tab. The archive has the newest first, as it is fetched.
    pub fn of(task: &Task, tab: Tab, zone: Zone) -> Self {
        // A dateless task carries the day it was made; Close sorts it there.
        let made = || task.created.at.map(|at| Due::Day(zone.day_of(at)));
        let due = match tab {
            Tab::Archive => task.created.at.map(Due::At).or(task.due),
            Tab::Inbox | Tab::Future => task.due.or_else(made),
        };
        Self {
            instant: due.map_or(i64::MIN, |due| due.instant(zone).timestamp_millis()),
            is_timed: matches!(due, Some(Due::At(_))),
            newest_first: tab == Tab::Archive,
            id: task.id.clone(),
        }
    }

    /// The instant it is sorted by; the beginning of time for what has no date at all.
    pub fn instant(&self) -> Timestamp {
        Timestamp::from_timestamp_millis(self.instant).unwrap_or(Timestamp::MIN_UTC)
    }

    /// Which task stands here.
    pub fn id(&self) -> &TaskId {
        &self.id
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |place: &Self| (place.instant, place.is_timed);
        let dates = key(self).cmp(&key(other));
        let dates = if self.newest_first { dates.reverse() } else { dates };
        dates.then_with(|| self.id.cmp(&other.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::task::Stamp;

    fn task(id: &str, due: &str) -> Task {
        Task { due: Due::read(due).ok(), ..Task::new(id, "x") }
    }

    fn today(now: &str, zone: &str) -> Today {
        Today::at(now.parse().unwrap(), Zone::named(zone).unwrap())
    }

    #[test]
    fn the_inbox_ends_with_the_users_day() {
        let today = today("2026-03-06T23:30:00Z", "America/New_York");
        assert_eq!(Tab::of(&task("a", "2026-03-06"), &today), Tab::Inbox);
        assert_eq!(Tab::of(&task("a", "2026-03-07"), &today), Tab::Future);
        assert_eq!(Tab::of(&task("a", "2026-03-07T04:59:59Z"), &today), Tab::Inbox);
        assert_eq!(Tab::of(&task("a", "2026-03-07T05:00:00Z"), &today), Tab::Future);
        assert_eq!(Tab::of(&task("a", "2019-01-01"), &today), Tab::Inbox);
    }

    #[test]
    fn what_has_no_date_waits_in_the_inbox_and_what_is_done_in_the_archive() {
        let today = today("2026-03-06T12:00:00Z", "UTC");
        assert_eq!(Tab::of(&Task::new("a", "x"), &today), Tab::Inbox);
        assert_eq!(Tab::of(&Task { is_complete: true, ..task("a", "2026-12-01") }, &today), Tab::Archive);
    }

    #[test]
    fn a_plain_date_sorts_like_local_midnight_before_the_timed_tasks_of_that_day() {
        // The example of Close's documentation, at eight hours west of UTC.
        let zone = Zone::named("America/Los_Angeles").unwrap();
        let tasks =
            [task("b", "2015-01-12T08:00:00"), task("c", "2015-01-12"), task("a", "2015-01-12T07:00:00")];
        let mut places = tasks.map(|task| Place::of(&task, Tab::Inbox, zone));
        places.sort();
        assert_eq!(places.map(|place| place.id().to_string()), ["a", "c", "b"]);
    }

    #[test]
    fn the_archive_has_what_was_made_last_first_whenever_it_was_due() {
        let made = |day: u32| {
            let at = format!("2026-03-{day:02}T12:00:00Z").parse().ok();
            Task { created: Stamp { at, by: None }, ..task(&day.to_string(), "2026-03-05") }
        };
        let mut places = [1, 3, 2].map(|day| Place::of(&made(day), Tab::Archive, Zone::UTC));
        places.sort();
        assert_eq!(places.map(|place| place.id().to_string()), ["3", "2", "1"]);
    }
}
