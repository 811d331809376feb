//! Deleting tasks: asked first, taken back for a few seconds, then final.
//!
//! A deletion waits in the outbox until its time of grace is over, so it survives a crash and nothing has been
//! sent when it is taken back. Once it is sent nothing can bring the task back, and the history forgets it.

use super::action::Action;
use super::chord::{Chord, Key};
use super::history::{Change, Step};
use super::model::Model;
use super::overlay::Overlay;
use super::triage;
use super::vacant;
use crate::domain::entry::{BatchId, Entry};
use crate::domain::id::TaskId;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// Tasks that are about to be deleted, waiting for a yes.
#[derive(Clone, Debug)]
pub struct Deletion {
    /// The tasks.
    pub tasks: Vec<TaskId>,
}

/// Asks whether the chosen tasks are to be deleted, those that may not be being left out.
pub fn ask(model: &mut Model, at: Timestamp) {
    let chosen = model.targets();
    if chosen.is_empty() {
        return vacant::say(model, at);
    }
    if triage::only_reads(model, at) {
        return;
    }
    let count = chosen.len();
    let (tasks, reason) = allowed(model, chosen);
    match (reason, count - tasks.len()) {
        (Some(reason), _) if tasks.is_empty() => return model.notices.bad(at, reason),
        (Some(reason), left_out) => model.notices.info(at, format!("{left_out} left out: {reason}")),
        (None, _) => {}
    }
    model.overlays.push(Overlay::Deletion(Deletion { tasks }));
}

fn allowed(model: &Model, chosen: Vec<TaskId>) -> (Vec<TaskId>, Option<&'static str>) {
    let mut reason = None;
    let may = |id: &TaskId| {
        let refusal = model.board.shown(id).and_then(|task| model.may_delete(task).err());
        reason = reason.or(refusal);
        refusal.is_none()
    };
    let tasks = chosen.into_iter().filter(may).collect();
    (tasks, reason)
}

/// A key while it is asked: only `y` is a yes.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) {
    match chord.key {
        Key::Char('y' | 'Y') if !chord.ctrl => {
            if let Some(Overlay::Deletion(deletion)) = model.overlays.pop() {
                carry_out(model, at, &deletion.tasks);
            }
        }
        Key::Enter | Key::Esc | Key::Char('n' | 'N' | 'q' | 'c') => {
            model.overlays.pop();
            model.notices.info(at, "Nothing was deleted");
        }
        _ => {}
    }
}

/// Puts the deletion of tasks into the outbox, as one batch.
pub(in crate::app) fn carry_out(model: &mut Model, at: Timestamp, tasks: &[TaskId]) {
    // What is gone already is no part of it, and what goes cannot be named afterwards.
    let here: Vec<&TaskId> = tasks.iter().filter(|id| model.board.shown(id).is_some()).collect();
    let what = match here[..] {
        [one] => model.subject(one),
        _ => triage::several(model, here.into_iter()),
    };
    let batch = model.history.next_batch();
    let changes: Vec<Change> = tasks.iter().filter_map(|id| push(model, at, batch, id)).collect();
    if changes.is_empty() {
        return model.notices.info(at, "There is nothing left to delete");
    }
    let ids: Vec<TaskId> = changes.iter().map(|change| change.task.clone()).collect();
    model.use_marks_up(batch);
    model.lists.refresh_in_place(&model.board, &model.today, &ids);
    let seconds = Entry::GRACE.num_seconds();
    model
        .notices
        .changed(at, format!("Deleting in {seconds} s: {what} · {} keeps it", model.key(Action::Undo)));
    model.history.push(Step { batch, words: format!("Deleting: {what}"), made: at, changes });
}

/// Adds a deletion to the board and queues it for the disk; nothing when the task is not there.
pub(super) fn push(model: &mut Model, at: Timestamp, batch: BatchId, task: &TaskId) -> Option<Change> {
    let entry = model.board.delete(at, batch, task)?.clone();
    let change = Change::of(&entry);
    model.disk.keep([Write::Append(entry)]);
    Some(change)
}
