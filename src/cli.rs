//! The command line: what can be asked of the program, and with which code it leaves.
//!
//! [`args`] is what may be typed; every other module does one family of commands and writes to the writers it
//! is given, never to the terminal itself.

pub mod args;
pub mod config;
pub mod keys;
pub mod open;
pub mod welcome;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use self::args::{Arguments, Command, KeysCommand};
use self::config::Writers;
use crate::shell::config::load;
use crate::shell::world;

/// Everything went well.
pub const DONE: u8 = 0;
/// Something went wrong.
pub const FAILED: u8 = 1;
/// What was typed or configured cannot be used.
pub const MISTAKEN: u8 = 2;
/// There is no key, or Close does not accept it.
pub const UNAUTHORISED: u8 = 3;

/// Does what was typed.
pub fn run(typed: impl IntoIterator<Item = OsString>) -> ExitCode {
    let code = match Arguments::read(typed) {
        Ok(arguments) => answer(&arguments),
        Err(error) => {
            let printed = error.print();
            printed.map(|()| u8::try_from(error.exit_code()).unwrap_or(MISTAKEN))
        }
    };
    ExitCode::from(code.unwrap_or(FAILED))
}

fn answer(arguments: &Arguments) -> io::Result<u8> {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut writers = Writers { out: &mut out, err: &mut err };
    let done = match &arguments.command {
        None => open::inbox(arguments),
        Some(Command::Demo(pretend)) => open::demo(arguments, pretend),
        Some(Command::Simulate { port, pretend }) => open::simulate(arguments, *port, pretend),
        Some(Command::Config(command)) => {
            return config::run(*command, &arguments.source(), &world::environment, writers);
        }
        Some(Command::Keys(KeysCommand::List { format })) => {
            return keys::list(&load(&arguments.source(), &world::environment), *format, &mut writers);
        }
    };
    match done {
        Ok(code) => Ok(code),
        Err(sentence) => writeln!(io::stderr(), "closeout: {sentence}").map(|()| FAILED),
    }
}
