//! What may be typed behind `closeout`.
//!
//! Parsing and help only: nothing is read, opened or started here. The key to Close is never an argument, as
//! arguments can be seen by everybody on the machine.

pub mod commands;
pub mod list;
pub mod view;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;

use super::codes;
use super::version::LINE;
use crate::domain::tab::Tab;
use crate::shell::config::Source;

pub use self::commands::{
    Accounts, AccountsCommand, Add, Change, Count, CountFormat, Doctor, Ids, Login, Outbox, OutboxCommand,
    Show, Stats,
};
pub use self::list::List;
pub use self::view::View;
use self::view::Views;

const EXAMPLES: &str = "\
Examples:
  closeout demo                          try everything, no account needed
  closeout login                         keep your API key, once
  closeout                               your inbox
  closeout --view future --filter acme   what comes later for Acme
  closeout list --json                   the same without the screen, for scripts
  closeout config check                  look for mistakes in the options

Press ? inside for all keys.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  closeout completions bash > ~/.local/share/bash-completion/completions/closeout
  closeout completions zsh > ~/.zfunc/_closeout          # with fpath+=~/.zfunc before compinit
  closeout completions fish > ~/.config/fish/completions/closeout.fish
  closeout completions elvish >> ~/.config/elvish/rc.elv
  closeout completions powershell >> $PROFILE";

const MAN_EXAMPLES: &str = "\
Examples:
  closeout man | man -l -
  closeout man outbox drop | man -l -";

const DEMO_EXAMPLES: &str = "\
Examples:
  closeout demo
  closeout demo --tasks 10000 --seed 7
  closeout demo --latency-ms 200 --faults flaky";

const SIMULATE_EXAMPLES: &str = "\
Examples:
  closeout simulate --port 8123 --tasks 500
  CLOSEOUT_BASE_URL=http://127.0.0.1:8123/api/v1 CLOSE_API_KEY=api_demo closeout";

/// Everything that was typed.
#[derive(Clone, Debug, Parser)]
#[command(name = "closeout", version = LINE, about = "Your Close tasks, from the keyboard.")]
#[command(after_help = format!("{EXAMPLES}\n\n{}", codes::listed()))]
#[command(max_term_width = 100)]
pub struct Arguments {
    /// Begin in this tab, or with this view of yours
    #[arg(long, value_name = "VIEW", default_value = "inbox", value_parser = Views)]
    pub view: View,
    /// Begin with this filter, as if typed behind /
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub filter: String,
    /// Begin with the tasks of this lead only
    #[arg(long, value_name = "ID")]
    pub lead: Option<String>,
    /// Make the screen for a screen reader
    #[arg(long)]
    pub accessible: bool,
    /// Read the options from this file instead of the usual one
    #[arg(long, value_name = "FILE", global = true, display_order = 100)]
    pub config: Option<PathBuf>,
    /// Act as this account, one of `closeout accounts`
    #[arg(long, value_name = "NAME", global = true, display_order = 99)]
    pub account: Option<String>,
    /// What to do instead of showing the inbox.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do instead of showing the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// List tasks
    List(Box<List>),
    /// Show one task in full
    Show(Show),
    /// Make a to-do or a planned call, and print its id
    Add(Add),
    /// Changes of tasks.
    #[command(flatten)]
    Change(Change),
    /// What waits to be sent, and what Close refused
    Outbox(Outbox),
    /// Send what waits, and read what is new
    Sync,
    /// Count your tasks, for a prompt or a status line
    Count(Count),
    /// What was done, how soon, what is open and what is to come
    Stats(Stats),
    /// Keep the key of an account, after trying it
    Login(Login),
    /// Forget the key of an account
    Logout {
        /// The account; without it the default one
        name: Option<String>,
    },
    /// Whose accounts there are, and which one is the default
    Accounts(Accounts),
    /// Try it all on a simulated Close, no account needed
    #[command(after_help = DEMO_EXAMPLES)]
    Demo(Pretend),
    /// Run the simulated Close alone, for scripts and other clients
    #[command(after_help = SIMULATE_EXAMPLES)]
    Simulate {
        /// The port on this machine; 0 takes any free one
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// What it is like.
        #[command(flatten)]
        pretend: Pretend,
    },
    /// Look at everything this stands on: terminal, options, network, key, clock and store
    Doctor(Doctor),
    /// Find, check or begin the file of options
    #[command(subcommand)]
    Config(ConfigCommand),
    /// See which key does what, and what your terminal sends
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Print what your shell needs to complete commands with Tab
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of all of it, or of one command
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The command, such as `outbox drop`
        #[arg(value_name = "COMMAND")]
        command: Vec<String>,
    },
}

/// What a simulated Close is like.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Pretend {
    /// How many tasks there are, up to 100000
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = value_parser!(u32).range(0..=100_000))]
    pub tasks: u32,
    /// The same number gives the same people and tasks
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How long every answer takes, in milliseconds, up to a minute
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = value_parser!(u32).range(0..=60_000))]
    pub latency_ms: u32,
    /// What goes wrong
    #[arg(long, value_name = "KIND", default_value = "none", value_parser = faults())]
    pub faults: String,
}

impl Default for Pretend {
    fn default() -> Self {
        Self { tasks: 60, seed: 1, latency_ms: 0, faults: "none".into() }
    }
}

