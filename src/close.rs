//! The Close API: requests out, domain types in.
//!
//! Builds requests, reads limits, converts shapes and sorts failures. It never retries: waiting is a
//! decision, and decisions are made in `app/sync.rs`, where they can be tested.

pub mod transport;
