//! The view of changes on their way, and of those Close refused.

use super::history::Change;
use super::model::Model;
use super::overlay::Overlay;
use super::undo;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::write::{Problem, Write};
use crate::domain::zone::Timestamp;

/// Where the cursor is in the view.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outbox {
    /// Which row, from 0.
    pub chosen: usize,
}

/// One row of the view.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// Close said no; the user decides.
    Refused(&'a Problem),
    /// On its way.
    Waiting(&'a Entry),
}

/// The rows: what needs the user first, then what waits, oldest first.
pub fn items(model: &Model) -> Vec<Item<'_>> {
    let refused = model.problems.iter().map(Item::Refused);
    refused.chain(model.board.log().map(Item::Waiting)).collect()
}

impl Item<'_> {
    /// Which entry it is.
    pub fn id(&self) -> EntryId {
        match self {
            Self::Refused(problem) => problem.entry.id,
            Self::Waiting(entry) => entry.id,
        }
    }
}

/// Sends the chosen refused change again.
pub fn retry(model: &mut Model, at: Timestamp) {
    let Some(problem) = chosen_problem(model) else {
        return model.notices.info(at, "It is on its way: nothing to retry");
    };
    let batch = model.history.next_batch();
    let again = undo::again(model, at, batch, &Change::of(&problem.entry));
    match &again {
        None => model.notices.info(at, format!("{}: it is so already", problem.subject)),
        Some(_) => model.notices.done(at, format!("Trying again: {}", problem.subject)),
    }
    forgive(model, &problem);
    // A new task has another placeholder now.
    let task = again.map(|change| change.task);
    model.lists.refresh(&model.board, &model.today, task.as_slice());
}

/// Drops the chosen change, if that is still possible.
pub fn drop_chosen(model: &mut Model, at: Timestamp) {
    if let Some(problem) = chosen_problem(model) {
        model.notices.done(at, format!("Dropped: {}", problem.subject));
        return forgive(model, &problem);
    }
    let Some(entry) = chosen(model).and_then(|id| model.board.entry(id)).cloned() else { return };
    if entry.tried {
        return model.notices.info(at, "It is on its way already; u takes it back");
    }
    undo::erase(model, entry.id);
    model.history.refuse(&entry);
    model.lists.refresh(&model.board, &model.today, &[entry.task]);
    model.notices.done(at, "Dropped: it was never sent");
}

fn chosen(model: &Model) -> Option<EntryId> {
    let Some(Overlay::Outbox(view)) = model.overlays.last() else { return None };
    items(model).get(view.chosen).map(Item::id)
}

fn chosen_problem(model: &Model) -> Option<Problem> {
    let id = chosen(model)?;
    model.problems.iter().find(|problem| problem.entry.id == id).cloned()
}

fn forgive(model: &mut Model, problem: &Problem) {
    model.problems.retain(|other| other.entry.id != problem.entry.id);
    model.disk.keep([Write::Forgive(problem.entry.id)]);
    model.lists.refresh(&model.board, &model.today, std::slice::from_ref(&problem.entry.task));
    let last = items(model).len().saturating_sub(1);
    if let Some(Overlay::Outbox(view)) = model.overlays.last_mut() {
        view.chosen = view.chosen.min(last);
    }
}
