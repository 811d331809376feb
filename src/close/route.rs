//! How requests travel: through which proxy, trusting whom, and with how much patience.
//!
//! A proxy is chosen for each address, as the system's settings leave some of them out. What is on this very
//! machine is always reached directly. The password of a proxy is in no debug print and in no sentence.

use std::fmt;
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};

use super::base_url::{BaseUrl, is_loopback};
use super::trust::Authorities;

/// How requests travel.
#[derive(Clone, Debug)]
pub struct Route {
    /// The proxy, if any.
    pub proxy: Proxy,
    /// Who we are there, where its address does not say.
    pub login: Option<ProxyLogin>,
    /// Who is trusted besides those the system trusts.
    pub authorities: Authorities,
    /// How long a connection may take to be made.
    pub connect_within: Duration,
    /// How long a whole request may take.
    pub answer_within: Duration,
}

/// Which proxy requests go through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Proxy {
    /// Whatever the system says: `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, or its settings.
    #[default]
    System,
    /// None, whatever the system says.
    Direct,
    /// This one.
    At(ProxyAddress),
}

/// Where a proxy is. Prints without user and password.
#[derive(Clone, PartialEq, Eq)]
pub struct ProxyAddress(Url);

/// The user and the password for a proxy. Prints as `***`.
#[derive(Clone)]
pub struct ProxyLogin(SecretString);

/// Why a text cannot be the address of a proxy. Never holds the text, as there may be a password in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the address of a proxy, such as http://proxy.example.com:8080, or auto, or none")]
pub struct BadProxy;

const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

impl Default for Route {
    /// As the system says, ten seconds to connect and half a minute for an answer.
    fn default() -> Self {
        Self {
            proxy: Proxy::System,
            login: None,
            authorities: Authorities::default(),
            connect_within: Duration::from_secs(10),
            answer_within: Duration::from_secs(30),
        }
    }
}

impl Route {
    /// The proxy on the way to Close, if there is one, without user and password.
    pub fn proxy_to(&self, base: &BaseUrl) -> Option<ProxyAddress> {
        self.through(&Url::parse(base.as_str()).ok()?).map(ProxyAddress)
    }

    /// The proxy on the way to this address, with user and password.
    pub(super) fn through(&self, url: &Url) -> Option<Url> {
        if is_loopback(url.host_str()?) {
            return None;
        }
        let mut proxy = match &self.proxy {
            Proxy::Direct => return None,
            Proxy::System => of_system(url)?,
            Proxy::At(address) => address.0.clone(),
        };
        if let (Some(login), true) = (&self.login, proxy.username().is_empty()) {
            let login = login.0.expose_secret();
            let (user, password) = login.split_once(':').unwrap_or((login, ""));
            sign(&mut proxy, user, password);
        }
        Some(proxy)
    }
}

fn of_system(url: &Url) -> Option<Url> {
    let found = Matcher::from_system().intercept(&url.as_str().parse().ok()?)?;
    let mut proxy = Url::parse(&found.uri().to_string()).ok()?;
    if let Some((user, password)) = login_of(&found) {
        sign(&mut proxy, &user, &password);
    }
    Some(proxy)
}

// The library has made a header of them already.
fn login_of(found: &Intercept) -> Option<(String, String)> {
    if let Some((user, password)) = found.raw_auth() {
        return Some((user.to_owned(), password.to_owned()));
    }
    let header = found.basic_auth()?.to_str().ok()?.strip_prefix("Basic ")?;
    let pair = String::from_utf8(BASE64_STANDARD.decode(header).ok()?).ok()?;
    pair.split_once(':').map(|(user, password)| (user.to_owned(), password.to_owned()))
}

// It fails only for addresses that can have no user, which no proxy has.
fn sign(proxy: &mut Url, user: &str, password: &str) {
    let _ = proxy.set_username(user);
    let _ = proxy.set_password(Some(password).filter(|password| !password.is_empty()));
}

impl ProxyAddress {
    pub(super) fn of(url: Url) -> Self {
        Self(url)
    }

