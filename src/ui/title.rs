//! The title of the window: the name of the program and how much is in the inbox.

use super::bars::count;
use super::theme::{Signs, Theme};
use crate::app::model::Model;
use crate::domain::tab::Tab;

/// The title; without a number while nothing is known.
pub fn title(model: &Model, theme: &Theme) -> String {
    let between = if theme.signs == Signs::Ascii { "-" } else { "·" };
    match count(model, Tab::Inbox) {
        number if number.is_empty() => "Closeout".into(),
        number => format!("Closeout {between} {number}"),
    }
}
