//! From one frame to the next, as bytes.
//!
//! Two buffers of cells: what is on the screen and what is to be. Rows that only moved are moved by the
//! terminal; what else differs is written. All of it is one run of bytes inside synchronized-update marks;
//! nothing at all when nothing differs. Knows nothing of a real terminal.

mod difference;
mod linked;
mod placed;
mod shift;

use std::io;

use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};

use self::difference::changes;
use crate::app::links::Link;

/// What is on the screen, and what is to be.
#[derive(Debug, Default)]
pub struct Painter {
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    // Whether what is on the screen is known, so that only what differs has to be drawn.
    is_known: bool,
    bytes: Vec<u8>,
    // Goes out before the next frame, in the same write.
    before: Vec<u8>,
    // What the marks in the next frame lead to.
    links: Vec<Link>,
}

impl Painter {
    /// Forgets what is on the screen: the next frame is drawn whole, the cursor taken for hidden.
    pub fn forget(&mut self) {
        self.is_known = false;
    }

    /// What the marks in the next frame lead to.
    pub fn lead_to(&mut self, links: Vec<Link>) {
        self.links = links;
    }

    /// Something for the terminal that is not on the screen, to go out with the next frame.
    pub fn say_before(&mut self, bytes: &[u8]) {
        self.before.extend_from_slice(bytes);
    }

