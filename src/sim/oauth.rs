//! Signing in by OAuth, as Close documents it: apps, codes, and tokens that are good for a while.
//!
//! What is not documented (proof keys, loopback addresses) is done as the standards say, strictly: a code is
//! good once, each renewal ends the old tokens, a proof key that was announced has to be shown. The pages of
//! the browser are in `browser`, what programs ask for is in `tokens`.

mod browser;
mod tokens;

use chrono::{DateTime, TimeDelta, Utc};

use super::errors::Refusal;
use super::files::{API, APP};
use super::world::World;
use crate::close::transport::{Method, Request, Response};

/// The app that is registered in every world.
pub const CLIENT_ID: &str = "oa2client_demo";
/// Its secret.
pub const CLIENT_SECRET: &str = "demo_secret";

/// The scopes an app has unless it asks for fewer.
const SCOPES: [&str; 2] = ["all.full_access", "offline_access"];
/// How long a code is good, in seconds.
const CODE_LIFETIME: i64 = 600;

/// Who may sign in, and who has.
#[derive(Clone, Debug)]
pub struct SignIns {
    /// The apps that are registered.
    pub apps: Vec<App>,
    /// How long an access token is good, in seconds.
    pub lifetime: u32,
    codes: Vec<Code>,
    grants: Vec<Grant>,
}

/// An app somebody has registered under Settings, Developer, OAuth Apps.
#[derive(Clone, Debug)]
pub struct App {
    /// How it is called in requests.
    pub id: String,
    /// What proves that it is itself; one without has nothing to prove.
    pub secret: Option<String>,
    /// Where browsers are sent afterwards; a loopback address without a port takes any.
    pub redirect: String,
}

/// What a person has agreed to and no program has fetched yet.
#[derive(Clone, Debug)]
struct Code {
    text: String,
    app: String,
    user: String,
    scopes: Vec<String>,
    redirect: Option<String>,
    challenge: Option<String>,
    made: DateTime<Utc>,
}

/// A program that is signed in.
#[derive(Clone, Debug)]
struct Grant {
    app: String,
    user: String,
    scopes: Vec<String>,
    access: String,
    expires: DateTime<Utc>,
    refresh: Option<String>,
}

impl Default for SignIns {
    fn default() -> Self {
        let app = App {
            id: CLIENT_ID.to_owned(),
            secret: Some(CLIENT_SECRET.to_owned()),
            redirect: "http://127.0.0.1/".to_owned(),
        };
        Self { apps: vec![app], lifetime: 3600, codes: Vec::new(), grants: Vec::new() }
    }
}

impl SignIns {
    /// Who shows this access token, if it is still good.
    pub(super) fn bearer(&self, now: DateTime<Utc>, token: &str) -> Option<&str> {
        let grant = self.grants.iter().find(|grant| grant.access == token && now < grant.expires);
        grant.map(|grant| grant.user.as_str())
    }

    /// Every access token is over, as if its time had come.
    pub fn expire(&mut self) {
        self.grants.iter_mut().for_each(|grant| grant.expires = DateTime::UNIX_EPOCH);
    }

    /// Somebody ends every sign-in in Close.
    pub fn end(&mut self) {
        self.grants.clear();
    }

    /// How many programs are signed in.
    #[must_use]
    pub fn count(&self) -> usize {
        self.grants.len()
    }

    fn app(&self, id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.id == id)
    }

    fn take_code(&mut self, now: DateTime<Utc>, app: &str, text: &str) -> Option<Code> {
        let place = self.codes.iter().position(|code| code.text == text && code.app == app)?;
        let code = self.codes.remove(place);
        (now - code.made < TimeDelta::seconds(CODE_LIFETIME)).then_some(code)
    }
}

impl App {
    /// Whether a browser may be sent there. As RFC 8252 has it, a loopback address registered without a port
    /// stands for every port; anything else has to be the same to the letter.
    fn takes(&self, redirect: &str) -> bool {
        let Some(path) = self.redirect.strip_prefix("http://127.0.0.1/") else {
            return self.redirect == redirect;
        };
        let rest = redirect.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once('/'));
        rest.is_some_and(|(port, asked)| port.parse::<u16>().is_ok() && asked == path)
    }
}

/// Answers a request outside the API, where it is about signing in; its path is a whole address.
pub(super) fn serve(world: &mut World, now: DateTime<Utc>, request: &Request) -> Option<Response> {
    if request.path.strip_prefix(APP) == Some("/oauth2/authorize/") {
        return Some(browser::authorize(world, now, request));
    }
    let answer = match request.path.strip_prefix(API)? {
        "/oauth2/token/" => tokens::token,
        "/oauth2/revoke/" => tokens::revoke,
        _ => return None,
    };
    Some(match request.method {
        Method::Post => answer(world, now, request),
        _ => Refusal::method().response(),
    })
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    found.filter(|value| !value.is_empty())
}
