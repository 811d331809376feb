//! Choosing whose tasks are shown: our own, everybody's, a group's or a colleague's.
//!
//! The choice is kept on disk for each account. What was loaded stays; what belongs to the others is looked at
//! afresh, so that nothing of before is taken for certain.

use std::collections::HashMap;

use super::chord::Chord;
use super::fuzzy;
use super::marks::Marks;
use super::model::Model;
use super::overlay::{Outcome, Overlay};
use super::picker::{Choice, Picker};
use super::triage::counted;
use super::words;
use crate::domain::id::UserId;
use crate::domain::people::{Group, User};
use crate::domain::whose::Whose;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

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

impl Row {
    /// What it is found by where only its name counts; ourselves by ours as well.
    pub fn found_by(&self) -> String {
        if self.whose == Whose::Us { format!("{} {}", self.name, self.note) } else { self.name.clone() }
    }
}

impl Choice for Row {
    const IS_STRICT: bool = true;

    fn name(&self) -> &str {
        &self.name
    }

    fn also(&self) -> Option<&str> {
        Some(&self.note)
    }

    fn is(&self, other: &Self) -> bool {
        self.whose.is_like(&other.whose)
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
        Outcome::Chosen(row) => {
            model.overlays.pop();
            choose(model, at, row.whose);
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
    let me = model.me.as_ref().and_then(|me| me.user.name());
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).chain(me).collect();
    let at = fuzzy::only(words, &names, || format!("Nobody here is called {words}"))?;
    Ok(rows.into_iter().nth(at).map_or(Whose::Us, |row| row.whose))
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
    let name = model.me.as_ref().and_then(|me| me.user.name()).unwrap_or("your own tasks");
    let mut rows = vec![row(Whose::Us, "Me", name), row(Whose::Everyone, "Everyone", "")];
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
    words::counted(count, "member")
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
