//! The view of what can be taken back and done again.

use std::collections::HashSet;

use super::action::Action;
use super::history::Step;
use super::model::Model;
use super::overlay::{Overlay, Statement, Yes};
use super::{taking, triage, undo, words};
use crate::domain::entry::{BatchId, EntryId};
use crate::domain::id::TaskId;
use crate::domain::zone::Timestamp;

/// Where the cursor is in the view, from the top.
#[derive(Clone, Copy, Debug, Default)]
pub struct Past {
    /// Which row.
    pub chosen: usize,
}

/// How many steps a question names.
const NAMED: usize = 4;

/// One row of the view.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// It was taken back and can be done again.
    Undone(&'a Step),
    /// It can be taken back.
    Done(&'a Step),
}

/// The rows from the top: what can be done again, the nearest last, then what can be taken back, the last first.
pub fn rows(model: &Model) -> Vec<Row<'_>> {
    let undone = model.history.undone_steps().rev().map(Row::Undone);
    undone.chain(model.history.done().map(Row::Done)).collect()
}

/// How a step stands with Close, in a word or two.
pub fn state(model: &Model, row: &Row<'_>) -> String {
    let is_live = |id: &EntryId| model.board.entry(*id).is_some();
    match row {
        Row::Undone(step) => {
            let on_way = step.changes.iter().filter_map(|change| change.reversal).filter(is_live).count();
            if on_way == 0 { "taken back".into() } else { "being taken back".into() }
        }
        Row::Done(step) => match step.changes.iter().filter(|change| is_live(&change.entry)).count() {
            0 => "in Close".into(),
            on_way if on_way == step.changes.len() => "on the way".into(),
            on_way => format!("{on_way} of {} on the way", step.changes.len()),
        },
    }
}

/// Opens the view, the cursor on what `u` would take back.
pub fn open(model: &mut Model, at: Timestamp) {
    if rows(model).is_empty() {
        return model.notices.info(at, "Nothing was done yet that could be taken back");
    }
    let chosen = model.history.undone_steps().count();
    let last = rows(model).len().saturating_sub(1);
    model.overlays.push(Overlay::Past(Past { chosen: chosen.min(last) }));
}

// What the cursor is on: how many steps are to be done again, or which are to be taken back.
enum Chosen {
    Again(usize),
    Back(Vec<BatchId>),
}

fn chosen(model: &Model) -> Option<Chosen> {
    let Some(Overlay::Past(past)) = model.overlays.last() else { return None };
    let undone = model.history.undone_steps().count();
    if past.chosen < undone {
        return Some(Chosen::Again(undone - past.chosen));
    }
    let back = model.history.done().take(past.chosen - undone + 1).map(|step| step.batch);
    Some(Chosen::Back(back.collect()))
        .filter(|chosen| !matches!(chosen, Chosen::Back(back) if back.is_empty()))
}

impl Chosen {
    fn steps<'a>(&self, model: &'a Model) -> Vec<&'a Step> {
        match self {
            Self::Again(count) => model.history.undone_steps().take(*count).collect(),
            Self::Back(batches) => {
                let batches: HashSet<&BatchId> = batches.iter().collect();
                model.history.done().filter(|step| batches.contains(&step.batch)).collect()
            }
        }
    }

    // `Take back 3 steps, 14 tasks`
    fn order(&self, steps: &[&Step]) -> String {
        let extent = extent(steps);
        match self {
            Self::Again(_) => format!("Do {extent} again"),
            Self::Back(_) => format!("Take back {extent}"),
        }
    }
}

/// How much some steps are: `3 steps, 14 tasks`, and of one step the tasks alone.
pub(super) fn extent(steps: &[&Step]) -> String {
    let tasks = triage::counted(tasks(steps).len());
    if steps.len() == 1 { tasks } else { format!("{}, {tasks}", words::counted(steps.len(), "step")) }
}

// Each task once, in whatever order.
fn tasks<'a>(steps: &[&'a Step]) -> HashSet<&'a TaskId> {
    steps.iter().flat_map(|step| &step.changes).map(|change| &change.task).collect()
}

