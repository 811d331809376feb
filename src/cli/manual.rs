//! `closeout man`: the manual pages, one for all of it and one for each command.
//!
//! Made from the commands, the table of options, the codes and [`surroundings`]; nothing is written twice.

pub mod surroundings;

use std::io::{self, Write};

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use self::surroundings::{FILES, VARIABLES};
use super::args::Arguments;
use super::codes::CODES;
use super::trouble::{Answer, Trouble};
use super::version::VERSION;
use super::{DONE, MISTAKEN};
use crate::shell::config::{Config, OPTIONS};
use crate::shell::world;

/// A manual page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it is called: `closeout`, `closeout-outbox-drop`.
    pub name: String,
    /// What it says, for `man` to set.
    pub text: String,
}

/// Prints the page of a command, or that of all of it.
pub(super) fn run(command: &[String]) -> Answer {
    let name =
        ["closeout"].into_iter().chain(command.iter().map(String::as_str)).collect::<Vec<_>>().join("-");
    let page = pages()?.into_iter().find(|page| page.name == name);
    let page = page.ok_or_else(|| {
        let command = command.join(" ");
        Trouble::new(MISTAKEN, format!("there is no command {command:?}; `closeout --help` lists them"))
    })?;
    io::stdout().write_all(page.text.as_bytes())?;
    if world::is_out_terminal() {
        writeln!(io::stderr(), "closeout: to read it: closeout man | man -l -")?;
    }
    Ok(DONE)
}

/// Every page, that of all of it first.
pub fn pages() -> io::Result<Vec<Page>> {
    let all = Arguments::command().version(VERSION).disable_help_subcommand(true);
    let mut all = all.subcommand_help_heading("COMMANDS");
    all.build();
    let mut pages = Vec::new();
    gather(&all, &mut pages)?;
    Ok(pages)
}

fn gather(command: &clap::Command, pages: &mut Vec<Page>) -> io::Result<()> {
    pages.push(page(command)?);
    command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .try_for_each(|command| gather(command, pages))
}

fn page(command: &clap::Command) -> io::Result<Page> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let is_front = name == "closeout";
    let man = Man::new(command.clone());
    let mut text = title(&name).into_bytes();
    man.render_name_section(&mut text)?;
    synopsis(command).to_writer(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.get_subcommands().next().is_some() {
        man.render_subcommands_section(&mut text)?;
    }
    let mut rest = Roff::new();
    exit_status(&mut rest);
    if is_front {
        environment(&mut rest);
        files(&mut rest);
    }
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    after.split("\n\n").for_each(|block| tell(block, &mut rest));
    if !is_front {
        rest.control("SH", ["SEE ALSO"]).text([bold("closeout"), roman("(1)")]);
    }
    rest.to_writer(&mut text)?;
    Ok(Page { name, text: String::from_utf8_lossy(&text).into_owned() })
}

// Written here, as the library leaves out a day that is not given, and what follows is taken for it. A page is the
// same whenever it is made.
fn title(name: &str) -> String {
    format!(".TH {} 1 \"\" \"closeout {VERSION}\" \"Closeout\"\n", name.to_uppercase())
}

fn synopsis(command: &clap::Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").lines().map(str::trim);
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]).control("nf", []);
    for line in usage {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff
}

fn exit_status(roff: &mut Roff) {
    roff.control("SH", ["EXIT STATUS"]);
    CODES.iter().for_each(|(code, when)| item(roff, &code.to_string(), when));
}

fn environment(roff: &mut Roff) {
    roff.control("SH", ["ENVIRONMENT"]);
    roff.text([roman("Each option of the file is also a variable, which wins over the file.")]);
    let defaults = Config::default();
    for row in OPTIONS {
        item(roff, row.variable, &format!("{} Default: {}", row.says, row.show(&defaults)));
    }
    VARIABLES.iter().for_each(|(name, says)| item(roff, name, says));
}

fn files(roff: &mut Roff) {
    roff.control("SH", ["FILES"]);
    FILES.iter().for_each(|(path, says)| item(roff, path, says));
}

fn item(roff: &mut Roff, name: &str, says: &str) {
    roff.control("TP", []).text([bold(name)]).text([roman(says)]);
}

// What help shows at its end: examples, the codes, which have a section already, and other things to know.
fn tell(block: &str, roff: &mut Roff) {
    let (head, rest) = block.split_once('\n').unwrap_or((block, ""));
    match head {
        "Examples:" | "Example:" => {
            roff.control("SH", ["EXAMPLES"]).control("nf", []);
            for line in rest.lines() {
                roff.text([roman(line.trim_start())]);
            }
            roff.control("fi", []);
        }
        "" | "Leaves with:" => {}
        _ => {
            roff.control("SH", ["NOTES"]).text([roman(block.replace('\n', " "))]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str) -> String {
        pages().unwrap().into_iter().find(|page| page.name == name).unwrap().text
    }

    #[test]
    fn the_front_page_has_every_section_and_every_variable() {
        let text = page("closeout");
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "\"EXIT STATUS\"", "ENVIRONMENT", "FILES", "EXAMPLES"]
        {
            assert!(text.contains(&format!(".SH {section}\n")), "{section}");
        }
        for name in OPTIONS.iter().map(|row| row.variable).chain(VARIABLES.iter().map(|row| row.0)) {
            assert!(text.contains(&format!("\\fB{name}\\fR\n")), "{name}");
        }
    }

    #[test]
    fn every_command_has_a_page_with_its_flags_and_examples() {
        let text = page("closeout-move");
        assert!(
            text.contains("\\-\\-to") && text.contains(".SH EXAMPLES") && text.contains("tom 9am"),
            "{text}"
        );
        assert!(page("closeout-outbox-drop").contains("\\-\\-refused"));
    }

    #[test]
    fn a_page_does_not_change_with_every_commit() {
        assert!(!page("closeout").contains(env!("CLOSEOUT_BUILT_FROM")));
    }
}
