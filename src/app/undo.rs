//! Taking back, and doing again.
//!
//! What never left the machine is erased; what did is reversed by a change of its own. An entry may be erased
//! only if it was never on the wire: rule 6 of the board.

use super::action::Action;
use super::history::{Change, Step};
use super::model::Model;
use super::{comments, deletion, making, triage};
use crate::domain::board::Board;
use crate::domain::entry::{BatchId, EntryId, Work};
use crate::domain::id::TaskId;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// How the last step is taken back, for a sentence.
pub(super) fn how(model: &Model) -> String {
    format!("{} takes it back", model.key(Action::Undo))
}

/// Takes back the last step.
pub fn undo(model: &mut Model, at: Timestamp) {
    if triage::only_reads(model, at) {
        return;
    }
    let board = &model.board;
    let Some(mut step) = model.history.pop(|change| !is_held(board, change)) else {
        let held = model.history.last().map(|step| format!("Cannot be taken back now: {}", step.words));
        return model.notices.info(at, held.unwrap_or_else(|| "Nothing to take back".into()));
    };
    let batch = model.history.next_batch();
    for change in step.changes.iter_mut().rev() {
        change.reversal = take_back(model, at, batch, change);
    }
    show(model, &step);
    let key = model.key(Action::Redo);
    model.notices.done(at, format!("Took back · {} · {key} does it again", step.words));
    model.history.undone(step);
}

// Whether the task is not there to be changed back: most often it is just being deleted.
fn is_held(board: &Board, change: &Change) -> bool {
    let is_erasable = board.entry(change.entry).is_some_and(|entry| !entry.tried);
    !is_erasable && board.shown(&change.task).is_none()
}

// The entry that reverses the change, where one is needed.
fn take_back(model: &mut Model, at: Timestamp, batch: BatchId, change: &Change) -> Option<EntryId> {
    let live = model.board.entry(change.entry).map(|entry| (entry.tried, entry.before.clone()));
    match &change.work {
        Work::Create(_) if !matches!(live, Some((false, _))) => {
            return deletion::push(model, at, batch, &change.task).map(|reversal| reversal.entry);
        }
        Work::Comment(comment) if !matches!(live, Some((false, _))) => {
            return comments::take_back(model, at, batch, (&change.task, comment));
        }
        // What has been sent is final, and is no longer in the history.
        Work::Delete | Work::Uncomment(_) if !matches!(live, Some((false, _))) => return None,
        _ => {}
    }
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
    if gone.draft().is_some() {
        making::forget(model, &gone.task);
    }
}

/// Does again what was last taken back.
pub fn redo(model: &mut Model, at: Timestamp) {
    let Some(step) = model.history.pop_undone() else {
        return model.notices.info(at, "Nothing to do again");
    };
    let batch = model.history.next_batch();
    let changes: Vec<Change> =
        step.changes.iter().filter_map(|change| again(model, at, batch, change)).collect();
    if changes.is_empty() {
        return model.notices.info(at, "Nothing to do again: it is so already");
    }
    let step = Step { batch, changes, ..step };
    show(model, &step);
    model.notices.done(at, format!("{} · {}", step.words, how(model)));
    model.history.push_redone(step);
}

/// Makes a change once more, as a new entry.
pub(super) fn again(model: &mut Model, at: Timestamp, batch: BatchId, change: &Change) -> Option<Change> {
    match &change.work {
        Work::Change => triage::push(model, at, batch, &change.task, change.patch.clone()),
        Work::Delete => deletion::push(model, at, batch, &change.task),
        Work::Create(draft) => {
            keep(model, change).or_else(|| making::push(model, at, batch, (**draft).clone()))
        }
        Work::Comment(comment) => keep(model, change)
            .or_else(|| comments::push(model, at, batch, &change.task, (**comment).clone())),
        Work::Uncomment(comment) => {
            let entry = comments::take_back(model, at, batch, (&change.task, comment))?;
            model.board.entry(entry).map(Change::of)
        }
    }
}

// Where what took it back is still waiting, what was made is simply kept.
fn keep(model: &mut Model, change: &Change) -> Option<Change> {
    let reversal = change.reversal.and_then(|id| model.board.entry(id)).filter(|entry| !entry.tried)?.id;
    erase(model, reversal);
    Some(Change { reversal: None, ..change.clone() })
}

// The cursor goes to what was taken back, so that the user sees it.
fn show(model: &mut Model, step: &Step) {
    let ids: Vec<TaskId> = step.changes.iter().map(|change| change.task.clone()).collect();
    model.lists.refresh_in_place(&model.board, &model.today, &ids);
    if let Some(first) = ids.first().filter(|id| model.lists.tab_of(id) == Some(model.lists.tab)) {
        model.lists.select(first);
    }
}
