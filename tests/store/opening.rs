//! Finding, beginning and refusing a store.

use std::fs;
use std::path::Path;

use closeout::domain::task::Task;
use closeout::domain::write::Write;
use closeout::store::{Mode, Store, StoreError};
use rusqlite::Connection;

use super::{entry, load, log, open};

#[test]
fn a_change_survives_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut opened = open(&path);
    assert_eq!((opened.mode, opened.aside), (Mode::Writes, None));
    opened.store.save(&[Write::Append(entry(1)), Write::Append(entry(2))]).unwrap();
    drop(opened.store);
    assert_eq!(log(&path), [entry(1), entry(2)]);
}

#[test]
fn a_second_copy_reads_what_the_first_keeps_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut first = open(&path).store;
    first.save(&[Write::Append(entry(1))]).unwrap();
    let mut second = open(&path);
    assert_eq!(second.mode, Mode::ReadsOnly);
    assert_eq!(load(&mut second.store).0.log, [entry(1)]);
    first.save(&[Write::Append(entry(2))]).unwrap();
    assert_eq!(load(&mut second.store).0.log.len(), 2);
    let refused = second.store.save(&[Write::Append(entry(3))]);
    assert!(matches!(refused, Err(StoreError::Locked { .. })), "{refused:?}");
    drop((first, second));
    assert_eq!(open(&path).mode, Mode::Writes);
}

#[test]
fn a_second_copy_before_the_first_has_begun_its_file_shows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let lock = fs::File::create(folder.path().join("store.db.lock")).unwrap();
    lock.lock().unwrap();
    let mut opened = open(&path);
    assert_eq!(opened.mode, Mode::ReadsOnly);
    assert_eq!(load(&mut opened.store).1, []);
    assert!(!path.exists());
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    open(&path).store.save(&[Write::Append(entry(1))]).unwrap();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("written by a newer closeout"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_beginning_that_was_cut_short_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    fs::write(folder.path().join("store.db.new"), "half a file").unwrap();
    fs::write(folder.path().join("store.db.new-wal"), "half a journal").unwrap();
    assert_eq!(open(&path).aside, None);
    assert!(!folder.path().join("store.db.new").exists());
}

#[test]
fn where_no_folder_can_be_the_sentence_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Store::open(&file.join("store.db")).unwrap_err();
    assert!(error.to_string().contains(&file.display().to_string()), "{error}");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_any_of_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("data/closeout");
    let path = inner.join("store.db");
    let mut store = open(&path).store;
    store.save(&[Write::Learn(vec![Task::new("task_1", "Call Ada")])]).unwrap();
    assert_eq!(mode(&inner), 0o700);
    for ending in ["", "-wal", "-shm", ".lock"] {
        let part = inner.join(format!("store.db{ending}"));
        assert_eq!(mode(&part), 0o600, "{}", part.display());
    }
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    drop(open(&path));
    assert_eq!(mode(&path), 0o600);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    // The superuser may write anywhere; then there is nothing to see here.
    if fs::write(folder.path().join("probe"), "").is_ok() {
        return;
    }
    let error = Store::open(&folder.path().join("store.db")).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert!(error.to_string().contains(&folder.path().display().to_string()));
}
