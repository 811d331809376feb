//! From one frame to the next, as bytes.
//!
//! Two slates: what is on the screen and what is to be. Lines that only moved are moved by the terminal; of those
//! that were written differently, the cells that differ are sent. All of it is one run of bytes inside
//! synchronized-update marks; nothing at all when nothing differs. Knows nothing of a real terminal.

mod difference;
mod doubt;
mod ink;
mod shift;

use std::io;

use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::layout::{Position, Rect};

use self::ink::Ink;
use self::shift::Shift;
use crate::app::links::Link;
use crate::app::scene::Sight;
use crate::ui::slate::Slate;

/// What is on the screen, and what is to be.
#[derive(Debug, Default)]
pub struct Painter {
    shown: Slate,
    next: Slate,
    // Whether the next one is drawn already, of what, and where the cursor is in it.
    ready: Option<(Sight, Option<Position>)>,
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

    /// The bytes that turn the screen into the next frame; none when it is that already. If what is in sight was
    /// drawn ahead, it is not drawn again.
    pub fn frame(
        &mut self,
        area: Rect,
        sight: Option<Sight>,
        paint: impl Fn(&mut Slate) -> Option<Position>,
    ) -> io::Result<&[u8]> {
        self.bytes.clear();
        self.bytes.append(&mut self.before);
        self.is_known &= self.shown.area() == area && self.next.has_room();
        let ready = self.ready.take().filter(|(drawn, _)| self.is_known && Some(*drawn) == sight);
        let mut cursor = ready.map_or_else(|| self.note(area, &paint), |(_, cursor)| cursor);
        if self.is_known && self.shown.finished() != self.next.finished() {
            self.is_known = false;
            cursor = self.note(area, &paint);
        }
        if !self.is_known {
            self.shown = Slate::bare(area, self.next.finished());
        }
        self.encode(cursor, paint)?;
        (self.cursor, self.is_known) = (cursor, true);
        Ok(&self.bytes)
    }

    /// Draws what is likely to be the next frame, while nobody waits for it.
    pub fn draw_ahead(&mut self, area: Rect, sight: Sight, paint: impl Fn(&mut Slate) -> Option<Position>) {
        let cursor = self.note(area, paint);
        self.ready = Some((sight, cursor));
    }

    fn note(&mut self, area: Rect, paint: impl Fn(&mut Slate) -> Option<Position>) -> Option<Position> {
        if self.next.area() != area || !self.next.has_room() {
            self.next = Slate::new(area);
        }
        self.next.clear();
        if self.is_known {
            self.next.comes_after(&self.shown);
        }
        paint(&mut self.next)
    }

    fn encode(
        &mut self,
        cursor: Option<Position>,
        paint: impl Fn(&mut Slate) -> Option<Position>,
    ) -> io::Result<()> {
        self.next.complete();
        let shift = if self.is_known { shift::find(&self.shown, &self.next) } else { None };
        if let Some(shift) = shift {
            shift.apply(&mut self.shown);
        }
        let mut others = self.others();
        // What was left as it was, and is not there: it moved otherwise than thought, or something stands above it.
        if others.iter().any(|at| self.next.is_kept(*at)) {
            self.next.clear();
            paint(&mut self.next);
            self.next.complete();
            others = self.others();
        }
        self.write(shift, cursor, &others)?;
        others.into_iter().for_each(|at| self.shown.trade(&mut self.next, at));
        Ok(())
    }

    // The lines that are not on the screen yet.
    fn others(&self) -> Vec<usize> {
        let is_other = |at: &usize| !self.is_known || !self.next.has(*at, &self.shown, *at);
        (0..self.next.lines()).filter(is_other).collect()
    }

