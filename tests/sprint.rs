//! One task at a time: keys in, the next task, a summary at the end.

mod desk;

use closeout::app::layout::Size;
use desk::Desk;
use serde_json::json;

fn five() -> Desk {
    Desk::with(["one", "two", "three", "four", "five"])
}

#[test]
fn each_decision_brings_the_next_task_and_the_end_says_what_was_decided() {
    let mut desk = five();
    desk.press("g w").shows("One at a time").shows("0/5 · 0 min");
    desk.wait(30).press("e");
    assert_eq!(desk.selected(), "two");
    desk.shows("1/5 · 0 min · 30 s a task").says("Done: one");
    desk.wait(50).press("s 2 Enter").shows("2/5 · 1 min · 40 s a task");
    desk.press("a").settle();
    desk.type_in("a").press("Enter").press("e e").settle();
    desk.shows("All 5 are decided").shows("   3  done").shows("   1  moved").shows("   1  handed over");
    desk.hides("to be sent").hides("above").shows("Tomorrow has 1 task");
    assert_eq!(desk.on_server("four", "is_complete"), true);
    desk.press("q").hides("One at a time");
    assert_eq!(desk.counts(), [0, 1, 3]);
}

#[test]
fn what_is_skipped_comes_again_at_the_end() {
    let mut desk = five();
    desk.press("g w Space e n e e e");
    assert_eq!(desk.selected(), "three", "the order of the others is kept");
    desk.press("Space").says("This is the last one left").press("e").shows("All 5 are decided");
}

#[test]
fn where_nothing_was_decided_or_at_once_no_time_and_no_pace_is_told() {
    let mut desk = five();
    desk.press("j g w q").shows("0 of 4 decided").shows("1 task above where you began was left out");
    desk.hides(" min").hides("a task").press("q").press("g w e q").shows("1 of 4 decided").hides("0 s");
    desk.press("q").press("g w").wait(8).press("e q").shows("8 s · 8 s a task");
}

#[test]
fn undo_brings_the_task_back_in_front() {
    let mut desk = five();
    desk.press("g w e e");
    assert_eq!(desk.selected(), "three");
    desk.press("u").shows("1/5");
    assert_eq!(desk.selected(), "two");
    desk.press("U").shows("2/5");
    assert_eq!(desk.selected(), "three");
    desk.press("e e e").shows("All 5 are decided").press("u").shows("4/5");
    assert_eq!(desk.selected(), "five");
}

#[test]
fn it_begins_at_the_cursor_and_leaving_ends_there() {
    let mut desk = five();
    desk.press("j j g w").says("From the cursor on: 2 tasks above are left out").shows("0/3").press("e q");
    desk.shows("2 tasks above where you began were left out")
        .shows("1 of 3 decided")
        .shows("2 tasks still to decide");
    desk.press("Esc").hides("One at a time");
    assert_eq!(desk.selected(), "four");
    desk.press("g w").shows("0/2");
}

#[test]
fn marked_tasks_are_the_ones_to_work_through() {
    let mut desk = five();
    desk.press("j x j j x g w").shows("0/2").press("e");
    assert_eq!(desk.selected(), "four");
    desk.press("e").shows("All 2 are decided").press("q");
    assert_eq!(desk.rows(), ["one", "three", "five"]);
}

#[test]
fn a_task_somebody_else_takes_says_so_and_does_not_come_up() {
    let mut desk = five();
    desk.press("g w");
    desk.colleague_changes("one", &json!({"is_complete": true}));
    desk.colleague_changes("two", &json!({"is_complete": true}));
    desk.wait(61).shows("done by");
    assert_eq!(desk.selected(), "one", "nothing changes under the fingers");
    desk.press("e").says("there is nothing left to do here").wait(10);
    assert_eq!(desk.selected(), "three");
    desk.press("e e e").shows("   3  done").shows("   2  taken by somebody else");
}

#[test]
fn keys_that_choose_among_tasks_mean_nothing_here() {
    let mut desk = five();
    desk.press("g w");
    for keys in ["2", "Tab", "/", "v", "* a", "w", "g w", "x"] {
        desk.press(keys).says("one task at a time");
        assert_eq!(desk.selected(), "one", "{keys}");
    }
    desk.press("q e").says("This is over");
    assert_eq!(desk.counts(), [5, 0, 0]);
}

#[test]
fn rewriting_a_task_or_taking_it_is_no_decision() {
    let mut desk = five();
    desk.press("g w E").type_in("!").press("Enter").shows("0/5");
    assert_eq!(desk.selected(), "one!");
}

#[test]
fn the_minutes_go_on_while_nothing_happens() {
    let mut desk = five();
    desk.press("g w").settle();
    desk.wait(200).shows("0/5 · 3 min");
}

#[test]
fn a_refused_decision_is_named_in_the_summary() {
    let mut desk = five();
    desk.press("g w");
    let id = desk.on_server("two", "id");
    desk.server.with_world(|world| world.remove(id.as_str().expect("an id")));
    desk.press("e e e e e").settle().shows("refused by Close");
}

#[test]
fn the_large_keys_can_be_clicked() {
    let mut desk = five();
    desk.press("g w").click("Space  skip").click("e  done").says("Done: two");
    desk.click("s  move").shows("Day:");
}

#[test]
fn nothing_to_work_through_is_said() {
    let mut desk = Desk::with([]);
    desk.press("g w").says("There is no task here");
    desk.press("3 g w").says("What is done needs no decision");
}

#[test]
fn every_size_shows_something_and_none_breaks() {
    let mut desk = five();
    desk.press("g w");
    for (width, height) in [(1, 1), (5, 2), (20, 4), (30, 8), (40, 12), (80, 24), (300, 100)] {
        desk.model.size = Size { width, height };
        desk.model.fit();
        let screen = desk.screen();
        assert!(width < 30 || screen.contains("one"), "{width}x{height}\n{screen}");
        assert!(width < 30 || screen.contains("0/5"), "{width}x{height}\n{screen}");
        assert!(
            width < 40 || screen.contains("done") && screen.contains(if width < 50 { "end" } else { "skip" }),
            "{width}x{height}\n{screen}"
        );
    }
    desk.press("q");
    for (width, height) in (1..60).flat_map(|width| (1..20).map(move |height| (width, height))) {
        desk.model.size = Size { width, height };
        desk.model.fit();
        desk.screen();
    }
}
