//! What only one kind of task has.
//!
//! Which fields come with which kind follows Close's Tasks page and its samples. A kind not yet invented
//! keeps its name and whatever words came with it, so that it can be shown and worked on like any other.

use serde::Deserialize;

use super::intern::Interner;
use super::lenient::{Many, Record, Scalar};
use crate::domain::id::Text;
use crate::domain::kind::{Call, Deal, Kind, Mail, Other, Phone, Sms};
use crate::domain::phone;

/// The fields of all kinds together; most of them are missing from any one task.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct KindShape {
    #[serde(rename = "_type")]
    name: Scalar,
    text: Scalar,
    subject: Scalar,
    body_preview: Scalar,
    emails: Many<Scalar>,
    phone: Scalar,
    phone_formatted: Scalar,
    phone_number_description: Scalar,
    local_phone: Scalar,
    recording_url: Scalar,
    voicemail_url: Scalar,
    voicemail_duration: Scalar,
    remote_phone: Scalar,
    remote_phone_formatted: Scalar,
    remote_phone_description: Scalar,
    attachments: Many<Record<AttachmentShape>>,
    opportunity_note: Scalar,
    opportunity_value: Scalar,
    opportunity_value_formatted: Scalar,
    opportunity_value_period: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AttachmentShape {
    filename: Scalar,
    url: Scalar,
}

impl KindShape {
    /// The kind with its own fields.
    pub(super) fn read(self, texts: &mut Interner) -> Kind {
        let name = self.name.clone().text();
        match name.as_deref() {
            Some("lead") => Kind::ToDo(self.text.text().unwrap_or_default()),
            Some("outgoing_call") => Kind::OutgoingCall(self.text.text()),
            Some("incoming_email") => Kind::IncomingEmail(Box::new(self.mail())),
            Some("email_followup") => Kind::EmailFollowup(Box::new(self.mail())),
            Some("missed_call") => Kind::MissedCall(Box::new(self.call(texts))),
            Some("voicemail") => Kind::Voicemail(Box::new(self.call(texts))),
            Some("answered_detached_call") => Kind::DetachedCall(Box::new(self.call(texts))),
            Some("incoming_sms") => Kind::IncomingSms(Box::new(self.sms(texts))),
            Some("opportunity_due") => Kind::OpportunityDue(Box::new(self.deal(texts))),
            other => Kind::Other(Box::new(self.other(other.unwrap_or("unknown")))),
        }
    }

    fn mail(self) -> Mail {
        let unread = self.emails.len();
        Mail { subject: self.subject.text(), preview: self.body_preview.text(), unread }
    }

    fn call(self, texts: &mut Interner) -> Call {
        let number = self.phone.text();
        Call {
            from: Phone {
                formatted: readable(self.phone_formatted.text(), number.as_deref()),
                number,
                region: texts.text(self.phone_number_description),
            },
            ours: texts.text(self.local_phone),
            recording: self.voicemail_url.text().or(self.recording_url.text()),
            seconds: self.voicemail_duration.whole().and_then(|seconds| u32::try_from(seconds).ok()),
        }
    }

    fn sms(self, texts: &mut Interner) -> Sms {
        let number = self.remote_phone.text();
        Sms {
            text: self.text.text(),
            from: Phone {
                formatted: readable(self.remote_phone_formatted.text(), number.as_deref()),
                number,
                region: texts.text(self.remote_phone_description),
            },
            ours: texts.text(self.local_phone),
            attachments: self.attachments.items().map(|item| file_name(item.0)).collect(),
        }
    }

    fn deal(self, texts: &mut Interner) -> Deal {
        Deal {
            note: self.opportunity_note.text(),
            value: self.opportunity_value_formatted.text(),
            cents: self.opportunity_value.whole(),
            period: texts.text(self.opportunity_value_period),
        }
    }

    fn other(self, name: &str) -> Other {
        let text = self.text.text().or(self.subject.text()).or(self.body_preview.text());
        Other { name: name.into(), text }
    }
}

// An attachment without a name is still worth knowing of.
fn file_name(shape: Option<AttachmentShape>) -> Text {
    let shape = shape.unwrap_or_default();
    let last = |url: &Text| url.trim_end_matches('/').rsplit('/').next().map(Text::from);
    shape.filename.text().or(shape.url.text().as_ref().and_then(last)).unwrap_or_else(|| "attachment".into())
}

