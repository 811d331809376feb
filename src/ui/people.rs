//! The people picker: a few letters of a name, and who they fit.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::dialogs::{first_in_sight, frame, title};
use super::field;
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::people::Picker;
use crate::domain::people::User;

/// How wide the inside wants to be.
const WIDTH: u16 = 60;
/// How many people are shown at once.
const ROWS: u16 = 10;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    picker: &Picker,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let inner = frame(theme, (WIDTH, 2 + ROWS), &title(model, "Hand over", &picker.tasks), area, buffer);
    let cursor = field::draw(theme, line_of(inner, 0), "Who: ", &picker.input, buffer);
    let top = 2.min(inner.height);
    let rows = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    if picker.found.is_empty() {
        Pen::new(buffer, line_of(rows, 0)).put(nobody(model), theme.dim);
    }
    let first = first_in_sight(picker.chosen, rows.height);
    for (line, (at, user)) in (0..rows.height).zip(picker.found.iter().enumerate().skip(first)) {
        let mut pen = Pen::new(buffer, line_of(rows, line));
        if at == picker.chosen {
            pen = pen.all_in(theme.selected);
        }
        draw_user(model, theme, user, &mut pen);
    }
    cursor
}

fn nobody(model: &Model) -> &'static str {
    if model.people.is_empty() {
        "Close has not said yet who works with you."
    } else {
        "Nobody is called that."
    }
}

fn draw_user(model: &Model, theme: &Theme, user: &User, pen: &mut Pen<'_>) {
    let is_us = model.me.as_ref().is_some_and(|me| me.user.id == user.id);
    let names = pen.room() * 2 / 5;
    pen.right(if is_us { "you" } else { "" }, theme.accent).keep_right(1);
    let name = if user.name.trim().is_empty() { user.id.as_str() } else { &user.name };
    pen.cell(names, &[(name, Style::new())]).skip(2).put(&user.email, theme.dim);
}
