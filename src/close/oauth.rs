//! Signing in by OAuth, with the app somebody has registered in Close.
//!
//! [`browser`] is what a person sees and what comes back from it, [`tokens`] is what is asked for then, [`kept`]
//! is how it is written down, and [`session`] keeps a sign-in good. What Close does not document (a state, a
//! proof key, the address to come back to) is sent as the standards have it; a server that knows nothing of it
//! ignores it. Secrets are a type that prints as redacted.

pub mod browser;
pub mod kept;
pub mod session;
pub mod tokens;

use secrecy::{ExposeSecret as _, SecretString};

use super::transport::{Method, Request};

/// The app that is registered in Close, under Settings, Developer, OAuth Apps.
#[derive(Clone, Debug)]
pub struct App {
    /// What Close calls it.
    pub id: String,
    /// What proves that it is itself; none where Close gave none.
    pub secret: Option<SecretString>,
}

impl App {
    /// A form with what proves the app, and more.
    fn form(&self, path: &str, more: &[(&str, &str)]) -> Request {
        let secret = self.secret.as_ref().map(|secret| ("client_secret", secret.expose_secret()));
        let pairs = [("client_id", self.id.as_str())].into_iter().chain(secret);
        let pairs = pairs.chain(more.iter().copied());
        let form = reqwest::Url::parse_with_params("http://localhost/", pairs);
        let form = form.ok().and_then(|url| url.query().map(str::to_owned)).unwrap_or_default();
        let request = Request { body: Some(form.into_bytes()), ..Request::new(Method::Post, path) };
        request.with("content-type", "application/x-www-form-urlencoded")
    }
}
