//! What a phrase is read against, and what comes out.
//!
//! Plain values: the same words in the same context always give the same reading.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::domain::due::Due;
use crate::domain::zone::{Timestamp, Zone};

/// Everything a phrase is read against.
#[derive(Clone, Debug)]
pub struct Context {
    /// The moment of reading.
    pub now: Timestamp,
    /// The zone the user works in.
    pub zone: Zone,
    /// The zone of the contact, for `9am theirs`.
    pub their_zone: Option<Zone>,
    /// The date the task has now, which `+1d` counts from.
    pub base: Option<Due>,
    /// What the user's words mean.
    pub habits: Habits,
}

/// What the user's words mean: the working week, the hours behind `morning`, and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habits {
    /// The first day of a calendar week.
    pub week_starts: Weekday,
    /// The days of work; a business day is one of these that is not a holiday.
    pub work_days: Vec<Weekday>,
    /// When a day's work begins.
    pub work_starts: NaiveTime,
    /// When a day's work ends: what `eod` means.
    pub work_ends: NaiveTime,
    /// What `morning` means.
    pub morning: NaiveTime,
    /// What `afternoon` means.
    pub afternoon: NaiveTime,
    /// What `evening` and `tonight` mean.
    pub evening: NaiveTime,
    /// Days without work besides the weekends.
    pub holidays: Vec<NaiveDate>,
    /// How `4/5` is meant; `None` shows both readings.
    pub date_order: Option<DateOrder>,
    /// How `next fri` is meant.
    pub next_weekday: NextWeekday,
    /// What `eow` means.
    pub week_end: Weekday,
    /// The month, 1 to 12, in which the fiscal year starts, for `eoq` and `eoy`.
    pub fiscal_year_starts: u32,
}

/// The order of a numeric date without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `4/5` is 4 May.
    DayMonth,
    /// `4/5` is 5 April.
    MonthDay,
}

/// The three schools of `next fri`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextWeekday {
    /// The Friday of the next calendar week.
    CalendarWeek,
    /// The second Friday from now.
    Second,
    /// The same as `fri`.
    Nearest,
}

/// What a phrase means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The date it stands for; never before now.
    pub due: Due,
    /// What others mean by the same words.
    pub other: Option<Due>,
    /// What the user should know before accepting, such as a roll-over to the next day.
    pub note: Option<String>,
}

impl Default for Habits {
    fn default() -> Self {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        Self {
            week_starts: Mon,
            work_days: vec![Mon, Tue, Wed, Thu, Fri],
            work_starts: full_hour(9),
            work_ends: full_hour(18),
            morning: full_hour(9),
            afternoon: full_hour(13),
            evening: full_hour(19),
            holidays: Vec::new(),
            date_order: None,
            next_weekday: NextWeekday::CalendarWeek,
            week_end: Fri,
            fiscal_year_starts: 1,
        }
    }
}

impl Reading {
    /// A reading nobody would take otherwise.
    pub(super) fn plain(due: Due) -> Self {
        Self { due, other: None, note: None }
    }

    /// The same with another common reading beside it.
    pub(super) fn or(self, other: Option<Due>) -> Self {
        Self { other: other.filter(|other| *other != self.due), ..self }
    }

    /// The same with something more to say.
    pub(super) fn noting(self, more: Option<String>) -> Self {
        let note = match (self.note, more) {
            (Some(note), Some(more)) => Some(format!("{note}; {more}")),
            (note, more) => note.or(more),
        };
        Self { note, ..self }
    }
}

fn full_hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}
