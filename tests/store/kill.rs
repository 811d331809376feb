//! Killed at random moments: nothing acknowledged is lost, nothing is there twice.
//!
//! The child is this very program, asked for one test alone. It says what it is about to do and what has
//! been acknowledged; the parent kills it somewhere in between and looks at the file.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use closeout::domain::entry::EntryId;
use closeout::domain::task::Task;
use closeout::domain::write::Write;

use super::shared::{entry, load, open};

const PLACE: &str = "CLOSEOUT_TEST_STORE";
const KILLS: u64 = 20;

#[test]
#[ignore = "runs as the child of the test below"]
#[expect(clippy::disallowed_methods, reason = "the parent can only tell the child where to write this way")]
fn child_that_writes_until_it_is_killed() {
    let Some(path) = std::env::var_os(PLACE) else { return };
    let mut store = open(Path::new(&path)).store;
    let first = load(&mut store).0.log.last().map_or(1, |entry| entry.id.0 + 1);
    let mut out = std::io::stdout();
    // The test runner has begun a line of its own.
    writeln!(out).unwrap();
    for id in first.. {
        store.save(&[Write::Append(entry(id))]).unwrap();
        writeln!(out, "appended {id}").unwrap();
        if id % 3 == 0 {
            writeln!(out, "settling {id}").unwrap();
            let answer = Box::new(Task::new(format!("task_{id}"), "Call Ada"));
            store.save(&[Write::Settle(EntryId(id), answer)]).unwrap();
            writeln!(out, "settled {id}").unwrap();
        }
    }
}

#[test]
fn whatever_was_acknowledged_survives_the_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut story = Story::default();
    for round in 0..KILLS {
        let (mut child, mut lines) = start(&path);
        let patience = 1 + round * 7 % 40;
        for line in lines
            .by_ref()
            .filter_map(Result::ok)
            .filter(|line| story.hear(line))
            .take(usize::try_from(patience).unwrap())
        {
            assert!(!line.is_empty());
        }
        dawdle(round);
        child.kill().unwrap();
        child.wait().unwrap();
        lines.map_while(Result::ok).for_each(|line| _ = story.hear(&line));
        story.compare(&path);
    }
    assert!(story.appended.len() as u64 >= KILLS);
}

fn start(path: &Path) -> (Child, std::io::Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::child_that_writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(PLACE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    (child, lines)
}

// So that the blow falls at another point of the child's work each time.
fn dawdle(round: u64) {
    let turns = round.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 44;
    for _ in 0..turns {
        std::hint::spin_loop();
    }
}

/// What the child said.
#[derive(Default)]
struct Story {
    appended: BTreeSet<u64>,
    settling: BTreeSet<u64>,
    settled: BTreeSet<u64>,
}

impl Story {
    fn hear(&mut self, line: &str) -> bool {
        let Some((word, id)) = line.split_once(' ') else { return false };
        let Ok(id) = id.parse() else { return false };
        match word {
            "appended" => self.appended.insert(id),
            "settling" => self.settling.insert(id),
            "settled" => self.settled.insert(id),
            _ => false,
        }
    }

    fn compare(&self, path: &Path) {
        let opened = open(path);
        assert_eq!(opened.aside, None);
        let mut store = opened.store;
        let (head, tasks) = load(&mut store);
        let log: BTreeSet<u64> = head.log.iter().map(|entry| entry.id.0).collect();
        assert_eq!(log.len(), head.log.len(), "nothing twice");
        let learned: BTreeSet<u64> =
            tasks.iter().map(|task| task.id.as_str()[5..].parse().unwrap()).collect();
        assert!(log.is_disjoint(&learned), "a change and its answer never side by side");
        assert!(self.settled.is_subset(&learned), "every acknowledged answer is there");
        for id in self.appended.difference(&self.settling) {
            assert!(log.contains(id), "change {id} was acknowledged and is gone");
        }
        for id in &self.settling {
            assert!(log.contains(id) || learned.contains(id), "change {id} is gone without its answer");
        }
    }
}
