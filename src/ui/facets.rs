//! What the list can be narrowed by: a row for each, with how many tasks it leaves.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::{first_in_sight, frame, say_more};
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::facets::{Facets, Row};
use crate::app::marks::SIGN;
use crate::app::model::Model;
use crate::app::words::thousands;

/// How wide the inside wants to be.
const WIDTH: u16 = 52;

/// Draws the dialog.
pub(super) fn draw(model: &Model, theme: &Theme, facets: &Facets, area: Rect, buffer: &mut Canvas) {
    let rows = u16::try_from(facets.rows.len()).unwrap_or(u16::MAX).max(1);
    let title = format!("Show only · {}", model.lists.tab.title());
    let inner = frame(theme, (WIDTH, rows), &title, area, buffer);
    if facets.rows.is_empty() {
        Pen::new(buffer, line_of(inner, 0)).put("There is nothing here to narrow.", theme.dim);
    }
    let first = first_in_sight(facets.chosen, inner.height);
    let digits = facets.rows.iter().map(|row| columns(&thousands(row.count))).max().unwrap_or(0);
    for (line, (at, row)) in (0..inner.height).zip(facets.rows.iter().enumerate().skip(first)) {
        let mut pen = Pen::new(buffer, line_of(inner, line));
        if at == facets.chosen {
            pen = pen.all_in(theme.selected);
        }
        draw_row(model, theme, row, digits, &mut pen);
    }
    if facets.rows.len() > first + usize::from(inner.height) {
        say_more(theme, inner, buffer);
    }
}

// Counts are all as wide as the widest, so that the columns before them stand.
fn draw_row(model: &Model, theme: &Theme, row: &Row, digits: u16, pen: &mut Pen<'_>) {
    let is_on = model.lists.filter().has_word(&row.word);
    let (count, digits) = (thousands(row.count), digits.into());
    pen.right(&format!("{count:>digits$}"), theme.dim).keep_right(2);
    pen.cell(1, &[(if is_on { SIGN } else { "" }, theme.accent)]).skip(1);
    // Which word it is, so that next time it can be typed.
    let words = pen.room() * 2 / 5;
    let title = pen.room().saturating_sub(words + 2);
    pen.cell(title, &[(&row.title, Style::new())]).skip(2).cell(words, &[(&row.word, theme.dim)]);
}
