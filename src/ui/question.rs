//! The question before a task is put off once too often.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::{frame, title};
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::model::Model;
use crate::app::question::{self, CHOICES, Question};

/// Draws the question.
pub(super) fn draw(model: &Model, theme: &Theme, question: &Question, area: Rect, buffer: &mut Canvas) {
    let title = title(model, "Move", std::slice::from_ref(&question.task));
    let lines = u16::try_from(CHOICES.len()).unwrap_or(4);
    let inner = frame(theme, (56, lines + 2), &title, area, buffer);
    Pen::new(buffer, line_of(inner, 0)).put(&words(question), theme.strong);
    // Where room is short, the space above the choices goes first.
    let first = inner.height.saturating_sub(lines).clamp(1, 2);
    let number = question::number(model, &question.task);
    for (line, (key, words)) in (first..inner.height).zip(CHOICES) {
        let mut pen = Pen::new(buffer, line_of(inner, line));
        pen.put(&key.to_string(), theme.key).skip(2).put(words, Style::new());
        if let Some(number) = number.as_deref().filter(|_| key == 'c') {
            pen.skip(2).put(number, theme.dim);
        }
    }
}

/// The question itself.
pub(super) fn words(question: &Question) -> String {
    format!("Put off {} times already. What now?", question.times)
}
