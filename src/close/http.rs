//! The real transport: reqwest over rustls.
//!
//! The connection pool and the list of trusted authorities are made at the first request, away from the
//! thread that draws, so start-up never waits for them. Redirects are never followed here: they would carry
//! the key to wherever they point. Knows nothing of JSON or of tasks.

use std::time::Duration;

use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, ClientBuilder, Url, redirect};
use tokio::sync::OnceCell;

use super::aside::{Names, aside};
use super::base_url::BaseUrl;
use super::network::{self, Trip};
use super::route::{ProxyAddress, Route};
use super::transport::{Arriving, Ask, Method, NoAnswer, Request, Response, Transport};

/// The largest answer that is read; a page of a hundred tasks is below one of these bytes in a hundred.
const MAX_ANSWER: usize = 32 * 1024 * 1024;
/// How many lines to Close are kept open where it does not speak HTTP/2, which needs one.
const IDLE: usize = 2;
/// The largest answer that there is as a rule.
const USUAL_ANSWER: usize = 256 * 1024;

/// How long a whole file may take, and how long nothing of it may come.
const FILE_TIMEOUT: Duration = Duration::from_secs(15 * 60);
const FILE_SILENCE: Duration = Duration::from_secs(30);

/// Carries requests to one address over HTTP.
#[derive(Debug)]
pub struct Http {
    base: BaseUrl,
    route: Route,
    client: OnceCell<reqwest::Client>,
}

impl Http {
    /// A transport to this address, as the system says. Opens nothing yet.
    pub fn new(base: &BaseUrl) -> Self {
        Self::over(base, Route::default())
    }

    /// A transport to this address by this route. Opens nothing yet.
    pub fn over(base: &BaseUrl, route: Route) -> Self {
        Self { base: base.clone(), route, client: OnceCell::new() }
    }

    async fn client(&self) -> Result<&reqwest::Client, NoAnswer> {
        let (base, route) = (self.base.clone(), self.route.clone());
        let made = async {
            // Reading the host's list of authorities takes tens of milliseconds.
            match aside("reads authorities", move || make_client(&base, &route)).await {
                Ok(made) => made.map_err(|error| NoAnswer::Unreachable(network::chain(&error))),
                Err(why) => Err(NoAnswer::Unreachable(why.to_string())),
            }
        };
        self.client.get_or_try_init(|| made).await
    }

    /// Sends one request, and says besides in which version of HTTP it was answered.
    pub async fn exchange(&self, request: Request) -> Result<(Response, &'static str), NoAnswer> {
        let url = self.address(&request)?;
        let sort = |error: &reqwest::Error| self.sort(error, &url, self.route.answer_within);
        let sent = build(self.client().await?, &url, request)?.send().await;
        let mut answer = sent.map_err(|error| sort(&error))?;
        let status = answer.status().as_u16();
        let version = if answer.version() == reqwest::Version::HTTP_2 { "HTTP/2" } else { "HTTP/1.1" };
        let headers = plain_headers(answer.headers());
        // Where it says how long it is, room is made once, and no more than for a usual page.
        let length = answer.content_length().and_then(|length| usize::try_from(length).ok());
        let mut body = Vec::with_capacity(length.unwrap_or_default().min(USUAL_ANSWER));
        while let Some(chunk) = answer.chunk().await.map_err(|error| sort(&error))? {
            if body.len() + chunk.len() > MAX_ANSWER {
                return Err(NoAnswer::Broken("the answer is larger than 32 MiB".into()));
            }
            body.extend_from_slice(&chunk);
        }
        Ok((Response { status, headers, body }, version))
    }

    fn address(&self, request: &Request) -> Result<Url, NoAnswer> {
        let mut url =
            Url::parse(&format!("{}{}", self.base, request.path)).map_err(|_| unsendable("path"))?;
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        Ok(url)
    }

