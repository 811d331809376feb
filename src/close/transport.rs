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

/// One HTTP answer, read to its end. Its debug print hides tokens.
#[derive(Clone, PartialEq, Eq)]
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

/// A request for a file, wherever it is. Its debug print hides the key.
#[derive(Clone, PartialEq, Eq)]
pub struct Ask {
    /// The whole address.
    pub address: String,
    /// The value of the `authorization` header, if the key may go there.
    pub authorization: Option<String>,
}

impl fmt::Debug for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What stands behind the question mark may be a signature, which is as good as a key.
        let address = self.address.split('?').next().unwrap_or_default();
        write!(f, "{address}{}", if self.authorization.is_some() { " with the key" } else { "" })
    }
}

/// An answer whose body is still on its way.
#[derive(Debug)]
pub struct Arriving {
    /// Status and headers; the body is empty.
    pub head: Response,
    rest: Rest,
}

#[derive(Debug)]
enum Rest {
    Whole(Vec<u8>),
    Stream { answer: Box<reqwest::Response>, patience: Duration },
}

impl Arriving {
    /// An answer that is here already.
    pub fn whole(mut response: Response) -> Self {
        let rest = Rest::Whole(std::mem::take(&mut response.body));
        Self { head: response, rest }
    }

    /// An answer over the network; each piece may take so long.
    pub(super) fn stream(head: Response, answer: reqwest::Response, patience: Duration) -> Self {
        Self { head, rest: Rest::Stream { answer: Box::new(answer), patience } }
    }

    /// The next piece of the body; nothing at its end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, NoAnswer> {
        match &mut self.rest {
            Rest::Whole(body) => Ok(Some(std::mem::take(body)).filter(|body| !body.is_empty())),
            Rest::Stream { answer, patience } => {
                match tokio::time::timeout(*patience, answer.chunk()).await {
                    Ok(Ok(chunk)) => Ok(chunk.map(|bytes| bytes.to_vec())),
                    Ok(Err(_)) => Err(NoAnswer::Broken("it closed before the whole file came".into())),
                    Err(_) => Err(NoAnswer::TimedOut(*patience)),
                }
            }
        }
    }
}

/// Something that carries a request to Close and brings the answer back.
pub trait Transport {
    /// Sends one request and waits for the whole answer.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, NoAnswer>>;

    /// Where Close is: scheme, host and port, such as `https://api.close.com`.
    fn origin(&self) -> String;

    /// Asks for a file, wherever it is. A redirect is handed back, never followed.
    fn fetch(&self, ask: Ask) -> impl Future<Output = Result<Arriving, NoAnswer>>;
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
        // Only tokens are asked for by a form, and with secrets.
        let is_form =
            self.header("content-type").is_some_and(|media| media.ends_with("x-www-form-urlencoded"));
        let hidden = || std::borrow::Cow::Borrowed("***");
        let body = self.body.as_deref();
        let body = body.map(|body| if is_form { hidden() } else { String::from_utf8_lossy(body) });
        write!(f, "{:?} {} {:?} {names:?} {body:?}", self.method, self.path, self.query)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        let shown = if body.contains("\"access_token\"") { "***" } else { &*body };
        write!(f, "{} {:?} {shown:?}", self.status, self.headers)
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
    fn printed_requests_and_answers_hide_tokens() {
        let form = "application/x-www-form-urlencoded";
        let request = Request::new(Method::Post, "/token/").with("content-type", form);
        let request = Request { body: Some(b"refresh_token=secret".to_vec()), ..request };
        let answer = |body: &str| Response { status: 200, headers: Vec::new(), body: body.into() };
        let printed = format!("{request:?} {:?}", answer(r#"{"access_token": "secret"}"#));
        assert!(printed.contains("***") && !printed.contains("secret"), "{printed}");
        assert_eq!(format!("{:?}", answer("shown")), r#"200 [] "shown""#);
    }

    #[test]
    fn a_printed_request_for_a_file_hides_key_and_signature() {
        let address = "https://storage.example/a.wav?signature=secret".to_owned();
        let ask = Ask { address, authorization: Some("Basic c2VjcmV0Og==".into()) };
        assert_eq!(format!("{ask:?}"), "https://storage.example/a.wav with the key");
    }

    #[test]
    fn every_way_to_get_no_answer_says_so() {
        let told = NoAnswer::TimedOut(Duration::from_secs(30)).to_string();
        assert_eq!(told, "no answer from Close within 30 s");
        assert_eq!(NoAnswer::Unreachable("no route".into()).to_string(), "cannot reach Close: no route");
    }
}
