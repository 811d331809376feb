//! The groups of requests that Close counts, each with an allowance of its own.
//!
//! Close counts by path pattern and method. Where holding back with one is holding back with the other
//! anyway, as with a thread and its mails, two of Close's groups are one here; never the other way round.

use std::time::Duration;

/// One group of requests. Those for what the user changes come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Endpoint {
    /// Changing tasks, one or many.
    Changes,
    /// Making tasks.
    Creations,
    /// Deleting tasks.
    Deletions,
    /// Writing comments.
    NewComments,
    /// Taking comments away.
    CommentRemovals,
    /// Who we are.
    Me,
    /// Lists of tasks, also by id.
    Tasks,
    /// One task.
    Task,
    /// Everybody in the organisation.
    People,
    /// Who works together.
    Groups,
    /// Who can be reached just now.
    Availability,
    /// Leads with their contacts.
    Leads,
    /// Threads and their mails.
    Threads,
    /// Calls.
    Calls,
    /// Text messages.
    Messages,
    /// Opportunities.
    Opportunities,
    /// Comments.
    Comments,
    /// The event log.
    Events,
    /// Whatever else is read.
    OtherReads,
    /// Whatever else is written.
    OtherWrites,
}

/// Close wants us to hold back with one group of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Which.
    pub endpoint: Endpoint,
    /// For how long.
    pub length: Duration,
    /// Whether nothing is left at all; else the little that is left is for what the user waits for.
    pub is_spent: bool,
}

/// All that Close wants us to hold back with.
pub type Pauses = Vec<Pause>;

impl Endpoint {
    /// Whether it changes something.
    pub fn is_write(self) -> bool {
        // They stand in this order.
        self <= Self::CommentRemovals || self == Self::OtherWrites
    }

    /// Whether the inbox is not up to date without it.
    pub fn is_vital(self) -> bool {
        self.is_write() || matches!(self, Self::Me | Self::Tasks)
    }
}
