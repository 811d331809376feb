//! A box with a text in it: an address, or what nobody else could keep for pasting.
//!
//! The text stands by itself, so that it can be selected with the mouse as the terminal does it.

use super::chord::{Chord, Key};
use super::copy::{self, Copying};
use super::effect::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::text;
use crate::domain::zone::Timestamp;

/// The box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What the text is.
    pub title: String,
    /// The text.
    pub text: String,
    /// What became of it, and what else there is to know; a line each.
    pub notes: Vec<String>,
    /// Lines scrolled.
    pub scroll: usize,
}

impl Slip {
    /// A box with this text.
    pub fn new(title: impl Into<String>, text: impl Into<String>, notes: Vec<String>) -> Self {
        Self { title: title.into(), text: text.into(), notes, scroll: 0 }
    }

    /// The text in lines of at most so many columns. Where a long address is cut does not matter; words of a
    /// text are kept whole.
    pub fn lines(&self, columns: usize) -> impl Iterator<Item = String> {
        self.text.lines().flat_map(move |line| {
            let blank = line.trim().is_empty().then(String::new);
            text::wrap(line, columns).chain(blank)
        })
    }
}

/// A key while it is shown.
pub(super) fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Slip(slip)) = model.overlays.last_mut() else { return Vec::new() };
    let last = slip.text.lines().count().saturating_sub(1);
    match (chord.key, chord.ctrl) {
        (Key::Char('j') | Key::Down, _) => slip.scroll = (slip.scroll + 1).min(last),
        (Key::Char('k') | Key::Up, _) => slip.scroll = slip.scroll.saturating_sub(1),
        (Key::Char('y'), false) => {
            let what = text::line(&slip.text, 80).into_owned();
            let copying = Copying { text: slip.text.clone(), what };
            return copy::hand_over(model, at, copying);
        }
        (Key::Esc | Key::Enter | Key::Char('q'), _) | (Key::Char('c'), true) => drop(model.overlays.pop()),
        _ => {}
    }
    Vec::new()
}
