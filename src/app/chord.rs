//! A key as the user presses it, and how it is written.
//!
//! Only keys every terminal can send apart are here: no Alt, no Shift beyond what a character shows. Knows
//! nothing of any terminal library.

use std::fmt;

/// One key, perhaps with Ctrl held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Ctrl was held.
    pub ctrl: bool,
}

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// Anything that types a character.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// The one above Return.
    Backspace,
    /// The one near the arrows.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// F1 to F12.
    F(u8),
}

const NAMED: [(Key, &str); 15] = [
    (Key::Char(' '), "Space"),
    (Key::Enter, "Enter"),
    (Key::Esc, "Esc"),
    (Key::Tab, "Tab"),
    (Key::BackTab, "Shift-Tab"),
    (Key::Backspace, "Backspace"),
    (Key::Delete, "Delete"),
    (Key::Up, "Up"),
    (Key::Down, "Down"),
    (Key::Left, "Left"),
    (Key::Right, "Right"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "PgUp"),
    (Key::PageDown, "PgDn"),
];

impl Chord {
    /// A key alone.
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false }
    }

    /// A key with Ctrl.
    pub const fn ctrl(letter: char) -> Self {
        Self { key: Key::Char(letter), ctrl: true }
    }

    /// The character it types, if it types one.
    pub fn character(self) -> Option<char> {
        match self.key {
            Key::Char(letter) if !self.ctrl => Some(letter),
            _ => None,
        }
    }

    /// Reads one key as it is written in help and in the config: `e`, `Space`, `Ctrl-d`, `F1`.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("Ctrl-") {
            return single(rest).map(Self::ctrl);
        }
        let named = NAMED.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)).map(|(key, _)| *key);
        let function = text.strip_prefix('F').and_then(|number| number.parse().ok());
        let function = function.filter(|number| (1..=12).contains(number)).map(Key::F);
        named.or(function).or_else(|| single(text).map(Key::Char)).map(Self::plain)
    }

    /// Reads a sequence, its keys separated by spaces: `g i`.
    pub fn read_sequence(text: &str) -> Option<Vec<Self>> {
        let chords: Option<Vec<Self>> = text.split_whitespace().map(Self::read).collect();
        chords.filter(|chords| !chords.is_empty())
    }
}

fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if let Some((_, name)) = NAMED.iter().find(|(key, _)| *key == self.key) {
            return f.write_str(name);
        }
        match self.key {
            Key::Char(letter) => write!(f, "{letter}"),
            Key::F(number) => write!(f, "F{number}"),
            _ => Ok(()),
        }
    }
}

/// A sequence as help shows it: `gi`, `Ctrl-d`, `* a`.
pub fn show_sequence(chords: &[Chord]) -> String {
    if let [chord] = chords {
        return chord.to_string();
    }
    let words: Vec<String> = chords.iter().map(ToString::to_string).collect();
    let are_letters = words.iter().all(|word| word.chars().count() == 1);
    words.join(if are_letters { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for text in ["e", "Space", "Ctrl-d", "F1", "?", "Shift-Tab", "PgDn", "*", "Ü"] {
            assert_eq!(Chord::read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "Ctrl-", "F13", "Alt-x", "ee"] {
            assert_eq!(Chord::read(text), None, "{text}");
        }
    }

    #[test]
    fn letters_in_a_row_are_written_together() {
        assert_eq!(show_sequence(&Chord::read_sequence("g i").unwrap()), "gi");
        assert_eq!(show_sequence(&Chord::read_sequence("g Space").unwrap()), "g Space");
    }
}
