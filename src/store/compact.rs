//! A task as a row of bytes.
//!
//! Ten thousand of them must load in a few milliseconds, so this is a plain sequence: numbers in seven-bit
//! groups, texts with their length before them, one after the other in a fixed order. What [`pack`] writes
//! [`unpack`] reads back exactly; anything else is refused, never guessed at. A new field goes to the end,
//! with a migration that empties the table: tasks can always be fetched again.

use chrono::{DateTime, Datelike, NaiveDate};

use crate::domain::due::Due;
use crate::domain::id::{ContactId, LeadId, Named, TaskId, Text, UserId};
use crate::domain::kind::{Call, Deal, Kind, Mail, Other, Phone, Sms};
use crate::domain::task::{Finished, Priority, Stamp, Task};
use crate::domain::zone::Timestamp;

use super::bytes::{Pen, Read, Reader, Strange};

/// Writes everything of a task except what has a column of its own.
pub(super) fn pack(task: &Task) -> Vec<u8> {
    let mut pen = Pen::default();
    pack_kind(&mut pen, &task.kind);
    pack_named(&mut pen, task.lead.as_ref().map(|lead| (lead.id.as_str(), lead.name())));
    pack_named(&mut pen, task.contact.as_ref().map(|contact| (contact.id.as_str(), contact.name())));
    pack_named(&mut pen, task.assignee.as_ref().map(|person| (person.id.as_str(), person.name())));
    pack_due(&mut pen, task.due);
    pack_priority(&mut pen, task.priority.as_ref());
    pack_stamp(&mut pen, &task.created);
    pack_stamp(&mut pen, &task.updated);
    pen.maybe(task.object.as_ref(), |pen, (kind, id)| {
        pen.text(kind);
        pen.text(id);
    });
    pen.flag(task.is_from_sequence);
    pen.maybe(task.finished.as_deref(), |pen, finished| {
        pack_instant(pen, finished.at);
        pen.flag(finished.is_ours);
    });
    pen.finish()
}

/// Reads what [`pack`] wrote.
pub(super) fn unpack(id: Text, is_complete: bool, reader: &mut Reader) -> Read<Task> {
    let mut task = Task {
        id: TaskId::new(id),
        kind: unpack_kind(reader)?,
        lead: unpack_named(reader, LeadId::new)?,
        contact: unpack_named(reader, ContactId::new)?,
        assignee: unpack_named(reader, UserId::new)?,
        due: unpack_due(reader)?,
        is_complete,
        finished: None,
        priority: unpack_priority(reader)?,
        created: unpack_stamp(reader)?,
        updated: unpack_stamp(reader)?,
        object: reader.maybe(|reader| Ok((reader.common_text()?, reader.text()?)))?,
        is_from_sequence: reader.flag()?,
    };
    let finished =
        reader.maybe(|reader| Ok(Finished { at: unpack_instant(reader)?, is_ours: reader.flag()? }))?;
    task.finished = finished.map(Box::new);
    if reader.is_at_end() { Ok(task) } else { Err(Strange) }
}

fn pack_kind(pen: &mut Pen, kind: &Kind) {
    pen.number(kind_number(kind));
    match kind {
        Kind::ToDo(text) => pen.text(text),
        Kind::OutgoingCall(text) => pen.maybe_text(text.as_ref()),
        Kind::IncomingEmail(mail) | Kind::EmailFollowup(mail) => pack_mail(pen, mail),
        Kind::MissedCall(call) | Kind::Voicemail(call) | Kind::DetachedCall(call) => pack_call(pen, call),
        Kind::IncomingSms(sms) => pack_sms(pen, sms),
        Kind::OpportunityDue(deal) => pack_deal(pen, deal),
        Kind::Other(other) => {
            pen.text(&other.name);
            pen.maybe_text(other.text.as_ref());
        }
    }
}

// Part of the format: a number is never given to another kind.
fn kind_number(kind: &Kind) -> u64 {
    match kind {
        Kind::ToDo(_) => 0,
        Kind::OutgoingCall(_) => 1,
        Kind::IncomingEmail(_) => 2,
        Kind::EmailFollowup(_) => 3,
        Kind::MissedCall(_) => 4,
        Kind::Voicemail(_) => 5,
        Kind::DetachedCall(_) => 6,
        Kind::IncomingSms(_) => 7,
        Kind::OpportunityDue(_) => 8,
        Kind::Other(_) => 9,
    }
}