    fn sort(&self, error: &reqwest::Error, url: &Url, answer_within: Duration) -> NoAnswer {
        let proxy = self.route.through(url);
        let trip = Trip {
            host: url.host_str().unwrap_or_default(),
            has_login: proxy.as_ref().is_some_and(|proxy| !proxy.username().is_empty()),
            proxy: proxy.map(ProxyAddress::of),
            connect_within: self.route.connect_within,
            answer_within,
        };
        network::sort(error, &trip)
    }
}

impl Transport for Http {
    async fn send(&self, request: Request) -> Result<Response, NoAnswer> {
        self.exchange(request).await.map(|(response, _)| response)
    }

    fn origin(&self) -> String {
        self.base.origin()
    }

    async fn fetch(&self, ask: Ask) -> Result<Arriving, NoAnswer> {
        let url = Url::parse(&ask.address).map_err(|_| unsendable("address"))?;
        let key = ask.authorization.map(|value| ("authorization".to_owned(), value));
        // Made after the default headers, this one replaces that for JSON.
        let accept = ("accept".to_owned(), "*/*".to_owned());
        let headers = headers(&key.into_iter().chain([accept]).collect::<Vec<_>>())?;
        let request = self.client().await?.get(url.clone()).headers(headers).timeout(FILE_TIMEOUT);
        let sent = tokio::time::timeout(FILE_SILENCE, request.send()).await;
        let sent = sent.map_err(|_| NoAnswer::TimedOut(FILE_SILENCE))?;
        let answer = sent.map_err(|error| self.sort(&error, &url, FILE_TIMEOUT))?;
        let (status, headers) = (answer.status().as_u16(), plain_headers(answer.headers()));
        let head = Response { status, headers, body: Vec::new() };
        Ok(Arriving::stream(head, answer, FILE_SILENCE))
    }
}

fn build(client: &reqwest::Client, url: &Url, request: Request) -> Result<reqwest::RequestBuilder, NoAnswer> {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Delete => reqwest::Method::DELETE,
    };
    let builder = client.request(method, url.clone()).headers(headers(&request.headers)?);
    // A whole buffer as body always gets a content-length; Close refuses chunked bodies.
    Ok(match request.body {
        Some(body) => builder.body(body),
        None => builder,
    })
}

fn make_client(base: &BaseUrl, route: &Route) -> reqwest::Result<reqwest::Client> {
    // reqwest panics without a provider; that a second install fails is of no consequence.
    let _ = rustls::crypto::ring::default_provider().install_default();
    if base.is_plain() {
        return settings(route).tls_certs_only(None).build();
    }
    let ours = route.authorities.certificates();
    match settings(route).build() {
        Ok(client) if ours.is_empty() => Ok(client),
        Ok(_) => settings(route).tls_certs_merge(ours).build(),
        // A bare container has no authorities at all, and then no client can be built.
        Err(_) => settings(route).tls_certs_merge(ours.into_iter().chain(mozilla_roots())).build(),
    }
}

fn settings(route: &Route) -> ClientBuilder {
    let mut always = HeaderMap::new();
    always.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let chosen = route.clone();
    reqwest::Client::builder()
        .user_agent(concat!("closeout/", env!("CARGO_PKG_VERSION")))
        .default_headers(always)
        .redirect(redirect::Policy::none())
        // The system's proxies among them: whoever chooses them knows which one it was.
        .proxy(reqwest::Proxy::custom(move |url| chosen.through(url)))
        .dns_resolver(Names)
        .connect_timeout(route.connect_within)
        .timeout(route.answer_within)
        // Shorter than servers keep theirs, so that a change is not written into a closing connection.
        .pool_idle_timeout(Duration::from_secs(45))
        // Each keeps the room of the largest answer it brought.
        .pool_max_idle_per_host(IDLE)
}

fn mozilla_roots() -> Vec<Certificate> {
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    roots.filter_map(|root| Certificate::from_der(root).ok()).collect()
}

