//! The desk: the real program on a paused clock, without a terminal.
//!
//! The real model, the real performer, the real client, a real SQLite file and the pretend Close in process.
//! Time passes only when a test says so; [`Desk::settle`] runs until nothing is outstanding, so no test
//! sleeps or polls. What the desk shows is what would be drawn.
#![expect(clippy::unwrap_used, reason = "a desk that cannot be set up is a failed test")]
#![allow(dead_code, reason = "each test file uses its own part of the desk")]

mod eyes;
mod mouse;
mod parts;

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use closeout::app::chord::Chord;
use closeout::app::effect::Effect;
use closeout::app::layout::Size;
use closeout::app::model::Model;
use closeout::app::msg::Msg;
use closeout::app::update::update;
use closeout::close::auth::Key;
use closeout::close::client::Client;
use closeout::domain::tab::Tab;
use closeout::shell::outside::Ways;
use closeout::shell::perform::{Clock, Delivery, Performer};
use closeout::sim::{InProcess, World};
use closeout::ui::theme::Theme;
use eyes::Eyes;
use parts::Drawer;
pub(crate) use parts::settings;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::json;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::LocalSet;
use tokio::time::Instant;

/// Friday afternoon in Berlin.
pub(crate) const START: &str = "2026-03-06T14:05:00Z";

/// The program, as a test uses it.
pub(crate) struct Desk {
    pub(crate) model: Model,
    pub(crate) server: InProcess,
    pub(crate) folder: Rc<tempfile::TempDir>,
    performer: Performer<InProcess>,
    inbox: UnboundedReceiver<Delivery>,
    local: LocalSet,
    runtime: Rc<Runtime>,
    clock: Clock,
    /// How many more effects are done before the machine dies; nothing is done afterwards.
    effects_left: usize,
    /// How many effects have been done.
    pub(crate) effects: usize,
    /// What the user was told besides the screen, a list of sentences each time.
    pub(crate) told: Vec<Vec<String>>,
    eyes: Eyes,
}

impl Desk {
    /// A desk with these to-dos due today, everything loaded.
    pub(crate) fn with<const N: usize>(to_dos: [&str; N]) -> Self {
        let at: DateTime<Utc> = START.parse().unwrap();
        let mut world = World::bare(at);
        for (minute, text) in to_dos.into_iter().enumerate() {
            let due = format!("2026-03-06T08:{minute:02}:00+00:00");
            let minute = i64::try_from(minute).unwrap();
            let made = at - chrono::TimeDelta::days(2) + chrono::TimeDelta::minutes(minute);
            world.add(made, "lead", vec![("text", json!(text)), ("date", json!(due))]);
        }
        Self::on(world)
    }

    /// A desk in front of this world, everything loaded.
    pub(crate) fn on(world: World) -> Self {
        let mut desk = Self::before(world);
        desk.settle();
        desk
    }

    /// A desk in front of this world, nothing asked yet.
    pub(crate) fn before(world: World) -> Self {
        let runtime =
            Rc::new(Builder::new_current_thread().enable_time().start_paused(true).build().unwrap());
        let begun = runtime.block_on(async { Instant::now() });
        let start: DateTime<Utc> = START.parse().unwrap();
        let clock: Clock = Rc::new(move || start + chrono::TimeDelta::from_std(begun.elapsed()).unwrap());
        let time = Rc::clone(&clock);
        let entered = Rc::clone(&runtime);
        let server = InProcess::new(world, move || {
            let _guard = entered.enter();
            time()
        });
        Self::boot(server, Rc::new(tempfile::tempdir().unwrap()), runtime, clock)
    }

    /// A desk with so many to-dos due today.
    pub(crate) fn many(count: usize) -> Self {
        let mut desk = Self::many_before(count);
        desk.settle();
        desk
    }

    /// The same, nothing asked yet.
    pub(crate) fn many_before(count: usize) -> Self {
        let at: DateTime<Utc> = START.parse().unwrap();
        let mut world = World::bare(at);
        world.limits = closeout::sim::limits::Limits::new(1_000_000, 8);
        for number in 0..count {
            let fields = vec![("text", json!(format!("task {number}"))), ("date", json!("2026-03-06"))];
            world.add(at - chrono::TimeDelta::days(2), "lead", fields);
        }
        Self::before(world)
    }

    /// A second copy of the program on the same disk and server.
    pub(crate) fn second_copy(&self) -> Self {
        let parts =
            (self.server.clone(), Rc::clone(&self.folder), Rc::clone(&self.runtime), Rc::clone(&self.clock));
        let mut desk = Self::boot(parts.0, parts.1, parts.2, parts.3);
        desk.settle();
        desk
    }

