//! What lets us in: an API key, or a sign-in by OAuth.
//!
//! Either acts as one person in one organisation. It never appears in a log, an error, a URL or a debug print:
//! the only ways out of these types are the header value that goes on the wire and the text that is kept.

use std::fmt;
use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ring::digest::{SHA256, digest};
use secrecy::{ExposeSecret as _, SecretString};

use super::oauth::session::{Bearer, Session};
use crate::domain::failure::Failure;
use crate::domain::id::OrganizationId;

/// What lets us in. Prints as `***`.
#[derive(Clone, Debug)]
pub enum Credential {
    /// An API key.
    Key(Key),
    /// A sign-in, which is the same one in every clone.
    Signed(Arc<Session>),
}

/// What was shown with one request.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    Key(Key),
    Bearer(Bearer),
}

/// A Close API key. Prints as `***`.
#[derive(Clone)]
pub struct Key(SecretString);

/// Why a text cannot be a key. Never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Nothing, or only blanks.
    #[error("the API key is empty")]
    Empty,
    /// Something HTTP Basic authentication could not carry, or that a paste has added.
    #[error(
        "the API key holds a blank, a colon or another character no key has; copy it from Close once more"
    )]
    Foreign,
}

impl Credential {
    /// Reads what [`Credential::kept`] wrote, or a key as somebody typed it.
    pub fn read(text: &str) -> Result<Self, BadKey> {
        Key::read(text).map(Self::Key)
    }

    /// The text to keep it by; [`Credential::read`] reads it back. A sign-in keeps itself, and has none.
    pub fn kept(&self) -> SecretString {
        match self {
            Self::Key(Key(key)) => key.clone(),
            Self::Signed(_) => SecretString::default(),
        }
    }

    /// A name for it at this server, for files: 24 hex digits, always the same, that tell nothing of it.
    pub fn fingerprint(&self, base_url: &str) -> String {
        match self {
            Self::Key(Key(key)) => fingerprint(base_url, key.expose_secret()),
            Self::Signed(session) => fingerprint(base_url, &session.name()),
        }
    }

    /// The organisation it is for, where that is known: a person may be in several.
    pub fn organization(&self) -> Option<&OrganizationId> {
        match self {
            Self::Key(_) => None,
            Self::Signed(session) => session.organization(),
        }
    }

    /// Waits for what must not be cut off at the end of the program.
    pub async fn settle(&self) {
        if let Self::Signed(session) = self {
            session.settle().await;
        }
    }

    /// What to show with the next request. May have to ask Close for it.
    pub(crate) async fn show(&self) -> Result<Shown, Failure> {
        match self {
            Self::Key(key) => Ok(Shown::Key(key.clone())),
            Self::Signed(session) => session.bearer().await.map(Shown::Bearer),
        }
    }

    /// Something else to show where Close refused this, if there is anything.
    pub(crate) async fn instead_of(&self, refused: &Shown) -> Result<Option<Shown>, Failure> {
        match (self, refused) {
            (Self::Signed(session), Shown::Bearer(bearer)) => {
                Ok(session.instead_of(bearer).await?.map(Shown::Bearer))
            }
            _ => Ok(None),
        }
    }

    /// What to tell where Close does not let us in; nothing in particular for a key.
    pub(crate) fn rejection(&self) -> Option<String> {
        match self {
            Self::Key(_) => None,
            Self::Signed(session) => Some(session.rejection()),
        }
    }
}

impl Shown {
    /// The value of the `authorization` header.
    pub(crate) fn authorization(&self) -> String {
        match self {
            Self::Key(key) => key.authorization(),
            Self::Bearer(bearer) => bearer.header(),
        }
    }
}

impl From<Key> for Credential {
    fn from(key: Key) -> Self {
        Self::Key(key)
    }
}

impl Key {
    /// Reads a key as pasted. Close does not publish its form, so anything Basic authentication can carry is
    /// taken: ASCII without blanks, control characters and colons.
    pub fn read(text: &str) -> Result<Self, BadKey> {
        let text = text.trim();
        if text.is_empty() {
            return Err(BadKey::Empty);
        }
        let is_plain = text.chars().all(|char| char.is_ascii_graphic() && char != ':');
        if is_plain { Ok(Self(SecretString::from(text))) } else { Err(BadKey::Foreign) }
    }

    // The key is the user name, the password is empty.
    fn authorization(&self) -> String {
        let pair = format!("{}:", self.0.expose_secret());
        format!("Basic {}", BASE64_STANDARD.encode(pair))
    }
}

fn fingerprint(base_url: &str, name: &str) -> String {
    let both = format!("{base_url}\n{name}");
    let digest = digest(&SHA256, both.as_bytes());
    let start = digest.as_ref().first_chunk().map_or(0, |start| u128::from_be_bytes(*start));
    format!("{:024x}", start >> 32)
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_carries_the_key_and_one_colon() {
        let key = Key::read("api_abc123").unwrap();
        assert_eq!(key.authorization(), "Basic YXBpX2FiYzEyMzo=");
    }

    #[test]
    fn a_fingerprint_is_of_the_key_and_the_server_and_never_changes() {
        let print = |key: &str, server: &str| Credential::read(key).unwrap().fingerprint(server);
        // As `printf 'SERVER\nKEY' | sha256sum` begins: stores are found again by this name.
        assert_eq!(print("api_abc123", "https://api.close.com/api/v1"), "0e9acd41d7c57d0dfbd6a4ab");
        assert_ne!(print("api_abc123", "http://127.0.0.1:1"), print("api_abc123", "http://127.0.0.1:2"));
        assert_ne!(print("api_a", "http://localhost"), print("api_b", "http://localhost"));
    }

    #[test]
    fn what_a_paste_adds_around_the_key_is_dropped() {
        let key = Key::read("  api_abc123\r\n").unwrap();
        assert_eq!(key.authorization(), "Basic YXBpX2FiYzEyMzo=");
    }

    #[test]
    fn what_cannot_be_a_key_is_refused_without_repeating_it() {
        for text in ["", " \n"] {
            assert_eq!(Key::read(text).unwrap_err(), BadKey::Empty);
        }
        for text in ["api_abc:secret", "api abc", "api_ab\u{7}c", "api_é", "api_\u{200b}x"] {
            let error = Key::read(text).unwrap_err();
            assert_eq!(error, BadKey::Foreign, "{text:?}");
            assert!(!error.to_string().contains(text));
        }
    }

    #[test]
    fn a_printed_key_shows_nothing() {
        let key = Key::read("api_abc123").unwrap();
        assert_eq!(format!("{key:?} {:?}", Some(Credential::Key(key.clone()))), "*** Some(Key(***))");
    }

    #[test]
    fn what_is_kept_reads_back_as_itself() {
        let key = Credential::read("api_abc123\n").unwrap();
        let again = Credential::read(key.kept().expose_secret()).unwrap();
        assert_eq!(again.kept().expose_secret(), "api_abc123");
    }
}
