//! Rows to choose from: what fits what was typed, the chosen one in sight; and the dialog that is nothing else.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::{first_in_sight, frame, say_more};
use super::field;
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::picker::{Choice, Picker};
use crate::app::pointer::Target;

/// What may be chosen.
pub(super) struct Choices<'a, I> {
    /// The rows, best first.
    pub(super) entries: I,
    /// Which of them is chosen, from 0.
    pub(super) chosen: Option<usize>,
    /// What to say when there is none.
    pub(super) nothing: &'a str,
}

impl<T, I: Iterator<Item = T>> Choices<'_, I> {
    /// Draws them, as many as there is room for.
    pub(super) fn draw(
        self,
        theme: &Theme,
        area: Rect,
        buffer: &mut Canvas,
        draw_row: impl Fn(T, &mut Pen<'_>),
    ) {
        let mut entries = self.entries.enumerate().peekable();
        if entries.peek().is_none() {
            Pen::new(buffer, line_of(area, 0)).put(self.nothing, theme.dim);
        }
        let first = first_in_sight(self.chosen.unwrap_or(0), area.height);
        let mut entries = entries.skip(first);
        for (line, (at, entry)) in (0..area.height).zip(entries.by_ref()) {
            choosable(line_of(area, line), at, self.chosen, buffer);
            let mut pen = Pen::new(buffer, line_of(area, line));
            if self.chosen == Some(at) {
                pen = pen.all_in(theme.selected);
            }
            draw_row(entry, &mut pen);
        }
        if entries.next().is_some() {
            say_more(theme, area, buffer);
        }
    }
}

/// A dialog in which one of several things is picked.
pub(super) struct Picking<'a, T> {
    /// What was typed and what fits.
    pub(super) picker: &'a Picker<T>,
    /// What stands in the frame.
    pub(super) title: &'a str,
    /// What stands before what is typed.
    pub(super) prompt: &'a str,
    /// What to say when nothing fits.
    pub(super) nothing: &'a str,
    /// How wide the inside wants to be, and how many rows are shown at once.
    pub(super) size: (u16, u16),
}

impl<T: Choice> Picking<'_, T> {
    /// Draws it; where the cursor belongs.
    pub(super) fn draw(
        &self,
        theme: &Theme,
        area: Rect,
        buffer: &mut Canvas,
        draw_row: impl Fn(&T, &mut Pen<'_>),
    ) -> Option<Position> {
        let (width, rows) = self.size;
        let inner = frame(theme, (width, 2 + rows), self.title, area, buffer);
        let cursor = field::draw(theme, line_of(inner, 0), self.prompt, &self.picker.input, buffer);
        rows_of(self.picker, self.nothing).draw(theme, beneath(inner), buffer, draw_row);
        cursor
    }
}

/// What a picker has found.
pub(super) fn rows_of<'a, T: Choice>(
    picker: &'a Picker<T>,
    nothing: &'a str,
) -> Choices<'a, impl Iterator<Item = &'a T>> {
    Choices { entries: picker.found(), chosen: picker.place(), nothing }
}

/// The inside of a dialog beneath the line of the field and a blank one.
pub(super) fn beneath(inner: Rect) -> Rect {
    let top = 2.min(inner.height);
    Rect { y: inner.y + top, height: inner.height - top, ..inner }
}

/// Writes a name, what there is to say about it, and at the right end how it stands.
pub(super) fn put_named(
    pen: &mut Pen<'_>,
    theme: &Theme,
    (name, style): (&str, Style),
    note: &str,
    (word, word_style): (&str, Style),
) {
    let names = pen.room() * 2 / 5;
    pen.right(word, word_style).keep_right(1);
    pen.cell(names, &[(name, style)]).skip(2).put(note, theme.dim);
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
