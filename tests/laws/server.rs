//! As much of Close as the laws need: tasks, and an answer to everything asked.
//!
//! It does what it is told, in the order it is told, and makes a task twice when it is told to twice. Nobody
//! else changes its tasks except by deleting them. Every write leaves a mark of its own, so that an answer can
//! be told from a guess.

use std::collections::{BTreeMap, HashSet};

use closeout::domain::board::Scope;
use closeout::domain::draft::Draft;
use closeout::domain::entry::{Entry, EntryId, Work};
use closeout::domain::id::TaskId;
use closeout::domain::task::Task;
use closeout::domain::zone::Timestamp;

use super::chance::{Chance, TASKS, task_id, tasks};

/// What a client may ask for; tasks are named by number.
#[derive(Clone, Debug)]
pub(crate) enum Question {
    /// A page that happens to hold these tasks.
    Page(Vec<usize>),
    /// Every open task.
    Open,
    /// Every finished task.
    Archive,
    /// Exactly these.
    Ids(Vec<usize>),
}

impl Question {
    /// Any question.
    pub(crate) fn any(chance: &mut Chance) -> Self {
        match chance.below(4) {
            0 => Self::Page(chance.some_tasks()),
            1 => Self::Open,
            2 => Self::Archive,
            _ => Self::Ids(chance.some_tasks()),
        }
    }

    /// What the answer speaks for.
    pub(crate) fn scope(&self) -> Scope {
        match self {
            Self::Page(_) => Scope::Page,
            Self::Open => Scope::Open,
            Self::Archive => Scope::Archive,
            Self::Ids(numbers) => Scope::Ids(numbers.iter().copied().map(task_id).collect()),
        }
    }

    fn includes(&self, task: &Task) -> bool {
        match self {
            Self::Page(numbers) | Self::Ids(numbers) => numbers.iter().any(|it| task_id(*it) == task.id),
            Self::Open => !task.is_complete,
            Self::Archive => task.is_complete,
        }
    }
}

/// What the server says to one change: the task as it is now, or nothing when there is no such task.
pub(crate) type Reply = Option<Task>;

/// The tasks, and which changes were ever made to them.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    tasks: BTreeMap<TaskId, Task>,
    // Every task that was made, with the entry that asked for it.
    made: Vec<(EntryId, TaskId)>,
    done: HashSet<EntryId>,
    writes: i64,
}

impl Server {
    /// Holds the starting tasks.
    pub(crate) fn new() -> Self {
        let tasks = tasks().into_iter().map(|task| (task.id.clone(), task)).collect();
        Self { tasks, made: Vec::new(), done: HashSet::new(), writes: 0 }
    }

    /// The task as it is, or nothing when it was deleted.
    pub(crate) fn task(&self, id: &TaskId) -> Option<&Task> {
        self.tasks.get(id)
    }

    /// Every task there is.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &TaskId> {
        self.tasks.keys()
    }

    /// The tasks that were made and are still there.
    pub(crate) fn made(&self) -> Vec<Task> {
        self.made.iter().filter_map(|(_, id)| self.task(id)).cloned().collect()
    }

    /// How many tasks were ever made.
    pub(crate) fn how_many_made(&self) -> usize {
        self.made.len()
    }

    /// How often the task of this entry was made.
    pub(crate) fn times_made(&self, entry: EntryId) -> usize {
        self.made.iter().filter(|(maker, _)| *maker == entry).count()
    }

    /// The entry that made this task.
    pub(crate) fn maker(&self, id: &TaskId) -> Option<EntryId> {
        self.made.iter().find(|(_, made)| made == id).map(|(maker, _)| *maker)
    }

    /// Does what an entry says, perhaps not for the first time.
    pub(crate) fn make(&mut self, entry: &Entry) -> Reply {
        match &entry.work {
            Work::Change | Work::Comment(_) | Work::Uncomment(_) => {}
            Work::Create(draft) => self.create(entry, draft),
            Work::Delete => {
                self.done.insert(entry.id);
                self.delete(&entry.task);
            }
        }
        let made = self.made.last().filter(|_| entry.draft().is_some()).map(|(_, id)| id.clone());
        let task = self.tasks.get_mut(made.as_ref().unwrap_or(&entry.task))?;
        entry.patch.apply(task);
        self.writes += 1;
        task.updated.at = Timestamp::from_timestamp(self.writes, 0);
        self.done.insert(entry.id);
        Some(task.clone())
    }

    fn create(&mut self, entry: &Entry, draft: &Draft) {
        let id = task_id(TASKS + self.made.len());
        self.made.push((entry.id, id.clone()));
        self.tasks.insert(id.clone(), draft.task(&id, entry.made));
    }

    /// Whether this change was ever made.
    pub(crate) fn has_made(&self, entry: EntryId) -> bool {
        self.done.contains(&entry)
    }

    /// The answer to a question, as of now.
    pub(crate) fn list(&self, question: &Question) -> Vec<Task> {
        self.tasks.values().filter(|task| question.includes(task)).cloned().collect()
    }

    /// Deletes a task for good.
    pub(crate) fn delete(&mut self, id: &TaskId) {
        self.tasks.remove(id);
    }
}
