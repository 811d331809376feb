//! Dialogs, the help, and the menu of half-typed keys.

use crate::stage::Stage;
use crate::tasks::{everything, to_do};
use crate::{gallery, pictures};

fn with(keys: &str, text: &str) -> (String, String) {
    let mut stage = Stage::with(80, 24, everything());
    stage.press(keys).write(text);
    (format!("{keys} {text}"), stage.screen())
}

#[test]
fn choosing_a_day() {
    pictures("dates", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("j j s").write("monday");
        stage
    });
    let texts = ["", "2", "4/5", "tom 9am", "yesterday", "blursday", "27 jan"];
    gallery("dates_echo", texts.map(|text| with("s", text)));
}

#[test]
fn choosing_a_day_for_several() {
    gallery("dates_several", [with("x j x j x s", "1w")]);
}

#[test]
fn choosing_a_person() {
    pictures("people", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("j a Down");
        stage
    });
    gallery("people_found", ["an", "qqq"].map(|text| with("a", text)));
}

#[test]
fn a_large_batch_is_said_in_words_first() {
    pictures("statement", |width, height| {
        let tasks = (0..30).map(|n| to_do(&format!("task_{n:02}"), "Call back", "2026-03-06"));
        let mut stage = Stage::with(width, height, tasks.chain(everything()).collect());
        stage.press("V /").write("c").press("Enter e");
        stage
    });
}

#[test]
fn rewriting_a_to_do() {
    pictures("editor", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage
            .press("E Ctrl-j")
            .write("and ask about the renewal, which nobody has answered since the end of January");
        stage
    });
}

#[test]
fn making_a_task() {
    pictures("create", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage
            .press("j j c")
            .write("Send the offer")
            .press("Ctrl-j")
            .write("by post")
            .press("Down")
            .write("mon");
        stage
    });
    let with = |keys: &str, text: &str, then: &str| {
        let mut stage = Stage::with(80, 24, everything());
        stage.press(keys).write(text).press(then);
        (format!("{keys} {text} {then}"), stage.screen())
    };
    let pages = [with("j j c", "", "Enter"), with("c Tab Up", "qqq", "Enter"), with("c Up", "acme", "Tab")];
    gallery("create_lines", pages);
}

#[test]
fn deleting_tasks() {
    pictures("deletion", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("V D");
        stage
    });
    let mut stage = Stage::with(80, 24, everything());
    stage.press("D");
    gallery("deletion_of_one", [("D".to_owned(), stage.screen())]);
}

#[test]
fn half_a_sequence_shows_what_may_follow() {
    pictures("keys_to_follow", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("*");
        stage
    });
}

#[test]
fn all_keys() {
    pictures("help", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("?");
        stage
    });
    let mut stage = Stage::with(80, 24, everything());
    stage.press("? G");
    gallery("help_end", [("end".to_owned(), stage.screen())]);
}

#[test]
fn filtering() {
    pictures("filter", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("/").write("a !email");
        stage
    });
    let kept = |keys: &str, text: &str, then: &str| {
        let mut stage = Stage::with(80, 24, everything());
        stage.press(keys).write(text).press(then);
        (format!("{keys} {text} {then}"), stage.screen())
    };
    gallery(
        "filter_kept",
        [kept("/", "ada", "Enter"), kept("/", "nothing fits", "Enter"), kept("j g l", "", "j")],
    );
}
