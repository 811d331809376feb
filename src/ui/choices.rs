//! Rows to choose from beneath a field: what fits what was typed, the chosen one in sight.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::dialogs::first_in_sight;
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::pointer::Target;

/// What may be chosen.
pub(super) struct Choices<'a, T> {
    /// The rows, best first.
    pub(super) entries: &'a [T],
    /// Which of them is chosen, from 0.
    pub(super) chosen: usize,
    /// What to say when there is none.
    pub(super) nothing: &'a str,
}

impl<T> Choices<'_, T> {
    /// Draws them into the inside of a dialog, beneath the line of the field and a blank one.
    pub(super) fn draw(
        &self,
        theme: &Theme,
        inner: Rect,
        buffer: &mut Canvas,
        draw_row: impl Fn(&T, &mut Pen<'_>),
    ) {
        let top = 2.min(inner.height);
        let rows = Rect { y: inner.y + top, height: inner.height - top, ..inner };
        if self.entries.is_empty() {
            Pen::new(buffer, line_of(rows, 0)).put(self.nothing, theme.dim);
        }
        let first = first_in_sight(self.chosen, rows.height);
        for (line, (at, entry)) in (0..rows.height).zip(self.entries.iter().enumerate().skip(first)) {
            choosable(line_of(rows, line), at, Some(self.chosen), buffer);
            let mut pen = Pen::new(buffer, line_of(rows, line));
            if at == self.chosen {
                pen = pen.all_in(theme.selected);
            }
            draw_row(entry, &mut pen);
        }
    }
}

/// These cells are a row to choose; which one, and which is chosen.
pub(super) fn choosable(area: Rect, row: usize, chosen: Option<usize>, buffer: &mut Canvas) {
    if chosen == Some(row) {
        buffer.choose(area);
    }
    // Where none is chosen, the first step down is to the first.
    let position = |row: usize| isize::try_from(row).unwrap_or(isize::MAX);
    let by = position(row) - chosen.map_or(-1, position);
    buffer.stands_for(area, || Target::Choice(by));
}
