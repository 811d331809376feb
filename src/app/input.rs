//! A line of editable text.
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
        match (chord.ctrl, chord.key) {
            (false, Key::Char(letter)) => self.area.insert_char(letter),
            (true, Key::Char(letter)) => self.edit(letter),
            (_, Key::Backspace) => drop(self.area.delete_char()),
            (_, Key::Delete) => drop(self.area.delete_next_char()),
            (_, Key::Left) => self.area.move_cursor(CursorMove::Back),
            (_, Key::Right) => self.area.move_cursor(CursorMove::Forward),
            (_, Key::Home) => self.area.move_cursor(CursorMove::Head),
            (_, Key::End) => self.area.move_cursor(CursorMove::End),
            _ => {}
        }
        self.text() != before
    }

    fn edit(&mut self, letter: char) {
        match letter {
            'a' => self.area.move_cursor(CursorMove::Head),
            'e' => self.area.move_cursor(CursorMove::End),
            'f' => self.area.move_cursor(CursorMove::Forward),
            'w' => drop(self.area.delete_word()),
            'u' => drop(self.area.delete_line_by_head()),
            'k' => drop(self.area.delete_line_by_end()),
            'd' => drop(self.area.delete_next_char()),
            'h' => drop(self.area.delete_char()),
            _ => {}
        }
    }

    /// Takes pasted text, as one line.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(one_line(text));
    }
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
    fn what_is_not_latin_can_be_typed_and_taken_back() {
        let mut input = Input::with("日本 Zoë");
        press(&mut input, "Backspace Backspace Backspace Backspace Backspace");
        assert_eq!(input.text(), "日");
    }
}
