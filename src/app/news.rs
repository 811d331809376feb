//! What has come in while nobody looked, told once: by a bell, a notification, a command.
//!
//! Only what somebody outside caused, only what stands in the inbox, never what the first reading finds, and never
//! at night. Many at once are one sentence. How it is told is for the shell; here it is only decided what.
//! Whatever others put into the inbox is counted besides, until it was in sight with somebody at the keys, and its
//! row has a sign a moment longer, so that the eye finds it.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta};

use super::effect::Effect;
use super::model::Model;
use super::words;
use crate::domain::id::{ById, TaskId};
use crate::domain::kind::Kind;
use crate::domain::place::{Place, Section};
use crate::domain::tab::Tab;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// What is told, and what is to be told.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// What the user wants to be told.
    pub wanted: Wanted,
    came: Vec<TaskId>,
    // What others put into the inbox and nobody has seen yet, and as the how many-eth it came.
    unseen: ById<TaskId, u64>,
    // What was in sight at the press of a key, and when it was for the first time.
    glimpsed: Vec<(TaskId, Timestamp)>,
    count: u64,
}

/// What the user wants to be told.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only these kinds, by the name Close has for them; all of them where there is none.
    pub kinds: Vec<String>,
    /// From when to when nothing is told; it may go past midnight.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
}

/// The sign of what is new.
pub const SIGN: &str = "•";
/// How long it stays once it was in sight.
const MOMENT: TimeDelta = TimeDelta::seconds(6);
/// More than this at once are one sentence.
const SEVERAL: usize = 5;

impl Wanted {
    fn is_quiet(&self, clock: NaiveTime) -> bool {
        self.quiet.is_some_and(|(from, to)| {
            if from <= to { from <= clock && clock < to } else { from <= clock || clock < to }
        })
    }

    fn has(&self, kind: &Kind) -> bool {
        kind.is_inbound() && (self.kinds.is_empty() || self.kinds.iter().any(|name| name == kind.wire_name()))
    }
}

/// Those of these tasks that were not known before; none while everything is read for the first time.
pub fn unknown(model: &Model, tasks: &[Task]) -> Vec<TaskId> {
    if model.sync.reading.fresh.is_none() {
        return Vec::new();
    }
    let is_new = |task: &&Task| model.board.truth(&task.id).is_none();
    tasks.iter().filter(is_new).map(|task| task.id.clone()).collect()
}

/// These have come in.
pub fn note(model: &mut Model, unknown: &[TaskId]) {
    let here = unknown.iter().filter(|id| is_here(model, id)).filter_map(|id| model.board.shown(id));
    let here: Vec<&Task> = here.collect();
    let ids = |tasks: &mut dyn Iterator<Item = &&Task>| tasks.map(|task| task.id.clone()).collect();
    let came: Vec<TaskId> = ids(&mut here.iter().filter(|task| model.news.wanted.has(&task.kind)));
    let unseen: Vec<TaskId> = ids(&mut here.iter().filter(|task| !is_ours(model, task)));
    model.news.came.extend(came);
    for id in unseen {
        model.news.count += 1;
        model.news.unseen.insert(id, model.news.count);
    }
}

fn is_here(model: &Model, id: &TaskId) -> bool {
    model.lists.tab_of(id) == Some(Tab::Inbox)
}

// What we do in Close's own application is no news to us.
fn is_ours(model: &Model, task: &Task) -> bool {
    let by = task.updated.by.as_deref().or(task.created.by.as_deref());
    by.is_some() && by == model.me.as_ref().and_then(|me| me.user.name())
}

/// How many tasks in the inbox are new and were not in sight yet.
pub fn count(model: &Model) -> usize {
    model.news.unseen.keys().filter(|id| is_here(model, id)).count()
}

/// Whether a task of the inbox is new, or was until a moment ago.
pub fn is_new(model: &Model, id: &TaskId) -> bool {
    let news = &model.news;
    news.unseen.contains_key(id) || news.glimpsed.iter().any(|(seen, _)| seen == id)
}

