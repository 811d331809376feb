//! Asking for tokens, and giving them up.
//!
//! One form and one answer each. What Close says is read without complaint: only the access token has to be
//! there. Nothing here retries, waits or writes anything down.

use chrono::TimeDelta;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};

use super::super::errors::{one_line, sentence, unanswered};
use super::super::limits;
use super::super::transport::{Response, Transport};
use super::App;
use super::browser::Code;
use crate::domain::failure::Failure;
use crate::domain::id::{OrganizationId, UserId};
use crate::domain::zone::Timestamp;

/// How long an access token is taken to be good where Close does not say: what it says in its documentation.
const LIFETIME: i64 = 3600;

/// What lets a program in for a while, and what gets it the next.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Shown with each request.
    pub(super) access: SecretString,
    /// Exchanged for the next tokens, once.
    pub(super) refresh: Option<SecretString>,
    /// When we got them.
    pub(super) obtained: Timestamp,
    /// Until when the access token is good.
    pub(super) expires: Timestamp,
    /// Whose they are, where Close said so.
    pub user: Option<UserId>,
    /// For which organisation.
    pub organization: Option<OrganizationId>,
}

/// Why there are no tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoTokens {
    /// Close does not take what was shown, and will not take it later.
    Refused(String),
    /// Close does not know the app, or its secret is another one.
    Stranger,
    /// Something that may pass.
    Failed(Failure),
}

/// Tokens for what a person has agreed to.
pub async fn fetch(http: &impl Transport, app: &App, code: &Code, at: Timestamp) -> Result<Tokens, NoTokens> {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.text.expose_secret()),
        ("redirect_uri", &code.redirect),
        ("code_verifier", code.verifier.expose_secret()),
    ];
    read(&ask(http, app, "/token/", &form).await?, at)
}

/// New tokens for old ones, which are over with that.
pub(super) async fn renew(
    http: &impl Transport,
    app: &App,
    old: &Tokens,
    at: Timestamp,
) -> Result<Tokens, NoTokens> {
    let refresh = old.refresh.as_ref().map_or("", |refresh| refresh.expose_secret());
    let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
    let new = read(&ask(http, app, "/token/", &form).await?, at)?;
    Ok(Tokens {
        // RFC 6749 lets a server keep the old one good by not sending another.
        refresh: new.refresh.or_else(|| old.refresh.clone()),
        user: new.user.or_else(|| old.user.clone()),
        organization: new.organization.or_else(|| old.organization.clone()),
        ..new
    })
}

/// Ends a sign-in.
pub async fn revoke(http: &impl Transport, app: &App, tokens: &Tokens) -> Result<(), NoTokens> {
    let token = tokens.refresh.as_ref().unwrap_or(&tokens.access).expose_secret();
    ask(http, app, "/revoke/", &[("token", token)]).await.map(drop)
}

async fn ask(
    http: &impl Transport,
    app: &App,
    path: &str,
    form: &[(&str, &str)],
) -> Result<Response, NoTokens> {
    let answer = http.send(app.form(path, form)).await;
    let response = answer.map_err(|why| NoTokens::Failed(unanswered(&why)))?;
    match response.status {
        200..=299 => Ok(response),
        429 => Err(NoTokens::Failed(Failure::Busy(limits::wait(&response)))),
        400 | 401 | 403 => Err(refusal(&response)),
        status => {
            Err(NoTokens::Failed(Failure::Unclear(format!("Close answered {status} when asked for tokens"))))
        }
    }
}

// A page somebody has put in between is no word of Close's, and ends no sign-in.
fn refusal(response: &Response) -> NoTokens {
    let Ok(body) = serde_json::from_slice::<Map<String, Value>>(&response.body) else {
        return NoTokens::Failed(Failure::Unclear(format!(
            "Somebody else than Close answered: {}",
            sentence(response)
        )));
    };
    let text = |name| body.get(name).and_then(Value::as_str);
    match text("error") {
        Some("invalid_client" | "unauthorized_client") => NoTokens::Stranger,
        Some(error) => NoTokens::Refused(one_line(text("error_description").unwrap_or(error), 200)),
        None => NoTokens::Refused(sentence(response)),
    }
}

fn read(response: &Response, at: Timestamp) -> Result<Tokens, NoTokens> {
    let missing = || NoTokens::Failed(Failure::Unclear("Close answered without a token".into()));
    let body: Map<String, Value> = serde_json::from_slice(&response.body).map_err(|_| missing())?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let access = text("access_token").filter(|text| is_sendable(text)).ok_or_else(missing)?;
    Ok(Tokens {
        access: access.into(),
        refresh: text("refresh_token").map(SecretString::from),
        obtained: at,
        expires: at + TimeDelta::seconds(lifetime(body.get("expires_in"))),
        user: text("user_id").map(UserId::new),
        organization: text("organization_id").map(OrganizationId::new),
    })
}

// Numbers of Close have been seen as texts.
fn lifetime(told: Option<&Value>) -> i64 {
    let seconds = told.and_then(|told| told.as_i64().or_else(|| told.as_str()?.trim().parse().ok()));
    seconds.filter(|seconds| (1..=315_360_000).contains(seconds)).unwrap_or(LIFETIME)
}

