//! The mouse does what keys do, on what stands where it points.

mod desk;

use desk::Desk;

#[test]
fn a_click_puts_the_cursor_on_a_row_and_a_second_one_opens_it() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo", "Ask Cy"]);
    desk.click("Mail Bo");
    assert_eq!((desk.selected().as_str(), desk.model.overlays.len()), ("Mail Bo", 0));
    desk.click("Mail Bo");
    assert_eq!(desk.model.overlays.len(), 1, "the page of the task is open");
    desk.press("q").pass(std::time::Duration::from_secs(1)).click("Ask Cy");
    assert_eq!((desk.selected().as_str(), desk.model.overlays.len()), ("Ask Cy", 0));
}

#[test]
fn two_slow_clicks_open_nothing() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.click("Mail Bo").pass(std::time::Duration::from_millis(500)).click("Mail Bo");
    assert_eq!(desk.model.overlays.len(), 0);
}

#[test]
fn a_click_on_a_tab_brings_it_to_the_front() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("s 2 Enter").settle().click("Future");
    assert_eq!(desk.rows(), ["Call Ada"]);
    desk.click("Inbox");
    assert_eq!(desk.rows(), ["Mail Bo"]);
}

#[test]
fn hints_and_answers_are_keys_to_click_on() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.click("done").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), true);
    desk.press("D").click("Enter no").settle();
    assert_eq!(desk.rows(), ["Mail Bo"]);
    desk.press("D").click("y delete");
    assert_eq!(desk.rows(), [""; 0]);
    desk.click("undo");
    assert_eq!(desk.rows(), ["Mail Bo"]);
}

#[test]
fn a_choice_is_chosen_by_a_click_and_taken_by_a_second() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("s").click("2  tomorrow");
    assert_eq!(desk.rows().len(), 2, "chosen is not yet taken");
    desk.click("2  tomorrow").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), "2026-03-07");
}

#[test]
fn a_day_of_the_calendar_is_chosen_by_a_click_and_taken_by_a_second() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("s 9").click(" 25 ").click("[25").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), "2026-03-25");
}

#[test]
fn in_a_form_a_click_goes_to_a_field_and_a_second_on_a_choice_to_the_next_and_never_makes_it() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("c").click("Priority").click("          high").shows("Priority  high");
    desk.click("          high");
    desk.shows("Planned call").click("Due").click("2  tomorrow").click("2  tomorrow").settle();
    desk.shows("New to-do").shows("Sat 7 Mar");
    assert_eq!(desk.requests("post", "/task/"), 0);
}

#[test]
fn what_stands_behind_a_dialog_cannot_be_clicked() {
    let mut desk = Desk::many(30);
    let selected = desk.selected();
    let other = desk.rows()[1].clone();
    desk.press("s").click(&other).click("Future");
    assert_eq!((desk.model.overlays.len(), desk.selected()), (1, selected));
    assert_eq!(desk.model.lists.tab.title(), "Inbox");
}

#[test]
fn what_may_follow_a_key_can_be_clicked() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("g").click("changes on their way");
    desk.shows("Everything has reached Close");
}

#[test]
fn the_wheel_moves_the_list_under_the_cursor_and_takes_it_along_at_the_edge() {
    let mut desk = Desk::many(100);
    let rows = desk.rows();
    let top = |desk: &Desk| desk.model.lists.current().top();
    desk.press("j j j j").wheel(5, 5, 1);
    assert_eq!((top(&desk), desk.selected()), (3, rows[4].clone()));
    desk.wheel(5, 5, 1);
    assert_eq!((top(&desk), desk.selected()), (6, rows[6].clone()));
    desk.wheel(5, 5, -9);
    assert_eq!(top(&desk), 0);
}

#[test]
fn the_wheel_turns_pages_and_goes_through_choices() {
    let mut desk = Desk::many(3);
    desk.press("?").wheel(5, 5, 2);
    let scrolled = desk.screen();
    desk.wheel(5, 5, -2);
    assert_ne!(desk.screen(), scrolled);
    let first = desk.rows()[0].clone();
    desk.press("q s").wheel(40, 10, 2).press("Enter").settle();
    assert_eq!(desk.on_server(&first, "date"), "2026-03-07", "the second choice");
}

#[test]
fn a_key_switches_it_on_and_off_and_says_how_text_is_selected() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("g m").says("Shift");
    assert!(desk.model.pointer.is_on);
    desk.press("g m").says("off");
    assert!(!desk.model.pointer.is_on);
}
