//! Servers on loopback: one that speaks TLS, one that never answers, one that says what it is told.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request as Incoming;
use axum::serve::Listener;
use closeout::close::base_url::BaseUrl;
use closeout::close::http::Http;
use closeout::close::route::{Proxy, Route};
use closeout::close::transport::{Method, NoAnswer, Request, Response};
use closeout::close::trust::Authorities;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

pub(crate) const AUTHORITY: &[u8] = include_bytes!("../certificates/authority.pem");

/// A certificate and its key, in PEM.
pub(crate) type Identity = (&'static [u8], &'static [u8]);

pub(crate) const GOOD: Identity =
    (include_bytes!("../certificates/good.pem"), include_bytes!("../certificates/good.key"));
pub(crate) const EXPIRED: Identity =
    (include_bytes!("../certificates/expired.pem"), include_bytes!("../certificates/expired.key"));
pub(crate) const ELSEWHERE: Identity =
    (include_bytes!("../certificates/elsewhere.pem"), include_bytes!("../certificates/elsewhere.key"));

struct Tls {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, address) = self.listener.accept().await.unwrap();
            // Whoever does not trust us hangs up here.
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// Serves over TLS at this address, and says on which port. It says who we are, and in which version of
/// HTTP it was asked.
pub(crate) async fn secure(address: &str, identity: Identity, protocols: &[&str]) -> u16 {
    let listener = TcpListener::bind(address).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config(identity, protocols)));
    let app = Router::new().fallback(async |request: Incoming| {
        let version = request.version();
        format!(r#"{{"id": "user_1", "first_name": "Ada", "version": "{version:?}", "organizations": ["orga_1"]}}"#)
    });
    tokio::spawn(async move { axum::serve(Tls { listener, acceptor }, app).await });
    port
}

fn config((certificate, key): Identity, protocols: &[&str]) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let chain = CertificateDer::pem_slice_iter(certificate).collect::<Result<_, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_slice(key).unwrap();
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = builder.with_no_client_auth().with_single_cert(chain, key).unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    config
}

/// Takes connections and says nothing.
pub(crate) async fn silent() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    port
}

/// Answers every connection with these bytes, then hangs up.
pub(crate) async fn saying(bytes: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(bytes).await;
        }
    });
    port
}

/// A port nobody listens on.
pub(crate) async fn closed() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

/// The way that trusts our authority, without a proxy of the machine the tests run on.
pub(crate) fn trusting() -> Route {
    let authorities = Authorities::read(AUTHORITY).unwrap();
    Route { authorities, proxy: Proxy::Direct, ..Route::default() }
}

/// The same way, trusting only whom the machine trusts, and impatient.
pub(crate) fn plain() -> Route {
    let patience = Duration::from_millis(300);
    Route { proxy: Proxy::Direct, answer_within: patience * 20, connect_within: patience, ..Route::default() }
}

/// Asks for who we are.
pub(crate) async fn ask(base: &str, route: Route) -> Result<(Response, &'static str), NoAnswer> {
    let http = Http::over(&BaseUrl::read(base).unwrap(), route);
    http.exchange(Request::new(Method::Get, "/me/")).await
}

/// Why there was no answer, without the words that are always the same.
pub(crate) async fn why(base: &str, route: Route) -> String {
    let failure = ask(base, route).await.unwrap_err();
    assert!(matches!(failure, NoAnswer::Unreachable(_)), "it may have been applied: {failure}");
    failure.to_string().strip_prefix("cannot reach Close: ").unwrap().to_owned()
}
