//! The grammar of days: names, weekdays, ends of periods, and dates in every order people write them.
//!
//! Rules are tried top to bottom and the first that applies is taken, so the longer wording stands first.

use chrono::Weekday;

use super::cursor::Cursor;
use super::phrase::{Day, Period, Place, Span, Unit, Which};
use super::span_rules;
use super::words::{ENDS, MONTHS, ORDINALS, PERIODS, UNITS, WEEKDAYS};

type Rule = fn(&mut Cursor) -> Option<Day>;

/// Any way to name a day.
pub(super) fn day(cursor: &mut Cursor) -> Option<Day> {
    let rules: [Rule; 13] = [
        span_rules::span,
        named,
        weekday,
        weekend,
        period,
        year_first,
        iso_week,
        slashed,
        dotted,
        half_dotted,
        month_first,
        day_first,
        bare_day,
    ];
    let _ = cursor.take_any(&["on", "by", "for"]);
    let _ = cursor.take("the");
    first_of(cursor, &rules)
}

fn first_of(cursor: &mut Cursor, rules: &[Rule]) -> Option<Day> {
    rules.iter().find_map(|rule| cursor.attempt(rule))
}

fn named(cursor: &mut Cursor) -> Option<Day> {
    if cursor.take("yesterday") {
        return Some(Day::Gone(Box::new(Day::Ahead(0))));
    }
    if cursor.take_any(&["later today", "later"]) {
        return Some(Day::Later);
    }
    cursor
        .look_up(&[
            ("day after tomorrow", 2),
            ("today", 0),
            ("tod", 0),
            ("tomorrow", 1),
            ("tom", 1),
            ("tmr", 1),
            ("tmrw", 1),
        ])
        .map(Day::Ahead)
}

// fri, next fri, fri next week, next week fri, tue in 2 weeks, last fri, fri 3 apr
fn weekday(cursor: &mut Cursor) -> Option<Day> {
    if cursor.take("last") {
        let weekday = cursor.look_up(WEEKDAYS)?;
        return Some(Day::Gone(Box::new(Day::Weekday(weekday, Which::Coming))));
    }
    let before = cursor.attempt(week).or_else(|| cursor.look_up(WHICH));
    let weekday = cursor.look_up(WEEKDAYS)?;
    if let Some(which) = before {
        return Some(Day::Weekday(weekday, which));
    }
    if let Some(which) = cursor.attempt(week) {
        return Some(Day::Weekday(weekday, which));
    }
    let dated = cursor.attempt(|cursor| date_after_weekday(cursor, weekday));
    Some(dated.unwrap_or(Day::Weekday(weekday, Which::Coming)))
}

const WHICH: &[(&str, Which)] = &[
    ("this coming", Which::Coming),
    ("this", Which::This),
    ("next", Which::Next),
    ("coming", Which::Coming),
];

// next week, this week, in 2 weeks
fn week(cursor: &mut Cursor) -> Option<Which> {
    if let Some(weeks) =
        cursor.look_up(&[("next week", 1), ("this week", 0), ("in a week", 1), ("in two weeks", 2)])
    {
        return Some(Which::Weeks(weeks));
    }
    let weeks = cursor.take("in").then(|| cursor.number()).flatten()?.value;
    cursor.take_any(&["weeks", "week", "wks", "wk", "w"]).then_some(Which::Weeks(weeks))
}

// `fri 3` is an hour and `fri jan` is nothing, so a date after a weekday has to be one in full.
fn date_after_weekday(cursor: &mut Cursor, weekday: Weekday) -> Option<Day> {
    let _ = cursor.take("the");
    if cursor.rest().len() < 2 {
        return None;
    }
    let rules: [Rule; 6] = [year_first, slashed, dotted, month_first, day_first, ordinal];
    first_of(cursor, &rules).map(|day| Day::Checked(weekday, Box::new(day)))
}

fn weekend(cursor: &mut Cursor) -> Option<Day> {
    let _ = cursor.take("at the");
    let which = cursor.look_up(WHICH).unwrap_or(Which::Coming);
    cursor.take("weekend").then_some(Day::Weekend(which))
}

