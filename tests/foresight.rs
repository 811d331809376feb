//! Dates with foresight: how full days are, a lighter one, the calendar, and the clock of whoever is called.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::app::layout::Size;
use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

fn start() -> DateTime<Utc> {
    START.parse().unwrap()
}

/// A world with a task "here" due today, and so many others on these days.
fn filled(days: &[(&str, usize)]) -> World {
    let mut world = World::bare(start());
    let made = start() - TimeDelta::days(2);
    world.add(made, "lead", vec![("text", json!("here")), ("date", json!("2026-03-06"))]);
    for (day, count) in days {
        for number in 0..*count {
            let text = format!("{day} {number}");
            world.add(made, "lead", vec![("text", json!(text)), ("date", json!(day))]);
        }
    }
    world
}

#[test]
fn each_preset_and_the_echo_show_how_full_the_day_is() {
    let mut desk = Desk::on(filled(&[("2026-03-09", 12), ("2026-03-10", 3)]));
    desk.press("s");
    desk.shows("▇▇▇▇▇    12").shows("▇▂        3");
    desk.type_in("tue");
    desk.shows("Tue 10 Mar · in 4 days · ▇▂ 3 tasks already there");
}

#[test]
fn a_heavy_day_names_a_lighter_one_and_tab_takes_it() {
    let mut desk = Desk::on(filled(&[("2026-03-09", 12), ("2026-03-10", 9), ("2026-03-11", 2)]));
    desk.press("s").type_in("mon");
    desk.shows("Tab: Thu 12 has 0, Mon 9 has 12");
    desk.press("Tab").shows("Thu 12 Mar · in 6 days").shows("Tab: Mon 9 Mar");
    desk.press("Enter").settle();
    assert_eq!(desk.on_server("here", "date"), "2026-03-12");
}

#[test]
fn a_lighter_day_keeps_the_time() {
    let mut desk = Desk::on(filled(&[("2026-03-09", 12)]));
    desk.press("s").type_in("mon 9am").press("Tab Enter").settle();
    assert_eq!(desk.on_server("here", "date"), "2026-03-10T08:00:00+00:00");
}

#[test]
fn days_that_are_not_heavy_or_not_much_heavier_are_left_alone() {
    for days in [[("2026-03-09", 7), ("2026-03-10", 0)], [("2026-03-09", 12), ("2026-03-10", 7)]] {
        let mut desk = Desk::on(filled(&[days[0], days[1], ("2026-03-11", 7), ("2026-03-12", 7)]));
        desk.press("s").type_in("mon");
        desk.hides("Tab: ");
    }
}

#[test]
fn the_calendar_moves_by_day_week_and_month_and_enter_takes_the_day() {
    let mut desk = Desk::on(filled(&[("2026-03-16", 4)]));
    desk.press("s 9").shows("March 2026").shows("[6]");
    desk.press("j l l l").shows("[16]▃").shows("Mon 16 Mar · in 10 days · ▇▇ 4 tasks already there");
    desk.press("PgDn").shows("April 2026").shows("[16]");
    desk.press("< k Enter").settle();
    assert_eq!(desk.on_server("here", "date"), "2026-03-09");
}

#[test]
fn a_day_without_work_is_said_to_be_one_beside_it() {
    let mut desk = Desk::with(["one"]);
    desk.press("s").type_in("sat").shows("Sat 7 Mar").shows("Saturday is no working day");
    desk.press("Ctrl-u").type_in("mon").shows("Mon 9 Mar").hides("no working day");
    desk.press("Ctrl-u 9").shows("(no work)").press("l").shows("Saturday is no working day").press("l l l");
    desk.shows("(no work)").hides("no working day").press("Esc Esc");
    desk.model.settings.habits.holidays = vec!["2026-03-09".parse().unwrap()];
    desk.press("s").type_in("9 mar").shows("Monday is a holiday").hides("no working day");
}

#[test]
fn what_begins_with_nine_stays_a_phrase() {
    let mut desk = Desk::on(filled(&[]));
    desk.press("s").type_in("9am mon").press("Enter").settle();
    assert_eq!(desk.on_server("here", "date"), "2026-03-09T08:00:00+00:00");
    desk.press("2 s").type_in("9h").shows("Sat 7 Mar 0:05");
    desk.press("Esc s 9 l Esc").shows("tomorrow, fri 9am").press("Esc");
    assert!(desk.model.overlays.is_empty(), "the first Esc left the calendar, the second the dialog");
}

/// A world with a call to each of these people; whoever has a zone has it.
fn calls(people: &[(&str, Option<&str>)]) -> World {
    let mut world = World::bare(start());
    for (number, (person, zone)) in people.iter().enumerate() {
        let made = start() - TimeDelta::days(9);
        let (lead, contact) = world.add_lead(made, &format!("{person} Ltd"), person);
        world.contact_mut(&contact).unwrap().timezone = zone.map(str::to_owned);
        let due = format!("2026-03-06T08:{number:02}:00+00:00");
        let fields = vec![
            ("text", json!(format!("call {person}"))),
            ("lead_id", json!(lead)),
            ("contact_id", json!(contact)),
            ("date", json!(due)),
        ];
        world.add(made, "lead", fields);
    }
    world
}

