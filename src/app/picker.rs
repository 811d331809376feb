//! Picking one of several things by a few letters of what they are called.
//!
//! What fits what is typed stands below, best first, and one of it is chosen; arrows choose another. Knows how
//! things are found, not what becomes of the one that is picked: that is for whoever opens it.

use super::chord::{Chord, Key};
use super::fuzzy;
use super::input::Input;
use super::overlay::Outcome;

/// Something that can be picked.
pub trait Choice {
    /// Whether what is typed has to stand in it as it is typed, because a mistake would reach a customer or a
    /// colleague.
    const IS_STRICT: bool = false;

    /// What it is called. Typed in full, it comes before all that its letters merely fit.
    fn name(&self) -> &str;

    /// What else it is found by.
    fn also(&self) -> Option<&str> {
        None
    }

    /// Whether it is the same thing, whatever else is known of it by now.
    fn is(&self, other: &Self) -> bool;
}

/// What was typed, what fits, what is chosen.
#[derive(Clone, Debug)]
pub struct Picker<T> {
    /// What was typed.
    pub input: Input,
    all: Vec<(T, String)>,
    // Places in all, best first.
    found: Vec<usize>,
    chosen: Option<usize>,
    waits: bool,
}

impl<T: Choice> Picker<T> {
    /// A picker over these, the first of them chosen.
    pub fn new(all: impl IntoIterator<Item = T>) -> Self {
        Self::with(all, false)
    }

    /// The same with nothing chosen until something is typed or an arrow is pressed.
    pub fn waiting(all: impl IntoIterator<Item = T>) -> Self {
        Self::with(all, true)
    }

    fn with(all: impl IntoIterator<Item = T>, waits: bool) -> Self {
        let input = Input::default();
        let mut picker = Self { input, all: Vec::new(), found: Vec::new(), chosen: None, waits };
        picker.take_in(all);
        picker
    }

    /// How many there are, whatever fits.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// What fits, best first.
    pub fn found(&self) -> impl Iterator<Item = &T> {
        self.found.iter().filter_map(|at| self.all.get(*at)).map(|(choice, _)| choice)
    }

    /// Which of that is chosen, from 0.
    pub fn place(&self) -> Option<usize> {
        self.chosen.filter(|at| *at < self.found.len())
    }

    /// What is chosen.
    pub fn chosen(&self) -> Option<&T> {
        self.found().nth(self.place()?)
    }

    /// Whether something is typed that nothing fits.
    pub fn is_lost(&self) -> bool {
        self.found.is_empty() && !self.input.text().trim().is_empty()
    }

    /// More became known: what was chosen stays chosen.
    pub fn fill(&mut self, all: impl IntoIterator<Item = T>) {
        let before = self.place().and_then(|at| self.found.get(at).copied());
        let before = before.filter(|at| *at < self.all.len()).map(|at| self.all.swap_remove(at).0);
        self.take_in(all);
        if let Some(before) = before {
            self.choose(|choice| choice.is(&before));
        }
    }

    /// Chooses the first that is meant, where it is in sight.
    pub fn choose(&mut self, is_meant: impl FnMut(&T) -> bool) {
        let place = self.found().position(is_meant);
        self.chosen = place.or(self.chosen);
    }

    /// Takes a key of a dialog that is nothing but this.
    pub fn press(&mut self, chord: Chord) -> Outcome<T>
    where
        T: Clone,
    {
        match (chord.key, chord.ctrl) {
            (Key::Esc, _) | (Key::Char('c'), true) => return Outcome::Left,
            (Key::Enter, _) => return self.chosen().cloned().map_or(Outcome::Open, Outcome::Chosen),
            (Key::Tab, _) => self.go(1),
            (Key::BackTab, _) => self.go(-1),
            _ => drop(self.edit(chord)),
        }
        Outcome::Open
    }

    /// Takes a key of a line among others: one that chooses or types. Whether it was one.
    pub fn edit(&mut self, chord: Chord) -> bool {
        match (chord.key, chord.ctrl) {
            (Key::Down, _) | (Key::Char('n'), true) => self.go(1),
            (Key::Up, _) | (Key::Char('p'), true) => self.go(-1),
            _ if self.input.press(chord) => self.find(),
            _ => return false,
        }
        true
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.find();
    }

    /// So many choices down, or up when negative.
    pub fn go(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        let first = if by < 0 { last } else { 0 };
        self.chosen = Some(self.place().map_or(first, |at| at.saturating_add_signed(by).min(last)));
    }