/// The readable form of a number: Close leaves it out of voicemails, or sends the digits again.
pub(super) fn readable(formatted: Option<Text>, number: Option<&str>) -> Option<Text> {
    let own = formatted.as_deref().or(number).and_then(phone::grouped).map(Text::from);
    own.or(formatted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::wire::{samples, task};

    fn kind(json: &str) -> Kind {
        task(json.as_bytes()).unwrap().kind
    }

    /// A task of this kind with these fields.
    fn made(name: &str, fields: &str) -> Kind {
        kind(&format!(r#"{{"id": "noti_1", "_type": "{name}", {fields}}}"#))
    }

    #[expect(clippy::unnecessary_wraps, reason = "every field it is compared with may be missing")]
    fn text(words: &str) -> Option<Text> {
        Some(words.into())
    }

    #[test]
    fn every_kind_is_known_by_its_name() {
        let names = samples::EVERY_KIND.iter().map(|json| kind(json).wire_name().to_owned());
        let expected = "lead outgoing_call incoming_email email_followup missed_call voicemail \
                        answered_detached_call incoming_sms opportunity_due";
        assert_eq!(names.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn to_dos_and_planned_calls_carry_words() {
        assert_eq!(kind(samples::TO_DO), Kind::ToDo("Take the samples along".into()));
        assert_eq!(kind(samples::OUTGOING_CALL), Kind::OutgoingCall(text("Ask who decides")));
        assert_eq!(made("outgoing_call", r#""text": null"#), Kind::OutgoingCall(None));
        assert_eq!(made("lead", r#""text": null"#), Kind::ToDo("".into()));
    }

    #[test]
    fn mail_carries_subject_beginning_and_count() {
        let mail = Mail { subject: text("Re: Oven lease"), preview: text("Two more questions"), unread: 2 };
        assert_eq!(kind(samples::INCOMING_EMAIL), Kind::IncomingEmail(Box::new(mail)));
        let mail = Mail { subject: text("Oven lease"), preview: text("As promised on"), unread: 0 };
        assert_eq!(kind(samples::EMAIL_FOLLOWUP), Kind::EmailFollowup(Box::new(mail)));
        assert_eq!(made("incoming_email", r#""emails": null"#), Kind::IncomingEmail(Box::default()));
    }

    #[test]
    fn calls_carry_numbers_and_recordings() {
        let Kind::MissedCall(call) = kind(samples::MISSED_CALL) else { panic!("no missed call") };
        let from = Phone {
            number: text("+15415550133"),
            formatted: text("+1 541-555-0133"),
            region: text("Oregon"),
        };
        assert_eq!((call.from, call.ours, call.recording), (from, text("+15035550100"), None));
        let Kind::Voicemail(call) = kind(samples::VOICEMAIL) else { panic!("no voicemail") };
        assert_eq!(
            (call.seconds, call.recording),
            (Some(21), text("https://api.close.com/call/acti_6/voicemail/"))
        );
        let Kind::DetachedCall(call) = kind(samples::DETACHED_CALL) else { panic!("no detached call") };
        assert_eq!(call.recording, text("https://api.close.com/call/acti_7/recording/"));
    }

    #[test]
    fn a_number_without_a_readable_form_is_grouped() {
        for (number, shown) in [
            ("+15415550133", "+1 541-555-0133"),
            ("+4930123456", "+49 30 123456"),
            ("030 123456", "030 123456"),
            ("+1541555é12", "+1541555é12"),
        ] {
            let Kind::Voicemail(call) = made("voicemail", &format!(r#""phone": "{number}""#)) else {
                panic!("no voicemail")
            };
            assert_eq!((call.from.shown(), call.from.number.as_deref()), (Some(shown), Some(number)));
        }
    }

    #[test]
    fn a_duration_may_be_a_text_and_never_negative() {
        for (value, seconds) in [(r#""21""#, Some(21)), ("21.2", Some(21)), ("-1", None), (r#""long""#, None)]
        {
            let Kind::Voicemail(call) = made("voicemail", &format!(r#""voicemail_duration": {value}"#))
            else {
                panic!("no voicemail")
            };
            assert_eq!(call.seconds, seconds, "{value}");
        }
    }

    #[test]
    fn messages_carry_their_attachments_by_name() {
        let Kind::IncomingSms(sms) = kind(samples::INCOMING_SMS) else { panic!("no message") };
        assert_eq!((sms.text, sms.ours), (text("Is this the right one?"), text("+15035550100")));
        assert_eq!(sms.from.shown(), Some("+1 541-555-0133"));
        assert_eq!(sms.attachments, [Text::from("door.jpg")]);
        let odd =
            made("incoming_sms", r#""attachments": [null, {"url": "https://a.b/media_1/"}, {"size": "7"}]"#);
        let Kind::IncomingSms(sms) = odd else { panic!("no message") };
        assert_eq!(sms.attachments, ["attachment", "media_1", "attachment"].map(Text::from));
    }

    #[test]
    fn opportunities_carry_their_value_in_cents() {
        let deal = Deal {
            note: text("Waiting for the landlord"),
            value: text("$12,500"),
            cents: Some(1_250_000),
            period: text("annual"),
        };
        assert_eq!(kind(samples::OPPORTUNITY_DUE), Kind::OpportunityDue(Box::new(deal)));
        let Kind::OpportunityDue(deal) = made("opportunity_due", r#""opportunity_value": "99.6""#) else {
            panic!("no opportunity")
        };
        assert_eq!((deal.cents, deal.note), (Some(100), None));
    }

    #[test]
    fn a_kind_not_yet_invented_keeps_its_name_and_its_words() {
        let other = |name: &str, words| Kind::Other(Box::new(Other { name: name.into(), text: words }));
        assert_eq!(made("incoming_fax", r#""subject": "Order 7""#), other("incoming_fax", text("Order 7")));
        assert_eq!(kind(r#"{"id": "task_1", "text": "x"}"#), other("unknown", text("x")));
        assert_eq!(kind(r#"{"id": "task_1", "_type": null}"#), other("unknown", None));
    }
}