/// What Enter would do where the cursor is, in words.
pub fn order(model: &Model) -> Option<String> {
    let chosen = chosen(model)?;
    Some(chosen.order(&chosen.steps(model)).to_lowercase())
}

/// Takes back everything from the last step down to the chosen one, or does again up to it; after a question
/// where that is many tasks.
pub fn go_to(model: &mut Model, at: Timestamp) {
    if let Some(chosen) = chosen(model) {
        begin(model, at, chosen);
    }
}

fn begin(model: &mut Model, at: Timestamp, chosen: Chosen) {
    let tasks: Vec<TaskId> = tasks(&chosen.steps(model)).into_iter().cloned().collect();
    if tasks.len() > triage::MANY {
        if triage::only_reads(model, at) {
            return;
        }
        let lines = sentences(model, &chosen);
        let yes = match chosen {
            Chosen::Again(count) => Yes::DoAgain(count),
            Chosen::Back(batches) => Yes::TakeBack(batches),
        };
        return model.overlays.push(Overlay::Statement(Box::new(Statement { lines, tasks, yes })));
    }
    match chosen {
        Chosen::Again(count) => do_again(model, at, count),
        Chosen::Back(batches) => take_back(model, at, batches),
    }
}

// What will happen, the steps by name, and what it does not reach.
fn sentences(model: &Model, chosen: &Chosen) -> Vec<String> {
    let steps = chosen.steps(model);
    let mut lines = vec![chosen.order(&steps)];
    lines.extend(steps.iter().take(NAMED).map(|step| step.words.clone()));
    if let Some(more) = steps.len().checked_sub(NAMED).filter(|more| *more > 0) {
        lines.push(format!("and {}", words::counted(more, "more step")));
    }
    if let Chosen::Back(batches) = chosen {
        lines.extend(undo::not_reached(model, batches));
    }
    lines
}

/// Takes these steps back, the last one first.
pub(super) fn take_back(model: &mut Model, at: Timestamp, batches: Vec<BatchId>) {
    taking::begin(model, at, batches);
    follow(model);
}

/// Does so many steps again.
pub(super) fn do_again(model: &mut Model, at: Timestamp, count: usize) {
    let before = model.history.len();
    (0..count).for_each(|_| undo::redo(model, at));
    let done = model.history.len().saturating_sub(before);
    if done > 1 {
        let steps: Vec<&Step> = model.history.done().take(done).collect();
        let (steps, key) = (extent(&steps), model.key(Action::Undo));
        model.notices.changed(at, format!("Did {steps} again · {key} takes them back, one a press"));
    }
    follow(model);
}

/// Takes back the chosen step alone, where nothing later stands on it.
pub fn only(model: &mut Model, at: Timestamp) {
    let Some(Chosen::Back(batches)) = chosen(model) else {
        return model.notices.info(at, "It is taken back already; Enter does it again");
    };
    let Some((step, above)) = batches.split_last() else { return };
    if let Some(words) = standing_on(model, *step, above) {
        return model.notices.info(at, format!("{words} stands on it: take that back as well (Enter)"));
    }
    begin(model, at, Chosen::Back(vec![*step]));
}

// The first of the steps above that touches what this one did.
fn standing_on(model: &Model, step: BatchId, above: &[BatchId]) -> Option<String> {
    let find = |batch: &BatchId| model.history.done().find(|step| step.batch == *batch);
    let below = find(&step)?;
    let mut above = above.iter().filter_map(find);
    let touches = |step: &&Step| {
        step.changes.iter().any(|change| below.changes.iter().any(|other| change.touches(other)))
    };
    above.find(touches).map(|step| format!("\u{2018}{}\u{2019}", step.words))
}

/// Keeps the cursor within the rows.
pub fn follow(model: &mut Model) {
    let Some(Overlay::Past(past)) = model.overlays.last() else { return };
    let chosen = past.chosen.min(rows(model).len().saturating_sub(1));
    if let Some(Overlay::Past(past)) = model.overlays.last_mut() {
        past.chosen = chosen;
    }
}
