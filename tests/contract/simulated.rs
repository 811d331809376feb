//! Each part of the API as the user meets it: real keys at the desk, the real client, and the simulated server.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use closeout::close::transport::{Method, Request};
use closeout::domain::people::User;
use closeout::sim::serve::{authorization, serve};
use closeout::sim::world::KEY;
use closeout::sim::{Seed, World};
use serde_json::{Value, json};

use crate::desk::{Desk, START};

/// Every kind there is, and one there is not.
const KINDS: [&str; 10] = [
    "lead",
    "outgoing_call",
    "incoming_email",
    "email_followup",
    "missed_call",
    "answered_detached_call",
    "voicemail",
    "opportunity_due",
    "incoming_sms",
    "fax_received",
];

fn start() -> DateTime<Utc> {
    START.parse().unwrap()
}

fn grown() -> Desk {
    let zone_offset = FixedOffset::east_opt(3_600).unwrap();
    Desk::on(World::grow(Seed { tasks: 90, seed: 2, now: start(), zone_offset }))
}

/// Requests for lists of tasks so far.
fn lists(desk: &Desk) -> Vec<Request> {
    let requests = desk.server.requests().into_iter();
    requests.filter(|request| request.method == Method::Get && request.path == "/task/").collect()
}

fn value<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.query.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

fn body(desk: &Desk, method: Method) -> Value {
    let requests = desk.server.requests().into_iter();
    let mut last = requests
        .filter(|request| request.method == method && request.header("x-http-method-override").is_none());
    serde_json::from_slice(&last.next_back().unwrap().body.unwrap_or_default()).unwrap()
}

// How many tasks the server counts into a view of mine.
fn in_view(desk: &Desk, view: &str) -> usize {
    let now = desk.server.now();
    desk.server.with_world(|world| {
        let query = [("view", view), ("_type", "all"), ("assigned_to", world.me()), ("_limit", "100")];
        let query = query.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let request = Request { query, ..Request::new(Method::Get, "/task/") };
        let request = request.with("authorization", authorization(KEY)).with("x-tz-offset", "1");
        let page: Value = serde_json::from_slice(&serve(world, now, &request).body).unwrap();
        page["data"].as_array().unwrap().len()
    })
}

// Where something is to be read first, it is agreed to.
fn complete(desk: &mut Desk) {
    desk.press("e").settle();
    if !desk.model.overlays.is_empty() {
        desk.press("Enter").settle();
    }
}

#[test]
fn views_the_three_tabs_count_what_the_server_counts_and_every_request_tells_the_offset() {
    let mut desk = grown();
    desk.press("3").settle();
    assert_eq!(desk.counts(), ["inbox", "future", "archive"].map(|view| in_view(&desk, view)));
    let requests = lists(&desk);
    assert!(requests.len() >= 2 && requests.iter().all(|request| request.header("x-tz-offset") == Some("1")));
}

#[test]
fn views_at_midnight_tasks_roll_over_by_themselves() {
    let mut world = World::bare(start());
    world.add(start(), "outgoing_call", vec![("date", json!("2026-03-07"))]);
    let mut desk = Desk::on(world);
    assert_eq!(desk.counts(), [0, 1, 0]);
    desk.wait(11 * 3_600).settle();
    assert_eq!((desk.counts(), in_view(&desk, "inbox")), ([1, 0, 0], 1));
}

#[test]
fn order_a_day_comes_before_the_moments_of_the_same_day() {
    let mut world = World::bare(start());
    for (text, date) in
        [("late", "2026-03-06T20:00:00+00:00"), ("early", "2026-03-06T00:30:00+00:00"), ("day", "2026-03-06")]
    {
        world.add(start() - TimeDelta::days(1), "lead", vec![("text", json!(text)), ("date", json!(date))]);
    }
    let rows = Desk::on(world).rows();
    assert_eq!(rows.iter().position(|row| row == "day"), Some(0), "{rows:?}");
    assert!(rows.iter().position(|row| row == "early") < rows.iter().position(|row| row == "late"));
}

