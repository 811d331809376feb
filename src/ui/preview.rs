//! The preview of the task under the cursor, and drawing the lines that say all about a task.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::pen::{Pen, line_of};
use super::sheet::to_area;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::chord::show_sequence;
use crate::app::detail::{self, Line, Role};
use crate::app::model::Model;
use crate::app::pointer::Target;

/// Draws the preview, and the line that parts it from the list.
pub(super) fn draw(model: &Model, theme: &Theme, rule: Rect, area: Rect, buffer: &mut Canvas) {
    draw_rule(theme, rule, buffer);
    buffer.stands_for(area, || Target::Preview);
    let columns = detail::text_columns(to_area(area));
    let height = usize::from(area.height);
    let lines = detail::preview_lines(model, columns).skip(model.preview.scroll);
    let lines: Vec<Line> = lines.take(height + 1).collect();
    let key = model.keymap.key_of(&Action::PreviewDown.into()).map(show_sequence);
    let Some(key) = key.filter(|_| lines.len() > height) else {
        return draw_lines(theme, lines.into_iter(), area, buffer);
    };
    // To the right there is no line above that is free whatever stands there: the last of its own says it.
    let is_right = area.x > rule.x;
    let (shown, sign) = if is_right {
        (height.saturating_sub(1), line_of(area, area.height.saturating_sub(1)))
    } else {
        (height, rule)
    };
    draw_lines(theme, lines.into_iter().take(shown), area, buffer);
    let mut pen = Pen::new(buffer, sign);
    pen.keep_right(1).right(" scroll ", theme.dim).right(&key, theme.key).right(" ", theme.dim);
}

/// Draws a line across, or down where it is one column wide.
pub(super) fn draw_rule(theme: &Theme, rule: Rect, buffer: &mut Canvas) {
    let sign = if rule.width == 1 { '│' } else { '─' };
    buffer.rule(rule, sign, theme.dim);
}

/// Has a line down meet the one across above it.
pub(super) fn join(rule: Rect, buffer: &mut Canvas) {
    let above = Rect { y: rule.y.saturating_sub(1), height: 1, ..rule };
    if rule.width != 1 {
        return;
    }
    buffer.draw(above, |cells| {
        let cell = cells.cell_mut(above.as_position()).filter(|cell| cell.symbol() == "─");
        cell.map(|cell| cell.set_symbol("┬"));
    });
}

/// Draws lines about a task, as many as fit.
pub(super) fn draw_lines(theme: &Theme, lines: impl Iterator<Item = Line>, area: Rect, buffer: &mut Canvas) {
    for (at, line) in (0..area.height).zip(lines) {
        let mut pen = Pen::new(buffer, line_of(area, at));
        pen.skip(1);
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX);
        pen.cell(indent, &[(line.label, theme.dim)]);
        for run in &line.runs {
            pen.put_link(&run.text, style(theme, run.role), run.link.as_deref());
        }
    }
}

fn style(theme: &Theme, role: Role) -> Style {
    match role {
        Role::Strong => theme.strong,
        Role::Plain => Style::new(),
        Role::Dim => theme.dim,
        Role::Late => theme.late,
        Role::Waiting => theme.warn,
        Role::Bad => theme.bad,
    }
}
