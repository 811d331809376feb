//! Recorded and documented shapes: read by the real client, shown by the real screen, acted on by real keys.

use std::time::Duration;

use closeout::close::transport::Response;
use closeout::domain::due::Due;
use closeout::domain::endpoint::{Endpoint, Pause};
use closeout::domain::event::Inquiry;
use closeout::domain::failure::Failure;
use closeout::domain::id::{ActivityId, LeadId, ObjectId, OpportunityId, OrganizationId, TaskId, UserId};
use closeout::domain::patch::Patch;
use closeout::domain::query::Query;
use closeout::domain::related::{Key, Related};
use closeout::domain::tab::Tab;
use serde_json::json;

use crate::recording::{EVENT, Program, TASKS, answered, client, documented, heard, now, page};

#[test]
fn views_the_three_tabs_hold_what_the_documented_dates_say() {
    let program = Program::before(TASKS);
    let texts = |tab| {
        let rows = program.0.lists.of(tab).rows().iter();
        rows.filter_map(|place| program.0.board.shown(place.task()?))
            .map(|task| task.kind.wire_name().to_owned())
    };
    assert_eq!(texts(Tab::Archive).collect::<Vec<_>>(), ["lead"], "the completed one");
    let future: Vec<String> = texts(Tab::Future).collect();
    assert_eq!(future, ["email_followup", "incoming_sms", "lead", "outgoing_call"], "after Friday, by date");
    assert_eq!(texts(Tab::Inbox).count(), 5, "all but those of a colleague");
}

#[test]
fn order_a_day_comes_before_the_moments_of_the_same_day() {
    let program = Program::before(TASKS);
    let rows = program.0.lists.of(Tab::Inbox).rows().iter();
    let kinds = rows
        .filter_map(|place| program.0.board.shown(place.task()?))
        .map(|task| task.kind.wire_name().to_owned());
    let kinds: Vec<String> = kinds.filter(|kind| kind != "lead").collect();
    assert_eq!(kinds, ["voicemail", "opportunity_due", "incoming_email", "missed_call"]);
}

#[test]
fn kinds_every_documented_kind_is_shown_with_its_own_fields_and_can_be_done() {
    for (kind, fields) in [
        ("lead", &["To-do", "Send revised quote for 3 sites", "Harbour & Finch Coffee", "high"][..]),
        ("outgoing_call", &["Planned call", "Qualify: fleet size, current supplier", "Tomasz Zielinski"]),
        ("incoming_email", &["Re: Retainer terms", "two questions about clause 4", "Quillon Legal"]),
        ("email_followup", &["Retainer terms", "following up on the draft", "Amara Quillon"]),
        ("missed_call", &["Missed", "+1 415-555-0132", "California"]),
        ("voicemail", &["Voicemail", "+44 20 7946 0018", "0:21"]),
        ("answered_detached_call", &["+1 646-555-0174", "New York"]),
        ("incoming_sms", &["This is the unit I meant", "+1 312-555-0119", "media_1.jpg"]),
        ("opportunity_due", &["Waiting for board approval", "$12,500", "Tidewater Logistics"]),
    ] {
        let mine = json!({ "assigned_to": "user_YlbcH0gXPuPPAjIDamSbMWZl4scLI1nhvhGpuT2ZT0e", "date": "2026-03-06" });
        let mut program = Program::with(kind, &mine);
        program.press("Enter");
        fields.iter().for_each(|field| _ = program.shows(field));
        assert!(program.completes(), "{kind} can be done");
    }
}

#[test]
fn kinds_one_not_yet_invented_is_shown_and_can_be_done() {
    let mut program = Program::with(
        "lead",
        &json!({
            "_type": "fax_received", "date": "2026-03-06", "priority": "urgent", "view": "someday", "resolution": "maybe",
            "object_type": "whatsapp_message", "pages": [{"number": 1}, {"number": "two"}],
        }),
    );
    program.shows("Send revised quote for 3 sites").shows("Harbour & Finch Coffee");
    assert!(program.completes());
}

