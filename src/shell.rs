//! The only folder that touches the outside world.
//!
//! It owns the terminal, the disk, the network, the clock and the environment, and has almost no decisions
//! in it: [`run`] turns events into messages and effects into work, [`perform`] does that work.

pub mod accounts;
pub mod announce;
pub mod ask;
pub mod config;
pub mod credentials;
pub mod demo;
pub mod editor;
pub mod errand;
mod frames;
pub mod input;
pub mod listen;
pub mod logs;
pub mod outside;
pub mod painter;
pub mod perform;
pub mod places;
pub mod receiver;
pub mod run;
pub mod runtime;
pub mod start;
pub mod terminal;
mod unshared;
pub mod vault;
pub mod world;
