//! A damaged file is kept, a new one begun, and the outbox saved as far as it can be read.

use std::fs;
use std::path::{Path, PathBuf};

use closeout::domain::entry::Entry;
use closeout::domain::task::Task;
use closeout::domain::write::{Problem, Write};
use closeout::store::{Aside, Store};
use tempfile::TempDir;

use super::{entry, load, open};

const ENTRIES: u64 = 400;
const PAGE: usize = 8192;

fn filled() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let tasks = (0..300).map(|number| Task::new(format!("task_{number}"), "Call Ada".repeat(40))).collect();
    let problem = Problem { entry: entry(1_000), subject: "Call Ada".into(), why: "no".into() };
    let mut writes = vec![Write::Learn(tasks), Write::Refuse(Box::new(problem))];
    writes.extend((1..=ENTRIES).map(|id| Write::Append(entry(id))));
    open(&path).store.save(&writes).unwrap();
    (folder, path)
}

// Not knowing what was sent, the store takes everything for sent.
fn doubtful(id: u64) -> Entry {
    Entry { tried: true, ..entry(id) }
}

fn reopened(path: &Path) -> (Aside, Vec<Entry>) {
    let mut opened = open(path);
    let aside = opened.aside.expect("the damage is noticed");
    let head = load(&mut opened.store).0;
    assert_eq!(aside.saved, head.log.len() + head.problems.len());
    (aside, head.log)
}

#[test]
fn a_file_of_garbage_gives_way_and_is_kept() {
    let (_folder, path) = filled();
    let garbage: Vec<u8> =
        (0..50_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
    fs::write(&path, &garbage).unwrap();
    let (aside, log) = reopened(&path);
    assert_eq!(fs::read(aside.path).unwrap(), garbage);
    assert_eq!(log, []);
}

#[test]
fn an_empty_file_is_not_taken_for_a_new_one() {
    let (_folder, path) = filled();
    fs::write(&path, "").unwrap();
    assert_eq!(reopened(&path).0.saved, 0);
    assert_eq!(open(&path).aside, None);
}

#[test]
fn a_journal_without_its_file_is_moved_aside_with_nothing_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let journal = folder.path().join("store.db-wal");
    fs::write(&journal, "a journal").unwrap();
    let (aside, _) = reopened(&path);
    assert_eq!(fs::read_to_string(format!("{}-wal", aside.path.display())).unwrap(), "a journal");
    assert!(!journal.exists());
}

#[test]
fn a_file_cut_short_anywhere_is_noticed() {
    let (_folder, path) = filled();
    let whole = fs::read(&path).unwrap();
    let mut best = 0;
    for length in (100..whole.len() - PAGE).step_by(whole.len() / 20) {
        fs::write(&path, &whole[..length]).unwrap();
        let (_, log) = reopened(&path);
        assert!(log.iter().all(|found| *found == doubtful(found.id.0)), "cut at {length}");
        best = best.max(log.len());
    }
    assert!(best as u64 > ENTRIES / 2, "what lies before the cut is saved, at best {best}");
}

#[test]
fn a_page_overwritten_anywhere_costs_at_most_what_was_on_it() {
    let (_folder, path) = filled();
    let whole = fs::read(&path).unwrap();
    let all: Vec<Entry> = (1..=ENTRIES).map(doubtful).collect();
    let mut intact = 0;
    for page in 1..whole.len() / PAGE {
        let mut broken = whole.clone();
        broken[page * PAGE..(page + 1) * PAGE].fill(0xff);
        fs::write(&path, &broken).unwrap();
        let log = after_damage(&path);
        assert!(log.iter().all(|found| all.contains(found)), "page {page}");
        intact += usize::from(log.len() == all.len());
        fs::remove_file(&path).unwrap();
    }
    // Most pages hold tasks or other tables; the outbox must come through their loss whole.
    let pages = whole.len() / PAGE;
    assert!(intact * 4 > pages * 3, "{intact} of {pages}");
}

// Damage among the tasks is met while loading; the start after that repairs it.
fn after_damage(path: &Path) -> Vec<Entry> {
    let mut opened = open(path);
    let loaded = opened.store.load(200, &mut |_| ());
    if opened.aside.is_none()
        && let Err(error) = loaded
    {
        assert!(error.is_damaged(), "{error}");
        drop(opened);
        return reopened(path).1;
    }
    let head = load(&mut opened.store).0;
    head.log.into_iter().map(|entry| Entry { tried: true, ..entry }).collect()
}

#[test]
fn in_a_broken_outbox_both_ends_are_saved() {
    let (_folder, path) = filled();
    let whole = fs::read(&path).unwrap();
    // 13 marks a page of rows; others may still hold a stale copy.
    let is_middle = |page: &[u8]| page[0] == 13 && page.windows(8).any(|bytes| bytes == b"task_200");
    let page = whole.chunks(PAGE).position(is_middle).expect("the entry is in the file");
    let mut broken = whole;
    broken[page * PAGE..(page + 1) * PAGE].fill(0xff);
    fs::write(&path, &broken).unwrap();
    let (_, log) = reopened(&path);
    assert!(log.contains(&doubtful(1)) && log.contains(&doubtful(ENTRIES)), "{}", log.len());
    assert!(!log.contains(&doubtful(200)));
}

#[test]
fn a_row_nobody_could_have_written_is_repaired_at_the_next_start() {
    let (_folder, path) = filled();
    let hand = rusqlite::Connection::open(&path).unwrap();
    hand.execute("UPDATE entry SET made_at = 'yesterday' WHERE id = 7", []).unwrap();
    drop(hand);
    let mut store: Store = open(&path).store;
    assert!(store.load(200, &mut |_| ()).unwrap_err().is_damaged());
    drop(store);
    let (aside, log) = reopened(&path);
    assert_eq!(log.len() as u64, ENTRIES - 1);
    assert!(aside.path.display().to_string().ends_with("store.db.damaged-1"));
    assert_eq!(open(&path).aside, None);
}
