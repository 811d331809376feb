//! `closeout completions SHELL`: what a shell needs to complete commands with Tab, made from the commands there are.

use std::io::{self, Write};

use clap::CommandFactory;
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
    clap_complete::generate(shell, &mut Arguments::command(), "closeout", &mut script);
    script
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