fn unpack_kind(reader: &mut Reader) -> Read<Kind> {
    Ok(match reader.number()? {
        // "Follow up" is what many tasks are about.
        0 => Kind::ToDo(reader.common_text()?),
        1 => Kind::OutgoingCall(reader.maybe(Reader::common_text)?),
        2 => Kind::IncomingEmail(Box::new(unpack_mail(reader)?)),
        3 => Kind::EmailFollowup(Box::new(unpack_mail(reader)?)),
        4 => Kind::MissedCall(Box::new(unpack_call(reader)?)),
        5 => Kind::Voicemail(Box::new(unpack_call(reader)?)),
        6 => Kind::DetachedCall(Box::new(unpack_call(reader)?)),
        7 => Kind::IncomingSms(Box::new(unpack_sms(reader)?)),
        8 => Kind::OpportunityDue(Box::new(unpack_deal(reader)?)),
        9 => Kind::Other(Box::new(Other { name: reader.piece()?.into(), text: reader.maybe_text()? })),
        _ => return Err(Strange),
    })
}

fn pack_mail(pen: &mut Pen, mail: &Mail) {
    pen.maybe_text(mail.subject.as_ref());
    pen.maybe_text(mail.preview.as_ref());
    pen.number(mail.unread as u64);
}

fn unpack_mail(reader: &mut Reader) -> Read<Mail> {
    Ok(Mail {
        subject: reader.maybe(Reader::common_text)?,
        preview: reader.maybe_text()?,
        unread: reader.number()?.try_into()?,
    })
}

fn pack_call(pen: &mut Pen, call: &Call) {
    pack_phone(pen, &call.from);
    pen.maybe_text(call.ours.as_ref());
    pen.maybe_text(call.recording.as_ref());
    pen.maybe(call.seconds, |pen, seconds| pen.number(seconds.into()));
}

fn unpack_call(reader: &mut Reader) -> Read<Call> {
    Ok(Call {
        from: unpack_phone(reader)?,
        ours: reader.maybe(Reader::common_text)?,
        recording: reader.maybe_text()?,
        seconds: reader.maybe(|reader| Ok(reader.number()?.try_into()?))?,
    })
}

fn pack_sms(pen: &mut Pen, sms: &Sms) {
    pen.maybe_text(sms.text.as_ref());
    pack_phone(pen, &sms.from);
    pen.maybe_text(sms.ours.as_ref());
    pen.number(sms.attachments.len() as u64);
    sms.attachments.iter().for_each(|name| pen.text(name));
}

fn unpack_sms(reader: &mut Reader) -> Read<Sms> {
    Ok(Sms {
        text: reader.maybe_text()?,
        from: unpack_phone(reader)?,
        ours: reader.maybe(Reader::common_text)?,
        attachments: (0..reader.number()?).map(|_| reader.text()).collect::<Read<_>>()?,
    })
}

fn pack_deal(pen: &mut Pen, deal: &Deal) {
    pen.maybe_text(deal.note.as_ref());
    pen.maybe_text(deal.value.as_ref());
    pen.maybe(deal.cents, Pen::signed);
    pen.maybe_text(deal.period.as_ref());
}

fn unpack_deal(reader: &mut Reader) -> Read<Deal> {
    Ok(Deal {
        note: reader.maybe_text()?,
        value: reader.maybe_text()?,
        cents: reader.maybe(Reader::signed)?,
        period: reader.maybe(Reader::common_text)?,
    })
}

fn pack_phone(pen: &mut Pen, phone: &Phone) {
    pen.maybe_text(phone.number.as_ref());
    pen.maybe_text(phone.formatted.as_ref());
    pen.maybe_text(phone.region.as_ref());
}

fn unpack_phone(reader: &mut Reader) -> Read<Phone> {
    Ok(Phone {
        number: reader.maybe_text()?,
        formatted: reader.maybe_text()?,
        region: reader.maybe(Reader::common_text)?,
    })
}

