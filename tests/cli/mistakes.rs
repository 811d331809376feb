//! A file of options with everything wrong that one can think of: the program starts, and says all of it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stand::Stand;
use crate::terminal::Terminal;

/// One mistake of each sort, with what is right in between.
const MISTAKEN: &str = r#"signs = "ascii"
base_url = "http://close.example/api/v1"
answer_within = [60]
previw = "off"
timezone = "Europe/Berln"
presets = ["tomorrow", "blursday"]
fiscal_year_starts = 13
frobnicate = 1
preview = "below"
preview = "off"

[keys.list]
complete = ["e", "Ctrl-i"]
move = ["m"]

[theme]
late = "bold #ff88zz"

[colours]
late = "red"
"#;

/// Where each stands, and how the sentence about it begins.
const TOLD: [(&str, &str); 11] = [
    ("2:12", "base_url cannot be that: plain http is allowed to this machine only"),
    ("3:17", "answer_within cannot be a list: it takes a single value. It stays 60."),
    ("4:1", "There is no option \"previw\"; did you mean preview?"),
    ("5:12", "timezone cannot be \"Europe/Berln\": did you mean Europe/Berlin"),
    ("6:24", "presets cannot be \"blursday\""),
    ("7:22", "fiscal_year_starts cannot be \"13\": use the number of a month, 1 to 12. It stays 1."),
    ("8:1", "There is no option \"frobnicate\"; `closeout config example` shows them all."),
    ("10:1", "This is not TOML (preview stands above already); this is left out."),
    ("13:18", "complete cannot be on \"Ctrl-i\": terminals send the same for Ctrl-i and Tab."),
    ("17:8", "late cannot be \"#ff88zz\": a colour is #rrggbb"),
    ("19:2", "There is no option \"colours\""),
];

fn usual_file(home: &Path) -> PathBuf {
    let folder = home.join(".config/closeout");
    fs::create_dir_all(&folder).unwrap();
    folder.join("config.toml")
}

#[test]
fn eleven_mistakes_are_all_named_with_line_and_column_and_by_the_check() {
    let stand = Stand::three();
    let file = usual_file(stand.home.path());
    fs::write(&file, MISTAKEN).unwrap();
    let run = stand.run(&["config", "check"]).leaves(2);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), TOLD.len(), "{}", run.out);
    for (line, (place, sentence)) in lines.iter().zip(TOLD) {
        assert!(line.starts_with(&format!("{}:{place}: {sentence}", file.display())), "{line}");
    }
}

#[test]
fn eleven_mistakes_do_not_keep_the_screen_from_showing_what_is_right() {
    let stand = Stand::three();
    fs::write(usual_file(stand.home.path()), MISTAKEN).unwrap();
    let variables =
        [("CLOSE_API_KEY", closeout::sim::world::KEY), ("CLOSEOUT_BASE_URL", stand.base_url.as_str())];
    let mut terminal = Terminal::at_with(stand.home.path(), 30, 200, &[], &variables);
    terminal.wait_for("Call Ada");
    for (told, (place, sentence)) in TOLD.into_iter().enumerate() {
        let banner = format!("config.toml:{place}: {sentence}");
        let shown: String = banner.chars().take(120).collect();
        terminal.wait_for(&shown);
        let rest = TOLD.len() - told - 1;
        terminal.wait_for(&if rest == 0 { "Esc".to_owned() } else { format!("and {rest} more") });
        terminal.press("\x1b");
    }
    terminal.wait_until("no banner", |screen| !screen.contents().contains("config.toml"));
    let shown = terminal.screen().contents();
    assert!(shown.is_ascii(), "signs = \"ascii\" counts: {shown}");
    terminal.press("m");
    terminal.wait_for("tomorrow");
    terminal.press("\x1b");
    terminal.quits();
}

#[test]
fn with_a_wrong_address_nothing_starts_unless_a_variable_has_the_right_one() {
    let stand = Stand::three();
    fs::write(usual_file(stand.home.path()), "base_url = \"http://close.example\"\n").unwrap();
    stand.run(&["list"]).leaves(0).says("config.toml:1:12: base_url cannot be that");
    let mut command = stand.command();
    command.args(["list"]).env_remove("CLOSEOUT_BASE_URL");
    let run: crate::stand::Run = command.output().unwrap().into();
    run.leaves(2).prints("").says("config.toml:1:12: base_url cannot be that");
    let mut command = stand.command();
    command.args(["list"]).env("CLOSEOUT_BASE_URL", "http://close.example");
    let run: crate::stand::Run = command.output().unwrap().into();
    run.leaves(2).prints("");
}

/// Puts something in the place of the file of options.
type Put = fn(&Path);

#[test]
fn whatever_is_in_place_of_the_file_is_said_in_a_sentence_and_nothing_stops() {
    let put: [(&str, Put, &str); 6] = [
        ("a folder", |path| fs::create_dir_all(path).unwrap(), "This is a folder, not a file."),
        (
            "no text",
            |path| fs::write(path, b"signs = 'ascii'\nkeymap = '\xff'\n").unwrap(),
            "2:11: This is not UTF-8",
        ),
        ("10 MB", |path| fs::write(path, "#".repeat(10 << 20)).unwrap(), "too large to be a file of options"),
        (
            "a zone",
            |path| fs::write(path, "timezone = 'Mars/Olympus'").unwrap(),
            "use a name such as Europe/Berlin",
        ),
        ("a loop", |path| std::os::unix::fs::symlink(path, path).unwrap(), "This file cannot be read"),
        ("a device", |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap(), "too large"),
    ];
    for (what, put, said) in put {
        let stand = Stand::three();
        put(&usual_file(stand.home.path()));
        let run = stand.run(&["config", "check"]).leaves(2);
        assert!(run.out.contains(said) && run.out.lines().count() == 1, "{what}: {run:?}");
        let run = stand.run(&["list"]).leaves(0).says(said);
        assert_eq!(run.out.lines().count(), 3, "{what}: {run:?}");
    }
}

#[test]
fn a_key_in_a_file_that_others_can_read_is_warned_of_and_never_repeated() {
    use std::os::unix::fs::PermissionsExt;
    let stand = Stand::three();
    let file = usual_file(stand.home.path());
    fs::write(&file, format!("api_key = '{}'\n", closeout::sim::world::KEY)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let mut command = stand.command();
    let run: crate::stand::Run = command.args(["list"]).env_remove("CLOSE_API_KEY").output().unwrap().into();
    let run = run.leaves(0).says("Others can read your key here; run: chmod 600");
    assert!(!run.err.contains(closeout::sim::world::KEY), "{run:?}");
}
