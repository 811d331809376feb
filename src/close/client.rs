//! Close, one function per endpoint.
//!
//! Each function asks, sorts what came back into a domain value or a failure, and reports when Close wants us
//! to slow down. None retries or waits: that is a decision, and it is made where it can be tested. Who asks
//! for tasks says what time it is, because "today" is part of the question.

use std::slice;

use super::auth::Credential;
use super::bulk::{check, chunks, half_done};
use super::errors::About;
use super::filter::parameters;
use super::request::{self, TASKS};
use super::transport::{Method, Request, Transport};
use super::wire;
use crate::domain::endpoint::Pauses;
use crate::domain::failure::Failure;
use crate::domain::id::TaskId;
use crate::domain::patch::Patch;
use crate::domain::query::Query;
use crate::domain::task::Task;
use crate::domain::zone::{Timestamp, Zone};

pub use super::wire::Page;

/// One credential's view of Close, over any transport.
#[derive(Debug)]
pub struct Client<T> {
    pub(super) transport: T,
    pub(super) credential: Credential,
    pub(super) only_reads: bool,
    zone: Zone,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<R> {
    /// What was asked for, or why not.
    pub result: Result<R, Failure>,
    /// What to hold back with, as far as Close said so in any of the answers.
    pub pauses: Pauses,
}

impl<T: Transport> Client<T> {
    /// A client that asks with this credential, for a user in this zone.
    pub fn new(transport: T, credential: impl Into<Credential>, zone: Zone) -> Self {
        Self { transport, credential: credential.into(), only_reads: false, zone }
    }

    /// The same, and with `only_reads` whatever would change something is refused before it leaves.
    pub fn that_only_reads(self, only_reads: bool) -> Self {
        Self { only_reads, ..self }
    }

    /// One page of a list of tasks.
    pub async fn tasks(&self, at: Timestamp, query: &Query) -> Reply<Page> {
        let mut pauses = Pauses::new();
        let result = self.read_page(at, query, &mut pauses).await;
        Reply { result, pauses }
    }

    /// One task.
    pub async fn task(&self, at: Timestamp, id: &TaskId) -> Reply<Task> {
        let mut pauses = Pauses::new();
        let result = self.read_task(at, id, &mut pauses).await;
        Reply { result, pauses }
    }

    /// These tasks, as far as they still exist: one that does not come back is gone or may not be seen.
    pub async fn by_ids(&self, at: Timestamp, ids: &[TaskId]) -> Reply<Vec<Task>> {
        let mut pauses = Pauses::new();
        let result = self.read_all(at, ids, &mut pauses).await;
        Reply { result, pauses }
    }

    /// Changes one task and gives it back as it is then.
    pub async fn update(&self, at: Timestamp, id: &TaskId, patch: &Patch) -> Reply<Task> {
        let mut pauses = Pauses::new();
        let result = self.write(at, id, patch, &mut pauses).await;
        Reply { result, pauses }
    }

    /// Changes several tasks alike. Close does not say what became of each, and does not take everything back
    /// when it refuses one: read the tasks afterwards, also after a refusal.
    pub async fn update_all(&self, at: Timestamp, ids: &[TaskId], patch: &Patch) -> Reply<()> {
        let mut pauses = Pauses::new();
        let result = self.write_all(at, ids, patch, &mut pauses).await;
        Reply { result, pauses }
    }

    async fn read_page(&self, at: Timestamp, query: &Query, pauses: &mut Pauses) -> Result<Page, Failure> {
        check(&query.ids)?;
        let request = self.dated(at, request::list(TASKS, parameters(query)));
        let response = self.send(request, About::Anything, pauses).await?;
        let page = if query.is_whole { wire::whole_page(&response.body) } else { wire::page(&response.body) };
        page.map_err(|error| unreadable(&error))
    }

