//! What was typed and neither made nor sent.
//!
//! Esc is soon pressed, by some as a reflex. So what a dialog held is there when the same dialog is opened again,
//! until it is made or sent, or the program ends.

use std::collections::HashMap;

use super::action::Action;
use super::create::Create;
use super::editor::{Editor, Purpose};
use super::input::Lines;
use super::model::Model;
use crate::domain::id::TaskId;
use crate::domain::zone::Timestamp;

/// What is kept.
#[derive(Clone, Debug, Default)]
pub struct Unsent {
    form: Option<Box<Create>>,
    texts: HashMap<TaskId, Vec<Editor>>,
}

impl Unsent {
    /// The form for a new task as it was left; from now on it is with whoever asked.
    pub fn take_form(&mut self) -> Option<Box<Create>> {
        self.form.take()
    }

    /// What was typed for a task and left; from now on it is with whoever asked.
    pub fn take_text(&mut self, task: &TaskId, purpose: Purpose) -> Option<Editor> {
        let left = self.texts.get_mut(task)?;
        let at = left.iter().position(|editor| editor.purpose == purpose)?;
        Some(left.swap_remove(at))
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        if let Some(mut left) = self.texts.remove(placeholder) {
            left.iter_mut().for_each(|editor| editor.task = real.clone());
            self.texts.insert(real.clone(), left);
        }
    }
}

/// The form for a new task was left.
pub fn keep_form(model: &mut Model, at: Timestamp, form: Box<Create>) {
    if form.has_words() {
        model.unsent.form = Some(form);
        say(model, at, Action::Create);
    }
}

/// A text was left. Nothing typed is nothing to keep, nor is what the task says anyway.
pub fn keep_text(model: &mut Model, at: Timestamp, editor: Editor) {
    let typed = editor.lines.text();
    if typed.is_empty() || typed == Lines::with(&editor.over).text() {
        return;
    }
    let action = match editor.purpose {
        Purpose::Rewrite => Action::Edit,
        Purpose::Comment => Action::Comment,
    };
    model.unsent.texts.entry(editor.task.clone()).or_default().push(editor);
    say(model, at, action);
}

fn say(model: &mut Model, at: Timestamp, action: Action) {
    let key = model.key(action);
    model.notices.info(at, format!("Kept what you typed; {key} goes on with it"));
}
