//! One task as Close sends it, made into a task of ours.
//!
//! Only the id is required. A date is read by its form, never by the kind of task, because every kind has
//! been seen with both forms. A task whose date cannot be read is kept without one: hidden, it would be
//! forgotten.

use serde::Deserialize;

use super::intern::Interner;
use super::kind::KindShape;
use super::lenient::Scalar;
use super::{NOT_A_TASK, WireError};
use crate::close::errors::one_line;
use crate::domain::due::{self, Due};
use crate::domain::id::{ContactId, LeadId, TaskId, UserId};
use crate::domain::task::{Priority, Stamp, Task};
use crate::domain::zone::Timestamp;

/// What every kind shares; the rest is in [`KindShape`].
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TaskShape {
    id: Scalar,
    lead_id: Scalar,
    lead_name: Scalar,
    contact_id: Scalar,
    contact_name: Scalar,
    assigned_to: Scalar,
    assigned_to_name: Scalar,
    created_by_name: Scalar,
    updated_by_name: Scalar,
    date: Scalar,
    is_dateless: Scalar,
    date_created: Scalar,
    date_updated: Scalar,
    is_complete: Scalar,
    view: Scalar,
    priority: Scalar,
    object_type: Scalar,
    object_id: Scalar,
    sequence_id: Scalar,
    sequence_subscription_id: Scalar,
    #[serde(flatten)]
    kind: KindShape,
}

impl TaskShape {
    /// The task, and a sentence if not all of it could be read.
    pub(super) fn read(self, texts: &mut Interner) -> Result<(Task, Option<String>), WireError> {
        let id = TaskId::new(self.id.text().ok_or(NOT_A_TASK)?);
        let (due, complaint) = read_due(&id, self.date, &self.is_dateless);
        let is_complete = self.is_complete.flag();
        let object_type = texts.text(self.object_type);
        let task = Task {
            id,
            kind: self.kind.read(texts),
            lead: texts.named(self.lead_id, self.lead_name, LeadId::new),
            contact: texts.named(self.contact_id, self.contact_name, ContactId::new),
            assignee: texts.named(self.assigned_to, self.assigned_to_name, UserId::new),
            due,
            is_complete: is_complete.unwrap_or_else(|| self.view.text().as_deref() == Some("archive")),
            finished: None,
            priority: read_priority(self.priority, texts),
            created: Stamp { at: read_instant(self.date_created), by: texts.text(self.created_by_name) },
            updated: Stamp { at: read_instant(self.date_updated), by: texts.text(self.updated_by_name) },
            object: object_type.zip(self.object_id.text()),
            is_from_sequence: self.sequence_id.text().or(self.sequence_subscription_id.text()).is_some(),
        };
        Ok((task, complaint))
    }
}

// A dateless task still carries a date, the day it was made.
fn read_due(id: &TaskId, date: Scalar, is_dateless: &Scalar) -> (Option<Due>, Option<String>) {
    let Some(text) = date.text().filter(|_| is_dateless.flag() != Some(true)) else { return (None, None) };
    let Ok(due) = Due::read(text.trim()) else {
        let (id, text) = (one_line(id.as_str(), 60), one_line(&text, 40));
        let told = format!("Close sent a date we cannot read for {id}: {text:?}; it is shown without one");
        return (None, Some(told));
    };
    (Some(due), None)
}

fn read_instant(scalar: Scalar) -> Option<Timestamp> {
    due::read_timestamp(scalar.text()?.trim()).ok()
}

fn read_priority(scalar: Scalar, texts: &mut Interner) -> Option<Priority> {
    let text = texts.text(scalar)?;
    Some(match &*text {
        "high" => Priority::High,
        "medium" => Priority::Medium,
        _ => Priority::Other(text),
    })
}

#[cfg(test)]
mod tests {
    use crate::close::wire::samples::TO_DO;
    use crate::close::wire::{page, task};
    use crate::domain::due::Due;
    use crate::domain::id::{ContactId, LeadId, Named, UserId};
    use crate::domain::task::{Priority, Task};

