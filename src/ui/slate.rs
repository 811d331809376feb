//! A frame as it was written: line by line, what stands where.
//!
//! Turning text into cells is most of what drawing costs, and from one frame to the next few lines differ. So what
//! is written is only noted, and cells are made of the lines somebody asks for. A line that is known to look as one
//! of the frame before need not even be noted. What is drawn by others, such as
//! a chart or a frame, is drawn in cells at once; the lines it touches are made of cells from then on.

mod glyph;
mod line;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

pub use self::glyph::{Glyph, Speller};
use self::line::{How, Line};
use super::theme::Signs;

/// A frame as it was written.
#[derive(Debug, Default)]
pub struct Slate {
    area: Rect,
    lines: Vec<Line>,
    finish: Finish,
    // What the lines of the frame before showed.
    before: Vec<Option<Stamp>>,
}

/// What a line shows, as far as it was drawn from a state with a number: with the same stamp it looks the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Of the state.
    pub state: u64,
    /// In seconds; with the time rows change by themselves.
    pub time: i64,
    /// Which row of the list it is.
    pub row: usize,
    /// Whether the cursor is on it.
    pub is_chosen: bool,
}

/// What is done to every cell in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Finish {
    /// The signs that may be shown.
    pub(super) signs: Signs,
    /// The colours of whatever has none of its own.
    pub(super) ground: Style,
}

impl Slate {
    /// An empty slate.
    pub fn new(area: Rect) -> Self {
        let lines = (0..area.height).map(|_| Line::new(area)).collect();
        Self { area, lines, finish: Finish::default(), before: Vec::new() }
    }

    /// Where it is.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Empties it for another frame.
    pub fn clear(&mut self) {
        self.lines.iter_mut().for_each(Line::clear);
        self.finish = Finish::default();
        self.before.clear();
    }

    /// What was shown before, from which lines may be kept.
    pub fn comes_after(&mut self, shown: &Self) {
        self.before.clear();
        self.before.extend(shown.lines.iter().map(Line::stamped));
    }

    /// Whether a line may be left as it was, as this is what the frame before had there, or one line away. Otherwise
    /// it is to be written, and stamped then.
    pub(super) fn keep(&mut self, y: u16, stamp: Stamp) -> bool {
        let at = usize::from(y.saturating_sub(self.area.y));
        let near = self.before.get(at.saturating_sub(1)..self.before.len().min(at + 2)).unwrap_or_default();
        let is_there = near.contains(&Some(stamp));
        self.line_mut(y).filter(|_| is_there).into_iter().for_each(|line| line.keep(stamp));
        is_there
    }

    /// Says what a line shows, once it is written.
    pub(super) fn stamp(&mut self, y: u16, stamp: Stamp) {
        self.line_mut(y).into_iter().for_each(|line| line.stamp(stamp));
    }

    /// Whether a line, from 0, was left to the frame before.
    pub fn is_kept(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(Line::is_kept)
    }

    /// Writes clean text from a column on, as far as there is room.
    pub fn write(&mut self, (x, y): (u16, u16), room: u16, text: &str, style: Style) {
        let row = Rect::new(x, y, room, 1).intersection(self.area);
        if let Some(line) = self.line_mut(y).filter(|_| row.x == x) {
            line.add(row, text, style, How::Text);
        }
    }

    /// The same sign in every column of an area.
    pub fn rule(&mut self, area: Rect, sign: &str, style: Style) {
        for row in area.intersection(self.area).rows() {
            self.line_mut(row.y).into_iter().for_each(|line| line.add(row, sign, style, How::Rule));
        }
    }

    /// Gives what is there a style.
    pub fn restyle(&mut self, area: Rect, style: Style) {
        for row in area.intersection(self.area).rows() {
            self.line_mut(row.y).into_iter().for_each(|line| line.add(row, "", style, How::Style));
        }
    }

    /// Draws on the cells of an area; what is there by now is in them.
    pub fn draw<T>(&mut self, area: Rect, draw: impl FnOnce(&mut Buffer) -> T) -> T {
        let area = area.intersection(self.area);
        let mut cells = Buffer::empty(area);
        for (y, row) in (area.y..).zip(cells.content.chunks_mut(area.width.max(1).into())) {
            self.line_mut(y).into_iter().for_each(|line| line.trade(area, row));
        }
        let result = draw(&mut cells);
        for (y, row) in (area.y..).zip(cells.content.chunks_mut(area.width.max(1).into())) {
            self.line_mut(y).into_iter().for_each(|line| line.trade(area, row));
        }
        result
    }

    /// How all cells are finished.
    pub(super) fn finish(&mut self, finish: Finish) {
        self.finish = finish;
    }

    /// Whether every cell is finished in the same way.
    pub fn is_finished_like(&self, other: &Self) -> bool {
        self.finish == other.finish
    }

    /// Spells out a line, from 0, as far as anything stands, if all letters take one column; whether they do.
    pub fn spell(&self, at: usize, speller: &mut Speller, glyphs: &mut Vec<Glyph>) -> bool {
        self.lines.get(at).is_some_and(|line| line.spell(self.finish, speller, glyphs))
    }

    /// Makes the cells of a line, from 0.
    pub fn complete(&mut self, at: usize) {
        self.lines.get_mut(at).into_iter().for_each(|line| line.complete(self.finish));
    }

    /// The same for all lines that were drawn on; only then they can be compared.
    pub fn complete_drawn(&mut self) {
        self.lines.iter_mut().filter(|line| line.is_drawn()).for_each(|line| line.complete(self.finish));
    }

