//! One task at a time, and what was decided.

use closeout::app::layout::Size;
use closeout::app::msg::Msg;
use closeout::ui::theme::{Signs, Theme};

use crate::stage::Stage;
use crate::tasks::everything;
use crate::{gallery, pictures};

// After two decisions, each a while after the one before.
fn at_work(width: u16, height: u16) -> Stage {
    let mut stage = Stage::with(width, height, everything());
    stage.press("g w");
    for keys in ["e", "s 2 Enter", "Space"] {
        stage.at += chrono::TimeDelta::seconds(31);
        stage.press(keys);
    }
    stage
}

#[test]
fn one_task_at_a_time() {
    pictures("sprint", at_work);
    let small = [(80, 24), (40, 12), (36, 8)].map(|(width, height)| {
        let mut stage = at_work(80, 24);
        stage.hush().tell(Msg::Resized(Size { width, height }));
        (format!("{width}x{height}"), stage.screen())
    });
    gallery("sprint_small", small);
}

#[test]
fn what_was_decided() {
    pictures("sprint_over", |width, height| {
        let mut stage = at_work(width, height);
        stage.press("q");
        stage
    });
    let mut stage = at_work(60, 15);
    stage.theme = Theme::monochrome(Signs::Ascii);
    let ascii = stage.hush().screen();
    gallery("sprint_ascii", [("at work".to_owned(), ascii), ("over".to_owned(), stage.press("q").screen())]);
}
