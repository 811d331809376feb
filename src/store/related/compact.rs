//! What stands behind a task as bytes, in the manner of the tasks' own.
//!
//! What [`pack`] writes [`unpack`] reads back exactly; anything else is refused. A new field comes with a
//! migration that empties the table.

use chrono::{DateTime, Datelike, NaiveDate};

use crate::domain::comment::Comment;
use crate::domain::id::{ActivityId, CommentId, ContactId, TaskId, Text, UserId};
use crate::domain::related::{
    Attachment, CallRecord, Contact, Lead, OpenTask, Opportunity, Related, SmsMessage, Thread, ThreadMail,
};
use crate::domain::zone::{Timestamp, Zone};
use crate::store::bytes::{Pen, Read, Reader, Strange};
use crate::store::dates;

/// Writes all of it.
pub(super) fn pack(related: &Related) -> Vec<u8> {
    let mut pen = Pen::default();
    match related {
        Related::Lead(lead) => pack_lead(tagged(&mut pen, 0), lead),
        Related::Thread(thread) => pack_list(tagged(&mut pen, 1), &thread.mails, pack_mail),
        Related::Call(call) => pack_call(tagged(&mut pen, 2), call),
        Related::Sms(sms) => pack_sms(tagged(&mut pen, 3), sms),
        Related::Opportunity(deal) => pack_deal(tagged(&mut pen, 4), deal),
        Related::Comments(comments) => pack_list(tagged(&mut pen, 5), comments, pack_comment),
    }
    pen.finish()
}

/// Reads what [`pack`] wrote.
pub(super) fn unpack(reader: &mut Reader<'_>) -> Read<Related> {
    let related = match reader.number()? {
        0 => Related::Lead(unpack_lead(reader)?),
        1 => Related::Thread(Thread { mails: unpack_list(reader, unpack_mail)? }),
        2 => Related::Call(unpack_call(reader)?),
        3 => Related::Sms(unpack_sms(reader)?),
        4 => Related::Opportunity(unpack_deal(reader)?),
        5 => Related::Comments(unpack_list(reader, unpack_comment)?),
        _ => return Err(Strange),
    };
    if reader.is_at_end() { Ok(related) } else { Err(Strange) }
}

fn tagged(pen: &mut Pen, tag: u64) -> &mut Pen {
    pen.number(tag);
    pen
}

fn pack_list<T>(pen: &mut Pen, items: &[T], pack: impl Fn(&mut Pen, &T)) {
    pen.number(items.len() as u64);
    items.iter().for_each(|item| pack(pen, item));
}

// Collected one by one: a length that the bytes do not bear out fails before it costs memory.
fn unpack_list<'a, T>(reader: &mut Reader<'a>, unpack: fn(&mut Reader<'a>) -> Read<T>) -> Read<Vec<T>> {
    (0..reader.number()?).map(|_| unpack(reader)).collect()
}

fn pack_lead(pen: &mut Pen, lead: &Lead) {
    pen.maybe_text(lead.status.as_ref());
    pack_list(pen, &lead.contacts, pack_contact);
    pack_list(pen, &lead.opportunities, pack_deal);
    pack_list(pen, &lead.tasks, pack_task);
}

fn unpack_lead(reader: &mut Reader<'_>) -> Read<Lead> {
    Ok(Lead {
        status: reader.maybe_text()?,
        contacts: unpack_list(reader, unpack_contact)?,
        opportunities: unpack_list(reader, unpack_deal)?,
        tasks: unpack_list(reader, unpack_task)?,
    })
}

fn pack_contact(pen: &mut Pen, contact: &Contact) {
    pen.maybe_text(contact.id.as_ref().map(ContactId::text));
    pen.maybe_text(contact.name.as_ref());
    pen.maybe_text(contact.title.as_ref());
    pack_list(pen, &contact.phones, |pen, text| pen.text(text));
    pack_list(pen, &contact.emails, |pen, text| pen.text(text));
    pen.maybe(contact.zone, |pen, zone| pen.text(zone.name()));
}

fn unpack_contact(reader: &mut Reader<'_>) -> Read<Contact> {
    Ok(Contact {
        id: reader.maybe_text()?.map(ContactId::new),
        name: reader.maybe_text()?,
        title: reader.maybe_text()?,
        phones: unpack_list(reader, Reader::text)?,
        emails: unpack_list(reader, Reader::text)?,
        zone: reader.maybe(|reader| Zone::named(reader.piece()?).map_err(|_| Strange))?,
    })
}

