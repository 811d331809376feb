//! One task as the server keeps it, and the JSON it shows.
//!
//! Names are looked up when a task is shown, so renaming a lead shows everywhere at once. `view` is not
//! stored: it follows from the caller's clock and offset. Fields of a kind are sent even when unset,
//! because Close sends them so.

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::{Map, Value, json};

use super::moment::{Due, stamp};
use super::world::World;

/// The nine kinds Close documents. Anything else is a kind "not yet invented".
pub const KINDS: [&str; 9] = [
    "lead",
    "outgoing_call",
    "incoming_email",
    "email_followup",
    "missed_call",
    "answered_detached_call",
    "voicemail",
    "opportunity_due",
    "incoming_sms",
];

/// One task, of any kind.
#[derive(Clone, Debug)]
pub struct Task {
    /// `task_…` for what people create, `noti_…` for what Close creates.
    pub id: String,
    /// The `_type`.
    pub kind: String,
    /// None for unknown callers.
    pub lead_id: Option<String>,
    /// None when no person is known.
    pub contact_id: Option<String>,
    /// The user who should act.
    pub assigned_to: Option<String>,
    /// None for what the system made.
    pub created_by: Option<String>,
    /// None when nobody has touched it.
    pub updated_by: Option<String>,
    /// When it becomes actionable; for dateless ones the day of creation.
    pub date: Option<Due>,
    /// A to-do without a date.
    pub is_dateless: bool,
    /// Done.
    pub is_complete: bool,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last written.
    pub updated: DateTime<Utc>,
    /// `object_type` and `object_id`.
    pub object: Option<(&'static str, String)>,
    /// Fields only this kind has; those left out are shown with their empty value.
    pub own: Vec<(&'static str, Value)>,
}

/// From where somebody looks at a task.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// The caller's `x-tz-offset`.
    pub zone: FixedOffset,
}

impl Task {
    /// An open task without lead, people or date.
    #[must_use]
    pub fn blank(id: String, kind: &str, at: DateTime<Utc>) -> Self {
        Self {
            id,
            kind: kind.to_owned(),
            lead_id: None,
            contact_id: None,
            assigned_to: None,
            created_by: None,
            updated_by: None,
            date: None,
            is_dateless: false,
            is_complete: false,
            created: at,
            updated: at,
            object: None,
            own: Vec::new(),
        }
    }

    /// Sets any stored field by its JSON name, unchecked.
    pub fn place(&mut self, name: &'static str, value: Value) {
        let text = || value.as_str().map(str::to_owned);
        match name {
            "lead_id" => self.lead_id = text(),
            "contact_id" => self.contact_id = text(),
            "assigned_to" => self.assigned_to = text(),
            "created_by" => self.created_by = text(),
            "date" => self.date = value.as_str().and_then(Due::parse),
            "is_dateless" => self.is_dateless = value == true,
            "is_complete" => self.is_complete = value == true,
            _ => self.set(name, value),
        }
    }

    /// The tab it belongs to: incomplete up to the end of the caller's day, incomplete later, or complete.
    #[must_use]
    pub fn view(&self, sight: Sight) -> &'static str {
        let today = Due::Instant(sight.now).day(sight.zone);
        match self.date {
            _ if self.is_complete => "archive",
            Some(date) if date.day(sight.zone) > today => "future",
            _ => "inbox",
        }
    }

    /// Sets one of the fields only this kind has.
    pub fn set(&mut self, name: &'static str, value: Value) {
        self.own.retain(|(known, _)| *known != name);
        self.own.push((name, value));
    }

