//! Giving back everything that was kept, the most wanted first.
//!
//! The head comes before any task, then the inbox in a small portion so that it can be drawn, then the rest
//! in larger ones.

use rusqlite::Connection;

use crate::domain::task::Task;
use crate::domain::write::{Head, Kept};

use super::bytes::Shared;
use super::error::StoreError;
use super::open::{Mode, Store};
use super::truth::{self, Findings};
use super::{choices, counted, outbox, people, related, steps, views};

// After the first portion what counts is the whole time, not when it begins.
const GROWTH: usize = 10;
const LARGEST: usize = 2_000;

impl Store {
    /// Hands over the head, then all tasks: the first portion has at most `portion` of them, each later one
    /// ten times as many, up to 2,000. The last one says so, and may be empty.
    pub fn load(&mut self, portion: usize, each: &mut dyn FnMut(Kept)) -> Result<(), StoreError> {
        load(&self.connection, portion, each)
            .and_then(|findings| self.tidy(&findings))
            .map_err(|error| self.explain(&error))
    }

    fn tidy(&self, findings: &Findings) -> rusqlite::Result<()> {
        if self.mode == Mode::ReadsOnly {
            return Ok(());
        }
        discard(&self.connection, &findings.unreadable)?;
        related::prune(&self.connection)?;
        counted::prune(&self.connection)?;
        truth::prune(&self.connection, findings)
    }
}

fn load(connection: &Connection, portion: usize, each: &mut dyn FnMut(Kept)) -> rusqlite::Result<Findings> {
    // One transaction, so that a second copy of the program reads one moment, not several.
    let moment = connection.unchecked_transaction()?;
    each(Kept::Head(Box::new(head(&moment)?)));
    let mut portions = Portions { size: portion.max(1), tasks: Vec::new(), each };
    let mut shared = Shared::default();
    let findings = truth::each_task(&moment, &mut shared, &mut |task| portions.add(task))?;
    let shelved = related::all(&moment, &mut shared)?;
    if !shelved.is_empty() {
        (portions.each)(Kept::Shelved(shelved));
    }
    portions.end();
    Ok(findings)
}

/// Everything but the tasks.
pub(super) fn head(connection: &Connection) -> rusqlite::Result<Head> {
    Ok(Head {
        me: people::me(connection)?,
        people: people::people(connection)?,
        log: connection
            .prepare_cached(outbox::ENTRIES)?
            .query_map([], outbox::entry)?
            .collect::<Result<_, _>>()?,
        problems: connection
            .prepare_cached(outbox::PROBLEMS)?
            .query_map([], outbox::problem)?
            .collect::<Result<_, _>>()?,
        synced: people::synced(connection)?,
        looked: people::looked(connection)?,
        listed: people::listed(connection)?,
        whose: choices::whose(connection)?,
        arranged: choices::arranged(connection)?,
        views: views::views(connection)?,
        recent: choices::recent(connection)?,
        told: choices::told(connection)?,
        counted: counted::counted(connection)?,
        steps: steps::steps(connection)?,
    })
}

// A task that cannot be read is fetched again, but only if we do not claim to have seen it.
fn discard(connection: &Connection, ids: &[String]) -> rusqlite::Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let all = connection.unchecked_transaction()?;
    people::drop_synced(&all)?;
    for id in ids {
        all.execute("DELETE FROM task WHERE id = ?1", [id])?;
    }
    all.commit()
}

struct Portions<'a> {
    size: usize,
    tasks: Vec<Box<Task>>,
    each: &'a mut dyn FnMut(Kept),
}

