//! Placeholder until the real one lands: same signatures.
#![expect(missing_docs, reason = "replaced within the hour")]
use super::due::Due;
use super::zone::{Timestamp, Zone};
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Habits {}
#[derive(Clone, Debug)]
pub struct Context {
    pub now: Timestamp,
    pub zone: Zone,
    pub base: Option<Due>,
    pub habits: Habits,
    pub their_zone: Option<Zone>,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub due: Due,
    pub other: Option<Due>,
    pub note: Option<String>,
}
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot read that")]
pub struct Refusal;
pub fn read(text: &str, _context: &Context) -> Result<Reading, Refusal> {
    Due::read(text).map(|due| Reading { due, other: None, note: None }).map_err(|_| Refusal)
}
pub fn presets() -> [&'static str; 8] {
    ["later today", "tomorrow", "2bd", "monday", "1w", "2w", "eom", "1st of next month"]
}