    /// The same server and disk, the program started anew.
    pub(crate) fn restart(self) -> Self {
        let Self { server, folder, runtime, clock, performer, local, .. } = self;
        drop(performer);
        drop(local);
        let mut desk = Self::boot(server, folder, runtime, clock);
        desk.settle();
        desk
    }

    fn boot(server: InProcess, folder: Rc<tempfile::TempDir>, runtime: Rc<Runtime>, clock: Clock) -> Self {
        let (sender, inbox) = unbounded_channel();
        let client = Client::new(server.clone(), Key::read("api_demo").unwrap(), settings().zone);
        let stores = Rc::new(Drawer(folder.path().to_owned()));
        let time = Rc::clone(&clock);
        let entered = Rc::clone(&runtime);
        let clock_in: Clock = Rc::new(move || {
            let _guard = entered.enter();
            time()
        });
        let performer = Performer::new(client, stores, sender, Rc::clone(&clock_in));
        let folder_for_files = Some(folder.path().join("in"));
        let performer = performer.reaching(Ways { folder: folder_for_files, ..Ways::default() });
        let model = Model::new(settings(), clock_in(), Size { width: 100, height: 30 });
        let local = LocalSet::new();
        let effects_left = usize::MAX;
        let last = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut last = last.filter(|path| path.extension().is_some_and(|end| end == "db"));
        let mut performer = performer;
        if let Some(name) = last.next().and_then(|path| path.file_name().map(ToOwned::to_owned)) {
            local.block_on(&runtime, async { performer.open(&name.to_string_lossy()) });
        }
        Self {
            model,
            server,
            folder,
            performer,
            inbox,
            local,
            runtime,
            clock,
            effects_left,
            effects: 0,
            told: Vec::new(),
            eyes: Eyes::default(),
        }
    }

    /// The machine dies after this many more effects.
    pub(crate) fn die_after(&mut self, effects: usize) {
        self.effects_left = effects;
    }

    /// Whether the machine has died.
    pub(crate) fn is_dead(&self) -> bool {
        self.effects_left == 0
    }