impl Portions<'_> {
    fn add(&mut self, task: Task) {
        if self.tasks.len() == self.size {
            self.size = self.size.saturating_mul(GROWTH).min(LARGEST);
            self.hand_over(false);
        }
        self.tasks.push(Box::new(task));
    }

    fn hand_over(&mut self, is_last: bool) {
        let tasks = std::mem::take(&mut self.tasks);
        (self.each)(Kept::Tasks { tasks, is_last });
    }

    fn end(mut self) {
        self.hand_over(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::due::Due;
    use crate::domain::task::Stamp;
    use crate::domain::write::Write;

    fn task(id: &str, due: &str) -> Task {
        Task { due: Due::read(due).ok(), ..Task::new(id, "Call Ada") }
    }

    fn done(id: &str, updated: i64) -> Task {
        let at = chrono::DateTime::from_timestamp(updated, 0);
        Task { is_complete: true, updated: Stamp { at, by: None }, ..task(id, "2026-03-01") }
    }

    fn with(tasks: Vec<Task>) -> Store {
        let mut store = Store::in_memory().unwrap();
        store.save(&[Write::Learn(tasks)]).unwrap();
        store
    }

    fn portions(store: &mut Store, portion: usize) -> Vec<(Vec<String>, bool)> {
        let mut found = Vec::new();
        let mut each = |kept| {
            if let Kept::Tasks { tasks, is_last } = kept {
                found.push((tasks.iter().map(|task| task.id.to_string()).collect(), is_last));
            }
        };
        store.load(portion, &mut each).unwrap();
        found
    }

    #[test]
    fn the_head_comes_first_also_from_an_empty_store() {
        let mut kept = Vec::new();
        Store::in_memory().unwrap().load(200, &mut |part| kept.push(part)).unwrap();
        let last = Kept::Tasks { tasks: vec![], is_last: true };
        assert_eq!(kept, [Kept::Head(Box::default()), last]);
    }

    #[test]
    fn open_tasks_come_by_date_and_done_ones_last_with_the_latest_first() {
        let mut store = with(vec![
            done("old", 1_000),
            done("new", 2_000),
            task("later", "2026-03-12T15:00:00Z"),
            task("someday", "2031-01-01"),
            task("day", "2026-03-12"),
            task("dateless", ""),
        ]);
        let order = ["dateless", "day", "later", "someday", "new", "old"].map(String::from).to_vec();
        assert_eq!(portions(&mut store, 200), [(order, true)]);
    }

    #[test]
    fn the_first_portion_is_small_and_exactly_one_is_the_last() {
        let names: Vec<String> = (10..45).map(|number| number.to_string()).collect();
        let mut store = with(names.iter().map(|name| task(name, "2026-03-12")).collect());
        let found = portions(&mut store, 3);
        let sizes: Vec<_> = found.iter().map(|(names, is_last)| (names.len(), *is_last)).collect();
        assert_eq!(sizes, [(3, false), (30, false), (2, true)]);
        assert_eq!(found.into_iter().flat_map(|(names, _)| names).collect::<Vec<_>>(), names);
    }

    #[test]
    fn a_task_that_moved_is_there_once() {
        let mut store = with(vec![task("a", "2026-03-12")]);
        store.save(&[Write::Learn(vec![task("a", "2026-04-12")])]).unwrap();
        store.save(&[Write::Learn(vec![done("a", 5)])]).unwrap();
        assert_eq!(portions(&mut store, 200), [(vec!["a".into()], true)]);
    }

    #[test]
    fn a_task_that_cannot_be_read_is_left_out_and_everything_asked_for_again() {
        let mut store = with(vec![task("a", "2026-03-12"), task("b", "2026-03-12")]);
        store.save(&[Write::Synced(chrono::DateTime::UNIX_EPOCH)]).unwrap();
        store.connection.execute("UPDATE task SET rest = x'63' WHERE id = 'a'", []).unwrap();
        assert_eq!(portions(&mut store, 200), [(vec!["b".into()], true)]);
        assert_eq!(head(&store.connection).unwrap().synced, None);
    }

    #[test]
    fn the_archive_does_not_grow_for_ever_and_forgets_the_oldest_first() {
        let mut store = with((1..=2_010).map(|age| done(&format!("task_{age:04}"), age)).collect());
        assert_eq!(portions(&mut store, 5_000)[0].0.len(), 2_010);
        let mut left = portions(&mut store, 5_000).remove(0).0;
        left.sort();
        assert_eq!((left.len(), left[0].as_str()), (2_000, "task_0011"));
    }
}
