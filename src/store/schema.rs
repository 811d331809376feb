//! How a connection is set up, and how the tables come to be.
//!
//! `PRAGMA user_version` says how many migrations a file has seen. Migrations are added to, never edited, and
//! each is one transaction, so a file is always at exactly one version.

use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/migrations/0001_start.sql"),
    include_str!("../../assets/migrations/0002_related.sql"),
    include_str!("../../assets/migrations/0003_create_delete.sql"),
    include_str!("../../assets/migrations/0004_counted.sql"),
    include_str!("../../assets/migrations/0005_comments.sql"),
    include_str!("../../assets/migrations/0006_links.sql"),
    include_str!("../../assets/migrations/0007_steps.sql"),
    include_str!("../../assets/migrations/0008_views.sql"),
    include_str!("../../assets/migrations/0009_finished.sql"),
];

/// The tables whose loss would hurt, or stop the program from starting; small, so always checked.
const CHECKED: [&str; 5] = ["entry", "problem", "person", "me", "meta"];

// Only a support tool can be in the way, and nobody waits for us: the store has a thread of its own.
const PATIENCE: Duration = Duration::from_millis(500);

/// The version this program writes.
pub(super) fn known() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// The version a file has; 0 for an empty one.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// What every connection needs before its first use.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    // In KiB when negative. All tasks are in the program's own memory; SQLite need not keep 2 MB of them too.
    connection.pragma_update(None, "cache_size", -128)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(())
}

/// Makes an empty file a store.
pub(super) fn begin(connection: &mut Connection) -> rusqlite::Result<()> {
    // A task takes some 400 bytes; twice SQLite's usual page halves the reads of a start.
    connection.pragma_update(None, "page_size", 8192)?;
    make_durable(connection)?;
    migrate(connection)
}

/// Makes every commit reach the disk before it is acknowledged.
pub(super) fn make_durable(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On a Mac "written" means the drive's own memory unless asked for more; elsewhere this does nothing.
    connection.pragma_update(None, "fullfsync", true)
}

/// Brings a file to the version this program writes.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let seen = version(connection)?;
    for (sql, number) in MIGRATIONS.iter().zip(1_u32..).filter(|(_, number)| *number > seen) {
        let step = Transaction::new(connection, TransactionBehavior::Immediate)?;
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", number)?;
        step.commit()?;
    }
    Ok(())
}

/// What is wrong with a file, if anything. Without `thorough` only the small tables are read, since the
/// start waits for this.
pub(super) fn find_damage(connection: &Connection, thorough: bool) -> rusqlite::Result<Option<String>> {
    if thorough {
        return complaint(connection, "SELECT * FROM pragma_integrity_check");
    }
    for table in CHECKED {
        // Without the name of the schema SQLite makes a second database, for temporary tables, to look into it too.
        let found = complaint(connection, &format!("SELECT * FROM pragma_quick_check('{table}', 'main')"))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn complaint(connection: &Connection, sql: &str) -> rusqlite::Result<Option<String>> {
    let first: String = connection.query_row(sql, [], |row| row.get(0))?;
    Ok((first != "ok").then_some(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_gets_every_migration_and_is_sound() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert_eq!(version(&connection).unwrap(), 0);
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection).unwrap(), known());
        assert_eq!(find_damage(&connection, false).unwrap(), None);
        assert_eq!(find_damage(&connection, true).unwrap(), None);
    }

    #[test]
    fn a_file_of_today_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute("INSERT INTO meta VALUES ('a', 'b')", []).unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection).unwrap(), known());
    }
}
