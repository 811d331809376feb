//! Several days at once, to spread tasks over: `spread tue-thu`, `over 3 days`, `spread next week`.
//!
//! Only days of work are among them, and never today unless it is named.

use chrono::{Days, NaiveDate};

use super::calendar;
use super::context::Context;
use super::cursor::Cursor;
use super::lexer::{Token, quote, tokens};
use super::phrase::Unit;
use super::read::read;
use super::refusal::Refusal;
use super::words::{NUMBERS, UNITS};
use crate::domain::due::Due;

/// More days than this are no spreading any more.
const MOST: usize = 60;

/// The days of work a phrase says to spread over, earliest first; nothing where it does not speak of that.
pub fn spread(text: &str, context: &Context) -> Option<Result<Vec<NaiveDate>, Refusal>> {
    let tokens = tokens(text);
    let mut cursor = Cursor::new(&tokens);
    let begins = cursor.take("spread");
    let goes_on = cursor.take("over");
    (begins || goes_on).then(|| days(&mut cursor, context).and_then(counted))
}

/// Whether a phrase means another date for another task: it counts from the task's own, or is meant by the
/// clock of its contact.
pub fn is_personal(text: &str) -> bool {
    use super::phrase::{Day, Span};
    let Ok(phrase) = super::grammar::parse(text) else { return false };
    phrase.theirs || matches!(phrase.day, Some(Day::Span(Span { pushes: true, .. })))
}

fn counted(days: Vec<NaiveDate>) -> Result<Vec<NaiveDate>, Refusal> {
    match days.len() {
        0 => Err(Refusal::NoWorkDay),
        1..=MOST => Ok(days),
        _ => Err(Refusal::TooManyDays(MOST)),
    }
}

fn days(cursor: &mut Cursor, context: &Context) -> Result<Vec<NaiveDate>, Refusal> {
    if let Some(count) = cursor.attempt(|cursor| count(cursor, context)) {
        return some(count, cursor, context);
    }
    if let Some(weeks) = cursor.attempt(week) {
        return of_week(weeks, context);
    }
    match span(cursor.rest(), context)? {
        (first, last) if (last - first).num_days() > 366 => Err(Refusal::TooManyDays(MOST)),
        (first, last) => Ok(work_days(first, context).take_while(|day| *day <= last).collect()),
    }
}

// `3 days`, `two weeks`: how many days of work that are.
fn count(cursor: &mut Cursor, context: &Context) -> Option<usize> {
    let amount = cursor.number().map(|number| number.value).or_else(|| cursor.look_up(NUMBERS))?;
    let days = match cursor.look_up(UNITS)? {
        Unit::Day | Unit::WorkDay => 1,
        Unit::Week => context.habits.work_days.len(),
        _ => return None,
    };
    // One more than there may be is enough to be told so.
    Some((amount as usize).saturating_mul(days).min(MOST + 1))
}

fn some(count: usize, cursor: &mut Cursor, context: &Context) -> Result<Vec<NaiveDate>, Refusal> {
    let first = if cursor.take_any(&["from", "starting"]) {
        let _ = cursor.take("on");
        day(cursor.rest(), context)?
    } else if cursor.rest().is_empty() {
        tomorrow(context)?
    } else {
        return Err(Refusal::NoSpread);
    };
    Ok(work_days(first, context).take(count).collect())
}

// `this week`, `next week`: how many weeks ahead.
fn week(cursor: &mut Cursor) -> Option<u32> {
    let weeks = cursor.look_up(&[("this week", 0), ("the week", 0), ("next week", 1), ("nw", 1)])?;
    cursor.rest().is_empty().then_some(weeks)
}

fn of_week(weeks: u32, context: &Context) -> Result<Vec<NaiveDate>, Refusal> {
    let today = context.zone.day_of(context.now);
    let first = calendar::in_week(today, weeks, context.habits.week_starts, &context.habits)?;
    let last = calendar::ahead(first, 6)?;
    let from = first.max(tomorrow(context)?);
    Ok(work_days(from, context).take_while(|day| *day <= last).collect())
}

// `tue-thu`, `9 mar to 13 mar`, or one day alone. The end is read as seen from the beginning.
fn span(rest: &[Token], context: &Context) -> Result<(NaiveDate, NaiveDate), Refusal> {
    let places = |words: &[&str]| {
        let is_one = |token: &&Token| words.contains(&token.text.as_str());
        let places = rest.iter().enumerate().filter(move |(_, token)| is_one(token)).map(|(at, _)| at);
        places.collect::<Vec<usize>>()
    };
    let splits = places(&["to", "until", "till", "through"]).into_iter().chain(places(&["-", "–", "—"]));
    for at in splits {
        let (Some(before), Some(after)) = (rest.get(..at), rest.get(at + 1..)) else { continue };
        let Ok(first) = day(before, context) else { continue };
        let seen = Context { now: context.zone.start_of(first), ..context.clone() };
        if let Ok(last) = day(after, &seen) {
            return Ok((first, last));
        }
    }
    day(rest, context).map(|day| (day, day))
}

