//! Choosing somebody to hand tasks to.

use super::chord::{Chord, Key};
use super::fuzzy;
use super::input::Input;
use crate::domain::id::{TaskId, UserId};
use crate::domain::people::User;

/// The picker: what was typed, who fits, who is chosen.
#[derive(Clone, Debug)]
pub struct Picker {
    /// The tasks to hand over.
    pub tasks: Vec<TaskId>,
    /// What was typed.
    pub input: Input,
    /// Who fits, best first.
    pub found: Vec<User>,
    /// Which of them is chosen, from 0.
    pub chosen: usize,
    everybody: Vec<User>,
}

/// What a key did to a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It stays open.
    Open,
    /// It was left without effect.
    Left,
    /// Something was chosen.
    Chosen(T),
}

impl Picker {
    /// A picker over everybody who is still there, ourselves first.
    pub fn new(tasks: Vec<TaskId>, people: &[User], me: Option<&UserId>) -> Self {
        let everybody = Self::in_order(people, me);
        Self { tasks, input: Input::default(), found: everybody.clone(), chosen: 0, everybody }
    }

    /// Takes in who there is, as Close says it only now.
    pub fn meet(&mut self, people: &[User], me: Option<&UserId>) {
        let chosen = self.found.get(self.chosen).map(|user| user.id.clone());
        self.everybody = Self::in_order(people, me);
        self.find();
        let again = chosen.and_then(|id| self.found.iter().position(|user| user.id == id));
        self.chosen = again.unwrap_or_default();
    }

    fn in_order(people: &[User], me: Option<&UserId>) -> Vec<User> {
        let mut everybody: Vec<User> = people.iter().filter(|user| user.is_active).cloned().collect();
        everybody.sort_by_key(|user| (Some(&user.id) != me, user.name.to_lowercase()));
        everybody
    }

    /// Takes a key.
    pub fn press(&mut self, chord: Chord) -> Outcome<User> {
        match (chord.key, chord.ctrl) {
            (Key::Esc, _) | (Key::Char('c'), true) => return Outcome::Left,
            (Key::Enter, _) => return self.accept(),
            (Key::Down | Key::Tab, _) | (Key::Char('n'), true) => self.choose(1),
            (Key::Up | Key::BackTab, _) | (Key::Char('p'), true) => self.choose(-1),
            _ => self.type_in(chord),
        }
        Outcome::Open
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.find();
    }

    fn accept(&self) -> Outcome<User> {
        self.found.get(self.chosen).cloned().map_or(Outcome::Open, Outcome::Chosen)
    }

    fn choose(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    fn type_in(&mut self, chord: Chord) {
        if self.input.press(chord) {
            self.find();
        }
    }

    fn find(&mut self) {
        let entries: Vec<String> =
            self.everybody.iter().map(|user| format!("{} {}", user.name, user.email)).collect();
        let ranked = fuzzy::rank(self.input.text(), entries.iter().map(String::as_str));
        self.found = ranked.into_iter().filter_map(|index| self.everybody.get(index).cloned()).collect();
        self.chosen = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(id: &str, name: &str, is_active: bool) -> User {
        User { id: UserId::new(id), name: name.into(), email: "x@example.com".into(), is_active }
    }

    fn picker() -> Picker {
        let people =
            [user("1", "Zoë Brandt", true), user("2", "Ana Lopez", true), user("3", "Gone Gary", false)];
        Picker::new(Vec::new(), &people, Some(&UserId::new("1")))
    }

    #[test]
    fn we_come_first_and_those_who_left_not_at_all() {
        let names: Vec<String> = picker().found.iter().map(|user| user.name.to_string()).collect();
        assert_eq!(names, ["Zoë Brandt", "Ana Lopez"]);
    }

    #[test]
    fn who_is_named_only_later_leaves_the_choice_and_the_letters_alone() {
        let mut picker = picker();
        picker.paste("lop");
        let more = [user("4", "Penelope Ott", true), user("2", "Ana Lopez", true)];
        picker.meet(&more, None);
        assert_eq!((picker.input.text(), picker.found.len()), ("lop", 2));
        assert_eq!(&*picker.found[picker.chosen].name, "Ana Lopez");
    }

    #[test]
    fn typing_and_enter_choose() {
        let mut picker = picker();
        for letter in "ana".chars() {
            picker.press(Chord::plain(Key::Char(letter)));
        }
        let Outcome::Chosen(user) = picker.press(Chord::plain(Key::Enter)) else { panic!("nobody chosen") };
        assert_eq!(&*user.name, "Ana Lopez");
    }

    #[test]
    fn when_nobody_fits_enter_does_nothing() {
        let mut picker = picker();
        picker.paste("qqqq");
        assert_eq!(picker.press(Chord::plain(Key::Enter)), Outcome::Open);
        assert_eq!(picker.press(Chord::plain(Key::Esc)), Outcome::Left);
    }
}
