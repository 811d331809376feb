//! Text of several lines: rewriting a to-do or writing a comment, here or in the user's own editor.
//!
//! Enter is done and Ctrl-j ends a line, as in a chat; Ctrl-g hands the text over. Only to-dos can be
//! rewritten: every other kind says what Close says it says.

use super::chord::{Chord, Key};
use super::comments;
use super::effect::Effect;
use super::input::Lines;
use super::model::Model;
use super::overlay::Overlay;
use super::triage::{self, Deed};
use super::unsent;
use super::vacant;
use crate::domain::id::{TaskId, Text};
use crate::domain::kind::Kind;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The task.
    pub task: TaskId,
    /// What becomes of the text.
    pub purpose: Purpose,
    /// What the text began as.
    pub over: Text,
    /// What was typed.
    pub lines: Lines,
}

/// What becomes of a text that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The to-do says it.
    Rewrite,
    /// It is written beside the task.
    Comment,
}

impl Editor {
    /// A dialog that begins with this text.
    pub fn new(task: TaskId, purpose: Purpose, text: Text) -> Self {
        Self { task, purpose, lines: Lines::with(&text), over: text }
    }
}

/// Opens the dialog for the task under the cursor.
pub fn open(model: &mut Model, at: Timestamp) {
    if let Some(why) = refuses(model) {
        return model.notices.info(at, why);
    }
    let Some(task) = model.selected() else {
        return vacant::say(model, at);
    };
    let Kind::ToDo(text) = &task.kind else { return };
    let fresh = Editor::new(task.id.clone(), Purpose::Rewrite, text.clone());
    let editor = match model.unsent.take_text(&fresh.task, Purpose::Rewrite) {
        None => fresh,
        Some(left) if left.over == fresh.over => {
            model.notices.info(at, "This is what you typed; emptied, Esc forgets it");
            left
        }
        Some(_) => {
            model.notices.info(at, "It says something else since, so what you typed for it is dropped");
            fresh
        }
    };
    model.overlays.push(Overlay::Editor(Box::new(editor)));
}

/// Why the task under the cursor cannot be rewritten.
pub fn refuses(model: &Model) -> Option<String> {
    let task = model.selected().filter(|task| !matches!(task.kind, Kind::ToDo(_)))?;
    Some(format!("Only to-dos can be rewritten; this is {}", article(task)))
}

fn article(task: &Task) -> String {
    let counted = task.kind.counted(1);
    let noun = counted.trim_start_matches("1 ");
    let is_vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']) || noun.starts_with("SMS");
    format!("{} {noun}", if is_vowel { "an" } else { "a" })
}

/// A key while the text is typed.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Editor(editor)) = model.overlays.last_mut() else { return Vec::new() };
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) | (Key::Char('c'), true) => leave(model, at),
        (Key::Enter, _) => accept(model, at),
        (Key::Char('g'), true) => return vec![Effect::Edit(editor.lines.text())],
        _ => drop(editor.lines.press(chord)),
    }
    Vec::new()
}

fn leave(model: &mut Model, at: Timestamp) {
    if let Some(Overlay::Editor(editor)) = model.overlays.pop() {
        unsent::keep_text(model, at, *editor);
    }
}

fn accept(model: &mut Model, at: Timestamp) {
    let Some(Overlay::Editor(editor)) = model.overlays.last() else { return };
    let (task, purpose, text) = (editor.task.clone(), editor.purpose, editor.lines.text());
    let missing = match purpose {
        Purpose::Rewrite => "A to-do has to say something; D deletes it",
        Purpose::Comment => "A comment has to say something; Esc leaves",
    };
    if text.is_empty() {
        return model.notices.info(at, missing);
    }
    model.overlays.pop();
    match purpose {
        Purpose::Rewrite => triage::carry_out(model, at, &[task], Deed::Rewrite(text.into())),
        Purpose::Comment => comments::carry_out(model, at, &task, text.into()),
    }
}

/// The user's own editor gave the text back, or could not be run.
pub fn on_edited(model: &mut Model, at: Timestamp, text: Result<String, String>) {
    match (text, model.overlays.last_mut()) {
        (Err(why), _) => model.notices.bad(at, why),
        (Ok(text), Some(Overlay::Editor(editor))) => editor.lines = Lines::with(text.trim_end()),
        (Ok(text), Some(Overlay::Create(create))) => create.text = Lines::with(text.trim_end()),
        (Ok(_), _) => {}
    }
}
