//! Two hundred keys typed blindly against a bad server end in exactly the state they describe.
//!
//! The same keys are typed twice: in front of a perfect server, and in front of one that is slow, throttles,
//! and drops connections before or after applying a change. Screen, disk and server have to agree in the end,
//! and to agree with the perfect one.

mod desk;

use std::time::Duration;

use closeout::sim::Faults;
use closeout::sim::dice::Dice;
use desk::Desk;
use serde_json::Value;

const TASKS: [&str; 12] = ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b0", "b1"];

// Keys that change things, weighted towards those, with whatever they need to be complete. Only whole days
// are typed: how late it is differs between the two runs.
const CHORDS: [&str; 16] = [
    "e",
    "e",
    "j",
    "k",
    "u",
    "U",
    "s 2 Enter",
    "s 4 Enter",
    "S",
    "a Enter",
    "x",
    "Space",
    "g g",
    "G",
    "2",
    "1",
];

fn keys(seed: u64) -> Vec<&'static str> {
    let mut dice = Dice::new(seed);
    (0..200).map(|_| CHORDS[dice.below(CHORDS.len())]).collect()
}

fn on_server(desk: &Desk) -> Vec<[Value; 3]> {
    let fields = ["is_complete", "date", "assigned_to"];
    TASKS.iter().map(|task| fields.map(|field| desk.on_server(task, field))).collect()
}

fn typed(seed: u64, faults: Faults, latency: Duration) -> Desk {
    let mut desk = Desk::with(TASKS);
    desk.server.set_faults(faults);
    desk.server.set_latency(latency);
    for (count, chord) in keys(seed).into_iter().enumerate() {
        desk.press(chord);
        // Now and then the world gets a moment to answer in the middle of things.
        if count % 10 == 9 {
            desk.wait(1);
        }
    }
    desk.server.set_faults(Faults::none());
    desk.wait(300).settle();
    desk
}

#[track_caller]
fn check(name: &str, faults: impl Fn(u64) -> Faults, latency: Duration) {
    for seed in 1..=6 {
        let perfect = typed(seed, Faults::none(), Duration::ZERO);
        let bad = typed(seed, faults(seed), latency);
        assert_eq!(bad.waiting(), 0, "{name}, seed {seed}: changes are stuck");
        assert!(bad.model.problems.is_empty(), "{name}, seed {seed}: {:?}", bad.model.problems);
        assert_eq!(on_server(&bad), on_server(&perfect), "{name}, seed {seed}: the servers differ");
        let shown = [bad.rows(), perfect.rows()];
        assert_eq!(shown[0], shown[1], "{name}, seed {seed}: the screens differ");
        let again = bad.restart();
        assert_eq!(again.counts(), perfect.counts(), "{name}, seed {seed}: the disk differs");
    }
}

#[test]
fn against_a_slow_server() {
    check("slow", |seed| Faults::named("slow", seed).expect("a mood"), Duration::from_millis(300));
}

#[test]
fn against_a_server_that_drops_connections_before_and_after() {
    check("flaky", Faults::flaky, Duration::from_millis(50));
}

#[test]
fn against_a_server_that_throttles() {
    check("throttled", |seed| Faults::named("throttled", seed).expect("a mood"), Duration::ZERO);
}

#[test]
fn against_a_server_that_loses_answers() {
    check("lossy", |seed| Faults::named("lossy", seed).expect("a mood"), Duration::from_millis(20));
}

#[test]
fn against_a_server_that_is_down() {
    check("down", |_| Faults::down(), Duration::ZERO);
}
