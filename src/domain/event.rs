//! What Close's event log says about tasks: who did what, and what it replaced.
//!
//! A task tells who changed it last; only the log tells who deleted one, and what a change of ours really
//! replaced. The log is asked for a handful of lines, never followed.

use super::id::{TaskId, Text, UserId};
use super::patch::Patch;
use super::zone::Timestamp;

/// One line of the log about a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The task.
    pub task: TaskId,
    /// Who caused it; nobody for Close's own doings.
    pub by: Option<UserId>,
    /// `created`, `updated`, `completed` or `deleted`, as far as Close documents.
    pub action: Text,
    /// When.
    pub at: Option<Timestamp>,
    /// The fields that changed, as they were. Close hides them after an hour from all but admins.
    pub before: Patch,
    /// All fields we know, as they were afterwards.
    pub after: Patch,
}

/// What the log is asked for. Close supports few combinations of filters; these are two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inquiry {
    /// What happened to one task.
    Task {
        /// The task.
        task: TaskId,
        /// Only events of this action.
        action: &'static str,
    },
    /// What one person did.
    Person {
        /// Who.
        user: UserId,
        /// Since then.
        since: Timestamp,
        /// Where the page before this one ended.
        cursor: Option<Text>,
    },
}

/// A page of the log, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Events {
    /// The lines that are about tasks.
    pub lines: Vec<Event>,
    /// Where older ones begin, if there are any.
    pub older: Option<Text>,
}
