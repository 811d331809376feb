//! Which cells have to be written to get from one frame to the next.
//!
//! A letter two columns wide hides whatever is said to stand in its second column, and is gone as a whole when
//! either column is written; both are followed here, so that the screen never shows half of anything.

use std::io;

use ratatui::buffer::{Cell, CellWidth};

use super::doubt::{is_doubtful, widest};
use super::ink::Ink;
use crate::ui::slate::{Glyph, Slate};

/// A shorter tail is as well written.
const WORTH: usize = 8;

/// Writes what has to be written of a line, from 0, for it to show what is next.
pub(super) fn write(ink: &mut Ink<'_>, shown: &Slate, next: &Slate, line: usize) -> io::Result<()> {
    let y = next.area().y + u16::try_from(line).unwrap_or(u16::MAX);
    if let (Some(old), Some(new)) = (shown.glyphs(line), next.glyphs(line)) {
        return write_glyphs(ink, y, next, (old, new));
    }
    let [old, new] = next.rows(line, shown);
    write_cells(ink, y, &old, &new)
}

// Where every letter takes one column, what stands in one has nothing to do with the others.
fn write_glyphs(ink: &mut Ink<'_>, y: u16, next: &Slate, (old, new): (&[Glyph], &[Glyph])) -> io::Result<()> {
    let is_there = |glyph: &Glyph| *glyph != Glyph::BLANK;
    let end = new.iter().rposition(is_there).map_or(0, |at| at + 1);
    let gone = old.iter().skip(end).filter(|glyph| is_there(glyph)).count();
    let has_tail = gone >= WORTH && !next.finished().has_ground();
    let kept = if has_tail { end } else { old.len().max(new.len()) };
    let tail = u16::try_from(end).ok().filter(|_| has_tail);
    tail.map_or(Ok(()), |x| ink.clear_from((x, y)))?;
    let at = |glyphs: &[Glyph], x: usize| glyphs.get(x).copied().unwrap_or(Glyph::BLANK);
    for (x, column) in (0..).zip(0..kept) {
        let glyph = at(new, column);
        if glyph != at(old, column) {
            ink.letter((x, y), glyph.letter(), next.look(glyph))?;
        }
    }
    Ok(())
}

fn write_cells(ink: &mut Ink<'_>, y: u16, old: &[Cell], new: &[Cell]) -> io::Result<()> {
    let tail = tail(old, new);
    tail.map_or(Ok(()), |x| ink.clear_from((x, y)))?;
    let kept = tail.map_or(old.len(), usize::from);
    let blank = std::iter::repeat_n(&Cell::EMPTY, old.len() - kept);
    write_others(ink, y, old.iter().take(kept).chain(blank), new)
}

// From where on a row is blank, if that is much of what was there. What may be wider than thought is best followed
// by blanks of its own.
fn tail(old: &[Cell], new: &[Cell]) -> Option<u16> {
    let last = new.iter().rposition(|cell| *cell != Cell::EMPTY);
    let from = last.map_or(0, |at| at + usize::from(columns(&new[at])));
    let gone = old.get(from..)?.iter().filter(|cell| **cell != Cell::EMPTY).count();
    let is_sure = || !new.iter().take(from).any(|cell| is_doubtful(cell.symbol()));
    (gone >= WORTH && is_sure()).then(|| u16::try_from(from).ok())?
}

fn write_others<'a>(
    ink: &mut Ink<'_>,
    y: u16,
    old: impl Iterator<Item = &'a Cell>,
    new: &[Cell],
) -> io::Result<()> {
    // Where the letters that are there and are to be there end, and until where the screen is spoilt.
    let (mut old_end, mut new_end, mut spoilt) = (0, 0, 0);
    let mut is_written = false;
    for (x, (before, after)) in (0..).zip(old.zip(new)) {
        if x >= old_end {
            old_end = x + columns(before);
        }
        if x >= new_end {
            new_end = x + columns(after);
            is_written = x < spoilt || !is_same(before, after);
            if is_written {
                ink.cell((x, y), after)?;
            }
        }
        if is_written {
            spoilt = spoilt.max(old_end);
        }
        // In some terminals it is wider, and covers what stands behind it.
        if is_written && is_doubtful(after.symbol()) {
            spoilt = spoilt.max(x.saturating_add(widest(after.symbol())));
        }
    }
    Ok(())
}

// Most letters are one byte, which takes one column and is compared at once.
fn columns(cell: &Cell) -> u16 {
    if cell.symbol().len() == 1 { 1 } else { cell.cell_width().max(1) }
}

fn is_same(one: &Cell, other: &Cell) -> bool {
    match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) if one != other => false,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn row(width: u16, parts: &[(u16, &str)]) -> Slate {
        let mut slate = Slate::new(Rect::new(0, 0, width, 1));
        for (x, text) in parts {
            slate.draw(slate.area(), |cells| cells.set_string(*x, 0, text, Style::new()));
        }
        slate.complete();
        slate
    }

    fn bytes(shown: &Slate, next: &Slate) -> String {
        let mut bytes = Vec::new();
        write(&mut Ink::new(&mut bytes, &[], next.finished()), shown, next, 0).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn written(shown: &[(u16, &str)], next: &[(u16, &str)]) -> String {
        bytes(&row(6, shown), &row(6, next))
    }

    #[test]
    fn only_what_differs_is_written() {
        assert_eq!(written(&[(0, "call")], &[(0, "cell")]), "\x1b[1;2He");
        assert_eq!(written(&[(0, "日本")], &[(0, "日本")]), "");
        assert_eq!(written(&[(0, "日本")], &[(0, "日x")]), "\x1b[1;3Hx ");
        assert_eq!(written(&[(0, "call")], &[]), "\x1b[1;1H    ");
    }

    #[test]
    fn a_long_tail_is_made_blank_at_once_unless_its_beginning_is_in_doubt() {
        let written = |old: &str, new: &str| bytes(&row(30, &[(0, old)]), &row(30, &[(0, new)]));
        assert_eq!(written("call Ada about the offer", "call"), "\x1b[1;5H\x1b[K");
        assert_eq!(written("call Ada about the offer", "日本"), "\x1b[1;5H\x1b[K\x1b[1;1H日本");
        assert_eq!(written("call Ada", "call"), "\x1b[1;6H   ", "a few blanks are shorter");
        assert!(!written("call Ada about the offer", "cal❤").contains("\x1b[K"));
    }

    #[test]
    fn what_a_wide_letter_hid_is_written_when_the_letter_goes() {
        let there = [(1, "日")];
        assert_eq!(written(&there, &[]), "\x1b[1;2H  ");
        assert_eq!(written(&there, &[(2, "x")]), "\x1b[1;2H x");
    }

    #[test]
    fn what_stands_behind_a_letter_of_doubtful_width_is_written_with_it() {
        assert_eq!(written(&[(0, "axy")], &[(0, "❤xy")]), "\x1b[1;1H \x1b[1;1H❤\x1b[1;2Hx");
    }

    #[test]
    fn a_wide_letter_over_half_of_another_spoils_the_other_half() {
        assert_eq!(written(&[(1, "日")], &[(0, "本")]), "\x1b[1;1H本 ");
    }
}
