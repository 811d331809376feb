//! What stands behind a task: its lead, and the mails, call, message or opportunity it is about.
//!
//! Plain values as Close last told them, only ever shown and never changed. Everything may be missing.
//! Knows nothing of when it is fetched or how it is drawn.

use chrono::NaiveDate;

use super::comment::Comment;
use super::due::Due;
use super::endpoint::Endpoint;
use super::id::{ActivityId, ContactId, LeadId, ObjectId, OpportunityId, TaskId, Text};
use super::kind::Kind;
use super::task::Task;
use super::zone::{Timestamp, Zone};

/// One thing that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A lead with its contacts.
    Lead(LeadId),
    /// A thread with its mails.
    Thread(ActivityId),
    /// A call.
    Call(ActivityId),
    /// A text message.
    Sms(ActivityId),
    /// An opportunity.
    Opportunity(OpportunityId),
    /// The comments on a task, or on the thing it is about.
    Comments(ObjectId),
}

/// One thing that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Related {
    /// A lead with its contacts.
    Lead(Lead),
    /// A thread with its mails.
    Thread(Thread),
    /// A call.
    Call(CallRecord),
    /// A text message.
    Sms(SmsMessage),
    /// An opportunity.
    Opportunity(Opportunity),
    /// Comments, oldest first.
    Comments(Vec<Comment>),
}

/// The company behind a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// The label of its status, such as `Qualified`.
    pub status: Option<Text>,
    /// The people there.
    pub contacts: Vec<Contact>,
    /// Its opportunities that are neither won nor lost.
    pub opportunities: Vec<Opportunity>,
    /// The tasks that are open on it, everybody's included.
    pub tasks: Vec<OpenTask>,
}

/// A task that is open on a lead, as far as a line about it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTask {
    /// Which one.
    pub id: TaskId,
    /// What sort of thing it is, in words.
    pub kind: Text,
    /// What it is about.
    pub subject: Text,
    /// When it is due.
    pub due: Option<Due>,
    /// The name of whoever is to do it.
    pub who: Option<Text>,
}

impl OpenTask {
    /// The line about a task.
    pub fn of(task: &Task) -> Self {
        Self {
            id: task.id.clone(),
            kind: task.kind.title().into(),
            subject: task.subject().into(),
            due: task.due,
            who: task.assignee.as_ref().and_then(|person| person.name.clone()),
        }
    }
}

/// A person at a lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Which one.
    pub id: Option<ContactId>,
    /// What the person is called.
    pub name: Option<Text>,
    /// The job.
    pub title: Option<Text>,
    /// Telephone numbers as people read them.
    pub phones: Vec<Text>,
    /// Mail addresses.
    pub emails: Vec<Text>,
    /// Where the person is, as far as Close knows the zone.
    pub zone: Option<Zone>,
}

/// Mails that answer each other, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The mails.
    pub mails: Vec<ThreadMail>,
}

/// One mail of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadMail {
    /// Which one.
    pub id: ActivityId,
    /// Whether the customer wrote it.
    pub is_incoming: bool,
    /// Who wrote it, as in the header of the mail.
    pub from: Option<Text>,
    /// To whom, copies included.
    pub to: Vec<Text>,
    /// When it was sent.
    pub at: Option<Timestamp>,
    /// What is new in it; may be empty.
    pub text: Text,
    /// How many lines of earlier mails it quotes.
    pub quoted: usize,
    /// What is attached.
    pub attachments: Vec<Attachment>,
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: Text,
    /// Its size in bytes.
    pub bytes: Option<u64>,
    /// Where it is.
    pub link: Option<Text>,
}

/// A call that was made, taken or missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallRecord {
    /// `inbound` or `outbound`.
    pub direction: Option<Text>,
    /// How it ended, in Close's word: `answered`, `no-answer`, `vm-left` and others.
    pub outcome: Option<Text>,
    /// How long it lasted.
    pub seconds: Option<u32>,
    /// When it was.
    pub at: Option<Timestamp>,
    /// Our person on the telephone.
    pub by: Option<Text>,
    /// What was noted.
    pub note: Option<Text>,
    /// Where the recording is.
    pub recording: Option<Text>,
    /// Where the voicemail is.
    pub voicemail: Option<Text>,
    /// What was said, in lines; of the voicemail where there is one, else of the call.
    pub transcript: Option<Text>,
}

/// A text message that was sent or received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmsMessage {
    /// `inbound` or `outbound`.
    pub direction: Option<Text>,
    /// What it says.
    pub text: Option<Text>,
    /// When it was sent.
    pub at: Option<Timestamp>,
    /// Why it was not delivered.
    pub error: Option<Text>,
    /// What is attached.
    pub attachments: Vec<Attachment>,
}

