//! The dialog of recordings and attachments: what there is, how large, and how far the fetching is.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::{first_in_sight, frame, say_more, title};
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::files::{self, File, Files};
use crate::app::model::Model;

/// How wide the inside wants to be.
const WIDTH: u16 = 64;
/// How many files are shown at once.
const ROWS: u16 = 10;

/// Draws the dialog.
pub(super) fn draw(model: &Model, theme: &Theme, dialog: &Files, area: Rect, buffer: &mut Canvas) {
    let files = files::listed(model, dialog);
    let rows = u16::try_from(files.len()).unwrap_or(ROWS).clamp(2, ROWS);
    let title = title(model, "Files", std::slice::from_ref(&dialog.task));
    let inner = frame(theme, (WIDTH, rows), &title, area, buffer);
    if files.is_empty() {
        Pen::new(buffer, line_of(inner, 0)).put(&files::nothing(model, dialog), theme.dim);
    }
    let chosen = dialog.chosen.min(files.len().saturating_sub(1));
    let first = first_in_sight(chosen, inner.height);
    for (line, (at, file)) in (0..inner.height).zip(files.iter().enumerate().skip(first)) {
        let mut pen = Pen::new(buffer, line_of(inner, line));
        if at == chosen {
            pen = pen.all_in(theme.selected);
        }
        draw_file(theme, file, &mut pen);
    }
    if files.len() > first + usize::from(inner.height) {
        say_more(theme, inner, buffer);
    }
}

fn draw_file(theme: &Theme, file: &File, pen: &mut Pen<'_>) {
    pen.right(&file.size, theme.dim).keep_right(1);
    pen.cell(11, &[(file.sort.word(), theme.dim)]).put(&file.name, Style::new());
}

/// The chosen file, on a screen that holds no more.
pub(super) fn draw_tiny(theme: &Theme, area: Rect, buffer: &mut Canvas) {
    Pen::new(buffer, line_of(area, 0)).put("Files: window too small", theme.strong);
}
