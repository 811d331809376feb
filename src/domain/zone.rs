//! Days and wall clocks in the zone the user works in.
//!
//! The only place that turns an instant into local time or back. Offsets are looked up for the instant asked
//! about, never remembered, so a session may stay open across a clock change. Knows nothing of tasks or
//! phrases.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use tz::TimeZoneRef;
use tzdb_data::TZ_NAMES;

/// A point in time, the same everywhere.
pub type Timestamp = DateTime<Utc>;

/// A time zone of the IANA database, such as `Europe/Berlin`.
#[derive(Clone, Copy)]
pub struct Zone {
    name: &'static str,
    rules: &'static TimeZoneRef<'static>,
}

/// What a wall clock time stands for on the day it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The instant taken.
    pub at: Timestamp,
    /// Whether there was a choice.
    pub kind: Kind,
}

/// How often a wall clock shows a given time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Once, as on nearly every day.
    Exact,
    /// Never: clocks jump over it. The instant taken is later by the length of the jump.
    Skipped,
    /// Twice: clocks are set back over it. The instant taken is the first of the two.
    Repeated,
}

/// A zone name we do not have, with the names that come closest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    /// The name as it was given.
    pub name: String,
    /// At most three names that exist, best first.
    pub nearest: Vec<&'static str>,
}

impl fmt::Display for UnknownZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "There is no time zone {:?}; ", self.name)?;
        match self.nearest.as_slice() {
            [] => write!(f, "use a name such as Europe/Berlin or America/New_York."),
            nearest => write!(f, "did you mean {}?", nearest.join(" or ")),
        }
    }
}

impl std::error::Error for UnknownZone {}

// The name is who it is: two names may have the same rules.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

// When a clock shows a given time.
enum Shown {
    Once(Timestamp),
    Twice(Timestamp, Timestamp),
    // What the offset before the jump makes of it, and the one after; clocks jump between the two.
    Never { by_old: Timestamp, by_new: Timestamp },
}

impl Zone {
    /// Universal time, for hosts and tests that have no other.
    pub const UTC: Self = Self { name: "UTC", rules: &tzdb_data::time_zone::UTC };

    /// The zone of that name; letter case does not matter and a space may stand for `_`.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        let wanted = plain(name);
        let known = TZ_NAMES.iter().find(|known| known.eq_ignore_ascii_case(&wanted));
        known
            .and_then(|name| Some(Self { name, rules: tzdb_data::find_tz(name.as_bytes())? }))
            .ok_or_else(|| UnknownZone { name: name.to_owned(), nearest: nearest(&wanted) })
    }

    /// The name it is known by.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What a clock on the wall shows at that instant.
    #[must_use]
    pub fn local(self, at: Timestamp) -> NaiveDateTime {
        let universal = at.naive_utc();
        universal.checked_add_signed(self.offset(at)).unwrap_or(universal)
    }

    /// The day on the calendar at that instant.
    #[must_use]
    pub fn day_of(self, at: Timestamp) -> NaiveDate {
        self.local(at).date()
    }

    /// The first instant of that day: midnight, or the end of the jump where clocks jump over midnight.
    /// A day that a zone left out altogether begins when the day after it does.
    #[must_use]
    pub fn start_of(self, day: NaiveDate) -> Timestamp {
        match self.shown(day.and_time(NaiveTime::MIN)) {
            Shown::Once(at) | Shown::Twice(at, _) => at,
            Shown::Never { by_old, by_new } => self.jump(by_new, by_old),
        }
    }

    /// The next instant at which a new day begins, always after `at`.
    #[must_use]
    pub fn next_midnight(self, at: Timestamp) -> Timestamp {
        let today = self.day_of(at);
        let midnights = today.iter_days().skip(1).take(3).flat_map(|day| self.midnights(day));
        midnights.into_iter().find(|midnight| *midnight > at).unwrap_or(Timestamp::MAX_UTC)
    }

    /// Hours east of UTC at that instant; Close documents fractions such as 5.75 for its `x-tz-offset`
    /// header.
    #[must_use]
    pub fn offset_hours(self, at: Timestamp) -> f64 {
        f64::from(self.seconds_east(at.timestamp())) / 3600.0
    }

    /// The instant at which a wall clock shows `wall`.
    #[must_use]
    pub fn resolve(self, wall: NaiveDateTime) -> Resolved {
        match self.shown(wall) {
            Shown::Once(at) => Resolved { at, kind: Kind::Exact },
            Shown::Twice(at, _) => Resolved { at, kind: Kind::Repeated },
            // With the offset before the jump it lands as far behind the gap as `wall` is inside it.
            Shown::Never { by_old, .. } => Resolved { at: by_old, kind: Kind::Skipped },
        }
    }

    fn seconds_east(self, at: i64) -> i32 {
        self.rules.find_local_time_type(at).map_or(0, tz::LocalTimeType::ut_offset)
    }

    fn offset(self, at: Timestamp) -> TimeDelta {
        TimeDelta::seconds(self.seconds_east(at.timestamp()).into())
    }

    // No zone moves its clocks twice within two days, so the offset is that of the day before or of the day
    // after.
    fn shown(self, wall: NaiveDateTime) -> Shown {
        let universal = wall.and_utc();
        let [by_old, by_new] = [-1, 1].map(|days| {
            let aside = universal.checked_add_signed(TimeDelta::days(days)).unwrap_or(universal);
            universal.checked_sub_signed(self.offset(aside)).unwrap_or(universal)
        });
        if by_old == by_new {
            return Shown::Once(by_old);
        }
        match (self.local(by_old) == wall, self.local(by_new) == wall) {
            (true, true) => Shown::Twice(by_old, by_new),
            (true, false) => Shown::Once(by_old),
            (false, true) => Shown::Once(by_new),
            (false, false) => Shown::Never { by_old, by_new },
        }
    }

    // The first instant with the offset of `after`, to the second.
    fn jump(self, before: Timestamp, after: Timestamp) -> Timestamp {
        let (mut before, mut first) = (before.timestamp(), after.timestamp());
        let offset = self.seconds_east(first);
        while first - before > 1 {
            let middle = before.midpoint(first);
            if self.seconds_east(middle) == offset { first = middle } else { before = middle }
        }
        DateTime::from_timestamp(first, 0).unwrap_or(after)
    }

    // Clocks set back across midnight show it twice; whoever is in the repeated hour still has the second one
    // ahead.
    fn midnights(self, day: NaiveDate) -> Vec<Timestamp> {
        match self.shown(day.and_time(NaiveTime::MIN)) {
            Shown::Twice(first, second) => vec![first, second],
            _ => vec![self.start_of(day)],
        }
    }
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace(' ', "_")
}

