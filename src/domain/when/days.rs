//! Named days to dates: today, weekdays, weekends, and where weeks, months and years begin and end.
//!
//! Dates with numbers are found in `dates`, distances in `spans`.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar;
use super::context::{NextWeekday, Reading};
use super::phrase::{Day, Period, Unit, Which};
use super::refusal::Refusal;
use super::scene::Scene;
use super::{behind, dates, spans};
use crate::domain::due::Due;

/// The date a day stands for; a second reading may be past and is dropped later.
pub(super) fn find(day: &Day, scene: &Scene) -> Result<Reading, Refusal> {
    let reading = match day {
        Day::Ahead(days) => ahead(*days, scene),
        Day::Soon => Ok(Reading::plain(Due::Day(scene.today))),
        Day::Later => spans::later(scene),
        Day::Weekday(weekday, which) => find_weekday(*weekday, *which, scene),
        Day::Weekend(which) => weekend(*which, scene),
        Day::Span(span) => spans::find(*span, scene),
        Day::Next(period) => next(*period, scene),
        Day::End(period, which) => end(*period, *which, scene),
        Day::Ordinal(number, which) => dates::ordinal(*number, *which, scene),
        Day::OfMonth { place, month, year } => dates::of_month(*place, *month, *year, scene),
        Day::Slashed { first, second, year } => dates::slashed(*first, *second, *year, scene),
        Day::IsoWeek { week, year } => dates::iso_week(*week, *year, scene),
        Day::Checked(weekday, day) => dates::checked(*weekday, day, scene),
        Day::Gone(day) => gone(day, scene),
    };
    reading.map(|reading| scene.on_real_day(reading))
}

/// The same for a day that a time of day is given with: `fri 17:00` on a Friday may still mean today, and in
/// `1m 9am` the `m` cannot be minutes.
pub(super) fn find_for_clock(day: &Day, scene: &Scene) -> Result<Reading, Refusal> {
    match day {
        Day::Weekday(weekday, Which::Coming) if *weekday == scene.today.weekday() => {
            Ok(find(day, scene)?.or(Some(Due::Day(scene.today))))
        }
        Day::Span(span) if span.months_or_minutes.is_some_and(|amount| amount <= 12) => {
            find(&Day::Span(span.taking(Unit::Month)), scene)
        }
        _ => find(day, scene),
    }
}

fn ahead(days: u32, scene: &Scene) -> Result<Reading, Refusal> {
    Ok(scene.hinting_at_work(calendar::ahead(scene.today, days)?))
}

fn find_weekday(weekday: Weekday, which: Which, scene: &Scene) -> Result<Reading, Refusal> {
    let coming = calendar::coming(scene.today, weekday)?;
    match which {
        Which::Coming => Ok(plain(coming)),
        Which::Next => next_weekday(weekday, coming, scene),
        Which::This => in_week(weekday, 0, coming, scene),
        Which::Weeks(weeks) => in_week(weekday, weeks, coming, scene),
    }
}

fn in_week(weekday: Weekday, weeks: u32, coming: NaiveDate, scene: &Scene) -> Result<Reading, Refusal> {
    let day = calendar::in_week(scene.today, weeks, weekday, scene.habits())?;
    if day < scene.today { Err(scene.past(Due::Day(day), Due::Day(coming))) } else { Ok(plain(day)) }
}

// Three schools; the one not taken that differs is the second reading.
fn next_weekday(weekday: Weekday, nearest: NaiveDate, scene: &Scene) -> Result<Reading, Refusal> {
    let second = calendar::ahead(nearest, 7)?;
    let taken = match scene.habits().next_weekday {
        NextWeekday::CalendarWeek => calendar::in_week(scene.today, 1, weekday, scene.habits())?,
        NextWeekday::Second => second,
        NextWeekday::Nearest => nearest,
    };
    let other = if taken == nearest { second } else { nearest };
    Ok(plain(taken).or(Some(Due::Day(other))))
}

fn weekend(which: Which, scene: &Scene) -> Result<Reading, Refusal> {
    let starts = calendar::weekend_start(scene.habits());
    // On a Sunday this weekend is still going on.
    let is_on = !scene.habits().work_days.contains(&scene.today.weekday());
    match which {
        Which::This if is_on => Ok(plain(scene.today)),
        Which::This => find_weekday(starts, Which::Coming, scene),
        _ => find_weekday(starts, which, scene),
    }
}

fn next(period: Period, scene: &Scene) -> Result<Reading, Refusal> {
    let today = scene.today;
    let (first, same_day) = match period {
        Period::Week => (first_work_day_next_week(scene)?, calendar::ahead(today, 7)),
        Period::Month => (calendar::month_start(today, 1)?, calendar::months_ahead(today, 1)),
        Period::Quarter => {
            let months = calendar::months_to_end(today, 3, scene.habits()) + 1;
            (calendar::month_start(today, months)?, calendar::months_ahead(today, 3))
        }
        Period::Year => {
            (calendar::month_start(today, 13 - today.month())?, calendar::months_ahead(today, 12))
        }
    };
    Ok(plain(first).or(same_day.ok().map(Due::Day)))
}

// Where weeks start on a Sunday, next week's work still starts on the Monday.
fn first_work_day_next_week(scene: &Scene) -> Result<NaiveDate, Refusal> {
    let start = calendar::in_week(scene.today, 1, scene.habits().week_starts, scene.habits())?;
    let works = |day: &NaiveDate| scene.habits().work_days.contains(&day.weekday());
    Ok(start.iter_days().take(7).find(works).unwrap_or(start))
}

fn end(period: Period, which: Which, scene: &Scene) -> Result<Reading, Refusal> {
    let further = u32::from(which == Which::Next);
    let (length, to_end) = match period {
        Period::Week => return end_of_week(further, scene),
        Period::Month => (1, 0),
        Period::Quarter => (3, calendar::months_to_end(scene.today, 3, scene.habits())),
        Period::Year => (12, calendar::months_to_end(scene.today, 12, scene.habits())),
    };
    let last = calendar::month_end(scene.today, to_end + further * length)?;
    let december = calendar::month_end(scene.today, 12 - scene.today.month() + further * 12)?;
    let other = if period == Period::Year && last != december {
        Some(december)
    } else {
        calendar::work_day_until(last, scene.habits())
    };
    Ok(plain(last).or(other.map(Due::Day)))
}

// Once the last working hour of the week is over, its end is next week's.
fn end_of_week(further: u32, scene: &Scene) -> Result<Reading, Refusal> {
    let week_end = scene.habits().week_end;
    if further > 0 {
        return calendar::in_week(scene.today, further, week_end, scene.habits()).map(plain);
    }
    let is_open = scene.today.weekday() == week_end && scene.wall.time() < scene.habits().work_ends;
    if is_open { Ok(plain(scene.today)) } else { calendar::coming(scene.today, week_end).map(plain) }
}

fn gone(day: &Day, scene: &Scene) -> Result<Reading, Refusal> {
    let offer = find(day, scene)?.due;
    let gone = behind::find(day, scene);
    Err(Refusal::Past { gone, said: "That".to_owned(), offer, offered: scene.words(offer) })
}

fn plain(day: NaiveDate) -> Reading {
    Reading::plain(Due::Day(day))
}
