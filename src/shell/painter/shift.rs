//! Rows that only moved: the terminal moves them itself, which takes thirty bytes instead of thousands.
//!
//! A list that scrolls, or closes the gap of a task that left, is mostly the rows it was, one line further. Only
//! whole rows can be moved, so this finds nothing where something stands beside the list.

use std::io::{self, Write};

use crate::ui::slate::{Lost, Slate};

/// Fewer rows than this are as well written again.
const WORTH: usize = 4;

/// Rows to be moved by one line; what moves out is lost, what comes in is blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shift {
    first: usize,
    last: usize,
    is_up: bool,
}

/// The move that brings most rows into their place, if it is worth it.
pub(super) fn find(shown: &Slate, next: &Slate) -> Option<Shift> {
    let found = [true, false].map(|is_up| longest(shown, next, is_up));
    found.into_iter().max_by_key(|(gain, _)| *gain).filter(|(gain, _)| *gain >= WORTH).map(|(_, shift)| shift)
}

// The longest stretch of rows that is right after a move, and how many of them were not before.
fn longest(shown: &Slate, next: &Slate, is_up: bool) -> (usize, Shift) {
    let (mut best, mut first, mut gain) = ((0, Shift::default()), 0, 0);
    for at in 0..next.lines().saturating_sub(1) {
        let (from, to) = if is_up { (at + 1, at) } else { (at, at + 1) };
        if !next.has(to, shown, from) {
            (first, gain) = (at + 1, 0);
            continue;
        }
        gain += usize::from(!next.has(to, shown, to));
        if gain > best.0 {
            best = (gain, Shift { first, last: at + 1, is_up });
        }
    }
    best
}

impl Shift {
    /// Has the terminal do it. Moving by a line feed in a region is what every terminal can.
    pub(super) fn write(self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let (first, last) = (self.first + 1, self.last + 1);
        // A line feed on the last line, or its reverse on the first.
        let (line, feed) = if self.is_up { (last, "\n") } else { (first, "\x1bM") };
        write!(bytes, "\x1b[{first};{last}r\x1b[{line};1H{feed}\x1b[r")
    }

    /// Does the same to what is known of the screen.
    pub(super) fn apply(self, shown: &mut Slate) -> Lost {
        shown.shift((self.first, self.last), self.is_up)
    }

    /// Undoes that.
    pub(super) fn take_back(self, shown: &mut Slate, lost: Lost) {
        shown.shift_back((self.first, self.last), self.is_up, lost);
    }
}
