//! New tasks, deletions and comments as columns of the outbox.
//!
//! `work` says what an entry does. What a new task starts with stands where a change has its new values, so
//! that there is one place to read them; the rest has columns of its own.

use rusqlite::Result;
use rusqlite::types::Value;

use crate::domain::comment::NewComment;
use crate::domain::draft::Draft;
use crate::domain::entry::Work;
use crate::domain::id::{CommentId, ContactId, LeadId, Named, ObjectId, TaskId, Text};
use crate::domain::patch::Patch;
use crate::domain::task::Priority;

use super::outbox::Cells;

const CHANGE: &str = "change";
const TO_DO: &str = "create to-do";
const CALL: &str = "create call";
const DELETE: &str = "delete";
const COMMENT: &str = "comment";
const UNCOMMENT: &str = "uncomment";

/// The columns from `work` to `draft_others`.
pub(super) fn values(work: &Work) -> [Value; 7] {
    let draft = match work {
        Work::Create(draft) => Some(draft),
        _ => None,
    };
    let others = match work {
        Work::Create(draft) => Some(joined(draft.others.iter().map(TaskId::as_str))),
        Work::Comment(comment) | Work::Uncomment(comment) => {
            Some(joined(comment.others.iter().map(CommentId::as_str)))
        }
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
        others.into(),
    ]
}

fn joined<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join(" ")
}

/// The columns of a comment, behind those.
pub(super) fn comment_values(work: &Work) -> [Value; 2] {
    let comment = comment(work);
    [
        comment.map(|comment| comment.id.to_string()).into(),
        comment.map(|comment| comment.on.to_string()).into(),
    ]
}

/// The comment an entry is about.
pub(super) fn comment(work: &Work) -> Option<&NewComment> {
    match work {
        Work::Comment(comment) | Work::Uncomment(comment) => Some(comment),
        Work::Change | Work::Create(_) | Work::Delete => None,
    }
}

fn word(work: &Work) -> &'static str {
    match work {
        Work::Change => CHANGE,
        Work::Create(draft) if draft.is_call => CALL,
        Work::Create(_) => TO_DO,
        Work::Delete => DELETE,
        Work::Comment(_) => COMMENT,
        Work::Uncomment(_) => UNCOMMENT,
    }
}

fn priority_word(priority: &Priority) -> &str {
    match priority {
        Priority::High => "high",
        Priority::Medium => "medium",
        Priority::Other(other) => other,
    }
}

/// What a new task starts with, or a comment says, where a change has its new values.
pub(super) fn first_values(work: &Work) -> Option<Patch> {
    match work {
        Work::Change | Work::Delete => None,
        Work::Create(draft) => Some(Patch {
            is_complete: None,
            finished: None,
            due: Some(draft.due),
            assignee: Some(draft.assignee.clone()),
            text: Some(draft.text.clone()),
        }),
        Work::Comment(comment) | Work::Uncomment(comment) => {
            Some(Patch { text: Some(comment.text.clone()), ..Patch::default() })
        }
    }
}

/// Reads the columns from `work` on; `written` is what was read as the new values.
pub(super) fn read(cells: &mut Cells<'_>, written: Patch) -> Result<(Work, Patch)> {
    let work: Text = cells.next()?;
    let lead = named(cells, LeadId::new)?;
    let contact = named(cells, ContactId::new)?;
    let (priority, others) = (cells.next::<Option<Text>>()?, cells.next::<Option<Text>>()?);
    let (id, on) = (cells.next::<Option<Text>>()?, cells.next::<Option<Text>>()?);
    let others = others.iter().flat_map(|ids| ids.split_whitespace());
    if let (COMMENT | UNCOMMENT, Some(id), Some(on)) = (&*work, id, on) {
        let comment = NewComment {
            id: CommentId::new(id),
            on: ObjectId::new(on),
            text: written.text.unwrap_or_default(),
            others: others.map(CommentId::new).collect(),
        };
        let make = if &*work == COMMENT { Work::Comment } else { Work::Uncomment };
        return Ok((make(Box::new(comment)), Patch::default()));
    }
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
                others: others.map(TaskId::new).collect(),
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

    fn comment() -> NewComment {
        let others = vec![CommentId::new("comm_1"), CommentId::new("comm_2")];
        let on = NewComment::new(ObjectId::new("acti_1"), "Careful:\ntwo lines");
        NewComment { id: CommentId::new("new_7"), others, ..on }
    }

    #[test]
    fn comments_come_back_as_they_were() {
        for work in [Work::Comment(Box::new(comment())), Work::Uncomment(Box::new(comment()))] {
            assert_eq!(read(&stored(&entry(work.clone()))).unwrap(), entry(work));
        }
    }

    #[test]
    fn a_damaged_comment_is_never_sent() {
        for damage in [
            "work = 'uncomment'",
            "comment_id = 'comm_3'",
            "comment_on = 'acti_2'",
            "comment_on = NULL",
            "set_text = 'other words'",
            "draft_others = NULL",
        ] {
            let connection = stored(&entry(Work::Comment(Box::new(comment()))));
            connection.execute(&format!("UPDATE entry SET {damage}"), []).unwrap();
            assert!(read(&connection).is_err(), "{damage}");
        }
    }

    fn without(connection: &Connection, columns: &[&str]) {
        for column in columns {
            let drop = |table| format!("ALTER TABLE {table} DROP COLUMN {column};");
            connection.execute_batch(&[drop("entry"), drop("problem")].concat()).unwrap();
        }
    }

    // What the last of the migrations adds to the outbox.
    const FINISHED: &str = "ALTER TABLE entry ADD COLUMN set_finished TEXT; \
                            ALTER TABLE entry ADD COLUMN before_finished TEXT;";

    fn rescued(connection: &Connection) -> Vec<Entry> {
        let read = |sql: &&str| connection.query_row(sql, [], outbox::entry).ok();
        let mut found: Vec<Entry> = outbox::ENTRIES_OF_ANY_TIME.iter().filter_map(read).collect();
        found.dedup();
        found
    }

    #[test]
    fn changes_of_a_file_from_before_are_read_and_can_be_rescued() {
        for work in [Work::Change, Work::Delete, Work::Create(Box::new(draft()))] {
            let connection = stored(&entry(work.clone()));
            without(&connection, &["set_finished", "before_finished"]);
            assert_eq!(rescued(&connection), [entry(work.clone())]);
            without(&connection, &["comment_id", "comment_on"]);
            assert!(read(&connection).is_err(), "it is from before");
            assert_eq!(rescued(&connection), [entry(work.clone())]);
            connection.execute_batch(include_str!("../../assets/migrations/0005_comments.sql")).unwrap();
            connection.execute_batch(FINISHED).unwrap();
            assert_eq!(read(&connection).unwrap(), entry(work));
        }
    }

    #[test]
    fn changes_of_a_file_from_the_start_are_read_and_can_be_rescued() {
        let connection = stored(&entry(Work::Change));
        without(&connection, &["comment_id", "comment_on", "work", "draft_lead_id", "draft_lead_name"]);
        without(&connection, &["set_finished", "before_finished"]);
        without(&connection, &["draft_contact_id", "draft_contact_name", "draft_priority", "draft_others"]);
        assert_eq!(rescued(&connection), [entry(Work::Change)]);
        connection.execute_batch(include_str!("../../assets/migrations/0003_create_delete.sql")).unwrap();
        connection.execute_batch(include_str!("../../assets/migrations/0005_comments.sql")).unwrap();
        connection.execute_batch(FINISHED).unwrap();
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
