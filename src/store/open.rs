//! Finding a store or beginning one, and making sure only one copy of the program writes it.
//!
//! A new file is built under another name and appears whole. A damaged one is never written over: it is moved
//! aside, and as much of the outbox as can be read goes into a new one.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::domain::write::Write;

use super::error::StoreError;
use super::{files, load, salvage, save, schema};

/// One open store.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) mode: Mode,
    // Given back when the store goes, after the connection above it.
    _lock: Option<File>,
}

/// What a store may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// We are the only copy of the program.
    Writes,
    /// A second copy of the program: another one writes.
    ReadsOnly,
}

/// A store, and what was found when it was opened.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What it may be used for.
    pub mode: Mode,
    /// The damaged file that had to give way to a new one.
    pub aside: Option<Aside>,
}

/// A damaged file that was moved out of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Where it is now.
    pub path: PathBuf,
    /// How many changes, waiting or refused, were found in it and taken over.
    pub saved: usize,
}

impl Store {
    /// Opens the store in this file, or begins it.
    pub fn open(path: &Path) -> Result<Opened, StoreError> {
        files::make_folder(path)?;
        match files::lock(path)? {
            Some(lock) => open_for_writing(path, lock),
            None => open_for_reading(path),
        }
    }

    /// A store that is gone with the process.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let explain = |error| StoreError::of_database(&path, &error);
        let mut connection = Connection::open_in_memory().map_err(explain)?;
        schema::prepare(&connection).map_err(explain)?;
        schema::migrate(&mut connection).map_err(explain)?;
        Ok(Self { connection, path, mode: Mode::Writes, _lock: None })
    }

    /// What SQLite said, as a sentence; damage is noted, so that the next start looks closely.
    pub(super) fn explain(&self, error: &rusqlite::Error) -> StoreError {
        let error = StoreError::of_database(&self.path, error);
        if error.is_damaged() && self.mode == Mode::Writes {
            // Without the note the damage is still reported, only not repaired.
            drop(files::make_file(&suspicion(&self.path)));
        }
        error
    }
}

fn open_for_writing(path: &Path, lock: File) -> Result<Opened, StoreError> {
    if !files::exists(path) {
        begin(path)?;
    }
    let (connection, aside) = match connect(path) {
        Err(StoreError::Damaged { .. }) => {
            let aside = replace(path)?;
            (connect(path)?, Some(aside))
        }
        sound => (sound?, None),
    };
    let store = Store { connection, path: path.into(), mode: Mode::Writes, _lock: Some(lock) };
    Ok(Opened { store, mode: Mode::Writes, aside })
}

// The other copy may not have begun its file yet; then there is nothing to show so far.
fn open_for_reading(path: &Path) -> Result<Opened, StoreError> {
    let mut store = if path.exists() { read(path)? } else { Store::in_memory()? };
    (store.path, store.mode) = (path.into(), Mode::ReadsOnly);
    Ok(Opened { store, mode: Mode::ReadsOnly, aside: None })
}

fn read(path: &Path) -> Result<Store, StoreError> {
    let explain = |error| StoreError::of_database(path, &error);
    let connection = open_file(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(explain)?;
    refuse_newer(path, &connection)?;
    Ok(Store { connection, path: path.into(), mode: Mode::ReadsOnly, _lock: None })
}

/// Opens a file that is there, and makes sure it is sound and up to date.
fn connect(path: &Path) -> Result<Connection, StoreError> {
    let explain = |error| StoreError::of_database(path, &error);
    let broken = |why| StoreError::Damaged { path: path.display().to_string(), why };
    // SQLite takes an empty file for a new one; ours are never empty.
    if path.metadata().is_ok_and(|file| file.len() == 0) {
        return Err(broken("it is empty".into()));
    }
    if !path.exists() {
        return Err(broken("only its journal is left".into()));
    }
    files::make_private(path).map_err(|error| StoreError::of_file(path, &error))?;
    let mut connection = open_file(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(explain)?;
    refuse_newer(path, &connection)?;
    schema::make_durable(&connection).map_err(explain)?;
    schema::migrate(&mut connection).map_err(explain)?;
    match find_damage(path, &connection).map_err(explain)? {
        Some(why) => Err(broken(why)),
        None => Ok(connection),
    }
}

fn find_damage(path: &Path, connection: &Connection) -> rusqlite::Result<Option<String>> {
    let note = suspicion(path);
    let is_suspect = note.exists();
    let found = schema::find_damage(connection, is_suspect)?;
    if is_suspect && found.is_none() {
        // Sound for SQLite is not enough: what made us suspicious may be a value we cannot read.
        load::head(connection)?;
        drop(std::fs::remove_file(note));
    }
    Ok(found)
}

pub(super) fn refuse_newer(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let found = schema::version(connection).map_err(|error| StoreError::of_database(path, &error))?;
    let known = schema::known();
    if found > known {
        return Err(StoreError::Newer { path: path.display().to_string(), found, known });
    }
    Ok(())
}

/// Makes way for a new store that has all that could be saved from the damaged one.
fn replace(path: &Path) -> Result<Aside, StoreError> {
    let saved = salvage::rescue(path);
    let building = build(path, &saved)?;
    let explain = |error| StoreError::of_file(path, &error);
    let aside = files::move_aside(path).map_err(explain)?;
    files::put_in_place(&building, path).map_err(explain)?;
    drop(std::fs::remove_file(suspicion(path)));
    Ok(Aside { path: aside, saved: saved.len() })
}

fn begin(path: &Path) -> Result<(), StoreError> {
    let building = build(path, &[])?;
    files::put_in_place(&building, path).map_err(|error| StoreError::of_file(path, &error))
}

/// Makes a whole store under another name: ended in the middle, it leaves nothing that could be mistaken.
fn build(path: &Path, writes: &[Write]) -> Result<PathBuf, StoreError> {
    let building = files::beside(path, ".new");
    let begun = files::remove(&building).and_then(|()| files::make_file(&building));
    begun.map_err(|error| StoreError::of_file(&building, &error))?;
    fill(&building, writes).map_err(|error| StoreError::of_database(&building, &error))?;
    Ok(building)
}

fn fill(building: &Path, writes: &[Write]) -> rusqlite::Result<()> {
    let mut connection = open_file(building, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    schema::begin(&mut connection)?;
    save::save(&mut connection, writes)?;
    connection.close().map_err(|(_, error)| error)
}

// No mutex of SQLite's own: a connection is used by one thread at a time, and Rust sees to that.
pub(super) fn open_file(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    schema::prepare(&connection)?;
    Ok(connection)
}

/// A file whose being there means: the last run met damage.
fn suspicion(path: &Path) -> PathBuf {
    files::beside(path, ".suspect")
}
