//! What may be done to which task, and why not.
//!
//! Two things say no: the role Close gave us, and Close's own caution with the mail of colleagues. A no comes
//! at once and with its reason; where Close has not said what our role allows, Close itself decides.

use super::model::Model;
use super::triage::Deed;
use super::words::agree;
use crate::domain::id::TaskId;
use crate::domain::kind::Kind;
use crate::domain::permissions::Permission;
use crate::domain::related::commented;
use crate::domain::task::Task;
use crate::domain::write::{Told, Write};
use crate::domain::zone::Timestamp;

/// Why something may not be done, in a sentence.
pub type Reason = &'static str;

const NOT_OTHERS: Reason = "Your role in Close does not allow changing the tasks of others";
const NOT_DELETE: Reason = "Your role in Close does not allow deleting tasks";
const NOT_THEIR_MAIL: Reason = "Mail of a colleague can only be marked done by them";
const NOT_MOVE_MAIL: Reason = "Mail of a colleague can only be moved by them";

const NOT_COMMENT: Reason = "Close has no mail, call or message behind this task that could be commented on";

const MAILBOX: &str = "Email marked done is archived in your mailbox too, if Close syncs it. Undo does not \
                       bring it back there. You will not be told again.";

/// More tasks than this are not named one by one.
const NAMED: usize = 3;

impl Model {
    /// Whether a task is somebody else's. One that is nobody's is not.
    pub fn is_anothers(&self, task: &Task) -> bool {
        self.me.as_ref().is_some_and(|me| task.assignee.is_some() && !task.is_for(&me.user.id))
    }

    fn allows(&self, permission: Permission) -> bool {
        self.me.as_ref().is_none_or(|me| me.permissions.allow(permission))
    }

    /// Whether anything on a task may be changed.
    pub fn may_change(&self, task: &Task) -> Result<(), Reason> {
        let is_fine = !self.is_anothers(task) || self.allows(Permission::OthersTasks);
        is_fine.then_some(()).ok_or(NOT_OTHERS)
    }

    /// Whether a task may be deleted.
    pub fn may_delete(&self, task: &Task) -> Result<(), Reason> {
        self.may_change(task)?;
        let is_fine = self.is_anothers(task) || self.allows(Permission::DeleteOwn);
        is_fine.then_some(()).ok_or(NOT_DELETE)
    }

    /// Whether a deed may be done to a task.
    pub fn may(&self, task: &Task, deed: &Deed) -> Result<(), Reason> {
        self.may_change(task)?;
        match deed {
            Deed::Complete => self.may_complete(task),
            Deed::Move(_) | Deed::MoveEach(_) => self.may_move(task),
            _ => Ok(()),
        }
    }

    /// Whether a task may be marked done.
    pub fn may_complete(&self, task: &Task) -> Result<(), Reason> {
        self.may_change(task)?;
        if self.is_their_mail(task) { Err(NOT_THEIR_MAIL) } else { Ok(()) }
    }

    /// Whether a task may be moved to another day.
    pub fn may_move(&self, task: &Task) -> Result<(), Reason> {
        self.may_change(task)?;
        if self.is_their_mail(task) { Err(NOT_MOVE_MAIL) } else { Ok(()) }
    }

    // Close's own application hides "done" and "snooze" for the mail of others.
    fn is_their_mail(&self, task: &Task) -> bool {
        let is_mail = matches!(task.kind, Kind::IncomingEmail(_) | Kind::EmailFollowup(_));
        is_mail && self.is_anothers(task)
    }
}

/// Whether a comment may be written on a task. What a role may do with comments Close does not tell.
pub fn may_comment(task: &Task) -> Result<(), Reason> {
    commented(task).map(drop).ok_or(NOT_COMMENT)
}

/// Everything that may not be done to a task, as reasons.
pub fn limits(model: &Model, task: &Task) -> Vec<Reason> {
    let completing = if task.is_complete { Ok(()) } else { model.may_complete(task) };
    let all = [completing, model.may_move(task), model.may_delete(task), may_comment(task)];
    let mut reasons: Vec<Reason> = all.into_iter().filter_map(Result::err).collect();
    reasons.dedup();
    reasons
}

/// Whether it makes sense to ask for a day or a person: if none of these tasks may be changed so, says why.
pub fn may_begin(
    model: &mut Model,
    at: Timestamp,
    tasks: &[TaskId],
    may: impl Fn(&Model, &Task) -> Result<(), Reason>,
) -> bool {
    let answers = tasks.iter().filter_map(|id| model.board.shown(id)).map(|task| may(model, task));
    let refused: Result<(), Reason> = answers.reduce(Result::or).unwrap_or(Ok(()));
    if let Err(reason) = refused {
        model.notices.bad(at, reason);
    }
    refused.is_ok()
}

