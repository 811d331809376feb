//! Comments of ours: from the dialog to the board, and what of them shows while they are on their way.
//!
//! A comment is an entry like any other and leaves its task as it is. Writing one is not safe to repeat, so it
//! is looked for after an unclear answer. One that has been sent is taken back by taking it away in Close.

use super::editor::{Editor, Purpose};
use super::history::{Change, Step};
use super::model::Model;
use super::overlay::Overlay;
use super::{permits, triage, undo, vacant};
use crate::domain::comment::{Comment, NewComment};
use crate::domain::entry::{BatchId, Entry, EntryId, Work};
use crate::domain::id::{CommentId, ObjectId, TaskId, Text};
use crate::domain::related::{Key, Related, commented};
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// Opens the dialog for the task under the cursor.
pub fn open(model: &mut Model, at: Timestamp) {
    if triage::only_reads(model, at) {
        return;
    }
    let Some(task) = model.selected() else {
        return vacant::say(model, at);
    };
    if let Err(reason) = permits::may_comment(task) {
        return model.notices.bad(at, reason);
    }
    let task = task.id.clone();
    let left = model.unsent.take_text(&task, Purpose::Comment);
    let editor = left.unwrap_or_else(|| Editor::new(task, Purpose::Comment, Text::default()));
    model.overlays.push(Overlay::Editor(Box::new(editor)));
}

/// Writes a comment on a task, as a step of its own.
pub fn carry_out(model: &mut Model, at: Timestamp, task: &TaskId, text: Text) {
    let Some(on) = model.board.shown(task).and_then(commented) else {
        return model.notices.bad(at, "The task is gone, so nothing was written");
    };
    let batch = model.history.next_batch();
    let Some(change) = push(model, at, batch, task, NewComment::new(on, text)) else { return };
    let words = format!("Commented on: {}", model.subject(task));
    model.lists.refresh_in_place(&model.board, &model.today, std::slice::from_ref(task));
    undo::tell(model, at, &words);
    model.history.push(Step { batch, words, made: at, changes: vec![change] });
}

/// Adds a comment to the board and queues it for the disk.
pub(super) fn push(
    model: &mut Model,
    at: Timestamp,
    batch: BatchId,
    task: &TaskId,
    comment: NewComment,
) -> Option<Change> {
    let known = known(model, &comment.on).iter().filter(|known| comment.says(&known.text));
    let others = known.map(|known| known.id.clone()).filter(|id| !id.as_str().is_empty()).collect();
    let entry = model.board.comment(at, batch, task, NewComment { others, ..comment })?.clone();
    let change = Change::of(&entry);
    model.disk.keep([Write::Append(entry)]);
    Some(change)
}

/// Has a comment that was sent taken away; the entry that does.
pub(super) fn take_back(
    model: &mut Model,
    at: Timestamp,
    batch: BatchId,
    (task, comment): (&TaskId, &NewComment),
) -> Option<EntryId> {
    let entry = model.board.uncomment(at, batch, task, comment.clone())?.clone();
    let id = entry.id;
    model.disk.keep([Write::Append(entry)]);
    Some(id)
}

/// The comments on something, as far as they have come.
pub fn known<'a>(model: &'a Model, on: &ObjectId) -> &'a [Comment] {
    match model.shelf.found(&Key::Comments(on.clone())) {
        Some(Related::Comments(comments)) => comments,
        _ => &[],
    }
}

/// Whether a comment is being taken away, so that it is no longer shown.
pub fn is_going(model: &Model, task: &TaskId, id: &CommentId) -> bool {
    let goes = |entry: &Entry| matches!(&entry.work, Work::Uncomment(comment) if comment.id == *id);
    model.board.entries_of(task).any(goes)
}

/// What an entry writes or takes away, if that is a comment.
pub fn words(entry: &Entry) -> Option<&str> {
    match &entry.work {
        Work::Comment(comment) | Work::Uncomment(comment) => Some(&comment.text),
        _ => None,
    }
}
