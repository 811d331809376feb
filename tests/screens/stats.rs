//! The page of statistics.

use closeout::app::layout::Size;
use closeout::app::msg::Msg;
use closeout::domain::due::Due;
use closeout::domain::kind::Kind;
use closeout::domain::task::{Stamp, Task};
use closeout::ui::theme::{Signs, Theme};

use crate::stage::Stage;
use crate::tasks::{everything, ours, to_do};
use crate::{gallery, pictures};

// Missed calls of the last weeks, more and faster answered by the day; fewer at weekends.
fn answered() -> Vec<Task> {
    let call = |(back, number): (i64, i64)| {
        let rang: chrono::DateTime<chrono::Utc> = "2026-03-06T09:00:00Z".parse().unwrap();
        let rang = rang - chrono::TimeDelta::days(back) + chrono::TimeDelta::minutes(number);
        let at = rang + chrono::TimeDelta::minutes(20 + back * 5 + number * 3);
        Task {
            is_complete: true,
            updated: Stamp { at: Some(at), by: None },
            due: Some(Due::At(rang)),
            created: Stamp { at: Some(rang), by: None },
            ..ours(&format!("noti_done_{back}_{number}"), Kind::MissedCall(Box::default()), "")
        }
    };
    let many = |back: i64| if matches!(back % 7, 5 | 6) { 1 } else { 30 - back };
    (0..28).flat_map(|back| (0..many(back)).map(move |number| call((back, number)))).collect()
}

fn planned() -> impl Iterator<Item = Task> {
    (7..31).flat_map(|day| {
        let count = if day % 7 < 2 { 0 } else { 40 - day };
        (0..count).map(move |number| {
            to_do(&format!("task_{day}_{number}"), "Call back", &format!("2026-03-{day:02}"))
        })
    })
}

fn page(width: u16, height: u16) -> Stage {
    let tasks = everything().into_iter().chain(planned()).chain(answered());
    let mut stage = Stage::with(width, height, tasks.collect());
    stage.press("g s");
    stage
}

#[test]
fn what_was_done_and_what_is_to_come() {
    pictures("stats", page);
    let small = [(80, 24), (40, 12), (36, 8)].map(|(width, height)| {
        let mut stage = page(80, 24);
        stage.tell(Msg::Resized(Size { width, height }));
        (format!("{width}x{height}"), stage.screen())
    });
    gallery("stats_small", small);
}

#[test]
fn without_signs_and_colours_and_without_figures() {
    let mut plain = page(80, 24);
    plain.theme = Theme::monochrome(Signs::Ascii);
    let mut nothing = Stage::with(80, 24, Vec::new());
    nothing.press("g s");
    gallery("stats_plain", [("ascii".into(), plain.screen()), ("nothing".into(), nothing.screen())]);
}
