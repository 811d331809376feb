//! Every way Close says no, as one sentence and one failure.
//!
//! Close publishes no error schema and no codes. Seen are `error`, `errors` as a list or an object by index,
//! `field-errors` nested to any depth, HTML pages and nothing at all. Texts are shown, never matched on, with
//! one exception that errs on the side of keeping a task.

use anstream::adapter::strip_str;
use reqwest::StatusCode;
use serde_json::{Map, Value};

use super::limits;
use super::transport::{NoAnswer, Response};
use crate::domain::failure::Failure;

/// The longest sentence shown, in characters.
const LONGEST: usize = 200;

/// What a request was about, where that decides what an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// One task, by its id: it may be gone.
    OneTask,
    /// Anything else.
    Anything,
}

/// What an answer other than 2xx means for the one who asked.
///
/// A 401 is taken as "this key is not accepted". For one task it may also mean "not yours", which only a
/// second question can tell: see `Client`.
pub(super) fn failure(response: &Response, about: About) -> Failure {
    match response.status {
        429 => Failure::Busy(limits::wait(response)),
        401 => Failure::Login(LOGIN.into()),
        404 if about == About::OneTask && says_no_such_object(response) => Failure::Gone,
        // A proxy asks for a password, or the server tired of waiting: nothing Close itself decided.
        407 | 408 => Failure::Unclear(status_sentence(response)),
        400..=499 => Failure::Refused(sentence(response)),
        _ => Failure::Unclear(status_sentence(response)),
    }
}

/// What it means that no answer came.
pub(super) fn unanswered(why: &NoAnswer) -> Failure {
    match why {
        NoAnswer::Unreachable(_) => Failure::Offline(why.to_string()),
        NoAnswer::TimedOut(_) | NoAnswer::Broken(_) => Failure::Unclear(why.to_string()),
    }
}

const LOGIN: &str = "Close does not accept this API key: set another CLOSE_API_KEY and start again";

// A task that is gone is dropped with its changes, so a wrong address or a page put in between must not look
// like it: those speak HTML, or of a URL.
fn says_no_such_object(response: &Response) -> bool {
    let is_json = serde_json::from_slice::<Map<String, Value>>(&response.body).is_ok();
    is_json && !words(&response.body).contains("requested URL")
}

/// What Close says is wrong; the status, if it says nothing.
pub(super) fn sentence(response: &Response) -> String {
    let words = words(&response.body);
    if words.is_empty() { status_sentence(response) } else { words }
}

/// The status, and what Close says about it.
fn status_sentence(response: &Response) -> String {
    let status = response.status;
    let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    let answered = reason.map_or_else(|| status.to_string(), |reason| format!("{status} {reason}"));
    match words(&response.body) {
        words if words.is_empty() => format!("Close answered {answered}"),
        words => format!("Close answered {answered}: {words}"),
    }
}

/// What a body says, as far as it is meant for people.
fn words(body: &[u8]) -> String {
    if let Ok(json) = serde_json::from_slice::<Value>(body) {
        let mut told = Vec::new();
        walk(&json, "", &mut told);
        return one_line(&told.join("; "), LONGEST);
    }
    let text = String::from_utf8_lossy(body);
    let first = text.trim().lines().next().unwrap_or_default();
    if first.starts_with('<') { String::new() } else { one_line(first, LONGEST) }
}

/// Collects every message in an error body, each behind the path of the field it is about.
fn walk(value: &Value, path: &str, told: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Object(object) => walk_object(object, path, told),
        Value::Array(items) => items.iter().for_each(|item| walk(item, path, told)),
        Value::String(text) => told.extend(leaf(text, path)),
        other => told.extend(leaf(&other.to_string(), path)),
    }
}

fn walk_object(object: &Map<String, Value>, path: &str, told: &mut Vec<String>) {
    let wrappers = ["error", "message", "errors", "field-errors"];
    let mut wrapped = wrappers.iter().filter_map(|name| object.get(*name)).peekable();
    if wrapped.peek().is_some() {
        wrapped.for_each(|value| walk(value, path, told));
        return;
    }
    for (name, value) in object {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        walk(value, &path, told);
    }
}

fn leaf(text: &str, path: &str) -> Option<String> {
    let text = text.trim();
    match (text.is_empty(), path.is_empty()) {
        (true, _) => None,
        (false, true) => Some(text.to_owned()),
        (false, false) => Some(format!("{path}: {text}")),
    }
}

/// Foreign text made safe to print on one line, cut after so many characters.
pub(super) fn one_line(text: &str, longest: usize) -> String {
    let text = strip_str(text).to_string();
    let spaced = text.chars().map(|char| if char.is_whitespace() { ' ' } else { char });
    let mut safe = spaced.filter(|char| !char.is_control() && !turns_text(*char));
    let mut line: String = safe.by_ref().take(longest).collect();
    if safe.next().is_some() {
        line.push('…');
    }
    line.trim().to_owned()
}

