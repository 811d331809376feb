//! The nouns of the program and their rules.
//!
//! Plain values: nothing here waits, reads a clock, or knows of JSON, SQL or screens.

pub mod due;
pub mod label;
pub mod when;
pub mod zone;
