//! Dates in words: short enough for a column, long enough to check before pressing Enter.
//!
//! Words are always those of the user's own zone and of the moment of drawing. English, so that the program
//! reads the same on every host. Knows nothing of screens.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use super::amount;
use super::due::Due;
use super::zone::{Timestamp, Zone};

/// The widest text [`short`] returns, in characters.
pub const SHORT_WIDTH: usize = 9;

/// A label for a list column: `today`, `14:30`, `Fri`, `3 Apr`, `12 Jan 27`, `3d late`.
#[must_use]
pub fn short(due: Due, now: Timestamp, zone: Zone) -> String {
    let today = zone.day_of(now);
    let day = due.day(zone);
    let days = (day - today).num_days();
    match due {
        Due::At(at) if days == 0 && at < now => late_today(now - at),
        _ if days < 0 => late(-days),
        Due::At(at) => short_timed(day, today, zone.local(at).time()),
        Due::Day(_) => short_day(day, today),
    }
}

/// The same where its day stands above already: the time, or nothing. What is late says so all the same.
pub fn under_its_day(due: Due, now: Timestamp, zone: Zone) -> String {
    match due {
        Due::Day(_) => String::new(),
        Due::At(at) if zone.day_of(at) > zone.day_of(now) => clock_words(zone.local(at).time()),
        Due::At(_) => short(due, now, zone),
    }
}

/// The same for a sentence, where there is room for the time of any day: `tomorrow 9:30`, `Sat 12 Dec 14:00`.
pub fn told(due: Due, now: Timestamp, zone: Zone) -> String {
    let (today, day) = (zone.day_of(now), due.day(zone));
    match (due, (day - today).num_days()) {
        (Due::At(at), 1) => format!("tomorrow {}", clock_words(zone.local(at).time())),
        (Due::At(_), 7..) => exact(due, today, zone),
        _ => short(due, now, zone),
    }
}

/// How long somebody has been waiting: `4m`, `1h12`, `3d`.
#[must_use]
pub fn waited(time: TimeDelta) -> String {
    let (minutes, days) = (time.num_minutes(), time.num_days());
    match minutes {
        ..60 => format!("{}m", minutes.max(0)),
        60..600 => format!("{}h{:02}", minutes / 60, minutes % 60),
        600..1440 => format!("{}h", minutes / 60),
        _ => spent(days),
    }
}

/// How long ago that was, for a column: `4m ago`, `9h ago`, `3d ago`, `now`. One unit, as in what is late.
#[must_use]
pub fn ago(time: TimeDelta) -> String {
    match time.num_minutes() {
        ..1 => "now".to_owned(),
        minutes @ 60..1440 => format!("{}h ago", minutes / 60),
        _ => format!("{} ago", waited(time)),
    }
}

/// When something was done, for its column: `14:05`, `yesterday`, `27 Feb`, `1 Dec 25`.
#[must_use]
pub fn past(at: Timestamp, today: NaiveDate, zone: Zone) -> String {
    let day = zone.day_of(at);
    match (today - day).num_days() {
        0 => clock(at, zone),
        1 => "yesterday".to_owned(),
        _ => short_day(day, today),
    }
}

/// The time of a day: `14:05`.
#[must_use]
pub fn clock(at: Timestamp, zone: Zone) -> String {
    clock_words(zone.local(at).time())
}

/// A line to check a date by: `Fri 3 Apr · in 7 days`, `Fri 27 Mar 18:30 · in 3 hours`.
#[must_use]
pub fn long(due: Due, now: Timestamp, zone: Zone) -> String {
    let today = zone.day_of(now);
    format!("{} · {}", exact(due, today, zone), distance(due, now, zone))
}

/// The date itself, `Fri 3 Apr` or `Fri 3 Apr 9:00`; the year is named unless it is that of `today`.
pub fn exact(due: Due, today: NaiveDate, zone: Zone) -> String {
    match due {
        Due::Day(day) => day_words(day, today),
        Due::At(at) => {
            let local = zone.local(at);
            format!("{} {}", day_words(local.date(), today), clock_words(local.time()))
        }
    }
}

/// A day with its weekday, `Fri 3 Apr`; the year is named unless it is that of `today`.
pub(super) fn day_words(day: NaiveDate, today: NaiveDate) -> String {
    let pattern = if day.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    day.format(pattern).to_string()
}

