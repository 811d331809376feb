//! Keys that came all at once: pasted without brackets, a cat on the keyboard, or honest typing held up on its way.
//!
//! A terminal that does not mark what is pasted sends it as keys, and text is full of letters that act. What
//! nobody can have typed by hand is therefore looked at as a whole first: text opens the filter, keys that would
//! change much are asked about, and a key held down or a cursor that moves is what it is.

use std::collections::BTreeSet;

use super::action::{Action, Group, Place};
use super::chord::{Chord, Key, show_sequence};
use super::command::Command;
use super::effect::Effect;
use super::keymap::{Found, Keymap};
use super::keys;
use super::model::Model;
use super::overlay::Overlay;
use crate::domain::zone::Timestamp;

/// So many keys in one go may still be fast typing over a slow link.
pub const TYPED: usize = 8;
/// More different keys than this are text.
const DIFFERENT: usize = 6;

/// Keys that wait for the user to say that they were meant.
#[derive(Clone, Debug)]
pub struct Burst {
    /// The keys.
    pub chords: Vec<Chord>,
    /// How many of them would change something.
    pub changing: usize,
}

impl Burst {
    /// The keys as help writes them.
    pub fn words(&self) -> String {
        show_sequence(&self.chords)
    }
}

// What to make of keys that came at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    // What they say, one after the other.
    Keys,
    // Text that was pasted.
    Text,
    // Nobody knows: this many would change something.
    Unclear(usize),
}

/// Keys came all at once.
pub fn on_burst(model: &mut Model, at: Timestamp, chords: Vec<Chord>) -> Vec<Effect> {
    let is_held = chords.windows(2).all(|pair| pair[0] == pair[1]);
    if chords.len() <= TYPED || is_held {
        return press(model, at, &chords);
    }
    match model.overlays.last() {
        None => on_list_burst(model, at, chords),
        Some(top) if top.place().is_some_and(|place| is_typed(model, place, &chords)) => {
            press(model, at, &chords)
        }
        Some(top) if top.place().is_none() && takes_text(top) => {
            keys::on_paste(model, at, &text(&chords));
            Vec::new()
        }
        Some(_) => {
            model.notices.info(at, format!("{} keys came at once and did nothing", chords.len()));
            Vec::new()
        }
    }
}

fn on_list_burst(model: &mut Model, at: Timestamp, chords: Vec<Chord>) -> Vec<Effect> {
    match meaning(&model.keymap, Place::List, &chords) {
        Meaning::Keys => return press(model, at, &chords),
        Meaning::Text => {
            let text = text(&chords);
            keys::on_paste(model, at, &text);
            model.notices.info(at, "That came too fast to be typed: it is taken for pasted text");
        }
        Meaning::Unclear(changing) => {
            model.typed.clear();
            model.overlays.push(Overlay::Burst(Box::new(Burst { chords, changing })));
        }
    }
    Vec::new()
}

fn press(model: &mut Model, at: Timestamp, chords: &[Chord]) -> Vec<Effect> {
    chords.iter().flat_map(|chord| keys::on_key(model, at, *chord)).collect()
}

fn is_typed(model: &Model, place: Place, chords: &[Chord]) -> bool {
    meaning(&model.keymap, place, chords) == Meaning::Keys
}

fn takes_text(overlay: &Overlay) -> bool {
    let is_question = matches!(overlay, Overlay::Statement(_) | Overlay::Deletion(_) | Overlay::Taking(_));
    !is_question && !matches!(overlay, Overlay::Burst(_) | Overlay::Menu(_))
}

fn meaning(keymap: &Keymap, place: Place, chords: &[Chord]) -> Meaning {
    let letters: BTreeSet<char> = chords.iter().filter_map(|chord| chord.character()).collect();
    let (changing, unknown) = weigh(keymap, place, chords);
    let has_lines = chords.iter().rev().skip(1).any(|chord| chord.key == Key::Enter);
    match changing {
        _ if letters.len() > DIFFERENT || unknown > 0 && !letters.is_empty() => Meaning::Text,
        1.. if has_lines => Meaning::Unclear(changing),
        changing if changing > TYPED => Meaning::Unclear(changing),
        _ => Meaning::Keys,
    }
}

// How many of the keys would change something, and how many mean nothing.
fn weigh(keymap: &Keymap, place: Place, chords: &[Chord]) -> (usize, usize) {
    let (mut changing, mut unknown) = (0, 0);
    let mut typed = Vec::new();
    for chord in chords {
        typed.push(*chord);
        match keymap.look_up(place, &typed) {
            Found::More(_) => continue,
            Found::Command(command) => {
                changing += usize::from(changes(&command) || changes_some_kind(keymap, &typed));
            }
            Found::Nothing => unknown += 1,
        }
        typed.clear();
    }
    (changing, unknown)
}

fn changes(command: &Command) -> bool {
    match command {
        Command::Do(action) => {
            action.spec().group == Group::Change || matches!(action, Action::Retry | Action::Drop)
        }
        Command::With(verb, _) => verb.kin().spec().group == Group::Change,
    }
}

// Which kind of task each key will meet nobody knows before the first of them.
fn changes_some_kind(keymap: &Keymap, typed: &[Chord]) -> bool {
    let mut bound = Place::kinds().flat_map(|kind| keymap.in_place(kind));
    bound.any(|binding| binding.keys == typed && changes(&binding.command))
}

// What was pasted, as far as keys can tell.
fn text(chords: &[Chord]) -> String {
    let letter = |chord: &Chord| match chord.key {
        Key::Enter => Some('\n'),
        Key::Tab => Some(' '),
        // Where a line of several ends in some terminals.
        Key::Char('j') if chord.ctrl => Some('\n'),
        _ => chord.character(),
    };
    chords.iter().filter_map(letter).collect::<String>().trim_end().to_owned()
}

/// A key while it is asked.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Burst(burst)) = model.overlays.last() else { return Vec::new() };
    let chords = burst.chords.clone();
    match chord.key {
        Key::Char('y') => {
            model.overlays.pop();
            return press(model, at, &chords);
        }
        Key::Char('/') => {
            model.overlays.pop();
            keys::on_paste(model, at, &text(&chords));
        }
        Key::Enter | Key::Esc | Key::Char('n' | 'q' | 'c') => {
            model.overlays.pop();
            model.notices.info(at, "Nothing was done");
        }
        _ => {}
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(keys: &str) -> Meaning {
        let chords: Vec<Chord> = keys
            .chars()
            .map(
                |letter| {
                    if letter == '\n' { Chord::plain(Key::Enter) } else { Chord::plain(Key::Char(letter)) }
                },
            )
            .collect();
        meaning(&Keymap::default(), Place::List, &chords)
    }

    #[test]
    fn text_is_told_from_keys() {
        for text in
            ["please call me back", "Ada Lovelace", "+49 30 1234567", "acme.example", "done deal e e e e"]
        {
            assert_eq!(taken(text), Meaning::Text, "{text}");
        }
        for keys in ["jjjjjkkkkkjjj", "jjjejjjejj", "eejeejeej\n"] {
            assert_eq!(taken(keys), Meaning::Keys, "{keys}");
        }
        for (keys, changing) in [("ejejejejejejejejej", 9), ("e\ne\ne\ne\ne", 5)] {
            assert_eq!(taken(keys), Meaning::Unclear(changing), "{keys}");
        }
    }
}
