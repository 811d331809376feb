//! The flags of `closeout list`.

use clap::{Args, ValueEnum};

use super::view::{View, Views};
use crate::domain::query::Order;

const EXAMPLES: &str = "\
Examples:
  closeout list                                         your inbox
  closeout list --type missed_call,voicemail            who called
  closeout list --view hot                              what your view `hot` shows
  closeout list --assigned-to ana --date-to friday      what Ana has to do this week
  closeout list --view archive --created-from 'last month' --csv > done.csv
  closeout list --json | jq -r '.[].id'                 ids for other commands";

/// Which tasks, and how they are printed.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = EXAMPLES)]
pub struct List {
    /// Which tab, or which view of yours; with bounds on the date all open tasks [default: inbox]
    #[arg(long, value_name = "VIEW", value_parser = Views)]
    pub view: Option<View>,
    /// Only these kinds, by Close's names.
    #[arg(
        long = "type",
        help = "Only these kinds, by Close's names: lead, incoming_email, missed_call, ...",
        value_name = "KIND,KIND",
        value_delimiter = ','
    )]
    pub kinds: Vec<String>,
    /// Only those of this lead
    #[arg(long, value_name = "ID")]
    pub lead: Option<String>,
    /// Whose: me, all, a name, a mail address or an id [default: me, or as the view says]
    #[arg(long, value_name = "WHO")]
    pub assigned_to: Option<String>,
    /// Only what is due that day or later
    #[arg(long, value_name = "DAY")]
    pub date_from: Option<String>,
    /// Only what is due that day or before
    #[arg(long, value_name = "DAY")]
    pub date_to: Option<String>,
    /// Only what was made that day or later: yesterday, 'last monday', '3 days ago'
    #[arg(long, value_name = "DAY")]
    pub created_from: Option<String>,
    /// Only what was made that day or before
    #[arg(long, value_name = "DAY")]
    pub created_to: Option<String>,
    /// In which order.
    #[arg(
        long,
        help = "In which order [default: date, or as the view says; in the archive -date_created]",
        value_name = "ORDER",
        allow_hyphen_values = true
    )]
    pub order_by: Option<OrderBy>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Print one JSON array of the tasks as Close sends them, with what waits for each under `pending`
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Print comma-separated values with a header
    #[arg(long)]
    pub csv: bool,
}

/// The orders Close knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OrderBy {
    /// What is due first
    #[value(name = "date")]
    Date,
    /// What is due last
    #[value(name = "-date")]
    DateBackwards,
    /// What was made first
    #[value(name = "date_created")]
    Created,
    /// What was made last
    #[value(name = "-date_created")]
    CreatedBackwards,
}

impl From<OrderBy> for Order {
    fn from(order: OrderBy) -> Self {
        match order {
            OrderBy::Date => Self::Due,
            OrderBy::DateBackwards => Self::DueLatestFirst,
            OrderBy::Created => Self::Created,
            OrderBy::CreatedBackwards => Self::CreatedNewestFirst,
        }
    }
}
