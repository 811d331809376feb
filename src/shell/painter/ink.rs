//! Writing letters, each in its place and with its look, in few bytes.
//!
//! The terminal goes on where the last letter ended and in the look it had, so both are said only where they change.
//! The letters of a link stand between the marks that make it one (OSC 8).

use std::io::{self, Write};

use crossterm::style::Colored;
use crossterm::terminal::{Clear, ClearType};
use crossterm::{cursor, queue};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::{Color, Modifier};

use super::doubt::is_doubtful;
use crate::app::links::Link;
use crate::ui::slate::{Finish, Look};

/// What writes them. Begins and ends with the look that is the terminal's own.
#[derive(Debug)]
pub(super) struct Ink<'a> {
    bytes: &'a mut Vec<u8>,
    links: &'a [Link],
    finish: Finish,
    // Where the terminal goes on, as far as that is known.
    next: Option<(u16, u16)>,
    asked: Option<Look>,
    // What that comes to, but for the link.
    worn: Look,
    mark: Color,
}

/// What a letter can be besides coloured, and its number in ECMA-48.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl<'a> Ink<'a> {
    /// Ink for a frame that is finished like this and has these links.
    pub(super) fn new(bytes: &'a mut Vec<u8>, links: &'a [Link], finish: Finish) -> Self {
        Self { bytes, links, finish, next: None, asked: None, worn: Look::default(), mark: Color::Reset }
    }

    /// Writes a letter of one column.
    pub(super) fn letter(&mut self, at: (u16, u16), letter: char, look: Look) -> io::Result<()> {
        self.sign(at, letter.encode_utf8(&mut [0; 4]), 1, look)
    }

    /// Writes what stands in a cell. Where terminals may disagree about how wide that is, it stands on blanks, in
    /// case it is narrower than thought, and the place behind it is said anew: at worst it looks odd itself.
    pub(super) fn cell(&mut self, (x, y): (u16, u16), cell: &Cell) -> io::Result<()> {
        let (columns, look) = (cell.cell_width(), Look::of(cell));
        let is_doubtful = is_doubtful(cell.symbol());
        if is_doubtful {
            (x..x + columns).try_for_each(|x| self.letter((x, y), ' ', look))?;
        }
        self.sign((x, y), cell.symbol(), columns, look)?;
        self.next = self.next.filter(|_| !is_doubtful);
        Ok(())
    }

    /// Makes a line blank from there to its end. Only where a blank has no colour.
    pub(super) fn clear_from(&mut self, at: (u16, u16)) -> io::Result<()> {
        self.wear(Look::default())?;
        self.go_to(at)?;
        queue!(self.bytes, Clear(ClearType::UntilNewLine))
    }

    /// Leaves the terminal in its own look.
    pub(super) fn dry(mut self) -> io::Result<()> {
        self.lead_to(Color::Reset)?;
        self.say(Look::default())
    }

    fn sign(&mut self, at: (u16, u16), sign: &str, columns: u16, look: Look) -> io::Result<()> {
        self.wear(look)?;
        self.go_to(at)?;
        match self.finish.sign(sign) {
            Some(letter) => self.bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            None => self.bytes.extend_from_slice(sign.as_bytes()),
        }
        self.next = Some((at.0 + columns, at.1));
        Ok(())
    }

    fn go_to(&mut self, at: (u16, u16)) -> io::Result<()> {
        if self.next != Some(at) {
            queue!(self.bytes, cursor::MoveTo(at.0, at.1))?;
            self.next = Some(at);
        }
        Ok(())
    }

    fn wear(&mut self, look: Look) -> io::Result<()> {
        if self.asked.replace(look) == Some(look) {
            return Ok(());
        }
        let (fg, bg) = self.finish.colours(look.fg, look.bg);
        self.lead_to(look.mark)?;
        self.say(Look { fg, bg, mark: Color::Reset, ..look })
    }

    // Says all of a look, after taking back the one before, unless that was the terminal's own.
    fn say(&mut self, look: Look) -> io::Result<()> {
        let before = std::mem::replace(&mut self.worn, look);
        if before == look {
            return Ok(());
        }
        self.bytes.extend_from_slice(if before == Look::default() { b"\x1b[" } else { b"\x1b[0;" });
        for (_, number) in MODIFIERS.into_iter().filter(|(modifier, _)| look.modifier.contains(*modifier)) {
            write!(self.bytes, "{number};")?;
        }
        if look.fg != Color::Reset {
            write!(self.bytes, "{};", Colored::ForegroundColor(look.fg.into_crossterm()))?;
        }
        if look.bg != Color::Reset {
            write!(self.bytes, "{};", Colored::BackgroundColor(look.bg.into_crossterm()))?;
        }
        self.bytes.last_mut().into_iter().for_each(|last| *last = b'm');
        Ok(())
    }

    // The lines of one link are told to belong together by its id.
    fn lead_to(&mut self, mark: Color) -> io::Result<()> {
        let before = std::mem::replace(&mut self.mark, mark);
        if before == mark {
            return Ok(());
        }
        let link_of = |mark: Color| self.links.iter().find(|link| Color::from_u32(link.mark) == mark);
        match link_of(mark) {
            Some(link) => write!(self.bytes, "\x1b]8;id={:06x};{}\x1b\\", link.mark, link.address),
            None if link_of(before).is_some() => self.bytes.write_all(b"\x1b]8;;\x1b\\"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::shell::painter::difference;
    use crate::ui::slate::Slate;

    fn bytes(draw: impl FnOnce(&mut Slate)) -> String {
        let area = Rect::new(0, 0, 12, 1);
        let (blank, mut next) = (Slate::new(area), Slate::new(area));
        draw(&mut next);
        next.complete();
        let mut bytes = Vec::new();
        let mut ink = Ink::new(&mut bytes, &[], next.finished());
        difference::write(&mut ink, &blank, &next, 0).unwrap();
        ink.dry().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn written(text: &str) -> String {
        bytes(|slate| slate.write((0, 0), 12, text, Style::new()))
    }

    #[test]
    fn letters_everybody_agrees_about_are_written_in_one_go() {
        for text in ["call", "Zoë", "Łódź", "…─│╭▸✓■↑", "עברית", "e\u{301}x"] {
            assert_eq!(written(text), format!("\x1b[1;1H{text}"));
        }
    }

    #[test]
    fn a_doubtful_letter_stands_on_blanks_and_the_place_behind_it_is_said() {
        assert_eq!(written("a❤b"), "\x1b[1;1Ha \x1b[1;2H❤\x1b[1;3Hb");
        assert_eq!(written("👍b"), "\x1b[1;1H  \x1b[1;1H👍\x1b[1;3Hb");
        assert_eq!(written("क\u{94d}x"), "\x1b[1;1H \x1b[1;1Hक\u{94d}\x1b[1;2Hx  ");
    }

    #[test]
    fn a_look_is_said_once_and_taken_back() {
        let (red, bold) = (Style::new().fg(Color::Red), Style::new().bold());
        let written = bytes(|slate| {
            slate.write((0, 0), 12, "ab", red);
            slate.write((2, 0), 12, "cd", bold.bg(Color::Rgb(1, 2, 3)));
            slate.write((4, 0), 12, "e", Style::new());
        });
        assert_eq!(written, "\x1b[38;5;1m\x1b[1;1Hab\x1b[0;1;48;2;1;2;3mcd\x1b[0me");
    }
}
