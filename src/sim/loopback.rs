//! The pretend Close as a real HTTP server, on this machine only.
//!
//! One actor owns the world and answers in turn; everything else holds a sender. A broken connection is really
//! broken: the socket is closed without a byte of answer. Files are at addresses of Close and of a storage
//! service; here these are this server and a second one beside it, on a port of its own.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::ConnectInfo;
use axum::extract::{Request as HttpRequest, State};
use axum::response::Response as HttpResponse;
use chrono::{DateTime, FixedOffset, Utc};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

use super::errors::Refusal;
use super::faults::{Answer, Faults, Outcome, carry_out};
use super::files;
use super::line::{Cut, Door};
use super::world::World;
use crate::close::transport::{Method, Request, Response};

/// Where the API begins, as at Close.
const ROOT: &str = "/api/v1";
/// Far more than any request a client may send.
const LARGEST_BODY: usize = 4 << 20;

/// Why the server cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum LoopbackError {
    /// The pretend Close has no business on a network.
    #[error("the simulated Close only listens on this machine, not on {0}: use 127.0.0.1")]
    NotLoopback(SocketAddr),
    /// The port is taken, or the like.
    #[error("cannot listen on {0}: {1}")]
    Bind(SocketAddr, #[source] io::Error),
}

/// A server that has its port and is ready to [`run`](Listening::run).
pub struct Listening {
    /// `http://127.0.0.1:PORT/api/v1`.
    pub base_url: String,
    /// For changing things while it runs.
    pub control: Control,
    door: Door,
    storage: Door,
    places: Arc<Places>,
    latency: Duration,
    actor: Actor,
}

/// Where Close and the storage of its files are, instead of on the network.
#[derive(Debug)]
struct Places {
    close: String,
    storage: String,
}

/// A handle to a running server.
#[derive(Clone)]
pub struct Control(mpsc::Sender<Order>);

enum Order {
    Ask(Request, oneshot::Sender<Outcome>),
    Edit { user: String, task: String, fields: Value },
    Faults(Faults),
    Stir(FixedOffset),
    Tally(oneshot::Sender<Tally>),
    Reach(Reach),
}

type Reach = Box<dyn FnOnce(&mut World) + Send>;

/// How many requests of each sort have come, by method and the first word of the path: `PUT /task/`.
pub type Tally = BTreeMap<String, usize>;

struct Actor {
    world: World,
    faults: Faults,
    clock: fn() -> DateTime<Utc>,
    orders: mpsc::Receiver<Order>,
    tally: Tally,
}

#[derive(Clone)]
struct Desk {
    control: Control,
    places: Arc<Places>,
    is_storage: bool,
    latency: Duration,
}

/// Takes a port; 0 takes any free one. Each answer takes `latency`; time comes from `clock`.
pub async fn listen(
    address: SocketAddr,
    world: World,
    faults: Faults,
    latency: Duration,
    clock: fn() -> DateTime<Utc>,
) -> Result<Listening, LoopbackError> {
    if !address.ip().is_loopback() {
        return Err(LoopbackError::NotLoopback(address));
    }
    let listener = TcpListener::bind(address).await.map_err(|why| LoopbackError::Bind(address, why))?;
    let address = listener.local_addr().map_err(|why| LoopbackError::Bind(address, why))?;
    let beside = SocketAddr::new(address.ip(), 0);
    let storage = TcpListener::bind(beside).await.map_err(|why| LoopbackError::Bind(beside, why))?;
    let beside = storage.local_addr().map_err(|why| LoopbackError::Bind(beside, why))?;
    let places = Places { close: format!("http://{address}"), storage: format!("http://{beside}") };
    let (sender, orders) = mpsc::channel(64);
    Ok(Listening {
        base_url: format!("http://{address}{ROOT}"),
        control: Control(sender),
        door: Door(listener),
        storage: Door(storage),
        places: Arc::new(places),
        latency,
        actor: Actor { world, faults, clock, orders, tally: Tally::new() },
    })
}

impl Listening {
    /// Serves until dropped.
    pub async fn run(self) -> io::Result<()> {
        let Self { control, door, storage, places, latency, actor, .. } = self;
        let desk = Desk { control, places, is_storage: false, latency };
        let beside = Desk { is_storage: true, ..desk.clone() };
        let service = |desk| {
            Router::new().fallback(handle).with_state(desk).into_make_service_with_connect_info::<Cut>()
        };
        let served = axum::serve(door, service(desk)).into_future();
        let stored = axum::serve(storage, service(beside)).into_future();
        let (served, stored, ()) = tokio::join!(served, stored, actor.run());
        served.and(stored)
    }
}

impl Control {
    /// Another user changes a task.
    pub async fn edit_as(&self, user: &str, task: &str, fields: Value) {
        self.order(Order::Edit { user: user.to_owned(), task: task.to_owned(), fields }).await;
    }

    /// From now on things go wrong like this.
    pub async fn set_faults(&self, faults: Faults) {
        self.order(Order::Faults(faults)).await;
    }

    /// Something happens, as in [`World::stir`], for somebody at this offset from UTC.
    pub async fn stir(&self, zone: FixedOffset) {
        self.order(Order::Stir(zone)).await;
    }

    /// How many requests of each sort have come.
    pub async fn tally(&self) -> Tally {
        let (reply, tally) = oneshot::channel();
        self.order(Order::Tally(reply)).await;
        tally.await.unwrap_or_default()
    }

    /// Reaches into the world, and waits until it is done.
    pub async fn reach<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut World) -> T + Send + 'static,
    ) -> Option<T> {
        let (reply, seen) = oneshot::channel();
        self.order(Order::Reach(Box::new(move |world| drop(reply.send(look(world)))))).await;
        seen.await.ok()
    }

    /// An order to a server that has stopped is lost, like a letter to a house that is gone.
    async fn order(&self, order: Order) {
        drop(self.0.send(order).await);
    }
}

