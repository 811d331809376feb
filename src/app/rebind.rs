//! The user's own keys, laid over a preset.
//!
//! A command that is given keys loses those of the preset, and a key that is given a command is taken from
//! whatever had it. What would make a map ambiguous is refused with the reason, and everything else is bound.
//! Ctrl-c always quits: there has to be a way out of every mistake.

use std::cmp::Reverse;

use super::action::{Action, Place};
use super::chord::{Chord, Key, show_sequence};
use super::command::Command;
use super::keymap::{Binding, Keymap, Written};
use super::presets::Preset;

/// Keys the user wants for a command in a place; none to have it unbound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Where.
    pub place: Place,
    /// What the keys are to do.
    pub command: Command,
    /// The keys, each with its number among all that were written.
    pub keys: Vec<(usize, Vec<Chord>)>,
    /// Whether keys were written that cannot be, so that none is not what was wanted.
    pub is_spoilt: bool,
}

/// Why keys were not bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The number of the keys among all that were written.
    pub at: usize,
    /// The reason.
    pub why: String,
    /// The number of other keys that have to do with it.
    pub other: Option<usize>,
}

const QUIT: Chord = Chord::ctrl('c');

/// A preset with the user's wishes, and which of them could not be had.
pub fn rebind(preset: Preset, wishes: &[Wish]) -> (Keymap, Vec<Refusal>) {
    let mut keymap = Keymap::of(preset);
    let mut refusals = Vec::new();
    let mut wanted: Vec<&Wish> =
        wishes.iter().filter(|wish| !wish.keys.is_empty() || !wish.is_spoilt).collect();
    wanted.iter().for_each(|wish| release(&mut keymap, wish));
    // What is said of one place wins over what is said of several.
    wanted.sort_by_key(|wish| Reverse(wish.place.breadth()));
    let (of_kinds, wanted): (Vec<&Wish>, Vec<&Wish>) =
        wanted.into_iter().partition(|wish| matches!(wish.place, Place::Kind(_)));
    for wish in &wanted {
        release(&mut keymap, wish);
        refusals.extend(wish.keys.iter().filter_map(|keys| bind(&mut keymap, wish, keys).err()));
    }
    for (wish, place) in wanted.iter().flat_map(|wish| places(wish).map(move |place| (wish, place))) {
        // Whoever has the last word about this place wanted keys, and none could be had.
        let last = wanted.iter().rfind(|other| other.command == wish.command && other.place.covers(place));
        if last.is_some_and(|last| !last.keys.is_empty()) {
            keymap.bind_preset(place, &wish.command);
        }
    }
    keep_way_out(&mut keymap);
    // Last, as they are laid over the list as it is then.
    for wish in of_kinds {
        refusals.extend(wish.keys.iter().filter_map(|keys| bind(&mut keymap, wish, keys).err()));
    }
    (keymap, refusals)
}

fn places(wish: &Wish) -> impl Iterator<Item = Place> {
    let covers = |place: &Place| wish.place.covers(*place) && wish.command.place().covers(*place);
    let of_kind = Some(wish.place).filter(|place| matches!(place, Place::Kind(_)));
    Place::ALL.into_iter().chain(of_kind).filter(covers)
}

fn release(keymap: &mut Keymap, wish: &Wish) {
    let is_released = |binding: &Binding| wish.place.covers(binding.place) && binding.command == wish.command;
    keymap.keep(|binding| !is_released(binding));
}

fn bind(keymap: &mut Keymap, wish: &Wish, (at, keys): &(usize, Vec<Chord>)) -> Result<(), Refusal> {
    let refused = |(why, other)| Refusal { at: *at, why, other };
    if let Some(why) = why_not_here(wish, keys) {
        return Err(refused((why, None)));
    }
    places(wish)
        .try_for_each(|place| clash(keymap, place, wish, keys).map_or(Ok(()), |clash| Err(refused(clash))))?;
    for place in places(wish) {
        keymap.keep(|binding| binding.place != place || binding.keys != *keys);
        let written = Some(Written { place: wish.place, at: *at });
        keymap.bind(Binding { place, keys: keys.clone(), command: wish.command.clone(), written });
    }
    Ok(())
}

