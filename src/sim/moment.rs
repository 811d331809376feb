//! Dates as Close writes, reads and orders them.
//!
//! A due date is a bare day or an instant, and the two are compared through the caller's offset from UTC:
//! a day stands for its local midnight and comes before an instant of the same moment.
//! Knows fixed offsets only, as the `x-tz-offset` header does; no zone names, no daylight saving.

use std::cmp::Ordering;

use chrono::{
    DateTime, DurationRound, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, Utc,
};

/// When a task becomes actionable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The whole of a day, wherever the user is.
    Day(NaiveDate),
    /// One moment, in milliseconds like everything Close stores.
    Instant(DateTime<Utc>),
}

impl Due {
    /// Reads `YYYY-MM-DD` or an ISO 8601 date-time; without an offset it is meant as UTC.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return (text.len() == 10).then_some(Self::Day(day));
        }
        if !text.contains('T') {
            return None;
        }
        let instant = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).or_else(|_| {
            NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|local| local.and_utc())
        });
        instant.ok().map(|at| Self::Instant(milliseconds(at)))
    }

    /// The text Close would send.
    #[must_use]
    pub fn render(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Instant(at) => stamp(at),
        }
    }

    /// The day it falls on for somebody at this offset.
    #[must_use]
    pub fn day(self, zone: FixedOffset) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Instant(at) => at.with_timezone(&zone).date_naive(),
        }
    }

    /// The place in `_order_by=date`: milliseconds of the moment, days first when equal.
    #[must_use]
    pub fn order(self, zone: FixedOffset) -> (i64, bool) {
        match self {
            Self::Day(day) => {
                let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
                (midnight - i64::from(zone.local_minus_utc()) * 1000, false)
            }
            Self::Instant(at) => (at.timestamp_millis(), true),
        }
    }

    /// Compares with the bound of a filter. A bare day means that whole local day (undocumented; for `lt`
    /// and `gte` it is the same as its midnight), an instant is compared with a day's local midnight.
    #[must_use]
    pub fn compare(self, bound: Self, zone: FixedOffset) -> Ordering {
        match bound {
            Self::Day(day) => self.day(zone).cmp(&day),
            Self::Instant(_) => self.order(zone).0.cmp(&bound.order(zone).0),
        }
    }
}

/// The longest fraction Close stores.
#[must_use]
pub fn milliseconds(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(at)
}

/// A date-time as Close writes it: six fractional digits or none, offset `+00:00`.
#[must_use]
pub fn stamp(at: DateTime<Utc>) -> String {
    let fraction = if at.timestamp_subsec_micros() == 0 { "" } else { "%.6f" };
    at.format(&format!("%Y-%m-%dT%H:%M:%S{fraction}+00:00")).to_string()
}

/// Reads an `x-tz-offset` header: decimal hours east of UTC without plus sign or colon.
#[must_use]
pub fn offset(hours: &str) -> Option<FixedOffset> {
    let plain = hours.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    let tenths_of_seconds = hours.parse::<f64>().ok().filter(|_| plain)? * 36_000.0;
    (tenths_of_seconds.abs() <= 14.0 * 36_000.0).then_some(())?;
    #[expect(clippy::cast_possible_truncation, reason = "bounded by fourteen hours just above")]
    FixedOffset::east_opt((tenths_of_seconds / 10.0).round() as i32)
}

/// What an absent header means, as far as anybody knows.
#[must_use]
pub fn utc() -> FixedOffset {
    Utc.fix()
}

#[cfg(test)]
mod tests {
    use super::{Due, offset, stamp, utc};

    fn due(text: &str) -> Due {
        Due::parse(text).expect(text)
    }

    #[test]
    fn a_day_sorts_between_the_two_instants_of_the_documented_example() {
        let zone = offset("-8").unwrap();
        let mut dates = [due("2015-01-12T08:00:00"), due("2015-01-12"), due("2015-01-12T07:00:00")];
        dates.sort_by_key(|date| date.order(zone));
        assert_eq!(dates, [due("2015-01-12T07:00:00"), due("2015-01-12"), due("2015-01-12T08:00:00")]);
    }

    #[test]
    fn date_times_are_read_with_and_without_offset_and_written_in_utc() {
        let cases = [
            ("2026-03-12T09:00:00-05:00", "2026-03-12T14:00:00+00:00"),
            ("2026-03-12T09:00:00", "2026-03-12T09:00:00+00:00"),
            ("2026-03-12T09:00:00.123456Z", "2026-03-12T09:00:00.123000+00:00"),
            ("2026-03-12", "2026-03-12"),
        ];
        for (sent, stored) in cases {
            assert_eq!(due(sent).render(), stored);
        }
    }

    #[test]
    fn what_is_no_iso_date_is_not_read() {
        for text in [
            "",
            "tomorrow",
            "2026-13-01",
            "12/03/2026",
            "2026-3-1",
            "2026-03-12 09:00:00",
            "2026-03-12T25:00:00Z",
        ] {
            assert_eq!(Due::parse(text), None, "{text}");
        }
    }

    #[test]
    fn offsets_are_plain_decimal_hours() {
        for (text, seconds) in [("-8", -28_800), ("0", 0), ("5.75", 20_700), ("-2.5", -9_000), ("13", 46_800)]
        {
            assert_eq!(offset(text).map(|zone| zone.local_minus_utc()), Some(seconds));
        }
        for text in ["+2", "02:00", "Europe/Berlin", "", "99", "nan", "1e1"] {
            assert_eq!(offset(text), None, "{text}");
        }
    }

    #[test]
    fn a_stamp_without_fraction_has_none() {
        let Due::Instant(at) = due("2026-03-06T08:12:40Z") else { panic!("an instant") };
        assert_eq!(stamp(at), "2026-03-06T08:12:40+00:00");
        assert_eq!(utc().local_minus_utc(), 0);
    }
}