    /// One of the fields only this kind has.
    #[must_use]
    pub fn own(&self, name: &str) -> Option<&Value> {
        self.own.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The whole task as Close would send it.
    #[must_use]
    pub fn render(&self, world: &World, sight: Sight) -> Map<String, Value> {
        let mut fields = self.common(world);
        for &name in own_fields(&self.kind) {
            fields.insert(name.to_owned(), empty(name));
        }
        if self.kind == "lead" {
            fields.insert("is_dateless".to_owned(), self.is_dateless.into());
            fields.insert("due_date".to_owned(), json!(self.due_date().map(Due::render)));
        }
        for (name, value) in &self.own {
            fields.insert((*name).to_owned(), value.clone());
        }
        fields.insert("view".to_owned(), self.view(sight).into());
        fields
    }

    /// The deprecated twin of `date`: null when dateless.
    pub(super) fn due_date(&self) -> Option<Due> {
        self.date.filter(|_| !self.is_dateless)
    }

    fn common(&self, world: &World) -> Map<String, Value> {
        let fields = json!({
            "_type": self.kind,
            "id": self.id,
            "organization_id": world.organization_id(),
            "lead_id": self.lead_id,
            "lead_name": self.lead_id.as_deref().and_then(|id| world.lead(id)).map(|lead| &lead.name),
            "contact_id": self.contact_id,
            "contact_name": self.contact_id.as_deref().and_then(|id| world.contact(id)).map(|who| &who.name),
            "assigned_to": self.assigned_to,
            "assigned_to_name": world.name_of(self.assigned_to.as_deref()),
            "created_by": self.created_by,
            "created_by_name": world.name_of(self.created_by.as_deref()),
            "updated_by": self.updated_by,
            "updated_by_name": world.name_of(self.updated_by.as_deref()),
            "date": self.date.map(Due::render),
            "date_created": stamp(self.created),
            "date_updated": stamp(self.updated),
            "is_complete": self.is_complete,
            "object_type": self.object.as_ref().map(|(kind, _)| *kind),
            "object_id": self.object.as_ref().map(|(_, id)| id),
        });
        into_map(fields)
    }
}

/// The fields of a kind beyond the common ones, as in Close's own samples and live records.
pub(super) fn own_fields(kind: &str) -> &'static [&'static str] {
    match kind {
        "lead" => &[
            "text",
            "priority",
            "resolution",
            "agent_config_id",
            "sequence_id",
            "sequence_subscription_id",
            "deduplication_key",
            "is_primary_lead_notification",
        ],
        "outgoing_call" => &[
            "text",
            "agent_config_id",
            "resolution",
            "deduplication_key",
            "is_primary_lead_notification",
            "sequence_id",
            "sequence_subscription_id",
            "step_id",
        ],
        "incoming_email" => &["subject", "body_preview", "emails", "cleared_followups"],
        "email_followup" => &["email_id", "subject", "body_preview"],
        "missed_call" => &["phone", "phone_formatted", "phone_number_description", "local_phone"],
        // Close's sample of a voicemail lacks the two readable forms of the number.
        "voicemail" => &["phone", "local_phone", "voicemail_url", "voicemail_duration"],
        "answered_detached_call" => {
            &["phone", "phone_formatted", "phone_number_description", "recording_url"]
        }
        "incoming_sms" => &[
            "text",
            "remote_phone",
            "remote_phone_formatted",
            "remote_phone_description",
            "local_phone",
            "attachments",
        ],
        "opportunity_due" => &[
            "opportunity_note",
            "opportunity_value",
            "opportunity_value_formatted",
            "opportunity_value_period",
            "opportunity_value_currency",
        ],
        _ => &[],
    }
}

fn empty(name: &str) -> Value {
    match name {
        "is_primary_lead_notification" => true.into(),
        "emails" | "cleared_followups" | "attachments" => json!([]),
        _ => Value::Null,
    }
}

/// The fields of a JSON object; empty for anything else.
pub(super) fn into_map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Keeps only the named fields, as `_fields` asks; unknown names are ignored.
pub(super) fn project(fields: Map<String, Value>, wanted: Option<&str>) -> Value {
    let Some(wanted) = wanted.filter(|names| !names.is_empty()) else { return fields.into() };
    let names: Vec<&str> = wanted.split(',').map(str::trim).collect();
    if names.contains(&"_all") {
        return fields.into();
    }
    fields.into_iter().filter(|(name, _)| names.contains(&name.as_str())).collect::<Map<_, _>>().into()
}
