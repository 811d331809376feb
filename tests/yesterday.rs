//! Taking back: the view of it, after a restart, and where somebody was there since.

mod desk;

use desk::Desk;
use serde_json::json;

#[test]
fn yesterdays_batch_is_taken_back_after_a_restart() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("x j x e").settle();
    assert_eq!(desk.counts(), [1, 0, 2]);
    let mut desk = desk.restart();
    assert_eq!(desk.waiting(), 0, "everything had reached Close");
    desk.press("u").settle();
    desk.says("Took back · Done: 2 tasks");
    assert_eq!((desk.counts()[0], desk.on_server("one", "is_complete")), (3, json!(false)));
    desk.press("U").settle();
    assert_eq!(desk.on_server("two", "is_complete"), true);
}

#[test]
fn what_was_taken_back_can_be_done_again_after_a_restart() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e").settle().press("u").settle();
    let mut desk = desk.restart();
    desk.press("U").says("Done: one").settle();
    assert_eq!(desk.on_server("one", "is_complete"), true);
    let mut desk = desk.restart();
    desk.press("u").settle();
    assert_eq!(desk.on_server("one", "is_complete"), false);
}

#[test]
fn steps_come_back_in_their_order_and_words_of_their_day() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("e s").type_in("tomorrow").press("Enter i").settle();
    let mut desk = desk.restart();
    desk.press("g u").shows("2 to take back").shows("Moved to Sat 7 Mar: two").shows("Done: one");
    desk.press("Esc u").settle().says("Took back · Moved to Sat 7 Mar: two");
    desk.press("u").settle().says("Took back · Done: one");
    assert_eq!(desk.counts(), [3, 0, 0]);
}

#[test]
fn what_still_waited_is_a_step_with_its_own_words() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e");
    let mut desk = desk.restart();
    desk.press("u").settle();
    assert_eq!(desk.on_server("one", "is_complete"), false);
}

#[test]
fn where_somebody_was_there_since_the_user_is_asked() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("* a s").type_in("mon").press("Enter").settle();
    let mut desk = desk.restart();
    desk.colleague_changes("one", &json!({"date": "2026-03-11"}));
    desk.press("u").settle();
    desk.shows("1 of 2 was changed since").shows("one: moved to Wed 11 Mar by");
    desk.press("o").settle().says("1 left as it is");
    assert_eq!(desk.on_server("one", "date"), "2026-03-11");
    assert_eq!(desk.on_server("two", "date"), "2026-03-06T08:01:00+00:00");
}

#[test]
fn the_user_may_take_it_back_all_the_same_or_leave_it() {
    let mut desk = Desk::with(["one"]);
    desk.press("s").type_in("mon").press("Enter").settle();
    let mut desk = desk.restart();
    desk.colleague_changes("one", &json!({"date": "2026-03-11"}));
    desk.press("u").settle().shows("It was changed since").press("Esc").settle();
    assert_eq!(desk.on_server("one", "date"), "2026-03-11");
    desk.press("u").settle().press("Enter").settle();
    assert_eq!(desk.on_server("one", "date"), "2026-03-06T08:00:00+00:00");
}

#[test]
fn another_field_changed_since_is_no_obstacle() {
    let mut desk = Desk::with(["one"]);
    desk.press("s").type_in("mon").press("Enter").settle();
    let mut desk = desk.restart();
    desk.colleague_changes("one", &json!({"is_complete": true}));
    desk.press("u").settle().says("Took back");
    assert_eq!(desk.on_server("one", "date"), "2026-03-06T08:00:00+00:00");
    assert_eq!(desk.on_server("one", "is_complete"), true);
}

#[test]
fn in_the_same_session_it_is_noticed_too() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("s").type_in("mon").press("Enter").settle();
    desk.colleague_changes("one", &json!({"date": "2026-03-11"}));
    desk.press("R").settle().press("u").settle();
    desk.shows("It was changed since").press("Esc");
    assert_eq!(desk.on_server("one", "date"), "2026-03-11");
}

#[test]
fn an_older_step_is_taken_back_with_all_above_it() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("e e e").settle();
    desk.press("g u").shows("Done: one").shows("in Close").press("j j Enter").settle();
    desk.says("Took back 3 steps, 3 tasks · U does them again");
    assert_eq!(desk.counts(), [3, 0, 0]);
    desk.shows("taken back")
        .press("g g Enter")
        .settle()
        .says("Did 3 steps, 3 tasks again · u takes them back");
    assert_eq!(desk.counts(), [0, 0, 3], "and all of it is done again");
}

#[test]
fn how_much_enter_takes_back_or_does_again_is_said_before() {
    let mut desk = Desk::with(["one", "two", "three", "four"]);
    desk.press("x j x e e").settle().press("g u").shows("Enter take back 1 task");
    desk.press("j").shows("Enter take back 2 steps, 3 tasks").press("Enter").settle();
    desk.press("g g").shows("Enter do 2 steps, 3 tasks again").press("j").shows("Enter do 2 tasks again");
}

