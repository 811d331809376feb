//! Filters, views, order and pages of `GET /task/`.

use std::collections::HashSet;

use closeout::close::transport::Method;
use closeout::sim::World;
use closeout::sim::moment::{Due, offset};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{ask, column, empty, get, grown, now, request, texts, todo, with_body, with_header};

#[test]
fn paging_sees_each_task_once() {
    let mut world = grown(250);
    let mut seen = Vec::new();
    loop {
        let skip = seen.len().to_string();
        let query = [("_type", "all"), ("_skip", skip.as_str()), ("_order_by", "date")];
        let (_, page) = get(&mut world, "/task/", &query);
        seen.extend(page["data"].as_array().unwrap().iter().map(|task| task["id"].to_string()));
        if page["has_more"] == false {
            break;
        }
    }
    assert_eq!((seen.len(), seen.iter().collect::<HashSet<_>>().len()), (250, 250));
}

#[test]
fn only_to_dos_are_listed_unless_asked() {
    let mut world = grown(60);
    let mut kinds = |query: &[(&str, &str)]| column(&mut world, "0", query, "_type");
    assert!(kinds(&[]).iter().all(|kind| kind == "lead"));
    assert_eq!(kinds(&[("_type", "all")]).len(), 60);
    assert!(kinds(&[("_type", "voicemail")]).iter().all(|kind| kind == "voicemail"));
    let two: HashSet<String> = kinds(&[("_type__in", "voicemail,missed_call")]).into_iter().collect();
    assert_eq!(two, HashSet::from(["voicemail".to_owned(), "missed_call".to_owned()]));
}

/// At a quarter past three in the afternoon UTC it is the 10th in California and the 11th in Auckland.
#[test]
fn views_follow_the_callers_day() {
    let mut world = empty();
    todo(&mut world, "the 10th", "2026-03-10");
    todo(&mut world, "the 11th", "2026-03-11");
    todo(&mut world, "seven in the morning UTC on the 11th", "2026-03-11T07:00:00Z");
    let done = todo(&mut world, "done", "2026-03-01");
    world.task_mut(&done).unwrap().is_complete = true;
    let inbox = [("view", "inbox"), ("_order_by", "date")];
    assert_eq!(texts(&mut world, "0", &inbox), ["the 10th"]);
    assert_eq!(texts(&mut world, "-8", &inbox), ["the 10th", "seven in the morning UTC on the 11th"]);
    assert_eq!(texts(&mut world, "13", &inbox).len(), 3);
    let future = [("view", "future"), ("_order_by", "date")];
    assert_eq!(texts(&mut world, "0", &future), ["the 11th", "seven in the morning UTC on the 11th"]);
    assert_eq!(texts(&mut world, "-8", &future), ["the 11th"]);
    assert_eq!(texts(&mut world, "13", &[("view", "archive")]), ["done"]);
    let shown = column(&mut world, "-8", &[("_order_by", "-date")], "view");
    assert_eq!(shown, ["future", "inbox", "inbox", "archive"]);
}

#[test]
fn a_view_overrides_its_own_bound() {
    let mut world = empty();
    todo(&mut world, "old", "2026-03-01");
    todo(&mut world, "soon", "2026-03-20");
    assert_eq!(texts(&mut world, "0", &[("view", "inbox"), ("date__lt", "2026-01-01")]), ["old"]);
    assert_eq!(texts(&mut world, "0", &[("view", "future"), ("date__gte", "2027-01-01")]), ["soon"]);
    assert!(texts(&mut world, "0", &[("view", "inbox"), ("date__gte", "2026-03-05")]).is_empty());
}

#[test]
fn a_day_sorts_between_the_instants_of_the_documented_example() {
    let mut world = empty();
    todo(&mut world, "local midnight", "2015-01-12T08:00:00");
    todo(&mut world, "the day", "2015-01-12");
    todo(&mut world, "the evening before", "2015-01-12T07:00:00");
    let sorted = ["the evening before", "the day", "local midnight"];
    assert_eq!(texts(&mut world, "-8", &[("_order_by", "date")]), sorted);
    let mut reversed = texts(&mut world, "-8", &[("_order_by", "-date")]);
    reversed.reverse();
    assert_eq!(reversed, sorted);
    assert_eq!(texts(&mut world, "0", &[("_order_by", "date")])[0], "the day");
}

