//! From one frame to the next, as bytes.
//!
//! Two slates: what is on the screen and what is to be. Lines that only moved are moved by the terminal; of those
//! that were written differently, the cells that differ are sent. All of it is one run of bytes inside
//! synchronized-update marks; nothing at all when nothing differs. Knows nothing of a real terminal.

mod difference;
mod doubt;
mod ink;
mod shift;
#[cfg(test)]
mod tests;
mod turn;

use std::io;

use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::layout::{Position, Rect};

use self::ink::Ink;
use self::turn::Turn;
use crate::app::links::Link;
use crate::app::scene::Sight;
use crate::ui::slate::Slate;

/// What is on the screen, and what is to be.
#[derive(Debug, Default)]
pub struct Painter {
    shown: Slate,
    next: Slate,
    // Whether the next frame is ready: its bytes are there, and the slates are as if it were shown.
    ahead: Option<Ahead>,
    cursor: Option<Position>,
    // Whether what is on the screen is known, so that only what differs has to be drawn.
    is_known: bool,
    bytes: Vec<u8>,
    // Goes out before the next frame, in the same write.
    before: Vec<u8>,
    // What the marks in the next frame lead to.
    links: Vec<Link>,
}

/// A frame that was drawn before it was asked for.
#[derive(Debug)]
struct Ahead {
    sight: Sight,
    cursor: Option<Position>,
    turn: Turn,
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
        self.is_known &= self.shown.area() == area && self.next.has_room();
        if let Some(ahead) = self.ready(sight) {
            self.cursor = ahead.cursor;
            self.bytes.splice(0..0, self.before.drain(..));
            return Ok(&self.bytes);
        }
        self.bytes.clear();
        self.bytes.append(&mut self.before);
        let mut cursor = self.note(area, &paint);
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

    /// Makes ready what is likely to be the next frame, while nobody waits for it.
    pub fn draw_ahead(
        &mut self,
        area: Rect,
        sight: Sight,
        paint: impl Fn(&mut Slate) -> Option<Position>,
    ) -> io::Result<()> {
        let is_there = self.is_known && self.shown.area() == area && self.next.has_room();
        if !is_there || self.ahead.is_some() {
            return Ok(());
        }
        let cursor = self.note(area, &paint);
        if self.shown.finished() == self.next.finished() {
            self.bytes.clear();
            let turn = self.encode(cursor, paint)?;
            self.ahead = Some(Ahead { sight, cursor, turn });
        }
        Ok(())
    }

    // The frame made ready, if it is of this sight; else it is as if there had been none.
    fn ready(&mut self, sight: Option<Sight>) -> Option<Ahead> {
        let ahead = self.ahead.take()?;
        if self.is_known && Some(ahead.sight) == sight {
            return Some(ahead);
        }
        ahead.turn.take_back(&mut self.shown, &mut self.next);
        None
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

    // Writes what differs, and has the slates trade it.
    fn encode(
        &mut self,
        cursor: Option<Position>,
        paint: impl Fn(&mut Slate) -> Option<Position>,
    ) -> io::Result<Turn> {
        self.next.complete();
        let mut turn = Turn::begin(&mut self.shown, &self.next, self.is_known);
        // What was left as it was, and is not there: it moved otherwise than thought, or something stands above it.
        if turn.others().iter().any(|at| self.next.is_kept(*at)) {
            self.next.clear();
            paint(&mut self.next);
            self.next.complete();
            turn.compare(&self.shown, &self.next, self.is_known);
        }
        self.write(&turn, cursor)?;
        turn.trade(&mut self.shown, &mut self.next);
        Ok(turn)
    }

    fn write(&mut self, turn: &Turn, cursor: Option<Position>) -> io::Result<()> {
        let before = self.bytes.len();
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        if !self.is_known {
            queue!(self.bytes, cursor::Hide, Clear(ClearType::All))?;
        }
        turn.shift().map_or(Ok(()), |shift| shift.write(&mut self.bytes))?;
        let begun = self.bytes.len();
        let mut ink = Ink::new(&mut self.bytes, &self.links, self.next.finished());
        for line in turn.others() {
            difference::write(&mut ink, &self.shown, &self.next, *line)?;
        }
        ink.dry()?;
        let is_same = self.bytes.len() == begun && cursor == self.cursor;
        if self.is_known && turn.shift().is_none() && is_same {
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
