//! Which tab a task belongs to.
//!
//! As Close has it: the inbox holds open tasks up to the end of the user's day, the future those from
//! tomorrow on, the archive what is done. The client's own calendar decides, so that an open session is right
//! at midnight and across a change of clocks.

use chrono::NaiveDate;

use super::task::Task;
use super::zone::{Timestamp, Zone};

/// The three parts of a rep's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::due::Due;

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
}
