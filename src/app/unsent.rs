//! What was typed and neither made nor sent.
//!
//! Esc is soon pressed, by some as a reflex. So what a dialog held is there when the same dialog is opened again,
//! until it is made or sent, or the program ends.

use std::collections::HashMap;

use super::action::Action;
use super::create::Create;
use super::model::Model;
use crate::domain::id::TaskId;
use crate::domain::zone::Timestamp;

/// What is kept.
#[derive(Clone, Debug, Default)]
pub struct Unsent {
    form: Option<Box<Create>>,
    comments: HashMap<TaskId, String>,
}

impl Unsent {
    /// The form for a new task as it was left; from now on it is with whoever asked.
    pub fn take_form(&mut self) -> Option<Box<Create>> {
        self.form.take()
    }

    /// The comment on a task as it was left; from now on it is with whoever asked.
    pub fn take_comment(&mut self, task: &TaskId) -> String {
        self.comments.remove(task).unwrap_or_default()
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        if let Some(text) = self.comments.remove(placeholder) {
            self.comments.insert(real.clone(), text);
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

/// A comment was left.
pub fn keep_comment(model: &mut Model, at: Timestamp, task: TaskId, text: String) {
    if !text.is_empty() {
        model.unsent.comments.insert(task, text);
        say(model, at, Action::Comment);
    }
}

fn say(model: &mut Model, at: Timestamp, action: Action) {
    let key = model.key(action);
    model.notices.info(at, format!("Kept what you typed; {key} goes on with it"));
}
