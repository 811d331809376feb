//! Undo and redo.
//!
//! Undoing erases what never left the machine and reverses what did; redoing makes the same changes again.
//! Whatever becomes of a step is noted here and kept on disk in the same transaction as the changes
//! themselves, so that yesterday's batch can be taken back today.

mod unsaved;

use std::collections::HashSet;

use chrono::TimeDelta;

use self::unsaved::Unsaved;
use crate::domain::entry::{BatchId, Entry, EntryId};
use crate::domain::id::{CommentId, TaskId};
use crate::domain::patch::Patch;
use crate::domain::step::KeptStep;
pub use crate::domain::step::{Change, Step};
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// The steps that can be undone, and those that can be done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<KeptStep>,
    undone: Vec<KeptStep>,
    last: BatchId,
    place: u64,
    // The last batch of earlier sessions.
    recalled: BatchId,
    unsaved: Unsaved,
}

/// More steps than this are forgotten, oldest first.
const DEEPEST: usize = 300;
/// So are older ones when all together have more changes than this.
const MOST: usize = 3_000;
/// Older ones are hardly meant: Close may have cleaned up what they were about.
const OLDEST: TimeDelta = TimeDelta::days(30);

impl History {
    /// A number for a new batch.
    pub fn next_batch(&mut self) -> BatchId {
        self.last.0 += 1;
        self.last
    }

    /// Remembers what earlier sessions left: the steps they kept, and what waited without belonging to one.
    pub fn recall(&mut self, at: Timestamp, kept: Vec<KeptStep>, log: &[Entry]) {
        // Where steps are kept, what belongs to none of them took one back that is forgotten.
        let log = if kept.is_empty() { log } else { &[] };
        let steps = kept.iter().map(|kept| kept.step.batch).max().unwrap_or_default();
        self.last = self.last.max(steps);
        self.recalled = self.last;
        self.place = kept.iter().map(|kept| kept.place).max().unwrap_or(0);
        let (old, kept): (Vec<KeptStep>, Vec<KeptStep>) =
            kept.into_iter().partition(|kept| kept.step.made < at - OLDEST);
        self.unsaved.batches.extend(old.iter().map(|old| old.step.batch));
        (self.undone, self.done) = kept.into_iter().partition(|kept| kept.is_undone);
        let known: HashSet<EntryId> = self.ids().collect();
        let is_new = |entry: &&Entry| !known.contains(&entry.id);
        let unknown: Vec<&Entry> = log.iter().filter(is_new).collect();
        for batch in unknown.chunk_by(|one, next| one.batch == next.batch) {
            let changes: Vec<Change> = batch.iter().map(|entry| Change::of(entry)).collect();
            let words = format!("{} waiting from last time", super::triage::counted(changes.len()));
            if let Some(first) = batch.first() {
                self.remember(Step { batch: first.batch, words, made: first.made, changes });
            }
        }
    }

    // Every entry a step knows.
    fn ids(&self) -> impl Iterator<Item = EntryId> {
        let changes = self.done.iter().chain(&self.undone).flat_map(|kept| &kept.step.changes);
        changes.flat_map(|change| [Some(change.entry), change.reversal]).flatten()
    }

    /// The last entry a step knows: new ones are numbered after it.
    pub fn last_entry(&self) -> EntryId {
        self.ids().max().unwrap_or_default()
    }

    /// Continues after the batches of an earlier session.
    pub fn continue_after(&mut self, batch: BatchId) {
        self.last = self.last.max(batch);
    }

    /// Whether a step is of an earlier session: much may have happened since.
    pub fn is_old(&self, batch: BatchId) -> bool {
        batch <= self.recalled
    }

    /// Remembers something new; what was undone before can no longer be done again.
    pub fn push(&mut self, step: Step) {
        let undone = std::mem::take(&mut self.undone);
        self.unsaved.batches.extend(undone.iter().map(|kept| kept.step.batch));
        self.remember(step);
    }

    /// Remembers something done again.
    pub fn push_redone(&mut self, step: Step) {
        self.remember(step);
    }

    fn remember(&mut self, step: Step) {
        self.unsaved.batches.insert(step.batch);
        let kept = self.placed(step, false);
        self.done.push(kept);
        let mut changes: usize = self.done.iter().map(|kept| kept.step.changes.len()).sum();
        let mut surplus = 0;
        for kept in self.done.iter().take(self.done.len().saturating_sub(1)) {
            if self.done.len() - surplus <= DEEPEST && changes <= MOST {
                break;
            }
            changes -= kept.step.changes.len();
            surplus += 1;
        }
        self.unsaved.batches.extend(self.done.drain(..surplus).map(|kept| kept.step.batch));
    }

    fn placed(&mut self, step: Step, is_undone: bool) -> KeptStep {
        self.place += 1;
        KeptStep { place: self.place, is_undone, step }
    }

    /// What can be undone, the last first.
    pub fn done(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.done.iter().rev().map(|kept| &kept.step)
    }

