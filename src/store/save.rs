//! Keeping a list of writes: all of it or nothing.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::write::Write;

use super::error::StoreError;
use super::open::{Mode, Store};
use super::{outbox, people, truth};

impl Store {
    /// Keeps all of these in one transaction; when this returns without an error they survive a loss of power.
    pub fn save(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        if self.mode == Mode::ReadsOnly {
            return Err(StoreError::Locked { path: self.path.display().to_string() });
        }
        save(&mut self.connection, writes).map_err(|error| self.explain(&error))
    }
}

/// Keeps all of these, or on an error none of them.
pub(super) fn save(connection: &mut Connection, writes: &[Write]) -> rusqlite::Result<()> {
    let all = Transaction::new(connection, TransactionBehavior::Immediate)?;
    writes.iter().try_for_each(|write| keep(&all, write))?;
    all.commit()
}

fn keep(connection: &Connection, write: &Write) -> rusqlite::Result<()> {
    match write {
        Write::Append(entry) => outbox::put_entry(connection, entry),
        Write::Tried(ids) => ids.iter().try_for_each(|id| outbox::mark_tried(connection, *id)),
        Write::Rewrite(entry) => outbox::rewrite_entry(connection, entry),
        Write::Drop(id) => outbox::drop_entry(connection, *id),
        Write::Settle(id, task) => {
            outbox::drop_entry(connection, *id)?;
            truth::put_task(connection, task)
        }
        Write::Refuse(problem) => {
            outbox::drop_entry(connection, problem.entry.id)?;
            outbox::put_problem(connection, problem)
        }
        Write::Forgive(id) => outbox::drop_problem(connection, *id),
        Write::Learn(tasks) => tasks.iter().try_for_each(|task| truth::put_task(connection, task)),
        Write::Forget(ids) => ids.iter().try_for_each(|id| truth::drop_task(connection, id)),
        Write::People(users) => people::put_people(connection, users),
        Write::Me(me) => people::put_me(connection, me),
        Write::Synced(at) => people::put_synced(connection, *at),
    }
}
