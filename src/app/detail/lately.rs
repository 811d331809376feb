//! What the user did to a task lately, as far as Close has it: it can be taken back.

use super::related::moment;
use super::{Part, Role, labelled};
use crate::app::model::Model;
use crate::app::words;
use crate::domain::step::{Change, Step};
use crate::domain::task::Task;

/// More than this is no help any more.
const MOST: usize = 5;

/// Each change in a line, the newest first.
pub(super) fn parts(model: &Model, task: &Task, columns: usize) -> Vec<Part<'static>> {
    let changes = model.history.done().rev().flat_map(|step| step.changes.iter().map(move |it| (step, it)));
    let ours = changes.filter(|(_, change)| change.task == task.id);
    // What is on its way stands at the top already.
    let settled = ours.filter(|(_, change)| model.board.entry(change.entry).is_none());
    let mut label = "You did";
    settled
        .take(MOST)
        .map(|(step, change)| {
            labelled(std::mem::take(&mut label), &words_of(model, step, change), Role::Dim, columns)
        })
        .collect()
}

fn words_of(model: &Model, step: &Step, change: &Change) -> String {
    let today = &model.today;
    let deed = words::deed(&change.work, &change.patch, today);
    format!("{deed}{} · {}", words::before(&change.before, today), moment(model, step.made))
}
