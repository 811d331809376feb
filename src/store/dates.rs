//! Dates as the text in a column: readable, and read back to the nanosecond.
//!
//! Kept apart from the forms Close is sent, so that neither can bend the other.

use chrono::SecondsFormat;

use crate::domain::due::Due;
use crate::domain::task::Finished;
use crate::domain::zone::Timestamp;

/// An instant, such as `2026-03-12T14:30:00Z`.
pub(super) fn instant_text(at: Timestamp) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Reads what [`instant_text`] wrote.
pub(super) fn read_instant(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// A day, such as `2026-03-12`, or an instant.
pub(super) fn due_text(due: Due) -> String {
    match due {
        Due::Day(day) => day.to_string(),
        Due::At(at) => instant_text(at),
    }
}

/// Reads what [`due_text`] wrote.
pub(super) fn read_due(text: &str) -> Option<Due> {
    text.parse().map(Due::Day).ok().or_else(|| read_instant(text).map(Due::At))
}

/// When a task was done, such as `2026-03-12T14:30:00Z`, and where, if that was not here.
pub(super) fn finished_text(finished: Finished) -> String {
    instant_text(finished.at) + if finished.is_ours { "" } else { ELSEWHERE }
}

/// Reads what [`finished_text`] wrote.
pub(super) fn read_finished(text: &str) -> Option<Finished> {
    let at = text.strip_suffix(ELSEWHERE);
    Some(Finished { at: read_instant(at.unwrap_or(text))?, is_ours: at.is_none() })
}

const ELSEWHERE: &str = " elsewhere";

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};

    #[test]
    fn a_day_stays_a_day_and_an_instant_keeps_its_nanoseconds() {
        let day = Due::Day(NaiveDate::from_ymd_opt(2026, 3, 12).unwrap());
        let at = Due::At(DateTime::from_timestamp(1_773_325_800, 123_456_789).unwrap());
        assert_eq!(due_text(day), "2026-03-12");
        assert_eq!(due_text(at), "2026-03-12T14:30:00.123456789Z");
        for due in [day, at] {
            assert_eq!(read_due(&due_text(due)), Some(due));
        }
    }

    #[test]
    fn years_beyond_four_digits_come_back() {
        for at in
            [DateTime::from_timestamp(400_000_000_000, 1), DateTime::from_timestamp(-100_000_000_000, 0)]
        {
            let due = Due::At(at.unwrap());
            assert_eq!(read_due(&due_text(due)), Some(due));
            let day = Due::Day(at.unwrap().date_naive());
            assert_eq!(read_due(&due_text(day)), Some(day));
        }
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in ["", "tomorrow", "2026-13-01", "2026-03-12T25:00:00Z"] {
            assert_eq!(read_due(text), None, "{text}");
        }
    }
}
