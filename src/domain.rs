//! The nouns of the program and their rules.
//!
//! Plain values: nothing here waits, reads a clock, or knows of JSON, SQL or screens. Start with [`task`]
//! for what a task is, [`board`] for how changes to it are kept, and [`when`] for how dates are typed.

pub mod amount;
pub mod arrangement;
pub mod board;
pub mod comment;
pub mod counted;
pub mod draft;
pub mod due;
pub mod endpoint;
pub mod entry;
pub mod event;
pub mod failure;
pub mod heat;
pub mod id;
pub mod kind;
pub mod label;
pub mod patch;
pub mod people;
pub mod permissions;
pub mod phone;
pub mod place;
pub mod query;
pub mod related;
pub mod step;
pub mod tab;
pub mod task;
pub mod view;
pub mod when;
pub mod whose;
pub mod write;
pub mod zone;
