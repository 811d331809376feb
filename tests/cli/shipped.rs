//! What the program says of itself: completions, manual pages and its version.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::{Command, Output, Stdio};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "elvish", "powershell"];

fn closeout(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
    command.env_clear().args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = closeout(arguments);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that the help lists.
fn commands() -> BTreeSet<String> {
    let help = printed(&["--help"]);
    let (_, rest) = help.split_once("Commands:\n").unwrap();
    let lines = rest.lines().take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn every_shell_is_told_of_every_command() {
    let commands = commands();
    assert!(commands.contains("outbox") && commands.len() > 15, "{commands:?}");
    for shell in SHELLS {
        let script = printed(&["completions", shell]);
        let words: BTreeSet<&str> = script.split(|letter: char| !letter.is_alphanumeric()).collect();
        let untold: Vec<_> = commands.iter().filter(|command| !words.contains(command.as_str())).collect();
        assert!(untold.is_empty(), "{shell} is not told of {untold:?}");
        assert!(script.contains("missed") || script.contains("--assigned-to"), "{shell} knows no flags");
    }
}

#[test]
fn a_shell_nobody_knows_is_answered_with_those_there_are() {
    let output = closeout(&["completions", "tcsh"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(SHELLS.iter().all(|shell| said.contains(shell)), "{said}");
}

#[test]
fn files_are_offered_where_a_file_is_wanted_and_nowhere_else() {
    let script = printed(&["completions", "zsh"]);
    let is_path = |line: &&str| line.contains(":_files") || line.contains(":_default");
    let offers: Vec<&str> = script.lines().filter(is_path).collect();
    assert!(!offers.is_empty() && offers.iter().all(|line| line.contains("--config")), "{offers:#?}");
}

/// What a program makes of a script, where it is installed.
fn run(program: &str, arguments: &[&str], script: &str) -> Option<Output> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("script");
    std::fs::write(&file, script).unwrap();
    Command::new(program).args(arguments).arg(&file).stdin(Stdio::null()).output().ok()
}

#[test]
fn shells_that_are_installed_find_nothing_wrong_with_their_script() {
    for shell in ["bash", "zsh", "fish"] {
        let script = printed(&["completions", shell]);
        if let Some(output) = run(shell, &["-n"], &script) {
            assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {output:?}");
        }
    }
}

#[test]
fn bash_completes_commands_flags_and_values() {
    let script = printed(&["completions", "bash"]);
    for (line, word, expected) in [
        ("closeout ou", "ou", "outbox"),
        ("closeout outbox re", "re", "retry"),
        ("closeout move --t", "--t", "--to"),
        ("closeout count --format t", "t", "tmux"),
    ] {
        let words = line.split(' ').map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
        let (last, before) = (line.split(' ').count() - 1, line.split(' ').rev().nth(1).unwrap());
        let asked = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD={last}; _closeout closeout '{word}' '{before}'\n\
             echo \"${{COMPREPLY[@]}}\"\n"
        );
        if let Some(output) = run("bash", &[], &asked) {
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected, "{line}: {output:?}");
        }
    }
}

#[test]
fn there_is_a_manual_page_of_all_of_it_and_of_each_command() {
    let front = printed(&["man"]);
    let sections = ["\"EXIT STATUS\"", "ENVIRONMENT", "FILES", "EXAMPLES"];
    assert!(sections.iter().all(|section| front.contains(&format!(".SH {section}"))), "{front}");
    for command in commands().iter().filter(|command| *command != "help") {
        assert!(front.contains(command.as_str()), "{command}");
        let page = printed(&["man", command]);
        assert!(page.starts_with(&format!(".TH CLOSEOUT-{}", command.to_uppercase())), "{page}");
    }
    assert!(printed(&["man", "outbox", "drop"]).contains("refused"));
    let output = closeout(&["man", "nothing"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("there is no command \"nothing\""));
}

#[test]
fn the_version_says_what_it_is_built_for_and_never_that_something_is_unknown() {
    for flag in ["--version", "-V"] {
        let line = printed(&[flag]);
        let begins = format!("closeout {} (", env!("CARGO_PKG_VERSION"));
        assert!(line.starts_with(&begins) && line.ends_with(")\n") && line.lines().count() == 1, "{line}");
        assert!(line.contains(std::env::consts::ARCH) && !line.contains("unknown,"), "{line}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    for arguments in
        [&["man"][..], &["completions", "bash"], &["config", "example"], &["--help"], &["keys", "list"]]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
        command.env_clear().env("HOME", "/nowhere").args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

/// What `build.rs` asks.
#[expect(dead_code, reason = "what cargo is to watch is for cargo")]
#[path = "../../build/commit.rs"]
mod commit;

#[test]
fn the_commit_is_that_of_our_own_repository_or_of_the_package_and_else_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let (top, inner) = (folder.path(), folder.path().join("vendor"));
    std::fs::create_dir(&inner).unwrap();
    assert_eq!((commit::repository(top), commit::package(top)), (None, None));
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(top)
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
            .args(arguments);
        command
            .env("GIT_COMMITTER_DATE", "2026-11-25T23:30:00-08:00")
            .output()
            .is_ok_and(|run| run.status.success())
    };
    if git(&["init", "--quiet"]) && git(&["commit", "--quiet", "--allow-empty", "--message", "x"]) {
        let told = commit::repository(top).unwrap();
        assert_eq!((told.len(), &told[7..]), (19, ", 2026-11-25"), "{told}");
        assert_eq!(commit::repository(&inner), None, "a part of another repository is not that repository");
    }
    let info = "{\n  \"git\": {\n    \"sha1\": \"c325424b0000000000000000000000000000abcd\"\n  }\n}";
    std::fs::write(inner.join(".cargo_vcs_info.json"), info).unwrap();
    assert_eq!(commit::package(&inner).as_deref(), Some("c325424"));
    std::fs::write(inner.join(".cargo_vcs_info.json"), "{}").unwrap();
    assert_eq!(commit::package(&inner), None);
}