#[test]
fn a_task_changed_twice_is_counted_once() {
    let mut desk = Desk::with(["one"]);
    desk.press("s").type_in("mon").press("Enter 2 s").type_in("tue").press("Enter").settle();
    desk.press("g u j").shows("Enter take back 2 steps, 1 task");
}

#[test]
fn before_many_tasks_are_taken_back_or_done_again_it_is_asked() {
    let mut desk = Desk::many(30);
    desk.press("e * a e").shows("Mark 29 tasks done").press("Enter").settle();
    assert_eq!(desk.counts()[0], 0);
    desk.press("g u j Enter")
        .shows("Take back 2 steps, 30 tasks")
        .shows("Done: 29 tasks")
        .press("Esc")
        .settle();
    assert_eq!(desk.counts()[0], 0, "nothing was taken back");
    desk.press("Enter y").settle().says("Took back 2 steps, 30 tasks");
    assert_eq!(desk.counts()[0], 30);
    desk.press("g g Enter").shows("Do 2 steps, 30 tasks again").press("n").settle();
    assert_eq!(desk.counts()[0], 30);
    desk.press("Enter Enter").settle();
    assert_eq!(desk.counts()[0], 0);
}

#[test]
fn one_step_alone_is_taken_back_where_nothing_stands_on_it() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e e").settle();
    desk.press("g u j o").settle().says("Took back · Done: one");
    assert_eq!(desk.on_server("one", "is_complete"), false);
    assert_eq!(desk.on_server("two", "is_complete"), true);
    let mut desk = Desk::with(["one"]);
    desk.press("s").type_in("mon").press("Enter 2 s").type_in("tue").press("Enter").settle();
    desk.press("g u j o").says("stands on it").settle();
    assert_eq!(desk.on_server("one", "date"), "2026-03-10");
}

#[test]
fn offline_it_is_taken_back_without_waiting_if_the_user_says_so() {
    let mut desk = Desk::with(["one"]);
    desk.press("e").settle();
    let mut desk = desk.restart();
    desk.server.set_faults(closeout::sim::Faults::down());
    desk.press("u").settle().shows("Asking Close how it is now").press("Enter");
    desk.says("Took back · Done: one");
    assert_eq!((desk.counts()[0], desk.waiting()), (1, 1));
}

#[test]
fn a_task_that_is_gone_meanwhile_stops_nothing() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("* a e").settle();
    let mut desk = desk.restart();
    let id = desk.on_server("one", "id").as_str().unwrap().to_owned();
    desk.server.with_world(|world| world.remove(&id));
    desk.press("u").settle().says("Took back");
    assert_eq!(desk.rows(), ["two"]);
}

const TASKS: [&str; 3] = ["one", "two", "three"];

fn work(desk: &mut Desk) {
    desk.press("e").settle();
    desk.press("s").type_in("mon").press("Enter").settle();
    desk.press("u").settle();
    desk.press("U").settle();
    desk.press("* a e").settle();
    desk.press("u e").settle();
}

fn state(desk: &Desk) -> Vec<(serde_json::Value, serde_json::Value)> {
    TASKS.iter().map(|task| (desk.on_server(task, "is_complete"), desk.on_server(task, "date"))).collect()
}

#[test]
fn after_a_crash_anywhere_all_that_was_kept_can_be_taken_back() {
    let start = state(&Desk::with(TASKS));
    let mut whole = Desk::with(TASKS);
    let begun = whole.effects;
    work(&mut whole);
    let effects = whole.effects - begun;
    assert!(effects > 15, "the work orders {effects} effects");
    for crash in 0..=effects {
        let mut desk = Desk::with(TASKS);
        desk.die_after(crash);
        work(&mut desk);
        let mut desk = desk.restart();
        let steps = desk.model.history.len();
        for _ in 0..steps {
            desk.press("u").settle();
            assert!(desk.model.overlays.is_empty(), "nobody else was there:\n{}", desk.screen());
        }
        desk.wait(120);
        assert_eq!(state(&desk), start, "after a crash behind effect {crash}, {steps} steps taken back");
    }
}

#[test]
fn what_was_marked_is_marked_again_when_the_batch_is_taken_back() {
    let mut desk = Desk::with(["one", "two", "three", "four"]);
    desk.press("x j x e").settle().hides("marked").press("u").shows("2 marked").settle().shows("2 marked");
    desk.press("U").hides("marked").press("u").shows("2 marked").settle();
    desk.press("D y").hides("marked").press("u").shows("2 marked").settle();
    desk.press("s").shows("Move 2 tasks").type_in("mon").press("Enter").settle();
    assert_eq!((desk.rows(), desk.counts()), (vec!["three".into(), "four".into()], [2, 2, 0]));
}

#[test]
fn what_is_marked_by_then_stays_the_only_thing_in_hand() {
    let mut desk = Desk::with(["one", "two", "three", "four"]);
    desk.press("x j x e").settle().press("x").shows("1 marked").press("u").settle().shows("1 marked");
    desk.press("Esc e e").settle().press("g u j j Enter").settle().says("Took back").hides("marked");
}
