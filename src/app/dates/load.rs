//! How full the days to come are.
//!
//! What is due up to today is the inbox and fills no day. Each question is a look into a sorted list, so that
//! none of this grows with what is in it.

use chrono::{Days, NaiveDate};

use crate::app::lists::Lists;
use crate::domain::due::Due;
use crate::domain::tab::Today;
use crate::domain::when::{Habits, is_work_day};

/// How full the days to come are, where that is known.
#[derive(Clone, Copy, Debug)]
pub struct Loads<'a> {
    known: Option<(&'a Lists, Today)>,
}

/// A day that has much less to do than the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lighter {
    /// The same on that day.
    pub due: Due,
    /// How many tasks it has.
    pub has: usize,
    /// The day that was asked for.
    pub instead_of: NaiveDate,
    /// How many tasks that one has.
    pub there: usize,
}

/// Fewer tasks than this make no day a heavy one.
const HEAVY: usize = 8;
/// How many days of work after the chosen one still do.
const SOON: usize = 3;
/// The days that say what a full day is.
const AHEAD: u64 = 28;
/// Fewer than this make no full day.
const FULL: usize = 10;

impl<'a> Loads<'a> {
    /// Those of these lists.
    pub fn of(lists: &'a Lists, today: Today) -> Self {
        Self { known: Some((lists, today)) }
    }

    /// Nothing is known, and every day is empty.
    pub fn unknown() -> Self {
        Self { known: None }
    }

    /// How many open tasks a day has.
    pub fn on(&self, day: NaiveDate) -> usize {
        let known = self.known.filter(|(_, today)| day > today.day);
        known.map_or(0, |(lists, _)| lists.load_of(day))
    }

    /// How many tasks a full day has: what bars are measured by.
    pub fn full(&self) -> usize {
        let Some((_, today)) = self.known else { return FULL };
        let days = (1..=AHEAD).filter_map(|ahead| today.day.checked_add_days(Days::new(ahead)));
        days.map(|day| self.on(day)).max().unwrap_or(0).max(FULL)
    }

    /// The lightest of the next days of work, where the one asked for is heavy.
    pub fn lighter(&self, due: Due, habits: &Habits) -> Option<Lighter> {
        let (_, today) = self.known?;
        let day = due.day(today.zone);
        let there = self.on(day);
        if there < HEAVY {
            return None;
        }
        let next = day.iter_days().skip(1).take(14).filter(|day| is_work_day(*day, habits)).take(SOON);
        let lightest = next.min_by_key(|day| self.on(*day))?;
        let has = self.on(lightest);
        let due = match due {
            Due::Day(_) => Due::Day(lightest),
            Due::At(at) => Due::At(today.zone.resolve(lightest.and_time(today.zone.local(at).time())).at),
        };
        (has * 2 <= there).then_some(Lighter { due, has, instead_of: day, there })
    }
}
