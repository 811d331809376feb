//! Why a phrase was not taken, in one sentence each.
//!
//! A refusal names the words at fault and, where there is one, the nearest date ahead. It is never a guess.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::due::{BadDate, Due};

/// Why a phrase was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was typed.
    Empty,
    /// These words, and what follows them, are not part of the grammar.
    Unknown(String),
    /// The phrase names a moment that has gone by.
    Past {
        /// The moment itself, for whoever looks for what has been; not where it lies outside the calendar.
        gone: Option<Due>,
        /// The moment in words.
        said: String,
        /// The nearest one ahead.
        offer: Due,
        /// The offer in words, in the user's zone.
        offered: String,
    },
    /// The month is too short.
    NoSuchDay {
        /// The day of the month asked for.
        day: u32,
        /// The last day that month has.
        first: NaiveDate,
        /// The next day ahead that has this number, or the day after the month.
        second: NaiveDate,
    },
    /// No month has such a day, no year such a week.
    NoSuchNumber(String),
    /// No clock shows such a time.
    NoSuchTime(String),
    /// The weekday and the date do not belong together.
    WrongWeekday(NaiveDate),
    /// A date-time with an offset that is malformed.
    Malformed(BadDate),
    /// Hours from now and a time of day were both given, or two that exclude each other.
    Clash,
    /// Their time was asked for, but the contact has no zone.
    NoTheirZone,
    /// Their time was asked for, but no time of day was given.
    NoTheirTime,
    /// Further ahead than a date can be written.
    TooFar,
    /// Something is to be spread, but over which days is not said.
    NoSpread,
    /// None of the days to spread over is one of work.
    NoWorkDay,
    /// More days to spread over than this.
    TooManyDays(usize),
}

impl Refusal {
    /// The dates offered in place of what was typed, best first.
    #[must_use]
    pub fn offers(&self) -> Vec<Due> {
        match self {
            Self::Past { offer, .. } => vec![*offer],
            Self::NoSuchDay { first, second, .. } => vec![Due::Day(*first), Due::Day(*second)],
            _ => Vec::new(),
        }
    }
}

/// Phrases to begin with, each of them one that can be read on any day.
pub(super) const EXAMPLES: [&str; 4] = ["15 dec", "3 days", "fri 9am", "tomorrow"];

// `a, b or c`
struct Known;

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first @ .., last] = EXAMPLES;
        write!(f, "{} or {last}", first.join(", "))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "Type a date, such as {Known}."),
            Self::Unknown(rest) => write!(f, "I do not understand {rest:?}; try {Known}."),
            Self::Past { said, offered, .. } => write!(f, "{said} is past; the nearest ahead is {offered}."),
            Self::NoSuchDay { day, first, second } => {
                let month = first.format("%B %Y");
                write!(
                    f,
                    "There is no {day} {month}; the nearest are {} and {}.",
                    full(*first),
                    full(*second)
                )
            }
            Self::NoSuchNumber(said) => {
                write!(f, "There is no {said} in any calendar; write a date such as 15 dec.")
            }
            Self::NoSuchTime(said) => write!(f, "There is no {said} on any clock; write 9am, 14:30 or noon."),
            Self::WrongWeekday(day) => {
                write!(
                    f,
                    "{} is a {}; leave the weekday out or change the date.",
                    day.format("%-d %b %Y"),
                    day.format("%A")
                )
            }
            Self::Malformed(why) => why.fmt(f),
            Self::Clash => write!(f, "These are two times; keep one of them."),
            Self::NoTheirZone => {
                write!(f, "We do not know this contact's time zone; give the time in yours.")
            }
            Self::NoTheirTime => write!(f, "Their time needs a time of day, such as mon 9am theirs."),
            Self::TooFar => write!(f, "That is too far ahead; choose a date before the year 10000."),
            Self::NoSpread => {
                write!(f, "Over which days? Write spread tue-thu, over 3 days or spread next week.")
            }
            Self::NoWorkDay => write!(f, "None of those is a working day; choose others."),
            Self::TooManyDays(most) => write!(f, "That is more than {most} days; choose fewer."),
        }
    }
}

impl std::error::Error for Refusal {}

fn full(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}
