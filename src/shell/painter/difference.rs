//! Which cells have to be written to get from one frame to the next.
//!
//! A letter two columns wide hides whatever is said to stand in its second column, and is gone as a whole when
//! either column is written; both are followed here, so that the screen never shows half of anything.

use ratatui::buffer::{Cell, CellWidth};

use super::placed::{is_doubtful, widest};
use crate::ui::slate::Slate;

/// A cell and where it stands.
pub(super) type Change<'a> = (u16, u16, &'a Cell);

/// The cells of these lines that have to be written, row by row.
pub(super) fn changes<'a>(shown: &Slate, next: &'a Slate, lines: &[usize]) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    for at in lines {
        let y = next.area().y + u16::try_from(*at).unwrap_or(u16::MAX);
        in_row(y, shown.row(*at), next.row(*at), &mut changes);
    }
    changes
}

fn in_row<'a>(y: u16, old: &[Cell], new: &'a [Cell], changes: &mut Vec<Change<'a>>) {
    // Where the letters that are there and are to be there end, and until where the screen is spoilt.
    let (mut old_end, mut new_end, mut spoilt) = (0, 0, 0);
    let mut is_written = false;
    for (x, (before, after)) in (0..).zip(old.iter().zip(new)) {
        if x >= old_end {
            old_end = x + columns(before);
        }
        if x >= new_end {
            new_end = x + columns(after);
            is_written = x < spoilt || !is_same(before, after);
            changes.extend(is_written.then_some((x, y, after)));
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
        let (shown, next) = (row(shown), row(next));
        changes(&shown, &next, &[0]).into_iter().map(|(x, _, cell)| (x, cell.symbol().to_owned())).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        assert_eq!(written(&[(0, "call")], &[(0, "cell")]), [(1, "e".to_owned())]);
        assert_eq!(written(&[(0, "日本")], &[(0, "日本")]), []);
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
