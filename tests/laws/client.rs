//! The program around the board, reduced to what keys and answers do: press, undo, redo, settle, restart.
//!
//! The caller's halves of rules 6 and 7 live here. Beside every change the client writes down what the user
//! meant by it, without looking at the board. What is made and deleted is in `making.rs`. Knows nothing of the
//! wire.

use std::collections::{HashMap, HashSet};

use closeout::domain::board::{Board, Scope, Tick};
use closeout::domain::entry::{BatchId, Entry, EntryId, Work};
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;
use closeout::domain::zone::Timestamp;

use super::chance::{TASKS, task_id};
use super::intents::Intents;

/// The board, the undo history, and what the user meant.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    /// What is tested.
    pub(crate) board: Board,
    /// What it is compared with.
    pub(crate) intents: Intents,
    /// Tasks the server said are gone.
    pub(crate) gone: HashSet<TaskId>,
    /// What time it is.
    pub(crate) now: Timestamp,
    // Makings without a clear answer.
    pub(super) doubts: HashSet<EntryId>,
    pub(super) history: Vec<Change>,
    pub(super) undone: Vec<Vec<Change>>,
    pub(super) reverses: HashMap<EntryId, Change>,
    last_batch: BatchId,
    last_entry: EntryId,
}

/// A change as the undo history remembers it. While its entry is in the log, `before` is the log's to say.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) entry: EntryId,
    pub(super) batch: BatchId,
    pub(super) task: TaskId,
    pub(super) work: Work,
    pub(super) patch: Patch,
    pub(super) before: Patch,
    // The entry that took it back.
    pub(super) reversal: Option<EntryId>,
}

impl Client {
    /// Knows the starting tasks.
    pub(crate) fn new() -> Self {
        let intents = Intents::new();
        let mut board = Board::default();
        let start = intents.things().iter().map(|thing| thing.start.clone()).collect();
        board.absorb(Tick(0), &Scope::Open, start);
        Self {
            board,
            intents,
            gone: HashSet::new(),
            now: Timestamp::default(),
            doubts: HashSet::new(),
            history: Vec::new(),
            undone: Vec::new(),
            reverses: HashMap::new(),
            last_batch: BatchId::default(),
            last_entry: EntryId::default(),
        }
    }

    /// The ids of these tasks: the starting ones, then those made, as far as there are any.
    pub(crate) fn named(&self, numbers: &[usize]) -> Vec<TaskId> {
        let made: Vec<&TaskId> = self.intents.things().iter().skip(TASKS).map(|thing| &thing.id).collect();
        let named = numbers.iter().map(|number| match number.checked_sub(TASKS) {
            None => Some(task_id(*number)),
            Some(made_at) => made.get(made_at).copied().cloned(),
        });
        named.flatten().collect()
    }

    /// A key changes these tasks, as far as they are on the screen.
    pub(crate) fn press(&mut self, tasks: Vec<TaskId>, patch: &Patch) {
        let batch = self.begin();
        for task in tasks {
            self.change(batch, task, patch.clone());
        }
    }

    // Something new begins: what was taken back can no longer be done again.
    pub(super) fn begin(&mut self) -> BatchId {
        self.undone.clear();
        self.next_batch()
    }

    /// Takes back the last batch that can be; says whether there was one. What is being deleted cannot be
    /// changed, and so not changed back.
    pub(crate) fn undo(&mut self) -> bool {
        let Some(last) = self.history.iter().rev().find(|change| !self.is_held(change)) else { return false };
        let last = last.batch;
        let batch = self.next_batch();
        let (taken, kept): (Vec<Change>, Vec<Change>) =
            std::mem::take(&mut self.history).into_iter().partition(|change| change.batch == last);
        self.history = kept;
        let mut changes = Vec::new();
        for change in taken.into_iter().rev() {
            let reversal = self.take_back(batch, &change);
            changes.push(Change { reversal, ..change });
        }
        self.undone.push(changes);
        true
    }

    fn is_held(&self, change: &Change) -> bool {
        let is_erasable = self.board.entry(change.entry).is_some_and(|entry| !entry.tried);
        !is_erasable && self.board.shown(&change.task).is_none() && !self.gone.contains(&change.task)
    }

    /// Makes the batch taken back last again, as a new one.
    pub(crate) fn redo(&mut self) {
        let batch = self.next_batch();
        for change in self.undone.pop().into_iter().flatten() {
            match change.work.clone() {
                Work::Change => self.change(batch, change.task, change.patch),
                Work::Delete => self.delete(batch, change.task),
                Work::Create(draft) => self.create_again(batch, change, *draft),
                // Comments change no task; `tests/comments.rs` plays them.
                Work::Comment(_) | Work::Uncomment(_) => {}
            }
        }
    }

