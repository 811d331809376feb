//! The client's half of making and deleting: placeholders, looking before sending again, and taking back.

use closeout::domain::board::Scope;
use closeout::domain::draft::Draft;
use closeout::domain::entry::{BatchId, Entry, EntryId, Work};
use closeout::domain::id::TaskId;
use closeout::domain::task::Task;

use super::client::{Change, Client};

impl Client {
    /// A key makes a task.
    pub(crate) fn make(&mut self, draft: Draft) {
        let batch = self.begin();
        self.create(batch, draft);
    }

    /// A key deletes these tasks, as far as they are on the screen.
    pub(crate) fn remove(&mut self, tasks: Vec<TaskId>) {
        let batch = self.begin();
        for task in tasks {
            self.delete(batch, task);
        }
    }

    fn create(&mut self, batch: BatchId, draft: Draft) {
        let known = self.board.ids().filter_map(|id| self.board.truth(id));
        let alike = known.filter(|task| draft.may_resemble(task));
        let draft = Draft { others: alike.map(|task| task.id.clone()).collect(), ..draft };
        if let Some(entry) = self.board.create(self.now, batch, draft.clone()).cloned() {
            self.intents.create(entry.id, entry.made, &draft);
            self.remember(entry);
        }
    }

    pub(super) fn delete(&mut self, batch: BatchId, task: TaskId) {
        if let Some(entry) = self.board.delete(self.now, batch, &task).cloned() {
            self.intents.delete(entry.id, task);
            self.remember(entry);
        }
    }

    // Where the deletion that took it back still waits, the task is simply kept.
    pub(super) fn create_again(&mut self, batch: BatchId, change: Change, draft: Draft) {
        let reversal = change.reversal.and_then(|id| self.board.entry(id)).filter(|entry| !entry.tried);
        let Some(reversal) = reversal.map(|entry| entry.id) else { return self.create(batch, draft) };
        self.board.splice(reversal);
        self.intents.strike(reversal);
        self.reverses.remove(&reversal);
        self.history.push(Change { batch, reversal: None, ..change });
    }

    pub(super) fn take_back_making(&mut self, batch: BatchId, change: &Change) -> Option<EntryId> {
        let reverse = self.board.delete(self.now, batch, &change.task).map(|entry| entry.id);
        let Some(reverse) = reverse else {
            self.intents.give_up(&change.task);
            return None;
        };
        self.intents.delete(reverse, change.task.clone());
        self.note_reverse(reverse, change);
        Some(reverse)
    }

    // Nothing was ever sent of it.
    pub(super) fn erase(&mut self, change: &Change) {
        self.board.splice(change.entry);
        match change.work {
            Work::Create(_) => self.never_made(&change.task),
            Work::Change | Work::Delete | Work::Comment(_) | Work::Uncomment(_) => {
                self.intents.strike(change.entry);
            }
        }
    }

    /// The task will not be made: whatever waits on it goes too.
    pub(super) fn never_made(&mut self, task: &TaskId) {
        for dropped in self.board.remove(task) {
            self.doubts.remove(&dropped.id);
        }
        self.intents.strike_task(task);
        self.history.retain(|change| change.task != *task);
        self.undone.iter_mut().for_each(|changes| changes.retain(|change| change.task != *task));
    }

    /// The task has its real id.
    pub(super) fn made(&mut self, settled: &Entry, real: &TaskId) {
        self.doubts.remove(&settled.id);
        self.intents.rename(&settled.task, real);
        let undone = self.undone.iter_mut().flatten();
        let changes = self.history.iter_mut().chain(undone).chain(self.reverses.values_mut());
        changes.filter(|change| change.task == settled.task).for_each(|change| change.task = real.clone());
        self.tell_apart(real);
    }

    // No draft must be taken for a task just made, also when that is changed until both look the same.
    fn tell_apart(&mut self, real: &TaskId) {
        let Some(task) = self.board.truth(real).cloned() else { return };
        let drafts = self.board.log().filter_map(|entry| Some((entry.id, entry.draft()?.clone())));
        let alike: Vec<(EntryId, Draft)> = drafts.filter(|(_, draft)| draft.may_resemble(&task)).collect();
        for (id, mut draft) in alike {
            draft.others.push(real.clone());
            self.board.redraft(id, draft);
        }
    }

    /// Whether an entry may go out: new tasks one after the other and never while in doubt, deletions when
    /// their time of grace is over.
    pub(crate) fn may_go(&self, entry: &Entry) -> bool {
        let is_open = |entry: &Entry| entry.sending || self.doubts.contains(&entry.id);
        let is_making = || self.board.log().any(|entry| entry.draft().is_some() && is_open(entry));
        entry.is_ripe(self.now) && (entry.draft().is_none() || !is_making())
    }

    /// An entry goes out. What is being deleted can no longer be taken back.
    pub(crate) fn sends(&mut self, entry: &Entry) {
        self.board.sending(entry.id);
        if entry.work == Work::Delete {
            self.history.retain(|change| change.entry != entry.id);
        }
    }

    /// No clear answer came: a making has to be looked for.
    pub(crate) fn unanswered(&mut self, entry: &Entry) {
        self.board.retry(entry.id);
        if entry.draft().is_some() {
            self.doubts.insert(entry.id);
        }
    }

    /// Looks for a task whose making was not answered among those the server has made.
    pub(crate) fn look(&mut self, made: Vec<Task>) {
        let open = self.board.log().find(|entry| self.doubts.contains(&entry.id));
        let Some((id, placeholder, draft)) =
            open.and_then(|entry| Some((entry.id, entry.task.clone(), entry.draft()?.clone())))
        else {
            return;
        };
        let found = made.iter().find(|task| draft.became(task)).cloned();
        let asked = self.board.ask();
        self.board.absorb(asked, &Scope::Page, made);
        self.doubts.remove(&id);
        if let Some(task) = found {
            return self.accepted(id, task);
        }
        // It was taken back meanwhile: what was never made need not be made to be deleted.
        if self.board.entries_of(&placeholder).any(|entry| entry.work == Work::Delete) {
            self.never_made(&placeholder);
        }
    }
}
