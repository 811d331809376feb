//! The tasks on disk: written one by one, read in the order the screen wants them.
//!
//! Rows lie in that order (open ones by date, then done ones with the latest first), so that reading is one
//! sweep and the inbox comes first. All of it can be fetched again; what cannot be read is dropped.

use chrono::NaiveTime;
use rusqlite::{Connection, Result, Row, params};

use crate::domain::due::Due;
use crate::domain::id::TaskId;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

use super::bytes::{Reader, Shared};
use super::compact;

/// How many done tasks are kept; nobody scrolls further without the network.
const KEPT_DONE: usize = 2_000;

/// What reading found out beside the tasks.
#[derive(Default)]
pub(super) struct Findings {
    /// Rows that are not tasks.
    pub(super) unreadable: Vec<String>,
    /// How many tasks are done.
    pub(super) done: usize,
}

/// Keeps a task, in place of what was known of it.
pub(super) fn put_task(connection: &Connection, task: &Task) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO task (id, is_complete, place, updated, rest) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let updated = task.updated.at.map_or(0, |at| at.timestamp_millis());
    let values = params![task.id.text(), task.is_complete, place_of(task), updated, compact::pack(task)];
    insert.execute(values).map(drop)
}

/// Forgets a task.
pub(super) fn drop_task(connection: &Connection, id: &TaskId) -> Result<()> {
    connection.prepare_cached("DELETE FROM task WHERE id = ?1")?.execute([id.as_str()]).map(drop)
}

/// Hands over every task in order.
pub(super) fn each_task(
    connection: &Connection,
    shared: &mut Shared,
    each: &mut dyn FnMut(Task),
) -> Result<Findings> {
    let mut select = connection
        .prepare_cached("SELECT id, is_complete, rest FROM task ORDER BY is_complete, place, id")?;
    let (mut rows, mut findings) = (select.query([])?, Findings::default());
    while let Some(row) = rows.next()? {
        match read(row, shared)? {
            Some(task) => {
                findings.done += usize::from(task.is_complete);
                each(task);
            }
            None => findings.unreadable.push(row.get(0)?),
        }
    }
    Ok(findings)
}

fn read(row: &Row, shared: &mut Shared) -> Result<Option<Task>> {
    let Ok(bytes) = row.get_ref(2)?.as_blob() else { return Ok(None) };
    Ok(compact::unpack(row.get(0)?, row.get(1)?, &mut Reader::new(bytes, shared)).ok())
}

/// Drops the done tasks that have not changed for longest; those with a change waiting stay.
pub(super) fn prune(connection: &Connection, findings: &Findings) -> Result<()> {
    if findings.done <= KEPT_DONE {
        return Ok(());
    }
    let sql = format!(
        "DELETE FROM task WHERE is_complete = 1 AND id NOT IN (SELECT task_id FROM entry) AND id NOT IN \
         (SELECT id FROM task WHERE is_complete = 1 ORDER BY updated DESC LIMIT {KEPT_DONE})"
    );
    connection.execute(&sql, []).map(drop)
}

// The order of `domain::tab` as far as it can be had without a zone: good enough to have the inbox first.
fn place_of(task: &Task) -> i64 {
    let millis = |at: Option<Timestamp>| at.map_or(i64::MIN, |at| at.timestamp_millis());
    if task.is_complete {
        return millis(task.finished().map(|finished| finished.at)).saturating_neg();
    }
    millis(task.due.map(instant_of).or(task.created.at))
}

fn instant_of(due: Due) -> Timestamp {
    match due {
        Due::Day(day) => day.and_time(NaiveTime::MIN).and_utc(),
        Due::At(at) => at,
    }
}
