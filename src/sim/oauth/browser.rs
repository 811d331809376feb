//! The page on which a person agrees, or does not.
//!
//! Whoever opens it counts as signed in to Close. Its links are the buttons: each leads to the same address
//! with a decision, and that sends the browser back to the app.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::super::world::World;
use super::{App, Code, SCOPES, value};
use crate::close::transport::{Method, Request, Response};

type Query = [(String, String)];

pub(super) fn authorize(world: &mut World, now: DateTime<Utc>, request: &Request) -> Response {
    let query = request.query.as_slice();
    let client = value(query, "client_id").unwrap_or_default();
    let Some(app) = world.sign_ins.app(client).cloned() else {
        return page(400, "<p>There is no app with this client_id.</p>");
    };
    let redirect = value(query, "redirect_uri").unwrap_or(&app.redirect).to_owned();
    // Never sent anywhere else: the code would go with it.
    if request.method != Method::Get || (redirect != app.redirect && !app.takes(&redirect)) {
        return page(400, "<p>This redirect_uri is not the one the app is registered with.</p>");
    }
    if let Some(error) = mistake(query) {
        return send(&redirect, query, &[("error", error)]);
    }
    match value(query, "decision") {
        None => page(200, &buttons(world, &app, query)),
        Some("allow") => {
            let code = agree(world, now, &app, query);
            send(&redirect, query, &[("code", &code)])
        }
        Some(_) => send(&redirect, query, &[("error", "access_denied")]),
    }
}

fn mistake(query: &Query) -> Option<&'static str> {
    if value(query, "response_type") != Some("code") {
        return Some("unsupported_response_type");
    }
    let challenge = value(query, "code_challenge");
    let is_hash = |text: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        text.len() == 43 && text.bytes().all(is_letter)
    };
    let is_proof = challenge.is_none_or(is_hash);
    let is_hashed = challenge.is_none() || value(query, "code_challenge_method") == Some("S256");
    if !(is_proof && is_hashed) {
        return Some("invalid_request");
    }
    let unknown = scopes(query).iter().any(|scope| !SCOPES.contains(&scope.as_str()));
    unknown.then_some("invalid_scope")
}

fn scopes(query: &Query) -> Vec<String> {
    match value(query, "scope") {
        Some(asked) => asked.split(' ').map(str::to_owned).collect(),
        None => SCOPES.map(str::to_owned).to_vec(),
    }
}

fn agree(world: &mut World, now: DateTime<Utc>, app: &App, query: &Query) -> String {
    let text = world.dice.id("code");
    let user = value(query, "user").and_then(|id| world.user(id));
    let user = user.map_or(world.me(), |user| &user.id).to_owned();
    let kept = |name| value(query, name).map(str::to_owned);
    world.sign_ins.codes.push(Code {
        text: text.clone(),
        app: app.id.clone(),
        user,
        scopes: scopes(query),
        redirect: kept("redirect_uri"),
        challenge: kept("code_challenge"),
        made: now,
    });
    text
}

fn buttons(world: &World, app: &App, query: &Query) -> String {
    let same = pairs(query);
    let active = world.users().iter().filter(|user| user.is_active);
    let allow = active.map(|user| {
        let (name, id) = (escaped(&user.name()), encoded(&user.id));
        format!("<li><a href=\"?{same}&amp;decision=allow&amp;user={id}\">Allow as {name}</a></li>")
    });
    format!(
        "<p>{} would like to use Close in your name, in {}.</p><ul>{}</ul>\
         <p><a href=\"?{same}&amp;decision=refuse\">Refuse</a></p>",
        escaped(&app.id),
        escaped(&world.organization().name),
        allow.collect::<String>()
    )
}

fn send(redirect: &str, query: &Query, told: &[(&str, &str)]) -> Response {
    let told = told.iter().copied().chain(value(query, "state").map(|state| ("state", state)));
    let told: Vec<String> = told.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let sign = if redirect.contains('?') { '&' } else { '?' };
    let location = format!("{redirect}{sign}{}", told.join("&"));
    Response { status: 302, headers: vec![("location".to_owned(), location)], body: Vec::new() }
}

fn page(status: u16, inside: &str) -> Response {
    let headers = vec![("content-type".to_owned(), "text/html; charset=utf-8".to_owned())];
    let text = format!("<!doctype html><title>Simulated Close</title><h1>Simulated Close</h1>{inside}\n");
    Response { status, headers, body: text.into_bytes() }
}

fn pairs(query: &Query) -> String {
    let pairs = query.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&amp;")
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
