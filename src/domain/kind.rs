//! The nine kinds of task, each with what only it has, and any kind not yet invented.
//!
//! Which kinds exist and which fields they carry follows Close's Tasks page. Everything but the kind itself
//! may be missing. Knows nothing of how a kind is drawn or decoded.

use super::amount;
use super::id::Text;

/// What sort of thing waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A to-do somebody wrote (`lead`): the only kind whose text can be edited.
    ToDo(Text),
    /// A planned call (`outgoing_call`), perhaps with a note.
    OutgoingCall(Option<Text>),
    /// Unread mail of one thread.
    IncomingEmail(Box<Mail>),
    /// A sent mail that got no answer.
    EmailFollowup(Box<Mail>),
    /// A call nobody took.
    MissedCall(Box<Call>),
    /// A message left on the machine.
    Voicemail(Box<Call>),
    /// An answered call from a number no contact has.
    DetachedCall(Box<Call>),
    /// A text message.
    IncomingSms(Box<Sms>),
    /// An opportunity whose expected close date has come.
    OpportunityDue(Box<Deal>),
    /// A kind this program does not know: shown, and as changeable as any other.
    Other(Box<Other>),
}

/// A mail thread, as far as the task carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// The subject; mail may have none.
    pub subject: Option<Text>,
    /// The beginning of the newest mail, about 70 characters.
    pub preview: Option<Text>,
    /// How many unread mails the task stands for.
    pub unread: usize,
}

/// A call, as far as the task carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// Who rang.
    pub from: Phone,
    /// Our own number that was rung, in E.164.
    pub ours: Option<Text>,
    /// Where the recording or the voicemail can be fetched.
    pub recording: Option<Text>,
    /// Length of the voicemail in seconds.
    pub seconds: Option<u32>,
}

/// A telephone number in the forms Close sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone {
    /// In E.164, such as `+16505553344`.
    pub number: Option<Text>,
    /// For people, such as `+1 650-555-3344`.
    pub formatted: Option<Text>,
    /// A region or country.
    pub region: Option<Text>,
}

/// A text message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sms {
    /// What it says.
    pub text: Option<Text>,
    /// Who sent it.
    pub from: Phone,
    /// Our own number, in E.164.
    pub ours: Option<Text>,
    /// File names of pictures and other attachments.
    pub attachments: Vec<Text>,
}

/// An opportunity, as far as the task carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deal {
    /// The note on the opportunity.
    pub note: Option<Text>,
    /// Its value as Close writes it for people, such as `$1,300`.
    pub value: Option<Text>,
    /// Its value in cents.
    pub cents: Option<i64>,
    /// `one_time`, `monthly` or `annual`.
    pub period: Option<Text>,
}

/// A kind of task this program does not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Other {
    /// Close's name for the kind.
    pub name: Box<str>,
    /// Whatever text or subject came with it.
    pub text: Option<Text>,
}

impl Kind {
    /// Close's own name for the kind, as `_type` carries it.
    pub fn wire_name(&self) -> &str {
        match self {
            Self::ToDo(_) => "lead",
            Self::OutgoingCall(_) => "outgoing_call",
            Self::IncomingEmail(_) => "incoming_email",
            Self::EmailFollowup(_) => "email_followup",
            Self::MissedCall(_) => "missed_call",
            Self::Voicemail(_) => "voicemail",
            Self::DetachedCall(_) => "answered_detached_call",
            Self::IncomingSms(_) => "incoming_sms",
            Self::OpportunityDue(_) => "opportunity_due",
            Self::Other(other) => &other.name,
        }
    }

    /// The word a rep uses for the kind.
    pub fn word(&self) -> &str {
        match self {
            Self::ToDo(_) => "To-do",
            Self::OutgoingCall(_) => "Call",
            Self::IncomingEmail(_) => "Email",
            Self::EmailFollowup(_) => "Follow-up",
            Self::MissedCall(_) => "Missed",
            Self::Voicemail(_) => "Voicemail",
            Self::DetachedCall(_) => "Answered",
            Self::IncomingSms(_) => "SMS",
            Self::OpportunityDue(_) => "Deal due",
            Self::Other(other) => other.word(),
        }
    }

