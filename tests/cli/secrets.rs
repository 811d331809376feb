//! A key goes to Close and nowhere else: not to a log, a store, an output, another program or the terminal.

use std::fs;
use std::path::Path;

use closeout::close::auth::{Credential, Key};
use closeout::close::base_url::BaseUrl;
use closeout::close::client::Client;
use closeout::close::http::Http;
use closeout::domain::zone::Zone;
use closeout::shell::config::{Source, load};
use closeout::sim::World;

use crate::stand::{Stand, add};
use crate::terminal::Terminal;

/// A key that is found again wherever it goes.
const PLANTED: &str = "api_planted4711Secret";

fn stand() -> Stand {
    Stand::with(|world: &mut World| {
        add(world, "Call Ada");
        world.add_neighbour(closeout::shell::world::now(), PLANTED, "Next Door", "Feed the cat");
    })
}

/// The forms it has on its way: as it is, and as the header says it.
fn forms() -> [String; 2] {
    let header = closeout::sim::serve::authorization(PLANTED);
    [PLANTED.to_owned(), header.trim_start_matches("Basic ").trim_end_matches('=').to_owned()]
}

#[track_caller]
fn is_free_of_it(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for form in forms() {
        assert!(!text.contains(&form), "{what} holds the key");
    }
}

/// Every file below a folder but the one that is there to keep the key.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn home_is_free_of_it(stand: &Stand) {
    let all = files(stand.home.path());
    let logs = all.iter().filter(|path| path.extension().is_some_and(|end| end == "log"));
    assert!(logs.count() > 0, "there is a log to look into");
    for path in all.iter().filter(|path| !path.ends_with("main.key")) {
        is_free_of_it(&path.display().to_string(), &fs::read(path).unwrap());
    }
}

#[test]
fn no_command_prints_keeps_or_logs_a_key() {
    let stand = stand();
    let run = |arguments: &[&str], input: &str| {
        let mut command = stand.command();
        command.env_remove("CLOSE_API_KEY").env("CLOSEOUT_LOG", "trace").args(arguments);
        let run = Stand::feed_to(command, input);
        is_free_of_it(&format!("{arguments:?}"), format!("{}{}", run.out, run.err).as_bytes());
        run
    };
    run(&["login"], PLANTED).leaves(0);
    run(&["login"], PLANTED).leaves(1);
    let id = run(&["list", "--json"], "").json()[0]["id"].as_str().unwrap().to_owned();
    for arguments in [
        &["list"][..],
        &["show", &id],
        &["move", &id, "--to", "tomorrow"],
        &["done", &id],
        &["edit", &id, "x"],
        &["outbox"],
        &["sync"],
        &["count"],
        &["stats"],
        &["accounts"],
        &["accounts", "--json"],
        &["config", "check"],
        &["keys", "list"],
        &["list", "--lead", "no such lead"],
        &["rm", &id, "--yes"],
    ] {
        run(arguments, "");
    }
    home_is_free_of_it(&stand);
    run(&["logout"], "").leaves(0);
    assert!(files(stand.home.path()).iter().all(|path| !path.ends_with("main.key")));
}

#[test]
fn a_key_that_is_refused_or_cannot_be_one_is_not_repeated() {
    let stand = stand();
    for key in [format!("{PLANTED}:x"), format!("{PLANTED} x"), format!("{PLANTED}X")] {
        let mut command = stand.command();
        command.env("CLOSE_API_KEY", &key).env("CLOSEOUT_LOG", "trace").arg("list");
        let run = Stand::feed_to(command, "");
        assert_ne!(run.code, 0);
        is_free_of_it("the refusal", format!("{}{}", run.out, run.err).as_bytes());
    }
    home_is_free_of_it(&stand);
}

#[test]
fn the_screen_a_panic_and_other_programs_do_not_learn_the_key() {
    let stand = stand();
    let told = stand.home.path().join("told");
    let editor = format!("sh -c 'env > {}; true' x", told.display());
    let environment = [
        ("CLOSEOUT_BASE_URL", stand.base_url.as_str()),
        ("CLOSE_API_KEY", PLANTED),
        ("CLOSEOUT_LOG", "trace"),
        ("CLOSEOUT_PANIC", "1"),
        ("VISUAL", &editor),
        ("RUST_BACKTRACE", "full"),
    ];
    let mut terminal = Terminal::at(stand.home.path(), 24, 80, &environment);
    terminal.wait_for("Feed the cat");
    terminal.press("?");
    terminal.press("q");
    terminal.press("E\x07");
    terminal.wait_until("the editor has run", |_| told.exists());
    terminal.wait_for("Rewrite");
    terminal.press("\x1b");
    terminal.wait_until("the list alone", |screen| !screen.contents().contains("Rewrite"));
    terminal.press("\x1b[24~");
    assert_ne!(terminal.exit(), 0, "it panicked as it was told");
    is_free_of_it("the terminal", terminal.raw().as_bytes());
    assert!(fs::read_to_string(&told).unwrap().contains("CLOSEOUT_LOG"));
    home_is_free_of_it(&stand);
}

#[test]
fn whatever_holds_a_key_prints_without_it() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), format!("api_key = '{PLANTED}'\n")).unwrap();
    let loaded = load(&Source::Named(file.path().to_owned()), &|_| None);
    assert!(loaded.config.api_key.is_some());
    let (key, credential) = (Key::read(PLANTED).unwrap(), Credential::read(PLANTED).unwrap());
    let http = Http::new(&BaseUrl::default());
    let client = Client::new(http, credential.clone(), Zone::UTC);
    let kept = credential.kept();
    let printed =
        format!("{loaded:?} {key:?} {credential:?} {kept:?} {client:?} {:?}", credential.fingerprint("x"));
    is_free_of_it("what holds it", printed.as_bytes());
}
