//! The people picker: a few letters of a name, and who they fit.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::choices::Choices;
use super::dialogs::{frame, title};
use super::field;
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::people::Picker;
use crate::domain::id::UserId;
use crate::domain::people::{Presence, User};

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
    buffer: &mut Canvas,
) -> Option<Position> {
    let inner = frame(theme, (WIDTH, 2 + ROWS), &title(model, "Hand over", &picker.tasks), area, buffer);
    let cursor = field::draw(theme, line_of(inner, 0), "Who: ", &picker.input, buffer);
    let choices = Choices { entries: &picker.found, chosen: picker.chosen, nothing: nobody(model) };
    choices.draw(theme, inner, buffer, |user, pen| draw_user(model, theme, user, pen));
    cursor
}

fn nobody(model: &Model) -> &'static str {
    if model.people.is_empty() { "Asking Close who works with you" } else { "Nobody is called that." }
}

/// Whether somebody can be reached just now, where that is known.
pub(super) fn presence(model: &Model, theme: &Theme, user: &UserId) -> Option<(&'static str, Style)> {
    let presence = model.presences.of(user, model.today.now)?;
    let style = match presence {
        Presence::Available => theme.good,
        Presence::InCall => theme.warn,
        Presence::Away => theme.dim,
    };
    Some((presence.word(), style))
}

fn draw_user(model: &Model, theme: &Theme, user: &User, pen: &mut Pen<'_>) {
    let is_us = model.me.as_ref().is_some_and(|me| me.user.id == user.id);
    let names = pen.room() * 2 / 5;
    let (word, style) = match presence(model, theme, &user.id) {
        _ if is_us => ("you", theme.accent),
        known => known.unwrap_or_default(),
    };
    pen.right(word, style).keep_right(1);
    let name = if user.name.trim().is_empty() { user.id.as_str() } else { &user.name };
    pen.cell(names, &[(name, Style::new())]).skip(2).put(&user.email, theme.dim);
}
