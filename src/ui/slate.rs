//! A frame as it was written: line by line, what stands where.
//!
//! Handling cells is most of what drawing costs, and nearly all that is drawn are letters of one column. So a line
//! is glyphs of four bytes, and is made of cells only where something else stands in it. A line that is known to
//! look as one of the frame before need not even be written.

mod glyph;
mod line;

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::glyph::Looks;
pub use self::glyph::{Glyph, Look};
use self::line::Line;
use super::theme::Signs;

/// A frame as it was written.
#[derive(Debug, Default)]
pub struct Slate {
    area: Rect,
    lines: Vec<Line>,
    looks: Looks,
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
    /// What of it.
    pub part: Part,
}

/// What a line can show that often stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A row of the list.
    Row {
        /// Which one.
        row: usize,
        /// Whether the cursor is on it.
        is_chosen: bool,
    },
    /// The hints for a task.
    Hints {
        /// Of this kind, if keys mean something of their own for it.
        kind: Option<&'static str>,
        /// Which may be completed, handed over and moved.
        may: [bool; 3],
        /// Which may be rewritten.
        may_edit: bool,
    },
}

/// The line that moved out.
#[derive(Debug)]
pub struct Lost(Line);

/// What is done to everything on it in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Finish {
    /// The signs that may be shown.
    pub signs: Signs,
    /// The colours of whatever has none of its own.
    pub ground: Style,
}

impl Slate {
    /// An empty slate.
    pub fn new(area: Rect) -> Self {
        let lines = (0..area.height).map(|_| Line::new(area.width)).collect();
        Self { area, lines, ..Self::default() }
    }

    /// What the terminal leaves where it was cleared, to be followed by a slate of this finish.
    pub fn bare(area: Rect, finish: Finish) -> Self {
        let mut slate = Self { finish, ..Self::new(area) };
        slate.lines.iter_mut().for_each(|line| line.blank(finish));
        slate
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

    /// Whether another frame can have looks that were not there yet; if not, everything is to be begun anew.
    pub fn has_room(&self) -> bool {
        self.looks.has_room()
    }

    /// Whether a line may be left as it was, as this is what the frame before had there, or one line away. Otherwise
    /// it is to be written, and stamped then.
    pub(super) fn keep(&mut self, y: u16, stamp: Stamp) -> bool {
        let at = usize::from(y.saturating_sub(self.area.y));
        let near = self.before.get(at.saturating_sub(1)..self.before.len().min(at + 2)).unwrap_or_default();
        let is_there = near.contains(&Some(stamp));
        self.lines.get_mut(at).filter(|_| is_there).into_iter().for_each(|line| line.keep(stamp));
        is_there
    }

    /// Says what a line shows, once it is written.
    pub(super) fn stamp(&mut self, y: u16, stamp: Stamp) {
        let at = usize::from(y.saturating_sub(self.area.y));
        self.lines.get_mut(at).into_iter().for_each(|line| line.stamp(stamp));
    }

    /// Whether a line, from 0, was left to the frame before.
    pub fn is_kept(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(Line::is_kept)
    }

    /// Writes as much of a text as there is room for, `…` standing for what is left out, and says how many columns
    /// it took; only if it is made of letters of one column each.
    pub(super) fn write_plain(
        &mut self,
        (x, y): (u16, u16),
        room: u16,
        text: &str,
        style: Style,
    ) -> Option<u16> {
        let (columns, is_cut) = Glyph::columns(text, room)?;
        self.on_rows(Rect::new(x, y, columns, 1), |line, at, looks| {
            let last = at.end.saturating_sub(1)..at.end;
            line.letters(at, text.chars(), style, looks);
            if is_cut {
                line.letters(last, "…".chars(), style, looks);
            }
        });
        Some(columns)
    }

    /// Writes clean text from a column on, as far as there is room.
    pub fn write(&mut self, (x, y): (u16, u16), room: u16, text: &str, style: Style) {
        self.on_rows(Rect::new(x, y, room, 1), |line, at, looks| line.write(at, text, style, looks));
    }

    /// The same sign, of one column, in every column of an area.
    pub fn rule(&mut self, area: Rect, sign: char, style: Style) {
        self.on_rows(area, |line, at, looks| line.letters(at, std::iter::repeat(sign), style, looks));
    }

    /// Gives what is there a style.
    pub fn restyle(&mut self, area: Rect, style: Style) {
        self.on_rows(area, |line, at, looks| line.restyle(at, style, looks));
    }

    /// Draws on the cells of an area; what is there by now is in them.
    pub fn draw<T>(&mut self, area: Rect, draw: impl FnOnce(&mut Buffer) -> T) -> T {
        let area = area.intersection(self.area);
        let mut cells = Buffer::empty(area);
        let width = usize::from(area.width.max(1));
        let mut rows = cells.content.chunks_mut(width);
        self.on_rows(area, |line, at, looks| {
            rows.next().into_iter().for_each(|row| line.lift(at.clone(), row, looks));
        });
        let result = draw(&mut cells);
        let mut rows = cells.content.chunks(width);
        self.on_rows(area, |line, at, looks| {
            rows.next().into_iter().for_each(|row| line.lay(at.clone(), row, looks));
        });
        result
    }

    /// Says how everything on it is finished.
    pub fn finish(&mut self, finish: Finish) {
        self.finish = finish;
    }

    /// How everything on it is finished.
    pub fn finished(&self) -> Finish {
        self.finish
    }

    /// The glyphs of a line, from 0, as far as anything stands; none if it is made of cells.
    pub fn glyphs(&self, at: usize) -> Option<&[Glyph]> {
        self.lines.get(at).and_then(Line::glyphs)
    }

    /// What a glyph looks like.
    pub fn look(&self, glyph: Glyph) -> Look {
        self.looks.of(glyph)
    }

    /// Finishes the lines that are made of cells; only then they can be compared.
    pub fn complete(&mut self) {
        self.lines.iter_mut().for_each(|line| line.complete(self.finish));
    }

    /// The cells of a line, from 0, of this slate and of one shown before, whose looks are those of this one.
    pub fn rows<'a>(&'a self, at: usize, shown: &'a Self) -> [Cow<'a, [Cell]>; 2] {
        let cells = |line: &'a Line| line.cells(self.finish, &self.looks);
        [shown, self].map(|slate| slate.lines.get(at).map(cells).unwrap_or_default())
    }

