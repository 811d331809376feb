//! Making tasks, and deleting them.
//!
//! Neither can be taken back, and making one is not safe to repeat: Close has no key against doing it twice.
//! So an answer that says less than the whole task is an unclear one, and whoever asked has to look.

use std::slice;

use super::bulk::check;
use super::client::{Client, Reply, unreadable};
use super::errors::About;
use super::request;
use super::transport::Transport;
use super::wire;
use crate::domain::draft::Draft;
use crate::domain::endpoint::Pauses;
use crate::domain::failure::Failure;
use crate::domain::id::TaskId;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

impl<T: Transport> Client<T> {
    /// Makes a task and gives it back with the id Close gave it.
    pub async fn create(&self, at: Timestamp, draft: &Draft) -> Reply<Task> {
        let mut pauses = Pauses::new();
        let result = self.make(at, draft, &mut pauses).await;
        Reply { result, pauses }
    }

    /// Deletes a task for good. One that is gone already is [`Failure::Gone`].
    pub async fn delete(&self, at: Timestamp, id: &TaskId) -> Reply<()> {
        let mut pauses = Pauses::new();
        let result = self.take_away(at, id, &mut pauses).await;
        Reply { result, pauses }
    }

    async fn make(&self, at: Timestamp, draft: &Draft, pauses: &mut Pauses) -> Result<Task, Failure> {
        let request = self.dated(at, request::create(draft));
        let response = match self.send(request, About::Anything, pauses).await {
            Err(Failure::Login(_)) => return Err(self.key_or_task(pauses).await),
            other => other?,
        };
        wire::task(&response.body).map_err(|error| unreadable(&error))
    }

    // Close has been seen to answer with an empty object; what it says beside yes does not matter.
    async fn take_away(&self, at: Timestamp, id: &TaskId, pauses: &mut Pauses) -> Result<(), Failure> {
        check(slice::from_ref(id))?;
        let request = self.dated(at, request::delete(id));
        match self.send(request, About::OneTask, pauses).await {
            Err(Failure::Login(_)) => Err(self.key_or_task(pauses).await),
            other => other.map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};
    use crate::close::transport::Method;
    use crate::domain::due::Due;
    use crate::domain::id::{ContactId, LeadId, Named, UserId};
    use crate::domain::task::Priority;
    use serde_json::{Value, json};

    fn now() -> Timestamp {
        "2026-07-01T12:00:00Z".parse().unwrap()
    }

    fn draft() -> Draft {
        Draft {
            is_call: false,
            lead: Named::new(LeadId::new("lead_1"), "Blue Anchor Bakery"),
            contact: None,
            text: "two\nlines".into(),
            due: Due::read("2026-07-03").ok(),
            assignee: Some(Named::new(UserId::new("user_1"), "Robin Falk")),
            priority: Some(Priority::High),
            others: vec![TaskId::new("task_9")],
        }
    }

    const MADE: &str = r#"{"id": "task_1", "_type": "lead", "text": "two\nlines"}"#;

    async fn sent(draft: &Draft) -> Value {
        let (client, mut sent) = client([Answer::ok(MADE)]);
        assert_eq!(client.create(now(), draft).await.result.unwrap().id, TaskId::new("task_1"));
        let request = sent.only();
        assert_eq!((request.method, request.path.as_str()), (Method::Post, "/task/"));
        assert_eq!(request.header("x-http-method-override"), None);
        serde_json::from_slice(request.body.as_ref().unwrap()).unwrap()
    }

    #[tokio::test]
    async fn a_new_to_do_is_written_as_close_documents_it() {
        let expected = json!({
            "_type": "lead", "lead_id": "lead_1", "text": "two\nlines", "date": "2026-07-03",
            "assigned_to": "user_1", "priority": "high",
        });
        assert_eq!(sent(&draft()).await, expected);
        let bare = Draft { due: None, assignee: None, priority: None, ..draft() };
        let expected =
            json!({ "_type": "lead", "lead_id": "lead_1", "text": "two\nlines", "assigned_to": null });
        assert_eq!(sent(&bare).await, expected);
    }

    #[tokio::test]
    async fn a_planned_call_has_a_contact_and_no_priority_and_may_go_without_words() {
        let contact = Some(Named::new(ContactId::new("cont_1"), "Ines"));
        let call = Draft { is_call: true, contact, text: "".into(), due: None, ..draft() };
        let expected = json!({
            "_type": "outgoing_call", "lead_id": "lead_1", "contact_id": "cont_1", "assigned_to": "user_1",
        });
        assert_eq!(sent(&call).await, expected);
    }

    #[tokio::test]
    async fn a_yes_without_the_task_is_not_clear_enough() {
        for answer in [Answer::ok("{}"), Answer::ok("<html>"), Answer::gives(201, ""), Answer::Lost] {
            let (client, _sent) = client([answer]);
            assert!(matches!(client.create(now(), &draft()).await.result, Err(Failure::Unclear(_))));
        }
        let (client, _sent) = client([Answer::gives(201, MADE)]);
        assert!(client.create(now(), &draft()).await.result.is_ok());
    }

    #[tokio::test]
    async fn an_invalid_lead_is_refused_in_a_sentence() {
        let no = r#"{"errors": [], "field-errors": {"lead": "Object does not exist."}}"#;
        let (client, _sent) = client([Answer::gives(400, no)]);
        let refused = Failure::Refused("lead: Object does not exist.".into());
        assert_eq!(client.create(now(), &draft()).await.result, Err(refused));
    }

    #[tokio::test]
    async fn a_deletion_names_one_task_and_may_be_answered_with_nothing() {
        for answer in [Answer::ok("{}"), Answer::gives(204, "")] {
            let (client, mut sent) = client([answer]);
            assert_eq!(client.delete(now(), &TaskId::new("task_1")).await.result, Ok(()));
            let request = sent.only();
            assert_eq!((request.method, request.path.as_str()), (Method::Delete, "/task/task_1/"));
        }
        let (gone, _sent) = client([Answer::gives(404, r#"{"error": "Empty query"}"#)]);
        assert_eq!(gone.delete(now(), &TaskId::new("task_1")).await.result, Err(Failure::Gone));
        let (odd, mut sent) = client([]);
        assert!(odd.delete(now(), &TaskId::new("../lead/lead_1")).await.result.is_err());
        assert_eq!(sent.all(), []);
    }
}