/// What to do about the file of options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum ConfigCommand {
    /// Where the file belongs
    Path,
    /// Read it and say what is wrong with it
    Check,
    /// Every option with its default, to begin a file with
    #[command(after_help = "Example:\n  closeout config example > \"$(closeout config path)\"")]
    Example,
}

/// What to do about the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum KeysCommand {
    /// Every action with its keys, your own included
    List {
        /// A table, or lines for the file of options
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: KeysFormat,
    },
    /// What your terminal really sends for a key, and what that does
    Test,
}

/// How keys are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeysFormat {
    /// A table
    Text,
    /// As one could put them into the file of options
    Toml,
}

impl Arguments {
    /// Reads what was typed, the name of the program first. The error prints itself, and is also how help and
    /// version come out; its `exit_code` is the one to leave with.
    pub fn read(typed: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(typed)
    }

    /// A flag of the screen that was typed where there is none.
    pub fn stray(&self) -> Option<&'static str> {
        if matches!(self.command, None | Some(Command::Demo(_))) {
            return None;
        }
        let flags = [
            (self.view != View::Tab(Tab::Inbox), "--view"),
            (!self.filter.is_empty(), "--filter"),
            (self.lead.is_some(), "--lead"),
        ];
        flags.into_iter().find(|(is_set, _)| *is_set).map(|(_, flag)| flag)
    }

    /// Where the options come from.
    pub fn source(&self) -> Source {
        self.config.clone().map_or(Source::Usual, Source::Named)
    }
}

// The words of `Faults::named`; a test keeps both the same.
fn faults() -> PossibleValuesParser {
    PossibleValuesParser::new(["none", "flaky", "slow", "down", "throttled", "lossy"])
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use clap::builder::TypedValueParser;
    use clap::error::ErrorKind;

    use super::*;
    use crate::sim::Faults;

    fn read(typed: &str) -> Result<Arguments, clap::Error> {
        Arguments::read(std::iter::once("closeout").chain(typed.split_whitespace()).map(OsString::from))
    }

    fn refused(typed: &str) -> ErrorKind {
        read(typed).unwrap_err().kind()
    }

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn nothing_typed_is_the_inbox() {
        let typed = read("").unwrap();
        assert_eq!((&typed.view, typed.filter.as_str()), (&View::Tab(Tab::Inbox), ""));
        assert_eq!((typed.source(), typed.command), (Source::Usual, None));
    }

    #[test]
    fn tab_filter_and_file_are_taken() {
        let typed = read("--view Future --filter acme --config here.toml").unwrap();
        assert_eq!((&typed.view, typed.filter.as_str()), (&View::Tab(Tab::Future), "acme"));
        assert_eq!(typed.source(), Source::Named("here.toml".into()));
    }

    #[test]
    fn the_file_may_be_named_after_the_command() {
        for typed in ["--config here.toml config check", "config check --config here.toml"] {
            let typed = read(typed).unwrap();
            assert_eq!(typed.source(), Source::Named("here.toml".into()));
            assert_eq!(typed.command, Some(Command::Config(ConfigCommand::Check)));
        }
    }

    #[test]
    fn a_demo_has_sixty_tasks_and_no_faults_unless_told() {
        assert_eq!(read("demo").unwrap().command, Some(Command::Demo(Pretend::default())));
        let told = Pretend { tasks: 10_000, seed: 7, latency_ms: 200, faults: "flaky".into() };
        let typed = "demo --tasks 10000 --seed 7 --latency-ms 200 --faults flaky";
        assert_eq!(read(typed).unwrap().command, Some(Command::Demo(told)));
    }

    #[test]
    fn a_simulated_close_takes_a_port() {
        let Some(Command::Simulate { port, pretend }) =
            read("simulate --port 8123 --tasks 500").unwrap().command
        else {
            panic!("not a simulation")
        };
        assert_eq!((port, pretend.tasks), (8123, 500));
    }

    #[test]
    fn what_nobody_offers_is_refused() {
        assert_eq!(refused("demo --faults flakey"), ErrorKind::InvalidValue);
        assert_eq!(refused("demo --tasks 100001"), ErrorKind::ValueValidation);
        assert_eq!(refused("simulate --port 65536"), ErrorKind::ValueValidation);
        assert_eq!(refused("dmeo"), ErrorKind::InvalidSubcommand);
        assert_eq!(refused("--api-key secret"), ErrorKind::UnknownArgument);
    }

    #[test]
    fn every_kind_of_fault_is_one_the_simulation_knows() {
        let words: Vec<String> =
            faults().possible_values().unwrap().map(|word| word.get_name().to_owned()).collect();
        assert_eq!(words.len(), 6);
        for word in words {
            assert!(Faults::named(&word, 1).is_ok(), "{word}");
        }
    }

    #[test]
    fn help_and_version_are_answers_and_mistakes_leave_with_two() {
        assert_eq!(read("--help").unwrap_err().exit_code(), 0);
        assert_eq!(read("--version").unwrap_err().exit_code(), 0);
        assert_eq!(read("--nonsense").unwrap_err().exit_code(), 2);
        let help = Arguments::command().render_help().to_string();
        assert!(help.contains("closeout demo") && !help.contains('\u{1b}'), "{help}");
    }
}
