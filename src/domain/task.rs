//! One Close task, and what every kind of task shares.
//!
//! A task is what the server last said, or that with our own changes laid over it; the type is the same.
//! Everything except the id may be missing. Knows nothing of JSON, of the disk or of the screen.

use std::borrow::Cow;

use super::due::Due;
use super::id::{ContactId, LeadId, Named, TaskId, Text, Texts, UserId};
use super::kind::{Kind, Phone};
use super::zone::Timestamp;

/// One Close task. Of ten thousand that are in memory every byte is ten kilobytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Which one.
    pub id: TaskId,
    /// What sort of thing waits, with what only that sort has.
    pub kind: Kind,
    /// The company it concerns; calls from unknown numbers have none.
    pub lead: Option<Named<LeadId>>,
    /// The person it concerns.
    pub contact: Option<Named<ContactId>>,
    /// Who is to do it.
    pub assignee: Option<Named<UserId>>,
    /// When it becomes actionable; none for a dateless task, which waits in the inbox until it is done.
    pub due: Option<Due>,
    /// Whether it has been done.
    pub is_complete: bool,
    /// When, where more is known of it than when it last changed; of few, so not within the task.
    pub finished: Option<Box<Finished>>,
    /// How pressing it is, where somebody said so.
    pub priority: Option<Priority>,
    /// When and by whom it was made.
    pub created: Stamp,
    /// When and by whom it was last changed.
    pub updated: Stamp,
    /// What Close has behind it: `("emailthread", "acti_…")` and the like.
    pub object: Option<(Text, Text)>,
    /// Whether a workflow of Close made it.
    pub is_from_sequence: bool,
}

/// When a task was done. Close does not say; it only says when a task last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finished {
    /// When.
    pub at: Timestamp,
    /// Whether it was done here, by the user of this program.
    pub is_ours: bool,
}

/// A moment, and who was behind it; Close's own doings have no person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub at: Option<Timestamp>,
    /// The name of the person.
    pub by: Option<Text>,
}

/// Close knows two priorities; anything else is kept as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Priority {
    /// `high`.
    High,
    /// `medium`.
    Medium,
    /// A value this program does not know.
    Other(Text),
}

impl Task {
    /// A bare to-do, for building the rest upon.
    pub fn new(id: impl Into<Text>, text: impl Into<Text>) -> Self {
        Self {
            id: TaskId::new(id),
            kind: Kind::ToDo(text.into()),
            lead: None,
            contact: None,
            assignee: None,
            due: None,
            is_complete: false,
            finished: None,
            priority: None,
            created: Stamp::default(),
            updated: Stamp::default(),
            object: None,
            is_from_sequence: false,
        }
    }

    /// What the task is about, in one line; never empty.
    pub fn subject(&self) -> &str {
        self.own_words().map_or_else(|| self.kind.title(), AsRef::as_ref)
    }

    /// The same in a sentence by itself: where only the kind is known, whom it is about stands with it.
    pub fn name(&self) -> Cow<'_, str> {
        match (self.own_words(), self.who().known()) {
            (Some(words), _) => Cow::Borrowed(words.as_ref()),
            (None, Some(who)) => Cow::Owned(self.kind.about(who)),
            (None, None) => Cow::Borrowed(self.kind.title()),
        }
    }

    /// The company and the person, as far as they have names.
    pub fn who(&self) -> Who<'_> {
        Who {
            lead: self.lead.as_ref().and_then(Named::name),
            contact: self.contact.as_ref().and_then(Named::name),
            phone: self.kind.phone().and_then(|phone| phone.shown()),
        }
    }

    /// When it was done, as far as that is known; nothing while it is open.
    pub fn finished(&self) -> Option<Finished> {
        let told = || self.updated.at.map(|at| Finished { at, is_ours: false });
        if self.is_complete { self.finished.as_deref().copied().or_else(told) } else { None }
    }

    /// Takes over from what was known of it when it was done: what has changed since is something else.
    pub fn stays_finished(&mut self, before: &Self) {
        if self.is_complete && before.is_complete {
            let told = before.finished().filter(|_| before.updated.at != self.updated.at);
            self.finished = before.finished.clone().or(told.map(Box::new));
        }
    }

    /// Replaces an earlier version of itself. What both have in common, which is nearly all, stays where it is in memory:
    /// thousands of tasks that change at once would leave as many gaps there.
    pub fn replace(mut self, before: &mut Self) {
        keep(&mut self.id, &mut before.id);
        keep(&mut self.kind, &mut before.kind);
        keep(&mut self.lead, &mut before.lead);
        keep(&mut self.contact, &mut before.contact);
        keep(&mut self.assignee, &mut before.assignee);
        keep(&mut self.priority, &mut before.priority);
        keep(&mut self.created, &mut before.created);
        keep(&mut self.updated.by, &mut before.updated.by);
        keep(&mut self.object, &mut before.object);
        *before = self;
    }

    /// Shares with other tasks whom it concerns and who had to do with it.
    pub fn share_names(&mut self, texts: &mut Texts) {
        let lead = self.lead.iter_mut().flat_map(Named::texts_mut);
        let contact = self.contact.iter_mut().flat_map(Named::texts_mut);
        let assignee = self.assignee.iter_mut().flat_map(Named::texts_mut);
        let authors = [&mut self.created.by, &mut self.updated.by].into_iter().flatten();
        let object = self.object.iter_mut().map(|(kind, _)| kind);
        let all = lead.chain(contact).chain(assignee).chain(authors).chain(object);
        all.for_each(|text| text.share(texts));
    }

    /// Whether this person is to do it.
    pub fn is_for(&self, user: &UserId) -> bool {
        self.assignee.as_ref().is_some_and(|person| person.id == *user)
    }

    /// Every text a row or the preview shows of it, each once: what it is about, whom it concerns, what is written
    /// on it and who is to do it.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let subject = self.own_words().filter(|words| ***words != *self.kind.title());
        let written = self.kind.shared_text().filter(|text| ***text != *self.subject());
        let lead = self.lead.as_ref().and_then(|lead| lead.name.as_ref());
        let contact = self.contact.as_ref().and_then(|contact| contact.name.as_ref());
        let phone = self.kind.phone().and_then(Phone::shared);
        let assignee = self.assignee.as_ref().and_then(|person| person.name.as_ref());
        [subject, lead, contact, phone, written, assignee].into_iter().flatten()
    }

    fn own_words(&self) -> Option<&Text> {
        let words = match &self.kind {
            Kind::IncomingEmail(mail) | Kind::EmailFollowup(mail) => {
                mail.subject.as_ref().or(mail.preview.as_ref())
            }
            Kind::OpportunityDue(deal) => filled(deal.note.as_ref()).or(deal.value.as_ref()),
            kind => kind.shared_text(),
        };
        filled(words)
    }
}

