//! Request in, response out: the pretend Close as a pure function.
//!
//! Checks come in the order Close makes them: path, method, key, rate limit, body, and only then the endpoint.
//! Nothing here waits, reads a clock or knows of sockets.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::errors::{Refusal, respond};
use super::limits::Standing;
use super::moment::{offset, utc};
use super::query::{self, Params};
use super::task::Sight;
use super::world::World;
use super::{comments, files, oauth, read, write};
use crate::close::transport::{Method, Request, Response};

/// A request that has passed the door: who asks, for what, with which values.
pub(super) struct Call {
    pub(super) user: String,
    pub(super) params: Params,
    pub(super) sight: Sight,
    body: Map<String, Value>,
}

impl Call {
    /// The body without `_params`: the values to be written.
    pub(super) fn fields(&self) -> Map<String, Value> {
        let mut fields = self.body.clone();
        fields.remove("_params");
        fields
    }
}

/// Where a path leads, with the id in it.
#[derive(Clone, Copy)]
enum Route<'a> {
    Tasks,
    Task(&'a str),
    Comments,
    Comment(&'a str),
    Threads,
    Thread(&'a str),
    Reading(read::Page<'a>),
}

/// Answers one request and applies what it asks for. A path that is a whole address is outside the API: signing
/// in, or a file.
pub fn serve(world: &mut World, now: DateTime<Utc>, request: &Request) -> Response {
    if request.path.starts_with("https://") {
        return oauth::serve(world, now, request).unwrap_or_else(|| files::serve(world, now, request));
    }
    let key = request.header("authorization").unwrap_or_default();
    let world = world.of(now, key);
    let standing = world.limits.count(now, key, &group(effective_method(request), &request.path));
    let answer = answer(world, standing, now, request);
    let mut response = answer.map_or_else(Refusal::response, |body| accepted(request, &body));
    response.headers.push(("ratelimit".to_owned(), standing.header()));
    response
}

/// Newer parts of the API say "created" and "no content" where the older ones say "fine".
fn accepted(request: &Request, body: &Value) -> Response {
    match (route(&request.path), effective_method(request)) {
        (Some(Route::Comments), Method::Post) => respond(201, body),
        (Some(Route::Comment(_)), Method::Delete) => Response { body: Vec::new(), ..respond(204, body) },
        _ => respond(200, body),
    }
}

fn answer(
    world: &mut World,
    standing: Standing,
    now: DateTime<Utc>,
    request: &Request,
) -> Result<Value, Refusal> {
    let method = effective_method(request);
    let route = route(&request.path).ok_or_else(Refusal::path)?;
    if !allows(route, method) {
        return Err(Refusal::method());
    }
    let user = authorize(world, now, request).ok_or_else(Refusal::unauthorized)?;
    if standing.is_over {
        return Err(Refusal::throttled(standing.limit, world.limits.seconds, standing.reset));
    }
    let call = admit(user, now, request)?;
    dispatch(world, method, route, &call)
}

/// A POST may say that it is a GET whose query was too long for a URL.
pub(super) fn effective_method(request: &Request) -> Method {
    let overridden = request.header("x-http-method-override");
    match (request.method, overridden.map(str::to_ascii_uppercase).as_deref()) {
        (Method::Post, Some("GET")) => Method::Get,
        (Method::Post, Some("PUT")) => Method::Put,
        (Method::Post, Some("DELETE")) => Method::Delete,
        (method, _) => method,
    }
}

/// What happens to a path without its final slash is not documented; here it does not exist.
fn route(path: &str) -> Option<Route<'_>> {
    let inner = path.strip_prefix('/')?.strip_suffix('/')?;
    let parts: Vec<&str> = inner.split('/').collect();
    match parts.as_slice() {
        ["task"] => Some(Route::Tasks),
        ["task", id] => Some(Route::Task(id)),
        ["comment"] => Some(Route::Comments),
        ["comment", id] => Some(Route::Comment(id)),
        ["comment_thread"] => Some(Route::Threads),
        ["comment_thread", id] => Some(Route::Thread(id)),
        parts => read::page(parts).map(Route::Reading),
    }
}

fn allows(route: Route<'_>, method: Method) -> bool {
    match route {
        Route::Tasks => method != Method::Delete,
        Route::Task(_) | Route::Comment(_) => method != Method::Post,
        Route::Comments => matches!(method, Method::Get | Method::Post),
        Route::Threads | Route::Thread(_) | Route::Reading(_) => method == Method::Get,
    }
}

/// Limits are counted per path pattern and method, so ids do not matter.
fn group(method: Method, path: &str) -> String {
    let pattern: Vec<&str> =
        path.split('/').map(|part| if part.contains('_') { "{id}" } else { part }).collect();
    format!("{method:?} {}", pattern.join("/"))
}

fn admit(user: String, now: DateTime<Utc>, request: &Request) -> Result<Call, Refusal> {
    let zone = match request.header("x-tz-offset") {
        None => utc(),
        Some(hours) => offset(hours).ok_or_else(|| Refusal::request("Invalid x-tz-offset header."))?,
    };
    let body = body(request)?;
    // With `_params` in the body the query string is ignored entirely.
    let params = match body.get("_params").and_then(Value::as_object) {
        Some(params) => Params::from_body(params),
        None => Params::from_query(&request.query),
    };
    Ok(Call { user, params, sight: Sight { now, zone }, body })
}

fn body(request: &Request) -> Result<Map<String, Value>, Refusal> {
    let is_write = matches!(request.method, Method::Post | Method::Put);
    let bytes = match &request.body {
        Some(bytes) => bytes.as_slice(),
        None if is_write => &[],
        None => return Ok(Map::new()),
    };
    let media = request.header("content-type").unwrap_or_default();
    if !media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Err(Refusal::media());
    }
    if request.header("transfer-encoding").is_some() {
        return Err(Refusal::request("Chunked Transfer-Encoding is not supported."));
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Refusal::request("JSON data must be a dict.")),
        Err(_) => Err(Refusal::request("The request contains invalid JSON.")),
    }
}

