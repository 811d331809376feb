//! Taking the user's own changes out of a damaged file.
//!
//! Reads from both ends, since damage in the middle stops each sweep at another row. Never writes to the
//! file and never fails: what cannot be read is left where it is.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Result, Row};

use crate::domain::entry::{Entry, EntryId};
use crate::domain::write::Write;

use super::outbox;

/// The waiting and the refused changes that can still be read, as writes for a new store.
pub(super) fn rescue(path: &Path) -> Vec<Write> {
    let Ok(connection) = open(path) else { return Vec::new() };
    let (entries, problems) = (outbox::ENTRIES_OF_ANY_TIME, outbox::PROBLEMS_OF_ANY_TIME);
    let entries = readable(&connection, entries, outbox::entry, |entry| entry.id);
    let problems = readable(&connection, problems, outbox::problem, |problem| problem.entry.id);
    let entries = entries.into_values().map(|entry| Write::Append(doubtful(entry)));
    let problems = problems.into_values().map(|problem| Write::Refuse(Box::new(problem)));
    entries.chain(problems).collect()
}

fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // SQLite's way of saying: go on although the file is shorter than it claims.
    connection.pragma_update(None, "writable_schema", true)?;
    Ok(connection)
}

fn readable<T>(
    connection: &Connection,
    // Which of them fits depends on how old the file is, and what it says of that may be damaged too.
    selects: [&str; 4],
    read: fn(&Row) -> Result<T>,
    id: fn(&T) -> EntryId,
) -> BTreeMap<EntryId, T> {
    let mut found = BTreeMap::new();
    for sql in selects.into_iter().flat_map(|sql| [sql.to_owned(), format!("{sql} DESC")]) {
        // An error is the end of this sweep, and what it found before counts.
        drop(sweep(connection, &sql, &mut |row| {
            found.extend(read(row).map(|value| (id(&value), value)));
        }));
    }
    found
}

fn sweep(connection: &Connection, sql: &str, each: &mut dyn FnMut(&Row)) -> Result<()> {
    let mut select = connection.prepare(sql)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        each(row);
    }
    Ok(())
}

// Whether it was sent is no longer certain, and only what was never sent may be taken back silently.
fn doubtful(entry: Entry) -> Entry {
    Entry { tried: true, ..entry }
}
