//! What stands behind tasks in the shapes Close sends, with invented people, and odd ones. For tests only.

use super::mail::{mails, thread};
use super::related::{call, calls, comment, comments, has_more, lead, opportunity, sms};
use crate::domain::due::Due;
use crate::domain::id::ContactId;
use crate::domain::related::{Contact, Lead};
use crate::domain::zone::Zone;

const LEAD: &str = r#"{"id": "lead_1", "display_name": "Blue Anchor Bakery", "status_label": "Qualified",
    "contacts": [{"id": "cont_1", "display_name": "Ines Duarte", "title": "Owner", "timezone": "America/New_York",
      "phones": [{"phone": "+15415550133", "phone_formatted": "+1 541-555-0133", "type": "office"}],
      "emails": [{"email": "ines@anchor.example", "type": "office"}]},
      {"id": "cont_2", "name": null, "timezone": "Mars/Olympus", "phones": [{"phone": "+4930"}, null, 7]}, null],
    "opportunities": [{"status_type": "won", "value": 100}, {"status_type": "active", "value": 5000}, {}],
    "tasks": [{"id": "task_1", "_type": "lead", "text": "Send the samples", "date": "2026-03-09",
      "assigned_to": "user_2", "assigned_to_name": "Ana Lopez"}, {"id": "noti_2", "_type": "missed_call"}, {}, 7]}"#;

const CALL: &str = r#"{"id": "acti_1", "direction": "inbound", "disposition": "vm-left", "duration": 0,
    "voicemail_duration": "21", "note": "", "note_html": "<body><p>Rang twice</p></body>",
    "voicemail_url": "https://api.close.com/call/acti_1/voicemail/", "activity_at": "2026-03-05T21:18:37",
    "voicemail_transcript": {"utterances": [{"speaker_side": "contact", "text": "Hi, it is Ines."},
      {"text": "Call me."}, {"text": null}, 3], "summary_text": "Wants a call"}}"#;

const MAIL: &str = r#"{"id": "acti_1", "direction": "incoming", "sender": "Ines <ines@anchor.example>",
    "to": ["omar@blue.example"], "cc": [null, "ruth@blue.example"], "date_sent": "2026-03-06T08:00:00",
    "body_text": "ignored", "body_text_quoted": [{"text": "Yes, please.", "expand": true},
      {"text": "On Monday Omar wrote:\n> Shall we?", "expand": false}],
    "attachments": [{"filename": "lease.pdf", "size": 2048}, {"filename": "logo.png", "inline_only": true}, {}]}"#;

fn list(items: &str) -> String {
    format!(r#"{{"data": [{items}], "has_more": false}}"#)
}

#[test]
fn a_lead_has_its_people_and_open_opportunities() {
    let lead = lead(LEAD.as_bytes()).unwrap();
    assert_eq!(
        (lead.status.as_deref(), lead.tasks.len(), lead.opportunities.len()),
        (Some("Qualified"), 2, 2)
    );
    let [samples, missed] = &lead.tasks[..] else { panic!("{lead:?}") };
    assert_eq!(
        (&*samples.kind, &*samples.subject, samples.who.as_deref()),
        ("To-do", "Send the samples", Some("Ana Lopez"))
    );
    assert_eq!((samples.due, &*missed.kind, missed.due), (Due::read("2026-03-09").ok(), "Missed call", None));
    assert_eq!(lead.opportunities[0].value.as_deref(), Some("50.00"));
    let [ines, nobody] = &lead.contacts[..] else { panic!("{lead:?}") };
    assert_eq!((ines.name.as_deref(), ines.phones.len(), ines.emails.len()), (Some("Ines Duarte"), 1, 1));
    assert_eq!(ines.zone.map(Zone::name), Some("America/New_York"));
    let id = Some(ContactId::new("cont_2"));
    assert_eq!(*nobody, Contact { id, phones: vec!["+4930".into()], ..Contact::default() });
}

#[test]
fn a_call_has_what_was_noted_and_said() {
    let call = call(CALL.as_bytes()).unwrap();
    assert_eq!((call.seconds, call.outcome.as_deref()), (Some(21), Some("vm-left")));
    assert_eq!(call.note.as_deref(), Some("Rang twice"));
    assert_eq!(call.transcript.as_deref(), Some("Hi, it is Ines.\nCall me."));
    assert!(call.at.is_some() && call.voicemail.is_some() && call.recording.is_none());
}

#[test]
fn a_talk_says_who_said_what() {
    let body = r#"{"recording_transcript": {"utterances": [{"speaker_side": "close-user", "text": "Hello"},
        {"speaker_side": "contact", "text": "Hi"}]}, "voicemail_transcript": null}"#;
    assert_eq!(call(body.as_bytes()).unwrap().transcript.as_deref(), Some("Us: Hello\nThey: Hi"));
    let body = r#"{"voicemail_transcript": {"utterances": null, "summary_text": "Wants a call"}}"#;
    assert_eq!(call(body.as_bytes()).unwrap().transcript.as_deref(), Some("Wants a call"));
}

