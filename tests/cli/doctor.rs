//! `closeout doctor`: on a good day, on every bad one, and what it never shows.

use std::time::Duration;

use closeout::sim::world::KEY;
use serde_json::Value;

use crate::network::proxy::{self, Rules};
use crate::network::server::{EXPIRED, GOOD, saying, secure, silent};
use crate::stand::{Run, Stand};
use crate::terminal::Terminal;

const NAMES: [&str; 17] = [
    "closeout",
    "terminal",
    "copying",
    "options",
    "zone",
    "proxy",
    "trust",
    "name",
    "connection",
    "answer",
    "key",
    "clock",
    "limits",
    "folder",
    "store",
    "outbox",
    "copies",
];

/// The doctor in this stand, with these variables besides; without a value, one is taken away.
fn doctor(stand: &Stand, variables: &[(&str, Option<&str>)]) -> Run {
    let mut command = stand.command();
    // Where Close has seen us last.
    command.arg("doctor").env("TZ", "America/Los_Angeles");
    for (name, value) in variables {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.output().unwrap().into()
}

fn document(stand: &Stand, variables: &[(&str, &str)]) -> (i32, Value) {
    let mut command = stand.command();
    let run: Run = command
        .args(["doctor", "--json"])
        .env("TZ", "America/Los_Angeles")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
        .into();
    (run.code, run.json())
}

/// One of its checks.
fn check<'a>(document: &'a Value, name: &str) -> &'a Value {
    let checks = document["checks"].as_array().unwrap();
    checks.iter().find(|check| check["name"] == name).unwrap_or(&Value::Null)
}

#[track_caller]
fn has(run: &Run, state: &str, name: &str, found: &str) {
    let head = format!("{state:<9}{name:<11}");
    let text = run.out.split_once(&head).map(|(_, rest)| rest.replace("\n                    ", " "));
    assert!(
        text.as_ref().is_some_and(|text| text.lines().next().unwrap().contains(found)),
        "{head}{found}: {run:?}"
    );
}

#[test]
fn on_a_good_day_all_is_well_on_one_screen_and_nothing_is_changed() {
    let stand = Stand::three();
    stand.run(&["list"]).leaves(0);
    let before = stand.tally();
    let run = doctor(&stand, &[]).leaves(0);
    assert!(run.out.ends_with("\nAll is well.\n") && run.out.lines().count() < 24, "{run:?}");
    assert!(run.err.is_empty() && !run.out.contains('\u{1b}') && !run.out.contains(KEY), "{run:?}");
    has(&run, "ok", "key", "from CLOSE_API_KEY");
    has(&run, "ok", "store", "sound");
    has(&run, "ok", "answer", "HTTP/1.1, 200");
    let after = stand.tally();
    let changed: Vec<_> = after.iter().filter(|(sort, count)| before.get(*sort) != Some(*count)).collect();
    assert_eq!(changed.len(), 1, "one request: {changed:?}");
}

#[test]
fn for_programs_it_is_one_document_with_the_same_checks_in_the_same_order() {
    let stand = Stand::three();
    stand.run(&["list"]).leaves(0);
    let (code, document) = document(&stand, &[]);
    let names: Vec<&str> =
        document["checks"].as_array().unwrap().iter().map(|check| check["name"].as_str().unwrap()).collect();
    assert_eq!((code, &names[..17], &names[17..]), (0, &NAMES[..], &["disk", "log"][..]));
    assert_eq!(
        (&document["state"], &document["closeout"]),
        (&"ok".into(), &env!("CARGO_PKG_VERSION").into())
    );
    for name in names {
        let check = check(&document, name);
        assert!(
            check["found"].is_string() && check["facts"].is_object() && check["advice"].is_null(),
            "{check}"
        );
    }
    assert_eq!(check(&document, "outbox")["facts"]["waiting"], 0);
    assert_eq!(check(&document, "key")["facts"]["from"], "CLOSE_API_KEY");
}

#[test]
fn without_a_key_or_with_a_wrong_one_it_leaves_with_three_and_says_where_keys_are_made() {
    let stand = Stand::three();
    let none = doctor(&stand, &[("CLOSE_API_KEY", None)]).leaves(3);
    has(&none, "broken", "key", "there is none");
    has(&none, "ok", "answer", "401");
    let wrong = doctor(&stand, &[("CLOSE_API_KEY", Some("api_wrong"))]).leaves(3);
    has(&wrong, "broken", "key", "not accepted");
    let odd = doctor(&stand, &[("CLOSE_API_KEY", Some("api wrong"))]).leaves(3);
    has(&odd, "broken", "key", "another character no key has");
    for run in [none, wrong, odd] {
        assert!(run.out.contains("set CLOSE_API_KEY") && !run.out.contains("api_wrong"), "{run:?}");
    }
}

