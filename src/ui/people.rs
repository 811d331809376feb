//! The people picker: a few letters of a name, and who they fit.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::choices::{Picking, put_named};
use super::dialogs::title;
use super::pen::Pen;
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::people::{People, nobody};
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
    people: &People,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let title = title(model, "Hand over", &people.tasks);
    let picking = Picking {
        picker: &people.picker,
        title: &title,
        prompt: "Who: ",
        nothing: &nobody(&model.people, people.picker.input.text()),
        size: (WIDTH, ROWS),
    };
    picking.draw(theme, area, buffer, |user, pen| draw_user(model, theme, user, pen))
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
    let (word, style) = match presence(model, theme, &user.id) {
        _ if is_us => ("you", theme.accent),
        known => known.unwrap_or_default(),
    };
    let name = if user.name.trim().is_empty() { user.id.as_str() } else { &user.name };
    put_named(pen, theme, (name, Style::new()), &user.email, (word, style));
}
