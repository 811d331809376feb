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
}

#[test]
fn what_is_later_today_leaves_the_view_when_its_time_comes() {
    let mut desk = desk();
    desk.press("/").type_in("!is:later");
    assert_eq!(desk.rows().len(), 3);
    desk.wait(90 * 60);
    assert_eq!(desk.rows().len(), 4);
}