// What no key like this can be for in this place.
fn why_not_here(wish: &Wish, keys: &[Chord]) -> Option<String> {
    let is_input = wish.place == Place::Input;
    let out = if is_input { Action::Leave } else { Action::Quit };
    let is_way_out = keys == [QUIT] && wish.command == Command::Do(out);
    if keys.contains(&QUIT) && !is_way_out {
        let does = if is_input { "leaves a dialog" } else { "quits" };
        return Some(format!("Ctrl-c always {does}, so that there is a way out of every mistake"));
    }
    match keys {
        _ if !is_input => None,
        [one] => one.character().map(|letter| format!("{letter:?} is a letter where text is typed")),
        _ => Some(format!("{} cannot be: where text is typed a key stands alone", show_sequence(keys))),
    }
}

/// A reason, and the number of the other keys where those are the user's as well.
type Clash = (String, Option<usize>);

fn clash(keymap: &Keymap, place: Place, wish: &Wish, keys: &[Chord]) -> Option<Clash> {
    let shown = show_sequence(keys);
    let mut longer: Vec<&Binding> = Vec::new();
    // Keys for one kind of task lie above those of the list.
    let beneath: &[Place] = if matches!(place, Place::Kind(_)) { &[Place::List, Place::Sprint] } else { &[] };
    let beneath = beneath.iter().flat_map(|place| keymap.in_place(*place));
    for binding in keymap.in_place(place).chain(beneath) {
        let written = binding.written.filter(|written| written.place == wish.place);
        if binding.keys == keys {
            let is_twice = written.is_some() && binding.command != wish.command;
            if is_twice {
                let why = format!("{shown} is bound twice, to {} and to {}", binding.command, wish.command);
                return Some((why, written.map(|written| written.at)));
            }
        } else if keys.starts_with(&binding.keys) {
            let first = show_sequence(&binding.keys);
            let why = format!("{first} alone is {}, so nothing can begin with it", binding.command);
            return Some((why, binding.written.map(|written| written.at)));
        } else if binding.keys.starts_with(keys) {
            longer.push(binding);
        }
    }
    let first = longer.first()?;
    let more = match longer.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let longer_keys = show_sequence(&first.keys);
    let why = format!("{shown} is the beginning of {longer_keys} ({}){more}", first.command);
    Some((why, first.written.map(|written| written.at)))
}

fn keep_way_out(keymap: &mut Keymap) {
    for place in Place::ALL {
        if keymap.in_place(place).all(|binding| binding.keys != [QUIT]) {
            let command = if place == Place::Input { Action::Leave } else { Action::Quit }.into();
            keymap.bind(Binding { place, keys: vec![QUIT], command, written: None });
        }
    }
}

/// Why no key like this can be bound: terminals do not send it, or not as itself.
pub fn why_unbindable(keys: &[Chord]) -> Option<String> {
    keys.iter().find_map(|chord| why_not(*chord))
}

fn why_not(chord: Chord) -> Option<String> {
    let Key::Char(letter) = chord.key else { return None };
    if !chord.ctrl {
        return None;
    }
    let same = |other: &str| Some(format!("terminals send the same for {chord} and {other}"));
    match letter {
        'i' => same("Tab"),
        'm' | 'j' => same("Enter"),
        'h' => same("Backspace"),
        '[' => same("Esc"),
        's' | 'q' => Some(format!("{chord} stops or continues the output of many terminals")),
        'a'..='z' => None,
        'A'..='Z' => same(&Chord::ctrl(letter.to_ascii_lowercase()).to_string()),
        _ => Some(format!("terminals do not send {chord} as a key of its own")),
    }
}

