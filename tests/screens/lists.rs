//! The list, the preview and the pages.

use crate::stage::Stage;
use crate::tasks::{all_kinds, everything, to_do};
use crate::{gallery, picture, pictures};

#[test]
fn the_inbox_with_every_kind() {
    pictures("inbox", |width, height| Stage::with(width, height, everything()));
    picture("inbox_80x24", &Stage::with(80, 24, everything()).screen());
    picture("inbox_40x12", &Stage::with(40, 12, everything()).screen());
}

#[test]
fn the_future_and_the_archive() {
    let other = |tab: &str| {
        let mut stage = Stage::with(100, 30, everything());
        stage.press(tab);
        (tab.to_owned(), stage.screen())
    };
    gallery("other_tabs", [other("2"), other("3")]);
}

#[test]
fn the_preview_of_every_kind() {
    let preview = |task: closeout::domain::task::Task| {
        let title = task.kind.wire_name().to_owned();
        let stage = Stage::with(90, 40, vec![task]);
        let screen = stage.screen();
        let lines = screen.lines().skip(24).take(14).map(str::trim_end).collect::<Vec<_>>();
        (title, lines.join("\n").trim_end().to_owned())
    };
    gallery("previews", all_kinds().into_iter().map(preview));
}

#[test]
fn the_whole_of_a_task() {
    pictures("detail", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("j j j j j j s 4 Enter 2 j j Enter").hush();
        stage
    });
}

#[test]
fn a_page_longer_than_the_screen_scrolls_to_its_end_and_no_further() {
    let long = (1..40).map(|n| format!("Line {n} of a long note.")).collect::<Vec<_>>().join("\n");
    let mut stage = Stage::with(60, 15, vec![to_do("task_1", &long, "2026-03-06")]);
    stage.press("Enter G");
    let end = stage.screen();
    assert!(end.contains("Id   ") && !end.contains("Line 30"), "{end}");
    stage.press("k");
    assert_ne!(stage.screen(), end, "one step up shows at once");
}

#[test]
fn marked_tasks() {
    pictures("marks", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("j Space Space x");
        stage
    });
}

#[test]
fn where_the_preview_goes_is_up_to_the_user() {
    let with = |keys: &str| {
        let mut stage = Stage::with(100, 24, everything());
        stage.press(keys);
        (keys.to_owned(), stage.screen())
    };
    gallery("preview_sides", [with("p"), with("P")]);
}

#[test]
fn screens_too_small_for_more_show_what_matters() {
    let tiny = |(width, height): (u16, u16)| {
        (format!("{width}x{height}"), Stage::with(width, height, everything()).screen())
    };
    gallery("tiny", [(36, 8), (39, 30), (20, 4), (10, 3), (1, 1)].map(tiny));
    let typing = |(width, height): (u16, u16), keys: &str| {
        let mut stage = Stage::with(width, height, everything());
        stage.press(keys);
        (format!("{width}x{height} {keys}"), stage.screen())
    };
    let screens = [(36, 8), (30, 4), (12, 3)]
        .into_iter()
        .flat_map(|size| ["/ a c", "s f r i", "a", "g p", "?", "Enter"].map(|keys| typing(size, keys)));
    gallery("tiny_dialogs", screens);
}
