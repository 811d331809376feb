//! The grammar of times of day: `9am`, `14:30`, `noon`, `in the evening`, and bare hours where a day stands
//! by.
//!
//! Numbers are taken as typed; whether a clock shows them is decided later, so that `25:00` can be named.

use super::cursor::Cursor;
use super::phrase::{Part, Time};
use super::words::{PARTS, WORK_HOURS};

const NOON: Time = Time::Clock { hour: 12, minute: 0, second: 0 };

/// A time that can be nothing else.
pub(super) fn time(cursor: &mut Cursor) -> Option<Time> {
    at_sign(cursor);
    if let Some(time) = cursor.look_up(&[("noon", NOON), ("midday", NOON), ("midnight", Time::Midnight)]) {
        return Some(time);
    }
    // The `t` between the two halves of an ISO date-time.
    let _ = cursor.is_glued() && cursor.take("t");
    cursor.attempt(half).or_else(|| cursor.attempt(clock)).or_else(|| cursor.attempt(told_by_what_follows))
}

/// An hour without a sign that it is one; `has_anchor` says that a day beside it makes it one.
pub(super) fn bare_hour(cursor: &mut Cursor, has_anchor: bool) -> Option<Time> {
    let is_marked = at_sign(cursor);
    // What is stuck to the word before it belongs there: the 15 of `3 w15` is no hour.
    if !is_marked && (!has_anchor || cursor.is_glued()) {
        return None;
    }
    let number = cursor.number()?;
    let minute = cursor.attempt(|cursor| two_digits_after(cursor, "."));
    let _ = cursor.take_any(&["o'clock", "o’clock", "oclock"]);
    // Letters stuck to the number make it something else: `mon 3x`.
    if cursor.is_glued() {
        return None;
    }
    match (number.digits, minute) {
        (1 | 2, Some(minute)) => Some(Time::Clock { hour: number.value, minute, second: 0 }),
        // `4/5 2026` has a year behind it, not 20:26.
        (4, None) if is_marked || !(2000..2100).contains(&number.value) => {
            Some(Time::Clock { hour: number.value / 100, minute: number.value % 100, second: 0 })
        }
        (2, None) if number.value < 10 => Some(Time::Clock { hour: number.value, minute: 0, second: 0 }),
        (1 | 2, None) => Some(Time::Bare(number.value)),
        _ => None,
    }
}

/// `morning`, `in the evening`, `eod`.
pub(super) fn part(cursor: &mut Cursor) -> Option<Part> {
    let _ = cursor.take_any(&["in the", "at", "by"]);
    let _ = cursor.take("the");
    cursor.look_up(WORK_HOURS).or_else(|| cursor.look_up(PARTS))
}

/// `tonight`, `this afternoon`.
pub(super) fn part_of_today(cursor: &mut Cursor) -> Option<Part> {
    if cursor.take("tonight") {
        return Some(Part::Evening);
    }
    cursor.take("this").then(|| cursor.look_up(PARTS)).flatten()
}

fn at_sign(cursor: &mut Cursor) -> bool {
    cursor.take_any(&["at", "@", "by"])
}

// 3pm, 3:30 pm, 3.30pm
fn half(cursor: &mut Cursor) -> Option<Time> {
    let hour = cursor.number().filter(|number| number.digits <= 2)?.value;
    let minute = cursor
        .attempt(|cursor| two_digits_after(cursor, ":"))
        .or_else(|| cursor.attempt(|cursor| two_digits_after(cursor, ".")))
        .unwrap_or(0);
    let after_noon = cursor.look_up(&[("am", false), ("pm", true)])?;
    Some(Time::Half { hour, minute, after_noon })
}

// `3 in the afternoon` and `9 tomorrow` begin with an hour, not with a day of the month.
fn told_by_what_follows(cursor: &mut Cursor) -> Option<Time> {
    let hour = cursor.number().filter(|number| number.value <= 12 && number.digits <= 2)?.value;
    let ahead = &mut cursor.clone();
    let is_hour = cursor.take_any(&["o'clock", "o’clock", "oclock"])
        || ahead.take_any(&["today", "tod", "tomorrow", "tom", "tmr", "tmrw"])
        || ahead.attempt(part_of_today).is_some()
        || ahead.attempt(part).is_some();
    is_hour.then_some(Time::Bare(hour))
}

// 14:30, 14:30:00
fn clock(cursor: &mut Cursor) -> Option<Time> {
    let hour = cursor.number().filter(|number| number.digits <= 2)?.value;
    let minute = two_digits_after(cursor, ":")?;
    let second = cursor.attempt(|cursor| two_digits_after(cursor, ":")).unwrap_or(0);
    (!cursor.is_glued()).then_some(Time::Clock { hour, minute, second })
}

fn two_digits_after(cursor: &mut Cursor, mark: &str) -> Option<u32> {
    let number = cursor.take_joint(mark).then(|| cursor.number()).flatten()?;
    (number.digits == 2).then_some(number.value)
}

#[cfg(test)]
mod tests {
    use super::super::lexer::tokens;
    use super::*;

    fn clock_at(hour: u32, minute: u32) -> Time {
        Time::Clock { hour, minute, second: 0 }
    }

    #[test]
    fn a_time_is_sure_of_itself() {
        let half = |hour, minute, after_noon| Some(Time::Half { hour, minute, after_noon });
        for (text, time) in [
            ("9am", half(9, 0, false)),
            ("at 2:30pm", half(2, 30, true)),
            ("2.30 pm", half(2, 30, true)),
            ("14:30", Some(clock_at(14, 30))),
            ("6:00", Some(clock_at(6, 0))),
            ("14:30:15", Some(Time::Clock { hour: 14, minute: 30, second: 15 })),
            ("25:00", Some(clock_at(25, 0))),
            ("noon", Some(clock_at(12, 0))),
            ("9", None),
            ("9:0", None),
            ("9:000", None),
            ("09:30x", None),
            ("at", None),
        ] {
            assert_eq!(Cursor::new(&tokens(text)).attempt(super::time), time, "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_year_is_an_hour_only_behind_an_at() {
        let read = |text: &str| Cursor::new(&tokens(text)).attempt(|cursor| bare_hour(cursor, true));
        assert_eq!(read("2026"), None);
        assert_eq!(read("at 2026"), Some(clock_at(20, 26)));
    }

    #[test]
    fn a_bare_hour_needs_a_day_or_an_at() {
        let read = |text: &str, has_anchor| {
            Cursor::new(&tokens(text)).attempt(|cursor| bare_hour(cursor, has_anchor))
        };
        for (text, time) in [
            ("3", Some(Time::Bare(3))),
            ("8 o'clock", Some(Time::Bare(8))),
            ("06", Some(clock_at(6, 0))),
            ("1430", Some(clock_at(14, 30))),
            ("9.30", Some(clock_at(9, 30))),
            ("3x", None),
            ("143", None),
        ] {
            assert_eq!(read(text, true), time, "{text}");
            assert_eq!(read(text, false), None, "{text}");
            assert_eq!(read(&format!("at {text}"), false), time, "{text}");
        }
    }
}
