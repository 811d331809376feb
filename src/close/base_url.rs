//! Where Close is.
//!
//! The key travels with every request, so nothing but an encrypted connection is accepted, except to this
//! very machine, where the pretend Close listens.

use std::fmt;

use reqwest::Url;

/// The address every path is appended to, without a final slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    host: String,
    is_loopback: bool,
}

/// Why a text cannot be the address of Close.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBaseUrl {
    /// Not an address at all.
    #[error("{0:?} is not a web address; write one like {CLOSE}")]
    Unreadable(String),
    /// The key would travel readable.
    #[error("plain http is allowed to this machine only, as the key would be readable on the way: {0:?}")]
    Plain(String),
    /// More than an address and a path. The text is not repeated: it may hold a password.
    #[error(
        "the address of Close must have no user name, question mark or hash in it; write one like {CLOSE}"
    )]
    Adorned,
}

const CLOSE: &str = "https://api.close.com/api/v1";
const OAUTH: &str = "https://api.close.com/oauth2";
const AUTHORIZE: &str = "https://app.close.com/oauth2/authorize/";

impl BaseUrl {
    /// Reads an address: https anywhere, plain http to loopback hosts only.
    pub fn read(text: &str) -> Result<Self, BadBaseUrl> {
        let text = text.trim();
        let url = Url::parse(text).map_err(|_| BadBaseUrl::Unreadable(text.into()))?;
        let is_adorned = !url.username().is_empty() || url.password().is_some();
        if is_adorned || url.query().is_some() || url.fragment().is_some() {
            return Err(BadBaseUrl::Adorned);
        }
        let Some(host) = url.host_str() else { return Err(BadBaseUrl::Unreadable(text.into())) };
        let is_loopback = is_loopback(host);
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            "http" => return Err(BadBaseUrl::Plain(text.into())),
            _ => return Err(BadBaseUrl::Unreadable(text.into())),
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { text, host: host.to_owned(), is_loopback })
    }

    /// The address as text, without a final slash.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port: whatever has the same ones is at Close.
    pub fn origin(&self) -> String {
        Url::parse(&self.text).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
    }

    /// Where programs ask for tokens: beside the API on this machine, else at Close, whatever stands in between.
    pub fn oauth(&self) -> Self {
        let close = || Self { text: OAUTH.into(), host: "api.close.com".into(), is_loopback: false };
        if self.is_loopback {
            Self { text: format!("{}/oauth2", self.origin()), ..self.clone() }
        } else {
            close()
        }
    }

    /// The page on which a person lets a program in.
    pub fn authorize(&self) -> String {
        if self.is_loopback { format!("{}/oauth2/authorize/", self.origin()) } else { AUTHORIZE.into() }
    }

    /// The host alone, for sentences.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, by its scheme where the address does not say.
    pub fn port(&self) -> u16 {
        Url::parse(&self.text).ok().and_then(|url| url.port_or_known_default()).unwrap_or(443)
    }

    /// Whether what is sent there can be read on the way; true of loopback hosts only.
    pub fn is_plain(&self) -> bool {
        self.text.starts_with("http://")
    }

    /// Whether it is this very machine.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }
}

impl Default for BaseUrl {
    /// Close itself.
    fn default() -> Self {
        Self { text: CLOSE.into(), host: "api.close.com".into(), is_loopback: false }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

// A name is trusted only when it is `localhost`: any other may resolve to anywhere tomorrow.
pub(super) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_close_and_reads_as_itself() {
        assert_eq!(BaseUrl::read(CLOSE), Ok(BaseUrl::default()));
    }

    #[test]
    fn a_final_slash_is_dropped() {
        for text in ["https://api.close.com/api/v1/", " https://api.close.com/api/v1//\n"] {
            assert_eq!(BaseUrl::read(text).unwrap().as_str(), CLOSE);
        }
        assert_eq!(BaseUrl::read("http://127.0.0.1:8123/").unwrap().as_str(), "http://127.0.0.1:8123");
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for text in ["http://localhost:1/api/v1", "http://127.0.0.1:1", "http://127.9.9.9", "http://[::1]:1"]
        {
            assert!(BaseUrl::read(text).is_ok_and(|url| url.is_loopback() && url.is_plain()), "{text}");
        }
        let far = ["http://api.close.com", "http://localhost.example.com", "http://127.0.0.1.example.com"];
        for text in far.into_iter().chain(["http://10.0.0.1", "http://[::2]"]) {
            assert_eq!(BaseUrl::read(text), Err(BadBaseUrl::Plain(text.into())));
        }
    }

    #[test]
    fn signing_in_is_at_close_unless_close_is_pretended_on_this_machine() {
        for text in [CLOSE, "https://gateway.example.com/close"] {
            let base = BaseUrl::read(text).unwrap();
            assert_eq!((base.oauth().as_str(), &*base.authorize()), (OAUTH, AUTHORIZE));
        }
        let here = BaseUrl::read("http://127.0.0.1:8123/api/v1").unwrap();
        assert_eq!(here.oauth().as_str(), "http://127.0.0.1:8123/oauth2");
        assert_eq!(here.authorize(), "http://127.0.0.1:8123/oauth2/authorize/");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "api.close.com", "ftp://localhost", "https://", "file:///etc/passwd"] {
            assert!(matches!(BaseUrl::read(text), Err(BadBaseUrl::Unreadable(_))), "{text}");
        }
    }

    #[test]
    fn a_password_in_the_address_is_refused_and_not_repeated() {
        for text in ["https://me:secret@api.close.com", "https://a.b/?secret=1", "https://a.b/#secret"] {
            let error = BaseUrl::read(text).unwrap_err();
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
