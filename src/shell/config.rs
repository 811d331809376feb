//! What the user may set, from the environment and one file.
//!
//! [`OPTIONS`] is the one table: reading, defaults, names of variables, `config.example.toml` and the table
//! in the README are made from its rows. A wrong value or an unknown name never discards the rest: that
//! option keeps what it had, and a [`Mistake`] says where and what would be right. Keys are read by `keys`,
//! as they are many and have no defaults of their own. Never writes the file.

mod accounts;
mod calendar;
mod choice;
mod colours;
mod example;
mod file;
mod given;
mod keys;
mod load;
mod look;
mod mistake;
mod network;
mod options;
mod plain;
mod salvage;
mod themes;
mod values;
mod views;

pub use accounts::{ACCOUNT_OPTIONS, Account, AccountRow, check_name};
pub use choice::word_of_preset;
pub use example::{example, reference};
pub use load::{Loaded, Source, load};
pub use mistake::{Mistake, Place, nearest};
pub use network::AuthorityFile;
pub use options::{OPTIONS, Row};
pub use themes::{SHIPPED, shipped};
pub use values::{Clipboard, Color, Config, Mouse, Notify, Signs};