/// Something that may be sold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opportunity {
    /// Its value as Close writes it for people, such as `$50 monthly`.
    pub value: Option<Text>,
    /// The label of its status.
    pub status: Option<Text>,
    /// How likely it is, from 0 to 100.
    pub confidence: Option<u8>,
    /// When it is expected to close.
    pub expected: Option<NaiveDate>,
    /// Whose it is.
    pub owner: Option<Text>,
    /// What was noted.
    pub note: Option<Text>,
}

impl Key {
    /// What a task is about: the thing itself, if it has one that is known here.
    pub fn object_of(task: &Task) -> Option<Self> {
        let (kind, id) = task.object.as_ref()?;
        let activity = || ActivityId::new(id.clone());
        match &**kind {
            "emailthread" => Some(Self::Thread(activity())),
            "call" => Some(Self::Call(activity())),
            "sms" => Some(Self::Sms(activity())),
            "opportunity" => Some(Self::Opportunity(OpportunityId::new(id.clone()))),
            _ => None,
        }
    }

    /// The lead of a task.
    pub fn lead_of(task: &Task) -> Option<Self> {
        task.lead.as_ref().map(|lead| Self::Lead(lead.id.clone()))
    }

    /// The comments that belong to a task. What Close makes by itself goes when it is done: comments stand on
    /// the mails, the call or the deal it is about, where colleagues see them. What people made has them itself.
    pub fn comments_of(task: &Task) -> Option<Self> {
        commented(task).map(Self::Comments)
    }

    /// Everything that stands behind a task, the most telling first.
    pub fn all_of(task: &Task) -> impl Iterator<Item = Self> {
        Self::object_of(task).into_iter().chain(Self::lead_of(task)).chain(Self::comments_of(task))
    }

    /// Its id, of whatever sort.
    pub fn id(&self) -> &str {
        match self {
            Self::Lead(id) => id.as_str(),
            Self::Thread(id) | Self::Call(id) | Self::Sms(id) => id.as_str(),
            Self::Opportunity(id) => id.as_str(),
            Self::Comments(id) => id.as_str(),
        }
    }

    /// What it is called.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Lead(_) => "lead",
            Self::Thread(_) => "mails",
            Self::Call(_) => "call",
            Self::Sms(_) => "message",
            Self::Opportunity(_) => "opportunity",
            Self::Comments(_) => "comments",
        }
    }

    /// The group of requests it is asked for in.
    pub fn endpoint(&self) -> Endpoint {
        match self {
            Self::Lead(_) => Endpoint::Leads,
            Self::Thread(_) => Endpoint::Threads,
            Self::Call(_) => Endpoint::Calls,
            Self::Sms(_) => Endpoint::Messages,
            Self::Opportunity(_) => Endpoint::Opportunities,
            Self::Comments(_) => Endpoint::Comments,
        }
    }

    /// Whether Close gives several of this sort in one answer.
    pub fn comes_in_batches(&self) -> bool {
        matches!(self, Self::Thread(_) | Self::Call(_) | Self::Sms(_))
    }

    /// Whether both are of the same sort.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What a comment on a task is written on; nothing where Close has nothing that could be commented on.
pub fn commented(task: &Task) -> Option<ObjectId> {
    match &task.kind {
        Kind::ToDo(_) | Kind::OutgoingCall(_) => Some(ObjectId::new(task.id.text().clone())),
        _ => task.object.as_ref().map(|(_, id)| ObjectId::new(id.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Named;

    fn keys(object: Option<(&str, &str)>) -> Vec<&'static str> {
        let object = object.map(|(kind, id)| (kind.into(), id.into()));
        let lead = Some(Named::new(LeadId::new("lead_1"), "Acme"));
        let task = Task { lead, object, ..Task::new("task_1", "Call") };
        Key::all_of(&task).map(|key| key.word()).collect()
    }

    #[test]
    fn what_a_task_is_about_comes_before_its_lead_and_comments() {
        assert_eq!(keys(Some(("emailthread", "acti_1"))), ["mails", "lead", "comments"]);
        assert_eq!(keys(Some(("opportunity", "oppo_1"))), ["opportunity", "lead", "comments"]);
        assert_eq!(keys(None), ["lead", "comments"]);
    }

    #[test]
    fn a_to_do_has_its_own_comments_and_what_close_made_those_of_its_object() {
        let object = Some(("emailthread".into(), "acti_1".into()));
        let mut task = Task { object, ..Task::new("task_1", "Call") };
        assert_eq!(commented(&task), Some(ObjectId::new("task_1")));
        task.kind = Kind::IncomingEmail(Box::default());
        assert_eq!(commented(&task), Some(ObjectId::new("acti_1")));
        task.object = None;
        assert_eq!(commented(&task), None);
    }

    #[test]
    fn an_object_of_a_sort_nobody_knows_is_left_alone() {
        for kind in ["taskcompleted", "whatsapp_message", ""] {
            assert_eq!(keys(Some((kind, "acti_1"))), ["lead", "comments"], "{kind}");
        }
    }
}