/// What is refused of a batch: the tasks, each with why.
pub type Refused = Vec<(TaskId, Reason)>;

/// Which tasks a deed may be done to, and which not.
pub fn sort(model: &Model, tasks: Vec<TaskId>, deed: &Deed) -> (Vec<TaskId>, Refused) {
    let reason = |id: &TaskId| model.board.shown(id).and_then(|task| model.may(task, deed).err());
    let (mut allowed, mut refused) = (Vec::new(), Vec::new());
    for id in tasks {
        match reason(&id) {
            Some(reason) => refused.push((id, reason)),
            None => allowed.push(id),
        }
    }
    (allowed, refused)
}

/// What to say before a batch: whose tasks are in it, what is left out, and what cannot be taken back.
pub fn cautions(model: &Model, allowed: &[TaskId], refused: &Refused, deed: &Deed) -> Vec<String> {
    let mut lines: Vec<String> = others(model, allowed).into_iter().collect();
    let mut reasons: Vec<Reason> = refused.iter().map(|(_, reason)| *reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    for reason in reasons {
        let ids = refused.iter().filter(|(_, why)| *why == reason).map(|(id, _)| id);
        lines.push(format!("{} will be left out: {}. {reason}.", ids.clone().count(), named(model, ids)));
    }
    if must_tell_of_mail(model, allowed, deed) {
        lines.push(MAILBOX.into());
    }
    lines
}

fn named<'a>(model: &Model, ids: impl Iterator<Item = &'a TaskId>) -> String {
    let ids: Vec<&TaskId> = ids.collect();
    let names: Vec<String> = ids.iter().take(NAMED).map(|id| model.subject(id)).collect();
    match ids.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

// Whose tasks a batch changes besides our own.
fn others(model: &Model, tasks: &[TaskId]) -> Option<String> {
    let shown = tasks.iter().filter_map(|id| model.board.shown(id));
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for person in shown.filter(|task| model.is_anothers(task)).filter_map(|task| task.assignee.as_ref()) {
        let name = person.name().unwrap_or("somebody");
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let people: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let are = agree(total, "is", "are");
    (total > 0).then(|| format!("{total} of them {are} assigned to others: {}", people.join(", ")))
}

/// Whether the user has yet to hear what marking mail done does to the mailbox.
pub fn must_tell_of_mail(model: &Model, tasks: &[TaskId], deed: &Deed) -> bool {
    let mut shown = tasks.iter().filter_map(|id| model.board.shown(id));
    is_untold(model, Told::Mail, deed) && shown.any(|task| archives_mail(model, task))
}

/// That so many mails stay archived in the mailbox, though their tasks are open again.
pub fn mailbox_words(mails: usize) -> Option<String> {
    match mails {
        0 => None,
        1 => Some("the mail stays archived".to_owned()),
        many => Some(format!("{many} mails stay archived")),
    }
}

/// Whether marking a task done archives a mail in the user's mailbox.
pub fn archives_mail(model: &Model, task: &Task) -> bool {
    matches!(task.kind, Kind::IncomingEmail(_)) && !model.is_anothers(task)
}

// Whether it matters now, and the user has yet to hear it.
fn is_untold(model: &Model, told: Told, deed: &Deed) -> bool {
    *deed == Deed::Complete && !model.told.contains(&told)
}

/// The user has heard it, and went on.
pub fn note_told(model: &mut Model, told: Told) {
    if model.told.insert(told) {
        model.disk.keep([Write::Told(told)]);
    }
}

/// That the deals behind reminders marked done stay what they are, where the user has yet to hear it.
pub fn deal_words<'a>(model: &Model, tasks: impl Iterator<Item = &'a TaskId>, deed: &Deed) -> Option<String> {
    if model.errands.is_some() || !is_untold(model, Told::Deal, deed) {
        return None;
    }
    let shown = tasks.filter_map(|id| model.board.shown(id));
    match shown.filter(|task| matches!(task.kind, Kind::OpportunityDue(_))).count() {
        0 => None,
        1 => Some("the deal itself stays as it is".to_owned()),
        _ => Some("the deals themselves stay as they are".to_owned()),
    }
}

/// Whether the tasks of several people are shown, so that each has to say whose it is.
pub fn shows_assignees(model: &Model) -> bool {
    model.lists.owner().is_some_and(|owner| owner.alone().is_none())
}

/// Whose a task is, unless it is ours.
pub fn shown_assignee<'a>(model: &Model, task: &'a Task) -> Option<&'a str> {
    match &task.assignee {
        None => Some("nobody"),
        Some(_) if !model.is_anothers(task) => None,
        Some(person) => Some(person.name().unwrap_or(person.id.as_str())),
    }
}
