//! Each task as the server last told us, with the tick we asked at.
//!
//! Tasks are found by the id they carry, which is not kept beside them once more.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use super::Tick;
use crate::domain::id::{EachById, TaskId};
use crate::domain::task::{Finished, Task};
use crate::domain::zone::Timestamp;

/// What is known of all tasks.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth(EachById<Known>);

/// What is known of one.
#[derive(Clone, Debug)]
pub(super) struct Known {
    // Boxed, as an empty place in the table would take as much room as a task.
    pub(super) task: Box<Task>,
    pub(super) as_of: Tick,
}

impl Truth {
    /// What is known of a task.
    pub(super) fn get(&self, id: &TaskId) -> Option<&Known> {
        self.0.get(id)
    }

    /// What is known of each, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = &Known> {
        self.0.iter()
    }

    /// The id of each, in no order.
    pub(super) fn ids(&self) -> impl Iterator<Item = &TaskId> {
        self.all().map(Known::borrow)
    }

    /// How many tasks are known.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes a task in the place of what was known of it.
    pub(super) fn put(&mut self, task: impl Into<Box<Task>>, as_of: Tick) {
        self.0.replace(Known { task: task.into(), as_of });
    }

    /// Forgets a task.
    pub(super) fn remove(&mut self, id: &TaskId) {
        self.0.remove(id);
    }

    /// Takes in what the server said at this tick of a task it may have spoken of before; whether it is news. Rule 1:
    /// what was asked for earlier never replaces what was learned later.
    pub(super) fn learn(&mut self, asked: Tick, mut task: Box<Task>) -> bool {
        let Some(mut known) = self.0.take(&task.id) else {
            return self.0.insert(Known { task, as_of: asked });
        };
        let is_later = known.as_of <= asked;
        task.stays_finished(&known.task);
        let is_news = is_later && known.task != task;
        if is_news {
            task.replace(&mut known.task);
        }
        known.as_of = known.as_of.max(asked);
        self.0.insert(known);
        is_news
    }

    /// When a task was done became known, of which the server had only said when it last changed. Whether that is news.
    pub(super) fn was_finished(&mut self, id: &TaskId, at: Timestamp) -> bool {
        let is_open =
            |task: &Task| !task.is_complete || task.finished.is_some() || task.updated.at == Some(at);
        let Some(mut known) = self.get(id).filter(|known| !is_open(&known.task)).cloned() else {
            return false;
        };
        known.task.finished = Some(Box::new(Finished { at, is_ours: false }));
        self.0.replace(known);
        true
    }
}

impl Borrow<TaskId> for Known {
    fn borrow(&self) -> &TaskId {
        &self.task.id
    }
}

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.task.id.hash(state);
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.task.id == other.task.id
    }
}

impl Eq for Known {}
