//! Taking back with open eyes: steps of an earlier session are looked at again in Close first, and where
//! somebody has changed since what would be taken back, the user decides.

use std::collections::{HashMap, HashSet};

use super::chord::{Chord, Key};
use super::history::{self, Change};
use super::model::Model;
use super::overlay::Overlay;
use super::{ghosts, past, triage, undo};
use crate::domain::board::Tick;
use crate::domain::entry::{BatchId, EntryId, Work};
use crate::domain::id::TaskId;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// Steps about to be taken back, waiting for Close or for the user.
#[derive(Clone, Debug)]
pub struct Taking {
    /// The steps, the last one first.
    pub batches: Vec<BatchId>,
    /// What they were, in words.
    pub words: String,
    /// How many changes they are.
    pub count: usize,
    /// What was changed since, in words, with the change it stands on; empty while Close is being asked.
    pub changed: Vec<(EntryId, String)>,
    // Tasks Close has not spoken of yet, and when it was asked.
    waiting: HashSet<TaskId>,
    asked: Tick,
}

/// Takes steps back, the last one first: at once where nothing can have happened to them, else after a look.
pub fn begin(model: &mut Model, at: Timestamp, batches: Vec<BatchId>) {
    if triage::only_reads(model, at) {
        return;
    }
    let waiting = unsure(model, &batches);
    if waiting.is_empty() {
        return resolve(model, at, batches);
    }
    model.sync.reading.suspect(waiting.iter().cloned());
    let taking = Taking { waiting, asked: model.board.now(), ..describe(model, batches) };
    model.overlays.push(Overlay::Taking(Box::new(taking)));
}

// The tasks of steps of an earlier session whose changes have reached Close.
fn unsure(model: &Model, batches: &[BatchId]) -> HashSet<TaskId> {
    let old = changes(model, batches).filter(|(batch, _)| model.history.is_old(*batch));
    let settled =
        old.filter(|(_, change)| change.work == Work::Change && model.board.entry(change.entry).is_none());
    settled.map(|(_, change)| change.task.clone()).collect()
}

fn changes<'a>(model: &'a Model, batches: &'a [BatchId]) -> impl Iterator<Item = (BatchId, &'a Change)> {
    let step = |batch: &BatchId| model.history.done().find(|step| step.batch == *batch);
    let steps = batches.iter().filter_map(step);
    steps.flat_map(|step| step.changes.iter().rev().map(|change| (step.batch, change)))
}

fn describe(model: &Model, batches: Vec<BatchId>) -> Taking {
    let count = changes(model, &batches).count();
    let steps: Vec<_> = model.history.done().filter(|step| batches.contains(&step.batch)).collect();
    let words = match steps.as_slice() {
        [step] => step.words.clone(),
        many => past::extent(many),
    };
    Taking { batches, words, count, changed: Vec::new(), waiting: HashSet::new(), asked: Tick::default() }
}

fn resolve(model: &mut Model, at: Timestamp, batches: Vec<BatchId>) {
    let changed = changed_since(model, &batches);
    if changed.is_empty() {
        return undo::carry_out(model, at, &batches, &HashSet::new());
    }
    let taking = Taking { changed, ..describe(model, batches) };
    model.overlays.push(Overlay::Taking(Box::new(taking)));
}

// Each step is held against the task as it is once those above it are taken back.
fn changed_since(model: &Model, batches: &[BatchId]) -> Vec<(EntryId, String)> {
    let mut tasks: HashMap<&TaskId, Task> = HashMap::new();
    let mut changed = Vec::new();
    for (_, change) in changes(model, batches).filter(|(_, change)| change.work == Work::Change) {
        let Some(shown) = model.board.shown(&change.task) else { continue };
        let task = tasks.entry(&change.task).or_insert_with(|| shown.clone());
        let since = history::since(change, task);
        if since.is_empty() {
            change.before.apply(task);
        } else {
            let deed = ghosts::deed(&since, &model.today);
            let by = shown.updated.by.as_deref().map(|by| format!(" by {}", ghosts::name(model, by)));
            let words = format!("{}: {deed}{}", model.subject(&change.task), by.unwrap_or_default());
            changed.push((change.entry, words));
        }
    }
    changed
}

/// Close spoke of these tasks, or was silent because they are gone.
pub(super) fn on_read(model: &mut Model, at: Timestamp, asked: Tick, ids: &[TaskId]) {
    let Some(Overlay::Taking(taking)) = model.overlays.last_mut() else { return };
    if asked <= taking.asked || taking.waiting.is_empty() {
        return;
    }
    taking.waiting.retain(|id| !ids.contains(id));
    if taking.waiting.is_empty() {
        let batches = std::mem::take(&mut taking.batches);
        model.overlays.pop();
        resolve(model, at, batches);
    }
}

impl Taking {
    /// Whether Close is still being asked.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether something would be left to take back without what was changed since.
    pub fn has_others(&self) -> bool {
        self.changed.len() < self.count
    }
}

/// A key while it is asked.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) {
    let Some(Overlay::Taking(taking)) = model.overlays.last() else { return };
    match chord.key {
        Key::Enter | Key::Char('y') => {
            let batches = taking.batches.clone();
            model.overlays.pop();
            undo::carry_out(model, at, &batches, &HashSet::new());
        }
        Key::Char('o') if !taking.is_waiting() && taking.has_others() => {
            let batches = taking.batches.clone();
            let left = taking.changed.iter().map(|(entry, _)| *entry).collect();
            model.overlays.pop();
            undo::carry_out(model, at, &batches, &left);
        }
        Key::Esc | Key::Char('n' | 'q' | 'c') => drop(model.overlays.pop()),
        _ => {}
    }
}
