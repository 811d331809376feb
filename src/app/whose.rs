//! Choosing whose tasks are shown: our own, everybody's, a group's or a colleague's.
//!
//! The choice is kept on disk for each account. What was loaded stays; what belongs to the others is looked at
//! afresh, so that nothing of before is taken for certain.

use std::collections::HashMap;

use super::chord::{Chord, Key};
use super::fuzzy;
use super::input::Input;
use super::marks::Marks;
use super::model::Model;
use super::overlay::Overlay;
use super::people::Outcome;
use super::triage::counted;
use crate::domain::id::UserId;
use crate::domain::people::{Group, User};
use crate::domain::whose::Whose;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// The picker: what was typed, what fits, what is chosen.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What was typed.
    pub input: Input,
    /// What fits, best first.
    pub found: Vec<Row>,
    /// Which of them is chosen, from 0.
    pub chosen: usize,
    all: Vec<Row>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What choosing it means.
    pub whose: Whose,
    /// What it is called.
    pub name: String,
    /// What there is to say about it.
    pub note: String,
}

impl Picker {
    fn new(all: Vec<Row>) -> Self {
        Self { input: Input::default(), found: all.clone(), chosen: 0, all }
    }

    /// Takes a key.
    pub fn press(&mut self, chord: Chord) -> Outcome<Whose> {
        match (chord.key, chord.ctrl) {
            (Key::Esc, _) | (Key::Char('c'), true) => return Outcome::Left,
            (Key::Enter, _) => {
                let row = self.found.get(self.chosen);
                return row.map_or(Outcome::Open, |row| Outcome::Chosen(row.whose.clone()));
            }
            (Key::Down | Key::Tab, _) | (Key::Char('n'), true) => self.choose(1),
            (Key::Up | Key::BackTab, _) | (Key::Char('p'), true) => self.choose(-1),
            _ if self.input.press(chord) => self.find(),
            _ => {}
        }
        Outcome::Open
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.find();
    }

    fn choose(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    fn find(&mut self) {
        let entries: Vec<String> = self.all.iter().map(|row| format!("{} {}", row.name, row.note)).collect();
        let ranked = fuzzy::rank(self.input.text(), entries.iter().map(String::as_str));
        self.found = ranked.into_iter().filter_map(|index| self.all.get(index).cloned()).collect();
        self.chosen = 0;
    }

    // More became known: what was chosen stays chosen.
    fn fill(&mut self, all: Vec<Row>) {
        let chosen = self.found.get(self.chosen).map(|row| row.name.clone());
        self.all = all;
        self.find();
        let again = self.found.iter().position(|row| Some(&row.name) == chosen.as_ref());
        self.chosen = again.unwrap_or(0);
    }
}

/// Opens the picker.
pub fn open(model: &mut Model, at: Timestamp) {
    if model.me.is_none() {
        return model.notices.info(at, "Close has not said yet who we are");
    }
    let picker = Picker::new(rows(model));
    model.overlays.push(Overlay::Whose(Box::new(picker)));
}

/// The picker got a key.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) {
    let Some(Overlay::Whose(picker)) = model.overlays.last_mut() else { return };
    match picker.press(chord) {
        Outcome::Open => {}
        Outcome::Left => drop(model.overlays.pop()),
        Outcome::Chosen(whose) => {
            model.overlays.pop();
            choose(model, at, whose);
        }
    }
}

/// Shows the tasks of these people from now on.
pub fn choose(model: &mut Model, at: Timestamp, whose: Whose) {
    if matches!(&whose, Whose::Group(group) if group.members.is_empty()) {
        return model.notices.info(at, "That group has nobody in it");
    }
    if whose != model.whose {
        model.whose = whose;
        keep(model);
        model.marks = Marks::default();
        show(model);
    }
    let words = label_of(model, &model.whose);
    model.notices.info(at, format!("Showing {words}"));
}

// What a view shows is borrowed, and not kept for the next time.
fn keep(model: &mut Model) {
    if !model.views.is_open() {
        model.disk.keep([Write::Whose(Box::new(model.whose.clone()))]);
    }
}

/// Makes the lists show what was chosen, and has it looked at afresh when that is something new.
pub fn show(model: &mut Model) {
    let Some(me) = &model.me else { return };
    let owner = model.whose.owner(&me.user.id);
    let had_owner = model.lists.owner().is_some();
    if model.lists.show_owner(owner, &model.board, &model.today) && had_owner {
        model.sync.reading.start_over();
    }
}

/// Close said who belongs to which group: the one that is shown may have changed.
pub fn on_groups(model: &mut Model, groups: &[Group]) {
    let Whose::Group(shown) = &model.whose else { return };
    let fresh = groups.iter().find(|group| group.id == shown.id && *group != shown);
    if let Some(group) = fresh.filter(|group| !group.members.is_empty()) {
        model.whose = Whose::Group(group.clone());
        keep(model);
        show(model);
    }
}

