//! Tasks put off again and again: counted when Close confirms it, shown, and asked about in the end.

mod desk;

use desk::Desk;

// Moves the task under the cursor of the tab in front, and lets Close confirm it.
fn put_off(desk: &mut Desk, to: &str) {
    desk.press("s").type_in(to).press("Enter").settle();
}

fn put_off_in_turn(desk: &mut Desk, days: std::ops::RangeInclusive<u32>) {
    for day in days {
        put_off(desk, &format!("{day} mar"));
        desk.press("2");
    }
}

#[test]
fn how_often_a_task_was_put_off_shows_in_its_row_and_beside_it() {
    let mut desk = Desk::with(["Call Ada"]);
    put_off_in_turn(&mut desk, 9..=9);
    desk.hides("x1").shows("Put off    once");
    put_off_in_turn(&mut desk, 10..=11);
    desk.shows("x3 Call Ada").shows("Put off    3 times");
}

#[test]
fn only_what_close_confirmed_counts() {
    let mut desk = Desk::with(["Call Ada"]);
    put_off_in_turn(&mut desk, 9..=10);
    desk.press("s").type_in("11 mar").press("Enter").shows("x2 Call Ada");
    desk.settle().shows("x3 Call Ada");
}

#[test]
fn taking_a_move_back_takes_the_count_back_and_doing_it_again_counts_again() {
    let mut desk = Desk::with(["Call Ada"]);
    put_off_in_turn(&mut desk, 9..=11);
    desk.press("u").settle().shows("x2 Call Ada");
    desk.press("U").settle().shows("x3 Call Ada");
    desk.press("u u").settle().hides("x2").hides("x3").shows("Put off    once");
}

#[test]
fn the_count_outlives_the_program_and_so_does_taking_it_back() {
    let mut desk = Desk::with(["Call Ada"]);
    put_off_in_turn(&mut desk, 9..=11);
    let mut desk = desk.restart();
    desk.press("2").shows("x3 Call Ada");
    // By hand: the history of before is gone, the day it came from is not.
    put_off(&mut desk, "10 mar");
    desk.shows("x2 Call Ada");
}

#[test]
fn bringing_a_task_forward_is_not_putting_it_off() {
    let mut desk = Desk::with(["Call Ada"]);
    put_off_in_turn(&mut desk, 12..=12);
    put_off(&mut desk, "10 mar");
    put_off(&mut desk, "9 mar");
    desk.shows("Put off    once");
}

// A task put off four times, in the tab in front.
fn weary() -> Desk {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    put_off_in_turn(&mut desk, 9..=12);
    desk
}

#[test]
fn the_fifth_time_it_is_asked_once_whether_that_is_right() {
    let mut desk = weary();
    desk.press("s").shows("Put off 4 times already").shows("c  call now").press("Esc").hides("already");
    desk.press("s").shows("Day:").press("Esc").settle();
    let mut desk = desk.restart();
    desk.press("2 s").hides("already").shows("Day:");
}

#[test]
fn the_answers_do_what_they_say() {
    let mut desk = weary();
    desk.press("s l").says("Done: Call Ada").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), true);
    weary().press("s h").shows("Hand over");
    weary().press("s m").type_in("13 mar").press("Enter").says("Moved to");
    weary().press("s c").says("Call now").shows("Put off    4 times");
}

#[test]
fn several_tasks_are_moved_without_a_question() {
    let mut desk = weary();
    put_off(&mut desk, "mon");
    desk.press("1 s").type_in("12 mar").press("Enter").press("2 * a s").hides("already").shows("Day:");
}
