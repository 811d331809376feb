//! The program without a screen: the same model, the same performer, and a loop that ends.
//!
//! Errands take the place of keys. Whoever orders them says what they wait for; the loop ends there, or where the
//! outlook says that there is no point in waiting.

use std::io;
use std::rc::Rc;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Duration, Instant, sleep, timeout_at};

use super::perform::{Delivery, Performer, Stores};
use super::world;
use crate::app::effect::Effect;
use crate::app::errand::outlook::outlook;
use crate::app::errand::{Breadth, Errand, Errands, Needs, Outlook};
use crate::app::layout::Size;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::settings::Settings;
use crate::app::update::update;
use crate::close::client::Client;
use crate::close::transport::Transport;

/// The program while it runs an errand.
pub struct Runner<T: Transport> {
    /// Everything it knows.
    pub model: Model,
    performer: Performer<T>,
    inbox: UnboundedReceiver<Delivery>,
    stop: Option<Stop>,
    state: State,
}

/// Whether there is a reason to end that lies outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    Interrupted,
    Faulty,
}

/// The signals that ask to end. A hang-up is left as it is: `nohup` means what it says.
struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

/// Somebody who looks on.
pub trait Watch {
    /// Something happened, and is about to be taken in.
    fn heard(&mut self, msg: &Msg) -> io::Result<()>;

    /// It has been taken in.
    fn looked(&mut self, model: &Model) -> io::Result<()>;
}

/// Why waiting ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// What was waited for has come.
    Done,
    /// Close does not accept the key; why.
    Rejected(String),
    /// Close cannot be reached, or makes no sense; why.
    Unreachable(String),
    /// Another copy of the program has the store, and keeps it.
    Taken,
    /// The store cannot be used; why.
    Broken(String),
    /// Somebody asked us to stop.
    Interrupted,
}

/// How long leaving may take for the disk.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it may take for a sign-in that is being renewed: its answer comes once.
const RENEWAL: Duration = Duration::from_secs(15);
/// How long to wait for another copy that may be about to end.
const TURN: Duration = Duration::from_secs(3);
/// How often to look whether it has ended.
const LOOK: Duration = Duration::from_millis(200);

impl<T: Transport + 'static> Runner<T> {
    /// The program before anything has happened; `last` is the store to look into while Close is asked who we are.
    pub fn new(client: Client<T>, stores: Rc<dyn Stores>, settings: Settings, last: Option<String>) -> Self {
        let (sender, inbox) = unbounded_channel();
        let mut performer = Performer::new(client, stores, sender, Rc::new(world::now));
        let mut model = Model::new(settings, world::now(), Size { width: 80, height: 24 });
        model.errands = Some(Errands::new(last.is_some()));
        last.into_iter().for_each(|name| performer.open(&name));
        Self { model, performer, inbox, stop: Stop::new().ok(), state: State::Running }
    }

    /// From now on Close is asked for so much.
    pub fn ask_for(&mut self, breadth: Breadth) {
        self.model.errands.iter_mut().for_each(|errands| errands.breadth = breadth);
    }

    /// Orders an errand.
    pub fn order(&mut self, errand: Errand) {
        self.take_in(Msg::Ordered(errand));
    }

    /// What is going on with it.
    pub fn errands(&self) -> Errands {
        self.model.errands.clone().unwrap_or_default()
    }

    /// Waits for something, as long as there is a point in it.
    pub async fn until(
        &mut self,
        needs: Needs,
        is_so: impl Fn(&Model) -> bool,
        watch: &mut dyn Watch,
    ) -> io::Result<Ended> {
        let mut turn = None;
        while !is_so(&self.model) {
            match self.state {
                State::Faulty => {
                    return Ok(Ended::Broken("something went wrong inside; the log says what".into()));
                }
                // What was decided before is still saved.
                State::Interrupted if needs != Needs::Store => return Ok(Ended::Interrupted),
                _ => {}
            }
            let ended = match outlook(&self.model, world::now(), needs) {
                Outlook::Good => None,
                Outlook::Taken => Some(Ended::Taken),
                Outlook::Rejected(why) => Some(Ended::Rejected(why)),
                Outlook::Unreachable(why) => Some(Ended::Unreachable(why)),
                Outlook::Broken(why) => Some(Ended::Broken(why)),
            };
            let is_our_turn = Instant::now() < *turn.get_or_insert_with(|| Instant::now() + TURN);
            match ended {
                None => self.take_next(watch).await?,
                Some(Ended::Taken) if is_our_turn => self.ask_for_the_store(watch).await?,
                Some(ended) => return Ok(ended),
            }
        }
        Ok(Ended::Done)
    }

    async fn take_next(&mut self, watch: &mut dyn Watch) -> io::Result<()> {
        let delivery = tokio::select! {
            biased;
            () = stopped(self.stop.as_mut()), if self.state == State::Running => {
                self.state = State::Interrupted;
                return Ok(());
            }
            delivery = self.inbox.recv() => delivery,
        };
        delivery.map_or(Ok(()), |delivery| self.deliver(delivery, watch))
    }

    fn deliver(&mut self, delivery: Delivery, watch: &mut dyn Watch) -> io::Result<()> {
        self.performer.received(&delivery);
        watch.heard(&delivery.msg)?;
        self.take_in(delivery.msg);
        watch.looked(&self.model)
    }

    async fn ask_for_the_store(&mut self, watch: &mut dyn Watch) -> io::Result<()> {
        sleep(LOOK).await;
        while let Ok(delivery) = self.inbox.try_recv() {
            self.deliver(delivery, watch)?;
        }
        self.order(Errand::OpenAgain);
        Ok(())
    }

    fn take_in(&mut self, msg: Msg) {
        for effect in update(&mut self.model, world::now(), msg) {
            if effect == Effect::Quit {
                self.state = State::Faulty;
            }
            self.performer.perform(effect);
        }
    }

    /// Saves what is not saved yet and closes the store.
    pub async fn finish(mut self) {
        let until = Instant::now() + PATIENCE;
        while self.model.disk.is_savable() {
            let Ok(Some(delivery)) = timeout_at(until, self.inbox.recv()).await else { break };
            self.performer.received(&delivery);
            self.take_in(delivery.msg);
        }
        drop(timeout_at(until + RENEWAL, self.performer.settle()).await);
        if let Some(store) = self.performer.store() {
            drop(timeout_at(until + PATIENCE, store.finish()).await);
        }
    }
}

impl Stop {
    fn new() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }
}

async fn stopped(stop: Option<&mut Stop>) {
    let Some(stop) = stop else { return std::future::pending().await };
    tokio::select! {
        _ = stop.terminate.recv() => {}
        _ = stop.interrupt.recv() => {}
    }
}
