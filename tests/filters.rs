//! Every filter of a query, sent by the real client and answered by the pretend Close, against a naive reading.
//!
//! The naive filter looks at what the server shows of each task and shares no code with either side.
#![expect(clippy::expect_used, reason = "helpers of tests fail by panicking")]

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use closeout::close::auth::Key;
use closeout::close::client::Client;
use closeout::close::transport::{Method, Request};
use closeout::domain::due::Due;
use closeout::domain::id::{LeadId, TaskId, UserId};
use closeout::domain::query::{Bounds, Order, Query};
use closeout::domain::tab::Tab;
use closeout::domain::task::Task;
use closeout::domain::zone::Zone;
use closeout::sim::limits::Limits;
use closeout::sim::{InProcess, Seed, World};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value};

type Shown = Map<String, Value>;

const ZONES: [&str; 4] = ["UTC", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Auckland"];

fn now() -> DateTime<Utc> {
    "2026-03-10T15:15:00Z".parse().expect("a moment")
}

/// Every kind of task, those of colleagues among them.
fn world() -> World {
    let zone_offset = chrono::FixedOffset::west_opt(7 * 3600).expect("an offset");
    let mut world = World::grow(Seed { tasks: 130, seed: 3, now: now(), zone_offset });
    world.limits = Limits::new(1_000_000, 8);
    let users: Vec<String> = world.users().iter().map(|user| user.id.clone()).collect();
    let ids: Vec<String> = world.tasks().map(|(_, task)| task.id.clone()).collect();
    for (number, id) in ids.iter().enumerate() {
        let task = world.task_mut(id).expect("it was just listed");
        task.assigned_to = users.get(number % (users.len() + 1)).cloned();
    }
    world
}

/// Names that occur in the world, to choose filters from.
struct Names {
    ids: Vec<String>,
    kinds: Vec<String>,
    leads: Vec<String>,
    users: Vec<String>,
}

fn names() -> Names {
    let world = world();
    let all = |field: &str| {
        let values = world.tasks().filter_map(|(_, task)| world.shown(&task.id, now()));
        let values = values.filter_map(|task| Some(task.get(field)?.as_str()?.to_owned()));
        values.collect::<BTreeSet<String>>().into_iter().collect()
    };
    Names { ids: all("id"), kinds: all("_type"), leads: all("lead_id"), users: all("assigned_to") }
}

fn any_query() -> impl Strategy<Value = Query> {
    let Names { ids, kinds, leads, users } = names();
    // So many ids that the query has to travel in the body, or few enough for a URL.
    let ids = prop_oneof![
        3 => Just(Vec::new()),
        1 => vec(select(ids.clone()), 1..6),
        1 => vec(select(ids), 90..100),
    ];
    let kinds = prop_oneof![2 => Just(Vec::new()), 1 => vec(select(kinds), 1..4)];
    let view = option::weighted(0.3, select(Tab::ALL.to_vec()));
    let first =
        (ids, kinds, option::weighted(0.2, select(leads)), option::weighted(0.4, select(users)), view);
    let order = select(vec![Order::Due, Order::DueLatestFirst, Order::Created, Order::CreatedNewestFirst]);
    let due_on = option::weighted(0.1, any_due());
    let second = (option::weighted(0.5, any::<bool>()), due_on, order, 1..=100_usize);
    (first, second, bounds(any_due()), bounds(any_instant()), bounds(any_instant())).prop_map(
        |((ids, kinds, lead, user, view), (is_complete, due_on, order, limit), due, created, updated)| {
            Query {
                ids: ids.into_iter().map(TaskId::new).collect(),
                kinds: kinds.into_iter().map(Into::into).collect(),
                lead: lead.map(LeadId::new),
                is_complete,
                assignee: user.map(UserId::new),
                view,
                due_on,
                due,
                created,
                updated,
                order,
                limit,
                skip: 0,
                is_whole: false,
            }
        },
    )
}

fn bounds<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Bounds<T>> {
    let maybe = || option::weighted(0.12, value.clone());
    (maybe(), maybe(), maybe(), maybe()).prop_map(|(lt, lte, gt, gte)| Bounds { lt, lte, gt, gte })
}

fn any_instant() -> impl Strategy<Value = DateTime<Utc>> + Clone {
    (-40 * 24 * 60..20 * 24 * 60_i64).prop_map(|minutes| now() + TimeDelta::minutes(minutes))
}

fn any_due() -> impl Strategy<Value = Due> + Clone {
    let day = (1..=28_u32).prop_map(|day| Due::Day(NaiveDate::from_ymd_opt(2026, 3, day).expect("a day")));
    prop_oneof![day, any_instant().prop_map(Due::At)]
}

fn word<'a>(task: &'a Shown, field: &str) -> &'a str {
    task.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

// Close knows the offset of now only, not the rules of a zone.
fn offset(zone: Zone) -> TimeDelta {
    TimeDelta::minutes(format!("{:.0}", zone.offset_hours(now()) * 60.0).parse().expect("minutes"))
}

/// When something is due, as an instant: a day counts as its beginning in the zone of the caller.
fn due(text: &str, zone: Zone) -> DateTime<Utc> {
    match text.parse::<NaiveDate>() {
        Ok(day) => day.and_hms_opt(0, 0, 0).expect("midnight").and_utc() - offset(zone),
        Err(_) => instant(text),
    }
}

