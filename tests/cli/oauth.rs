//! Signing in by OAuth with the real binary: a simulated Close, a tiny browser, and what is kept afterwards.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use closeout::sim::oauth::{CLIENT_ID, CLIENT_SECRET};
use closeout::sim::world::KEY;
use closeout::sim::{Fault, Faults, Which};
use serde_json::Value;

use crate::browser::{click, open};
use crate::stand::{Run, Stand};

const TOKEN: &str = "https://api.close.com/oauth2/token/";

/// The binary without a key, but with an app to sign in with.
fn command(stand: &Stand) -> Command {
    let mut command = stand.command();
    command.env_remove("CLOSE_API_KEY").env("CLOSEOUT_LOG", "debug");
    command.env("CLOSEOUT_OAUTH_CLIENT_ID", CLIENT_ID).env("CLOSEOUT_OAUTH_CLIENT_SECRET", CLIENT_SECRET);
    // Any free port, so that tests can run side by side.
    command.env("CLOSEOUT_OAUTH_REDIRECT", "http://127.0.0.1:0/");
    command
}

fn run(stand: &Stand, arguments: &[&str]) -> Run {
    command(stand).args(arguments).output().unwrap().into()
}

/// A sign-in that waits for the browser, and the address that is to be opened.
fn begin(command: &mut Command, arguments: &[&str]) -> (Child, BufReader<std::process::ChildStderr>, String) {
    command.stdin(Stdio::piped());
    let mut child = command.args(["login", "--oauth"]).args(arguments).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.trim_start().starts_with("http") {
        line.clear();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "it ended before it said where to go");
    }
    (child, said, line.trim().to_owned())
}

fn end(mut child: Child, mut said: BufReader<std::process::ChildStderr>) -> Run {
    drop(child.stdin.take());
    let mut err = String::new();
    said.read_to_string(&mut err).unwrap();
    let output = child.wait_with_output().unwrap();
    Run { err, ..output.into() }
}

/// Signs in by pasting what the browser ends on.
fn sign_in(stand: &Stand) -> Run {
    let (mut child, said, address) = begin(&mut command(stand), &["--paste", "--force"]);
    let ended = click(&address, "Allow");
    writeln!(child.stdin.as_mut().unwrap(), "{ended}").unwrap();
    end(child, said)
}

fn kept(stand: &Stand) -> PathBuf {
    stand.home.path().join(".local/state/closeout/accounts/main.oauth")
}

fn read(stand: &Stand) -> Value {
    serde_json::from_str(&fs::read_to_string(kept(stand)).unwrap()).unwrap()
}

/// What is kept has run out, a while ago.
fn run_out(stand: &Stand) {
    let mut kept_now = read(stand);
    kept_now["obtained"] = "2020-01-01T00:00:00Z".into();
    kept_now["expires"] = "2020-01-01T01:00:00Z".into();
    fs::write(kept(stand), kept_now.to_string()).unwrap();
}

fn signed_in() -> Stand {
    let stand = Stand::three();
    sign_in(&stand).leaves(0);
    stand
}

fn count(stand: &Stand) -> usize {
    stand.reach(|world| world.sign_ins.count())
}

/// Everything in these files, whoever wrote it.
fn everything_in(folder: &Path) -> String {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let text = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    entries.map(|path| if path.is_dir() { everything_in(&path) } else { text(&path) }).collect()
}

#[test]
fn the_browser_comes_back_and_from_then_on_everything_works_without_a_key() {
    let stand = Stand::three();
    let opened = stand.home.path().join("opened");
    let mut command = command(&stand);
    command.env("CLOSEOUT_BROWSER", format!("echo %s > {}", opened.display()));
    let (child, said, address) = begin(&mut command, &[]);
    let back = click(&address, "Allow");
    assert!(back.starts_with("http://127.0.0.1:") && back.contains("/?code="), "{back}");
    let (here, _) = back.split_once('?').unwrap();
    assert_eq!(open(&format!("{here}favicon.ico")).status, 404);
    assert_eq!(open(&format!("{here}?code=c&state=other")).status, 400);
    let page = open(&back);
    assert!(page.status == 200 && page.text.contains("You can close this window"), "{}", page.text);
    let run_of_it = end(child, said).leaves(0);
    assert_eq!(fs::read_to_string(opened).unwrap().trim(), address, "the browser was started with it");
    assert!(run_of_it.out.contains("you are Maya Okafor"), "{run_of_it:?}");
    let listed = run(&stand, &["list"]).leaves(0);
    assert!(listed.out.contains("Call Ada"), "{listed:?}");
    run(&stand, &["done", &stand.id_of("Call Ada")]).leaves(0);
}

