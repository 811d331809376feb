//! Phrases for a date: `tom 9am`, `next fri`, `2bd`, `eom`, `27 jan`.
//!
//! Text becomes tokens, tokens become a phrase, and only then a phrase meets today, a zone and habits. Every
//! token has to be understood, nothing resolves to the past, and where two readings are common both are
//! handed back.

mod behind;
mod calendar;
mod clock;
mod context;
mod cursor;
mod dates;
mod day_rules;
mod days;
mod grammar;
mod lexer;
mod phrase;
mod read;
mod refusal;
mod scene;
mod span_rules;
mod spans;
mod spread;
mod time_rules;
mod words;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod golden_dates;
#[cfg(test)]
mod golden_refusals;
#[cfg(test)]
mod golden_zones;
#[cfg(test)]
mod trial;

pub use calendar::{is_work_day, week_start};
pub use context::{Context, DateOrder, Habits, NextWeekday, Reading};
pub use read::{presets, read};
pub use refusal::Refusal;
pub use spread::{is_personal, spread};