fn pack_task(pen: &mut Pen, task: &OpenTask) {
    pen.text(task.id.as_str());
    pen.text(&task.kind);
    pen.text(&task.subject);
    pen.maybe(task.due, |pen, due| pen.text(&dates::due_text(due)));
    pen.maybe_text(task.who.as_ref());
}

fn unpack_task(reader: &mut Reader<'_>) -> Read<OpenTask> {
    Ok(OpenTask {
        id: TaskId::new(reader.text()?),
        kind: reader.text()?,
        subject: reader.text()?,
        due: reader.maybe(|reader| dates::read_due(reader.piece()?).ok_or(Strange))?,
        who: reader.maybe_text()?,
    })
}

fn pack_mail(pen: &mut Pen, mail: &ThreadMail) {
    pen.text(mail.id.as_str());
    pen.flag(mail.is_incoming);
    pen.maybe_text(mail.from.as_ref());
    pack_list(pen, &mail.to, |pen, text| pen.text(text));
    pack_instant(pen, mail.at);
    pen.text(&mail.text);
    pen.number(mail.quoted as u64);
    pack_list(pen, &mail.attachments, pack_attachment);
}

fn unpack_mail(reader: &mut Reader<'_>) -> Read<ThreadMail> {
    Ok(ThreadMail {
        id: ActivityId::new(reader.text()?),
        is_incoming: reader.flag()?,
        from: reader.maybe_text()?,
        to: unpack_list(reader, Reader::text)?,
        at: unpack_instant(reader)?,
        text: reader.text()?,
        quoted: reader.number()?.try_into()?,
        attachments: unpack_list(reader, unpack_attachment)?,
    })
}

fn pack_attachment(pen: &mut Pen, attachment: &Attachment) {
    pen.text(&attachment.name);
    pen.maybe(attachment.bytes, Pen::number);
    pen.maybe_text(attachment.link.as_ref());
}

fn unpack_attachment(reader: &mut Reader<'_>) -> Read<Attachment> {
    Ok(Attachment { name: reader.text()?, bytes: reader.maybe(Reader::number)?, link: reader.maybe_text()? })
}

fn pack_call(pen: &mut Pen, call: &CallRecord) {
    let texts = [&call.direction, &call.outcome, &call.by, &call.note, &call.recording, &call.voicemail];
    texts.into_iter().for_each(|text| pen.maybe_text(text.as_ref()));
    pen.maybe_text(call.transcript.as_ref());
    pen.maybe(call.seconds, |pen, seconds| pen.number(seconds.into()));
    pack_instant(pen, call.at);
}

fn unpack_call(reader: &mut Reader<'_>) -> Read<CallRecord> {
    Ok(CallRecord {
        direction: reader.maybe_text()?,
        outcome: reader.maybe_text()?,
        by: reader.maybe_text()?,
        note: reader.maybe_text()?,
        recording: reader.maybe_text()?,
        voicemail: reader.maybe_text()?,
        transcript: reader.maybe_text()?,
        seconds: reader.maybe(|reader| Ok(reader.number()?.try_into()?))?,
        at: unpack_instant(reader)?,
    })
}

fn pack_sms(pen: &mut Pen, sms: &SmsMessage) {
    pen.maybe_text(sms.direction.as_ref());
    pen.maybe_text(sms.text.as_ref());
    pack_instant(pen, sms.at);
    pen.maybe_text(sms.error.as_ref());
    pack_list(pen, &sms.attachments, pack_attachment);
}

fn unpack_sms(reader: &mut Reader<'_>) -> Read<SmsMessage> {
    Ok(SmsMessage {
        direction: reader.maybe_text()?,
        text: reader.maybe_text()?,
        at: unpack_instant(reader)?,
        error: reader.maybe_text()?,
        attachments: unpack_list(reader, unpack_attachment)?,
    })
}

fn pack_deal(pen: &mut Pen, deal: &Opportunity) {
    let texts = [&deal.value, &deal.status, &deal.owner, &deal.note];
    texts.into_iter().for_each(|text| pen.maybe_text(text.as_ref()));
    pen.maybe(deal.confidence, |pen, percent| pen.number(percent.into()));
    pen.maybe(deal.expected, |pen, day| pen.signed(day.num_days_from_ce().into()));
}

