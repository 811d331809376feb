//! How urgent a task is at a moment, comparable with any other.
//!
//! Somebody who rang or wrote and waits comes first, whoever has waited longest before all; then promises
//! whose time has passed; then what is for today; then what comes later. Within each of these what somebody
//! called pressing goes before the rest. Knows nothing of lists or screens.

use chrono::TimeDelta;

use super::due::Due;
use super::tab::Today;
use super::task::{Priority, Task};
use super::zone::Timestamp;

/// How urgent a task is; the greater, the more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heat {
    level: Level,
    priority: u8,
    // Seconds from its time to the end of time: what has stood longest has most.
    standing: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Done,
    Later,
    Today,
    Late,
    Waited,
}

impl Heat {
    /// How urgent this task is now. Two tasks keep their order until one of them comes due or late.
    pub fn of(task: &Task, today: &Today) -> Self {
        let level = level(task, today);
        let since = match level {
            Level::Waited => came_in(task),
            _ => task.due.map(|due| due.instant(today.zone)),
        };
        let since = since.or(task.created.at).unwrap_or(today.now);
        Self { level, priority: priority(task), standing: -since.timestamp() }
    }
}

fn level(task: &Task, today: &Today) -> Level {
    let day = task.due.map(|due| due.day(today.zone));
    match task.due {
        _ if task.is_complete => Level::Done,
        Some(Due::At(at)) if at > today.now => Level::Later,
        _ if day.is_some_and(|day| day > today.day) => Level::Later,
        _ if task.kind.is_inbound() => Level::Waited,
        Some(Due::At(_)) => Level::Late,
        _ if day.is_some_and(|day| day < today.day) => Level::Late,
        _ => Level::Today,
    }
}

fn priority(task: &Task) -> u8 {
    match task.priority {
        Some(Priority::High) => 2,
        Some(Priority::Medium) => 1,
        _ => 0,
    }
}

/// When somebody rang or wrote. Moving such a task changes its date and Close keeps no other; when the task
/// was made it still tells.
pub fn came_in(task: &Task) -> Option<Timestamp> {
    let due = match task.due {
        Some(Due::At(at)) => Some(at),
        _ => None,
    };
    let first = [due, task.created.at].into_iter().flatten().min();
    first.filter(|_| task.kind.is_inbound())
}

/// Whether its day has passed, or the time somebody planned it for. What came in is planned by nobody: that is
/// overdue from the next day on.
pub fn is_overdue(task: &Task, today: &Today) -> bool {
    let is_before = |due: Due| due.day(today.zone) < today.day;
    !task.is_complete && (task.due.is_some_and(is_before) || level(task, today) == Level::Late)
}

/// How long somebody has been waiting for an answer; none where nobody is, or where it was put off until
/// later.
pub fn waited(task: &Task, today: &Today) -> Option<TimeDelta> {
    let since = came_in(task).filter(|_| level(task, today) == Level::Waited)?;
    Some((today.now - since).max(TimeDelta::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::task::Stamp;
    use crate::domain::zone::Zone;

    fn today() -> Today {
        Today::at("2026-03-06T14:00:00Z".parse().unwrap(), Zone::UTC)
    }

    fn to_do(due: &str) -> Task {
        Task { due: Due::read(due).ok(), ..Task::new(due, "x") }
    }

    fn missed(due: &str, made: &str) -> Task {
        let created = Stamp { at: made.parse().ok(), by: None };
        Task { kind: Kind::MissedCall(Box::default()), created, ..to_do(due) }
    }

    #[test]
    fn the_hottest_is_who_has_waited_longest_then_what_is_late_then_today() {
        let pressing = Task { priority: Some(Priority::High), ..to_do("2026-03-06") };
        let done = Task { is_complete: true, ..missed("2026-03-06T13:00:00Z", "") };
        let hottest_first = [
            missed("2026-03-05T09:00:00Z", "2026-03-05T09:00:00Z"),
            // Came in on Thursday afternoon and was put off until today.
            missed("2026-03-06", "2026-03-05T16:00:00Z"),
            missed("2026-03-06T13:56:00Z", "2026-03-06T13:56:00Z"),
            to_do("2026-02-01"),
            to_do("2026-03-06T13:00:00Z"),
            pressing,
            to_do("2026-03-06"),
            missed("2026-03-06T18:00:00Z", "2026-03-06T08:00:00Z"),
            to_do("2026-03-07"),
            done,
        ];
        for pair in hottest_first.windows(2) {
            assert!(Heat::of(&pair[0], &today()) > Heat::of(&pair[1], &today()), "{pair:?}");
        }
    }

    #[test]
    fn who_waits_has_waited_since_they_rang_however_often_it_was_put_off() {
        let minutes = |task: &Task| waited(task, &today()).map(|time| time.num_minutes());
        assert_eq!(minutes(&missed("2026-03-06T13:56:00Z", "2026-03-06T13:56:02Z")), Some(4));
        assert_eq!(minutes(&missed("2026-03-06", "2026-03-06T12:48:00Z")), Some(72));
        assert_eq!(minutes(&missed("2026-03-06T14:00:00Z", "2026-03-06T14:00:02Z")), Some(0));
        assert_eq!(minutes(&missed("2026-03-06T16:00:00Z", "2026-03-06T08:00:00Z")), None, "not before then");
        assert_eq!(minutes(&to_do("2026-03-06T13:00:00Z")), None);
        let answered = Task { is_complete: true, ..missed("2026-03-06T13:00:00Z", "") };
        assert_eq!(minutes(&answered), None);
    }

    #[test]
    fn a_task_without_any_date_has_its_place_too() {
        let bare = Task::new("task_1", "x");
        assert!(Heat::of(&bare, &today()) > Heat::of(&to_do("2026-03-07"), &today()));
        assert!(Heat::of(&bare, &today()) < Heat::of(&to_do("2026-03-05"), &today()));
    }
}
