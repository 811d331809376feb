//! How far one is and how long it took, in words.

use chrono::TimeDelta;

use super::Sprint;
use crate::domain::zone::Timestamp;

/// How far it is: `12/48 · 6 min · 31 s a task`; while it goes on, the minutes go on with it.
pub fn words(sprint: &Sprint, now: Timestamp) -> String {
    let (decided, all) = sprint.progress();
    let so_far = || format!("{} min{}", sprint.elapsed(now).num_minutes(), pace(sprint));
    let time = if sprint.is_over() { time(sprint, now) } else { Some(so_far()) };
    format!("{decided}/{all}") + &time.map_or_else(String::new, |time| format!(" · {time}"))
}

/// How long it took: `6 min · 31 s a task`; nothing where nothing was decided, or at once.
pub fn time(sprint: &Sprint, now: Timestamp) -> Option<String> {
    sprint.pace()?;
    let time = match sprint.elapsed(now) {
        time if time.num_seconds() < 1 => return None,
        time if time.num_minutes() < 1 => span(time),
        time => format!("{} min", time.num_minutes()),
    };
    Some(time + &pace(sprint))
}

// Less than a second is none.
fn pace(sprint: &Sprint) -> String {
    let pace = sprint.pace().filter(|pace| pace.num_seconds() > 0);
    pace.map_or_else(String::new, |pace| format!(" · {} a task", span(pace)))
}

// A short time: `31 s`, `2 min 05 s`.
fn span(time: TimeDelta) -> String {
    match time.num_seconds() {
        seconds @ ..60 => format!("{seconds} s"),
        seconds @ 60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        seconds => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
    }
}
