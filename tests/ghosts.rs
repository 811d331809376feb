//! What others do, as the user sees it: who did what, nothing that jumps, and no change that is lost silently.

mod desk;

use closeout::sim::{Fault, Faults, Which};
use desk::Desk;
use serde_json::{Value, json};

/// A colleague deletes a task, found by its text.
fn colleague_deletes(desk: &Desk, text: &str) {
    let (id, now) = (desk.on_server(text, "id"), desk.server.now());
    desk.server.with_world(|world| {
        let other = world.users().iter().find(|user| user.id != world.me()).map(|user| user.id.clone());
        let id = id.as_str().unwrap_or_default();
        assert!(world.delete_as(now, &other.unwrap_or_default(), id));
    });
}

/// The first name of the colleague who changes things, and their id.
fn colleague(desk: &Desk) -> (String, String) {
    desk.server.with_world(|world| {
        let other = world.users().iter().find(|user| user.id != world.me());
        let id = other.map(|user| user.id.clone()).unwrap_or_default();
        let name = world.name_of(Some(&id)).unwrap_or_default();
        (name.split(' ').next().unwrap_or_default().to_owned(), id)
    })
}

#[test]
fn a_task_done_by_a_colleague_stays_as_a_ghost_for_six_seconds() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("j");
    desk.colleague_changes("one", &json!({"is_complete": true}));
    desk.wait(61).settle();
    let (name, _) = colleague(&desk);
    desk.shows(&format!("done by {name} just now"));
    assert_eq!((desk.rows().len(), desk.selected().as_str(), desk.counts()), (3, "two", [2, 0, 1]));
    desk.wait(7).settle().hides("just now");
    assert_eq!((desk.rows().len(), desk.selected().as_str()), (2, "two"));
}

#[test]
fn what_others_did_while_the_program_was_closed_or_since_it_looked_is_told_by_the_first_reading_too() {
    let desk = Desk::with(["one", "two", "three", "four"]);
    desk.colleague_changes("one", &json!({"date": "2026-03-09"}));
    desk.colleague_changes("two", &json!({"is_complete": true}));
    let (name, _) = colleague(&desk);
    // The disk is nearer than Close.
    desk.server.set_latency(std::time::Duration::from_millis(100));
    let mut desk = desk.restart();
    desk.shows(&format!("moved to Mon 9 Mar by {name}")).shows(&format!("done by {name} just now"));
    assert_eq!(desk.counts(), [2, 1, 1]);
    desk.press("G").wait(8).settle();
    assert_eq!(desk.rows(), ["three", "four"]);
    desk.colleague_changes("three", &json!({"date": "2026-03-10"}));
    desk.press("R").settle().shows(&format!("moved to Tue 10 Mar by {name}"));
}

#[test]
fn nothing_can_be_done_to_a_ghost_and_it_says_why() {
    let mut desk = Desk::with(["one", "two"]);
    desk.colleague_changes("one", &json!({"is_complete": true}));
    desk.wait(61).settle();
    assert_eq!(desk.selected(), "one", "the cursor stays where it was");
    for key in ["e", "s", "i", "Space", "x"] {
        desk.press(key).says("one: done by");
    }
    assert!(desk.model.overlays.is_empty() && desk.model.marks.is_empty());
    desk.settle().wait(7);
    desk.press("e").says("one: done by");
    desk.press("j").settle();
    assert_eq!((desk.selected().as_str(), desk.requests("put", "/task/")), ("two", 0));
    desk.press("e").settle();
    assert_eq!(desk.on_server("two", "is_complete"), true);
}

#[test]
fn what_left_from_under_the_cursor_stays_until_somebody_has_seen_why() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.colleague_changes("one", &json!({"is_complete": true}));
    desk.colleague_changes("three", &json!({"is_complete": true}));
    let (name, _) = colleague(&desk);
    desk.wait(62).settle().shows(&format!("done by {name} just now"));
    desk.wait(3600).settle().shows(&format!("done by {name}")).hides("just now");
    assert_eq!((desk.rows(), desk.selected().as_str(), desk.counts()[0]), (desk.rows(), "one", 1));
    let asked = desk.effects;
    desk.press("k").shows(&format!("done by {name}")).press("j").hides(&format!("done by {name}"));
    assert_eq!((desk.rows(), desk.selected().as_str()), (vec!["two".to_owned()], "two"));
    assert!(desk.effects - asked < 10, "no timer rings for what only waits");
}