    async fn read_task(&self, at: Timestamp, id: &TaskId, pauses: &mut Pauses) -> Result<Task, Failure> {
        check(slice::from_ref(id))?;
        let request = self.dated(at, Request::new(Method::Get, request::task_path(id)));
        let response = match self.send(request, About::OneTask, pauses).await {
            Err(Failure::Login(_)) => return Err(self.key_or_task(pauses).await),
            other => other?,
        };
        let task = wire::task(&response.body).map_err(|error| unreadable(&error))?;
        if task.id == *id {
            Ok(task)
        } else {
            Err(Failure::Unclear(format!("Close sent {} for {id}", task.id)))
        }
    }

    async fn read_all(
        &self,
        at: Timestamp,
        ids: &[TaskId],
        pauses: &mut Pauses,
    ) -> Result<Vec<Task>, Failure> {
        let mut tasks = Vec::with_capacity(ids.len());
        for chunk in chunks(ids)? {
            let query = parameters(&Query::ids(chunk.iter().cloned()));
            let request = self.dated(at, request::list_by_body(TASKS, query));
            let response = self.send(request, About::Anything, pauses).await?;
            let page = wire::page(&response.body).map_err(|error| unreadable(&error))?;
            // Whoever asked takes absence for "gone", so half an answer is none.
            if page.has_more || (page.tasks.len() < chunk.len() && !page.unreadable.is_empty()) {
                return Err(Failure::Unclear("Close sent only a part of the tasks we asked for".into()));
            }
            tasks.extend(page.tasks);
        }
        Ok(tasks)
    }

    async fn write(
        &self,
        at: Timestamp,
        id: &TaskId,
        patch: &Patch,
        pauses: &mut Pauses,
    ) -> Result<Task, Failure> {
        check(slice::from_ref(id))?;
        if patch.is_empty() {
            return self.read_task(at, id, pauses).await;
        }
        let request = self.dated(at, request::update(id, patch));
        let response = match self.send(request, About::OneTask, pauses).await {
            Err(Failure::Login(_)) => return Err(self.key_or_task(pauses).await),
            other => other?,
        };
        match wire::task(&response.body) {
            Ok(task) if task.id == *id => Ok(task),
            _ => self.read_task(at, id, pauses).await.map_err(after_success),
        }
    }

    async fn write_all(
        &self,
        at: Timestamp,
        ids: &[TaskId],
        patch: &Patch,
        pauses: &mut Pauses,
    ) -> Result<(), Failure> {
        if patch.is_empty() {
            return Ok(());
        }
        let mut done = 0;
        for chunk in chunks(ids)? {
            let request = self.dated(at, request::update_all(chunk, patch));
            // Close has been seen to answer in several ways; that it accepted is all they say.
            match self.send(request, About::Anything, pauses).await {
                Ok(_) => done += chunk.len(),
                Err(Failure::Login(_)) => {
                    return Err(half_done(done, ids.len(), self.key_or_task(pauses).await));
                }
                Err(failure) => return Err(half_done(done, ids.len(), failure)),
            }
        }
        Ok(())
    }

