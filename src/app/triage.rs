//! Complete, move, hand over: from a choice of tasks to changes on the board.
//!
//! A deed is decided once, as values, and becomes one patch a task. What a task already has is no change.
//! Everything here shows in the same frame; keeping and sending follow from what is queued.

use super::available::READ_ONLY;
use super::model::Model;
use super::overlay::{Overlay, Statement, Yes};
use super::settings::Access;
use super::{people, permits, statement, text, undo, vacant};
use crate::app::dates::moves::{self, Moves};
use crate::app::disk::Health;
use crate::app::history::{Change, Step};
use crate::domain::amount;
use crate::domain::due::Due;
use crate::domain::entry::BatchId;
use crate::domain::id::{Named, TaskId, Text, UserId};
use crate::domain::label;
use crate::domain::patch::Patch;
use crate::domain::tab::Today;
use crate::domain::write::{Told, Write};
use crate::domain::zone::Timestamp;

/// What is to be done to tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Mark done.
    Complete,
    /// Mark not done.
    Reopen,
    /// Move to another day.
    Move(Due),
    /// Move each to a date of its own.
    MoveEach(Box<Moves>),
    /// Hand to somebody.
    Assign(Named<UserId>),
    /// Let it say something else; to-dos only.
    Rewrite(Text),
}

/// More tasks than this are changed only after a sentence saying so.
pub const MANY: usize = 20;

impl Deed {
    /// The change it makes to a task.
    pub fn patch(&self, task: &TaskId) -> Patch {
        match self {
            Self::Complete => Patch::complete(true),
            Self::Reopen => Patch::complete(false),
            Self::Move(due) => Patch::due(*due),
            Self::MoveEach(moves) => moves.of(task).map(Patch::due).unwrap_or_default(),
            Self::Assign(person) => Patch::assign(person.clone()),
            Self::Rewrite(text) => Patch { text: Some(text.clone()), ..Patch::default() },
        }
    }

    /// In words, once it is done to these.
    pub fn done(&self, changes: &[Change], what: &str, today: &Today) -> String {
        self.words(changes, what, today, false)
    }

    // For a later day, dates are named in full.
    fn words(&self, changes: &[Change], what: &str, today: &Today, is_for_later: bool) -> String {
        let label = |due: Due| {
            let told = label::told(due, today.now, today.zone);
            if is_for_later { label::exact(due, today.day, today.zone) } else { told }
        };
        match self {
            Self::Complete => format!("Done: {what}"),
            Self::Reopen => format!("Reopened: {what}"),
            Self::Move(due) => format!("Moved to {}: {what}", label(*due)),
            Self::MoveEach(moves) => match (changes, moves.days(ids(changes), today).as_slice()) {
                ([one], _) => {
                    format!("Moved to {}: {what}", moves.of(&one.task).map(label).unwrap_or_default())
                }
                (_, days) if is_for_later => format!("Moved {what} {}", moves::over_dates(days, today)),
                (_, days) => format!("Moved {what} {}", moves::over(days, today)),
            },
            Self::Assign(person) => format!("Handed to {}: {what}", person.name().unwrap_or("them")),
            Self::Rewrite(_) => format!("Rewritten: {what}"),
        }
    }

    /// The same as an order, before it is done: `Move to Tue 10 Mar · in 4 days`.
    pub fn order(&self, ids: &[TaskId], today: &Today) -> String {
        let tasks = counted(ids.len());
        match self {
            Self::Complete => format!("Mark {tasks} done"),
            Self::Reopen => format!("Reopen {tasks}"),
            Self::Move(due) => format!("Move {tasks} to {}", label::long(*due, today.now, today.zone)),
            Self::MoveEach(moves) => {
                format!("Move {tasks} {}", moves::over(&moves.days(ids, today), today))
            }
            Self::Assign(person) => format!("Hand {tasks} to {}", person.name().unwrap_or("them")),
            Self::Rewrite(_) => format!("Rewrite {tasks}"),
        }
    }
}

/// `1 task`, `5 tasks`.
pub fn counted(count: usize) -> String {
    amount::counted(count, "task")
}

/// Does a deed to tasks, after a statement in words when they are many or not all in sight.
pub fn request(model: &mut Model, at: Timestamp, tasks: Vec<TaskId>, deed: Deed) {
    if tasks.is_empty() {
        return vacant::say(model, at);
    }
    let (tasks, refused) = permits::sort(model, tasks, &deed);
    if let (true, Some((_, reason))) = (tasks.is_empty(), refused.first()) {
        return model.notices.bad(at, *reason);
    }
    let is_in_view = statement::hidden(model, &tasks) == 0;
    let needs_words = !refused.is_empty() || permits::must_tell_of_mail(model, &tasks, &deed);
    if tasks.len() <= MANY && is_in_view && !needs_words {
        return carry_out(model, at, &tasks, deed);
    }
    let lines = statement::lines(model, &tasks, &refused, &deed);
    model.overlays.push(Overlay::Statement(Box::new(Statement { lines, tasks, yes: Yes::Do(deed) })));
}

/// Whether nothing may be changed from here; says so.
pub fn only_reads(model: &mut Model, at: Timestamp) -> bool {
    if model.settings.access == Access::Reading {
        model.notices.bad(at, READ_ONLY);
        return true;
    }
    let only_reads = model.disk.health == Health::ReadsOnly;
    if only_reads {
        model.notices.bad(at, "Closeout is open elsewhere on this account: this one only reads");
    }
    only_reads
}

