//! The real binary without a screen: what it prints, and with which code it leaves.

#![expect(clippy::expect_used, reason = "a binary that does not run is a failed test")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn closeout(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
    command.env_clear().env("HOME", home).env("TZ", "UTC").stdin(Stdio::null());
    command
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    closeout(home).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

// The ids the simulated Close lists when it is started like this.
fn listed(options: &[&str]) -> BTreeSet<String> {
    let home = tempfile::tempdir().expect("a home");
    let mut command = closeout(home.path());
    let child = command.arg("simulate").args(options).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut server = Server(child);
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().expect("its output")).read_line(&mut line).expect("one line");
    let mut list = closeout(home.path());
    list.env("CLOSEOUT_BASE_URL", line.trim()).env("CLOSE_API_KEY", "api_demo").args(["list", "--json"]);
    let output = list.output().expect("the binary runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let tasks: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).expect("an array");
    // Which of them is due first may change from one minute to the next.
    tasks.iter().map(|task| task["id"].to_string()).collect()
}

#[test]
fn simulate_is_the_same_for_the_same_seed_and_as_slow_as_was_asked_for() {
    let first = listed(&["--tasks", "30", "--seed", "7", "--port", "0"]);
    assert!(!first.is_empty() && first != listed(&["--tasks", "30", "--seed", "8"]));
    let begun = now();
    assert_eq!(first, listed(&["--tasks", "30", "--seed", "7", "--latency-ms", "300"]));
    assert!(begun.elapsed() >= Duration::from_millis(300), "{:?}", begun.elapsed());
}

#[expect(clippy::disallowed_methods, reason = "the server is a program of its own, on the real clock")]
fn now() -> Instant {
    Instant::now()
}

#[test]
fn simulate_says_where_it_is_on_one_line_and_answers_there() {
    let home = tempfile::tempdir().expect("a home");
    let mut command = closeout(home.path());
    let child =
        command.args(["simulate", "--tasks", "20"]).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut server = Server(child);
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().expect("its output")).read_line(&mut line).expect("one line");
    let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix("/api/v1"));
    let mut stream = TcpStream::connect(address.expect("a base URL")).expect("it listens");
    let request = "GET /api/v1/me/ HTTP/1.1\r\nhost: x\r\nauthorization: Basic YXBpX2RlbW86\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"organizations\""), "{answer}");
}

#[test]
fn the_inbox_and_the_demo_need_a_terminal_and_say_so() {
    let home = tempfile::tempdir().expect("a home");
    let demo = run(home.path(), &["demo"]);
    assert_eq!(demo.status.code(), Some(2));
    assert!(text(&demo.stderr).contains("needs a terminal"), "{}", text(&demo.stderr));
    let inbox = closeout(home.path()).env("CLOSE_API_KEY", "api_x").output().expect("the binary runs");
    assert_eq!(inbox.status.code(), Some(2));
}

#[test]
fn without_a_key_it_says_how_to_get_one_and_leaves_with_three() {
    let home = tempfile::tempdir().expect("a home");
    let output = run(home.path(), &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("CLOSE_API_KEY"));
}

#[test]
fn a_key_that_cannot_be_one_is_refused_without_being_repeated() {
    let home = tempfile::tempdir().expect("a home");
    let output = closeout(home.path()).env("CLOSE_API_KEY", "api_abc:def").output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("CLOSE_API_KEY") && !said.contains("abc:def"), "{said}");
}

#[test]
fn what_cannot_be_read_on_the_command_line_is_a_usage_error() {
    let home = tempfile::tempdir().expect("a home");
    for arguments in [&["--nonsense"][..], &["demo", "--tasks", "many"], &["demo", "--faults", "odd"]] {
        assert_eq!(run(home.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(text(&run(home.path(), &["--version"]).stdout).starts_with("closeout "));
}

#[test]
fn config_check_names_every_mistake_and_leaves_with_two() {
    let home = tempfile::tempdir().expect("a home");
    let file = home.path().join("mine.toml");
    std::fs::write(&file, "timezone = \"Europe/Berln\"\nrefesh = 60\nsigns = \"ascii\"\n")
        .expect("it is written");
    let output = run(home.path(), &["config", "check", "--config", &file.to_string_lossy()]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(":1:") && said.contains("Europe/Berlin"), "{said}");
    assert!(said.contains(":2:") && said.contains("refresh"), "{said}");
}