// nw, next month, last month, next business day, eom, end of next month, start of the quarter
fn period(cursor: &mut Cursor) -> Option<Day> {
    if cursor.take("nw") {
        return Some(Day::Next(Period::Week));
    }
    if let Some(period) = cursor.look_up(ENDS) {
        return Some(Day::End(period, Which::This));
    }
    if cursor.take("next") {
        return cursor.look_up(PERIODS).map(Day::Next).or_else(|| next_work_day(cursor));
    }
    if cursor.take("last day of") || cursor.take_any(&["end of", "end"]) {
        return ending(cursor);
    }
    if cursor.take_any(&["start of", "beginning of"]) {
        let _ = cursor.take_any(&["the next", "the", "next"]);
        return cursor.look_up(PERIODS).map(Day::Next);
    }
    let gone = cursor.take("last").then(|| cursor.look_up(PERIODS)).flatten()?;
    Some(Day::Gone(Box::new(Day::Next(gone))))
}

fn next_work_day(cursor: &mut Cursor) -> Option<Day> {
    let unit = cursor.look_up(UNITS).filter(|unit| *unit == Unit::WorkDay)?;
    let mut span = Span::default();
    span.add(1, unit);
    Some(Day::Span(span))
}

fn ending(cursor: &mut Cursor) -> Option<Day> {
    let _ = cursor.take("the");
    let which = cursor.look_up(&[("next", Which::Next), ("this", Which::This)]);
    if let Some(period) = cursor.look_up(PERIODS) {
        return Some(Day::End(period, which.unwrap_or(Which::This)));
    }
    if which.is_some() {
        return None;
    }
    let month = cursor.look_up(MONTHS)?;
    Some(Day::OfMonth { place: Place::Last, month, year: cursor.attempt(year) })
}

// 2026-04-05, 2026/04/05
fn year_first(cursor: &mut Cursor) -> Option<Day> {
    let year = cursor.number().filter(|number| number.digits == 4)?.value;
    let mark = if cursor.take_joint("-") { "-" } else { cursor.take_joint("/").then_some("/")? };
    let month = cursor.number()?.value;
    let day = cursor.take_joint(mark).then(|| cursor.number()).flatten()?.value;
    Some(Day::OfMonth { place: Place::Number(day), month, year: Some(year.cast_signed()) })
}

// w15, week 15, 2026-w15
fn iso_week(cursor: &mut Cursor) -> Option<Day> {
    let year = cursor.attempt(|cursor| {
        let year = cursor.number().filter(|number| number.digits == 4)?.value.cast_signed();
        cursor.take_joint("-").then_some(year)
    });
    let week = if cursor.take("w") {
        cursor.glued_number()
    } else {
        cursor.take("week").then(|| cursor.number())?
    };
    let number = week.filter(|number| number.digits <= 2)?;
    Some(Day::IsoWeek { week: number.value, year })
}

// 4/5, 4-5, 4/5/26
fn slashed(cursor: &mut Cursor) -> Option<Day> {
    let first = short_number(cursor)?;
    let mark = ["/", "-"].into_iter().find(|mark| cursor.take_joint(mark))?;
    let second = short_number(cursor)?;
    let year = cursor.attempt(|cursor| cursor.take_joint(mark).then(|| written_year(cursor)).flatten());
    (!cursor.is_glued()).then_some(Day::Slashed { first, second, year })
}

// 1.12. and 1.12.2026 can only be dates
fn dotted(cursor: &mut Cursor) -> Option<Day> {
    dots(cursor).and_then(|(day, is_closed)| is_closed.then_some(day))
}

// 1.12 is an hour after a weekday, and a date alone
fn half_dotted(cursor: &mut Cursor) -> Option<Day> {
    dots(cursor).map(|(day, _)| day)
}

// Dots are a continental habit, where the day always stands first.
fn dots(cursor: &mut Cursor) -> Option<(Day, bool)> {
    let place = Place::Number(short_number(cursor)?);
    let month = cursor.take_joint(".").then(|| short_number(cursor)).flatten()?;
    let year = cursor.attempt(|cursor| cursor.take_joint(".").then(|| written_year(cursor)).flatten());
    let is_closed = year.is_some() || (cursor.is_glued() && cursor.take("."));
    (!cursor.is_glued()).then_some((Day::OfMonth { place, month, year }, is_closed))
}