fn pack_named(pen: &mut Pen, named: Option<(&str, Option<&str>)>) {
    pen.maybe(named, |pen, (id, name)| {
        pen.text(id);
        pen.maybe(name, Pen::text);
    });
}

// The same companies and people are behind many tasks.
fn unpack_named<Id>(reader: &mut Reader, make: impl FnOnce(Text) -> Id) -> Read<Option<Named<Id>>> {
    reader.maybe(|reader| {
        Ok(Named { id: make(reader.common_text()?), name: reader.maybe(Reader::common_text)? })
    })
}

fn pack_due(pen: &mut Pen, due: Option<Due>) {
    match due {
        None => pen.number(0),
        Some(Due::Day(day)) => {
            pen.number(1);
            pen.signed(day.num_days_from_ce().into());
        }
        Some(Due::At(at)) => {
            pen.number(2);
            pack_instant(pen, at);
        }
    }
}

fn unpack_due(reader: &mut Reader) -> Read<Option<Due>> {
    Ok(match reader.number()? {
        0 => None,
        1 => Some(Due::Day(unpack_day(reader)?)),
        2 => Some(Due::At(unpack_instant(reader)?)),
        _ => return Err(Strange),
    })
}

fn unpack_day(reader: &mut Reader) -> Read<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(reader.signed()?.try_into()?).ok_or(Strange)
}

fn pack_priority(pen: &mut Pen, priority: Option<&Priority>) {
    match priority {
        None => pen.number(0),
        Some(Priority::High) => pen.number(1),
        Some(Priority::Medium) => pen.number(2),
        Some(Priority::Other(text)) => {
            pen.number(3);
            pen.text(text);
        }
    }
}

fn unpack_priority(reader: &mut Reader) -> Read<Option<Priority>> {
    Ok(match reader.number()? {
        0 => None,
        1 => Some(Priority::High),
        2 => Some(Priority::Medium),
        3 => Some(Priority::Other(reader.text()?)),
        _ => return Err(Strange),
    })
}

fn pack_stamp(pen: &mut Pen, stamp: &Stamp) {
    pen.maybe(stamp.at, pack_instant);
    pen.maybe_text(stamp.by.as_ref());
}

fn unpack_stamp(reader: &mut Reader) -> Read<Stamp> {
    Ok(Stamp { at: reader.maybe(unpack_instant)?, by: reader.maybe(Reader::common_text)? })
}

fn pack_instant(pen: &mut Pen, at: Timestamp) {
    pen.signed(at.timestamp());
    pen.number(at.timestamp_subsec_nanos().into());
}

fn unpack_instant(reader: &mut Reader) -> Read<Timestamp> {
    DateTime::from_timestamp(reader.signed()?, reader.number()?.try_into()?).ok_or(Strange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::bytes::Shared;

    fn read(bytes: &[u8]) -> Read<Task> {
        let mut shared = Shared::default();
        unpack("task_1".into(), false, &mut Reader::new(bytes, &mut shared))
    }

    #[test]
    fn what_is_packed_comes_back() {
        let task = Task {
            lead: Some(Named::new(LeadId::new("lead_1"), "Acme")),
            due: Due::read("2026-03-12").ok(),
            finished: Some(Box::new(Finished { at: Timestamp::default(), is_ours: true })),
            ..Task::new("task_1", "Call \u{0}Ada\n")
        };
        assert_eq!(read(&pack(&task)), Ok(task));
    }

    #[test]
    fn a_row_cut_short_anywhere_is_refused() {
        let bytes = pack(&Task::new("task_1", "Call Ada"));
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), Err(Strange), "cut at {end}");
        }
    }

    #[test]
    fn a_row_with_something_after_it_is_refused() {
        let mut bytes = pack(&Task::new("task_1", "Call Ada"));
        bytes.push(0);
        assert_eq!(read(&bytes), Err(Strange));
    }

    #[test]
    fn a_kind_of_the_future_is_refused() {
        assert_eq!(read(&[99, 0, 0, 0]), Err(Strange));
    }
}
