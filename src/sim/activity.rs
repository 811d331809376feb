//! What happened behind a task: mails and their threads, calls, text messages, completed to-dos.
//!
//! Kept small and typed; the JSON is written when somebody asks. Transcripts are sent only when named in
//! `_fields`, as Close does.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::files;
use super::moment::stamp;
use super::people::formatted;
use super::task::into_map;
use super::world::World;

/// Something that happened on a lead, or with an unknown caller.
#[derive(Clone, Debug)]
pub struct Activity {
    /// `acti_…`.
    pub id: String,
    /// The company, if known.
    pub lead_id: Option<String>,
    /// The person, if known.
    pub contact_id: Option<String>,
    /// The user whose mailbox or phone it was.
    pub user_id: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub happening: Happening,
}

/// What kind of thing happened.
#[derive(Clone, Debug)]
pub enum Happening {
    /// One mail.
    Email {
        /// The thread it belongs to.
        thread_id: String,
        /// From the customer.
        is_incoming: bool,
        /// Subject line.
        subject: String,
        /// The whole text.
        body: String,
        /// The text it answers; may be empty.
        quoted: String,
    },
    /// A thread of mails, newest first.
    Thread {
        /// The mails' ids.
        emails: Vec<String>,
        /// Subject line without prefixes.
        subject: String,
    },
    /// A call.
    Call {
        /// The other side, E.164.
        phone: String,
        /// Seconds.
        duration: u32,
        /// `no-answer`, `vm-left` or `answered`.
        disposition: &'static str,
        /// Seconds of voicemail, and what was said.
        voicemail: Option<(u32, String)>,
        /// What was noted or said; may be empty.
        note: String,
    },
    /// A text message.
    Sms {
        /// The other side, E.164.
        phone: String,
        /// The message.
        text: String,
        /// Pictures, in the shape of Close's `attachments`.
        attachments: Value,
    },
    /// A to-do was completed.
    Completed {
        /// The task.
        task_id: String,
        /// Its text.
        text: String,
    },
}

