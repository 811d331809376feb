//! The phrase table, row by row: relative days, weekdays, ends of periods, times.
//!
//! Unless a row says otherwise it is Friday 27 March 2026, 15:30, in Berlin. Behind a bar stands the second
//! reading.

use chrono::{NaiveDate, Weekday};

use super::trial::{answer, berliner, check, check_all, note, someone};
use super::{Habits, NextWeekday, presets};
use crate::domain::due::Due;

#[test]
fn near_days() {
    check_all(
        &berliner(),
        &[
            ("today, tod", "2026-03-27"),
            ("tomorrow, tom, tmr, on tomorrow", "2026-03-28 | 2026-03-30"),
            ("day after tomorrow, the day after tomorrow", "2026-03-29 | 2026-03-30"),
            ("weekend, this weekend, the weekend", "2026-03-28"),
            ("next weekend", "2026-04-04 | 2026-03-28"),
        ],
    );
    assert_eq!(note("tomorrow", &berliner()), "Saturday is not a work day");
    assert_eq!(answer("tomorrow", &someone("Europe/Berlin", "2026-03-25 10:00")), "2026-03-26");
    for weekend in ["2026-03-28 10:00", "2026-03-29 10:00"] {
        assert_eq!(answer("weekend", &someone("Europe/Berlin", weekend)), "2026-04-04");
    }
    assert_eq!(answer("this weekend", &someone("Europe/Berlin", "2026-03-29 10:00")), "2026-03-29");
}

#[test]
fn later_is_three_hours_on_as_long_as_anybody_works() {
    check_all(&berliner(), &[("later, later today", "2026-03-27 18:30")]);
    let at = |clock| someone("Europe/Berlin", clock);
    for (clock, later) in [
        ("2026-03-24 01:00", "2026-03-24 09:00 | 2026-03-24 04:00"),
        ("2026-03-24 09:00", "2026-03-24 12:00"),
        ("2026-03-24 16:00", "2026-03-24 19:00"),
        ("2026-03-24 17:30", "2026-03-24 19:00 | 2026-03-24 20:30"),
        ("2026-03-24 18:00", "2026-03-24 19:00 | 2026-03-24 21:00"),
        ("2026-03-24 18:01", "2026-03-25 09:00 | 2026-03-24 21:05"),
        ("2026-03-24 20:30", "2026-03-25 09:00 | 2026-03-24 23:30"),
        ("2026-03-24 22:01", "2026-03-25 09:00 | 2026-03-25 01:05"),
    ] {
        check(&at(clock), &[("later", later)]);
    }
    assert_eq!(note("later", &at("2026-03-24 20:30")), "the day is over");
    assert_eq!(note("later", &at("2026-03-24 17:30")), "the day ends then");
    assert_eq!(note("later", &at("2026-03-24 01:00")), "not before the morning");
    let mut late = at("2026-03-24 20:30");
    late.habits.work_ends = "22:00:00".parse().unwrap();
    check(&late, &[("later", "2026-03-24 22:00 | 2026-03-24 23:30")]);
}

#[test]
fn a_time_alone_is_the_next_time_a_clock_shows_it() {
    check_all(
        &berliner(),
        &[
            ("noon, midday, at noon, 12pm", "2026-03-28 12:00"),
            ("this afternoon, afternoon", "2026-03-28 13:00"),
            ("tonight, this evening, in the evening", "2026-03-27 19:00"),
            ("tonight at 8, 8pm tonight, at 8 tonight, 8 tonight, 8 this evening", "2026-03-27 20:00"),
            ("morning, this morning, in the morning", "2026-03-28 09:00"),
            ("midnight", "2026-03-28 00:00"),
            ("3pm, 15:00, 3:00pm, 3 p.m.", "2026-03-28 15:00"),
            ("15:30", "2026-03-28 15:30"),
            ("5pm, 17:00, at 17, @5pm, 5 PM, at 1700", "2026-03-27 17:00"),
            ("at 3, at 3 o'clock", "2026-03-28 15:00 | 2026-03-28 03:00"),
            ("at 5", "2026-03-27 17:00 | 2026-03-28 05:00"),
            ("at 06", "2026-03-28 06:00"),
            ("eod, cob, end of day, by eod", "2026-03-27 18:00"),
        ],
    );
}

#[test]
fn a_roll_over_is_said() {
    assert_eq!(note("noon", &berliner()), "12:00 is past for today: Sat 28 Mar");
    assert_eq!(note("15:00", &berliner()), "15:00 is past for today: Sat 28 Mar");
    assert_eq!(note("15:30", &berliner()), "15:30 is past for today: Sat 28 Mar");
    assert_eq!(note("this afternoon", &berliner()), "13:00 is past for today: Sat 28 Mar");
    assert_eq!(note("17:00", &berliner()), "");
    let after_work = someone("Europe/Berlin", "2026-03-27 19:10");
    check(&after_work, &[("eod", "2026-03-30 18:00"), ("tonight", "2026-03-28 19:00")]);
    assert_eq!(note("eod", &after_work), "18:00 is past for today: Mon 30 Mar");
}

