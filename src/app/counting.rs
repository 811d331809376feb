//! Counting what the user does: tasks put off, tasks done.
//!
//! The rules of counting are in `domain/counted.rs`; here is when they apply, and that the result is kept. What was
//! done on a day are the tasks of which Close confirmed it, with what still waits laid over them, as on the board. A
//! task says itself when it was done, and taking back restores what it said: so no key needs a rule of its own.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::Model;
use crate::domain::counted::{Counted, Day};
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::heat;
use crate::domain::id::TaskId;
use crate::domain::task::Task;
use crate::domain::write::Write;
use crate::domain::zone::{Timestamp, Zone};

/// Who puts a task off so often is asked whether that is right.
pub const OFTEN: u32 = 5;

/// What the event log calls it when a task is done.
pub const COMPLETED: &str = "completed";

/// A change of ours was accepted; `was` is the task as Close had told us before, `is` as it is now.
pub fn on_settled(model: &mut Model, entry: &Entry, was: Option<&Task>, is: Option<&Task>) {
    let (zone, task) = (model.today.zone, &entry.task);
    if let (Some(Some(old)), Some(Some(new))) = (entry.before.due, entry.patch.due) {
        let delay = model.counted.moved(entry.made, zone, task, (old, new)).cloned();
        model.disk.keep(delay.map(|delay| Write::Delayed(task.clone(), delay)));
    }
    follow(model, was, is);
}

/// Those of these tasks that count as done, as they are before Close is heard.
pub fn before(model: &Model, told: &[Task]) -> Vec<Task> {
    let known = told.iter().filter(|task| !task.is_complete).filter_map(|task| model.board.truth(&task.id));
    known.filter(|known| known.finished().is_some_and(|finished| finished.is_ours)).cloned().collect()
}

/// Close was heard: what somebody opened again is not done any more.
pub fn after(model: &mut Model, before: &[Task]) {
    for was in before {
        let is = model.board.truth(&was.id).cloned();
        // What is gone was done all the same.
        is.iter().for_each(|is| follow(model, Some(was), Some(is)));
    }
}

/// Those of these tasks of which only the log knows when they were done: ours, not known before, and changed since
/// by somebody else, as far as that was today.
pub fn undated(model: &Model, told: &[Task]) -> Vec<TaskId> {
    let Some(me) = model.me.as_ref().map(|me| &me.user) else { return Vec::new() };
    let is_by_others = |task: &Task| task.updated.by.is_some() && task.updated.by.as_deref() != me.name();
    let is_of_today =
        |task: &Task| task.updated.at.map(|at| model.today.zone.day_of(at)) == Some(model.today.day);
    let is_undated =
        |task: &&Task| task.is_complete && task.is_for(&me.id) && is_by_others(task) && is_of_today(task);
    let undated = told.iter().filter(is_undated).map(|task| &task.id);
    undated.filter(|id| model.board.truth(id).is_none()).cloned().collect()
}

/// The event log told when a task was completed.
pub fn on_dated(model: &mut Model, task: &TaskId, lines: &[Event]) {
    let completed = lines.iter().filter(|line| line.task == *task && &*line.action == COMPLETED);
    let Some(at) = completed.filter_map(|line| line.at).max() else { return };
    if !model.board.was_finished(task, at) {
        return;
    }
    let learnt: Vec<_> = model.board.truth(task).cloned().into_iter().collect();
    model.disk.keep([Write::Learn(learnt)]);
    model.lists.refresh(&model.board, &model.today, std::slice::from_ref(task));
}

fn follow(model: &mut Model, was: Option<&Task>, is: Option<&Task>) {
    let zone = model.today.zone;
    let [was, is] = [was, is].map(|task| task.and_then(|task| Deed::of(task, zone)));
    if was == is {
        return;
    }
    let reopened = was.and_then(|was| {
        let count = model.counted.reopened(was.day, was.waited)?.clone();
        Some(Write::Counted(was.day, count))
    });
    let done = is.map(|is| Write::Counted(is.day, model.counted.done(is.day, is.waited).clone()));
    model.disk.keep(reopened.into_iter().chain(done));
}

// That the user did a task, and for how many minutes somebody had been waiting then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Deed {
    day: NaiveDate,
    waited: Option<u32>,
}

impl Deed {
    fn of(task: &Task, zone: Zone) -> Option<Self> {
        let finished = task.finished().filter(|finished| finished.is_ours)?;
        Some(Self { day: zone.day_of(finished.at), waited: waited(task, finished.at) })
    }
}

/// What the user did on each day, with what is not confirmed yet.
pub fn days(model: &Model) -> BTreeMap<NaiveDate, Day> {
    let mut counted = Counted { days: model.counted.days.clone(), ..Counted::default() };
    for (was, is) in waiting(model) {
        was.and_then(|was| counted.reopened(was.day, was.waited));
        is.map(|is| counted.done(is.day, is.waited));
    }
    counted.days
}

/// How many tasks the user did today, with those that are not confirmed yet.
pub fn done_today(model: &Model) -> usize {
    let today = model.today.day;
    let confirmed = model.counted.days.get(&today).map_or(0, |day| day.done);
    let is_of_today = |deed: Option<Deed>| i64::from(deed.is_some_and(|deed| deed.day == today));
    let more: i64 = waiting(model).map(|(was, is)| is_of_today(is) - is_of_today(was)).sum();
    usize::try_from(i64::from(confirmed) + more).unwrap_or(0)
}

// What Close knows and what is shown of the tasks changes wait on, where that differs.
fn waiting(model: &Model) -> impl Iterator<Item = (Option<Deed>, Option<Deed>)> {
    let (board, zone) = (&model.board, model.today.zone);
    let deeds = move |id: &TaskId| {
        [board.truth(id), board.shown(id)].map(|task| task.and_then(|task| Deed::of(task, zone)))
    };
    board.changing().map(deeds).map(|[was, is]| (was, is)).filter(|(was, is)| was != is)
}

/// For how many minutes somebody had been waiting then.
pub fn waited(task: &Task, at: Timestamp) -> Option<u32> {
    let minutes = (at - heat::came_in(task)?).num_minutes();
    u32::try_from(minutes.max(0)).ok()
}

/// The event log told what happened to a task.
pub fn on_told(model: &mut Model, task: &TaskId, lines: &[Event]) {
    let zone = model.today.zone;
    let is_later = |line: &&Event| match (line.before.due, line.after.due) {
        (Some(Some(old)), Some(Some(new))) => new.instant(zone) > old.instant(zone),
        _ => false,
    };
    let times = u32::try_from(lines.iter().filter(|line| line.task == *task).filter(is_later).count());
    let delay = model.counted.told(model.today.now, task, times.unwrap_or(0)).cloned();
    model.disk.keep(delay.map(|delay| Write::Delayed(task.clone(), delay)));
}
