//! Which cells have to be written to get from one frame to the next.
//!
//! A letter two columns wide hides whatever is said to stand in its second column, and is gone as a whole when
//! either column is written; both are followed here, so that the screen never shows half of anything.

use ratatui::buffer::{Cell, CellWidth};

use super::placed::{is_doubtful, widest};
use crate::ui::slate::{Glyph, Slate, Speller};

/// A cell and where it stands.
pub(super) type Change = (u16, u16, Cell);

/// What has to be written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// From where on a line is to be made blank. Comes first.
    pub(super) tails: Vec<(u16, u16)>,
    /// The cells, row by row.
    pub(super) cells: Vec<Change>,
}

/// A shorter tail is as well written.
const WORTH: usize = 8;

/// What has to be written of these lines.
pub(super) fn difference(shown: &mut Slate, next: &mut Slate, lines: &[usize]) -> Difference {
    let mut difference = Difference::default();
    let (mut speller, mut old, mut new) = (Speller::default(), Vec::new(), Vec::new());
    for at in lines {
        let y = next.area().y + u16::try_from(*at).unwrap_or(u16::MAX);
        if shown.spell(*at, &mut speller, &mut old) && next.spell(*at, &mut speller, &mut new) {
            difference.add_glyphs(y, &speller, (&old, &new));
        } else {
            [&mut *shown, &mut *next].into_iter().for_each(|slate| slate.complete(*at));
            difference.add_cells(y, shown.row(*at), next.row(*at));
        }
    }
    difference
}

impl Difference {
    // Where every letter takes one column, what stands in one has nothing to do with the others.
    fn add_glyphs(&mut self, y: u16, speller: &Speller, (old, new): (&[Glyph], &[Glyph])) {
        let is_there = |glyph: &Glyph| *glyph != Glyph::BLANK;
        let end = new.iter().rposition(is_there).map_or(0, |at| at + 1);
        let gone = old.iter().skip(end).filter(|glyph| is_there(glyph)).count();
        let kept = if gone >= WORTH { end } else { old.len().max(new.len()) };
        let tail = u16::try_from(end).ok().filter(|_| gone >= WORTH);
        self.tails.extend(tail.map(|x| (x, y)));
        let at = |glyphs: &[Glyph], x: usize| glyphs.get(x).copied().unwrap_or(Glyph::BLANK);
        let pairs = (0..).zip((0..kept).map(|x| (at(old, x), at(new, x))));
        let others = pairs.filter(|(_, (old, new))| old != new);
        self.cells.extend(others.map(|(x, (_, new))| (x, y, speller.cell(new))));
    }

    fn add_cells(&mut self, y: u16, old: &[Cell], new: &[Cell]) {
        let tail = tail(old, new);
        self.tails.extend(tail.map(|x| (x, y)));
        let kept = tail.map_or(old.len(), usize::from);
        let blank = std::iter::repeat_n(&Cell::EMPTY, old.len() - kept);
        in_row(y, old.iter().take(kept).chain(blank), new, &mut self.cells);
    }
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

fn in_row<'a>(y: u16, old: impl Iterator<Item = &'a Cell>, new: &[Cell], changes: &mut Vec<Change>) {
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
            changes.extend(is_written.then(|| (x, y, after.clone())));
        }
        if is_written {
            spoilt = spoilt.max(old_end);
        }
        // In some terminals it is wider, and covers what stands behind it.
        if is_written && is_doubtful(after.symbol()) {
            spoilt = spoilt.max(x.saturating_add(widest(after.symbol())));
        }
    }
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

    fn row(parts: &[(u16, &str)]) -> Slate {
        let area = Rect::new(0, 0, 6, 1);
        let mut slate = Slate::new(area);
        for (x, text) in parts {
            slate.draw(area, |cells| cells.set_string(*x, 0, text, Style::new()));
        }
        slate.complete(0);
        slate
    }

    fn written(shown: &[(u16, &str)], next: &[(u16, &str)]) -> Vec<(u16, String)> {
        let (mut shown, mut next) = (row(shown), row(next));
        difference(&mut shown, &mut next, &[0])
            .cells
            .into_iter()
            .map(|(x, _, cell)| (x, cell.symbol().to_owned()))
            .collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        assert_eq!(written(&[(0, "call")], &[(0, "cell")]), [(1, "e".to_owned())]);
        assert_eq!(written(&[(0, "日本")], &[(0, "日本")]), []);
    }

    #[test]
    fn a_long_tail_is_made_blank_at_once_unless_its_beginning_is_in_doubt() {
        let area = Rect::new(0, 0, 30, 1);
        let written = |text: &str| {
            let mut slate = Slate::new(area);
            slate.write((0, 0), 30, text, Style::new());
            slate
        };
        let tails = |old: &str, new: &str| {
            let (mut old, mut new) = (written(old), written(new));
            let difference = difference(&mut old, &mut new, &[0]);
            (difference.tails, difference.cells.len())
        };
        assert_eq!(tails("call Ada about the offer", "call"), (vec![(4, 0)], 0));
        assert_eq!(tails("call Ada about the offer", "日本"), (vec![(4, 0)], 2));
        assert_eq!(tails("call Ada", "call"), (vec![], 3), "a few blanks are shorter");
        assert_eq!(tails("call Ada about the offer", "cal❤"), (vec![], 18));
    }

    #[test]
    fn what_a_wide_letter_hid_is_written_when_the_letter_goes() {
        let there = [(1, "日")];
        assert_eq!(written(&there, &[]), [(1, " ".to_owned()), (2, " ".to_owned())]);
        assert_eq!(written(&there, &[(2, "x")]), [(1, " ".to_owned()), (2, "x".to_owned())]);
    }

    #[test]
    fn what_stands_behind_a_letter_of_doubtful_width_is_written_with_it() {
        assert_eq!(written(&[(0, "axy")], &[(0, "❤xy")]), [(0, "❤".to_owned()), (1, "x".to_owned())]);
    }

    #[test]
    fn a_wide_letter_over_half_of_another_spoils_the_other_half() {
        let there = [(1, "日")];
        assert_eq!(written(&there, &[(0, "本")]), [(0, "本".to_owned()), (2, " ".to_owned())]);
    }
}
