//! The user's own keys: what they do, where they are shown.

#![expect(clippy::unwrap_used, reason = "keys that cannot be read are a failed test")]

mod desk;

use closeout::app::action::Place;
use closeout::app::chord::Chord;
use closeout::app::command::Command;
use closeout::app::presets::Preset;
use closeout::app::rebind::{Wish, rebind};
use desk::Desk;

/// A desk where each of these commands has one key in the list.
fn desk(bindings: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    let wishes = bindings.iter().map(|(command, keys)| Wish {
        place: Place::List,
        command: Command::read(command).unwrap(),
        keys: vec![(0, Chord::read_sequence(keys).unwrap())],
        is_spoilt: false,
    });
    let (keymap, refusals) = rebind(Preset::Default, &wishes.collect::<Vec<_>>());
    assert!(refusals.is_empty(), "{refusals:?}");
    desk.model.keymap = keymap;
    desk
}

#[test]
fn a_key_with_words_behind_its_command_acts_at_once() {
    let mut desk = desk(&[("move 2bd", "t"), ("assign ana", "A"), ("tab future", "g x")]);
    desk.press("t").says("Moved to ").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), "2026-03-10");
    desk.press("g x").press("u 1");
    assert_eq!(desk.rows(), ["Call Ada", "Mail Bo"]);
}

#[test]
fn words_that_mean_nobody_or_too_much_are_said_and_nothing_changes() {
    let mut desk = desk(&[("assign nobody-here", "A"), ("show e", "W")]);
    desk.press("A").says("Nobody here is called nobody-here");
    desk.press("W").says("write more of the name");
    assert_eq!((desk.waiting(), desk.rows().len()), (0, 2));
}

#[test]
fn the_hints_and_the_menu_of_a_sequence_show_the_keys_there_are() {
    let mut desk = desk(&[("complete", "c"), ("move fri", "g z")]);
    desk.shows("c done").hides("e done");
    desk.press("g").shows("z  Move to fri");
}