    /// The bytes that turn the screen into the next frame; none when it is that already.
    pub fn frame(
        &mut self,
        area: Rect,
        paint: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<&[u8]> {
        self.bytes.clear();
        self.bytes.append(&mut self.before);
        self.is_known &= self.shown.area == area;
        if !self.is_known {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
        }
        self.next.reset();
        let cursor = paint(area, &mut self.next);
        mend(&mut self.next);
        self.encode(cursor)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        (self.cursor, self.is_known) = (cursor, true);
        Ok(&self.bytes)
    }

    fn encode(&mut self, cursor: Option<Position>) -> io::Result<()> {
        let shift = if self.is_known { shift::find(&self.shown, &self.next) } else { None };
        if let Some(shift) = shift {
            shift.apply(&mut self.shown);
        }
        let changed = changes(&self.shown, &self.next);
        if self.is_known && shift.is_none() && changed.is_empty() && cursor == self.cursor {
            return Ok(());
        }
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        if !self.is_known {
            queue!(self.bytes, cursor::Hide, Clear(ClearType::All))?;
        }
        shift.map_or(Ok(()), |shift| shift.write(&mut self.bytes))?;
        linked::write(&mut self.bytes, &changed, &self.links)?;
        match cursor {
            Some(at) => queue!(self.bytes, cursor::MoveTo(at.x, at.y), cursor::Show)?,
            None if self.cursor.is_some() => queue!(self.bytes, cursor::Hide)?,
            None => {}
        }
        queue!(self.bytes, EndSynchronizedUpdate)
    }
}

// A wide character that something else was drawn over in part cannot be shown: what stands over it would be left
// out by the terminal library, which takes those cells for hidden.
fn mend(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for at in 0..buffer.content.len() {
        let columns = usize::from(buffer.content[at].cell_width());
        let has_room = at % width + columns <= width;
        let hidden = buffer.content.get(at + 1..at + columns.max(1)).unwrap_or_default();
        if columns > 1 && !(has_room && hidden.iter().all(|cell| cell.symbol() == " ")) {
            buffer.content[at].set_symbol(" ");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 24, 4);
    const TALL: Rect = Rect::new(0, 0, 40, 16);

    type Frame = Vec<(u16, u16, String)>;

    fn draw(frame: &Frame, buffer: &mut Buffer) {
        for (x, y, text) in frame {
            buffer.set_stringn(*x, *y, text, usize::from(AREA.width - x), Style::new());
        }
    }

    fn frame() -> impl Strategy<Value = Frame> {
        let text = prop::collection::vec(prop::sample::select(vec!["a", "Ł", "日本", " ", "é", "x y"]), 1..8);
        let part = (0..AREA.width, 0..AREA.height, text).prop_map(|(x, y, text)| (x, y, text.concat()));
        prop::collection::vec(part, 0..5)
    }

    // A list whose rows are from `top` on, the cursor on one of them, with a line above and one beneath.
    fn list(top: usize, cursor: usize, area: Rect, buffer: &mut Buffer) {
        buffer.set_string(0, 0, format!("{} of 99", top + cursor), Style::new().bold());
        for (y, row) in (1..area.height - 1).zip(top..) {
            let style = if usize::from(y) == cursor + 1 { Style::new().reversed() } else { Style::new() };
            let text = ["call Ada", "日本", "é", "mail Bo about the offer"][row % 4];
            buffer.set_stringn(0, y, format!("{row} {text} {}", "x".repeat(row * 7 % 13)), 30, style);
        }
        buffer.set_string(0, area.height - 1, "synced", Style::new());
    }

    fn screen(area: Rect) -> vt100::Parser {
        let cells = |count| NonZero::new(count).unwrap();
        vt100::Parser::new(cells(area.height), cells(area.width), 0)
    }

    // A cell that was written as a blank and one that never was look the same.
    fn seen(screen: &vt100::Parser, area: Rect) -> Vec<(String, bool, bool)> {
        let look = |cell: &vt100::Cell| {
            let letter = if cell.has_contents() { cell.contents() } else { " " };
            (letter.to_owned(), cell.inverse(), cell.bold())
        };
        let cells = area.positions().filter_map(|at| screen.screen().cell(at.y, at.x).map(look));
        cells.collect()
    }

    fn at_once(area: Rect, draw: impl Fn(&mut Buffer)) -> Vec<(String, bool, bool)> {
        let (mut screen, mut painter) = (screen(area), Painter::default());
        let frame = painter.frame(area, |_, buffer| {
            draw(buffer);
            None
        });
        screen.process(frame.unwrap());
        seen(&screen, area)
    }

    proptest! {
        #[test]
        fn a_screen_drawn_in_steps_looks_like_one_drawn_at_once(frames in prop::collection::vec(frame(), 1..6)) {
            let (mut steps, mut painter) = (screen(AREA), Painter::default());
            for frame in &frames {
                steps.process(painter.frame(AREA, |_, buffer| { draw(frame, buffer); None }).unwrap());
                prop_assert_eq!(seen(&steps, AREA), at_once(AREA, |buffer| draw(frame, buffer)));
            }
        }

        #[test]
        fn so_does_a_list_that_scrolls(moves in prop::collection::vec((0..3_usize, 0..14_usize), 1..20)) {
            let (mut steps, mut painter, mut top) = (screen(TALL), Painter::default(), 30);
            for (by, cursor) in moves {
                top = top + by - 1;
                let frame = painter.frame(TALL, |area, buffer| { list(top, cursor, area, buffer); None });
                steps.process(frame.unwrap());
                prop_assert_eq!(seen(&steps, TALL), at_once(TALL, |buffer| list(top, cursor, TALL, buffer)));
            }
        }
    }

    #[test]
    fn a_list_that_scrolls_is_moved_and_not_written_again() {
        let mut painter = Painter::default();
        let mut bytes = |top| {
            let frame = painter.frame(TALL, |area, buffer| {
                list(top, 13, area, buffer);
                None
            });
            frame.unwrap().len()
        };
        let whole = bytes(20);
        for top in [21, 22, 21, 20] {
            let scrolled = bytes(top);
            assert!(scrolled * 3 < whole, "{scrolled} of {whole} bytes");
        }
    }

    #[test]
    fn a_letter_three_columns_wide_hides_nothing_drawn_over_its_end() {
        let mut painter = Painter::default();
        let frame = painter.frame(AREA, |_, buffer| {
            buffer.set_string(0, 0, "क\u{94d}ष\u{93f}", Style::new());
            buffer.set_string(2, 0, "|", Style::new());
            None
        });
        assert!(String::from_utf8_lossy(frame.unwrap()).contains('|'));
    }

    #[test]
    fn the_same_frame_again_is_no_bytes() {
        let mut painter = Painter::default();
        let mut paint = |cursor| {
            let frame = painter.frame(AREA, |_, buffer| {
                buffer.set_string(0, 0, "日本", Style::new());
                cursor
            });
            frame.unwrap().len()
        };
        assert!(paint(None) > 0);
        assert_eq!(paint(None), 0);
        assert!(paint(Some(Position::new(1, 1))) > 0, "a cursor that moves is a change");
        assert_eq!(paint(Some(Position::new(1, 1))), 0);
    }

    #[test]
    fn a_link_is_written_as_one_and_again_only_where_it_leads_elsewhere() {
        let links = ["https://a.example/1", "https://a.example/2"].map(|address| Link::new(address).unwrap());
        let mut painter = Painter::default();
        let mut paint = |link: Option<&Link>| {
            painter.lead_to(links.to_vec());
            let style =
                link.map_or(Style::new(), |link| Style::new().underline_color(Color::from_u32(link.mark)));
            let frame = painter.frame(AREA, |_, buffer| {
                buffer.set_string(0, 0, "see ", Style::new());
                buffer.set_string(4, 0, "日本", style);
                None
            });
            String::from_utf8(frame.unwrap().to_owned()).unwrap()
        };
        let first = paint(Some(&links[0]));
        assert_eq!(first.matches("]8;id=").count(), 1);
        assert!(
            first.contains(";https://a.example/1\x1b\\") && first.contains("\x1b]8;;\x1b\\"),
            "{first:?}"
        );
        assert!(!first.contains("[58"), "the mark itself is not for the terminal: {first:?}");
        assert_eq!(paint(Some(&links[0])), "");
        assert!(paint(Some(&links[1])).contains(";https://a.example/2\x1b\\"));
        let last = paint(None);
        assert!(last.contains('日') && !last.contains("]8;"), "{last:?}");
    }

    #[test]
    fn what_is_not_on_the_screen_goes_out_once_with_the_next_frame() {
        let mut painter = Painter::default();
        let paint = |painter: &mut Painter| painter.frame(AREA, |_, _| None).unwrap().to_owned();
        paint(&mut painter);
        painter.say_before(b"copy this");
        assert_eq!(paint(&mut painter), b"copy this");
        assert_eq!(paint(&mut painter), b"");
    }

    #[test]
    fn a_frame_of_another_size_is_drawn_whole() {
        let mut painter = Painter::default();
        painter.frame(AREA, |_, _| None).unwrap();
        let smaller = Rect::new(0, 0, 5, 2);
        let bytes = painter.frame(smaller, |_, _| None).unwrap();
        assert!(String::from_utf8_lossy(bytes).contains("\u{1b}[2J"));
    }
}
