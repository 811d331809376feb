//! Which cells have to be written to get from one frame to the next.
//!
//! A letter two columns wide hides whatever is said to stand in its second column, and is gone as a whole when
//! either column is written; both are followed here, so that the screen never shows half of anything. Rows that
//! are alike cost one comparison.

use ratatui::buffer::{Buffer, Cell, CellWidth};

use super::placed::{is_doubtful, widest};

/// A cell and where it stands.
pub(super) type Change<'a> = (u16, u16, &'a Cell);

/// The cells to be written, row by row.
pub(super) fn changes<'a>(shown: &Buffer, next: &'a Buffer) -> Vec<Change<'a>> {
    let width = usize::from(next.area.width.max(1));
    let rows = shown.content.chunks(width).zip(next.content.chunks(width));
    let mut changes = Vec::new();
    for (y, (old, new)) in (0..).zip(rows).filter(|(_, (old, new))| old != new) {
        in_row(y, old, new, &mut changes);
    }
    changes
}

fn in_row<'a>(y: u16, old: &[Cell], new: &'a [Cell], changes: &mut Vec<Change<'a>>) {
    // Where the letters that are there and are to be there end, and until where the screen is spoilt.
    let (mut old_end, mut new_end, mut spoilt) = (0, 0, 0);
    let mut is_written = false;
    for (x, (before, after)) in (0..).zip(old.iter().zip(new)) {
        if x >= old_end {
            old_end = x + before.cell_width().max(1);
        }
        if x >= new_end {
            new_end = x + after.cell_width().max(1);
            is_written = x < spoilt || before != after;
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

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn row(parts: &[(u16, &str)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        for (x, text) in parts {
            buffer.set_string(*x, 0, text, Style::new());
        }
        buffer
    }

    fn written(shown: &[(u16, &str)], next: &[(u16, &str)]) -> Vec<(u16, String)> {
        let (shown, next) = (row(shown), row(next));
        changes(&shown, &next).into_iter().map(|(x, _, cell)| (x, cell.symbol().to_owned())).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        assert_eq!(written(&[(0, "call")], &[(0, "cell")]), [(1, "e".to_owned())]);
        assert_eq!(written(&[(0, "日本")], &[(0, "日本")]), []);
    }

    #[test]
    fn what_a_wide_letter_hid_is_written_when_the_letter_goes() {
        let hidden = [(1, "日"), (2, "x")];
        assert_eq!(written(&hidden, &[(2, "x")]), [(1, " ".to_owned()), (2, "x".to_owned())]);
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
