//! How full a day is, as a bar: height and length say it, never a colour alone.

use crate::app::dates::load::Loads;

/// From a little to all of one column.
const STEPS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];

/// How wide a bar is at most.
pub(super) const WIDTH: u16 = 5;

/// Bars of days that can be compared with each other.
#[derive(Clone, Copy)]
pub(super) struct Bars<'a> {
    loads: Loads<'a>,
    full: usize,
}

impl<'a> Bars<'a> {
    /// Bars of these days.
    pub(super) fn of(loads: Loads<'a>) -> Self {
        Self { loads, full: loads.full() }
    }

    /// How many tasks a day has.
    pub(super) fn count(&self, day: chrono::NaiveDate) -> usize {
        self.loads.on(day)
    }

    /// So many tasks as a bar; empty for none.
    pub(super) fn bar(&self, count: usize) -> String {
        let steps = self.steps(count, usize::from(WIDTH));
        let rest = (steps % STEPS.len()).checked_sub(1).and_then(|at| STEPS.get(at)).copied();
        "▇".repeat(steps / STEPS.len()) + rest.unwrap_or_default()
    }

    /// So many tasks in one column; a space for none.
    pub(super) fn sign(&self, count: usize) -> &'static str {
        self.steps(count, 1).checked_sub(1).and_then(|at| STEPS.get(at)).copied().unwrap_or(" ")
    }

    // Even one task shows, and more than a full day shows no more than one.
    fn steps(&self, count: usize, columns: usize) -> usize {
        let all = STEPS.len() * columns;
        (count * all).div_ceil(self.full.max(1)).min(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_grows_with_the_day() {
        let bars = Bars { loads: Loads::unknown(), full: 35 };
        for (count, bar) in
            [(0, ""), (1, "▁"), (7, "▇"), (10, "▇▃"), (17, "▇▇▃"), (35, "▇▇▇▇▇"), (99, "▇▇▇▇▇")]
        {
            assert_eq!(bars.bar(count), bar, "{count}");
        }
        assert_eq!([0, 1, 20, 35].map(|count| bars.sign(count)), [" ", "▁", "▄", "▇"]);
    }
}
