//! Sending changes: which may go now, and which go together.
//!
//! An entry goes when it is on disk, is the oldest of its task, and is not in doubt. Entries that write the
//! same values go as one bulk request. An entry in doubt has its task read again first: if Close has the
//! change already it is settled, else it is sent once more.

use super::{Rank, answers};
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::races;
use crate::app::settings::Access;
use crate::domain::endpoint::Endpoint;
use crate::domain::entry::{Entry, EntryId, Work};
use crate::domain::id::TaskId;
use crate::domain::zone::Timestamp;

/// The most tasks one bulk request names.
const BULK: usize = 100;

/// The groups of requests changes go out in.
const SENDING: [Endpoint; 5] = [
    Endpoint::Changes,
    Endpoint::Creations,
    Endpoint::Deletions,
    Endpoint::NewComments,
    Endpoint::CommentRemovals,
];

pub(super) fn next(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    // What waited before the account was to be left as it is stays, and goes when that is over.
    if model.settings.access == Access::Reading {
        return effects;
    }
    read_doubts_again(model);
    let lets = |model: &Model, endpoint| model.sync.lets(endpoint, Rank::Change, at);
    while SENDING.iter().any(|endpoint| lets(model, *endpoint)) {
        let Some(effect) = order(model, at) else { break };
        model.sync.in_flight += 1;
        effects.push(effect);
    }
    effects
}

// The oldest entry that may go: a change together with all others that write the same, else by itself.
fn order(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let first = model.board.ready().find(|entry| may_go(model, at, entry))?;
    let (entry, task) = (first.id, first.task.clone());
    let effect = match &first.work {
        Work::Change => return Some(send_together(model, at, first.clone())),
        Work::Create(draft) => Effect::Create { entry, draft: draft.clone() },
        Work::Delete => Effect::Delete { entry, task },
        Work::Comment(comment) => Effect::Comment { entry, comment: comment.clone() },
        Work::Uncomment(comment) => Effect::Uncomment { entry, comment: comment.clone() },
    };
    model.board.sending(entry);
    if matches!(effect, Effect::Delete { .. }) {
        model.history.seal(entry);
    }
    Some(effect)
}

fn may_go(model: &Model, at: Timestamp, entry: &Entry) -> bool {
    let is_allowed = model.sync.lets(entry.work.endpoint(), Rank::Change, at);
    let is_certain = model.disk.has(entry.id) && !model.sync.doubts.contains(&entry.id);
    is_allowed && is_certain && is_free(model, entry) && entry.is_ripe(at)
}

// What is not safe to repeat goes one after the other: two that are alike could not be told apart.
fn is_free(model: &Model, entry: &Entry) -> bool {
    let is_open = |other: &Entry| other.sending || model.sync.doubts.contains(&other.id);
    let is_like = |other: &Entry| other.draft().is_some() == entry.draft().is_some();
    let mut others = model.board.log().filter(|other| other.is_only_once() && is_like(other));
    !entry.is_only_once() || !others.any(is_open)
}

/// When the next deletion may be sent.
pub(super) fn next_deletion(model: &Model, at: Timestamp) -> Option<Timestamp> {
    let waiting = model.board.log().filter(|entry| !entry.is_ripe(at));
    waiting.map(Entry::earliest).min()
}

fn send_together(model: &mut Model, at: Timestamp, first: Entry) -> Effect {
    let entries = group(model, at, &first);
    entries.iter().for_each(|(id, _)| model.board.sending(*id));
    Effect::Send { entries, patch: first.patch }
}

// All that write the same, in the order of the log.
fn group(model: &Model, at: Timestamp, first: &Entry) -> Vec<(EntryId, TaskId)> {
    let alone = &model.sync.alone;
    let name = |entry: &Entry| (entry.id, entry.task.clone());
    if alone.contains(&first.id) {
        return vec![name(first)];
    }
    let is_same = |entry: &&Entry| entry.work == Work::Change && entry.patch.tells_the_same_as(&first.patch);
    let ready = model.board.ready().filter(is_same).filter(|entry| may_go(model, at, entry));
    ready.filter(|entry| !alone.contains(&entry.id)).take(BULK).map(name).collect()
}

fn read_doubts_again(model: &mut Model) {
    if model.sync.doubts.is_empty() {
        return;
    }
    // A task or a comment that may not exist yet is looked for in another way.
    let is_told = |entry: &&Entry| !entry.is_only_once();
    let doubts = &model.sync.doubts;
    let ready = model.board.ready().filter(is_told).filter(|entry| doubts.contains(&entry.id));
    let tasks: Vec<TaskId> = ready.map(|entry| entry.task.clone()).collect();
    model.sync.reading.suspect_once(tasks);
}

/// Tasks were read again: what was in doubt about them is now certain.
pub(super) fn on_read_again(model: &mut Model, at: Timestamp, ids: &[TaskId]) {
    for id in ids {
        let first = model.board.entries_of(id).next();
        // The task does not tell whether a comment was written.
        let Some(entry) = first.filter(|entry| !entry.sending && !entry.is_only_once()) else { continue };
        let entry = entry.clone();
        if !model.sync.doubts.remove(&entry.id) {
            continue;
        }
        match model.board.truth(id).cloned() {
            // Taking a comment away twice is as good as once.
            _ if matches!(entry.work, Work::Uncomment(_)) => {}
            None if entry.work == Work::Delete => answers::on_deleted(model, at, &entry),
            None => answers::on_gone(model, at, id),
            // It is still there: the deletion is sent once more.
            Some(_) if entry.work == Work::Delete => {}
            Some(task) if entry.patch.clone().beyond(&task).is_empty() => {
                answers::on_accepted(model, entry.id, task);
            }
            // Neither what we meant to replace nor what we meant to write: somebody else was faster.
            Some(task) => races::on_read_again(model, &entry, &task),
        }
    }
}
