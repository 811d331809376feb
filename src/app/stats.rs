//! What was done, what is open and what is to come, in figures and in words.
//!
//! Made from what the program knows: the tasks it has loaded, and what it has counted day by day. Both may lack
//! something, so each day is told by whichever knows more of it, and the basis is said. Computed when asked for,
//! never while drawing.

pub mod page;
pub mod words;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::counting;
use crate::domain::counted::Day;
use crate::domain::due::Due;
use crate::domain::tab::{Tab, Today};
use crate::domain::task::Task;

/// How many days are looked back and ahead.
pub const DAYS: usize = 28;

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// The day they are of.
    pub today: NaiveDate,
    /// How many tasks were done on each of the last days, today last.
    pub done: Vec<usize>,
    /// How many minutes who rang or wrote had to wait on each of the last days: the median, today last.
    pub answered: Vec<Option<u32>>,
    /// The same for the last seven days, and for the seven before.
    pub weeks: [Answered; 2],
    /// What is open by kind, the most first.
    pub open: Vec<Row>,
    /// How many tasks each of the days to come has, tomorrow first.
    pub ahead: Vec<usize>,
    /// How many tasks come after those days.
    pub beyond: usize,
    /// What all this is made from.
    pub basis: Basis,
}

/// Answers in some time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// How many there were.
    pub count: usize,
    /// The median of the minutes they took.
    pub median: Option<u32>,
}

/// The open tasks of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kind, in the word of the list.
    pub kind: String,
    /// How many were made today, in the six days before, in the weeks up to a month, and earlier.
    pub ages: [usize; 4],
}

/// What the figures are made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// How many finished tasks are loaded.
    pub finished: usize,
    /// How much of what was finished is known.
    pub known: Known,
    /// On how many of the last days something was counted here.
    pub counted: usize,
}

/// How much of what was finished is known: whoever has read it says so, as nothing found may mean nothing read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Not all of the days looked at.
    #[default]
    InPart,
    /// All of those days.
    TheDays,
    /// Everything.
    All,
}

/// How the ages of open tasks are called.
pub const AGES: [&str; 4] = ["today", "week", "month", "older"];

impl Row {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.ages.iter().sum()
    }
}

impl Statistics {
    /// The figures of these tasks and of what was counted; `known` says how many finished tasks are among them.
    pub fn of<'a>(
        tasks: impl Iterator<Item = &'a Task>,
        counted: &BTreeMap<NaiveDate, Day>,
        today: &Today,
        known: Known,
    ) -> Self {
        let mut tally = Tally::new(today);
        tasks.for_each(|task| tally.add(task));
        tally.add_counted(counted);
        let mut all = tally.statistics;
        all.today = today.day;
        all.basis.known = known;
        all.open
            .sort_by(|one, other| other.count().cmp(&one.count()).then_with(|| one.kind.cmp(&other.kind)));
        let days: Vec<Vec<u32>> = tally.waits;
        all.answered = days.iter().map(|waits| median(waits.clone())).collect();
        let week = |back: usize| {
            let end = DAYS - back * 7;
            let waits: Vec<u32> = days[end - 7..end].concat();
            Answered { count: waits.len(), median: median(waits) }
        };
        all.weeks = [week(0), week(1)];
        all
    }

    /// How many were done in the seven days that ended so many weeks ago.
    pub fn done_in_week(&self, back: usize) -> usize {
        self.done.iter().rev().skip(back * 7).take(7).sum()
    }

    /// How many tasks are open.
    pub fn open_count(&self) -> usize {
        self.open.iter().map(Row::count).sum()
    }

    /// The fullest of the days to come.
    pub fn fullest(&self) -> Option<(NaiveDate, usize)> {
        let most = self.ahead.iter().copied().max().filter(|most| *most > 0)?;
        let at = self.ahead.iter().position(|count| *count == most)?;
        let day = self.today.checked_add_days(Days::new(1 + u64::try_from(at).ok()?))?;
        Some((day, most))
    }

    /// The day on which most was done.
    pub fn busiest(&self) -> Option<(NaiveDate, usize)> {
        let most = self.done.iter().copied().max().filter(|most| *most > 0)?;
        let back = self.done.iter().rev().position(|count| *count == most)?;
        let day = self.today.checked_sub_days(Days::new(u64::try_from(back).ok()?))?;
        Some((day, most))
    }
}

