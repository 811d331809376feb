//! The pretend Close over real HTTP, spoken by hand.

use std::time::Duration;

use closeout::sim::serve::authorization;
use closeout::sim::world::KEY;
use closeout::sim::{Fault, Faults, Listening, Which, World, listen};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{empty, now, todo};

async fn started(world: World, faults: Faults) -> Listening {
    listen("127.0.0.1:0".parse().unwrap(), world, faults, Duration::ZERO, now).await.unwrap()
}

/// Runs the server while `ask` talks to it.
async fn during<T>(server: Listening, ask: impl AsyncFnOnce(&str) -> T) -> T {
    let address =
        server.base_url.strip_prefix("http://").unwrap().strip_suffix("/api/v1").unwrap().to_owned();
    tokio::select! {
        ended = server.run() => panic!("the server stopped: {ended:?}"),
        answer = ask(&address) => answer,
    }
}

/// What comes back for one request on a fresh connection; empty when the line was cut.
async fn raw(address: &str, line: &str, rest: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let key = authorization(KEY);
    let head =
        format!("{line} HTTP/1.1\r\nhost: close\r\nauthorization: {key}\r\nconnection: close\r\n{rest}");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A reset is as good an end as any.
    drop(stream.read_to_end(&mut answer).await);
    String::from_utf8(answer).unwrap()
}

async fn get(address: &str, path: &str) -> String {
    raw(address, &format!("GET /api/v1{path}"), "\r\n").await
}

async fn complete(address: &str, id: &str) -> String {
    let body = json!({ "is_complete": true }).to_string();
    let rest = format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    raw(address, &format!("PUT /api/v1/task/{id}/"), &rest).await
}

fn one_task() -> (World, String) {
    let mut world = empty();
    let id = todo(&mut world, "Call Ada", "2026-03-09");
    (world, id)
}

#[tokio::test]
async fn requests_are_answered_with_their_headers() {
    let (world, id) = one_task();
    let server = started(world, Faults::none()).await;
    let answer =
        during(server, async |address: &str| get(address, "/task/?_fields=id%2Ctext&_limit=1").await).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("content-type: application/json") && answer.contains("ratelimit: limit="));
    assert!(
        answer
            .ends_with(&json!({ "data": [{ "id": id, "text": "Call Ada" }], "has_more": false }).to_string())
    );
}

#[tokio::test]
async fn what_http_allows_but_close_does_not_is_refused() {
    let server = started(empty(), Faults::none()).await;
    let answers = during(server, async |address: &str| {
        let chunked =
            "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        [
            raw(address, "PUT /api/v1/task/", chunked).await,
            raw(address, "PATCH /api/v1/task/", "\r\n").await,
            raw(address, "GET /task/", "\r\n").await,
        ]
    })
    .await;
    let statuses = answers.each_ref().map(|answer| &answer[9..12]);
    assert_eq!(statuses, ["400", "405", "404"]);
}

#[tokio::test]
async fn a_lost_answer_is_no_answer_but_the_change_is_done() {
    let (world, id) = one_task();
    let server = started(world, Faults::script(vec![(Which::write(), Fault::AnswerLost)])).await;
    during(server, async |address: &str| {
        assert_eq!(complete(address, &id).await, "");
        assert!(
            get(address, &format!("/task/{id}/?_fields=is_complete"))
                .await
                .ends_with("{\"is_complete\":true}")
        );
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_down_drops_the_line_and_changes_nothing() {
    let (world, id) = one_task();
    let server = started(world, Faults::down()).await;
    let control = server.control.clone();
    during(server, async |address: &str| {
        assert_eq!(complete(address, &id).await, "");
        control.set_faults(Faults::none()).await;
        assert!(
            get(address, &format!("/task/{id}/?_fields=is_complete"))
                .await
                .ends_with("{\"is_complete\":false}")
        );
    })
    .await;
}

#[tokio::test]
async fn a_colleague_can_change_things_while_the_server_runs() {
    let (world, id) = one_task();
    let jonas = world.user_named("Jonas").unwrap().id.clone();
    let server = started(world, Faults::none()).await;
    let control = server.control.clone();
    let answer = during(server, async |address: &str| {
        control.edit_as(&jonas, &id, json!({ "date": "2026-03-20" })).await;
        get(address, &format!("/task/{id}/?_fields=date,updated_by_name")).await
    })
    .await;
    assert!(answer.contains("2026-03-20") && answer.contains("Jonas"), "{answer}");
}

#[tokio::test]
async fn it_listens_on_this_machine_only() {
    let anywhere = "0.0.0.0:0".parse().unwrap();
    let refused = listen(anywhere, empty(), Faults::none(), Duration::ZERO, now).await;
    assert!(refused.is_err_and(|why| why.to_string().contains("127.0.0.1")));
}