// What is said where nothing is left to do.
fn already(model: &Model, tasks: usize, deed: &Deed) -> String {
    let they = if tasks == 1 { "It is" } else { "They are" };
    match deed {
        Deed::Complete => format!("{they} done already"),
        Deed::Reopen => format!("{they} open already"),
        Deed::Move(_) | Deed::MoveEach(_) => format!("{they} due then already"),
        Deed::Assign(person) if model.me.as_ref().is_some_and(|me| me.user.id == person.id) => {
            format!("{they} yours already")
        }
        Deed::Assign(person) => format!("{they} with {} already", person.name().unwrap_or("them")),
        Deed::Rewrite(_) => "It says so already".to_owned(),
    }
}

/// Does a deed to tasks, as one batch.
pub fn carry_out(model: &mut Model, at: Timestamp, tasks: &[TaskId], deed: Deed) {
    if only_reads(model, at) {
        return;
    }
    if permits::must_tell_of_mail(model, tasks, &deed) {
        permits::note_told(model, Told::Mail);
    }
    let batch = model.history.next_batch();
    let changes: Vec<Change> =
        tasks.iter().filter_map(|id| push(model, at, batch, id, deed.patch(id).here(at))).collect();
    if changes.is_empty() {
        let words = already(model, tasks.len(), &deed);
        return model.notices.info(at, words);
    }
    let what = what(model, &changes);
    let told = match &deed {
        Deed::Assign(person) if people::is_away(model, at, person) => {
            format!("Handed to {}, who is away: {what}", person.name().unwrap_or("them"))
        }
        _ => deed.done(&changes, &what, &model.today),
    };
    let words = deed.words(&changes, &what, &model.today, true);
    // What it does not reach comes first: the rest of the sentence may not fit.
    let told = match (left_alone(model, &changes, &deed), told.split_once(": ")) {
        (Some(words), Some((done, what))) => format!("{done}, but {words}: {what}"),
        _ => told,
    };
    // Before they leave the tab they are marked in.
    model.use_marks_up(batch);
    show(model, &changes);
    undo::tell(model, at, &told);
    model.history.push(Step { batch, words, made: at, changes });
    remember(model, deed);
}

// What stays as it was, though it might be thought to follow.
fn left_alone(model: &mut Model, changes: &[Change], deed: &Deed) -> Option<String> {
    let deals = permits::deal_words(model, ids(changes), deed);
    if deals.is_some() {
        permits::note_told(model, Told::Deal);
    }
    mails_left(model, changes, deed).or(deals)
}

// Opening a task again does not bring its mail back.
fn mails_left(model: &Model, changes: &[Change], deed: &Deed) -> Option<String> {
    let tasks = ids(changes).filter_map(|id| model.board.shown(id)).filter(|_| *deed == Deed::Reopen);
    permits::mailbox_words(tasks.filter(|task| permits::archives_mail(model, task)).count())
}

fn remember(model: &mut Model, deed: Deed) {
    match &deed {
        Deed::Move(due) => model.last_due = Some(*due),
        Deed::MoveEach(_) => model.last_due = None,
        _ => {}
    }
    // The words of one task are hardly meant for another.
    if !matches!(deed, Deed::Rewrite(_)) {
        model.last_deed = Some(deed);
    }
}

/// Adds one change to the board and queues it for the disk; nothing when the task has it already.
pub fn push(model: &mut Model, at: Timestamp, batch: BatchId, task: &TaskId, patch: Patch) -> Option<Change> {
    let patch = patch.beyond(model.board.shown(task)?);
    if patch.is_empty() {
        return None;
    }
    let entry = model.board.push(at, batch, task, patch)?.clone();
    let change = Change::of(&entry);
    model.disk.keep([Write::Append(entry)]);
    Some(change)
}

/// What a batch was about: the one task, or how many, and of which lead where all are of one.
pub fn what(model: &Model, changes: &[Change]) -> String {
    match changes {
        // What may be done about it comes last in a notice, and is never cut.
        [one] => model.subject_in(&one.task, 80),
        many => several(model, ids(many)),
    }
}

/// So many tasks, and of which lead where all are of one: `4 tasks of Acme`.
pub fn several<'a>(model: &Model, tasks: impl ExactSizeIterator<Item = &'a TaskId>) -> String {
    let count = counted(tasks.len());
    let mut leads = tasks.map(|id| model.board.shown(id)?.lead.as_ref());
    let first = leads.next().flatten();
    let is_one = leads.all(|lead| lead.map(|lead| &lead.id) == first.map(|lead| &lead.id));
    let name = first.filter(|_| is_one).and_then(Named::name);
    name.map_or_else(|| count.clone(), |name| format!("{count} of {}", text::line(name, 40)))
}

fn ids(changes: &[Change]) -> impl ExactSizeIterator<Item = &TaskId> {
    changes.iter().map(|change| &change.task)
}

fn show(model: &mut Model, changes: &[Change]) {
    let ids: Vec<TaskId> = ids(changes).cloned().collect();
    model.lists.refresh_in_place(&model.board, &model.today, &ids);
}
