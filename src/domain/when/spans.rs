//! Distances to dates: `2w` from today, `2h` from now, `+1d` from the task's own date.
//!
//! Days and longer are calendar units and keep the clock time across a clock change; hours are elapsed time.
//! A task that is already late is pushed from today, or the push could leave it in the past.

use std::cmp::Ordering;

use chrono::{DurationRound, NaiveDate, TimeDelta};

use super::calendar;
use super::context::Reading;
use super::phrase::{Span, Unit};
use super::refusal::Refusal;
use super::scene::Scene;
use crate::domain::due::Due;
use crate::domain::zone::Timestamp;

/// The date a distance leads to.
pub(super) fn find(span: Span, scene: &Scene) -> Result<Reading, Refusal> {
    match span.months_or_minutes {
        Some(amount) => month_or_minute(amount, span, scene),
        None => from_origin(span, scene),
    }
}

/// `later`: three hours from now, but not before the morning nor after the evening; where that leaves less than an
/// hour, the day is over and the next morning is meant.
pub(super) fn later(scene: &Scene) -> Result<Reading, Refusal> {
    let (now, habits) = (scene.context.now, scene.habits());
    let exact = elapsed(now, 180)?;
    let at = |day, time| scene.moment(day, time).0;
    let last = at(scene.today, habits.evening.max(habits.work_ends));
    if now + TimeDelta::hours(1) > last {
        let morning = at(calendar::ahead(scene.today, 1)?, habits.morning);
        let note = Some("the day is over".to_owned());
        return Ok(Reading::plain(Due::At(morning)).or(Some(Due::At(exact))).noting(note));
    }
    let taken = exact.max(at(scene.today, habits.morning)).min(last);
    let note = match taken.cmp(&exact) {
        Ordering::Less => Some("the day ends then"),
        Ordering::Equal => None,
        Ordering::Greater => Some("not before the morning"),
    };
    Ok(Reading::plain(Due::At(taken)).or(Some(Due::At(exact))).noting(note.map(str::to_owned)))
}

// Nobody snoozes by 30 months or by 7 minutes; in between both occur, and round numbers are minutes.
fn month_or_minute(amount: u32, span: Span, scene: &Scene) -> Result<Reading, Refusal> {
    let minutes = from_origin(span.taking(Unit::Minute), scene);
    if amount > 12 {
        return minutes;
    }
    let months = from_origin(span.taking(Unit::Month), scene);
    let is_round = amount.is_multiple_of(5);
    let (first, second) = if is_round { (minutes, months) } else { (months, minutes) };
    let note = format!("{amount}mo or {amount}min: Tab switches");
    Ok(first?.or(second.ok().map(|second| second.due)).noting(Some(note)))
}

fn from_origin(span: Span, scene: &Scene) -> Result<Reading, Refusal> {
    let today = Due::Day(scene.today);
    let base = scene.context.base.filter(|_| span.pushes);
    match base {
        Some(base) if base == today => reach(span, today, scene).map(Reading::plain),
        Some(Due::Day(_)) if span.is_timed => {
            Ok(Reading::plain(reach(span, today, scene)?).noting(Some("counted from now".to_owned())))
        }
        Some(base) if scene.is_past(base) => {
            let due = reach(span, caught_up(base, span, scene), scene)?;
            Ok(Reading::plain(due).noting(Some("the task is late: counted from today".to_owned())))
        }
        Some(base) => {
            let note = format!("counted from {}", scene.words(base));
            let from_now = reach(span, today, scene).ok();
            Ok(Reading::plain(reach(span, base, scene)?).or(from_now).noting(Some(note)))
        }
        None => Ok(match reach(span, today, scene)? {
            Due::Day(day) if span.work_days == 0 => scene.hinting_at_work(day),
            due => Reading::plain(due),
        }),
    }
}

fn caught_up(base: Due, span: Span, scene: &Scene) -> Due {
    match base {
        Due::At(at) if !span.is_timed => Due::At(scene.moment(scene.today, scene.zone.local(at).time()).0),
        _ => Due::Day(scene.today),
    }
}

// From a day, hours count from now: a whole day has no clock to push.
fn reach(span: Span, from: Due, scene: &Scene) -> Result<Due, Refusal> {
    match from {
        Due::Day(day) if !span.is_timed => travel(day, span, scene).map(Due::Day),
        Due::Day(_) => {
            let start = shifted(scene.context.now, span, scene)?;
            elapsed(start, span.minutes).map(Due::At)
        }
        Due::At(at) => {
            let start = shifted(at, span, scene)?;
            start
                .checked_add_signed(TimeDelta::minutes(span.minutes.into()))
                .map(Due::At)
                .ok_or(Refusal::TooFar)
        }
    }
}

fn shifted(at: Timestamp, span: Span, scene: &Scene) -> Result<Timestamp, Refusal> {
    if !span.is_dated {
        return Ok(at);
    }
    let local = scene.zone.local(at);
    Ok(scene.moment(travel(local.date(), span, scene)?, local.time()).0)
}

fn travel(day: NaiveDate, span: Span, scene: &Scene) -> Result<NaiveDate, Refusal> {
    let day = calendar::months_ahead(day, span.months)?;
    let day = calendar::ahead(day, span.days)?;
    calendar::work_days_ahead(day, span.work_days, scene.habits())
}

// Rounded up to five minutes, since "in an hour" at 15:31 is not meant to the second.
fn elapsed(from: Timestamp, minutes: u32) -> Result<Timestamp, Refusal> {
    let exact = from.checked_add_signed(TimeDelta::minutes(minutes.into())).ok_or(Refusal::TooFar)?;
    exact.duration_round_up(TimeDelta::minutes(5)).map_err(|_| Refusal::TooFar)
}
