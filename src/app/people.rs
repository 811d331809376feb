//! Choosing somebody to hand tasks to.

use super::chord::Chord;
use super::model::Model;
use super::overlay::{Outcome, Overlay};
use super::picker::{Choice, Picker};
use super::triage::{self, Deed};
use super::{fuzzy, permits, text, vacant};
use crate::domain::id::{Named, TaskId, UserId};
use crate::domain::people::{Presence, User};
use crate::domain::zone::Timestamp;

/// The dialog.
#[derive(Clone, Debug)]
pub struct People {
    /// The tasks to hand over.
    pub tasks: Vec<TaskId>,
    /// Who may have them.
    pub picker: Picker<User>,
}

impl Choice for User {
    const IS_STRICT: bool = true;

    fn name(&self) -> &str {
        &self.name
    }

    fn also(&self) -> Option<&str> {
        Some(&self.email)
    }

    fn is(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Opens the dialog for the chosen tasks.
pub fn open(model: &mut Model, at: Timestamp) {
    let tasks = model.targets();
    if tasks.is_empty() {
        return vacant::say(model, at);
    }
    if !permits::may_begin(model, at, &tasks, Model::may_change) {
        return;
    }
    if model.people.is_empty() {
        model.sync.meet_again();
    }
    let mut picker = Picker::new(present(model));
    // Whoever has all of them already is not meant.
    let task = |id: &TaskId| model.board.shown(id);
    picker.choose(|user| !tasks.iter().filter_map(task).all(|task| task.is_for(&user.id)));
    model.overlays.push(Overlay::People(Box::new(People { tasks, picker })));
}

/// A key while it is open.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) {
    let Some(Overlay::People(people)) = model.overlays.last_mut() else { return };
    match people.picker.press(chord) {
        Outcome::Open => {}
        Outcome::Left => drop(model.overlays.pop()),
        Outcome::Chosen(user) => {
            let tasks = std::mem::take(&mut people.tasks);
            model.overlays.pop();
            triage::request(model, at, tasks, Deed::Assign(user.named()));
        }
    }
}

/// Close says only now who there is.
pub fn follow(model: &mut Model) {
    let present = present(model);
    for overlay in &mut model.overlays {
        if let Overlay::People(people) = overlay {
            people.picker.fill(present.clone());
        }
    }
}

/// Everybody who is still there, ourselves first.
pub fn present(model: &Model) -> Vec<User> {
    in_order(&model.people, model.me.as_ref().map(|me| &me.user.id))
}

/// Whether a colleague is nowhere online, as far as that is known.
pub fn is_away(model: &Model, at: Timestamp, person: &Named<UserId>) -> bool {
    let is_us = model.me.as_ref().is_some_and(|me| me.user.id == person.id);
    !is_us && model.presences.of(&person.id, at) == Some(Presence::Away)
}

/// Why nobody who is still there fits what is typed.
pub fn nobody(people: &[User], typed: &str) -> String {
    if people.is_empty() {
        return "Asking Close who works with you".into();
    }
    let gone: Vec<&str> = people.iter().filter(|user| !user.is_active).map(|user| &*user.name).collect();
    match fuzzy::by_words(typed, gone.iter().copied()).as_slice() {
        [one] => format!("{} has left", text::line(gone.get(*one).copied().unwrap_or_default(), 40)),
        _ => format!("Nobody here is called {}", text::line(typed, 30)),
    }
}

fn in_order(people: &[User], me: Option<&UserId>) -> Vec<User> {
    let mut present: Vec<User> = people.iter().filter(|user| user.is_active).cloned().collect();
    present.sort_by_key(|user| (Some(&user.id) != me, user.name.to_lowercase()));
    present
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn we_come_first_and_those_who_left_not_at_all() {
        let user = |id: &str, name: &str, is_active| User {
            id: UserId::new(id),
            name: name.into(),
            email: "x@example.com".into(),
            is_active,
        };
        let people =
            [user("2", "Ana Lopez", true), user("1", "Zoë Brandt", true), user("3", "Gone Gary", false)];
        let present = in_order(&people, Some(&UserId::new("1")));
        let names: Vec<&str> = present.iter().map(|user| &*user.name).collect();
        assert_eq!(names, ["Zoë Brandt", "Ana Lopez"]);
    }
}
