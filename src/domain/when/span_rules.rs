//! The grammar of distances: `2w`, `in 3 days`, `+1w +1w`, `1h 30m`, `half an hour`, `two weeks ago`.
//!
//! Amounts add up in whatever order they come; which of them are calendar days and which are hours is for
//! later.

use super::cursor::Cursor;
use super::phrase::{Day, Span, Unit};
use super::words::{NUMBERS, UNITS};

/// A distance from now, or with `+` from the task's own date.
pub(super) fn span(cursor: &mut Cursor) -> Option<Day> {
    let _ = cursor.take("in");
    let mut span = Span { pushes: cursor.rest().first()?.text == "+", ..Span::default() };
    while cursor.attempt(|cursor| amount(cursor, &mut span)).is_some() {}
    if !span.is_timed && !span.is_dated && span.months_or_minutes.is_none() {
        return None;
    }
    if cursor.take("ago") {
        return Some(Day::Gone(Box::new(Day::Span(settled(span)))));
    }
    let _ = cursor.take_any(&["from now", "from today", "later"]);
    Some(Day::Span(settled(span)))
}

/// `3 days`, `a week`, `half an hour`, with the `+` or `and` that joins it to what came before.
fn amount(cursor: &mut Cursor, span: &mut Span) -> Option<()> {
    let goes_on = *span != Span { pushes: span.pushes, ..Span::default() };
    let _ = cursor.take("+") || (goes_on && cursor.take("and"));
    if cursor.take_any(&["half an hour", "half hour"]) {
        span.add(30, Unit::Minute);
        return Some(());
    }
    let (amount, unit) = cursor.attempt(numbered).or_else(|| cursor.attempt(worded))?;
    span.add(amount, unit);
    Some(())
}

fn numbered(cursor: &mut Cursor) -> Option<(u32, Unit)> {
    let amount = cursor.number()?.value;
    cursor.look_up(UNITS).map(|unit| (amount, unit))
}

// Single letters go with digits only: "a m" is no distance.
fn worded(cursor: &mut Cursor) -> Option<(u32, Unit)> {
    let amount = cursor.look_up(NUMBERS)?;
    let is_letter = cursor.rest().first()?.text.len() == 1;
    if is_letter { None } else { cursor.look_up(UNITS).map(|unit| (amount, unit)) }
}

// Beside hours an `m` can only be minutes, beside days only months.
fn settled(span: Span) -> Span {
    match (span.is_timed, span.is_dated) {
        (true, _) => span.taking(Unit::Minute),
        (false, true) => span.taking(Unit::Month),
        (false, false) => span,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::tokens;
    use super::*;

    fn read(text: &str) -> Option<Day> {
        Cursor::new(&tokens(text)).attempt(span)
    }

    // Months, days, work days and minutes.
    fn sums(text: &str) -> Option<(u32, u32, u32, u32)> {
        match read(text)? {
            Day::Span(span) => Some((span.months, span.days, span.work_days, span.minutes)),
            other => panic!("{text} is {other:?}"),
        }
    }

    #[test]
    fn amounts_add_up() {
        for (text, expected) in [
            ("2w", Some((0, 14, 0, 0))),
            ("in two weeks", Some((0, 14, 0, 0))),
            ("+1w +1w", Some((0, 14, 0, 0))),
            ("1w1d", Some((0, 8, 0, 0))),
            ("1 week and 2 days from now", Some((0, 9, 0, 0))),
            ("a fortnight", Some((0, 14, 0, 0))),
            ("1y 2mo", Some((14, 0, 0, 0))),
            ("1y 2m", Some((14, 0, 0, 0))),
            ("1h 30m", Some((0, 0, 0, 90))),
            ("in half an hour", Some((0, 0, 0, 30))),
            ("in 2 weekdays", Some((0, 0, 2, 0))),
            ("3 business days", Some((0, 0, 3, 0))),
            ("99999999999d", Some((0, u32::MAX, 0, 0))),
            ("2", None),
            ("in", None),
            ("+", None),
            ("a w", None),
        ] {
            assert_eq!(sums(text), expected, "{text}");
        }
    }

    #[test]
    fn a_lone_m_stays_open() {
        let Some(Day::Span(span)) = read("in 1m") else { panic!("not a distance") };
        assert_eq!(span.months_or_minutes, Some(1));
    }

    #[test]
    fn a_leading_plus_pushes_and_ago_looks_back() {
        assert!(matches!(read("+1d"), Some(Day::Span(Span { pushes: true, .. }))));
        assert!(matches!(read("1d + 1d"), Some(Day::Span(Span { pushes: false, .. }))));
        assert!(matches!(read("one month ago"), Some(Day::Gone(_))));
    }
}
