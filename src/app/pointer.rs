//! The mouse: what it points at becomes the actions that keys make.
//!
//! The drawing says what stands where, so this knows no place on the screen. Nothing can be done with the
//! mouse that no key does, and nothing here changes a task by itself.

use chrono::TimeDelta;

use super::action::Action;
use super::browse;
use super::chord::{Chord, Key};
use super::effect::{Effect, Screen};
use super::keys;
use super::model::Model;
use super::overlay::Overlay;
use crate::domain::place::Place;
use crate::domain::tab::Tab;
use crate::domain::zone::Timestamp;

/// What stands somewhere on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A tab.
    Tab(Tab),
    /// A row of the list.
    Row(Place),
    /// The preview.
    Preview,
    /// A row to choose, so many rows from the chosen one; up when negative.
    Choice(isize),
    /// A day of the calendar, so many days after the chosen one; before it when negative.
    Day(i64),
    /// Words that stand for keys.
    Keys(Vec<Chord>),
    /// Part of a dialog that means nothing by itself.
    Dialog,
}

/// A cell of the screen, from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its column.
    pub x: u16,
    /// Its line.
    pub y: u16,
}

/// The mouse, as far as the program follows it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pointer {
    /// Whether the terminal reports the mouse; then it does not select text by itself.
    pub is_on: bool,
    clicked: Option<(Timestamp, Spot)>,
}

/// Two clicks on a place within this time are one double click.
const DOUBLE: TimeDelta = TimeDelta::milliseconds(400);
/// How many lines one notch of the wheel moves.
const NOTCH: isize = 3;

/// Switches the mouse on or off.
pub fn flip(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let is_on = !model.pointer.is_on;
    model.pointer.is_on = is_on;
    model.notices.info(
        at,
        if is_on {
            "The mouse is on; text is selected with Shift and dragging"
        } else {
            "The mouse is off: the terminal selects text with it"
        },
    );
    vec![Effect::Screen(Screen::Mouse(is_on))]
}

/// Something was clicked; on nothing, nothing happens.
pub fn on_click(model: &mut Model, at: Timestamp, spot: Spot, target: Option<Target>) -> Vec<Effect> {
    let is_double = model.pointer.clicked.is_some_and(|(when, where_)| where_ == spot && at - when <= DOUBLE);
    // A third click is the first of the next two.
    model.pointer.clicked = (!is_double).then_some((at, spot));
    model.typed.clear();
    match target {
        Some(Target::Keys(keys)) => return press(model, at, &keys),
        Some(Target::Choice(0) | Target::Day(0)) if is_double => {
            // In a form Enter would mean all of it.
            let is_form = matches!(model.overlays.last(), Some(Overlay::Create(_)));
            let takes = if is_form { Key::Tab } else { Key::Enter };
            return keys::on_usual_key(model, at, Chord::plain(takes));
        }
        Some(Target::Choice(by)) => return step(model, at, by),
        Some(Target::Day(by)) => {
            let arrow = Chord::plain(if by < 0 { Key::Left } else { Key::Right });
            let days = usize::try_from(by.unsigned_abs()).unwrap_or(0);
            return (0..days).flat_map(|_| keys::on_usual_key(model, at, arrow)).collect();
        }
        Some(Target::Tab(tab)) if model.overlays.is_empty() => browse::go_to(model, tab),
        Some(Target::Row(row)) if is_list_in_front(model) => point(model, at, &row, is_double),
        _ => {}
    }
    Vec::new()
}

/// The wheel was turned over something, by so many notches; up when negative.
pub fn on_wheel(model: &mut Model, at: Timestamp, target: Option<&Target>, notches: isize) -> Vec<Effect> {
    let is_over_preview = target == Some(&Target::Preview) && model.overlays.is_empty();
    match model.overlays.last() {
        _ if is_over_preview => repeat(model, at, notches * NOTCH, [Action::PreviewUp, Action::PreviewDown]),
        None | Some(Overlay::Filter(_)) => {
            browse::scroll_list(model, notches * NOTCH);
            Vec::new()
        }
        Some(Overlay::Detail { .. } | Overlay::Help { .. }) => step(model, at, notches * NOTCH),
        Some(_) => step(model, at, notches),
    }
}

// Where a filter is being typed the list beneath it can be moved in, as with the arrows.
fn is_list_in_front(model: &Model) -> bool {
    matches!(model.overlays.last(), None | Some(Overlay::Filter(_)))
}

fn point(model: &mut Model, at: Timestamp, row: &Place, is_double: bool) {
    let was_here = model.lists.current().row() == Some(row);
    browse::select(model, row);
    // The list may have moved between two clicks: only what was clicked twice is opened.
    if is_double && was_here {
        drop(keys::on_action(model, at, Action::Open));
    }
}

fn press(model: &mut Model, at: Timestamp, keys: &[Chord]) -> Vec<Effect> {
    keys.iter().flat_map(|chord| keys::on_key(model, at, *chord)).collect()
}

// So many rows up or down in whatever is in front: by their actions where keys are bound to such, else by the
// arrows, which every dialog understands.
fn step(model: &mut Model, at: Timestamp, by: isize) -> Vec<Effect> {
    let is_page = |overlay: &Overlay| {
        matches!(overlay, Overlay::Detail { .. } | Overlay::Help { .. } | Overlay::Outbox(_))
    };
    if model.overlays.last().is_none_or(is_page) {
        return repeat(model, at, by, [Action::Up, Action::Down]);
    }
    let arrow = Chord::plain(if by < 0 { Key::Up } else { Key::Down });
    (0..by.unsigned_abs()).flat_map(|_| keys::on_usual_key(model, at, arrow)).collect()
}

fn repeat(model: &mut Model, at: Timestamp, by: isize, [up, down]: [Action; 2]) -> Vec<Effect> {
    let action = if by < 0 { up } else { down };
    (0..by.unsigned_abs()).flat_map(|_| keys::on_action(model, at, action)).collect()
}