#[test]
fn kinds_each_has_a_row_and_can_be_done_moved_and_handed_over() {
    for kind in KINDS {
        let mut world = World::bare(start());
        let id = world.add(start() - TimeDelta::days(1), kind, vec![("date", json!("2026-03-06"))]);
        let mut desk = Desk::on(world);
        assert_eq!(desk.counts(), [1, 0, 0], "{kind}");
        desk.press("s").type_in("mon").press("Enter").settle();
        complete(desk.press("2"));
        let task = desk.server.with_world(|world| world.shown(&id, start())).unwrap();
        assert_eq!((&task["date"], &task["is_complete"]), (&json!("2026-03-09"), &json!(true)), "{kind}");
    }
    let mut world = World::bare(start());
    world.add(start(), "lead", vec![("date", json!("2026-03-06"))]);
    let asked = lists(&Desk::on(world));
    assert!(
        asked.iter().all(|request| value(request, "_type") == Some("all")),
        "without it, to-dos alone come"
    );
}

#[test]
fn filters_typed_words_leave_what_they_fit_and_ask_nothing() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    let before = desk.server.requests().len();
    desk.press("/").type_in("ada").press("Enter");
    assert_eq!(desk.rows(), ["Call Ada"]);
    assert_eq!(desk.server.requests().len(), before);
}

#[test]
fn create_a_new_to_do_goes_to_the_lead_with_its_kind_date_and_person() {
    let mut world = World::bare(start());
    let (lead, _) = world.add_lead(start() - TimeDelta::days(2), "Blue Anchor Bakery", "Ines Duarte");
    world.add(
        start(),
        "lead",
        vec![("text", json!("Call Ada")), ("date", json!("2026-03-06")), ("lead_id", json!(lead))],
    );
    let mut desk = Desk::on(world);
    desk.press("c").type_in("Send the offer").press("Tab").type_in("mon").press("Enter").settle();
    let sent = body(&desk, Method::Post);
    assert_eq!(
        (&sent["_type"], &sent["date"], &sent["lead_id"]),
        (&json!("lead"), &json!("2026-03-09"), &json!(lead))
    );
    assert_eq!(desk.on_server("Send the offer", "text"), "Send the offer");
}

#[test]
fn update_a_change_sends_only_what_changed() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("s").type_in("mon").press("Enter").settle();
    assert_eq!(body(&desk, Method::Put), json!({ "date": "2026-03-09" }));
    desk.press("2 e").settle();
    assert_eq!(body(&desk, Method::Put), json!({ "is_complete": true }));
}

#[test]
fn update_the_words_of_what_is_no_to_do_cannot_be_changed_and_that_is_said() {
    let mut world = World::bare(start());
    world.add(start(), "voicemail", vec![("date", json!("2026-03-06"))]);
    let mut desk = Desk::on(world);
    desk.press("E").settle();
    assert!(desk.model.notices.current().is_some(), "it says why not");
    assert_eq!((desk.requests("put", "/task/"), desk.waiting()), (0, 0));
}

#[test]
fn bulk_fifty_marked_tasks_are_two_requests_that_name_each_of_them() {
    let mut desk = Desk::many(50);
    let before = desk.server.requests().len();
    desk.press("* a");
    assert_eq!(desk.model.marks.iter().count(), 50);
    complete(&mut desk);
    let requests = desk.server.requests();
    let writing: Vec<&Request> =
        requests[before..].iter().filter(|request| request.path == "/task/").collect();
    assert!(writing.len() <= 2, "{writing:?}");
    let sent = body(&desk, Method::Put);
    assert_eq!(sent["_params"]["id__in"].as_str().unwrap().split(',').count(), 50);
    assert_eq!((&sent["_params"]["_type"], &sent["is_complete"]), (&json!("all"), &json!(true)));
    assert_eq!(in_view(&desk, "archive"), 50);
}

#[test]
fn fetch_one_opening_a_task_shows_what_it_says_now() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.colleague_changes("Call Ada", &json!({ "text": "Call Ada after four" }));
    desk.press("Enter").settle().shows("Call Ada after four");
}

