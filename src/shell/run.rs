//! The event loop: one task, one model.
//!
//! Keys are read first, then everything that has happened is taken in, then one frame is drawn: at most sixty
//! a second, none when nothing changed. Whatever ends the loop ends it in one place.

use std::io;

use crossterm::event::Event;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Duration, Instant};

use super::announce::Announcer;
use super::editor;
use super::frames::Frames;
use super::input::{self, Input};
use super::perform::{Delivery, Performer};
use super::terminal::{self, Terminal};
use super::world;
use crate::app::effect::{Effect, Screen, Timer};
use crate::app::links;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::pointer::Spot;
use crate::app::scene;
use crate::app::sync::Identity;
use crate::app::update::update;
use crate::close::transport::Transport;
use crate::domain::write::Kept;
use crate::ui::theme::Theme;
use crate::ui::{screen, title};

/// The program while it runs.
pub struct Session<T: Transport> {
    /// Everything it knows.
    pub model: Model,
    /// What does its orders.
    pub performer: Performer<T>,
    /// What has happened.
    pub inbox: UnboundedReceiver<Delivery>,
    /// How it looks.
    pub theme: Theme,
    /// How the user is told that something has come in.
    pub announcer: Announcer,
    /// Whether the window has a title of ours.
    pub has_title: bool,
    /// Whether a store was found at the start, so that the first frame has rows in it.
    pub has_store: bool,
}

/// What was left at the end.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// Changes on disk that were not sent.
    pub waiting: usize,
    /// Changes that could not even be saved.
    pub unsaved: usize,
    /// Close did not accept the key.
    pub is_rejected: bool,
    /// Somebody did not want to wait to the end.
    pub is_cut_short: bool,
}

/// How the loop ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user left.
    Left,
    /// The user goes on as the account of this name.
    Switched(String),
    /// The system asked us to end, or the terminal is gone.
    Stopped,
}

/// How long leaving may take: once for sending, once for the disk.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long leaving may take for a sign-in that is being renewed: its answer comes once.
const RENEWAL: Duration = Duration::from_secs(15);
/// How long the first frame may wait for the store.
const FIRST_ROWS: Duration = Duration::from_millis(100);

