//! A sign-in as it is written down.
//!
//! One JSON object. It belongs to one server and one app, and says so, so that tokens are never shown to
//! anybody else.

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value, json};

use super::super::base_url::BaseUrl;
use super::App;
use super::tokens::Tokens;
use crate::domain::id::{OrganizationId, UserId};
use crate::domain::zone::Timestamp;

/// Everything a later start needs.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The server it is for.
    pub base_url: String,
    /// The app it was made with.
    pub app: App,
    /// What lets us in.
    pub tokens: Tokens,
}

impl Kept {
    /// A sign-in at this server.
    pub fn new(base_url: &BaseUrl, app: App, tokens: Tokens) -> Self {
        Self { base_url: base_url.as_str().to_owned(), app, tokens }
    }

    /// As it is written down.
    pub fn text(&self) -> SecretString {
        let Tokens { access, refresh, obtained, expires, user, organization } = &self.tokens;
        let shown =
            |secret: &Option<SecretString>| secret.as_ref().map(|secret| secret.expose_secret().to_owned());
        let object = json!({
            "base_url": self.base_url,
            "client_id": self.app.id,
            "client_secret": shown(&self.app.secret),
            "access_token": access.expose_secret(),
            "refresh_token": shown(refresh),
            "obtained": obtained.to_rfc3339(),
            "expires": expires.to_rfc3339(),
            "user_id": user.as_ref().map(UserId::as_str),
            "organization_id": organization.as_ref().map(OrganizationId::as_str),
        });
        format!("{object:#}\n").into()
    }

    /// Reads what was written down; nothing where it is something else.
    pub fn read(text: &str) -> Option<Self> {
        let object: Map<String, Value> = serde_json::from_str(text).ok()?;
        let text = |name: &str| object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let secret = |name: &str| text(name).map(SecretString::from);
        let time = |name: &str| text(name)?.parse::<Timestamp>().ok();
        Some(Self {
            base_url: text("base_url")?.to_owned(),
            app: App { id: text("client_id")?.to_owned(), secret: secret("client_secret") },
            tokens: Tokens {
                access: secret("access_token")?,
                refresh: secret("refresh_token"),
                obtained: time("obtained")?,
                expires: time("expires")?,
                user: text("user_id").map(UserId::new),
                organization: text("organization_id").map(OrganizationId::new),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_reads_back_as_itself() {
        let app = App { id: "x".into(), secret: None };
        let tokens = Tokens {
            access: "a".into(),
            refresh: Some("r".into()),
            obtained: "2026-03-10T15:15:00Z".parse().unwrap(),
            expires: "2026-03-10T16:15:00Z".parse().unwrap(),
            user: Some(UserId::new("user_1")),
            organization: None,
        };
        let kept = Kept::new(&BaseUrl::default(), app, tokens);
        let again = Kept::read(kept.text().expose_secret()).unwrap();
        assert_eq!(again.text().expose_secret(), kept.text().expose_secret());
        assert_eq!(again.tokens.refresh.unwrap().expose_secret(), "r");
    }

    #[test]
    fn what_is_cut_short_or_something_else_is_nothing() {
        for text in ["", "api_abc", "{}", r#"{"base_url": "x", "client_id": "y", "access_token": ""}"#] {
            assert!(Kept::read(text).is_none(), "{text}");
        }
    }
}