    fn change(&mut self, batch: BatchId, task: TaskId, patch: Patch) {
        let pushed = self.board.push(self.now, batch, &task, patch.clone()).cloned();
        if let Some(entry) = pushed {
            self.intents.change(entry.id, task, patch);
            self.remember(entry);
        }
    }

    pub(super) fn remember(&mut self, entry: Entry) {
        self.last_entry = entry.id;
        let Entry { id, batch, task, work, patch, before, .. } = entry;
        self.history.push(Change { entry: id, batch, task, work, patch, before, reversal: None });
    }

    // Rule 6: only what was never on the wire may be erased; the rest is reversed by a change of its own. What
    // the reverse writes is kept: should it be refused, the change is to be taken back once more.
    fn take_back(&mut self, batch: BatchId, change: &Change) -> Option<EntryId> {
        let live = self.board.entry(change.entry).cloned();
        match &change.work {
            _ if live.as_ref().is_some_and(|live| !live.tried) => {
                self.erase(change);
                None
            }
            Work::Create(_) => self.take_back_making(batch, change),
            // What has been sent is final, and was forgotten when it was.
            Work::Delete | Work::Comment(_) | Work::Uncomment(_) => None,
            Work::Change => {
                let before = live.map_or_else(|| change.before.clone(), |live| live.before);
                self.reverse(batch, change, before)
            }
        }
    }

    fn reverse(&mut self, batch: BatchId, change: &Change, before: Patch) -> Option<EntryId> {
        let reverse = self.board.push(self.now, batch, &change.task, before.clone()).map(|entry| entry.id);
        let Some(reverse) = reverse else {
            self.intents.give_up(&change.task);
            return None;
        };
        self.last_entry = reverse;
        self.intents.reverse(reverse, change.task.clone(), change.entry);
        self.reverses.insert(reverse, Change { before, ..change.clone() });
        Some(reverse)
    }

    pub(super) fn note_reverse(&mut self, reverse: EntryId, change: &Change) {
        self.last_entry = reverse;
        self.reverses.insert(reverse, change.clone());
    }

    pub(super) fn next_batch(&mut self) -> BatchId {
        self.last_batch.0 += 1;
        self.last_batch
    }

    /// The server accepted an entry. Rule 7: the history keeps what the entry remembered in the end.
    pub(crate) fn accepted(&mut self, entry: EntryId, task: Task) {
        let real = task.id.clone();
        let Some(settled) = self.board.settled(entry, task) else { return };
        if let Some(change) = self.history.iter_mut().find(|change| change.entry == entry) {
            change.before = settled.before.clone();
        }
        if settled.draft().is_some() {
            self.made(&settled, &real);
        }
    }

    /// The server refused an entry. A reverse that is refused leaves its change to be taken back again.
    pub(crate) fn refused(&mut self, entry: EntryId) {
        let Some((gone, _)) = self.board.splice(entry) else { return };
        if gone.draft().is_some() {
            return self.never_made(&gone.task);
        }
        self.intents.strike(entry);
        self.history.retain(|change| change.entry != entry);
        if let Some(change) = self.reverses.remove(&entry).filter(|change| self.intents.stands(change.entry))
        {
            self.history.push(change);
            self.history.sort_by_key(|change| change.entry);
        }
    }

    /// Whether a refusal of this entry has one right outcome.
    ///
    /// When a reverse is refused after older changes of the task were taken back on top of it, the change it was
    /// to take back lies buried under them: nobody can say what was meant.
    pub(crate) fn may_be_refused(&self, entry: EntryId) -> bool {
        !self.reverses.contains_key(&entry) || self.intents.is_newest(entry)
    }

    /// The server said that a task is gone.
    pub(crate) fn told_gone(&mut self, task: &TaskId) {
        self.board.remove(task);
        self.gone.insert(task.clone());
    }

    /// The program starts again with what is on disk: truth, log and history.
    pub(crate) fn restart(&mut self) {
        let mut board = Board::default();
        let truth = self.board.ids().filter_map(|id| self.board.truth(id)).cloned().collect();
        board.absorb(Tick(0), &Scope::Page, truth);
        for entry in self.board.log() {
            board.restore(entry.clone());
            if entry.tried && entry.draft().is_some() {
                self.doubts.insert(entry.id);
            }
        }
        board.number_after(self.last_entry);
        self.board = board;
    }
}
