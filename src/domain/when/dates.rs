//! Numbered days to dates: `27`, `27 jan`, `4/5`, `w15`.
//!
//! Without a year the nearest one ahead is meant. A day the month lacks is never moved silently; the refusal
//! names the two nearest days instead.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar;
use super::context::{DateOrder, Reading};
use super::days;
use super::phrase::{Day, Place, Which};
use super::refusal::Refusal;
use super::scene::Scene;
use crate::domain::due::Due;

/// That day of the month, `27th`; today does not count.
pub(super) fn ordinal(number: u32, which: Which, scene: &Scene) -> Result<Reading, Refusal> {
    in_any_month(number)?;
    let months = match which {
        Which::Next => 1,
        Which::Coming if number <= scene.today.day() => 1,
        _ => 0,
    };
    let month = calendar::month_start(scene.today, months)?;
    let day = month.with_day(number).ok_or_else(|| too_short(month, number))?;
    if day < scene.today {
        return Err(scene.past(Due::Day(day), ordinal(number, Which::Coming, scene)?.due));
    }
    Ok(plain(day))
}

/// A day of a named month.
pub(super) fn of_month(
    place: Place,
    month: u32,
    year: Option<i32>,
    scene: &Scene,
) -> Result<Reading, Refusal> {
    let Some(year) = year else { return of_nearest_month(place, month, scene) };
    if let Place::Number(number) = place {
        in_any_month(number)?;
    }
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(|| no_month(month))?;
    match placed(place, first) {
        Ok(day) if day >= scene.today => Ok(plain(day)),
        Ok(day) => Err(scene.past(Due::Day(day), nearest_offer(place, month, scene)?)),
        // The days nearest to 30 February of a year gone by are of no use.
        Err(_) if calendar::month_end(first, 0)? < scene.today => gone_by(place, month, scene),
        Err(refusal) => Err(refusal),
    }
}

fn gone_by(place: Place, month: u32, scene: &Scene) -> Result<Reading, Refusal> {
    let offer = of_nearest_month(place, month, scene)?.due;
    Err(Refusal::Past { gone: None, said: "That".to_owned(), offer, offered: scene.words(offer) })
}

fn nearest_offer(place: Place, month: u32, scene: &Scene) -> Result<Due, Refusal> {
    match of_nearest_month(place, month, scene) {
        Err(Refusal::NoSuchDay { first, .. }) => Ok(Due::Day(first)),
        other => other.map(|reading| reading.due),
    }
}

fn of_nearest_month(place: Place, month: u32, scene: &Scene) -> Result<Reading, Refusal> {
    if let Place::Number(number) = place {
        in_any_month(number)?;
    }
    let today = scene.today;
    let number = if let Place::Number(number) = place { number } else { 31 };
    let is_behind = (month, number) < (today.month(), today.day());
    let this_year = NaiveDate::from_ymd_opt(today.year(), month, 1).ok_or_else(|| no_month(month))?;
    let first = if is_behind { calendar::months_ahead(this_year, 12)? } else { this_year };
    let day = placed(place, first)?;
    let a_year_on = calendar::months_ahead(day, 12).ok().filter(|_| day == today);
    Ok(plain(day).or(a_year_on.map(Due::Day)))
}

fn placed(place: Place, month: NaiveDate) -> Result<NaiveDate, Refusal> {
    match place {
        Place::Last => calendar::month_end(month, 0),
        Place::Number(number) => month.with_day(number).ok_or_else(|| lacking(month, number)),
    }
}

/// Two numbers in the order of habit; in both orders where habit is silent and both make sense.
pub(super) fn slashed(first: u32, second: u32, year: Option<i32>, scene: &Scene) -> Result<Reading, Refusal> {
    let can_be = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let find = |day: u32, month: u32| of_month(Place::Number(day), month, year, scene);
    match (can_be(first, second), can_be(second, first), scene.habits().date_order) {
        (false, false, _) => Err(Refusal::NoSuchNumber(format!("{first}/{second}"))),
        (true, false, _) | (true, true, Some(DateOrder::DayMonth)) => find(first, second),
        (false, true, _) | (true, true, Some(DateOrder::MonthDay)) => find(second, first),
        (true, true, None) => either(find(first, second), find(second, first)),
    }
}

