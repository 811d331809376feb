//! Truth plus log: what the user sees.
//!
//! Truth is each task as the server last told us, with the tick we asked at. The log is every change not yet
//! confirmed. What is shown is the truth with the log's patches laid over it, in order. The eight rules that
//! make this hold are marked where they live; take any one away and `tests/laws.rs` fails.
//!
//! Every operation costs what the change costs, never what the inbox holds.

mod log;
mod truth;

use std::collections::{BTreeMap, HashSet};

use self::truth::Truth;
use super::entry::{Entry, EntryId};
use super::id::{ById, TaskId};
use super::task::Task;
use super::zone::Timestamp;

/// Logical time: goes up whenever we ask for something, and with every accepted change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tick(pub u64);

/// Truth plus log.
#[derive(Clone, Debug, Default)]
pub struct Board {
    truth: Truth,
    /// Tasks that left, and what is still known of them: nothing asked for before this brings them back.
    gone: ById<TaskId, Tick>,
    log: BTreeMap<EntryId, Entry>,
    lanes: ById<TaskId, Lane>,
    now: Tick,
    last: EntryId,
}

/// The changes waiting on one task, oldest first, and the task with all of them laid over it.
#[derive(Clone, Debug, Default)]
struct Lane {
    entries: Vec<EntryId>,
    shown: Option<Task>,
}

/// Which tasks an answer speaks for: only those may vanish because they are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One page among others: it removes nothing.
    Page,
    /// Every open task there is.
    Open,
    /// Every finished task there is.
    Archive,
    /// Exactly these.
    Ids(HashSet<TaskId>),
}

impl Scope {
    fn covers(&self, task: &Task) -> bool {
        match self {
            Self::Page => false,
            Self::Open => !task.is_complete,
            Self::Archive => task.is_complete,
            Self::Ids(ids) => ids.contains(&task.id),
        }
    }
}

impl Board {
    /// The task as the user sees it.
    pub fn shown(&self, id: &TaskId) -> Option<&Task> {
        match self.lanes.get(id) {
            Some(lane) => lane.shown.as_ref(),
            None => self.truth(id),
        }
    }

    /// The task as the server last told us.
    pub fn truth(&self, id: &TaskId) -> Option<&Task> {
        self.truth.get(id).map(|known| &*known.task)
    }

    /// The tasks that changes wait on, in no order.
    pub fn changing(&self) -> impl Iterator<Item = &TaskId> {
        self.lanes.keys()
    }

