//! The keys of each kind of task, as in Close's samples and live records.

use std::collections::BTreeSet;

use closeout::close::transport::Method;
use serde_json::{Value, json};

use crate::{ask, get, grown, post, put, request};

const COMMON: &str = "_type id organization_id lead_id lead_name contact_id contact_name assigned_to \
    assigned_to_name created_by created_by_name updated_by updated_by_name date date_created date_updated \
    is_complete object_type object_id view";

const OWN: [(&str, &str); 9] = [
    (
        "lead",
        "due_date is_dateless text priority resolution agent_config_id sequence_id sequence_subscription_id \
         deduplication_key is_primary_lead_notification",
    ),
    (
        "outgoing_call",
        "text agent_config_id resolution deduplication_key is_primary_lead_notification sequence_id \
         sequence_subscription_id step_id",
    ),
    ("incoming_email", "subject body_preview emails cleared_followups"),
    ("email_followup", "email_id subject body_preview"),
    ("missed_call", "phone phone_formatted phone_number_description local_phone"),
    ("voicemail", "phone local_phone voicemail_url voicemail_duration"),
    ("answered_detached_call", "phone phone_formatted phone_number_description recording_url"),
    (
        "incoming_sms",
        "text remote_phone remote_phone_formatted remote_phone_description local_phone attachments",
    ),
    (
        "opportunity_due",
        "opportunity_note opportunity_value opportunity_value_formatted opportunity_value_period \
         opportunity_value_currency",
    ),
];

fn keys(task: &Value) -> BTreeSet<&str> {
    task.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn each_kind_has_exactly_the_keys_of_its_sample() {
    let mut world = grown(60);
    for (kind, own) in OWN {
        let (status, body) = get(&mut world, "/task/", &[("_type", kind), ("_limit", "1")]);
        assert_eq!(status, 200);
        let expected: BTreeSet<&str> = COMMON.split_whitespace().chain(own.split_whitespace()).collect();
        assert_eq!(keys(&body["data"][0]), expected, "{kind}");
    }
}

#[test]
fn a_list_is_data_and_has_more_and_nothing_else() {
    let (_, body) = get(&mut grown(5), "/task/", &[]);
    assert_eq!(keys(&body), BTreeSet::from(["data", "has_more"]));
}

#[test]
fn system_items_point_at_what_is_behind_them() {
    let mut world = grown(60);
    let (_, body) = get(&mut world, "/task/", &[("_type", "all")]);
    for task in body["data"].as_array().unwrap() {
        let id = task["id"].as_str().unwrap();
        let expected = match task["_type"].as_str().unwrap() {
            "incoming_email" | "email_followup" => "emailthread",
            "missed_call" | "voicemail" | "answered_detached_call" => "call",
            "incoming_sms" => "sms",
            "opportunity_due" => "opportunity",
            _ => continue,
        };
        assert_eq!(task["object_type"], expected);
        assert!(id.starts_with("noti_") && id.len() == 48, "{id}");
        assert_eq!(task["created_by"].is_null(), expected != "opportunity", "{task}");
    }
}

#[test]
fn dates_are_written_as_close_writes_them() {
    let mut world = grown(400);
    let (_, body) = get(&mut world, "/task/", &[("_type", "all")]);
    for task in body["data"].as_array().unwrap() {
        for field in ["date_created", "date_updated"] {
            let stamp = task[field].as_str().unwrap();
            assert!(stamp.ends_with("+00:00") && [25, 32].contains(&stamp.len()), "{stamp}");
        }
        let date = task["date"].as_str().unwrap();
        assert!([10, 25, 32].contains(&date.len()), "{date}");
    }
}

#[test]
fn completing_a_to_do_fills_its_object_and_reopening_empties_it() {
    let mut world = grown(60);
    let (_, body) = get(&mut world, "/task/", &[("view", "inbox"), ("_limit", "1")]);
    let path = format!("/task/{}/", body["data"][0]["id"].as_str().unwrap());
    let (_, done) = put(&mut world, &path, &json!({ "is_complete": true }));
    assert_eq!((&done["view"], &done["object_type"]), (&json!("archive"), &json!("taskcompleted")));
    assert_eq!(done["date"], body["data"][0]["date"]);
    let activity = format!("/activity/task_completed/{}/", done["object_id"].as_str().unwrap());
    assert_eq!(get(&mut world, &activity, &[]).1["task_text"], done["text"]);
    let (_, open) = put(&mut world, &path, &json!({ "is_complete": false }));
    assert_eq!((&open["view"], &open["object_id"]), (&json!("inbox"), &Value::Null));
    assert_eq!(get(&mut world, &activity, &[]).0, 404);
}

#[test]
fn a_new_to_do_without_a_date_is_dateless_and_carries_the_day_it_was_made() {
    let mut world = grown(10);
    let lead = world.leads().keys().next().copied().unwrap().to_owned();
    let (status, task) = post(&mut world, &json!({ "lead_id": lead, "text": "Call back" }));
    assert_eq!(status, 200, "{task}");
    assert_eq!((&task["is_dateless"], &task["due_date"]), (&json!(true), &Value::Null));
    assert_eq!((&task["date"], &task["view"]), (&json!("2026-03-10"), &json!("inbox")));
    assert_eq!(task["assigned_to"], world.me());
    assert_eq!(task["lead_name"], world.lead(&lead).unwrap().name);
}

#[test]
fn a_new_call_needs_a_contact() {
    let mut world = grown(10);
    let lead = world.leads().into_values().next().unwrap().clone();
    let mut call =
        json!({ "_type": "outgoing_call", "lead_id": lead.id, "date": "2026-03-12T09:00:00-07:00" });
    let (status, refusal) = post(&mut world, &call);
    assert_eq!((status, &refusal["field-errors"]["contact"]), (400, &json!("This field is required.")));
    call["contact_id"] = lead.contacts[0].as_str().into();
    let (status, task) = post(&mut world, &call);
    assert_eq!((status, &task["date"]), (200, &json!("2026-03-12T16:00:00+00:00")));
    assert_eq!(task["text"], Value::Null);
}

#[test]
fn deleting_answers_with_an_empty_object_once() {
    let mut world = grown(10);
    let id = world.tasks().next().unwrap().1.id.clone();
    let gone = request(Method::Delete, &format!("/task/{id}/"), &[]);
    assert_eq!(ask(&mut world, &gone), (200, json!({})));
    let sentence = "Empty query: Task matching query does not exist.";
    assert_eq!(ask(&mut world, &gone), (404, json!({ "error": sentence })));
}