impl Activity {
    /// The last part of the path it is found under: `/activity/email/`.
    #[must_use]
    pub fn path(&self) -> &'static str {
        match self.happening {
            Happening::Email { .. } => "email",
            Happening::Thread { .. } => "emailthread",
            Happening::Call { .. } => "call",
            Happening::Sms { .. } => "sms",
            Happening::Completed { .. } => "task_completed",
        }
    }

    /// The `_type` Close gives it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.happening {
            Happening::Email { .. } => "Email",
            Happening::Thread { .. } => "EmailThread",
            Happening::Call { .. } => "Call",
            Happening::Sms { .. } => "SMS",
            Happening::Completed { .. } => "TaskCompleted",
        }
    }

    /// The whole activity as Close would send it; `wanted` is the `_fields` parameter.
    #[must_use]
    pub fn render(&self, world: &World, wanted: Option<&str>) -> Map<String, Value> {
        let mut fields = into_map(json!({
            "_type": self.kind(),
            "id": self.id,
            "organization_id": world.organization_id(),
            "lead_id": self.lead_id,
            "contact_id": self.contact_id,
            "user_id": self.user_id,
            "user_name": world.name_of(self.user_id.as_deref()),
            "users": [],
            "activity_at": stamp(self.at),
            "date_created": stamp(self.at),
            "date_updated": stamp(self.at),
        }));
        let own = match &self.happening {
            Happening::Email { .. } => self.email(world),
            Happening::Thread { .. } => self.thread(world),
            Happening::Call { .. } => self.call(world, wanted),
            Happening::Sms { .. } => self.sms(world),
            Happening::Completed { task_id, text } => json!({ "task_id": task_id, "task_text": text }),
        };
        fields.extend(into_map(own));
        fields
    }

    fn email(&self, world: &World) -> Value {
        let Happening::Email { thread_id, is_incoming, subject, body, quoted } = &self.happening else {
            return json!({});
        };
        let (theirs, ours) = (self.customer(world), self.colleague(world));
        let (from, to) = if *is_incoming { (&theirs, &ours) } else { (&ours, &theirs) };
        let url = |number: usize| format!("{}/go/file/{}/{number}/", files::APP, self.id);
        let files = world.attached(&self.id).iter().enumerate();
        let files = files.map(|(number, name)| files::told(&url(number), name));
        let mut parts = vec![json!({ "text": body, "expand": true })];
        if !quoted.is_empty() {
            parts.push(json!({ "text": quoted, "expand": false }));
        }
        json!({
            "thread_id": thread_id,
            "direction": if *is_incoming { "incoming" } else { "outgoing" },
            "status": if *is_incoming { "inbox" } else { "sent" },
            "subject": subject,
            "sender": from,
            "to": [to],
            "cc": [],
            "bcc": [],
            "body_text": if quoted.is_empty() { body.clone() } else { format!("{body}\n\n{quoted}") },
            "body_html": format!("<p>{}</p>", body.replace("\n\n", "</p><p>")),
            "body_preview": preview(body),
            "body_text_quoted": parts,
            "attachments": files.collect::<Vec<_>>(),
            "opens": [],
            "opens_summary": null,
            "has_reply": false,
            "date_sent": stamp(self.at),
            "envelope": null,
        })
    }

    fn thread(&self, world: &World) -> Value {
        let Happening::Thread { emails, subject } = &self.happening else { return json!({}) };
        let messages: Vec<Value> = emails
            .iter()
            .filter_map(|id| world.activity(id))
            .map(|email| {
                let mut brief = email.render(world, None);
                // The sample of a thread carries previews, never whole texts.
                brief.retain(|name, _| !name.starts_with("body_") || name == "body_preview");
                brief.into()
            })
            .collect();
        let person = self.contact_id.as_deref().and_then(|id| world.contact(id));
        json!({
            "latest_normalized_subject": subject,
            "n_emails": messages.len(),
            "participants": person.map(|who| json!({ "email": who.email, "name": who.name })).into_iter().collect::<Vec<_>>(),
            "emails": messages,
        })
    }

    fn call(&self, world: &World, wanted: Option<&str>) -> Value {
        let Happening::Call { phone, duration, disposition, voicemail, note } = &self.happening else {
            return json!({});
        };
        let url = |what: &str| format!("{}/call/{}/{what}/", files::API, self.id);
        let is_answered = *disposition == "answered";
        let mut call = json!({
            "direction": "inbound",
            "status": if is_answered { "completed" } else { "no-answer" },
            "disposition": disposition,
            "duration": duration,
            "phone": phone,
            "remote_phone": phone,
            "remote_phone_formatted": formatted(phone),
            "local_phone": world.organization().phone,
            "local_phone_formatted": formatted(&world.organization().phone),
            "note": note,
            "note_html": format!("<body><p>{note}</p></body>"),
            "outcome_id": null,
            "voicemail_url": voicemail.as_ref().map(|_| url("voicemail")),
            "voicemail_duration": voicemail.as_ref().map(|(seconds, _)| *seconds),
            "recording_url": is_answered.then(|| url("recording")),
            "has_recording": is_answered,
            "call_method": "regular",
            "source": "Close.io",
            "cost": "1",
        });
        if let (Some((seconds, said)), Some(call)) = (voicemail, call.as_object_mut())
            && wanted.is_some_and(|names| names.split(',').any(|name| name == "voicemail_transcript"))
        {
            call.insert("voicemail_transcript".to_owned(), transcript(*seconds, said));
        }
        call
    }

    fn sms(&self, world: &World) -> Value {
        let Happening::Sms { phone, text, attachments } = &self.happening else { return json!({}) };
        json!({
            "text": text,
            "direction": "inbound",
            "status": "inbox",
            "remote_phone": phone,
            "remote_phone_formatted": formatted(phone),
            "local_phone": world.organization().phone,
            "local_phone_formatted": formatted(&world.organization().phone),
            "attachments": attachments,
            "date_sent": stamp(self.at),
            "date_scheduled": null,
            "error_message": null,
            "cost": "1",
        })
    }

    fn customer(&self, world: &World) -> String {
        let person = self.contact_id.as_deref().and_then(|id| world.contact(id));
        person.map_or_else(String::new, |who| address(&who.name, &who.email))
    }

    fn colleague(&self, world: &World) -> String {
        let person = self.user_id.as_deref().and_then(|id| world.user(id));
        person.map_or_else(String::new, |who| address(&who.name(), &who.email))
    }
}

fn address(name: &str, email: &str) -> String {
    if name.is_empty() { email.to_owned() } else { format!("{name} <{email}>") }
}

fn transcript(seconds: u32, said: &str) -> Value {
    let utterance =
        json!({ "speaker_label": "A", "speaker_side": "contact", "start": 0, "end": seconds, "text": said });
    json!({ "utterances": [utterance], "summary_text": "", "summary_html": "" })
}

/// The first words of a mail on one line; about two hundred characters.
#[must_use]
pub fn preview(body: &str) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(200).collect()
}