// Marks that reorder the text around them.
fn turns_text(char: char) -> bool {
    matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn answer(status: u16, body: &str) -> Response {
        Response { status, headers: Vec::new(), body: body.into() }
    }

    #[test]
    fn every_known_shape_becomes_one_sentence() {
        for (body, expected) in [
            (
                r#"{"errors": [], "field-errors": {"lead": "Object does not exist."}}"#,
                "lead: Object does not exist.",
            ),
            (r#"{"errors": ["Nothing to do"], "field-errors": {}}"#, "Nothing to do"),
            (r#"{"errors": ["One", "Two"]}"#, "One; Two"),
            (r#"{"error": "_limit must be an integer"}"#, "_limit must be an integer"),
            (
                r#"{"errors": ["Not now"], "field-errors": {"date": "Bad."}, "count": 3}"#,
                "Not now; date: Bad.",
            ),
            (r#"{"field-errors": {"date": ["Too early.", "Too odd."]}}"#, "date: Too early.; date: Too odd."),
            (r#"{"message": "Over", "rate_limit": 9}"#, "Over"),
            (r#"{"error": {"message": "Nested"}}"#, "Nested"),
            (r#""only a text""#, "only a text"),
            ("plain words\nsecond line", "plain words"),
        ] {
            assert_eq!(sentence(&answer(400, body)), expected, "{body}");
        }
    }

    #[test]
    fn nested_errors_name_the_way_to_the_field() {
        let body = r#"{"errors": [], "field-errors": {"contacts": {"errors": {"0": {"field-errors":
            {"emails": {"errors": {"1": {"field-errors": {"email": "Invalid email address."}}}}}}}}}}"#;
        assert_eq!(sentence(&answer(400, body)), "contacts.0.emails.1.email: Invalid email address.");
    }

    #[test]
    fn what_says_nothing_is_told_by_its_status() {
        for body in ["", "{}", "null", "[]", r#"{"error": " "}"#, "<html><body>nginx", "\n <!DOCTYPE html>"] {
            assert_eq!(sentence(&answer(403, body)), "Close answered 403 Forbidden", "{body}");
        }
        assert_eq!(sentence(&answer(499, "")), "Close answered 499");
    }

    #[test]
    fn foreign_words_are_cut_and_cannot_steer_a_terminal() {
        let long = format!(r#"{{"error": "{}"}}"#, "é".repeat(300));
        assert_eq!(sentence(&answer(400, &long)).chars().count(), 201);
        let evil = r#"{"error": "\u001b[31mred\u001b[0m\u0007 and\n\u202eback"}"#;
        assert_eq!(sentence(&answer(400, evil)), "red and back");
    }

    #[test]
    fn each_status_is_sorted_by_what_to_do_next() {
        let (says, url) = (r#"{"error": "Empty query"}"#, r#"{"error": "The requested URL was not found"}"#);
        let refused = |words: &str| Failure::Refused(words.into());
        for (status, body, about, expected) in [
            (400, says, About::OneTask, refused("Empty query")),
            (402, "", About::OneTask, refused("Close answered 402 Payment Required")),
            (403, "", About::Anything, refused("Close answered 403 Forbidden")),
            (404, says, About::OneTask, Failure::Gone),
            (404, says, About::Anything, refused("Empty query")),
            (404, url, About::OneTask, refused("The requested URL was not found")),
            (404, "<html>", About::OneTask, refused("Close answered 404 Not Found")),
            (401, says, About::Anything, Failure::Login(LOGIN.into())),
            (302, "", About::OneTask, Failure::Unclear("Close answered 302 Found".into())),
            (503, "", About::OneTask, Failure::Unclear("Close answered 503 Service Unavailable".into())),
            (
                500,
                says,
                About::OneTask,
                Failure::Unclear("Close answered 500 Internal Server Error: Empty query".into()),
            ),
            (429, r#"{"rate_reset": 3}"#, About::OneTask, Failure::Busy(Duration::from_secs(3))),
        ] {
            assert_eq!(failure(&answer(status, body), about), expected, "{status} {body}");
        }
    }

    #[test]
    fn only_what_never_left_is_called_offline() {
        assert!(matches!(unanswered(&NoAnswer::Unreachable("x".into())), Failure::Offline(_)));
        assert!(matches!(unanswered(&NoAnswer::Broken("x".into())), Failure::Unclear(_)));
        assert!(matches!(unanswered(&NoAnswer::TimedOut(Duration::from_secs(30))), Failure::Unclear(_)));
    }
}
