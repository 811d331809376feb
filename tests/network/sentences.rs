//! Failures before and after TLS, each with a sentence of its own.

use std::time::Duration;

use closeout::close::auth::Key;
use closeout::close::base_url::BaseUrl;
use closeout::close::client::Client;
use closeout::close::http::Http;
use closeout::close::route::Route;
use closeout::close::transport::NoAnswer;
use closeout::domain::failure::Failure;
use closeout::domain::zone::Zone;

use crate::server::{ask, closed, plain, saying, silent, why};

#[tokio::test]
async fn a_port_nobody_listens_on_is_told_as_such() {
    for host in ["127.0.0.1", "localhost"] {
        let base = format!("https://{host}:{}", closed().await);
        assert_eq!(why(&base, plain()).await, format!("{host} refused the connection"));
    }
}

#[tokio::test]
async fn a_name_that_cannot_exist_is_told_as_such() {
    // No network knows it, and a machine without any says the same.
    let name = "close.invalid";
    let expected = format!("the name of {name} could not be resolved; is this machine online?");
    let route =
        Route { connect_within: Duration::from_secs(60), answer_within: Duration::from_secs(60), ..plain() };
    assert_eq!(why(&format!("https://{name}"), route).await, expected);
}

#[tokio::test]
async fn silence_and_an_answer_cut_short_may_have_done_something() {
    let base = format!("http://127.0.0.1:{}", silent().await);
    let route = Route { answer_within: Duration::from_secs(1), ..plain() };
    let failure = ask(&base, route).await.unwrap_err();
    assert_eq!(failure.to_string(), "no answer from Close within 1 s");
    let base =
        format!("http://127.0.0.1:{}", saying(b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{").await);
    let failure = ask(&base, plain()).await.unwrap_err();
    assert!(matches!(failure, NoAnswer::Broken(_)), "{failure}");
    assert_eq!(failure.to_string(), "the connection to Close broke: it closed before an answer came");
}

#[tokio::test]
async fn a_page_that_wants_a_login_is_not_taken_for_close() {
    let page = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 33\r\n\r\n\
                 <title>Hotel Adlon</title> log in";
    let elsewhere =
        b"HTTP/1.1 302 Found\r\nlocation: http://login.hotel.test/?id=1\r\ncontent-length: 0\r\n\r\n";
    for (bytes, expected) in [
        (&page[..], "answered with a web page (Hotel Adlon)"),
        (elsewhere, "sent us to login.hotel.test instead"),
    ] {
        let base = format!("http://127.0.0.1:{}", saying(bytes).await);
        let http = Http::over(&BaseUrl::read(&base).unwrap(), plain());
        let client = Client::new(http, Key::read("api_1").unwrap(), Zone::UTC);
        let Err(Failure::Unclear(said)) = client.me().await.result else { panic!("it was taken for Close") };
        assert!(said.starts_with(&format!("something between here and {base} {expected}: ")), "{said}");
    }
}
