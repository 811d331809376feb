//! Letters of one column: all that most lines are made of, and far cheaper to handle than cells.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::Finish;
use crate::app::text;
use crate::ui::theme::Signs;

/// A letter, and the number of its look; of one speller, equal where both are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    letter: char,
    look: u8,
}

impl Glyph {
    /// What stands where nothing was written.
    pub const BLANK: Self = Self { letter: ' ', look: 0 };

    /// Whether this letter is one: every terminal shows it in one column, and it joins nothing beside it.
    pub(super) fn is_one(letter: char) -> bool {
        text::is_plain(letter) && !matches!(letter, '©' | '®')
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    underline: Color,
    modifier: Modifier,
}

impl Look {
    // As a cell is given a style: what the style does not say stays.
    fn with(self, style: Style) -> Self {
        Self {
            fg: style.fg.unwrap_or(self.fg),
            bg: style.bg.unwrap_or(self.bg),
            underline: style.underline_color.unwrap_or(self.underline),
            modifier: self.modifier.union(style.add_modifier).difference(style.sub_modifier),
        }
    }
}

/// Spells out lines, so that they can be compared letter by letter.
#[derive(Debug)]
pub struct Speller {
    // The first is that of a blank.
    looks: Vec<Look>,
    is_full: bool,
}

impl Default for Speller {
    fn default() -> Self {
        Self { looks: vec![Look::default()], is_full: false }
    }
}

impl Speller {
    /// The cell of a glyph.
    pub fn cell(&self, glyph: Glyph) -> Cell {
        let look = self.looks.get(usize::from(glyph.look)).copied().unwrap_or_default();
        let mut cell = Cell::EMPTY;
        cell.set_char(glyph.letter);
        (cell.fg, cell.bg, cell.underline_color) = (look.fg, look.bg, look.underline);
        cell.modifier = look.modifier;
        cell
    }

    /// Whether there were more looks than there are numbers: then nothing spelt is true.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Gives glyphs a style, those at the beginning these letters.
    pub(super) fn write(&mut self, letters: impl Iterator<Item = char>, style: Style, glyphs: &mut [Glyph]) {
        let mut known = None;
        for (glyph, letter) in glyphs.iter_mut().zip(letters) {
            *glyph = Glyph { letter, look: self.changed(glyph.look, &mut known, |look| look.with(style)) };
        }
    }

    /// Gives glyphs a style.
    pub(super) fn restyle(&mut self, style: Style, glyphs: &mut [Glyph]) {
        let mut known = None;
        for glyph in glyphs {
            glyph.look = self.changed(glyph.look, &mut known, |look| look.with(style));
        }
    }

    /// Finishes glyphs.
    pub(super) fn finish(&mut self, finish: Finish, glyphs: &mut [Glyph]) {
        let mut known = None;
        for glyph in glyphs {
            if finish.signs == Signs::Ascii {
                let sign = Signs::Ascii.shown(glyph.letter.encode_utf8(&mut [0; 4]));
                glyph.letter = sign.unwrap_or(glyph.letter);
            }
            let finished = |look: Look| {
                let (fg, bg) = finish.colours(look.fg, look.bg);
                Look { fg, bg, ..look }
            };
            glyph.look = self.changed(glyph.look, &mut known, finished);
        }
    }

    // Side by side most looks are the same, so the last answer is remembered.
    fn changed(&mut self, look: u8, known: &mut Option<(u8, u8)>, change: impl FnOnce(Look) -> Look) -> u8 {
        if let Some((_, after)) = known.filter(|(before, _)| *before == look) {
            return after;
        }
        let after = change(self.looks.get(usize::from(look)).copied().unwrap_or_default());
        let after = self.number(after);
        *known = Some((look, after));
        after
    }

    fn number(&mut self, look: Look) -> u8 {
        let at = self.looks.iter().position(|known| *known == look).unwrap_or_else(|| {
            self.looks.push(look);
            self.looks.len() - 1
        });
        u8::try_from(at).unwrap_or_else(|_| {
            self.is_full = true;
            0
        })
    }
}
