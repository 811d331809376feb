//! Changes on their way, in words.
//!
//! The list, the preview, the detail page and the view of changes all say the same about the same change.
//! English for people; names in it are as Close sent them and still to be cleaned.

use chrono::TimeDelta;

use super::disk::Health;
use super::model::Model;
pub use crate::domain::amount::{agree, counted, thousands};
use crate::domain::entry::{Entry, Work};
use crate::domain::heat;
use crate::domain::id::TaskId;
use crate::domain::label;
use crate::domain::patch::Patch;
use crate::domain::tab::Today;
use crate::domain::task::Task;
use crate::domain::write::Problem;

/// How far a change is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Close said no: the user decides.
    Refused,
    /// It cannot be written to the disk.
    Unsaved,
    /// It is being written to the disk.
    Saving,
    /// It is on the disk and goes as soon as it may.
    Waiting,
    /// It is on the wire.
    Sending,
    /// It was sent without a clear answer: the task is read again first.
    Checking,
}

impl State {
    /// The state in a word or two.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Unsaved => "not saved",
            Self::Saving => "saving",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Checking => "checking",
        }
    }

    /// Whether it needs the user's eyes.
    pub const fn is_bad(self) -> bool {
        matches!(self, Self::Refused | Self::Unsaved)
    }
}

/// How far a change is.
pub fn state(model: &Model, entry: &Entry) -> State {
    match &model.disk.health {
        _ if entry.sending => State::Sending,
        _ if model.sync.doubts(entry.id) => State::Checking,
        _ if model.disk.has(entry.id) => State::Waiting,
        Health::Failing(_) => State::Unsaved,
        _ => State::Saving,
    }
}

/// The state of what is on its way for a task: a refusal before all, else that of the oldest change.
pub fn state_of(model: &Model, task: &TaskId) -> Option<State> {
    if problems_of(model, task).next().is_some() {
        return Some(State::Refused);
    }
    model.board.entries_of(task).next().map(|entry| state(model, entry))
}

/// The refused changes of a task.
pub fn problems_of<'a>(model: &'a Model, task: &'a TaskId) -> impl Iterator<Item = &'a Problem> {
    model.problems.iter().filter(move |problem| problem.entry.task == *task)
}

/// What an entry does, as an order: `Complete`, `Create a to-do`, `Delete for good`.
pub fn order(entry: &Entry, today: &Today) -> String {
    deed(&entry.work, &entry.patch, today)
}

/// The same of what an entry carries.
pub fn deed(work: &Work, patch: &Patch, today: &Today) -> String {
    match work {
        Work::Change => change(patch, today),
        Work::Create(draft) if draft.is_call => "Create a planned call".into(),
        Work::Create(_) => "Create a to-do".into(),
        Work::Delete => "Delete for good".into(),
        Work::Comment(_) => "Comment".into(),
        Work::Uncomment(_) => "Take back a comment".into(),
    }
}

/// A change as an order: `Complete`, `Move to Mon 9 Mar`, `Hand to Ana Lopez`.
pub fn change(patch: &Patch, today: &Today) -> String {
    let complete =
        patch.is_complete.map(|is_complete| if is_complete { "Complete" } else { "Reopen" }.into());
    let due = patch.due.map(|due| match due {
        Some(due) => format!("Move to {}", label::exact(due, today.day, today.zone)),
        None => "Take away the date".into(),
    });
    let assignee = patch.assignee.as_ref().map(|person| match person {
        Some(person) => format!("Hand to {}", person.name().unwrap_or("somebody")),
        None => "Hand to nobody".into(),
    });
    let text = patch.text.as_ref().map(|_| "Change the text".into());
    let parts: Vec<String> = [complete, due, assignee, text].into_iter().flatten().collect();
    if parts.is_empty() { "Change nothing".into() } else { parts.join(", ") }
}

/// What a change replaced, behind a comma: `, it was Fri 6 Mar`, `, it was with Ana Lopez`; or nothing, as of a text.
pub fn before(patch: &Patch, today: &Today) -> String {
    let complete = patch.is_complete.map(|is_complete| if is_complete { "done" } else { "open" }.into());
    let due = patch.due.map(|due| {
        due.map_or_else(|| "without a date".into(), |due| label::exact(due, today.day, today.zone))
    });
    let assignee = patch.assignee.as_ref().map(|person| {
        let name = person.as_ref().map_or("nobody", |person| person.name().unwrap_or("somebody"));
        format!("with {name}")
    });
    let parts: Vec<String> = [complete, due, assignee].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(", it was {}", parts.join(", ")) }
}

