//! Tokens to a phrase: one day, one time, one part of the day, in any order.
//!
//! Each kind of piece is taken at most once, and every token must belong to one. Knows no calendar: `31 feb`
//! is a phrase like any other.

use super::cursor::Cursor;
use super::lexer::{Token, quote, tokens};
use super::phrase::{Day, Phrase};
use super::refusal::Refusal;
use super::{day_rules, time_rules};

/// The phrase a text spells.
pub(super) fn parse(text: &str) -> Result<Phrase, Refusal> {
    let tokens = tokens(text);
    if tokens.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut cursor = Cursor::new(&tokens);
    let mut phrase = Phrase::default();
    // "9 10" may be anything; an hour without `at` needs a day that could not be an hour itself.
    let mut day_is_bare = false;
    while !cursor.rest().is_empty() {
        let before = cursor.rest();
        let understood = take_clock(&mut cursor, &mut phrase)
            || take_day(&mut cursor, &mut phrase)
            || (!day_is_bare && take_bare_hour(&mut cursor, &mut phrase));
        if !understood {
            return Err(Refusal::Unknown(quote(before)));
        }
        day_is_bare |= is_bare_number(before, cursor.rest());
    }
    Ok(phrase)
}

// What can only be a time of day, so that `9am tomorrow` is not the ninth.
fn take_clock(cursor: &mut Cursor, phrase: &mut Phrase) -> bool {
    if !phrase.theirs
        && cursor.take_any(&["theirs", "their time", "their zone", "in their time", "in their zone"])
    {
        phrase.theirs = true;
        return true;
    }
    fill(&mut phrase.time, || cursor.attempt(time_rules::time))
        || (phrase.day.is_none() && take_soon(cursor, phrase))
        || fill(&mut phrase.part, || cursor.attempt(time_rules::part))
}

// `tonight` fixes the day as well, so `fri tonight` is refused.
fn take_soon(cursor: &mut Cursor, phrase: &mut Phrase) -> bool {
    let found = fill(&mut phrase.part, || cursor.attempt(time_rules::part_of_today));
    if found {
        phrase.day = Some(Day::Soon);
    }
    found
}

fn take_day(cursor: &mut Cursor, phrase: &mut Phrase) -> bool {
    let has_part = phrase.part.is_some();
    let day = |cursor: &mut Cursor| {
        let before = cursor.rest();
        let day = day_rules::day(cursor)?;
        // `morning 9` goes on with an hour.
        let is_hour = has_part && is_bare_number(before, cursor.rest());
        (!is_hour).then_some(day)
    };
    fill(&mut phrase.day, || cursor.attempt(day))
}

fn is_bare_number(before: &[Token], after: &[Token]) -> bool {
    before.len() == after.len() + 1 && before.first().is_some_and(|token| token.number().is_some())
}

fn take_bare_hour(cursor: &mut Cursor, phrase: &mut Phrase) -> bool {
    let has_anchor = phrase.day.is_some() || phrase.part.is_some();
    fill(&mut phrase.time, || cursor.attempt(|cursor| time_rules::bare_hour(cursor, has_anchor)))
}

fn fill<T>(slot: &mut Option<T>, find: impl FnOnce() -> Option<T>) -> bool {
    if slot.is_some() {
        return false;
    }
    *slot = find();
    slot.is_some()
}

#[cfg(test)]
mod tests {
    use chrono::Weekday::Fri;

    use super::super::phrase::{Part, Time, Which};
    use super::*;

    #[test]
    fn pieces_come_in_any_order() {
        let nine = Time::Half { hour: 9, minute: 0, after_noon: false };
        let expected = Phrase { day: Some(Day::Ahead(1)), time: Some(nine), ..Phrase::default() };
        for text in [
            "tomorrow 9am",
            "9am tomorrow",
            "tomorrow at 9 am",
            "Tomorrow, @ 9am",
            "TOM_9:00_AM",
            "9 a.m. tmr",
        ] {
            assert_eq!(parse(text), Ok(expected.clone()), "{text}");
        }
    }

    #[test]
    fn a_part_of_the_day_stands_beside_an_hour() {
        let eight = Phrase {
            day: Some(Day::Soon),
            time: Some(Time::Bare(8)),
            part: Some(Part::Evening),
            theirs: false,
        };
        assert_eq!(parse("tonight at 8"), Ok(eight.clone()));
        assert_eq!(parse("at 8 tonight"), Ok(eight));
        let friday = Day::Weekday(Fri, Which::Coming);
        let evening = Phrase { day: Some(friday), part: Some(Part::Evening), ..Phrase::default() };
        assert_eq!(parse("friday evening"), Ok(evening.clone()));
        assert_eq!(parse("on friday in the evening"), Ok(evening));
    }

    #[test]
    fn what_is_left_over_is_named() {
        for (text, rest) in [
            ("tomorrow lunch", "lunch"),
            ("fri mon", "mon"),
            ("9am 10am", "10am"),
            ("9 10", "10"),
            ("3 w15", "15"),
            ("4/5 2026", "2026"),
            ("fri tonight", "tonight"),
            ("27xyz", "27xyz"),
            ("theirs theirs", "theirs"),
            ("!", "!"),
        ] {
            assert_eq!(parse(text), Err(Refusal::Unknown(rest.to_owned())), "{text}");
        }
    }
}
