//! The view of changes on their way, and of those Close refused.

use super::action::Action;
use super::history::{Change, Step};
use super::model::Model;
use super::overlay::Overlay;
use super::races::Race;
use super::{triage, undo};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::write::{Problem, Write};
use crate::domain::zone::Timestamp;

/// Where the cursor is in the view. It follows its change, as rows come and go by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outbox {
    /// Which row, from 0.
    pub chosen: usize,
    row: Option<Row>,
}

/// Which row it is, whatever stands above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Change(EntryId),
    Crossing(EntryId),
}

impl Outbox {
    /// Puts the cursor on a row.
    pub fn go_to(&mut self, row: usize) {
        *self = Self { chosen: row, row: None };
    }
}

/// Keeps the cursor on its change, else where it was.
pub fn follow(model: &mut Model) {
    let Some(Overlay::Outbox(view)) = model.overlays.last() else { return };
    let items = items(model);
    let again = view.row.and_then(|row| items.iter().position(|item| item.row() == row));
    let chosen = again.unwrap_or(view.chosen).min(items.len().saturating_sub(1));
    let row = items.get(chosen).map(Item::row);
    if let Some(Overlay::Outbox(view)) = model.overlays.last_mut() {
        *view = Outbox { chosen, row };
    }
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

impl Item<'_> {
    fn row(&self) -> Row {
        match self {
            Self::Refused(problem) => Row::Change(problem.entry.id),
            Self::Waiting(entry) => Row::Change(entry.id),
            Self::Crossed(race) => Row::Crossing(race.entry),
        }
    }
}

/// Sends the chosen refused change again.
pub fn retry(model: &mut Model, at: Timestamp) {
    if triage::only_reads(model, at) {
        return;
    }
    if chosen_race(model).is_some() {
        let key = model.key(Action::Drop);
        return model.notices.info(at, format!("It is done already: {key} takes it off this list"));
    }
    let Some(problem) = chosen_problem(model) else {
        let sentence =
            if items(model).is_empty() { "Nothing to retry" } else { "It goes by itself: nothing to retry" };
        return model.notices.info(at, sentence);
    };
    if let Err(why) = retry_one(model, at, &problem) {
        model.notices.info(at, format!("{}: {why}", problem.subject));
    }
}

/// Sends a refused change again, or says why that makes no sense.
pub(in crate::app) fn retry_one(
    model: &mut Model,
    at: Timestamp,
    problem: &Problem,
) -> Result<(), &'static str> {
    let batch = model.history.next_batch();
    let is_known = problem.entry.draft().is_some() || model.board.shown(&problem.entry.task).is_some();
    if !is_known {
        return Err("not known here any more: drop the change");
    }
    let again = undo::again(model, at, batch, &Change::of(&problem.entry));
    // A new task has another placeholder now.
    let task = again.as_ref().map(|change| change.task.clone());
    forgive(model, problem);
    model.lists.refresh(&model.board, &model.today, task.as_slice());
    let change = again.ok_or("it is so already")?;
    let words = format!("Trying again: {}", problem.subject);
    model.notices.done(at, words.clone());
    model.history.push(Step { batch, words, made: at, changes: vec![change] });
    Ok(())
}

/// Drops the chosen change, if that is still possible.
pub fn drop_chosen(model: &mut Model, at: Timestamp) {
    if triage::only_reads(model, at) {
        return;
    }
    if let Some(problem) = chosen_problem(model) {
        model.notices.done(at, format!("Dropped: {}", problem.subject));
        return forgive(model, &problem);
    }
    if let Some(race) = chosen_race(model) {
        return model.races.dismiss(&race);
    }
    let Some(entry) = chosen_entry(model) else { return };
    if entry.tried {
        return model.notices.info(at, format!("It is on its way already; {}", undo::how(model)));
    }
    drop_unsent(model, &entry);
    model.notices.done(at, "Dropped: it was never sent");
}

fn drop_unsent(model: &mut Model, entry: &Entry) {
    undo::erase(model, entry.id);
    model.history.refuse(entry);
    model.lists.refresh(&model.board, &model.today, std::slice::from_ref(&entry.task));
}

/// Drops a refused change, or one that was never sent; returns whether there was one.
pub(in crate::app) fn drop_one(model: &mut Model, id: EntryId) -> bool {
    let problem = model.problems.iter().find(|problem| problem.entry.id == id).cloned();
    let unsent = model.board.entry(id).filter(|entry| !entry.tried).cloned();
    problem.iter().for_each(|problem| forgive(model, problem));
    unsent.iter().for_each(|entry| drop_unsent(model, entry));
    problem.is_some() || unsent.is_some()
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
}
