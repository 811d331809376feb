//! The pretend Close in process: a transport without sockets.
//!
//! Waiting goes through tokio, so a paused clock works, and time comes in as a function. The client and the
//! test that drives it hold handles to one world.

use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::faults::{Answer, Faults, Outcome, carry_out};
use super::files;
use super::loopback::pairs;
use super::serve::authorization;
use super::world::{KEY, World};
use crate::close::transport::{Arriving, Ask, Method, NoAnswer, Request, Response, Transport};

#[expect(clippy::disallowed_types, reason = "the in-process server is shared by the client and its test")]
type Shared<T> = Rc<std::cell::RefCell<T>>;

/// A handle to a pretend Close in this process; clones share the same world.
#[derive(Clone)]
pub struct InProcess {
    server: Shared<Server>,
    clock: Rc<dyn Fn() -> DateTime<Utc>>,
    key: String,
}

struct Server {
    world: World,
    faults: Faults,
    latency: Duration,
    requests: Vec<Request>,
}

impl InProcess {
    /// A server around this world, signed in with [`KEY`], without latency or faults.
    #[must_use]
    pub fn new(world: World, clock: impl Fn() -> DateTime<Utc> + 'static) -> Self {
        let server = Server { world, faults: Faults::none(), latency: Duration::ZERO, requests: Vec::new() };
        Self { server: Shared::new(server.into()), clock: Rc::new(clock), key: KEY.to_owned() }
    }

    /// The same server, asked with another key.
    #[must_use]
    pub fn with_key(&self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self.clone() }
    }

    /// From now on things go wrong like this.
    pub fn set_faults(&self, faults: Faults) {
        self.server.borrow_mut().faults = faults;
    }

    /// The next write is refused with this sentence.
    pub fn refuse_next(&self, sentence: &str) {
        self.server.borrow_mut().faults.refuse_next(sentence);
    }

    /// From now on each request takes this long, half of it before it arrives.
    pub fn set_latency(&self, latency: Duration) {
        self.server.borrow_mut().latency = latency;
    }

    /// Every request that has arrived, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.server.borrow().requests.clone()
    }

    /// Looks into the world, or changes it behind the client's back.
    pub fn with_world<T>(&self, look: impl FnOnce(&mut World) -> T) -> T {
        look(&mut self.server.borrow_mut().world)
    }

    /// The server's clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    // Whoever does not say who asks is the one this handle is signed in as.
    fn signed_in(&self, mut request: Request) -> Request {
        if request.header("authorization").is_none() {
            request.headers.push(("authorization".to_owned(), authorization(&self.key)));
        }
        request
    }

    fn arrive(&self, request: &Request) -> Outcome {
        let now = self.now();
        let server = &mut *self.server.borrow_mut();
        server.requests.push(request.clone());
        carry_out(&mut server.world, &mut server.faults, now, request)
    }
}

impl InProcess {
    async fn carry(&self, request: Request) -> Result<Response, NoAnswer> {
        let half = self.server.borrow().latency / 2;
        pause(half).await;
        let outcome = self.arrive(&request);
        pause(half + outcome.wait).await;
        match outcome.answer {
            Answer::Given(response) => Ok(response),
            Answer::Unreachable => Err(NoAnswer::Unreachable("connection refused".to_owned())),
            Answer::Lost => Err(NoAnswer::Broken("closed before the answer".to_owned())),
        }
    }
}

impl Transport for InProcess {
    async fn send(&self, request: Request) -> Result<Response, NoAnswer> {
        self.carry(self.signed_in(request)).await
    }

    fn origin(&self) -> String {
        files::API.to_owned()
    }

    async fn fetch(&self, ask: Ask) -> Result<Arriving, NoAnswer> {
        let (path, query) = ask.address.split_once('?').unwrap_or((&ask.address, ""));
        let key = ask.authorization.map(|value| ("authorization".to_owned(), value));
        let (query, headers) = (pairs(query), key.into_iter().collect());
        let request = Request { query, headers, ..Request::new(Method::Get, path) };
        self.carry(request).await.map(Arriving::whole)
    }
}

async fn pause(length: Duration) {
    if !length.is_zero() {
        tokio::time::sleep(length).await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{DateTime, Utc};
    use serde_json::json;

    use super::super::faults::{Fault, Faults, Which};
    use super::InProcess;
    use crate::close::transport::{Method, NoAnswer, Request, Transport};
    use crate::sim::world::World;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn server() -> (InProcess, String) {
        let mut world = World::bare(NOW);
        let id = world.add(NOW, "lead", vec![("text", json!("Call Ada")), ("date", json!("1970-01-01"))]);
        (InProcess::new(world, || NOW), id)
    }

    fn complete(id: &str) -> Request {
        let mut request = Request::new(Method::Put, format!("/task/{id}/"));
        request.headers.push(("content-type".to_owned(), "application/json".to_owned()));
        request.body = Some(br#"{"is_complete": true}"#.to_vec());
        request
    }

    fn is_complete(server: &InProcess, id: &str) -> bool {
        server.with_world(|world| world.task(id).unwrap().is_complete)
    }

    #[tokio::test]
    async fn a_lost_answer_leaves_the_change_done() {
        let (server, id) = server();
        server.set_faults(Faults::script(vec![(Which::write(), Fault::AnswerLost)]));
        assert!(matches!(server.send(complete(&id)).await, Err(NoAnswer::Broken(_))));
        assert!(is_complete(&server, &id));
    }

    #[tokio::test]
    async fn a_server_that_is_down_changes_nothing() {
        let (server, id) = server();
        server.set_faults(Faults::down());
        assert!(matches!(server.send(complete(&id)).await, Err(NoAnswer::Unreachable(_))));
        assert!(!is_complete(&server, &id));
        assert_eq!(server.requests().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn slow_answers_take_their_time_on_the_paused_clock() {
        let (server, id) = server();
        server.set_latency(Duration::from_secs(2));
        server.set_faults(Faults::script(vec![(Which::any(), Fault::Slow(Duration::from_secs(30)))]));
        let start = tokio::time::Instant::now();
        assert_eq!(server.send(complete(&id)).await.unwrap().status, 200);
        assert_eq!(start.elapsed().as_secs(), 32);
    }

    #[tokio::test]
    async fn another_key_is_another_person_or_nobody() {
        let (server, _) = server();
        let me = Request::new(Method::Get, "/me/");
        assert_eq!(server.send(me.clone()).await.unwrap().status, 200);
        assert_eq!(server.with_key("api_wrong").send(me).await.unwrap().status, 401);
    }
}
