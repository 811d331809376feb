//! Bulk without fear: what is said before many tasks change, and keys nobody typed.
#![expect(clippy::unwrap_used, reason = "a moment that cannot be read is a failed test")]

mod desk;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

// So many missed calls and to-dos, at two leads.
fn mixed() -> Desk {
    let start: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(start);
    let made = start - TimeDelta::days(2);
    let leads = ["Acme", "Bolt"].map(|name| world.add_lead(made, name, "Ada").0);
    for number in 0..25 {
        let kind = if number < 20 { "missed_call" } else { "lead" };
        let lead = &leads[number % 2];
        let fields = vec![
            ("lead_id", json!(lead)),
            ("text", json!(format!("task {number}"))),
            ("date", json!("2026-03-06")),
        ];
        world.add(made, kind, fields);
    }
    Desk::on(world)
}

#[test]
fn a_large_batch_is_told_by_kind_and_lead() {
    let mut desk = mixed();
    desk.press("* a e").shows("Mark 25 tasks done").shows("20 missed calls, 5 to-dos, of 2 leads");
}

#[test]
fn marks_the_filter_hides_are_counted_in_the_line_of_keys_and_asked_about_once() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo", "Call Cy"]);
    desk.press("* a /").type_in("call").press("Enter").shows("3 marked, 1 not visible");
    desk.press("e").shows("1 of them is not visible: the filter hides it").press("Enter").settle();
    assert_eq!(desk.counts(), [0, 0, 3]);
}

#[test]
fn marks_of_another_tab_are_not_counted_here() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("* a s").type_in("mon").press("Enter * a 2 x").shows("1 marked");
}

#[test]
fn text_pasted_without_brackets_opens_the_filter_and_never_acts() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.at_once("please see\nDeal with Ada\n").settle();
    assert_eq!((desk.counts(), desk.waiting()), ([2, 0, 0], 0));
    assert_eq!(desk.model.lists.filter().text, "please see Deal with Ada");
    desk.says("taken for pasted text");
}

#[test]
fn a_key_held_down_and_honest_typing_are_not_punished() {
    let mut desk = Desk::with(["x"; 15]);
    desk.at_once("eeeeeeeeeeee").settle();
    assert_eq!(desk.counts(), [3, 0, 12], "a held key does what it says");
    let mut desk = Desk::with(["x"; 15]);
    desk.at_once("jjjejjjkkejj").settle();
    assert_eq!(desk.counts(), [13, 0, 2], "so does what a slow link held up");
    desk.at_once("s2\n").settle();
    assert_eq!(desk.counts(), [12, 1, 2], "and a few keys always");
}

#[test]
fn many_changes_at_once_are_asked_about() {
    let mut desk = Desk::with(["x"; 15]);
    desk.at_once("ejejejejejejejejej").shows("9 of them would change tasks. Was that you?");
    desk.press("Enter").settle().says("Nothing was done");
    assert_eq!(desk.counts(), [15, 0, 0]);
    desk.at_once("ejejejejejejejejej").press("y").settle();
    assert_eq!(desk.counts(), [6, 0, 9], "they were meant");
    desk.at_once("e\ne\ne\ne\ne\n").shows("Was that you?").press("/").settle();
    assert_eq!(desk.model.lists.filter().text, "e e e e e");
}

#[test]
fn a_burst_into_a_text_field_is_text_and_a_question_is_not_answered_by_one() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("s").at_once("tomorrow\n").shows("Day: tomorrow").press("Enter").settle();
    assert_eq!(desk.counts(), [1, 1, 0]);
    desk.press("D").at_once("yes please\n").settle().says("came at once and did nothing");
    desk.press("n").settle().wait(10);
    assert_eq!(desk.counts(), [1, 1, 0], "nothing was deleted");
}