/// A time of day, `9:00` or `14:30`.
pub(super) fn clock_words(time: NaiveTime) -> String {
    time.format("%-H:%M").to_string()
}

fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    let pattern = match days {
        0 => return "today".to_owned(),
        1 => return "tomorrow".to_owned(),
        2..=6 => "%a",
        _ if day.year() == today.year() => "%-d %b",
        // Beyond a lifetime two digits of the year would name the wrong century.
        _ if days > 80 * 365 => "%b %Y",
        _ => "%-d %b %y",
    };
    day.format(pattern).to_string()
}

fn short_timed(day: NaiveDate, today: NaiveDate, time: NaiveTime) -> String {
    match (day - today).num_days() {
        0 => clock_words(time),
        1 => format!("tom {}", clock_words(time)),
        2..=6 => format!("{} {}", day.format("%a"), clock_words(time)),
        _ => short_day(day, today),
    }
}

fn late_today(ago: TimeDelta) -> String {
    match ago.num_minutes() {
        0 => "now".to_owned(),
        minutes @ 1..60 => format!("{minutes}m late"),
        minutes => format!("{}h late", minutes / 60),
    }
}

fn late(days: i64) -> String {
    format!("{} late", spent(days))
}

fn spent(days: i64) -> String {
    match days {
        ..14 => format!("{days}d"),
        14..70 => format!("{}w", days / 7),
        70..730 => format!("{}mo", days / 30),
        _ => format!("{}y", days / 365),
    }
}

fn distance(due: Due, now: Timestamp, zone: Zone) -> String {
    let days = (due.day(zone) - zone.day_of(now)).num_days();
    match due {
        Due::At(at) if days == 0 => span_today(at - now),
        _ => span_of_days(days),
    }
}

fn span_today(span: TimeDelta) -> String {
    let minutes = span.num_minutes();
    let amount = match minutes.abs() {
        0 => return "now".to_owned(),
        amount @ 1..60 => counted(amount, "minute"),
        // The nearest hour, since 2 h 59 min is not "in 2 hours".
        amount => counted((amount + 30) / 60, "hour"),
    };
    if minutes < 0 { format!("{amount} late") } else { format!("in {amount}") }
}

fn span_of_days(days: i64) -> String {
    let amount = match days.abs() {
        amount @ ..60 => counted(amount, "day"),
        amount @ 60..730 => counted(amount / 30, "month"),
        amount => counted(amount / 365, "year"),
    };
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        ..0 => format!("{amount} late"),
        _ => format!("in {amount}"),
    }
}

