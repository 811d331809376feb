//! What stands behind a task, as Close sends it, made into values of ours.
//!
//! As everywhere on the wire nothing but an id is required. Lists may hold what was not asked for, and may
//! lack what was: whoever asks compares. Mail is in `mail.rs`; the words of strangers are cleaned when drawn.

use serde::Deserialize;

use super::intern::Interner;
use super::kind::readable;
use super::lenient::{Many, Record, Scalar};
use super::readable::{plain, spoken};
use super::task::TaskShape;
use super::{WireError, parse};
use crate::domain::comment::Comment;
use crate::domain::due;
use crate::domain::id::{ActivityId, CommentId, ContactId, Text, UserId};
use crate::domain::related::{Attachment, CallRecord, Contact, Lead, OpenTask, Opportunity, SmsMessage};
use crate::domain::zone::{Timestamp, Zone};

/// The fields of a lead we ask for.
pub const LEAD: &str = "id,display_name,status_label,contacts,opportunities,tasks";
/// The fields of a call we ask for: transcripts come only when they are named.
pub const CALL: &str = "id,direction,status,disposition,duration,user_name,activity_at,date_created,note,note_html,\
    recording_url,voicemail_url,voicemail_duration,voicemail_transcript,recording_transcript";
/// The fields of a text message we ask for.
pub const SMS: &str = "id,direction,text,date_sent,activity_at,date_created,error_message,attachments";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListShape<T> {
    #[serde(bound(deserialize = "T: Deserialize<'de>"))]
    data: Many<Record<T>>,
    has_more: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LeadShape {
    status_label: Scalar,
    contacts: Many<Record<ContactShape>>,
    opportunities: Many<Record<OpportunityShape>>,
    tasks: Many<Record<TaskShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ContactShape {
    id: Scalar,
    display_name: Scalar,
    name: Scalar,
    title: Scalar,
    phones: Many<Record<PhoneShape>>,
    emails: Many<Record<PhoneShape>>,
    timezone: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PhoneShape {
    phone_formatted: Scalar,
    phone: Scalar,
    email: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OpportunityShape {
    value_formatted: Scalar,
    value: Scalar,
    status_display_name: Scalar,
    status_label: Scalar,
    status_type: Scalar,
    confidence: Scalar,
    date_won: Scalar,
    user_name: Scalar,
    note: Scalar,
    note_html: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CallShape {
    id: Scalar,
    direction: Scalar,
    disposition: Scalar,
    status: Scalar,
    duration: Scalar,
    voicemail_duration: Scalar,
    activity_at: Scalar,
    date_created: Scalar,
    user_name: Scalar,
    note: Scalar,
    note_html: Scalar,
    recording_url: Scalar,
    voicemail_url: Scalar,
    voicemail_transcript: Record<TranscriptShape>,
    recording_transcript: Record<TranscriptShape>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TranscriptShape {
    utterances: Many<Record<UtteranceShape>>,
    summary_text: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UtteranceShape {
    speaker_side: Scalar,
    text: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SmsShape {
    id: Scalar,
    direction: Scalar,
    text: Scalar,
    date_sent: Scalar,
    activity_at: Scalar,
    date_created: Scalar,
    error_message: Scalar,
    attachments: Many<Record<AttachmentShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AttachmentShape {
    filename: Scalar,
    url: Scalar,
    size: Scalar,
    inline_only: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CommentShape {
    id: Scalar,
    body: Scalar,
    created_by: Scalar,
    created_at: Scalar,
    date_created: Scalar,
    removed_at: Scalar,
}

/// The objects of a list.
pub(super) fn items<T>(body: &[u8]) -> Result<impl Iterator<Item = T>, WireError>
where
    T: for<'de> Deserialize<'de> + Default,
{
    let shape: ListShape<T> = parse(body)?;
    let items = shape.data.0.ok_or(WireError::Missing { thing: "a list", field: "data" })?;
    Ok(items.into_iter().filter_map(|item| item.0))
}

/// One object; anything else in its place is an error.
pub(super) fn object<T: for<'de> Deserialize<'de>>(body: &[u8], thing: &'static str) -> Result<T, WireError> {
    parse::<Record<T>>(body)?.0.ok_or(WireError::Missing { thing, field: "id" })
}

/// Reads a lead.
pub fn lead(body: &[u8]) -> Result<Lead, WireError> {
    let shape: LeadShape = object(body, "a lead")?;
    let opportunities = shape.opportunities.items().filter_map(|deal| deal.0);
    let mut texts = Interner::default();
    let tasks = shape.tasks.items().filter_map(|task| task.0?.read(&mut texts).ok());
    Ok(Lead {
        status: shape.status_label.text(),
        contacts: shape.contacts.items().filter_map(|contact| contact.0?.read()).collect(),
        opportunities: opportunities.filter(OpportunityShape::is_open).map(OpportunityShape::read).collect(),
        tasks: tasks.filter(|(task, _)| !task.is_complete).map(|(task, _)| OpenTask::of(&task)).collect(),
    })
}

/// Reads an opportunity.
pub fn opportunity(body: &[u8]) -> Result<Opportunity, WireError> {
    object(body, "an opportunity").map(OpportunityShape::read)
}

/// Reads one call.
pub fn call(body: &[u8]) -> Result<CallRecord, WireError> {
    object(body, "a call").map(CallShape::read)
}

/// Reads a list of calls.
pub fn calls(body: &[u8]) -> Result<Vec<(ActivityId, CallRecord)>, WireError> {
    let shapes = items::<CallShape>(body)?;
    Ok(shapes.filter_map(|shape| Some((ActivityId::new(shape.id.clone().text()?), shape.read()))).collect())
}

/// Reads one text message.
pub fn sms(body: &[u8]) -> Result<SmsMessage, WireError> {
    object(body, "a text message").map(SmsShape::read)
}

/// Reads a list of text messages.
pub fn messages(body: &[u8]) -> Result<Vec<(ActivityId, SmsMessage)>, WireError> {
    let shapes = items::<SmsShape>(body)?;
    Ok(shapes.filter_map(|shape| Some((ActivityId::new(shape.id.clone().text()?), shape.read()))).collect())
}

/// Reads comments: those that were not taken back, oldest first.
pub fn comments(body: &[u8]) -> Result<Vec<Comment>, WireError> {
    let mut comments: Vec<Comment> = items::<CommentShape>(body)?.filter_map(CommentShape::read).collect();
    comments.sort_by_key(|comment| comment.at);
    Ok(comments)
}

/// Whether there are more than the answer holds.
pub fn has_more(body: &[u8]) -> bool {
    parse::<ListShape<CommentShape>>(body).is_ok_and(|list| list.has_more.flag() == Some(true))
}

/// Reads one comment; what has no id cannot be told from others.
pub fn comment(body: &[u8]) -> Result<Comment, WireError> {
    let missing = WireError::Missing { thing: "a comment", field: "id" };
    let shape: CommentShape = object(body, "a comment")?;
    if shape.id.clone().text().is_none() {
        return Err(missing);
    }
    shape.read().ok_or(WireError::Missing { thing: "a comment", field: "body" })
}

impl PhoneShape {
    fn read(self) -> Option<Text> {
        let number = self.phone.text();
        readable(self.phone_formatted.text(), number.as_deref()).or(number)
    }
}

impl ContactShape {
    // A contact without anything to show is none.
    fn read(self) -> Option<Contact> {
        let phones = self.phones.items().filter_map(|shape| shape.0);
        let emails = self.emails.items().filter_map(|shape| shape.0);
        let id = self.id.text().map(ContactId::new);
        let contact = Contact {
            id: None,
            name: self.display_name.text().or(self.name.text()),
            title: self.title.text(),
            phones: phones.filter_map(PhoneShape::read).collect(),
            emails: emails.filter_map(|it| it.email.text()).collect(),
            zone: self.timezone.text().and_then(|name| Zone::named(name.trim()).ok()),
        };
        (contact != Contact::default()).then_some(Contact { id, ..contact })
    }
}

impl OpportunityShape {
    fn is_open(&self) -> bool {
        self.status_type.clone().text().is_none_or(|kind| &*kind == "active")
    }

    fn read(self) -> Opportunity {
        let cents = self.value.whole().map(|cents| format!("{}.{:02}", cents / 100, (cents % 100).abs()));
        Opportunity {
            value: self.value_formatted.text().or(cents.map(Text::from)),
            status: self.status_display_name.text().or(self.status_label.text()),
            confidence: self.confidence.whole().and_then(|percent| u8::try_from(percent.clamp(0, 100)).ok()),
            expected: read_instant(self.date_won).map(|at| Zone::UTC.day_of(at)),
            owner: self.user_name.text(),
            note: written(self.note, self.note_html),
        }
    }
}

impl CallShape {
    fn read(self) -> CallRecord {
        let length = self.duration.whole().filter(|seconds| *seconds > 0).or(self.voicemail_duration.whole());
        let transcript = self.voicemail_transcript.0.and_then(TranscriptShape::read);
        CallRecord {
            direction: self.direction.text(),
            outcome: self.disposition.text().or(self.status.text()),
            seconds: length.and_then(|seconds| u32::try_from(seconds).ok()),
            at: read_instant(self.activity_at).or(read_instant(self.date_created)),
            by: self.user_name.text(),
            note: written(self.note, self.note_html),
            recording: self.recording_url.text(),
            voicemail: self.voicemail_url.text(),
            transcript: transcript.or_else(|| self.recording_transcript.0.and_then(TranscriptShape::read)),
        }
    }
}

impl TranscriptShape {
    // One voice needs no name before each line.
    fn read(self) -> Option<Text> {
        let said = self.utterances.items().filter_map(|utterance| utterance.0);
        let said: Vec<(bool, Text)> = said
            .filter_map(|it| Some((it.speaker_side.text().as_deref() == Some("close-user"), it.text.text()?)))
            .collect();
        let is_talk = said.iter().any(|(is_ours, _)| *is_ours) && said.iter().any(|(is_ours, _)| !is_ours);
        let line = |(is_ours, text): &(bool, Text)| match (is_talk, is_ours) {
            (false, _) => text.to_string(),
            (true, true) => format!("Us: {text}"),
            (true, false) => format!("They: {text}"),
        };
        let lines: Vec<String> = said.iter().map(line).collect();
        if lines.is_empty() { self.summary_text.text() } else { Some(lines.join("\n").into()) }
    }
}

impl SmsShape {
    fn read(self) -> SmsMessage {
        let at = read_instant(self.date_sent).or(read_instant(self.activity_at));
        SmsMessage {
            direction: self.direction.text(),
            text: self.text.text(),
            at: at.or(read_instant(self.date_created)),
            error: self.error_message.text(),
            attachments: attachments(self.attachments),
        }
    }
}

impl CommentShape {
    fn read(self) -> Option<Comment> {
        if self.removed_at.text().is_some() {
            return None;
        }
        Some(Comment {
            id: CommentId::new(self.id.text().unwrap_or_default()),
            by: self.created_by.text().map(UserId::new),
            at: read_instant(self.created_at).or(read_instant(self.date_created)),
            text: self.body.text().map(|body| spoken(&body)).filter(|text| !text.is_empty())?,
        })
    }
}

/// What is attached; pictures that are only part of the page are not.
pub(super) fn attachments(shapes: Many<Record<AttachmentShape>>) -> Vec<Attachment> {
    let shapes = shapes.items().filter_map(|shape| shape.0);
    shapes
        .filter(|it| it.inline_only.flag() != Some(true))
        .filter_map(|it| {
            let bytes = it.size.whole().and_then(|bytes| u64::try_from(bytes).ok());
            Some(Attachment { name: it.filename.text()?, bytes, link: it.url.text() })
        })
        .collect()
}

pub(super) fn read_instant(scalar: Scalar) -> Option<Timestamp> {
    due::read_timestamp(scalar.text()?.trim()).ok()
}

// A note comes plain, as HTML, or both; the plain one has been seen to hold HTML too.
fn written(note: Scalar, html: Scalar) -> Option<Text> {
    let text = note.text().or(html.text())?;
    let text = if text.starts_with("<body") || text.starts_with("<p>") { plain(&text) } else { text };
    (!text.trim().is_empty()).then_some(text)
}
