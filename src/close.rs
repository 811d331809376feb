//! The Close API: requests out, domain types in.
//!
//! Builds requests, reads limits, converts shapes and sorts failures. It never retries: waiting is a
//! decision, and decisions are made in `app/sync.rs`, where they can be tested. Start with [`client`].

pub mod aside;
pub mod auth;
pub mod base_url;
pub mod bulk;
pub mod checkup;
pub mod client;
mod comments;
mod directory;
mod errors;
mod events;
pub mod files;
mod filter;
pub mod foreign;
mod groups;
pub mod http;
pub mod limits;
mod making;
mod network;
pub mod oauth;
pub mod related;
mod request;
pub mod route;
#[cfg(test)]
mod scripted;
mod send;
pub mod transport;
pub mod trust;
pub mod wire;

pub use self::request::changes as written;
