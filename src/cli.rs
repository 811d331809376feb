//! The command line: what can be asked of the program, and with which code it leaves.
//!
//! [`args`] is what may be typed; every other module does one family of commands and writes to the writers it
//! is given, never to the terminal itself.

mod account;
mod accounts;
mod add;
pub mod args;
mod change;
pub mod codes;
pub mod completions;
pub mod config;
mod count;
mod doctor;
mod errand;
mod ids;
pub mod keys;
mod list;
mod login;
pub mod manual;
mod oauth;
pub mod open;
mod outbox;
mod outcome;
pub mod paper;
mod phrase;
mod sessions;
mod show;
mod stats;
mod sync;
pub mod trouble;
pub mod version;
pub mod welcome;
mod who;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

pub use self::codes::{DONE, FAILED, MISTAKEN, PARTLY, UNAUTHORISED, UNREACHABLE};

use self::args::{Arguments, Command, ConfigCommand, KeysCommand, KeysFormat};
use self::config::Writers;
use self::trouble::{Answer, Trouble};
use crate::shell::config::load;
use crate::shell::{terminal, world};

/// Does what was typed.
pub fn run(typed: impl IntoIterator<Item = OsString>) -> ExitCode {
    terminal::restore_on_panic();
    let code = match Arguments::read(typed) {
        Ok(arguments) => answer(&arguments),
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(MISTAKEN);
            error.print().map(|()| code)
        }
    };
    ExitCode::from(code.unwrap_or_else(|error| Trouble::from(error).code))
}

fn answer(arguments: &Arguments) -> io::Result<u8> {
    if let Some(stray) = arguments.stray() {
        writeln!(io::stderr(), "closeout: {stray} is for the screen; flags of a command stand behind it")?;
        return Ok(MISTAKEN);
    }
    let done = match &arguments.command {
        None => open::inbox(arguments),
        Some(Command::Demo(pretend)) => open::demo(arguments, pretend),
        Some(Command::Simulate { port, pretend }) => open::simulate(arguments, *port, pretend),
        Some(Command::List(wanted)) => list::run(arguments, wanted),
        Some(Command::Show(wanted)) => show::run(arguments, wanted),
        Some(Command::Add(wanted)) => add::run(arguments, wanted),
        Some(Command::Change(change)) => change::run(arguments, change),
        Some(Command::Outbox(wanted)) => outbox::run(arguments, wanted),
        Some(Command::Sync) => sync::run(arguments),
        Some(Command::Count(wanted)) => count::run(arguments, wanted),
        Some(Command::Doctor(wanted)) => return leave(doctor::run(arguments, *wanted)),
        Some(Command::Stats(wanted)) => stats::run(arguments, wanted),
        Some(Command::Completions { shell }) => completions::run(*shell),
        Some(Command::Man { command }) => manual::run(command),
        Some(Command::Login(wanted)) => login::login(arguments, wanted),
        Some(Command::Logout { name }) => login::logout(arguments, name.as_deref()),
        Some(Command::Accounts(wanted)) => accounts::run(arguments, wanted),
        Some(Command::Config(command)) => configure(arguments, *command),
        Some(Command::Keys(KeysCommand::Test)) => try_keys(arguments),
        Some(Command::Keys(KeysCommand::List { format })) => list_keys(arguments, *format),
    };
    let code = leave(done)?;
    if code == UNREACHABLE && world::is_err_terminal() {
        writeln!(io::stderr(), "closeout: `closeout doctor` looks for the cause")?;
    }
    Ok(code)
}

fn leave(done: Answer) -> io::Result<u8> {
    match done {
        Ok(code) => Ok(code),
        Err(trouble) if trouble.sentence.is_empty() => Ok(trouble.code),
        Err(trouble) => writeln!(io::stderr(), "closeout: {}", trouble.sentence).map(|()| trouble.code),
    }
}

fn configure(arguments: &Arguments, command: ConfigCommand) -> Answer {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let writers = Writers { out: &mut out, err: &mut err };
    Ok(config::run(command, &arguments.source(), &world::environment, writers)?)
}

fn list_keys(arguments: &Arguments, format: KeysFormat) -> Answer {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut writers = Writers { out: &mut out, err: &mut err };
    Ok(keys::list(&load(&arguments.source(), &world::environment), format, &mut writers)?)
}

fn try_keys(arguments: &Arguments) -> Answer {
    Ok(keys::listen::test(&load(&arguments.source(), &world::environment))?)
}
