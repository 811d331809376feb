//! Killing what writes to a store.
//!
//! A test of its own: a process it starts holds the locks of every store that is open here for a moment, and
//! would make a neighbour look like a second copy of the program.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(clippy::expect_used, reason = "a test that cannot go on should say where")]

#[path = "store/kill.rs"]
mod kill;
#[path = "store/shared.rs"]
mod shared;
