//! Days that lie behind: `yesterday`, `last friday`, `3 days ago`, `last month`.
//!
//! Nothing is ever planned for them, but tasks are looked for from there. The phrase is one that was turned
//! ahead for its offer; here it means what was said.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

use super::calendar;
use super::phrase::{Day, Period, Span};
use super::scene::Scene;
use crate::domain::due::Due;

/// The day or moment behind us; none where the calendar ends or the words do not say.
pub(super) fn find(day: &Day, scene: &Scene) -> Option<Due> {
    let today = scene.today;
    let day = match day {
        Day::Ahead(_) => back(today, 1),
        Day::Weekday(weekday, _) => {
            let since = today.weekday().days_since(*weekday);
            back(today, if since == 0 { 7 } else { since.into() })
        }
        Day::Span(span) => return ago(*span, scene),
        Day::Next(period) => start_of_last(*period, scene),
        _ => None,
    };
    day.map(Due::Day)
}

fn back(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(days))
}

fn ago(span: Span, scene: &Scene) -> Option<Due> {
    if span.months_or_minutes.is_some() || span.work_days > 0 {
        return None;
    }
    let day = scene.today.checked_sub_months(Months::new(span.months));
    let day = day.and_then(|day| back(day, span.days.into()))?;
    if !span.is_timed {
        return Some(Due::Day(day));
    }
    let (at, _) = scene.moment(day, scene.wall.time());
    at.checked_sub_signed(TimeDelta::minutes(span.minutes.into())).map(Due::At)
}

fn start_of_last(period: Period, scene: &Scene) -> Option<NaiveDate> {
    let length = match period {
        Period::Week => return back(calendar::week_start(scene.today, scene.habits()), 7),
        Period::Month => 1,
        Period::Quarter => 3,
        Period::Year => 12,
    };
    let into = length - 1 - calendar::months_to_end(scene.today, length, scene.habits());
    scene.today.with_day(1)?.checked_sub_months(Months::new(into + length))
}