fn counted(amount: i64, unit: &str) -> String {
    amount::counted(usize::try_from(amount).unwrap_or(0), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Zone {
        Zone::named("Europe/Berlin").unwrap()
    }

    // Friday 27 March 2026, 15:30 in Berlin, two days before the clocks go forward.
    fn friday() -> Timestamp {
        "2026-03-27T14:30:00Z".parse().unwrap()
    }

    #[test]
    fn under_its_day_only_the_time_is_left_and_what_is_late_says_so() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let now: Timestamp = "2026-03-06T14:05:00Z".parse().unwrap();
        let said = |due: &str| under_its_day(Due::read(due).unwrap(), now, zone);
        let told = ["2026-03-09", "2026-03-09T08:30:00Z", "2026-03-06", "2026-03-06T12:05:00Z"].map(said);
        assert_eq!(told, ["", "9:30", "", "2h late"]);
    }

    #[test]
    fn a_column_label_is_short() {
        for (due, label) in [
            ("2026-03-27", "today"),
            ("2026-03-28", "tomorrow"),
            ("2026-03-29", "Sun"),
            ("2026-04-02", "Thu"),
            ("2026-04-03", "3 Apr"),
            ("2027-01-12", "12 Jan 27"),
            ("2126-01-12", "Jan 2126"),
            ("2026-03-26", "1d late"),
            ("2026-03-14", "13d late"),
            ("2026-03-13", "2w late"),
            ("2025-12-27", "3mo late"),
            ("2024-04-01", "24mo late"),
            ("2020-03-27", "6y late"),
        ] {
            assert_eq!(short(Due::read(due).unwrap(), friday(), berlin()), label, "{due}");
        }
    }

    #[test]
    fn a_column_label_of_a_timed_task_shows_its_time_while_it_is_near() {
        for (due, label) in [
            ("2026-03-27T17:00:00Z", "18:00"),
            ("2026-03-27T14:30:00Z", "15:30"),
            ("2026-03-27T14:29:30Z", "now"),
            ("2026-03-27T13:45:00Z", "45m late"),
            ("2026-03-27T08:00:00Z", "6h late"),
            ("2026-03-26T22:30:00Z", "1d late"),
            ("2026-03-28T13:30:00Z", "tom 14:30"),
            ("2026-03-29T12:30:00Z", "Sun 14:30"),
            ("2026-04-03T12:30:00Z", "3 Apr"),
        ] {
            assert_eq!(short(Due::read(due).unwrap(), friday(), berlin()), label, "{due}");
        }
    }

    #[test]
    fn who_waits_waits_by_the_minute_at_first() {
        let seconds = [0, 59, 60, 59 * 60 + 59, 72 * 60, 23 * 3600 + 59 * 60, 24 * 3600, 20 * 24 * 3600];
        let labels = seconds.map(|seconds| ago(TimeDelta::seconds(seconds)));
        let expected = ["now", "now", "1m ago", "59m ago", "1h ago", "23h ago", "1d ago", "2w ago"];
        assert_eq!(labels, expected);
        assert!(labels.iter().all(|label| label.len() <= SHORT_WIDTH));
        assert_eq!(waited(TimeDelta::minutes(-3)), "0m");
    }

    #[test]
    fn a_sentence_has_room_for_the_time_of_any_day() {
        let now = "2026-03-27T14:30:00Z".parse().unwrap();
        for (due, words) in [
            ("2026-03-28T09:30:00Z", "tomorrow 9:30"),
            ("2026-03-28", "tomorrow"),
            ("2026-03-30T09:00:00Z", "Mon 9:00"),
            ("2026-12-12T14:00:00Z", "Sat 12 Dec 14:00"),
            ("2026-12-12", "12 Dec"),
        ] {
            assert_eq!(told(Due::read(due).unwrap(), now, Zone::UTC), words, "{due}");
        }
    }

    #[test]
    fn what_is_done_is_never_late() {
        let at = |day: &str| format!("{day}T12:00:00Z").parse().unwrap();
        let label = |day: &str| past(at(day), berlin().day_of(friday()), berlin());
        let labels = ["2026-03-27", "2026-03-26", "2026-02-01", "2024-12-31"].map(label);
        assert_eq!(labels, ["13:00", "yesterday", "1 Feb", "31 Dec 24"]);
    }

    #[test]
    fn the_long_form_names_weekday_date_and_distance() {
        for (due, line) in [
            ("2026-04-03", "Fri 3 Apr · in 7 days"),
            ("2026-03-27", "Fri 27 Mar · today"),
            ("2026-03-28", "Sat 28 Mar · tomorrow"),
            ("2026-03-28T08:00:00Z", "Sat 28 Mar 9:00 · tomorrow"),
            ("2026-03-27T17:30:00Z", "Fri 27 Mar 18:30 · in 3 hours"),
            ("2026-03-27T14:31:00Z", "Fri 27 Mar 15:31 · in 1 minute"),
            ("2026-03-27T13:30:00Z", "Fri 27 Mar 14:30 · 1 hour late"),
            ("2026-03-26", "Thu 26 Mar · 1 day late"),
            ("2027-01-27", "Wed 27 Jan 2027 · in 10 months"),
            ("2029-03-27", "Tue 27 Mar 2029 · in 3 years"),
        ] {
            assert_eq!(long(Due::read(due).unwrap(), friday(), berlin()), line, "{due}");
        }
    }

    #[test]
    fn today_is_the_users_day_and_not_the_hosts() {
        let tokyo_morning = "2026-03-26T22:00:00Z".parse().unwrap();
        let day = Due::read("2026-03-27").unwrap();
        assert_eq!(short(day, tokyo_morning, Zone::named("Asia/Tokyo").unwrap()), "today");
        assert_eq!(short(day, tokyo_morning, Zone::UTC), "tomorrow");
    }

    #[test]
    fn no_column_label_is_wider_than_promised() {
        for days in -40_000..40_000_i64 {
            let at = friday() + TimeDelta::hours(days * 7);
            for due in [Due::At(at), Due::Day(berlin().day_of(at))] {
                let label = short(due, friday(), berlin());
                assert!(label.chars().count() <= SHORT_WIDTH, "{label}");
            }
        }
    }
}
