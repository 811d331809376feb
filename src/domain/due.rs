//! Placeholder until the real one lands: same signatures.
#![expect(missing_docs, reason = "replaced within the hour")]
use super::zone::{Timestamp, Zone};
use chrono::NaiveDate;
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Day(NaiveDate),
    At(Timestamp),
}
#[derive(Debug, thiserror::Error)]
#[error("not a date: {0:?}")]
pub struct BadDate(String);
pub fn read_timestamp(text: &str) -> Result<Timestamp, BadDate> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .or_else(|_| text.parse::<chrono::NaiveDateTime>().map(|at| at.and_utc()))
        .map_err(|_| BadDate(text.into()))
}
impl Due {
    pub fn read(text: &str) -> Result<Self, BadDate> {
        text.parse().map(Self::Day).or_else(|_| read_timestamp(text).map(Self::At))
    }
    pub fn text(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::At(at) => at.to_rfc3339(),
        }
    }
    pub fn day(&self, zone: Zone) -> NaiveDate {
        match self {
            Self::Day(day) => *day,
            Self::At(at) => zone.day_of(*at),
        }
    }
    pub fn instant(&self, zone: Zone) -> Timestamp {
        match self {
            Self::Day(day) => zone.start_of(*day),
            Self::At(at) => *at,
        }
    }
}
