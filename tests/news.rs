//! What comes in is told once, in words, and never what was there before.

mod desk;

use closeout::app::news::Wanted;
use closeout::domain::tab::Tab;
use desk::Desk;
use serde_json::json;

// So many of a kind come in for us now, from a number each.
fn come_in(desk: &Desk, kind: &'static str, count: usize) {
    let now = desk.server.now();
    desk.server.with_world(|world| {
        for number in 0..count {
            let phone = format!("+4930123450{number:02}");
            let fields = vec![("phone", json!(phone)), ("date", json!(now.to_rfc3339()))];
            world.add(now, kind, fields);
        }
    });
}

#[test]
fn what_was_there_at_the_start_is_no_news() {
    let desk = Desk::many(20);
    assert_eq!(desk.told, [[""; 0]; 0]);
}

#[test]
fn a_missed_call_is_told_once_with_who_it_was() {
    let mut desk = Desk::with(["Call Ada"]);
    come_in(&desk, "missed_call", 1);
    desk.wait(90);
    assert_eq!(desk.told.len(), 1, "{:?}", desk.told);
    assert!(desk.told[0][0].starts_with("Missed call: "), "{:?}", desk.told);
    desk.wait(300);
    assert_eq!(desk.told.len(), 1);
}

#[test]
fn more_than_five_at_once_are_one_sentence() {
    let mut desk = Desk::with(["Call Ada"]);
    come_in(&desk, "missed_call", 4);
    come_in(&desk, "voicemail", 3);
    desk.wait(90);
    assert_eq!(desk.told, [["7 new tasks: Missed 4, Voicemail 3"]]);
}

#[test]
fn what_we_make_ourselves_is_no_news() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("c").type_in("a thing to do").press("Enter").settle().wait(90);
    come_in(&desk, "lead", 2);
    desk.wait(90);
    assert_eq!(desk.told, [[""; 0]; 0], "to-dos do not come in");
}

#[test]
fn kinds_that_are_not_wanted_and_quiet_hours_are_kept_to() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.model.news.wanted = Wanted { kinds: vec!["voicemail".into()], quiet: None };
    come_in(&desk, "missed_call", 1);
    desk.wait(90);
    assert_eq!(desk.told, [[""; 0]; 0]);
    // It is a few minutes past three in the afternoon in Berlin.
    let quiet = Some(("15:00:00".parse().unwrap(), "16:00:00".parse().unwrap()));
    desk.model.news.wanted = Wanted { quiet, ..Wanted::default() };
    come_in(&desk, "missed_call", 1);
    desk.wait(90);
    assert_eq!(desk.told, [[""; 0]; 0]);
}

#[test]
fn what_came_in_while_the_program_was_closed_is_no_news() {
    let desk = Desk::with(["Call Ada"]);
    come_in(&desk, "missed_call", 3);
    assert_eq!(desk.restart().told, [[""; 0]; 0]);
}

#[test]
fn what_others_put_into_the_inbox_is_counted_until_it_was_in_sight() {
    let mut desk = Desk::many(60);
    desk.press("g g").hides("· 1 new").hides("· 2 new");
    come_in(&desk, "missed_call", 2);
    desk.wait(90).shows("Inbox 62 · 2 new").press("j").shows("2 new");
    desk.press("2").shows("2 new").press("1 G").shows("2 new").press("k").hides("· 1 new").hides("· 2 new");
}

#[test]
fn whoever_comes_to_what_is_new_step_by_step_sees_the_count_go() {
    let mut desk = Desk::many(60);
    desk.press("g g");
    come_in(&desk, "missed_call", 3);
    desk.wait(90).shows("3 new").press(&["j"; 63].join(" ")).hides("· 1 new").shows("• Missed");
}

#[test]
fn what_is_in_sight_is_new_until_a_key_is_pressed_and_what_leaves_is_not_new_any_more() {
    let mut desk = Desk::with(["Call Ada"]);
    come_in(&desk, "lead", 2);
    desk.wait(90).shows("Inbox 3 · 2 new");
    assert_eq!(desk.selected(), "Call Ada", "the cursor stays");
    desk.press("Esc").shows("Inbox 3").hides("· 1 new").hides("· 2 new");
    desk.press("2");
    come_in(&desk, "lead", 1);
    desk.wait(90).shows("Inbox 4 · 1 new");
    let id = desk.server.with_world(|world| world.tasks().map(|(_, task)| task.id.clone()).last().unwrap());
    let now = desk.server.now();
    desk.server.with_world(|world| {
        let me = world.me().to_owned();
        world.edit_as(now, &me, &id, &json!({"is_complete": true})).unwrap();
    });
    desk.wait(130).settle().shows("Inbox 3").hides("· 1 new").hides("· 2 new");
}

#[test]
fn a_row_that_is_new_has_a_sign_until_it_was_in_sight_for_a_moment() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    come_in(&desk, "missed_call", 1);
    desk.wait(90).shows("• Missed").press("k").hides("1 new").shows("• Missed");
    desk.wait(3600).shows("• Missed");
    let row = |desk: &Desk| desk.screen().lines().nth(4).map(ToOwned::to_owned).unwrap_or_default();
    let before = row(&desk);
    desk.press("k").hides("•");
    assert_eq!(row(&desk), before.replace('•', " "), "nothing moves");
}

#[test]
fn the_cursor_takes_the_sign_of_what_is_new_and_marks_come_before_it() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    come_in(&desk, "missed_call", 2);
    desk.wait(90).press("G x").shows("■ Missed").shows("• Missed").press("x").hides("■").press("k");
    assert_eq!(desk.screen().matches('•').count(), 1);
    desk.press("k").hides("•");
    desk.press("2");
    come_in(&desk, "missed_call", 1);
    desk.wait(90).hides("•").shows("1 new").press("1").shows("• Missed");
}

#[test]
fn a_key_goes_to_what_is_new_one_after_the_other() {
    let mut desk = Desk::many(60);
    desk.press("g n").says("Nothing new has come in").press("Ctrl-f Ctrl-f 2");
    come_in(&desk, "missed_call", 1);
    let now = desk.server.now();
    let early = vec![("text", json!("an old promise")), ("date", json!("2026-03-02"))];
    desk.server.with_world(|world| world.add(now, "lead", early));
    desk.wait(90)
        .press("1 /")
        .type_in("task")
        .press("Enter g n")
        .says("The filter hides 2 new")
        .press("Esc 2");
    let mut jumps = ["g n", "g n"].map(|keys| desk.press(keys).selected());
    jumps.sort();
    assert_eq!((jumps, desk.model.lists.tab), (["Missed call".into(), "an old promise".into()], Tab::Inbox));
    desk.press("g n").says("Nothing new has come in since you looked");
}