#[test]
fn nine_oclock_theirs_is_nine_by_the_contacts_clock_and_both_are_shown() {
    let mut desk = Desk::on(calls(&[("Ada", Some("America/New_York"))]));
    desk.wait(1);
    desk.press("s").shows("9am theirs: it is 9:05 there now");
    desk.type_in("mon 9am theirs");
    desk.shows("Mon 9 Mar 14:00").shows("9:00 in America/New_York, 14:00 here");
    desk.press("Enter").settle();
    assert_eq!(desk.on_server("call Ada", "date"), "2026-03-09T13:00:00+00:00");
}

#[test]
fn a_contact_without_a_zone_has_no_clock_and_the_reason_is_told() {
    let mut desk = Desk::on(calls(&[("Ada", None)]));
    desk.wait(1);
    desk.press("s").type_in("mon 9am theirs");
    desk.shows("Close knows no time zone of Ada; give the time in yours.");
    desk.press("Enter");
    assert_eq!(desk.model.overlays.len(), 1, "nothing was moved");
    let mut desk = Desk::on(filled(&[]));
    desk.press("s").type_in("mon 9am theirs").shows("There is nobody at the other end of this task");
}

#[test]
fn several_contacts_each_have_their_own_clock() {
    let zones = [("Ada", Some("America/New_York")), ("Bo", Some("Asia/Tokyo"))];
    let mut desk = Desk::on(calls(&zones));
    desk.press("* a s").type_in("tue 9am theirs").settle();
    desk.shows("2 tasks to Tue 10 Mar").shows("each by the clock of its contact, in 2 zones");
    desk.press("Enter").says("Moved 2 tasks to Tue 10 Mar").settle();
    assert_eq!(desk.on_server("call Ada", "date"), "2026-03-10T13:00:00+00:00");
    assert_eq!(desk.on_server("call Bo", "date"), "2026-03-10T00:00:00+00:00");
    desk.press("u").settle();
    assert_eq!(desk.on_server("call Bo", "date"), "2026-03-06T08:01:00+00:00");
}

#[test]
fn one_of_several_without_a_clock_stops_them_all() {
    let mut desk = Desk::on(calls(&[("Ada", Some("America/New_York")), ("Bo", None)]));
    desk.press("* a s").type_in("tue 9am theirs").settle();
    desk.shows("One of 2 has no clock: Close knows no time zone of Bo");
    desk.press("Enter").settle();
    assert_eq!(desk.requests("put", "/task/"), 0);
}

#[test]
fn repeating_their_time_asks_the_next_contacts_clock() {
    let zones = [("Ada", Some("America/New_York")), ("Bo", Some("Asia/Tokyo"))];
    let mut desk = Desk::on(calls(&zones));
    desk.wait(1);
    desk.press("s").type_in("tue 9am theirs").press("Enter").settle().wait(1);
    desk.press(".").settle();
    assert_eq!(desk.on_server("call Ada", "date"), "2026-03-10T13:00:00+00:00");
    assert_eq!(desk.on_server("call Bo", "date"), "2026-03-10T00:00:00+00:00");
}

// Lets the day pass until a clock in Berlin shows this.
fn until(desk: &mut Desk, clock: &str) {
    while desk.model.settings.zone.local(desk.now()).format("%H:%M").to_string().as_str() < clock {
        desk.wait(5 * 60);
    }
}

#[test]
fn late_in_the_evening_later_today_is_tomorrow_morning_and_says_so() {
    let mut desk = Desk::with(["one"]);
    desk.press("s").shows("1  later today").press("Esc");
    until(&mut desk, "22:05");
    desk.press("s").shows("1  tomorrow morning").hides("later today").shows("2  tomorrow");
    desk.press("1 Enter").settle().says("9:00");
}

#[test]
fn after_work_later_today_is_the_evening_and_after_that_the_next_morning() {
    let mut desk = Desk::with(["one"]);
    until(&mut desk, "17:20");
    desk.press("s")
        .type_in("later")
        .shows("Fri 6 Mar 19:00")
        .shows("the day ends then · Tab: Fri 6 Mar 20:20")
        .press("Esc");
    until(&mut desk, "20:30");
    desk.press("s")
        .shows("1  tomorrow morning")
        .type_in("later")
        .shows("Sat 7 Mar 9:00")
        .shows("the day is over");
    desk.press("Enter").settle();
    assert_eq!(desk.on_server("one", "date"), "2026-03-07T08:00:00+00:00");
}

#[test]
fn how_to_take_a_change_back_stays_among_the_hints_for_as_long_as_it_is_told() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.model.size = Size { width: 80, height: 24 };
    desk.model.fit();
    desk.hides("u undo").press("e").shows("u undo").shows("q quit").shows("s move");
    desk.press("j").shows("u undo").wait(7).hides("u undo");
    desk.press("y y").settle().hides("u undo");
}

#[test]
fn the_way_out_stays_where_room_is_short_and_more_is_shown_where_it_is_not() {
    let mut desk = Desk::with(["one"]);
    for (width, ways) in [(50, ["q quit", "Esc leave"]), (180, ["gw one at a time", "Esc leave"])] {
        desk.model.size = Size { width, height: 24 };
        desk.model.fit();
        desk.shows(ways[0]).press("s").shows(ways[1]).press("Esc");
    }
    desk.shows("c new").shows("C comment").shows("E rewrite").shows("q quit");
}
