//! Logging in and out, and acting as one account or another.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use closeout::shell::world::now;
use closeout::sim::World;

use crate::stand::{Run, Stand, add};
use crate::terminal::Terminal;

const HERE: &str = "api_demo";
const NEXT_DOOR: &str = "api_nextdoor";

/// Two organisations, each with one task.
fn two() -> Stand {
    Stand::with(|world: &mut World| {
        add(world, "Call Ada");
        world.add_neighbour(now(), NEXT_DOOR, "Next Door", "Feed the cat");
    })
}

/// Runs it without a key in the environment.
fn run(stand: &Stand, arguments: &[&str], input: &str) -> Run {
    stand.feed_without(&["CLOSE_API_KEY"], arguments, input)
}

fn options(stand: &Stand, text: &str) {
    let folder = stand.home.path().join(".config/closeout");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), text).unwrap();
}

fn key_file(stand: &Stand, account: &str) -> PathBuf {
    stand.home.path().join(format!(".local/state/closeout/accounts/{account}.key"))
}

fn both(stand: &Stand) {
    run(stand, &["login", "--account", "work"], HERE).leaves(0);
    run(stand, &["login", "--account", "home"], &format!("{NEXT_DOOR}\n")).leaves(0);
}

#[test]
fn a_key_is_tried_then_kept_for_its_owner_alone_and_used_from_then_on() {
    let stand = two();
    let login = run(&stand, &["login"], HERE).leaves(0).says("main.key");
    assert_eq!(login.out, "main: you are Maya Okafor, Tallyfern\n");
    let file = key_file(&stand, "main");
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    assert!(run(&stand, &["list"], "").leaves(0).out.contains("Call Ada"));
    run(&stand, &["logout"], "").leaves(0).prints("main: the key is forgotten\n");
    assert!(!file.exists());
    run(&stand, &["list"], "").leaves(3).says("closeout login");
}

#[test]
fn what_close_does_not_accept_is_not_kept() {
    let mut stand = two();
    let refused = run(&stand, &["login"], "api_wrong").leaves(3).says("nothing was kept");
    assert!(!refused.err.contains("api_wrong"), "{refused:?}");
    for (input, sentence) in [("", "no key was given"), ("api a", "no key has"), ("\n", "no key was given")] {
        run(&stand, &["login"], input).leaves(1).says(sentence);
    }
    stand.stop();
    run(&stand, &["login"], HERE).leaves(4).says("nothing was kept");
    assert!(!key_file(&stand, "main").exists());
}

#[test]
fn a_key_that_is_there_is_replaced_only_when_that_is_said() {
    let stand = two();
    run(&stand, &["login"], HERE).leaves(0);
    run(&stand, &["login"], NEXT_DOOR)
        .leaves(1)
        .says("main (Maya Okafor, Tallyfern) has a key already: --force");
    let forced = run(&stand, &["login", "--force"], NEXT_DOOR).leaves(0);
    assert!(forced.out.contains(", Next Door\n"), "{forced:?}");
}

#[test]
fn each_account_sees_its_own_tasks_in_a_store_of_its_own() {
    let stand = two();
    both(&stand);
    let tasks = |account: &str| run(&stand, &["list", "--account", account], "").leaves(0).out;
    let (work, home) = (tasks("work"), tasks("home"));
    assert!(work.contains("Call Ada") && !work.contains("cat"), "{work}");
    assert!(home.contains("Feed the cat") && !home.contains("Ada"), "{home}");
    let stores = fs::read_dir(stand.home.path().join(".local/state/closeout")).unwrap();
    let is_store = |name: &str| name.split('.').collect::<Vec<_>>()[1..] == ["db"];
    let names = stores.map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| is_store(name)).count(), 2);
}

