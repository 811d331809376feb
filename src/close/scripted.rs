//! A transport that gives prepared answers and remembers what it was sent. For tests only.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::mpsc;

use super::auth::Key;
use super::client::Client;
use super::transport::{Arriving, Ask, NoAnswer, Request, Response, Transport};
use crate::domain::zone::Zone;

/// What happens to one request.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// It is answered.
    Gives(Response),
    /// It never leaves.
    Unreachable,
    /// It leaves, and nothing comes back.
    Lost,
}

/// The transport.
#[derive(Debug)]
pub(super) struct Scripted {
    answers: Vec<Answer>,
    next: AtomicUsize,
    sent: mpsc::UnboundedSender<Request>,
}

/// What the transport was sent.
pub(super) struct Sent(mpsc::UnboundedReceiver<Request>);

/// A transport on which requests meet these answers in turn.
pub(super) fn transport(answers: impl IntoIterator<Item = Answer>) -> (Scripted, Sent) {
    let (sent, seen) = mpsc::unbounded_channel();
    (Scripted { answers: answers.into_iter().collect(), next: AtomicUsize::new(0), sent }, Sent(seen))
}

/// A client in New York whose requests meet these answers in turn.
pub(super) fn client(answers: impl IntoIterator<Item = Answer>) -> (Client<Scripted>, Sent) {
    let (transport, sent) = transport(answers);
    let zone = Zone::named("America/New_York").unwrap();
    (Client::new(transport, Key::read("api_abc123").unwrap(), zone), sent)
}

impl Answer {
    /// Success with this body.
    pub(super) fn ok(body: &str) -> Self {
        Self::gives(200, body)
    }

    /// A status with a body.
    pub(super) fn gives(status: u16, body: &str) -> Self {
        Self::Gives(Response { status, headers: Vec::new(), body: body.into() })
    }

    /// The same answer with a header.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Gives(response) = &mut self {
            response.headers.push((name.into(), value.into()));
        }
        self
    }
}

impl Sent {
    /// Every request since the last look.
    pub(super) fn all(&mut self) -> Vec<Request> {
        std::iter::from_fn(|| self.0.try_recv().ok()).collect()
    }

    /// The one request there was.
    pub(super) fn only(&mut self) -> Request {
        let mut all = self.all();
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }
}

impl Transport for Scripted {
    async fn send(&self, request: Request) -> Result<Response, NoAnswer> {
        let _ = self.sent.send(request);
        match self.answers.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            Some(Answer::Gives(response)) => Ok(response.clone()),
            Some(Answer::Lost) => Err(NoAnswer::TimedOut(Duration::from_secs(30))),
            Some(Answer::Unreachable) | None => {
                Err(NoAnswer::Unreachable("nothing more was prepared".into()))
            }
        }
    }

    fn origin(&self) -> String {
        "https://api.close.com".into()
    }

    async fn fetch(&self, ask: Ask) -> Result<Arriving, NoAnswer> {
        let key = ask.authorization.map(|value| ("authorization".to_owned(), value));
        let headers = key.into_iter().collect();
        let request = Request { headers, ..Request::new(super::transport::Method::Get, ask.address) };
        self.send(request).await.map(Arriving::whole)
    }
}
