//! The picker of whose tasks are shown: ourselves, everyone, groups and colleagues in one list.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::choices::Choices;
use super::dialogs::frame;
use super::field;
use super::pen::{Pen, line_of};
use super::people;
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::whose::{Picker, Row};
use crate::domain::whose::Whose;

/// How wide the inside wants to be.
const WIDTH: u16 = 60;
/// How many rows are shown at once.
const ROWS: u16 = 12;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    picker: &Picker,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let inner = frame(theme, (WIDTH, 2 + ROWS), "Whose tasks", area, buffer);
    let cursor = field::draw(theme, line_of(inner, 0), "Whose: ", &picker.input, buffer);
    let choices =
        Choices { entries: &picker.found, chosen: picker.chosen, nothing: "Nobody is called that." };
    choices.draw(theme, inner, buffer, |row, pen| draw_row(model, theme, row, pen));
    cursor
}

fn draw_row(model: &Model, theme: &Theme, row: &Row, pen: &mut Pen<'_>) {
    let names = pen.room() * 2 / 5;
    let is_shown = row.whose == model.whose;
    let presence = match &row.whose {
        Whose::Person(user) => people::presence(model, theme, user),
        _ => None,
    };
    let (word, style) = if is_shown { ("shown now", theme.accent) } else { presence.unwrap_or_default() };
    pen.right(word, style).keep_right(1);
    pen.cell(names, &[(&row.name, Style::new())]).skip(2).put(&row.note, theme.dim);
}