    /// Whether a line, from 0, is surely the same as one of another slate.
    pub fn has(&self, at: usize, other: &Self, there: usize) -> bool {
        let lines = self.lines.get(at).zip(other.lines.get(there));
        lines.is_some_and(|(ours, theirs)| ours.is_same(theirs))
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// The cells of a line, from 0, once they are made.
    pub fn row(&self, at: usize) -> &[Cell] {
        self.lines.get(at).map(Line::cells).unwrap_or_default()
    }

    /// Trades a line, from 0, for that of another slate of the same size.
    pub fn trade(&mut self, other: &mut Self, at: usize) {
        if let (Some(ours), Some(theirs)) = (self.lines.get_mut(at), other.lines.get_mut(at)) {
            std::mem::swap(ours, theirs);
        }
    }

    /// Moves the lines from one to another up by one, or down; a blank one comes in.
    pub fn shift(&mut self, (first, last): (usize, usize), is_up: bool) {
        let lines = self.lines.get_mut(first..=last).unwrap_or_default();
        if is_up {
            lines.rotate_left(1.min(lines.len()));
            lines.last_mut().into_iter().for_each(Line::blank);
        } else {
            lines.rotate_right(1.min(lines.len()));
            lines.first_mut().into_iter().for_each(Line::blank);
        }
    }

    /// All cells.
    pub fn into_cells(mut self) -> Buffer {
        (0..self.lines.len()).for_each(|line| self.complete(line));
        let content = self.lines.iter().flat_map(Line::cells).cloned().collect();
        Buffer { area: self.area, content }
    }

    fn line_mut(&mut self, y: u16) -> Option<&mut Line> {
        let at = y.checked_sub(self.area.y)?;
        self.lines.get_mut(usize::from(at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Color;

    use super::*;

    const AREA: Rect = Rect::new(3, 2, 12, 3);

    // What a pen does, by the library alone.
    type Stroke = (u16, u16, &'static str, Style, bool);

    fn stroke() -> impl Strategy<Value = Stroke> {
        let text = prop::sample::select(vec!["call", "日本", "é…", "e\u{301}x", " ", "ﾞa"]);
        let style =
            prop::sample::select(vec![Style::new(), Style::new().fg(Color::Red), Style::new().bold()]);
        (0..20_u16, 0..8_u16, text, style, any::<bool>())
    }

    proptest! {
        #[test]
        fn what_is_noted_looks_like_what_is_drawn_at_once(strokes in prop::collection::vec(stroke(), 0..12)) {
            let (mut noted, mut drawn) = (Slate::new(AREA), Slate::new(AREA));
            for (x, y, text, style, is_whole_line) in strokes {
                let line = Rect::new(x, y, 20, 1);
                let on_paper = line.intersection(AREA);
                if is_whole_line {
                    noted.restyle(line, style);
                    drawn.draw(AREA, |cells| cells.set_style(on_paper, style));
                } else if AREA.contains((x, y).into()) {
                    noted.write((x, y), 20, text, style);
                    drawn.draw(AREA, |cells| cells.set_stringn(x, y, text, on_paper.width.into(), style));
                }
            }
            let spelt: Vec<Option<Vec<Cell>>> = (0..noted.lines()).map(|at| spelt(&noted, at)).collect();
            let (noted, drawn) = (noted.into_cells(), drawn.into_cells());
            for (spelt, cells) in spelt.into_iter().zip(noted.content.chunks(AREA.width.into())) {
                prop_assert!(spelt.is_none_or(|spelt| spelt == cells));
            }
            prop_assert_eq!(noted, drawn);
        }
    }

    fn spelt(slate: &Slate, at: usize) -> Option<Vec<Cell>> {
        let (mut speller, mut glyphs) = (Speller::default(), Vec::new());
        let is_spelt = slate.spell(at, &mut speller, &mut glyphs);
        glyphs.resize(AREA.width.into(), Glyph::BLANK);
        is_spelt.then(|| glyphs.into_iter().map(|glyph| speller.cell(glyph)).collect())
    }

    #[test]
    fn letters_of_one_column_are_spelt_others_are_not() {
        for (text, is_spelt) in
            [("call Zoë", true), ("─ · …", true), ("日本", false), ("©", false), ("e\u{301}", false)]
        {
            let mut slate = Slate::new(AREA);
            slate.write((3, 2), 12, text, Style::new());
            assert_eq!(spelt(&slate, 0).is_some(), is_spelt, "{text}");
        }
    }

    #[test]
    fn what_is_drawn_over_stays_beneath() {
        let mut slate = Slate::new(AREA);
        slate.write((3, 2), 12, "call Ada", Style::new());
        slate.draw(Rect::new(8, 2, 1, 2), |cells| cells.set_string(8, 2, "x", Style::new()));
        slate.write((11, 2), 12, "!", Style::new());
        let cells = slate.into_cells();
        let line: String = cells.content[..12].iter().map(Cell::symbol).collect();
        assert_eq!(line, "call xda!   ");
    }

    #[test]
    fn lines_are_the_same_where_the_same_was_written() {
        let written = |text: &str| {
            let mut slate = Slate::new(AREA);
            slate.write((3, 2), 12, text, Style::new());
            slate
        };
        assert!(written("call").has(0, &written("call"), 0));
        assert!(!written("call").has(0, &written("mail"), 0));
        assert!(written("call").has(1, &written("mail"), 2), "both are blank");
    }
}
