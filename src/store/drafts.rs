//! New tasks and deletions as columns of the outbox.
//!
//! `work` says what an entry does. What a new task starts with stands where a change has its new values, so
//! that there is one place to read them; the rest has columns of its own.

use rusqlite::Result;
use rusqlite::types::Value;

use crate::domain::draft::Draft;
use crate::domain::entry::Work;
use crate::domain::id::{ContactId, LeadId, Named, TaskId, Text};
use crate::domain::patch::Patch;
use crate::domain::task::Priority;

use super::outbox::Cells;

const CHANGE: &str = "change";
const TO_DO: &str = "create to-do";
const CALL: &str = "create call";
const DELETE: &str = "delete";

/// The columns from `work` on.
pub(super) fn values(work: &Work) -> [Value; 7] {
    let draft = match work {
        Work::Create(draft) => Some(draft),
        Work::Change | Work::Delete => None,
    };
    let contact = draft.and_then(|draft| draft.contact.as_ref());
    [
        word(work).to_owned().into(),
        draft.map(|draft| draft.lead.id.to_string()).into(),
        draft.and_then(|draft| draft.lead.name()).map(str::to_owned).into(),
        contact.map(|contact| contact.id.to_string()).into(),
        contact.and_then(Named::name).map(str::to_owned).into(),
        draft
            .and_then(|draft| draft.priority.as_ref())
            .map(|priority| priority_word(priority).to_owned())
            .into(),
        draft.map(|draft| draft.others.iter().map(TaskId::as_str).collect::<Vec<_>>().join(" ")).into(),
    ]
}

fn word(work: &Work) -> &'static str {
    match work {
        Work::Change => CHANGE,
        Work::Create(draft) if draft.is_call => CALL,
        Work::Create(_) => TO_DO,
        Work::Delete => DELETE,
    }
}

fn priority_word(priority: &Priority) -> &str {
    match priority {
        Priority::High => "high",
        Priority::Medium => "medium",
        Priority::Other(other) => other,
    }
}

/// What a new task starts with, where a change has its new values.
pub(super) fn first_values(draft: &Draft) -> Patch {
    Patch {
        is_complete: None,
        due: Some(draft.due),
        assignee: Some(draft.assignee.clone()),
        text: Some(draft.text.clone()),
    }
}

/// Reads the columns from `work` on; `written` is what was read as the new values.
pub(super) fn read(cells: &mut Cells<'_>, written: Patch) -> Result<(Work, Patch)> {
    let work: Text = cells.next()?;
    let lead = named(cells, LeadId::new)?;
    let contact = named(cells, ContactId::new)?;
    let (priority, others) = (cells.next::<Option<Text>>()?, cells.next::<Option<Text>>()?);
    match (&*work, lead) {
        (CHANGE, _) => Ok((Work::Change, written)),
        (DELETE, _) => Ok((Work::Delete, written)),
        (TO_DO | CALL, Some(lead)) => {
            let draft = Draft {
                is_call: &*work == CALL,
                lead,
                contact,
                text: written.text.unwrap_or_default(),
                due: written.due.flatten(),
                assignee: written.assignee.flatten(),
                priority: priority.map(read_priority),
                others: others.iter().flat_map(|ids| ids.split_whitespace()).map(TaskId::new).collect(),
            };
            Ok((Work::Create(Box::new(draft)), Patch::default()))
        }
        _ => Err(cells.strange(&work)),
    }
}

fn named<Id>(cells: &mut Cells<'_>, id: impl Fn(Text) -> Id) -> Result<Option<Named<Id>>> {
    let (found, name) = (cells.next::<Option<Text>>()?, cells.next()?);
    Ok(found.map(|found| Named { id: id(found), name }))
}

fn read_priority(word: Text) -> Priority {
    match &*word {
        "high" => Priority::High,
        "medium" => Priority::Medium,
        _ => Priority::Other(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{BatchId, Entry, EntryId};
    use crate::domain::id::UserId;
    use crate::store::{outbox, schema};
    use rusqlite::Connection;

    fn entry(work: Work) -> Entry {
        Entry {
            id: EntryId(7),
            batch: BatchId(3),
            task: TaskId::new("new_7"),
            work,
            patch: Patch::default(),
            before: Patch::default(),
            made: chrono::DateTime::UNIX_EPOCH,
            sending: false,
            tried: true,
        }
    }

    fn draft() -> Draft {
        Draft {
            is_call: true,
            lead: Named::new(LeadId::new("lead_1"), "Blue Anchor Bakery"),
            contact: Some(Named { id: ContactId::new("cont_1"), name: None }),
            text: "two\nlines".into(),
            due: None,
            assignee: Some(Named::new(UserId::new("user_1"), "Robin Falk")),
            priority: Some(Priority::High),
            others: vec![TaskId::new("task_1"), TaskId::new("task_2")],
        }
    }

    fn stored(entry: &Entry) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        schema::migrate(&mut connection).unwrap();
        outbox::put_entry(&connection, entry).unwrap();
        connection
    }

    fn read(connection: &Connection) -> Result<Entry> {
        connection.query_row(outbox::ENTRIES, [], outbox::entry)
    }

    #[test]
    fn new_tasks_and_deletions_come_back_as_they_were() {
        let plain = Draft { is_call: false, contact: None, priority: None, others: Vec::new(), ..draft() };
        for work in [Work::Create(Box::new(draft())), Work::Create(Box::new(plain)), Work::Delete] {
            assert_eq!(read(&stored(&entry(work.clone()))).unwrap(), entry(work));
        }
    }

    #[test]
    fn changes_of_a_file_from_before_are_read_and_can_be_rescued() {
        let connection = stored(&entry(Work::Change));
        for column in ["work", "draft_lead_id", "draft_lead_name", "draft_contact_id", "draft_contact_name"]
            .into_iter()
            .chain(["draft_priority", "draft_others"])
        {
            let drop = |table| format!("ALTER TABLE {table} DROP COLUMN {column};");
            connection.execute_batch(&[drop("entry"), drop("problem")].concat()).unwrap();
        }
        assert!(read(&connection).is_err(), "it is from before");
        let rescued = connection.query_row(outbox::ENTRIES_OF_THE_START, [], outbox::entry);
        assert_eq!(rescued.unwrap(), entry(Work::Change));
        connection.execute_batch(include_str!("../../assets/migrations/0003_create_delete.sql")).unwrap();
        assert_eq!(read(&connection).unwrap(), entry(Work::Change));
    }

    #[test]
    fn what_was_damaged_is_never_sent() {
        for damage in [
            "work = 'change'",
            "work = 'delete'",
            "work = 'create to-do'",
            "work = 'something else'",
            "draft_lead_id = 'lead_2'",
            "draft_lead_id = NULL",
            "draft_contact_id = NULL",
            "draft_priority = 'medium'",
            "draft_others = NULL",
            "set_text = 'other words'",
        ] {
            let connection = stored(&entry(Work::Create(Box::new(draft()))));
            connection.execute(&format!("UPDATE entry SET {damage}"), []).unwrap();
            assert!(read(&connection).is_err(), "{damage}");
        }
    }

    #[test]
    fn a_change_never_becomes_a_deletion_by_damage() {
        let connection = stored(&entry(Work::Change));
        connection.execute("UPDATE entry SET work = 'delete'", []).unwrap();
        assert!(read(&connection).is_err());
    }
}
