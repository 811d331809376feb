//! A letter that takes one column: all that most lines are made of, and far cheaper to handle than a cell.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::Finish;
use crate::app::text;
use crate::ui::theme::Signs;

/// What stands in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    letter: char,
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl Glyph {
    /// What stands where nothing was written.
    pub const BLANK: Self = Self {
        letter: ' ',
        fg: Color::Reset,
        bg: Color::Reset,
        underline: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// Whether this letter is one: every terminal shows it in one column, and it joins nothing beside it.
    pub(super) fn is_one(letter: char) -> bool {
        text::is_plain(letter) && !matches!(letter, '©' | '®')
    }

    /// Puts another letter there.
    pub(super) fn set_letter(&mut self, letter: char) -> &mut Self {
        self.letter = letter;
        self
    }

    /// Gives it a style, as a cell is given one: what the style does not say stays.
    pub(super) fn set_style(&mut self, style: Style) {
        self.fg = style.fg.unwrap_or(self.fg);
        self.bg = style.bg.unwrap_or(self.bg);
        self.underline = style.underline_color.unwrap_or(self.underline);
        self.modifier = self.modifier.union(style.add_modifier).difference(style.sub_modifier);
    }

    /// Finishes it.
    pub(super) fn finish(&mut self, finish: Finish) {
        if finish.signs == Signs::Ascii
            && let Some(sign) = Signs::Ascii.shown(self.letter.encode_utf8(&mut [0; 4]))
        {
            self.letter = sign;
        }
        (self.fg, self.bg) = finish.colours(self.fg, self.bg);
    }
}

impl From<Glyph> for Cell {
    fn from(glyph: Glyph) -> Self {
        let mut cell = Self::EMPTY;
        cell.set_char(glyph.letter);
        (cell.fg, cell.bg, cell.underline_color) = (glyph.fg, glyph.bg, glyph.underline);
        cell.modifier = glyph.modifier;
        cell
    }
}
