//! The form for a new task: its lines, in any order, with the keys of every form; and the words of one that is
//! rewritten.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use closeout::app::create::Field::{self, Contact, Day, Kind, Lead, Priority, Text, Who};
use closeout::app::layout::Size;
use closeout::app::overlay::Overlay;
use closeout::sim::World;
use closeout::sim::people::Contact as Person;
use desk::Desk;
use serde_json::json;

// A bakery with two people, one of whom the first task is about, and a book shop whose task is about nobody.
fn desk() -> Desk {
    let at = desk::START.parse().unwrap();
    let mut world = World::bare(at);
    let before = at - chrono::TimeDelta::days(2);
    let (bakery, ines) = world.add_lead(before, "Blue Anchor Bakery", "Ines Duarte");
    let (books, _) = world.add_lead(before, "Cedar Books", "Kit Moss");
    let (id, name) = ("cont_abel".to_owned(), "Abel Silva".to_owned());
    world.insert_contact(Person { id, lead_id: bakery.clone(), name, ..Person::default() });
    let own = |lead: &str, words: &str| {
        vec![("text", json!(words)), ("date", json!("2026-03-05")), ("lead_id", json!(lead))]
    };
    let mut first = own(&bakery, "Call Ada");
    first.push(("contact_id", json!(ines)));
    world.add(before, "lead", first);
    world.add(before, "lead", own(&books, "Mail Bo"));
    Desk::on(world)
}

fn field(desk: &Desk) -> Option<Field> {
    match desk.model.overlays.last()? {
        Overlay::Create(create) => Some(create.field),
        _ => None,
    }
}

// Where the cursor stands before each of eight presses.
fn lines(desk: &mut Desk, key: &str) -> [Field; 8] {
    std::array::from_fn(|_| {
        let line = field(desk).unwrap();
        desk.press(key);
        line
    })
}

#[test]
fn tab_goes_down_the_lines_and_round_and_shift_tab_back() {
    let mut desk = desk();
    desk.press("c");
    assert_eq!(lines(&mut desk, "Tab"), [Text, Day, Who, Priority, Kind, Lead, Contact, Text]);
    assert_eq!(lines(&mut desk, "Shift-Tab"), [Day, Text, Contact, Lead, Kind, Priority, Who, Day]);
}

#[test]
fn whoever_the_task_is_about_is_seen_and_can_be_another_or_nobody() {
    let mut desk = desk();
    desk.settle().press("c").shows("Contact   Ines Duarte").type_in("First").press("Enter").settle();
    assert_eq!(desk.on_server("First", "contact_name"), json!("Ines Duarte"));
    desk.press("g g c").type_in("Second").press("Shift-Tab").shows("Abel Silva").press("Down");
    desk.shows("Contact   nobody in particular").press("Enter").settle();
    assert_eq!(desk.on_server("Second", "contact_name"), json!(null));
    desk.press("g g c").type_in("Third").press("Shift-Tab").type_in("abel").press("Enter").settle();
    assert_eq!(desk.on_server("Third", "contact_name"), json!("Abel Silva"));
}

#[test]
fn another_lead_has_its_own_people_and_a_call_needs_one_of_them() {
    let mut desk = desk();
    desk.press("c").type_in("Ask about April").press("Shift-Tab Shift-Tab").type_in("ced").press("Shift-Tab");
    desk.press("Space").shows("New planned call").shows("Lead      Cedar Books").press("Enter");
    desk.shows("it has not said yet who is there").settle().shows("Contact   Kit Moss");
    desk.press("Enter").settle();
    assert_eq!(desk.on_server("Ask about April", "_type"), json!("outgoing_call"));
    assert_eq!(desk.on_server("Ask about April", "contact_name"), json!("Kit Moss"));
}

#[test]
fn what_was_chosen_stays_when_the_line_is_left_and_what_was_typed_goes() {
    let mut desk = desk();
    desk.press("c Shift-Tab Shift-Tab").type_in("ced").shows("ced  Cedar Books").press("Tab Tab");
    desk.hides("ced  Cedar").shows("Lead      Cedar Books").type_in("Ask").press("Enter").settle();
    assert_eq!(desk.on_server("Ask", "lead_name"), json!("Cedar Books"));
}

#[test]
fn arrows_go_through_the_usual_days_and_choose_between_the_readings_of_a_phrase() {
    let mut desk = desk();
    desk.press("c")
        .type_in("Usual")
        .press("Tab Down Down Down")
        .shows("Tue 10 Mar")
        .press("Up Up Down Enter")
        .settle();
    assert_eq!(desk.on_server("Usual", "date"), json!("2026-03-07"));
    desk.press("c").type_in("Digit").press("Tab 3 Enter").settle();
    assert_eq!(desk.on_server("Digit", "date"), json!("2026-03-10"));
    desk.press("c").type_in("Other").press("Tab").type_in("5/4").press("Down Enter").settle();
    desk.press("c").type_in("One").press("Tab").type_in("5/4").press("Enter").settle();
    let (one, other) = (desk.on_server("One", "date"), desk.on_server("Other", "date"));
    assert_eq!([one.clone(), other.clone()].map(|date| date.is_null()), [false, false]);
    assert_ne!(one, other);
}

