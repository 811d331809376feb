//! Keys in, screen and server out: what a rep does in a day.

mod desk;

use desk::Desk;
use serde_json::json;

#[test]
fn completing_shows_at_once_and_reaches_the_server() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("e");
    assert_eq!(desk.rows(), ["Mail Bo"]);
    desk.says("Done: Call Ada").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), true);
    assert_eq!((desk.waiting(), desk.counts()), (0, [1, 0, 1]));
}

#[test]
fn the_cursor_lands_on_the_next_task_and_at_the_end_on_the_previous() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("j e");
    assert_eq!(desk.selected(), "three");
    desk.press("e");
    assert_eq!(desk.selected(), "one");
}

#[test]
fn undo_before_sending_leaves_no_trace_on_the_server() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("e u").settle();
    assert_eq!(desk.rows(), ["Call Ada", "Mail Bo"]);
    assert_eq!(desk.on_server("Call Ada", "is_complete"), false);
    assert_eq!(desk.requests("put", "/task/"), 0);
}

#[test]
fn undo_after_sending_reverses_it_and_redo_does_it_again() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("e").settle();
    desk.press("u").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), false);
    assert_eq!(desk.selected(), "Call Ada");
    desk.press("U").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), true);
    assert_eq!(desk.rows(), ["Mail Bo"]);
}

#[test]
fn undo_of_nothing_says_so() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("u").says("Nothing to take back");
}

#[test]
fn moving_to_a_phrase_echoes_before_it_commits() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("s").type_in("mon");
    desk.shows("Mon 9 Mar");
    desk.press("Enter").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), "2026-03-09");
    assert_eq!(desk.counts(), [1, 1, 0]);
    desk.press("2");
    assert_eq!(desk.rows(), ["Call Ada"]);
}

#[test]
fn a_lone_digit_chooses_a_preset_and_more_makes_a_phrase() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("s 2 Enter").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), "2026-03-07");
    desk.press("s").type_in("2w").press("Enter").settle();
    assert_eq!(desk.on_server("Mail Bo", "date"), "2026-03-20");
}

#[test]
fn a_date_that_cannot_be_read_says_why_and_changes_nothing() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("s").type_in("2026-02-30").press("Enter");
    assert_eq!(desk.model.overlays.len(), 1, "the dialog stays open");
    desk.press("Esc").settle();
    assert_eq!(desk.requests("put", "/task/"), 0);
}

#[test]
fn the_same_day_again_is_one_key() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("s").type_in("fri").press("Enter S").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), desk.on_server("Mail Bo", "date"));
    assert_eq!(desk.counts(), [0, 2, 0]);
}

#[test]
fn later_today_stays_in_the_inbox_at_its_end() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("s 1 Enter").settle();
    assert_eq!(desk.rows(), ["Mail Bo", "Call Ada"]);
    assert_eq!(desk.selected(), "Mail Bo");
}

#[test]
fn handing_over_takes_the_task_out_of_my_inbox_and_undo_brings_it_back() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    let colleague = desk
        .model
        .people
        .iter()
        .find(|user| user.is_active && Some(&user.id) != desk.model.me.as_ref().map(|me| &me.user.id));
    let colleague = colleague.expect("somebody to hand to").clone();
    desk.press("a").type_in(&colleague.name).press("Enter").settle();
    assert_eq!(desk.on_server("Call Ada", "assigned_to"), colleague.id.as_str());
    assert_eq!(desk.rows(), ["Mail Bo"]);
    desk.press("u").settle();
    assert_eq!(desk.rows(), ["Call Ada", "Mail Bo"]);
}

#[test]
fn repeat_does_the_last_thing_to_the_next_task() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("s").type_in("mon").press("Enter . .").settle();
    assert_eq!(desk.counts(), [0, 3, 0]);
}

#[test]
fn marked_tasks_change_as_one_and_are_undone_as_one() {
    let mut desk = Desk::with(["one", "two", "three", "four"]);
    desk.press("Space j x");
    desk.press("e").says("Done: 2 tasks").settle();
    assert_eq!(desk.rows(), ["two", "four"]);
    desk.press("u").settle();
    assert_eq!(desk.rows(), ["one", "two", "three", "four"]);
    assert_eq!(desk.on_server("one", "is_complete"), false);
}

#[test]
fn a_range_is_marked_by_moving() {
    let mut desk = Desk::with(["one", "two", "three", "four"]);
    desk.press("j v j e").settle();
    assert_eq!(desk.rows(), ["one", "four"]);
}

