//! Closeout, a terminal inbox for tasks in Close, the CRM.
//!
//! The map of the program, from the inside out:
//!
//! - [`domain`]: tasks, dates, changes, and the board that answers "what does the user see"
//! - [`app`]: all state in one value, all behaviour in one pure function
//! - [`ui`]: drawing that state, and nothing else
//! - [`close`], [`store`], [`sim`]: the Close API, the disk, and a pretend Close
//! - [`shell`]: the only folder that touches the outside world
//! - [`cli`]: what may be typed behind `closeout`
//!
//! `ARCHITECTURE.md` explains the shape; `tests/tidy.rs` holds it.

pub mod app;
pub mod cli;
pub mod close;
pub mod domain;
pub mod shell;
pub mod sim;
pub mod store;
pub mod ui;

/// Runs the program with the arguments it was started with.
pub fn run() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
