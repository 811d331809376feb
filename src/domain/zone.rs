//! Placeholder until the real one lands: same signatures.
#![expect(missing_docs, reason = "replaced within the hour")]
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
pub type Timestamp = DateTime<Utc>;
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);
#[derive(Debug, thiserror::Error)]
#[error("unknown time zone {0:?}")]
pub struct UnknownZone(String);
impl Zone {
    pub const UTC: Self = Self(Tz::UTC);
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        name.parse().map(Self).map_err(|_| UnknownZone(name.into()))
    }
    pub fn name(self) -> &'static str {
        self.0.name()
    }
    pub fn day_of(self, at: Timestamp) -> NaiveDate {
        at.with_timezone(&self.0).date_naive()
    }
    pub fn start_of(self, day: NaiveDate) -> Timestamp {
        let naive = day.and_time(chrono::NaiveTime::MIN);
        self.0.from_local_datetime(&naive).earliest().map_or(naive.and_utc(), |at| at.with_timezone(&Utc))
    }
    pub fn next_midnight(self, at: Timestamp) -> Timestamp {
        self.start_of(self.day_of(at) + chrono::Days::new(1))
    }
    pub fn local(self, at: Timestamp) -> NaiveDateTime {
        at.with_timezone(&self.0).naive_local()
    }
    pub fn offset_hours(self, at: Timestamp) -> f64 {
        f64::from(at.with_timezone(&self.0).offset().fix().local_minus_utc()) / 3600.0
    }
}
