//! The phrase table, row by row: what is refused, and what is offered instead.
//!
//! Friday 27 March 2026, 15:30, in Berlin, unless a row says otherwise.

use super::Refusal;
use super::refusal::EXAMPLES;
use super::trial::{answer, berliner, check, refusal, someone};
use crate::domain::due::Due;

#[test]
fn what_is_past_comes_with_the_nearest_ahead() {
    check(
        &berliner(),
        &[
            ("this mon", "Mon 23 Mar is past; the nearest ahead is Mon 30 Mar."),
            ("today 9am", "Fri 27 Mar 9:00 is past; the nearest ahead is Sat 28 Mar 9:00."),
            ("today at 3", "Fri 27 Mar 15:00 is past; the nearest ahead is Sat 28 Mar 15:00."),
            ("today noon", "Fri 27 Mar 12:00 is past; the nearest ahead is Sat 28 Mar 12:00."),
            ("yesterday", "That is past; the nearest ahead is Fri 27 Mar."),
            ("last friday", "That is past; the nearest ahead is Fri 3 Apr."),
            ("last month", "That is past; the nearest ahead is Wed 1 Apr."),
            ("one month ago", "That is past; the nearest ahead is Mon 27 Apr."),
            ("2h ago", "That is past; the nearest ahead is Fri 27 Mar 17:30."),
            ("2026-03-26", "Thu 26 Mar is past; the nearest ahead is Fri 26 Mar 2027."),
            ("26.3.2026", "Thu 26 Mar is past; the nearest ahead is Fri 26 Mar 2027."),
            ("15th of this month", "Sun 15 Mar is past; the nearest ahead is Wed 15 Apr."),
            ("2026-W13", "Mon 23 Mar is past; the nearest ahead is Mon 29 Mar 2027."),
            ("2026-03-27T14:29:59Z", "Fri 27 Mar 15:29 is past; the nearest ahead is Sat 28 Mar 15:29."),
            (
                "29.2.2026",
                "There is no 29 February 2027; the nearest are Sun 28 Feb 2027 and Tue 29 Feb 2028.",
            ),
            ("2020-02-29", "Sat 29 Feb 2020 is past; the nearest ahead is Sun 28 Feb 2027."),
        ],
    );
}

#[test]
fn a_short_month_offers_its_last_day_and_the_next_long_one() {
    for (wall, phrase, says) in [
        (
            "2026-04-10 10:00",
            "31",
            "There is no 31 April 2026; the nearest are Thu 30 Apr 2026 and Sun 31 May 2026.",
        ),
        (
            "2026-01-31 10:00",
            "30",
            "There is no 30 February 2026; the nearest are Sat 28 Feb 2026 and Mon 30 Mar 2026.",
        ),
        (
            "2026-03-27 15:30",
            "feb 30",
            "There is no 30 February 2027; the nearest are Sun 28 Feb 2027 and Mon 1 Mar 2027.",
        ),
        (
            "2026-03-27 15:30",
            "29 feb",
            "There is no 29 February 2027; the nearest are Sun 28 Feb 2027 and Tue 29 Feb 2028.",
        ),
        (
            "2026-03-27 15:30",
            "30/2",
            "There is no 30 February 2027; the nearest are Sun 28 Feb 2027 and Mon 1 Mar 2027.",
        ),
        (
            "2026-03-27 15:30",
            "31.4.2026",
            "There is no 31 April 2026; the nearest are Thu 30 Apr 2026 and Fri 1 May 2026.",
        ),
    ] {
        assert_eq!(answer(phrase, &someone("Europe/Berlin", wall)), says, "{phrase} on {wall}");
    }
}

#[test]
fn offers_can_be_taken() {
    let april = someone("Europe/Berlin", "2026-04-10 10:00");
    let days = ["2026-04-30", "2026-05-31"].map(|day| Due::read(day).unwrap());
    assert_eq!(refusal("31", &april).offers(), days);
    assert_eq!(refusal("yesterday", &april).offers(), [Due::read("2026-04-10").unwrap()]);
    assert_eq!(refusal("lunch", &april).offers(), []);
}

#[test]
fn words_we_do_not_know_are_named_with_those_we_do() {
    let known = "try 15 dec, 3 days, fri 9am or tomorrow.";
    for (phrase, unknown) in [
        ("lunch", "lunch"),
        ("nächste woche", "nächste woche"),
        ("someday", "someday"),
        ("after call", "after call"),
        ("no date", "no date"),
        ("tomorrow maybe", "maybe"),
        ("fri mon", "mon"),
        ("3d 4d 9am 5", "5"),
    ] {
        assert_eq!(answer(phrase, &berliner()), format!("I do not understand {unknown:?}; {known}"));
    }
}