    /// What time it is at the desk.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let _guard = self.runtime.enter();
        (self.clock)()
    }

    fn take_in(&mut self, msg: Msg) {
        let at = self.now();
        let effects = update(&mut self.model, at, msg);
        self.eyes.look(&mut self.model);
        let runtime = Rc::clone(&self.runtime);
        for effect in effects {
            if self.effects_left == 0 {
                return;
            }
            self.effects_left -= 1;
            self.effects += 1;
            assert!(effect != Effect::Quit, "the program ended");
            if let Effect::Tell(sentences) = &effect {
                self.told.push(sentences.clone());
            }
            let performer = &mut self.performer;
            self.local.block_on(&runtime, async { performer.perform(effect) });
        }
    }

    /// Presses keys, written as in the help: `j`, `g p`, `Ctrl-d`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        if self.model.sync.reading.fresh.is_none() && self.effects == 0 {
            self.take_in(Msg::Resized(self.model.size));
        }
        for key in keys.split(' ') {
            let chord = Chord::read(key).unwrap();
            self.take_in(Msg::Pressed(chord));
        }
        self
    }

    /// Types text, letter by letter.
    pub(crate) fn type_in(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.take_in(Msg::Pressed(Chord::plain(closeout::app::chord::Key::Char(letter))));
        }
        self
    }

    /// Keys that came all at once, a line break being Enter.
    pub(crate) fn at_once(&mut self, text: &str) -> &mut Self {
        use closeout::app::chord::Key;
        let key = |letter| if letter == '\n' { Key::Enter } else { Key::Char(letter) };
        let chords = text.chars().map(|letter| Chord::plain(key(letter))).collect();
        self.take_in(Msg::Burst(chords));
        self
    }

    /// Presses a key and gives back what it orders, without doing it.
    pub(crate) fn orders(&mut self, key: &str) -> Vec<Effect> {
        let at = self.now();
        update(&mut self.model, at, Msg::Pressed(Chord::read(key).unwrap()))
    }

    /// The user's own editor is done.
    pub(crate) fn edited(&mut self, text: Result<&str, &str>) -> &mut Self {
        self.take_in(Msg::Edited(text.map(str::to_owned).map_err(str::to_owned)));
        self
    }

    /// Pastes text.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.take_in(Msg::Pasted(text.into()));
        self
    }

    /// The terminal says that it is looked at, or not any more.
    pub(crate) fn focus(&mut self, is_focused: bool) -> &mut Self {
        self.take_in(Msg::Focused(is_focused));
        self
    }

    /// Runs until every effect is answered.
    pub(crate) fn settle(&mut self) -> &mut Self {
        if self.effects == 0 {
            self.take_in(Msg::Resized(self.model.size));
        }
        while self.performer.outstanding() > 0 && !self.is_dead() {
            let runtime = Rc::clone(&self.runtime);
            let Some(delivery) = self.local.block_on(&runtime, self.inbox.recv()) else { break };
            self.deliver(delivery);
        }
        self
    }

    /// Lets time pass; whatever happens meanwhile is taken in when it happens.
    pub(crate) fn wait(&mut self, seconds: u64) -> &mut Self {
        self.pass(Duration::from_secs(seconds))
    }

    /// The same, for times too short to be told in seconds.
    pub(crate) fn pass(&mut self, time: Duration) -> &mut Self {
        let runtime = Rc::clone(&self.runtime);
        let until = self.local.block_on(&runtime, async { Instant::now() }) + time;
        while !self.is_dead() {
            let next = async { tokio::time::timeout_at(until, self.inbox.recv()).await };
            match self.local.block_on(&runtime, next) {
                Ok(Some(delivery)) => self.deliver(delivery),
                _ => break,
            }
        }
        self
    }

    fn deliver(&mut self, delivery: Delivery) {
        self.performer.received(&delivery);
        self.take_in(delivery.msg);
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        let area = Rect::new(0, 0, self.model.size.width, self.model.size.height);
        let mut buffer = Buffer::empty(area);
        closeout::ui::screen::draw(&self.model, &Theme::default(), area, &mut buffer);
        let line = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..area.height).map(|y| line(y).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// The list of the tab in front, one subject a row.
    pub(crate) fn rows(&self) -> Vec<String> {
        let rows = self.model.lists.current().rows();
        rows.iter().filter_map(|place| place.task()).map(|id| self.model.subject(id)).collect()
    }

    /// What the cursor is on.
    pub(crate) fn selected(&self) -> String {
        self.model.selected().map_or_else(String::new, |task| task.subject().to_owned())
    }

    /// How many tasks the three tabs hold.
    pub(crate) fn counts(&self) -> [usize; 3] {
        Tab::ALL.map(|tab| self.model.lists.count(tab))
    }

    #[track_caller]
    pub(crate) fn shows(&mut self, text: &str) -> &mut Self {
        assert!(self.screen().contains(text), "{text:?} is not on the screen:\n{}", self.screen());
        self
    }

    #[track_caller]
    pub(crate) fn hides(&mut self, text: &str) -> &mut Self {
        assert!(!self.screen().contains(text), "{text:?} is on the screen:\n{}", self.screen());
        self
    }

    /// The notice in the status line holds this.
    #[track_caller]
    pub(crate) fn says(&mut self, text: &str) -> &mut Self {
        let notice = self.model.notices.current().map(|notice| notice.text.clone()).unwrap_or_default();
        assert!(notice.contains(text), "{text:?} is not said, but {notice:?}");
        self
    }

    /// How many changes are on their way.
    pub(crate) fn waiting(&self) -> usize {
        self.model.board.waiting()
    }

    /// A field of a task on the server, found by its text.
    pub(crate) fn on_server(&self, text: &str, field: &str) -> serde_json::Value {
        let now = self.server.now();
        self.server.with_world(|world| {
            let ids: Vec<String> = world.tasks().map(|(_, task)| task.id.clone()).collect();
            let shown = ids.iter().filter_map(|id| world.shown(id, now));
            let found = shown.into_iter().find(|task| task.get("text").is_some_and(|own| own == text));
            found.and_then(|task| task.get(field).cloned()).unwrap_or_default()
        })
    }

    /// Another user changes a task, found by its text.
    pub(crate) fn colleague_changes(&self, text: &str, fields: &serde_json::Value) {
        let now = self.server.now();
        let id = self.on_server(text, "id");
        self.server.with_world(|world| {
            let other = world.users().iter().find(|user| user.id != world.me()).unwrap().id.clone();
            world.edit_as(now, &other, id.as_str().unwrap(), fields).unwrap();
        });
    }

    /// The requests of this method and path prefix so far.
    pub(crate) fn requests(&self, method: &str, path: &str) -> usize {
        let requests = self.server.requests();
        let fits = |request: &&closeout::close::transport::Request| {
            format!("{:?}", request.method).eq_ignore_ascii_case(method) && request.path.starts_with(path)
        };
        requests.iter().filter(fits).count()
    }

    /// From now on no store can be opened.
    pub(crate) fn lock_the_disk(&self) {
        parts::move_stores(self.folder(), "db", "away");
    }

    /// Stores can be opened again.
    pub(crate) fn unlock_the_disk(&self) {
        parts::move_stores(self.folder(), "away", "db");
    }

    /// Where the store is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
