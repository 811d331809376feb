//! What others did, shown for a few seconds where the user was looking.
//!
//! A task that leaves the list because of somebody else stays in its place as a ghost that says who and what;
//! one that only changed says so at the end of its row. Nothing moves under the cursor, and nothing can be
//! done to a ghost. Only answers to reading make ghosts: what the user does shows at once and needs none.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::action::Action;
use super::effect::{Effect, Timer};
use super::model::Model;
use super::races::{shared, without};
use super::sprint;
use super::sync::recall;
use crate::domain::board::{Board, Scope};
use crate::domain::event::{Event, Inquiry};
use crate::domain::id::TaskId;
use crate::domain::kind::Kind;
use crate::domain::label;
use crate::domain::patch::Patch;
use crate::domain::tab::{Tab, Today};
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// A task that somebody else changed a moment ago.
#[derive(Clone, Debug)]
pub struct Ghost {
    /// The task as the user saw it last.
    pub seen: Task,
    // What changed; empty for a task that is gone.
    change: Patch,
    deed: String,
    by: Option<String>,
    until: Timestamp,
    // Whether its time is over and it is only there because the cursor is on it.
    is_held: bool,
}

/// All that others changed a moment ago.
#[derive(Clone, Debug, Default)]
pub struct Ghosts {
    by_task: HashMap<TaskId, Ghost>,
    wake: Option<Timestamp>,
}

/// A task before an answer was taken in.
#[derive(Clone, Debug)]
pub struct Before {
    /// As the user saw it.
    pub shown: Task,
    /// As Close had told us.
    pub truth: Task,
}

/// How long a ghost stays, in seconds.
const SECONDS: i64 = 6;
/// More changes than this at once are no longer read one by one.
const MANY: usize = 40;

impl Ghost {
    /// Who did what: `done by Ana just now`.
    pub fn words(&self) -> String {
        let by = self.by.as_ref().map_or("in Close".into(), |by| format!("by {by}"));
        let now = if self.deed == "done" && !self.is_held { " just now" } else { "" };
        format!("{} {by}{now}", self.deed)
    }
}

impl Ghosts {
    /// What somebody else did to a task a moment ago.
    pub fn of(&self, id: &TaskId) -> Option<&Ghost> {
        self.by_task.get(id)
    }

    /// When the next one goes.
    fn next(&self) -> Option<Timestamp> {
        self.by_task.values().filter(|ghost| !ghost.is_held).map(|ghost| ghost.until).min()
    }
}

/// The tasks that an answer is about to change or to take away, as they are now.
pub fn before(board: &Board, scope: &Scope, tasks: &[Task]) -> Vec<Before> {
    let differs = |task: &&Task| board.truth(&task.id).is_some_and(|known| known != *task);
    let changed = tasks.iter().filter(differs).map(|task| &task.id);
    let absent: Vec<&TaskId> = match scope {
        Scope::Ids(ids) => ids.iter().filter(|id| tasks.iter().all(|task| task.id != **id)).collect(),
        _ => Vec::new(),
    };
    let known =
        |id: &TaskId| Some(Before { shown: board.shown(id)?.clone(), truth: board.truth(id)?.clone() });
    changed.chain(absent).filter_map(known).collect()
}

/// Shows what an answer changed, before the lists follow it.
pub fn appear(model: &mut Model, at: Timestamp, before: &[Before]) {
    if before.len() <= MANY {
        return before.iter().for_each(|before| haunt(model, at, &before.shown));
    }
    let here = model.lists.current().selected().cloned();
    let here = before.iter().filter(|before| Some(&before.shown.id) == here.as_ref());
    here.for_each(|before| haunt(model, at, &before.shown));
    if before.iter().any(|before| leaves(model, &before.shown)) {
        let tab = model.lists.tab.title();
        model
            .notices
            .info(at, format!("Tasks have left {tab}: they were done, moved, handed on or deleted in Close"));
    }
}

// Whether a task leaves the list in front.
fn leaves(model: &Model, seen: &Task) -> bool {
    let tab = |task: &Task| Tab::of(task, &model.today);
    let is_theirs = |now: &Task| model.lists.owner().is_some_and(|owner| owner.has(now));
    let stays = |now: &Task| tab(now) == tab(seen) && is_theirs(now);
    model.lists.tab_of(&seen.id) == Some(model.lists.tab) && !model.board.shown(&seen.id).is_some_and(stays)
}

fn haunt(model: &mut Model, at: Timestamp, seen: &Task) {
    let now = model.board.shown(&seen.id).cloned();
    let change = now.as_ref().map(|now| difference(seen, now)).unwrap_or_default();
    let by = now.as_ref().filter(|now| now.updated != seen.updated).and_then(|now| now.updated.by.as_deref());
    let by = by.map(|by| name(model, by));
    rise(model, at, seen, (now.as_ref(), change), by);
}

/// The answer to a change of ours showed what somebody else had changed before, in other fields.
pub fn on_accepted(model: &mut Model, at: Timestamp, seen: &Task, ours: &Patch) {
    let Some(now) = model.board.shown(&seen.id).cloned() else { return };
    let change = difference(seen, &now);
    let change = without(change.clone(), &shared(change, ours));
    rise(model, at, seen, (Some(&now), change), None);
}

