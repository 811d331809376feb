//! The store from outside: what was kept survives whatever happens to the program or the file.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(clippy::expect_used, reason = "a test that cannot go on should say where")]

mod any;
mod damage;
mod opening;
mod round_trip;
mod shared;

use std::path::Path;

use closeout::domain::entry::Entry;
use shared::{entry, load, open};

fn log(path: &Path) -> Vec<Entry> {
    load(&mut open(path).store).0.log
}