// The sums while they are being made.
struct Tally<'a> {
    today: &'a Today,
    statistics: Statistics,
    waits: Vec<Vec<u32>>,
    kinds: BTreeMap<String, usize>,
}

impl<'a> Tally<'a> {
    fn new(today: &'a Today) -> Self {
        let statistics = Statistics { done: vec![0; DAYS], ahead: vec![0; DAYS], ..Statistics::default() };
        Self { today, statistics, waits: vec![Vec::new(); DAYS], kinds: BTreeMap::new() }
    }

    fn add(&mut self, task: &Task) {
        match Tab::of(task, self.today) {
            Tab::Archive => self.add_done(task),
            Tab::Inbox => self.add_open(task),
            Tab::Future => {
                self.add_open(task);
                self.add_ahead(task.due);
            }
        }
    }

    fn add_done(&mut self, task: &Task) {
        self.statistics.basis.finished += 1;
        let Some(at) = task.finished().map(|finished| finished.at) else { return };
        if let Some(day) = self.back(self.today.zone.day_of(at)) {
            self.statistics.done[day] += 1;
            self.waits[day].extend(counting::waited(task, at));
        }
    }

    fn add_open(&mut self, task: &Task) {
        let word = task.kind.word();
        let made = task.created.at.map(|at| self.today.zone.day_of(at));
        let made = made.or_else(|| task.due.map(|due| due.day(self.today.zone)));
        let age = match made.map_or(0, |day| (self.today.day - day).num_days()) {
            ..=0 => 0,
            1..=6 => 1,
            7..=29 => 2,
            _ => 3,
        };
        let rows = &mut self.statistics.open;
        let at = *self.kinds.entry(word.to_owned()).or_insert_with(|| {
            rows.push(Row { kind: word.to_owned(), ages: [0; 4] });
            rows.len() - 1
        });
        rows[at].ages[age] += 1;
    }

    fn add_ahead(&mut self, due: Option<Due>) {
        let days = due.map_or(1, |due| (due.day(self.today.zone) - self.today.day).num_days());
        match usize::try_from(days - 1).ok().filter(|at| *at < DAYS) {
            Some(at) => self.statistics.ahead[at] += 1,
            None => self.statistics.beyond += 1,
        }
    }

    // Both sources may lack something of a day: whichever has more of it tells.
    fn add_counted(&mut self, counted: &BTreeMap<NaiveDate, Day>) {
        for (day, count) in counted {
            let Some(at) = self.back(*day) else { continue };
            self.statistics.basis.counted += 1;
            let done = usize::try_from(count.done).unwrap_or(usize::MAX);
            self.statistics.done[at] = self.statistics.done[at].max(done);
            if count.waited.len() >= self.waits[at].len() {
                self.waits[at].clone_from(&count.waited);
            }
        }
    }

    // Where a day stands among the last ones.
    fn back(&self, day: NaiveDate) -> Option<usize> {
        let back = usize::try_from((self.today.day - day).num_days()).ok()?;
        (DAYS - 1).checked_sub(back)
    }
}

