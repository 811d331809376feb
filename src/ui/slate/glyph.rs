//! Letters of one column: all that most lines are made of, and far cheaper to handle than cells.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use crate::app::text;

/// A letter and the number of its look, in four bytes; equal where both are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(u32);

/// How many bits a letter takes; the others are for its look.
const LETTER: u32 = 21;
/// More looks than this have no number.
const MOST: usize = 1 << (32 - LETTER);

impl Glyph {
    /// What stands where nothing was written.
    pub const BLANK: Self = Self(0x20);
    /// What the terminal leaves where it moved lines, if that is not the same: like nothing that is written.
    pub(super) const BARE: Self = Self(0);

    fn new(letter: char, look: u32) -> Self {
        Self(u32::from(letter) | look << LETTER)
    }

    /// Which letter it is.
    pub fn letter(self) -> char {
        char::from_u32(self.0 & ((1 << LETTER) - 1)).unwrap_or_default()
    }

    fn look(self) -> u32 {
        self.0 >> LETTER
    }

    /// Whether this letter is one: every terminal shows it in one column, and it joins nothing beside it.
    pub(super) fn is_one(letter: char) -> bool {
        text::is_plain(letter) && !matches!(letter, '©' | '®')
    }

    /// How many columns a text takes that has so much room, and whether it is cut there; none if its beginning is not
    /// made of such letters alone.
    pub(in crate::ui) fn columns(text: &str, room: u16) -> Option<(u16, bool)> {
        let most = usize::from(room) + 1;
        let head = text.as_bytes().get(..most).unwrap_or(text.as_bytes());
        let letters = if head.iter().all(|byte| matches!(byte, b' '..=b'~')) {
            head.len()
        } else {
            let letters = text.chars().take(most);
            let count = letters.clone().take_while(|letter| Self::is_one(*letter)).count();
            (count == letters.count()).then_some(count)?
        };
        let columns = u16::try_from(letters).unwrap_or(room).min(room);
        Some((columns, letters == most))
    }
}

/// What a letter looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Its colour.
    pub fg: Color,
    /// The colour behind it.
    pub bg: Color,
    /// The mark of the link it belongs to, kept where others keep the colour of the underline.
    pub mark: Color,
    /// Bold and the like.
    pub modifier: Modifier,
}

impl Look {
    /// That of a cell.
    pub fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, mark: cell.underline_color, modifier: cell.modifier }
    }

    // As a cell is given a style: what the style does not say stays.
    fn with(self, style: Style) -> Self {
        Self {
            fg: style.fg.unwrap_or(self.fg),
            bg: style.bg.unwrap_or(self.bg),
            mark: style.underline_color.unwrap_or(self.mark),
            modifier: self.modifier.union(style.add_modifier).difference(style.sub_modifier),
        }
    }
}

/// Every look there has been, by number; the first is that of a blank.
#[derive(Debug)]
pub(super) struct Looks(Vec<Look>);

impl Default for Looks {
    fn default() -> Self {
        Self(vec![Look::default()])
    }
}

impl Looks {
    /// The look of a glyph.
    pub(super) fn of(&self, glyph: Glyph) -> Look {
        let at = usize::try_from(glyph.look()).unwrap_or_default();
        self.0.get(at).copied().unwrap_or_default()
    }

    /// Whether there are numbers enough for another frame.
    pub(super) fn has_room(&self) -> bool {
        self.0.len() < MOST / 2
    }

    /// The cell of a glyph.
    pub(super) fn cell(&self, glyph: Glyph) -> Cell {
        let look = self.of(glyph);
        let mut cell = Cell::EMPTY;
        if glyph == Glyph::BARE {
            cell.set_symbol("");
        } else {
            cell.set_char(glyph.letter());
        }
        (cell.fg, cell.bg, cell.underline_color) = (look.fg, look.bg, look.mark);
        cell.modifier = look.modifier;
        cell
    }

    /// The glyph of a cell, if what stands in it is one.
    pub(super) fn glyph(&mut self, cell: &Cell) -> Option<Glyph> {
        let mut letters = cell.symbol().chars();
        let letter = letters.next().filter(|letter| Glyph::is_one(*letter) && letters.next().is_none())?;
        Some(Glyph::new(letter, self.number(Look::of(cell))))
    }

    /// Gives glyphs a style.
    pub(super) fn restyle(&mut self, style: Style, glyphs: &mut [Glyph]) {
        let (mut before, mut after) = (u32::MAX, 0);
        for glyph in glyphs {
            // Side by side most looks are the same.
            if glyph.look() != before {
                (before, after) = (glyph.look(), self.changed(glyph.look(), style));
            }
            *glyph = Glyph::new(glyph.letter(), after);
        }
    }

    /// The same, and as far as there are any, these letters.
    pub(super) fn write(&mut self, letters: impl Iterator<Item = char>, style: Style, glyphs: &mut [Glyph]) {
        let (mut before, mut after) = (u32::MAX, 0);
        for (glyph, letter) in glyphs.iter_mut().zip(letters) {
            if glyph.look() != before {
                (before, after) = (glyph.look(), self.changed(glyph.look(), style));
            }
            *glyph = Glyph::new(letter, after);
        }
    }

    fn changed(&mut self, look: u32, style: Style) -> u32 {
        let look = self.of(Glyph::new(' ', look)).with(style);
        self.number(look)
    }

    // What would be one too many looks plain.
    fn number(&mut self, look: Look) -> u32 {
        let known = self.0.iter().position(|known| *known == look);
        let at = known.unwrap_or_else(|| {
            self.0.push(look);
            self.0.len() - 1
        });
        if at < MOST { u32::try_from(at).unwrap_or_default() } else { 0 }
    }
}
