//! Signing in by OAuth at the pretend Close: the documented shapes, and the standards where nothing is.

use chrono::{DateTime, TimeDelta, Utc};
use closeout::close::transport::{Method, Request, Response};
use closeout::sim::World;
use closeout::sim::oauth::{App, CLIENT_ID, CLIENT_SECRET};
use closeout::sim::serve::serve;
use serde_json::{Value, json};

use crate::{body, empty, now, with_header};

const AUTHORIZE: &str = "https://app.close.com/oauth2/authorize/";
const TOKEN: &str = "https://api.close.com/oauth2/token/";
const REVOKE: &str = "https://api.close.com/oauth2/revoke/";
const HERE: &str = "http://127.0.0.1:4321/";
// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn open(world: &mut World, query: &[(&str, &str)]) -> Response {
    let mut request = Request::new(Method::Get, AUTHORIZE);
    request.query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    serve(world, now(), &request)
}

/// Opens the page with what is documented and more, and gives what the browser is sent back with.
fn decide(world: &mut World, more: &[(&str, &str)]) -> String {
    let query =
        [&[("client_id", CLIENT_ID), ("response_type", "code"), ("redirect_uri", HERE)], more].concat();
    let response = open(world, &query);
    assert_eq!(response.status, 302, "{response:?}");
    response.header("location").unwrap().to_owned()
}

/// A code for somebody who agreed.
fn code(world: &mut World, more: &[(&str, &str)]) -> String {
    let location = decide(world, &[&[("decision", "allow")], more].concat());
    let code = location.strip_prefix(&format!("{HERE}?code=")).unwrap();
    code.split('&').next().unwrap().to_owned()
}

fn post_at(world: &mut World, at: DateTime<Utc>, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
    let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::new(Method::Post, path);
    let mut request = with_header(request, "content-type", "application/x-www-form-urlencoded");
    request.body = Some(pairs.join("&").into_bytes());
    let response = serve(world, at, &request);
    (response.status, body(&response))
}

/// Posts a form with the app's name and secret.
fn post(world: &mut World, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
    let app = [("client_id", CLIENT_ID), ("client_secret", CLIENT_SECRET)];
    post_at(world, now(), path, &[&app, form].concat())
}

fn fetch(world: &mut World, code: &str, more: &[(&str, &str)]) -> (u16, Value) {
    let form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", HERE)];
    post(world, TOKEN, &[&form, more].concat())
}

fn renew(world: &mut World, refresh: &str) -> (u16, Value) {
    post(world, TOKEN, &[("grant_type", "refresh_token"), ("refresh_token", refresh)])
}

fn me(world: &mut World, at: DateTime<Utc>, access: &Value) -> u16 {
    let bearer = format!("Bearer {}", access.as_str().unwrap());
    let request = with_header(Request::new(Method::Get, "/me/"), "authorization", &bearer);
    serve(world, at, &request).status
}

fn signed_in(world: &mut World) -> (String, Value) {
    let code = code(world, &[]);
    let (status, tokens) = fetch(world, &code, &[]);
    assert_eq!(status, 200, "{tokens}");
    (tokens["refresh_token"].as_str().unwrap().to_owned(), tokens)
}

#[test]
fn the_answer_has_the_documented_fields() {
    let mut world = empty();
    let (refresh, tokens) = signed_in(&mut world);
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(
        tokens,
        json!({
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": 3600,
            "refresh_token": refresh,
            "scope": "all.full_access offline_access",
            "organization_id": world.organization_id(),
            "user_id": world.me(),
        })
    );
}

#[test]
fn the_page_offers_to_agree_or_not_and_keeps_what_was_asked() {
    let mut world = empty();
    let query =
        [("client_id", CLIENT_ID), ("response_type", "code"), ("redirect_uri", HERE), ("state", "a&b")];
    let response = open(&mut world, &query);
    let page = String::from_utf8(response.body.clone()).unwrap();
    assert_eq!((response.status, response.header("location")), (200, None));
    assert!(page.contains("state=a%26b&amp;decision=allow") && page.contains("decision=refuse"), "{page}");
}

#[test]
fn the_browser_comes_back_with_a_code_or_a_refusal_and_the_state() {
    let mut world = empty();
    let allowed = decide(&mut world, &[("decision", "allow"), ("state", "a&b")]);
    assert!(allowed.starts_with(&format!("{HERE}?code=")) && allowed.ends_with("&state=a%26b"), "{allowed}");
    let refused = decide(&mut world, &[("decision", "refuse"), ("state", "s")]);
    assert_eq!(refused, format!("{HERE}?error=access_denied&state=s"));
}

#[test]
fn a_browser_is_sent_to_the_registered_address_and_nowhere_else() {
    let mut world = empty();
    let sent_to = |world: &mut World, redirect: &str| {
        let query = [("client_id", CLIENT_ID), ("response_type", "code"), ("redirect_uri", redirect)];
        open(world, &[&query[..], &[("decision", "allow")]].concat()).status
    };
    for (redirect, status) in [
        ("http://127.0.0.1:1/", 302),
        ("http://127.0.0.1:65535/", 302),
        ("http://127.0.0.1:1/else", 400),
        ("http://127.0.0.1:1.evil.example/", 400),
        ("http://localhost:1/", 400),
        ("https://evil.example/", 400),
    ] {
        assert_eq!(sent_to(&mut world, redirect), status, "{redirect}");
    }
    let redirect = "https://crm.example/back".to_owned();
    world.sign_ins.apps = vec![App { id: CLIENT_ID.into(), secret: None, redirect }];
    assert_eq!(sent_to(&mut world, "https://crm.example/back"), 302);
    assert_eq!(sent_to(&mut world, "https://crm.example/back/"), 400);
    assert_eq!(open(&mut world, &[("client_id", "nobody"), ("response_type", "code")]).status, 400);
}