#[test]
fn marks_by_property() {
    let mut desk = Desk::with(["one", "two", "three"]);
    for (keys, marked) in [("* a", 3), ("* n", 0), ("x * i", 2), ("* a", 3), ("* n * k", 3), ("* n * o", 3)] {
        desk.press(keys);
        assert_eq!(desk.model.marks.len(), marked, "{keys}");
    }
}

#[test]
fn fifty_marked_tasks_are_completed_with_two_requests() {
    let mut desk = Desk::with(["x"; 50]);
    let before = desk.server.requests().len();
    desk.press("* a e").shows("50 tasks");
    desk.press("Enter").settle();
    assert_eq!(desk.counts(), [0, 0, 50]);
    assert_eq!(desk.waiting(), 0);
    assert!(desk.server.requests().len() - before <= 2, "{}", desk.server.requests().len() - before);
    assert_eq!(desk.server.with_world(|world| world.dangers()), 0);
}

#[test]
fn more_than_twenty_are_said_in_words_first_and_esc_changes_nothing() {
    let mut desk = Desk::with(["x"; 21]);
    desk.press("* a e").shows("21 tasks");
    desk.press("Esc").settle();
    assert_eq!(desk.counts(), [21, 0, 0]);
}

#[test]
fn marks_hidden_by_a_filter_are_named_before_they_are_changed() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("* a /").type_in("ada").press("Enter e");
    desk.shows("1 of them");
    desk.press("Enter").settle();
    assert_eq!(desk.counts(), [0, 0, 2]);
}

#[test]
fn the_filter_follows_every_letter_and_esc_clears_it() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo", "Call Cy"]);
    desk.press("/").type_in("call");
    assert_eq!(desk.rows(), ["Call Ada", "Call Cy"]);
    desk.type_in(" !ada").press("Enter");
    assert_eq!(desk.rows(), ["Call Cy"]);
    desk.press("Esc");
    assert_eq!(desk.rows().len(), 3);
    assert_eq!(desk.selected(), "Call Cy", "the cursor stays on its task");
}

#[test]
fn pasted_text_never_acts() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.paste("e\ne\ne").settle();
    assert_eq!(desk.counts(), [2, 0, 0]);
    assert_eq!(desk.model.lists.filter().text, "e e e");
}

#[test]
fn a_refused_change_comes_back_says_why_and_can_be_tried_again() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.server.refuse_next("assignee is not active");
    desk.press("e").settle();
    desk.shows("Call Ada").says("Could not complete Call Ada: assignee is not active");
    desk.press("g p").shows("assignee is not active");
    desk.press("r").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), true);
    assert!(desk.model.problems.is_empty());
}

#[test]
fn a_refused_change_can_be_dropped() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.server.refuse_next("no");
    desk.press("e").settle();
    desk.press("g p x").settle();
    assert!(desk.model.problems.is_empty());
    assert_eq!(desk.on_server("Call Ada", "is_complete"), false);
}

#[test]
fn one_of_a_batch_refused_leaves_the_others_done() {
    let mut desk = Desk::with(["one", "two", "three"]);
    // The bulk request is refused as a whole, then each goes alone, and the first of them is refused.
    desk.server.refuse_next("one of them is locked");
    desk.server.refuse_next("locked");
    desk.press("* a e").settle();
    assert_eq!(desk.rows(), ["one"]);
    assert_eq!(desk.model.problems.len(), 1);
    desk.press("u").settle();
    assert_eq!(desk.rows(), ["one", "two", "three"], "undo takes back what took hold");
}

#[test]
fn a_task_deleted_in_close_says_so_and_goes() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    let id = desk.on_server("Call Ada", "id");
    desk.server.with_world(|world| world.remove(id.as_str().unwrap_or_default()));
    desk.press("e").settle();
    desk.says("no longer exists");
    assert_eq!((desk.counts(), desk.waiting()), ([1, 0, 0], 0));
}

#[test]
fn what_a_colleague_changes_shows_within_a_minute_and_the_cursor_stays() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("j");
    desk.colleague_changes("one", &json!({"is_complete": true}));
    desk.wait(70).settle();
    assert_eq!(desk.rows(), ["two", "three"]);
    assert_eq!(desk.selected(), "two");
}

#[test]
fn midnight_rolls_tasks_over() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("s").type_in("tomorrow").press("Enter").settle();
    assert_eq!(desk.counts(), [0, 1, 0]);
    // From five past three in the afternoon to one past midnight.
    desk.wait(8 * 3600 + 56 * 60);
    assert_eq!(desk.counts(), [1, 0, 0]);
}

