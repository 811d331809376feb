//! Requests for tasks and people, before the key is added.
//!
//! Long queries go in the body of a POST that says it is a GET, and then everything goes there: Close ignores
//! the URL's parameters as soon as the body has some. Bulk changes are always limited to named tasks: a bulk
//! change without a filter would touch every task of the organisation.

use reqwest::Url;
use serde_json::{Map, Value, json};

use super::base_url::BaseUrl;
use super::transport::{Method, Request};
use crate::domain::draft::Draft;
use crate::domain::id::TaskId;
pub(super) use crate::domain::id::is_plain;
use crate::domain::patch::Patch;
use crate::domain::task::Priority;
use crate::domain::zone::{Timestamp, Zone};

/// Close advises against URLs beyond roughly 2,000 characters.
const LONGEST_URL: usize = 1_900;

/// Where tasks are.
pub(super) const TASKS: &str = "/task/";

/// The path of one task. Ids are put into paths and comma lists as they are, so only [`is_plain`] ones may
/// come here.
pub(super) fn task_path(id: &TaskId) -> String {
    format!("{TASKS}{id}/")
}

/// A list, by its URL where that is short enough.
pub(super) fn list(path: &str, query: Vec<(String, String)>) -> Request {
    if url_length(path, &query) <= LONGEST_URL {
        Request { query, ..Request::new(Method::Get, path) }
    } else {
        list_by_body(path, query)
    }
}

/// A list whose parameters are all in the body.
pub(super) fn list_by_body(path: &str, query: Vec<(String, String)>) -> Request {
    let params: Map<String, Value> = query.into_iter().map(|(name, value)| (name, value.into())).collect();
    with_json(Request::new(Method::Post, path), &json!({ "_params": params }))
        .with("x-http-method-override", "GET")
}

// Measured at Close's own address; that of the pretend Close is shorter.
fn url_length(path: &str, query: &[(String, String)]) -> usize {
    let url = Url::parse_with_params(&format!("{}{path}", BaseUrl::default()), query);
    url.map_or(usize::MAX, |url| url.as_str().len())
}

/// A change of one task.
pub(super) fn update(id: &TaskId, patch: &Patch) -> Request {
    with_json(Request::new(Method::Put, task_path(id)), &Value::Object(changes(patch)))
}

/// A new task. Nothing that is empty is sent: without a date Close makes a dateless task.
pub(super) fn create(draft: &Draft) -> Request {
    let kind = if draft.is_call { "outgoing_call" } else { "lead" };
    let assignee = draft.assignee.as_ref().map(|person| person.id.as_str());
    let mut body = Map::new();
    body.insert("_type".into(), kind.into());
    body.insert("lead_id".into(), draft.lead.id.as_str().into());
    // Left out it would be the owner of the key, which is not the same as nobody.
    body.insert("assigned_to".into(), assignee.into());
    if !draft.is_call || !draft.text.trim().is_empty() {
        body.insert("text".into(), (*draft.text).into());
    }
    if let Some(contact) = &draft.contact {
        body.insert("contact_id".into(), contact.id.as_str().into());
    }
    if let Some(due) = draft.due {
        body.insert("date".into(), due.text().into());
    }
    let priority = draft.priority.as_ref().filter(|_| !draft.is_call);
    if let Some(priority) = priority.and_then(priority_word) {
        body.insert("priority".into(), priority.into());
    }
    with_json(Request::new(Method::Post, TASKS), &Value::Object(body))
}

fn priority_word(priority: &Priority) -> Option<&'static str> {
    match priority {
        Priority::High => Some("high"),
        Priority::Medium => Some("medium"),
        Priority::Other(_) => None,
    }
}

/// The deletion of a task.
pub(super) fn delete(id: &TaskId) -> Request {
    Request::new(Method::Delete, task_path(id))
}

/// The same change of several tasks, named one by one.
pub(super) fn update_all(ids: &[TaskId], patch: &Patch) -> Request {
    let ids: Vec<&str> = ids.iter().map(TaskId::as_str).collect();
    let mut body = changes(patch);
    // Without `_type`, Close may look among to-dos only.
    body.insert("_params".into(), json!({ "id__in": ids.join(","), "_type": "all" }));
    with_json(Request::new(Method::Put, TASKS), &Value::Object(body))
}

