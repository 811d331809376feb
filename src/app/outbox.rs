//! The view of changes on their way, and of those Close refused.

use super::model::Model;
use super::overlay::Overlay;
use super::races::Race;
use super::{triage, undo};
use crate::domain::entry::Entry;
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
    /// It crossed with a change of somebody else's.
    Crossed(&'a Race),
}

/// The rows: what needs the user first, then what waits, oldest first, then what crossed, newest first.
pub fn items(model: &Model) -> Vec<Item<'_>> {
    let refused = model.problems.iter().map(Item::Refused);
    let crossed = model.races.all().iter().rev().map(Item::Crossed);
    refused.chain(model.board.log().map(Item::Waiting)).chain(crossed).collect()
}

/// Sends the chosen refused change again.
pub fn retry(model: &mut Model, at: Timestamp) {
    if chosen_race(model).is_some() {
        return model.notices.info(at, "It is done already: x takes it off this list");
    }
    let Some(problem) = chosen_problem(model) else {
        return model.notices.info(at, "It is on its way: nothing to retry");
    };
    let batch = model.history.next_batch();
    let entry = &problem.entry;
    match triage::push(model, at, batch, &entry.task, entry.patch.clone()) {
        None => model.notices.info(at, format!("{}: it is so already", problem.subject)),
        Some(_) => model.notices.done(at, format!("Trying again: {}", problem.subject)),
    }
    forgive(model, &problem);
}

/// Drops the chosen change, if that is still possible.
pub fn drop_chosen(model: &mut Model, at: Timestamp) {
    if let Some(problem) = chosen_problem(model) {
        model.notices.done(at, format!("Dropped: {}", problem.subject));
        return forgive(model, &problem);
    }
    if let Some(race) = chosen_race(model) {
        model.races.dismiss(&race);
        return stay_within(model);
    }
    let Some(entry) = chosen_entry(model) else { return };
    if entry.tried {
        return model.notices.info(at, "It is on its way already; u takes it back");
    }
    undo::erase(model, entry.id);
    model.history.refuse(&entry);
    model.lists.refresh(&model.board, &model.today, &[entry.task]);
    model.notices.done(at, "Dropped: it was never sent");
}

fn chosen<T>(model: &Model, pick: impl Fn(&Item<'_>) -> Option<T>) -> Option<T> {
    let Some(Overlay::Outbox(view)) = model.overlays.last() else { return None };
    items(model).get(view.chosen).and_then(pick)
}

fn chosen_entry(model: &Model) -> Option<Entry> {
    chosen(model, |item| if let Item::Waiting(entry) = item { Some((*entry).clone()) } else { None })
}

fn chosen_problem(model: &Model) -> Option<Problem> {
    chosen(model, |item| if let Item::Refused(problem) = item { Some((*problem).clone()) } else { None })
}

fn chosen_race(model: &Model) -> Option<Race> {
    chosen(model, |item| if let Item::Crossed(race) = item { Some((*race).clone()) } else { None })
}

fn forgive(model: &mut Model, problem: &Problem) {
    model.problems.retain(|other| other.entry.id != problem.entry.id);
    model.disk.keep([Write::Forgive(problem.entry.id)]);
    model.lists.refresh(&model.board, &model.today, std::slice::from_ref(&problem.entry.task));
    stay_within(model);
}

// The chosen row may have been the last.
fn stay_within(model: &mut Model) {
    let last = items(model).len().saturating_sub(1);
    if let Some(Overlay::Outbox(view)) = model.overlays.last_mut() {
        view.chosen = view.chosen.min(last);
    }
}