    /// Every task the server told us of, and those still to be made, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &TaskId> {
        let drafts =
            self.lanes.iter().filter(|(id, lane)| lane.shown.is_some() && self.truth.get(id).is_none());
        self.truth.ids().chain(drafts.map(|(id, _)| id))
    }

    /// Whether a task was known and has left Close since.
    pub fn is_gone(&self, id: &TaskId) -> bool {
        self.gone.contains_key(id)
    }

    /// The tick of the last thing asked or learned.
    pub fn now(&self) -> Tick {
        self.now
    }

    /// Tasks that nothing asked after this tick has spoken of, in no order.
    pub fn unseen_since(&self, tick: Tick) -> impl Iterator<Item = &Task> {
        self.truth.all().filter(move |known| known.as_of <= tick).map(|known| &*known.task)
    }

    /// How many tasks are known.
    pub fn len(&self) -> usize {
        self.truth.len()
    }

    /// Whether no task is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The log, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.log.values()
    }

    /// How many changes wait.
    pub fn waiting(&self) -> usize {
        self.log.len()
    }

    /// One entry of the log.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.log.get(&id)
    }

    /// The changes waiting on one task, oldest first.
    pub fn entries_of(&self, id: &TaskId) -> impl Iterator<Item = &Entry> {
        let lane = self.lanes.get(id).map_or(&[][..], |lane| &lane.entries);
        lane.iter().filter_map(|entry| self.log.get(entry))
    }

    /// A new tick, for something asked now or learned now.
    pub fn ask(&mut self) -> Tick {
        self.now.0 += 1;
        self.now
    }

    /// Takes in an answer asked for at `asked`, and returns the ids of the tasks that are new, changed or gone.
    pub fn absorb<T: Into<Box<Task>>>(&mut self, asked: Tick, scope: &Scope, tasks: Vec<T>) -> Vec<TaskId> {
        let tasks: Vec<Box<Task>> = tasks.into_iter().map(T::into).collect();
        let mut touched = self.drop_absent(asked, scope, &tasks);
        touched.extend(tasks.into_iter().filter_map(|task| self.learn(asked, task)));
        touched
    }

    // Rule 1: a task asked for earlier never replaces one learned later, nor brings back one that has gone.
    fn learn(&mut self, asked: Tick, task: Box<Task>) -> Option<TaskId> {
        if self.gone.get(&task.id).is_some_and(|as_of| *as_of > asked) {
            return None;
        }
        self.gone.remove(&task.id);
        let id = task.id.clone();
        if !self.truth.learn(asked, task) {
            return None;
        }
        self.overlay(&id);
        Some(id)
    }

    /// When a task was done became known, of which Close had only said when it last changed. Whether that is news.
    pub fn was_finished(&mut self, id: &TaskId, at: Timestamp) -> bool {
        let is_news = self.truth.was_finished(id, at);
        if is_news {
            self.overlay(id);
        }
        is_news
    }

    fn drop_absent(&mut self, asked: Tick, scope: &Scope, tasks: &[Box<Task>]) -> Vec<TaskId> {
        let present = || tasks.iter().map(|task| &task.id).collect::<HashSet<_>>();
        let absent: Vec<TaskId> = match scope {
            Scope::Page => Vec::new(),
            Scope::Ids(ids) => {
                let present = present();
                ids.iter().filter(|id| !present.contains(id)).cloned().collect()
            }
            Scope::Open | Scope::Archive => {
                let present = present();
                self.truth.ids().filter(|id| !present.contains(id)).cloned().collect()
            }
        };
        absent.into_iter().filter(|id| self.forget(asked, scope, id)).collect()
    }

    // Rule 2: absence from an older answer never removes what was learned later. Rule 3: nothing is removed
    // while a change waits on it; only the answer to that change can. Rule 4: an answer speaks for its scope.
    fn forget(&mut self, asked: Tick, scope: &Scope, id: &TaskId) -> bool {
        let Some(known) = self.truth.get(id) else { return false };
        let as_of = known.as_of;
        let goes = as_of <= asked && scope.covers(&known.task) && !self.lanes.contains_key(id);
        if goes {
            // It may be in another list, asked for earlier than this one but later than what we knew.
            self.truth.remove(id);
            self.gone.insert(id.clone(), as_of);
        }
        goes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::BatchId;
    use crate::domain::patch::Patch;
    use crate::domain::zone::Timestamp;

    fn board() -> Board {
        let mut board = Board::default();
        board.absorb(
            Tick(0),
            &Scope::Open,
            vec![Task::new("task_1", "Call Ada"), Task::new("task_2", "Mail Bo")],
        );
        board
    }

    fn complete(board: &mut Board, id: &str) -> EntryId {
        let entry = board.push(Timestamp::default(), BatchId(1), &TaskId::new(id), Patch::complete(true));
        entry.unwrap().id
    }

    #[test]
    fn a_change_shows_before_the_server_knows() {
        let mut board = board();
        complete(&mut board, "task_1");
        assert!(board.shown(&TaskId::new("task_1")).unwrap().is_complete);
        assert!(!board.truth(&TaskId::new("task_1")).unwrap().is_complete);
    }

    #[test]
    fn a_task_nobody_knows_cannot_be_changed() {
        let mut board = board();
        let made =
            board.push(Timestamp::default(), BatchId(1), &TaskId::new("task_9"), Patch::complete(true));
        assert!(made.is_none());
    }

    #[test]
    fn an_answer_with_nothing_new_touches_nothing() {
        let mut board = board();
        let asked = board.ask();
        assert!(board.absorb(asked, &Scope::Page, vec![Task::new("task_1", "Call Ada")]).is_empty());
    }

    #[test]
    fn only_the_ids_asked_for_vanish_by_absence() {
        let mut board = board();
        let asked = board.ask();
        let gone = board.absorb(asked, &Scope::Ids([TaskId::new("task_1")].into()), Vec::<Task>::new());
        assert_eq!(gone, [TaskId::new("task_1")]);
        assert_eq!(board.len(), 1);
    }

    #[test]
    fn an_entry_from_disk_shows_as_soon_as_its_task_is_known() {
        let mut board = board();
        complete(&mut board, "task_1");
        let mut again = Board::default();
        again.restore(board.log().next().unwrap().clone());
        assert!(again.shown(&TaskId::new("task_1")).is_none());
        again.absorb(Tick(0), &Scope::Page, vec![Task::new("task_1", "Call Ada")]);
        assert!(again.shown(&TaskId::new("task_1")).unwrap().is_complete);
    }

    #[test]
    fn a_task_that_has_gone_is_not_brought_back_by_an_older_answer() {
        let (mut board, id) = (board(), TaskId::new("task_1"));
        let earlier = board.ask();
        board.remove(&id);
        assert!(board.absorb(earlier, &Scope::Page, vec![Task::new("task_1", "Call Ada")]).is_empty());
        let later = board.ask();
        assert_eq!(board.absorb(later, &Scope::Page, vec![Task::new("task_1", "Call Ada")]), [id]);
    }

    #[test]
    fn a_task_that_left_one_list_is_found_in_another_asked_for_before() {
        let (mut board, id) = (board(), TaskId::new("task_1"));
        let (archive, open) = (board.ask(), board.ask());
        board.absorb(open, &Scope::Open, Vec::<Task>::new());
        assert!(board.shown(&id).is_none());
        let done = Task { is_complete: true, ..Task::new("task_1", "Call Ada") };
        board.absorb(archive, &Scope::Archive, vec![done]);
        assert!(board.shown(&id).unwrap().is_complete);
    }

    #[test]
    fn entries_are_numbered_above_those_before_a_restart() {
        let mut again = board();
        again.number_after(EntryId(7));
        assert_eq!(complete(&mut again, "task_1"), EntryId(8));
    }

    #[test]
    fn a_removed_task_hands_back_what_waited_on_it() {
        let mut board = board();
        let id = complete(&mut board, "task_1");
        assert_eq!(board.remove(&TaskId::new("task_1"))[0].id, id);
        assert_eq!(board.waiting(), 0);
    }
}