fn nearest(wanted: &str) -> Vec<&'static str> {
    let mut ranked: Vec<(usize, &'static str)> = TZ_NAMES
        .iter()
        .map(|name| (likeness(wanted, &plain(name)), *name))
        .filter(|(likeness, _)| *likeness >= 3)
        .collect();
    ranked.sort_by_key(|(likeness, name)| (usize::MAX - likeness, name.len()));
    ranked.into_iter().map(|(_, name)| name).take(3).collect()
}

// People type the city; the region in front of it is what they get wrong or leave out.
fn likeness(wanted: &str, name: &str) -> usize {
    let city = |text: &str| text.rsplit('/').next().unwrap_or_default().to_owned();
    let shared = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (wanted_city, known_city) = (city(wanted), city(name));
    let contained =
        if wanted_city.len() >= 3 && known_city.contains(&wanted_city) { wanted_city.len() } else { 0 };
    contained.max(shared(&wanted_city, &known_city)) + contained
}

#[cfg(test)]
mod tests {
    use chrono::{MappedLocalTime, Offset, TimeZone};
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn names_are_found_in_any_case_and_with_spaces() {
        for (given, name) in [
            ("Europe/Berlin", "Europe/Berlin"),
            (" america/new york ", "America/New_York"),
            ("utc", "UTC"),
            ("ASIA/KATHMANDU", "Asia/Kathmandu"),
        ] {
            assert_eq!(zone(given).name(), name);
        }
    }

    #[test]
    fn an_unknown_name_comes_back_with_the_nearest() {
        for (given, nearest) in [
            ("Berlin", "Europe/Berlin"),
            ("new york", "America/New_York"),
            ("Europe/Kolkata", "Asia/Kolkata"),
            ("Asia/Katmandhu", "Asia/Katmandu"),
        ] {
            let unknown = Zone::named(given).unwrap_err();
            assert_eq!(unknown.nearest.first(), Some(&nearest), "{unknown}");
        }
        let nothing = Zone::named("Q").unwrap_err().to_string();
        assert_eq!(
            nothing,
            "There is no time zone \"Q\"; use a name such as Europe/Berlin or America/New_York."
        );
    }

    #[test]
    fn a_day_starts_at_its_first_instant() {
        for (name, on, starts) in [
            ("UTC", "2026-03-27", "2026-03-27T00:00:00Z"),
            ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"),
            ("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z"),
            ("Asia/Kathmandu", "2026-03-27", "2026-03-26T18:15:00Z"),
            ("Pacific/Kiritimati", "2026-03-27", "2026-03-26T10:00:00Z"),
            ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"), // no midnight: the day begins at 1:00
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"), // no such day: as the 31st
            ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
            ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"), // clocks jump from 23:30 to 0:30
        ] {
            assert_eq!(zone(name).start_of(day(on)), at(starts), "{name} {on}");
        }
    }

