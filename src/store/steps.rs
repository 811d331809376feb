//! What can be taken back or done again, on disk.
//!
//! A change is written like an entry of the outbox, seal included, so that taking back never sends what a
//! damaged disk made up. A step that cannot be read whole is forgotten: it is worth less than a start.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, params};

use crate::domain::entry::{BatchId, Entry, EntryId};
use crate::domain::id::Text;
use crate::domain::step::{Change, KeptStep, Step};

use super::{dates, outbox};

/// Keeps a step as it is now.
pub(super) fn put_step(connection: &Connection, kept: &KeptStep) -> Result<()> {
    let KeptStep { place, is_undone, step } = kept;
    drop_step(connection, step.batch)?;
    let sql = "INSERT INTO step (batch, place, is_undone, made_at, words) VALUES (?1, ?2, ?3, ?4, ?5)";
    let (batch, made) = (step.batch.0.cast_signed(), dates::instant_text(step.made));
    let mut insert = connection.prepare_cached(sql)?;
    insert.execute(params![batch, place.cast_signed(), is_undone, made, step.words])?;
    step.changes.iter().try_for_each(|change| put_change(connection, step, change))
}

fn put_change(connection: &Connection, step: &Step, change: &Change) -> Result<()> {
    let sql = concat!(
        "INSERT OR REPLACE INTO step_change (",
        outbox::entry_columns!(),
        ", reversal) VALUES \
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, \
          ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)"
    );
    let reversal: Value = change.reversal.map(|id| id.0.cast_signed()).into();
    outbox::run(connection, sql, outbox::entry_values(&entry_of(step, change)).chain([reversal]))
}

fn entry_of(step: &Step, change: &Change) -> Entry {
    Entry {
        id: change.entry,
        batch: step.batch,
        task: change.task.clone(),
        work: change.work.clone(),
        patch: change.patch.clone(),
        before: change.before.clone(),
        made: step.made,
        sending: false,
        tried: false,
    }
}

/// Forgets a step.
pub(super) fn drop_step(connection: &Connection, batch: BatchId) -> Result<()> {
    for sql in ["DELETE FROM step WHERE batch = ?1", "DELETE FROM step_change WHERE batch = ?1"] {
        connection.prepare_cached(sql)?.execute([batch.0.cast_signed()])?;
    }
    Ok(())
}

/// Forgets one change of a step.
pub(super) fn drop_change(connection: &Connection, id: EntryId) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM step_change WHERE id = ?1")?
        .execute([id.0.cast_signed()])
        .map(drop)
}

/// Everything that can be taken back or done again, the lowest first.
pub(super) fn steps(connection: &Connection) -> Result<Vec<KeptStep>> {
    let mut heads = connection
        .prepare_cached("SELECT batch, place, is_undone, made_at, words FROM step ORDER BY place")?;
    let heads = heads.query_map([], |row| Ok(head(row).ok()))?.collect::<Result<Vec<_>>>()?;
    let sql = concat!(
        "SELECT ",
        outbox::entry_columns!(),
        ", reversal FROM step_change WHERE batch = ?1 ORDER BY id"
    );
    let mut select = connection.prepare_cached(sql)?;
    let mut steps = Vec::new();
    for mut kept in heads.into_iter().flatten() {
        let batch = kept.step.batch.0.cast_signed();
        let changes = select.query_map([batch], |row| Ok(change(row).ok()))?.collect::<Result<Vec<_>>>()?;
        if let Some(changes) =
            changes.into_iter().collect::<Option<Vec<Change>>>().filter(|all| !all.is_empty())
        {
            kept.step.changes = changes;
            steps.push(kept);
        }
    }
    Ok(steps)
}

fn head(row: &Row) -> Result<KeptStep> {
    let made: Text = row.get(3)?;
    let made = dates::read_instant(&made).unwrap_or_default();
    let step = Step {
        batch: BatchId(row.get::<_, i64>(0)?.cast_unsigned()),
        words: row.get(4)?,
        made,
        changes: Vec::new(),
    };
    Ok(KeptStep { place: row.get::<_, i64>(1)?.cast_unsigned(), is_undone: row.get(2)?, step })
}

fn change(row: &Row) -> Result<Change> {
    let reversal: Option<i64> = row.get("reversal")?;
    let reversal = reversal.map(|id| EntryId(id.cast_unsigned()));
    Ok(Change { reversal, ..Change::of(&outbox::entry(row)?) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Work;
    use crate::domain::id::TaskId;
    use crate::domain::patch::Patch;

    fn kept(batch: u64, place: u64) -> KeptStep {
        let change = Change {
            entry: EntryId(batch * 10),
            task: TaskId::new("task_1"),
            work: Work::Change,
            patch: Patch::complete(true),
            before: Patch::complete(false),
            reversal: None,
        };
        let second = Change { entry: EntryId(batch * 10 + 1), reversal: Some(EntryId(99)), ..change.clone() };
        let made = "2026-03-06T14:05:00Z".parse().unwrap();
        let step = Step {
            batch: BatchId(batch),
            words: "Done: Call Ada".into(),
            made,
            changes: vec![change, second],
        };
        KeptStep { place, is_undone: batch == 2, step }
    }

    fn store(all: &[KeptStep]) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::store::schema::migrate(&mut connection).unwrap();
        all.iter().for_each(|kept| put_step(&connection, kept).unwrap());
        connection
    }

    #[test]
    fn steps_come_back_as_they_were_the_lowest_first() {
        let connection = store(&[kept(1, 7), kept(2, 5)]);
        assert_eq!(steps(&connection).unwrap(), [kept(2, 5), kept(1, 7)]);
        put_step(&connection, &kept(1, 1)).unwrap();
        assert_eq!(steps(&connection).unwrap(), [kept(1, 1), kept(2, 5)]);
    }

    #[test]
    fn what_is_dropped_is_gone_and_a_change_may_change_its_step() {
        let connection = store(&[kept(1, 1), kept(2, 2)]);
        drop_step(&connection, BatchId(1)).unwrap();
        drop_change(&connection, EntryId(20)).unwrap();
        let left = steps(&connection).unwrap();
        assert_eq!((left.len(), left[0].step.changes.len()), (1, 1));
        drop_change(&connection, EntryId(21)).unwrap();
        assert_eq!(steps(&connection).unwrap(), [], "a step without changes is none");
    }

    #[test]
    fn a_damaged_step_is_left_out_and_the_others_are_not() {
        let connection = store(&[kept(1, 1), kept(2, 2)]);
        connection.execute("UPDATE step_change SET before_complete = 1 WHERE id = 10", []).unwrap();
        assert_eq!(steps(&connection).unwrap(), [kept(2, 2)]);
    }
}