#[test]
fn a_mail_has_only_what_is_new_in_it() {
    let mails = mails(list(MAIL).as_bytes()).unwrap();
    let mail = &mails[0];
    assert_eq!((&*mail.text, mail.quoted, mail.is_incoming), ("Yes, please.", 2, true));
    assert_eq!((mail.to.len(), mail.attachments.len(), mail.attachments[0].bytes), (2, 1, Some(2048)));
    assert_eq!(mail.at, "2026-03-06T08:00:00Z".parse().ok());
}

#[test]
fn a_mail_is_read_in_whichever_form_it_comes() {
    for (body, expected) in [
        (r#""body_text": "Hello\n> Bo", "body_html": "<p>x</p>""#, "Hello"),
        (
            r#""body_text": null, "body_html": "<div>Hello<br>Bo</div>", "body_text_quoted": null"#,
            "Hello\nBo",
        ),
        (r#""body_text": "", "body_preview": "Hel""#, "Hel"),
        (r#""body_text_quoted": [{"text": "", "expand": true}, 7], "body_text": "Hello""#, "Hello"),
        (r#""sender": 7, "to": "x", "attachments": {}"#, ""),
    ] {
        let found = mails(list(&format!(r#"{{"id": "acti_1", {body}}}"#)).as_bytes()).unwrap();
        assert_eq!(&*found[0].text, expected, "{body}");
    }
}

#[test]
fn a_thread_is_read_under_either_name_without_its_drafts() {
    let mails = r#"[{"id": "acti_1", "date_sent": "2026-03-01"}, {"id": "acti_2", "date_sent": "2026-03-02"},
        {"id": "acti_3", "status": "draft"}, {"id": null}]"#;
    for name in ["emails", "latest_emails"] {
        let thread = thread(format!(r#"{{"id": "acti_t", "{name}": {mails}}}"#).as_bytes()).unwrap();
        let ids: Vec<&str> = thread.mails.iter().map(|mail| mail.id.as_str()).collect();
        assert_eq!(ids, ["acti_2", "acti_1"], "{name}");
    }
}

#[test]
fn messages_opportunities_and_comments_are_read() {
    let sms = sms(br#"{"text": "Hi", "error_message": "blocked", "attachments": [{"filename": "a.jpg"}]}"#);
    let sms = sms.unwrap();
    assert_eq!((sms.error.as_deref(), sms.attachments.len()), (Some("blocked"), 1));
    let deal =
        opportunity(br#"{"value_formatted": "$50 monthly", "confidence": "75", "date_won": "2026-03-20"}"#);
    let deal = deal.unwrap();
    assert_eq!((deal.confidence, deal.expected), (Some(75), "2026-03-20".parse().ok()));
    let body = r#"{"body": "<body><p>Second</p></body>", "created_at": "2026-03-02T08:00:00"},
        {"body": "<p>Gone</p>", "removed_at": "2026-03-02T08:00:00"}, {"body": null},
        {"body": "First", "created_by": "user_1", "created_at": "2026-03-01T08:00:00"}"#;
    let comments = comments(list(body).as_bytes()).unwrap();
    assert_eq!(comments.iter().map(|comment| &*comment.text).collect::<Vec<_>>(), ["First", "Second"]);
}

#[test]
fn one_comment_has_an_id_and_words() {
    let written =
        comment(br#"{"id": "comm_1", "body": "<body><p>One</p><p>two &amp; three</p></body>"}"#).unwrap();
    assert_eq!((written.id.as_str(), &*written.text), ("comm_1", "One\ntwo & three"));
    for body in [r#"{"body": "no id"}"#, r#"{"id": "comm_1"}"#, "{}", "[]"] {
        assert!(comment(body.as_bytes()).is_err(), "{body}");
    }
    assert!(has_more(br#"{"data": [], "has_more": true}"#) && !has_more(br#"{"data": []}"#));
}

#[test]
fn null_and_missing_are_alike_and_only_no_object_is_an_error() {
    assert_eq!(lead(b"{}").unwrap(), Lead::default());
    let nulls = r#"{"id": null, "contacts": null, "opportunities": 7, "tasks": {}, "status_label": []}"#;
    assert_eq!(lead(nulls.as_bytes()).unwrap(), Lead::default());
    for body in ["null", "[]", "7", "\"text\"", "<html>"] {
        assert!(lead(body.as_bytes()).is_err() && call(body.as_bytes()).is_err(), "{body}");
        assert!(thread(body.as_bytes()).is_err() && calls(body.as_bytes()).is_err(), "{body}");
    }
    assert!(comments(b"{}").is_err());
}
