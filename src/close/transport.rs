//! What goes over the wire, as plain values.
//!
//! The client speaks to any [`Transport`], so the real network, the pretend Close in process and a
//! recording are interchangeable. Knows nothing of JSON or of tasks.

use std::fmt;
use std::future::Future;
use std::time::Duration;

/// The HTTP methods Close uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or reads with a query too long for a URL.
    Post,
    /// Changes; always a patch.
    Put,
    /// Deletes for good.
    Delete,
}

/// One HTTP request, below the base URL. Its debug print hides the key.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// The path below the base URL, with both slashes: `/task/`.
    pub path: String,
    /// Query parameters in order, not yet percent-encoded.
    pub query: Vec<(String, String)>,
    /// Header names (lowercase) and values.
    pub headers: Vec<(String, String)>,
    /// The whole body, never chunked.
    pub body: Option<Vec<u8>>,
}

/// One HTTP answer, read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Header names (lowercase) and values.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Why there is no answer at all.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// The request never reached a server.
    #[error("cannot reach Close: {0}")]
    Unreachable(String),
    /// The request may or may not have been applied.
    #[error("no answer from Close within {} s", .0.as_secs())]
    TimedOut(Duration),
    /// The connection broke after the request was sent: it may or may not have been applied.
    #[error("the connection to Close broke: {0}")]
    Broken(String),
}

/// Something that carries a request to Close and brings the answer back.
pub trait Transport {
    /// Sends one request and waits for the whole answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, NoAnswer>>;
}

impl Request {
    /// A request without query, headers or body.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: Vec::new(), headers: Vec::new(), body: None }
    }

    /// The value of a header, by its lowercase name.
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// The same request with one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let body = self.body.as_deref().map(String::from_utf8_lossy);
        write!(f, "{:?} {} {:?} {names:?} {body:?}", self.method, self.path, self.query)
    }
}

impl Response {
    /// The value of a header, by its lowercase name.
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_request_hides_the_key() {
        let request = Request::new(Method::Get, "/me/").with("authorization", "Basic c2VjcmV0Og==");
        assert_eq!(request.header("authorization"), Some("Basic c2VjcmV0Og=="));
        assert_eq!(format!("{request:?}"), r#"Get /me/ [] ["authorization"] None"#);
    }

    #[test]
    fn every_way_to_get_no_answer_says_so() {
        let told = NoAnswer::TimedOut(Duration::from_secs(30)).to_string();
        assert_eq!(told, "no answer from Close within 30 s");
        assert_eq!(NoAnswer::Unreachable("no route".into()).to_string(), "cannot reach Close: no route");
    }
}
