//! Times of day: from what was typed to a wall clock, and from there to an instant on a day.
//!
//! A time without a day is the next time a clock shows it. A bare hour from 1 to 6 means the afternoon, with
//! the morning as its second reading.

use chrono::{NaiveDate, NaiveTime};

use super::calendar;
use super::context::{Habits, Reading};
use super::phrase::{Part, Phrase, Time};
use super::refusal::Refusal;
use super::scene::Scene;
use crate::domain::due::Due;
use crate::domain::label::{clock_words, day_words};
use crate::domain::zone::Timestamp;

/// What a clock is to show, and what else the same words may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    first: Wall,
    second: Option<Wall>,
    /// Once past for today it is the next work day's, not tomorrow's.
    works: bool,
}

/// A time on a day, or so many days after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wall {
    days: u32,
    time: NaiveTime,
}

impl Clock {
    fn at(time: NaiveTime) -> Self {
        Self { first: Wall { days: 0, time }, second: None, works: false }
    }

    /// The same words may mean another hour.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.second.is_some()
    }

    fn midnight() -> Self {
        let tonight = Wall { days: 1, time: NaiveTime::MIN };
        Self { second: Some(tonight), ..Self::at(NaiveTime::MIN) }
    }
}

/// The clock a phrase speaks of, if it speaks of one.
pub(super) fn of(phrase: &Phrase, habits: &Habits) -> Result<Option<Clock>, Refusal> {
    match (phrase.time, phrase.part) {
        (None, None) => Ok(None),
        (None, Some(part)) => Ok(Some(habitual(part, habits))),
        (Some(time), None) => plain(time).map(Some),
        (Some(time), Some(part)) => within(time, part).map(Some),
    }
}

fn habitual(part: Part, habits: &Habits) -> Clock {
    let time = match part {
        Part::Morning => habits.morning,
        Part::Afternoon => habits.afternoon,
        Part::Evening => habits.evening,
        Part::WorkStarts => habits.work_starts,
        Part::WorkEnds => habits.work_ends,
    };
    Clock { works: matches!(part, Part::WorkStarts | Part::WorkEnds), ..Clock::at(time) }
}

fn plain(time: Time) -> Result<Clock, Refusal> {
    match time {
        Time::Midnight => Ok(Clock::midnight()),
        Time::Bare(hour @ 1..=6) => {
            let second = Wall { days: 0, time: wall(hour, 0, 0)? };
            Ok(Clock { second: Some(second), ..Clock::at(wall(hour + 12, 0, 0)?) })
        }
        Time::Bare(hour) => wall(hour, 0, 0).map(Clock::at),
        Time::Clock { hour, minute, second } => wall(hour, minute, second).map(Clock::at),
        Time::Half { hour, minute, after_noon } => half(hour, minute, after_noon).map(Clock::at),
    }
}

// `tonight at 8` is 20:00, `8pm in the morning` is nothing.
fn within(time: Time, part: Part) -> Result<Clock, Refusal> {
    let (from, until) = match part {
        Part::Morning => (0, 12),
        Part::Afternoon => (12, 18),
        Part::Evening => (17, 24),
        Part::WorkStarts | Part::WorkEnds => return Err(Refusal::Clash),
    };
    let twelve_later = |hour: u32| if from > 0 && (1..12).contains(&hour) { hour + 12 } else { hour };
    let time = match time {
        Time::Midnight => return Err(Refusal::Clash),
        Time::Bare(hour) => wall(twelve_later(hour), 0, 0)?,
        Time::Clock { hour, minute, second } => wall(twelve_later(hour), minute, second)?,
        Time::Half { hour, minute, after_noon } => half(hour, minute, after_noon)?,
    };
    let hour = chrono::Timelike::hour(&time);
    if (from..until).contains(&hour) { Ok(Clock::at(time)) } else { Err(Refusal::Clash) }
}

fn wall(hour: u32, minute: u32, second: u32) -> Result<NaiveTime, Refusal> {
    NaiveTime::from_hms_opt(hour, minute, second)
        .ok_or_else(|| Refusal::NoSuchTime(format!("{hour}:{minute:02}")))
}

