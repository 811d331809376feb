//! Which accounts there are: those of the options, and those somebody logged in to.
//!
//! What is remembered of a login is who it belongs to and where its key is, never the key.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{FOLDER, write};
use crate::domain::people::Me;
use crate::shell::config::{Account, Config, check_name, nearest};

/// What is remembered of a login.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The person, by name.
    pub user: String,
    /// The organisation, by name.
    pub organization: String,
    /// Whether the key is in the keyring.
    #[serde(default)]
    pub keyring: bool,
}

/// The accounts there are.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Those of the options in their order, then the others by name.
    pub accounts: Vec<Account>,
    state: PathBuf,
    // What the options say, and what was chosen with `accounts default`.
    told: String,
    chosen: Option<String>,
}

/// The account that is meant where none is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant<'a> {
    /// This one.
    Is(&'a Account),
    /// There is no account.
    Nobody,
    /// There are several, and none was chosen.
    Unclear,
}

impl Book {
    /// Reads it; `state` is the folder for state.
    pub fn read(config: &Config, state: &Path) -> Self {
        let mut accounts = config.accounts.clone();
        let is_new = |name: &String| config.accounts.iter().all(|account| account.name != *name);
        let others = logged_in(&state.join(FOLDER)).into_iter().filter(is_new);
        accounts.extend(others.map(|name| Account::new(&name)));
        let chosen = fs::read_to_string(default_file(state)).ok().map(|name| name.trim().to_owned());
        Self { accounts, state: state.to_owned(), told: config.default_account.clone(), chosen }
    }

    /// The account of this name; a sentence with the nearest where there is none.
    pub fn named(&self, name: &str) -> Result<&Account, String> {
        let found = self.accounts.iter().find(|account| account.name == name);
        found.ok_or_else(|| match nearest(name, self.names()) {
            Some(near) => format!("there is no account {name:?}; did you mean {near}?"),
            None if self.accounts.is_empty() => {
                format!("there is no account {name:?}: `closeout login --account {name}` makes it")
            }
            None => format!(
                "there is no account {name:?}: there are {}, and `closeout login --account NAME` makes another",
                self.names().collect::<Vec<_>>().join(", ")
            ),
        })
    }

    /// The account that is meant where none is named.
    pub fn default(&self) -> Result<Meant<'_>, String> {
        if !self.told.is_empty() {
            let account = self.named(&self.told);
            return account.map(Meant::Is).map_err(|why| format!("default_account: {why}"));
        }
        let chosen = self.chosen.as_deref().and_then(|name| self.named(name).ok());
        Ok(match (chosen, &self.accounts[..]) {
            (Some(account), _) | (None, [account]) => Meant::Is(account),
            (None, []) => Meant::Nobody,
            (None, _) => Meant::Unclear,
        })
    }

    /// Whether this is the account that is meant where none is named.
    pub fn is_default(&self, account: &Account) -> bool {
        self.default() == Ok(Meant::Is(account))
    }

    /// From now on this one is meant where none is named.
    pub fn choose_default(&self, name: &str) -> Result<(), String> {
        let account = self.named(name)?;
        if !self.told.is_empty() && self.told != account.name {
            return Err(format!(
                "the option default_account says {:?}: change it there, or take it out",
                self.told
            ));
        }
        write(&default_file(&self.state), &account.name)
            .map_err(|error| format!("what was chosen cannot be kept: {error}"))
    }

    /// What is remembered of the login of this account.
    pub fn known(state: &Path, name: &str) -> Option<Known> {
        toml::from_str(&fs::read_to_string(known_file(state, name)).ok()?).ok()
    }

    /// Remembers who an account belongs to and where its key is.
    pub fn remember(state: &Path, name: &str, me: &Me, keyring: bool) -> Result<(), String> {
        let text = |name: &Option<_>| name.as_ref().map(ToString::to_string).unwrap_or_default();
        let known = Known { user: text(&me.user.name), organization: text(&me.organization.name), keyring };
        let text = toml::to_string(&known).map_err(|error| error.to_string())?;
        let kept = write(&known_file(state, name), text.trim_end());
        kept.map_err(|error| format!("who {name} is cannot be remembered: {error}"))
    }

    /// Forgets the login of this account.
    pub fn forget(&self, name: &str) {
        drop(fs::remove_file(known_file(&self.state, name)));
        if self.chosen.as_deref() == Some(name) {
            drop(fs::remove_file(default_file(&self.state)));
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.accounts.iter().map(|account| account.name.as_str())
    }
}

fn known_file(state: &Path, name: &str) -> PathBuf {
    state.join(FOLDER).join(format!("{name}.toml"))
}

fn default_file(state: &Path) -> PathBuf {
    state.join(FOLDER).join("default")
}

// Whoever has a key or is remembered; a name nobody could type is none of ours.
fn logged_in(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|file| file.path());
    let ours = files.filter(|path| {
        path.extension().is_some_and(|end| ["key", "oauth", "toml"].iter().any(|ours| end == *ours))
    });
    let names = ours.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<String> = names.filter(|name| check_name(name).is_ok()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::auth::Credential;
    use crate::shell::credentials::store;

    fn book(state: &Path, configured: &[&str], told: &str) -> Book {
        let accounts = configured.iter().map(|name| Account::new(name)).collect();
        Book::read(&Config { accounts, default_account: told.into(), ..Config::default() }, state)
    }

    fn default(book: &Book) -> String {
        match book.default() {
            Ok(Meant::Is(account)) => account.name.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn accounts_of_the_options_come_first_then_those_that_were_logged_in_to() {
        let state = tempfile::tempdir().unwrap();
        for name in ["work", "alpha"] {
            store(state.path(), name, &Credential::read("api_a").unwrap()).unwrap();
        }
        fs::write(state.path().join(FOLDER).join("..key"), "").unwrap();
        let book = book(state.path(), &["zeta", "work"], "");
        assert_eq!(book.names().collect::<Vec<_>>(), ["zeta", "work", "alpha"]);
    }

    #[test]
    fn the_default_is_what_the_options_say_then_what_was_chosen_then_the_only_one() {
        let state = tempfile::tempdir().unwrap();
        assert_eq!(default(&book(state.path(), &[], "")), "Ok(Nobody)");
        assert_eq!(default(&book(state.path(), &["work"], "")), "work");
        let two = book(state.path(), &["work", "home"], "");
        assert_eq!(default(&two), "Ok(Unclear)");
        two.choose_default("home").unwrap();
        let two = book(state.path(), &["work", "home"], "");
        assert_eq!((default(&two), two.is_default(&two.accounts[1])), ("home".into(), true));
        let told = book(state.path(), &["work", "home"], "work");
        assert_eq!(default(&told), "work");
        assert!(told.choose_default("home").unwrap_err().contains("default_account says \"work\""));
        two.forget("home");
        assert_eq!(default(&book(state.path(), &["work", "home"], "")), "Ok(Unclear)");
    }

    #[test]
    fn a_name_nobody_has_is_answered_with_the_nearest_or_with_those_there_are() {
        let state = tempfile::tempdir().unwrap();
        let book = book(state.path(), &["work", "home"], "wrok");
        assert_eq!(book.named("wrok").unwrap_err(), "there is no account \"wrok\"; did you mean work?");
        assert!(book.named("zzz").unwrap_err().contains("there are work, home, and `closeout login"));
        assert!(book.default().unwrap_err().starts_with("default_account: there is no account"));
    }
}