impl Actor {
    async fn run(mut self) {
        while let Some(order) = self.orders.recv().await {
            let now = (self.clock)();
            match order {
                Order::Ask(request, reply) => {
                    *self.tally.entry(sort(&request)).or_default() += 1;
                    let outcome = carry_out(&mut self.world, &mut self.faults, now, &request);
                    drop(reply.send(outcome));
                }
                // A colleague's change that is refused simply does not happen.
                Order::Edit { user, task, fields } => drop(self.world.edit_as(now, &user, &task, &fields)),
                Order::Faults(faults) => self.faults = faults,
                Order::Tally(reply) => drop(reply.send(self.tally.clone())),
                Order::Reach(look) => look(&mut self.world),
                Order::Stir(zone) => drop(self.world.stir(now, zone)),
            }
        }
    }
}

// Paths that lead nowhere are of one sort, so that nobody can make the tally grow.
fn sort(request: &Request) -> String {
    let path = request
        .path
        .strip_prefix("https://")
        .map_or(&*request.path, |address| address.find('/').map_or("", |begin| &address[begin..]));
    let first = path.split('/').nth(1).unwrap_or_default();
    let is_word = first.len() < 32
        && first.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit());
    let method = format!("{:?}", request.method).to_uppercase();
    if is_word { format!("{method} /{first}/") } else { format!("{method} elsewhere") }
}

async fn handle(
    ConnectInfo(cut): ConnectInfo<Cut>,
    State(desk): State<Desk>,
    request: HttpRequest,
) -> HttpResponse {
    let request = match read(request, desk.is_storage).await {
        Ok(request) => request,
        Err(refusal) => return write(refusal.response()),
    };
    tokio::time::sleep(desk.latency / 2).await;
    let (reply, outcome) = oneshot::channel();
    desk.control.order(Order::Ask(request, reply)).await;
    let Ok(outcome) = outcome.await else {
        cut.cut();
        return HttpResponse::default();
    };
    tokio::time::sleep(desk.latency / 2 + outcome.wait).await;
    match outcome.answer {
        Answer::Given(response) => write(desk.places.put_into(response)),
        Answer::Unreachable | Answer::Lost => {
            // Nothing of this answer gets through: the line is dead before it is written.
            cut.cut();
            HttpResponse::default()
        }
    }
}

impl Places {
    // Close knows its addresses as those on the network; whoever asks here is to stay here.
    fn put_into(&self, mut response: Response) -> Response {
        let is_json = response.header("content-type") == Some("application/json");
        if let Some(text) = std::str::from_utf8(&response.body).ok().filter(|_| is_json) {
            response.body = self.put(text).into_bytes();
        }
        for (_, value) in response.headers.iter_mut().filter(|(name, _)| name == "location") {
            *value = self.put(value);
        }
        response
    }

    fn put(&self, text: &str) -> String {
        let files = [(files::API, "/call/"), (files::APP, "/go/"), (files::APP, "/login/")];
        let here = files.iter().fold(text.to_owned(), |text, (host, folder)| {
            text.replace(&format!("{host}{folder}"), &format!("{}{folder}", self.close))
        });
        here.replace(files::STORAGE, &self.storage)
    }
}

// The path below the API's root; of anything else the address it would have on the network.
fn path(path: &str, is_storage: bool) -> String {
    let path = percent_decoded(path, false);
    let begins = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
    match path.strip_prefix(ROOT) {
        _ if is_storage => format!("{}{path}", files::STORAGE),
        Some(below) => below.to_owned(),
        None if begins(&["/call/", "/oauth2/token/", "/oauth2/revoke/"]) => format!("{}{path}", files::API),
        None if begins(&["/go/", "/login/", "/oauth2/authorize/"]) => format!("{}{path}", files::APP),
        None => String::new(),
    }
}

async fn read(request: HttpRequest, is_storage: bool) -> Result<Request, Refusal> {
    let (parts, body) = request.into_parts();
    let method = match parts.method.as_str() {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        _ => return Err(Refusal::method()),
    };
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = parts.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes())));
    let bytes =
        to_bytes(body, LARGEST_BODY).await.map_err(|_| Refusal::request("The body could not be read."))?;
    Ok(Request {
        method,
        path: path(parts.uri.path(), is_storage),
        query: pairs(parts.uri.query().unwrap_or_default()),
        headers: headers.collect(),
        body: (!bytes.is_empty()).then(|| bytes.to_vec()),
    })
}

fn write(response: Response) -> HttpResponse {
    let mut built = HttpResponse::builder().status(response.status);
    for (name, value) in &response.headers {
        built = built.header(name, value);
    }
    built.body(Body::from(response.body)).unwrap_or_default()
}

/// The names and values behind a question mark.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let read = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (percent_decoded(name, true), percent_decoded(value, true))
    };
    query.split('&').filter(|pair| !pair.is_empty()).map(read).collect()
}

/// In queries a plus sign is a space.
fn percent_decoded(text: &str, is_query: bool) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.filter(|_| first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        decoded.push(byte.unwrap_or(if first == b'+' && is_query { b' ' } else { first }));
        rest = if byte.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn queries_are_percent_decoded() {
        let read = |query| {
            pairs(query).into_iter().map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>()
        };
        assert_eq!(read("id__in=a%2Cb&text=x+y%20z"), ["id__in:a,b", "text:x y z"]);
        assert_eq!(read("assigned_to=&flag&date=50%"), ["assigned_to:", "flag:", "date:50%"]);
        assert_eq!(read(""), Vec::<String>::new());
    }
}
