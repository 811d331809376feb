//! Taking back, and doing again.
//!
//! What never left the machine is erased; what did is reversed by a change of its own. An entry may be erased
//! only if it was never on the wire: rule 6 of the board.

use super::history::{Change, Step};
use super::model::Model;
use super::triage;
use crate::domain::entry::{BatchId, EntryId};
use crate::domain::id::TaskId;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// Takes back the last step.
pub fn undo(model: &mut Model, at: Timestamp) {
    if triage::only_reads(model, at) {
        return;
    }
    let Some(mut step) = model.history.pop() else {
        return model.notices.info(at, "Nothing to take back");
    };
    let batch = model.history.next_batch();
    for change in step.changes.iter_mut().rev() {
        change.reversal = take_back(model, at, batch, change);
    }
    show(model, &step);
    model.notices.done(at, format!("Took back · {} · U does it again", step.words));
    model.history.undone(step);
}

// The entry that reverses the change, where one is needed.
fn take_back(model: &mut Model, at: Timestamp, batch: BatchId, change: &Change) -> Option<EntryId> {
    let live = model.board.entry(change.entry).map(|entry| (entry.tried, entry.before.clone()));
    let before = match live {
        Some((false, _)) => {
            erase(model, change.entry);
            return None;
        }
        Some((true, before)) => before,
        None => change.before.clone(),
    };
    triage::push(model, at, batch, &change.task, before).map(|reversal| reversal.entry)
}

/// Removes a change that was never sent.
pub(super) fn erase(model: &mut Model, entry: EntryId) {
    let Some((gone, heirs)) = model.board.splice(entry) else { return };
    let heirs = heirs.into_iter().filter_map(|id| model.board.entry(id).cloned().map(Write::Rewrite));
    let writes: Vec<Write> = heirs.chain([Write::Drop(gone.id)]).collect();
    model.disk.keep(writes);
}

/// Does again what was last taken back.
pub fn redo(model: &mut Model, at: Timestamp) {
    let Some(step) = model.history.pop_undone() else {
        return model.notices.info(at, "Nothing to do again");
    };
    let batch = model.history.next_batch();
    let again = step
        .changes
        .iter()
        .filter_map(|change| triage::push(model, at, batch, &change.task, change.patch.clone()));
    let changes: Vec<Change> = again.collect();
    if changes.is_empty() {
        return model.notices.info(at, "Nothing to do again: it is so already");
    }
    let step = Step { batch, changes, ..step };
    show(model, &step);
    model.notices.done(at, format!("{} · u takes it back", step.words));
    model.history.push_redone(step);
}

// The cursor goes to what was taken back, so that the user sees it.
fn show(model: &mut Model, step: &Step) {
    let ids: Vec<TaskId> = step.changes.iter().map(|change| change.task.clone()).collect();
    model.lists.refresh_in_place(&model.board, &model.today, &ids);
    if let Some(first) = ids.first().filter(|id| model.lists.tab_of(id) == Some(model.lists.tab)) {
        model.lists.select(first);
    }
}
