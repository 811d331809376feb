//! The keyring of the operating system, where this build has it.
//!
//! It is asked on a thread of its own and for two seconds at most: a locked one may show its question on a screen
//! nobody looks at. Every error says what works instead.

use secrecy::SecretString;

/// What works where the keyring does not.
const ELSE: &str = "without a keyring, use api_key_cmd, CLOSE_API_KEY or `closeout login` without --keyring";

#[cfg(not(feature = "keyring"))]
mod asked {
    use super::{ELSE, SecretString};

    fn none<T>() -> Result<T, String> {
        Err(format!("this build of closeout has no keyring (cargo feature `keyring`); {ELSE}"))
    }

    pub(in super::super) fn find(_account: &str) -> Result<Option<SecretString>, String> {
        none()
    }

    pub(in super::super) fn store(_account: &str, _secret: &SecretString) -> Result<(), String> {
        none()
    }

    pub(in super::super) fn forget(_account: &str) -> Result<bool, String> {
        none()
    }
}

#[cfg(feature = "keyring")]
mod asked {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use keyring::{Entry, Error};
    use secrecy::ExposeSecret as _;

    use super::{ELSE, SecretString};

    /// Under what keys stand there.
    const SERVICE: &str = "closeout";
    /// How long it may take.
    const PATIENCE: Duration = Duration::from_secs(2);

    pub(in super::super) fn find(account: &str) -> Result<Option<SecretString>, String> {
        ask(account, |entry| match entry.get_password() {
            Ok(text) => Ok(Some(SecretString::from(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    pub(in super::super) fn store(account: &str, secret: &SecretString) -> Result<(), String> {
        let secret = secret.clone();
        ask(account, move |entry| entry.set_password(secret.expose_secret()))
    }

    pub(in super::super) fn forget(account: &str) -> Result<bool, String> {
        ask(account, |entry| match entry.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(error),
        })
    }

    fn ask<T: Send + 'static>(
        account: &str,
        work: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, String> {
        let account = account.to_owned();
        let (sender, answered) = channel();
        let ask = move || drop(sender.send(Entry::new(SERVICE, &account).and_then(|entry| work(&entry))));
        let thread = std::thread::Builder::new().name("keyring".into()).spawn(ask);
        thread.map_err(|error| format!("the keyring cannot be asked: {error}"))?;
        match answered.recv_timeout(PATIENCE) {
            Ok(Ok(answer)) => Ok(answer),
            // What a bad entry holds may be a secret, so only the kind of error is told.
            Ok(Err(Error::BadEncoding(_))) => Err(format!("what the keyring holds is no text; {ELSE}")),
            Ok(Err(error)) => Err(format!("the keyring cannot be used ({error}); {ELSE}")),
            Err(_) => Err(format!(
                "the keyring did not answer within {} s, it may be locked; {ELSE}",
                PATIENCE.as_secs()
            )),
        }
    }
}

pub(super) use asked::{find, forget, store};

#[cfg(all(test, not(feature = "keyring")))]
mod tests {
    use super::*;

    #[test]
    fn a_build_without_a_keyring_says_what_works_instead() {
        let why = find("work").unwrap_err();
        assert!(why.contains("feature `keyring`") && why.contains("api_key_cmd"), "{why}");
    }
}
