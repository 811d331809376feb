//! The program around the board, reduced to what keys and answers do: press, undo, redo, settle, restart.
//!
//! The caller's halves of rules 6 and 7 live here. Beside every change the client writes down what the user
//! meant by it, without looking at the board. Knows nothing of the wire.

use std::collections::{HashMap, HashSet};

use closeout::domain::board::{Board, Scope, Tick};
use closeout::domain::entry::{BatchId, Entry, EntryId};
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;
use closeout::domain::zone::Timestamp;

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
    history: Vec<Change>,
    undone: Vec<Vec<Change>>,
    reverses: HashMap<EntryId, Change>,
    last_batch: BatchId,
    last_entry: EntryId,
}

/// A change as the undo history remembers it. While its entry is in the log, `before` is the log's to say.
#[derive(Clone, Debug)]
struct Change {
    entry: EntryId,
    batch: BatchId,
    task: TaskId,
    patch: Patch,
    before: Patch,
}

impl Client {
    /// Knows the starting tasks.
    pub(crate) fn new() -> Self {
        let intents = Intents::new();
        let mut board = Board::default();
        board.absorb(Tick(0), &Scope::Open, intents.start().to_vec());
        Self {
            board,
            intents,
            gone: HashSet::new(),
            history: Vec::new(),
            undone: Vec::new(),
            reverses: HashMap::new(),
            last_batch: BatchId::default(),
            last_entry: EntryId::default(),
        }
    }

    /// A key changes these tasks, as far as they are on the screen.
    pub(crate) fn press(&mut self, tasks: impl IntoIterator<Item = TaskId>, patch: &Patch) {
        self.undone.clear();
        let batch = self.next_batch();
        for task in tasks {
            self.change(batch, task, patch.clone());
        }
    }

    /// Takes back the last batch; says whether there was one.
    pub(crate) fn undo(&mut self) -> bool {
        let Some(last) = self.history.last().map(|change| change.batch) else { return false };
        let batch = self.next_batch();
        let mut changes = Vec::new();
        while let Some(change) = self.history.pop_if(|change| change.batch == last) {
            changes.push(change.clone());
            self.take_back(batch, change);
        }
        self.undone.push(changes);
        true
    }

    /// Makes the batch taken back last again, as a new one.
    pub(crate) fn redo(&mut self) {
        let batch = self.next_batch();
        for change in self.undone.pop().into_iter().flatten() {
            self.change(batch, change.task, change.patch);
        }
    }

    fn change(&mut self, batch: BatchId, task: TaskId, patch: Patch) {
        if let Some(entry) = self.push(batch, &task, patch.clone()) {
            let Entry { id, before, .. } = entry;
            self.intents.change(id, task.clone(), patch.clone());
            self.history.push(Change { entry: id, batch, task, patch, before });
        }
    }

    // Rule 6: only what was never on the wire may be erased; the rest is reversed by a change of its own. What
    // the reverse writes is kept: should it be refused, the change is to be taken back once more.
    fn take_back(&mut self, batch: BatchId, change: Change) {
        let live = self.board.entry(change.entry);
        if live.is_some_and(|live| !live.tried) {
            self.board.splice(change.entry);
            self.intents.strike(change.entry);
            return;
        }
        let before = live.map_or(&change.before, |live| &live.before).clone();
        if let Some(reverse) = self.push(batch, &change.task, before.clone()) {
            self.intents.reverse(reverse.id, change.task.clone(), change.entry);
            self.reverses.insert(reverse.id, Change { before, ..change });
        }
    }

    fn push(&mut self, batch: BatchId, task: &TaskId, patch: Patch) -> Option<Entry> {
        let entry = self.board.push(Timestamp::default(), batch, task, patch)?.clone();
        self.last_entry = entry.id;
        Some(entry)
    }

    fn next_batch(&mut self) -> BatchId {
        self.last_batch.0 += 1;
        self.last_batch
    }

    /// The server accepted an entry. Rule 7: the history keeps what the entry remembered in the end.
    pub(crate) fn accepted(&mut self, entry: EntryId, task: Task) {
        let Some(settled) = self.board.settled(entry, task) else { return };
        if let Some(change) = self.history.iter_mut().find(|change| change.entry == entry) {
            change.before = settled.before;
        }
    }

    /// The server refused an entry. A reverse that is refused leaves its change to be taken back again.
    pub(crate) fn refused(&mut self, entry: EntryId) {
        self.board.splice(entry);
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
        }
        board.number_after(self.last_entry);
        self.board = board;
    }
}
