//! Keeping what lets us in, one file for each account.
//!
//! A file is for its owner only, and so is the folder; it is written whole or not at all. Nothing here prints,
//! logs or repeats a secret, not even in an error.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretString};

use crate::close::auth::{BadKey, Credential};
use crate::shell::places;

/// The folder of credentials inside the folder for state.
const FOLDER: &str = "accounts";

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
}

/// The credential kept for this account, if there is one. `state` is the folder for state.
pub fn find(state: &Path, account: &str) -> Result<Option<Credential>, Trouble> {
    let path = path(state, account);
    let text = match fs::read_to_string(&path) {
        Ok(text) => SecretString::from(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Trouble::Unreadable(path, error)),
    };
    Credential::read(text.expose_secret()).map(Some).map_err(|why| Trouble::Bad(path, why))
}

/// Keeps this credential for this account, in place of the one before it. When this returns it is on disk.
pub fn store(state: &Path, account: &str, credential: &Credential) -> Result<(), Trouble> {
    let path = path(state, account);
    write(&path, credential).map_err(|error| Trouble::Unwritable(path, error))
}

fn write(path: &Path, credential: &Credential) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    places::make_private(folder)?;
    // Made for its owner only, and renamed once it is whole.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{}", credential.kept().expose_secret())?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

fn path(state: &Path, account: &str) -> PathBuf {
    state.join(FOLDER).join(format!("{account}.key"))
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
            let found = find(state.path(), "work").unwrap().unwrap();
            assert_eq!(found.kept().expose_secret(), key);
        }
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let path = path(state.path(), "work");
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
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
}
