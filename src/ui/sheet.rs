//! Drawing the page of a task, in one column or two.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::preview::{draw_lines, draw_rule};
use super::theme::Theme;
use crate::app::detail::sheet::Sheet;
use crate::app::detail::{Depth, Line};
use crate::app::layout::Area;
use crate::app::model::Model;
use crate::domain::task::Task;

/// A task as it is shown: how much of it, and how far scrolled.
pub(super) struct Shown<'a> {
    pub(super) task: &'a Task,
    pub(super) depth: Depth,
    pub(super) scroll: usize,
}

/// Draws it, each column scrolled as far as it goes.
pub(super) fn draw(model: &Model, theme: &Theme, sheet: Sheet, shown: &Shown<'_>, buffer: &mut Canvas) {
    let (task, depth) = (shown.task, shown.depth);
    draw_scrolled(theme, || sheet.main_lines(model, task, depth), shown.scroll, to_rect(sheet.main), buffer);
    if let (Some(rule), Some(side)) = (sheet.rule, sheet.side) {
        draw_rule(theme, to_rect(rule), buffer);
        draw_scrolled(theme, || sheet.side_lines(model, task, depth), shown.scroll, to_rect(side), buffer);
    }
}

/// The same area for the drawing.
pub(super) fn to_rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// The same area for the layout.
pub(super) fn to_area(area: Rect) -> Area {
    Area { x: area.x, y: area.y, width: area.width, height: area.height }
}

// What is shorter, or has become so, stays with its last line at the bottom. Looks no further than it has to.
fn draw_scrolled<I: Iterator<Item = Line>>(
    theme: &Theme,
    lines: impl Fn() -> I,
    scroll: usize,
    area: Rect,
    buffer: &mut Canvas,
) {
    let end = scroll + usize::from(area.height);
    let missing = if scroll == 0 { 0 } else { end - lines().take(end).count() };
    draw_lines(theme, lines().skip(scroll.saturating_sub(missing)), area, buffer);
}
