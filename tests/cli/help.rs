//! What the help says, and flags that stand in the wrong place.

use std::process::Command;

use crate::stand::Stand;

const COMMANDS: [&str; 18] = [
    "login",
    "logout",
    "accounts",
    "list",
    "show",
    "add",
    "done",
    "reopen",
    "move",
    "assign",
    "edit",
    "rm",
    "outbox",
    "sync",
    "count",
    "stats",
    "doctor",
    "outbox drop",
];

fn help(command: &str) -> String {
    let mut binary = Command::new(env!("CARGO_BIN_EXE_closeout"));
    let output = binary.env_clear().args(command.split_whitespace()).arg("--help").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_explains_itself() {
    insta::assert_snapshot!("help", help(""));
    for command in COMMANDS {
        let name = format!("help_{}", command.replace(' ', "_"));
        insta::assert_snapshot!(name, help(command));
    }
}

#[test]
fn a_flag_of_the_screen_in_front_of_a_command_is_a_mistake() {
    let stand = Stand::three();
    for flags in [["--view", "future"], ["--filter", "x"], ["--lead", "lead_1"]] {
        let run = stand.run(&[&flags[..], &["list"]].concat());
        run.leaves(2).says("is for the screen");
    }
    assert!(stand.tally().is_empty());
}
