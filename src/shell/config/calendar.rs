//! Options about days and hours.
//!
//! Times are written `9`, `9:30` or `09:30`, days as dates of the calendar; nothing here knows a zone.

use chrono::{NaiveDate, NaiveTime, Timelike, Weekday};

use super::given::{Given, Piece, Wrong};
use super::options::Reader;
use crate::domain::when::Habits;

/// A time of day.
pub(super) struct Time;

impl Reader for Time {
    type Value = NaiveTime;

    fn read(given: &Given, into: &mut NaiveTime) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = time(piece.text).ok_or_else(|| piece.wrong("write a time of day such as 9:30"))?;
        Ok(())
    }

    fn show(time: &NaiveTime) -> String {
        format!("{:?}", clock(*time))
    }
}

/// From when to when a working day lasts.
pub(super) struct Hours;

impl Reader for Hours {
    type Value = Habits;

    fn read(given: &Given, into: &mut Habits) -> Result<(), Wrong> {
        let piece = given.one()?;
        let hours =
            hours(piece.text).ok_or_else(|| piece.wrong("write two times such as 9-18 or 8:30-17"))?;
        (into.work_starts, into.work_ends) = hours;
        Ok(())
    }

    fn show(habits: &Habits) -> String {
        format!("\"{}-{}\"", clock(habits.work_starts), clock(habits.work_ends))
    }
}

/// Hours in which nothing is told, which may go past midnight; an empty text is none.
pub(super) struct Quiet;

impl Reader for Quiet {
    type Value = Option<(NaiveTime, NaiveTime)>;

    fn read(given: &Given, into: &mut Self::Value) -> Result<(), Wrong> {
        let piece = given.one()?;
        let both = piece.text.split_once(['-', '–']);
        let times = both.and_then(|(from, to)| Some((time(from)?, time(to)?)));
        if times.is_none() && !piece.text.is_empty() {
            return Err(piece.wrong("write two times such as 20-7:30"));
        }
        *into = times;
        Ok(())
    }

    fn show(quiet: &Self::Value) -> String {
        let times = quiet.map(|(from, to)| format!("{}-{}", clock(from), clock(to)));
        format!("{:?}", times.unwrap_or_default())
    }
}

/// One day of the week.
pub(super) struct DayOfWeek;

impl Reader for DayOfWeek {
    type Value = Weekday;

    fn read(given: &Given, into: &mut Weekday) -> Result<(), Wrong> {
        *into = weekday(given.one()?)?;
        Ok(())
    }

    fn show(day: &Weekday) -> String {
        let name = match day {
            Weekday::Mon => "monday",
            Weekday::Tue => "tuesday",
            Weekday::Wed => "wednesday",
            Weekday::Thu => "thursday",
            Weekday::Fri => "friday",
            Weekday::Sat => "saturday",
            Weekday::Sun => "sunday",
        };
        format!("{name:?}")
    }
}

/// Several days of the week.
pub(super) struct DaysOfWeek;

impl Reader for DaysOfWeek {
    type Value = Vec<Weekday>;

    fn read(given: &Given, into: &mut Vec<Weekday>) -> Result<(), Wrong> {
        let mut days = given.many()?.into_iter().map(weekday).collect::<Result<Vec<_>, _>>()?;
        days.sort_by_key(Weekday::num_days_from_monday);
        days.dedup();
        *into = days;
        Ok(())
    }

    fn show(days: &Vec<Weekday>) -> String {
        let names: Vec<String> = days.iter().map(|day| day.to_string().to_lowercase()).collect();
        format!("{names:?}")
    }
}

/// Several dates.
pub(super) struct Dates;

impl Reader for Dates {
    type Value = Vec<NaiveDate>;

    fn read(given: &Given, into: &mut Vec<NaiveDate>) -> Result<(), Wrong> {
        let mut days = given.many()?.into_iter().map(date).collect::<Result<Vec<_>, _>>()?;
        days.sort_unstable();
        days.dedup();
        *into = days;
        Ok(())
    }

    fn show(days: &Vec<NaiveDate>) -> String {
        let days: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
        format!("{days:?}")
    }
}

// TOML writes a bare time with seconds, so they may be there, but only as zero.
fn time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<u32>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next(), parts.next());
    let is_whole = matches!(second, None | Some(Some(0))) && parts.next().is_none();
    NaiveTime::from_hms_opt(hour, minute.unwrap_or(Some(0))?, 0).filter(|_| is_whole)
}

fn hours(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (from, to) = text.split_once(['-', '–'])?;
    let (from, to) = (time(from)?, time(to)?);
    (from < to).then_some((from, to))
}

fn weekday(piece: Piece<'_>) -> Result<Weekday, Wrong> {
    piece.text.parse().map_err(|_| piece.wrong("write a day of the week such as monday or mon"))
}

fn date(piece: Piece<'_>) -> Result<NaiveDate, Wrong> {
    piece.text.parse().map_err(|_| piece.wrong("write a date such as 2026-12-25"))
}

fn clock(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::{Mon, Sat, Sun};

    use super::*;

    #[test]
    fn a_time_is_read_with_and_without_minutes() {
        for (text, words) in [("9", "09:00"), ("9:05", "09:05"), ("09:05:00", "09:05"), ("23:59", "23:59")] {
            assert_eq!(time(text).map(clock).as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn what_no_clock_shows_is_no_time() {
        for text in ["", "24", "9:60", "9:", ":30", "9:30:15", "9:30:00:00", "nine", "-1"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn working_hours_run_forward() {
        let mut habits = Habits::default();
        Hours::read(&Given::in_variable("8:30-17"), &mut habits).unwrap();
        assert_eq!(Hours::show(&habits), "\"08:30-17:00\"");
        for text in ["18-9", "9-9", "9", "nine to five"] {
            assert!(Hours::read(&Given::in_variable(text), &mut habits).is_err(), "{text}");
        }
    }

    #[test]
    fn days_of_work_are_kept_in_order_and_once() {
        let mut days = Vec::new();
        DaysOfWeek::read(&Given::in_variable("sunday, Mon, sat, mon"), &mut days).unwrap();
        assert_eq!(days, [Mon, Sat, Sun]);
        assert_eq!(DaysOfWeek::show(&days), "[\"mon\", \"sat\", \"sun\"]");
    }

    #[test]
    fn a_holiday_that_is_no_date_is_refused() {
        let mut days = Vec::new();
        assert!(Dates::read(&Given::in_variable("2026-12-25, 2026-02-30"), &mut days).is_err());
        assert!(days.is_empty());
    }
}
