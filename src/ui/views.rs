//! The views there are: a row for each, the name one is to have, the question before one goes.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::choices::Picking;
use super::dialogs::{draw_question, frame};
use super::field;
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::chord::Chord;
use crate::app::model::Model;
use crate::app::pointer::Target;
use crate::app::text;
use crate::app::views::dialog::{Asking, Dialog, Naming, Row, Stage};
use crate::app::views::label;
use crate::app::words::thousands;

/// How wide the inside wants to be.
const WIDTH: u16 = 72;
/// How many views are shown at most.
const ROWS: u16 = 12;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    dialog: &Dialog,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    match &dialog.stage {
        Stage::Choosing => draw_all(model, theme, dialog, area, buffer),
        Stage::Naming(naming) => draw_naming(theme, naming, area, buffer),
        Stage::Asking(asking) => {
            draw_asking(model, theme, asking, area, buffer);
            None
        }
    }
}

/// The same in one line.
pub(super) fn draw_tiny(theme: &Theme, dialog: &Dialog, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    match &dialog.stage {
        Stage::Choosing => field::draw(theme, area, "View: ", &dialog.picker.input, buffer),
        Stage::Naming(naming) => field::draw(theme, area, "Name: ", &naming.input, buffer),
        Stage::Asking(asking) => {
            let (title, _) = question(asking);
            Pen::new(buffer, line_of(area, 0)).put(&format!("{title}? Enter"), theme.strong);
            None
        }
    }
}

fn draw_all(
    model: &Model,
    theme: &Theme,
    dialog: &Dialog,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let nothing = match model.keymap.shown_in_dialogs("Ctrl-o") {
        Some(key) if dialog.picker.input.text().is_empty() => {
            format!("None yet: {key} saves what is seen.")
        }
        _ => "No view is called that.".into(),
    };
    let rows = u16::try_from(dialog.picker.count()).map_or(ROWS, |count| count.clamp(1, ROWS));
    let picking = Picking {
        picker: &dialog.picker,
        title: "Views",
        prompt: "View: ",
        nothing: &nothing,
        size: (WIDTH, rows),
    };
    picking.draw(theme, area, buffer, |row, pen| draw_row(theme, row, pen))
}

fn draw_row(theme: &Theme, row: &Row, pen: &mut Pen<'_>) {
    let names = (pen.room() / 4).max(8);
    let count = row.count.map(thousands).unwrap_or_default();
    pen.keep_right(1).right(&count, theme.dim).keep_right(2);
    let note = match (row.is_open, row.is_config) {
        (true, _) => "open",
        (false, true) => "config",
        (false, false) => "",
    };
    if !note.is_empty() && pen.room() > 30 {
        pen.right(note, if row.is_open { theme.accent } else { theme.dim }).keep_right(2);
    }
    pen.cell(names, &[(&row.name, Style::new())]).skip(2).put(&row.words, theme.dim);
}

fn draw_naming(theme: &Theme, naming: &Naming, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    let title = match &naming.of {
        Some(name) => format!("Rename · {}", text::line(name, 60)),
        None => "Save what is seen as a view".into(),
    };
    let inner = frame(theme, (WIDTH, 3), &title, area, buffer);
    let cursor = field::draw(theme, line_of(inner, 0), "Name: ", &naming.input, buffer);
    let (words, style) = match &naming.refused {
        Some(why) => (why, theme.bad),
        None => (&naming.words, theme.dim),
    };
    for (line, words) in (1..inner.height).zip(text::wrap(words, inner.width.into())) {
        Pen::new(buffer, line_of(inner, line)).put(&words, style);
    }
    cursor
}

// A title, and what is said.
fn question(asking: &Asking) -> (String, String) {
    match asking {
        Asking::Replace(name, words) => (
            format!("Replace the view {name}"),
            format!("Now it shows {words}. What is seen takes its place."),
        ),
        Asking::Delete(name, words) => (format!("Delete the view {name}"), format!("It shows {words}.")),
    }
}

fn draw_asking(model: &Model, theme: &Theme, asking: &Asking, area: Rect, buffer: &mut Canvas) {
    let (title, said) = question(asking);
    let yes = if matches!(asking, Asking::Replace(..)) { "replace" } else { "delete" };
    let title = text::line(&title, 60);
    draw_question(
        model,
        theme,
        (&title, &[(&said, Style::new())], &[("Enter", yes), ("Esc", "no")]),
        area,
        buffer,
    );
}

/// Writes the name of the view that is open, with a star where something else is seen than it shows.
pub(super) fn put_label(model: &Model, theme: &Theme, pen: &mut Pen<'_>) {
    let Some((name, is_changed)) = label(model) else { return };
    let (from, star) = (pen.position().x, if is_changed { "*" } else { "" });
    let room = usize::from(pen.room() / 2);
    pen.put(&text::line(name, room.max(4)), theme.accent.add_modifier(Modifier::BOLD))
        .put(star, theme.accent);
    let keys = model.key(Action::Views);
    if let Some(keys) = Chord::read_sequence(&keys).filter(|_| columns(&keys) > 0) {
        pen.stands_for(from, || Target::Keys(keys));
    }
    pen.skip(2);
}
