//! The archive: what was done last stands first, however long it is and whoever has done it.
#![expect(clippy::expect_used, reason = "helpers of tests fail by panicking")]

mod desk;

use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

/// A desk in front of so many finished to-dos of these users in turn, each done an hour before the one before it.
fn archived(count: usize, who: &[Option<String>]) -> Desk {
    let at: chrono::DateTime<chrono::Utc> = START.parse().expect("a moment");
    let mut world = World::bare(at);
    world.limits = closeout::sim::limits::Limits::new(1_000_000, 8);
    for number in 0..count {
        let done = at - chrono::TimeDelta::hours(1 + i64::try_from(number).expect("few"));
        // Made and due in another order than they were done.
        let made = at
            - chrono::TimeDelta::days(400)
            - chrono::TimeDelta::minutes(i64::try_from(number * 7 % 500).expect("few"));
        let due = format!("2026-02-{:02}", 1 + number * 7 % 28);
        let fields = vec![("text", json!(format!("task {number:04}"))), ("date", json!(due))];
        let id = world.add(made, "lead", fields);
        let task = world.task_mut(&id).expect("just added");
        (task.is_complete, task.updated) = (true, done);
        if let Some(user) = who.get(number % who.len().max(1)) {
            task.assigned_to.clone_from(user);
        }
    }
    Desk::on(world)
}

fn numbered(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("task {number:04}")).collect()
}

fn scroll_to_the_end(desk: &mut Desk, times: usize) {
    desk.press("3").settle();
    for _ in 0..times {
        desk.press("G").settle();
    }
}

#[test]
fn a_long_archive_is_read_from_now_into_the_past_and_stands_in_order() {
    let mut desk = archived(2_150, &[]);
    let before = desk.requests("get", "/task/");
    desk.press("3").settle();
    assert!(desk.requests("get", "/task/") - before <= 4, "a screenful needs no more than some pages");
    assert_eq!(desk.rows()[..24], numbered(24), "what was done on the last day");
    scroll_to_the_end(&mut desk, 40);
    assert_eq!(desk.rows(), numbered(2_150));
}

#[test]
fn what_was_done_at_one_stroke_is_found_however_much_it_was() {
    let mut desk = archived(350, &[]);
    desk.server.with_world(|world| {
        let ids: Vec<String> = world.tasks().map(|(_, task)| task.id.clone()).collect();
        let at = START.parse().expect("a moment");
        ids.iter().for_each(|id| world.task_mut(id).expect("there").updated = at);
    });
    scroll_to_the_end(&mut desk, 2);
    assert_eq!(desk.counts(), [0, 0, 350]);
    assert!(desk.model.sync.reading.archive.is_complete());
}

#[test]
fn the_archive_of_a_group_is_one_list_in_order() {
    let world = World::bare(START.parse().expect("a moment"));
    let group = world.organization().groups[0].clone();
    let members: Vec<Option<String>> = group.members.into_iter().map(Some).collect();
    let mut desk = archived(330, &members);
    desk.press("w").settle().type_in(&group.name).press("Enter").settle();
    scroll_to_the_end(&mut desk, 10);
    assert_eq!(desk.rows(), numbered(330));
}

#[test]
fn while_it_is_read_the_cursor_stays_on_its_task_and_untouched_the_list_at_its_beginning() {
    let mut desk = archived(2_150, &[]);
    desk.server.set_latency(std::time::Duration::from_secs(1));
    desk.press("3").wait(1).pass(std::time::Duration::from_millis(100));
    assert_eq!(desk.rows().len(), 100, "what was made last came first, whenever it was done");
    desk.settle();
    assert_eq!(desk.selected(), "task 0000", "nobody has moved");
    let mut desk = archived(2_150, &[]);
    desk.server.set_latency(std::time::Duration::from_secs(1));
    desk.press("3").wait(1).pass(std::time::Duration::from_millis(100)).press("j j j j");
    let selected = desk.selected();
    desk.settle();
    assert_eq!(desk.selected(), selected);
    assert!(desk.rows().len() > 100);
}

#[test]
fn what_was_done_a_moment_ago_stands_on_top_whenever_it_was_made() {
    let mut desk = archived(300, &[]);
    let made =
        START.parse::<chrono::DateTime<chrono::Utc>>().expect("a moment") - chrono::TimeDelta::days(900);
    desk.server.with_world(|world| {
        world.add(made, "lead", vec![("text", json!("an old promise")), ("date", json!("2026-03-01"))])
    });
    desk.press("R").settle().press("g g e").press("3").shows("Done today  1");
    assert_eq!(desk.selected(), "an old promise", "at once");
    desk.settle();
    assert_eq!(desk.rows()[..2], ["an old promise", "task 0000"], "and when all has been heard");
}

#[test]
fn with_a_filter_what_was_done_last_is_read_and_no_more() {
    let mut desk = archived(2_150, &[]);
    desk.press("/").type_in("task 000").press("Enter 3").settle();
    assert_eq!(desk.rows()[..10], numbered(10));
    let before = desk.requests("get", "/task/");
    desk.press("G").settle();
    assert_eq!(desk.requests("get", "/task/"), before);
}

#[test]
fn what_a_colleague_edits_today_was_done_no_later_for_it() {
    let at: chrono::DateTime<chrono::Utc> = START.parse().expect("a moment");
    let (made, done, edited) =
        (at - chrono::TimeDelta::days(9), at - chrono::TimeDelta::days(3), at - chrono::TimeDelta::hours(2));
    let mut world = World::bare(at);
    let me = world.me().to_owned();
    let other = world.users().iter().find(|user| user.id != me).expect("a colleague");
    let (other, first, colleague) =
        (other.id.clone(), other.first.clone(), format!("{} {}", other.first, other.last));
    for words in ["done long ago", "done by a colleague"] {
        let id = world.add(made, "lead", vec![("text", json!(words)), ("date", json!("2026-03-02"))]);
        if words == "done long ago" {
            world.edit_as(done, &me, &id, &json!({"is_complete": true})).expect("it can be done");
            world.edit_as(edited, &other, &id, &json!({"text": "done long ago!"})).expect("it can be edited");
        } else {
            world.edit_as(edited, &other, &id, &json!({"is_complete": true})).expect("it can be done");
        }
    }
    let mut desk = Desk::on(world);
    desk.press("3").settle().wait(5);
    assert_eq!(desk.rows(), ["done by a colleague", "done long ago!"]);
    let screen = desk.screen();
    let named = |row: &str| screen.lines().any(|line| line.contains(row) && line.contains(&first));
    assert!(named("done by a colleague") && !named("done long ago!"), "{screen}");
    desk.press("Enter")
        .shows(&format!("done today 13:05 by {colleague}"))
        .press("J")
        .settle()
        .shows("done Tue 3 Mar 15:05");
    assert_eq!(desk.requests("get", "/event/"), 2, "each is asked about once");
    let mut desk = desk.restart();
    desk.press("3").settle().press("j Enter").shows("done Tue 3 Mar 15:05");
}
