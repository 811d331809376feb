//! Choosing a day.
//!
//! Eight presets, a small calendar, a phrase, and an echo of what Enter would do: weekday, date, distance, how
//! full that day already is. A lone digit chooses a preset or opens the calendar; any further character makes
//! it a phrase, so `2w` stays typeable. Tab shows the other reading of a phrase that has two, else a lighter
//! day where the one asked for is heavy. Several tasks can be spread over days, and a phrase that counts from
//! the task's own date, or is meant by its contact's clock, gives each its own.

pub mod load;
pub mod month;
pub mod moves;
pub mod open;
pub mod target;

use std::collections::HashMap;

use chrono::NaiveDate;

use self::load::{Lighter, Loads};
use self::month::Month;
use self::moves::{How, Moves, fill, over};
use self::target::Target;
use super::chord::{Chord, Key};
use super::input::Input;
use super::overlay::Outcome;
use super::triage::{Deed, counted};
use crate::domain::due::Due;
use crate::domain::id::TaskId;
use crate::domain::label;
use crate::domain::tab::Today;
use crate::domain::when::{self, Context, Refusal};

/// The dialog.
#[derive(Clone, Debug)]
pub struct Dates {
    /// The tasks to move.
    pub targets: Vec<Target>,
    /// What was typed.
    pub input: Input,
    /// The presets that can be read now, each with the day it means.
    pub presets: Vec<Preset>,
    /// Which preset is chosen, from 0; none while a phrase is typed.
    pub chosen: Option<usize>,
    /// The calendar, where it is open.
    pub month: Option<Month>,
    /// What Enter would do.
    pub echo: Echo,
    other: bool,
    context: Context,
}

/// One line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The digit that chooses it.
    pub digit: char,
    /// The phrase.
    pub phrase: String,
    /// The day it means.
    pub due: Due,
    /// The digit of the first that means the same day, where that is another one.
    pub same_as: Option<char>,
}

/// What Enter would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Echo {
    /// Nothing is typed or chosen yet.
    Nothing,
    /// Move there.
    Due {
        /// The day, perhaps with a time.
        due: Due,
        /// The second common reading, shown by Tab.
        other: Option<Due>,
        /// Something to know about it.
        note: Option<String>,
        /// A day with much less to do, shown by Tab where there is no other reading.
        lighter: Option<Lighter>,
    },
    /// Move each to a date of its own.
    Each {
        /// The dates.
        moves: Moves,
        /// Where they go, in words.
        words: String,
        /// Something to know about it.
        note: Option<String>,
    },
    /// Nothing, for this reason.
    Refused(String),
}

// Near the end of a week or a month several mean one day, which is then named once.
fn compared(mut presets: Vec<Preset>) -> Vec<Preset> {
    for at in 1..presets.len() {
        let (before, rest) = presets.split_at_mut(at);
        if let Some(preset) = rest.first_mut() {
            preset.same_as = before.iter().find(|first| first.due == preset.due).map(|first| first.digit);
        }
    }
    presets
}

// How full the days will be: `with what is there: Mon 4, Tue 3`.
fn then(days: &[NaiveDate], there: &[usize], counts: &[usize]) -> Option<String> {
    let full = there.iter().zip(counts).map(|(load, count)| load + count);
    let full: Vec<String> =
        days.iter().zip(full).map(|(day, all)| format!("{} {all}", day.format("%a"))).collect();
    (full.len() <= 5).then(|| format!("with what is there: {}", full.join(", ")))
}

/// The digit that opens the calendar.
pub const CALENDAR: char = '9';

impl Dates {
    /// The dialog for these tasks.
    pub fn new(targets: Vec<Target>, phrases: &[String], context: Context) -> Self {
        let digits = ('1'..CALENDAR).zip(phrases);
        let presets = digits.filter_map(|(digit, phrase)| {
            let due = when::read(phrase, &context).ok()?.due;
            let is_later = matches!(phrase.trim(), "later" | "later today");
            // Late in the evening that is the next morning, and says so.
            let is_over = is_later && due.day(context.zone) != context.zone.day_of(context.now);
            let phrase = if is_over { "tomorrow morning".into() } else { phrase.clone() };
            Some(Preset { digit, phrase, due, same_as: None })
        });
        Self {
            presets: compared(presets.collect()),
            input: Input::default(),
            chosen: None,
            month: None,
            echo: Echo::Nothing,
            other: false,
            targets,
            context,
        }
    }