#[test]
fn a_code_is_good_once_for_ten_minutes_and_for_its_own_app() {
    let mut world = empty();
    let once = code(&mut world, &[]);
    assert_eq!(fetch(&mut world, &once, &[]).0, 200);
    assert_eq!(fetch(&mut world, &once, &[]), (400, json!({ "error": "invalid_grant" })));
    let late = code(&mut world, &[]);
    let form = [
        ("client_id", CLIENT_ID),
        ("client_secret", CLIENT_SECRET),
        ("grant_type", "authorization_code"),
        ("code", &late),
        ("redirect_uri", HERE),
    ];
    assert_eq!(post_at(&mut world, now() + TimeDelta::minutes(10), TOKEN, &form).0, 400);
    let elsewhere = code(&mut world, &[]);
    let moved = [
        ("grant_type", "authorization_code"),
        ("code", &*elsewhere),
        ("redirect_uri", "http://127.0.0.1:9/"),
    ];
    assert_eq!(post(&mut world, TOKEN, &moved).0, 400);
    let wrong = [("client_id", CLIENT_ID), ("client_secret", "guessed"), ("grant_type", "refresh_token")];
    assert_eq!(post_at(&mut world, now(), TOKEN, &wrong), (401, json!({ "error": "invalid_client" })));
}

#[test]
fn a_proof_that_was_announced_has_to_be_shown_and_no_other() {
    let announced = [("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
    let other = "x".repeat(43);
    for (announced, shown, status) in [
        (&announced[..], Some(VERIFIER), 200),
        (&announced[..], Some(&*other), 400),
        (&announced[..], None, 400),
        (&[][..], Some(VERIFIER), 400),
        (&[][..], None, 200),
    ] {
        let mut world = empty();
        let code = code(&mut world, announced);
        let shown: Vec<(&str, &str)> = shown.map(|shown| ("code_verifier", shown)).into_iter().collect();
        assert_eq!(fetch(&mut world, &code, &shown).0, status, "{announced:?} {shown:?}");
    }
    let plain = [("code_challenge", CHALLENGE), ("code_challenge_method", "plain"), ("decision", "allow")];
    assert_eq!(decide(&mut empty(), &plain), format!("{HERE}?error=invalid_request"));
}

#[test]
fn each_renewal_gives_new_tokens_and_ends_the_old_ones() {
    let mut world = empty();
    let (old, before) = signed_in(&mut world);
    let (status, after) = renew(&mut world, &old);
    assert_eq!(status, 200);
    assert_eq!(me(&mut world, now(), &before["access_token"]), 401);
    assert_eq!(me(&mut world, now(), &after["access_token"]), 200);
    assert_eq!(renew(&mut world, &old), (400, json!({ "error": "invalid_grant" })));
    assert_eq!(renew(&mut world, after["refresh_token"].as_str().unwrap()).0, 200);
}

#[test]
fn an_access_token_lasts_as_long_as_it_says() {
    let mut world = empty();
    world.sign_ins.lifetime = 90;
    let (_, tokens) = signed_in(&mut world);
    assert_eq!(tokens["expires_in"], 90);
    assert_eq!(me(&mut world, now() + TimeDelta::seconds(89), &tokens["access_token"]), 200);
    assert_eq!(me(&mut world, now() + TimeDelta::seconds(90), &tokens["access_token"]), 401);
}

#[test]
fn revoking_ends_both_tokens_and_says_nothing_of_unknown_ones() {
    let mut world = empty();
    let (refresh, tokens) = signed_in(&mut world);
    assert_eq!(post(&mut world, REVOKE, &[("token", "unknown")]), (200, json!({})));
    assert_eq!(me(&mut world, now(), &tokens["access_token"]), 200);
    assert_eq!(post(&mut world, REVOKE, &[("token", &refresh)]), (200, json!({})));
    assert_eq!(me(&mut world, now(), &tokens["access_token"]), 401);
    assert_eq!((renew(&mut world, &refresh).0, world.sign_ins.count()), (400, 0));
}

#[test]
fn without_offline_access_there_is_nothing_to_renew_with() {
    let mut world = empty();
    let code = code(&mut world, &[("scope", "all.full_access")]);
    let (status, tokens) = fetch(&mut world, &code, &[]);
    assert_eq!(
        (status, tokens.get("refresh_token"), &tokens["scope"]),
        (200, None, &json!("all.full_access"))
    );
}

#[test]
fn tokens_are_asked_for_with_a_form() {
    let mut world = empty();
    let json = with_header(Request::new(Method::Post, TOKEN), "content-type", "application/json");
    let json = Request { body: Some(b"{}".to_vec()), ..json };
    assert_eq!(serve(&mut world, now(), &json).status, 400);
    assert_eq!(serve(&mut world, now(), &Request::new(Method::Get, TOKEN)).status, 405);
    assert_eq!(post(&mut world, TOKEN, &[("grant_type", "password")]).1["error"], "unsupported_grant_type");
}
