//! Phrases in zones where naive arithmetic goes wrong: clock changes, days without a midnight, days left out,
//! offsets of half and quarter hours, and hosts that are a day apart.

use super::read;
use super::trial::{answer, berliner, check, note, someone};

#[test]
fn today_is_the_day_of_the_zone() {
    // One instant, 23:40 in London on Friday 27 March 2026, seen from around the world.
    for (zone, wall, today, tomorrow) in [
        ("UTC", "2026-03-27 23:40", "2026-03-27", "2026-03-28 09:00 | 2026-03-30 09:00"),
        ("Europe/Berlin", "2026-03-28 00:40", "2026-03-28", "2026-03-29 09:00 | 2026-03-30 09:00"),
        ("America/New_York", "2026-03-27 19:40", "2026-03-27", "2026-03-28 09:00 | 2026-03-30 09:00"),
        ("Asia/Kolkata", "2026-03-28 05:10", "2026-03-28", "2026-03-29 09:00 | 2026-03-30 09:00"),
        ("Asia/Kathmandu", "2026-03-28 05:25", "2026-03-28", "2026-03-29 09:00 | 2026-03-30 09:00"),
        ("Australia/Lord_Howe", "2026-03-28 10:40", "2026-03-28", "2026-03-29 09:00 | 2026-03-30 09:00"),
        ("Pacific/Kiritimati", "2026-03-28 13:40", "2026-03-28", "2026-03-29 09:00 | 2026-03-30 09:00"),
        ("Pacific/Apia", "2026-03-28 12:40", "2026-03-28", "2026-03-29 09:00 | 2026-03-30 09:00"),
        ("Pacific/Pago_Pago", "2026-03-27 12:40", "2026-03-27", "2026-03-28 09:00 | 2026-03-30 09:00"),
        ("Africa/Cairo", "2026-03-28 01:40", "2026-03-28", "2026-03-29 09:00 | 2026-03-30 09:00"),
    ] {
        let context = someone(zone, wall);
        assert_eq!(context.now.to_rfc3339(), "2026-03-27T23:40:00+00:00", "{zone}");
        assert_eq!(answer("today", &context), today, "{zone}");
        assert_eq!(answer("tomorrow 9am", &context), tomorrow, "{zone}");
    }
}

#[test]
fn an_instant_is_sent_in_universal_time() {
    for (zone, sent) in [
        ("UTC", "2026-12-01T14:30:00+00:00"),
        ("Europe/Berlin", "2026-12-01T13:30:00+00:00"),
        ("America/New_York", "2026-12-01T19:30:00+00:00"),
        ("Asia/Kolkata", "2026-12-01T09:00:00+00:00"),
        ("Asia/Kathmandu", "2026-12-01T08:45:00+00:00"),
        ("Australia/Lord_Howe", "2026-12-01T03:30:00+00:00"),
        ("Pacific/Kiritimati", "2026-12-01T00:30:00+00:00"),
        ("Africa/Cairo", "2026-12-01T12:30:00+00:00"),
    ] {
        let reading = read("1 dec 14:30", &someone(zone, "2026-03-27 15:30")).unwrap();
        assert_eq!(reading.due.text(), sent, "{zone}");
    }
}

#[test]
fn a_time_that_does_not_exist_moves_forward_and_says_so() {
    assert_eq!(answer("sun 2:30", &berliner()), "2026-03-29 03:30");
    assert_eq!(note("sun 2:30", &berliner()), "2:30 does not exist that day (clocks go forward): 3:30");
    let lord_howe = someone("Australia/Lord_Howe", "2026-10-02 12:00");
    assert_eq!(answer("sun 2:10", &lord_howe), "2026-10-04 02:40");
    assert_eq!(note("sun 2:10", &lord_howe), "2:10 does not exist that day (clocks go forward): 2:40");
    let cairo = someone("Africa/Cairo", "2026-04-23 12:00");
    assert_eq!(answer("tomorrow 0:15", &cairo).split(" | ").next(), Some("2026-04-24 01:15"));
    let new_york = someone("America/New_York", "2026-03-06 12:00");
    assert_eq!(answer("sun 2:30", &new_york), "2026-03-08 03:30");
}

#[test]
fn a_time_that_comes_twice_is_the_first_and_says_so() {
    let berlin = someone("Europe/Berlin", "2026-10-23 12:00");
    assert_eq!(read("sun 2:30", &berlin).unwrap().due.text(), "2026-10-25T00:30:00+00:00");
    assert_eq!(note("sun 2:30", &berlin), "2:30 comes twice that day (clocks go back): the first, UTC+2");
    let new_york = someone("America/New_York", "2026-10-30 12:00");
    assert_eq!(note("sun 1:30", &new_york), "1:30 comes twice that day (clocks go back): the first, UTC-4");
    let lord_howe = someone("Australia/Lord_Howe", "2026-04-03 12:00");
    assert_eq!(note("sun 1:45", &lord_howe), "1:45 comes twice that day (clocks go back): the first, UTC+11");
}

#[test]
fn days_keep_the_clock_and_hours_keep_the_distance() {
    let saturday = someone("Europe/Berlin", "2026-03-28 09:00");
    check(&saturday, &[("1d 9am", "2026-03-29 09:00 | 2026-03-30 09:00"), ("24h", "2026-03-29 10:00")]);
    let autumn = someone("Europe/Berlin", "2026-10-24 09:00");
    check(&autumn, &[("1d 9am", "2026-10-25 09:00 | 2026-10-26 09:00"), ("24h", "2026-10-25 08:00")]);
}

#[test]
fn a_day_without_a_midnight_is_a_day() {
    let cairo = someone("Africa/Cairo", "2026-04-23 22:00");
    check(
        &cairo,
        &[("tomorrow", "2026-04-24"), ("3h", "2026-04-24 02:00"), ("midnight", "2026-04-24 01:00")],
    );
    let after = someone("Africa/Cairo", "2026-04-24 01:00");
    assert_eq!(answer("today", &after), "2026-04-24");
}

#[test]
fn a_day_the_zone_left_out_becomes_the_next() {
    let apia = someone("Pacific/Apia", "2011-12-29 12:00");
    assert_eq!(answer("tomorrow", &apia), "2011-12-31");
    assert_eq!(note("tomorrow", &apia), "Fri 30 Dec does not exist in Pacific/Apia");
    check(
        &apia,
        &[
            ("tomorrow 9am", "2011-12-31 09:00"),
            ("2d", "2011-12-31 | 2012-01-02"),
            ("24h", "2011-12-31 12:00"),
        ],
    );
}
