//! New tasks: from the dialog to the board, and from a placeholder to the task it became.
//!
//! Making a task is the one request that is not safe to repeat. Where it was not answered clearly, the task
//! is looked for among those of its lead before it is sent again; two that are alike, or come to be, are told
//! apart by what is already known of the other.

use chrono::TimeDelta;

use super::effect::Fetch;
use super::history::{Change, Step};
use super::model::Model;
use super::sync::answers;
use super::{text, triage, undo};
use crate::domain::draft::Draft;
use crate::domain::due::Due;
use crate::domain::endpoint::Endpoint;
use crate::domain::entry::{BatchId, Entry, EntryId, Work};
use crate::domain::id::TaskId;
use crate::domain::label;
use crate::domain::query::Query;
use crate::domain::task::Task;
use crate::domain::write::{Problem, Write};
use crate::domain::zone::Timestamp;

/// Our clock and that of Close differ; nobody makes the same task twice in this time without our knowing.
const SKEW: TimeDelta = TimeDelta::minutes(10);

/// Makes a task, as a step of its own.
pub fn carry_out(model: &mut Model, at: Timestamp, draft: Draft) {
    if triage::only_reads(model, at) {
        return;
    }
    let batch = model.history.next_batch();
    let words = |label: &dyn Fn(Due) -> String| words(&draft, label);
    let told = words(&|due| label::told(due, at, model.today.zone));
    let words = words(&|due| label::exact(due, model.today.day, model.today.zone));
    let Some(change) = push(model, at, batch, draft) else { return };
    let task = change.task.clone();
    model.lists.refresh_in_place(&model.board, &model.today, std::slice::from_ref(&task));
    select(model, &task);
    undo::tell(model, at, &told);
    model.history.push(Step { batch, words, made: at, changes: vec![change] });
}

// For whom, when and what: all three may have been chosen by the form.
fn words(draft: &Draft, label: &dyn Fn(Due) -> String) -> String {
    let lead = text::line(draft.lead.name().unwrap_or("a lead without a name"), 40);
    let due = draft.due.map_or_else(String::new, |due| format!(", due {}", label(due)));
    let name = draft.task(&TaskId::new(""), Timestamp::default()).name().into_owned();
    format!("Created for {lead}{due}: {}", text::line(&name, 40))
}

/// Adds a new task to the board and queues it for the disk.
pub(super) fn push(model: &mut Model, at: Timestamp, batch: BatchId, draft: Draft) -> Option<Change> {
    // Older ones are not among those it is looked for in.
    let is_recent = |task: &&Task| task.created.at.is_none_or(|created| created >= at - SKEW);
    let known = model.board.ids().filter_map(|id| model.board.truth(id)).filter(is_recent);
    let others = known.filter(|task| draft.may_resemble(task)).map(|task| task.id.clone()).collect();
    let entry = model.board.create(at, batch, Draft { others, ..draft })?.clone();
    let change = Change::of(&entry);
    model.disk.keep([Write::Append(entry)]);
    Some(change)
}

/// What to ask for, when a task was sent to be made without a clear answer.
pub(super) fn look(model: &Model, at: Timestamp) -> Option<(Fetch, Query)> {
    // Not at once: what was made just now may be missing from a list.
    if !model.sync.holds.lets(Endpoint::Creations, at) {
        return None;
    }
    let mut open = model.board.log().filter(|entry| model.sync.doubts(entry.id));
    let (entry, draft) = open.find_map(|entry| Some((entry, entry.draft()?)))?;
    Some((Fetch::Made(entry.id), Query::made_for(&draft.lead.id, entry.made - SKEW)))
}

/// The task that the draft looked for became, if it is among these.
pub(super) fn found(model: &Model, fetch: &Fetch, tasks: &[Task]) -> Option<Task> {
    let Fetch::Made(entry) = fetch else { return None };
    let draft = model.board.entry(*entry)?.draft()?;
    tasks.iter().find(|task| draft.became(task)).cloned()
}