    /// Adds the offset of the moment: Close decides by it where a day ends.
    pub(super) fn dated(&self, at: Timestamp, request: Request) -> Request {
        request.with("x-tz-offset", request::offset(self.zone, at))
    }
}

/// An answer that says yes, but not what.
pub(super) fn unreadable(error: &wire::WireError) -> Failure {
    Failure::Unclear(error.to_string())
}

// The change was accepted; only what the task looks like now is not known.
fn after_success(failure: Failure) -> Failure {
    match failure {
        Failure::Offline(why) | Failure::Refused(why) => Failure::Unclear(why),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};
    use crate::domain::due::Due;
    use crate::domain::endpoint::{Endpoint, Pause};
    use crate::domain::id::UserId;
    use std::time::Duration;

    fn now() -> Timestamp {
        "2026-07-01T12:00:00Z".parse().unwrap()
    }

    fn id(text: &str) -> TaskId {
        TaskId::new(text)
    }

    fn ids(count: usize) -> Vec<TaskId> {
        (0..count).map(|number| id(&format!("task_{number}"))).collect()
    }

    fn done() -> Patch {
        Patch::complete(true)
    }

    const DONE: &str = r#"{"id": "task_1", "_type": "lead", "text": "Call Ada", "is_complete": true}"#;

    fn told(request: &Request) -> String {
        String::from_utf8(request.body.clone().unwrap_or_default()).unwrap()
    }

    #[tokio::test]
    async fn a_page_is_asked_for_with_the_offset_of_the_moment() {
        let page = Answer::ok(r#"{"data": [{"id": "task_1"}], "has_more": true}"#);
        for (at, offset) in [("2026-07-01T12:00:00Z", "-4"), ("2026-01-01T12:00:00Z", "-5")] {
            let (client, mut sent) = client([page.clone()]);
            let reply = client.tasks(at.parse().unwrap(), &Query::open_of(&UserId::new("user_1"))).await;
            assert_eq!(reply.result.map(|page| (page.tasks.len(), page.has_more)), Ok((1, true)));
            let request = sent.only();
            assert_eq!((request.method, request.path.as_str()), (Method::Get, "/task/"));
            assert_eq!(request.header("x-tz-offset"), Some(offset));
            assert!(request.query.contains(&("assigned_to".into(), "user_1".into())));
        }
    }

    #[tokio::test]
    async fn a_change_gives_back_the_task_as_it_is_then() {
        let (client, mut sent) = client([Answer::ok(DONE)]);
        assert!(client.update(now(), &id("task_1"), &done()).await.result.unwrap().is_complete);
        let request = sent.only();
        assert_eq!((request.method, request.path.as_str()), (Method::Put, "/task/task_1/"));
        assert_eq!(told(&request), r#"{"is_complete":true}"#);
        assert_eq!(request.header("x-tz-offset"), Some("-4"));
    }

    #[tokio::test]
    async fn an_accepted_change_without_a_readable_task_is_read_again() {
        for body in ["", "{}", r#"{"ok": true}"#, "<html>", r#"{"id": "task_9"}"#] {
            let (client, mut sent) = client([Answer::ok(body), Answer::ok(DONE)]);
            assert_eq!(client.update(now(), &id("task_1"), &done()).await.result.unwrap().id, id("task_1"));
            assert_eq!(sent.all()[1].method, Method::Get, "{body}");
        }
    }

    #[tokio::test]
    async fn a_change_that_was_accepted_is_never_called_refused() {
        for (second, expected) in [
            (Answer::gives(403, ""), Failure::Unclear("Close answered 403 Forbidden".into())),
            (Answer::gives(404, r#"{"error": "Empty query"}"#), Failure::Gone),
        ] {
            let (client, _sent) = client([Answer::ok(""), second]);
            assert_eq!(client.update(now(), &id("task_1"), &done()).await.result, Err(expected));
        }
        let (client, _sent) = client([Answer::ok(""), Answer::Unreachable]);
        assert!(matches!(
            client.update(now(), &id("task_1"), &done()).await.result,
            Err(Failure::Unclear(_))
        ));
    }

    #[tokio::test]
    async fn a_401_for_a_task_is_a_bad_key_only_if_close_does_not_know_us_either() {
        let no = || Answer::gives(401, r#"{"error": "Unauthorized"}"#);
        let refused = Failure::Refused("Close does not allow you to do this".into());
        let (ours, _sent) = client([no(), Answer::ok("{}")]);
        assert_eq!(ours.update(now(), &id("task_1"), &done()).await.result, Err(refused.clone()));
        let (many, _sent) = client([no(), Answer::ok("{}")]);
        assert_eq!(many.update_all(now(), &ids(2), &done()).await.result, Err(refused));
        let (expired, _sent) = client([no(), no()]);
        let result = expired.update(now(), &id("task_1"), &done()).await.result;
        assert!(matches!(result, Err(Failure::Login(_))));
        let (unsure, _sent) = client([no(), Answer::Lost]);
        assert!(unsure.task(now(), &id("task_1")).await.result.unwrap_err().may_pass());
    }

    #[tokio::test]
    async fn failures_are_told_apart_by_what_to_do_next() {
        let lost = Failure::Unclear("no answer from Close within 30 s".into());
        let offline = Failure::Offline("cannot reach Close: nothing more was prepared".into());
        for (answer, expected) in [
            (Answer::Lost, lost),
            (Answer::Unreachable, offline),
            (Answer::gives(404, r#"{"error": "Empty query"}"#), Failure::Gone),
            (Answer::gives(429, "").with("retry-after", "7"), Failure::Busy(Duration::from_secs(7))),
            (
                Answer::gives(400, r#"{"field-errors": {"date": "Bad."}}"#),
                Failure::Refused("date: Bad.".into()),
            ),
        ] {
            let (client, _sent) = client([answer]);
            assert_eq!(client.update(now(), &id("task_1"), &done()).await.result, Err(expected));
        }
    }

    #[tokio::test]
    async fn many_tasks_are_changed_a_hundred_at_a_time() {
        let (client, mut sent) = client([Answer::ok(r#"{"ok": true}"#), Answer::gives(204, "")]);
        let due = Patch::due(Due::read("2026-07-03").unwrap());
        assert_eq!(client.update_all(now(), &ids(150), &due).await.result, Ok(()));
        let sent = sent.all();
        assert_eq!(sent.len(), 2);
        assert!(told(&sent[1]).contains(r#""id__in":"task_100,"#) && told(&sent[1]).contains("2026-07-03"));
    }

    #[tokio::test]
    async fn nothing_to_do_asks_nothing() {
        let (client, mut sent) = client([]);
        assert_eq!(client.update_all(now(), &[], &done()).await.result, Ok(()));
        assert_eq!(client.update_all(now(), &ids(2), &Patch::default()).await.result, Ok(()));
        assert_eq!(client.by_ids(now(), &[]).await.result, Ok(Vec::new()));
        assert!(client.update(now(), &id("a/b"), &done()).await.result.is_err());
        assert!(client.tasks(now(), &Query::ids([id("a,b")])).await.result.is_err());
        assert_eq!(sent.all(), []);
    }

    #[tokio::test]
    async fn named_tasks_are_asked_for_in_the_body() {
        let body = r#"{"data": [{"id": "task_1"}], "has_more": false}"#;
        let (client, mut sent) = client([Answer::ok(body), Answer::ok(body)]);
        assert_eq!(client.by_ids(now(), &ids(101)).await.result.unwrap().len(), 2);
        for request in sent.all() {
            assert_eq!(
                (request.method, request.header("x-http-method-override")),
                (Method::Post, Some("GET"))
            );
            assert!(told(&request).contains(r#""_type":"all""#) && request.query.is_empty());
        }
    }

    #[tokio::test]
    async fn half_an_answer_about_named_tasks_is_none() {
        for body in [r#"{"data": [{"id": "task_0"}], "has_more": true}"#, r#"{"data": [{"id": ""}]}"#] {
            let (client, _sent) = client([Answer::ok(body)]);
            assert!(matches!(client.by_ids(now(), &ids(2)).await.result, Err(Failure::Unclear(_))));
        }
    }

    #[tokio::test]
    async fn a_scarce_allowance_is_reported_with_whatever_came() {
        let scarce = |answer: Answer| answer.with("ratelimit", "limit=100, remaining=3, reset=4");
        let (client, _sent) =
            client([scarce(Answer::ok(DONE)), scarce(Answer::gives(500, "")), Answer::ok(DONE)]);
        let pause = Pause { endpoint: Endpoint::Task, length: Duration::from_secs(4), is_spent: false };
        for expected in [vec![pause], vec![pause], Vec::new()] {
            assert_eq!(client.task(now(), &id("task_1")).await.pauses, expected);
        }
    }

    #[tokio::test]
    async fn what_is_said_of_the_reading_after_a_change_is_no_word_about_changes() {
        let spent = Answer::ok(DONE).with("ratelimit", "limit=100, remaining=0, reset=4");
        let (client, _sent) = client([Answer::ok(""), spent]);
        let reply = client.update(now(), &id("task_1"), &done()).await;
        let pause = Pause { endpoint: Endpoint::Task, length: Duration::from_secs(4), is_spent: true };
        assert_eq!((reply.result.is_ok(), reply.pauses), (true, vec![pause]));
    }
}