#[test]
fn dates_every_recorded_form_is_read_and_nothing_else_hides_a_task() {
    for (date, expected) in [
        (json!("2026-03-06"), Some("2026-03-06")),
        (json!("2026-03-06T08:12:40+00:00"), Some("2026-03-06T08:12:40Z")),
        (json!("2026-03-06T10:33:52.937000+00:00"), Some("2026-03-06T10:33:52.937Z")),
        (json!("2026-03-06T08:12:40Z"), Some("2026-03-06T08:12:40Z")),
        (json!("2026-03-06T09:12:40+01:00"), Some("2026-03-06T08:12:40Z")),
        (json!("2026-03-06T08:12:40.119000"), Some("2026-03-06T08:12:40.119Z")),
        (json!(null), None),
        (json!("soon"), None),
        (json!(["2026-03-06"]), None),
    ] {
        let mut program = Program::with("lead", &json!({ "date": date }));
        let task = program.0.selected().cloned().unwrap();
        assert_eq!(task.due, expected.map(|text| Due::read(text).unwrap()), "{date}");
        assert!(program.completes(), "{date}");
    }
}

#[test]
fn dates_a_dateless_task_is_shown_without_the_day_it_was_made() {
    let dateless = json!({ "date": "2026-02-17", "due_date": null, "is_dateless": true });
    let mut program = Program::with("lead", &dateless);
    assert_eq!(program.0.selected().unwrap().due, None);
    assert!(!program.screen().contains("17 Feb"), "{}", program.screen());
    assert!(program.completes());
}

#[test]
fn oddities_without_lead_name_or_words_a_task_is_still_a_row_that_can_be_done() {
    for odd in [
        json!({ "lead_id": null, "lead_name": null, "contact_id": null, "contact_name": null }),
        json!({ "lead_name": null }),
        json!({ "lead_name": "", "contact_name": "" }),
        json!({ "text": "" }),
        json!({ "text": null, "lead_name": null }),
        json!({ "text": "word ".repeat(40_000) }),
        json!({ "text": "a\u{1b}[2Jb\u{202e}c\r\n\td" }),
        json!({ "assigned_to_name": null, "created_by": null, "date_created": null, "date_updated": null }),
        json!({ "is_complete": null, "object_type": "", "priority": 7, "sequence_id": {} }),
    ] {
        let mut program = Program::with("lead", &odd);
        program.press("2");
        assert!(!program.screen().contains(|letter: char| letter.is_control() && letter != '\n'));
        program.press("Enter Esc");
        assert!(program.completes(), "{}", odd.to_string().get(..80).unwrap_or_default());
    }
}

