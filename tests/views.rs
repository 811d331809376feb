//! Narrowing the list by what things are: keys in, what is in view out.
#![expect(clippy::expect_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

fn desk() -> Desk {
    let at = START.parse().expect("an instant");
    let mut world = World::bare(at);
    let mut add = |kind: &str, due: &str, text: &str| {
        world.add(at, kind, vec![("text", json!(text)), ("date", json!(due)), ("lead_name", json!("Acme"))]);
    };
    add("lead", "2026-03-02", "Call Ada");
    add("lead", "2026-03-06T15:30:00+00:00", "Mail Bo");
    add("missed_call", "2026-03-05T10:00:00+00:00", "");
    add("outgoing_call", "2026-03-06", "First call");
    Desk::on(world)
}

#[test]
fn a_word_with_a_colon_leaves_what_is_like_that() {
    let mut desk = desk();
    desk.press("/").type_in("is:overdue !kind:missed");
    assert_eq!(desk.rows(), ["Call Ada"]);
    desk.press("Esc /").type_in("is:later");
    assert_eq!(desk.rows(), ["Mail Bo"]);
    desk.press("Esc /").type_in("kind:voicemial").shows("no kind is called voicemial");
}

#[test]
fn the_menu_shows_what_there_is_and_flips_words_of_the_filter() {
    let mut desk = desk();
    desk.press("f").shows("Show only").shows("Missed call").shows("kind:missed").hides("Voicemail");
    desk.press("Space").shows("1 of 4 match").press("Space").hides("of 4 match");
    desk.press("j Enter").shows("is:overdue").shows("2 of 4 match");
    desk.press("f j Enter").hides("of 4 match");
    desk.press("f Space j Enter").shows("/ is:inbound").shows("1 of 4 match").hides("is:overdue");
    desk.press("f j Space").hides("/ is:inbound  ").press("Esc").shows("/ is:inbound  ").hides("is:overdue");
}

#[test]
fn the_columns_of_the_menu_stand_and_that_there_is_more_below_is_said() {
    let at: chrono::DateTime<chrono::Utc> = START.parse().expect("an instant");
    let mut world = World::bare(at);
    let kinds = ["lead", "missed_call", "voicemail", "outgoing_call", "incoming_sms", "opportunity_due"];
    for number in 0..12 {
        let text = format!("to-do {number}");
        world.add(at, "lead", vec![("text", json!(text)), ("date", json!("2026-03-02"))]);
    }
    kinds.iter().for_each(|kind| drop(world.add(at, kind, vec![("date", json!("2026-03-05"))])));
    let mut desk = Desk::on(world);
    desk.press("f").hides("more below");
    let screen = desk.screen();
    let begins = |word: &str| screen.lines().find_map(|line| Some(line.split_once(word)?.0.chars().count()));
    assert_eq!(begins("kind:to-do"), begins("kind:missed"), "13 and 1: {screen}");
    desk.model.size = closeout::app::layout::Size { width: 40, height: 11 };
    desk.model.fit();
    desk.shows(" more below ").press("j j j j j j j j j j j j").hides("more below");
    desk.press("Esc g").shows(" more below ");
}

#[test]
fn what_is_later_today_leaves_the_view_when_its_time_comes() {
    let mut desk = desk();
    desk.press("/").type_in("!is:later");
    assert_eq!(desk.rows().len(), 3);
    desk.wait(90 * 60);
    assert_eq!(desk.rows().len(), 4);
}

#[test]
fn a_customer_who_has_nothing_here_is_said_to_be_elsewhere_accents_or_not() {
    let at = START.parse().expect("an instant");
    let mut world = World::bare(at);
    let mut add = |due: &str, text: &str| {
        world.add(at, "lead", vec![("text", json!(text)), ("date", json!(due))]);
    };
    add("2026-03-06", "Call Ada");
    add("2026-03-20", "Offer for Bj\u{f8}rnstad");
    add("2026-03-21", "Answer of Bj\u{f8}rnstad");
    let mut desk = Desk::on(world);
    desk.press("/").type_in("bjornstad").press("Enter").shows("Nothing here matches");
    desk.shows("But 2 in Future: Tab goes there").press("Tab");
    assert_eq!(desk.rows(), ["Offer for Bj\u{f8}rnstad", "Answer of Bj\u{f8}rnstad"]);
}

#[test]
fn what_is_late_is_marked_as_overdue_though_it_is_of_today() {
    let mut desk = desk();
    desk.wait(7200).press("* o").shows("3 marked");
}
