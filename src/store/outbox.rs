//! Entries and refused changes as plain columns, so that a support person can read them.
//!
//! "Left alone" and "set to nothing" are different things: `sets` and `remembers` list the fields a patch
//! has, and a field that is listed but NULL is set to nothing. Every row is sealed with a sum, so that a
//! damaged change is never sent. Whether an entry is on the wire is not kept: after a start, nothing is.

use rusqlite::types::{FromSql, Type, Value};
use rusqlite::{Connection, Error, Result, Row, params_from_iter};

use crate::domain::due::Due;
use crate::domain::entry::{BatchId, Entry, EntryId, Work};
use crate::domain::id::{Named, TaskId, Text, UserId};
use crate::domain::patch::Patch;
use crate::domain::task::Finished;
use crate::domain::write::Problem;
use crate::domain::zone::Timestamp;

use super::bytes::Pen;
use super::{dates, drafts};

/// The columns of an entry: those of the start, then whatever was added since.
macro_rules! columns {
    ($($since:literal),+) => {
        concat!(
            "id, batch, task_id, made_at, \
             sets, set_complete, set_due, set_assignee_id, set_assignee_name, set_text, remembers, before_complete, \
             before_due, before_assignee_id, before_assignee_name, before_text, tried, seal",
            $(", ", $since),+
        )
    };
}

macro_rules! entry_columns {
    () => {
        $crate::store::outbox::columns!(
            "work, draft_lead_id, draft_lead_name, draft_contact_id, draft_contact_name, draft_priority, draft_others",
            "comment_id, comment_on, set_finished, before_finished"
        )
    };
}

pub(super) use {columns, entry_columns};

/// Adds an entry to the log, or writes it anew.
pub(super) fn put_entry(connection: &Connection, entry: &Entry) -> Result<()> {
    let sql = concat!(
        "INSERT OR REPLACE INTO entry (",
        entry_columns!(),
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, \
         ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)"
    );
    run(connection, sql, entry_values(entry))
}

/// Corrects what an entry remembers; one that has left the log stays out of it.
pub(super) fn rewrite_entry(connection: &Connection, entry: &Entry) -> Result<()> {
    let sql = "UPDATE entry SET remembers = ?2, before_complete = ?3, before_due = ?4, \
               before_assignee_id = ?5, before_assignee_name = ?6, before_text = ?7, seal = ?8, before_finished = ?9 \
               WHERE id = ?1";
    let id = [entry.id.0.cast_signed().into()];
    let [_, finished] = finished_values(entry);
    let rest = [seal(entry).into(), finished];
    run(connection, sql, id.into_iter().chain(patch_values(&entry.before)).chain(rest))
}

/// Notes that an entry is about to go on the wire.
pub(super) fn mark_tried(connection: &Connection, id: EntryId) -> Result<()> {
    run(connection, "UPDATE entry SET tried = 1 WHERE id = ?1", [id.0.cast_signed().into()])
}

/// Takes an entry out of the log.
pub(super) fn drop_entry(connection: &Connection, id: EntryId) -> Result<()> {
    run(connection, "DELETE FROM entry WHERE id = ?1", [id.0.cast_signed().into()])
}

/// Keeps a refused change.
pub(super) fn put_problem(connection: &Connection, problem: &Problem) -> Result<()> {
    let sql = concat!(
        "INSERT OR REPLACE INTO problem (",
        entry_columns!(),
        ", subject, why) VALUES \
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, \
          ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)"
    );
    let words = [&problem.subject, &problem.why].map(|words| Value::from(words.to_string()));
    run(connection, sql, entry_values(&problem.entry).chain(words))
}

/// Forgets a refused change.
pub(super) fn drop_problem(connection: &Connection, id: EntryId) -> Result<()> {
    run(connection, "DELETE FROM problem WHERE id = ?1", [id.0.cast_signed().into()])
}

