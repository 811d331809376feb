//! What Closeout promises of each part of Close's Tasks page, one test a promise: against the simulated server,
//! and against what Close has been recorded and documented to send.
//!
//! Each is the smallest thing that breaks when the promise does. How a part behaves otherwise is in the file
//! of that part.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "../desk/mod.rs"]
mod desk;
mod recorded;
mod recording;
mod simulated;
