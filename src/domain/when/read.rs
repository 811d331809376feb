//! A phrase in, a date out.
//!
//! Pure: the same text in the same context always gives the same answer, and no text makes it panic.

use super::clock;
use super::context::{Context, Reading};
use super::days;
use super::grammar;
use super::phrase::{Day, Phrase};
use super::refusal::Refusal;
use super::scene::Scene;
use crate::domain::due::{Due, read_exact};
use crate::domain::label::clock_words;

/// The date a phrase stands for, or why it stands for none.
pub fn read(text: &str, context: &Context) -> Result<Reading, Refusal> {
    if let Some(exact) = read_exact(text) {
        let at = exact.map_err(Refusal::Malformed)?;
        return Scene::new(context, false)?.settle(Reading::plain(Due::At(at)));
    }
    let phrase = grammar::parse(text)?;
    let scene = Scene::new(context, phrase.theirs)?;
    let reading = find(&phrase, &scene)?;
    let both_clocks = if phrase.theirs { both_clocks(reading.due, &scene) } else { None };
    scene.settle(reading.noting(both_clocks))
}

/// The phrases of the snooze menu, in its order.
#[must_use]
pub fn presets() -> [&'static str; 8] {
    [
        "later today",
        "tomorrow",
        "in 2 working days",
        "monday",
        "in a week",
        "in 2 weeks",
        "end of month",
        "1st of next month",
    ]
}

fn find(phrase: &Phrase, scene: &Scene) -> Result<Reading, Refusal> {
    let clock = clock::of(phrase, scene.habits())?;
    match (&phrase.day, clock) {
        (_, None) if phrase.theirs => Err(Refusal::NoTheirTime),
        (None, None) => Err(Refusal::Empty),
        (None | Some(Day::Soon), Some(clock)) => clock::next(clock, scene),
        (Some(day), None) => days::find(day, scene),
        (Some(day), Some(clock)) => {
            let reading = days::find_for_clock(day, scene)?;
            // `tomorrow 3`: whether that is 15:00 matters more than that it is a Saturday.
            let is_only_hint = clock.is_ambiguous() && matches!(day, Day::Ahead(_) | Day::Span(_));
            let other = reading.other.filter(|_| !is_only_hint);
            clock::on_day(Reading { other, ..reading }, clock, scene)
        }
    }
}

fn both_clocks(due: Due, scene: &Scene) -> Option<String> {
    let Due::At(at) = due else { return None };
    let show = |zone: crate::domain::zone::Zone| clock_words(zone.local(at).time());
    Some(format!("{} in {}, {} here", show(scene.zone), scene.zone.name(), show(scene.context.zone)))
}