/// Somebody is at the keys: what is in sight is new no longer.
pub fn look(model: &mut Model, at: Timestamp) {
    let seen = in_sight(model);
    let gone = model.news.unseen.keys().filter(|id| !is_here(model, id));
    let gone: Vec<TaskId> = gone.cloned().collect();
    let cursor = model.lists.current().selected();
    let news = &mut model.news;
    let signs = |news: &News| (news.unseen.len(), news.glimpsed.len());
    let before = signs(news);
    news.unseen.retain(|id, _| !gone.contains(id));
    news.glimpsed.retain(|(id, since)| at - *since < MOMENT && Some(id) != cursor);
    let seen = seen.into_iter().filter(|id| news.unseen.remove(id).is_some());
    news.glimpsed.extend(seen.map(|id| (id, at)));
    if signs(news) != before {
        model.scene.begin();
    }
}

// What is new there, by itself or in a group that is folded.
fn in_sight(model: &Model) -> Vec<TaskId> {
    let is_in_front = model.overlays.is_empty() && model.lists.tab == Tab::Inbox;
    if model.news.unseen.is_empty() || !is_in_front {
        return Vec::new();
    }
    let rows = model.lists.current().in_sight();
    let folded: Vec<&Section> = rows.iter().filter_map(Place::folded).collect();
    let is_folded =
        |id: &&TaskId| model.lists.place(id).is_some_and(|place| folded.contains(&place.section()));
    let is_new = |id: &&TaskId| model.news.unseen.contains_key(*id);
    let alone = rows.iter().filter_map(Place::task).filter(is_new);
    let within = model.news.unseen.keys().filter(|_| !folded.is_empty()).filter(is_folded);
    alone.chain(within).cloned().collect()
}

/// Takes out what came in first of what is new and what the filter shows.
pub fn take_next(model: &mut Model) -> Option<TaskId> {
    let is_shown = |id: &TaskId| model.board.shown(id).is_some_and(|task| model.lists.keeps(task));
    let here = model.news.unseen.iter().filter(|(id, _)| is_here(model, id) && is_shown(id));
    let next = here.min_by_key(|(_, order)| **order).map(|(id, _)| id.clone())?;
    model.news.unseen.remove(&next);
    Some(next)
}

/// Tells what has come in, once all of it has.
pub fn tell(model: &mut Model, at: Timestamp) -> Option<Effect> {
    if model.news.came.is_empty() || model.sync.reading.is_reading() {
        return None;
    }
    let came = std::mem::take(&mut model.news.came);
    if model.news.wanted.is_quiet(model.settings.zone.local(at).time()) {
        return None;
    }
    let tasks: Vec<&Task> = came.iter().filter_map(|id| model.board.shown(id)).collect();
    let sentences = sentences(&tasks);
    (!sentences.is_empty()).then_some(Effect::Tell(sentences))
}

fn sentences(tasks: &[&Task]) -> Vec<String> {
    if tasks.len() <= SEVERAL {
        return tasks.iter().map(|task| format!("{}: {}", task.kind.title(), words::who(task))).collect();
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    tasks.iter().for_each(|task| *kinds.entry(task.kind.word()).or_default() += 1);
    let kinds: Vec<String> = kinds.into_iter().map(|(word, count)| format!("{word} {count}")).collect();
    vec![format!("{} new tasks: {}", tasks.len(), kinds.join(", "))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(text: &str) -> NaiveTime {
        text.parse().unwrap()
    }

    #[test]
    fn the_night_goes_past_midnight_and_a_break_does_not() {
        let quiet = |from, to| Wanted { quiet: Some((clock(from), clock(to))), ..Wanted::default() };
        let night = quiet("22:00:00", "07:00:00");
        for (time, is_quiet) in
            [("21:59:59", false), ("22:00:00", true), ("03:00:00", true), ("07:00:00", false)]
        {
            assert_eq!(night.is_quiet(clock(time)), is_quiet, "{time}");
        }
        assert!(quiet("12:00:00", "13:00:00").is_quiet(clock("12:30:00")));
        assert!(!quiet("12:00:00", "13:00:00").is_quiet(clock("22:30:00")));
        assert!(!Wanted::default().is_quiet(clock("03:00:00")));
    }
}