impl<T: Transport + 'static> Session<T> {
    /// Runs until the user leaves or the system says so, in the terminal the session before left, or takes it.
    pub async fn run(&mut self, screen: &mut Option<Terminal>) -> io::Result<Ending> {
        let is_next = screen.is_some();
        let terminal = take(screen, self.model.pointer.is_on)?;
        let mut input = Input::new()?;
        if is_next {
            // What was typed while nothing answered was meant for the tasks of another account. A terminal that is
            // gone is noticed when it is read from next.
            let _ = input.forget();
        }
        let mut signals = Signals::new()?;
        // The library's own word of this is lost when a key comes at the same moment.
        let mut resized = signal(SignalKind::window_change())?;
        let mut frames = Frames::default();
        let _ = self.take_in(Msg::Resized(Terminal::size()?));
        self.wait_for_first_rows().await;
        loop {
            if !terminal::is_ours() || frames.are_due() && self.draw(terminal).is_err() {
                return Ok(Ending::Stopped);
            }
            let order = tokio::select! {
                biased;
                events = input.next() => {
                    frames.want_now();
                    match events {
                        Ok(events) => self.on_events(events),
                        Err(_) => return Ok(Ending::Stopped),
                    }
                }
                () = signals.stop() => return Ok(Ending::Stopped),
                _ = resized.recv() => {
                    frames.want_now();
                    self.take_in(Msg::Resized(Terminal::size()?))
                }
                Some(delivery) = self.inbox.recv() => {
                    frames.want();
                    self.on_deliveries(delivery)
                }
                () = std::future::ready(()), if frames.have_time() => {
                    frames.use_time();
                    self.draw_ahead(terminal)?;
                    None
                }
                () = frames.wait() => None,
            };
            if let Some(Effect::Edit(text)) = &order {
                self.edit(text, terminal)?;
                frames.want_now();
            }
            if let Some(ending) = self.obey(order.as_ref(), terminal)? {
                return Ok(ending);
            }
        }
    }

    fn draw(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let (model, theme) = (&self.model, &self.theme);
        terminal.lead_to(links::of(model));
        if self.has_title {
            terminal.entitle(title::title(model, theme));
        }
        terminal.draw(model.size, scene::sight(model), |slate| screen::write(model, theme, slate))
    }

    // What the cursor will most likely come to next, so that it is there at once.
    fn draw_ahead(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let theme = &self.theme;
        let drawn = scene::look_ahead(&mut self.model, |model| {
            terminal.lead_to(links::of(model));
            terminal.draw_ahead(model.size, scene::sight(model), |slate| screen::write(model, theme, slate))
        });
        drawn.unwrap_or(Ok(()))
    }

    // All keys that are already there make one frame.
    fn on_events(&mut self, events: Vec<Event>) -> Option<Effect> {
        events.iter().for_each(world::panic_if_told);
        let mut order = None;
        let msgs = input::read_all(events, |event| self.read(event));
        for msg in msgs {
            match self.take_in(msg) {
                Some(last @ (Effect::Quit | Effect::Switch(_))) => return Some(last),
                own => order = own.or(order),
            }
        }
        order
    }

    // What the mouse points at is what is drawn there now.
    fn read(&self, event: Event) -> Vec<Msg> {
        match event {
            Event::Mouse(event) => {
                let spot = Spot { x: event.column, y: event.row };
                let target = || screen::target_at(&self.model, &self.theme, spot);
                input::read_mouse(event.kind, spot, target).into_iter().collect()
            }
            event => input::read(event),
        }
    }

    fn on_deliveries(&mut self, first: Delivery) -> Option<Effect> {
        let mut next = Some(first);
        while let Some(delivery) = next {
            self.performer.received(&delivery);
            let order = self.take_in(delivery.msg);
            if order.is_some() {
                return order;
            }
            next = self.inbox.try_recv().ok();
        }
        None
    }

    // Takes in what happened and has the orders done; returns the one that is the loop's own.
    fn take_in(&mut self, msg: Msg) -> Option<Effect> {
        let mut own = None;
        for effect in update(&mut self.model, world::now(), msg) {
            if effect.is_of_the_loop() {
                own = Some(effect);
            } else {
                self.performer.perform(effect);
            }
        }
        own
    }

    fn obey(&mut self, order: Option<&Effect>, terminal: &mut Terminal) -> io::Result<Option<Ending>> {
        match order {
            Some(Effect::Quit) => return Ok(Some(Ending::Left)),
            Some(Effect::Switch(account)) => {
                // Sending what is left may take a moment in which nothing more is drawn.
                self.draw(terminal)?;
                return Ok(Some(Ending::Switched(account.clone())));
            }
            Some(Effect::Screen(Screen::Redraw)) => terminal.forget(),
            Some(Effect::Screen(Screen::Copy(text))) => terminal.copy(text),
            Some(Effect::Tell(sentences)) => {
                terminal.send(&self.announcer.bytes(sentences))?;
                self.announcer.run(sentences);
            }
            Some(Effect::Screen(Screen::Mouse(is_on))) => terminal.follow_mouse(*is_on)?,
            Some(Effect::Screen(Screen::Suspend)) => {
                terminal.suspend(world::stop_until_continued)?;
                let _ = self.take_in(Msg::Resized(Terminal::size()?));
                let _ = self.take_in(Msg::Resumed);
            }
            _ => {}
        }
        Ok(None)
    }

    // Lets the user's own editor have the terminal. Whatever happens meanwhile waits.
    fn edit(&mut self, text: &str, terminal: &mut Terminal) -> io::Result<()> {
        let mut edited = Ok(String::new());
        terminal.suspend(|| edited = editor::edit(&editor::command(), text))?;
        let _ = self.take_in(Msg::Resized(Terminal::size()?));
        let _ = self.take_in(Msg::Edited(edited));
        Ok(())
    }

    // The first frame comes from the store and never waits for the network; without a store it comes at once.
    async fn wait_for_first_rows(&mut self) {
        if !self.has_store {
            return;
        }
        let until = Instant::now() + FIRST_ROWS;
        while let Ok(Some(delivery)) = tokio::time::timeout_at(until, self.inbox.recv()).await {
            let are_rows = matches!(delivery.msg, Msg::Kept(Kept::Tasks { .. }));
            self.performer.received(&delivery);
            let _ = self.take_in(delivery.msg);
            if are_rows {
                return;
            }
        }
    }

    /// Spends a moment on saving and sending what waits, then closes the store.
    pub async fn finish(&mut self, ending: &Ending) -> Rest {
        let until = Instant::now() + PATIENCE;
        // A disk that was full may have room by now.
        let _ = self.take_in(Msg::Woke(Timer::Disk));
        let may_send = *ending != Ending::Stopped;
        let mut is_cut_short = false;
        let mut signals = Signals::new().ok();
        let goes_now = |model: &Model| model.board.log().any(|entry| entry.is_ripe(world::now()));
        while self.model.disk.is_savable() || may_send && goes_now(&self.model) {
            let next = tokio::select! {
                next = tokio::time::timeout_at(until, self.inbox.recv()) => next,
                // Whoever asks twice does not want to wait.
                () = stop(&mut signals) => {
                    is_cut_short = true;
                    break;
                }
            };
            let Ok(Some(delivery)) = next else { break };
            self.performer.received(&delivery);
            let _ = self.take_in(delivery.msg);
        }
        tokio::select! {
            _ = tokio::time::timeout(RENEWAL, self.performer.settle()) => {}
            () = stop(&mut signals) => is_cut_short = true,
        }
        if let Some(store) = self.performer.store() {
            drop(tokio::time::timeout(PATIENCE, store.finish()).await);
        }
        let unsaved = self.model.disk.unsaved();
        let waiting = self.model.board.waiting().saturating_sub(unsaved);
        let is_rejected = matches!(self.model.sync.identity, Identity::Rejected(_));
        Rest { waiting, unsaved, is_rejected, is_cut_short }
    }
}

// The terminal as the session before left it, or as it is found.
fn take(screen: &mut Option<Terminal>, has_mouse: bool) -> io::Result<&mut Terminal> {
    if let Some(terminal) = screen {
        terminal.forget();
        terminal.follow_mouse(false)?;
    }
    let terminal = match screen {
        Some(terminal) => terminal,
        None => screen.insert(Terminal::enter()?),
    };
    if has_mouse {
        terminal.follow_mouse(true)?;
    }
    Ok(terminal)
}

async fn stop(signals: &mut Option<Signals>) {
    match signals {
        Some(signals) => signals.stop().await,
        None => std::future::pending().await,
    }
}

/// The signals that end the program.
pub(super) struct Signals {
    terminate: Signal,
    hang_up: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Begins to listen for them.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Waits for one of them.
    pub(super) async fn stop(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.hang_up.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