#[test]
fn lists_what_cannot_be_read_costs_no_other_task_and_is_told() {
    let good = documented("lead", &json!({}));
    for bad in [json!(null), json!("task"), json!({}), json!({ "_type": "lead", "id": null }), json!([1])] {
        let page = page(&json!({ "data": [bad, good], "has_more": true, "total_results": 9 }).to_string());
        assert_eq!((page.tasks.len(), page.unreadable.len(), page.has_more), (1, 1, true));
    }
    assert_eq!(page(r#"{"data": [], "has_more": false}"#).tasks.len(), 0);
}

#[test]
fn update_the_documented_answer_to_a_change_is_the_task_as_it_is_then() {
    let done = documented("lead", &json!({ "is_complete": true, "view": "archive" }));
    let id = TaskId::new(done["id"].as_str().unwrap());
    let reply = heard(client("/task/", 200, &done.to_string()).update(now(), &id, &Patch::complete(true)));
    assert!(reply.result.unwrap().is_complete);
}

#[test]
fn bulk_every_recorded_answer_to_it_is_a_yes() {
    let ids = ["task_1", "task_2"].map(TaskId::new);
    for (status, body) in
        [(200, "{}"), (200, r#"{"ok": true}"#), (200, r#"{"data": []}"#), (201, ""), (204, "")]
    {
        let reply = heard(client("/task/", status, body).update_all(now(), &ids, &Patch::complete(true)));
        assert_eq!(reply.result, Ok(()), "{status} {body}");
    }
}

#[test]
fn fetch_one_is_the_task_or_that_it_is_gone() {
    let task = documented("voicemail", &json!({}));
    let id = TaskId::new(task["id"].as_str().unwrap());
    assert_eq!(heard(client("/task/", 200, &task.to_string()).task(now(), &id)).result.unwrap().id, id);
    let gone = r#"{"error": "Empty query: Task matching query does not exist."}"#;
    assert_eq!(heard(client("/task/", 404, gone).task(now(), &id)).result, Err(Failure::Gone));
}

#[test]
fn delete_is_answered_with_an_empty_object_or_nothing() {
    for (status, body) in [(200, "{}"), (204, "")] {
        let reply = heard(client("/task/", status, body).delete(now(), &TaskId::new("task_1")));
        assert_eq!(reply.result, Ok(()));
    }
}

#[test]
fn rate_limit_every_recorded_way_to_say_wait_is_understood() {
    let documented = r#"{"message": "API call count exceeded for this period", "rate_endpoint_group": "a0",
        "rate_limit": 320, "rate_limit_type": "key", "rate_reset": "0.595956", "rate_window": 8}"#;
    let older = r#"{"error": {"rate_reset": 0.870663, "rate_limit": 40, "rate_window": 1}}"#;
    for (header, body, milliseconds) in [
        (Some(("ratelimit", "limit=100, remaining=0, reset=5")), documented, 5_000),
        (Some(("ratelimit", "limit=100; remaining=0; reset=0.4")), "", 400),
        (Some(("x-rate-limit-reset", "4.957783")), documented, 4_957),
        (Some(("retry-after", "3")), documented, 3_000),
        (None, documented, 595),
        (None, older, 870),
        (None, "", 2_000),
    ] {
        let headers = header.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
        let response = Response { status: 429, headers, body: body.into() };
        let reply = heard(answered("/task/", response).tasks(now(), &Query::default()));
        let Err(Failure::Busy(length)) = reply.result else { panic!("not told to wait: {:?}", reply.result) };
        assert_eq!(length.as_millis(), milliseconds);
        assert_eq!(reply.pauses, [Pause { endpoint: Endpoint::Tasks, length, is_spent: true }]);
        assert!(length <= Duration::from_mins(10));
    }
}

#[test]
fn errors_every_recorded_body_is_one_readable_sentence() {
    let nested = r#"{"errors": [], "field-errors": {"contacts": {"errors": {"0": {"field-errors": {"emails":
        {"errors": {"0": {"field-errors": {"email": "Invalid email address."}}}}}}}}}}"#;
    for (body, told) in [
        (
            r#"{"errors": [], "field-errors": {"date": "Could not parse datetime"}}"#,
            "date: Could not parse datetime",
        ),
        (r#"{"errors": ["Source lead does not exist."], "field-errors": {}}"#, "Source lead does not exist."),
        (r#"{"error": "_limit must be an integer"}"#, "_limit must be an integer"),
        (nested, "email: Invalid email address."),
        ("", "Close answered 400"),
        ("<html><body>nginx</body></html>", "Close answered 400"),
    ] {
        let reply =
            heard(client("/task/", 400, body).update(now(), &TaskId::new("task_1"), &Patch::complete(true)));
        let Err(Failure::Refused(why)) = reply.result else { panic!("not refused: {:?}", reply.result) };
        assert!(why.contains(told) && !why.contains('\n') && !why.contains('<'), "{why}");
    }
}

#[test]
fn related_each_sort_is_read_from_the_fields_close_documents() {
    let mails = |name: &str| {
        format!(
            r#"{{"id": "acti_1", "latest_normalized_subject": "Terms", "{name}":
        [{{"id": "acti_2", "sender": "Amara <a@q.example>", "body_preview": "Two questions", "direction": "incoming"}}]}}"#
        )
    };
    let call = r#"{"id": "acti_1", "direction": "inbound", "duration": 21, "note": null,
        "voicemail_transcript": {"utterances": [{"speaker_side": "contact", "text": "Call me"}]}}"#;
    let sms = r#"{"id": "acti_1", "text": "The unit", "direction": "inbound", "attachments": [{"filename": "a.jpg"}]}"#;
    let deal = r#"{"id": "oppo_1", "value": 50000, "value_formatted": "$500", "status_label": "Active",
        "confidence": 60, "date_won": "2026-03-20"}"#;
    let lead = r#"{"id": "lead_1", "display_name": "Quillon Legal", "status_label": "Qualified", "contacts":
        [{"id": "cont_1", "name": null, "display_name": "Amara", "phones": [{"phone": "+13125550119"}]}]}"#;
    let comments = r#"{"data": [{"id": "comm_1", "body": "<body>Red ones</body>", "created_by": "user_1",
        "created_at": "2026-03-05T09:00:00+00:00"}], "has_more": false}"#;
    let activity = || ActivityId::new("acti_1");
    let (emails, latest) = (mails("emails"), mails("latest_emails"));
    for (path, body, key, told) in [
        ("/activity/emailthread/", emails.as_str(), Key::Thread(activity()), "Two questions"),
        ("/activity/emailthread/", &latest, Key::Thread(activity()), "Two questions"),
        ("/activity/call/", call, Key::Call(activity()), "Call me"),
        ("/activity/sms/", sms, Key::Sms(activity()), "a.jpg"),
        ("/opportunity/", deal, Key::Opportunity(OpportunityId::new("oppo_1")), "$500"),
        ("/lead/", lead, Key::Lead(LeadId::new("lead_1")), "Amara"),
        ("/comment/", comments, Key::Comments(ObjectId::new("acti_1")), "Red ones"),
    ] {
        let found: Vec<(Key, Related)> =
            heard(client(path, 200, body).related(std::slice::from_ref(&key))).result.unwrap();
        let read = format!("{found:?}");
        assert!(found.len() == 1 && read.contains(told), "{told:?} is not in {read}");
    }
}

