//! The lines above the tasks of a group, and those that stand for a group.
//!
//! A folded group is written into the columns of the tasks, since it takes the place of one.

use ratatui::style::Style;

use super::pen::{Pen, columns};
use super::rows::Columns;
use super::theme::Theme;
use crate::app::heading::{self, Marked};
use crate::app::marks::{PART_SIGN, SIGN};
use crate::app::model::Model;
use crate::app::text;
use crate::app::triage::counted;
use crate::app::words::{self, thousands};
use crate::domain::place::{Place, Section};
use crate::domain::tab::Tab;

/// Draws a heading, folded or not.
pub(super) fn draw(model: &Model, theme: &Theme, place: &Place, widths: &Columns, pen: &mut Pen<'_>) {
    match place.folded() {
        Some(section) => draw_folded(model, theme, section, widths, pen),
        None => draw_title(model, theme, place.section(), pen),
    }
}

// Quiet, so that the tasks are what is seen first.
fn draw_title(model: &Model, theme: &Theme, section: &Section, pen: &mut Pen<'_>) {
    let count = thousands(model.lists.size(section));
    let style = if *section == Section::Overdue { theme.late } else { theme.strong };
    pen.skip(1).put(&heading::title(model, section), style).put("  ", theme.dim).put(&count, theme.dim);
    pen.skip(1).keep_right(1);
    let rule = "─".repeat(pen.room().into());
    pen.put(&rule, theme.dim);
}

fn draw_folded(model: &Model, theme: &Theme, section: &Section, widths: &Columns, pen: &mut Pen<'_>) {
    let sign = match heading::marked(model, section) {
        Marked::All => SIGN,
        Marked::Some => PART_SIGN,
        Marked::None => "▸",
    };
    let count = counted(model.lists.size(section));
    let count = if widths.kind > 1 { count } else { String::new() };
    pen.cell(1, &[(sign, theme.accent)]).skip(1);
    pen.cell(widths.kind, &[(&count, theme.strong)]).skip(2);
    if widths.when > 0 {
        draw_when(model, theme, section, widths.when, pen);
    }
    let title = heading::title(model, section);
    pen.cell(widths.who, &[(&title, theme.strong)]).skip(2);
    // Where the column before holds no number, it stands here.
    if widths.kind == 1 {
        pen.put(&thousands(model.lists.size(section)), theme.strong).skip(2);
    }
    pen.put(&heading::contents(model, section), Style::new());
}

// When the first of them is due: that is what makes the group wait or not.
fn draw_when(model: &Model, theme: &Theme, section: &Section, width: u16, pen: &mut Pen<'_>) {
    let task = heading::first(model, section).filter(|_| model.lists.tab != Tab::Archive);
    let words = task.map(|task| words::when(task, &model.today)).unwrap_or_default();
    let is_late = task.is_some_and(|task| words::is_late(model, task));
    let style = if is_late { theme.late } else { theme.dim };
    pen.keep_right(1).right(&text::line(&words, width.into()), style);
    pen.keep_right((width + 2).saturating_sub(columns(&words)));
}