#[test]
fn an_open_page_of_a_task_that_somebody_else_has_done_does_not_turn_into_the_next_one() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("Enter").settle();
    desk.colleague_changes("one", &json!({"is_complete": true}));
    desk.wait(90).settle().shows("one").hides("two");
}

#[test]
fn many_that_leave_at_once_are_told_in_a_sentence_and_the_one_under_the_cursor_by_itself() {
    let mut desk = Desk::many(60);
    desk.press("g g");
    for number in 0..45 {
        desk.colleague_changes(&format!("task {number}"), &json!({"is_complete": true}));
    }
    desk.colleague_changes(&desk.selected(), &json!({"is_complete": true}));
    desk.wait(62).settle().shows("done by").says("Tasks have left Inbox: they were done, moved");
}

#[test]
fn many_that_are_handed_on_leave_no_list_of_everyones_tasks() {
    let mut desk = Desk::many(60);
    let (_, id) = colleague(&desk);
    desk.press(":").type_in("show everyone").press("Enter").settle();
    for number in 0..45 {
        desk.colleague_changes(&format!("task {number}"), &json!({"assigned_to": id}));
    }
    desk.wait(62).settle().hides("have left");
}

#[test]
fn a_task_moved_or_handed_on_says_where_to_and_by_whom() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("j");
    let (name, id) = colleague(&desk);
    desk.colleague_changes("one", &json!({"date": "2026-03-09"}));
    desk.colleague_changes("two", &json!({"assigned_to": id}));
    desk.wait(61).settle().shows(&format!("moved to Mon 9 Mar by {name}"));
    desk.shows("handed to ");
    desk.wait(7);
    assert_eq!(desk.counts(), [0, 1, 0]);
}

#[test]
fn who_deleted_a_task_is_looked_up() {
    let mut desk = Desk::with(["one", "two"]);
    colleague_deletes(&desk, "one");
    desk.press("k").wait(61).settle();
    let (name, _) = colleague(&desk);
    desk.shows(&format!("deleted by {name}"));
    assert_eq!(desk.requests("get", "/event/"), 1);
    desk.wait(7).press("j");
    assert_eq!(desk.rows(), ["two"]);
}

#[test]
fn where_the_log_cannot_be_read_a_deleted_task_still_says_so() {
    let mut desk = Desk::with(["one", "two"]);
    colleague_deletes(&desk, "one");
    let refused = Fault::Refused { status: 403, sentence: "no".into() };
    desk.server.set_faults(Faults::script(vec![(Which::any().at("/event/"), refused)]));
    desk.press("k").wait(61).settle().shows("deleted in Close");
}

#[test]
fn a_throttled_log_holds_up_nothing_else() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.server
        .set_faults(Faults::script(vec![(Which::any().at("/event/"), Fault::Throttled { seconds: 500 })]));
    colleague_deletes(&desk, "one");
    desk.press("k").wait(62).settle().shows("deleted in Close");
    desk.wait(7).press("j e").settle();
    assert_eq!((desk.on_server("two", "is_complete"), desk.waiting()), (json!(true), 0));
    desk.colleague_changes("three", &json!({"is_complete": true}));
    desk.wait(130).settle();
    assert_eq!((desk.counts(), desk.requests("get", "/event/")), ([0, 0, 2], 1));
}

#[test]
fn a_new_text_stands_in_its_place_and_says_who_wrote_it() {
    let mut desk = Desk::with(["one", "two"]);
    desk.colleague_changes("two", &json!({"text": "two again"}));
    desk.wait(61).settle();
    let (name, _) = colleague(&desk);
    desk.shows("two again").shows(&format!("reworded by {name}"));
    desk.wait(7).hides("reworded");
}

#[test]
fn a_waiting_change_that_meets_a_newer_one_is_told_and_goes_on_top() {
    let mut desk = Desk::with(["one", "two"]);
    desk.server.set_faults(Faults::script(vec![(Which::write(), Fault::Throttled { seconds: 90 })]));
    desk.press("s").type_in("fri").press("Enter").settle();
    desk.colleague_changes("one", &json!({"date": "2026-03-11"}));
    desk.wait(62).settle();
    let (name, _) = colleague(&desk);
    desk.says(&format!("Crossed with {name}: moved to Wed 11 Mar, yours is on top · one"));
    desk.wait(60).settle();
    assert_eq!((desk.on_server("one", "date"), desk.waiting()), (json!("2026-03-13"), 0));
    desk.press("g p").shows("crossed").shows(&format!("moved to Wed 11 Mar by {name}"));
    desk.wait(240).settle();
    assert_eq!(desk.model.races.all().len(), 1, "told once");
    desk.press("x");
    assert!(desk.model.races.all().is_empty());
}