#[test]
fn the_archive_is_read_when_it_is_looked_at_and_tasks_can_be_reopened() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("e").settle();
    let mut desk = desk.restart();
    desk.press("3").settle();
    assert_eq!(desk.rows(), ["Call Ada"]);
    desk.press("e").settle();
    assert_eq!(desk.counts(), [1, 0, 0]);
    assert_eq!(desk.on_server("Call Ada", "is_complete"), false);
}

#[test]
fn a_half_typed_sequence_shows_what_may_follow_and_esc_cancels_it() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("j g").shows("Archive");
    desk.press("Esc");
    assert!(desk.model.typed.is_empty());
    assert_eq!(desk.selected(), "two");
    desk.press("g g");
    assert_eq!(desk.selected(), "one");
}

#[test]
fn a_key_that_means_nothing_says_so_and_changes_nothing() {
    let mut desk = Desk::with(["one"]);
    desk.press("d").says("d is not bound; e marks done");
}

#[test]
fn help_lists_every_action() {
    let mut desk = Desk::with(["one"]);
    desk.press("?").shows("Mark done");
    desk.press("q").shows("one");
}

#[test]
fn the_detail_follows_the_work() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("Enter").shows("Call Ada");
    desk.press("e").shows("Mail Bo");
    desk.press("q").settle();
    assert_eq!(desk.rows(), ["Mail Bo"]);
}

#[test]
fn what_waited_when_the_program_ended_can_still_be_taken_back() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.server.set_faults(closeout::sim::Faults::down());
    desk.press("e").settle();
    let mut desk = desk.restart();
    desk.press("u");
    desk.server.set_faults(closeout::sim::Faults::none());
    desk.wait(120).settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), false);
    assert_eq!(desk.rows(), ["Call Ada", "Mail Bo"]);
}

#[test]
fn marks_in_one_tab_leave_the_others_alone() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("s").type_in("mon").press("Enter Space 2 e").settle();
    assert_eq!(desk.counts(), [2, 0, 1]);
}

#[test]
fn on_the_page_of_a_task_keys_are_for_that_task() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.press("Space j j x k Enter e q").settle();
    assert_eq!(desk.rows(), ["one", "three"], "the marked ones were not meant");
}

#[test]
fn a_retried_change_can_be_taken_back() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.server.refuse_next("no");
    desk.press("e").settle();
    desk.press("g p r q").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), true);
    desk.press("u").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), false);
}

#[test]
fn after_a_large_batch_the_cursor_is_on_the_next_task() {
    let mut desk = Desk::many(120);
    let next = desk.rows()[80].clone();
    desk.press("v");
    (0..79).for_each(|_| desk.press("j").effects += 0);
    desk.press("v e Enter");
    assert_eq!(desk.selected(), next);
}

#[test]
fn a_tab_and_a_filter_given_at_the_start_survive_the_first_answer() {
    let mut desk = Desk::before(closeout::sim::World::bare(desk::START.parse().expect("a time")));
    desk.press("2 /").type_in("acme").press("Enter").settle();
    assert_eq!(desk.model.lists.filter().text, "acme");
    assert_eq!(desk.model.lists.tab, closeout::domain::tab::Tab::Future);
}

#[test]
fn while_everything_loads_for_the_first_time_the_cursor_is_on_the_first_task() {
    let desk = Desk::many(250);
    assert_eq!(desk.model.lists.current().cursor(), 0);
}

#[test]
fn the_next_task_is_read_from_its_beginning_and_counted_as_the_list_counts() {
    let mut desk = Desk::with([&"one long line\n".repeat(90), "two", "three"]);
    desk.press(", t Enter").shows("1 of 3").press("J J").shows("3 of 3").press("K K G");
    desk.press("e").shows("1 of 2").shows("two");
}

#[test]
fn handing_over_takes_nobody_whose_name_is_not_what_is_typed() {
    let mut desk = Desk::with(["Call Ada"]);
    let gone = desk.model.people.iter().find(|user| !user.is_active).map(|user| user.name.to_string());
    let gone = gone.expect("somebody who has left");
    let first = gone.split(' ').next().unwrap_or_default();
    desk.press("a").type_in(first).shows(&format!("{gone} has left")).press("Enter Enter");
    desk.press("Ctrl-u").type_in("qqcolm").shows("Nobody here is called qqcolm").press("Enter").settle();
    assert_eq!((desk.model.overlays.len(), desk.requests("put", "/task/")), (1, 0));
}

#[test]
fn what_was_said_gives_way_to_the_next_dialog_but_not_what_that_says_itself() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e").says("u takes it back").press("s").hides("takes it back").press("Esc").settle();
    desk.press("c").type_in("three").press("Esc").says("Kept what you typed").press("j c").hides("Kept");
}
