//! `closeout doctor`: everything the program stands on, looked at once, with what to do where it is bad.
//!
//! Changes nothing, shows no secret, and ends within twenty seconds whatever hangs. It works where the
//! rest does not: without a terminal, a key, a network or a home.

mod check;
mod keeping;
mod network;
mod options;
mod terminal;

use std::io;
use std::sync::mpsc::{RecvTimeoutError, channel};

use tokio::time::{Duration, Instant};

use self::check::{Check, code, document, print};
use super::account;
use super::args::{Arguments, Doctor};
use super::paper::Paper;
use super::trouble::Answer;
use super::version::{LINE, VERSION};
use crate::shell::config::{self, Loaded};
use crate::shell::world;

/// How long Close may take, less what a command took that prints the key; and what it has at least.
const PATIENCE: Duration = Duration::from_secs(10);
const SHORTEST: Duration = Duration::from_secs(5);
/// How long the disk may take: a home on another machine may be away.
const DISK: Duration = Duration::from_secs(5);

/// Looks at everything.
pub(super) fn run(arguments: &Arguments, wanted: Doctor) -> Answer {
    let mut loaded = config::load(&arguments.source(), &world::environment);
    let checks = look(arguments, &mut loaded, wanted);
    match tell(&checks, &mut Paper::new(&loaded.config), wanted) {
        // Who reads only the first lines may still want to know how it ended.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(code(&checks)),
    }
}

fn tell(checks: &[Check], paper: &mut Paper, wanted: Doctor) -> io::Result<()> {
    if wanted.json {
        paper.line(&document(checks).to_string())?;
    } else {
        print(checks, paper)?;
    }
    paper.finish()
}

fn look(arguments: &Arguments, loaded: &mut Loaded, wanted: Doctor) -> Vec<Check> {
    let mut checks = vec![version(), terminal::look(&loaded.config, !wanted.json)];
    checks.push(terminal::copying(&loaded.config));
    checks.extend(options::look(&arguments.source(), loaded));
    let config = &mut loaded.config;
    let begun = Instant::now();
    let entrance = account::enter(arguments.account.as_deref(), config);
    let known = entrance.as_ref().ok().and_then(Option::as_ref);
    let files = known.and_then(|known| account::files(config, &known.credential).ok());
    // Beside the network, as either may take its time.
    let (sender, kept) = channel();
    let keeping = move || drop(sender.send(keeping::look(files.as_ref())));
    // One that could not begin has dropped its end of the channel.
    let _ = std::thread::Builder::new().name("looks at the disk".into()).spawn(keeping);
    // Where the address cannot be used, whatever stands there instead may be meant for somebody else.
    let patience =
        account::options(arguments).is_ok().then(|| PATIENCE.saturating_sub(begun.elapsed()).max(SHORTEST));
    checks.extend(network::look(config, &entrance, patience));
    checks.extend(kept.recv_timeout(DISK).unwrap_or_else(|why| vec![unlooked(why)]));
    checks
}

fn unlooked(why: RecvTimeoutError) -> Check {
    let (what, advice) = match why {
        RecvTimeoutError::Timeout => ("the disk does not answer", "look at where your home is kept"),
        RecvTimeoutError::Disconnected => ("nobody could be sent to look at it", "end some other programs"),
    };
    Check::broken("store", what, advice)
}

fn version() -> Check {
    Check::fine("closeout", LINE).with("version", VERSION)
}
