//! The laws of changes: what is shown is what was meant, whatever happens on the way.
//!
//! Histories of keys, tasks made and deleted, answers, refusals, lost answers, stale lists, restarts, undos and
//! redos are made by chance and played on the real board. After every step the screen must be the starting
//! tasks and those made, with exactly the changes still alive laid over them; undoing everything must leave no
//! trace; and when all is sent, server, screen and truth must agree and each task was made once. Take away any
//! rule of `board.rs` and histories fail.
//!
//! Whenever `board.rs` changes, play more of them, and faster:
//! `CLOSEOUT_LAWS=3000000 CARGO_PROFILE_DEV_OPT_LEVEL=2 cargo test --test laws`.

#[path = "laws/chance.rs"]
mod chance;
#[path = "laws/client.rs"]
mod client;
#[path = "laws/intents.rs"]
mod intents;
#[path = "laws/making.rs"]
mod making;
#[path = "laws/patches.rs"]
mod patches;
#[path = "laws/player.rs"]
mod player;
#[path = "laws/server.rs"]
mod server;
#[path = "laws/steps.rs"]
mod steps;

use chance::Chance;
use player::play;
use steps::Step;

/// How many histories are played unless told otherwise.
const HISTORIES: u64 = 100_000;

#[test]
fn the_screen_is_always_what_was_meant() {
    let histories = histories();
    let failed: Vec<u64> = std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| scope.spawn(move || failing((half..histories).step_by(2))));
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    if let Some(seed) = failed.iter().min() {
        panic!("{} of {histories} histories fail; the first has {}", failed.len(), story(*seed));
    }
}

#[expect(clippy::disallowed_methods, reason = "how long to search is for whoever runs the tests to say")]
fn histories() -> u64 {
    std::env::var("CLOSEOUT_LAWS").ok().and_then(|count| count.parse().ok()).unwrap_or(HISTORIES)
}

fn history(seed: u64) -> Vec<Step> {
    steps::history(&mut Chance::seeded(seed))
}

fn failing(seeds: impl Iterator<Item = u64>) -> Vec<u64> {
    seeds.filter(|seed| play(&history(*seed)).is_err()).collect()
}

/// The shortest failing form of a history, a line for each step, and how it ends.
fn story(seed: u64) -> String {
    let steps = steps::shrink(history(seed), |steps| play(steps).is_err());
    let lines = steps.iter().zip(1..).map(|(step, number)| format!("{number:>4}. {step}\n"));
    format!("seed {seed}:\n{}{}", lines.collect::<String>(), play(&steps).err().unwrap_or_default())
}
