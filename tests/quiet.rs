//! A session that is left alone: little is asked, and nothing is written but what time it is.

#![expect(clippy::expect_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use chrono::FixedOffset;
use closeout::shell::painter::Painter;
use closeout::sim::{Seed, World};
use closeout::ui::screen;
use closeout::ui::theme::Theme;
use desk::{Desk, START};
use ratatui::layout::Rect;

fn asked(desk: &Desk) -> usize {
    desk.server.requests().len()
}

/// How many requests each of the next minutes sees.
fn by_minute(desk: &mut Desk, minutes: usize) -> Vec<usize> {
    (0..minutes)
        .map(|_| {
            let before = asked(desk);
            desk.wait(60).settle();
            asked(desk) - before
        })
        .collect()
}

/// A desk in front of the demo's world, everything that stands behind the first row read.
fn demo() -> Desk {
    let now = START.parse().expect("a time");
    let zone_offset = FixedOffset::east_opt(3_600).expect("an offset");
    let mut desk = Desk::on(World::grow(Seed { tasks: 200, seed: 1, now, zone_offset }));
    desk.wait(61).settle();
    desk
}

#[test]
fn a_quiet_minute_costs_one_request_at_most_and_an_hour_no_more_than_that() {
    let mut desk = demo();
    let minutes = by_minute(&mut desk, 60);
    assert!(minutes.iter().all(|requests| *requests <= 1), "{minutes:?}");
    assert!(minutes[..8].iter().sum::<usize>() >= 7, "it does look: {minutes:?}");
    assert!(minutes.iter().sum::<usize>() <= 25, "and more rarely with time: {minutes:?}");
}

#[test]
fn an_hour_left_alone_writes_nothing_but_the_time_here_and_at_the_lead() {
    let mut desk = demo();
    let mut painter = Painter::default();
    let area = Rect::new(0, 0, desk.model.size.width, desk.model.size.height);
    let mut before = desk.screen();
    for minute in 0..60 {
        let paint = |slate: &mut _| screen::write(&desk.model, &Theme::default(), slate);
        let bytes = painter.frame(area, None, paint).expect("a frame").len();
        assert!(minute == 0 || bytes <= 128, "{bytes} bytes in minute {minute}");
        desk.wait(60).settle();
        let now = desk.screen();
        let changed: Vec<&str> = now
            .lines()
            .zip(before.lines())
            .filter(|(now, before)| now != before)
            .map(|(now, _)| now)
            .collect();
        assert!(
            changed.iter().all(|line| line.contains("synced") || line.contains(" there")),
            "minute {minute}: {changed:#?}"
        );
        before = now;
    }
}

#[test]
fn a_terminal_nobody_looks_at_asks_half_as_often_and_at_once_when_it_is_looked_at_again() {
    let mut desk = demo();
    desk.focus(false).wait(61).settle();
    let away: usize = by_minute(&mut desk, 8).iter().sum();
    assert!((3..=4).contains(&away), "{away} requests in eight minutes");
    let before = asked(&desk);
    desk.wait(61).settle().focus(true).settle();
    assert!(asked(&desk) > before, "what is a minute old is looked at anew");
    let before = asked(&desk);
    desk.focus(false).focus(true).focus(false).focus(true).settle();
    assert_eq!(asked(&desk), before, "what is fresh is not");
}

#[test]
fn a_terminal_that_never_says_where_one_looks_is_always_looked_at() {
    let mut desk = demo();
    desk.press("j").wait(61).settle();
    let asked: usize = by_minute(&mut desk, 8).iter().sum();
    assert!((7..=9).contains(&asked), "{asked} requests in eight minutes");
}
