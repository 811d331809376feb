//! The event log as Close sends it.
//!
//! Only lines about tasks are kept. Times stand there without an offset and mean UTC. What is hidden from us
//! reads like something that did not change: absence proves nothing.

use serde::Deserialize;

use super::lenient::{Many, Record, Scalar};
use super::{WireError, parse};
use crate::domain::due::{self, Due};
use crate::domain::event::{Event, Events};
use crate::domain::id::{Named, TaskId, UserId};
use crate::domain::patch::Patch;

#[derive(Default, Deserialize)]
#[serde(default)]
struct EventsShape {
    data: Many<Record<EventShape>>,
    cursor_next: Scalar,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct EventShape {
    user_id: Scalar,
    object_id: Scalar,
    object_type: Scalar,
    action: Scalar,
    date_created: Scalar,
    data: Record<FieldsShape>,
    previous_data: Record<FieldsShape>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FieldsShape {
    is_complete: Scalar,
    date: Scalar,
    is_dateless: Scalar,
    assigned_to: Scalar,
    assigned_to_name: Scalar,
    text: Scalar,
}

/// Reads a page of the event log.
pub fn events(body: &[u8]) -> Result<Events, WireError> {
    let shape: EventsShape = parse(body)?;
    let items = shape.data.0.ok_or(WireError::Missing { thing: "a list", field: "data" })?;
    let lines = items.into_iter().filter_map(|item| item.0?.read()).collect();
    Ok(Events { lines, older: shape.cursor_next.text() })
}

impl EventShape {
    fn read(self) -> Option<Event> {
        self.object_type.text().filter(|kind| kind.starts_with("task."))?;
        let at = self.date_created.text();
        // An offset is taken as it comes, should Close ever send one.
        let at = at
            .and_then(|at| due::read_timestamp(&at).or_else(|_| due::read_timestamp(&format!("{at}Z"))).ok());
        Some(Event {
            task: TaskId::new(self.object_id.text()?),
            by: self.user_id.text().map(UserId::new),
            action: self.action.text()?,
            at,
            before: self.previous_data.0.unwrap_or_default().read(),
            after: self.data.0.unwrap_or_default().read(),
        })
    }
}

impl FieldsShape {
    fn read(self) -> Patch {
        let due = match self.is_dateless.flag() {
            Some(true) => Some(None),
            _ => self.date.text().and_then(|date| Due::read(date.trim()).ok()).map(Some),
        };
        let name = self.assigned_to_name.text();
        let assignee = self.assigned_to.text().map(|id| Some(Named { id: UserId::new(id), name }));
        let text = self.text.text();
        Patch { is_complete: self.is_complete.flag(), due, assignee, text, ..Patch::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{"data": [
        {"object_type": "task.lead", "object_id": "task_1", "user_id": "user_2", "action": "updated",
         "date_created": "2026-03-06T10:54:52.098000", "meta": {},
         "data": {"is_complete": false, "date": "2026-03-10", "is_dateless": false, "assigned_to": "user_3"},
         "previous_data": {"assigned_to": "user_2", "assigned_to_name": "Jonas", "date": "2026-03-06"}},
        {"object_type": "activity.note", "object_id": "acti_1", "action": "updated"},
        {"object_type": "task.sms", "object_id": "noti_1", "user_id": null, "action": "deleted"}, 7],
        "cursor_next": "abc", "cursor_previous": null}"#;

    #[test]
    fn lines_about_tasks_tell_who_when_and_what_was_replaced() {
        let page = events(PAGE.as_bytes()).unwrap();
        let [moved, deleted] = &page.lines[..] else { panic!("{page:?}") };
        assert_eq!(moved.by, Some(UserId::new("user_2")));
        assert_eq!(moved.at, "2026-03-06T10:54:52.098Z".parse().ok());
        let before = &moved.before;
        assert_eq!((before.due, before.is_complete), (Some(Due::read("2026-03-06").ok()), None));
        assert_eq!(before.assignee, Some(Some(Named::new(UserId::new("user_2"), "Jonas"))));
        assert_eq!(moved.after.is_complete, Some(false));
        assert_eq!((&*deleted.action, &deleted.by, &deleted.before), ("deleted", &None, &Patch::default()));
        assert_eq!(page.older.as_deref(), Some("abc"));
    }

    #[test]
    fn a_log_without_lines_is_empty_and_one_without_data_is_an_error() {
        assert_eq!(events(br#"{"data": [], "cursor_next": null}"#).unwrap(), Events::default());
        assert!(events(b"{}").is_err());
    }
}