    /// Whether a line, from 0, is surely the same as one of another slate with the same looks.
    pub fn has(&self, at: usize, other: &Self, there: usize) -> bool {
        let lines = self.lines.get(at).zip(other.lines.get(there));
        lines.is_some_and(|(ours, theirs)| ours.is_same(theirs))
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Trades a line, from 0, for that of another slate of the same size.
    pub fn trade(&mut self, other: &mut Self, at: usize) {
        if let (Some(ours), Some(theirs)) = (self.lines.get_mut(at), other.lines.get_mut(at)) {
            std::mem::swap(ours, theirs);
        }
    }

    /// Moves the lines from one to another up by one, or down; what comes in is as the terminal leaves it.
    pub fn shift(&mut self, (first, last): (usize, usize), is_up: bool) -> Lost {
        let mut blank = Line::new(self.area.width);
        blank.blank(self.finish);
        let lines = self.lines.get_mut(first..=last).unwrap_or_default();
        let out = if is_up { lines.first_mut() } else { lines.last_mut() };
        let lost = out.map_or_else(Line::default, |line| std::mem::replace(line, blank));
        rotate(lines, is_up);
        Lost(lost)
    }

    /// Undoes that.
    pub fn shift_back(&mut self, (first, last): (usize, usize), was_up: bool, lost: Lost) {
        let lines = self.lines.get_mut(first..=last).unwrap_or_default();
        rotate(lines, !was_up);
        let out = if was_up { lines.first_mut() } else { lines.last_mut() };
        if let Some(line) = out {
            *line = lost.0;
        }
    }

    /// All cells.
    pub fn into_cells(mut self) -> Buffer {
        self.complete();
        let cells = |line: &Line| line.cells(self.finish, &self.looks).into_owned();
        let content = self.lines.iter().flat_map(cells).collect();
        Buffer { area: self.area, content }
    }

    // Does something to each line of an area, in the columns of it, counted from the beginning of the line.
    fn on_rows(&mut self, area: Rect, mut work: impl FnMut(&mut Line, Range<usize>, &mut Looks)) {
        let area = area.intersection(self.area);
        if area.is_empty() {
            return;
        }
        let columns = usize::from(area.x - self.area.x)..usize::from(area.right() - self.area.x);
        let first = usize::from(area.y - self.area.y);
        for line in self.lines.iter_mut().skip(first).take(area.height.into()) {
            work(line, columns.clone(), &mut self.looks);
        }
    }
}

fn rotate(lines: &mut [Line], is_up: bool) {
    let by = 1.min(lines.len());
    if is_up { lines.rotate_left(by) } else { lines.rotate_right(by) }
}

impl Finish {
    /// Whether what was given no colour has one all the same.
    pub fn has_ground(self) -> bool {
        self.ground != Style::new()
    }

    /// The sign to show for this one, if that is another.
    pub fn sign(self, sign: &str) -> Option<char> {
        self.signs.shown(sign)
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
        fn what_is_written_looks_like_what_is_drawn_at_once(strokes in prop::collection::vec(stroke(), 0..12)) {
            let (mut written, mut drawn) = (Slate::new(AREA), Buffer::empty(AREA));
            for (x, y, text, style, is_whole_line) in strokes {
                let line = Rect::new(x, y, 20, 1);
                let on_paper = line.intersection(AREA);
                if is_whole_line {
                    written.restyle(line, style);
                    drawn.set_style(on_paper, style);
                } else if AREA.contains((x, y).into()) {
                    written.write((x, y), 20, text, style);
                    drawn.set_stringn(x, y, text, on_paper.width.into(), style);
                }
            }
            drawn.content.chunks_mut(AREA.width.into()).for_each(line::mend);
            prop_assert_eq!(written.into_cells(), drawn);
        }
    }

    #[test]
    fn only_what_is_not_a_letter_of_one_column_makes_cells_of_a_line() {
        for (text, has_glyphs) in
            [("call Zoë", true), ("─ · …", true), ("日本", false), ("©", false), ("e\u{301}", false)]
        {
            let (mut written, mut drawn) = (Slate::new(AREA), Slate::new(AREA));
            written.write((3, 2), 12, text, Style::new());
            drawn.draw(AREA, |cells| cells.set_string(3, 2, text, Style::new()));
            assert_eq!([written, drawn].map(|slate| slate.glyphs(0).is_some()), [has_glyphs; 2], "{text}");
        }
    }

    #[test]
    fn a_plain_text_is_cut_to_the_room_there_is() {
        for (text, columns) in [("call", Some(4)), ("call Ada", Some(5)), ("", Some(0)), ("日本", None)] {
            let mut slate = Slate::new(AREA);
            assert_eq!(slate.write_plain((4, 2), 5, text, Style::new()), columns, "{text}");
            let line: String = slate.into_cells().content[..12].iter().map(Cell::symbol).collect();
            assert_eq!(
                line.trim(),
                match text {
                    "call Ada" => "call…",
                    "日本" => "",
                    whole => whole,
                }
            );
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