#[test]
fn numbers_that_are_on_no_calendar_and_no_clock_are_named() {
    check(
        &berliner(),
        &[
            ("32", "There is no day 32 in any calendar; write a date such as 15 dec."),
            ("0", "There is no day 0 in any calendar; write a date such as 15 dec."),
            ("13/13", "There is no 13/13 in any calendar; write a date such as 15 dec."),
            ("2026-13-01", "There is no month 13 in any calendar; write a date such as 15 dec."),
            ("w54", "There is no week 54 in any calendar; write a date such as 15 dec."),
            ("25:00", "There is no 25:00 on any clock; write 9am, 14:30 or noon."),
            ("tomorrow 9:75", "There is no 9:75 on any clock; write 9am, 14:30 or noon."),
            ("13pm", "There is no 13:00 pm on any clock; write 9am, 14:30 or noon."),
            ("0am", "There is no 0:00 am on any clock; write 9am, 14:30 or noon."),
            ("2026-02-30T10:00Z", "\"2026-02-30T10:00Z\" is not a date: the calendar has no such day."),
            (
                "2026-12-01T25:00+01:00",
                "\"2026-12-01T25:00+01:00\" is not a date: no clock shows such a time.",
            ),
            ("tomorrow 45", "There is no 45:00 on any clock; write 9am, 14:30 or noon."),
        ],
    );
}

#[test]
fn what_does_not_go_together_is_refused() {
    for (phrase, why) in [
        ("", Refusal::Empty),
        ("  ,", Refusal::Empty),
        ("2h 9am", Refusal::Clash),
        ("later today 5pm", Refusal::Clash),
        ("9am tonight", Refusal::Clash),
        ("8pm in the morning", Refusal::Clash),
        ("9am eod", Refusal::Clash),
        ("9am theirs", Refusal::NoTheirZone),
        ("in 999999999 days", Refusal::TooFar),
        ("999999999h", Refusal::TooFar),
        ("99999mo 99999y", Refusal::TooFar),
        ("mon 3 apr", Refusal::WrongWeekday("2026-04-03".parse().unwrap())),
    ] {
        assert_eq!(refusal(phrase, &berliner()), why, "{phrase}");
    }
    let mut context = berliner();
    context.their_zone = Some(context.zone);
    assert_eq!(refusal("mon theirs", &context), Refusal::NoTheirTime);
    assert_eq!(
        refusal("mon 3 apr", &context).to_string(),
        "3 Apr 2026 is a Friday; leave the weekday out or change the date."
    );
}

#[test]
fn what_a_refusal_offers_can_be_read_on_any_day() {
    for wall in ["2026-03-27 15:30", "2026-12-15 08:00", "2026-12-31 23:59", "2028-02-29 00:00"] {
        for phrase in EXAMPLES.into_iter().chain(["9am", "14:30", "noon"]) {
            let found = answer(phrase, &someone("Europe/Berlin", wall));
            assert!(!found.ends_with('.'), "{phrase} on {wall} is {found}");
        }
    }
}

const NONSENSE: &str = "
    9 10 | today 2026 | 4/5 2026 | 3 w15 | 30m 9am | fri jan | 99999999999 | 1h at 9 |
    27xyz | 3x | fri 3x | in | in 3 | + | +9 | -1d | 1..2 | 1/2/3/4 | 4/5/ | 2026-04 | 2026-04- |
    2026-04-05T | next | next 27 | this | last | end | end of | mid | w | w1234 | 12:3 | 12:345 | :: |
    pm | at | the | of may | jan 27 28 29 | 1.2.3.4 | tomorrow tomorrow | 9am 10am | one | a m |
    and 2d | 2d and | every fri | mon-fri | 3 apr fri | tomorrow 9am theirs ours | theirs | 0x1f |
    1e3d | 🦀 | 2026-04-05T25 | next fri next week | friday the | 14:30:61x";

#[test]
fn nonsense_is_never_half_read() {
    for nonsense in NONSENSE.split('|').map(str::trim) {
        let found = answer(nonsense, &berliner());
        assert!(found.ends_with('.'), "{nonsense:?} was read as {found}");
    }
}
