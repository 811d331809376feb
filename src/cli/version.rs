//! What this program is: its version, the commit it was built from, and the machine it is for.

/// The version as the manifest has it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version with what `build.rs` knows of where it comes from.
pub const LINE: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("CLOSEOUT_BUILT_FROM"), ")");
