//! Why there is no answer, told in one sentence: what happened, to which host, and what to do.
//!
//! reqwest says "error sending request" for everything; what really happened is somewhere in the chain of
//! sources, and is decided by their types. What matters most is whether the request may have been applied:
//! only a failure to connect proves that it was not.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use chrono::DateTime;
use rustls::CertificateError;
use rustls::pki_types::UnixTime;

use super::route::ProxyAddress;
use super::transport::NoAnswer;

/// What was on its way.
pub(super) struct Trip<'a> {
    /// Where to.
    pub(super) host: &'a str,
    /// Through which proxy.
    pub(super) proxy: Option<ProxyAddress>,
    /// Whether that was told who we are.
    pub(super) has_login: bool,
    /// How long a connection might take.
    pub(super) connect_within: Duration,
    /// How long all of it might take.
    pub(super) answer_within: Duration,
}

/// Sorts a request that failed.
pub(super) fn sort(error: &reqwest::Error, trip: &Trip<'_>) -> NoAnswer {
    if error.is_builder() || error.is_connect() {
        tracing::info!("no connection: {}", chain(error));
        NoAnswer::Unreachable(unreached(error, trip))
    } else if error.is_timeout() {
        NoAnswer::TimedOut(trip.answer_within)
    } else {
        tracing::warn!("the connection broke: {}", chain(error));
        NoAnswer::Broken("it closed before an answer came".into())
    }
}

fn unreached(error: &reqwest::Error, trip: &Trip<'_>) -> String {
    let (host, chain) = (trip.host, chain(error));
    match &trip.proxy {
        Some(proxy) if names_proxy(&chain) => at_proxy(error, &chain, proxy, trip),
        Some(proxy) if error.is_timeout() => {
            between(error, &format!("{host} through the proxy {proxy}"), trip).unwrap_or(chain)
        }
        _ => between(error, host, trip).unwrap_or(chain),
    }
}

fn at_proxy(error: &reqwest::Error, chain: &str, proxy: &ProxyAddress, trip: &Trip<'_>) -> String {
    if chain.contains("authorization required") && trip.has_login {
        return format!("the proxy {proxy} does not accept the user and the password we have for it");
    }
    if chain.contains("authorization required") {
        return format!("the proxy {proxy} wants a user and a password: set CLOSEOUT_PROXY_AUTH");
    }
    if chain.contains("underlying connection") {
        let why = between(error, &format!("the proxy {proxy}"), trip);
        return why.unwrap_or_else(|| format!("the proxy {proxy} cannot be reached"));
    }
    format!("the proxy {proxy} does not let us through to {}", trip.host)
}

// What went wrong between here and the next one on the way, where we have words for it.
fn between(error: &reqwest::Error, who: &str, trip: &Trip<'_>) -> Option<String> {
    if let Some(why) = causes(error).find_map(|cause| cause.downcast_ref()) {
        return Some(insecure(why, who));
    }
    if error.is_dns() {
        return Some(format!("the name of {who} could not be resolved; is this machine online?"));
    }
    if error.is_timeout() {
        let seconds = trip.connect_within.as_secs();
        return Some(format!(
            "no connection to {who} within {seconds} s; is a firewall or a proxy in the way?"
        ));
    }
    let kinds = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    match kinds.last()? {
        ErrorKind::ConnectionRefused => Some(format!("{who} refused the connection")),
        ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => {
            Some(format!("there is no way from here to {who}; is this machine online, with IPv4 and IPv6?"))
        }
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
            Some(format!("{who} hung up before the connection was secure; is a firewall in the way?"))
        }
        _ => None,
    }
}

fn insecure(why: &rustls::Error, who: &str) -> String {
    match why {
        rustls::Error::InvalidCertificate(why) => distrusted(why, who),
        rustls::Error::InvalidMessage(_) => {
            format!("{who} does not answer in TLS; is base_url right, or a proxy in the way?")
        }
        other => format!("no secure connection to {who} ({other})"),
    }
}

fn distrusted(why: &CertificateError, who: &str) -> String {
    match why {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => format!(
            "nobody this machine trusts vouches for the certificate of {who}; if your company looks into traffic, \
             name its certificate in ca_file"
        ),
        CertificateError::ExpiredContext { not_after, .. } => {
            format!("the certificate of {who} ran out on {}; is this machine's clock right?", day(*not_after))
        }
        CertificateError::NotValidYetContext { not_before, .. } => {
            format!("the certificate of {who} begins on {}; is this machine's clock right?", day(*not_before))
        }
        CertificateError::NotValidForNameContext { presented, .. } => {
            let names = names(presented);
            format!("the certificate for {who} is that of {names}; does this network want a login first?")
        }
        other => format!("the certificate of {who} is not trusted ({other})"),
    }
}

fn day(time: UnixTime) -> String {
    let day = i64::try_from(time.as_secs()).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    day.map_or_else(|| "an unknown day".into(), |day| day.format("%Y-%m-%d").to_string())
}

// The library writes them as `DnsName("login.example")`.
fn names(presented: &[String]) -> String {
    let plain = |name: &String| name.split('"').nth(1).unwrap_or(name).to_owned();
    let names: Vec<String> = presented.iter().take(3).map(plain).collect();
    if names.is_empty() { "somebody else".into() } else { super::errors::one_line(&names.join(", "), 80) }
}

/// What happened, from the outermost cause to the innermost, without the address.
pub(super) fn chain(error: &reqwest::Error) -> String {
    let told: Vec<String> = causes(error).map(ToString::to_string).collect();
    // Wrappers often repeat what they wrap.
    let news = told
        .iter()
        .enumerate()
        .filter(|(at, text)| !told.iter().skip(at + 1).any(|later| text.contains(later)));
    let news: Vec<&str> = news.map(|(_, text)| text.as_str()).collect();
    if news.is_empty() { "the request failed".into() } else { news.join(": ") }
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| inside(*cause))
}

// An io::Error does not name what it holds as its source, and rustls and connectors hide in several of them.
fn inside<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let held = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    held.map(|held| held as &(dyn Error + 'static)).or_else(|| cause.source())
}

// The proxy errors of hyper have no public type; their texts name the tunnel or the SOCKS version. What a
// real proxy makes of it is in tests/network.
fn names_proxy(chain: &str) -> bool {
    let chain = chain.to_ascii_lowercase();
    ["tunnel", "socks"].iter().any(|word| chain.contains(word))
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
        let patience = Duration::from_secs(30);
        let trip = Trip {
            host: "api.close.com",
            proxy: None,
            has_login: false,
            connect_within: patience,
            answer_within: patience,
        };
        sort(&error, &trip)
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
            "cannot reach Close: the name of api.close.com could not be resolved; is this machine online?"
        );
    }

    #[tokio::test]
    async fn a_peer_that_speaks_no_tls_was_never_reached() {
        let port = answering(b"HTTP/1.1 200 OK\r\n\r\n").await;
        let failure = failure(builder(), &format!("https://127.0.0.1:{port}/")).await;
        assert!(matches!(failure, NoAnswer::Unreachable(_)), "{failure}");
    }

    #[test]
    fn what_is_inside_an_io_error_is_found_however_deep() {
        let reason = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let hidden = io::Error::other(io::Error::other(reason));
        let deepest = inside(&hidden).and_then(inside).unwrap();
        assert!(deepest.is::<rustls::Error>() && inside(deepest).is_none());
    }
}