#[test]
fn over_ssh_the_address_is_pasted_and_a_wrong_one_is_asked_for_again() {
    let stand = Stand::three();
    let (mut child, said, address) = begin(command(&stand).env("SSH_CONNECTION", "1 2 3 4"), &[]);
    let ended = click(&address, "Allow");
    let input = child.stdin.as_mut().unwrap();
    for line in [&address, "http://127.0.0.1:1/elsewhere", &ended.replace("state=", "state=x"), &ended] {
        writeln!(input, "{line}").unwrap();
    }
    let run_of_it = end(child, said).leaves(0);
    run_of_it.says("that is the address to open").says("that belongs to another sign-in");
    run(&stand, &["list"]).leaves(0);
}

#[test]
fn whoever_refuses_in_the_browser_is_not_signed_in() {
    let stand = Stand::three();
    let (child, said, address) = begin(&mut command(&stand), &[]);
    let page = open(&click(&address, "Refuse"));
    assert!(page.text.contains("Not signed in"), "{}", page.text);
    end(child, said).leaves(1).says("was not allowed");
    assert!(!kept(&stand).exists() && count(&stand) == 0);
}

#[test]
fn what_is_kept_is_for_its_owner_and_no_secret_is_anywhere_else() {
    let stand = Stand::three();
    let said = sign_in(&stand).leaves(0);
    let listed = run(&stand, &["list"]).leaves(0);
    let mode = kept(&stand).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let tokens = read(&stand);
    fs::remove_file(kept(&stand)).unwrap();
    let rest = everything_in(stand.home.path());
    assert!(rest.contains("ordered"), "there is a log to look through");
    for name in ["access_token", "refresh_token", "client_secret"] {
        let secret = tokens[name].as_str().unwrap();
        for text in [&said.out, &said.err, &listed.out, &listed.err, &rest] {
            assert!(!text.contains(secret), "{name} is in {text}");
        }
    }
}

#[test]
fn a_token_that_ran_out_is_renewed_and_the_new_one_is_kept() {
    let stand = signed_in();
    let before = read(&stand);
    run_out(&stand);
    run(&stand, &["list"]).leaves(0);
    let after = read(&stand);
    assert_ne!(after["refresh_token"], before["refresh_token"]);
    run(&stand, &["list"]).leaves(0);
    assert_eq!((read(&stand)["refresh_token"] == after["refresh_token"], count(&stand)), (true, 1));
}

