//! The date of a task: a whole day, or an instant.
//!
//! A task without a clock time stays a plain day all the way to Close and back, so no zone can shift it.
//! Reading takes every form Close may send; the text decides, never the kind of task. Knows nothing of JSON.

use std::fmt;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat};

use super::zone::{Timestamp, Zone};

/// When a task is to be dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// Any time that day, wherever the assignee is.
    Day(NaiveDate),
    /// At that instant.
    At(Timestamp),
}

/// Why a text from Close or a person is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadDate {
    /// It has none of the forms we read.
    Unreadable(String),
    /// It is well formed, but the calendar has no such day.
    NoSuchDay(String),
    /// It is well formed, but no clock shows that time, or no zone has that offset.
    NoSuchTime(String),
}

impl fmt::Display for BadDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(text) => {
                write!(f, "{text:?} is not a date; write 2026-03-12 or 2026-03-12T14:30:00+00:00.")
            }
            Self::NoSuchDay(text) => write!(f, "{text:?} is not a date: the calendar has no such day."),
            Self::NoSuchTime(text) => write!(f, "{text:?} is not a date: no clock shows such a time."),
        }
    }
}

impl std::error::Error for BadDate {}

impl Due {
    /// Reads a day or a date-time; a date-time without an offset is in UTC.
    pub fn read(text: &str) -> Result<Self, BadDate> {
        let written = Written::parse(text)?;
        match written.time {
            None => Ok(Self::Day(written.day)),
            Some(time) => instant(written.day.and_time(time), written.offset)
                .map(Self::At)
                .ok_or_else(|| BadDate::NoSuchTime(text.to_owned())),
        }
    }

    /// The form Close is sent: `2026-03-12`, or `2026-03-12T14:30:00+00:00`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::At(at) => at.to_rfc3339_opts(SecondsFormat::AutoSi, false),
        }
    }

    /// The day it falls on in `zone`.
    #[must_use]
    pub fn day(&self, zone: Zone) -> NaiveDate {
        match self {
            Self::Day(day) => *day,
            Self::At(at) => zone.day_of(*at),
        }
    }

    /// The instant it sorts by; Close documents that a day sorts as its local midnight.
    #[must_use]
    pub fn instant(&self, zone: Zone) -> Timestamp {
        match self {
            Self::Day(day) => zone.start_of(*day),
            Self::At(at) => *at,
        }
    }
}

/// Reads a date-time, as in the fields that say when something was created or changed. A bare day is its
/// first instant in UTC.
pub fn read_timestamp(text: &str) -> Result<Timestamp, BadDate> {
    Due::read(text).map(|due| due.instant(Zone::UTC))
}

/// The instant a text names by itself, that is with an offset; `None` when it leaves the zone open.
pub(super) fn read_exact(text: &str) -> Option<Result<Timestamp, BadDate>> {
    let clock = text.trim().get(10..)?;
    let read = read_timestamp(text);
    let is_exact = clock.contains(['Z', 'z', '+', '-']) && !matches!(read, Err(BadDate::Unreadable(_)));
    is_exact.then_some(read)
}

struct Written {
    day: NaiveDate,
    time: Option<NaiveTime>,
    offset: Option<FixedOffset>,
}

impl Written {
    fn parse(text: &str) -> Result<Self, BadDate> {
        let unreadable = || BadDate::Unreadable(text.to_owned());
        let (date, rest) = text.trim().split_at_checked(10).ok_or_else(unreadable)?;
        let (year, month, day) = date_numbers(date).ok_or_else(unreadable)?;
        let day = NaiveDate::from_ymd_opt(year.cast_signed(), month, day)
            .ok_or_else(|| BadDate::NoSuchDay(text.to_owned()))?;
        if rest.is_empty() {
            return Ok(Self { day, time: None, offset: None });
        }
        let clock = rest.strip_prefix(['T', 't', ' ']).ok_or_else(unreadable)?;
        let zone_at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
        let (time, offset) = clock.split_at(zone_at);
        let time = time_numbers(time).ok_or_else(unreadable)?;
        let offset = offset_seconds(offset).ok_or_else(unreadable)?;
        let no_such_time = || BadDate::NoSuchTime(text.to_owned());
        let (hour, minute, second, nanos) = time;
        let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanos).ok_or_else(no_such_time)?;
        let offset = offset.map(|east| FixedOffset::east_opt(east).ok_or_else(no_such_time)).transpose()?;
        Ok(Self { day, time: Some(time), offset })
    }
}

// An offset can push the last day of the year 9999 into a year we could not write down again.
fn instant(wall: NaiveDateTime, offset: Option<FixedOffset>) -> Option<Timestamp> {
    let universal = offset.map_or(Some(wall), |offset| wall.checked_sub_offset(offset))?;
    (0..=9999).contains(&universal.year()).then(|| universal.and_utc())
}

fn date_numbers(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('-');
    let numbers = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    parts.next().is_none().then_some(numbers)
}