#[test]
fn delete_no_is_the_default_and_for_a_while_it_can_be_taken_back() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("D Enter").wait(20).settle();
    desk.press("D y").wait(5);
    desk.press("u").wait(20).settle();
    assert_eq!((desk.requests("delete", "/task/"), desk.counts()), (0, [1, 0, 0]));
    desk.press("D y").wait(20).settle();
    assert_eq!((desk.requests("delete", "/task/"), in_view(&desk, "inbox")), (1, 0));
}

#[test]
fn fields_lists_ask_for_no_more_than_they_show() {
    let mut desk = grown();
    desk.press("3").settle();
    for request in lists(&desk) {
        let fields: Vec<&str> = value(&request, "_fields").unwrap().split(',').collect();
        assert!(fields.contains(&"id") && fields.contains(&"is_complete"));
        assert!(!fields.contains(&"organization_id") && !fields.contains(&"deduplication_key"), "{fields:?}");
    }
}

#[test]
fn paging_everything_comes_page_by_page_and_the_archive_only_as_far_as_it_is_looked_at() {
    let mut desk = Desk::many(250);
    let skips = |desk: &Desk| -> Vec<String> {
        lists(desk).iter().map(|request| value(request, "_skip").unwrap_or("0").to_owned()).collect()
    };
    assert_eq!(skips(&desk), ["0", "100", "200"]);
    assert_eq!(desk.counts(), [250, 0, 0]);
    desk.press("3").settle();
    assert_eq!(lists(&desk).len(), 4, "{:?}", skips(&desk));
}

#[test]
fn rate_limit_never_more_than_four_requests_are_under_way() {
    let mut desk = grown();
    desk.server.set_latency(Duration::from_secs(10));
    let before = desk.server.requests().len();
    for _ in 0..10 {
        desk.press("e j").pass(Duration::from_millis(200));
    }
    desk.pass(Duration::from_millis(6_500));
    let under_way = desk.server.requests().len() - before;
    assert!((2..=4).contains(&under_way), "{under_way}");
}

#[test]
fn errors_a_refusal_names_the_task_and_the_field() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.server.refuse_next("date: Could not parse datetime");
    desk.press("s").type_in("mon").press("Enter").settle();
    desk.says("Could not move Call Ada: date: Could not parse datetime");
    assert_eq!(desk.counts(), [1, 0, 0], "it stands where it stood");
}

#[test]
fn related_the_lead_and_its_people_stand_beside_the_row_once_the_cursor_rests() {
    let mut world = World::bare(start());
    let (lead, contact) = world.add_lead(start() - TimeDelta::days(2), "Blue Anchor Bakery", "Ines Duarte");
    let fields =
        vec![("date", json!("2026-03-06")), ("lead_id", json!(lead)), ("contact_id", json!(contact))];
    world.add(start(), "lead", fields);
    let mut desk = Desk::on(world);
    assert_eq!(desk.requests("get", "/lead/"), 0);
    desk.wait(1).settle().shows("no other open task").shows("Contact    Ines Duarte");
}

#[test]
fn people_only_those_who_are_there_are_offered_and_those_who_left_are_said_to_have() {
    let mut desk = Desk::with(["Call Ada"]);
    let is_there =
        |user: &&User| user.is_active && Some(&user.id) != desk.model.me.as_ref().map(|me| &me.user.id);
    let there = desk.model.people.iter().find(is_there).unwrap().name.to_string();
    let gone = desk.model.people.iter().find(|user| !user.is_active).unwrap().name.to_string();
    desk.press("a").type_in(&gone).shows("has left").press("Esc");
    desk.press("w").type_in(&gone).shows("left").press("Esc");
    desk.press("a").type_in(&there).press("Enter").settle();
    assert_eq!(desk.on_server("Call Ada", "assigned_to_name"), json!(there));
}

#[test]
fn others_what_a_colleague_did_is_seen_within_a_minute() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.colleague_changes("Mail Bo", &json!({ "is_complete": true }));
    desk.wait(61).settle().shows("Mail Bo").shows("by ");
    desk.wait(10).settle();
    assert_eq!(desk.rows(), ["Call Ada"]);
}