/// What is wrong with a text that names no keys.
pub fn why_no_keys(text: &str) -> String {
    let Some(word) = text.split_whitespace().find(|word| Chord::read(word).is_none()) else {
        return "write a key, such as e, Space, Ctrl-d or g i".into();
    };
    let lower = word.to_lowercase();
    if ["alt-", "meta-", "m-", "a-", "<a-"].iter().any(|begin| lower.starts_with(begin)) {
        return format!(
            "{word} cannot be: terminals send Esc and the key for Alt, which is the same as typing both"
        );
    }
    if lower.starts_with("shift-") || lower.starts_with("s-") {
        return format!(
            "{word} cannot be told from the letter it types: write that, such as E for Shift and e"
        );
    }
    let is_run = word.chars().all(char::is_alphanumeric) && word.chars().count() > 1;
    let spaced = word.chars().map(String::from).collect::<Vec<_>>().join(" ");
    if is_run && word.chars().count() < 4 {
        return format!("{word} is no key; for one after the other write {spaced:?}");
    }
    format!(
        "{word} is no key; keys are written as e, Space, Ctrl-d, PgDn, F2, or g i for one after the other"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Found;

    /// `list: complete = e, x`, one wish a line.
    fn rebound(text: &str) -> (Keymap, Vec<String>) {
        let mut at = 0;
        let wishes = text.lines().map(|line| {
            let (place, rest) = line.trim().split_once(": ").unwrap();
            let (command, keys) = rest.split_once('=').unwrap();
            let keys = keys.split(',').filter_map(Chord::read_sequence).map(|keys| {
                at += 1;
                (at, keys)
            });
            let (place, command) = (Place::named(place).unwrap(), Command::read(command).unwrap());
            Wish { place, command, keys: keys.collect(), is_spoilt: false }
        });
        let (keymap, refusals) = rebind(Preset::Default, &wishes.collect::<Vec<_>>());
        let words = refusals.into_iter().map(|refusal| match refusal.other {
            Some(other) => format!("{}: {} ({other})", refusal.at, refusal.why),
            None => format!("{}: {}", refusal.at, refusal.why),
        });
        (keymap, words.collect())
    }

    fn look(keymap: &Keymap, place: Place, keys: &str) -> Option<String> {
        match keymap.look_up(place, &Chord::read_sequence(keys).unwrap()) {
            Found::Command(command) => Some(command.to_string()),
            _ => None,
        }
    }

    #[test]
    fn a_user_key_replaces_the_defaults_of_its_action_and_takes_the_key_from_another() {
        let (keymap, refusals) = rebound("list: complete = c, x");
        assert!(refusals.is_empty(), "{refusals:?}");
        assert_eq!(look(&keymap, Place::List, "c").as_deref(), Some("complete"));
        assert_eq!(look(&keymap, Place::List, "x").as_deref(), Some("complete"));
        assert_eq!(look(&keymap, Place::List, "e"), None);
        assert_eq!(keymap.shown(Action::Create), ":create");
        assert_eq!(look(&keymap, Place::Outbox, "x").as_deref(), Some("drop"));
    }

    #[test]
    fn an_empty_list_unbinds_and_words_can_be_bound() {
        let (keymap, refusals) =
            rebound("list: assign-to-me =\nlist: move 2bd = t\nlist: move mon 9:00 = g m");
        assert!(refusals.is_empty(), "{refusals:?}");
        assert_eq!(look(&keymap, Place::List, "i"), None);
        assert_eq!(look(&keymap, Place::List, "t").as_deref(), Some("move 2bd"));
        assert_eq!(look(&keymap, Place::List, "g m").as_deref(), Some("move mon 9:00"));
        assert_eq!(keymap.commands_with_words().len(), 2);
    }

    #[test]
    fn a_key_that_is_an_action_and_a_beginning_is_refused_and_the_default_stays() {
        let (keymap, refusals) = rebound("list: complete = g\nlist: create = s s");
        assert!(refusals[0].starts_with("1: g is the beginning of g"), "{refusals:?}");
        assert_eq!(refusals[1], "2: s alone is move, so nothing can begin with it");
        assert_eq!(keymap.shown(Action::Complete), "e");
        assert_eq!(keymap.shown(Action::Create), "c");
    }

    #[test]
    fn what_is_unbound_in_the_same_file_is_in_nobodys_way() {
        let (keymap, refusals) = rebound("list: create = s s\nlist: move = m");
        assert!(refusals.is_empty(), "{refusals:?}");
        assert_eq!(look(&keymap, Place::List, "s s").as_deref(), Some("create"));
    }

    #[test]
    fn two_of_the_users_for_one_key_are_refused_naming_both() {
        let (keymap, refusals) = rebound("list: complete = t\nlist: create = t, C");
        assert_eq!(refusals, ["2: t is bound twice, to complete and to create (1)"]);
        assert_eq!(look(&keymap, Place::List, "t").as_deref(), Some("complete"));
        assert_eq!(look(&keymap, Place::List, "C").as_deref(), Some("create"));
    }

    #[test]
    fn what_is_said_of_one_place_wins_over_what_is_said_of_all() {
        let (keymap, refusals) = rebound("list: complete = t\neverywhere: undo = t\noutbox: undo = b");
        assert!(refusals.is_empty(), "{refusals:?}");
        assert_eq!(look(&keymap, Place::List, "t").as_deref(), Some("complete"));
        assert_eq!(look(&keymap, Place::Page, "t").as_deref(), Some("undo"));
        assert_eq!(look(&keymap, Place::Outbox, "b").as_deref(), Some("undo"));
        assert_eq!(look(&keymap, Place::Outbox, "t"), None);
    }

    #[test]
    fn there_is_always_a_way_out() {
        let (keymap, refusals) =
            rebound("everywhere: quit =\nlist: complete = Ctrl-c\nlist: quit = Ctrl-c a\nlist: back =");
        assert_eq!(refusals.len(), 2);
        for place in Place::ALL {
            let out = if place == Place::Input { "leave" } else { "quit" };
            assert_eq!(look(&keymap, place, "Ctrl-c").as_deref(), Some(out));
        }
    }

    #[test]
    fn where_text_is_typed_keys_stand_alone_and_letters_are_letters() {
        let (keymap, refusals) = rebound(
            "input: accept = Ctrl-y, Enter\ninput: next-line = j\ninput: leave = g g, Ctrl-q\n\
             input: line-start = Ctrl-c\ninput: fill-in = Ctrl-y",
        );
        assert!(refusals[0].starts_with("3: 'j' is a letter"), "{refusals:?}");
        assert!(refusals[1].starts_with("4: gg cannot be"), "{refusals:?}");
        assert!(refusals[2].starts_with("6: Ctrl-c always leaves a dialog"), "{refusals:?}");
        assert!(
            refusals[3].starts_with("7: Ctrl-y is bound twice, to accept and to fill-in (1)"),
            "{refusals:?}"
        );
        let meant = |key: &str| keymap.in_dialogs(Chord::read(key).unwrap()).map(|chord| chord.to_string());
        assert_eq!(meant("Ctrl-y").as_deref(), Some("Enter"));
        for own in ["Enter", "Down", "Tab", "x", "Ctrl-a", "F5"] {
            assert_eq!(meant(own).as_deref(), Some(own));
        }
        assert_eq!(meant("Esc"), None, "its key is another now");
        assert_eq!(meant("Ctrl-q").as_deref(), Some("Esc"));
        assert_eq!(keymap.shown_in_dialogs("Esc").as_deref(), Some("Ctrl-q"));
        assert_eq!(keymap.shown_in_dialogs("Enter").as_deref(), Some("Enter"));
        assert_eq!(keymap.shown_in_dialogs("1-8").as_deref(), Some("1-8"));
    }

    #[test]
    fn keys_for_one_kind_of_task_win_over_those_of_the_list_and_clash_with_none() {
        let (keymap, refusals) = rebound(
            "voicemail: files = Enter, o\nvoicemail: complete = g\nvoicemail: move 2bd = e x\nlist: browse = B\n\
             email: files = Enter",
        );
        assert!(refusals[0].starts_with("3: g is the beginning of g"), "{refusals:?}");
        assert!(refusals[1].starts_with("4: e alone is complete"), "{refusals:?}");
        let look = |kind: Option<&'static str>, keys: &str| {
            let kind = kind.map(Place::Kind);
            match keymap.look_up_for((Place::List, kind), &Chord::read_sequence(keys).unwrap()) {
                Found::Command(command) => command.to_string(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(look(Some("voicemail"), "Enter"), "files");
        assert_eq!(look(Some("voicemail"), "o"), "files");
        assert_eq!(look(Some("call"), "Enter"), "open");
        assert_eq!(look(None, "B"), "browse");
        assert_eq!(keymap.shown(Action::Files), "gd", "the key of everywhere is the one that is shown");
    }

    #[test]
    fn keys_that_cannot_be_are_answered_with_the_reason() {
        let why = |keys: &str| why_unbindable(&Chord::read_sequence(keys).unwrap());
        for (keys, said) in [
            ("Ctrl-i", "Tab"),
            ("Ctrl-m", "Enter"),
            ("Ctrl-j", "Enter"),
            ("Ctrl-h", "Backspace"),
            ("Ctrl-[", "Esc"),
            ("Ctrl-s", "output"),
            ("Ctrl-q", "output"),
            ("Ctrl-D", "Ctrl-d"),
            ("g Ctrl-1", "do not send Ctrl-1"),
        ] {
            assert!(why(keys).is_some_and(|why| why.contains(said)), "{keys}: {:?}", why(keys));
        }
        assert_eq!(why("Ctrl-d g Tab Ctrl-a"), None);
        for (text, said) in [
            ("Alt-x", "Esc"),
            ("Shift-e", "E for"),
            ("gi", "\"g i\""),
            ("Strg-x", "no key"),
            ("", "write a key"),
        ] {
            assert!(why_no_keys(text).contains(said), "{text}: {}", why_no_keys(text));
        }
    }
}
