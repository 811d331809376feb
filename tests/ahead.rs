//! What comes next is drawn ahead for whoever goes step by step; whatever they do instead, the screen is what it
//! would have been. The desk compares every frame with one drawn at once.

mod desk;

use chrono::{DateTime, Utc};
use closeout::sim::dice::Dice;
use closeout::sim::{Seed, World};
use desk::Desk;

// Steps, mostly several of a kind, and what may come in between.
const KEYS: [&str; 24] = [
    "j",
    "j j",
    "j j j",
    "j j k",
    "k",
    "k k",
    "k k j",
    "Ctrl-d Ctrl-d",
    "Ctrl-u Ctrl-u",
    "G",
    "g g",
    "3 j",
    "e",
    "Space",
    "v",
    "Esc",
    "t",
    "T",
    "Ctrl-e",
    "p",
    "u",
    "l",
    "h",
    ", l",
];

#[test]
fn what_was_drawn_ahead_is_only_shown_where_it_is_what_comes() {
    for seed in 0..4 {
        let now: DateTime<Utc> = desk::START.parse().unwrap();
        let zone_offset = chrono::FixedOffset::east_opt(3600).unwrap();
        let mut desk = Desk::on(World::grow(Seed { tasks: 120, seed, now, zone_offset }));
        let mut dice = Dice::new(seed);
        for step in 0..100 {
            desk.press(KEYS[dice.below(KEYS.len())]);
            if step % 40 == 39 {
                desk.wait(1);
            }
        }
    }
}
