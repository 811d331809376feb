//! The picker of the account to go on as, each in its own colour.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::choices::{beneath, rows_of};
use super::colours;
use super::dialogs::frame;
use super::field;
use super::pen::{Pen, line_of};
use super::theme::Theme;
use crate::app::accounts::{Account, Accounts, Stage};

/// How wide the inside wants to be.
const WIDTH: u16 = 64;
/// How many rows are shown at once.
const ROWS: u16 = 12;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(theme: &Theme, dialog: &Accounts, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    let rows = u16::try_from(dialog.picker.count()).map_or(ROWS, |count| count.min(ROWS));
    let inner = frame(theme, (WIDTH, 2 + rows), "Go on as another account", area, buffer);
    let cursor = draw_field(theme, dialog, line_of(inner, 0), buffer);
    let choices = rows_of(&dialog.picker, "No account is called that.");
    choices.draw(theme, beneath(inner), buffer, |account, pen| draw_row(theme, account, pen));
    cursor
}

/// What is typed, or what is waited for; where the cursor belongs.
pub(super) fn draw_field(
    theme: &Theme,
    dialog: &Accounts,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let waited_for = match &dialog.stage {
        Stage::Choosing => return field::draw(theme, area, "Account: ", &dialog.picker.input, buffer),
        Stage::Asking(name) => format!("Asking for the key of {name}"),
        Stage::Saving(name) => format!("Saving, then on as {name}"),
        Stage::Done(name) => format!("Sending what is left, then on as {name}"),
    };
    Pen::new(buffer, line_of(area, 0)).put(&waited_for, theme.warn);
    None
}

fn draw_row(theme: &Theme, account: &Account, pen: &mut Pen<'_>) {
    // Where there are no colours, nothing has one.
    let tint = account.tint.filter(|_| theme.accent.fg.is_some());
    let own = tint.map_or_else(Style::new, |tint| Style::new().fg(colours::colour(tint)));
    let names = pen.room() / 3;
    let stands = if account.is_in_front { "in front" } else { "" };
    pen.right(stands, theme.accent).keep_right(1);
    pen.cell(names, &[(&account.name, own.add_modifier(Modifier::BOLD))])
        .skip(2)
        .put(&account.note(), theme.dim);
}
