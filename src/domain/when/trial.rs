//! How the tests of this folder read a phrase and write down the answer.
//!
//! An answer is `2026-04-03` for a day, `2026-03-28 15:00` for an instant as a local clock shows it, with a
//! second reading behind a bar, or the refusal in words.

use chrono::NaiveDateTime;

use super::{Context, Habits, Refusal, read};
use crate::domain::due::Due;
use crate::domain::zone::Zone;

/// Somebody in `zone` whose clock shows `wall`, for instance `2026-03-27 15:30`.
pub(super) fn someone(zone: &str, wall: &str) -> Context {
    let zone = Zone::named(zone).unwrap();
    let wall = NaiveDateTime::parse_from_str(wall, "%Y-%m-%d %H:%M").unwrap();
    let now = zone.resolve(wall).at;
    Context { now, zone, their_zone: None, base: None, habits: Habits::default() }
}

/// The person of the phrase table: Friday 27 March 2026, 15:30, Berlin.
pub(super) fn berliner() -> Context {
    someone("Europe/Berlin", "2026-03-27 15:30")
}

/// What the phrase means to that person.
pub(super) fn answer(phrase: &str, context: &Context) -> String {
    match read(phrase, context) {
        Err(refusal) => refusal.to_string(),
        Ok(reading) => match reading.other {
            None => written(reading.due, context),
            Some(other) => format!("{} | {}", written(reading.due, context), written(other, context)),
        },
    }
}

/// What the person is told besides.
pub(super) fn note(phrase: &str, context: &Context) -> String {
    read(phrase, context).unwrap().note.unwrap_or_default()
}

/// Why the phrase is not taken.
pub(super) fn refusal(phrase: &str, context: &Context) -> Refusal {
    read(phrase, context).unwrap_err()
}

/// Checks a table of phrases and answers, and shows every row that differs.
pub(super) fn check(context: &Context, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(phrase, expected)| (phrase, expected, answer(phrase, context)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(phrase, expected, found)| format!("{phrase:?}: expected {expected}, found {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks that these phrases, parted by commas, all mean the same.
pub(super) fn check_all(context: &Context, table: &[(&str, &str)]) {
    for (phrases, expected) in table {
        for phrase in phrases.split(", ") {
            check(context, &[(phrase, expected)]);
        }
    }
}

fn written(due: Due, context: &Context) -> String {
    match due {
        Due::Day(day) => day.to_string(),
        Due::At(at) => context.zone.local(at).format("%Y-%m-%d %H:%M").to_string(),
    }
}
