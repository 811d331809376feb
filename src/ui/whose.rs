//! The picker of whose tasks are shown: ourselves, everyone, groups and colleagues in one list.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::choices::{Picking, put_named};
use super::pen::Pen;
use super::people;
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::picker::Picker;
use crate::app::whose::Row;
use crate::domain::whose::Whose;

/// How wide the inside wants to be.
const WIDTH: u16 = 60;
/// How many rows are shown at once.
const ROWS: u16 = 12;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    picker: &Picker<Row>,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let picking = Picking {
        picker,
        title: "Whose tasks",
        prompt: "Whose: ",
        nothing: "Nobody is called that.",
        size: (WIDTH, ROWS),
    };
    picking.draw(theme, area, buffer, |row, pen| draw_row(model, theme, row, pen))
}

fn draw_row(model: &Model, theme: &Theme, row: &Row, pen: &mut Pen<'_>) {
    let stands = match &row.whose {
        whose if *whose == model.whose => ("shown now", theme.accent),
        Whose::Person(user) => people::presence(model, theme, user).unwrap_or_default(),
        _ => ("", theme.dim),
    };
    put_named(pen, theme, (&row.name, Style::new()), &row.note, stands);
}
