//! The real binary without a screen: what it prints, and with which code it leaves.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod accounts;
mod add;
mod basics;
mod browser;
mod changes;
mod count;
mod doctor;
mod headless;
mod help;
mod kept;
mod lists;
mod mistakes;
#[path = "../network/servers/mod.rs"]
mod network;
mod oauth;
mod outbox;
mod secrets;
mod shipped;
mod stand;
mod stats;
mod streams;
mod switching;
#[path = "../terminal/mod.rs"]
mod terminal;
mod unreachable;
