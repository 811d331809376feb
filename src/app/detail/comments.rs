//! The comments on a task, those that have come and our own that are on their way.

use super::related::moment;
use super::{Part, Role, field, labelled};
use crate::app::model::Model;
use crate::app::{comments, words};
use crate::domain::comment::{Comment, NewComment};
use crate::domain::entry::{Entry, Work};
use crate::domain::id::UserId;
use crate::domain::related::commented;
use crate::domain::task::Task;

/// All of them, the oldest first; what waits comes last.
pub(super) fn parts<'a>(model: &'a Model, task: &'a Task, columns: usize) -> Vec<Part<'a>> {
    let Some(on) = commented(task) else { return Vec::new() };
    let mut section = Section { parts: Vec::new(), label: "Comments", columns };
    let known = comments::known(model, &on).iter();
    for comment in known.filter(|comment| !comments::is_going(model, &task.id, &comment.id)) {
        let by = name(model, comment.by.as_ref());
        section.add(&by, &when(model, comment), Role::Dim, &comment.text);
    }
    for entry in model.board.entries_of(&task.id) {
        let state = words::state(model, entry);
        if let Some(ours) = ours(model, task, entry) {
            section.add("you", state.word(), role(state.is_bad()), &ours.text);
        }
    }
    for problem in words::problems_of(model, &task.id) {
        if let Work::Comment(ours) = &problem.entry.work {
            section.add("you", words::State::Refused.word(), Role::Bad, &ours.text);
        }
    }
    section.parts
}

struct Section<'a> {
    parts: Vec<Part<'a>>,
    label: &'static str,
    columns: usize,
}

impl<'a> Section<'a> {
    fn add(&mut self, by: &str, state: &str, role: Role, text: &'a str) {
        let head = if state.is_empty() { by.to_owned() } else { format!("{by} · {state}") };
        self.parts.push(labelled(std::mem::take(&mut self.label), &head, role, self.columns));
        self.parts.push(field("", text, Role::Plain, self.columns));
    }
}

// A comment of ours on its way, unless it is to be taken back.
fn ours<'a>(model: &Model, task: &Task, entry: &'a Entry) -> Option<&'a NewComment> {
    entry.comment().filter(|ours| !comments::is_going(model, &task.id, &ours.id))
}

fn name(model: &Model, by: Option<&UserId>) -> String {
    let user = by.and_then(|id| model.people.iter().find(|user| user.id == *id));
    let is_us = by.is_some() && by == model.me.as_ref().map(|me| &me.user.id);
    if is_us { "you".into() } else { user.map_or_else(|| "somebody".into(), |user| user.name.to_string()) }
}

fn when(model: &Model, comment: &Comment) -> String {
    comment.at.map(|at| moment(model, at)).unwrap_or_default()
}

const fn role(is_bad: bool) -> Role {
    if is_bad { Role::Bad } else { Role::Waiting }
}