    /// What can be done again, the nearest first.
    pub fn undone_steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.undone.iter().rev().map(|kept| &kept.step)
    }

    /// Takes out a step, to undo it.
    pub fn take(&mut self, batch: BatchId) -> Option<Step> {
        let at = self.done.iter().position(|kept| kept.step.batch == batch)?;
        self.unsaved.batches.insert(batch);
        Some(self.done.remove(at).step)
    }

    /// The last step.
    pub fn last(&self) -> Option<&Step> {
        self.done().next()
    }

    /// A step was undone, and can be done again.
    pub fn undone(&mut self, step: Step) {
        self.unsaved.batches.insert(step.batch);
        let kept = self.placed(step, true);
        self.undone.push(kept);
    }

    /// The step to do again next.
    pub fn pop_undone(&mut self) -> Option<Step> {
        let step = self.undone.pop()?.step;
        self.unsaved.batches.insert(step.batch);
        Some(step)
    }

    /// The batch of the last step that can be undone.
    pub fn last_done(&self) -> BatchId {
        self.last().map(|step| step.batch).unwrap_or_default()
    }

    /// The steps made after a batch, the latest first.
    pub fn steps_after(&self, batch: BatchId) -> impl Iterator<Item = &Step> {
        self.done().take_while(move |step| step.batch > batch)
    }

    /// The step that was taken back last.
    pub fn last_undone(&self) -> Option<&Step> {
        self.undone_steps().next()
    }

    /// Whether something can be done again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// How many steps can be undone.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing can be undone.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// A change was accepted. What it replaced is only certain now: an earlier change of the same field may
    /// have been refused meanwhile.
    pub fn settle(&mut self, entry: &Entry) {
        // Almost always it is one of the last steps.
        let mut steps = self.done.iter_mut().rev().map(|kept| &mut kept.step);
        let found = steps.find_map(|step| {
            let change = step.changes.iter_mut().find(|change| change.entry == entry.id)?;
            Some((step.batch, change))
        });
        if let Some((batch, change)) = found.filter(|(_, change)| change.before != entry.before) {
            change.before.clone_from(&entry.before);
            self.unsaved.batches.insert(batch);
        }
    }

    /// A change never took hold: there is nothing of it to undo. Where it was to take something back, that
    /// stands after all and can be undone again; it replaced what the refused one would have restored.
    pub fn refuse(&mut self, entry: &Entry) {
        let stands = self.take_undone(entry.id);
        self.forget_where(|change| change.entry == entry.id, |_| false);
        if let Some((change, step)) = stands {
            let before = change.before.clone().then(entry.patch.clone());
            let change = Change { before, reversal: None, ..change };
            self.stand_again(Step { batch: entry.batch, changes: vec![change], ..step });
        }
    }

    // Several changes of one step that stand after all are one step again.
    fn stand_again(&mut self, step: Step) {
        match self.done.last_mut().filter(|kept| kept.step.batch == step.batch) {
            Some(kept) => {
                kept.step.changes.extend(step.changes);
                self.unsaved.batches.insert(step.batch);
            }
            None => self.remember(step),
        }
    }

    fn take_undone(&mut self, reversal: EntryId) -> Option<(Change, Step)> {
        let is_it = |change: &Change| change.reversal == Some(reversal);
        let step = &self.undone.iter().find(|kept| kept.step.changes.iter().any(is_it))?.step;
        let step = Step { changes: Vec::new(), words: step.words.clone(), ..*step };
        let changes = self.undone.iter().flat_map(|kept| &kept.step.changes);
        let change = changes.into_iter().find(|change| is_it(change)).cloned();
        self.forget_where(|_| false, is_it);
        change.map(|change| (change, step))
    }

    /// A change can no longer be taken back.
    pub fn seal(&mut self, entry: EntryId) {
        self.forget_where(|change| change.entry == entry, |_| false);
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        for step in self.done.iter_mut().chain(&mut self.undone).map(|kept| &mut kept.step) {
            for change in step.changes.iter_mut().filter(|change| change.task == *placeholder) {
                change.task = real.clone();
                self.unsaved.batches.insert(step.batch);
            }
        }
    }

    /// A comment has its real id now.
    pub fn name_comment(&mut self, placeholder: &CommentId, real: &CommentId) {
        for step in self.done.iter_mut().chain(&mut self.undone).map(|kept| &mut kept.step) {
            let named = step.changes.iter_mut().filter_map(|change| change.name_comment(placeholder, real));
            if named.count() > 0 {
                self.unsaved.batches.insert(step.batch);
            }
        }
    }

    /// A task is gone: nothing done to it can be undone or done again.
    pub fn forget_task(&mut self, task: &TaskId) {
        self.forget_where(|change| change.task == *task, |change| change.task == *task);
    }

    fn forget_where(&mut self, done: impl Fn(&Change) -> bool, undone: impl Fn(&Change) -> bool) {
        self.unsaved.forget_where(&mut self.done, done);
        self.unsaved.forget_where(&mut self.undone, undone);
    }

    /// What the disk is to be told, each thing once.
    pub fn writes(&mut self) -> Vec<Write> {
        let unsaved = std::mem::take(&mut self.unsaved);
        unsaved.writes(|batch| {
            let mut all = self.done.iter().rev().chain(self.undone.iter().rev());
            all.find(|kept| kept.step.batch == batch)
        })
    }
}