/// Selects the log, oldest first; `DESC` behind it turns it round.
pub(super) const ENTRIES: &str = concat!("SELECT ", entry_columns!(), " FROM entry ORDER BY id");

/// Selects the refused changes, oldest first; `DESC` behind it turns it round.
pub(super) const PROBLEMS: &str =
    concat!("SELECT ", entry_columns!(), ", subject, why FROM problem ORDER BY id");

/// Selects from a table as it is, and as it was: before it was kept when tasks were done, before comments were
/// known, and at the start.
macro_rules! of_any_time {
    ($more:literal, $from:literal) => {
        [
            concat!("SELECT ", entry_columns!(), $more, $from),
            concat!(
                "SELECT ",
                columns!(
                    "work, draft_lead_id, draft_lead_name, draft_contact_id, draft_contact_name, draft_priority",
                    "draft_others, comment_id, comment_on, NULL, NULL"
                ),
                $more,
                $from
            ),
            concat!(
                "SELECT ",
                columns!(
                    "work, draft_lead_id, draft_lead_name, draft_contact_id, draft_contact_name, draft_priority",
                    "draft_others, NULL, NULL, NULL, NULL"
                ),
                $more,
                $from
            ),
            concat!(
                "SELECT ",
                columns!("'change' AS work, NULL, NULL, NULL, NULL, NULL, NULL", "NULL, NULL, NULL, NULL"),
                $more,
                $from
            ),
        ]
    };
}

/// [`ENTRIES`], and the same for files of before.
pub(super) const ENTRIES_OF_ANY_TIME: [&str; 4] = of_any_time!("", " FROM entry ORDER BY id");

/// [`PROBLEMS`], and the same for files of before.
pub(super) const PROBLEMS_OF_ANY_TIME: [&str; 4] =
    of_any_time!(", subject, why", " FROM problem ORDER BY id");

/// Reads a row of [`ENTRIES`]; one that is not as it was written is an error.
pub(super) fn entry(row: &Row) -> Result<Entry> {
    let mut cells = Cells { row, next: 0 };
    let (id, batch) = (EntryId(cells.number()?), BatchId(cells.number()?));
    let (task, made) = (TaskId::new(cells.next::<Text>()?), cells.instant()?);
    let (patch, mut before) = (cells.patch()?, cells.patch()?);
    let (tried, sum) = (cells.next()?, cells.next::<i64>()?);
    let (work, mut patch) = drafts::read(&mut cells, patch)?;
    (patch.finished, before.finished) = (cells.finished()?, cells.finished()?);
    let entry = Entry { id, batch, task, work, patch, before, made, sending: false, tried };
    if sum == seal(&entry) { Ok(entry) } else { Err(cells.strange("its seal is broken")) }
}

/// Reads a row of [`PROBLEMS`].
pub(super) fn problem(row: &Row) -> Result<Problem> {
    let entry = entry(row)?;
    Ok(Problem { entry, subject: row.get("subject")?, why: row.get("why")? })
}

