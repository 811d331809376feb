//! Taking back, and doing again.
//!
//! What never left the machine is erased; what did is reversed by a change of its own. An entry may be erased
//! only if it was never on the wire: rule 6 of the board.

use std::collections::HashSet;

use super::action::Action;
use super::history::{Change, Step};
use super::model::Model;
use super::words::agree;
use super::{comments, deletion, making, permits, taking, triage};
use crate::domain::board::Board;
use crate::domain::entry::{BatchId, Entry, EntryId, Work};
use crate::domain::id::TaskId;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// How the last step is taken back, for a sentence.
pub(super) fn how(model: &Model) -> String {
    format!("{} takes it back", model.key(Action::Undo))
}

/// Says what was changed, and how that is taken back.
pub(super) fn tell(model: &mut Model, at: Timestamp, words: &str) {
    let how = how(model);
    model.notices.changed(at, format!("{words} · {how}"));
}

/// Takes back the last step of which any change can be taken back.
pub fn undo(model: &mut Model, at: Timestamp) {
    let mut done = model.history.done();
    let batch = done.find(|step| !is_all_held(model, step)).map(|step| step.batch);
    drop(done);
    match (batch, model.history.last()) {
        (Some(batch), _) => taking::begin(model, at, vec![batch]),
        (None, Some(step)) => {
            let held = format!("Cannot be taken back now: {}", step.words);
            model.notices.info(at, held);
        }
        (None, None) => model.notices.info(at, "Nothing to take back"),
    }
}

// What an earlier session did need not be known here before Close has been asked.
fn is_all_held(model: &Model, step: &Step) -> bool {
    !model.history.is_old(step.batch) && step.changes.iter().all(|change| is_held(&model.board, change))
}

/// Takes these steps back, in this order, but for the changes to be left as they are.
pub(super) fn carry_out(model: &mut Model, at: Timestamp, batches: &[BatchId], left: &HashSet<EntryId>) {
    let mails = mails_left(model, batches, left);
    let tasks = triage::counted(tasks(model, batches, left).len());
    let words: Vec<String> =
        batches.iter().filter_map(|batch| take_step_back(model, at, *batch, left)).collect();
    if let [one] = batches {
        model.bring_marks_back(*one);
    }
    // What undo does not reach comes first: the rest of the sentence may not fit.
    let but = permits::mailbox_words(mails).map_or_else(String::new, |words| format!(", but {words}"));
    let left = match left.len() {
        0 => String::new(),
        count => format!(" · {count} left as {}", agree(count, "it is", "they are")),
    };
    let key = model.key(Action::Redo);
    let within = format!("within {} s", Entry::GRACE.num_seconds());
    let is_brief = is_deleting(model, batches);
    match &words[..] {
        [] => model.notices.info(at, "Cannot be taken back now: what it was about is not here"),
        [one] => {
            let again = if is_brief { format!("keeps it {within}") } else { "does it again".into() };
            model.notices.done(at, format!("Took back{but} · {one}{left} · {key} {again}"));
        }
        many => {
            let many = many.len();
            let within = if is_brief { format!(", {within}") } else { String::new() };
            let again = format!("{key} does them again, one a press{within}");
            model.notices.done(at, format!("Took back {many} steps, {tasks}{but}{left} · {again}"));
        }
    }
}

/// What taking these steps back does not bring back, in a sentence.
pub(super) fn not_reached(model: &Model, batches: &[BatchId]) -> Option<String> {
    let words = permits::mailbox_words(mails_left(model, batches, &HashSet::new()))?;
    Some(format!("What it does not reach: {words}."))
}

// Whether any of what was just taken back is a task that will be deleted for good.
fn is_deleting(model: &Model, batches: &[BatchId]) -> bool {
    let steps = model.history.undone_steps().filter(|step| batches.contains(&step.batch));
    let mut reversals = steps.flat_map(|step| &step.changes).filter_map(|change| change.reversal);
    reversals.any(|id| model.board.entry(id).is_some_and(|entry| entry.work == Work::Delete))
}

// What these steps touched but for the changes left as they are, each task once.
fn tasks<'a>(model: &'a Model, batches: &[BatchId], left: &HashSet<EntryId>) -> HashSet<&'a TaskId> {
    let steps = model.history.done().filter(|step| batches.contains(&step.batch));
    let changes = steps.flat_map(|step| &step.changes).filter(|change| !left.contains(&change.entry));
    changes.map(|change| &change.task).collect()
}

// How many mails were archived in the mailbox by what is taken back: those that Close may have heard of.
fn mails_left(model: &Model, batches: &[BatchId], left: &HashSet<EntryId>) -> usize {
    let steps = model.history.done().filter(|step| batches.contains(&step.batch));
    let changes = steps.flat_map(|step| &step.changes).filter(|change| !left.contains(&change.entry));
    let is_done = |change: &&Change| change.work == Work::Change && change.patch.is_complete == Some(true);
    let was_sent = |change: &&Change| model.board.entry(change.entry).is_none_or(|entry| entry.tried);
    let tasks = changes.filter(is_done).filter(was_sent).filter_map(|change| model.board.shown(&change.task));
    tasks.filter(|task| permits::archives_mail(model, task)).count()
}

// What it was, if anything of it could be taken back. Of an earlier session, what is gone is given up.
fn take_step_back(
    model: &mut Model,
    at: Timestamp,
    batch: BatchId,
    left: &HashSet<EntryId>,
) -> Option<String> {
    let is_old = model.history.is_old(batch);
    let is_here =
        |model: &Model, step: &Step| step.changes.iter().any(|change| !is_held(&model.board, change));
    let can_be = model.history.done().any(|step| step.batch == batch && is_here(model, step));
    if !can_be && !is_old {
        return None;
    }
    let mut step = model.history.take(batch)?;
    let board = &model.board;
    let is_over = |change: &Change| left.contains(&change.entry) || is_old && is_held(board, change);
    step.changes.retain(|change| !is_over(change));
    let batch = model.history.next_batch();
    for change in step.changes.iter_mut().rev() {
        change.reversal = take_back(model, at, batch, change);
    }
    show(model, &step);
    let words = step.words.clone();
    if !step.changes.is_empty() {
        model.history.undone(step);
    }
    can_be.then_some(words)
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
    model.marks.use_up_again(step.batch, batch);
    let step = Step { batch, changes, ..step };
    show(model, &step);
    tell(model, at, &step.words);
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
