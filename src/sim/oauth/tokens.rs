//! What programs ask for: tokens for a code, new tokens for old ones, and the end.
//!
//! Requests are forms, answers are JSON. Errors are those of RFC 6749, as Close documents none.

use chrono::{DateTime, TimeDelta, Utc};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use super::super::errors::respond;
use super::super::loopback::pairs;
use super::super::serve::base64;
use super::super::world::World;
use super::{Code, Grant, value};
use crate::close::transport::{Request, Response};

type Form = [(String, String)];

const BAD_CLIENT: (u16, &str) = (401, "invalid_client");
const BAD_GRANT: (u16, &str) = (400, "invalid_grant");
const BAD_REQUEST: (u16, &str) = (400, "invalid_request");

pub(super) fn token(world: &mut World, now: DateTime<Utc>, request: &Request) -> Response {
    answered(form(request).and_then(|form| {
        let app = client(world, &form)?;
        let grant = match value(&form, "grant_type") {
            Some("authorization_code") => fetch(world, now, &app, &form)?,
            Some("refresh_token") => renew(world, &app, &form)?,
            _ => return Err((400, "unsupported_grant_type")),
        };
        Ok(give(world, now, grant))
    }))
}

pub(super) fn revoke(world: &mut World, _now: DateTime<Utc>, request: &Request) -> Response {
    answered(form(request).and_then(|form| {
        let app = client(world, &form)?;
        let token = value(&form, "token").ok_or(BAD_REQUEST)?;
        // Whether there was such a token is nobody's business (RFC 7009).
        world.sign_ins.grants.retain(|grant| grant.app != app || grant.refresh.as_deref() != Some(token));
        Ok(json!({}))
    }))
}

fn answered(answer: Result<Value, (u16, &str)>) -> Response {
    match answer {
        Ok(body) => respond(200, &body),
        Err((status, error)) => respond(status, &json!({ "error": error })),
    }
}

fn form(request: &Request) -> Result<Vec<(String, String)>, (u16, &'static str)> {
    let media = request.header("content-type").unwrap_or_default();
    let is_form = media.split(';').next().unwrap_or_default() == "application/x-www-form-urlencoded";
    let body = request.body.as_deref().filter(|_| is_form).ok_or(BAD_REQUEST)?;
    Ok(pairs(std::str::from_utf8(body).map_err(|_| BAD_REQUEST)?))
}

fn client(world: &World, form: &Form) -> Result<String, (u16, &'static str)> {
    let app = value(form, "client_id").and_then(|id| world.sign_ins.app(id)).ok_or(BAD_CLIENT)?;
    if value(form, "client_secret") == app.secret.as_deref() { Ok(app.id.clone()) } else { Err(BAD_CLIENT) }
}

fn fetch(
    world: &mut World,
    now: DateTime<Utc>,
    app: &str,
    form: &Form,
) -> Result<Grant, (u16, &'static str)> {
    let text = value(form, "code").ok_or(BAD_REQUEST)?;
    let code = world.sign_ins.take_code(now, app, text).ok_or(BAD_GRANT)?;
    let is_same_place = value(form, "redirect_uri") == code.redirect.as_deref();
    if !is_same_place || !proves(&code, value(form, "code_verifier")) {
        return Err(BAD_GRANT);
    }
    Ok(Grant {
        app: code.app,
        user: code.user,
        scopes: code.scopes,
        access: String::new(),
        expires: now,
        refresh: None,
    })
}

// A proof nobody announced is as wrong as one that is missing (RFC 9700).
fn proves(code: &Code, verifier: Option<&str>) -> bool {
    let hash = |verifier: &str| {
        let hashed = base64(digest(&SHA256, verifier.as_bytes()).as_ref());
        hashed.trim_end_matches('=').replace('+', "-").replace('/', "_")
    };
    let is_long = verifier.is_none_or(|verifier| (43..=128).contains(&verifier.len()));
    is_long && verifier.map(hash) == code.challenge
}

fn renew(world: &mut World, app: &str, form: &Form) -> Result<Grant, (u16, &'static str)> {
    let old = value(form, "refresh_token").ok_or(BAD_REQUEST)?;
    let grants = &mut world.sign_ins.grants;
    let is_it = |grant: &Grant| grant.app == app && grant.refresh.as_deref() == Some(old);
    let place = grants.iter().position(is_it).ok_or(BAD_GRANT)?;
    Ok(grants.remove(place))
}

fn give(world: &mut World, now: DateTime<Utc>, grant: Grant) -> Value {
    let lifetime = world.sign_ins.lifetime;
    let lasts = grant.scopes.iter().any(|scope| scope == "offline_access");
    let refresh = lasts.then(|| world.dice.id("refresh"));
    let expires = now + TimeDelta::seconds(lifetime.into());
    let grant = Grant { access: world.dice.id("access"), expires, refresh, ..grant };
    let mut told = json!({
        "access_token": grant.access,
        "token_type": "Bearer",
        "expires_in": lifetime,
        "scope": grant.scopes.join(" "),
        "organization_id": world.organization_id(),
        "user_id": grant.user,
    });
    if let Some(refresh) = &grant.refresh {
        told["refresh_token"] = refresh.as_str().into();
    }
    world.sign_ins.grants.push(grant);
    told
}