#[test]
fn where_nobody_answers_it_leaves_with_four_and_still_looks_at_the_rest() {
    let mut stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.stop();
    stand.run(&["done", &id]).leaves(4);
    let run = doctor(&stand, &[]).leaves(4);
    has(&run, "broken", "answer", "cannot reach Close: 127.0.0.1 refused the connection");
    has(&run, "skipped", "key", "whether it is accepted nobody said");
    has(&run, "note", "outbox", "1 waiting to be sent");
    let nowhere = [("CLOSEOUT_BASE_URL", Some("https://close.invalid/api/v1"))];
    let run = doctor(&stand, &nowhere).leaves(4);
    has(&run, "skipped", "connection", "without an address");
}

#[test]
fn without_a_home_or_with_one_that_cannot_be_written_it_says_so() {
    let stand = Stand::three();
    let homeless = doctor(&stand, &[("HOME", None)]).leaves(1);
    has(&homeless, "broken", "folder", "no home to keep changes in");
    has(&homeless, "ok", "key", "from CLOSE_API_KEY");
    let closed = doctor(&stand, &[("XDG_STATE_HOME", Some("/dev/null/state"))]).leaves(1);
    has(&closed, "broken", "folder", "/dev/null/state/closeout cannot be written");
}

#[test]
fn mistakes_in_the_options_are_notes_unless_nobody_knows_whom_to_ask() {
    let stand = Stand::three();
    let note = doctor(&stand, &[("CLOSEOUT_REFRESH", Some("soon"))]).leaves(0);
    has(&note, "note", "options", "CLOSEOUT_REFRESH: refresh cannot be \"soon\"");
    let broken = doctor(&stand, &[("CLOSEOUT_BASE_URL", Some("ftp://x"))]).leaves(1);
    has(&broken, "broken", "options", "base_url cannot be");
    has(&broken, "skipped", "answer", "nobody was asked");
    let absent = doctor(&stand, &[("CLOSEOUT_CA_FILE", Some("/absent/ca.pem"))]).leaves(0);
    has(&absent, "note", "options", "ca_file cannot be \"/absent/ca.pem\": it cannot be read");
}

#[test]
fn a_damaged_store_and_a_second_copy_are_seen() {
    let stand = Stand::three();
    stand.run(&["list"]).leaves(0);
    let environment = [("CLOSE_API_KEY", KEY), ("CLOSEOUT_BASE_URL", &*stand.base_url)];
    let mut screen = Terminal::at(stand.home.path(), 24, 80, &environment);
    screen.wait_for("Inbox 3");
    has(&doctor(&stand, &[]).leaves(0), "ok", "copies", "open elsewhere");
    screen.press("q");
    assert_eq!(screen.exit(), 0);
    let folder = stand.home.path().join(".local/state/closeout");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let store = files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "db")).unwrap();
    std::fs::write(store, "no database").unwrap();
    has(&doctor(&stand, &[]).leaves(1), "broken", "store", "is damaged");
}

#[test]
fn a_clock_that_is_wrong_is_seen_by_the_answer() {
    let answer =
        b"HTTP/1.1 401 Unauthorized\r\ndate: Wed, 01 Jan 2020 00:00:00 GMT\r\ncontent-length: 0\r\n\r\n";
    let stand = Stand::three();
    let port = beside(|| saying(answer));
    let base = format!("http://127.0.0.1:{port}");
    let run = doctor(&stand, &[("CLOSEOUT_BASE_URL", Some(&base))]).leaves(3);
    has(&run, "broken", "clock", "s ahead of Close's set the clock of this machine");
}

#[test]
fn somebody_who_never_answers_holds_it_up_for_seconds_only() {
    let stand = Stand::three();
    let port = beside(silent);
    let base = format!("http://127.0.0.1:{port}");
    let begun = tokio::time::Instant::now();
    let run = doctor(&stand, &[("CLOSEOUT_BASE_URL", Some(&base))]).leaves(4);
    assert!(begun.elapsed() < Duration::from_secs(20));
    has(&run, "broken", "answer", "no answer from Close within");
}

#[test]
fn the_system_s_proxy_and_certificates_are_taken_and_named_without_the_password() {
    let stand = Stand::three();
    let wants = Some("Basic YWRhOnNlY3JldA==");
    let port = beside(|| secure("127.0.0.1:0", GOOD, &["h2"]));
    let proxy = beside(move || proxy::start(Rules { wants, ..Rules::default() }));
    let base = format!("https://close.test:{port}/api/v1");
    let with = format!("http://ada:secret@127.0.0.1:{}", proxy.port);
    let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/network/certificates/authority.pem");
    for trust in ["SSL_CERT_FILE", "CLOSEOUT_CA_FILE"] {
        for way in ["HTTPS_PROXY", "ALL_PROXY", "CLOSEOUT_PROXY"] {
            let variables = [(way, &*with), (trust, authority), ("CLOSEOUT_BASE_URL", &*base)];
            let (code, document) = document(&stand, &variables);
            assert_eq!((code, &document["state"]), (0, &"ok".into()), "{way}: {document}");
            assert_eq!(check(&document, "answer")["facts"]["version"], "HTTP/2");
            assert!(!document.to_string().contains("secret"));
        }
    }
    let bare = format!("127.0.0.1:{}", proxy.port);
    let without = [("HTTPS_PROXY", &*bare), ("CLOSEOUT_CA_FILE", authority), ("CLOSEOUT_BASE_URL", &*base)];
    let (code, refused) = document(&stand, &without);
    assert_eq!(code, 4);
    assert!(check(&refused, "answer")["found"].as_str().unwrap().contains("wants a user and a password"));
    let (code, _) = document(&stand, &[&without[..], &[("CLOSEOUT_PROXY_AUTH", "ada:secret")]].concat());
    assert_eq!(code, 0);
    let (_, left_out) = document(&stand, &[&without[..], &[("NO_PROXY", "close.test")]].concat());
    assert_eq!(check(&left_out, "proxy")["facts"]["address"], Value::Null);
}

