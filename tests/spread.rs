//! Spreading a batch over days: the lightest first, one batch, one undo.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

/// So many tasks due today, and so many others on these days.
fn world(here: usize, days: &[(&str, usize)]) -> World {
    let start: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(start);
    world.limits = closeout::sim::limits::Limits::new(1_000_000, 8);
    let mut add = |text: String, day: &str| {
        world.add(start - TimeDelta::days(2), "lead", vec![("text", json!(text)), ("date", json!(day))]);
    };
    (0..here).for_each(|number| add(format!("task {number:02}"), "2026-03-06"));
    for (day, count) in days {
        (0..*count).for_each(|number| add(format!("{day} {number}"), day));
    }
    world
}

// How many tasks the server has on a day.
fn on(desk: &Desk, day: &str) -> usize {
    let now = desk.server.now();
    desk.server.with_world(|world| {
        let shown = world.tasks().filter_map(|(_, task)| world.shown(&task.id, now));
        shown.filter(|task| task.get("date").is_some_and(|date| date == day)).count()
    })
}

const DAYS: [&str; 3] = ["2026-03-10", "2026-03-11", "2026-03-12"];

#[test]
fn a_batch_is_spread_over_days_of_work_the_lightest_first_and_undone_as_one() {
    let there = [(DAYS[0], 9), (DAYS[1], 7), (DAYS[2], 7)];
    let mut desk = Desk::on(world(40, &there));
    desk.press("* a s").shows("spread tue-thu, over 3 days");
    desk.type_in("spread tue-thu");
    desk.shows("40 tasks over Tue 12, Wed 14, Thu 14").shows("with what is there: Tue 21, Wed 21, Thu 21");
    desk.press("Enter").shows("Move 40 tasks over Tue 12, Wed 14, Thu 14");
    desk.press("Enter").says("Moved 40 tasks over Tue 12, Wed 14, Thu 14").settle();
    assert_eq!(DAYS.map(|day| on(&desk, day)), [21, 21, 21]);
    assert_eq!(desk.requests("put", "/task/"), 3, "one request a day");
    desk.press("u").settle();
    assert_eq!(DAYS.map(|day| on(&desk, day)), [9, 7, 7]);
    assert_eq!(desk.counts(), [40, 23, 0]);
}

#[test]
fn tasks_keep_their_order() {
    let mut desk = Desk::on(world(6, &[]));
    let rows = desk.rows();
    desk.press("* a s").type_in("over 3 days").press("Enter").settle();
    for (row, day) in [(0, "2026-03-09"), (1, "2026-03-09"), (2, "2026-03-10"), (5, "2026-03-11")] {
        assert_eq!(desk.on_server(&rows[row], "date"), day, "row {row}");
    }
}

#[test]
fn tasks_that_are_there_already_do_not_count_twice() {
    let mut desk = Desk::on(world(0, &[(DAYS[0], 4)]));
    desk.press("2 * a s").type_in("spread tue-wed").shows("4 tasks over Tue 2, Wed 2");
}

#[test]
fn repeating_fills_the_same_days_further() {
    let mut desk = Desk::on(world(5, &[]));
    desk.press("x j x s").type_in("spread tue-thu").press("Enter");
    desk.press("x j x .").says("Moved 2 tasks over Tue 1, Thu 1").settle();
    assert_eq!(DAYS.map(|day| on(&desk, day)), [2, 1, 1]);
}

#[test]
fn one_task_goes_to_the_lightest_of_the_days() {
    let mut desk = Desk::on(world(1, &[(DAYS[0], 1), (DAYS[2], 1)]));
    desk.press("s").type_in("spread tue-thu").shows("Wed 11 Mar · in 5 days");
    desk.press("Enter").says("Moved to Wed").settle();
    assert_eq!(desk.on_server("task 00", "date"), DAYS[1]);
}

#[test]
fn pushing_several_counts_from_the_date_of_each() {
    let mut desk = Desk::on(world(0, &[(DAYS[0], 1), (DAYS[2], 1)]));
    desk.press("2 * a s").type_in("+1w").shows("Tue 17 Mar: 1, Thu 19 Mar: 1");
    desk.press("Enter").settle();
    assert_eq!(desk.on_server("2026-03-10 0", "date"), "2026-03-17");
    assert_eq!(desk.on_server("2026-03-12 0", "date"), "2026-03-19");
}

#[test]
fn days_nobody_works_are_refused() {
    let mut desk = Desk::on(world(2, &[]));
    desk.press("* a s")
        .type_in("spread sat-sun")
        .shows("None of those is a working day; choose others.")
        .press("Enter");
    assert_eq!(desk.model.overlays.len(), 1);
}