#[test]
fn what_the_server_does_not_know_is_ignored() {
    let mut world = grown(60);
    let all = column(&mut world, "0", &[], "id");
    let misspelt =
        [("asigned_to", "user_x"), ("lead_id__in", "lead_x"), ("_order_by", "priority"), ("query", "x")];
    for parameter in misspelt {
        assert_eq!(column(&mut world, "0", &[parameter], "id"), all, "{parameter:?}");
    }
}

#[test]
fn only_the_literal_false_is_false_and_an_empty_value_is_null() {
    let mut world = empty();
    let done = todo(&mut world, "done", "2026-03-01");
    world.task_mut(&done).unwrap().is_complete = true;
    let nobody = todo(&mut world, "nobody's", "2026-03-01");
    world.task_mut(&nobody).unwrap().assigned_to = None;
    assert_eq!(texts(&mut world, "0", &[("is_complete", "false")]), ["nobody's"]);
    assert_eq!(texts(&mut world, "0", &[("is_complete", "False")]), ["done"]);
    assert_eq!(texts(&mut world, "0", &[("assigned_to", "")]), ["nobody's"]);
    assert!(texts(&mut world, "0", &[("id__in", "")]).is_empty());
}

#[test]
fn fields_can_be_chosen() {
    let (_, body) = get(&mut grown(5), "/task/", &[("_type", "all"), ("_fields", "id,date,nonsense")]);
    for task in body["data"].as_array().unwrap() {
        assert_eq!(task.as_object().unwrap().keys().collect::<Vec<_>>(), ["date", "id"]);
    }
}

#[test]
fn limits_are_errors_not_clamps() {
    let mut world = grown(5);
    let cases = [
        (("_limit", "101"), "max_limit = 100"),
        (("_limit", "many"), "_limit must be an integer (got \"many\" instead)."),
        (("_skip", "-1"), "_skip must be a non-negative integer"),
        (("_skip", "1000000"), "max_skip"),
    ];
    for (parameter, words) in cases {
        let (status, body) = get(&mut world, "/task/", &[parameter]);
        assert_eq!(status, 400);
        assert!(body["error"].as_str().unwrap().contains(words), "{body}");
    }
}

#[test]
fn a_long_query_goes_as_a_post_that_says_it_is_a_get() {
    let mut world = grown(120);
    let ids: Vec<String> = world.tasks().map(|(_, task)| task.id.clone()).collect();
    let params = json!({ "_params": { "_type": "all", "id__in": ids[..100].join(","), "_limit": "100" } });
    // The query string is ignored entirely once the body has parameters.
    let long = with_body(request(Method::Post, "/task/", &[("_limit", "1")]), &params);
    let (status, body) = ask(&mut world, &with_header(long, "x-http-method-override", "GET"));
    assert_eq!((status, body["data"].as_array().unwrap().len()), (200, 100));
    assert_eq!(world.tasks().count(), 120);
}

/// The same filters, written as plainly as possible.
fn naive(world: &World, zone: &str, (view, from, to): (usize, &str, &str)) -> HashSet<String> {
    let zone = offset(zone).unwrap();
    let today = now().with_timezone(&zone).date_naive();
    let shown = |id: &str| world.shown(id, now()).unwrap();
    let passes = |task: &serde_json::Map<String, Value>| {
        let due = Due::parse(task["date"].as_str().unwrap()).unwrap();
        let day = match due {
            Due::Day(day) => day,
            Due::Instant(at) => at.with_timezone(&zone).date_naive(),
        };
        let is_open = task["is_complete"] == false;
        let fits = [!is_open, is_open && day <= today, is_open && day > today][view];
        let after = view == 2 || day >= from.parse().unwrap();
        fits && after && (view == 1 || day < to.parse().unwrap())
    };
    world.tasks().map(|(_, task)| task.id.clone()).filter(|id| passes(&shown(id))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn filters_agree_with_a_naive_reading(
        view in 0..3_usize,
        hours in prop::sample::select(vec!["-9.5", "-8", "0", "5.75", "13"]),
        from in 1..28_u32,
        to in 1..28_u32,
    ) {
        let mut world = grown(95);
        let (from, to) = (format!("2026-03-{from:02}"), format!("2026-03-{to:02}"));
        let name = ["archive", "inbox", "future"][view];
        let query = [("_type", "all"), ("view", name), ("date__gte", &from), ("date__lt", &to)];
        let found: HashSet<String> = column(&mut world, hours, &query, "id").into_iter().collect();
        prop_assert_eq!(found, naive(&world, hours, (view, &from, &to)));
    }
}
