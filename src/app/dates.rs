//! Choosing a day.
//!
//! Eight presets, a phrase, and an echo of what Enter would do: weekday, date, distance, how full that day
//! already is. A lone digit chooses a preset; any further character makes it a phrase, so `2w` stays
//! typeable. Tab shows the other reading of a phrase that has two.

use super::chord::{Chord, Key};
use super::input::Input;
use super::people::Outcome;
use crate::domain::due::Due;
use crate::domain::id::TaskId;
use crate::domain::when::{self, Context};

/// The dialog.
#[derive(Clone, Debug)]
pub struct Dates {
    /// The tasks to move.
    pub tasks: Vec<TaskId>,
    /// What was typed.
    pub input: Input,
    /// The presets that can be read now, each with the day it means.
    pub presets: Vec<Preset>,
    /// Which preset is chosen, from 0; none while a phrase is typed.
    pub chosen: Option<usize>,
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
    },
    /// Nothing, for this reason.
    Refused(String),
}

impl Dates {
    /// The dialog for these tasks.
    pub fn new(tasks: Vec<TaskId>, phrases: &[String], context: Context) -> Self {
        let digits = ('1'..='9').zip(phrases);
        let presets = digits.filter_map(|(digit, phrase)| {
            let due = when::read(phrase, &context).ok()?.due;
            Some(Preset { digit, phrase: phrase.clone(), due })
        });
        let presets = presets.collect();
        let input = Input::default();
        Self { tasks, input, presets, chosen: None, echo: Echo::Nothing, other: false, context }
    }

    /// Takes a key.
    pub fn press(&mut self, chord: Chord) -> Outcome<Due> {
        match (chord.key, chord.ctrl) {
            (Key::Esc, _) | (Key::Char('c'), true) => return Outcome::Left,
            (Key::Enter, _) => return self.accept(),
            (Key::Down, _) | (Key::Char('n'), true) => self.choose(1),
            (Key::Up, _) | (Key::Char('p'), true) => self.choose(-1),
            (Key::Tab, _) => self.switch(),
            _ if self.input.press(chord) => self.on_typed(),
            _ => {}
        }
        Outcome::Open
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.on_typed();
    }

    fn accept(&self) -> Outcome<Due> {
        match self.echo {
            Echo::Due { due, .. } => Outcome::Chosen(due),
            _ => Outcome::Open,
        }
    }

    fn choose(&mut self, by: isize) {
        let last = self.presets.len().saturating_sub(1);
        let next =
            self.chosen.map_or(if by < 0 { last } else { 0 }, |at| at.saturating_add_signed(by).min(last));
        self.input = Input::default();
        self.chosen = Some(next);
        self.listen();
    }

    fn switch(&mut self) {
        self.other = !self.other;
        self.listen();
    }

    fn on_typed(&mut self) {
        let typed = self.input.text();
        self.chosen = self.presets.iter().position(|preset| typed.chars().eq([preset.digit]));
        self.other = false;
        self.listen();
    }

    fn listen(&mut self) {
        let typed = self.input.text().trim();
        self.echo = match self.chosen.and_then(|at| self.presets.get(at)) {
            Some(preset) => Echo::Due { due: preset.due, other: None, note: None },
            None if typed.is_empty() => Echo::Nothing,
            None => self.read(typed),
        };
    }

    fn read(&self, typed: &str) -> Echo {
        match when::read(typed, &self.context) {
            Err(refusal) => Echo::Refused(refusal.to_string()),
            Ok(reading) => match reading.other.filter(|_| self.other) {
                Some(other) => Echo::Due { due: other, other: Some(reading.due), note: None },
                None => Echo::Due { due: reading.due, other: reading.other, note: reading.note },
            },
        }
    }
}
