//! One line of a slate: what was written on it, and the cells made of that.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::glyph::{Glyph, Speller};
use super::{Finish, Stamp};
use crate::app::text;
use crate::ui::theme::Signs;

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    // All pieces, one after the other.
    text: String,
    pieces: Vec<Piece>,
    // Of a line that is only noted, nothing that means anything until it is complete. Its own first line.
    row: Buffer,
    is_drawn: bool,
    // Whether it is as the terminal leaves a line, whatever the ground of ours.
    is_bare: bool,
    stamp: Option<Stamp>,
    is_kept: bool,
}

// Something written.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    from: u16,
    to: u16,
    // Where it ends in the text.
    end: usize,
    style: Style,
    how: How,
}

/// How something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// As text.
    Text,
    /// The same sign in each column.
    Rule,
    /// No sign at all: what stands there is given the style.
    Style,
}

impl Line {
    /// An empty line of a slate there.
    pub(super) fn new(area: Rect) -> Self {
        // Cells are made once they are asked for: of most lines never.
        let row = Buffer { area: Rect { y: 0, height: 1, ..area }, content: Vec::new() };
        let (text, pieces) = (String::new(), Vec::new());
        Self { text, pieces, row, is_drawn: false, is_bare: false, stamp: None, is_kept: false }
    }

    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        (self.is_drawn, self.is_bare, self.is_kept) = (false, false, false);
        self.stamp = None;
    }

    /// Says what it shows; whatever is written from here on makes that untrue.
    pub(super) fn stamp(&mut self, stamp: Stamp) {
        self.stamp = Some(stamp);
    }

    /// What it is said to show.
    pub(super) fn stamped(&self) -> Option<Stamp> {
        self.stamp
    }

    /// Leaves it to the frame before, where a line shows just this; nothing is noted here.
    pub(super) fn keep(&mut self, stamp: Stamp) {
        (self.stamp, self.is_kept) = (Some(stamp), true);
    }

    /// Whether it is left to the frame before.
    pub(super) fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Whether it is made of cells, not only noted.
    pub(super) fn is_drawn(&self) -> bool {
        self.is_drawn
    }

    /// Its cells, once they are made.
    pub(super) fn cells(&self) -> &[Cell] {
        &self.row.content
    }

    /// Whether both are surely the same; cells are compared where they are all there is.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        if self.is_kept || self.stamp.is_some() && self.stamp == other.stamp {
            return self.stamp.is_some() && self.stamp == other.stamp;
        }
        if self.is_drawn {
            return other.is_drawn && self.row.content == other.row.content;
        }
        !other.is_drawn
            && self.is_bare == other.is_bare
            && self.pieces == other.pieces
            && self.text == other.text
    }

    /// Writes in the columns of this row.
    pub(super) fn add(&mut self, row: Rect, text: &str, style: Style, how: How) {
        if row.is_empty() {
            return;
        }
        self.stamp = None;
        let piece = Piece { from: row.x, to: row.right(), end: self.text.len() + text.len(), style, how };
        if self.is_drawn {
            return piece.draw(text, &mut self.row);
        }
        self.text.push_str(text);
        self.pieces.push(piece);
    }

    /// Trades the cells of these columns for others; from then on it is made of cells.
    pub(super) fn trade(&mut self, columns: Rect, cells: &mut [Cell]) {
        self.stamp = None;
        self.draw();
        let from = usize::from(columns.x - self.row.area.x);
        if let Some(ours) = self.row.content.get_mut(from..from + cells.len()) {
            ours.swap_with_slice(cells);
        }
        self.is_drawn = true;
    }

    /// Makes its cells and finishes them.
    pub(super) fn complete(&mut self, finish: Finish) {
        self.draw();
        if !self.is_bare {
            finish.apply(&mut self.row.content);
        }
        mend(&mut self.row.content);
    }

    /// Spells it out as far as anything stands, if it is only noted and all letters take one column; whether it is.
    pub(super) fn spell(&self, finish: Finish, speller: &mut Speller, glyphs: &mut Vec<Glyph>) -> bool {
        if self.is_drawn || !self.text.chars().all(Glyph::is_one) {
            return false;
        }
        let is_finished = self.is_bare || finish == Finish::default();
        let width = usize::from(self.row.area.width);
        glyphs.clear();
        glyphs.resize(if is_finished { self.used() } else { width }, Glyph::BLANK);
        for (piece, text) in self.pieces() {
            let columns = piece.columns(self.row.area);
            let end = columns.end.min(glyphs.len());
            piece.spell(text, speller, glyphs.get_mut(columns.start..end).unwrap_or_default());
        }
        if !is_finished {
            speller.finish(finish, glyphs);
        }
        !speller.is_full()
    }

    // Behind so many columns nothing stands, where every letter takes one.
    fn used(&self) -> usize {
        let used = |(piece, text): (&Piece, &str)| {
            let columns = piece.columns(self.row.area);
            let is_text = piece.how == How::Text;
            if is_text { columns.end.min(columns.start + text.chars().count()) } else { columns.end }
        };
        self.pieces().map(used).max().unwrap_or(0)
    }

    fn pieces(&self) -> impl Iterator<Item = (&Piece, &str)> {
        let starts = std::iter::once(0).chain(self.pieces.iter().map(|piece| piece.end));
        let pieces = self.pieces.iter().zip(starts);
        pieces.map(|(piece, start)| (piece, self.text.get(start..piece.end).unwrap_or_default()))
    }

    /// Makes it blank as the terminal leaves a line, whatever the ground of ours.
    pub(super) fn blank(&mut self) {
        self.clear();
        self.is_bare = true;
    }

    fn draw(&mut self) {
        if self.is_drawn {
            return;
        }
        self.row.resize(self.row.area);
        self.row.reset();
        let mut row = std::mem::take(&mut self.row);
        self.pieces().for_each(|(piece, text)| piece.draw(text, &mut row));
        self.row = row;
    }
}