/// Looking for a task is over: it was made, or it was not and may be sent again.
pub(super) fn on_looked(model: &mut Model, id: EntryId, made: Option<Task>) {
    if !model.sync.doubts.remove(&id) {
        return;
    }
    if let Some(task) = made {
        return answers::on_accepted(model, id, task);
    }
    let Some(task) = model.board.entry(id).map(|entry| entry.task.clone()) else { return };
    // It was taken back meanwhile: what was never made need not be made to be deleted.
    if model.board.entries_of(&task).any(|entry| entry.work == Work::Delete) {
        forget(model, &task);
    }
}

/// A new task has its real id: everything that knows it by the placeholder learns the real one.
pub(super) fn on_made(model: &mut Model, placeholder: &TaskId, real: &TaskId) {
    model.history.rename(placeholder, real);
    model.marks.rename(placeholder, real);
    model.unsent.rename(placeholder, real);
    model.errands.iter_mut().for_each(|errands| errands.rename(placeholder, real));
    model.overlays.iter_mut().for_each(|overlay| overlay.rename(placeholder, real));
    let moved: Vec<Write> = model.board.entries_of(real).cloned().map(Write::Append).collect();
    model.disk.keep(moved);
    tell_apart(model, real);
    let was_selected = model.lists.current().selected() == Some(placeholder);
    let both = [placeholder.clone(), real.clone()];
    model.lists.refresh_in_place(&model.board, &model.today, &both);
    if was_selected {
        select(model, real);
    }
}

// Puts the cursor on a task, where it is in the list in front.
fn select(model: &mut Model, task: &TaskId) {
    let place = model.lists.place(task).filter(|_| model.lists.tab_of(task) == Some(model.lists.tab));
    if let Some(place) = place.cloned() {
        model.lists.current_mut().select(&place);
    }
}

// No draft must be taken for a task just made, also when that is changed until both look the same.
fn tell_apart(model: &mut Model, made: &TaskId) {
    let Some(task) = model.board.truth(made).cloned() else { return };
    let alike = model.board.log().filter_map(|entry| Some((entry.id, entry.draft()?.clone())));
    let alike: Vec<(EntryId, Draft)> = alike.filter(|(_, draft)| draft.may_resemble(&task)).collect();
    for (id, mut draft) in alike {
        draft.others.push(made.clone());
        model.board.redraft(id, draft);
        model.disk.keep(model.board.entry(id).cloned().map(Write::Append));
    }
}

/// A new task was refused: the draft with whatever was changed of it since, so that nothing typed is lost.
/// Nothing where it was to be deleted anyway.
pub(super) fn salvage(model: &mut Model, placeholder: &TaskId, mut draft: Draft) -> Option<Draft> {
    let later: Vec<Entry> = model.board.entries_of(placeholder).cloned().collect();
    later.iter().for_each(|entry| draft.amend(&entry.patch));
    forget(model, placeholder);
    if later.iter().any(|entry| entry.work == Work::Delete) {
        return None;
    }
    later.into_iter().filter(|entry| entry.comment().is_some()).for_each(|entry| {
        let why = "the task it is about was not made".into();
        let problem = Problem { entry, subject: draft.text.clone(), why };
        model.disk.keep([Write::Refuse(Box::new(problem.clone()))]);
        model.problems.push(problem);
    });
    Some(draft)
}

/// A task will not be made: whatever waits on it goes too.
pub(super) fn forget(model: &mut Model, placeholder: &TaskId) {
    let dropped = model.board.remove(placeholder);
    dropped.iter().for_each(|entry| model.sync.forget(entry.id));
    model.disk.keep(dropped.iter().map(|entry| Write::Drop(entry.id)));
    model.history.forget_task(placeholder);
    model.marks.remove(placeholder);
    model.lists.refresh(&model.board, &model.today, std::slice::from_ref(placeholder));
}
