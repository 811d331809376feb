//! Truth plus log: what the user sees.
//!
//! Truth is each task as the server last told us, with the tick we asked at. The log is every change not yet
//! confirmed. What is shown is the truth with the log's patches laid over it, in order. The eight rules that
//! make this hold are marked where they live; take any one away and `tests/laws.rs` fails.
//!
//! Every operation costs what the change costs, never what the inbox holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::entry::{BatchId, Entry, EntryId};
use super::id::TaskId;
use super::patch::Patch;
use super::task::Task;
use super::zone::Timestamp;

/// Logical time: goes up whenever we ask for something, and with every accepted change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tick(pub u64);

/// Truth plus log.
#[derive(Clone, Debug, Default)]
pub struct Board {
    // Boxed, as an empty place in the table would take as much room as a task.
    truth: HashMap<TaskId, Box<Known>>,
    /// Tasks that left, and what is still known of them: nothing asked for before this brings them back.
    gone: HashMap<TaskId, Tick>,
    log: BTreeMap<EntryId, Entry>,
    lanes: HashMap<TaskId, Lane>,
    now: Tick,
    last: EntryId,
}

#[derive(Clone, Debug)]
struct Known {
    task: Task,
    as_of: Tick,
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
        self.truth.get(id).map(|known| &known.task)
    }

    /// Every task the server told us of, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &TaskId> {
        self.truth.keys()
    }

    /// The tick of the last thing asked or learned.
    pub fn now(&self) -> Tick {
        self.now
    }

    /// Tasks that nothing asked after this tick has spoken of, in no order.
    pub fn unseen_since(&self, tick: Tick) -> impl Iterator<Item = &Task> {
        self.truth.values().filter(move |known| known.as_of <= tick).map(|known| &known.task)
    }

    /// How many tasks are known.
    pub fn len(&self) -> usize {
        self.truth.len()
    }

    /// Whether no task is known.
    pub fn is_empty(&self) -> bool {
        self.truth.is_empty()
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

    /// Adds a change to a task that is shown; it remembers what it replaces.
    pub fn push(&mut self, made: Timestamp, batch: BatchId, task: &TaskId, patch: Patch) -> Option<&Entry> {
        let before = patch.before(self.shown(task)?);
        let id = EntryId(self.last.0 + 1);
        let entry =
            Entry { id, batch, task: task.clone(), patch, before, made, sending: false, tried: false };
        self.restore(entry);
        self.log.get(&id)
    }

    /// Puts back an entry that was on disk; nothing of it is on the wire any more.
    pub fn restore(&mut self, entry: Entry) {
        let (id, task) = (entry.id, entry.task.clone());
        self.last = self.last.max(id);
        self.log.insert(id, Entry { sending: false, ..entry });
        let lane = self.lanes.entry(task.clone()).or_default();
        lane.entries.push(id);
        lane.entries.sort_unstable();
        self.overlay(&task);
    }

    /// Numbers new entries above one that has left the log, but that the history or the disk still know.
    pub fn number_after(&mut self, last: EntryId) {
        self.last = self.last.max(last);
    }

    /// Entries that may go out now. Rule 5: one request at a time for each task, oldest first.
    pub fn ready(&self) -> impl Iterator<Item = &Entry> {
        self.log.values().filter(|entry| !entry.sending && self.is_first(entry))
    }

    fn is_first(&self, entry: &Entry) -> bool {
        self.lanes.get(&entry.task).and_then(|lane| lane.entries.first()) == Some(&entry.id)
    }

    /// An entry goes on the wire.
    pub fn sending(&mut self, id: EntryId) {
        if let Some(entry) = self.log.get_mut(&id) {
            (entry.sending, entry.tried) = (true, true);
        }
    }

    /// No clear answer: try again later.
    pub fn retry(&mut self, id: EntryId) {
        if let Some(entry) = self.log.get_mut(&id) {
            entry.sending = false;
        }
    }

    /// The server accepted the change and returned the task. Rule 8: its answer replaces ours.
    pub fn settled(&mut self, id: EntryId, task: Task) -> Option<Entry> {
        let as_of = self.ask();
        let entry = self.take(id)?;
        self.truth.insert(entry.task.clone(), Box::new(Known { task, as_of }));
        self.overlay(&entry.task);
        Some(entry)
    }

    /// Removes a change that never took hold. Rule 7: the next change of the same field on that task inherits
    /// what it replaced. Returns the entry and the entries whose memory changed.
    pub fn splice(&mut self, id: EntryId) -> Option<(Entry, Vec<EntryId>)> {
        let gone = self.take(id)?;
        let mut left = gone.before.clone();
        let mut heirs = Vec::new();
        let later = self.lanes.get(&gone.task).map(|lane| lane.entries.clone()).unwrap_or_default();
        for heir in later.into_iter().filter(|heir| *heir > id) {
            let Some(entry) = self.log.get_mut(&heir) else { continue };
            let rest = entry.before.inherit(left.clone());
            if rest != left {
                heirs.push(heir);
            }
            left = rest;
        }
        self.overlay(&gone.task);
        Some((gone, heirs))
    }

    fn take(&mut self, id: EntryId) -> Option<Entry> {
        let entry = self.log.remove(&id)?;
        if let Some(lane) = self.lanes.get_mut(&entry.task) {
            lane.entries.retain(|other| *other != id);
        }
        Some(entry)
    }

    /// Forgets a task that is gone, and returns the changes that waited on it.
    pub fn remove(&mut self, id: &TaskId) -> Vec<Entry> {
        let as_of = self.ask();
        self.truth.remove(id);
        self.gone.insert(id.clone(), as_of);
        let lane = self.lanes.remove(id).unwrap_or_default();
        lane.entries.iter().filter_map(|entry| self.log.remove(entry)).collect()
    }

    /// Takes in an answer asked for at `asked`, and returns the ids of the tasks that are new, changed or gone.
    pub fn absorb(&mut self, asked: Tick, scope: &Scope, tasks: Vec<Task>) -> Vec<TaskId> {
        let mut touched = self.drop_absent(asked, scope, &tasks);
        touched.extend(tasks.into_iter().filter_map(|task| self.learn(asked, task)));
        touched
    }

    // Rule 1: a task asked for earlier never replaces one learned later, nor brings back one that has gone.
    fn learn(&mut self, asked: Tick, task: Task) -> Option<TaskId> {
        if self.gone.get(&task.id).is_some_and(|as_of| *as_of > asked) {
            return None;
        }
        self.gone.remove(&task.id);
        match self.truth.get_mut(&task.id) {
            Some(known) if known.as_of > asked => return None,
            Some(known) if known.task == task => {
                known.as_of = asked;
                return None;
            }
            _ => {}
        }
        let id = task.id.clone();
        self.truth.insert(id.clone(), Box::new(Known { task, as_of: asked }));
        self.overlay(&id);
        Some(id)
    }

    fn drop_absent(&mut self, asked: Tick, scope: &Scope, tasks: &[Task]) -> Vec<TaskId> {
        let present: HashSet<&TaskId> = tasks.iter().map(|task| &task.id).collect();
        let absent: Vec<TaskId> = match scope {
            Scope::Page => Vec::new(),
            Scope::Ids(ids) => ids.iter().filter(|id| !present.contains(id)).cloned().collect(),
            Scope::Open | Scope::Archive => {
                self.truth.keys().filter(|id| !present.contains(id)).cloned().collect()
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

    /// Lays the waiting changes over the truth again, for one task.
    fn overlay(&mut self, id: &TaskId) {
        let Some(lane) = self.lanes.get_mut(id) else { return };
        if lane.entries.is_empty() {
            self.lanes.remove(id);
            return;
        }
        let mut task = self.truth.get(id).map(|known| known.task.clone());
        if let Some(task) = &mut task {
            let patches = lane.entries.iter().filter_map(|entry| self.log.get(entry));
            patches.for_each(|entry| entry.patch.apply(task));
        }
        lane.shown = task;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let gone = board.absorb(asked, &Scope::Ids([TaskId::new("task_1")].into()), Vec::new());
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
        board.absorb(open, &Scope::Open, Vec::new());
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
