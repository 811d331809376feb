//! A key that does nothing says so once, and what would help.

use super::action::Action;
use super::chord::{Chord, Key, show_sequence};
use super::help;
use super::model::Model;
use crate::domain::zone::Timestamp;

/// What a key does in other programs people come from, and here.
const ELSEWHERE: [(&str, Action); 16] = [
    ("d", Action::Complete),
    ("Delete", Action::Delete),
    ("#", Action::Delete),
    // Answering is done in Close.
    ("r", Action::Browse),
    ("F5", Action::Refresh),
    ("t", Action::Create),
    ("+", Action::Create),
    ("m", Action::Mark),
    ("h", Action::Move),
    ("b", Action::Move),
    ("z", Action::Undo),
    ("y", Action::Complete),
    ("Ctrl-f", Action::Filter),
    ("Ctrl-p", Action::Palette),
    ("Ctrl-n", Action::Create),
    ("F10", Action::Back),
];

/// Says that a key does nothing here, unless it was said of this key before.
pub fn say(model: &mut Model, at: Timestamp, chord: Chord) {
    if model.strange_keys.contains(&chord) {
        return;
    }
    model.strange_keys.insert(chord);
    let shown = show_sequence(&[chord]);
    let sentence = match instead(model, chord) {
        Some(action) => format!("{shown} is not bound; {}", help::claim(&model.keymap, action)),
        None => format!("{shown} does nothing here · {}", help::claim(&model.keymap, Action::Help)),
    };
    model.notices.info(at, sentence);
}

// What the key does in other programs, else what the same letter does in the other case.
fn instead(model: &Model, chord: Chord) -> Option<Action> {
    let shown = chord.to_string();
    let known = ELSEWHERE.iter().find(|(key, _)| *key == shown).map(|(_, action)| *action);
    let action = known.or_else(|| {
        let letter = chord.character()?;
        let other =
            if letter.is_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
        help::action_on(model, Chord::plain(Key::Char(other)))
    })?;
    let place = model.place()?;
    let is_here = action.spec().place.covers(place) && model.keymap.key_of(&action.into()).is_some();
    is_here.then_some(action)
}
