//! Whose Close a command is about: the options, what lets us in, and the place things are kept.
//!
//! Everything that talks to Close begins here, with a screen or without, so that both mean the same person:
//! `--account`, then `CLOSE_API_KEY`, then the default account, then the key among the options.

use std::path::PathBuf;

use super::args::Arguments;
use super::trouble::Trouble;
use super::{FAILED, MISTAKEN, UNAUTHORISED};
use crate::app::available::READ_ONLY;
use crate::app::outside::Outside;
use crate::app::settings::{Access, Settings};
use crate::close::auth::Credential;
use crate::shell::accounts::Files;
use crate::shell::config::{self, Account, Config, Loaded, Mistake, Place};
use crate::shell::credentials::book::{Book, Meant};
use crate::shell::credentials::{self, Origin};
use crate::shell::{places, world};

/// The variable that holds a key.
pub(super) const KEY: &str = "CLOSE_API_KEY";
/// Who a command acts as.
#[derive(Debug)]
pub(super) struct Entrance {
    /// The account, where it has a name.
    pub(super) account: Option<Account>,
    /// What lets us in.
    pub(super) credential: Credential,
}

/// The options, as far as Close may be talked to with them.
pub(super) fn options(arguments: &Arguments) -> Result<Loaded, Trouble> {
    let loaded = config::load(&arguments.source(), &world::environment);
    let is_told = world::environment("CLOSEOUT_BASE_URL").is_some();
    let counts = |mistake: &&Mistake| !is_told || matches!(mistake.place, Place::Variable(_));
    match loaded.mistakes.iter().filter(counts).find(|mistake| mistake.is_about("base_url")) {
        // Falling back to the real Close could change real tasks of somebody who meant a test server.
        Some(mistake) => Err(Trouble::new(MISTAKEN, mistake.to_string())),
        None => Ok(loaded),
    }
}

/// Who is meant, and the options as they hold for them; nobody where there is neither account nor key. May run a
/// command of the user's.
pub(super) fn enter(named: Option<&str>, config: &mut Config) -> Result<Option<Entrance>, Trouble> {
    let Some(account) = meant(named, config)? else { return plain(config) };
    apply(&account, config);
    let credential = find(&account, config)?;
    Ok(Some(Entrance { account: Some(account), credential }))
}

/// What lets us in as this account, with the options as they hold for it. May run a command of the user's.
pub(super) fn find(account: &Account, config: &Config) -> Result<Credential, Trouble> {
    let state = state()?;
    let found = credentials::find_for(&state, account, config).map_err(|why| why.to_string())?;
    found.ok_or_else(|| without_key(&state, account))
}

// The account that is meant; none where a key stands for itself, or where there is nothing.
fn meant(named: Option<&str>, config: &Config) -> Result<Option<Account>, Trouble> {
    let mistaken = |why| Trouble::new(MISTAKEN, why);
    let book = book(config);
    if let Some(name) = named {
        return book.named(name).cloned().map(Some).map_err(mistaken);
    }
    if has_variable() {
        return Ok(None);
    }
    match book.default().map_err(mistaken)? {
        Meant::Is(account) => Ok(Some(account.clone())),
        Meant::Unclear if config.api_key.is_none() => Err(mistaken(unclear(&book))),
        Meant::Nobody | Meant::Unclear => Ok(None),
    }
}

/// Why there is no default among these accounts, and what to do.
pub(super) fn unclear(book: &Book) -> String {
    let names: Vec<&str> = book.accounts.iter().map(|account| account.name.as_str()).collect();
    format!(
        "there are several accounts ({}) and none is the default: name one with --account, or choose with \
         `closeout accounts default NAME`",
        names.join(", ")
    )
}

fn without_key(state: &std::path::Path, account: &Account) -> Trouble {
    let name = &account.name;
    let place = match credentials::origin(state, account) {
        Origin::Keyring => "in the keyring ",
        Origin::Command | Origin::File | Origin::SignIn => "",
    };
    let sentence =
        format!("there is no key {place}for the account {name}: `closeout login --account {name}` keeps one");
    Trouble::new(UNAUTHORISED, sentence)
}

/// A key that belongs to no account of ours.
pub(super) fn plain(config: &Config) -> Result<Option<Entrance>, Trouble> {
    let Some(key) = &config.api_key else { return Ok(None) };
    let key = Credential::read(secrecy::ExposeSecret::expose_secret(key));
    let from = if has_variable() { KEY } else { "api_key among the options" };
    let credential = key.map_err(|error| format!("{error} (it comes from {from})"))?;
    Ok(Some(Entrance { account: None, credential }))
}

/// Whether the environment holds a key.
pub(super) fn has_variable() -> bool {
    world::environment(KEY).is_some_and(|key| !key.trim().is_empty())
}

/// Lets the options hold for this account. Where Close is, the environment knows better than any file.
pub(super) fn apply(account: &Account, config: &mut Config) {
    let is_told = world::environment("CLOSEOUT_BASE_URL").is_some_and(|url| !url.trim().is_empty());
    if let Some(base_url) = account.base_url.as_ref().filter(|_| !is_told) {
        config.base_url = base_url.clone();
    }
    if let Some(accent) = account.accent {
        config.look = config.look.with_accent(accent);
    }
}

/// Ends a command that would change something where nothing may be changed.
pub(super) fn may_change(entrance: &Entrance) -> Result<(), Trouble> {
    match &entrance.account {
        Some(account) if account.read_only => Err(Trouble::new(FAILED, READ_ONLY)),
        _ => Ok(()),
    }
}

/// The accounts there are.
pub(super) fn book(config: &Config) -> Book {
    Book::read(config, &places::state_folder(&world::environment).unwrap_or_default())
}

/// The folder things are kept in.
pub(super) fn state() -> Result<PathBuf, Trouble> {
    let state = places::state_folder(&world::environment);
    state.ok_or_else(|| "there is no home folder to keep changes in: set HOME or XDG_STATE_HOME".into())
}

/// Where what belongs to this credential is kept.
pub(super) fn files(config: &Config, credential: &Credential) -> Result<Files, Trouble> {
    Ok(Files::new(&state()?, config.base_url.as_str(), credential))
}

/// The options as the program uses them, for this account; `demo` is what a demo is called.
pub(super) fn settings(config: &Config, account: Option<&Account>, demo: Option<&str>) -> Settings {
    let host = world::host_zone();
    let is_one_of_many = |account: &&Account| book(config).accounts.iter().any(|other| other != *account);
    let name = account.filter(is_one_of_many).map(|account| account.name.as_str());
    Settings {
        zone: config.zone(host.as_deref()),
        is_foreign_zone: config.is_foreign_zone(host.as_deref()),
        habits: config.habits.clone(),
        presets: config.presets.clone(),
        account: demo.or(name).unwrap_or_default().to_owned(),
        is_accessible: config.accessible,
        is_demo: demo.is_some(),
        access: if account.is_some_and(|account| account.read_only) { Access::Reading } else { Access::Full },
        outside: Outside::default(),
        refresh_seconds: config.refresh,
        answer_minutes: config.answer_within,
    }
}