#[test]
fn the_password_of_a_proxy_is_in_no_log_however_much_is_written() {
    let stand = Stand::three();
    let port = beside(|| secure("127.0.0.1:0", GOOD, &["h2"]));
    let proxy = beside(|| proxy::start(Rules { wants: Some("Basic YWRhOnNlY3JldA=="), ..Rules::default() }));
    let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/network/certificates/authority.pem");
    let base = format!("https://close.test:{port}/api/v1");
    for login in ["secret", "secretly"] {
        let with = format!("http://ada:{login}@127.0.0.1:{}", proxy.port);
        let mut command = stand.command();
        command.arg("count").env("CLOSEOUT_LOG", "trace").env("CLOSEOUT_CA_FILE", authority);
        let output = command.env("HTTPS_PROXY", with).env("CLOSEOUT_BASE_URL", &base).output().unwrap();
        assert!(!format!("{output:?}").contains("secret"), "{output:?}");
    }
    let folder = std::fs::read_dir(stand.home.path().join(".local/state/closeout")).unwrap();
    let logs = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "log"));
    let written: String = logs.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    assert!(written.contains("authorization required"), "the log was on: {written}");
    assert!(!written.contains("secret") && !written.contains("YWRh"), "{written}");
}

#[test]
fn certificates_that_are_not_trusted_are_told_by_what_is_wrong_with_them() {
    let stand = Stand::three();
    let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/network/certificates/authority.pem");
    for (identity, trusted, expected) in [
        (GOOD, None, "nobody this machine trusts vouches for the certificate of localhost"),
        (EXPIRED, Some(authority), "the certificate of localhost ran out on 2021-01-01"),
    ] {
        let port = beside(move || secure("127.0.0.1:0", identity, &["h2"]));
        let base = format!("https://localhost:{port}/api/v1");
        let run =
            doctor(&stand, &[("CLOSEOUT_BASE_URL", Some(&base)), ("CLOSEOUT_CA_FILE", trusted)]).leaves(4);
        has(&run, "broken", "answer", expected);
        has(&run, "ok", "connection", &format!("127.0.0.1:{port}"));
        let mut command = stand.command();
        command
            .arg("list")
            .env("CLOSEOUT_BASE_URL", &base)
            .envs(trusted.map(|file| ("CLOSEOUT_CA_FILE", file)));
        let run: Run = command.output().unwrap().into();
        run.leaves(4).says(expected);
    }
}

#[test]
fn in_a_terminal_it_asks_whether_frames_are_drawn_whole_and_a_dumb_one_nothing() {
    let stand = Stand::three();
    let zone = ("TZ", "America/Los_Angeles");
    let environment = [("CLOSE_API_KEY", KEY), ("CLOSEOUT_BASE_URL", &*stand.base_url), zone];
    let mut terminal = Terminal::at_with(stand.home.path(), 40, 100, &["doctor"], &environment);
    terminal.wait_written("\u{1b}[?2026$p");
    terminal.press("\u{1b}[?2026;2$y\u{1b}[?62;c");
    terminal.wait_for("all is well");
    assert!(terminal.screen().contents().contains("256 colours, UTF-8, whole frames"));
    assert_eq!(terminal.exit(), 0);
    let dumb = [&environment[..], &[("TERM", "dumb")]].concat();
    let mut terminal = Terminal::at_with(stand.home.path(), 40, 100, &["doctor"], &dumb);
    terminal.wait_for("all is well, with one note");
    assert!(!terminal.raw().contains("2026$p"));
}

#[test]
fn a_command_that_reaches_nobody_points_to_it_where_somebody_looks() {
    let mut stand = Stand::three();
    stand.stop();
    let environment = [("CLOSE_API_KEY", KEY), ("CLOSEOUT_BASE_URL", &*stand.base_url)];
    let mut terminal = Terminal::at_with(stand.home.path(), 24, 100, &["list"], &environment);
    terminal.wait_for("closeout doctor");
    assert_eq!(terminal.exit(), 4);
}

/// Something at work on a thread of its own, to the end of all tests.
fn beside<T: Send + 'static, F: Future<Output = T>>(server: impl FnOnce() -> F + Send + 'static) -> T {
    let (sender, begun) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            sender.send(server().await).unwrap();
            std::future::pending::<()>().await;
        });
    });
    begun.recv().unwrap()
}
