//! A pretend Close, as strict as the real one.
//!
//! A pure function of world, time and request: [`serve::serve`]. What the real server rejects or ignores,
//! this one rejects or ignores in the same way, and it writes its own JSON by hand, so a field the client
//! misspells is found here. It must never use the client's shapes, nor know of screens or disks.

pub mod activity;
mod colleague;
pub mod comments;
pub mod dice;
mod errors;
pub mod events;
pub mod faults;
mod fields;
pub mod files;
mod filler;
pub mod grow;
pub mod limits;
mod line;
pub mod link;
pub mod loopback;
pub mod moment;
pub mod oauth;
pub mod people;
mod plant;
mod query;
mod read;
mod regions;
mod script;
pub mod serve;
pub mod task;
pub mod world;
mod write;

pub use faults::{Fault, Faults, Which};
pub use grow::Seed;
pub use link::InProcess;
pub use loopback::{Listening, listen};
pub use world::World;
