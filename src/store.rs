//! The disk: one SQLite file for each user and organisation.
//!
//! Holds what Close last told us and our own changes on their way there. A change is on disk before anything
//! is sent for it, and leaves only with a clear answer. [`open`](self::Store::open) finds or begins the
//! file, [`Store::save`] and [`Store::load`] speak in domain values, [`thread`] keeps it all off the screen's
//! thread. Knows nothing of what a key does or of what Close answers.

mod bytes;
mod choices;
mod compact;
mod counted;
mod dates;
mod drafts;
mod error;
mod examine;
mod files;
mod load;
mod open;
mod outbox;
mod people;
mod related;
mod salvage;
mod save;
mod schema;
mod steps;
mod text;
pub mod thread;
mod truth;
mod views;

pub use error::StoreError;
pub use examine::{Examined, examine};
pub use open::{Aside, Mode, Opened, Store};
