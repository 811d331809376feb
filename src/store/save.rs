//! Keeping a list of writes: all of it or nothing.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::write::Write;

use super::error::StoreError;
use super::open::{Mode, Store};
use super::{choices, counted, outbox, people, related, steps, truth, views};

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
        Write::Shelve(shelved) => related::put(connection, shelved),
        Write::Synced(at) => people::put_synced(connection, *at),
        Write::Looked(at) => people::put_looked(connection, *at),
        Write::Listed(listed) => people::put_listed(connection, listed),
        Write::Whose(whose) => choices::put_whose(connection, whose),
        Write::Arranged(tab, arrangement) => choices::put_arranged(connection, *tab, *arrangement),
        Write::View(view) => views::put_view(connection, view),
        Write::DropView(name) => views::drop_view(connection, name),
        Write::Recent(commands) => choices::put_recent(connection, commands),
        Write::Told(told) => choices::put_told(connection, *told),
        Write::Step(kept) => steps::put_step(connection, kept),
        Write::DropStep(batch) => steps::drop_step(connection, *batch),
        Write::DropChange(id) => steps::drop_change(connection, *id),
        Write::Delayed(task, delay) => counted::put_delay(connection, task, delay),
        Write::Counted(day, count) => counted::put_day(connection, *day, count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{BatchId, Entry, EntryId, Work};
    use crate::domain::id::TaskId;
    use crate::domain::patch::Patch;
    use crate::domain::task::Task;
    use crate::domain::write::Problem;

    fn entry(id: u64) -> Entry {
        Entry {
            id: EntryId(id),
            batch: BatchId(1),
            task: TaskId::new("task_1"),
            work: Work::Change,
            patch: Patch::complete(true),
            before: Patch::complete(false),
            made: "2026-03-12T10:00:00Z".parse().unwrap(),
            sending: false,
            tried: false,
        }
    }

    fn log(store: &Store) -> Vec<Entry> {
        super::super::load::head(&store.connection).unwrap().log
    }

    fn with(writes: &[Write]) -> Store {
        let mut store = Store::in_memory().unwrap();
        store.save(writes).unwrap();
        store
    }

    fn allow_pages(store: &Store, count: i64) {
        store.connection.pragma_update(None, "max_page_count", count).unwrap();
    }

    #[test]
    fn a_full_disk_keeps_nothing_of_the_list_and_everything_from_before() {
        let mut store = with(&[Write::Append(entry(1))]);
        let long = Task::new("task_1", "x".repeat(1_000_000));
        let list = [Write::Append(entry(2)), Write::Settle(EntryId(1), Box::new(long))];
        // Fewer pages than there are: SQLite takes it as "no more than now".
        allow_pages(&store, 1);
        assert!(store.save(&list).unwrap_err().is_full());
        assert_eq!(log(&store), [entry(1)]);
        allow_pages(&store, 1_000_000);
        store.save(&list).unwrap();
        assert_eq!(log(&store), [entry(2)]);
    }

    #[test]
    fn what_is_about_to_be_sent_is_marked_and_stays_in_the_log() {
        let mut store = with(&[Write::Append(entry(1)), Write::Append(entry(2))]);
        store.save(&[Write::Tried(vec![EntryId(2)])]).unwrap();
        assert_eq!(log(&store), [entry(1), Entry { tried: true, ..entry(2) }]);
    }

    #[test]
    fn a_refused_change_moves_to_the_problems_until_it_is_forgiven() {
        let mut store = with(&[Write::Append(entry(1))]);
        let problem = Problem { entry: entry(1), subject: "Call Ada".into(), why: "no".into() };
        store.save(&[Write::Refuse(Box::new(problem.clone()))]).unwrap();
        let head = super::super::load::head(&store.connection).unwrap();
        assert_eq!((head.log, head.problems), (vec![], vec![problem]));
        store.save(&[Write::Forgive(EntryId(1))]).unwrap();
        assert_eq!(super::super::load::head(&store.connection).unwrap().problems, []);
    }

    #[test]
    fn correcting_what_a_change_remembers_touches_nothing_else_and_brings_nothing_back() {
        let mut store = with(&[Write::Append(entry(1)), Write::Tried(vec![EntryId(1)])]);
        let heir = |id| Entry { before: Patch::default(), ..entry(id) };
        store.save(&[Write::Rewrite(heir(1)), Write::Rewrite(heir(2))]).unwrap();
        assert_eq!(log(&store), [Entry { tried: true, ..heir(1) }]);
    }

    #[test]
    fn a_change_saved_twice_is_there_once() {
        let store = with(&[Write::Append(entry(1)), Write::Append(entry(1))]);
        assert_eq!(log(&store), [entry(1)]);
    }

    #[test]
    fn whoever_is_not_in_the_list_of_people_has_left() {
        use crate::domain::id::UserId;
        use crate::domain::people::User;
        let user =
            |id: &str| User { id: UserId::new(id), name: id.into(), email: "".into(), is_active: true };
        let mut store = with(&[Write::People(vec![user("b"), user("a")])]);
        store.save(&[Write::People(vec![user("c"), user("b")])]).unwrap();
        let head = super::super::load::head(&store.connection).unwrap();
        assert_eq!(head.people, [user("c"), user("b")]);
    }
}
