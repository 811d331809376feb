//! The sign-in by OAuth of an account.
//!
//! It belongs to one server and one app. A secret among the options is newer than the one that was kept, where
//! both are of that app.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::FOLDER;
use crate::close::auth::Credential;
use crate::close::http::Http;
use crate::close::oauth::kept::Kept;
use crate::close::oauth::session::{Session, Vault as _};
use crate::shell::config::Config;
use crate::shell::vault::SignInFile;
use crate::shell::world;

/// The file the sign-in of this account is kept in.
pub fn path(state: &Path, account: &str) -> PathBuf {
    state.join(FOLDER).join(format!("{account}.oauth"))
}

/// What to type to sign in as this account.
pub fn again(account: &str) -> String {
    format!("closeout login --oauth --account {account}")
}

/// The sign-in of this account, if there is one. The error is a sentence.
pub fn find(state: &Path, account: &str, config: &Config) -> Result<Option<Credential>, String> {
    let file = SignInFile::at(&path(state, account));
    let Some(kept) = file.read()? else { return Ok(None) };
    if kept.base_url != config.base_url.as_str() {
        let sentence = format!(
            "{account} has signed in to {}, not to {}: `{}` signs in there",
            kept.base_url,
            config.base_url,
            again(account)
        );
        return Err(sentence);
    }
    let http = Http::over(&config.base_url.oauth(), config.route());
    let session = Session::new(current(kept, config), Box::new(file), http, world::now);
    Ok(Some(Credential::Signed(Arc::new(session.said_again_by(again(account))))))
}

/// What was kept, with the secret the options have for its app.
pub fn current(mut kept: Kept, config: &Config) -> Kept {
    if kept.app.id == config.oauth_client_id && config.oauth_client_secret.is_some() {
        kept.app.secret.clone_from(&config.oauth_client_secret);
    }
    kept
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    const KEPT: &str = r#"{"base_url": "https://api.close.com/api/v1", "client_id": "x", "client_secret": "old",
        "access_token": "a", "obtained": "2026-03-10T15:15:00Z", "expires": "2026-03-10T16:15:00Z"}"#;

    #[test]
    fn the_options_know_the_secret_of_their_own_app_better() {
        let secret = |id: &str, secret: Option<&str>| {
            let (oauth_client_id, oauth_client_secret) = (id.to_owned(), secret.map(Into::into));
            let config = Config { oauth_client_id, oauth_client_secret, ..Config::default() };
            let kept = current(Kept::read(KEPT).unwrap(), &config);
            kept.app.secret.unwrap().expose_secret().to_owned()
        };
        assert_eq!(secret("x", Some("new")), "new");
        assert_eq!((secret("x", None), secret("y", Some("new"))), ("old".into(), "old".into()));
    }

    #[test]
    fn a_sign_in_is_for_its_own_close_only() {
        let state = tempfile::tempdir().unwrap();
        assert!(find(state.path(), "work", &Config::default()).unwrap().is_none());
        SignInFile::at(&path(state.path(), "work")).begin(&Kept::read(KEPT).unwrap()).unwrap();
        assert!(find(state.path(), "work", &Config::default()).unwrap().is_some());
        let base_url = crate::close::base_url::BaseUrl::read("http://127.0.0.1:1/api/v1").unwrap();
        let why = find(state.path(), "work", &Config { base_url, ..Config::default() }).unwrap_err();
        assert!(
            why.contains("https://api.close.com") && why.contains("login --oauth --account work"),
            "{why}"
        );
    }
}
