//! Changes of ours that crossed with somebody else's: shown, never silently won or lost.
//!
//! The last write wins, as Close has it, so ours usually ends on top. Two ways to notice: a list shows a newer
//! value while our change still waits; or, since a write does not tell what it replaced, the event log does
//! afterwards. It is asked about our own changes in the place of a periodic look, so that costs no traffic.

use chrono::TimeDelta;

use super::action::Action;
use super::ghosts::{self, Before, deed};
use super::model::Model;
use super::sync::recall;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::event::{Event, Events, Inquiry};
use crate::domain::id::{Named, TaskId, Text, UserId};
use crate::domain::patch::Patch;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// A change of ours and one of somebody else's on the same field.
#[derive(Clone, Debug, PartialEq)]
pub struct Race {
    /// Our change.
    pub entry: EntryId,
    /// The task.
    pub task: TaskId,
    /// What the task is about.
    pub subject: String,
    /// What we wrote.
    pub ours: Patch,
    /// What somebody else wrote in the same fields.
    pub theirs: Patch,
    /// Who, in a word; nothing until the log has told.
    pub by: Option<String>,
    /// Whether theirs is what Close has now.
    pub is_theirs_on_top: bool,
}

impl Race {
    const fn top(&self) -> &'static str {
        if self.is_theirs_on_top { "theirs" } else { "yours" }
    }
}

/// The races of this session.
#[derive(Clone, Debug, Default)]
pub struct Races {
    list: Vec<Race>,
    // Accepted changes of which nobody knows yet what they replaced, oldest first.
    unproven: Vec<Unproven>,
    asked: Option<Timestamp>,
    older: Option<Text>,
}

#[derive(Clone, Debug)]
struct Unproven {
    entry: Entry,
    settled: Timestamp,
    // By Close's clock.
    changed: Timestamp,
}

/// More are forgotten, oldest first.
const MOST: usize = 100;
/// Close shows events late and out of order: until then a missing one may still come.
const PATIENCE: TimeDelta = TimeDelta::minutes(6);

impl Races {
    /// All of them, oldest first.
    pub fn all(&self) -> &[Race] {
        &self.list
    }

    /// Forgets one the user has read.
    pub fn dismiss(&mut self, race: &Race) {
        self.list.retain(|other| other != race);
    }

    /// What the log is to be asked about our own changes, if anything is.
    pub fn inquiry(&mut self, at: Timestamp, me: &UserId) -> Option<Inquiry> {
        let since = self.unproven.iter().map(|one| one.changed).min()? - PATIENCE;
        self.asked = Some(at);
        let cursor = self.older.take();
        Some(Inquiry::Person { user: me.clone(), since, cursor })
    }

    // It was noted when a list came, for this change or for a later one that waited with it.
    fn knows(&self, entry: &Entry, theirs: &Patch) -> bool {
        let mut later = self.list.iter().filter(|race| race.task == entry.task && race.entry >= entry.id);
        later.any(|race| without(theirs.clone(), &race.theirs).is_empty())
    }
}

/// Lists were taken in: our waiting changes may have met newer ones of the same fields.
pub fn on_taken_in(model: &mut Model, before: &[Before]) {
    for Before { truth: old, .. } in before {
        let changes = model.board.entries_of(&old.id).filter(|entry| !entry.patch.is_empty());
        let entries: Vec<Entry> = changes.cloned().collect();
        let (Some(last), Some(new)) = (entries.last(), model.board.truth(&old.id).cloned()) else { continue };
        let ours = entries.iter().fold(Patch::default(), |all, entry| all.then(entry.patch.clone()));
        // What is one of our own values is our own change, seen before its answer.
        let theirs = ours.before(&new).beyond(old);
        let theirs = entries.iter().fold(theirs, |theirs, entry| without(theirs, &entry.patch));
        note(model, last, theirs, Some(&new), false);
    }
}

/// A change was accepted: if the answer has another value, somebody was faster than the answer.
pub fn on_accepted(model: &mut Model, entry: &Entry, answer: &Task) {
    let at = model.today.now;
    let theirs = shared(entry.patch.clone().beyond(answer).before(answer), &entry.patch);
    note(model, entry, theirs, Some(answer), true);
    let changed = answer.updated.at.unwrap_or(at);
    model.races.unproven.push(Unproven { entry: entry.clone(), settled: at, changed });
    let surplus = model.races.unproven.len().saturating_sub(MOST * 5);
    model.races.unproven.drain(..surplus);
}

/// A task was read before a change was sent again: what it has may be somebody else's.
pub fn on_read_again(model: &mut Model, entry: &Entry, task: &Task) {
    let theirs = without(entry.patch.before(task), &entry.before);
    note(model, entry, theirs, Some(task), false);
}

