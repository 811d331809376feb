//! TLS: whom it trusts, what it says of whom it does not, and both versions of HTTP inside.

use closeout::close::route::Route;

use crate::server::{ELSEWHERE, EXPIRED, GOOD, ask, plain, saying, secure, silent, trusting, why};

#[tokio::test]
async fn both_versions_of_http_work_and_the_newer_one_is_preferred() {
    for (protocols, expected, seen) in [
        (&["h2", "http/1.1"][..], "HTTP/2", "HTTP/2.0"),
        (&["http/1.1"], "HTTP/1.1", "HTTP/1.1"),
        (&[], "HTTP/1.1", "HTTP/1.1"),
    ] {
        let port = secure("127.0.0.1:0", GOOD, protocols).await;
        let (answer, version) = ask(&format!("https://localhost:{port}"), trusting()).await.unwrap();
        assert_eq!((answer.status, version), (200, expected));
        assert!(String::from_utf8_lossy(&answer.body).contains(seen));
    }
}

#[tokio::test]
async fn an_address_of_ipv6_is_reached() {
    if tokio::net::TcpListener::bind("[::1]:0").await.is_err() {
        return println_skipped("this machine has no IPv6");
    }
    let port = secure("[::1]:0", GOOD, &["h2"]).await;
    let (answer, _) = ask(&format!("https://[::1]:{port}/api/v1"), trusting()).await.unwrap();
    assert_eq!(answer.status, 200);
}

#[expect(clippy::print_stderr, reason = "a test that is skipped says why")]
fn println_skipped(why: &str) {
    eprintln!("skipped: {why}");
}

#[tokio::test]
async fn an_authority_nobody_knows_is_trusted_only_when_it_is_named() {
    let port = secure("127.0.0.1:0", GOOD, &["h2"]).await;
    let base = format!("https://localhost:{port}");
    let expected = "nobody this machine trusts vouches for the certificate of localhost; if your company looks into \
                    traffic, name its certificate in ca_file";
    assert_eq!(why(&base, plain()).await, expected);
    assert_eq!(ask(&base, trusting()).await.unwrap().0.status, 200);
}

#[tokio::test]
async fn a_certificate_that_ran_out_names_the_day() {
    let port = secure("127.0.0.1:0", EXPIRED, &["h2"]).await;
    let expected = "the certificate of localhost ran out on 2021-01-01; is this machine's clock right?";
    assert_eq!(why(&format!("https://localhost:{port}"), trusting()).await, expected);
}

#[tokio::test]
async fn a_certificate_of_somebody_else_names_them() {
    let port = secure("127.0.0.1:0", ELSEWHERE, &["h2"]).await;
    let expected =
        "the certificate for localhost is that of login.hotel.test; does this network want a login first?";
    assert_eq!(why(&format!("https://localhost:{port}"), trusting()).await, expected);
}

#[tokio::test]
async fn who_speaks_no_tls_is_told_as_such() {
    let port = saying(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    let expected = "127.0.0.1 does not answer in TLS; is base_url right, or a proxy in the way?";
    assert_eq!(why(&format!("https://127.0.0.1:{port}"), plain()).await, expected);
}

#[tokio::test]
async fn who_hangs_up_before_it_is_secure_was_never_reached() {
    let port = saying(b"").await;
    let expected = "127.0.0.1 hung up before the connection was secure; is a firewall in the way?";
    assert_eq!(why(&format!("https://127.0.0.1:{port}"), plain()).await, expected);
}

#[tokio::test]
async fn who_takes_the_call_and_says_nothing_was_never_reached() {
    let port = silent().await;
    let route = Route { connect_within: std::time::Duration::from_secs(1), ..plain() };
    let expected = "no connection to 127.0.0.1 within 1 s; is a firewall or a proxy in the way?";
    assert_eq!(why(&format!("https://127.0.0.1:{port}"), route).await, expected);
}