#[test]
fn a_time_on_a_day() {
    check_all(
        &berliner(),
        &[
            (
                "tomorrow 9, tom 9am, tomorrow at 9am, 9am tomorrow, at 9 tomorrow",
                "2026-03-28 09:00 | 2026-03-30 09:00",
            ),
            ("tomorrow 3, tomorrow at 3, 3 tomorrow", "2026-03-28 15:00 | 2026-03-28 03:00"),
            ("tomorrow 06, tomorrow 6:00, tomorrow 6am", "2026-03-28 06:00 | 2026-03-30 06:00"),
            ("tomorrow at noon, noon tomorrow", "2026-03-28 12:00 | 2026-03-30 12:00"),
            ("mon 14:30, mon @ 2:30pm, 14:30 mon, mon 1430, mon 2.30pm, mon 14.30", "2026-03-30 14:30"),
            ("fri @ 7pm", "2026-04-03 19:00 | 2026-03-27 19:00"),
            ("fri 9am", "2026-04-03 09:00"),
            ("next friday 10am", "2026-04-03 10:00 | 2026-04-10 10:00"),
            ("tom morning, tomorrow in the morning", "2026-03-28 09:00 | 2026-03-30 09:00"),
            ("mon afternoon", "2026-03-30 13:00"),
            ("mon 3 in the afternoon, 3 in the afternoon mon, mon afternoon at 3", "2026-03-30 15:00"),
            ("mon morning at 6", "2026-03-30 06:00"),
            ("mon eod, end of day monday", "2026-03-30 18:00"),
            ("mon sod", "2026-03-30 09:00"),
            ("mon midnight", "2026-03-30 00:00 | 2026-03-31 00:00"),
            ("today midnight", "2026-03-28 00:00"),
            ("today 17:00, today at 17", "2026-03-27 17:00"),
            ("today at 5", "2026-03-27 17:00"),
            ("next fri 3", "2026-04-03 15:00 | 2026-04-10 15:00"),
            ("4/5 3", "2026-05-04 15:00 | 2026-04-05 15:00"),
            ("1m 9am", "2026-04-27 09:00"),
            ("morning 9 , morning at 9, 9 morning", "2026-03-28 09:00"),
            ("evening 5 apr, 5 apr evening", "2026-04-05 19:00"),
        ],
    );
}

#[test]
fn weekdays() {
    check_all(
        &berliner(),
        &[
            ("fri, friday, on friday, coming friday", "2026-04-03"),
            ("this fri", "2026-03-27"),
            ("next fri, next friday", "2026-04-03 | 2026-04-10"),
            ("mon next week, next week monday, mon", "2026-03-30"),
            ("tue in 2 weeks, tuesday in two weeks", "2026-04-07"),
            ("sun this week, this sun", "2026-03-29"),
            ("fri 3 apr, Fri 3 Apr, fri the 3rd, fri apr 3, fri 2026-04-03, fri 3/4", "2026-04-03"),
        ],
    );
    let monday = someone("Europe/Berlin", "2026-03-23 11:00");
    check(
        &monday,
        &[
            ("fri", "2026-03-27"),
            ("next fri", "2026-04-03 | 2026-03-27"),
            ("monday", "2026-03-30"),
            ("this fri", "2026-03-27"),
        ],
    );
}

#[test]
fn next_weekday_follows_its_school() {
    for (school, on_monday, on_friday) in [
        (NextWeekday::CalendarWeek, "2026-04-03 | 2026-03-27", "2026-04-03 | 2026-04-10"),
        (NextWeekday::Second, "2026-04-03 | 2026-03-27", "2026-04-10 | 2026-04-03"),
        (NextWeekday::Nearest, "2026-03-27 | 2026-04-03", "2026-04-03 | 2026-04-10"),
    ] {
        let habits = Habits { next_weekday: school, ..Habits::default() };
        for (wall, expected) in [("2026-03-23 11:00", on_monday), ("2026-03-27 15:30", on_friday)] {
            let mut context = someone("Europe/Berlin", wall);
            context.habits = habits.clone();
            assert_eq!(answer("next fri", &context), expected, "{school:?} {wall}");
        }
    }
}

#[test]
fn beginnings_and_ends() {
    check_all(
        &berliner(),
        &[
            ("next week, nw", "2026-03-30 | 2026-04-03"),
            ("next month, start of next month", "2026-04-01 | 2026-04-27"),
            ("next quarter", "2026-04-01 | 2026-06-27"),
            ("next year", "2027-01-01 | 2027-03-27"),
            ("eow, end of week, end of the week", "2026-03-27"),
            ("end of next week", "2026-04-03"),
            ("eom, end of month, end of the month, last day of the month", "2026-03-31"),
            ("end of next month, end of april", "2026-04-30"),
            ("eoq, end of quarter", "2026-03-31"),
            ("eoy, end of year", "2026-12-31"),
        ],
    );
    for after in ["2026-03-27 18:00", "2026-03-28 10:00", "2026-03-29 10:00"] {
        assert_eq!(answer("eow", &someone("Europe/Berlin", after)), "2026-04-03", "{after}");
    }
    // 31 May 2026 is a Sunday: sales may mean the last business day.
    assert_eq!(answer("eom", &someone("Europe/Berlin", "2026-05-11 10:00")), "2026-05-31 | 2026-05-29");
    assert_eq!(answer("eom", &someone("Europe/Berlin", "2026-05-30 10:00")), "2026-05-31");
}

