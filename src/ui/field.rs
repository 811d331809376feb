//! One line of text being typed, with the cursor always in sight.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::input::Input;
use crate::app::text;

/// Draws a prompt and what was typed; where the cursor belongs.
pub(super) fn draw(
    theme: &Theme,
    area: Rect,
    prompt: &str,
    input: &Input,
    buffer: &mut Canvas,
) -> Option<Position> {
    let mut pen = Pen::new(buffer, line_of(area, 0));
    // A theme may underline it, but not the space behind.
    let words = prompt.trim_end();
    pen.put(words, theme.accent).skip(columns(prompt) - columns(words));
    if pen.room() == 0 {
        return None;
    }
    let (before, after) = split(input);
    // One column is left for the cursor behind the last letter.
    let before = text::tail(before, usize::from(pen.room() - 1));
    pen.put(&before, Style::new());
    let cursor = pen.position();
    pen.put(after, Style::new());
    Some(cursor)
}

fn split(input: &Input) -> (&str, &str) {
    let typed = input.text();
    let at = typed.char_indices().nth(input.cursor()).map_or(typed.len(), |(at, _)| at);
    typed.split_at(at)
}