fn keep<T: PartialEq>(new: &mut T, old: &mut T) {
    if new == old {
        std::mem::swap(new, old);
    }
}

fn filled(text: Option<&Text>) -> Option<&Text> {
    text.filter(|text| !text.trim().is_empty())
}

/// The company, the person and the number behind a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Who<'a> {
    /// The name of the lead.
    pub lead: Option<&'a str>,
    /// The name of the contact.
    pub contact: Option<&'a str>,
    /// The telephone number, where the task is about a call or a message.
    pub phone: Option<&'a str>,
}

impl<'a> Who<'a> {
    /// The best single name for it: the company, else the person, else the number.
    pub fn best(&self) -> &'a str {
        self.known().unwrap_or("Unknown caller")
    }

    /// The same, where anything is known.
    pub fn known(&self) -> Option<&'a str> {
        self.lead.or(self.contact).or(self.phone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Mail;

    #[test]
    fn a_task_without_words_is_called_by_its_kind() {
        let mut task = Task::new("task_1", "  ");
        assert_eq!(task.subject(), "To-do");
        task.kind = Kind::IncomingEmail(Box::default());
        assert_eq!(task.subject(), "Email to answer");
    }

    #[test]
    fn by_itself_a_task_without_words_says_whom_it_is_about() {
        let named = |kind, text: &str| {
            let lead = Some(Named { id: LeadId::new("lead_1"), name: Some("Acme".into()) });
            Task { kind, lead, ..Task::new("task_1", text) }.name().into_owned()
        };
        assert_eq!(named(Kind::MissedCall(Box::default()), ""), "Missed call from Acme");
        assert_eq!(named(Kind::DetachedCall(Box::default()), ""), "Answered call from Acme");
        assert_eq!(named(Kind::OpportunityDue(Box::default()), ""), "Deal due for Acme");
        assert_eq!(named(Kind::ToDo("Call Ada".into()), ""), "Call Ada");
        assert_eq!(Task::new("task_1", " ").name(), "To-do");
    }

    #[test]
    fn a_done_task_that_changes_was_done_no_later_for_it() {
        let at = |second| Timestamp::from_timestamp(second, 0);
        let changed = |second| Stamp { at: at(second), by: None };
        let mut task = Task { is_complete: true, updated: changed(9), ..Task::new("task_1", "x") };
        let told = task.finished().unwrap();
        assert_eq!((Some(told.at), told.is_ours), (at(9), false), "nobody knows better");
        let before = Task { updated: changed(5), ..task.clone() };
        task.stays_finished(&before);
        assert_eq!(task.finished().map(|finished| finished.at), at(5));
        task.stays_finished(&Task { is_complete: false, ..before });
        let open = Task { is_complete: false, ..task };
        assert_eq!(open.finished(), None);
    }

    #[test]
    fn ten_thousand_tasks_take_two_megabytes() {
        assert!(size_of::<Task>() <= 184, "{}", size_of::<Task>());
    }

    #[test]
    fn what_tasks_have_in_common_is_in_memory_once() {
        let of_acme = |id: &str| {
            let lead = Some(Named::new(LeadId::new("lead_1"), "Acme"));
            let created = Stamp { at: None, by: Some("Ada".into()) };
            Task { lead, created, object: Some(("call".into(), id.into())), ..Task::new(id, "Call Ada") }
        };
        let lead = |task: &Task| task.lead.clone().unwrap();
        let (mut texts, mut first, mut second) = (Texts::default(), of_acme("task_1"), of_acme("task_2"));
        [&mut first, &mut second].into_iter().for_each(|task| task.share_names(&mut texts));
        assert!(lead(&first).id.text().is_shared_with(lead(&second).id.text()));
        assert!(lead(&first).name.unwrap().is_shared_with(&lead(&second).name.unwrap()));
        let (later, before) = (Task { is_complete: true, ..of_acme("task_1") }, first.clone());
        later.clone().replace(&mut first);
        assert_eq!(first, later);
        assert!(first.id.text().is_shared_with(before.id.text()));
        assert!(first.object.unwrap().1.is_shared_with(&before.object.unwrap().1));
    }

    #[test]
    fn mail_without_subject_shows_how_it_begins() {
        let mut task = Task::new("noti_1", "");
        let mail = Mail { preview: Some("Thanks, two questions".into()), ..Mail::default() };
        task.kind = Kind::IncomingEmail(Box::new(mail));
        assert_eq!(task.subject(), "Thanks, two questions");
    }

    #[test]
    fn a_caller_nobody_knows_is_still_called_something() {
        assert_eq!(Task::new("noti_1", "").who().best(), "Unknown caller");
    }
}