fn either(first: Result<Reading, Refusal>, second: Result<Reading, Refusal>) -> Result<Reading, Refusal> {
    match (first, second) {
        (Ok(first), Ok(second)) if first.due != second.due => {
            let (Due::Day(one), Due::Day(two)) = (first.due, second.due) else { return Ok(first) };
            let note = format!("{} or {}: Tab switches", one.format("%-d %B"), two.format("%-d %B"));
            Ok(first.or(Some(second.due)).noting(Some(note)))
        }
        (first, second) => first.or(second),
    }
}

/// The Monday of an ISO week.
pub(super) fn iso_week(week: u32, year: Option<i32>, scene: &Scene) -> Result<Reading, Refusal> {
    let monday = |year: i32| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
    let this_year = scene.today.iso_week().year();
    // Week 53 comes round every five to seven years.
    let nearest = (0..8).filter_map(|years| monday(this_year + years)).find(|day| *day >= scene.today);
    let nearest = nearest.filter(|day| day.year() <= 9999).ok_or_else(|| no_week(week));
    match year.map(|year| monday(year).ok_or_else(|| no_week(week))).transpose()? {
        None => nearest.map(plain),
        Some(day) if day < scene.today => Err(scene.past(Due::Day(day), Due::Day(nearest?))),
        Some(day) => Ok(plain(day)),
    }
}

/// A date that has to fall on that weekday.
pub(super) fn checked(weekday: Weekday, day: &Day, scene: &Scene) -> Result<Reading, Refusal> {
    let reading = days::find(day, scene)?;
    let fits = |due: Due| matches!(due, Due::Day(day) if day.weekday() == weekday);
    match (reading.due, reading.other) {
        (due, _) if fits(due) => Ok(Reading::plain(due)),
        // The weekday tells whether 4/5 is in April or in May.
        (_, Some(other)) if fits(other) => Ok(Reading::plain(other)),
        (due, _) => Err(Refusal::WrongWeekday(due.day(scene.zone))),
    }
}

fn in_any_month(number: u32) -> Result<(), Refusal> {
    if (1..=31).contains(&number) { Ok(()) } else { Err(Refusal::NoSuchNumber(format!("day {number}"))) }
}

fn no_month(month: u32) -> Refusal {
    Refusal::NoSuchNumber(format!("month {month}"))
}

fn no_week(week: u32) -> Refusal {
    Refusal::NoSuchNumber(format!("week {week}"))
}

// `31` in April: the 30th, or the 31st of the next month that has one.
fn too_short(month: NaiveDate, number: u32) -> Refusal {
    let mut later = (1..=12).filter_map(|months| calendar::month_start(month, months).ok());
    let second = later.find_map(|month| month.with_day(number));
    no_such_day(month, number, second)
}

// `29 feb`: the 28th, or the 29th of the next leap year. `30 feb`: the 28th, or the day after the month.
fn lacking(month: NaiveDate, number: u32) -> Refusal {
    let mut same_month = (1..=8).filter_map(|years| calendar::months_ahead(month, 12 * years).ok());
    let second = same_month.find_map(|month| month.with_day(number));
    no_such_day(month, number, second.or(calendar::month_start(month, 1).ok()))
}

fn no_such_day(month: NaiveDate, number: u32, second: Option<NaiveDate>) -> Refusal {
    match (calendar::month_end(month, 0), second) {
        (Ok(first), Some(second)) => Refusal::NoSuchDay { day: number, first, second },
        _ => Refusal::TooFar,
    }
}

fn plain(day: NaiveDate) -> Reading {
    Reading::plain(Due::Day(day))
}