#[test]
fn copies_that_start_together_share_one_renewal() {
    let stand = signed_in();
    run_out(&stand);
    let copies: Vec<Child> =
        (0..4).map(|_| command(&stand).args(["list", "--json"]).spawn().unwrap()).collect();
    for copy in copies {
        let output = copy.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    assert_eq!(stand.tally()["POST /oauth2/"], 2, "one for the code, one renewal");
}

#[test]
fn killed_before_the_answer_is_kept_the_next_start_says_what_happened() {
    let stand = signed_in();
    run_out(&stand);
    stand.set_faults(Faults::script(vec![(Which::any().at(TOKEN), Fault::Slow(Duration::from_secs(20)))]));
    let mut child = command(&stand).arg("list").spawn().unwrap();
    while stand.tally().get("POST /oauth2/") != Some(&2) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it asked");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    run(&stand, &["list"]).leaves(3).says("never arrived").says("`closeout login --oauth");
    let (mut child, said, address) = begin(&mut command(&stand), &["--paste"]);
    writeln!(child.stdin.as_mut().unwrap(), "{}", click(&address, "Allow")).unwrap();
    end(child, said).leaves(0);
    run(&stand, &["list"]).leaves(0);
}

#[test]
fn a_sign_in_that_was_ended_in_close_leaves_with_three_and_says_how_to_begin_another() {
    let stand = signed_in();
    stand.reach(|world| world.sign_ins.end());
    run_out(&stand);
    run(&stand, &["list"]).leaves(3).says("`closeout login --oauth");
    let done = run(&stand, &["done", "task_x"]);
    assert_eq!(done.code, 3, "{done:?}");
}

#[test]
fn logging_out_ends_it_in_close_too() {
    let stand = signed_in();
    assert_eq!(count(&stand), 1);
    run(&stand, &["logout"]).leaves(0);
    assert_eq!((count(&stand), kept(&stand).exists()), (0, false));
    run(&stand, &["list"]).leaves(3);
}

#[test]
fn logging_out_without_a_network_forgets_it_here_and_says_what_is_left() {
    let mut stand = signed_in();
    stand.stop();
    run(&stand, &["logout"]).leaves(5).says("forgotten here, but Close could not be told");
    assert!(!kept(&stand).exists());
}

#[test]
fn what_is_missing_or_wrong_about_the_app_is_named() {
    let stand = Stand::three();
    let nothing = command(&stand).env_remove("CLOSEOUT_OAUTH_CLIENT_ID").args(["login", "--oauth"]).output();
    Run::from(nothing.unwrap()).leaves(2).says("oauth_client_id").says("http://127.0.0.1:0/");
    let mut wrong = command(&stand);
    wrong.env("CLOSEOUT_OAUTH_CLIENT_SECRET", "guessed");
    let (mut child, said, address) = begin(&mut wrong, &["--paste"]);
    writeln!(child.stdin.as_mut().unwrap(), "{}", click(&address, "Allow")).unwrap();
    let run_of_it = end(child, said).leaves(2).says("CLOSEOUT_OAUTH_CLIENT_SECRET");
    assert!(!run_of_it.err.contains("guessed") && !kept(&stand).exists());
    let other = run(&stand, &["login", "--oauth", "--client-id", "nobody", "--paste"]);
    other.leaves(1).says("nothing was pasted");
}

#[test]
fn a_code_that_is_too_old_is_told_as_that() {
    let stand = Stand::three();
    let (mut child, said, address) = begin(&mut command(&stand), &["--paste"]);
    let ended = click(&address, "Allow");
    writeln!(child.stdin.as_mut().unwrap(), "{}", ended.replace("code=code_", "code=old_")).unwrap();
    end(child, said).leaves(3).says("Close gave no tokens").says("`closeout login --oauth");
}

#[test]
fn a_key_takes_the_place_of_a_sign_in_and_a_sign_in_that_of_a_key() {
    let stand = signed_in();
    stand.feed(&["login", "--force"], KEY).leaves(0);
    assert_eq!((count(&stand), kept(&stand).exists()), (0, false));
    run(&stand, &["list"]).leaves(0);
    sign_in(&stand).leaves(0);
    assert!(kept(&stand).exists() && !kept(&stand).with_extension("key").exists());
    let accounts = run(&stand, &["accounts", "--json"]).leaves(0).json();
    assert_eq!(
        (accounts[0]["key"].as_str(), accounts[0]["user"].as_str()),
        (Some("oauth"), Some("Maya Okafor"))
    );
}

#[test]
fn what_holds_for_an_account_holds_for_one_that_is_signed_in() {
    let stand = signed_in();
    let config = stand.home.path().join("options.toml");
    fs::write(&config, "[accounts.main]\nread_only = true\n").unwrap();
    let config = config.to_str().unwrap();
    run(&stand, &["list", "--config", config, "--account", "main"]).leaves(0);
    run(&stand, &["done", &stand.id_of("Call Ada"), "--config", config]).leaves(1).says("read only");
}
