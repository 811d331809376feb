//! The pretend Close behind a loopback port: for the demo, and alone for scripts.
//!
//! In the demo it runs on a thread of its own, so that the screen is as undisturbed as with the real one,
//! and the real client talks to it over real HTTP.

use std::net::{Ipv4Addr, SocketAddr};
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

impl Pretence {
    async fn listen(self, port: u16) -> Result<Listening, String> {
        let now = world::now();
        let hours = self.zone.offset_hours(now) * 3600.0;
        #[expect(clippy::cast_possible_truncation, reason = "no offset is near the limit")]
        let zone_offset = FixedOffset::east_opt(hours as i32).unwrap_or_else(|| chrono::Utc.fix());
        let seed = Seed { tasks: self.tasks, seed: self.seed, now, zone_offset };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listening = listen(address, World::grow(seed), self.faults, self.latency, world::now).await;
        listening.map_err(|error| error.to_string())
    }

    /// Starts it on a thread of its own and returns its base URL once it is ready.
    pub fn start(self) -> Result<String, String> {
        let (sender, ready) = std::sync::mpsc::channel();
        let serve = move || {
            let Ok(runtime) = Builder::new_current_thread().enable_all().build() else { return };
            runtime.block_on(async {
                match self.listen(0).await {
                    Err(why) => drop(sender.send(Err(why))),
                    Ok(listening) => {
                        drop(sender.send(Ok(listening.base_url.clone())));
                        drop(listening.run().await);
                    }
                }
            });
        };
        let thread = std::thread::Builder::new().name("pretend-close".into()).spawn(serve);
        thread.map_err(|error| error.to_string())?;
        ready.recv().unwrap_or_else(|_| Err("the simulated Close did not start".into()))
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
