//! What is counted, on disk: small, and nowhere else to be had.
//!
//! A row that cannot be read counts as none.

use rusqlite::{Connection, Result, Row, params};

use super::dates;
use crate::domain::counted::{Counted, Day, Delay};
use crate::domain::id::TaskId;

/// How many tasks are remembered for having been put off.
const DELAYS: u32 = 20_000;
/// How many days are remembered: a year, and some to compare with.
const DAYS: u32 = 400;

/// Keeps how often a task was put off.
pub(super) fn put_delay(connection: &Connection, task: &TaskId, delay: &Delay) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO delay (task_id, times, came_from, is_asked, changed) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let from: Vec<String> = delay.from.iter().map(|due| dates::due_text(*due)).collect();
    let changed = delay.changed.timestamp_millis();
    insert.execute(params![task.text(), delay.times, from.join(" "), delay.is_asked, changed]).map(drop)
}

/// Keeps what was done on a day.
pub(super) fn put_day(connection: &Connection, day: chrono::NaiveDate, count: &Day) -> Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO day (day, done, waited) VALUES (?1, ?2, ?3)")?;
    let waited: Vec<String> = count.waited.iter().map(u32::to_string).collect();
    insert.execute(params![day.to_string(), count.done, waited.join(" ")]).map(drop)
}

/// Everything that was counted.
pub(super) fn counted(connection: &Connection) -> Result<Counted> {
    let mut delays =
        connection.prepare_cached("SELECT task_id, times, came_from, is_asked, changed FROM delay")?;
    let mut days = connection.prepare_cached("SELECT day, done, waited FROM day")?;
    let delays = delays.query_map([], |row| Ok((TaskId::new(row.get::<_, String>(0)?), delay(row)?)))?;
    let days = days.query_map([], |row| Ok((row.get::<_, String>(0)?, day(row)?)))?;
    // Not every text a damaged file may hold is a day.
    let days = days.filter_map(|row| row.map(|(day, count)| Some((day.parse().ok()?, count))).transpose());
    Ok(Counted { delays: delays.collect::<Result<_>>()?, days: days.collect::<Result<_>>()? })
}

/// Forgets all but the latest.
pub(super) fn prune(connection: &Connection) -> Result<()> {
    let old = "DELETE FROM delay WHERE changed < \
               (SELECT changed FROM delay ORDER BY changed DESC LIMIT 1 OFFSET ?1)";
    connection.execute(old, [DELAYS - 1])?;
    let old = "DELETE FROM day WHERE day < (SELECT day FROM day ORDER BY day DESC LIMIT 1 OFFSET ?1)";
    connection.execute(old, [DAYS - 1]).map(drop)
}

fn delay(row: &Row<'_>) -> Result<Delay> {
    let (from, changed): (String, i64) = (row.get(2)?, row.get(4)?);
    let changed = chrono::DateTime::from_timestamp_millis(changed).unwrap_or_default();
    let from = from.split(' ').filter_map(dates::read_due).collect();
    Ok(Delay { times: row.get(1)?, from, is_asked: row.get(3)?, changed })
}

fn day(row: &Row<'_>) -> Result<Day> {
    let waited: String = row.get(2)?;
    Ok(Day { done: row.get(1)?, waited: waited.split(' ').filter_map(|text| text.parse().ok()).collect() })
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::*;
    use crate::domain::write::Write;

    #[test]
    fn days_do_not_pile_up_for_ever_and_the_oldest_go_first() {
        let mut store = Store::in_memory().unwrap();
        let first: chrono::NaiveDate = "2025-01-01".parse().unwrap();
        let count = |done| Day { done, waited: vec![] };
        let days = first.iter_days().zip(1..=DAYS + 10);
        let writes: Vec<Write> = days.map(|(day, done)| Write::Counted(day, count(done))).collect();
        store.save(&writes).unwrap();
        prune(&store.connection).unwrap();
        let left = counted(&store.connection).unwrap().days;
        assert_eq!((left.len(), left.values().next()), (400, Some(&count(11))));
    }

    #[test]
    fn a_row_that_is_no_day_is_passed_over() {
        let store = Store::in_memory().unwrap();
        store.connection.execute("INSERT INTO day VALUES ('soon', 3, '1 x 2')", []).unwrap();
        store.connection.execute("INSERT INTO day VALUES ('2026-03-06', 3, '1 x 2')", []).unwrap();
        let left = counted(&store.connection).unwrap().days;
        assert_eq!(left.into_values().collect::<Vec<_>>(), [Day { done: 3, waited: vec![1, 2] }]);
    }
}
