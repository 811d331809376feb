//! Statistics: what is shown is what was done, and it follows without a key.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod desk;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::app::effect::Effect;
use closeout::app::layout::Size;
use closeout::app::overlay::Overlay;
use closeout::app::stats::Statistics;
use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

// Missed calls of so many minutes ago.
fn missed<const N: usize>(minutes: [i64; N]) -> Desk {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    for minutes in minutes {
        let rang = at - TimeDelta::minutes(minutes);
        world.add(rang, "missed_call", vec![("date", json!(rang.to_rfc3339()))]);
    }
    Desk::on(world)
}

fn figures(desk: &Desk) -> &Statistics {
    let page = desk.model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Stats(page) => Some(&page.statistics),
        _ => None,
    });
    page.expect("the page is open")
}

#[test]
fn what_was_done_and_how_long_somebody_waited_for_it() {
    let mut desk = missed([20, 40, 90]);
    desk.press("g s").shows("nothing in the last 28 days").shows("nothing that came in");
    desk.press("q e e e").settle().press("g s");
    desk.shows("3 today, 3 in 7 days").shows("median 40m (3) in 7 days");
    desk.shows("most: 3").shows("tasks on Fri 6 Mar").shows("Based on all 3 finished tasks");
}

#[test]
fn the_page_follows_what_happens_while_it_is_open() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e").settle().press("g s").shows("1 today").shows("1: 1 of the week");
    desk.press("u").settle().shows("nothing in the last 28 days").shows("2: 2 of the week");
    desk.colleague_changes("two", &json!({"is_complete": true}));
    desk.wait(61).shows("1 today");
}

#[test]
fn what_was_done_is_remembered_when_close_has_forgotten_it() {
    let mut desk = missed([20, 40, 90]);
    desk.press("e e e").settle();
    let ids: Vec<String> =
        desk.server.with_world(|world| world.tasks().map(|(_, it)| it.id.clone()).collect());
    desk.server.with_world(|world| ids.iter().for_each(|id| drop(world.remove(id))));
    let mut desk = desk.restart();
    desk.press("R").settle().wait(130).press("g s");
    desk.shows("3 today").shows("median 40m (3)").shows("counted here on 1 day");
}

#[test]
fn what_is_counted_here_is_our_own() {
    let mut desk = missed([20, 40]);
    desk.press("e").settle().press("w").settle();
    desk.type_in("everyone").press("Enter").settle();
    desk.press("g s");
    assert_eq!(figures(&desk).basis.counted, 0);
}

#[test]
fn keys_compute_nothing() {
    let mut desk = Desk::many(300);
    desk.press("g s");
    let before = std::ptr::from_ref(figures(&desk)).cast::<u8>();
    let all = figures(&desk).clone();
    desk.press("j k G");
    assert_eq!((std::ptr::from_ref(figures(&desk)).cast::<u8>(), figures(&desk)), (before, &all));
}

#[test]
fn ten_thousand_tasks_are_no_trouble() {
    let mut desk = Desk::many(10_000);
    let orders = desk.orders("g");
    assert!(orders.iter().all(|order| !matches!(order, Effect::List { .. })));
    desk.press("s").shows("10,000: 10,000 of the week");
}

#[test]
fn every_size_says_something_and_none_breaks() {
    let mut desk = missed([20, 40, 90]);
    desk.press("e e").settle().press("g s");
    for (width, height) in [(40, 12), (60, 15), (80, 24), (300, 100)] {
        desk.model.size = Size { width, height };
        desk.model.fit();
        for words in ["2 today", "Answered", "Open", "To come"] {
            desk.shows(words);
        }
    }
    for (width, height) in (1..90).flat_map(|width| (1..26).map(move |height| (width, height))) {
        desk.model.size = Size { width, height };
        desk.model.fit();
        desk.screen();
    }
}
