//! Threads and their mails as Close sends them.
//!
//! A thread names its mails under one of two names and shows only how each begins; the whole mails are asked
//! for by id and laid over it. Drafts are nobody's business yet.

use serde::Deserialize;

use super::WireError;
use super::lenient::{Many, Record, Scalar};
use super::readable::{filled, plain, tidy, unquoted};
use super::related::{AttachmentShape, attachments, items, object, read_instant};
use crate::domain::id::{ActivityId, Text};
use crate::domain::related::{Thread, ThreadMail};

/// The fields of a mail we ask for.
pub const MAIL: &str = "id,thread_id,direction,status,sender,to,cc,date_sent,activity_at,date_created,body_text,\
    body_text_quoted,body_html,body_preview,attachments";
/// The fields of a thread we ask for.
pub const THREAD: &str = "id,emails,latest_emails";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ThreadShape {
    id: Scalar,
    emails: Many<Record<MailShape>>,
    latest_emails: Many<Record<MailShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MailShape {
    id: Scalar,
    direction: Scalar,
    status: Scalar,
    sender: Scalar,
    to: Many<Scalar>,
    cc: Many<Scalar>,
    date_sent: Scalar,
    activity_at: Scalar,
    date_created: Scalar,
    body_text: Scalar,
    body_text_quoted: Many<Record<PartShape>>,
    body_html: Scalar,
    body_preview: Scalar,
    attachments: Many<Record<AttachmentShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PartShape {
    text: Scalar,
    expand: Scalar,
}

/// Reads one thread, each mail as far as it goes.
pub fn thread(body: &[u8]) -> Result<Thread, WireError> {
    object(body, "a thread").map(ThreadShape::read)
}

/// Reads a list of threads.
pub fn threads(body: &[u8]) -> Result<Vec<(ActivityId, Thread)>, WireError> {
    let shapes = items::<ThreadShape>(body)?;
    Ok(shapes.filter_map(|shape| Some((ActivityId::new(shape.id.clone().text()?), shape.read()))).collect())
}

/// Reads a list of whole mails.
pub fn mails(body: &[u8]) -> Result<Vec<ThreadMail>, WireError> {
    Ok(items::<MailShape>(body)?.filter_map(MailShape::read).collect())
}

impl ThreadShape {
    fn read(self) -> Thread {
        let shapes = if self.emails.len() > 0 { self.emails } else { self.latest_emails };
        let mut mails: Vec<ThreadMail> = shapes.items().filter_map(|shape| shape.0?.read()).collect();
        mails.sort_by_key(|mail| std::cmp::Reverse(mail.at));
        Thread { mails }
    }
}

impl MailShape {
    fn read(self) -> Option<ThreadMail> {
        let id = ActivityId::new(self.id.clone().text()?);
        if self.status.clone().text().as_deref() == Some("draft") {
            return None;
        }
        let at = read_instant(self.date_sent).or(read_instant(self.activity_at));
        let body = Body { parts: self.body_text_quoted, text: self.body_text, html: self.body_html };
        let (text, quoted) = body.read().unwrap_or_else(|| (self.body_preview.text().unwrap_or_default(), 0));
        Some(ThreadMail {
            id,
            is_incoming: self.direction.text().as_deref() == Some("incoming"),
            from: self.sender.text(),
            to: self.to.items().chain(self.cc.items()).filter_map(Scalar::text).collect(),
            at: at.or(read_instant(self.date_created)),
            text,
            quoted,
            attachments: attachments(self.attachments),
        })
    }
}

/// The forms the words of a mail come in, the most useful first.
struct Body {
    parts: Many<Record<PartShape>>,
    text: Scalar,
    html: Scalar,
}

impl Body {
    fn read(self) -> Option<(Text, usize)> {
        if let Some(parts) = from_parts(self.parts) {
            return Some(parts);
        }
        let text = self.text.text().map(|text| text.to_string());
        let text = text.or_else(|| self.html.text().map(|html| plain(&html).to_string()))?;
        let (new, quoted) = unquoted(&text);
        Some((new.into(), quoted))
    }
}

// Close has told the new parts from the quoted ones already.
fn from_parts(parts: Many<Record<PartShape>>) -> Option<(Text, usize)> {
    let parts = parts.items().filter_map(|part| part.0);
    let parts = parts.filter_map(|part| Some((part.expand.flag() != Some(false), part.text.text()?)));
    let (new, old): (Vec<_>, Vec<_>) = parts.partition(|(is_new, _)| *is_new);
    let new: Vec<String> = new.iter().map(|(_, text)| text.to_string()).collect();
    let (text, quoted) = unquoted(&new.join("\n"));
    let folded: usize = old.iter().map(|(_, text)| filled(&text.lines().collect::<Vec<_>>())).sum();
    (!text.is_empty()).then(|| (tidy(&text).into(), quoted + folded))
}