fn unpack_deal(reader: &mut Reader<'_>) -> Read<Opportunity> {
    let day = |reader: &mut Reader<'_>| {
        NaiveDate::from_num_days_from_ce_opt(reader.signed()?.try_into()?).ok_or(Strange)
    };
    Ok(Opportunity {
        value: reader.maybe_text()?,
        status: reader.maybe_text()?,
        owner: reader.maybe_text()?,
        note: reader.maybe_text()?,
        confidence: reader.maybe(|reader| Ok(reader.number()?.try_into()?))?,
        expected: reader.maybe(day)?,
    })
}

fn pack_comment(pen: &mut Pen, comment: &Comment) {
    pen.text(comment.id.as_str());
    pen.maybe_text(comment.by.as_ref().map(UserId::text));
    pack_instant(pen, comment.at);
    pen.text(&comment.text);
}

fn unpack_comment(reader: &mut Reader<'_>) -> Read<Comment> {
    let (id, by): (Text, Option<Text>) = (reader.text()?, reader.maybe_text()?);
    let by = by.map(UserId::new);
    Ok(Comment { id: CommentId::new(id), by, at: unpack_instant(reader)?, text: reader.text()? })
}

// To the millisecond: nobody looks closer.
fn pack_instant(pen: &mut Pen, at: Option<Timestamp>) {
    pen.maybe(at, |pen, at| pen.signed(at.timestamp_millis()));
}

fn unpack_instant(reader: &mut Reader<'_>) -> Read<Option<Timestamp>> {
    reader.maybe(|reader| DateTime::from_timestamp_millis(reader.signed()?).ok_or(Strange))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::bytes::Shared;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Read<Related> {
        unpack(&mut Reader::new(bytes, &mut Shared::default()))
    }

    fn lead(deal: &Opportunity) -> Lead {
        let contact = Contact {
            id: Some(ContactId::new("cont_1")),
            name: Some("Ines".into()),
            title: Some("".into()),
            phones: vec!["+1".into(), "+2".into()],
            emails: vec!["ines@anchor.example".into()],
            zone: Zone::named("Europe/Berlin").ok(),
        };
        let task = OpenTask {
            id: TaskId::new("task_1"),
            kind: "To-do".into(),
            subject: "Send the samples".into(),
            due: crate::domain::due::Due::read("2026-03-09").ok(),
            who: Some("Ana".into()),
        };
        Lead {
            status: Some("New".into()),
            contacts: vec![contact],
            opportunities: vec![deal.clone()],
            tasks: vec![task],
        }
    }

    fn samples() -> Vec<Related> {
        let at = "2026-03-06T08:10:00.123Z".parse().ok();
        let deal = Opportunity {
            value: Some("$50".into()),
            confidence: Some(60),
            expected: "2026-03-20".parse().ok(),
            ..Opportunity::default()
        };
        let link = Some("https://app.close.com/go/file/1".into());
        let files = vec![Attachment { name: "a.pdf".into(), bytes: Some(9_000_000_000), link }];
        let mail = ThreadMail {
            id: ActivityId::new("acti_1"),
            is_incoming: true,
            from: Some("Ines".into()),
            to: vec!["Omar".into()],
            at,
            text: "Hello".into(),
            quoted: 3,
            attachments: files.clone(),
        };
        let (note, transcript) = (Some("n".into()), Some("t".into()));
        let call = CallRecord { note, transcript, seconds: Some(42), at, ..CallRecord::default() };
        let sms = SmsMessage { text: Some("Hi".into()), at, attachments: files, ..SmsMessage::default() };
        let (id, by) = (CommentId::new("comm_1"), Some(UserId::new("user_1")));
        vec![
            Related::Lead(lead(&deal)),
            Related::Thread(Thread { mails: vec![mail] }),
            Related::Call(call),
            Related::Sms(sms),
            Related::Opportunity(deal),
            Related::Comments(vec![Comment { id, by, at, text: "c".into() }]),
        ]
    }

    #[test]
    fn everything_comes_back_as_it_was() {
        for related in samples() {
            assert_eq!(read(&pack(&related)), Ok(related));
        }
    }

    #[test]
    fn half_of_it_is_refused() {
        for bytes in samples().iter().map(pack) {
            assert!((0..bytes.len()).all(|end| read(&bytes[..end]).is_err()));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_fall_over(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }
}
