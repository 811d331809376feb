//! PUT, POST and the door: patches, bulk changes, refusals.

use chrono::TimeDelta;
use closeout::close::transport::Method;
use closeout::sim::serve::serve;
use serde_json::{Value, json};

use crate::{ask, empty, get, grown, now, post, put, request, texts, todo, with_body, with_header};

#[test]
fn a_put_changes_what_it_names_and_nothing_else() {
    let mut world = empty();
    let id = todo(&mut world, "Call Ada", "2026-03-09");
    let (_, before) = get(&mut world, &format!("/task/{id}/"), &[]);
    let (status, after) = put(&mut world, &format!("/task/{id}/"), &json!({ "date": "2026-03-12" }));
    assert_eq!(status, 200);
    let (before, after) = (before.as_object().unwrap(), after.as_object().unwrap());
    let changed: Vec<&String> = before.keys().filter(|key| before[*key] != after[*key]).collect();
    assert_eq!(changed, ["date", "date_updated", "due_date", "updated_by", "updated_by_name", "view"]);
    assert_eq!(after["view"], "future");
}

#[test]
fn values_close_does_not_accept_are_named_and_nothing_changes() {
    let mut world = grown(60);
    let system = world.tasks().find(|(_, task)| task.kind == "missed_call").unwrap().1.id.clone();
    let to_do = todo(&mut world, "Call Ada", "2026-03-09");
    let cases = [
        (&to_do, json!({ "assigned_to": "user_nobody" }), "assigned_to", "Object does not exist."),
        (&to_do, json!({ "date": "tomorrow" }), "date", "Invalid ISO 8601 datetime."),
        (&to_do, json!({ "date": null }), "date", "Invalid ISO 8601 datetime."),
        (&to_do, json!({ "is_complete": "true" }), "is_complete", "Value must be of bool type."),
        (&to_do, json!({ "priority": "low" }), "priority", "Not a valid choice."),
        (&to_do, json!({ "id": "task_other" }), "id", "Unknown field."),
        (&to_do, json!({ "lead_id": "lead_other" }), "lead", "Value cannot be changed."),
        (&system, json!({ "text": "x" }), "text", "Value cannot be changed."),
    ];
    for (id, mut fields, name, message) in cases {
        fields["resolution"] = "skipped".into();
        let (status, body) = put(&mut world, &format!("/task/{id}/"), &fields);
        assert_eq!((status, &body), (400, &json!({ "errors": [], "field-errors": { name: message } })));
        assert_eq!(world.task(id).unwrap().own("resolution"), None, "checked as a whole");
    }
}

#[test]
fn every_kind_can_be_completed_moved_and_handed_over() {
    let mut world = grown(60);
    let jonas = world.user_named("Jonas").unwrap().id.clone();
    let ids: Vec<String> = world.tasks().map(|(_, task)| task.id.clone()).collect();
    for id in ids {
        let before = world.task(&id).unwrap().clone();
        let fields = json!({ "is_complete": true, "date": "2026-04-01T09:30:00Z", "assigned_to": jonas });
        let (status, task) = put(&mut world, &format!("/task/{id}/"), &fields);
        assert_eq!((status, &task["assigned_to_name"]), (200, &json!("Jonas Lindqvist")));
        let behind = before.object.map_or("taskcompleted", |(kind, _)| kind);
        let is_free = before.kind == "outgoing_call" && task["object_type"].is_null();
        assert!(is_free || task["object_type"] == behind, "system items still point at what is behind them");
        assert_eq!((&task["view"], &task["date"]), (&json!("archive"), &json!("2026-04-01T09:30:00+00:00")));
    }
}

#[test]
fn a_bulk_change_takes_its_ids_from_the_body() {
    let mut world = empty();
    let ids = [todo(&mut world, "a", "2026-03-09"), todo(&mut world, "b", "2026-03-09")];
    todo(&mut world, "c", "2026-03-09");
    let fields = json!({ "_params": { "id__in": ids.join(","), "_type": "all" }, "is_complete": true });
    assert_eq!(put(&mut world, "/task/", &fields), (200, json!({ "ok": true })));
    assert_eq!(texts(&mut world, "0", &[("is_complete", "false")]), ["c"]);
    assert_eq!(world.dangers(), 0);
}

#[test]
fn a_bulk_change_touches_only_to_dos_unless_told_otherwise() {
    let mut world = empty();
    let id = world.add(now(), "missed_call", vec![("date", json!("2026-03-10"))]);
    put(&mut world, "/task/", &json!({ "_params": { "id__in": id }, "is_complete": true }));
    assert!(!world.task(&id).unwrap().is_complete);
    put(&mut world, "/task/", &json!({ "_params": { "id__in": id, "_type": "all" }, "is_complete": true }));
    assert!(world.task(&id).unwrap().is_complete);
}

#[test]
fn a_bulk_change_with_a_misspelt_filter_changes_everything_and_is_counted_as_a_danger() {
    let mut world = empty();
    todo(&mut world, "a", "2026-03-09");
    put(&mut world, "/task/", &json!({ "_params": { "ids": "task_x" }, "is_complete": true }));
    assert!(texts(&mut world, "0", &[("is_complete", "false")]).is_empty());
    assert_eq!(world.dangers(), 1);
}

