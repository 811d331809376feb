//! Choosing one thing by a few letters of its name, in one line.
//!
//! What is meant without a letter typed comes first. Ctrl-n and Ctrl-p go through what fits. Knows names, not
//! what they name.

use super::chord::{Chord, Key};
use super::fuzzy;
use super::input::Input;

/// The line: what was typed, and what fits.
#[derive(Clone, Debug)]
pub struct Chooser<T> {
    /// What was typed.
    pub input: Input,
    entries: Vec<(T, String)>,
    found: Vec<usize>,
    chosen: usize,
    has_default: bool,
}

impl<T> Chooser<T> {
    /// A choice between these; without a default nothing is chosen before something is typed.
    pub fn new(entries: Vec<(T, String)>, has_default: bool) -> Self {
        let mut chooser =
            Self { input: Input::default(), entries, found: Vec::new(), chosen: 0, has_default };
        chooser.find();
        chooser
    }

    /// What is chosen, with its name.
    pub fn chosen(&self) -> Option<(&T, &str)> {
        let (value, name) = self.entries.get(*self.found.get(self.chosen)?)?;
        Some((value, name))
    }

    /// How many others fit as well.
    pub fn others(&self) -> usize {
        if self.input.text().is_empty() { 0 } else { self.found.len().saturating_sub(1) }
    }

    /// Takes a key.
    pub fn press(&mut self, chord: Chord) {
        match (chord.key, chord.ctrl) {
            (Key::Char('n'), true) => self.chosen = (self.chosen + 1).min(self.found.len().saturating_sub(1)),
            (Key::Char('p'), true) => self.chosen = self.chosen.saturating_sub(1),
            _ if self.input.press(chord) => self.find(),
            _ => {}
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.find();
    }

    fn find(&mut self) {
        let typed = self.input.text();
        self.chosen = 0;
        self.found = match (typed.trim().is_empty(), self.has_default) {
            (true, false) => Vec::new(),
            _ => fuzzy::rank(typed, self.entries.iter().map(|(_, name)| name.as_str())),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chooser(has_default: bool) -> Chooser<u8> {
        let names = ["Blue Anchor", "Cedar Books", "Blue Note"];
        Chooser::new((0..).zip(names.map(str::to_owned)).collect(), has_default)
    }

    #[test]
    fn a_few_letters_choose_and_the_next_that_fits_is_one_key_away() {
        let mut chooser = chooser(true);
        assert_eq!(chooser.chosen(), Some((&0, "Blue Anchor")));
        chooser.paste("blue");
        assert_eq!(chooser.others(), 1);
        chooser.press(Chord::ctrl('n'));
        assert_eq!(chooser.chosen(), Some((&2, "Blue Note")));
        chooser.press(Chord::ctrl('p'));
        chooser.paste("zzz");
        assert_eq!(chooser.chosen(), None);
    }

    #[test]
    fn without_a_default_nothing_is_chosen_before_something_is_typed() {
        let mut chooser = chooser(false);
        assert_eq!(chooser.chosen(), None);
        chooser.paste("ced");
        assert_eq!(chooser.chosen(), Some((&1, "Cedar Books")));
    }
}
