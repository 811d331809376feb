//! The ways a request or a write can fail, sorted by what to do next.
//!
//! The sentence in each is for people: what happened, to which thing.

use std::time::Duration;

/// Why something did not work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server was never reached: nothing was applied. Wait, then try again.
    #[error("{0}")]
    Offline(String),
    /// No clear answer: it may have been applied. Read the task again before sending anything more for it.
    #[error("{0}")]
    Unclear(String),
    /// Too many requests: hold back this long, for this group of requests only.
    #[error("Close asks us to wait {} s", .0.as_secs().max(1))]
    Busy(Duration),
    /// The server said no, and will say so again.
    #[error("{0}")]
    Refused(String),
    /// The task no longer exists, or may not be seen.
    #[error("that task no longer exists in Close")]
    Gone,
    /// The key is not accepted.
    #[error("{0}")]
    Login(String),
}

impl Failure {
    /// Whether waiting may cure it.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Offline(_) | Self::Unclear(_) | Self::Busy(_))
    }
}