#[test]
fn a_bulk_change_is_not_atomic_and_says_how_far_it_came() {
    let mut world = empty();
    todo(&mut world, "a", "2026-03-09");
    world.add(now(), "missed_call", vec![("date", json!("2026-03-10"))]);
    let (status, body) = put(&mut world, "/task/", &json!({ "_params": { "_type": "all" }, "text": "new" }));
    assert_eq!((status, &body["count"]), (400, &json!(1)));
    assert_eq!(texts(&mut world, "0", &[]), ["new"]);
}

#[test]
fn more_than_a_thousand_at_once_is_too_many() {
    let mut world = empty();
    for _ in 0..1001 {
        todo(&mut world, "a", "2026-03-09");
    }
    let (status, body) = put(&mut world, "/task/", &json!({ "is_complete": true }));
    let sentence = "It's not allowed to update more than 1000 objects at once";
    assert_eq!((status, &body["errors"][0]), (400, &json!(sentence)));
}

#[test]
fn creation_names_what_is_missing_or_wrong() {
    let mut world = empty();
    let (lead, _) = world.add_lead(now(), "Acme", "Ada");
    let cases = [
        (json!({ "text": "x" }), "lead", "This field is required."),
        (json!({ "lead_id": "lead_x", "text": "x" }), "lead", "Object does not exist."),
        (json!({ "lead_id": lead }), "text", "This field is required."),
        (json!({ "_type": "voicemail", "lead_id": lead }), "_type", "Not a valid choice."),
        (json!({ "lead_id": lead, "text": "x", "view": "inbox" }), "view", "Unknown field."),
    ];
    for (fields, name, message) in cases {
        let (status, body) = post(&mut world, &fields);
        assert_eq!((status, &body["field-errors"][name]), (400, &json!(message)), "{fields}");
    }
    assert_eq!(world.tasks().count(), 0);
}

#[test]
fn a_colleagues_change_leaves_the_traces_of_a_colleague() {
    let mut world = empty();
    let id = todo(&mut world, "Call Ada", "2026-03-09");
    let jonas = world.user_named("Jonas").unwrap().id.clone();
    world.edit_as(now(), &jonas, &id, &json!({ "is_complete": true })).unwrap();
    let (_, events) = get(&mut world, "/event/", &[("object_type", "task.lead"), ("object_id", &id)]);
    let actions: Vec<&Value> =
        events["data"].as_array().unwrap().iter().map(|event| &event["action"]).collect();
    assert_eq!(actions, ["updated", "completed"]);
    assert_eq!(events["data"][0]["user_id"], jonas);
    assert_eq!(get(&mut world, &format!("/task/{id}/"), &[]).1["updated_by_name"], "Jonas Lindqvist");
    assert!(world.edit_as(now(), &jonas, &id, &json!({ "date": "x" })).is_err());
}

#[test]
fn who_is_not_known_is_not_let_in() {
    let mut world = empty();
    let mut stranger = request(Method::Get, "/me/", &[]);
    stranger.headers.clear();
    let (status, body) = ask(&mut world, &stranger);
    assert_eq!(status, 401);
    assert!(body["error"].as_str().unwrap().contains("could not verify that you are authorized"));
    let wrong = with_header(stranger, "authorization", "Basic YXBpX3dyb25nOg==");
    assert_eq!(ask(&mut world, &wrong).0, 401);
}

#[test]
fn paths_methods_and_bodies_are_checked() {
    let mut world = empty();
    let id = todo(&mut world, "a", "2026-03-09");
    let path = format!("/task/{id}/");
    for missing in ["/task", "/tasks/", "/", "", "/task//", "/task/a/b/"] {
        let (status, body) = get(&mut world, missing, &[]);
        assert_eq!(status, 404, "{missing}");
        assert!(body["error"].is_string());
    }
    assert_eq!(ask(&mut world, &request(Method::Post, &path, &[])).0, 405);
    assert_eq!(ask(&mut world, &request(Method::Delete, "/task/", &[])).0, 405);
    assert_eq!(ask(&mut world, &request(Method::Put, &path, &[])).0, 415);
    let mut broken = with_body(request(Method::Put, &path, &[]), &json!({}));
    broken.body = Some(b"{\"date\": ".to_vec());
    let (status, body) = ask(&mut world, &broken);
    assert_eq!((status, body), (400, json!({ "error": "The request contains invalid JSON." })));
    let chunked =
        with_header(with_body(request(Method::Put, &path, &[]), &json!({})), "transfer-encoding", "chunked");
    assert_eq!(ask(&mut world, &chunked).0, 400);
}

#[test]
fn too_many_requests_are_turned_away_until_the_window_ends() {
    let mut world = empty();
    world.limits.requests = 2;
    let me = request(Method::Get, "/me/", &[]);
    let first = serve(&mut world, now(), &me);
    assert_eq!(first.header("ratelimit"), Some("limit=2, remaining=1, reset=8"));
    serve(&mut world, now(), &me);
    let third = serve(&mut world, now() + TimeDelta::milliseconds(1500), &me);
    assert_eq!((third.status, third.header("retry-after")), (429, Some("7")));
    assert_eq!(third.header("ratelimit"), Some("limit=2, remaining=0, reset=7"));
    assert_eq!(crate::body(&third)["rate_reset"], "6.500000");
    assert_eq!(serve(&mut world, now() + TimeDelta::seconds(8), &me).status, 200);
}
