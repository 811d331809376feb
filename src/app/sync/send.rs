//! Sending changes: which may go now, and which go together.
//!
//! An entry goes when it is on disk, is the oldest of its task, and is not in doubt. Entries that write the
//! same values go as one bulk request. An entry in doubt has its task read again first: if Close has the
//! change already it is settled, else it is sent once more.

use super::answers;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::races;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::id::TaskId;
use crate::domain::patch::Patch;
use crate::domain::zone::Timestamp;

/// The most tasks one bulk request names.
const BULK: usize = 100;

pub(super) fn next(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    read_doubts_again(model);
    while model.sync.has_room() && model.sync.writes.is_over(at) {
        let Some((patch, entries)) = group(model) else { break };
        entries.iter().for_each(|(id, _)| model.board.sending(*id));
        model.sync.in_flight += 1;
        effects.push(Effect::Send { entries, patch });
    }
    effects
}

// The oldest entry that may go, and all others that write the same.
fn group(model: &Model) -> Option<(Patch, Vec<(EntryId, TaskId)>)> {
    let sync = &model.sync;
    let may_go = |entry: &&Entry| model.disk.has(entry.id) && !sync.doubts.contains(&entry.id);
    let mut ready = model.board.ready().filter(may_go).peekable();
    let first = *ready.peek()?;
    let name = |entry: &Entry| (entry.id, entry.task.clone());
    if sync.alone.contains(&first.id) {
        return Some((first.patch.clone(), vec![name(first)]));
    }
    let same = ready.filter(|entry| entry.patch == first.patch && !sync.alone.contains(&entry.id));
    Some((first.patch.clone(), same.take(BULK).map(name).collect()))
}

fn read_doubts_again(model: &mut Model) {
    if model.sync.doubts.is_empty() {
        return;
    }
    let ready = model.board.ready().filter(|entry| model.sync.doubts.contains(&entry.id));
    let tasks: Vec<TaskId> = ready.map(|entry| entry.task.clone()).collect();
    model.sync.reading.suspect_once(tasks);
}

/// Tasks were read again: what was in doubt about them is now certain.
pub(super) fn on_read_again(model: &mut Model, at: Timestamp, ids: &[TaskId]) {
    for id in ids {
        let Some(entry) = model.board.entries_of(id).next().filter(|entry| !entry.sending) else { continue };
        let entry = entry.clone();
        if !model.sync.doubts.remove(&entry.id) {
            continue;
        }
        match model.board.truth(id).cloned() {
            None => answers::on_gone(model, at, id),
            Some(task) if entry.patch.clone().beyond(&task).is_empty() => {
                answers::on_accepted(model, entry.id, task);
            }
            // Neither what we meant to replace nor what we meant to write: somebody else was faster.
            Some(task) => races::on_read_again(model, &entry, &task),
        }
    }
}
