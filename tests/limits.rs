//! What Close allows: each group of requests is held back by itself, before its allowance is used up, and
//! never what the user did for the sake of what runs behind.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::sim::limits::Limits;
use closeout::sim::{Fault, Faults, Which, World};
use desk::{Desk, START};
use serde_json::json;

/// A world with so many to-dos due today, all of one lead.
fn world(tasks: usize) -> World {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    let (lead, contact) = world.add_lead(at - TimeDelta::days(9), "Blue Anchor Bakery", "Ines Duarte");
    for number in 0..tasks {
        let text = format!("task {number}");
        let fields = vec![
            ("text", json!(text)),
            ("date", json!("2026-03-06")),
            ("lead_id", json!(lead)),
            ("contact_id", json!(contact)),
        ];
        world.add(at - TimeDelta::days(2), "lead", fields);
    }
    world
}

fn throttles(desk: &Desk, which: Which, seconds: u32) {
    desk.server.set_faults(Faults::script(vec![(which, Fault::Throttled { seconds })]));
}

#[test]
fn a_throttled_lead_holds_up_neither_changes_nor_tasks() {
    let mut desk = Desk::on(world(3));
    throttles(&desk, Which::read().at("/lead/"), 7);
    desk.wait(1).settle();
    assert_eq!(desk.requests("get", "/lead/"), 1);
    let tasks = desk.requests("get", "/task/");
    desk.press("e R").settle();
    assert_eq!(desk.requests("put", "/task/"), 1, "the change goes");
    assert!(desk.requests("get", "/task/") > tasks, "tasks are read");
    desk.wait(5).settle().hides("for Close");
    assert_eq!(desk.requests("get", "/lead/"), 1, "not before its time");
    desk.wait(3).settle();
    assert_eq!(desk.requests("get", "/lead/"), 2);
}

#[test]
fn throttled_comments_hold_up_no_lead_and_no_event_log() {
    let mut desk = Desk::on(world(3));
    throttles(&desk, Which::read().at("/comment/"), 30);
    desk.wait(1).settle().shows("Ines Duarte");
    desk.press("j").wait(1).settle();
    assert_eq!(desk.requests("get", "/comment/"), 1, "the next row's comments wait too");
}

#[test]
fn throttled_changes_wait_while_tasks_are_read_made_and_deleted() {
    let mut desk = Desk::on(world(3));
    throttles(&desk, Which::write(), 30);
    desk.press("e").settle();
    desk.press("D y").settle();
    desk.press("R").wait(10).settle();
    assert_eq!((desk.requests("put", "/task/"), desk.waiting()), (1, 1), "the change waits");
    assert_eq!(desk.requests("delete", "/task/"), 1, "the deletion does not");
    desk.wait(21).settle();
    assert_eq!((desk.requests("put", "/task/"), desk.waiting()), (2, 0));
}

#[test]
fn reading_everything_slows_down_before_close_has_to_say_no() {
    let mut world = world(3_000);
    world.limits = Limits::new(20, 8);
    let mut desk = Desk::on(world);
    assert_eq!(desk.requests("get", "/task/"), 19, "the last tenth is left");
    let told = until(&desk, 8);
    desk.shows(&told);
    for _ in 0..4 {
        desk.wait(9).settle();
    }
    assert_eq!(desk.counts(), [3_000, 0, 0]);
    assert_eq!(desk.requests("get", "/task/"), 30, "no page was asked for twice");
}

#[test]
fn the_last_of_an_allowance_is_for_what_the_user_looks_at() {
    let mut world = world(3_000);
    world.limits = Limits::new(20, 8);
    let mut desk = Desk::on(world);
    desk.press("3").settle();
    assert_eq!(desk.requests("get", "/task/"), 20, "the archive is asked for at once");
    desk.press("1 R 3").settle();
    assert_eq!(desk.requests("get", "/task/"), 20, "nothing is left now");
    desk.press("1 e").settle();
    assert_eq!(desk.requests("put", "/task/"), 1, "changes have an allowance of their own");
}

#[test]
fn a_change_leaves_at_once_however_much_is_being_read() {
    let mut desk = Desk::before(world(1_000));
    desk.server.set_latency(Duration::from_secs(4));
    // Who we are, then the first page.
    desk.press("j").wait(9);
    for _ in 0..30 {
        desk.press("j").pass(Duration::from_millis(200));
    }
    desk.press("e").pass(Duration::from_millis(2_100));
    assert_eq!(desk.requests("put", "/task/"), 1, "half of the way is over, and it is there");
}

#[test]
fn many_changes_of_the_user_go_before_what_runs_behind() {
    let mut desk = Desk::before(world(1_000));
    desk.server.set_latency(Duration::from_secs(4));
    desk.press("j").wait(9);
    for _ in 0..3 {
        desk.press("e").pass(Duration::from_millis(100));
    }
    desk.wait(6);
    assert_eq!(desk.requests("put", "/task/"), 2, "the first, then the others together");
}

/// How a wait of so many seconds that began just now is told.
fn until(desk: &Desk, seconds: u32) -> String {
    let end = desk.now() + TimeDelta::seconds(seconds.into());
    format!("waiting for Close until {}", desk.model.settings.zone.local(end).format("%-H:%M:%S"))
}

#[test]
fn a_long_wait_draws_nothing_new_while_it_lasts() {
    let mut desk = Desk::on(world(3));
    throttles(&desk, Which::write(), 30);
    desk.press("e").settle();
    let told = until(&desk, 30);
    desk.shows(&told);
    desk.wait(10).settle();
    let before = desk.screen();
    for _ in 0..10 {
        desk.wait(1);
        assert_eq!(desk.screen(), before);
    }
    desk.wait(11).settle().hides("for Close");
}

#[test]
fn a_wait_is_told_only_where_it_is_long() {
    for (seconds, is_told) in [(1, false), (2, false), (7, true)] {
        let mut desk = Desk::on(world(3));
        throttles(&desk, Which::write(), seconds);
        desk.press("e").settle();
        assert_eq!(desk.screen().contains(&until(&desk, seconds)), is_told, "{seconds} s");
        desk.wait(8).settle().hides("for Close");
        assert_eq!(desk.waiting(), 0);
    }
}