/// The people who are called this, where only they can be meant.
pub fn called(model: &Model, words: &str) -> Result<Whose, String> {
    let rows = rows(model);
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let at = fuzzy::only(words, &names, || format!("Nobody here is called {words}"))?;
    rows.get(at).map(|row| row.whose.clone()).ok_or_else(String::new)
}

/// The same people, a group with the members it has now.
pub fn as_known(model: &Model, whose: &Whose) -> Whose {
    let Whose::Group(group) = whose else { return whose.clone() };
    let known = model.groups.known().iter().find(|other| other.id == group.id);
    Whose::Group(known.unwrap_or(group).clone())
}

/// Puts what became known into an open picker.
pub fn fill_picker(model: &mut Model) {
    let rows = rows(model);
    if let Some(Overlay::Whose(picker)) = model.overlays.last_mut() {
        picker.fill(rows);
    }
}

/// Whose tasks are shown, in words; nothing when they are our own.
pub fn label(model: &Model) -> Option<String> {
    (model.whose != Whose::Us).then(|| label_of(model, &model.whose))
}

/// The tasks of these people, in words.
pub fn label_of(model: &Model, whose: &Whose) -> String {
    match whose {
        Whose::Us => "your own tasks".into(),
        Whose::Everyone => "everyone's tasks".into(),
        Whose::Person(user) => format!("{}'s tasks", name_of(model, user)),
        Whose::Group(group) => format!("tasks of {}", group.name),
    }
}

fn name_of<'a>(model: &'a Model, user: &UserId) -> &'a str {
    let known = model.people.iter().find(|person| person.id == *user);
    known.map_or("a colleague", |person| &*person.name)
}

/// What can be chosen: ourselves, everybody, the groups, then the people, those who left last.
pub fn rows(model: &Model) -> Vec<Row> {
    let row = |whose, name: &str, note: &str| Row { whose, name: name.into(), note: note.into() };
    let mut rows = vec![row(Whose::Us, "Me", "your own tasks"), row(Whose::Everyone, "Everyone", "")];
    let shown = match &model.whose {
        Whose::Group(group) if model.groups.known().is_empty() => std::slice::from_ref(group),
        _ => model.groups.known(),
    };
    let group = |group: &Group| Row {
        whose: Whose::Group(group.clone()),
        name: group.name.to_string(),
        note: members(group.members.len()),
    };
    rows.extend(shown.iter().map(group));
    let me = model.me.as_ref().map(|me| &me.user.id);
    let mut others: Vec<&User> = model.people.iter().filter(|user| Some(&user.id) != me).collect();
    let stuck = open_by_person(model);
    others.sort_by_key(|user| (!user.is_active, user.name.to_lowercase()));
    rows.extend(others.into_iter().map(|user| Row {
        whose: Whose::Person(user.id.clone()),
        name: user.name.to_string(),
        note: note(&stuck, user),
    }));
    rows
}

fn members(count: usize) -> String {
    if count == 1 { "1 member".into() } else { format!("{count} members") }
}

// Tasks stuck with somebody who left are what nobody else finds.
fn note(stuck: &HashMap<&UserId, usize>, user: &User) -> String {
    if user.is_active {
        return user.email.to_string();
    }
    match stuck.get(&user.id) {
        None => "has left".into(),
        Some(count) => format!("has left; {} still open", counted(*count)),
    }
}

fn open_by_person(model: &Model) -> HashMap<&UserId, usize> {
    let mut counts = HashMap::new();
    let shown = model.board.ids().filter_map(|id| model.board.shown(id)).filter(|task| !task.is_complete);
    for person in shown.filter_map(|task| task.assignee.as_ref()) {
        *counts.entry(&person.id).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(whose: Whose, name: &str) -> Row {
        Row { whose, name: name.into(), note: String::new() }
    }

    fn picker() -> Picker {
        Picker::new(vec![row(Whose::Us, "Me"), row(Whose::Everyone, "Everyone")])
    }

    fn ana() -> Row {
        row(Whose::Person(UserId::new("user_ana")), "Ana Lopez")
    }

    #[test]
    fn a_few_letters_and_enter_choose() {
        let mut picker = picker();
        picker.paste("every");
        assert_eq!(picker.press(Chord::plain(Key::Enter)), Outcome::Chosen(Whose::Everyone));
    }

    #[test]
    fn what_was_chosen_stays_chosen_when_more_becomes_known() {
        let mut picker = picker();
        picker.press(Chord::plain(Key::Down));
        picker.fill(vec![row(Whose::Us, "Me"), ana(), row(Whose::Everyone, "Everyone")]);
        assert_eq!(picker.press(Chord::plain(Key::Enter)), Outcome::Chosen(Whose::Everyone));
    }

    #[test]
    fn when_nothing_fits_enter_does_nothing() {
        let mut picker = picker();
        picker.paste("qqqq");
        assert_eq!(picker.press(Chord::plain(Key::Enter)), Outcome::Open);
        assert_eq!(picker.press(Chord::plain(Key::Esc)), Outcome::Left);
    }
}
