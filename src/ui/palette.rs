//! The palette: a few letters, and everything they may mean with its key.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::choices::{Choices, beneath};
use super::dates::load_words;
use super::dialogs::{frame, title};
use super::field;
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::orders::Order;
use crate::app::palette::{Echo, Palette, Row};
use crate::app::text;
use crate::app::triage::Deed;

/// How wide the inside wants to be.
const WIDTH: u16 = 72;
/// How many rows are shown at once.
const ROWS: u16 = 12;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    palette: &Palette,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let title = if palette.tasks.is_empty() { "Do".into() } else { title(model, "Do", &palette.tasks) };
    let inner = frame(theme, (WIDTH, 2 + ROWS), &title, area, buffer);
    let cursor = field::draw(theme, line_of(inner, 0), ":", &palette.input, buffer);
    let is_silent = matches!(palette.echo, Echo::Refused(_)) && palette.found.is_empty();
    let nothing = if is_silent { "" } else { "Nothing is called that." };
    let choices = Choices { entries: palette.found.iter(), chosen: Some(palette.chosen), nothing };
    choices.draw(theme, beneath(inner), buffer, |row, pen| draw_row(model, theme, row, pen));
    let mut pen = Pen::new(buffer, line_of(inner, 1));
    match &palette.echo {
        Echo::Nothing => {}
        Echo::Hint(hint) => drop(pen.put(hint, theme.dim)),
        Echo::Refused(why) if palette.found.is_empty() => {
            for (line, text) in (1..inner.height).zip(text::wrap(why, inner.width.into())) {
                Pen::new(buffer, line_of(inner, line)).put(&text, theme.bad);
            }
        }
        Echo::Refused(why) => drop(pen.put(why, theme.bad)),
    }
    cursor
}

fn draw_row(model: &Model, theme: &Theme, row: &Row, pen: &mut Pen<'_>) {
    if columns(&row.keys) * 3 < pen.room() {
        pen.right(&row.keys, theme.key).keep_right(2);
    }
    if let Some(why) = &row.hindrance {
        pen.put(&row.title, theme.dim).put(" · ", theme.dim).put(why, theme.dim);
        return;
    }
    pen.put(&row.title, Style::new());
    let load = match row.order {
        Some(Order::Move(Deed::Move(due))) => load_words(model, due),
        _ => None,
    };
    for note in load.iter().chain([&row.note]).filter(|note| !note.is_empty()) {
        pen.skip(2).put(note, theme.dim);
    }
}
