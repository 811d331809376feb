//! The screen for a screen reader: sentences, the cursor on what is chosen, nothing for the eyes alone.

use closeout::app::effect::Fetch;
use closeout::app::layout::Size;
use closeout::app::msg::{Msg, Portion};
use closeout::domain::id::TaskId;
use ratatui::layout::Position;

use crate::hostile::KEYS;
use crate::stage::Stage;
use crate::tasks::everything;
use crate::{gallery, pictures};

fn stage(width: u16, height: u16) -> Stage {
    let mut stage = Stage::met(width, height);
    stage.model.settings.is_accessible = true;
    stage.model.preview.side = closeout::app::layout::Side::Off;
    stage.tell(Msg::Resized(Size { width, height }));
    stage.list(Fetch::Sweep, Ok(Portion { tasks: everything(), ..Portion::default() }));
    stage
}

#[test]
fn the_list_is_sentences_with_what_matters_first() {
    pictures("spoken", |width, height| {
        let mut stage = stage(width, height);
        let task = TaskId::new("task_03");
        stage.model.counted.told(stage.at, &task, 3);
        stage.press("j x j e j");
        stage
    });
}

#[test]
fn dialogs_and_pages_are_read_from_where_the_cursor_is() {
    let keys = [
        "s",
        "s Down Down",
        "a Down",
        "j D",
        "g p",
        "Enter",
        "e g u",
        "g s",
        "f j Space",
        ", l j x",
        "?",
        "/ a",
        "g",
    ];
    let screens = keys.map(|keys| (keys.to_owned(), stage(80, 24).press(keys).screen()));
    gallery("spoken_dialogs", screens);
}

#[test]
fn nothing_is_drawn_for_the_eyes_alone_and_there_is_always_a_cursor() {
    for (width, height) in [(80, 24), (160, 50), (45, 11), (24, 5), (10, 2)] {
        for keys in KEYS {
            let mut stage = stage(width, height);
            stage.press(keys);
            let (buffer, cursor) = stage.draw();
            assert!(
                cursor.is_some_and(|at| buffer.area.contains(at)),
                "{keys} at {width}x{height}: {cursor:?}"
            );
            let lines = buffer
                .content
                .iter()
                .find(|cell| cell.symbol().chars().any(|sign| matches!(sign, '─'..='▟' | '·' | '▸')));
            assert_eq!(lines, None, "{keys} at {width}x{height}");
        }
    }
}

#[test]
fn the_cursor_is_on_the_row_and_a_step_changes_nothing_else() {
    let mut stage = stage(80, 24);
    let (before, at) = stage.draw();
    stage.press("j");
    let (after, then) = stage.draw();
    assert_eq!((at, then), (Some(Position::new(0, 3)), Some(Position::new(0, 4))));
    let changed = before.area.positions().filter(|at| before[*at] != after[*at]);
    assert!(changed.map(|at| at.y).all(|y| y == 3 || y == 4));
}

#[test]
fn a_minute_that_passes_is_nothing_to_speak_of() {
    let mut stage = stage(80, 24);
    let (before, _) = stage.draw();
    stage.at += chrono::TimeDelta::minutes(3);
    stage.tell(Msg::Woke(closeout::app::effect::Timer::Minute));
    assert_eq!(stage.draw().0, before);
}
