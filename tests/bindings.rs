//! The user's own keys: what they do, where they are shown.

#![expect(clippy::unwrap_used, reason = "keys that cannot be read are a failed test")]

mod desk;

use closeout::app::action::{Action, Place};
use closeout::app::chord::Chord;
use closeout::app::command::Command;
use closeout::app::keymap::Found;
use closeout::app::presets::Preset;
use closeout::app::rebind::{Wish, rebind};
use desk::Desk;
use proptest::prelude::*;
use proptest::sample;

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

#[test]
fn keys_in_dialogs_are_the_users_too_and_shown_as_they_are() {
    let wish = |command: &str, keys: &str| Wish {
        place: Place::Input,
        command: Command::read(command).unwrap(),
        keys: keys
            .split(',')
            .enumerate()
            .map(|(at, keys)| (at, Chord::read_sequence(keys).unwrap()))
            .collect(),
        is_spoilt: false,
    };
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    let wishes = [
        wish("accept", "Ctrl-y"),
        wish("next-line", "Ctrl-t"),
        wish("leave", "Ctrl-b,Ctrl-c"),
        wish("line-start", "Ctrl-o"),
    ];
    desk.model.keymap = rebind(Preset::Default, &wishes).0;
    desk.press("s").type_in("mon").shows("Ctrl-y move").shows("Ctrl-b leave").press("Enter Esc");
    assert_eq!(desk.model.overlays.len(), 1, "those keys mean nothing here now");
    desk.press("Ctrl-o").type_in("x").shows("xmon").press("Delete Backspace").press("Ctrl-b");
    assert!(desk.model.overlays.is_empty());
    desk.press(": Down Ctrl-t").shows("Ctrl-y do it").press("Ctrl-c j Enter");
    assert_eq!(desk.selected(), "Mail Bo", "in the list everything is as before");
}

#[test]
fn a_key_for_one_kind_of_task_does_something_else_there() {
    let at = desk::START.parse().unwrap();
    let mut world = closeout::sim::World::bare(at);
    for (kind, text) in [("lead", "Call Ada"), ("missed_call", "")] {
        let due = serde_json::json!("2026-03-06");
        world.add(at, kind, vec![("text", serde_json::json!(text)), ("date", due)]);
    }
    let mut desk = Desk::on(world);
    let wish = Wish {
        place: Place::named("missed").unwrap(),
        command: Command::read("move 2bd").unwrap(),
        keys: vec![(0, Chord::read_sequence("Enter").unwrap())],
        is_spoilt: false,
    };
    desk.model.keymap = rebind(Preset::Default, &[wish]).0;
    let first = desk.model.selected().unwrap().kind.word().to_owned();
    if first != "Missed" {
        desk.press("Enter Esc j");
    }
    desk.hides("Enter open").press("Enter").says("Moved to ").settle().shows("Enter open");
    assert_eq!(desk.rows(), ["Call Ada"]);
    desk.press("Enter").shows("Made");
    assert_eq!(desk.model.overlays.len(), 1, "elsewhere Enter opens");
    desk.press("q ? /").type_in("move 2bd").shows("Only for: missed");
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let places = Place::ALL.into_iter().chain([Place::Everywhere]).chain(Place::kinds().take(2));
    let places = places.collect::<Vec<_>>();
    let words = ["move 2bd", "move mon 9:00", "filter acme", "show everyone", "tab future"];
    let names = Action::ALL.iter().map(|action| action.spec().name).chain(words);
    let commands = names.map(|name| Command::read(name).unwrap()).collect::<Vec<_>>();
    let keys = "a b e g s x a_b g_i g_x g_i_x Ctrl-c Ctrl-c_a Esc Ctrl-d *_a Space".split(' ');
    let keys = keys.map(|keys| Chord::read_sequence(&keys.replace('_', " ")).unwrap()).collect::<Vec<_>>();
    let keys = proptest::collection::vec(sample::select(keys), 0..4);
    (sample::select(places), sample::select(commands), keys, any::<bool>()).prop_map(
        |(place, command, keys, is_spoilt)| Wish {
            place,
            command,
            keys: (0..).zip(keys).collect(),
            is_spoilt,
        },
    )
}

proptest! {
    #[test]
    fn whatever_is_wished_for_no_key_means_two_things_and_there_is_a_way_out(
        preset in sample::select(Preset::ALL.to_vec()),
        wishes in proptest::collection::vec(any_wish(), 0..12),
    ) {
        let (keymap, _) = rebind(preset, &wishes);
        for place in Place::ALL {
            let bound: Vec<_> = keymap.in_place(place).map(|binding| &binding.keys).collect();
            for (at, keys) in bound.iter().enumerate() {
                let clash = bound.iter().skip(at + 1).find(|other| other.starts_with(keys) || keys.starts_with(other));
                prop_assert!(clash.is_none(), "{keys:?} and {clash:?}");
            }
            let quits = keymap.look_up(place, &[Chord::ctrl('c')]);
            let out = if place == Place::Input { Action::Leave } else { Action::Quit };
            prop_assert_eq!(quits, Found::Command(out.into()));
        }
        for kind in Place::kinds().take(2) {
            for binding in keymap.in_place(kind) {
                for place in [Place::List, Place::Sprint] {
                    let found = keymap.look_up_for((place, Some(kind)), &binding.keys);
                    prop_assert_eq!(found, Found::Command(binding.command.clone()));
                }
            }
        }
    }
}