fn time_numbers(text: &str) -> Option<(u32, u32, u32, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.split(':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), |second| digits(second, 2))?;
    parts.next().is_none().then_some((hour, minute, second, nanoseconds(fraction)?))
}

// Servers differ in how many digits they send; what is finer than a nanosecond is dropped.
fn nanoseconds(fraction: &str) -> Option<u32> {
    let all_digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let padded: String = fraction.chars().chain(std::iter::repeat('0')).take(9).collect();
    all_digits.then(|| padded.parse().ok()).flatten()
}

#[expect(clippy::option_option, reason = "no offset and an unreadable offset are different answers")]
fn offset_seconds(text: &str) -> Option<Option<i32>> {
    let (sign, rest) = match text.split_at_checked(1) {
        None => return Some(None),
        Some(("Z" | "z", "")) => return Some(Some(0)),
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        Some(_) => return None,
    };
    let (hours, minutes) = rest.split_at_checked(2)?;
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let minutes = if minutes.is_empty() { 0 } else { digits(minutes, 2)? };
    Some(Some(sign * (digits(hours, 2)? * 3600 + minutes * 60).cast_signed()))
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let well_formed = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_close_may_send_is_read() {
        for (text, sent) in [
            ("2026-03-12", "2026-03-12"),
            (" 2026-03-12 ", "2026-03-12"),
            ("2026-03-12T14:30:00+00:00", "2026-03-12T14:30:00+00:00"),
            ("2026-03-12T14:30:00Z", "2026-03-12T14:30:00+00:00"),
            ("2026-03-12t14:30z", "2026-03-12T14:30:00+00:00"),
            ("2026-03-12T14:30:00", "2026-03-12T14:30:00+00:00"),
            ("2026-03-12 14:30", "2026-03-12T14:30:00+00:00"),
            ("2026-03-12T14:30:00.5Z", "2026-03-12T14:30:00.500+00:00"),
            ("2015-02-08T20:30:54.314000+00:00", "2015-02-08T20:30:54.314+00:00"),
            ("2026-03-12T14:30:00.123456789012Z", "2026-03-12T14:30:00.123456789+00:00"),
            ("2026-03-12T00:15:00+05:45", "2026-03-11T18:30:00+00:00"),
            ("2026-03-12T20:00:00-0500", "2026-03-13T01:00:00+00:00"),
            ("2026-03-12T20:00:00-05", "2026-03-13T01:00:00+00:00"),
        ] {
            assert_eq!(Due::read(text).map(|due| due.text()), Ok(sent.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_sent_reads_back_as_the_same() {
        for text in ["2026-03-12", "0001-01-01", "9999-12-31T23:59:59.000000001Z", "2026-03-12T14:30:00.25Z"]
        {
            let due = Due::read(text).unwrap();
            assert_eq!(Due::read(&due.text()), Ok(due), "{text}");
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_said_plainly() {
        for (text, says) in [
            ("2026-02-30", "\"2026-02-30\" is not a date: the calendar has no such day."),
            ("2026-13-01T10:00:00Z", "\"2026-13-01T10:00:00Z\" is not a date: the calendar has no such day."),
            ("2026-03-12T24:00:00", "\"2026-03-12T24:00:00\" is not a date: no clock shows such a time."),
            (
                "2026-03-12T10:00:00+99:00",
                "\"2026-03-12T10:00:00+99:00\" is not a date: no clock shows such a time.",
            ),
            (
                "9999-12-31T23:00:00-02:00",
                "\"9999-12-31T23:00:00-02:00\" is not a date: no clock shows such a time.",
            ),
            ("soon", "\"soon\" is not a date; write 2026-03-12 or 2026-03-12T14:30:00+00:00."),
        ] {
            assert_eq!(Due::read(text).unwrap_err().to_string(), says);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "2026",
            "2026-3-12",
            "2026-03-12T",
            "2026-03-12T9:00",
            "2026-03-12T10:00:00.",
            "2026-03-12T10:00:00.x",
            "2026-03-12T10:00:00Zulu",
            "2026-03-12T10:00:00+1",
            "2026-03-1é",
            "é2026-03-12",
            "2026-03-12x10:00",
            "+026-03-12",
            "2026-03-12T10:00:00:00",
        ] {
            assert_eq!(Due::read(text), Err(BadDate::Unreadable(text.to_owned())));
        }
    }

    #[test]
    fn a_day_is_a_local_midnight_and_an_instant_belongs_to_a_local_day() {
        let zone = Zone::named("America/Los_Angeles").unwrap();
        let day = Due::read("2015-01-12").unwrap();
        let midnight = Due::read("2015-01-12T08:00:00").unwrap();
        let before = Due::read("2015-01-12T07:00:00").unwrap();
        assert_eq!(day.instant(zone), midnight.instant(zone));
        assert_eq!(midnight.day(zone).to_string(), "2015-01-12");
        assert_eq!(before.day(zone).to_string(), "2015-01-11");
    }

    #[test]
    fn a_timestamp_may_be_a_bare_day() {
        assert_eq!(read_timestamp("2026-03-12").unwrap().to_rfc3339(), "2026-03-12T00:00:00+00:00");
    }
}
