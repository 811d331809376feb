//! The question before a task is put off for the fifth time: call now, hand over, or let go?
//!
//! Asked once for each task, also over several sessions. Whatever is chosen is done by the same actions as from
//! the list; moving it all the same stays one key away.

use super::action::Action;
use super::chord::{Chord, Key};
use super::counting::OFTEN;
use super::dates;
use super::effect::Effect;
use super::keys;
use super::model::Model;
use super::overlay::Overlay;
use crate::domain::id::TaskId;
use crate::domain::related::{Key as Thing, Related};
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// The question about one task.
#[derive(Clone, Debug)]
pub struct Question {
    /// Which.
    pub task: TaskId,
    /// How often it was put off already.
    pub times: u32,
}

/// What may be chosen: the key, and what it does.
pub const CHOICES: [(char, &str); 4] =
    [('c', "call now"), ('h', "hand over"), ('l', "let go: it is done"), ('m', "move it all the same")];

/// Asks, if it is time to; whether it was.
pub fn ask(model: &mut Model, at: Timestamp, tasks: &[TaskId]) -> bool {
    let [task] = tasks else { return false };
    let known = model.counted.delays.get(task);
    let Some(times) =
        known.filter(|delay| !delay.is_asked && delay.times + 1 >= OFTEN).map(|delay| delay.times)
    else {
        return false;
    };
    let delay = model.counted.asked(at, task).clone();
    model.disk.keep([Write::Delayed(task.clone(), delay)]);
    model.overlays.push(Overlay::Question(Question { task: task.clone(), times }));
    true
}

/// A key while it is asked.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Question(question)) = model.overlays.last() else { return Vec::new() };
    let task = question.task.clone();
    let key = match chord.key {
        Key::Char(letter) if !chord.ctrl => letter.to_ascii_lowercase(),
        Key::Esc => 'q',
        _ => return Vec::new(),
    };
    if !"chlmq".contains(key) {
        return Vec::new();
    }
    model.overlays.pop();
    match key {
        'c' => call(model, at, &task),
        'h' => return keys::on_action(model, at, Action::Assign),
        'l' => return keys::on_action(model, at, Action::Complete),
        'm' => dates::open::open(model, at),
        _ => {}
    }
    Vec::new()
}

// The whole task, for whoever is on the phone.
fn call(model: &mut Model, at: Timestamp, task: &TaskId) {
    let number = number(model, task);
    if model.overlays.is_empty() {
        model.overlays.push(Overlay::Detail { scroll: 0 });
    }
    let what = number.map_or_else(|| "Call now".to_owned(), |number| format!("Call {number} now"));
    model.notices.info(at, format!("{what} · {} when it is done", model.key(Action::Complete)));
}

/// The number to call, as far as it is known: the task's own, else that of its contact.
pub fn number(model: &Model, task: &TaskId) -> Option<String> {
    let task = model.board.shown(task)?;
    let theirs = || {
        let Some(Related::Lead(lead)) = Thing::lead_of(task).and_then(|key| model.shelf.found(&key)) else {
            return None;
        };
        let is_meant = |name: Option<&str>| name == task.who().contact;
        let meant = lead.contacts.iter().find(|contact| is_meant(contact.name.as_deref()));
        let contact = meant.or_else(|| lead.contacts.first())?;
        contact.phones.first().map(ToString::to_string)
    };
    task.who().phone.map(str::to_owned).or_else(theirs)
}
