//! Why there is no answer, told in one sentence.
//!
//! reqwest says "error sending request" for everything; what really happened is somewhere in the chain of
//! sources. What matters most is whether the request may have been applied: only a failure to connect proves
//! that it was not.

use std::error::Error;
use std::io;
use std::time::Duration;

use super::http::CONNECT_TIMEOUT;
use super::transport::NoAnswer;

/// Sorts a failed request to `host`, which had `patience` for the whole of it.
pub(super) fn sort(error: &reqwest::Error, host: &str, patience: Duration) -> NoAnswer {
    if error.is_builder() || error.is_connect() {
        NoAnswer::Unreachable(unreached(error, host))
    } else if error.is_timeout() {
        NoAnswer::TimedOut(patience)
    } else {
        tracing::warn!("the connection broke: {}", chain(error));
        NoAnswer::Broken("it closed before an answer came".into())
    }
}

fn unreached(error: &reqwest::Error, host: &str) -> String {
    let chain = chain(error);
    if let Some(reason) = certificate(error) {
        format!("the certificate of {host} is not trusted ({reason})")
    } else if names_proxy(&chain) {
        format!("the proxy did not let us through to {host} ({chain})")
    } else if error.is_dns() {
        format!("the name {host} could not be resolved; is this machine online?")
    } else if is_refused(error) {
        format!("{host} refused the connection")
    } else if error.is_timeout() {
        format!("no connection to {host} within {} s", CONNECT_TIMEOUT.as_secs())
    } else {
        chain
    }
}

/// What happened, from the outermost cause to the innermost, without the address.
pub(super) fn chain(error: &reqwest::Error) -> String {
    let told: Vec<String> = sources(error).map(ToString::to_string).collect();
    // Wrappers often repeat what they wrap.
    let news = told
        .iter()
        .enumerate()
        .filter(|(at, text)| !told.iter().skip(at + 1).any(|later| text.contains(later)));
    let news: Vec<&str> = news.map(|(_, text)| text.as_str()).collect();
    if news.is_empty() { "the request failed".into() } else { news.join(": ") }
}

fn sources<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |error: &&'a (dyn Error + 'static)| (**error).source())
}

fn certificate(error: &reqwest::Error) -> Option<String> {
    sources(error).find_map(|source| match tls(source)? {
        rustls::Error::InvalidCertificate(reason) => Some(reason.to_string()),
        _ => None,
    })
}

// rustls hides inside an io::Error, which does not name it as its source.
fn tls<'a>(source: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let inside = source.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    source.downcast_ref().or_else(|| inside?.downcast_ref())
}

fn is_refused(error: &reqwest::Error) -> bool {
    let mut errors = sources(error).filter_map(|source| source.downcast_ref::<io::Error>());
    errors.any(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

// The proxy errors of hyper have no public type; their texts name the tunnel or the SOCKS version.
fn names_proxy(chain: &str) -> bool {
    let chain = chain.to_ascii_lowercase();
    ["tunnel", "proxy", "socks"].iter().any(|word| chain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::dns::{Name, Resolve, Resolving};
    use tokio::net::TcpListener;

    fn builder() -> reqwest::ClientBuilder {
        let _ = rustls::crypto::ring::default_provider().install_default();
        reqwest::Client::builder().no_proxy().tls_certs_only(None).connect_timeout(Duration::from_secs(5))
    }

    async fn failure(builder: reqwest::ClientBuilder, url: &str) -> NoAnswer {
        let error = builder.build().unwrap().get(url).send().await.unwrap_err();
        sort(&error, "api.close.com", Duration::from_secs(30))
    }

    /// Answers one connection with these bytes.
    async fn answering(bytes: &'static [u8]) -> u16 {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(bytes).await;
        });
        port
    }

    struct Nameless;

    impl Resolve for Nameless {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(std::future::ready(Err("no such name".into())))
        }
    }

    #[tokio::test]
    async fn a_name_nobody_knows_is_told_as_such() {
        let told = failure(builder().dns_resolver(Nameless), "http://close.invalid/").await.to_string();
        assert_eq!(
            told,
            "cannot reach Close: the name api.close.com could not be resolved; is this machine online?"
        );
    }

    #[tokio::test]
    async fn a_proxy_that_says_no_is_told_as_such() {
        let port = answering(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await;
        let proxy = reqwest::Proxy::all(format!("http://127.0.0.1:{port}")).unwrap();
        let failure = failure(builder().proxy(proxy), "https://close.invalid/").await;
        assert!(matches!(failure, NoAnswer::Unreachable(_)));
        assert!(failure.to_string().contains("the proxy did not let us through"), "{failure}");
    }

    #[tokio::test]
    async fn a_peer_that_speaks_no_tls_was_never_reached() {
        let port = answering(b"HTTP/1.1 200 OK\r\n\r\n").await;
        let failure = failure(builder(), &format!("https://127.0.0.1:{port}/")).await;
        assert!(matches!(failure, NoAnswer::Unreachable(_)), "{failure}");
    }

    #[test]
    fn a_certificate_is_found_inside_an_io_error() {
        let reason = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let hidden = io::Error::other(reason);
        assert!(matches!(tls(&hidden), Some(rustls::Error::InvalidCertificate(_))));
        assert!(tls(&io::Error::other("else")).is_none());
    }
}