// january 27th 2027, mid january, january 2027, may
fn month_first(cursor: &mut Cursor) -> Option<Day> {
    let _ = cursor.take("in");
    let start = if cursor.take("mid") { 15 } else { 1 };
    let _ = cursor.take_joint("-");
    if start == 15
        && let Some(which) = cursor.look_up(&[("month", Which::Coming), ("next month", Which::Next)])
    {
        return Some(Day::Ordinal(15, which));
    }
    let month = cursor.look_up(MONTHS)?;
    let day = if start == 1 { cursor.attempt(day_number) } else { None };
    let place = Place::Number(day.unwrap_or(start));
    Some(Day::OfMonth { place, month, year: cursor.attempt(year) })
}

// 27 jan, 27th of january 2027
fn day_first(cursor: &mut Cursor) -> Option<Day> {
    let day = day_number(cursor)?;
    let _ = cursor.take_any(&["of", "-", "."]);
    let month = cursor.look_up(MONTHS)?;
    let _ = cursor.take("-");
    Some(Day::OfMonth { place: Place::Number(day), month, year: cursor.attempt(year) })
}

// 27th, first of next month, 1st of the month
fn ordinal(cursor: &mut Cursor) -> Option<Day> {
    let day = marked_number(cursor)?;
    let month = &[
        ("of next month", Which::Next),
        ("next month", Which::Next),
        ("of this month", Which::This),
        ("this month", Which::This),
        ("of the month", Which::Coming),
    ];
    Some(Day::Ordinal(day, cursor.look_up(month).unwrap_or(Which::Coming)))
}

fn bare_day(cursor: &mut Cursor) -> Option<Day> {
    if let Some(day) = cursor.attempt(ordinal) {
        return Some(day);
    }
    let day = short_number(cursor)?;
    (!cursor.is_glued()).then_some(Day::Ordinal(day, Which::Coming))
}

fn day_number(cursor: &mut Cursor) -> Option<u32> {
    let _ = cursor.take("the");
    cursor.attempt(marked_number).or_else(|| short_number(cursor))
}

fn marked_number(cursor: &mut Cursor) -> Option<u32> {
    if cursor.take("first") {
        return Some(1);
    }
    let number = short_number(cursor)?;
    (cursor.is_glued() && cursor.take_any(ORDINALS)).then_some(number)
}

fn short_number(cursor: &mut Cursor) -> Option<u32> {
    cursor.number().filter(|number| number.digits <= 2).map(|number| number.value)
}

// After a month a number of four digits from 2000 on is a year; below that it is an hour such as 1430.
fn year(cursor: &mut Cursor) -> Option<i32> {
    cursor
        .number()
        .filter(|number| number.digits == 4 && number.value >= 2000)
        .map(|number| number.value.cast_signed())
}

fn written_year(cursor: &mut Cursor) -> Option<i32> {
    let number = cursor.number()?;
    match number.digits {
        2 => Some(2000 + number.value.cast_signed()),
        4 => Some(number.value.cast_signed()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::tokens;
    use super::*;

    fn read(text: &str) -> Option<Day> {
        Cursor::new(&tokens(text)).attempt(day)
    }

    fn january_27(year: Option<i32>) -> Day {
        Day::OfMonth { place: Place::Number(27), month: 1, year }
    }

    #[test]
    fn a_date_may_be_written_in_many_orders() {
        for text in ["27 jan", "jan 27", "27th of january", "january the 27th", "27-jan", "27.1.", "27. jan"]
        {
            assert_eq!(read(text), Some(january_27(None)), "{text}");
        }
        for text in ["2027-01-27", "2027/1/27", "27.1.2027", "27.01.27", "27 jan 2027", "January 27th, 2027"]
        {
            assert_eq!(read(text), Some(january_27(Some(2027))), "{text}");
        }
        assert_eq!(read("4/5/26"), Some(Day::Slashed { first: 4, second: 5, year: Some(2026) }));
    }

    #[test]
    fn after_a_weekday_a_bare_number_is_left_to_the_clock() {
        use chrono::Weekday::Mon;
        for text in ["mon 9", "mon 9.30", "mon 9am", "mon 1430"] {
            assert_eq!(read(text), Some(Day::Weekday(Mon, Which::Coming)), "{text}");
        }
        assert!(matches!(read("mon 9th"), Some(Day::Checked(Mon, _))));
        assert!(matches!(read("mon 9.3."), Some(Day::Checked(Mon, _))));
    }
}