/// What the fields a change wrote hold now, where that is neither what it wrote nor what was there before.
pub fn since(change: &Change, now: &crate::domain::task::Task) -> Patch {
    let is_back = change.before.clone().beyond(now).is_empty();
    let theirs = change.patch.clone().beyond(now).before(now);
    if is_back { Patch::default() } else { theirs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Work;

    fn step(entry: u64, words: &str) -> Step {
        let change = Change {
            entry: EntryId(entry),
            task: TaskId::new("task_1"),
            work: Work::Change,
            patch: Patch::complete(true),
            before: Patch::complete(false),
            reversal: None,
        };
        Step { batch: BatchId(entry), words: words.into(), made: Timestamp::default(), changes: vec![change] }
    }

    #[test]
    fn doing_something_new_ends_what_could_be_redone() {
        let mut history = History::default();
        history.push(step(1, "a"));
        let undone = history.take(history.last_done()).unwrap();
        history.undone(undone);
        history.push(step(2, "b"));
        assert_eq!(history.pop_undone(), None);
    }

    fn entry(id: u64, patch: Patch) -> Entry {
        let before = Patch::default();
        let (task, made) = (TaskId::new("task_1"), crate::domain::zone::Timestamp::default());
        let (id, batch) = (EntryId(id), BatchId(id));
        let work = Work::Change;
        Entry { id, batch, task, work, patch, before, made, sending: true, tried: true }
    }

    #[test]
    fn a_refused_change_leaves_no_step_behind() {
        let mut history = History::default();
        history.push(step(1, "a"));
        history.refuse(&entry(1, Patch::complete(true)));
        assert!(history.is_empty());
    }

    #[test]
    fn what_could_not_be_taken_back_can_be_tried_again() {
        let mut history = History::default();
        history.push(step(1, "a"));
        let mut undone = history.take(history.last_done()).unwrap();
        undone.changes[0].reversal = Some(EntryId(2));
        history.undone(undone);
        history.refuse(&entry(2, Patch::complete(false)));
        let again = history.take(history.last_done()).unwrap();
        assert_eq!((again.words.as_str(), &again.changes[0].before), ("a", &Patch::complete(false)));
        assert_eq!(history.pop_undone(), None, "it was not undone, so it cannot be redone");
    }

    #[test]
    fn the_disk_is_told_of_each_step_once() {
        let mut history = History::default();
        history.push(step(1, "a"));
        history.push(step(2, "b"));
        assert_eq!(history.writes().len(), 2);
        let undone = history.take(history.last_done()).unwrap();
        history.undone(undone);
        let writes = history.writes();
        assert!(matches!(&writes[..], [Write::Step(kept)] if kept.is_undone), "{writes:?}");
        history.push(step(3, "c"));
        assert!(matches!(&history.writes()[..], [Write::DropStep(BatchId(2)), Write::Step(_)]));
        history.seal(EntryId(1));
        assert_eq!(history.writes(), [Write::DropChange(EntryId(1)), Write::DropStep(BatchId(1))]);
        assert_eq!(history.writes(), []);
    }

    #[test]
    fn the_history_is_not_endless() {
        let mut history = History::default();
        (1..=400).for_each(|number| history.push(step(number, "a")));
        assert_eq!(history.len(), DEEPEST);
        let large = Step { changes: vec![step(0, "").changes[0].clone(); MOST], ..step(500, "b") };
        history.push(large);
        assert_eq!(history.len(), 1, "the last step is kept however large it is");
    }

    #[test]
    fn what_is_recalled_is_old_and_what_is_too_old_is_forgotten() {
        let at = Timestamp::default() + TimeDelta::days(40);
        let kept = |number: u64, made, is_undone| KeptStep {
            place: number,
            is_undone,
            step: Step { made, ..step(number, "a") },
        };
        let all = vec![kept(1, Timestamp::default(), false), kept(2, at, false), kept(3, at, true)];
        let waiting = [entry(2, Patch::complete(true)), entry(9, Patch::complete(true))];
        let words = |kept| {
            let mut history = History::default();
            history.recall(at, kept, &waiting);
            history.done().map(|step| step.words.clone()).collect::<Vec<_>>()
        };
        assert_eq!(words(Vec::new()), ["1 task waiting from last time"; 2], "from before steps were kept");
        assert_eq!(words(all.clone()), ["a"], "what took back a step is none itself");
        let mut history = History::default();
        history.recall(at, all, &waiting);
        assert_eq!(history.undone_steps().count(), 1);
        assert!(history.is_old(BatchId(2)) && history.writes().contains(&Write::DropStep(BatchId(1))));
        assert_eq!(history.next_batch(), BatchId(4));
    }
}
