//! One line of a slate: letters of one column as glyphs, anything else as cells.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::glyph::{Glyph, Looks};
use super::{Finish, Stamp};
use crate::ui::theme::Signs;

/// One line.
#[derive(Debug, Default)]
pub(super) struct Line {
    // As far as anything stands; nothing in a line of cells.
    glyphs: Vec<Glyph>,
    // Counted from the beginning of the line; has cells only if that is what the line is made of.
    row: Buffer,
    stamp: Option<Stamp>,
    is_kept: bool,
}

impl Line {
    /// An empty line, so many columns wide.
    pub(super) fn new(width: u16) -> Self {
        let row = Buffer { area: Rect::new(0, 0, width, 1), content: Vec::new() };
        Self { glyphs: Vec::new(), row, stamp: None, is_kept: false }
    }

    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.glyphs.clear();
        self.row.content.clear();
        (self.stamp, self.is_kept) = (None, false);
    }

    /// Makes it blank as the terminal leaves a line, which is not as ours are where the ground has a colour.
    pub(super) fn blank(&mut self, finish: Finish) {
        self.clear();
        if finish.has_ground() {
            self.glyphs.resize(self.row.area.width.into(), Glyph::BARE);
        }
    }

    /// Says what it shows; whatever is written from here on makes that untrue.
    pub(super) fn stamp(&mut self, stamp: Stamp) {
        self.stamp = Some(stamp);
    }

    /// What it is said to show.
    pub(super) fn stamped(&self) -> Option<Stamp> {
        self.stamp
    }

    /// Leaves it to the frame before, where a line shows just this; nothing is written here.
    pub(super) fn keep(&mut self, stamp: Stamp) {
        (self.stamp, self.is_kept) = (Some(stamp), true);
    }

    /// Whether it is left to the frame before.
    pub(super) fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Whether it is made of cells.
    pub(super) fn has_cells(&self) -> bool {
        !self.row.content.is_empty()
    }

    /// Its glyphs as far as anything stands, unless it is made of cells.
    pub(super) fn glyphs(&self) -> Option<&[Glyph]> {
        (!self.has_cells()).then_some(&*self.glyphs)
    }

    /// Whether both are surely the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        if self.is_kept || self.stamp.is_some() && self.stamp == other.stamp {
            return self.stamp.is_some() && self.stamp == other.stamp;
        }
        self.glyphs == other.glyphs && self.row.content == other.row.content
    }

    /// Writes a clean text into these columns, as far as there is room.
    pub(super) fn write(&mut self, columns: Range<usize>, text: &str, style: Style, looks: &mut Looks) {
        let (room, start) = (columns.len(), u16::try_from(columns.start).unwrap_or(u16::MAX));
        if text.chars().all(Glyph::is_one) {
            let end = columns.end.min(columns.start + text.chars().count());
            return self.letters(columns.start..end, text.chars(), style, looks);
        }
        self.stamp = None;
        self.make_cells(looks);
        self.row.set_stringn(start, 0, text, room, style);
    }

    /// Writes letters of one column each into these columns.
    pub(super) fn letters(
        &mut self,
        columns: Range<usize>,
        letters: impl Iterator<Item = char>,
        style: Style,
        looks: &mut Looks,
    ) {
        self.stamp = None;
        if self.has_cells() {
            let cells = self.row.content.get_mut(columns).unwrap_or_default();
            return cells.iter_mut().zip(letters).for_each(|(cell, letter)| {
                cell.set_char(letter).set_style(style);
            });
        }
        looks.write(letters, style, self.glyphs_in(columns));
    }

    /// Gives what stands in these columns a style.
    pub(super) fn restyle(&mut self, columns: Range<usize>, style: Style, looks: &mut Looks) {
        self.stamp = None;
        if self.has_cells() {
            let cells = self.row.content.get_mut(columns).unwrap_or_default();
            return cells.iter_mut().for_each(|cell| {
                cell.set_style(style);
            });
        }
        looks.restyle(style, self.glyphs_in(columns));
    }

    /// What stands in these columns, as cells.
    pub(super) fn lift(&self, columns: Range<usize>, cells: &mut [Cell], looks: &Looks) {
        if self.has_cells() {
            return cells.clone_from_slice(self.row.content.get(columns).unwrap_or_default());
        }
        let glyphs = self.glyphs.get(columns.start..).unwrap_or_default();
        glyphs.iter().zip(cells).for_each(|(glyph, cell)| *cell = looks.cell(*glyph));
    }

    /// The other way round.
    pub(super) fn lay(&mut self, columns: Range<usize>, cells: &[Cell], looks: &mut Looks) {
        self.stamp = None;
        if !self.has_cells() {
            let glyphs: Option<Vec<Glyph>> = cells.iter().map(|cell| looks.glyph(cell)).collect();
            if let Some(glyphs) = glyphs {
                return self.glyphs_in(columns).copy_from_slice(&glyphs);
            }
        }
        self.make_cells(looks);
        self.row.content.get_mut(columns).unwrap_or_default().clone_from_slice(cells);
    }

    /// Finishes its cells, if it is made of them.
    pub(super) fn complete(&mut self, finish: Finish) {
        finish.apply(&mut self.row.content);
        mend(&mut self.row.content);
    }

    /// Its cells once it is complete, whatever it is made of.
    pub(super) fn cells(&self, finish: Finish, looks: &Looks) -> Cow<'_, [Cell]> {
        if self.has_cells() {
            return Cow::Borrowed(&self.row.content);
        }
        let mut cells = vec![Cell::EMPTY; self.row.area.width.into()];
        self.lift(0..cells.len(), &mut cells, looks);
        finish.apply(&mut cells);
        Cow::Owned(cells)
    }

    fn make_cells(&mut self, looks: &Looks) {
        if !self.has_cells() {
            self.row.resize(self.row.area);
            let glyphs = std::mem::take(&mut self.glyphs);
            glyphs.iter().zip(&mut self.row.content).for_each(|(glyph, cell)| *cell = looks.cell(*glyph));
        }
    }

    fn glyphs_in(&mut self, columns: Range<usize>) -> &mut [Glyph] {
        if self.glyphs.len() < columns.end {
            self.glyphs.resize(columns.end, Glyph::BLANK);
        }
        self.glyphs.get_mut(columns).unwrap_or_default()
    }
}

