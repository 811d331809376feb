//! Rewriting a to-do, here or in the user's own editor.
//!
//! Enter is done and Ctrl-j ends a line, as in a chat; Ctrl-g hands the text over. Only to-dos can be
//! rewritten: every other kind says what Close says it says.

use super::chord::{Chord, Key};
use super::effect::Effect;
use super::input::Lines;
use super::model::Model;
use super::overlay::Overlay;
use super::triage::{self, Deed};
use crate::domain::id::TaskId;
use crate::domain::kind::Kind;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The to-do.
    pub task: TaskId,
    /// What it is to say.
    pub lines: Lines,
}

/// Opens the dialog for the task under the cursor.
pub fn open(model: &mut Model, at: Timestamp) {
    if let Some(why) = refuses(model) {
        return model.notices.info(at, why);
    }
    let Some(task) = model.selected() else {
        return model.notices.info(at, "There is no task here");
    };
    let Kind::ToDo(text) = &task.kind else { return };
    let editor = Editor { task: task.id.clone(), lines: Lines::with(text) };
    model.overlays.push(Overlay::Editor(Box::new(editor)));
}

/// Why the task under the cursor cannot be rewritten.
pub fn refuses(model: &Model) -> Option<String> {
    let task = model.selected().filter(|task| !matches!(task.kind, Kind::ToDo(_)))?;
    Some(format!("Only to-dos can be rewritten; this is {}", article(task)))
}

fn article(task: &Task) -> String {
    let title = task.kind.title();
    let is_vowel = title.starts_with(['A', 'E', 'I', 'O', 'U']) || title.starts_with("SMS");
    let title = if title.starts_with("SMS") { title.to_owned() } else { title.to_lowercase() };
    format!("{} {title}", if is_vowel { "an" } else { "a" })
}

/// A key while a to-do is rewritten.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Editor(editor)) = model.overlays.last_mut() else { return Vec::new() };
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) | (Key::Char('c'), true) => drop(model.overlays.pop()),
        (Key::Enter, _) => accept(model, at),
        (Key::Char('g'), true) => return vec![Effect::Edit(editor.lines.text())],
        _ => drop(editor.lines.press(chord)),
    }
    Vec::new()
}

fn accept(model: &mut Model, at: Timestamp) {
    let Some(Overlay::Editor(editor)) = model.overlays.last() else { return };
    let (task, text) = (editor.task.clone(), editor.lines.text());
    if text.is_empty() {
        return model.notices.info(at, "A to-do has to say something; D deletes it");
    }
    model.overlays.pop();
    triage::carry_out(model, at, &[task], Deed::Rewrite(text.into()));
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