fn dispatch(world: &mut World, method: Method, route: Route<'_>, call: &Call) -> Result<Value, Refusal> {
    match (route, method) {
        (Route::Tasks, Method::Get) => query::list(world, &call.params, call.sight),
        (Route::Tasks, Method::Put) => write::change_many(world, call),
        (Route::Tasks, _) => write::create(world, call),
        (Route::Task(id), Method::Put) => write::change_one(world, call, id),
        (Route::Task(id), Method::Delete) => write::delete(world, call, id),
        (Route::Task(id), _) => write::shown(world, call, id),
        (Route::Comments, Method::Post) => comments::create(world, call),
        (Route::Comments, _) => comments::page(world, &call.params),
        (Route::Comment(id), Method::Put) => comments::change(world, call, id),
        (Route::Comment(id), Method::Delete) => comments::remove(world, call, id),
        (Route::Comment(id), _) => comments::shown(world, id),
        (Route::Threads, _) => comments::threads(world, &call.params),
        (Route::Thread(id), _) => comments::thread_shown(world, id),
        (Route::Reading(page), _) => read::answer(world, page, call),
    }
}

fn authorize(world: &World, now: DateTime<Utc>, request: &Request) -> Option<String> {
    world.lets_in(now, request.header("authorization")?).map(str::to_owned)
}

/// The value of the `authorization` header for a key: it is the user name, the password is empty.
#[must_use]
pub fn authorization(key: &str) -> String {
    format!("Basic {}", base64(format!("{key}:").as_bytes()))
}

pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            (0..3).fold(0_usize, |bits, at| bits << 8 | usize::from(chunk.get(at).copied().unwrap_or(0)));
        for (place, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = DIGITS.get(bits >> shift & 63).filter(|_| place <= chunk.len());
            encoded.push(digit.map_or('=', |&byte| char::from(byte)));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{authorization, group};
    use crate::close::transport::Method;

    #[test]
    fn keys_are_encoded_with_an_empty_password() {
        assert_eq!(authorization("api_demo"), "Basic YXBpX2RlbW86");
        assert_eq!(authorization("ab"), "Basic YWI6");
        assert_eq!(authorization("abc"), "Basic YWJjOg==");
    }

    #[test]
    fn limits_are_counted_by_pattern() {
        assert_eq!(group(Method::Put, "/task/task_1/"), group(Method::Put, "/task/noti_2/"));
        assert_ne!(group(Method::Put, "/task/"), group(Method::Get, "/task/"));
    }
}
