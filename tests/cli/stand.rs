//! A home, a simulated Close on a port of its own, and the binary between them.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use chrono::TimeDelta;
use closeout::shell::world::now;
use closeout::sim::loopback::{Control, Tally};
use closeout::sim::serve::authorization;
use closeout::sim::world::KEY;
use closeout::sim::{Faults, World, listen};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// What the world of a test is like; asked again when the server is started again, it is the same.
pub(crate) type Build = fn(&mut World);

/// The simulated Close, and a home for the program.
pub(crate) struct Stand {
    pub(crate) home: tempfile::TempDir,
    pub(crate) base_url: String,
    build: Build,
    server: Option<Server>,
}

struct Server {
    control: Control,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// What a run of the binary came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Stand {
    pub(crate) fn with(build: Build) -> Self {
        let (base_url, server) = serve(0, build, Duration::ZERO);
        Self { home: tempfile::tempdir().unwrap(), base_url, build, server: Some(server) }
    }

    /// The same with every answer taking a moment.
    pub(crate) fn slow(build: Build, latency: Duration) -> Self {
        let (base_url, server) = serve(0, build, latency);
        Self { home: tempfile::tempdir().unwrap(), base_url, build, server: Some(server) }
    }

    /// A Close with three to-dos that were due ten days ago.
    pub(crate) fn three() -> Self {
        Self::with(|world| {
            ["Call Ada", "Send the offer", "Book a room"].into_iter().for_each(|text| add(world, text));
        })
    }

    /// Nobody listens any more.
    pub(crate) fn stop(&mut self) {
        self.server = None;
    }

    /// The same Close at the same place, as it was at the beginning.
    pub(crate) fn start_again(&mut self) {
        let port = self.base_url.split(':').nth(2).and_then(|rest| rest.split('/').next()).unwrap();
        self.server = Some(serve(port.parse().unwrap(), self.build, Duration::ZERO).1);
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_closeout"));
        command.env_clear().env("HOME", self.home.path()).env("TZ", "UTC").env("PATH", "/usr/bin:/bin");
        command.env("CLOSE_API_KEY", KEY).env("CLOSEOUT_BASE_URL", &self.base_url);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command().args(arguments).output().unwrap().into()
    }

    /// The same with something on standard input.
    pub(crate) fn feed(&self, arguments: &[&str], input: &str) -> Run {
        self.feed_without(&[], arguments, input)
    }

    /// The same without these variables.
    pub(crate) fn feed_without(&self, variables: &[&str], arguments: &[&str], input: &str) -> Run {
        let mut command = self.command();
        variables.iter().for_each(|name| _ = command.env_remove(name));
        command.args(arguments);
        Self::feed_to(command, input)
    }

    /// Runs this with something on standard input.
    pub(crate) fn feed_to(mut command: Command, input: &str) -> Run {
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        // A command that does not read is none the worse for it.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        child.wait_with_output().unwrap().into()
    }

    /// The id of the open task that says this, as `list` prints it.
    pub(crate) fn id_of(&self, text: &str) -> String {
        let tasks = self.run(&["list", "--json", "--assigned-to", "all"]).json();
        let found = tasks.as_array().unwrap().iter().find(|task| task["text"] == text);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// The task as the server has it, asked without any code of the client.
    pub(crate) fn on_server(&self, id: &str) -> Value {
        let address = self.base_url.strip_prefix("http://").unwrap().strip_suffix("/api/v1").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let key = authorization(KEY);
        let request = format!(
            "GET /api/v1/task/{id}/ HTTP/1.1\r\nhost: close\r\nauthorization: {key}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    }

    pub(crate) fn set_faults(&self, faults: Faults) {
        runtime().block_on(self.control().set_faults(faults));
    }

    /// The next change is refused with this sentence.
    pub(crate) fn refuse_next(&self, sentence: &str) {
        let mut faults = Faults::none();
        faults.refuse_next(sentence);
        self.set_faults(faults);
    }

    /// How many requests of each sort have come.
    pub(crate) fn tally(&self) -> Tally {
        runtime().block_on(self.control().tally())
    }

    /// Reaches into the world of the server.
    pub(crate) fn reach<T: Send + 'static>(&self, look: impl FnOnce(&mut World) -> T + Send + 'static) -> T {
        runtime().block_on(self.control().reach(look)).unwrap()
    }

    fn control(&self) -> &Control {
        &self.server.as_ref().unwrap().control
    }
}

/// A to-do of ours that was due ten days ago.
pub(crate) fn add(world: &mut World, text: &str) {
    let day = (now() - TimeDelta::days(10)).format("%Y-%m-%d").to_string();
    world.add(now() - TimeDelta::days(12), "lead", vec![("text", json!(text)), ("date", json!(day))]);
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn serve(port: u16, build: Build, latency: Duration) -> (String, Server) {
    let (ready, told) = channel();
    let (stop, stopped) = oneshot::channel();
    let thread = std::thread::spawn(move || {
        runtime().block_on(async {
            let mut world = World::bare(now());
            world.limits = closeout::sim::limits::Limits::new(1_000_000, 8);
            build(&mut world);
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            let listening = listen(address, world, Faults::none(), latency, now).await.unwrap();
            ready.send((listening.base_url.clone(), listening.control.clone())).unwrap();
            tokio::select! {
                _ = listening.run() => {}
                _ = stopped => {}
            }
        });
    });
    let (base_url, control) = told.recv().unwrap();
    (base_url, Server { control, stop: Some(stop), thread: Some(thread) })
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
        drop(self.thread.take().map(std::thread::JoinHandle::join));
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

impl Run {
    /// It left with this code.
    #[track_caller]
    pub(crate) fn leaves(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// It printed exactly this.
    #[track_caller]
    pub(crate) fn prints(self, out: &str) -> Self {
        assert_eq!(self.out, out, "{self:?}");
        self
    }

    /// It said this on the side.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "{text:?} is not said: {self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}
