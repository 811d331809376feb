//! Counting what Close confirms: tasks put off, tasks done.
//!
//! The rules of counting are in `domain/counted.rs`; here is when they apply, and that the result is kept.

use super::model::Model;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::domain::heat;
use crate::domain::id::TaskId;
use crate::domain::task::Task;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// Who puts a task off so often is asked whether that is right.
pub const OFTEN: u32 = 5;

/// A change of ours was accepted; `was` is the task as Close had told us before.
pub fn on_settled(model: &mut Model, entry: &Entry, was: Option<&Task>) {
    let (zone, task) = (model.today.zone, &entry.task);
    if let (Some(Some(old)), Some(Some(new))) = (entry.before.due, entry.patch.due) {
        let delay = model.counted.moved(entry.made, zone, task, (old, new)).cloned();
        model.disk.keep(delay.map(|delay| Write::Delayed(task.clone(), delay)));
    }
    let Some(was) = was.filter(|_| entry.before.is_complete != entry.patch.is_complete) else { return };
    let (at, day) = match entry.patch.is_complete {
        Some(true) => {
            (entry.made, model.counted.done(zone.day_of(entry.made), waited(was, entry.made)).clone())
        }
        // Close notes when it was last changed, and that was when it was marked done.
        Some(false) => {
            let at = was.updated.at.unwrap_or(entry.made);
            let Some(day) = model.counted.reopened(zone.day_of(at), waited(was, at)).cloned() else { return };
            (at, day)
        }
        None => return,
    };
    model.disk.keep([Write::Counted(zone.day_of(at), day)]);
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
