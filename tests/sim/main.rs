//! The pretend Close against what is known of the real one.
//!
//! Expected keys, texts and orders are written out here and nowhere shared with the server or the client, so a
//! mistake on either side shows.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod comments;
mod lists;
mod loopback;
mod oauth;
mod reading;
mod shapes;
mod writes;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::close::transport::{Method, Request, Response};
use closeout::sim::serve::{authorization, serve};
use closeout::sim::world::KEY;
use closeout::sim::{Seed, World};
use serde_json::Value;

/// A Tuesday, a quarter past eight in the morning in California.
pub(crate) fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-03-10T15:15:00Z").unwrap().to_utc()
}

pub(crate) fn empty() -> World {
    let mut world = World::bare(now());
    world.limits.requests = 100_000;
    world
}

pub(crate) fn grown(tasks: usize) -> World {
    let zone_offset = chrono::FixedOffset::west_opt(7 * 3600).unwrap();
    let mut world = World::grow(Seed { tasks, seed: 1, now: now(), zone_offset });
    world.limits.requests = 100_000;
    world
}

/// A to-do with a date, made a day ago.
pub(crate) fn todo(world: &mut World, text: &str, date: &str) -> String {
    let made = now() - TimeDelta::days(1);
    world.add(made, "lead", vec![("text", text.into()), ("date", date.into())])
}

pub(crate) fn request(method: Method, path: &str, query: &[(&str, &str)]) -> Request {
    let mut request = Request::new(method, path);
    request.query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    request.headers.push(("authorization".to_owned(), authorization(KEY)));
    request
}

pub(crate) fn with_header(mut request: Request, name: &str, value: &str) -> Request {
    request.headers.push((name.to_owned(), value.to_owned()));
    request
}

pub(crate) fn with_body(request: Request, body: &Value) -> Request {
    let mut request = with_header(request, "content-type", "application/json");
    request.body = Some(body.to_string().into_bytes());
    request
}

pub(crate) fn body(response: &Response) -> Value {
    serde_json::from_slice(&response.body).unwrap()
}

pub(crate) fn ask(world: &mut World, request: &Request) -> (u16, Value) {
    let response = serve(world, now(), request);
    (response.status, body(&response))
}

pub(crate) fn get(world: &mut World, path: &str, query: &[(&str, &str)]) -> (u16, Value) {
    ask(world, &request(Method::Get, path, query))
}

pub(crate) fn put(world: &mut World, path: &str, fields: &Value) -> (u16, Value) {
    ask(world, &with_body(request(Method::Put, path, &[]), fields))
}

pub(crate) fn post(world: &mut World, fields: &Value) -> (u16, Value) {
    ask(world, &with_body(request(Method::Post, "/task/", &[]), fields))
}

/// One field of every task a list gives, seen from this many hours east of UTC.
pub(crate) fn column(world: &mut World, hours: &str, query: &[(&str, &str)], field: &str) -> Vec<String> {
    let asked = with_header(request(Method::Get, "/task/", query), "x-tz-offset", hours);
    let (status, body) = ask(world, &asked);
    assert_eq!(status, 200, "{body}");
    let rows = body["data"].as_array().unwrap();
    rows.iter().map(|task| task[field].as_str().unwrap_or_default().to_owned()).collect()
}

pub(crate) fn texts(world: &mut World, hours: &str, query: &[(&str, &str)]) -> Vec<String> {
    column(world, hours, query, "text")
}
