//! The files around a store: its folder, its lock, and what SQLite keeps beside it.
//!
//! All of them are for their owner only. Nothing is ever deleted that may hold somebody's work; it is moved
//! aside under a new name. Knows nothing of what is inside them.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// The database and the two files SQLite keeps beside it.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

/// The path with something added to its last name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes the folder a file is to be in; one that exists is left as its owner wants it.
pub(super) fn make_folder(path: &Path) -> Result<(), StoreError> {
    let folder = folder_of(path);
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::of_file(folder, &error))
}

/// Takes the lock that only one copy of the program can have; none when another has it.
pub(super) fn lock(path: &Path) -> Result<Option<File>, StoreError> {
    let name = beside(path, ".lock");
    let file = make_file(&name).map_err(|error| StoreError::of_file(&name, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(StoreError::of_file(&name, &error)),
    }
}

/// Whether a copy of the program has the lock. Makes no file.
pub(super) fn is_locked(path: &Path) -> bool {
    let lock = File::open(beside(path, ".lock"));
    lock.is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Whether SQLite keeps something beside the database that is not in it yet.
pub(super) fn is_under_way(path: &Path) -> bool {
    existing_parts(path).any(|part| part != path)
}

/// How many bytes a database takes, with what SQLite keeps beside it.
pub(super) fn size(path: &Path) -> u64 {
    existing_parts(path).filter_map(|part| part.metadata().ok()).map(|part| part.len()).sum()
}

/// Whether others than its owner may do anything with it.
#[cfg(unix)]
pub(super) fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

/// Whether others than its owner may do anything with it; a user's own folders are closed to others here.
#[cfg(not(unix))]
pub(super) fn is_open_to_others(_path: &Path) -> bool {
    false
}

/// Opens a file for writing, or makes an empty one that only its owner can read.
pub(super) fn make_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Takes everybody else's rights from a database; SQLite makes its other files like the first.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    existing_parts(path).try_for_each(|part| close_to_others(&part))
}

#[cfg(unix)]
fn close_to_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let others = fs::metadata(path)?.permissions().mode() & 0o077;
    if others == 0 { Ok(()) } else { fs::set_permissions(path, fs::Permissions::from_mode(0o600)) }
}

// Elsewhere a user's own folders are closed to others already.
#[cfg(not(unix))]
fn close_to_others(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether there is anything of a database.
pub(super) fn exists(path: &Path) -> bool {
    existing_parts(path).next().is_some()
}

/// Removes an unfinished database.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    existing_parts(path).try_for_each(fs::remove_file)
}

/// Renames all parts of a database to the first free `<name>.damaged-N`, and says which.
pub(super) fn move_aside(path: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    while exists(&aside(path, number)) {
        number += 1;
    }
    let target = aside(path, number);
    for part in PARTS {
        match fs::rename(beside(path, part), beside(&target, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(target)
}

/// Gives a finished database its name.
pub(super) fn put_in_place(finished: &Path, path: &Path) -> io::Result<()> {
    fs::rename(finished, path)?;
    // So that the name survives a loss of power too; not every file system can promise that.
    #[cfg(unix)]
    drop(File::open(folder_of(path)).and_then(|folder| folder.sync_all()));
    Ok(())
}

fn aside(path: &Path, number: u32) -> PathBuf {
    beside(path, &format!(".damaged-{number}"))
}

fn existing_parts(path: &Path) -> impl Iterator<Item = PathBuf> {
    PARTS.map(|part| beside(path, part)).into_iter().filter(|part| part.exists())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_can_have_the_lock_and_it_ends_with_its_holder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let first = lock(&path).unwrap();
        assert!(first.is_some());
        assert!(lock(&path).unwrap().is_none());
        drop(first);
        assert!(lock(&path).unwrap().is_some());
    }

    #[test]
    fn what_is_moved_aside_never_takes_the_place_of_something_older() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        for number in 1..=3 {
            fs::write(&path, number.to_string()).unwrap();
            fs::write(beside(&path, "-wal"), "wal").unwrap();
            assert_eq!(move_aside(&path).unwrap(), aside(&path, number));
        }
        assert!(!exists(&path));
        assert_eq!(fs::read_to_string(aside(&path, 1)).unwrap(), "1");
        assert!(beside(&aside(&path, 3), "-wal").exists());
    }

    #[test]
    fn a_path_without_a_folder_is_in_the_current_one() {
        assert_eq!(folder_of(Path::new("store.db")), Path::new("."));
        assert_eq!(folder_of(Path::new("a/store.db")), Path::new("a"));
    }
}