    #[test]
    fn the_next_midnight_is_always_ahead() {
        for (name, now, next) in [
            ("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), // a day of 23 hours
            ("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), // a day of 25 hours
            ("Africa/Cairo", "2026-04-23T21:59:59Z", "2026-04-23T22:00:00Z"),
            ("Pacific/Apia", "2011-12-30T09:00:00Z", "2011-12-30T10:00:00Z"),
            ("America/St_Johns", "2009-11-01T02:45:00Z", "2009-11-01T03:30:00Z"), // midnight comes twice
        ] {
            assert_eq!(zone(name).next_midnight(at(now)), at(next), "{name} {now}");
        }
    }

    #[test]
    fn offsets_are_those_of_the_instant() {
        for (name, now, hours) in [
            ("Europe/Berlin", "2026-03-29T00:59:59Z", 1.0),
            ("Europe/Berlin", "2026-03-29T01:00:00Z", 2.0),
            ("America/New_York", "2026-01-01T00:00:00Z", -5.0),
            ("Asia/Kolkata", "2026-01-01T00:00:00Z", 5.5),
            ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 5.75),
            ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", 11.0),
            ("Australia/Lord_Howe", "2026-07-01T00:00:00Z", 10.5),
            ("Pacific/Kiritimati", "2026-01-01T00:00:00Z", 14.0),
        ] {
            assert!((zone(name).offset_hours(at(now)) - hours).abs() < 1e-9, "{name} {now}");
        }
    }

    #[test]
    fn a_skipped_time_moves_forward_by_the_jump_and_a_repeated_one_is_the_first() {
        for (name, wall, instant, kind) in [
            ("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z", Kind::Skipped),
            ("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", Kind::Repeated),
            ("Europe/Berlin", "2026-03-27T15:30:00", "2026-03-27T14:30:00Z", Kind::Exact),
            ("Australia/Lord_Howe", "2026-10-04T02:10:00", "2026-10-03T15:40:00Z", Kind::Skipped), // by half an hour
            ("Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z", Kind::Repeated),
            ("Africa/Cairo", "2026-04-24T00:00:00", "2026-04-23T22:00:00Z", Kind::Skipped),
            ("Pacific/Apia", "2011-12-30T10:00:00", "2011-12-30T20:00:00Z", Kind::Skipped), // by a whole day
        ] {
            let wall = wall.parse().unwrap();
            assert_eq!(zone(name).resolve(wall), Resolved { at: at(instant), kind }, "{name} {wall}");
        }
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for instant in [Timestamp::MIN_UTC, Timestamp::MAX_UTC] {
            for name in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
                let _ = (zone(name).day_of(instant), zone(name).next_midnight(instant));
            }
        }
        for edge in [NaiveDate::MIN, NaiveDate::MAX] {
            let _ = zone("Pacific/Kiritimati").start_of(edge);
        }
    }

    // Where the edition that chrono-tz has is older: Moldova's clocks change an hour earlier, British Columbia
    // stopped changing them in 2026, and more is known of Baja California.
    const REVISED: [&str; 8] = [
        "America/Ensenada",
        "America/Santa_Isabel",
        "America/Tijuana",
        "America/Vancouver",
        "Canada/Pacific",
        "Europe/Chisinau",
        "Europe/Tiraspol",
        "Mexico/BajaNorte",
    ];

    fn theirs(name: &str, wall: NaiveDateTime) -> Option<(f64, Resolved)> {
        let zone: chrono_tz::Tz = name.parse().ok()?;
        let east = zone.offset_from_utc_datetime(&wall).fix().local_minus_utc();
        let resolved = match zone.from_local_datetime(&wall) {
            MappedLocalTime::Single(at) => Resolved { at: at.to_utc(), kind: Kind::Exact },
            MappedLocalTime::Ambiguous(at, _) => Resolved { at: at.to_utc(), kind: Kind::Repeated },
            MappedLocalTime::None => {
                let (_, before) = chrono_tz::GapInfo::new(&wall, &zone)?.begin?;
                Resolved { at: (wall - before.fix()).and_utc(), kind: Kind::Skipped }
            }
        };
        Some((f64::from(east) / 3600.0, resolved))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn each_hour_of_a_year_is_what_another_library_reads(name in select(TZ_NAMES), year in 1970..2100) {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_time(NaiveTime::MIN);
            let hours = if REVISED.contains(&name) { 0 } else { 365 * 24 };
            for wall in (0..hours).map(|hour| first + TimeDelta::hours(hour)) {
                let ours = (zone(name).offset_hours(wall.and_utc()), zone(name).resolve(wall));
                if let Some(theirs) = theirs(name, wall) {
                    prop_assert_eq!(ours, theirs, "{} {}", name, wall);
                }
            }
        }
    }
}
