//! A phrase as it was understood, before it meets a calendar.
//!
//! Nothing here depends on now, a zone or habits; numbers are as typed and may name days that do not exist.

use chrono::Weekday;

/// A day, a time of day, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) day: Option<Day>,
    pub(super) time: Option<Time>,
    pub(super) part: Option<Part>,
    /// The contact's clock is meant, not ours.
    pub(super) theirs: bool,
}

/// The ways to name a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// That many days from today: today, tomorrow, the day after.
    Ahead(u32),
    /// `tonight`, `this afternoon`: today, or tomorrow once that is past.
    Soon,
    /// `later today`.
    Later,
    Weekday(Weekday, Which),
    Weekend(Which),
    Span(Span),
    /// `next month`: where that stretch begins.
    Next(Period),
    /// `eom`, `end of next month`: where that stretch ends.
    End(Period, Which),
    /// `27`, `the 15th`, `1st of next month`.
    Ordinal(u32, Which),
    /// `27 jan`, `mid january 2027`, `2026-04-05`.
    OfMonth {
        place: Place,
        month: u32,
        year: Option<i32>,
    },
    /// `4/5`, where the order is a matter of habit.
    Slashed {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    IsoWeek {
        week: u32,
        year: Option<i32>,
    },
    /// `fri 3 apr`: a date together with its weekday.
    Checked(Weekday, Box<Day>),
    /// `last friday`, `3 days ago`: what the same words mean when turned ahead.
    Gone(Box<Day>),
}

/// Which one of those that come round again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The first one ahead.
    Coming,
    /// The one of this week or month, which may be past.
    This,
    /// `next`, on which people differ.
    Next,
    /// The one so many calendar weeks ahead.
    Weeks(u32),
}

/// A day of a given month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Number(u32),
    Last,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Week,
    Month,
    Quarter,
    Year,
}

/// A distance. Years and quarters are months, weeks are days, hours are minutes; each sum stops at its
/// largest value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) months: u32,
    pub(super) days: u32,
    pub(super) work_days: u32,
    pub(super) minutes: u32,
    /// The amount of `m`, which may be months or minutes.
    pub(super) months_or_minutes: Option<u32>,
    /// Some amount was given in minutes or hours.
    pub(super) is_timed: bool,
    /// Some amount was given in days or longer.
    pub(super) is_dated: bool,
    /// It began with `+`, so it pushes the task's own date.
    pub(super) pushes: bool,
}

/// What a distance is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    WorkDay,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    MonthOrMinute,
}

/// A time of day as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// A bare hour, `tomorrow 3`, which may be morning or afternoon.
    Bare(u32),
    /// As a clock with 24 hours shows it.
    Clock { hour: u32, minute: u32, second: u32 },
    /// As a clock with 12 hours shows it.
    Half { hour: u32, minute: u32, after_noon: bool },
    /// Where a day begins, or where it ends.
    Midnight,
}

/// A part of the day, whose hour is a matter of habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    WorkStarts,
    WorkEnds,
}

impl Span {
    /// Adds so many of a unit.
    pub(super) fn add(&mut self, amount: u32, unit: Unit) {
        let times = |factor: u32| amount.saturating_mul(factor);
        let (sum, more) = match unit {
            Unit::Minute => (&mut self.minutes, amount),
            Unit::Hour => (&mut self.minutes, times(60)),
            Unit::Day => (&mut self.days, amount),
            Unit::WorkDay => (&mut self.work_days, amount),
            Unit::Week => (&mut self.days, times(7)),
            Unit::Fortnight => (&mut self.days, times(14)),
            Unit::Month => (&mut self.months, amount),
            Unit::Quarter => (&mut self.months, times(3)),
            Unit::Year => (&mut self.months, times(12)),
            Unit::MonthOrMinute => (self.months_or_minutes.get_or_insert(0), amount),
        };
        *sum = sum.saturating_add(more);
        self.is_timed |= matches!(unit, Unit::Minute | Unit::Hour);
        self.is_dated |= !matches!(unit, Unit::Minute | Unit::Hour | Unit::MonthOrMinute);
    }

    /// The same with `m` decided.
    pub(super) fn taking(mut self, unit: Unit) -> Self {
        if let Some(amount) = self.months_or_minutes.take() {
            self.add(amount, unit);
        }
        self
    }
}