    /// Forgets what was typed; what was chosen by it stays chosen.
    pub fn clear(&mut self) {
        let before = self.place().and_then(|at| self.found.get(at).copied());
        self.input = Input::default();
        self.find();
        if before.is_some() {
            self.chosen = self.found.iter().position(|at| Some(*at) == before);
        }
    }

    fn take_in(&mut self, all: impl IntoIterator<Item = T>) {
        let words = |choice: &T| format!("{} {}", choice.name(), choice.also().unwrap_or_default());
        self.all =
            all.into_iter().map(|choice| (words(&choice), choice)).map(|(words, it)| (it, words)).collect();
        self.find();
    }

    fn find(&mut self) {
        let typed = self.input.text();
        let words = self.all.iter().map(|(_, words)| words.as_str());
        self.found = if T::IS_STRICT { fuzzy::by_words(typed, words) } else { fuzzy::rank(typed, words) };
        let whole = typed.trim().to_lowercase();
        if !whole.is_empty() {
            let is_whole = |choice: &T| choice.name().to_lowercase() == whole;
            let is_other = |at: &usize| !self.all.get(*at).is_some_and(|(choice, _)| is_whole(choice));
            self.found.sort_by_key(is_other);
        }
        self.chosen = (!self.waits || !whole.is_empty()).then_some(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Shop(&'static str, &'static str);

    impl Choice for Shop {
        fn name(&self) -> &str {
            self.0
        }

        fn also(&self) -> Option<&str> {
            Some(self.1)
        }

        fn is(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }

    const ALL: [Shop; 3] = [Shop("Blue Anchor", ""), Shop("Cedar Books", "Jo"), Shop("Blue", "Note")];

    fn press(picker: &mut Picker<Shop>, keys: &str) -> Outcome<Shop> {
        let chords = keys.split(' ').map(|key| Chord::read(key).unwrap());
        chords.map(|chord| picker.press(chord)).last().unwrap()
    }

    fn name(picker: &Picker<Shop>) -> Option<&str> {
        picker.chosen().map(Choice::name)
    }

    #[test]
    fn letters_and_enter_pick_and_the_whole_name_comes_first() {
        let mut picker = Picker::new(ALL);
        assert_eq!(press(&mut picker, "c e d Enter"), Outcome::Chosen(ALL[1].clone()));
        assert_eq!(press(&mut picker, "Ctrl-u j o Enter"), Outcome::Chosen(ALL[1].clone()));
        assert_eq!(press(&mut picker, "Ctrl-u b l u e Enter"), Outcome::Chosen(ALL[2].clone()));
    }

    #[test]
    fn every_way_down_goes_down_and_none_beyond_the_end() {
        for (down, up) in [("Down", "Up"), ("Tab", "Shift-Tab"), ("Ctrl-n", "Ctrl-p")] {
            let mut picker = Picker::new(ALL);
            press(&mut picker, down);
            assert_eq!(name(&picker), Some("Cedar Books"), "{down}");
            press(&mut picker, &[down, down, down].join(" "));
            assert_eq!(name(&picker), Some("Blue"), "{down}");
            press(&mut picker, &[up, up, up].join(" "));
            assert_eq!(name(&picker), Some("Blue Anchor"), "{up}");
        }
    }

    #[test]
    fn when_nothing_fits_enter_does_nothing_and_esc_leaves() {
        let mut picker = Picker::new(ALL);
        picker.paste("qqqq");
        assert_eq!(press(&mut picker, "Down Enter"), Outcome::Open);
        assert_eq!(press(&mut picker, "Esc"), Outcome::Left);
    }

    #[test]
    fn what_is_chosen_stays_so_when_more_becomes_known_and_what_is_typed_too() {
        let mut picker = Picker::new(ALL);
        picker.paste("blue");
        press(&mut picker, "Down");
        picker.fill([Shop("Blue Moon", ""), Shop("Blue Anchor", "moved"), Shop("Blue", "")]);
        assert_eq!((name(&picker), picker.input.text()), (Some("Blue Anchor"), "blue"));
        picker.fill([Shop("Cedar Books", "")]);
        assert_eq!(name(&picker), None);
    }

    #[test]
    fn one_that_waits_chooses_nothing_by_itself() {
        let mut picker = Picker::waiting(ALL);
        assert_eq!(press(&mut picker, "Enter"), Outcome::Open);
        assert_eq!(name(&picker), None);
        press(&mut picker, "Down");
        assert_eq!(name(&picker), Some("Blue Anchor"));
        picker.paste("ced");
        assert_eq!(name(&picker), Some("Cedar Books"));
        picker.clear();
        assert_eq!((name(&picker), picker.input.text()), (Some("Cedar Books"), ""));
    }
}
