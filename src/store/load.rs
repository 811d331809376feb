//! Giving back everything that was kept, the most wanted first.
//!
//! The head comes before any task, then the inbox in a small portion so that it can be drawn, then the rest
//! in larger ones.

use rusqlite::Connection;

use crate::domain::task::Task;
use crate::domain::write::{Head, Kept};

use super::error::StoreError;
use super::open::{Mode, Store};
use super::truth::{self, Findings};
use super::{outbox, people};

// After the first portion what counts is the whole time, not when it begins.
const GROWTH: usize = 10;
const LARGEST: usize = 10_000;

impl Store {
    /// Hands over the head, then all tasks: the first portion has at most `portion` of them, later ones ten
    /// times as many. The last one says so, and may be empty.
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
        truth::prune(&self.connection, findings)
    }
}

fn load(connection: &Connection, portion: usize, each: &mut dyn FnMut(Kept)) -> rusqlite::Result<Findings> {
    // One transaction, so that a second copy of the program reads one moment, not several.
    let moment = connection.unchecked_transaction()?;
    each(Kept::Head(Box::new(head(&moment)?)));
    let mut portions = Portions { size: portion.max(1), tasks: Vec::new(), each };
    let findings = truth::each_task(&moment, &mut |task| portions.add(task))?;
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
    tasks: Vec<Task>,
    each: &'a mut dyn FnMut(Kept),
}

impl Portions<'_> {
    fn add(&mut self, task: Task) {
        if self.tasks.len() == self.size {
            self.size = self.size.saturating_mul(GROWTH).min(LARGEST);
            self.hand_over(false);
        }
        self.tasks.push(task);
    }

    fn hand_over(&mut self, is_last: bool) {
        let tasks = std::mem::take(&mut self.tasks);
        (self.each)(Kept::Tasks { tasks, is_last });
    }

    fn end(mut self) {
        self.hand_over(true);
    }
}