fn day(tokens: &[Token], context: &Context) -> Result<NaiveDate, Refusal> {
    match read(&quote(tokens), context) {
        Ok(reading) => match reading.due {
            Due::Day(day) => Ok(day),
            Due::At(_) => Err(Refusal::NoSpread),
        },
        Err(past @ Refusal::Past { .. }) => Err(past),
        Err(_) => Err(Refusal::NoSpread),
    }
}

fn tomorrow(context: &Context) -> Result<NaiveDate, Refusal> {
    calendar::ahead(context.zone.day_of(context.now), 1)
}

// A year without work has no days of work, however many are wanted.
fn work_days(first: NaiveDate, context: &Context) -> impl Iterator<Item = NaiveDate> {
    let days = (0..366).map_while(move |ahead| first.checked_add_days(Days::new(ahead)));
    days.filter(|day| calendar::is_work_day(*day, &context.habits))
}

#[cfg(test)]
mod tests {
    use super::super::trial::berliner;
    use super::*;
    use crate::domain::when::Habits;

    fn told(phrase: &str, context: &Context) -> String {
        match spread(phrase, context) {
            None => "one date".into(),
            Some(Err(refusal)) => refusal.to_string(),
            Some(Ok(days)) => {
                let words: Vec<String> = days.iter().map(|day| day.format("%a %-d").to_string()).collect();
                words.join(" ")
            }
        }
    }

    #[test]
    fn days_to_spread_over_are_days_of_work_ahead() {
        for (phrase, days) in [
            ("spread tue-thu", "Tue 31 Wed 1 Thu 2"),
            ("Spread over Tue to Thu", "Tue 31 Wed 1 Thu 2"),
            ("spread thu-tue", "Thu 2 Fri 3 Mon 6 Tue 7"),
            ("over 3 days", "Mon 30 Tue 31 Wed 1"),
            ("over 3d", "Mon 30 Tue 31 Wed 1"),
            ("spread over two days", "Mon 30 Tue 31"),
            ("over 2 days from wed", "Wed 1 Thu 2"),
            ("over a week", "Mon 30 Tue 31 Wed 1 Thu 2 Fri 3"),
            ("spread next week", "Mon 30 Tue 31 Wed 1 Thu 2 Fri 3"),
            ("spread today to mon", "Fri 27 Mon 30"),
            ("spread 30 mar - 1 apr", "Mon 30 Tue 31 Wed 1"),
            ("spread 2026-03-30 to 2026-03-31", "Mon 30 Tue 31"),
            ("spread 2026-03-30 - 2026-03-31", "Mon 30 Tue 31"),
            ("spread mon", "Mon 30"),
            ("spread this week", "None of those is a working day; choose others."),
            ("spread sat-sun", "None of those is a working day; choose others."),
            ("over 61 days", "That is more than 60 days; choose fewer."),
            ("spread jan to dec", "That is more than 60 days; choose fewer."),
            ("spread", "Over which days? Write spread tue-thu, over 3 days or spread next week."),
            ("over 3 hours", "Over which days? Write spread tue-thu, over 3 days or spread next week."),
            ("spread mon 9am", "Over which days? Write spread tue-thu, over 3 days or spread next week."),
            ("tue", "one date"),
            ("", "one date"),
        ] {
            assert_eq!(told(phrase, &berliner()), days, "{phrase}");
        }
    }

    #[test]
    fn holidays_are_left_out_and_nobody_works_for_ever() {
        let mut context = berliner();
        context.habits.holidays = vec!["2026-04-03".parse().unwrap(), "2026-04-06".parse().unwrap()];
        assert_eq!(told("spread thu-tue", &context), "Thu 2 Tue 7");
        context.habits = Habits { work_days: Vec::new(), ..Habits::default() };
        assert_eq!(told("over 3 days", &context), "None of those is a working day; choose others.");
        assert_eq!(told("over 2 weeks", &context), "None of those is a working day; choose others.");
    }

    #[test]
    fn some_phrases_depend_on_the_task() {
        for phrase in ["+1d", "9am theirs", "+1w +1w", "mon 9 their time"] {
            assert!(is_personal(phrase), "{phrase}");
        }
        for phrase in ["1d", "mon", "in 2 weeks", "blursday", ""] {
            assert!(!is_personal(phrase), "{phrase}");
        }
    }
}