/// Runs a statement with these values.
pub(super) fn run(connection: &Connection, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<()> {
    connection.prepare_cached(sql)?.execute(params_from_iter(values)).map(drop)
}

/// The columns of an entry.
pub(super) fn entry_values(entry: &Entry) -> impl Iterator<Item = Value> {
    let work = drafts::values(&entry.work).into_iter().chain(drafts::comment_values(&entry.work));
    let more = work.chain(finished_values(entry));
    own_values(entry).chain([entry.tried.into(), seal(entry).into()]).chain(more)
}

// Each sort of entry is sealed as it was when it came to be.
fn sealed_values(entry: &Entry) -> impl Iterator<Item = Value> {
    let work = (entry.work != Work::Change).then(|| drafts::values(&entry.work));
    let comment = drafts::comment(&entry.work).map(|_| drafts::comment_values(&entry.work));
    let is_dated = entry.patch.finished.or(entry.before.finished).is_some();
    let finished = is_dated.then(|| finished_values(entry));
    let more = comment.into_iter().flatten().chain(finished.into_iter().flatten());
    own_values(entry).chain(work.into_iter().flatten()).chain(more)
}

fn finished_values(entry: &Entry) -> [Value; 2] {
    [&entry.patch, &entry.before].map(|patch| patch.finished.map(dates::finished_text).into())
}

// Whether it was sent is left out, since that alone is updated in place.
fn own_values(entry: &Entry) -> impl Iterator<Item = Value> {
    let own: [Value; 4] = [
        entry.id.0.cast_signed().into(),
        entry.batch.0.cast_signed().into(),
        entry.task.to_string().into(),
        dates::instant_text(entry.made).into(),
    ];
    let written = drafts::first_values(&entry.work).unwrap_or_else(|| entry.patch.clone());
    own.into_iter().chain(patch_values(&written)).chain(patch_values(&entry.before))
}

// SQLite does not notice a changed byte inside a value, and a change nobody made must never be sent. The sum
// is FNV-1a; like the order of the values it is part of the format.
fn seal(entry: &Entry) -> i64 {
    let mut pen = Pen::default();
    for value in sealed_values(entry) {
        match value {
            Value::Integer(number) => pen.maybe(Some(number), Pen::signed),
            Value::Text(text) => pen.maybe(Some(text.as_str()), Pen::text),
            _ => pen.maybe(None, Pen::signed),
        }
    }
    let bytes = pen.finish();
    let sum =
        bytes.iter().fold(SUM_OF_NOTHING, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(SUM_FACTOR));
    sum.cast_signed()
}

const SUM_OF_NOTHING: u64 = 0xcbf2_9ce4_8422_2325;
const SUM_FACTOR: u64 = 0x0100_0000_01b3;

fn patch_values(patch: &Patch) -> [Value; 6] {
    let person = patch.assignee.as_ref().and_then(Option::as_ref);
    [
        field_names(patch).into(),
        patch.is_complete.into(),
        patch.due.flatten().map(dates::due_text).into(),
        person.map(|person| person.id.to_string()).into(),
        person.and_then(Named::name).map(str::to_owned).into(),
        patch.text.as_deref().map(str::to_owned).into(),
    ]
}

fn field_names(patch: &Patch) -> String {
    let fields = [
        ("complete", patch.is_complete.is_some()),
        ("due", patch.due.is_some()),
        ("assignee", patch.assignee.is_some()),
        ("text", patch.text.is_some()),
    ];
    fields.into_iter().filter_map(|(name, is_set)| is_set.then_some(name)).collect::<Vec<_>>().join(" ")
}

/// The columns of a row, one after the other.
pub(super) struct Cells<'a> {
    row: &'a Row<'a>,
    next: usize,
}