    fn write(&mut self, shift: Option<Shift>, cursor: Option<Position>, others: &[usize]) -> io::Result<()> {
        let before = self.bytes.len();
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        if !self.is_known {
            queue!(self.bytes, cursor::Hide, Clear(ClearType::All))?;
        }
        shift.map_or(Ok(()), |shift| shift.write(&mut self.bytes))?;
        let begun = self.bytes.len();
        let mut ink = Ink::new(&mut self.bytes, &self.links, self.next.finished());
        for line in others {
            difference::write(&mut ink, &self.shown, &self.next, *line)?;
        }
        ink.dry()?;
        let is_same = self.bytes.len() == begun && cursor == self.cursor;
        if self.is_known && shift.is_none() && is_same {
            self.bytes.truncate(before);
            return Ok(());
        }
        match cursor {
            Some(at) => queue!(self.bytes, cursor::MoveTo(at.x, at.y), cursor::Show)?,
            None if self.cursor.is_some() => queue!(self.bytes, cursor::Hide)?,
            None => {}
        }
        queue!(self.bytes, EndSynchronizedUpdate)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    use super::*;
    use crate::ui::slate::Finish;

    const AREA: Rect = Rect::new(0, 0, 24, 4);
    const TALL: Rect = Rect::new(0, 0, 40, 16);

    // What is written is only noted, unless it is drawn in cells.
    type Frame = Vec<(u16, u16, String, bool)>;

    fn draw(frame: &Frame, slate: &mut Slate) {
        for (x, y, text, is_drawn) in frame {
            let room = AREA.width - x;
            if *is_drawn {
                let line = Rect::new(0, *y, AREA.width, 1);
                slate.draw(line, |cells| cells.set_stringn(*x, *y, text, room.into(), Style::new()));
            } else {
                slate.write((*x, *y), room, text, Style::new());
            }
        }
    }

    fn frame() -> impl Strategy<Value = Frame> {
        let text = prop::collection::vec(prop::sample::select(vec!["a", "Ł", "日本", " ", "é", "x y"]), 1..8);
        let part = (0..AREA.width, 0..AREA.height, text, any::<bool>());
        prop::collection::vec(part.prop_map(|(x, y, text, is_drawn)| (x, y, text.concat(), is_drawn)), 0..5)
    }

    // A list whose rows are from `top` on, the cursor on one of them, with a line above and one beneath.
    fn list(top: usize, cursor: usize, slate: &mut Slate) {
        let area = slate.area();
        let title = format!("{} of 99", top + cursor);
        slate.draw(Rect { height: 1, ..area }, |cells| cells.set_string(0, 0, title, Style::new().bold()));
        for (y, row) in (1..area.height - 1).zip(top..) {
            let text = ["call Ada", "日本", "é", "mail Bo about the offer"][row % 4];
            slate.write((0, y), 30, &format!("{row} {text} {}", "x".repeat(row * 7 % 13)), Style::new());
            if usize::from(y) == cursor + 1 {
                slate.restyle(Rect::new(0, y, 30, 1), Style::new().reversed());
            }
        }
        slate.rule(Rect::new(8, area.height - 1, 4, 1), '─', Style::new());
        slate.write((0, area.height - 1), 10, "synced", Style::new());
    }

    fn screen(area: Rect) -> vt100::Parser {
        let cells = |count| NonZero::new(count).unwrap();
        vt100::Parser::new(cells(area.height), cells(area.width), 0)
    }

    // A cell that was written as a blank and one that never was look the same.
    fn seen(screen: &vt100::Parser, area: Rect) -> Vec<(String, bool, bool, vt100::Color)> {
        let look = |cell: &vt100::Cell| {
            let letter = if cell.has_contents() { cell.contents() } else { " " };
            (letter.to_owned(), cell.inverse(), cell.bold(), cell.bgcolor())
        };
        let cells = area.positions().filter_map(|at| screen.screen().cell(at.y, at.x).map(look));
        cells.collect()
    }

    fn at_once(area: Rect, draw: impl Fn(&mut Slate)) -> Vec<(String, bool, bool, vt100::Color)> {
        let (mut screen, mut slate) = (screen(area), Slate::new(area));
        draw(&mut slate);
        let (mut painter, finish) = (Painter::default(), slate.finished());
        let drawn = slate.into_cells();
        let frame = painter.frame(area, None, |whole| {
            whole.draw(area, |cells| cells.clone_from(&drawn));
            whole.finish(finish);
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
                steps.process(painter.frame(AREA, None, |slate| { draw(frame, slate); None }).unwrap());
                prop_assert_eq!(seen(&steps, AREA), at_once(AREA, |slate| draw(frame, slate)));
            }
        }

        #[test]
        fn so_does_a_list_that_scrolls(
            moves in prop::collection::vec((0..3_usize, 0..14_usize, prop::bool::weighted(0.9)), 1..20),
        ) {
            let (mut steps, mut painter, mut top) = (screen(TALL), Painter::default(), 30);
            for (by, cursor, has_ground) in moves {
                top = top + by - 1;
                let draw = |slate: &mut Slate| {
                    list(top, cursor, slate);
                    let ground = if has_ground { Style::new().bg(Color::Blue) } else { Style::new() };
                    slate.finish(Finish { ground, ..Finish::default() });
                };
                steps.process(painter.frame(TALL, None, |slate| { draw(slate); None }).unwrap());
                prop_assert_eq!(seen(&steps, TALL), at_once(TALL, draw));
            }
        }
    }

    #[test]
    fn a_line_drawn_in_cells_again_is_not_taken_for_the_one_of_before() {
        let mut painter = Painter::default();
        let mut written = |text: &str, is_drawn| {
            let frame = painter.frame(AREA, None, |slate| {
                draw(&vec![(0, 0, text.to_owned(), is_drawn)], slate);
                None
            });
            String::from_utf8_lossy(frame.unwrap()).contains(text)
        };
        let frames = [("a", true), ("b", true), ("c", false), ("d", false), ("b", true)];
        assert_eq!(frames.map(|(text, is_drawn)| written(text, is_drawn)), [true; 5]);
    }

    #[test]
    fn a_list_that_scrolls_is_moved_and_not_written_again() {
        let mut painter = Painter::default();
        let mut bytes = |top| {
            let frame = painter.frame(TALL, None, |slate| {
                list(top, 13, slate);
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
        let frame = painter.frame(AREA, None, |slate| {
            slate.write((0, 0), 9, "क\u{94d}ष\u{93f}", Style::new());
            slate.write((2, 0), 9, "|", Style::new());
            None
        });
        assert!(String::from_utf8_lossy(frame.unwrap()).contains('|'));
    }

    #[test]
    fn the_same_frame_again_is_no_bytes() {
        let mut painter = Painter::default();
        let mut paint = |cursor| {
            let frame = painter.frame(AREA, None, |slate| {
                slate.write((0, 0), 9, "日本", Style::new());
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
            let frame = painter.frame(AREA, None, |slate| {
                slate.write((0, 0), 9, "see ", Style::new());
                slate.write((4, 0), 9, "日本", style);
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

    // Whether the frame that comes is the one drawn ahead, and not what is drawn then.
    fn is_ahead(comes: Option<Sight>, is_forgotten: bool) -> bool {
        let paint = |text| {
            move |slate: &mut Slate| {
                slate.write((0, 0), 9, text, Style::new());
                None
            }
        };
        let mut painter = Painter::default();
        painter.frame(AREA, None, paint("before")).unwrap();
        painter.draw_ahead(AREA, Sight::default(), paint("soon"));
        if is_forgotten {
            painter.forget();
        }
        !String::from_utf8_lossy(painter.frame(AREA, comes, paint("late")).unwrap()).contains("late")
    }

    #[test]
    fn a_frame_drawn_ahead_is_shown_if_it_is_the_one_that_comes() {
        let sight = Some(Sight::default());
        assert!(is_ahead(sight, false));
        assert!(!is_ahead(None, false));
        assert!(!is_ahead(sight, true));
    }

    #[test]
    fn what_is_not_on_the_screen_goes_out_once_with_the_next_frame() {
        let mut painter = Painter::default();
        let paint = |painter: &mut Painter| painter.frame(AREA, None, |_| None).unwrap().to_owned();
        paint(&mut painter);
        painter.say_before(b"copy this");
        assert_eq!(paint(&mut painter), b"copy this");
        assert_eq!(paint(&mut painter), b"");
    }

    #[test]
    fn a_frame_of_another_size_is_drawn_whole() {
        let mut painter = Painter::default();
        painter.frame(AREA, None, |_| None).unwrap();
        let smaller = Rect::new(0, 0, 5, 2);
        let bytes = painter.frame(smaller, None, |_| None).unwrap();
        assert!(String::from_utf8_lossy(bytes).contains("\u{1b}[2J"));
    }
}
