//! `closeout completions SHELL`: what a shell needs to complete commands with Tab, made from the commands there are.

use std::io::{self, Write};

use clap::{Command, CommandFactory, ValueHint};
use clap_complete::Shell;

use super::DONE;
use super::args::Arguments;
use super::trouble::Answer;

/// Prints the script for a shell.
pub(super) fn run(shell: Shell) -> Answer {
    io::stdout().write_all(&script(shell))?;
    Ok(DONE)
}

/// The script for a shell.
pub fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut without_files(Arguments::command()), "closeout", &mut script);
    script
}

// Shells offer files wherever they know nothing better, but an id or a phrase is none.
fn without_files(command: Command) -> Command {
    let command = command.mut_args(|argument| {
        let is_open = argument.get_action().takes_values() && argument.get_value_hint() == ValueHint::Unknown;
        if is_open { argument.value_hint(ValueHint::Other) } else { argument }
    });
    command.mut_subcommands(without_files)
}

/// The name its file has where such files are looked for.
pub fn file_name(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => "closeout.bash",
        Shell::Zsh => "_closeout",
        Shell::Fish => "closeout.fish",
        Shell::Elvish => "closeout.elv",
        _ => "_closeout.ps1",
    }
}
