//! Whoever rang or wrote waits: how long shows in the row, and turns urgent.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod desk;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::sim::World;
use closeout::ui::theme::Theme;
use desk::{Desk, START};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::json;

// An old to-do, and a missed call of so many minutes ago below it.
fn missed(minutes: i64) -> Desk {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    let rang = at - TimeDelta::minutes(minutes);
    world.add(at, "lead", vec![("text", json!("Tidy up")), ("date", json!("2026-02-01"))]);
    world.add(rang, "missed_call", vec![("date", json!(rang.to_rfc3339()))]);
    Desk::on(world)
}

// Whether that text has the look of what is late; the row under the cursor has one look only.
fn is_urgent(desk: &Desk, text: &str) -> bool {
    let (area, theme) = (Rect::new(0, 0, desk.model.size.width, desk.model.size.height), Theme::default());
    let mut buffer = Buffer::empty(area);
    closeout::ui::screen::draw(&desk.model, &theme, area, &mut buffer);
    let screen = desk.screen();
    let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    let x = line.split(text).next().unwrap().chars().count();
    let cell = &buffer[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())];
    Some(cell.fg) == theme.late.fg
}

#[test]
fn the_row_says_how_long_somebody_has_been_waiting() {
    missed(0).shows("now");
    missed(4).shows("4m ago");
    missed(72).shows("1h ago");
    missed(60 * 21 + 5).shows("21h ago");
    missed(60 * 73).shows("3d ago");
}

#[test]
fn after_an_hour_it_is_urgent_or_after_what_the_user_has_set() {
    assert!(!is_urgent(&missed(59), "59m ago"));
    assert!(is_urgent(&missed(60), "1h ago"));
    let mut desk = missed(59);
    desk.model.settings.answer_minutes = 30;
    assert!(is_urgent(&desk, "59m ago"));
    desk.model.settings.answer_minutes = 0;
    assert!(!is_urgent(&desk, "59m ago"));
}

#[test]
fn what_came_and_was_done_on_one_day_names_the_day_once() {
    let mut desk = missed(72);
    desk.press("j e").settle().press("3 Enter").settle();
    desk.shows("Missed call · done today 15:05 · came 13:53");
    let mut desk = missed(60 * 30);
    desk.press("j e").settle().press("3 Enter").settle();
    desk.shows("done today 15:05 · came Thu 5 Mar 9:05");
}

#[test]
fn putting_it_off_does_not_make_it_younger() {
    let mut desk = missed(60 * 49);
    desk.press("j s").type_in("mon").press("Enter").settle();
    desk.press("2").hides("ago").shows("Mon");
    desk.wait(3 * 86_400).press("1").shows("5d ago");
}

#[test]
fn time_passes_without_a_key() {
    // Each look at what changed brings the screen up to date, once a minute.
    missed(4).shows("4m ago").wait(150).hides("4m ago").shows("6m ago");
}