/// The value in the middle.
fn median(mut values: Vec<u32>) -> Option<u32> {
    values.sort_unstable();
    let upper = values.get(values.len() / 2).copied()?;
    let is_even = values.len().is_multiple_of(2);
    let lower = if is_even { values.get(values.len() / 2 - 1).copied()? } else { upper };
    Some(lower.midpoint(upper))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::task::Stamp;
    use crate::domain::zone::Zone;

    fn today() -> Today {
        Today::at("2026-03-06T14:00:00Z".parse().unwrap(), Zone::UTC)
    }

    fn stamp(at: &str) -> Stamp {
        Stamp { at: at.parse().ok(), by: None }
    }

    fn to_do(due: &str, made: &str) -> Task {
        Task { due: Due::read(due).ok(), created: stamp(made), ..Task::new(due, "x") }
    }

    // A missed call of that moment, answered at that one.
    fn answered(rang: &str, at: &str) -> Task {
        let kind = Kind::MissedCall(Box::default());
        Task { kind, is_complete: true, updated: stamp(at), ..to_do(rang, rang) }
    }

    fn figures(tasks: &[Task], counted: &BTreeMap<NaiveDate, Day>) -> Statistics {
        Statistics::of(tasks.iter(), counted, &today(), Known::TheDays)
    }

    #[test]
    fn nothing_at_all_is_said_in_words_too() {
        let nothing = figures(&[], &BTreeMap::new());
        let words = nothing.lines().map(|(_, words)| words);
        assert!(words.iter().all(|words| words.contains("nothing")), "{words:?}");
        assert_eq!(nothing.basis_words(), "No finished task was found.");
        assert_eq!((nothing.busiest(), nothing.fullest()), (None, None));
    }

    #[test]
    fn what_was_not_read_yet_is_not_nothing() {
        let unread = Statistics::of([].iter(), &BTreeMap::new(), &today(), Known::InPart);
        assert_eq!([unread.done_words(), unread.answered_words()], ["not known yet", "not known yet"]);
        assert_eq!(unread.basis_words(), "What is finished has not been read yet.");
        let day = Day { done: 2, waited: vec![] };
        let counted = [(today().day, day)].into_iter().collect();
        let here = Statistics::of([].iter(), &counted, &today(), Known::InPart);
        assert_eq!(here.done_words(), "2 today, 2 in 7 days (0 before)");
        assert_eq!(here.basis_words(), "Based on what was counted here on 1 day.");
    }

    #[test]
    fn done_and_answered_are_told_day_by_day_and_week_by_week() {
        let tasks = [
            answered("2026-03-06T13:00:00Z", "2026-03-06T13:20:00Z"),
            answered("2026-03-05T09:00:00Z", "2026-03-05T10:40:00Z"),
            answered("2026-02-27T09:00:00Z", "2026-02-27T10:00:00Z"),
            answered("2025-02-27T09:00:00Z", "2025-02-27T10:00:00Z"),
        ];
        let all = figures(&tasks, &BTreeMap::new());
        assert_eq!(all.done_words(), "1 today, 2 in 7 days (1 before)");
        let expected = "median 1h00 (2) in 7 days, 1h00 (1) before";
        assert_eq!(all.answered_words(), expected);
        assert_eq!(
            (all.answered[DAYS - 1], all.answered[DAYS - 2], all.basis.finished),
            (Some(20), Some(100), 4)
        );
    }

    #[test]
    fn of_each_day_whoever_knows_more_tells() {
        let tasks = [answered("2026-03-06T13:00:00Z", "2026-03-06T13:20:00Z")];
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = [
            (day("2026-03-06"), Day { done: 5, waited: vec![3, 5, 7] }),
            (day("2026-03-04"), Day { done: 2, waited: vec![] }),
            (day("2026-01-01"), Day { done: 9, waited: vec![] }),
        ];
        let counted = days.into_iter().collect();
        let all = figures(&tasks, &counted);
        assert_eq!((all.done_in_week(0), all.answered[DAYS - 1], all.basis.counted), (7, Some(5), 2));
        assert_eq!(all.busiest(), Some((day("2026-03-06"), 5)));
    }

    #[test]
    fn what_is_open_has_its_kind_and_its_age_and_what_comes_its_day() {
        let tasks = [
            to_do("2026-03-06", "2026-03-06T08:00:00Z"),
            to_do("2026-03-01", "2026-03-01T08:00:00Z"),
            to_do("2026-03-07", "2026-02-10T08:00:00Z"),
            to_do("2026-04-30", "2025-12-01T08:00:00Z"),
            Task { kind: Kind::OutgoingCall(None), ..to_do("2026-03-09", "2026-03-06T09:00:00Z") },
        ];
        let all = figures(&tasks, &BTreeMap::new());
        let rows: Vec<(&str, [usize; 4])> =
            all.open.iter().map(|row| (row.kind.as_str(), row.ages)).collect();
        assert_eq!(rows, [("To-do", [1, 1, 1, 1]), ("Call", [1, 0, 0, 0])]);
        assert_eq!(all.ahead_words(), "1 tomorrow, 2 in 7 days, 2 in 28, 1 later");
    }

    #[test]
    fn a_median_is_in_the_middle() {
        for (values, middle) in
            [(vec![], None), (vec![4], Some(4)), (vec![9, 1, 5], Some(5)), (vec![4, 9], Some(6))]
        {
            assert_eq!(median(values), middle);
        }
    }
}
