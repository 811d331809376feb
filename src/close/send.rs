//! The one way every request goes out: with what lets us in, and every answer but success sorted into a failure.
//!
//! Where Close refuses a token, the request is sent once more with a new one: it was not carried out. Nothing else
//! is ever sent twice from here.

use super::auth::Shown;
use super::client::Client;
use super::errors::{About, failure, unanswered};
use super::foreign;
use super::limits;
use super::transport::{Method, Request, Response, Transport};
use crate::domain::endpoint::Pauses;
use crate::domain::failure::Failure;

impl<T: Transport> Client<T> {
    /// Sends one request, and sorts every answer but success into a failure.
    pub(super) async fn send(
        &self,
        request: Request,
        about: About,
        pauses: &mut Pauses,
    ) -> Result<Response, Failure> {
        if self.only_reads && changes(&request) {
            return Err(Failure::Refused("this account is read only".into()));
        }
        let endpoint = limits::endpoint(&request);
        let mut shown = self.credential.show().await?;
        let mut response = self.send_with(&request, &shown).await?;
        // A token may end before its time, and is then refused before anything is done.
        if response.status == 401
            && let Some(other) = self.credential.instead_of(&shown).await?
        {
            shown = other;
            response = self.send_with(&request, &shown).await?;
        }
        if let Some(why) = foreign::told(&response, &self.transport.origin()) {
            return Err(Failure::Unclear(why));
        }
        pauses.extend(limits::pause(endpoint, &response));
        if (200..300).contains(&response.status) { Ok(response) } else { Err(self.refused(&response, about)) }
    }

    async fn send_with(&self, request: &Request, shown: &Shown) -> Result<Response, Failure> {
        let request = request.clone().with("authorization", shown.authorization());
        self.transport.send(request).await.map_err(|why| unanswered(&why))
    }

    fn refused(&self, response: &Response, about: About) -> Failure {
        match failure(response, about) {
            Failure::Login(why) => Failure::Login(self.credential.rejection().unwrap_or(why)),
            other => other,
        }
    }

    /// Waits for what must not be cut off at the end of the program.
    pub async fn settle(&self) {
        self.credential.settle().await;
    }

    /// Tells a key that is no longer accepted from a task that is not ours: Close answers both alike.
    pub(super) async fn key_or_task(&self, pauses: &mut Pauses) -> Failure {
        match self.send(Request::new(Method::Get, "/me/"), About::Anything, pauses).await {
            Ok(_) => Failure::Refused("Close does not allow you to do this".into()),
            Err(failure) => failure,
        }
    }
}

// A list may be asked for with a body, and then says that it is only a question.
fn changes(request: &Request) -> bool {
    request.method != Method::Get && request.header("x-http-method-override") != Some("GET")
}

#[cfg(test)]
mod tests {
    use crate::close::scripted::{Answer, client};
    use crate::domain::failure::Failure;
    use crate::domain::id::TaskId;
    use crate::domain::patch::Patch;

    #[tokio::test]
    async fn a_client_that_only_reads_asks_and_changes_nothing() {
        let list = Answer::ok(r#"{"data": [{"id": "task_1"}], "has_more": false}"#);
        let (client, mut sent) = client([list]);
        let client = client.that_only_reads(true);
        let (now, task) = ("2026-07-01T12:00:00Z".parse().unwrap(), TaskId::new("task_1"));
        let done = Patch { is_complete: Some(true), ..Patch::default() };
        let refused = Failure::Refused("this account is read only".into());
        assert_eq!(client.update(now, &task, &done).await.result, Err(refused.clone()));
        assert_eq!(client.delete(now, &task).await.result, Err(refused));
        assert_eq!(client.by_ids(now, &[task]).await.result.map(|tasks| tasks.len()), Ok(1));
        assert_eq!(sent.all().len(), 1);
    }
}
