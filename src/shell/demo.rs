//! The pretend Close behind a loopback port: for the demo, and alone for scripts.
//!
//! In the demo it runs on a thread of its own, so that the screen is as undisturbed as with the real one,
//! and the real client talks to it over real HTTP.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc::Sender;
use std::time::Duration;

use chrono::{FixedOffset, Offset};
use tokio::runtime::Builder;

use super::world;
use crate::domain::zone::Zone;
use crate::sim::{Faults, Listening, Seed, World, listen};

/// What the pretend Close is like.
#[derive(Clone, Debug)]
pub struct Pretence {
    /// How many tasks, 0 to 100,000.
    pub tasks: usize,
    /// Which of the many worlds.
    pub seed: u64,
    /// How long each answer takes.
    pub latency: Duration,
    /// What goes wrong.
    pub faults: Faults,
    /// The zone its dates lie around.
    pub zone: Zone,
}

/// How often something happens in the demo.
const STIR: Duration = Duration::from_secs(50);

impl Pretence {
    fn zone_offset(&self) -> FixedOffset {
        let seconds = self.zone.offset_hours(world::now()) * 3600.0;
        #[expect(clippy::cast_possible_truncation, reason = "no offset is near the limit")]
        FixedOffset::east_opt(seconds as i32).unwrap_or_else(|| chrono::Utc.fix())
    }

    async fn listen(self, port: u16) -> Result<Listening, String> {
        let now = world::now();
        let seed = Seed { tasks: self.tasks, seed: self.seed, now, zone_offset: self.zone_offset() };
        let mut world = World::grow(seed);
        world.set_timezone(self.zone.name());
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listening = listen(address, world, self.faults, self.latency, world::now).await;
        listening.map_err(|error| error.to_string())
    }

    /// Starts it on a thread of its own and returns its base URL once it is ready. Now and then somebody
    /// writes, calls or changes something, as at work.
    pub fn start(self) -> Result<String, String> {
        let (sender, ready) = std::sync::mpsc::channel();
        let serve = move || {
            if let Ok(runtime) = Builder::new_current_thread().enable_all().build() {
                runtime.block_on(self.live(&sender));
            }
        };
        let thread = std::thread::Builder::new().name("pretend-close".into()).spawn(serve);
        thread.map_err(|error| error.to_string())?;
        ready.recv().unwrap_or_else(|_| Err("the simulated Close did not start".into()))
    }

    async fn live(self, ready: &Sender<Result<String, String>>) {
        let zone = self.zone_offset();
        let listening = match self.listen(0).await {
            Ok(listening) => listening,
            Err(why) => return drop(ready.send(Err(why))),
        };
        drop(ready.send(Ok(listening.base_url.clone())));
        let control = listening.control.clone();
        let stir = async {
            loop {
                tokio::time::sleep(STIR).await;
                control.stir(zone).await;
            }
        };
        tokio::select! {
            _ = listening.run() => {}
            () = stir => {}
        }
    }

    /// Serves on this port until the process ends; says where once it is ready.
    pub async fn serve(self, port: u16, ready: impl FnOnce(&str)) -> Result<(), String> {
        let listening = self.listen(port).await?;
        ready(&listening.base_url);
        tokio::select! {
            served = listening.run() => served.map_err(|error| error.to_string()),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    }
}
