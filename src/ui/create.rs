//! The dialog for a new task: a line each for lead, words, day, person and priority.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::dates::meaning;
use super::dialogs::frame;
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use super::{field, people, typing};
use crate::app::chooser::Chooser;
use crate::app::create::{Create, Field};
use crate::app::dates::Echo;
use crate::app::model::Model;
use crate::domain::id::{Named, UserId};
use crate::domain::task::Priority;

/// How wide the inside wants to be.
const WIDTH: u16 = 68;
/// How many rows the words get.
const TEXT: u16 = 4;
/// The column the values begin in.
const INDENT: u16 = 10;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    create: &Create,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let title = if create.is_call { "New planned call" } else { "New to-do" };
    // Where room is short, the words get less of it.
    let text = TEXT.min(area.height.saturating_sub(7)).max(1);
    let inner = frame(theme, (WIDTH, text + 5), title, area, buffer);
    let rest = text + 1;
    let cursors = [
        draw_chooser(theme, create, Field::Lead, &create.lead, (line_of(inner, 0), buffer)),
        draw_text(theme, create, below(inner, 1, text), buffer),
        draw_day(model, theme, create, line_of(inner, rest), buffer),
        draw_who(model, theme, create, (line_of(inner, rest + 1), buffer)),
    ];
    draw_priority(theme, create, line_of(inner, rest + 2), buffer);
    if let Some(missing) = create.missing {
        Pen::new(buffer, line_of(inner, rest + 3)).put(missing, theme.bad);
    }
    cursors.into_iter().flatten().next()
}

fn below(area: Rect, from: u16, count: u16) -> Rect {
    let from = from.min(area.height);
    Rect { y: area.y + from, height: count.min(area.height - from), ..area }
}

// The name of a line; what stands behind it.
fn label(theme: &Theme, create: &Create, field: Field, area: Rect, buffer: &mut Buffer) -> Rect {
    let word = match field {
        Field::Lead => "Lead",
        Field::Text if create.is_call => "Note",
        Field::Text => "Text",
        Field::Day => "Day",
        Field::Who => "Who",
        Field::Priority => "Priority",
    };
    let style = if create.field == field { theme.accent } else { theme.dim };
    Pen::new(buffer, area).put(word, style);
    let left = INDENT.min(area.width);
    Rect { x: area.x + left, width: area.width - left, ..area }
}

fn draw_text(theme: &Theme, create: &Create, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let value = label(theme, create, Field::Text, area, buffer);
    typing::draw_lines(&create.text, value, buffer).filter(|_| create.field == Field::Text)
}

fn draw_chooser<Id>(
    theme: &Theme,
    create: &Create,
    field: Field,
    chooser: &Chooser<Named<Id>>,
    (area, buffer): (Rect, &mut Buffer),
) -> Option<Position> {
    let value = label(theme, create, field, area, buffer);
    let typed = chooser.input.text();
    let cursor = field::draw(theme, value, "", &chooser.input, buffer);
    let mut pen = Pen::new(buffer, line_of(value, 0));
    pen.cell(if typed.is_empty() { 0 } else { 16 }, &[(typed, Style::new())]);
    match chooser.chosen() {
        None if typed.is_empty() => pen.put("a part of the name", theme.dim),
        None => pen.put("nothing like it is known here", theme.bad),
        Some((_, name)) => pen.put(name, if typed.is_empty() { Style::new() } else { theme.strong }),
    };
    if let Some(contact) = create.contact().filter(|_| create.is_call && field == Field::Lead) {
        pen.put(" · ", theme.dim).put(contact.name().unwrap_or("a person without a name"), Style::new());
    }
    if chooser.others() > 0 {
        pen.put(&format!(" · {} more", chooser.others()), theme.dim);
    }
    cursor.filter(|_| create.field == field)
}

// Whoever is meant, and whether they can be reached just now.
fn draw_who(
    model: &Model,
    theme: &Theme,
    create: &Create,
    (area, buffer): (Rect, &mut Buffer),
) -> Option<Position> {
    let is_us = |user: &UserId| model.me.as_ref().is_some_and(|me| me.user.id == *user);
    let chosen = create.who.chosen().map(|(user, _)| &user.id).filter(|user| !is_us(user));
    let (word, style) = chosen.and_then(|user| people::presence(model, theme, user)).unwrap_or_default();
    Pen::new(buffer, area).right(word, style);
    let width = area.width.saturating_sub(columns(word) + u16::from(!word.is_empty()));
    draw_chooser(theme, create, Field::Who, &create.who, (Rect { width, ..area }, buffer))
}

fn draw_day(
    model: &Model,
    theme: &Theme,
    create: &Create,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let value = label(theme, create, Field::Day, area, buffer);
    let input = &create.dates.input;
    let typed = input.text();
    let cursor = field::draw(theme, value, "", input, buffer).filter(|_| create.field == Field::Day);
    let mut pen = Pen::new(buffer, line_of(value, 0));
    pen.cell(if typed.is_empty() { 0 } else { 16 }, &[(typed, Style::new())]);
    match &create.dates.echo {
        Echo::Nothing => pen.put("none: it waits in the inbox", theme.dim),
        Echo::Refused(why) => pen.put(why, theme.bad),
        Echo::Each { words, .. } => pen.put(words, theme.strong),
        Echo::Due { due, other, .. } => {
            pen.put(&meaning(model, *due), theme.strong);
            pen.put(if other.is_some() { " · Tab: the other reading" } else { "" }, theme.dim)
        }
    };
    cursor
}

fn draw_priority(theme: &Theme, create: &Create, area: Rect, buffer: &mut Buffer) {
    let value = label(theme, create, Field::Priority, area, buffer);
    let (word, style) = match &create.priority {
        _ if create.is_call => ("Close knows none for calls", theme.dim),
        None => ("none", theme.dim),
        Some(Priority::High) => ("high", theme.warn),
        Some(_) => ("medium", Style::new()),
    };
    Pen::new(buffer, value).put(word, style);
}