#[test]
fn the_account_named_comes_before_the_variable_and_the_variable_before_the_default() {
    let stand = two();
    both(&stand);
    let with_variable = |arguments: &[&str]| stand.run(&[arguments, &["list"]].concat()).leaves(0).out;
    run(&stand, &["accounts", "default", "home"], "").leaves(0);
    assert!(with_variable(&[]).contains("Call Ada"));
    assert!(with_variable(&["--account", "home"]).contains("Feed the cat"));
    assert!(run(&stand, &["list"], "").out.contains("Feed the cat"));
    options(&stand, "default_account = 'work'\n");
    assert!(run(&stand, &["list"], "").out.contains("Call Ada"));
    run(&stand, &["accounts", "default", "home"], "").leaves(2).says("default_account says \"work\"");
}

#[test]
fn the_key_among_the_options_comes_last_and_warns_when_others_can_read_it() {
    let stand = two();
    options(&stand, &format!("api_key = '{HERE}'\n"));
    let listed = run(&stand, &["list"], "").leaves(0).says("chmod 600");
    assert!(listed.out.contains("Call Ada"));
    run(&stand, &["login", "--account", "home"], NEXT_DOOR).leaves(0);
    assert!(run(&stand, &["list"], "").leaves(0).out.contains("Feed the cat"));
}

#[test]
fn accounts_are_listed_with_whose_they_are_and_where_the_key_is() {
    let stand = two();
    run(&stand, &["accounts"], "").leaves(0).prints("").says("closeout login");
    both(&stand);
    options(&stand, "[accounts.boss]\napi_key_cmd = 'echo api_demo'\nread_only = true\n");
    let listed = run(&stand, &["accounts"], "").leaves(0);
    let lines: Vec<Vec<&str>> = listed.out.lines().map(|line| line.split("  ").collect()).collect();
    assert_eq!(lines.len(), 3, "{listed:?}");
    assert!(listed.out.contains("boss") && listed.out.contains("not known yet"));
    assert!(listed.out.contains("* work") && listed.out.contains("Maya Okafor, Tallyfern"), "{listed:?}");
    let json = run(&stand, &["accounts", "--json"], "").leaves(0).json();
    let boss = &json[0];
    assert_eq!((boss["name"].as_str(), boss["key"].as_str()), (Some("boss"), Some("command")));
    assert_eq!((boss["read_only"].as_bool(), boss["user"].as_str()), (Some(true), None));
    assert_eq!(
        (json[1]["organization"].as_str(), json[1]["key"].as_str()),
        (Some("Next Door"), Some("file"))
    );
    assert_eq!(json[2]["is_default"].as_bool(), Some(true));
    stand.run(&["accounts"]).leaves(0).says("CLOSE_API_KEY is set");
    assert_eq!(stand.tally().iter().filter(|(what, _)| what.contains("task")).count(), 0, "nobody is asked");
}

#[test]
fn a_key_may_come_from_a_command_and_whatever_goes_wrong_is_one_sentence() {
    let stand = two();
    let told = |command: &str| {
        options(&stand, &format!("[accounts.work]\napi_key_cmd = \"{command}\"\n"));
        run(&stand, &["list"], "")
    };
    assert!(told("printf 'api_demo\\\\nuser: maya\\\\n'").leaves(0).out.contains("Call Ada"));
    told("exit 4").leaves(1).says("the key of work did not come: api_key_cmd failed with code 4");
    told("true").leaves(1).says("api_key_cmd printed nothing");
    told("no-such-manager show").leaves(1).says("there is no program no-such-manager");
    told("echo api_wrong").leaves(3);
    options(&stand, "[accounts.work]\napi_key_cmd = 'echo api_demo'\n");
    let login = run(&stand, &["login"], "").leaves(0).says("nothing is kept");
    assert_eq!(login.out, "work: you are Maya Okafor, Tallyfern\n");
    run(&stand, &["logout"], "").leaves(1).says("comes from its api_key_cmd");
}

