//! The page of what can be taken back and done again, and the question where somebody was there since.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::{draw_question, first_in_sight};
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::past::{self, Past, Row};
use crate::app::taking::Taking;
use crate::app::text;
use crate::domain::due::Due;
use crate::domain::label;
use crate::domain::step::Step;

/// How many of the changes in the way are named.
const NAMED: usize = 5;

/// How many steps there are of either sort.
pub(super) fn counts(model: &Model) -> String {
    let again = model.history.undone_steps().count();
    let again = if again == 0 { String::new() } else { format!("{again} to do again, ") };
    format!("{again}{} to take back", model.history.len())
}

/// Draws the page.
pub(super) fn draw(model: &Model, theme: &Theme, view: Past, area: Rect, buffer: &mut Canvas) {
    let rows = past::rows(model);
    if rows.is_empty() {
        Pen::new(buffer, line_of(area, 0)).skip(1).put("Nothing is left to take back.", theme.dim);
    }
    let first = first_in_sight(view.chosen, area.height);
    for (line, (at, row)) in (0..area.height).zip(rows.iter().enumerate().skip(first)) {
        let mut pen = Pen::new(buffer, line_of(area, line));
        if at == view.chosen {
            pen = pen.all_in(theme.selected);
        }
        draw_row(model, theme, row, &mut pen);
    }
}

fn draw_row(model: &Model, theme: &Theme, row: &Row<'_>, pen: &mut Pen<'_>) {
    let (Row::Done(step) | Row::Undone(step)) = row;
    let state = past::state(model, row);
    let (words, about) = match row {
        Row::Undone(_) => (theme.dim, theme.warn),
        Row::Done(_) => (Style::new(), if state == "in Close" { theme.dim } else { theme.warn }),
    };
    pen.skip(1).keep_right(1).cell(10, &[(&when(model, step), theme.dim)]).skip(2);
    if columns(&state) + 24 < pen.room() {
        pen.right(&state, about).keep_right(2);
    }
    pen.put(&step.words, words);
}

// Of today only the time, of other days the day as well.
fn when(model: &Model, step: &Step) -> String {
    let (today, local) = (&model.today, model.today.zone.local(step.made));
    match (today.day - local.date()).num_days() {
        0 => local.format("%-H:%M").to_string(),
        1..=6 => local.format("%a %-H:%M").to_string(),
        _ => label::exact(Due::Day(local.date()), today.day, today.zone),
    }
}

/// Draws the question.
pub(super) fn draw_taking(model: &Model, theme: &Theme, taking: &Taking, area: Rect, buffer: &mut Canvas) {
    let (changed, more) = (changed(taking), taking.changed.len().saturating_sub(NAMED));
    let more = format!("and {more} more");
    let title = format!("Take back · {}", text::line(&taking.words, 60));
    let mut lines = Vec::new();
    if taking.is_waiting() {
        lines.push(("Asking Close how it is now \u{2026}", theme.dim));
    } else {
        lines.push((changed.as_str(), Style::new()));
        lines.extend(taking.changed.iter().take(NAMED).map(|(_, words)| (words.as_str(), Style::new())));
        if taking.changed.len() > NAMED {
            lines.push((more.as_str(), theme.dim));
        }
    }
    draw_question(model, theme, (&title, &lines, &choices(taking)), area, buffer);
}

fn changed(taking: &Taking) -> String {
    match (taking.changed.len(), taking.count) {
        (1, 1) => "It was changed since; taking it back would undo that too:".into(),
        (1, count) => format!("1 of {count} was changed since; taking it back would undo that too:"),
        (some, count) => {
            format!("{some} of {count} were changed since; taking them back would undo that too:")
        }
    }
}

/// What may be pressed, and what for.
pub(super) fn choices(taking: &Taking) -> Vec<(&'static str, &'static str)> {
    let mut choices = match taking {
        _ if taking.is_waiting() => vec![("Enter", "without waiting")],
        _ if taking.has_others() => vec![("o", "only the others"), ("Enter", "all of it")],
        _ => vec![("Enter", "take it back")],
    };
    choices.push(("Esc", "leave it"));
    choices
}
