//! A task that is still to be made.
//!
//! It shows like any other task, under a placeholder id. Close has no key against making something twice, so
//! a draft can also tell whether a task is the one it became. Only to-dos and planned calls can be made.

use super::due::Due;
use super::entry::EntryId;
use super::id::{ContactId, LeadId, Named, TaskId, Text, UserId};
use super::kind::Kind;
use super::patch::Patch;
use super::task::{Priority, Stamp, Task};
use super::zone::Timestamp;

/// A task that is still to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whether a planned call is meant instead of a to-do.
    pub is_call: bool,
    /// The company it concerns.
    pub lead: Named<LeadId>,
    /// The person it concerns; Close wants one for a call.
    pub contact: Option<Named<ContactId>>,
    /// What it says.
    pub text: Text,
    /// When it is due; none makes a dateless task.
    pub due: Option<Due>,
    /// Who is to do it.
    pub assignee: Option<Named<UserId>>,
    /// How pressing it is; to-dos only.
    pub priority: Option<Priority>,
    /// Tasks that look the same, or may come to, but are known not to be this one.
    pub others: Vec<TaskId>,
}

impl Draft {
    /// The id it has until Close gives it one.
    pub fn placeholder(entry: EntryId) -> TaskId {
        TaskId::new(format!("new_{}", entry.0))
    }

    /// What it will look like.
    pub fn task(&self, id: &TaskId, made: Timestamp) -> Task {
        Task {
            kind: self.kind(),
            lead: Some(self.lead.clone()),
            contact: self.contact.clone(),
            assignee: self.assignee.clone(),
            due: self.due,
            priority: self.priority.clone(),
            created: Stamp { at: Some(made), by: None },
            ..Task::new(id.text().clone(), "")
        }
    }

    fn kind(&self) -> Kind {
        if self.is_call {
            Kind::OutgoingCall(Some(self.text.clone()).filter(|text| !text.trim().is_empty()))
        } else {
            Kind::ToDo(self.text.clone())
        }
    }

    /// Whether a task could be changed until it looks exactly like what this makes: neither lead nor kind of a
    /// task ever change.
    pub fn may_resemble(&self, task: &Task) -> bool {
        let is_same_kind = self.kind().wire_name() == task.kind.wire_name();
        is_same_kind && id_of(task.lead.as_ref()) == Some(&self.lead.id)
    }

    fn resembles(&self, task: &Task) -> bool {
        let words = task.kind.text().unwrap_or_default().trim();
        self.may_resemble(task)
            && words == self.text.trim()
            && task.due == self.due
            && id_of(task.assignee.as_ref()) == id_of(self.assignee.as_ref())
    }

    /// Whether a task may be the one this became.
    pub fn became(&self, task: &Task) -> bool {
        self.resembles(task) && !self.others.contains(&task.id)
    }

    /// Takes over later changes, for when it is to be made anew with them.
    pub fn amend(&mut self, patch: &Patch) {
        self.due = patch.due.unwrap_or(self.due);
        if let Some(assignee) = &patch.assignee {
            self.assignee.clone_from(assignee);
        }
        if let Some(text) = &patch.text {
            self.text = text.clone();
        }
    }
}

fn id_of<Id>(named: Option<&Named<Id>>) -> Option<&Id> {
    named.map(|named| &named.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            is_call: false,
            lead: Named::new(LeadId::new("lead_1"), "Blue Anchor Bakery"),
            contact: None,
            text: "Call Ada".into(),
            due: Due::read("2026-03-09").ok(),
            assignee: Some(Named::new(UserId::new("user_1"), "Robin Falk")),
            priority: Some(Priority::High),
            others: Vec::new(),
        }
    }

    fn made() -> Task {
        draft().task(&TaskId::new("task_1"), Timestamp::default())
    }

    #[test]
    fn it_knows_what_it_became() {
        let named_differently = Some(Named::new(UserId::new("user_1"), "Robin"));
        assert!(draft().became(&made()));
        assert!(draft().became(&Task { is_complete: true, assignee: named_differently, ..made() }));
    }

    #[test]
    fn whatever_differs_is_another_task() {
        let others = [
            Task { due: None, ..made() },
            Task { assignee: None, ..made() },
            Task { kind: Kind::ToDo("Call Bo".into()), ..made() },
            Task { kind: Kind::OutgoingCall(Some("Call Ada".into())), ..made() },
            Task { lead: None, ..made() },
        ];
        assert!(others.iter().all(|task| !draft().became(task)));
        let known = Draft { others: vec![TaskId::new("task_1")], ..draft() };
        assert!(known.resembles(&made()) && !known.became(&made()));
    }

    #[test]
    fn later_changes_can_be_taken_over() {
        let mut draft = draft();
        draft.amend(&Patch { due: Some(None), text: Some("Call Bo".into()), ..Patch::complete(true) });
        assert_eq!((draft.due, &*draft.text), (None, "Call Bo"));
        assert!(draft.assignee.is_some());
    }
}
