//! Finding and keeping what lets us in, for each account.
//!
//! A key comes from a command of the user's, from the keyring of the operating system, or from a file of its own
//! that [`find`] and [`store`] read and write; a sign-in by OAuth takes the place of a key. Such a file is for its owner only, and so is its folder; it is
//! written whole or not at all. Nothing here prints, logs or repeats a secret, not even in an error.

pub mod book;
mod command;
mod keyring;
pub mod signed_in;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};

use self::book::Book;
use super::config::{Account, Config};
use crate::close::auth::{BadKey, Credential};
use crate::shell::places;

/// The folder of credentials inside the folder for state.
const FOLDER: &str = "accounts";

/// Where a key comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// What the command of the account prints.
    Command,
    /// The keyring of the operating system.
    Keyring,
    /// A file of its own.
    File,
    /// None: somebody has signed in by OAuth.
    SignIn,
}

impl Origin {
    /// It in a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Keyring => "keyring",
            Self::File => "file",
            Self::SignIn => "oauth",
        }
    }
}

/// Why a credential could not be found or kept. Never holds it.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The file is there and cannot be read.
    #[error("the key in {file} cannot be read: {why}", file = .0.display(), why = .1)]
    Unreadable(PathBuf, io::Error),
    /// What stands in the file is no key.
    #[error("{file}: {why}", file = .0.display(), why = .1)]
    Bad(PathBuf, BadKey),
    /// It could not be written.
    #[error("the key cannot be kept in {file}: {why}", file = .0.display(), why = .1)]
    Unwritable(PathBuf, io::Error),
    /// The command or the keyring gave none; a sentence.
    #[error("{0}")]
    Refused(String),
}

/// Where the key of this account comes from, whether it is there or not.
pub fn origin(state: &Path, account: &Account) -> Origin {
    if !account.api_key_cmd.is_empty() {
        return Origin::Command;
    }
    if signed_in::path(state, &account.name).exists() {
        return Origin::SignIn;
    }
    let is_in_keyring =
        account.keyring || Book::known(state, &account.name).is_some_and(|known| known.keyring);
    if is_in_keyring { Origin::Keyring } else { Origin::File }
}

/// What lets us in as this account, if there is anything. May run a command and take seconds.
pub fn find_for(state: &Path, account: &Account, config: &Config) -> Result<Option<Credential>, Trouble> {
    let key = |text: &SecretString, from: &str| {
        let key = Credential::read(text.expose_secret());
        key.map(Some).map_err(|why| Trouble::Refused(format!("{from} is no key: {why}")))
    };
    match origin(state, account) {
        Origin::File => find(state, &account.name),
        Origin::SignIn => signed_in::find(state, &account.name, config).map_err(Trouble::Refused),
        Origin::Keyring => match keyring::find(&account.name).map_err(Trouble::Refused)? {
            Some(text) => key(&text, &format!("what the keyring holds for {}", account.name)),
            None => Ok(None),
        },
        Origin::Command => {
            let text = command::first_line(&account.api_key_cmd, command::PATIENCE);
            let text = text.map_err(|why| {
                Trouble::Refused(format!("the key of {} did not come: api_key_cmd {why}", account.name))
            })?;
            key(&text, &format!("what api_key_cmd of {} printed", account.name))
        }
    }
}

/// Keeps this credential in the keyring.
pub fn store_in_keyring(account: &str, credential: &Credential) -> Result<(), Trouble> {
    keyring::store(account, &credential.kept()).map_err(Trouble::Refused)
}

/// Forgets the key that is kept for this account, here and in the keyring, where that was its origin; whether there was anything.
pub fn forget(state: &Path, account: &Account, origin: Origin) -> Result<bool, Trouble> {
    let was_in_keyring = match origin {
        Origin::Keyring => keyring::forget(&account.name).map_err(Trouble::Refused)?,
        _ => false,
    };
    let path = path(state, &account.name);
    match fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(was_in_keyring),
        Err(error) => Err(Trouble::Unwritable(path, error)),
    }
}

/// The credential in the file of this account, if there is one. `state` is the folder for state.
pub fn find(state: &Path, account: &str) -> Result<Option<Credential>, Trouble> {
    let path = path(state, account);
    let text = match fs::read_to_string(&path) {
        Ok(text) => SecretString::from(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Trouble::Unreadable(path, error)),
    };
    Credential::read(text.expose_secret()).map(Some).map_err(|why| Trouble::Bad(path, why))
}

/// Keeps this credential in the file of this account, in place of the one before it. When this returns it is
/// on disk.
pub fn store(state: &Path, account: &str, credential: &Credential) -> Result<(), Trouble> {
    let path = path(state, account);
    let kept = credential.kept();
    write(&path, kept.expose_secret()).map_err(|error| Trouble::Unwritable(path, error))
}

/// The file the credential of this account is kept in.
pub fn path(state: &Path, account: &str) -> PathBuf {
    state.join(FOLDER).join(format!("{account}.key"))
}

// Made for its owner only, and renamed once it is whole.
fn write(path: &Path, line: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    places::make_private(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{line}")?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_is_kept_is_found_again_and_only_its_owner_can_read_it() {
        let state = tempfile::tempdir().unwrap();
        assert!(find(state.path(), "work").unwrap().is_none());
        for key in ["api_first", "api_second"] {
            store(state.path(), "work", &Credential::read(key).unwrap()).unwrap();
            let found = find_for(state.path(), &Account::new("work"), &Config::default()).unwrap().unwrap();
            assert_eq!(found.kept().expose_secret(), key);
        }
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let path = path(state.path(), "work");
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
        assert!(forget(state.path(), &Account::new("work"), Origin::File).unwrap());
        assert!(!path.exists() && !forget(state.path(), &Account::new("work"), Origin::File).unwrap());
    }

    #[test]
    fn trouble_with_a_file_names_it_and_never_what_is_in_it() {
        let state = tempfile::tempdir().unwrap();
        places::make_private(&state.path().join(FOLDER)).unwrap();
        fs::write(path(state.path(), "work"), "api_abc:secret").unwrap();
        let trouble = find(state.path(), "work").unwrap_err();
        let told = format!("{trouble} {trouble:?}");
        assert!(told.contains("work.key") && !told.contains("secret"), "{told}");
        fs::create_dir(path(state.path(), "home")).unwrap();
        assert!(matches!(find(state.path(), "home"), Err(Trouble::Unreadable(..))));
        let refused = store(state.path(), "home", &Credential::read("api_abc").unwrap()).unwrap_err();
        assert!(matches!(refused, Trouble::Unwritable(..)));
    }

    #[test]
    fn the_command_of_an_account_comes_before_its_file_and_what_is_no_key_is_not_repeated() {
        let state = tempfile::tempdir().unwrap();
        store(state.path(), "work", &Credential::read("api_file").unwrap()).unwrap();
        let told = |command: &str| {
            let account = Account { api_key_cmd: command.into(), ..Account::new("work") };
            find_for(state.path(), &account, &Config::default())
                .map(|found| found.unwrap().kept().expose_secret().to_owned())
        };
        assert_eq!(told("echo api_command").unwrap(), "api_command");
        let trouble = told("echo api abc secret").unwrap_err().to_string();
        assert!(trouble.starts_with("what api_key_cmd of work printed is no key: "), "{trouble}");
        assert!(!trouble.contains("secret"));
        let trouble = told("exit 3").unwrap_err().to_string();
        assert_eq!(trouble, "the key of work did not come: api_key_cmd failed with code 3");
    }
}