/// The fields a change writes, by Close's names.
pub fn changes(patch: &Patch) -> Map<String, Value> {
    let mut body = Map::new();
    if let Some(is_complete) = patch.is_complete {
        body.insert("is_complete".into(), is_complete.into());
    }
    match patch.due {
        Some(Some(due)) => body.insert("date".into(), due.text().into()),
        // Close has no empty date: a dateless task carries the day it was made.
        Some(None) => body.insert("is_dateless".into(), true.into()),
        None => None,
    };
    if let Some(assignee) = &patch.assignee {
        body.insert("assigned_to".into(), assignee.as_ref().map(|person| person.id.as_str()).into());
    }
    if let Some(text) = &patch.text {
        body.insert("text".into(), (**text).into());
    }
    body
}

/// A request that carries this.
pub(super) fn with_json(request: Request, body: &Value) -> Request {
    let body = Some(body.to_string().into_bytes());
    Request { body, ..request }.with("content-type", "application/json")
}

/// The value of `x-tz-offset`: decimal hours east of UTC. Close knows no zone names, so this is the offset of
/// one moment and has to be taken anew for every request.
pub(super) fn offset(zone: Zone, at: Timestamp) -> String {
    let hours = zone.offset_hours(at);
    if hours == 0.0 { "0".into() } else { hours.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::due::Due;
    use crate::domain::id::{Named, UserId};

    fn body(request: &Request) -> Value {
        serde_json::from_slice(request.body.as_ref().unwrap()).unwrap()
    }

    fn pairs(value: &str) -> Vec<(String, String)> {
        vec![("id__in".into(), value.into()), ("_limit".into(), "100".into())]
    }

    #[test]
    fn a_short_query_is_in_the_url() {
        let request = list(TASKS, pairs("task_1,task_2"));
        assert_eq!(
            (request.method, &request.query, request.body),
            (Method::Get, &pairs("task_1,task_2"), None)
        );
    }

    #[test]
    fn a_query_too_long_for_a_url_is_wholly_in_the_body() {
        // A comma takes three characters in a URL.
        for (count, method) in [(600, Method::Get), (650, Method::Post)] {
            assert_eq!(list(TASKS, pairs(&",".repeat(count))).method, method, "{count} commas");
        }
        let request = list(TASKS, pairs(&"x".repeat(2000)));
        assert!(request.query.is_empty());
        assert_eq!(request.header("x-http-method-override"), Some("GET"));
        assert_eq!(request.header("content-type"), Some("application/json"));
        assert_eq!(body(&request), json!({ "_params": { "id__in": "x".repeat(2000), "_limit": "100" } }));
    }

    #[test]
    fn every_change_is_written_as_close_documents_it() {
        let ada = Named::new(UserId::new("user_1"), "Ada");
        let cases = [
            (Patch::complete(true), json!({ "is_complete": true })),
            (Patch::due(Due::read("2026-03-12").unwrap()), json!({ "date": "2026-03-12" })),
            (
                Patch::due(Due::read("2026-03-12T14:30:00Z").unwrap()),
                json!({ "date": "2026-03-12T14:30:00+00:00" }),
            ),
            (Patch { due: Some(None), ..Patch::default() }, json!({ "is_dateless": true })),
            (Patch::assign(ada), json!({ "assigned_to": "user_1" })),
            (Patch { assignee: Some(None), ..Patch::default() }, json!({ "assigned_to": null })),
            (Patch { text: Some("Call Bo".into()), ..Patch::default() }, json!({ "text": "Call Bo" })),
            (Patch::default(), json!({})),
        ];
        for (patch, expected) in cases {
            let request = update(&TaskId::new("task_1"), &patch);
            assert_eq!((request.method, request.path.as_str()), (Method::Put, "/task/task_1/"));
            assert_eq!(body(&request), expected);
        }
    }

    #[test]
    fn a_bulk_change_names_its_tasks_and_all_kinds() {
        let request = update_all(&[TaskId::new("task_1"), TaskId::new("noti_2")], &Patch::complete(true));
        assert_eq!((request.method, request.path.as_str(), request.query.len()), (Method::Put, "/task/", 0));
        let params = json!({ "id__in": "task_1,noti_2", "_type": "all" });
        assert_eq!(body(&request), json!({ "_params": params, "is_complete": true }));
    }

    #[test]
    fn offsets_are_plain_numbers_of_the_moment() {
        let (winter, summer) = ("2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z");
        for (zone, at, expected) in [
            ("UTC", winter, "0"),
            ("America/New_York", winter, "-5"),
            ("America/New_York", summer, "-4"),
            ("America/St_Johns", summer, "-2.5"),
            ("Asia/Kolkata", winter, "5.5"),
            ("Asia/Kathmandu", winter, "5.75"),
            ("Europe/London", winter, "0"),
        ] {
            assert_eq!(offset(Zone::named(zone).unwrap(), at.parse().unwrap()), expected, "{zone}");
        }
    }
}