#[test]
fn a_change_that_overwrote_one_nobody_had_seen_is_told_afterwards() {
    let mut desk = Desk::with(["one", "two"]);
    desk.colleague_changes("one", &json!({"date": "2026-03-11"}));
    desk.press("s").type_in("fri").press("Enter").settle();
    assert_eq!(desk.on_server("one", "date"), "2026-03-13");
    desk.wait(130).settle();
    let (name, _) = colleague(&desk);
    desk.press("g p").shows("crossed").shows(&format!("moved to Wed 11 Mar by {name}"));
}

#[test]
fn what_a_colleague_had_changed_before_our_write_shows_with_its_answer() {
    let mut desk = Desk::with(["one", "two", "three"]);
    let (name, id) = colleague(&desk);
    desk.colleague_changes("two", &json!({"assigned_to": id.clone()}));
    desk.press("j s").type_in("today 16:00").press("Enter").settle();
    desk.shows("handed to").shows(&format!("by {name}"));
    assert_eq!(desk.model.races.all(), [], "another field is no race");
    assert_eq!(desk.on_server("two", "assigned_to"), json!(id));
}

#[test]
fn changes_nobody_crossed_are_no_races() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("s").type_in("fri").press("Enter e u").settle();
    desk.press("* a e").settle();
    desk.wait(600).settle();
    assert_eq!(desk.model.races.all(), []);
}

/// How many requests each of so many minutes costs.
fn by_minute(desk: &mut Desk, minutes: usize, keys: Option<&str>) -> Vec<usize> {
    let mut costs = Vec::new();
    for _ in 0..minutes {
        let before = desk.server.requests().len();
        if let Some(keys) = keys {
            desk.press(keys);
        }
        desk.wait(60).settle();
        costs.push(desk.server.requests().len() - before);
    }
    costs
}

#[test]
fn a_minute_without_a_key_costs_one_request_at_most_and_one_with_a_key_two() {
    let mut desk = Desk::with(["one", "two"]);
    let idle = by_minute(&mut desk, 60, None);
    assert!(idle.iter().all(|cost| *cost <= 1), "{idle:?}");
    desk.press("j").settle().wait(60).settle();
    let typing = by_minute(&mut desk, 10, Some("j"));
    assert!(typing.iter().all(|cost| *cost <= 2), "{typing:?}");
}

#[test]
fn a_new_task_appears_within_two_minutes_although_nobody_types_and_within_one_where_somebody_does() {
    for (keys, most) in [(None, 121), (Some("j"), 61)] {
        let mut desk = Desk::with(["one", "two"]);
        for number in 0..4 {
            let now = desk.server.now();
            let fields = vec![("text", json!("new")), ("date", json!("2026-03-06"))];
            desk.server.with_world(|world| drop(world.add(now, "lead", fields)));
            if let Some(keys) = keys {
                desk.press(keys);
            }
            desk.wait(most).settle();
            assert_eq!(desk.counts()[0], 3 + number, "{keys:?}, the task number {number}");
        }
    }
}

#[test]
fn what_was_deleted_or_handed_away_is_seen_within_four_minutes_although_nobody_types() {
    let mut desk = Desk::with(["one", "two", "three"]);
    colleague_deletes(&desk, "two");
    desk.wait(241).settle();
    desk.wait(7);
    assert_eq!(desk.rows(), ["one", "three"]);
}

#[test]
fn after_ten_minutes_without_a_key_looks_are_rarer_and_a_key_brings_one_at_once() {
    let mut desk = Desk::with(["one"]);
    desk.press("j").wait(600);
    let asked = |desk: &Desk| desk.server.requests().len();
    let before = asked(&desk);
    desk.wait(1200).settle();
    assert!((9..=11).contains(&(asked(&desk) - before)), "{}", asked(&desk) - before);
    let before = asked(&desk);
    desk.wait(3600).settle();
    assert!((11..=13).contains(&(asked(&desk) - before)), "{}", asked(&desk) - before);
    let before = asked(&desk);
    desk.wait(120).press("j").settle();
    assert_eq!(asked(&desk) - before, 2, "what changed, and what is still there");
    assert_ne!(desk.on_server("one", "id"), Value::Null);
}
