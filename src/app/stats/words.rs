//! The figures in words: all that the charts show can be read, and heard.

use chrono::{NaiveDate, TimeDelta};

use super::{Answered, Basis, DAYS, Known, Statistics};
use crate::app::triage::counted;
use crate::app::words::thousands as number;
use crate::domain::amount;
use crate::domain::due::Due;
use crate::domain::label;
use crate::domain::tab::Today;

/// What is said where nothing was found in what has been read so far.
const UNKNOWN: &str = "not known yet";

impl Statistics {
    /// What was done, in words.
    pub fn done_words(&self) -> String {
        if self.done.iter().all(|count| *count == 0) {
            let nothing = || format!("nothing in the last {DAYS} days");
            return if self.basis.known == Known::InPart { UNKNOWN.into() } else { nothing() };
        }
        let today = self.done.last().copied().unwrap_or(0);
        let (this, last) = (self.done_in_week(0), self.done_in_week(1));
        let (today, this, last) = (number(today), number(this), number(last));
        format!("{today} today, {this} in 7 days ({last} before)")
    }

    /// How long those who rang or wrote had to wait, in words.
    pub fn answered_words(&self) -> String {
        let words = |week: Answered| {
            let median = week.median.map(|minutes| label::waited(TimeDelta::minutes(minutes.into())));
            median.map(|median| format!("{median} ({})", number(week.count)))
        };
        match self.weeks.map(words) {
            [None, None] if self.basis.known == Known::InPart => UNKNOWN.into(),
            [None, None] => "nothing that came in, in 14 days".into(),
            [Some(this), None] => format!("median {this} in 7 days, none before"),
            [None, Some(last)] => format!("none in 7 days, median {last} before"),
            [Some(this), Some(last)] => format!("median {this} in 7 days, {last} before"),
        }
    }

    /// What is open, in words.
    pub fn open_words(&self) -> String {
        let all = self.open_count();
        if all == 0 {
            return "nothing".into();
        }
        let age = |at: usize| self.open.iter().map(|row| row.ages[at]).sum::<usize>();
        let ages = ["made today", "up to a week old", "up to a month old", "older"].into_iter().enumerate();
        let ages =
            ages.filter(|(at, _)| age(*at) > 0).map(|(at, words)| format!("{} {words}", number(age(at))));
        format!("{}: {}", number(all), ages.collect::<Vec<_>>().join(", "))
    }

    /// What is to come, in words.
    pub fn ahead_words(&self) -> String {
        let all: usize = self.ahead.iter().sum();
        if all + self.beyond == 0 {
            return "nothing is planned from tomorrow on".into();
        }
        let tomorrow = self.ahead.first().copied().unwrap_or(0);
        let week: usize = self.ahead.iter().take(7).sum();
        let beyond = if self.beyond > 0 { format!(", {} later", number(self.beyond)) } else { String::new() };
        format!(
            "{} tomorrow, {} in 7 days, {} in {DAYS}{beyond}",
            number(tomorrow),
            number(week),
            number(all)
        )
    }

    /// What the figures are made from, in words.
    pub fn basis_words(&self) -> String {
        let Basis { finished, known, counted: days } = self.basis;
        let which = if known == Known::All { "all" } else { "the newest" };
        let tasks = (finished > 0).then(|| format!("{which} {}", amount::counted(finished, "finished task")));
        let own = (days > 0).then(|| format!("what was counted here on {}", amount::counted(days, "day")));
        match (&tasks, &own) {
            (None, None) if known == Known::InPart => "What is finished has not been read yet.".into(),
            (None, None) => "No finished task was found.".into(),
            (None, Some(own)) => format!("Based on {own}."),
            (Some(tasks), _) => {
                let own = own.map_or_else(String::new, |own| format!(" and {own}"));
                format!("Based on {tasks}{own}. A task counts as done when it last changed.")
            }
        }
    }

    /// Everything in words, each line behind what it is about.
    pub fn lines(&self) -> [(&'static str, String); 4] {
        [
            ("Done", self.done_words()),
            ("Answered", self.answered_words()),
            ("Open", self.open_words()),
            ("To come", self.ahead_words()),
        ]
    }
}

/// So many tasks on a day, in words: `12 tasks on Mon 9 Mar`.
pub fn on_day((day, count): (NaiveDate, usize), today: &Today) -> String {
    format!("{} on {}", counted(count), label::exact(Due::Day(day), today.day, today.zone))
}
