//! One task of each kind in the shapes Close sends, with invented people. For tests only.

/// A to-do that a workflow made and somebody has done.
pub(super) const TO_DO: &str = r#"{
  "_type": "lead", "id": "task_sUIqoe2wAut7FL1pzau1i8xJQMyOh48F7i14ujSM4Ly", "organization_id": "orga_1",
  "lead_id": "lead_1", "lead_name": "Blue Anchor Bakery", "contact_id": "cont_1",
  "contact_name": "Ines Duarte", "assigned_to": "user_1", "assigned_to_name": "Omar Haddad",
  "created_by": "user_2", "created_by_name": "Ruth Klein", "updated_by": "user_1",
  "updated_by_name": "Omar Haddad",
  "date": "2026-03-09", "due_date": "2026-03-09", "is_dateless": false,
  "date_created": "2026-03-02T14:20:11.504000+00:00", "date_updated": "2026-03-05T09:01:47.118000+00:00",
  "is_complete": false, "object_type": "taskcompleted", "object_id": "acti_1",
  "text": "Take the samples along", "priority": "high", "resolution": null, "agent_config_id": null,
  "sequence_id": "seq_1",
  "sequence_subscription_id": "sub_1", "deduplication_key": null, "is_primary_lead_notification": true,
  "view": "inbox"}"#;

/// A planned call, due at a moment.
pub(super) const OUTGOING_CALL: &str = r#"{
  "_type": "outgoing_call", "id": "noti_2", "organization_id": "orga_1", "lead_id": "lead_1",
  "lead_name": "Blue Anchor Bakery", "contact_id": "cont_1", "contact_name": "Ines Duarte",
  "assigned_to": "user_1", "assigned_to_name": "Omar Haddad", "created_by": null, "created_by_name": null,
  "date": "2026-03-12T00:00:00+00:00", "date_created": "2026-03-04T18:33:52.937000+00:00",
  "date_updated": "2026-03-04T18:33:52.937000+00:00", "is_complete": false, "object_type": null,
  "object_id": null, "text": "Ask who decides", "step_id": "step_1", "view": "future"}"#;

/// Two unread mails of one thread, from a contact without a name.
pub(super) const INCOMING_EMAIL: &str = r#"{
  "_type": "incoming_email", "id": "noti_3", "lead_id": "lead_2", "lead_name": "Miller & Sons", "contact_id":
  "cont_2", "contact_name": "", "assigned_to": "user_1", "assigned_to_name": "Omar Haddad",
  "date": "2026-03-06T08:12:40+00:00", "date_created": "2026-03-06T08:12:40+00:00",
  "date_updated": "2026-03-06T08:13:05.643000+00:00", "is_complete": false, "object_type": "emailthread",
  "object_id": "acti_3", "subject": "Re: Oven lease", "body_preview": "Two more questions",
  "emails": ["acti_3a", "acti_3b"], "cleared_followups": [], "view": "inbox"}"#;

/// A mail of ours that got no answer.
pub(super) const EMAIL_FOLLOWUP: &str = r#"{
  "_type": "email_followup", "id": "noti_4", "lead_id": "lead_2", "lead_name": "Miller & Sons",
  "assigned_to": "user_1", "assigned_to_name": "Omar Haddad", "date": "2026-03-07",
  "date_created": "2026-03-04T19:50:49+00:00", "is_complete": false, "object_type": "emailthread",
  "object_id": "acti_4", "email_id": "acti_4a", "subject": "Oven lease", "body_preview": "As promised on",
  "view": "inbox"}"#;

/// A call nobody took.
pub(super) const MISSED_CALL: &str = r#"{
  "_type": "missed_call", "id": "noti_5", "lead_id": "lead_1", "lead_name": "Blue Anchor Bakery",
  "assigned_to": "user_1", "assigned_to_name": "Omar Haddad", "date": "2026-03-06T10:33:52.937000+00:00",
  "is_complete": false, "object_type": "call", "object_id": "acti_5", "phone": "+15415550133",
  "phone_formatted": "+1 541-555-0133", "phone_number_description": "Oregon", "local_phone": "+15035550100",
  "view": "inbox"}"#;

/// A message from a caller nobody knows.
pub(super) const VOICEMAIL: &str = r#"{
  "_type": "voicemail", "id": "noti_6", "lead_id": null, "lead_name": null, "contact_id": null,
  "contact_name": null, "assigned_to": "user_1", "assigned_to_name": "Omar Haddad",
  "date": "2026-03-05T21:18:37.535000+00:00", "is_complete": false, "object_type": "call",
  "object_id": "acti_6", "phone": "+442079460018", "local_phone": "+15035550100",
  "voicemail_url": "https://api.close.com/call/acti_6/voicemail/", "voicemail_duration": 21,
  "view": "inbox"}"#;

/// An answered call from a number nobody knows.
pub(super) const DETACHED_CALL: &str = r#"{
  "_type": "answered_detached_call", "id": "noti_7", "lead_id": null, "lead_name": null,
  "assigned_to": "user_2", "assigned_to_name": "Ruth Klein", "date": "2026-03-06T15:49:49+00:00",
  "is_complete": false, "object_type": "call", "object_id": "acti_7", "phone": "+16465550174",
  "phone_formatted": "+1 646-555-0174", "phone_number_description": "New York",
  "recording_url": "https://api.close.com/call/acti_7/recording/", "view": "inbox"}"#;

/// A text message with a picture.
pub(super) const INCOMING_SMS: &str = r#"{
  "_type": "incoming_sms", "id": "noti_8", "lead_id": "lead_1", "lead_name": "Blue Anchor Bakery",
  "contact_id": "cont_1", "contact_name": "Ines Duarte", "assigned_to": "user_1",
  "assigned_to_name": "Omar Haddad", "date": "2026-03-08", "is_complete": false, "object_type": "sms",
  "object_id": "acti_8", "text": "Is this the right one?", "remote_phone": "+15415550133",
  "remote_phone_formatted": "+1 541-555-0133", "remote_phone_description": "Oregon",
  "local_phone": "+15035550100", "attachments": [{"url": "https://app.close.com/go/sms/acti_8/media/media_1/",
  "filename": "door.jpg", "content_type": "image/jpeg", "size": 215148, "media_id": "media_1"}],
  "view": "future"}"#;

/// An opportunity that was to be won by now.
pub(super) const OPPORTUNITY_DUE: &str = r#"{
  "_type": "opportunity_due", "id": "noti_9", "lead_id": "lead_3", "lead_name": "Harbour Yoga",
  "assigned_to": "user_1", "assigned_to_name": "Omar Haddad", "date": "2026-03-06", "is_complete": false,
  "object_type": "opportunity", "object_id": "oppo_1", "opportunity_note": "Waiting for the landlord",
  "opportunity_value": 1250000, "opportunity_value_formatted": "$12,500",
  "opportunity_value_period": "annual", "opportunity_value_currency": "USD", "view": "inbox"}"#;

/// All nine.
pub(super) const EVERY_KIND: &[&str] = &[
    TO_DO,
    OUTGOING_CALL,
    INCOMING_EMAIL,
    EMAIL_FOLLOWUP,
    MISSED_CALL,
    VOICEMAIL,
    DETACHED_CALL,
    INCOMING_SMS,
    OPPORTUNITY_DUE,
];

/// A last page with these tasks.
pub(super) fn list(tasks: &[&str]) -> String {
    format!(r#"{{"data": [{}], "has_more": false}}"#, tasks.join(","))
}