impl Cells<'_> {
    pub(super) fn next<T: FromSql>(&mut self) -> Result<T> {
        let value = self.row.get(self.next);
        self.next += 1;
        value
    }

    fn number(&mut self) -> Result<u64> {
        Ok(self.next::<i64>()?.cast_unsigned())
    }

    fn instant(&mut self) -> Result<Timestamp> {
        let text: Text = self.next()?;
        dates::read_instant(&text).ok_or_else(|| self.strange(&text))
    }

    fn finished(&mut self) -> Result<Option<Finished>> {
        let Some(text) = self.next::<Option<Text>>()? else { return Ok(None) };
        dates::read_finished(&text).map(Some).ok_or_else(|| self.strange(&text))
    }

    fn due(&mut self) -> Result<Option<Due>> {
        let Some(text) = self.next::<Option<Text>>()? else { return Ok(None) };
        dates::read_due(&text).map(Some).ok_or_else(|| self.strange(&text))
    }

    fn person(&mut self) -> Result<Option<Named<UserId>>> {
        let (id, name) = (self.next::<Option<Text>>()?, self.next()?);
        Ok(id.map(|id| Named { id: UserId::new(id), name }))
    }

    fn patch(&mut self) -> Result<Patch> {
        let fields: Text = self.next()?;
        let has = |name| fields.split(' ').any(|field| field == name);
        let (is_complete, due, assignee, text) =
            (self.next::<Option<bool>>()?, self.due()?, self.person()?, self.next::<Option<Text>>()?);
        Ok(Patch {
            is_complete: is_complete.filter(|_| has("complete")),
            finished: None,
            due: has("due").then_some(due),
            assignee: has("assignee").then_some(assignee),
            text: text.filter(|_| has("text")),
        })
    }

    pub(super) fn strange(&self, text: &str) -> Error {
        let why = format!("a change in it is not as it was written: {text:?}");
        Error::FromSqlConversionFailure(self.next - 1, Type::Text, why.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};

    fn sample() -> Entry {
        let day = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
        Entry {
            id: EntryId(7),
            batch: BatchId(3),
            task: TaskId::new("task_1"),
            work: Work::Change,
            patch: Patch { due: Some(Some(Due::Day(day))), assignee: Some(None), ..Patch::default() },
            before: Patch { due: Some(None), ..Patch::default() },
            made: DateTime::UNIX_EPOCH,
            sending: true,
            tried: false,
        }
    }

    fn stored() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::store::schema::migrate(&mut connection).unwrap();
        put_entry(&connection, &sample()).unwrap();
        connection
    }

    fn read(connection: &Connection) -> Result<Entry> {
        connection.query_row(ENTRIES, [], entry)
    }

    #[test]
    fn a_support_person_can_read_it() {
        let sql = "SELECT printf('%s: %s -> %s, %s; was %s', task_id, sets, set_due, set_assignee_id, before_due) \
                   FROM entry";
        let line: String = stored().query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(line, "task_1: due assignee -> 2026-03-12, ; was ");
    }

    #[test]
    fn after_a_start_nothing_is_on_the_wire() {
        assert_eq!(read(&stored()).unwrap(), Entry { sending: false, ..sample() });
    }

    #[test]
    fn when_a_task_was_done_comes_back_and_cannot_be_damaged() {
        let at = DateTime::UNIX_EPOCH;
        let done = Patch::complete(true).here(at);
        let before = Patch { finished: Some(Finished { at, is_ours: false }), ..Patch::complete(true) };
        for (patch, before) in [(done, Patch::complete(false)), (Patch::complete(false), before)] {
            let entry = Entry { patch, before, sending: false, ..sample() };
            let connection = stored();
            put_entry(&connection, &entry).unwrap();
            assert_eq!(read(&connection).unwrap(), entry);
            for column in ["set_finished", "before_finished"] {
                connection
                    .execute(&format!("UPDATE entry SET {column} = '2026-03-06T14:05:00Z'"), [])
                    .unwrap();
                assert!(read(&connection).is_err(), "{column}");
                put_entry(&connection, &entry).unwrap();
            }
            rewrite_entry(&connection, &entry).unwrap();
            assert_eq!(read(&connection).unwrap(), entry);
        }
    }

    #[test]
    fn having_been_tried_does_not_break_the_seal() {
        let connection = stored();
        mark_tried(&connection, EntryId(7)).unwrap();
        assert!(read(&connection).unwrap().tried);
    }

    #[test]
    fn a_change_nobody_made_is_never_read() {
        for damage in [
            "set_due = '2026-03-13'",
            "set_due = 'soon'",
            "sets = 'due'",
            "set_assignee_id = 'user_1'",
            "before_due = '2026-01-01'",
            "task_id = 'task_2'",
            "batch = 4",
            "seal = 0",
        ] {
            let connection = stored();
            connection.execute(&format!("UPDATE entry SET {damage}"), []).unwrap();
            assert!(read(&connection).is_err(), "{damage}");
        }
    }

    #[test]
    fn the_seal_of_today_is_the_seal_of_tomorrow() {
        assert_eq!(seal(&sample()), 228_113_407_175_585_726);
    }
}
