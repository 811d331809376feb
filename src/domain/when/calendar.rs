//! Arithmetic on days: weeks, months, business days.
//!
//! Calendar units only, so no clock change can shift a result. Days end with the year 9999, the last one a
//! date is written for; beyond it lies `TooFar`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::context::Habits;
use super::refusal::Refusal;

// Counting business days walks day by day, so the way is limited; it spans decades.
const LONGEST_WALK: usize = 20_000;

/// The day so many days later.
pub(super) fn ahead(day: NaiveDate, days: u32) -> Result<NaiveDate, Refusal> {
    writable(day.checked_add_days(Days::new(days.into())))
}

/// The same day of the month so many months later, or the last one of a shorter month.
pub(super) fn months_ahead(day: NaiveDate, months: u32) -> Result<NaiveDate, Refusal> {
    writable(day.checked_add_months(Months::new(months)))
}

/// The first day of the month so many months later.
pub(super) fn month_start(day: NaiveDate, months: u32) -> Result<NaiveDate, Refusal> {
    months_ahead(day.with_day(1).unwrap_or(day), months)
}

/// The last day of the month so many months later.
pub(super) fn month_end(day: NaiveDate, months: u32) -> Result<NaiveDate, Refusal> {
    let length = month_start(day, months)?.num_days_in_month();
    writable(month_start(day, months)?.with_day(length.into()))
}

/// The first day of the calendar week.
pub fn week_start(day: NaiveDate, habits: &Habits) -> NaiveDate {
    let into_week = day.weekday().days_since(habits.week_starts);
    day.checked_sub_days(Days::new(into_week.into())).unwrap_or(day)
}

/// The first such weekday after `day`.
pub(super) fn coming(day: NaiveDate, weekday: Weekday) -> Result<NaiveDate, Refusal> {
    let days = weekday.days_since(day.weekday());
    ahead(day, if days == 0 { 7 } else { days })
}

/// That weekday in the calendar week so many weeks later; may lie before `day` when that is none.
pub(super) fn in_week(
    day: NaiveDate,
    weeks: u32,
    weekday: Weekday,
    habits: &Habits,
) -> Result<NaiveDate, Refusal> {
    let into_week = weekday.days_since(habits.week_starts);
    ahead(week_start(day, habits), weeks.saturating_mul(7).saturating_add(into_week))
}

/// Months from the one of `day` to the last one of its fiscal stretch of `length` months.
pub(super) fn months_to_end(day: NaiveDate, length: u32, habits: &Habits) -> u32 {
    let into_year = (day.month() + 12 - habits.fiscal_year_starts.clamp(1, 12)) % 12;
    length - 1 - into_year % length
}

/// The weekday a weekend begins with: the first one without work after one with work.
pub(super) fn weekend_start(habits: &Habits) -> Weekday {
    let works = |weekday: Weekday| habits.work_days.contains(&weekday);
    let begins = |weekday: &Weekday| !works(*weekday) && works(weekday.pred());
    std::iter::successors(Some(Weekday::Mon), |weekday| Some(weekday.succ()))
        .take(7)
        .find(begins)
        .unwrap_or(Weekday::Sat)
}

/// People work that day.
pub fn is_work_day(day: NaiveDate, habits: &Habits) -> bool {
    habits.work_days.contains(&day.weekday()) && !habits.holidays.contains(&day)
}

/// The business day so many business days after `day`.
pub(super) fn work_days_ahead(day: NaiveDate, count: u32, habits: &Habits) -> Result<NaiveDate, Refusal> {
    let Some(skipped) = count.checked_sub(1) else { return Ok(day) };
    let after = day.iter_days().skip(1).take(LONGEST_WALK);
    writable(after.filter(|day| is_work_day(*day, habits)).nth(skipped.try_into().unwrap_or(usize::MAX)))
}

/// The last business day up to and including `day`, at most a month back.
pub(super) fn work_day_until(day: NaiveDate, habits: &Habits) -> Option<NaiveDate> {
    (0..31).filter_map(|back| day.checked_sub_days(Days::new(back))).find(|day| is_work_day(*day, habits))
}

fn writable(day: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
    day.filter(|day| day.year() <= 9999).ok_or(Refusal::TooFar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn gulf() -> Habits {
        use Weekday::{Mon, Sun, Thu, Tue, Wed};
        Habits { work_days: vec![Sun, Mon, Tue, Wed, Thu], week_starts: Sun, ..Habits::default() }
    }

    #[test]
    fn business_days_skip_weekends_and_holidays() {
        let easter = Habits { holidays: vec![day("2026-04-03"), day("2026-04-06")], ..Habits::default() };
        for (habits, from, count, to) in [
            (Habits::default(), "2026-03-27", 2, "2026-03-31"),
            (Habits::default(), "2026-03-28", 1, "2026-03-30"),
            (Habits::default(), "2026-03-28", 0, "2026-03-28"),
            (easter, "2026-04-02", 1, "2026-04-07"),
            (gulf(), "2026-03-26", 1, "2026-03-29"),
        ] {
            assert_eq!(work_days_ahead(day(from), count, &habits), Ok(day(to)));
        }
    }

    #[test]
    fn a_week_without_work_has_no_business_days() {
        let idle = Habits { work_days: Vec::new(), ..Habits::default() };
        assert_eq!(work_days_ahead(day("2026-03-27"), 1, &idle), Err(Refusal::TooFar));
        assert_eq!(work_day_until(day("2026-03-27"), &idle), None);
        assert_eq!(weekend_start(&idle), Weekday::Sat);
    }

    #[test]
    fn a_weekend_begins_where_work_stops() {
        assert_eq!(weekend_start(&Habits::default()), Weekday::Sat);
        assert_eq!(weekend_start(&gulf()), Weekday::Fri);
    }

    #[test]
    fn a_calendar_week_begins_on_the_habitual_day() {
        let sunday = day("2026-03-29");
        assert_eq!(week_start(sunday, &Habits::default()), day("2026-03-23"));
        assert_eq!(week_start(sunday, &gulf()), sunday);
        assert_eq!(in_week(sunday, 1, Weekday::Fri, &Habits::default()), Ok(day("2026-04-03")));
        assert_eq!(in_week(sunday, 1, Weekday::Fri, &gulf()), Ok(day("2026-04-10")));
    }

    #[test]
    fn fiscal_stretches_end_by_the_fiscal_year() {
        let from_february = Habits { fiscal_year_starts: 2, ..Habits::default() };
        for (habits, month, quarter, year) in
            [(Habits::default(), "2026-03-27", 0, 9), (from_february, "2026-03-27", 1, 10)]
        {
            assert_eq!(months_to_end(day(month), 3, &habits), quarter);
            assert_eq!(months_to_end(day(month), 12, &habits), year);
        }
    }

    #[test]
    fn the_calendar_ends_with_four_digits() {
        assert_eq!(ahead(day("9999-12-31"), 1), Err(Refusal::TooFar));
        assert_eq!(months_ahead(day("2026-03-27"), u32::MAX), Err(Refusal::TooFar));
        assert_eq!(work_days_ahead(day("2026-03-27"), u32::MAX, &Habits::default()), Err(Refusal::TooFar));
    }

    #[test]
    fn a_short_month_ends_a_longer_jump() {
        assert_eq!(months_ahead(day("2026-01-31"), 1), Ok(day("2026-02-28")));
        assert_eq!(month_end(day("2026-01-31"), 1), Ok(day("2026-02-28")));
        assert_eq!(month_start(day("2026-01-31"), 1), Ok(day("2026-02-01")));
    }
}
