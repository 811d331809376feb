//! The command line: what can be asked of the program without its screen.
//!
//! [`args`] is what may be typed; every other module does one family of commands and writes to the writers it
//! is given, never to the terminal itself.

pub mod args;
pub mod config;
