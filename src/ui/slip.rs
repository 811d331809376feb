//! A box with a text in it, to be read or selected with the mouse.
//!
//! The text has its lines to itself, from edge to edge, and everything said about it stands beneath.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::frame;
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::slip::Slip;
use crate::app::text;

/// How wide the inside wants to be at least: an address of Close just fits.
const WIDTH: u16 = 76;

/// Draws the box.
pub(super) fn draw(theme: &Theme, slip: &Slip, area: Rect, buffer: &mut Canvas) {
    let width = WIDTH.min(area.width.saturating_sub(4)).max(1);
    let most = usize::from(area.height);
    let lines: Vec<String> = slip.lines(width.into()).skip(slip.scroll).take(most).collect();
    let notes: Vec<String> =
        slip.notes.iter().flat_map(|note| text::wrap(note, width.into())).take(most).collect();
    let gap = usize::from(!notes.is_empty());
    // A box of a single line would be too flat for a frame.
    let height = u16::try_from((lines.len() + gap + notes.len()).max(2)).unwrap_or(u16::MAX);
    let inner = frame(theme, (width, height), &slip.title, area, buffer);
    let foot = u16::try_from(notes.len()).unwrap_or(u16::MAX).min(inner.height.saturating_sub(1));
    for (line, text) in (0..inner.height - foot).zip(&lines) {
        Pen::new(buffer, line_of(inner, line)).put_link(text, Style::new(), Some(&slip.text));
    }
    for (line, note) in (inner.height - foot..inner.height).zip(&notes) {
        Pen::new(buffer, line_of(inner, line)).put(note, theme.dim);
    }
}

/// One line of it, on a screen that holds no more.
pub(super) fn draw_tiny(slip: &Slip, area: Rect, buffer: &mut Canvas) {
    let line = slip.lines(usize::from(columns(&slip.text)).max(1)).next().unwrap_or_default();
    Pen::new(buffer, line_of(area, 0)).put(&line, Style::new());
}