/// Whom a task concerns, by the best single name.
pub fn who(task: &Task) -> &str {
    let who = task.who();
    let is_nameless = who.lead.is_none() && who.contact.is_none() && who.phone.is_none();
    // Only somebody who rang or wrote can be a caller nobody knows.
    if is_nameless && task.kind.phone().is_none() { "no lead" } else { who.best() }
}

/// Who has done a task, unless it was us or nobody can tell.
pub fn done_by<'a>(model: &Model, task: &'a Task) -> Option<&'a str> {
    let finished = task.finished().filter(|finished| !finished.is_ours)?;
    // What was changed since says nothing of who did it.
    let name = task.updated.by.as_deref().filter(|_| task.updated.at == Some(finished.at))?;
    let us = model.me.as_ref().and_then(|me| me.user.name());
    (us != Some(name)).then_some(name)
}

/// Whether its day has passed, or the time somebody planned it for; of what came in, whether it should have
/// been answered by now.
pub fn is_late(model: &Model, task: &Task) -> bool {
    is_late_after(task, &model.today, model.settings.answer_minutes)
}

/// The same, for whoever answers within so many minutes.
pub fn is_late_after(task: &Task, today: &Today, answer_minutes: u32) -> bool {
    if let Some(waited) = heat::waited(task, today) {
        return answer_minutes > 0 && waited >= TimeDelta::minutes(answer_minutes.into());
    }
    heat::is_overdue(task, today)
}

/// When it is due, for a column; of what came in, how long ago that was.
pub fn when(task: &Task, today: &Today) -> String {
    let due = || task.due.map(|due| label::short(due, today.now, today.zone)).unwrap_or_default();
    heat::waited(task, today).map_or_else(due, label::ago)
}

/// The same under a heading that says the day.
pub fn when_that_day(task: &Task, today: &Today) -> String {
    let due = || task.due.map(|due| label::under_its_day(due, today.now, today.zone)).unwrap_or_default();
    heat::waited(task, today).map_or_else(due, label::ago)
}

/// How often a task was put off, as a badge: `x3`. Once is no news.
pub fn put_off(model: &Model, task: &TaskId) -> Option<String> {
    let times = model.counted.times(task);
    (times > 1).then(|| format!("x{times}"))
}

/// A size as a person says it: `215 kB`, `1.2 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::due::Due;
    use crate::domain::id::{Named, UserId};
    use crate::domain::kind::Kind;
    use crate::domain::zone::Zone;

    #[test]
    fn a_change_reads_as_an_order() {
        let today = Today::at("2026-03-06T14:05:00Z".parse().unwrap(), Zone::UTC);
        let due = Due::read("2026-03-09").unwrap();
        let ana = Named::new(UserId::new("user_1"), "Ana Lopez");
        for (patch, words) in [
            (Patch::complete(true), "Complete"),
            (Patch::complete(false), "Reopen"),
            (Patch::due(due), "Move to Mon 9 Mar"),
            (Patch::assign(ana).then(Patch::due(due)), "Move to Mon 9 Mar, Hand to Ana Lopez"),
            (Patch { due: Some(None), ..Patch::default() }, "Take away the date"),
        ] {
            assert_eq!(change(&patch, &today), words);
        }
    }

    #[test]
    fn a_to_do_of_no_lead_has_no_caller() {
        let mut task = Task::new("task_1", "Tidy up");
        assert_eq!(who(&task), "no lead");
        task.kind = Kind::MissedCall(Box::default());
        assert_eq!(who(&task), "Unknown caller");
    }

    #[test]
    fn a_planned_call_is_late_at_its_time_and_what_came_in_when_it_should_be_answered() {
        let today = Today::at("2026-03-06T14:05:00Z".parse().unwrap(), Zone::UTC);
        let late = |kind: Kind, due: &str, minutes: u32| {
            let task = Task { kind, due: Due::read(due).ok(), ..Task::new("task_1", "") };
            is_late_after(&task, &today, minutes)
        };
        let (missed, call) = (|| Kind::MissedCall(Box::default()), || Kind::OutgoingCall(None));
        assert!(late(call(), "2026-03-06T14:00:00Z", 60) && !late(call(), "2026-03-06", 60));
        assert!(!late(missed(), "2026-03-06T13:06:00Z", 60) && late(missed(), "2026-03-06T13:05:00Z", 60));
        assert!(!late(missed(), "2026-03-06T13:05:00Z", 90));
        assert!(!late(missed(), "2026-02-06T13:05:00Z", 0), "nought is never");
        assert!(!late(missed(), "2026-03-06T15:05:00Z", 1), "put off until later today");
    }

    #[test]
    fn sizes_are_short() {
        let sizes = [(512, "512 B"), (215_148, "215 kB"), (1_250_000, "1.2 MB")];
        for (bytes, expected) in sizes {
            assert_eq!(size(bytes), expected);
        }
    }
}
