//! One session after another in the same terminal, as the user goes on as one account or another.
//!
//! Each has its own key, store, colour and client; what goes along is only which accounts there are and how many
//! changes wait where. What waits in an account is sent when it is in front again.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::sync::Arc;

use super::account::{self, Entrance, KEY};
use super::args::Arguments;
use super::open::{self, beginning};
use super::trouble::Answer;
use crate::app::accounts::{Account, Tint, waits};
use crate::app::filter::Filter;
use crate::app::words::counted;
use crate::close::auth::Credential;
use crate::domain::tab::Tab;
use crate::shell::config::{self, Config, Loaded};
use crate::shell::credentials::book::Book;
use crate::shell::perform::Finder;
use crate::shell::start::{self, Ended, Start};
use crate::ui::colours;

/// What is known of an account that was in front.
#[derive(Clone, Debug, Default)]
struct Left {
    organization: Option<String>,
    waiting: usize,
}

/// The accounts that were in front, by name.
type Visited = BTreeMap<String, Left>;

/// What is the same in all sessions.
struct Frame<'a> {
    arguments: &'a Arguments,
    loaded: &'a Loaded,
    /// What the key is called that is nobody's account, where the first session began with it.
    plain: Option<&'static str>,
}

/// Runs sessions until the user does not go on as anybody.
pub(super) fn run(arguments: &Arguments, loaded: &Loaded, first: Entrance) -> Answer {
    let _log = open::begin_log();
    let plain = if account::has_variable() { KEY } else { "api_key" };
    let frame = Frame { arguments, loaded, plain: first.account.is_none().then_some(plain) };
    let (mut screen, mut visited, mut entrance) = (None, Visited::new(), first);
    loop {
        let name = frame.name(&entrance);
        let start = frame.start(entrance, &visited)?;
        let ended = start::run(start, &mut screen).map_err(|error| open::unusable(&error))?;
        let Ended { rest, organization, next } = &ended;
        let Some((next, credential)) = next.clone() else {
            start::say_what_waits(rest)?;
            visited.remove(&name);
            say_what_waits_elsewhere(&visited)?;
            return Ok(open::code(&ended));
        };
        visited.insert(name, Left { organization: organization.clone(), waiting: rest.waiting });
        entrance = frame.entrance(&next, credential);
    }
}

impl Frame<'_> {
    fn name(&self, entrance: &Entrance) -> String {
        let named = entrance.account.as_ref().map(|account| account.name.as_str());
        named.or(self.plain).unwrap_or_default().to_owned()
    }

    fn entrance(&self, name: &str, credential: Credential) -> Entrance {
        let account = account::book(&self.loaded.config).named(name).ok().cloned();
        Entrance { account: account.filter(|_| self.plain != Some(name)), credential }
    }

    // What was asked for on the command line is meant for the first session.
    fn start(&self, entrance: Entrance, visited: &Visited) -> Result<Start, super::trouble::Trouble> {
        let name = self.name(&entrance);
        let mut here = self.loaded.clone();
        entrance.account.iter().for_each(|account| account::apply(account, &mut here.config));
        let files = account::files(&here.config, &entrance.credential)?;
        let start = Start {
            accounts: self.accounts(&name, visited)?,
            finder: Some(self.finder()),
            ..beginning(self.arguments, here, (entrance, files), None)
        };
        if visited.is_empty() {
            return Ok(start);
        }
        let greeting = Some(greeting(&name, visited));
        Ok(Start { greeting, tab: Tab::Inbox, filter: Filter::default(), view: None, ..start })
    }

    fn accounts(&self, front: &str, visited: &Visited) -> Result<Vec<Account>, super::trouble::Trouble> {
        let (config, state) = (&self.loaded.config, account::state()?);
        let own = account::book(config).accounts.into_iter().map(|account| {
            let known = Book::known(&state, &account.name).unwrap_or_default();
            let tint = self.tint(&account);
            let is_read_only = account.read_only;
            Account {
                name: account.name,
                organization: known.organization,
                is_read_only,
                tint,
                ..Account::default()
            }
        });
        let plain = self.plain.map(|name| Account { name: name.into(), ..Account::default() });
        let all = plain.into_iter().chain(own).map(|account| {
            let left = visited.get(&account.name).cloned().unwrap_or_default();
            Account {
                is_in_front: account.name == front,
                waiting: if account.name == front { 0 } else { left.waiting },
                organization: left.organization.unwrap_or(account.organization),
                ..account
            }
        });
        Ok(all.collect())
    }

    // The colour the account has in this terminal when it is in front.
    fn tint(&self, account: &config::Account) -> Option<Tint> {
        let mut config = self.loaded.config.clone();
        account::apply(account, &mut config);
        open::theme(&config).accent.fg.and_then(colours::tint)
    }

    fn finder(&self) -> Finder {
        let (config, plain) = (self.loaded.config.clone(), self.plain);
        Arc::new(move |name| find(name, plain, config.clone()))
    }
}

fn find(name: &str, plain: Option<&str>, mut config: Config) -> Result<Credential, String> {
    if plain == Some(name) {
        let entrance = account::plain(&config).map_err(|trouble| trouble.sentence)?;
        return entrance.map(|entrance| entrance.credential).ok_or_else(|| format!("{name} is gone"));
    }
    let account = account::book(&config).named(name)?.clone();
    account::apply(&account, &mut config);
    account::find(&account, &config).map_err(|trouble| trouble.sentence)
}

fn greeting(name: &str, visited: &Visited) -> String {
    let others = visited.iter().filter(|(other, left)| left.waiting > 0 && *other != name);
    let rest = others.map(|(other, left)| format!(" · {} on disk for {other}", waits(left.waiting)));
    format!("This is {name}{}", rest.collect::<String>())
}

fn changes(count: usize) -> String {
    counted(count, "change")
}

fn say_what_waits_elsewhere(visited: &Visited) -> io::Result<()> {
    let mut err = io::stderr();
    visited.iter().filter(|(_, left)| left.waiting > 0).try_for_each(|(name, left)| {
        let changes = changes(left.waiting);
        writeln!(err, "{changes} of {name} not sent yet: kept on disk, and sent when it is in front again.")
    })
}
