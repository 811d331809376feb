//! Who can be reached just now, where a person is chosen: never in the way, and asked for sparingly.

mod desk;

use closeout::app::msg::Msg;
use closeout::app::update::update;
use closeout::domain::write::Kept;
use closeout::sim::{Fault, Faults, Which, World};
use desk::{Desk, START};
use serde_json::json;

/// A desk whose first active colleague is online, the second in a call, everybody else away; their first names.
fn desk() -> (Desk, [String; 3]) {
    let at = START.parse().unwrap_or_default();
    let mut world = World::bare(at);
    let (lead, _) = world.add_lead(at, "Blue Anchor Bakery", "Ines Duarte");
    let fields = vec![("text", json!("one")), ("date", json!("2026-03-06")), ("lead_id", json!(lead))];
    world.add(at - chrono::TimeDelta::days(2), "lead", fields);
    let me = world.me().to_owned();
    let others = world.users().iter().filter(|user| user.is_active && user.id != me);
    let others: Vec<(String, String)> = others.map(|user| (user.id.clone(), user.first.clone())).collect();
    for (at, (id, _)) in others.iter().enumerate() {
        world.set_presence(id, at == 0, (at == 1).then_some(lead.as_str()));
    }
    let mut names = others.into_iter().map(|(_, name)| name);
    let names = [(); 3].map(|()| names.next().unwrap_or_default());
    (Desk::on(world), names)
}

fn asked(desk: &Desk) -> usize {
    desk.requests("get", "/user/availability/")
}

/// The row of somebody, by their first name.
fn row(desk: &Desk, name: &str) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.contains(name)).unwrap_or_default().to_owned()
}

#[test]
fn whoever_a_task_is_handed_to_is_available_in_a_call_or_away() {
    let (mut desk, [online, calling, away]) = desk();
    assert_eq!(asked(&desk), 0, "nobody is choosing");
    desk.press("a").settle();
    for (name, word) in [(online, "available"), (calling, "in a call"), (away, "away")] {
        assert!(row(&desk, &name).contains(word), "{name}: {}", desk.screen());
    }
}

#[test]
fn it_is_asked_for_once_a_minute_at_most_and_what_is_old_is_not_shown() {
    let (mut desk, [online, ..]) = desk();
    desk.press("a").settle().press("Esc a").settle().press("Esc w").settle();
    assert_eq!(asked(&desk), 1);
    desk.press("Esc").wait(61).press("a").settle();
    assert_eq!(asked(&desk), 2);
    desk.press("Esc").wait(600);
    desk.server.set_latency(std::time::Duration::from_secs(3));
    desk.press("a");
    assert!(!row(&desk, &online).contains("available"), "{}", desk.screen());
}

#[test]
fn choosing_does_not_wait_for_it() {
    let (mut desk, [online, ..]) = desk();
    desk.server.set_latency(std::time::Duration::from_secs(3));
    desk.press("a").type_in(&online).press("Enter").says("Handed to").settle();
    assert_eq!(desk.requests("put", "/task/"), 1);
}

#[test]
fn where_it_cannot_be_had_nothing_is_said_and_nothing_else_is_held_up() {
    for fault in [Fault::Refused { status: 403, sentence: "No.".into() }, Fault::ServerError, Fault::Garbage]
    {
        let (mut desk, [online, ..]) = desk();
        desk.server.set_faults(Faults::script(vec![(Which::read().at("/user/availability/"), fault)]));
        desk.press("a").settle();
        assert!(row(&desk, &online).contains('@'), "{}", desk.screen());
        assert!(!row(&desk, &online).contains("available"));
        assert!(desk.model.notices.current().is_none() && desk.model.sync.holds.trouble().is_none());
        desk.type_in(&online).press("Enter").settle();
        assert_eq!(desk.requests("put", "/task/"), 1);
    }
}

#[test]
fn whose_tasks_are_shown_and_who_is_to_do_a_new_one_say_it_too() {
    let (mut desk, [online, ..]) = desk();
    desk.press("w").settle();
    assert!(row(&desk, &online).contains("available"), "{}", desk.screen());
    desk.shows("has left").press("Esc c").type_in("x").press("Tab Tab").type_in(&online);
    assert!(row(&desk, &online).contains("available"), "{}", desk.screen());
}

#[test]
fn who_works_here_is_asked_for_again_where_it_is_missed_and_shown_as_soon_as_it_comes() {
    let (mut desk, [online, ..]) = desk();
    desk.model.people.clear();
    desk.server.set_latency(std::time::Duration::from_secs(3));
    desk.press("a").shows("Asking Close who works with you");
    assert_eq!(row(&desk, &online), "");
    desk.settle().press("Down Enter");
    assert_eq!(desk.counts()[0], 0, "it was handed over");
}

#[test]
fn a_slow_disk_does_not_take_away_who_works_here() {
    let (mut desk, [online, ..]) = desk();
    let at = desk.model.today.now;
    update(&mut desk.model, at, Msg::Kept(Kept::Head(Box::default())));
    desk.press("a");
    assert!(row(&desk, &online).contains(&online), "{}", desk.screen());
}

#[test]
fn handing_over_to_somebody_who_is_away_says_so() {
    let (mut desk, [_, calling, away]) = desk();
    desk.press("a").settle().type_in(&away).press("Enter").says("who is away: one").settle();
    desk.press("u").settle().press("a").settle().type_in(&calling).press("Enter");
    desk.says("Handed to ").hides("who is away");
}
