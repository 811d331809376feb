//! The demo's cast as written in `assets/demo`, and the small language of its dates.
//!
//! Dates in the files are relative ("three working days ago at 16:40"), so that the demo is always about
//! today. Nothing random happens here.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use serde::Deserialize;

use super::moment::Due;

/// `organization.toml`.
#[derive(Deserialize)]
pub(super) struct Office {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) timezone: String,
    pub(super) lead_statuses: Vec<String>,
    #[serde(rename = "user")]
    pub(super) users: Vec<Person>,
    #[serde(rename = "group")]
    pub(super) groups: Vec<Team>,
}

/// A user.
#[derive(Deserialize)]
pub(super) struct Person {
    pub(super) first: String,
    pub(super) last: String,
    /// The part before the @, where the first name does not make one.
    pub(super) mail: Option<String>,
    #[serde(default)]
    pub(super) has_left: bool,
    #[serde(default)]
    pub(super) is_online: bool,
}

/// A group, by first names.
#[derive(Deserialize)]
pub(super) struct Team {
    pub(super) name: String,
    pub(super) members: Vec<String>,
}

/// One of the files of leads.
#[derive(Deserialize)]
pub(super) struct Cast {
    #[serde(rename = "lead", default)]
    pub(super) leads: Vec<Company>,
    /// Calls from numbers nobody knows.
    #[serde(rename = "stranger", default)]
    pub(super) strangers: Vec<Item>,
}

/// A lead with its people and what is to be done there.
#[derive(Clone, Deserialize)]
pub(super) struct Company {
    pub(super) name: String,
    #[serde(default)]
    pub(super) site: String,
    pub(super) about: String,
    /// City, state or region, country code.
    pub(super) place: (String, String, String),
    pub(super) status: String,
    #[serde(rename = "contact", default)]
    pub(super) contacts: Vec<Someone>,
    #[serde(rename = "item", default)]
    pub(super) items: Vec<Item>,
}

/// A contact.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Someone {
    pub(super) name: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) phone: String,
}

/// One task and what lies behind it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Item {
    pub(super) kind: String,
    pub(super) at: At,
    /// When it was made, if not a few days before or at the event itself.
    pub(super) made: Option<At>,
    /// Minutes from the event to its completion.
    pub(super) done: Option<i64>,
    /// The to-do, the message, the note of a deal, or what was said.
    pub(super) text: String,
    pub(super) subject: String,
    /// For mail that answers one of ours: what we wrote.
    pub(super) ours: String,
    /// Which contact, counted from 0.
    pub(super) contact: Option<usize>,
    /// First name of the assignee; empty for the person the demo is shown to.
    pub(super) assignee: String,
    /// First name of whoever made it; empty for the assignee.
    pub(super) creator: String,
    pub(super) priority: String,
    /// The number of an unknown caller, and where it is.
    pub(super) phone: String,
    pub(super) region: String,
    /// Seconds of a call or voicemail.
    pub(super) seconds: u32,
    /// The file name of a picture sent along with a message.
    pub(super) picture: String,
    /// The file name of what is attached to a mail.
    pub(super) file: String,
    /// Whole dollars.
    pub(super) value: i64,
    pub(super) period: String,
    pub(super) confidence: u8,
    /// What a colleague wrote beside it: a first name, a colon, the words.
    pub(super) comment: String,
    /// In even the smallest demo.
    pub(super) is_key: bool,
}

/// A date relative to now.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq)]
#[serde(try_from = "String")]
pub(super) enum At {
    /// No date.
    #[default]
    Never,
    /// A day, so many working days from today: `-3`, `0`, `+2`.
    Day(i32),
    /// A working day at a local time: `-3 16:40`.
    Clock(i32, NaiveTime),
    /// So many minutes ago: `ago 95`.
    Ago(i64),
    /// In so many minutes, but still today: `in 120`.
    In(i64),
}

impl TryFrom<String> for At {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no relative date");
        let days = |word: &str| word.parse::<i32>().map_err(|_| wrong());
        let minutes = |word: &str| word.parse::<i64>().map_err(|_| wrong());
        match *text.split(' ').collect::<Vec<_>>() {
            ["never"] => Ok(Self::Never),
            ["ago", word] => minutes(word).map(Self::Ago),
            ["in", word] => minutes(word).map(Self::In),
            [day] => days(day).map(Self::Day),
            [day, clock] => {
                let clock = NaiveTime::parse_from_str(clock, "%H:%M").map_err(|_| wrong())?;
                days(day).map(|day| Self::Clock(day, clock))
            }
            _ => Err(wrong()),
        }
    }
}

/// Now, for somebody somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Today {
    pub(super) now: DateTime<Utc>,
    pub(super) zone: FixedOffset,
}

impl Today {
    /// The due date meant.
    pub(super) fn due(self, at: At) -> Due {
        match at {
            At::Never => Due::Day(self.day()),
            At::Day(days) => Due::Day(self.workday(days)),
            _ => Due::Instant(self.moment(at)),
        }
    }

    /// The moment meant; a bare day means mid-morning there.
    pub(super) fn moment(self, at: At) -> DateTime<Utc> {
        match at {
            At::Never => self.now,
            At::Day(days) => {
                self.local(self.workday(days).and_time(NaiveTime::MIN) + TimeDelta::minutes(605))
            }
            At::Clock(days, clock) => self.local(self.workday(days).and_time(clock)),
            At::Ago(minutes) => self.now - TimeDelta::minutes(minutes),
            At::In(minutes) => self.later_today(minutes),
        }
    }

    /// The day it is there.
    pub(super) fn day(self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// The working day so many working days away; 0 is today even on a Sunday.
    fn workday(self, days: i32) -> NaiveDate {
        let step = TimeDelta::days(i64::from(days.signum()));
        let mut day = self.day();
        for _ in 0..days.abs() {
            day += step;
            while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                day += step;
            }
        }
        day
    }

    /// On the quarter hour, never past the end of the day.
    fn later_today(self, minutes: i64) -> DateTime<Utc> {
        let last = self.local(self.day().and_time(NaiveTime::MIN) + TimeDelta::minutes(24 * 60 - 15));
        let wished = (self.now + TimeDelta::minutes(minutes)).timestamp() / 900 * 900;
        DateTime::from_timestamp(wished, 0).unwrap_or(last).min(last)
    }

    fn local(self, time: NaiveDateTime) -> DateTime<Utc> {
        (time - TimeDelta::seconds(i64::from(self.zone.local_minus_utc()))).and_utc()
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use super::{At, Today};

    /// A Monday, ten in the morning in New York.
    fn monday() -> Today {
        let now = DateTime::parse_from_rfc3339("2026-03-09T14:00:00Z").unwrap().to_utc();
        Today { now, zone: FixedOffset::west_opt(4 * 3600).unwrap() }
    }

    #[test]
    fn relative_dates_skip_weekends() {
        let cases = [
            ("-1", "2026-03-06"),
            ("0", "2026-03-09"),
            ("+5", "2026-03-16"),
            ("-1 16:40", "2026-03-06T20:40:00+00:00"),
            ("ago 90", "2026-03-09T12:30:00+00:00"),
            ("in 100", "2026-03-09T15:30:00+00:00"),
            ("in 6000", "2026-03-10T03:45:00+00:00"),
        ];
        for (text, date) in cases {
            let at = At::try_from(text.to_owned()).unwrap();
            assert_eq!(monday().due(at).render(), date, "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "soon", "+1 25:00", "ago", "1 2 3"] {
            assert!(At::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
