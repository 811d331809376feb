//! Looking at a store without touching it: how it is, and what waits in it.
//!
//! Takes no lock, makes no file and repairs nothing, so it works beside an open program and in a home that
//! cannot be written.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::open::{open_file, refuse_newer};
use super::{files, schema};

/// How a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Its size in bytes, with what SQLite keeps beside it.
    pub bytes: u64,
    /// Whether a copy of the program has it open for writing.
    pub is_taken: bool,
    /// Whether others may read or write it.
    pub is_open_to_others: bool,
    /// What is wrong with it, if anything.
    pub damage: Option<String>,
    /// How many changes wait in it to be sent.
    pub waiting: usize,
    /// How many changes Close refused.
    pub refused: usize,
}

/// Looks at the store in this file, as a whole.
pub fn examine(path: &Path) -> Result<Examined, StoreError> {
    let explain = |error| StoreError::of_database(path, &error);
    let is_taken = files::is_locked(path);
    let connection = connect(path).map_err(explain)?;
    refuse_newer(path, &connection)?;
    let damage = schema::find_damage(&connection, true).map_err(explain)?;
    Ok(Examined {
        bytes: files::size(path),
        is_taken,
        is_open_to_others: files::is_open_to_others(path),
        damage,
        waiting: count(&connection, "entry").map_err(explain)?,
        refused: count(&connection, "problem").map_err(explain)?,
    })
}

// Where nothing is under way the file alone is the whole store: then SQLite need not make its other files.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let plain = || open_file(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    if files::is_under_way(path) {
        return plain();
    }
    let Some(text) = path.to_str().filter(|text| !text.contains(['?', '#', '%'])) else { return plain() };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    open_file(Path::new(&format!("file:{text}?immutable=1")), flags)
}

fn count(connection: &Connection, table: &str) -> rusqlite::Result<usize> {
    let count: u32 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::Store;

    fn begun() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        drop(Store::open(&path).unwrap());
        (folder, path)
    }

    #[test]
    fn a_sound_store_is_seen_whole_and_left_as_it_was() {
        let (folder, path) = begun();
        let names = || fs::read_dir(folder.path()).unwrap().count();
        let before = names();
        let seen = examine(&path).unwrap();
        assert_eq!((seen.damage, seen.waiting, seen.refused, seen.is_taken), (None, 0, 0, false));
        assert!(seen.bytes > 0 && !seen.is_open_to_others);
        assert_eq!(names(), before, "no file was made beside it");
    }

    #[test]
    fn a_copy_at_work_is_noticed_and_not_disturbed() {
        let (_folder, path) = begun();
        let open = Store::open(&path).unwrap();
        assert!(examine(&path).unwrap().is_taken);
        drop(open);
        assert!(!examine(&path).unwrap().is_taken);
    }

    #[test]
    fn damage_and_absence_are_told() {
        let (_folder, path) = begun();
        fs::write(&path, "no database").unwrap();
        assert!(examine(&path).unwrap_err().is_damaged());
        assert!(examine(&path.with_file_name("absent.db")).is_err());
    }
}
