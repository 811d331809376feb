//! Copying and addresses: what is copied, which way it goes, and what is said when there is nothing to copy.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::app::effect::{Effect, Screen};
use closeout::app::outside::Clipboard;
use closeout::sim::World;
use closeout::sim::people::Contact;
use desk::{Desk, START};
use serde_json::json;

/// Three tasks: a to-do for Ines at the bakery, one without a lead, and a missed call from a stranger.
fn desk() -> Desk {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    let (lead, _) = world.add_lead(at - TimeDelta::days(9), "Blue Anchor Bakery", "Somebody else");
    world.insert_contact(Contact {
        id: "cont_ines".into(),
        lead_id: lead.clone(),
        name: "Ines Duarte".into(),
        email: "ines@anchor.example".into(),
        phone: "+15415550133".into(),
        ..Contact::default()
    });
    let made = at - TimeDelta::days(1);
    let due = |minute: u32| json!(format!("2026-03-06T08:{minute:02}:00+00:00"));
    let ines = vec![("lead_id", json!(lead)), ("contact_id", json!("cont_ines")), ("date", due(0))];
    world.add(made, "lead", [ines, vec![("text", json!("Take the samples along\nand the list"))]].concat());
    world.add(made, "lead", vec![("text", json!("Water the plants")), ("date", due(1))]);
    let call = vec![("phone", json!("+493012345")), ("phone_formatted", json!("+49 30 12345"))];
    world.add(made, "missed_call", [call, vec![("date", due(2))]].concat());
    let mut desk = Desk::on(world);
    desk.model.settings.outside.clipboard = Clipboard::Terminal;
    desk
}

/// What the terminal is asked to keep after these keys; the last of them orders it.
fn copied(desk: &mut Desk, key: &str) -> Option<String> {
    desk.press("y");
    let orders = desk.orders(key);
    orders.into_iter().find_map(|order| match order {
        Effect::Screen(Screen::Copy(text)) => Some(text),
        _ => None,
    })
}

fn lead_of(desk: &Desk) -> String {
    desk.on_server("Take the samples along\nand the list", "lead_id").as_str().unwrap().to_owned()
}

#[test]
fn everything_a_task_has_can_be_copied_and_the_notice_says_what_and_how() {
    let mut desk = desk();
    desk.wait(1).settle();
    let page = format!("https://app.close.com/lead/{}/", lead_of(&desk));
    let id = desk.on_server("Take the samples along\nand the list", "id");
    for (key, expected) in [
        ("y", page.as_str()),
        ("l", &page),
        ("t", "Take the samples along\nand the list"),
        ("e", "ines@anchor.example"),
        ("p", "+1 541-555-0133"),
        ("i", id.as_str().unwrap()),
    ] {
        assert_eq!(copied(&mut desk, key).as_deref(), Some(expected), "y{key}");
    }
    desk.says("Sent to your terminal to copy (OSC 52): task_");
}

#[test]
fn a_call_is_answered_with_the_number_that_rang() {
    let mut desk = desk();
    desk.press("j j");
    assert_eq!(copied(&mut desk, "p").as_deref(), Some("+493012345"));
}

#[test]
fn what_is_missing_is_said() {
    let mut desk = desk();
    desk.wait(1).settle().press("j");
    for (key, why) in [
        ("e", "This task belongs to no lead and no contact"),
        ("p", "This task belongs to no lead and no contact"),
        ("l", "This task belongs to no lead"),
    ] {
        assert_eq!(copied(&mut desk, key), None);
        desk.says(why);
    }
    assert_eq!(copied(&mut desk, "y").as_deref(), Some("https://app.close.com/inbox/"));
    desk.press("j");
    assert_eq!(copied(&mut desk, "t"), None);
    desk.says("This task has no text of its own");
}

#[test]
fn contacts_that_have_not_come_are_asked_for() {
    let mut desk = desk();
    desk.press("p");
    assert_eq!(desk.requests("get", "/lead/"), 0);
    desk.press("y e").says("Asking Close for the contacts first");
    desk.settle();
    assert_eq!(copied(&mut desk, "e").as_deref(), Some("ines@anchor.example"));
    assert_eq!(desk.requests("get", "/lead/"), 1);
}

#[test]
fn several_give_a_line_each_and_what_is_missing_is_counted() {
    let mut desk = desk();
    desk.press("* a");
    assert_eq!(copied(&mut desk, "i").unwrap().lines().count(), 3);
    desk.says("3 ids");
    assert_eq!(
        copied(&mut desk, "t").as_deref(),
        Some("Take the samples along\nand the list\nWater the plants")
    );
    desk.says("2 texts · 1 without");
}

#[test]
fn where_nobody_keeps_a_text_it_is_shown_to_be_selected() {
    let mut desk = desk();
    desk.model.settings.outside.clipboard = Clipboard::Nobody;
    desk.press("y t").shows("To copy · Take the samples along").shows("and the list");
    desk.shows("Nothing here keeps what is copied").press("Esc").hides("Nothing here keeps");
}

#[test]
fn what_no_terminal_takes_is_shown_instead() {
    let mut desk = desk();
    desk.colleague_changes("Water the plants", &json!({ "text": "far too long ".repeat(6_000) }));
    desk.wait(90).settle().press("j");
    assert_eq!(copied(&mut desk, "t"), None);
    desk.shows("Too long to be copied by the terminal").shows("far too long");
}

#[test]
fn the_address_is_shown_and_copied() {
    let mut desk = desk();
    let page = format!("https://app.close.com/lead/{}/", lead_of(&desk));
    let orders = desk.orders("O");
    assert!(orders.contains(&Effect::Screen(Screen::Copy(page.clone()))), "{orders:?}");
    desk.shows("In Close · Take the samples along").shows(&page).says("Sent to your terminal to copy");
}

#[test]
fn without_a_browser_the_address_is_shown() {
    let mut desk = desk();
    desk.press("o").shows("https://app.close.com/lead/").shows("There is no browser here");
    let orders = desk.orders("y");
    assert!(orders.iter().any(|order| matches!(order, Effect::Screen(Screen::Copy(_)))), "{orders:?}");
}

#[test]
fn in_the_demo_an_address_is_shown_but_leads_nowhere() {
    let mut desk = desk();
    desk.model.settings.is_demo = true;
    desk.model.settings.outside.browser = closeout::app::outside::Opening::Possible;
    desk.press("o").shows("https://app.close.com/lead/").shows("there is no such page in Close");
}