fn rise(
    model: &mut Model,
    at: Timestamp,
    seen: &Task,
    (now, change): (Option<&Task>, Patch),
    by: Option<String>,
) {
    let id = &seen.id;
    let deed = if now.is_some() { deed(&change, &model.today) } else { "deleted".into() };
    if deed.is_empty() || model.lists.tab_of(id).is_none() {
        return;
    }
    let is_in_sight = model.lists.current().in_sight().iter().any(|place| place.task() == Some(id));
    if by.is_none() && is_in_sight {
        let action = if now.is_some() { "updated" } else { "deleted" };
        recall::ask(model, Inquiry::Task { task: id.clone(), action });
    }
    model.lists.hold(id, now, &model.today);
    let until = at + TimeDelta::seconds(SECONDS);
    model
        .ghosts
        .by_task
        .insert(id.clone(), Ghost { seen: seen.clone(), change, deed, by, until, is_held: false });
}

/// The log told who did it: a ghost that is still there says so, for its whole time.
pub fn on_told(model: &mut Model, at: Timestamp, task: &TaskId, lines: &[Event]) {
    let Some(ghost) = model.ghosts.of(task).filter(|ghost| ghost.by.is_none()) else { return };
    // The newest lines may be our own: theirs is the one that made this change.
    let is_it = |line: &&Event| {
        without(ghost.change.clone(), &line.after).is_empty()
            && (ghost.change.is_empty() || !shared(line.before.clone(), &ghost.change).is_empty())
    };
    let by = lines.iter().find(is_it).and_then(|line| line.by.as_ref());
    let Some(user) = model.people.iter().find(|user| Some(&user.id) == by) else { return };
    let by = name(model, &user.name);
    if let Some(ghost) = model.ghosts.by_task.get_mut(task) {
        ghost.by = Some(by);
        (ghost.until, ghost.is_held) = (at + TimeDelta::seconds(SECONDS), false);
    }
}

/// The time of some ghosts may be over. Should the clock have been set back, it is not.
pub fn on_woken(model: &mut Model) {
    model.ghosts.wake = None;
}

/// Ghosts go when their time is over; the cursor stays on its task. The one under the cursor stays with it: whoever
/// was away finds out what became of their task, and no key meant for it meets the next one.
pub fn follow(model: &mut Model, at: Timestamp) {
    if model.ghosts.by_task.is_empty() {
        return;
    }
    let held = model.lists.current().selected().filter(|id| model.lists.is_ghost(id));
    let held = held.filter(|_| sprint::of(model).is_none()).cloned();
    let over = model.ghosts.by_task.iter().filter(|(_, ghost)| ghost.until <= at);
    let over: Vec<TaskId> = over.map(|(id, _)| id.clone()).collect();
    for id in over {
        if held.as_ref() == Some(&id) {
            model.ghosts.by_task.entry(id).and_modify(|ghost| ghost.is_held = true);
            continue;
        }
        model.ghosts.by_task.remove(&id);
        model.lists.release(&id);
        model.scene.begin();
    }
}

/// Asks to be woken when the next ghost goes.
pub fn timer(model: &mut Model) -> Option<Effect> {
    let next = model.ghosts.next();
    let is_new = next != model.ghosts.wake;
    model.ghosts.wake = next;
    next.filter(|_| is_new).map(|at| Effect::Wake { timer: Timer::Ghost, at })
}

/// Why nothing can be done here: the row under the cursor is only a ghost.
pub fn refuses(model: &Model, action: Action) -> Option<String> {
    let is_mark = matches!(action, Action::Mark | Action::MarkHere | Action::MarkRange);
    let is_deed = action.changes_targets() || action.changes_selected();
    let id = model.at_cursor().filter(|id| model.lists.is_ghost(id))?;
    let is_meant = is_mark || is_deed && !model.has_marks();
    let ghost = model.ghosts.of(id).filter(|_| is_meant)?;
    Some(format!("{}: {}; there is nothing left to do here", model.subject(id), ghost.words()))
}

/// What of a task changed, as the values it has now.
pub fn difference(old: &Task, new: &Task) -> Patch {
    let text = match &new.kind {
        Kind::ToDo(text) => Some(text.clone()),
        _ => None,
    };
    let whole = Patch {
        is_complete: Some(new.is_complete),
        finished: new.finished(),
        due: Some(new.due),
        assignee: Some(new.assignee.clone()),
        text,
    };
    whole.beyond(old)
}

/// A change as something that was done: `moved to Mon 9 Mar, handed to Bo Li`; empty for no change.
pub fn deed(patch: &Patch, today: &Today) -> String {
    let complete = patch.is_complete.map(|done| if done { "done" } else { "reopened" }.to_owned());
    let due = patch.due.map(|due| match due {
        Some(due) => format!("moved to {}", label::exact(due, today.day, today.zone)),
        None => "left without a date".into(),
    });
    let assignee = patch.assignee.as_ref().map(|person| {
        let name = person.as_ref().map_or("nobody", |person| person.name().unwrap_or("somebody"));
        format!("handed to {name}")
    });
    let text = patch.text.as_ref().map(|_| "reworded".to_owned());
    let parts: Vec<String> = [complete, due, assignee, text].into_iter().flatten().collect();
    parts.join(", ")
}

/// A person in a word where that is enough to know them: the first name, unless two share it.
pub fn name(model: &Model, full: &str) -> String {
    if model.me.as_ref().and_then(|me| me.user.name()) == Some(full) {
        return "you".into();
    }
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let is_shared = model.people.iter().any(|user| *user.name != *full && first(&user.name) == first(full));
    if is_shared { full.to_owned() } else { first(full) }
}