    /// So many of the kind: `1 missed call`, `20 emails`.
    pub fn counted(&self, count: usize) -> String {
        let noun = match self {
            Self::ToDo(_) => "to-do",
            Self::OutgoingCall(_) => "planned call",
            Self::IncomingEmail(_) => "email",
            Self::EmailFollowup(_) => "follow-up",
            Self::MissedCall(_) => "missed call",
            Self::Voicemail(_) => "voicemail",
            Self::DetachedCall(_) => "call from an unknown number",
            Self::IncomingSms(_) => "SMS",
            Self::OpportunityDue(_) => "due deal",
            Self::Other(other) => return format!("{count} {}", other.word()),
        };
        amount::counted(count, noun)
    }

    /// What the kind is, said in full.
    pub fn title(&self) -> &str {
        match self {
            Self::ToDo(_) => "To-do",
            Self::OutgoingCall(_) => "Planned call",
            Self::IncomingEmail(_) => "Email to answer",
            Self::EmailFollowup(_) => "Follow-up on an email",
            Self::MissedCall(_) => "Missed call",
            Self::Voicemail(_) => "Voicemail",
            Self::DetachedCall(_) => "Answered call from an unknown number",
            Self::IncomingSms(_) => "SMS to answer",
            Self::OpportunityDue(_) => "Deal due",
            Self::Other(other) if other.word() == "WhatsApp" => "WhatsApp message",
            Self::Other(other) => &other.name,
        }
    }

    /// What it is, and whom it is about: `Missed call from Acme`.
    pub fn about(&self, who: &str) -> String {
        match self {
            Self::DetachedCall(_) => format!("Answered call from {who}"),
            _ if self.is_inbound() => format!("{} from {who}", self.title()),
            _ => format!("{} for {who}", self.title()),
        }
    }

    /// The text written on it, where the kind has one of its own.
    pub fn text(&self) -> Option<&str> {
        self.shared_text().map(AsRef::as_ref)
    }

    /// The same, to be shared.
    pub fn shared_text(&self) -> Option<&Text> {
        match self {
            Self::ToDo(text) => Some(text),
            Self::OutgoingCall(text) => text.as_ref(),
            Self::IncomingEmail(mail) | Self::EmailFollowup(mail) => mail.preview.as_ref(),
            Self::IncomingSms(sms) => sms.text.as_ref(),
            Self::OpportunityDue(deal) => deal.note.as_ref(),
            Self::Other(other) => other.text.as_ref(),
            Self::MissedCall(_) | Self::Voicemail(_) | Self::DetachedCall(_) => None,
        }
    }

    /// Whether somebody outside caused it and waits for an answer: its date is when that was, not a promise.
    pub fn is_inbound(&self) -> bool {
        matches!(
            self,
            Self::IncomingEmail(_)
                | Self::MissedCall(_)
                | Self::Voicemail(_)
                | Self::DetachedCall(_)
                | Self::IncomingSms(_)
        ) || self.wire_name().starts_with("incoming_")
    }

    /// The telephone number the task is about.
    pub fn phone(&self) -> Option<&Phone> {
        match self {
            Self::MissedCall(call) | Self::Voicemail(call) | Self::DetachedCall(call) => Some(&call.from),
            Self::IncomingSms(sms) => Some(&sms.from),
            _ => None,
        }
    }
}

impl Other {
    // `incoming_whatsapp_message` is "WhatsApp" to a rep.
    fn word(&self) -> &str {
        let name = self.name.strip_prefix("incoming_").unwrap_or(&self.name);
        if name.starts_with("whatsapp") {
            return "WhatsApp";
        }
        name.split('_').next().filter(|word| !word.is_empty()).unwrap_or(&self.name)
    }
}

impl Phone {
    /// The number as a person reads it.
    pub fn shown(&self) -> Option<&str> {
        self.shared().map(AsRef::as_ref)
    }

    /// The same, to be shared.
    pub fn shared(&self) -> Option<&Text> {
        self.formatted.as_ref().or(self.number.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_nobody_knows_is_called_by_what_matters_of_its_name() {
        for (name, word) in
            [("incoming_whatsapp_message", "WhatsApp"), ("comment_mention", "comment"), ("_", "_")]
        {
            let kind = Kind::Other(Box::new(Other { name: name.into(), text: None }));
            assert_eq!((kind.word(), kind.wire_name()), (word, name));
        }
    }
}