/// The log told what our own changes replaced.
pub fn on_told(model: &mut Model, at: Timestamp, events: Events) {
    let asked = model.races.asked.take().unwrap_or(at);
    let mut lines: Vec<Event> = events.lines;
    lines.retain(|line| &*line.action == "updated");
    let mut left = Vec::new();
    for one in std::mem::take(&mut model.races.unproven).into_iter().rev() {
        let is_it = |line: &Event| {
            line.task == one.entry.task && without(one.entry.patch.clone(), &line.after).is_empty()
        };
        match lines.iter().position(is_it) {
            Some(found) => {
                let line = lines.remove(found);
                let theirs = without(shared(line.before, &one.entry.patch), &one.entry.before);
                note(model, &one.entry, theirs, None, false);
            }
            None => left.push(one),
        }
    }
    let may_come =
        |one: &Unproven| events.older.is_some() || one.settled >= asked || at - one.settled < PATIENCE;
    left.retain(may_come);
    left.reverse();
    model.races.older = events.older.filter(|_| !left.is_empty());
    model.races.unproven = left;
}

/// The log told who changed a task before us.
pub fn on_named(model: &mut Model, task: &TaskId, lines: &[Event]) {
    let names = |line: &Event| {
        let user = model.people.iter().find(|user| Some(&user.id) == line.by.as_ref())?;
        Some((ghosts::name(model, &user.name), line.after.clone()))
    };
    let named: Vec<(String, Patch)> = lines.iter().filter_map(names).collect();
    for race in model.races.list.iter_mut().filter(|race| race.task == *task && race.by.is_none()) {
        let found = named.iter().find(|(_, after)| without(race.theirs.clone(), after).is_empty());
        race.by = found.map(|(by, _)| by.clone());
    }
}

fn note(model: &mut Model, entry: &Entry, theirs: Patch, now: Option<&Task>, is_theirs_on_top: bool) {
    if theirs.is_empty() || model.races.knows(entry, &theirs) {
        return;
    }
    let by = now.and_then(|task| task.updated.by.as_deref()).map(|by| ghosts::name(model, by));
    if by.is_none() {
        recall::ask(model, Inquiry::Task { task: entry.task.clone(), action: "updated" });
    }
    let at = model.today.now;
    let subject = model.subject(&entry.task);
    let (task, ours) = (entry.task.clone(), shared(entry.patch.clone(), &theirs));
    let race = Race { entry: entry.id, task, subject, ours, theirs, by, is_theirs_on_top };
    let words = brief(model, &race);
    model.notices.bad(at, format!("{words} · {} · {} shows it", race.subject, model.key(Action::Outbox)));
    model.races.list.push(race);
    let surplus = model.races.list.len().saturating_sub(MOST);
    model.races.list.drain(..surplus);
}

/// What happened, in words: `moved to Wed 11 Mar by Jonas meanwhile; yours is on top`.
pub fn words(model: &Model, race: &Race) -> String {
    let by = race.by.as_deref().unwrap_or("somebody else");
    format!("{} by {by} meanwhile; {} is on top", deed(&race.theirs, &model.today), race.top())
}

// The same for a notice: what is cut where room is short stands last, and that is what the task is called.
fn brief(model: &Model, race: &Race) -> String {
    let by = race.by.as_deref().unwrap_or("somebody else");
    format!("Crossed with {by}: {}, {} is on top", deed(&race.theirs, &model.today), race.top())
}

// The fields of the first that the second has as well.
pub(super) fn shared(patch: Patch, other: &Patch) -> Patch {
    Patch {
        is_complete: patch.is_complete.filter(|_| other.is_complete.is_some()),
        finished: patch.finished.filter(|_| other.is_complete.is_some()),
        due: patch.due.filter(|_| other.due.is_some()),
        assignee: patch.assignee.filter(|_| other.assignee.is_some()),
        text: patch.text.filter(|_| other.text.is_some()),
    }
}

// The fields in which the first says something else than the second; people are the same by their ids.
pub(super) fn without(patch: Patch, other: &Patch) -> Patch {
    let id = |person: &Option<Named<UserId>>| person.as_ref().map(|person| person.id.clone());
    Patch {
        is_complete: patch.is_complete.filter(|_| patch.is_complete != other.is_complete),
        finished: patch.finished.filter(|_| patch.is_complete != other.is_complete),
        due: patch.due.filter(|_| patch.due != other.due),
        assignee: patch.assignee.filter(|mine| other.assignee.as_ref().map(id) != Some(id(mine))),
        text: patch.text.clone().filter(|_| patch.text != other.text),
    }
}
