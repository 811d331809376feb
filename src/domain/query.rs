//! Placeholder until the real one lands: same signatures.
#![expect(missing_docs, reason = "replaced within the hour")]
use super::id::{TaskId, UserId};
use super::zone::Timestamp;
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {}
impl Query {
    pub fn open_of(_: UserId) -> Self {
        Self {}
    }
    pub fn archive_of(_: UserId) -> Self {
        Self {}
    }
    pub fn changed_since(_: UserId, _: Timestamp) -> Self {
        Self {}
    }
    pub fn ids(_: Vec<TaskId>) -> Self {
        Self {}
    }
    pub fn page(self, _skip: usize, _limit: usize) -> Self {
        self
    }
}