/// How something due stands to a bound: a day as a bound is all of that day.
fn compare(at: DateTime<Utc>, bound: Due, zone: Zone) -> Ordering {
    match bound {
        Due::Day(day) => (at + offset(zone)).date_naive().cmp(&day),
        Due::At(bound) => at.cmp(&bound),
    }
}

fn within(at: DateTime<Utc>, bounds: &Bounds<DateTime<Utc>>) -> bool {
    bounds.lt.is_none_or(|end| at < end)
        && bounds.lte.is_none_or(|end| at <= end)
        && bounds.gt.is_none_or(|end| at > end)
        && bounds.gte.is_none_or(|end| at >= end)
}

fn fits(query: &Query, task: &Shown, zone: Zone) -> bool {
    let any_of = |list: Vec<&str>, field: &str| list.is_empty() || list.contains(&word(task, field));
    let ids = any_of(query.ids.iter().map(TaskId::as_str).collect(), "id");
    let kinds = any_of(query.kinds.iter().map(|kind| &**kind).collect(), "_type");
    let lead = query.lead.as_ref().is_none_or(|lead| word(task, "lead_id") == lead.as_str());
    let user = query.assignee.as_ref().is_none_or(|user| word(task, "assigned_to") == user.as_str());
    let is_complete = task.get("is_complete") == Some(&Value::Bool(true));
    let complete = query.is_complete.is_none_or(|wanted| wanted == is_complete);
    ids && kinds && lead && user && complete && fits_dates(query, task, zone) && fits_view(query, task, zone)
}

fn fits_view(query: &Query, task: &Shown, zone: Zone) -> bool {
    let is_complete = task.get("is_complete") == Some(&Value::Bool(true));
    let today = Due::Day((now() + offset(zone)).date_naive());
    let is_later = compare(due(word(task, "date"), zone), today, zone).is_gt();
    match query.view {
        None => true,
        Some(Tab::Archive) => is_complete,
        Some(Tab::Future) => !is_complete && is_later,
        Some(Tab::Inbox) => !is_complete && !is_later,
    }
}

fn fits_dates(query: &Query, task: &Shown, zone: Zone) -> bool {
    let at = due(word(task, "date"), zone);
    let is = |bound: Option<Due>, holds: fn(Ordering) -> bool| {
        bound.is_none_or(|bound| holds(compare(at, bound, zone)))
    };
    // Each view brings a bound of its own, which wins over the caller's.
    let lt = query.due.lt.filter(|_| query.view != Some(Tab::Inbox));
    let gte = query.due.gte.filter(|_| query.view != Some(Tab::Future));
    is(query.due_on, Ordering::is_eq)
        && is(lt, Ordering::is_lt)
        && is(query.due.lte, Ordering::is_le)
        && is(query.due.gt, Ordering::is_gt)
        && is(gte, Ordering::is_ge)
        && within(instant(word(task, "date_created")), &query.created)
        && within(instant(word(task, "date_updated")), &query.updated)
}

/// Asks page by page, and gives what came and how it was asked.
async fn ask(query: &Query, zone: Zone) -> (Vec<Task>, Vec<Request>) {
    let server = InProcess::new(world(), now);
    let client = Client::new(server.clone(), Key::read("api_demo").expect("a key"), zone);
    let (mut tasks, mut query) = (Vec::new(), query.clone());
    loop {
        let page = client.tasks(now(), &query).await.result.expect("a page");
        tasks.extend(page.tasks);
        if !page.has_more {
            return (tasks, server.requests());
        }
        query = query.next_page();
    }
}

/// Whether neighbours stand in the order that was asked for.
fn is_ordered(query: &Query, tasks: &[Task], zone: Zone) -> bool {
    let shown = world();
    let key = |task: &Task| {
        let shown = shown.shown(task.id.as_str(), now()).expect("it was listed");
        match query.order {
            Order::Due | Order::DueLatestFirst => due(word(&shown, "date"), zone),
            Order::Created | Order::CreatedNewestFirst => instant(word(&shown, "date_created")),
        }
    };
    let is_descending = matches!(query.order, Order::DueLatestFirst | Order::CreatedNewestFirst);
    let keys: Vec<_> = tasks.iter().map(key).collect();
    if is_descending { keys.is_sorted_by(|a, b| a >= b) } else { keys.is_sorted() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_query_finds_what_a_naive_reading_finds(query in any_query(), zone in select(ZONES.to_vec())) {
        let zone = Zone::named(zone).expect("a zone");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let (tasks, requests) = runtime.block_on(ask(&query, zone));
        let found: BTreeSet<String> = tasks.iter().map(|task| task.id.to_string()).collect();
        let world = world();
        let shown = world.tasks().filter_map(|(_, task)| world.shown(&task.id, now()));
        let expected: BTreeSet<String> =
            shown.filter(|task| fits(&query, task, zone)).map(|task| word(&task, "id").to_owned()).collect();
        let odd: Vec<&String> = found.symmetric_difference(&expected).collect();
        prop_assert!(odd.is_empty(), "found or missed: {:?}", odd);
        prop_assert_eq!(tasks.len(), found.len(), "a task came twice");
        prop_assert!(is_ordered(&query, &tasks, zone), "out of order");
        for request in requests {
            let is_long = query.ids.len() > 50;
            prop_assert_eq!(request.method, if is_long { Method::Post } else { Method::Get });
            prop_assert_eq!(request.header("x-http-method-override"), is_long.then_some("GET"));
            prop_assert_eq!(request.query.is_empty(), is_long, "both in the URL and in the body");
        }
    }
}