    /// A task with this JSON inside it.
    fn with(fields: &str) -> Task {
        task(format!(r#"{{"id": "task_1", {fields}}}"#).as_bytes()).unwrap()
    }

    #[test]
    fn what_all_kinds_share_is_read() {
        let task = task(TO_DO.as_bytes()).unwrap();
        assert_eq!(task.id.as_str(), "task_sUIqoe2wAut7FL1pzau1i8xJQMyOh48F7i14ujSM4Ly");
        assert_eq!(task.lead, Some(Named::new(LeadId::new("lead_1"), "Blue Anchor Bakery")));
        assert_eq!(task.contact, Some(Named::new(ContactId::new("cont_1"), "Ines Duarte")));
        assert_eq!(task.assignee, Some(Named::new(UserId::new("user_1"), "Omar Haddad")));
        assert_eq!(task.due, Some(Due::read("2026-03-09").unwrap()));
        assert_eq!((task.is_complete, task.is_from_sequence), (false, true));
        assert_eq!(task.priority, Some(Priority::High));
        assert_eq!(task.created.by.as_deref(), Some("Ruth Klein"));
        assert_eq!(task.updated.at, "2026-03-05T09:01:47.118Z".parse().ok());
        assert_eq!(task.object, Some(("taskcompleted".into(), "acti_1".into())));
    }

    #[test]
    fn an_id_is_all_a_task_needs() {
        let bare = task(br#"{"id": "task_1"}"#).unwrap();
        assert_eq!((bare.lead, bare.contact, bare.assignee, bare.due), (None, None, None, None));
        assert_eq!((bare.is_complete, bare.created.at, bare.object), (false, None, None));
    }

    #[test]
    fn null_empty_and_missing_mean_the_same() {
        let missing = task(br#"{"id": "task_1", "lead_id": "lead_1"}"#).unwrap();
        for value in ["null", r#""""#, r#""  ""#, "[]", "{}"] {
            let fields = ["lead_name", "contact_id", "contact_name", "assigned_to", "date", "date_created"];
            let more =
                ["priority", "object_type", "object_id", "sequence_id", "updated_by_name", "is_complete"];
            let all = fields.into_iter().chain(more).map(|name| format!(r#""{name}": {value}"#));
            let odd = with(&format!(r#""lead_id": "lead_1", {}"#, all.collect::<Vec<_>>().join(",")));
            assert_eq!(odd, missing, "{value}");
        }
    }

    #[test]
    fn a_date_is_read_by_its_form() {
        for text in ["2026-03-09", "2026-03-09T00:00:00+00:00", "2026-03-09T08:00:00.314000+02:00"] {
            let due = with(&format!(r#""_type": "voicemail", "date": "{text}""#)).due;
            assert_eq!(due, Some(Due::read(text).unwrap()));
        }
    }

    #[test]
    fn a_dateless_task_has_no_date_although_close_sends_one() {
        assert_eq!(with(r#""is_dateless": true, "date": "2026-02-17""#).due, None);
        for odd in ["false", "null", r#""no""#] {
            assert!(with(&format!(r#""is_dateless": {odd}, "date": "2026-02-17""#)).due.is_some());
        }
    }

    #[test]
    fn an_unreadable_date_is_told_and_the_task_kept() {
        let page = page(br#"{"data": [{"id": "task_1", "date": "soon"}], "has_more": false}"#).unwrap();
        assert_eq!((page.tasks.len(), page.tasks[0].due), (1, None));
        let told = r#"Close sent a date we cannot read for task_1: "soon"; it is shown without one"#;
        assert_eq!(page.unreadable, [told]);
    }

    #[test]
    fn unknown_values_are_kept_as_they_came() {
        let task = with(r#""priority": "urgent", "object_type": "whatsapp", "object_id": "acti_9""#);
        assert_eq!(task.priority, Some(Priority::Other("urgent".into())));
        assert_eq!(task.object, Some(("whatsapp".into(), "acti_9".into())));
    }

    #[test]
    fn done_may_be_told_by_the_view_alone() {
        assert!(with(r#""view": "archive""#).is_complete);
        assert!(!with(r#""view": "archive", "is_complete": false"#).is_complete);
        assert!(with(r#""is_complete": "true""#).is_complete);
    }

    #[test]
    fn the_people_of_a_page_are_kept_once() {
        let one = r#"{"id": "task_1", "assigned_to": "user_1", "lead_id": "lead_1", "local_phone": "+1"}"#;
        let body = format!(r#"{{"data": [{one}, {one}]}}"#);
        let page = page(body.as_bytes()).unwrap();
        let [first, second] = [0, 1].map(|at| page.tasks[at].assignee.clone().unwrap().id);
        assert!(first.text().is_shared_with(second.text()));
    }
}