impl Piece {
    // Counted from the beginning of the line.
    fn columns(&self, line: Rect) -> Range<usize> {
        usize::from(self.from - line.x)..usize::from(self.to - line.x)
    }

    fn spell(&self, text: &str, speller: &mut Speller, glyphs: &mut [Glyph]) {
        match self.how {
            How::Style => speller.restyle(self.style, glyphs),
            How::Rule => speller.write(text.chars().cycle(), self.style, glyphs),
            How::Text => speller.write(text.chars(), self.style, glyphs),
        }
    }

    fn draw(&self, text: &str, cells: &mut Buffer) {
        let row = Rect::new(self.from, 0, self.to - self.from, 1);
        match self.how {
            How::Style => cells.set_style(row, self.style),
            How::Rule => (self.from..self.to).for_each(|x| {
                let cell = cells.cell_mut((x, 0));
                cell.map(|cell| cell.set_symbol(text).set_style(self.style));
            }),
            How::Text => self.write(text, cells),
        }
    }

    fn write(&self, text: &str, cells: &mut Buffer) {
        let (plain, rest) = text.split_at(plain_letters(text));
        let mut columns = self.from..self.to;
        for (letter, x) in plain.chars().zip(&mut columns) {
            let cell = cells.cell_mut((x, 0));
            cell.map(|cell| cell.set_char(letter).set_style(self.style));
        }
        cells.set_stringn(columns.start, 0, rest, columns.len(), self.style);
    }
}

// How much of a clean text is surely one letter a column, in bytes: finding out where other letters end costs most.
// The last one may have marks behind it.
fn plain_letters(text: &str) -> usize {
    let mut letters = text.char_indices();
    match letters.find(|(_, letter)| !text::is_plain(*letter)) {
        None => text.len(),
        Some((end, _)) => text[..end].char_indices().next_back().map_or(0, |(at, _)| at),
    }
}

impl Finish {
    fn apply(self, cells: &mut [Cell]) {
        if self.signs == Signs::Ascii {
            cells.iter_mut().for_each(to_ascii);
        }
        if self.ground != Style::new() {
            cells.iter_mut().for_each(|cell| (cell.fg, cell.bg) = self.colours(cell.fg, cell.bg));
        }
    }

    /// What was given no colour of its own has that of plain text.
    pub(super) fn colours(self, fg: Color, bg: Color) -> (Color, Color) {
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
fn mend(cells: &mut [Cell]) {
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
