//! How many open tasks each day has.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// Open tasks by day.
#[derive(Clone, Debug, Default)]
pub(super) struct Loads(BTreeMap<NaiveDate, usize>);

impl Loads {
    /// How many a day has.
    pub(super) fn of(&self, day: NaiveDate) -> usize {
        self.0.get(&day).copied().unwrap_or(0)
    }

    /// The first day after this one that has any.
    pub(super) fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let days = self.0.range((std::ops::Bound::Excluded(day), std::ops::Bound::Unbounded));
        days.map(|(day, _)| *day).next()
    }

    /// A task leaves one day and comes to another.
    pub(super) fn carry(&mut self, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        if let Some(count) = from.and_then(|day| self.0.get_mut(&day)) {
            *count -= 1;
        }
        if let Some(day) = to {
            *self.0.entry(day).or_default() += 1;
        }
        from.into_iter().for_each(|day| self.forget(day));
    }

    fn forget(&mut self, day: NaiveDate) {
        if self.of(day) == 0 {
            self.0.remove(&day);
        }
    }
}
