//! Editable text, of one line and of several.
//!
//! Everything else sees text, a cursor and keys. Keys are those of readline.

mod area;

use self::area::Area;
use super::chord::{Chord, Key};

/// One line of text being typed.
#[derive(Clone, Debug, Default)]
pub struct Input {
    area: Area,
}

impl Input {
    /// A line that already holds text, the cursor behind it.
    pub fn with(text: &str) -> Self {
        Self { area: Area::of(&one_line(text)) }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// The cursor, in characters from the beginning.
    pub fn cursor(&self) -> usize {
        self.area.cursor().1
    }

    /// Takes a key; whether the text is another afterwards.
    pub fn press(&mut self, chord: Chord) -> bool {
        let before = self.text().to_owned();
        edit(&mut self.area, chord);
        self.text() != before
    }

    /// Takes pasted text, as one line.
    pub fn paste(&mut self, text: &str) {
        self.area.insert(&one_line(text));
    }
}

/// Several lines of text being typed. Whoever holds it decides which key ends a line.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    area: Area,
}

impl Lines {
    /// Lines that already hold text, the cursor behind it.
    pub fn with(text: &str) -> Self {
        Self { area: Area::of(&safe_lines(text)) }
    }

    /// What was typed, without blank ends.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").trim().to_owned()
    }

    /// The lines.
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// The cursor: which line, and how many characters into it, from 0.
    pub fn cursor(&self) -> (usize, usize) {
        self.area.cursor()
    }

    /// Takes a key; whether it did anything.
    pub fn press(&mut self, chord: Chord) -> bool {
        let before = (self.cursor(), self.area.lines().to_vec());
        match (chord.ctrl, chord.key) {
            (true, Key::Char('j')) => self.area.insert("\n"),
            (_, Key::Up) => self.area.up(),
            (_, Key::Down) => self.area.down(),
            _ => edit(&mut self.area, chord),
        }
        before != (self.cursor(), self.area.lines().to_vec())
    }

    /// Takes pasted text; its lines stay apart.
    pub fn paste(&mut self, text: &str) {
        self.area.insert(&safe_lines(text));
    }
}

// The keys of readline, which fields of one line and of several share.
fn edit(area: &mut Area, chord: Chord) {
    match (chord.ctrl, chord.key) {
        (false, Key::Char(letter)) => area.insert(letter.encode_utf8(&mut [0; 4])),
        (true, Key::Char('a')) | (_, Key::Home) => area.head(),
        (true, Key::Char('e')) | (_, Key::End) => area.end(),
        (true, Key::Char('f')) | (_, Key::Right) => area.forward(),
        (_, Key::Left) => area.back(),
        (true, Key::Char('w')) => area.take_away(Area::word_back),
        (true, Key::Char('u')) => area.take_away(|area| unless_there(area, Area::head, Area::back)),
        (true, Key::Char('k')) => area.take_away(|area| unless_there(area, Area::end, Area::forward)),
        (true, Key::Char('d')) | (_, Key::Delete) => area.take_away(Area::forward),
        (true, Key::Char('h')) | (_, Key::Backspace) => area.take_away(Area::back),
        _ => {}
    }
}

// Goes there, or where the cursor is there already, one further.
fn unless_there(area: &mut Area, go: fn(&mut Area), further: fn(&mut Area)) {
    let before = area.cursor();
    go(area);
    if area.cursor() == before {
        further(area);
    }
}

fn safe_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(one_line).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_control()).filter(|part| !part.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(input: &mut Input, keys: &str) {
        for key in keys.split(' ') {
            input.press(Chord::read(key).unwrap());
        }
    }

    #[test]
    fn it_edits_as_a_shell_does() {
        let mut input = Input::with("next fri");
        press(&mut input, "Ctrl-w m o n Ctrl-a x");
        assert_eq!(input.text(), "xnext mon");
        press(&mut input, "Ctrl-k y Left Delete");
        assert_eq!(input.text(), "x");
        press(&mut input, "Ctrl-e Ctrl-u");
        assert_eq!(input.text(), "");
    }

    #[test]
    fn pasted_lines_and_control_characters_become_one_line() {
        let mut input = Input::default();
        input.paste("two\r\nlines\u{1b}[31m");
        assert_eq!(input.text(), "two lines [31m");
    }

    #[test]
    fn several_lines_are_typed_pasted_and_joined_again() {
        let mut lines = Lines::with("first\r\nsecond");
        lines.press(Chord::ctrl('j'));
        lines.paste("third\n\u{1b}fourth\n");
        assert_eq!(lines.text(), "first\nsecond\nthird\nfourth");
        assert!(lines.press(Chord::plain(Key::Up)) && lines.cursor().0 == 3);
        lines.press(Chord::ctrl('k'));
        assert_eq!(lines.text(), "first\nsecond\nthird");
    }

    #[test]
    fn at_the_last_line_down_does_nothing() {
        assert!(!Lines::with("one\ntwo").press(Chord::plain(Key::Down)));
    }

    #[test]
    fn what_is_not_latin_can_be_typed_and_taken_back() {
        let mut input = Input::with("日本 Zoë");
        press(&mut input, "Backspace Backspace Backspace Backspace Backspace");
        assert_eq!(input.text(), "日");
    }
}
