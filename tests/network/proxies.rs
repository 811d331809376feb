//! Proxies: taken, left out, with and without a login, and every way they fail.

use std::time::Duration;

use closeout::close::route::{Proxy, ProxyAddress, ProxyLogin, Route};

use crate::proxy::{Rules, start};
use crate::server::{GOOD, ask, closed, saying, secure, silent, trusting, why};

// base64 of ada:secret
const ADA: &str = "Basic YWRhOnNlY3JldA==";

fn through(proxy: &str) -> Route {
    Route { proxy: Proxy::At(ProxyAddress::read(proxy).unwrap()), ..trusting() }
}

#[tokio::test]
async fn what_only_the_proxy_knows_is_reached_through_it_in_either_version_of_http() {
    for (protocols, version) in [(&["h2"][..], "HTTP/2"), (&["http/1.1"], "HTTP/1.1")] {
        let port = secure("127.0.0.1:0", GOOD, protocols).await;
        let mut proxy = start(Rules::default()).await;
        let route = through(&format!("http://127.0.0.1:{}", proxy.port));
        let (answer, seen) = ask(&format!("https://close.test:{port}/api/v1"), route).await.unwrap();
        assert_eq!((answer.status, seen), (200, version));
        assert_eq!(proxy.asked(), [format!("close.test:{port}")]);
    }
}

#[tokio::test]
async fn this_machine_is_never_reached_through_a_proxy() {
    let mut proxy = start(Rules { is_strict: true, ..Rules::default() }).await;
    let port = secure("127.0.0.1:0", GOOD, &["h2"]).await;
    for base in [format!("https://localhost:{port}"), format!("https://127.0.0.1:{port}")] {
        let route = through(&format!("http://127.0.0.1:{}", proxy.port));
        assert_eq!(ask(&base, route).await.unwrap().0.status, 200);
    }
    assert!(proxy.asked().is_empty());
}

#[tokio::test]
async fn a_proxy_that_wants_a_login_gets_it_from_its_address_or_from_beside_it() {
    let port = secure("127.0.0.1:0", GOOD, &["h2"]).await;
    let proxy = start(Rules { wants: Some(ADA), ..Rules::default() }).await;
    let (base, at) = (format!("https://close.test:{port}"), format!("127.0.0.1:{}", proxy.port));
    assert_eq!(ask(&base, through(&format!("http://ada:secret@{at}"))).await.unwrap().0.status, 200);
    let beside = Route { login: Some(ProxyLogin::new("ada:secret")), ..through(&at) };
    assert_eq!(ask(&base, beside).await.unwrap().0.status, 200);
    let expected = format!("the proxy http://{at} wants a user and a password: set CLOSEOUT_PROXY_AUTH");
    assert_eq!(why(&base, through(&at)).await, expected);
    let expected = format!("the proxy http://{at} does not accept the user and the password we have for it");
    assert_eq!(why(&base, through(&format!("http://ada:wrong@{at}"))).await, expected);
}

#[tokio::test]
async fn a_proxy_that_lets_nobody_through_is_told_as_such() {
    let proxy = start(Rules { is_strict: true, ..Rules::default() }).await;
    let at = format!("http://127.0.0.1:{}", proxy.port);
    let expected = format!("the proxy {at} does not let us through to close.test");
    assert_eq!(why("https://close.test", through(&at)).await, expected);
    let at = format!("http://127.0.0.1:{}", saying(b"").await);
    let expected = format!("the proxy {at} does not let us through to close.test");
    assert_eq!(why("https://close.test", through(&at)).await, expected);
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_told_apart_from_close() {
    for scheme in ["http", "socks5h"] {
        let at = format!("{scheme}://127.0.0.1:{}", closed().await);
        let said = why("https://close.test", through(&at)).await;
        assert!(said.starts_with(&format!("the proxy {at} ")), "{said}");
    }
    let at = format!("http://127.0.0.1:{}", closed().await);
    let expected = format!("the proxy {at} refused the connection");
    assert_eq!(why("https://close.test", through(&at)).await, expected);
    let name = "proxy.invalid";
    let said = why("https://close.test", through(&format!("http://{name}:3128"))).await;
    assert_eq!(
        said,
        format!("the name of the proxy http://{name}:3128 could not be resolved; is this machine online?")
    );
}

#[tokio::test]
async fn a_proxy_that_says_nothing_is_named() {
    let at = format!("http://127.0.0.1:{}", silent().await);
    let route = Route { connect_within: Duration::from_secs(1), ..through(&at) };
    let expected = format!(
        "no connection to close.test through the proxy {at} within 1 s; is a firewall or a proxy in the way?"
    );
    assert_eq!(why("https://close.test", route).await, expected);
}
