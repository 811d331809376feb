//! `closeout accounts`: which accounts there are, whose they are, and which one is meant.
//!
//! Asks nobody: who an account belongs to is what was learnt at the last login. No key is read.

use std::path::Path;

use serde_json::{Value, json};

use super::args::{Accounts, AccountsCommand, Arguments};
use super::list::json::harmless;
use super::paper::Paper;
use super::trouble::{Answer, Trouble};
use super::{DONE, MISTAKEN, account};
use crate::app::text;
use crate::shell::config::Account;
use crate::shell::credentials::book::{Book, Known};
use crate::shell::credentials::{self, Origin};

/// Lists the accounts, or chooses the default one.
pub(super) fn run(arguments: &Arguments, wanted: &Accounts) -> Answer {
    let config = account::options(arguments)?.config;
    let (book, state) = (account::book(&config), account::state()?);
    let mut paper = Paper::new(&config);
    match &wanted.command {
        Some(AccountsCommand::Default { name }) => {
            book.choose_default(name).map_err(|why| Trouble::new(MISTAKEN, why))?;
            paper.line(&format!("{name} is the default account"))?;
        }
        None if wanted.json => {
            let all: Value = book.accounts.iter().map(|account| as_json(&book, &state, account)).collect();
            paper.raw(&format!("{}\n", harmless(&all.to_string())))?;
        }
        None => list(&mut paper, &book, &state)?,
    }
    if wanted.command.is_none() {
        remark(&mut paper, &book)?;
    }
    paper.finish()?;
    Ok(DONE)
}

fn list(paper: &mut Paper, book: &Book, state: &Path) -> std::io::Result<()> {
    let rows: Vec<[String; 4]> = book.accounts.iter().map(|account| row(book, state, account)).collect();
    let width = |column: usize| rows.iter().map(|row| text::width(&row[column])).max().unwrap_or_default();
    let widths = [width(0), width(1), width(2)];
    rows.iter().try_for_each(|row| {
        let padded = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell}{}  ", " ".repeat(width.saturating_sub(text::width(cell)))));
        paper.line(format!("{}{}", padded.collect::<String>(), row[3]).trim_end())
    })
}

fn row(book: &Book, state: &Path, account: &Account) -> [String; 4] {
    let mark = if book.is_default(account) { "*" } else { " " };
    let known = Book::known(state, &account.name).unwrap_or_default();
    let clean = |text: &str| text::clean(text).into_owned();
    let whose = if known == Known::default() {
        "not known yet".into()
    } else {
        clean(&format!("{}, {}", known.user, known.organization))
    };
    let key = key_from(state, account).map_or("no key", |origin| match origin {
        Origin::Command => "key from api_key_cmd",
        Origin::Keyring => "key in the keyring",
        Origin::File => "key in its file",
        Origin::SignIn => "signed in by OAuth",
    });
    let only = if account.read_only { "read only" } else { "" };
    [format!("{mark} {}", account.name), whose, key.into(), only.into()]
}

fn as_json(book: &Book, state: &Path, account: &Account) -> Value {
    let known = Book::known(state, &account.name);
    json!({
        "name": account.name,
        "is_default": book.is_default(account),
        "key": key_from(state, account).map(Origin::word),
        "user": known.as_ref().map(|known| &known.user),
        "organization": known.as_ref().map(|known| &known.organization),
        "read_only": account.read_only,
    })
}

// Whether a command or the keyring gives one is seen only when it is asked.
fn key_from(state: &Path, account: &Account) -> Option<Origin> {
    let origin = credentials::origin(state, account);
    (origin != Origin::File || credentials::path(state, &account.name).exists()).then_some(origin)
}

fn remark(paper: &mut Paper, book: &Book) -> std::io::Result<()> {
    if book.accounts.is_empty() {
        paper.note("there is no account yet: `closeout login` makes one")?;
    }
    if account::has_variable() {
        paper.note("CLOSE_API_KEY is set, and is used unless --account names an account")?;
    }
    Ok(())
}