    /// Reads an address; one without a scheme is http.
    pub fn read(text: &str) -> Result<Self, BadProxy> {
        let text = text.trim();
        let whole = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        let url = Url::parse(&whole).map_err(|_| BadProxy)?;
        let is_bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
        let has_host = url.host_str().is_some_and(|host| !host.is_empty());
        if SCHEMES.contains(&url.scheme()) && is_bare && has_host { Ok(Self(url)) } else { Err(BadProxy) }
    }

    /// Its host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Its port, by its scheme where it does not say.
    pub fn port(&self) -> u16 {
        let usual = if self.0.scheme().starts_with("socks") { 1080 } else { 80 };
        self.0.port_or_known_default().unwrap_or(usual)
    }

    /// Whether a password stands in it.
    pub fn has_password(&self) -> bool {
        self.0.password().is_some()
    }
}

impl fmt::Display for ProxyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.0.scheme(), self.host(), self.port())
    }
}

impl fmt::Debug for ProxyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl ProxyLogin {
    /// A user and a password, with a colon between them.
    pub fn new(text: &str) -> Self {
        Self(SecretString::from(text))
    }
}

impl fmt::Debug for ProxyLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(proxy: &str, login: Option<&str>) -> Route {
        let proxy = Proxy::At(ProxyAddress::read(proxy).unwrap());
        Route { proxy, login: login.map(ProxyLogin::new), ..Route::default() }
    }

    fn through(route: &Route, url: &str) -> Option<String> {
        route.through(&Url::parse(url).unwrap()).map(|url| url.to_string())
    }

    #[test]
    fn an_address_is_read_with_or_without_a_scheme_and_printed_without_its_password() {
        for (text, shown) in [
            ("proxy.example.com:3128", "http://proxy.example.com:3128"),
            ("http://ada:secret@proxy", "http://proxy:80"),
            ("https://proxy", "https://proxy:443"),
            ("socks5h://proxy", "socks5h://proxy:1080"),
            ("http://[::1]:3128/", "http://[::1]:3128"),
        ] {
            let address = ProxyAddress::read(text).unwrap();
            assert_eq!((format!("{address}"), format!("{address:?}")), (shown.to_owned(), shown.to_owned()));
        }
        for text in ["", "http://", "ftp://proxy", "http://proxy/path", "http://proxy?a=b", "a b"] {
            assert_eq!(ProxyAddress::read(text), Err(BadProxy), "{text}");
        }
    }

    #[test]
    fn this_machine_is_reached_without_a_proxy() {
        for url in ["http://127.0.0.1:1/", "https://localhost/", "https://[::1]:8443/"] {
            assert_eq!(through(&route("http://proxy", None), url), None);
        }
        assert_eq!(through(&Route { proxy: Proxy::Direct, ..Route::default() }, "https://a.b/"), None);
    }

    #[test]
    fn a_login_is_for_a_proxy_whose_address_names_nobody() {
        let to = |route: Route| through(&route, "https://api.close.com/").unwrap();
        assert_eq!(to(route("http://proxy:1", Some("ada:pass:w@rd"))), "http://ada:pass%3Aw%40rd@proxy:1/");
        assert_eq!(to(route("http://bob:x@proxy:1", Some("ada:secret"))), "http://bob:x@proxy:1/");
        assert_eq!(to(route("socks5://proxy:1", Some("ada"))), "socks5://ada@proxy:1");
    }

    #[test]
    fn what_the_system_knows_of_a_login_is_kept() {
        let url = "https://api.close.com/".parse().unwrap();
        for proxy in ["http://ada:p%40ss@proxy:1", "socks5://ada:p%40ss@proxy:1"] {
            let matcher = Matcher::builder().all(proxy).build();
            assert_eq!(login_of(&matcher.intercept(&url).unwrap()), Some(("ada".into(), "p@ss".into())));
        }
    }

    #[test]
    fn a_printed_route_shows_no_password() {
        let printed = format!("{:?}", route("http://ada:secret1@proxy", Some("ada:secret2")));
        assert!(printed.contains("http://proxy:80") && !printed.contains("secret"), "{printed}");
    }
}
