//! Editable text, of one line and of several.
//!
//! The one place in `app` that names tui-textarea; everything else sees text, a cursor and keys. Keys are
//! those of readline.

use tui_textarea::{CursorMove, TextArea};

use super::chord::{Chord, Key};

/// One line of text being typed.
#[derive(Clone, Debug, Default)]
pub struct Input {
    area: TextArea<'static>,
}

impl Input {
    /// A line that already holds text, the cursor behind it.
    pub fn with(text: &str) -> Self {
        let mut area = TextArea::new(vec![one_line(text)]);
        area.move_cursor(CursorMove::End);
        Self { area }
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
        self.area.insert_str(one_line(text));
    }
}

/// Several lines of text being typed. Whoever holds it decides which key ends a line.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    area: TextArea<'static>,
}

impl Lines {
    /// Lines that already hold text, the cursor behind it.
    pub fn with(text: &str) -> Self {
        let mut area = TextArea::new(safe_lines(text));
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area }
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
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Takes a key; whether it did anything.
    pub fn press(&mut self, chord: Chord) -> bool {
        let before = (self.cursor(), self.area.lines().to_vec());
        match (chord.ctrl, chord.key) {
            (true, Key::Char('j')) => self.area.insert_newline(),
            (_, Key::Up) => self.area.move_cursor(CursorMove::Up),
            (_, Key::Down) => self.area.move_cursor(CursorMove::Down),
            _ => edit(&mut self.area, chord),
        }
        before != (self.cursor(), self.area.lines().to_vec())
    }

    /// Takes pasted text; its lines stay apart.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(safe_lines(text).join("\n"));
    }
}

// The keys of readline, which fields of one line and of several share.
fn edit(area: &mut TextArea<'static>, chord: Chord) {
    match (chord.ctrl, chord.key) {
        (false, Key::Char(letter)) => area.insert_char(letter),
        (true, Key::Char('a')) | (_, Key::Home) => area.move_cursor(CursorMove::Head),
        (true, Key::Char('e')) | (_, Key::End) => area.move_cursor(CursorMove::End),
        (true, Key::Char('f')) | (_, Key::Right) => area.move_cursor(CursorMove::Forward),
        (_, Key::Left) => area.move_cursor(CursorMove::Back),
        (true, Key::Char('w')) => drop(area.delete_word()),
        (true, Key::Char('u')) => drop(area.delete_line_by_head()),
        (true, Key::Char('k')) => drop(area.delete_line_by_end()),
        (true, Key::Char('d')) | (_, Key::Delete) => drop(area.delete_next_char()),
        (true, Key::Char('h')) | (_, Key::Backspace) => drop(area.delete_char()),
        _ => {}
    }
}

fn safe_lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(one_line).collect()
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
