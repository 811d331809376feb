//! `closeout doctor`: everything the program stands on, looked at once, with what to do where it is bad.
//!
//! Changes nothing, shows no secret, and ends within a quarter of a minute whatever hangs. It works where the
//! rest does not: without a terminal, a key, a network or a home.

mod check;
mod keeping;
mod network;
mod options;
mod terminal;

use std::sync::mpsc::channel;
use std::time::Duration;

use self::check::{Check, code, document, print};
use super::account;
use super::args::{Arguments, Doctor};
use super::paper::Paper;
use super::trouble::Answer;
use super::version::{LINE, VERSION};
use crate::shell::config::{self, Loaded};
use crate::shell::world;

/// How long the disk may take: a home on another machine may be away.
const DISK: Duration = Duration::from_secs(10);

/// Looks at everything.
pub(super) fn run(arguments: &Arguments, wanted: Doctor) -> Answer {
    let loaded = config::load(&arguments.source(), &world::environment);
    let checks = look(arguments, &loaded, wanted);
    let mut paper = Paper::new(&loaded.config);
    if wanted.json {
        paper.line(&document(&checks).to_string())?;
    } else {
        print(&checks, &mut paper)?;
    }
    paper.finish()?;
    Ok(code(&checks))
}

fn look(arguments: &Arguments, loaded: &Loaded, wanted: Doctor) -> Vec<Check> {
    let config = &loaded.config;
    let credential = account::credential(config);
    let known = credential.as_ref().ok().and_then(Option::as_ref);
    let files = known.and_then(|known| account::files(config, known).ok());
    // Beside the network, as either may take its time.
    let (sender, kept) = channel();
    std::thread::spawn(move || drop(sender.send(keeping::look(files.as_ref()))));
    let mut checks = vec![version(), terminal::look(config, !wanted.json), terminal::copying(config)];
    checks.extend(options::look(&arguments.source(), loaded));
    // Whatever stands there instead may be meant for somebody else.
    let has_address = !loaded.mistakes.iter().any(|mistake| mistake.is_about("base_url"));
    checks.extend(network::look(config, &credential, has_address));
    let hangs =
        |_| vec![Check::broken("store", "the disk does not answer", "look at where your home is kept")];
    checks.extend(kept.recv_timeout(DISK).unwrap_or_else(hangs));
    checks
}

fn version() -> Check {
    Check::fine("closeout", LINE).with("version", VERSION)
}
