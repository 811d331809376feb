//! A date for each of several tasks: spread over days, or each by its own clock.
//!
//! Dates are values, found once. How they were found is kept beside them, so that other tasks can be given
//! theirs in the same way.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::due::Due;
use crate::domain::id::TaskId;
use crate::domain::label;
use crate::domain::tab::Today;

/// A date for each of several tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    /// The dates.
    pub dates: HashMap<TaskId, Due>,
    /// How they were found.
    pub how: How,
}

/// How dates were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Spread over these days, the lightest first.
    Spread(Vec<NaiveDate>),
    /// This phrase, which means another date for another task.
    Phrase(String),
}

/// More days than this are told as from and to.
const NAMED: usize = 5;

impl Moves {
    /// The date of a task, if it is one of these.
    pub fn of(&self, task: &TaskId) -> Option<Due> {
        self.dates.get(task).copied()
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        if let Some(due) = self.dates.remove(placeholder) {
            self.dates.insert(real.clone(), due);
        }
    }

    /// How many of these tasks go to which day, the earliest first.
    pub fn days<'a>(
        &self,
        tasks: impl IntoIterator<Item = &'a TaskId>,
        today: &Today,
    ) -> Vec<(NaiveDate, usize)> {
        let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for due in tasks.into_iter().filter_map(|task| self.of(task)) {
            *days.entry(due.day(today.zone)).or_default() += 1;
        }
        days.into_iter().collect()
    }
}

/// Days and how many go there, as the end of a sentence: `over Tue 12, Wed 14, Thu 14`, `to Fri 13 Mar`.
pub fn over(days: &[(NaiveDate, usize)], today: &Today) -> String {
    let is_near = days.iter().all(|(day, _)| (*day - today.day).num_days() < 7);
    told(days, today, is_near)
}

/// The same for whoever reads it another day: `over Tue 10 Mar: 12, Wed 11 Mar: 14`.
pub fn over_dates(days: &[(NaiveDate, usize)], today: &Today) -> String {
    told(days, today, false)
}

fn told(days: &[(NaiveDate, usize)], today: &Today, is_near: bool) -> String {
    let word = |day: NaiveDate| label::exact(Due::Day(day), today.day, today.zone);
    let words = match days {
        [(day, _)] => return format!("to {}", word(*day)),
        [(first, _), .., (last, _)] if days.len() > NAMED => {
            let least = days.iter().map(|(_, count)| *count).min().unwrap_or(0);
            let most = days.iter().map(|(_, count)| *count).max().unwrap_or(0);
            let each = if least == most { most.to_string() } else { format!("{least} to {most}") };
            format!("{} days from {} to {}, {each} a day", days.len(), word(*first), word(*last))
        }
        _ if is_near => {
            let words = days.iter().map(|(day, count)| format!("{} {count}", day.format("%a")));
            words.collect::<Vec<_>>().join(", ")
        }
        _ => {
            let words = days.iter().map(|(day, count)| format!("{}: {count}", word(*day)));
            words.collect::<Vec<_>>().join(", ")
        }
    };
    format!("over {words}")
}

/// How many of so many tasks each day gets, so that the fullest day is as light as can be.
pub fn fill(loads: &[usize], tasks: usize) -> Vec<usize> {
    let mut counts = vec![0; loads.len()];
    for _ in 0..tasks {
        let lightest = counts.iter().zip(loads).map(|(count, load)| count + load).enumerate();
        if let Some((at, _)) = lightest.min_by_key(|(_, load)| *load)
            && let Some(count) = counts.get_mut(at)
        {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lightest_day_is_filled_first() {
        assert_eq!(fill(&[9, 6, 6], 40), [12, 14, 14]);
        assert_eq!(fill(&[30, 1, 2], 5), [0, 3, 2]);
        assert_eq!(fill(&[0, 0, 0], 2), [1, 1, 0], "among equals the earliest");
        assert_eq!(fill(&[], 3), [0; 0]);
    }

    #[test]
    fn days_are_told_as_shortly_as_they_can_be() {
        let today = Today::at("2026-03-06T14:05:00Z".parse().unwrap(), crate::domain::zone::Zone::UTC);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let near = [(day("2026-03-10"), 12), (day("2026-03-11"), 14)];
        assert_eq!(over(&near, &today), "over Tue 12, Wed 14");
        assert_eq!(over(&near[..1], &today), "to Tue 10 Mar");
        let far = [(day("2026-03-10"), 1), (day("2026-03-17"), 2)];
        assert_eq!(over(&far, &today), "over Tue 10 Mar: 1, Tue 17 Mar: 2");
        let many: Vec<_> = (9..15).map(|number| (day(&format!("2026-03-{number:02}")), number)).collect();
        assert_eq!(over(&many, &today), "over 6 days from Mon 9 Mar to Sat 14 Mar, 9 to 14 a day");
    }
}
