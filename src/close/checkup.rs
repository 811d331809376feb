//! One request that tells as much as possible of the way to Close and of the key, for `closeout doctor`.

use chrono::DateTime;
use tokio::time::{Duration, Instant};

use super::auth::Credential;
use super::errors::{About, failure};
use super::foreign;
use super::http::Http;
use super::limits::{self, Allowance};
use super::transport::{Method, NoAnswer, Request, Response, Transport};
use super::wire;
use crate::domain::failure::Failure;
use crate::domain::id::OrganizationId;
use crate::domain::people::Me;
use crate::domain::zone::Timestamp;

/// What one request told.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkup {
    /// How long it took, connection included.
    pub took: Duration,
    /// The version of HTTP.
    pub version: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// What time it was there, by its header.
    pub date: Option<Timestamp>,
    /// What is left of what the key may ask.
    pub allowance: Option<Allowance>,
    /// Who the key belongs to, or why that is not told.
    pub who: Result<Me, Failure>,
}

/// Asks who the key belongs to. Without a key it still tells that somebody answers.
pub async fn checkup(http: &Http, credential: Option<&Credential>) -> Result<Checkup, NoAnswer> {
    let shown = match credential {
        Some(credential) => Some(credential.show().await),
        None => None,
    };
    let request = Request::new(Method::Get, "/me/");
    let request = match &shown {
        Some(Ok(shown)) => request.with("authorization", shown.authorization()),
        _ => request,
    };
    let begun = Instant::now();
    let (response, version) = http.exchange(request).await?;
    let date = response.header("date").and_then(|date| DateTime::parse_from_rfc2822(date).ok());
    Ok(Checkup {
        took: begun.elapsed(),
        version,
        status: response.status,
        date: date.map(|date| date.to_utc()),
        allowance: limits::allowance(&response),
        who: match shown {
            Some(Err(failure)) => Err(failure),
            _ => who(&response, &http.origin(), credential.and_then(Credential::organization)),
        },
    })
}

fn who(response: &Response, origin: &str, chosen: Option<&OrganizationId>) -> Result<Me, Failure> {
    if let Some(why) = foreign::told(response, origin) {
        return Err(Failure::Unclear(why));
    }
    if !(200..300).contains(&response.status) {
        return Err(failure(response, About::Anything));
    }
    wire::me(&response.body, chosen).map_err(|error| Failure::Unclear(error.to_string()))
}