fn is_sendable(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

impl Tokens {
    /// Whether the access token is good for a while yet.
    pub(super) fn lasts(&self, at: Timestamp) -> bool {
        // Renewed a minute early, so that it does not run out on its way; one that lasts for seconds, a little.
        let early = ((self.expires - self.obtained) / 10).min(TimeDelta::minutes(1));
        at < self.expires - early
    }

    /// Whether there is anything to renew them with.
    pub(super) fn can_be_renewed(&self) -> bool {
        self.refresh.is_some()
    }

    /// Whether this is the same access token.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.access.expose_secret() == other.access.expose_secret()
    }

    /// The same tokens, known to be of this person for this organisation.
    pub fn of(self, user: UserId, organization: OrganizationId) -> Self {
        Self { user: Some(user), organization: Some(organization), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, transport};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn app() -> App {
        App { id: "oa2client_x".into(), secret: Some("shh&=".into()) }
    }

    fn old() -> Tokens {
        let answer = Response { status: 200, headers: Vec::new(), body: DOCUMENTED.into() };
        read(&answer, at(0)).unwrap()
    }

    const DOCUMENTED: &str = r#"{"access_token": "a1", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "r1",
        "scope": "all.full_access offline_access", "organization_id": "orga_1", "user_id": "user_1"}"#;

    #[tokio::test]
    async fn a_renewal_is_the_documented_form() {
        let (http, mut sent) = transport([Answer::ok(&DOCUMENTED.replace("a1", "a2").replace("r1", "r2"))]);
        let new = renew(&http, &app(), &old(), at(5)).await.unwrap();
        assert_eq!((new.access.expose_secret(), new.expires), ("a2", at(3605)));
        assert_eq!(new.refresh.unwrap().expose_secret(), "r2");
        let request = sent.only();
        assert_eq!((request.method, &*request.path), (crate::close::transport::Method::Post, "/token/"));
        assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
        assert_eq!(
            String::from_utf8(request.body.clone().unwrap()).unwrap(),
            "client_id=oa2client_x&client_secret=shh%26%3D&grant_type=refresh_token&refresh_token=r1"
        );
        assert!(!format!("{request:?}").contains("r1"), "{request:?}");
    }

    #[tokio::test]
    async fn only_the_access_token_has_to_be_there() {
        let (http, _sent) = transport([Answer::ok(r#"{"access_token": "a2", "expires_in": "90"}"#)]);
        let new = renew(&http, &app(), &old(), at(5)).await.unwrap();
        assert_eq!((new.expires, new.user), (at(95), Some(UserId::new("user_1"))));
        assert_eq!(new.refresh.unwrap().expose_secret(), "r1", "what is not replaced is kept");
        for body in ["", "{}", "<html>", r#"{"access_token": "a b"}"#, r#"{"access_token": ["a"]}"#] {
            let (http, _sent) = transport([Answer::ok(body)]);
            let answer = renew(&http, &app(), &old(), at(5)).await.unwrap_err();
            assert_eq!(answer, NoTokens::Failed(Failure::Unclear("Close answered without a token".into())));
        }
    }

    #[tokio::test]
    async fn only_close_itself_can_end_a_sign_in() {
        let refused = |text: &str| NoTokens::Refused(text.into());
        for (status, body, expected) in [
            (400, r#"{"error": "invalid_grant"}"#, refused("invalid_grant")),
            (400, r#"{"error": "invalid_grant", "error_description": "Gone."}"#, refused("Gone.")),
            (401, r#"{"error": "invalid_client"}"#, NoTokens::Stranger),
            (400, r#"{"errors": ["No."], "field-errors": {}}"#, refused("No.")),
        ] {
            let (http, _sent) = transport([Answer::gives(status, body)]);
            assert_eq!(renew(&http, &app(), &old(), at(5)).await.unwrap_err(), expected);
        }
        for (status, body) in [(403, "<html>blocked"), (400, "no"), (404, "{}"), (302, ""), (503, "")] {
            let (http, _sent) = transport([Answer::gives(status, body)]);
            let answer = renew(&http, &app(), &old(), at(5)).await.unwrap_err();
            assert!(matches!(answer, NoTokens::Failed(Failure::Unclear(_))), "{status} {answer:?}");
        }
    }

    #[test]
    fn a_token_is_renewed_a_minute_early_and_a_short_one_a_tenth() {
        let lasting = |seconds| Tokens { expires: at(seconds), ..old() };
        for (lifetime, second, is_good) in
            [(3600, 3539, true), (3600, 3540, false), (10, 8, true), (10, 9, false), (3600, 9999, false)]
        {
            assert_eq!(lasting(lifetime).lasts(at(second)), is_good, "{lifetime} {second}");
        }
    }

    #[test]
    fn printed_tokens_show_nothing() {
        let printed = format!("{:?} {:?}", old(), app());
        assert!(!printed.contains("a1") && !printed.contains("r1") && !printed.contains("shh"), "{printed}");
    }
}