#[test]
fn a_name_nobody_has_and_several_accounts_without_a_default_are_mistakes() {
    let stand = two();
    both(&stand);
    run(&stand, &["list", "--account", "wrok"], "").leaves(2).says("did you mean work?");
    run(&stand, &["logout", "hom"], "").leaves(2).says("did you mean home?");
    run(&stand, &["accounts", "default", "wokr"], "").leaves(2).says("did you mean work?");
    run(&stand, &["login", "--account", "../x"], "").leaves(2).says("cannot be the name of an account");
    options(&stand, "[accounts.a]\n[accounts.b]\n");
    let stand = two();
    options(&stand, "[accounts.a]\n[accounts.b]\n");
    run(&stand, &["list"], "").leaves(2).says("closeout accounts default NAME");
    run(&stand, &["list", "--account", "a"], "").leaves(3).says("closeout login --account a");
}

#[test]
fn a_build_without_a_keyring_says_what_works_instead() {
    let stand = two();
    let run = run(&stand, &["login", "--keyring"], HERE).leaves(1);
    assert!(run.err.contains("api_key_cmd"), "{run:?}");
}

#[test]
fn a_read_only_account_is_read_and_nothing_is_ever_sent() {
    let stand = two();
    let id = stand.id_of("Call Ada");
    options(&stand, "[accounts.boss]\napi_key_cmd = 'echo api_demo'\nread_only = true\n");
    let changes: [&[&str]; 8] = [
        &["done", &id],
        &["reopen", &id],
        &["move", &id, "--to", "tomorrow"],
        &["assign", &id, "--to", "me"],
        &["edit", &id, "x"],
        &["rm", &id, "--yes"],
        &["add", "--lead", "lead_1", "x"],
        &["outbox", "retry"],
    ];
    for change in changes {
        run(&stand, change, "").leaves(1).says("This account is read only");
    }
    assert!(run(&stand, &["list"], "").leaves(0).out.contains("Call Ada"));
    assert!(run(&stand, &["sync"], "").leaves(0).out.contains("as this account is read only"));
    assert!(!stand.on_server(&id)["is_complete"].as_bool().unwrap());
}

#[test]
fn what_waited_before_an_account_was_read_only_is_kept_and_not_sent() {
    let mut stand = two();
    let id = stand.id_of("Call Ada");
    stand.stop();
    stand.run(&["done", &id]).leaves(4);
    stand.start_again();
    options(&stand, "[accounts.boss]\napi_key_cmd = 'echo api_demo'\nread_only = true\n");
    let reading = run(&stand, &["sync"], "").leaves(0).says("1 change from before stays in the outbox");
    assert!(
        reading.out.contains("0 tasks open; nothing is sent, as this account is read only"),
        "{reading:?}"
    );
    assert!(run(&stand, &["outbox"], "").leaves(0).out.contains("waiting"));
    assert!(!stand.tally().iter().any(|(what, _)| what.starts_with("PUT")), "{:?}", stand.tally());
    stand.run(&["sync"]).leaves(0);
    assert!(stand.tally().iter().any(|(what, _)| what.starts_with("PUT")), "{:?}", stand.tally());
}

#[test]
fn a_key_typed_at_a_terminal_is_never_shown() {
    let stand = two();
    let environment = [("CLOSEOUT_BASE_URL", stand.base_url.as_str())];
    let mut terminal = Terminal::at_with(stand.home.path(), 24, 100, &["login"], &environment);
    terminal.wait_for("API key for the account main");
    terminal.press("api_demX\x7fo");
    assert!(!terminal.settled().contains("api_"), "{}", terminal.raw());
    terminal.press("\r");
    terminal.wait_for("you are Maya Okafor");
    assert_eq!(terminal.exit(), 0);
    assert!(!terminal.raw().contains("api_"), "{}", terminal.raw());
}

#[test]
fn leaving_the_prompt_keeps_nothing_and_gives_the_terminal_back() {
    let stand = two();
    let environment = [("CLOSEOUT_BASE_URL", stand.base_url.as_str())];
    let mut terminal = Terminal::at_with(stand.home.path(), 24, 100, &["login"], &environment);
    terminal.wait_for("API key for the account main");
    terminal.press("api_demo\x03");
    terminal.wait_for("nothing changed");
    assert_eq!(terminal.exit(), 1);
    assert!(!key_file(&stand, "main").exists());
}
