//! `closeout keys test`: what the terminal really sends, how we call it, and what it does.

use std::io::{self, Write};

use super::super::{DONE, MISTAKEN};
use crate::app::action::Place;
use crate::app::chord::{Chord, Key, show_sequence};
use crate::app::keymap::{Found, Keymap};
use crate::app::msg::Msg;
use crate::app::text;
use crate::shell::config::Loaded;
use crate::shell::listen::{Heard, listen};
use crate::shell::world;

const OPENING: &str = "Press keys to see what your terminal sends. q, or Ctrl-c twice, ends.";
const CTRL_C: Chord = Chord::ctrl('c');

/// Says what is sent until the user has seen enough.
pub fn test(loaded: &Loaded) -> io::Result<u8> {
    if !world::is_terminal() {
        writeln!(io::stderr(), "closeout: keys can be tried in a terminal only; this is a pipe or a file")?;
        return Ok(MISTAKEN);
    }
    writeln!(io::stdout(), "{OPENING}\n")?;
    let mut trial = Trial { keymap: &loaded.config.keymap, typed: Vec::new(), last: None, is_over: false };
    listen(|heard| {
        let mut out = io::stdout();
        for line in trial.hear(heard) {
            // Nothing else turns line ends into beginnings meanwhile.
            write!(out, "{line}\r\n")?;
        }
        out.flush().map(|()| trial.is_over)
    })?;
    Ok(DONE)
}

struct Trial<'a> {
    keymap: &'a Keymap,
    /// The keys of a sequence so far.
    typed: Vec<Chord>,
    last: Option<Chord>,
    is_over: bool,
}

impl Trial<'_> {
    fn hear(&mut self, heard: &Heard) -> Vec<String> {
        let bytes = shown(&heard.bytes);
        let mut said: Vec<String> = heard.messages.iter().filter_map(|message| self.say(message)).collect();
        if said.is_empty() {
            said.push("no key we know".into());
        }
        let after = " ".repeat(bytes.chars().count());
        let fronts = std::iter::once(bytes).chain(std::iter::repeat(after));
        fronts.zip(said).map(|(front, words)| format!("{front:<28}  {words}")).collect()
    }

    fn say(&mut self, message: &Msg) -> Option<String> {
        match message {
            Msg::Pressed(chord) => Some(self.press(*chord)),
            Msg::Pasted(pasted) => {
                Some(format!("a paste of {} characters", text::clean(pasted).chars().count()))
            }
            _ => None,
        }
    }

    fn press(&mut self, chord: Chord) -> String {
        self.is_over |= chord == Chord::plain(Key::Char('q')) || self.last == Some(CTRL_C) && chord == CTRL_C;
        self.last = Some(chord);
        self.typed.push(chord);
        let keys = show_sequence(&self.typed);
        let meanings: Vec<(Place, String)> =
            Place::ALL.into_iter().filter_map(|place| Some((place, self.meaning(place)?))).collect();
        let is_begun =
            Place::ALL.iter().any(|place| matches!(self.keymap.look_up(*place, &self.typed), Found::More(_)));
        if !is_begun {
            self.typed.clear();
        }
        format!("{keys:<10}  {}", in_words(&meanings))
    }

    fn meaning(&self, place: Place) -> Option<String> {
        match self.keymap.look_up(place, &self.typed) {
            Found::Command(command) => Some(format!("{command}: {}", command.title())),
            Found::More(follow) => {
                let next: Vec<String> = follow.iter().map(|(keys, _)| show_sequence(keys)).collect();
                Some(format!("begins a sequence: {}", next.join(" ")))
            }
            Found::Nothing => None,
        }
    }
}

// What is the same everywhere is said once.
fn in_words(meanings: &[(Place, String)]) -> String {
    let Some((first, words)) = meanings.first() else { return "not bound".into() };
    let outside = Place::ALL.iter().filter(|place| **place != Place::Input).count();
    let others = meanings.iter().filter(|(place, _)| *place != Place::Input);
    let is_same = others.clone().count() == outside && others.clone().all(|(_, other)| other == words);
    if is_same {
        let typing = meanings.iter().find(|(place, _)| *place == Place::Input);
        let typing = typing.map(|(place, other)| format!("; {}, {other}", place.title()));
        return words.clone() + &typing.unwrap_or_default();
    }
    let others = meanings.iter().skip(1).filter(|(_, other)| other != words);
    let others = others.map(|(place, other)| format!("; {}, {other}", place.title()));
    let front = if *first == Place::List { words.clone() } else { format!("{}, {words}", first.title()) };
    std::iter::once(front).chain(others).collect()
}

// As numbers, and as a person would write them.
fn shown(bytes: &[u8]) -> String {
    let numbers: Vec<String> = bytes.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let more = if bytes.len() > 12 { " ..." } else { "" };
    let written: String = bytes.iter().take(12).map(|byte| written(*byte)).collect();
    format!("{}{more}  {written}", numbers.join(" "))
}

fn written(byte: u8) -> String {
    match byte {
        0x1b => "Esc ".into(),
        0x00..=0x1f => format!("^{}", char::from(byte + 0x40)),
        0x20..=0x7e => char::from(byte).to_string(),
        0x7f => "^?".into(),
        _ => ".".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8], keys: &str) -> Heard {
        let messages = Chord::read_sequence(keys).unwrap_or_default().into_iter().map(Msg::Pressed);
        Heard { bytes: bytes.to_vec(), messages: messages.collect() }
    }

    fn said(heard: &[Heard]) -> (Vec<String>, bool) {
        let keymap = Keymap::default();
        let mut trial = Trial { keymap: &keymap, typed: Vec::new(), last: None, is_over: false };
        let lines = heard.iter().flat_map(|heard| trial.hear(heard)).collect();
        (lines, trial.is_over)
    }

    #[test]
    fn bytes_names_and_meanings_stand_beside_each_other() {
        let (lines, is_over) = said(&[
            heard(b"\x1b[A", "Up"),
            heard(b"x", "x"),
            heard(b"g", "g"),
            heard(b"i", "i"),
            heard(b"d", "d"),
            heard(b"\x1b[99~", ""),
        ]);
        assert!(!is_over);
        let words: Vec<String> =
            lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            words[0],
            "1b 5b 41 Esc [A Up up: Previous; in dialogs and lines of text, previous-line: The previous choice, or the line above"
        );
        assert!(words[1].starts_with("78 x x mark-here: Mark, and stay; in the view of changes, drop: Drop"));
        assert!(words[2].starts_with("67 g g begins a sequence: g i f a "), "{}", words[2]);
        assert_eq!(words[3], "69 i gi inbox: Inbox");
        assert_eq!(words[4], "64 d d not bound");
        assert_eq!(words[5], "1b 5b 39 39 7e Esc [99~ no key we know");
    }

    #[test]
    fn q_ends_and_so_does_the_second_ctrl_c() {
        assert!(said(&[heard(b"q", "q")]).1);
        let ctrl_c = || heard(b"\x03", "Ctrl-c");
        assert!(!said(&[ctrl_c(), heard(b"j", "j"), ctrl_c()]).1);
        assert!(said(&[ctrl_c(), ctrl_c()]).1);
    }

    #[test]
    fn what_is_pasted_never_reaches_the_terminal_as_it_is() {
        let pasted = Heard {
            bytes: b"\x1b[200~\x1b[2J\x1b[201~".to_vec(),
            messages: vec![Msg::Pasted("\x1b[2J".into())],
        };
        let (lines, _) = said(&[pasted]);
        assert!(lines.iter().all(|line| !line.contains('\x1b')), "{lines:?}");
    }
}