#[test]
fn arrows_choose_a_kind_a_priority_and_a_colleague() {
    let mut desk = desk();
    desk.press("c").type_in("Pressing").press("Tab Tab Tab Down Down").shows("Priority  high").press("Enter");
    desk.settle();
    assert_eq!(desk.on_server("Pressing", "priority"), json!("high"));
    desk.press("c Shift-Tab Shift-Tab Shift-Tab Right").shows("New planned call");
    desk.shows("Close knows none for calls").press("Space").shows("New to-do").press("Esc");
    assert!(desk.model.overlays.is_empty());
}

#[test]
fn what_fits_no_lead_stays_and_no_task_goes_to_another() {
    let mut desk = desk();
    desk.press("c").type_in("Ask").press("Shift-Tab Shift-Tab").type_in("paws");
    for key in ["Tab", "Shift-Tab", "Enter", "Enter"] {
        desk.press(key).shows("No lead with a task here is called paws; Ctrl-u empties the line");
        assert_eq!(field(&desk), Some(Lead), "{key}");
    }
    desk.press("Ctrl-u").hides("paws").type_in("cedar").press("Enter").settle();
    assert_eq!(desk.on_server("Ask", "lead_name"), json!("Cedar Books"));
}

#[test]
fn what_fits_no_colleague_makes_no_task_for_anybody_else() {
    let mut desk = desk();
    desk.press("c").type_in("Ask").press("Tab Tab").type_in("qqqq").press("Enter Enter");
    desk.shows("Nobody here is called qqqq; Ctrl-u empties the line").settle();
    assert_eq!((field(&desk), desk.requests("post", "/task/")), (Some(Who), 0));
}

#[test]
fn what_was_typed_is_kept_when_the_form_is_left_until_it_is_made() {
    let mut desk = desk();
    desk.press("c Shift-Tab Shift-Tab").type_in("cedar").press("Tab Tab").type_in("Ask about").press("Tab");
    desk.type_in("tomorrow").press("Esc").says("Kept what you typed; c goes on with it");
    desk.press("c").says("This is what you typed before, for Cedar Books").press("Esc");
    desk.press("j c").shows("Lead      Cedar Books").shows("Ask about").shows("tomorrow");
    assert_eq!(field(&desk), Some(Day));
    desk.press("Shift-Tab").type_in(" April").press("Enter").settle();
    assert_eq!(desk.on_server("Ask about April", "lead_name"), json!("Cedar Books"));
    assert_eq!(desk.on_server("Ask about April", "date"), json!("2026-03-07"));
    desk.press("c").hides("tomorrow").press("Esc");
    assert!(desk.model.notices.current().is_none_or(|notice| !notice.text.contains("Kept")));
}

#[test]
fn a_lead_that_was_not_found_is_still_not_found_when_the_form_is_opened_again() {
    let mut desk = desk();
    desk.press("c").type_in("Ask").press("Shift-Tab Shift-Tab").type_in("paws").press("Esc c Enter").settle();
    desk.shows("No lead with a task here is called paws");
    assert_eq!(desk.requests("post", "/task/"), 0);
}

#[test]
fn a_rewriting_that_was_left_goes_on_where_it_was_until_it_is_done() {
    let mut desk = desk();
    desk.press("E").type_in(" and Bo").press("Esc").says("Kept what you typed; E goes on with it");
    desk.press("j E").hides("and Bo").press("Esc k E").shows("Call Ada and Bo");
    desk.says("This is what you typed").type_in(" today").press("Enter").settle();
    assert_eq!(desk.on_server("Call Ada and Bo today", "_type"), json!("lead"));
    desk.press("E Esc");
    assert!(desk.model.notices.current().is_none_or(|notice| !notice.text.contains("Kept")));
}

#[test]
fn a_rewriting_that_was_emptied_is_forgotten() {
    let mut desk = desk();
    desk.press("E")
        .type_in(" and Bo")
        .press("Esc E Ctrl-u Esc E")
        .shows("Call Ada")
        .hides("and Bo")
        .press("Esc");
}

#[test]
fn what_was_not_rewritten_is_not_kept_however_its_lines_end() {
    let mut desk = desk();
    desk.colleague_changes("Call Ada", &json!({"text": "Call Ada\r\nand Bo\r\n"}));
    desk.press("R").settle().press("Esc E").shows("and Bo").press("Esc");
    assert!(desk.model.notices.current().is_none_or(|notice| !notice.text.contains("Kept")));
}

#[test]
fn what_was_typed_over_words_that_are_others_now_is_dropped_and_said_to_be() {
    let mut desk = desk();
    desk.press("E").type_in(" and Bo").press("Esc");
    desk.colleague_changes("Call Ada", &json!({"text": "Write to Ada"}));
    desk.press("R")
        .settle()
        .press("E")
        .says("It says something else since, so what you typed for it is dropped");
    desk.shows("Write to Ada").hides("and Bo").press("Enter").settle();
    assert_eq!(desk.on_server("Write to Ada", "_type"), json!("lead"));
    desk.press("E").type_in("!").press("Esc E").says("This is what you typed");
}

#[test]
fn why_tab_stays_is_said_whole_on_a_small_screen_too() {
    let mut desk = desk();
    desk.model.size = Size { width: 40, height: 12 };
    desk.model.fit();
    desk.press("c Shift-Tab Shift-Tab").type_in("paws").hides("Ctrl-u").press("Tab");
    let screen = desk.screen().replace('│', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("is called paws; Ctrl-u empties the line"), "{screen}");
}
