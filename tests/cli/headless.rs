//! A machine with nothing: no home that can be written, no zone, no desktop, a terminal that can do nothing, no
//! input. Every command works, or says what to do.

use std::io::Read;
use std::process::{Command, Stdio};

use closeout::sim::world::KEY;

use crate::stand::{Run, Stand};
use crate::terminal::Terminal;

/// A home that cannot be made, whoever one is.
const NO_HOME: &str = "/dev/null/home";

/// Runs the binary with an input that is closed, and nothing in its environment but what such a machine has.
fn bare(stand: &Stand, arguments: &[&str], more: &[(&str, &str)]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" \"$@\" <&-", env!("CARGO_BIN_EXE_closeout")]).args(arguments);
    command.env_clear().env("TERM", "dumb").env("LANG", "C").env("HOME", NO_HOME);
    command.env("CLOSE_API_KEY", KEY).env("CLOSEOUT_BASE_URL", &stand.base_url);
    command.envs(more.iter().copied()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What is typed, with which code it leaves, and a piece of what it says on either side; `ID` is that of a task.
type Case = (&'static str, i32, &'static str);

const NO_PLACE: &str = "set XDG_STATE_HOME to a folder you can write to";

const CASES: &[Case] = &[
    ("", 2, "`closeout list`"),
    ("demo", 2, "`closeout list`"),
    ("list", 0, "Call Ada"),
    ("list --json", 0, "\"Call Ada\""),
    ("list --csv --view archive", 0, "id,"),
    ("show ID", 0, "Call Ada"),
    ("count", 0, "3"),
    ("count --format json", 0, "{"),
    ("stats", 0, "Done"),
    ("add --lead lead_1 Text", 1, NO_PLACE),
    ("done ID", 1, NO_PLACE),
    ("done -", 0, ""),
    ("reopen ID", 1, NO_PLACE),
    ("move ID --to tom", 1, NO_PLACE),
    ("assign ID --to me", 1, NO_PLACE),
    ("edit ID Text", 1, NO_PLACE),
    ("rm ID", 2, "say --yes"),
    ("rm ID --yes", 1, NO_PLACE),
    ("outbox", 0, "nothing waits"),
    ("outbox list --json", 0, "[]"),
    ("outbox retry", 1, NO_PLACE),
    ("outbox drop --refused", 0, "Dropped 0"),
    ("sync", 1, NO_PLACE),
    ("login", 1, "no key was given"),
    ("login --oauth", 2, "oauth_client_id"),
    ("login --oauth --client-id x", 1, NO_PLACE),
    ("logout", 1, "nobody is logged in"),
    ("accounts", 0, "`closeout login` makes one"),
    ("doctor", 1, "set XDG_STATE_HOME"),
    ("config path", 0, "/dev/null/home/.config/closeout/config.toml"),
    ("config check", 0, "no file of options"),
    ("config example", 0, "timezone"),
    ("keys list", 0, "complete"),
    ("keys test", 2, "in a terminal only"),
    ("completions bash", 0, "outbox"),
    ("man", 0, ".TH CLOSEOUT"),
    ("--help", 0, "Usage"),
    ("--version", 0, "closeout "),
    ("nothing", 2, "--help"),
];

fn split(typed: &str, id: &str) -> Vec<String> {
    typed.split_whitespace().map(|word| if word == "ID" { id.to_owned() } else { word.to_owned() }).collect()
}

/// Whether this may have come from a panic, or is the system's word alone.
fn is_rough(said: &str) -> bool {
    said.contains("panicked") || said.contains("RUST_BACKTRACE") || said.contains('\u{1b}')
}

#[test]
fn every_command_works_without_anything_or_says_what_to_do() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    for (typed, code, said) in CASES {
        let words = split(typed, &id);
        let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
        let run: Run = bare(&stand, &arguments, &[]).output().unwrap().into();
        let all = format!("{}{}", run.out, run.err);
        assert_eq!(run.code, *code, "{typed}: {run:?}");
        assert!(all.contains(said) && !is_rough(&all), "{typed}: {run:?}");
    }
    assert_eq!(stand.on_server(&id)["is_complete"], false, "what cannot be kept is not sent");
}

#[test]
fn every_command_that_is_offered_is_tried_here() {
    let stand = Stand::three();
    let help = stand.run(&["--help"]).leaves(0).out;
    let (_, rest) = help.split_once("Commands:\n").unwrap();
    for line in rest.lines().take_while(|line| !line.is_empty()) {
        let command = line.split_whitespace().next().unwrap();
        let is_tried = CASES.iter().any(|(typed, ..)| typed.split(' ').next() == Some(command));
        // The last two are the library's own and one that runs until it is ended.
        assert!(is_tried || ["help", "simulate"].contains(&command), "add `closeout {command}` to the cases");
    }
}

#[test]
fn an_output_that_nobody_reads_is_no_failure_of_any_command() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    for (typed, code, _) in CASES {
        let words = split(typed, &id);
        let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut child = bare(&stand, &arguments, &[]).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(*code), "{typed}: {said}");
        assert!(!is_rough(&said), "{typed}: {said}");
    }
}

#[test]
fn a_folder_for_the_state_is_all_that_changes_need() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    let state = stand.home.path().join("state");
    let run: Run =
        bare(&stand, &["done", &id], &[("XDG_STATE_HOME", state.to_str().unwrap())]).output().unwrap().into();
    run.leaves(0).prints("Done: Call Ada\n");
    assert_eq!(stand.on_server(&id)["is_complete"], true);
}

#[test]
fn without_a_home_it_says_which_variable_to_set() {
    let stand = Stand::three();
    for arguments in [&["list"][..], &["done", "task_1"], &["outbox"]] {
        let mut command = bare(&stand, arguments, &[]);
        let run: Run = command.env_remove("HOME").output().unwrap().into();
        run.leaves(1).prints("").says("set HOME or XDG_STATE_HOME");
    }
}

#[test]
fn a_terminal_that_can_do_nothing_gets_no_escape_sequences() {
    let stand = Stand::three();
    let variables =
        [("TERM", "dumb"), ("CLOSE_API_KEY", KEY), ("CLOSEOUT_BASE_URL", stand.base_url.as_str())];
    for (arguments, code, said) in [(&["list"][..], 0, "Call Ada"), (&[], 2, "TERM"), (&["demo"], 2, "TERM")]
    {
        let mut terminal = Terminal::at_with(stand.home.path(), 24, 80, arguments, &variables);
        assert_eq!(terminal.exit(), code, "{arguments:?}: {}", terminal.raw());
        assert!(terminal.raw().contains(said) && !terminal.raw().contains('\u{1b}'), "{}", terminal.raw());
    }
}