    /// The tasks to move.
    pub fn tasks(&self) -> Vec<TaskId> {
        self.targets.iter().map(|target| target.task.clone()).collect()
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let known = self.targets.iter_mut().filter(|target| target.task == *placeholder);
        known.for_each(|target| target.task = real.clone());
        if let Echo::Each { moves, .. } = &mut self.echo {
            moves.rename(placeholder, real);
        }
    }

    /// What phrases are read against.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The two readings of a phrase that was typed, where it has two, and which of them is chosen.
    pub fn readings(&self) -> Option<([Due; 2], usize)> {
        match &self.echo {
            // Among the usual days, arrows go on to the next of them.
            _ if self.chosen.is_some() => None,
            Echo::Due { due, other: Some(other), .. } if self.other => Some(([*other, *due], 1)),
            Echo::Due { due, other: Some(other), .. } => Some(([*due, *other], 0)),
            _ => None,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, chord: Chord, loads: Loads<'_>) -> Outcome<Deed> {
        let is_of_month = self.month.as_mut().is_some_and(|month| month.press(chord));
        match (chord.key, chord.ctrl) {
            _ if is_of_month => self.listen(loads),
            (Key::Esc, _) if self.month.is_some() => self.clear(loads),
            (Key::Esc, _) | (Key::Char('c'), true) => return Outcome::Left,
            (Key::Enter, _) => return self.accept(),
            (Key::Down, _) | (Key::Char('n'), true) => self.choose(1, loads),
            (Key::Up, _) | (Key::Char('p'), true) => self.choose(-1, loads),
            (Key::Tab, _) => {
                self.other = !self.other;
                self.listen(loads);
            }
            _ if self.input.press(chord) => self.on_typed(loads),
            _ => {}
        }
        Outcome::Open
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, loads: Loads<'_>) {
        self.input.paste(text);
        self.on_typed(loads);
    }

    /// What was typed or chosen in an earlier dialog, as it reads now.
    pub fn resume(&mut self, earlier: &Self) {
        self.input = earlier.input.clone();
        (self.chosen, self.other) = (earlier.chosen, earlier.other);
        self.listen(Loads::unknown());
    }

    fn accept(&self) -> Outcome<Deed> {
        match &self.echo {
            Echo::Due { due, .. } => Outcome::Chosen(self.move_to(*due)),
            Echo::Each { moves, .. } => Outcome::Chosen(Deed::MoveEach(Box::new(moves.clone()))),
            _ => Outcome::Open,
        }
    }

    // One task by its own clock: done again elsewhere, the phrase may mean another date.
    fn move_to(&self, due: Due) -> Deed {
        match (&self.targets[..], self.phrase()) {
            ([one], Some(phrase)) if !self.other && when::is_personal(phrase) => {
                let dates = HashMap::from([(one.task.clone(), due)]);
                Deed::MoveEach(Box::new(Moves { dates, how: How::Phrase(phrase.into()) }))
            }
            _ => Deed::Move(due),
        }
    }

    fn choose(&mut self, by: isize, loads: Loads<'_>) {
        let last = self.presets.len().saturating_sub(1);
        let next =
            self.chosen.map_or(if by < 0 { last } else { 0 }, |at| at.saturating_add_signed(by).min(last));
        self.input = Input::default();
        (self.chosen, self.other) = (Some(next), false);
        self.listen(loads);
    }

    fn clear(&mut self, loads: Loads<'_>) {
        self.input = Input::default();
        self.on_typed(loads);
    }

    fn on_typed(&mut self, loads: Loads<'_>) {
        let typed = self.input.text();
        let is_digit = |digit: char| typed.chars().eq([digit]);
        self.chosen = self.presets.iter().position(|preset| is_digit(preset.digit));
        let opens = is_digit(CALENDAR) && !self.targets.is_empty();
        self.month = opens.then(|| Month::new(self.today().day));
        self.other = false;
        self.listen(loads);
    }

    fn today(&self) -> Today {
        Today::at(self.context.now, self.context.zone)
    }

    // What is typed or chosen, as a phrase.
    fn phrase(&self) -> Option<&str> {
        let preset = self.chosen.and_then(|at| self.presets.get(at));
        let phrase = preset.map_or_else(|| self.input.text().trim(), |preset| preset.phrase.as_str());
        Some(phrase).filter(|phrase| !phrase.is_empty())
    }

    /// Reads once more what is there, as more is known now.
    pub fn listen(&mut self, loads: Loads<'_>) {
        self.echo = match (self.month, self.phrase()) {
            (Some(month), _) => {
                Echo::Due { due: Due::Day(month.day), other: None, note: None, lighter: None }
            }
            (None, None) => Echo::Nothing,
            (None, Some(phrase)) => self.read(phrase, loads),
        };
    }

    fn read(&self, phrase: &str, loads: Loads<'_>) -> Echo {
        match when::spread(phrase, &self.context) {
            Some(_) if self.targets.is_empty() => Echo::Refused("A new task has one day.".into()),
            Some(Ok(days)) => self.spread(&days, loads),
            Some(Err(refusal)) => Echo::Refused(refusal.to_string()),
            None if self.targets.len() > 1 && when::is_personal(phrase) => self.each(phrase),
            None => self.one(phrase, loads),
        }
    }

    fn one(&self, phrase: &str, loads: Loads<'_>) -> Echo {
        let reading = match when::read(phrase, &self.context) {
            Err(Refusal::NoTheirZone) if self.targets.len() == 1 => {
                return Echo::Refused(self.targets.first().map(|one| one.clock.why()).unwrap_or_default());
            }
            Err(refusal) => return Echo::Refused(refusal.to_string()),
            Ok(reading) => reading,
        };
        let lighter = loads.lighter(reading.due, &self.context.habits).filter(|_| !self.targets.is_empty());
        let elsewhere = reading.other.or(lighter.map(|lighter| lighter.due));
        match elsewhere.filter(|_| self.other) {
            Some(due) => Echo::Due { due, other: Some(reading.due), note: None, lighter: None },
            None => Echo::Due { due: reading.due, other: reading.other, note: reading.note, lighter },
        }
    }

    // The tasks keep their order: what comes first now comes first then.
    fn spread(&self, days: &[NaiveDate], loads: Loads<'_>) -> Echo {
        let counts_on = |day| self.targets.iter().filter(|target| target.counts_on == Some(day)).count();
        let there: Vec<usize> =
            days.iter().map(|day| loads.on(*day).saturating_sub(counts_on(*day))).collect();
        let counts = fill(&there, self.targets.len());
        let places = days.iter().zip(&counts).flat_map(|(day, count)| std::iter::repeat_n(*day, *count));
        let tasks = self.targets.iter().map(|target| target.task.clone());
        let dates = tasks.zip(places.map(Due::Day)).collect();
        let moves = Moves { dates, how: How::Spread(days.to_owned()) };
        self.told(moves, then(days, &there, &counts))
    }

    // A phrase that means another date for another task. One that has none spoils it for all: a batch of which
    // some stay behind unseen is worse than none.
    fn each(&self, phrase: &str) -> Echo {
        let mut dates = HashMap::with_capacity(self.targets.len());
        for target in &self.targets {
            let own = Context { base: target.base, their_zone: target.clock.zone(), ..self.context.clone() };
            match when::read(phrase, &own) {
                Ok(reading) => drop(dates.insert(target.task.clone(), reading.due)),
                Err(Refusal::NoTheirZone) => return Echo::Refused(self.without_clocks()),
                Err(refusal) => return Echo::Refused(refusal.to_string()),
            }
        }
        let zones = self.zones();
        let note = if phrase.contains("their") {
            format!("each by the clock of its contact, {zones}")
        } else {
            "each counted from its own date".into()
        };
        self.told(Moves { dates, how: How::Phrase(phrase.into()) }, Some(note))
    }

    fn zones(&self) -> String {
        let mut zones: Vec<&str> =
            self.targets.iter().filter_map(|target| Some(target.clock.zone()?.name())).collect();
        zones.sort_unstable();
        zones.dedup();
        match &zones[..] {
            [one] => format!("all in {one}"),
            many => format!("in {} zones", many.len()),
        }
    }

    fn without_clocks(&self) -> String {
        let mut unknown = self.targets.iter().filter(|target| target.clock.zone().is_none());
        let first = unknown.next().map(|target| target.clock.why()).unwrap_or_default();
        match unknown.count() {
            0 => format!("One of {} has no clock: {first}", self.targets.len()),
            more => format!("{} of {} have no clock: {first}", more + 1, self.targets.len()),
        }
    }

    fn told(&self, moves: Moves, note: Option<String>) -> Echo {
        let today = self.today();
        let days = moves.days(self.targets.iter().map(|target| &target.task), &today);
        let words = match (&self.targets[..], &days[..]) {
            ([_], [(day, _)]) => label::long(Due::Day(*day), today.now, today.zone),
            _ => format!("{} {}", counted(self.targets.len()), over(&days, &today)),
        };
        Echo::Each { moves, words, note }
    }
}
