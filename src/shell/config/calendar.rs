//! Options about days and hours.
//!
//! Times are written `9`, `9:30` or `09:30`, days as dates of the calendar; nothing here knows a zone.

/// A time of day.
pub(super) mod time {
    use chrono::{NaiveTime, Timelike};

    use super::super::given::{Given, Piece, Wrong};

    pub(in super::super) fn read(given: &Given, into: &mut NaiveTime) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = parse(piece.text).ok_or_else(|| unreadable(piece))?;
        Ok(())
    }

    pub(in super::super) fn show(time: &NaiveTime) -> String {
        format!("{:?}", words(*time))
    }

    pub(super) fn parse(text: &str) -> Option<NaiveTime> {
        let mut parts = text.trim().split(':').map(|part| part.parse::<u32>().ok());
        let (hour, minute, second) = (parts.next()??, parts.next(), parts.next());
        let is_whole = matches!(second, None | Some(Some(0))) && parts.next().is_none();
        NaiveTime::from_hms_opt(hour, minute.unwrap_or(Some(0))?, 0).filter(|_| is_whole)
    }

    pub(super) fn words(time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    fn unreadable(piece: Piece<'_>) -> Wrong {
        piece.wrong("write a time of day such as 9:30")
    }
}

/// From when to when a working day lasts.
pub(super) mod hours {
    use chrono::NaiveTime;

    use super::super::given::{Given, Wrong};
    use super::time;
    use crate::domain::when::Habits;

    pub(in super::super) fn read(given: &Given, into: &mut Habits) -> Result<(), Wrong> {
        let piece = given.one()?;
        let hours = parse(piece.text).ok_or_else(|| piece.wrong("write two times such as 9-18 or 8:30-17"))?;
        (into.work_starts, into.work_ends) = hours;
        Ok(())
    }

    pub(in super::super) fn show(habits: &Habits) -> String {
        format!("\"{}-{}\"", time::words(habits.work_starts), time::words(habits.work_ends))
    }

    fn parse(text: &str) -> Option<(NaiveTime, NaiveTime)> {
        let (from, to) = text.split_once(['-', '–'])?;
        let (from, to) = (time::parse(from)?, time::parse(to)?);
        (from < to).then_some((from, to))
    }
}

/// One day of the week.
pub(super) mod weekday {
    use chrono::Weekday;

    use super::super::given::{Given, Piece, Wrong};

    pub(in super::super) fn read(given: &Given, into: &mut Weekday) -> Result<(), Wrong> {
        *into = parse(given.one()?)?;
        Ok(())
    }

    pub(in super::super) fn show(day: &Weekday) -> String {
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

    pub(super) fn parse(piece: Piece<'_>) -> Result<Weekday, Wrong> {
        piece.text.parse().map_err(|_| piece.wrong("write a day of the week such as monday or mon"))
    }
}

/// Several days of the week.
pub(super) mod weekdays {
    use chrono::Weekday;

    use super::super::given::{Given, Wrong};
    use super::weekday;

    pub(in super::super) fn read(given: &Given, into: &mut Vec<Weekday>) -> Result<(), Wrong> {
        let mut days = given.many()?.into_iter().map(weekday::parse).collect::<Result<Vec<_>, _>>()?;
        days.sort_by_key(Weekday::num_days_from_monday);
        days.dedup();
        *into = days;
        Ok(())
    }

    pub(in super::super) fn show(days: &[Weekday]) -> String {
        let names: Vec<String> = days.iter().map(|day| day.to_string().to_lowercase()).collect();
        format!("{names:?}")
    }
}

/// Several dates.
pub(super) mod dates {
    use chrono::NaiveDate;

    use super::super::given::{Given, Piece, Wrong};

    pub(in super::super) fn read(given: &Given, into: &mut Vec<NaiveDate>) -> Result<(), Wrong> {
        let mut days = given.many()?.into_iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        days.sort_unstable();
        days.dedup();
        *into = days;
        Ok(())
    }

    pub(in super::super) fn show(days: &[NaiveDate]) -> String {
        let days: Vec<String> = days.iter().map(NaiveDate::to_string).collect();
        format!("{days:?}")
    }

    fn parse(piece: Piece<'_>) -> Result<NaiveDate, Wrong> {
        piece.text.parse().map_err(|_| piece.wrong("write a date such as 2026-12-25"))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::{Mon, Sat, Sun};

    use super::super::given::Given;
    use super::*;
    use crate::domain::when::Habits;

    fn times(text: &str) -> Option<String> {
        time::parse(text).map(time::words)
    }

    #[test]
    fn a_time_is_read_with_and_without_minutes() {
        for (text, words) in [("9", "09:00"), ("9:05", "09:05"), ("09:05:00", "09:05"), ("23:59", "23:59")] {
            assert_eq!(times(text).as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn what_no_clock_shows_is_no_time() {
        for text in ["", "24", "9:60", "9:", ":30", "9:30:15", "9:30:00:00", "nine", "-1"] {
            assert_eq!(times(text), None, "{text}");
        }
    }

    #[test]
    fn working_hours_run_forward() {
        let mut habits = Habits::default();
        hours::read(&Given::in_variable("8:30-17"), &mut habits).unwrap();
        assert_eq!(hours::show(&habits), "\"08:30-17:00\"");
        for text in ["18-9", "9-9", "9", "nine to five"] {
            assert!(hours::read(&Given::in_variable(text), &mut habits).is_err(), "{text}");
        }
    }

    #[test]
    fn days_of_work_are_kept_in_order_and_once() {
        let mut days = Vec::new();
        weekdays::read(&Given::in_variable("sunday, Mon, sat, mon"), &mut days).unwrap();
        assert_eq!(days, [Mon, Sat, Sun]);
        assert_eq!(weekdays::show(&days), "[\"mon\", \"sat\", \"sun\"]");
    }

    #[test]
    fn a_holiday_that_is_no_date_is_refused() {
        let mut days = Vec::new();
        assert!(dates::read(&Given::in_variable("2026-12-25, 2026-02-30"), &mut days).is_err());
        assert!(days.is_empty());
    }
}
