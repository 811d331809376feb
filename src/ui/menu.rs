//! The menus at the bottom: their titles in the last line, the one that is open above it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::{first_in_sight, framed, say_more};
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::menu::{MENUS, Menu, Row};
use crate::app::model::Model;
use crate::app::overlay::Overlay;

/// Draws the line of titles, behind the key that opens them.
pub(super) fn draw_bar(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let open = match model.overlays.last() {
        Some(Overlay::Menu(menu)) => Some(menu.group),
        _ => None,
    };
    let mut pen = Pen::new(buffer, area);
    pen.skip(1).put(&model.keymap.shown(Action::Menu), theme.key).put(" menu", theme.dim).skip(2);
    for group in MENUS {
        let style = if open == Some(group) { theme.selected } else { Style::new() };
        pen.put(" ", style).put(group.word(), style).put(" ", style);
    }
}

/// Draws the menu that is open, at the bottom of an area.
pub(super) fn draw(theme: &Theme, menu: &Menu, area: Rect, buffer: &mut Canvas) {
    let rows = menu.rows();
    let keys = rows.iter().map(|row| columns(&row.keys)).max().unwrap_or(0);
    let words = rows.iter().map(|row| {
        columns(row.action.spec().title) + row.hindrance.as_deref().map_or(0, |why| 3 + columns(why))
    });
    let width = (words.max().unwrap_or(0) + keys + 8).min(area.width);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
    let place = Rect { y: area.bottom() - height, width, height, ..area };
    let inner = framed(theme, place, menu.group.title(), buffer);
    let first = first_in_sight(menu.chosen, inner.height);
    let has_more = rows.len() > first + usize::from(inner.height);
    for (line, (at, row)) in (0..inner.height).zip(rows.into_iter().enumerate().skip(first)) {
        let mut pen = Pen::new(buffer, line_of(inner, line));
        if at == menu.chosen {
            pen = pen.all_in(theme.selected);
        }
        draw_row(theme, row, &mut pen);
    }
    if has_more {
        say_more(theme, inner, buffer);
    }
}

fn draw_row(theme: &Theme, row: &Row, pen: &mut Pen<'_>) {
    let style = if row.hindrance.is_some() { theme.dim } else { Style::new() };
    if columns(&row.keys) * 2 < pen.room() {
        pen.right(&row.keys, theme.key).keep_right(2);
    }
    pen.put(row.action.spec().title, style);
    if let Some(why) = &row.hindrance {
        pen.put(" · ", theme.dim).put(why, theme.dim);
    }
}