#[test]
fn people_users_those_who_left_and_groups_are_read() {
    let members = r#"{"memberships": [{"user_id": "user_1", "user_full_name": "Maya Okafor"}],
        "inactive_memberships": [{"user_id": "user_2", "user_full_name": "Jonas Lindqvist"}]}"#;
    let people =
        heard(client("/organization/", 200, members).people(&OrganizationId::new("orga_1"))).result.unwrap();
    let told: Vec<(&str, bool)> = people.iter().map(|user| (&*user.name, user.is_active)).collect();
    assert_eq!(told, [("Maya Okafor", true), ("Jonas Lindqvist", false)]);
    let none = r#"{"data": [], "has_more": false}"#;
    assert_eq!(heard(client("/group/", 200, none).groups()).result, Ok(Vec::new()));
}

#[test]
fn others_the_documented_event_tells_who_did_what_and_what_it_replaced() {
    let body = format!(r#"{{"data": [{EVENT}], "cursor_next": null, "cursor_previous": null}}"#);
    let inquiry = Inquiry::Task { task: TaskId::new("task_1"), action: "updated" };
    let events = heard(client("/event/", 200, &body).events(&inquiry)).result.unwrap();
    let line = &events.lines[0];
    assert_eq!(line.by, Some(UserId::new("user_ikizSyzuA5Oqnq2ppRJFhctZpNqT0UFevTMZV5Ollbz")));
    assert_eq!((&*line.action, line.at), ("updated", "2026-03-06T10:54:52.098Z".parse().ok()));
    assert_eq!(line.after.due, Some(Due::read("2026-03-10").ok()));
    assert_ne!(line.before.due, line.after.due);
}
