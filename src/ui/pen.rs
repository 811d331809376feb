//! Writing along one line.
//!
//! The only place that puts text into cells. It cleans and cuts whatever it is given and never leaves its
//! line, whatever the size of the screen.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::canvas::Canvas;
use super::slate::Glyph;
use crate::app::links::Link;
use crate::app::pointer::Target;
use crate::app::text;

/// A pen on one line, moving from left to right; from the right end it also takes what stands there.
pub(super) struct Pen<'a> {
    buffer: &'a mut Canvas,
    line: u16,
    at: u16,
    end: u16,
    // Whatever a piece of text means, the row under the cursor looks one way.
    forced: Option<Style>,
}

impl<'a> Pen<'a> {
    /// A pen at the beginning of the first line of an area.
    pub(super) fn new(buffer: &'a mut Canvas, area: Rect) -> Self {
        let area = area.intersection(buffer.area());
        let end = if area.is_empty() { area.x } else { area.right() };
        Self { buffer, line: area.y, at: area.x, end, forced: None }
    }

    /// The whole line in one style, whatever is written.
    pub(super) fn all_in(mut self, style: Style) -> Self {
        let rest = Rect::new(self.at, self.line, self.room(), 1);
        self.buffer.restyle(rest, style);
        self.forced = Some(style);
        self
    }

    /// How many columns are left.
    pub(super) fn room(&self) -> u16 {
        self.end - self.at
    }

    /// The column behind the last one that is left.
    pub(super) fn end(&self) -> u16 {
        self.end
    }

    /// Where the pen is.
    pub(super) fn position(&self) -> Position {
        Position::new(self.at, self.line)
    }

    /// Leaves columns as they are.
    pub(super) fn skip(&mut self, columns: u16) -> &mut Self {
        self.at += columns.min(self.room());
        self
    }

    /// What was written since the pen was at that column stands for this.
    pub(super) fn stands_for(&mut self, from: u16, target: impl FnOnce() -> Target) -> &mut Self {
        let width = self.at.saturating_sub(from);
        self.buffer.stands_for(Rect::new(from, self.line, width, 1), target);
        self
    }

    /// The same for what was written at the right end, since the end was at that column.
    pub(super) fn right_stands_for(&mut self, end: u16, target: impl FnOnce() -> Target) -> &mut Self {
        let width = end.saturating_sub(self.end);
        self.buffer.stands_for(Rect::new(self.end, self.line, width, 1), target);
        self
    }

    /// Writes as much of a text as fits.
    pub(super) fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let room = self.room();
        if room > 0 {
            let (at, style) = ((self.at, self.line), self.forced.unwrap_or(style));
            let columns = self.buffer.write_plain(at, room, text, style).unwrap_or_else(|| {
                let shown = text::line(text, room.into());
                self.buffer.write(at, room, &shown, style);
                u16::try_from(text::width(&shown)).unwrap_or(room)
            });
            self.skip(columns);
        }
        self
    }

    /// Writes as much of a text as fits, so that it can be clicked where its address is one. A cell has no room for
    /// an address; the colour of its underline, which nothing else here uses, carries the mark of it.
    pub(super) fn put_link(&mut self, text: &str, style: Style, address: Option<&str>) -> &mut Self {
        let link = address.and_then(Link::new);
        let mark = link.map(|link| Color::from_u32(link.mark));
        self.put(text, mark.map_or(style, |mark| style.underline_color(mark)))
    }

    /// Writes texts into so many columns, cut together, and goes to the end of them.
    pub(super) fn cell(&mut self, columns: u16, texts: &[(&str, Style)]) -> &mut Self {
        let end = self.at + columns.min(self.room());
        let whole = std::mem::replace(&mut self.end, end);
        for (text, style) in texts {
            self.put(text, *style);
        }
        self.at = end;
        self.end = whole;
        self
    }

    /// Writes a text at the right end and gives up the columns it takes; nothing where it does not fit.
    pub(super) fn right(&mut self, text: &str, style: Style) -> &mut Self {
        let columns = fitting(text, self.room());
        let (at, end) = (self.at, self.end - columns);
        self.at = end;
        self.put(text, style);
        (self.at, self.end) = (at, end);
        self
    }

    /// Gives up columns at the right end.
    pub(super) fn keep_right(&mut self, columns: u16) -> &mut Self {
        self.end -= columns.min(self.room());
        self
    }
}

/// One line of an area, from 0; empty beyond its end.
pub(super) fn line_of(area: Rect, line: u16) -> Rect {
    let y = area.y.saturating_add(line).min(area.bottom());
    Rect { y, height: u16::from(line < area.height), ..area }
}

/// So many lines of an area, from one of them on; fewer at its end.
pub(super) fn lines_of(area: Rect, from: u16, count: u16) -> Rect {
    let from = from.min(area.height);
    Rect { y: area.y + from, height: count.min(area.height - from), ..area }
}

/// How many columns a text of our own takes.
pub(super) fn columns(text: &str) -> u16 {
    let other = || u16::try_from(text::width(&text::clean(text))).unwrap_or(u16::MAX);
    Glyph::columns(text, u16::MAX).map_or_else(other, |(columns, _)| columns)
}

// How many columns any text takes where there are so many.
fn fitting(text: &str, room: u16) -> u16 {
    let other = || u16::try_from(text::width(&text::line(text, room.into()))).unwrap_or(room).min(room);
    Glyph::columns(text, room).map_or_else(other, |(columns, _)| columns)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::ui::slate::Slate;

    fn buffer() -> Canvas {
        Canvas::new(Slate::new(Rect::new(0, 0, 10, 1)))
    }

    fn cells(buffer: Canvas) -> Buffer {
        buffer.into_slate().into_cells()
    }

    #[test]
    fn text_is_cleaned_cut_and_stays_on_its_line() {
        let mut buffer = buffer();
        let area = buffer.area();
        Pen::new(&mut buffer, area).put("\u{1b}[31mCall Ada again", Style::new()).put("more", Style::new());
        assert_eq!(cells(buffer), Buffer::with_lines(["Call Ada …"]));
    }

    #[test]
    fn cells_are_columns_and_the_right_end_is_kept() {
        let mut buffer = buffer();
        let area = buffer.area();
        let mut pen = Pen::new(&mut buffer, area);
        pen.right("9:00", Style::new());
        pen.cell(3, &[("日本", Style::new())]).put("xyz", Style::new());
        assert_eq!(cells(buffer), Buffer::with_lines(["日…xyz9:00"]));
    }

    #[test]
    fn outside_of_the_screen_nothing_happens() {
        let mut buffer = buffer();
        Pen::new(&mut buffer, Rect::new(20, 5, 9, 1))
            .skip(3)
            .put("text", Style::new())
            .right("r", Style::new());
        assert_eq!(cells(buffer), cells(self::buffer()));
    }
}