fn headers(pairs: &[(String, String)]) -> Result<HeaderMap, NoAnswer> {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsendable(name))?;
        let mut value = HeaderValue::from_str(value).map_err(|_| unsendable(name))?;
        value.set_sensitive(name == "authorization");
        headers.insert(key, value);
    }
    Ok(headers)
}

fn plain_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect()
}

fn unsendable(part: &str) -> NoAnswer {
    NoAnswer::Unreachable(format!("the request has a {part} that cannot be sent"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    /// Takes one request, gives one raw answer and hangs up.
    async fn serve_once(answer: &'static [u8]) -> (Http, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/api/v1", listener.local_addr().unwrap());
        let served = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).await.unwrap();
            stream.write_all(answer).await.unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        (Http::new(&BaseUrl::read(&base).unwrap()), served)
    }

    fn put() -> Request {
        let body = Some(b"{\"is_complete\":true}".to_vec());
        Request { body, ..Request::new(Method::Put, "/task/task_1/") }.with("x-tz-offset", "-4")
    }

    #[tokio::test]
    async fn a_request_goes_out_whole_and_its_answer_comes_back() {
        let (http, served) =
            serve_once(b"HTTP/1.1 200 OK\r\nX-Thing: Yes\r\ncontent-length: 2\r\n\r\n{}").await;
        let request = Request { query: vec![("id__in".into(), "a,b c".into())], ..put() };
        let answer = http.send(request).await.unwrap();
        assert_eq!((answer.status, answer.header("x-thing"), &*answer.body), (200, Some("Yes"), &b"{}"[..]));
        let sent = served.await.unwrap();
        assert!(sent.starts_with("PUT /api/v1/task/task_1/?id__in=a%2Cb+c HTTP/1.1\r\n"), "{sent}");
        let agent = concat!("user-agent: closeout/", env!("CARGO_PKG_VERSION"));
        for line in ["accept: application/json\r\n", "content-length: 20\r\n", "x-tz-offset: -4\r\n", agent] {
            assert!(sent.contains(line), "{line} is not in {sent}");
        }
    }

    #[tokio::test]
    async fn a_redirect_is_handed_back_instead_of_followed() {
        let (http, _served) =
            serve_once(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n")
                .await;
        assert_eq!(http.send(put()).await.unwrap().status, 302);
    }

    #[tokio::test]
    async fn a_closed_port_was_surely_never_reached() {
        for scheme in ["http", "https"] {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let base = BaseUrl::read(&format!("{scheme}://{}", listener.local_addr().unwrap())).unwrap();
            drop(listener);
            let error = Http::new(&base).send(put()).await.unwrap_err();
            assert_eq!(error.to_string(), "cannot reach Close: 127.0.0.1 refused the connection");
            assert!(matches!(error, NoAnswer::Unreachable(_)));
        }
    }

    #[tokio::test]
    async fn a_connection_that_breaks_after_the_request_may_have_done_something() {
        for answer in [&b""[..], b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{"] {
            let (http, _served) = serve_once(answer).await;
            assert!(matches!(http.send(put()).await, Err(NoAnswer::Broken(_))));
        }
    }

    #[tokio::test]
    async fn silence_after_the_request_may_have_done_something() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = BaseUrl::read(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let patience = Duration::from_millis(200);
        let http = Http::over(&base, Route { answer_within: patience, ..Route::default() });
        assert!(matches!(http.send(put()).await, Err(NoAnswer::TimedOut(waited)) if waited == patience));
    }

    #[tokio::test]
    async fn an_answer_without_end_is_given_up() {
        let (http, _served) = serve_once(b"HTTP/1.1 200 OK\r\ncontent-length: 33554433\r\n\r\n").await;
        let error = http.send(put()).await.unwrap_err();
        assert!(matches!(error, NoAnswer::Broken(_)), "{error}");
    }

    #[test]
    fn a_client_can_be_built_where_the_host_trusts_nobody() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let roots = mozilla_roots();
        assert!(roots.len() > 100);
        assert!(settings(&Route::default()).tls_certs_merge(roots).build().is_ok());
    }
}
