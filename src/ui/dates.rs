//! The date dialog: the phrase, what it means, and eight days one key away.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::dialogs::{first_in_sight, frame, title};
use super::field;
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::dates::{Dates, Echo, Preset};
use crate::app::model::Model;
use crate::app::text;
use crate::app::triage::counted;
use crate::domain::due::Due;
use crate::domain::label;

/// How wide the inside wants to be.
const WIDTH: u16 = 60;
/// The lines of the echo: what it means, and something to know about it.
const ECHO: u16 = 2;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    dialog: &Dates,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let presets = u16::try_from(dialog.presets.len()).unwrap_or(0);
    // Where room is short, the space above the presets goes first.
    let gap = u16::from(area.height >= 1 + ECHO + 1 + presets + 2);
    let size = (WIDTH, 1 + ECHO + gap + presets);
    let inner = frame(theme, size, &title(model, "Move", &dialog.tasks), area, buffer);
    let cursor = field::draw(theme, line_of(inner, 0), "Day: ", &dialog.input, buffer);
    draw_echo(model, theme, &dialog.echo, lines_of(inner, 1, ECHO + gap), buffer);
    let rows = lines_of(inner, 1 + ECHO + gap, presets);
    let first = first_in_sight(dialog.chosen.unwrap_or(0), rows.height);
    for (line, (at, preset)) in (0..rows.height).zip(dialog.presets.iter().enumerate().skip(first)) {
        let mut pen = Pen::new(buffer, line_of(rows, line));
        if dialog.chosen == Some(at) {
            pen = pen.all_in(theme.selected);
        }
        draw_preset(model, theme, preset, &mut pen);
    }
    cursor
}

fn lines_of(area: Rect, from: u16, count: u16) -> Rect {
    let from = from.min(area.height);
    Rect { y: area.y + from, height: count.min(area.height - from), ..area }
}

fn draw_echo(model: &Model, theme: &Theme, echo: &Echo, area: Rect, buffer: &mut Buffer) {
    let mut write = |line: u16, text: &str, style: Style| {
        Pen::new(buffer, line_of(area, line)).put(text, style);
    };
    match echo {
        Echo::Nothing => write(0, "tomorrow, fri 9am, 2w, 3 apr, in 3 days", theme.dim),
        Echo::Refused(why) => {
            for (line, text) in (0..area.height).zip(text::wrap(why, area.width.into())) {
                write(line, &text, theme.bad);
            }
        }
        Echo::Due { due, other, note } => {
            write(0, &meaning(model, *due), theme.strong);
            let is_said = note.as_ref().is_some_and(|note| note.contains("Tab"));
            let other = other.filter(|_| !is_said).map(|other| format!("Tab: {}", exact(model, other)));
            let more: Vec<String> = note.iter().cloned().chain(other).collect();
            write(1, &more.join(" · "), theme.dim);
        }
    }
}

fn long(model: &Model, due: Due) -> String {
    label::long(due, model.today.now, model.today.zone)
}

fn exact(model: &Model, due: Due) -> String {
    label::exact(due, model.today.day, model.today.zone)
}

/// A day in words, and how full it is already.
pub(super) fn meaning(model: &Model, due: Due) -> String {
    match load(model, due) {
        0 => long(model, due),
        count => format!("{} · {} already there", long(model, due), counted(count)),
    }
}

// How many tasks a day to come already has; what is due today is the inbox.
fn load(model: &Model, due: Due) -> usize {
    let day = due.day(model.today.zone);
    if day > model.today.day { model.lists.load_of(day, model.today.zone) } else { 0 }
}

fn draw_preset(model: &Model, theme: &Theme, preset: &Preset, pen: &mut Pen<'_>) {
    let load = match load(model, preset.due) {
        0 => String::new(),
        count => counted(count),
    };
    let digit = preset.digit.to_string();
    pen.put(&digit, theme.key).skip(2);
    if pen.room() >= 40 {
        let phrase = pen.room() - 16 - 10;
        pen.cell(phrase, &[(&preset.phrase, Style::new())]);
        pen.right(&load, theme.dim);
        pen.put(&exact(model, preset.due), theme.dim);
    } else {
        pen.right(&exact(model, preset.due), theme.dim).keep_right(1);
        pen.put(&preset.phrase, Style::new());
    }
}
