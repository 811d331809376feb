//! The commands that work on tasks without a screen, and their flags.

use clap::{Args, Subcommand, ValueEnum};

const DONE_EXAMPLES: &str = "\
Examples:
  closeout done task_abc
  closeout list --json --type missed_call | jq -r '.[].id' | closeout done -";

const MOVE_EXAMPLES: &str = "\
Examples:
  closeout move task_abc --to 'tom 9am'
  closeout list --json | jq -r '.[].id' | closeout move - --to monday";

const RM_EXAMPLES: &str = "\
Deleting is for good, and there is no time in which it can be taken back as on the screen.";

const OUTBOX_EXAMPLES: &str = "\
Examples:
  closeout outbox                what waits to be sent, and what Close refused, with numbers
  closeout outbox retry          send everything that was refused again
  closeout outbox drop 12 14     forget these changes";

const LOGIN_EXAMPLES: &str = "\
Examples:
  closeout login                           asks for your API key, tries it and keeps it
  closeout login --account work            the same for one account of several
  pass show close | closeout login         the key comes from standard input
  closeout login --oauth                   signs in with your browser, by an OAuth app of yours

The key is kept in a file for you alone (0600) in the state folder, or with --keyring in the keyring of the
operating system. To keep none here, name a command that prints it: api_key_cmd in the options.";

const ACCOUNTS_EXAMPLES: &str = "\
Examples:
  closeout accounts                        whose they are and where their keys come from; * is the default
  closeout accounts default work
  closeout --account work                  once with another";

const DOCTOR_EXAMPLES: &str = "\
Nothing is changed and no secret is shown. It ends within twenty seconds, and leaves with 0 where nothing
is broken, 3 or 4 as other commands do, else with 1.

Examples:
  closeout doctor
  closeout doctor --json | jq -r '.checks[] | select(.state != \"ok\") | .name'";

const COUNT_EXAMPLES: &str = "\
Example:
  set -g status-right '#(closeout count --format tmux)'";

/// Ids of tasks.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Ids {
    /// Ids of tasks; - reads them from standard input, one a line
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
}

/// A change of tasks.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Change {
    /// Mark tasks done
    #[command(after_help = DONE_EXAMPLES)]
    Done(Ids),
    /// Mark tasks not done
    Reopen(Ids),
    /// Move tasks to another day
    #[command(after_help = MOVE_EXAMPLES)]
    Move {
        /// Ids of tasks; - reads them from standard input, one a line
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        /// The day: tomorrow, 'fri 9am', 2w, eom, 2026-12-01
        #[arg(long, value_name = "DAY")]
        to: String,
    },
    /// Hand tasks to somebody
    Assign {
        /// Ids of tasks; - reads them from standard input, one a line
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        /// Whom to: me, a name, a mail address or an id
        #[arg(long, value_name = "WHO")]
        to: String,
    },
    /// Rewrite a to-do
    Edit {
        /// The id of the to-do
        id: String,
        /// What it is to say
        text: String,
    },
    /// Delete tasks for good
    #[command(after_help = RM_EXAMPLES)]
    Rm {
        /// Ids of tasks; - reads them from standard input, one a line
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// A new task.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Add {
    /// What it is to say
    pub text: String,
    /// The id of the lead it is for
    #[arg(long, value_name = "ID")]
    pub lead: String,
    /// When it is due: tomorrow, 'fri 9am', 2w; without it the task has no date
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Who is to do it: me, a name, a mail address or an id
    #[arg(long, value_name = "WHO", default_value = "me")]
    pub assign: String,
    /// Make it a planned call to this contact
    #[arg(long, value_name = "CONTACT")]
    pub call: Option<String>,
}

/// A login.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = LOGIN_EXAMPLES)]
pub struct Login {
    /// Keep the key in the keyring of the operating system
    #[arg(long)]
    pub keyring: bool,
    /// The other way to log in.
    #[command(flatten)]
    pub browser: Browser,
    /// Replace a key that is there without asking
    #[arg(long)]
    pub force: bool,
}

/// Logging in with a browser.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    /// Sign in with a browser by OAuth, without a key
    #[arg(long, conflicts_with = "keyring")]
    pub oauth: bool,
    /// The OAuth app to sign in with, instead of that of the options
    #[arg(long, value_name = "ID", requires = "oauth")]
    pub client_id: Option<String>,
    /// Paste the address the browser ends on, as over SSH
    #[arg(long, requires = "oauth")]
    pub paste: bool,
}

/// The accounts.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = ACCOUNTS_EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Accounts {
    /// Print one JSON array
    #[arg(long)]
    pub json: bool,
    /// What to do with them; without it they are listed.
    #[command(subcommand)]
    pub command: Option<AccountsCommand>,
}

/// What to do with the accounts.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum AccountsCommand {
    /// Choose the account that is meant where none is named
    Default {
        /// Its name
        name: String,
    },
}

/// One task.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Show {
    /// The id of the task
    pub id: String,
    /// Print the task as Close sends it, with what waits for it under `pending`
    #[arg(long)]
    pub json: bool,
}

/// The changes on their way.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = OUTBOX_EXAMPLES)]
pub struct Outbox {
    /// What to do with them; without it they are listed.
    #[command(subcommand)]
    pub command: Option<OutboxCommand>,
}

/// What to do with the changes on their way.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum OutboxCommand {
    /// List what waits and what was refused
    List {
        /// Print one JSON array
        #[arg(long)]
        json: bool,
    },
    /// Send refused changes again
    Retry {
        /// Which, by their numbers; without any, all that were refused
        #[arg(value_name = "NUMBER")]
        numbers: Vec<u64>,
    },
    /// Forget changes that were refused or never sent
    Drop {
        /// Which, by their numbers
        #[arg(value_name = "NUMBER", required_unless_present = "refused")]
        numbers: Vec<u64>,
        /// All that were refused
        #[arg(long, conflicts_with = "numbers")]
        refused: bool,
    },
}

/// How many tasks there are.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = COUNT_EXAMPLES)]
pub struct Count {
    /// How to say it
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: CountFormat,
}

/// The figures.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// A look at everything.
#[derive(Args, Clone, Copy, Debug, PartialEq, Eq)]
#[command(after_help = DOCTOR_EXAMPLES)]
pub struct Doctor {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// How to say how many tasks there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CountFormat {
    /// The number of tasks in the inbox
    Plain,
    /// For the status line of tmux: what is late in red
    Tmux,
    /// Everything that is counted, as one JSON object
    Json,
}