fn half(hour: u32, minute: u32, after_noon: bool) -> Result<NaiveTime, Refusal> {
    let in_half = if hour == 12 { 0 } else { hour };
    let time = NaiveTime::from_hms_opt(in_half + if after_noon { 12 } else { 0 }, minute, 0);
    let suffix = if after_noon { "pm" } else { "am" };
    time.filter(|_| (1..=12).contains(&hour))
        .ok_or_else(|| Refusal::NoSuchTime(format!("{hour}:{minute:02} {suffix}")))
}

/// A day's reading at that time. Where both the day and the hour have a second reading, the day's is shown.
pub(super) fn on_day(reading: Reading, clock: Clock, scene: &Scene) -> Result<Reading, Refusal> {
    let Due::Day(day) = reading.due else { return Err(Refusal::Clash) };
    let (first, odd) = instant(day, clock.first, scene)?;
    let second = clock.second.map(|wall| instant(day, wall, scene)).transpose()?;
    let Some((due, odd, is_first)) = ahead_of_now((first, odd), second.clone(), scene) else {
        return Err(scene.past(Due::At(first), next(clock, scene)?.due));
    };
    let other_day = match reading.other {
        Some(Due::Day(other)) => Some(instant(other, clock.first, scene)?.0),
        _ => None,
    };
    let other_day = other_day.filter(|at| *at > scene.context.now);
    let other_hour = second.filter(|_| is_first).map(|(at, _)| at);
    let other = other_day.or(other_hour).map(Due::At);
    Ok(Reading { due: Due::At(due), other: None, ..reading }.or(other).noting(odd))
}

/// The next time a clock shows it.
pub(super) fn next(clock: Clock, scene: &Scene) -> Result<Reading, Refusal> {
    let second = clock.second.map(|wall| instant(scene.today, wall, scene)).transpose()?;
    let today = ahead_of_now(instant(scene.today, clock.first, scene)?, second, scene);
    let other = clock.second.map(|wall| next_of(wall, clock.works, scene)).transpose()?;
    let (due, note) = match today {
        Some((at, odd, _)) => (at, odd),
        None => rolled_over(clock, scene)?,
    };
    Ok(Reading::plain(Due::At(due)).or(other.map(Due::At)).noting(note))
}

type Moment = (Timestamp, Option<String>);

// `today midnight` means tonight's: a first reading that is past gives way to a second one that is not.
fn ahead_of_now(
    first: Moment,
    second: Option<Moment>,
    scene: &Scene,
) -> Option<(Timestamp, Option<String>, bool)> {
    let is_ahead = |moment: &Moment| moment.0 > scene.context.now;
    let first = Some(first).filter(is_ahead).map(|(at, odd)| (at, odd, true));
    first.or_else(|| second.filter(is_ahead).map(|(at, odd)| (at, odd, false)))
}

fn rolled_over(clock: Clock, scene: &Scene) -> Result<Moment, Refusal> {
    let day = day_after(clock.works, scene)?;
    let (at, odd) = instant(day, clock.first, scene)?;
    let asked = clock_words(clock.first.time);
    let rolled = format!("{asked} is past for today: {}", day_words(day, scene.today));
    Ok((at, Some(odd.map_or(rolled.clone(), |odd| format!("{rolled}; {odd}")))))
}

fn next_of(wall: Wall, works: bool, scene: &Scene) -> Result<Timestamp, Refusal> {
    let (today, _) = instant(scene.today, wall, scene)?;
    if today > scene.context.now { Ok(today) } else { Ok(instant(day_after(works, scene)?, wall, scene)?.0) }
}

// Nobody waits for the end of a Saturday's work.
fn day_after(works: bool, scene: &Scene) -> Result<NaiveDate, Refusal> {
    let tomorrow = calendar::ahead(scene.today, 1);
    if works { calendar::work_days_ahead(scene.today, 1, scene.habits()).or(tomorrow) } else { tomorrow }
}

fn instant(day: NaiveDate, wall: Wall, scene: &Scene) -> Result<Moment, Refusal> {
    Ok(scene.moment(calendar::ahead(day, wall.days)?, wall.time))
}