impl Finish {
    fn apply(self, cells: &mut [Cell]) {
        if self.signs == Signs::Ascii {
            cells.iter_mut().for_each(to_ascii);
        }
        if self.has_ground() {
            cells.iter_mut().for_each(|cell| (cell.fg, cell.bg) = self.colours(cell.fg, cell.bg));
        }
    }

    /// What was given no colour of its own has that of plain text.
    pub fn colours(self, fg: Color, bg: Color) -> (Color, Color) {
        let own = |colour: Color| Some(colour).filter(|colour| *colour != Color::Reset);
        (own(fg).or(self.ground.fg).unwrap_or_default(), own(bg).or(self.ground.bg).unwrap_or_default())
    }
}

fn to_ascii(cell: &mut Cell) {
    if let Some(sign) = Signs::Ascii.shown(cell.symbol()) {
        cell.set_char(sign);
    }
}

// A wide character that something else was drawn over in part cannot be shown: what stands over it would be left
// out by the terminal library, which takes those cells for hidden.
pub(super) fn mend(cells: &mut [Cell]) {
    for at in 0..cells.len() {
        let columns = cells.get(at).filter(|cell| cell.symbol().len() > 1).map_or(1, CellWidth::cell_width);
        let hidden = cells.get(at + 1..at + usize::from(columns.max(1)));
        if !hidden.is_some_and(|hidden| hidden.iter().all(|cell| cell.symbol() == " "))
            && let Some(cell) = cells.get_mut(at)
        {
            cell.set_symbol(" ");
        }
    }
}
