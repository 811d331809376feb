//! Every way the pretend Close says no, in the shapes Close has been seen to use.
//!
//! Close has no error codes and no published schema: field errors, general errors and request-level errors
//! each look different, and this file is the only place that knows how.

use serde_json::{Map, Value, json};

use crate::close::transport::Response;

/// A request that is not carried out, and the answer it gets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) headers: Vec<(String, String)>,
}

impl Refusal {
    fn new(status: u16, body: Value) -> Self {
        Self { status, body, headers: Vec::new() }
    }

    /// A malformed request: bad JSON, bad `_limit`, bad `_skip`.
    pub(super) fn request(sentence: impl Into<String>) -> Self {
        Self::new(400, json!({ "error": sentence.into() }))
    }

    /// A request that is well-formed but not allowed, with no single field to blame.
    pub(super) fn general(status: u16, sentence: &str) -> Self {
        Self::new(status, json!({ "errors": [sentence], "field-errors": {} }))
    }

    /// Values Close does not accept, by field name.
    pub(super) fn fields(messages: &Map<String, Value>) -> Self {
        Self::new(400, json!({ "errors": [], "field-errors": messages }))
    }

    /// One value Close does not accept.
    pub(super) fn field(name: &str, message: &str) -> Self {
        Self::fields(&Map::from_iter([(name.to_owned(), Value::from(message))]))
    }

    /// No such object; `class` is the server's own name for the kind of thing.
    pub(super) fn missing(class: &str) -> Self {
        Self::new(404, json!({ "error": format!("Empty query: {class} matching query does not exist.") }))
    }

    /// No such path, which includes a path without its final slash.
    pub(super) fn path() -> Self {
        let sentence = "The requested URL was not found on the server. If you entered the URL manually please \
                        check your spelling and try again.";
        Self::new(404, json!({ "error": sentence }))
    }

    /// The path exists, but not for this method.
    pub(super) fn method() -> Self {
        Self::new(405, json!({ "error": "The method is not allowed for the requested URL." }))
    }

    /// No key, or one this world does not know.
    pub(super) fn unauthorized() -> Self {
        let sentence = "The server could not verify that you are authorized to access the URL requested. You \
                        either supplied the wrong credentials (e.g. a bad password), or your browser doesn't \
                        understand how to supply the credentials required.";
        Self::new(401, json!({ "error": sentence }))
    }

    /// A permission that is missing on a single object; the server library answers it like a bad key.
    pub(super) fn forbidden() -> Self {
        Self::new(401, json!({ "error": "Unauthorized" }))
    }

    /// A body that does not call itself JSON.
    pub(super) fn media() -> Self {
        let sentence = "Please send valid JSON with a 'Content-Type: application/json' header.";
        Self::new(415, json!({ "error": sentence }))
    }

    /// Too many requests; the body is the deprecated one that is still being sent.
    pub(super) fn throttled(limit: u32, window: u32, reset: f64) -> Self {
        let body = json!({
            "message": "API call count exceeded for this period",
            "rate_endpoint_group": "5c6b1f0e7a9d4c32",
            "rate_limit": limit,
            "rate_limit_type": "key",
            "rate_reset": format!("{reset:.6}"),
            "rate_window": window,
        });
        // Close documents `retry-after` as whole seconds, rounded up.
        let headers = vec![("retry-after".to_owned(), format!("{:.0}", reset.ceil().max(1.0)))];
        Self { status: 429, body, headers }
    }

    /// The same refusal with how many objects had been changed before it.
    pub(super) fn after(mut self, count: usize) -> Self {
        if let Some(body) = self.body.as_object_mut() {
            body.insert("count".to_owned(), count.into());
        }
        self
    }

    /// As it goes over the wire.
    pub(super) fn response(self) -> Response {
        let mut response = respond(self.status, &self.body);
        response.headers.extend(self.headers);
        response
    }
}

/// A JSON answer.
pub(super) fn respond(status: u16, body: &Value) -> Response {
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    Response { status, headers, body: body.to_string().into_bytes() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Refusal;

    #[test]
    fn field_errors_look_like_the_recorded_one() {
        let refusal = Refusal::field("lead", "Object does not exist.");
        assert_eq!(
            refusal.body,
            json!({ "errors": [], "field-errors": { "lead": "Object does not exist." } })
        );
    }

    #[test]
    fn a_bulk_refusal_counts_what_was_already_done() {
        assert_eq!(Refusal::request("no").after(3).body, json!({ "error": "no", "count": 3 }));
    }

    #[test]
    fn retry_after_is_rounded_up_to_whole_seconds() {
        let response = Refusal::throttled(240, 8, 0.3).response();
        assert_eq!((response.status, response.header("retry-after")), (429, Some("1")));
    }
}
