//! The event log: asked who did something, never followed.
//!
//! Close supports only some combinations of filters and refuses the rest; the two used here are documented.

use super::client::{Client, Reply, unreadable};
use super::errors::About;
use super::request::is_plain;
use super::transport::{Method, Request, Transport};
use super::wire;
use crate::domain::endpoint::Pauses;
use crate::domain::event::{Events, Inquiry};
use crate::domain::failure::Failure;

/// The most lines Close gives at once.
const PAGE: &str = "50";

impl<T: Transport> Client<T> {
    /// One page of what the log says, the newest first.
    pub async fn events(&self, inquiry: &Inquiry) -> Reply<Events> {
        let mut pauses = Pauses::new();
        let result = self.read_events(inquiry, &mut pauses).await;
        Reply { result, pauses }
    }

    async fn read_events(&self, inquiry: &Inquiry, pauses: &mut Pauses) -> Result<Events, Failure> {
        let subject = match inquiry {
            Inquiry::Task { task, .. } => task.as_str(),
            Inquiry::Person { user, .. } => user.as_str(),
        };
        if !is_plain(subject) {
            return Err(Failure::Refused(format!("{subject} is not an id")));
        }
        let response = self.send(request(inquiry), About::Anything, pauses).await?;
        wire::events(&response.body).map_err(|error| unreadable(&error))
    }
}

fn request(inquiry: &Inquiry) -> Request {
    let query = match inquiry {
        Inquiry::Task { task, action } => {
            vec![("object_id", task.to_string()), ("action", (*action).to_owned())]
        }
        // With a cursor the other filters are repeated, except for the date.
        Inquiry::Person { user, cursor: Some(cursor), .. } => {
            vec![("user_id", user.to_string()), ("_cursor", cursor.to_string())]
        }
        Inquiry::Person { user, since, cursor: None } => {
            let since = since.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
            vec![("user_id", user.to_string()), ("date_updated__gte", since)]
        }
    };
    let query = query.into_iter().chain([("_limit", PAGE.to_owned())]);
    let query = query.map(|(name, value)| (name.to_owned(), value)).collect();
    Request { query, ..Request::new(Method::Get, "/event/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};
    use crate::domain::id::{TaskId, UserId};

    const NOTHING: &str = r#"{"data": [], "cursor_next": null}"#;

    fn asked(inquiry: &Inquiry) -> Vec<String> {
        let request = request(inquiry);
        request.query.iter().map(|(name, value)| format!("{name}={value}")).collect()
    }

    #[test]
    fn only_combinations_that_close_supports_are_asked_for() {
        let task = Inquiry::Task { task: TaskId::new("task_1"), action: "deleted" };
        assert_eq!(asked(&task), ["object_id=task_1", "action=deleted", "_limit=50"]);
        let since = "2026-03-06T12:00:00Z".parse().unwrap();
        let person = |cursor| Inquiry::Person { user: UserId::new("user_1"), since, cursor };
        let first = ["user_id=user_1", "date_updated__gte=2026-03-06T12:00:00.000Z", "_limit=50"];
        assert_eq!(asked(&person(None)), first);
        assert_eq!(asked(&person(Some("abc".into()))), ["user_id=user_1", "_cursor=abc", "_limit=50"]);
    }

    #[tokio::test]
    async fn an_id_that_would_change_the_request_is_not_sent() {
        let (client, mut sent) = client([Answer::ok(NOTHING)]);
        let odd = Inquiry::Task { task: TaskId::new("a/b"), action: "deleted" };
        assert!(matches!(client.events(&odd).await.result, Err(Failure::Refused(_))));
        let plain = Inquiry::Task { task: TaskId::new("task_1"), action: "deleted" };
        assert_eq!(client.events(&plain).await.result, Ok(Events::default()));
        assert_eq!(sent.only().path, "/event/");
    }
}