#[test]
fn distances() {
    check_all(
        &berliner(),
        &[
            (
                "in 2w, 2w, +2w, two weeks, in 2 weeks, 2 weeks from now, a fortnight, +1w +1w, 1w1w",
                "2026-04-10",
            ),
            ("3d, in 3 days, +3d, 3 days, 1d 2d", "2026-03-30"),
            ("1m, in 1m", "2026-04-27 | 2026-03-27 15:35"),
            ("in a month, 1mo, 1 month", "2026-04-27"),
            ("5m", "2026-03-27 15:35 | 2026-08-27"),
            ("30m, in 30 minutes, half an hour", "2026-03-27 16:00"),
            ("2h, in 2 hours, in two hours", "2026-03-27 17:30"),
            ("in an hour, 60min, 1 hr", "2026-03-27 16:30"),
            ("90min, 1h 30m, 1h30min", "2026-03-27 17:00"),
            ("2bd, in 2 weekdays, 2 business days", "2026-03-31"),
            ("3 business days, 3 working days", "2026-04-01"),
            ("next business day", "2026-03-30"),
            ("99d", "2026-07-04 | 2026-07-06"),
            ("3d 9am, in 3 days at 9, 9am in 3 days", "2026-03-30 09:00"),
            ("1d 2h", "2026-03-28 17:30"),
        ],
    );
    assert_eq!(note("1m", &berliner()), "1mo or 1min: Tab switches");
    assert_eq!(answer("1mo", &someone("Europe/Berlin", "2026-01-31 10:00")), "2026-02-28 | 2026-03-02");
    assert_eq!(answer("2h", &someone("Europe/Berlin", "2026-03-27 15:31")), "2026-03-27 17:35");
}

#[test]
fn a_plus_pushes_the_tasks_own_date() {
    let pushing = |base: &str| {
        let mut context = berliner();
        context.base = Some(Due::read(base).unwrap());
        context
    };
    for (base, phrase, expected) in [
        ("2026-04-02", "+1d", "2026-04-03 | 2026-03-28"),
        ("2026-04-02", "+1w +1w", "2026-04-16 | 2026-04-10"),
        ("2026-04-02", "1d", "2026-03-28 | 2026-03-30"),
        ("2026-04-02T08:00:00Z", "+1d", "2026-04-03 10:00 | 2026-03-28"),
        ("2026-04-02T08:00:00Z", "+2h", "2026-04-02 12:00 | 2026-03-27 17:30"),
        ("2026-03-28T09:00:00Z", "+1d", "2026-03-29 10:00 | 2026-03-28"), // the day of 23 hours
        ("2026-04-02", "+2h", "2026-03-27 17:30"),
        ("2026-03-20", "+1d", "2026-03-28"),
        ("2026-03-20T08:00:00Z", "+1d", "2026-03-28 09:00"),
        ("2026-03-27", "+1d", "2026-03-28"),
    ] {
        assert_eq!(answer(phrase, &pushing(base)), expected, "{phrase} from {base}");
    }
    assert_eq!(note("+1d", &pushing("2026-04-02")), "counted from Thu 2 Apr");
    assert_eq!(note("+1d", &pushing("2026-03-20")), "the task is late: counted from today");
}

#[test]
fn habits_change_what_words_mean() {
    let mut gulf = berliner();
    gulf.habits = Habits {
        work_days: vec![Weekday::Sun, Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu],
        week_starts: Weekday::Sun,
        week_end: Weekday::Thu,
        fiscal_year_starts: 2,
        holidays: vec![NaiveDate::from_ymd_opt(2026, 3, 29).unwrap()],
        ..Habits::default()
    };
    check(
        &gulf,
        &[
            ("1bd", "2026-03-30"),
            ("next week", "2026-03-29 | 2026-04-03"),
            ("eow", "2026-04-02"),
            ("weekend", "2026-04-03"),
            ("eoq", "2026-04-30"),
            ("eoy", "2027-01-31 | 2026-12-31"),
        ],
    );
}

#[test]
fn every_preset_reads() {
    let answers = presets().map(|phrase| answer(phrase, &berliner()));
    assert_eq!(
        answers,
        [
            "2026-03-27 18:30",
            "2026-03-28 | 2026-03-30",
            "2026-03-31",
            "2026-03-30",
            "2026-04-03",
            "2026-04-10",
            "2026-03-31",
            "2026-04-01",
        ]
    );
}
