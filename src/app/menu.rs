//! Everything that can be done, as menus at the bottom: for hands that know no keys yet.
//!
//! A menu for each part of the help, every action with its key in it. Arrows and Enter are all it takes.

use super::action::{Action, Group, Place};
use super::available::hindrance;
use super::chord::{Chord, Key};
use super::effect::Effect;
use super::model::Model;
use super::orders::{self, Order};
use super::overlay::Overlay;
use crate::domain::zone::Timestamp;

/// The menu that is open.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Which part.
    pub group: Group,
    /// Which row of it is chosen, from 0.
    pub chosen: usize,
    /// Every row of every part.
    rows: Vec<Row>,
}

/// An action in a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it does.
    pub action: Action,
    /// Its keys.
    pub keys: String,
    /// Why it cannot be done now.
    pub hindrance: Option<String>,
}

/// The parts of the help that are menus: in lines of text there is none to open.
pub const MENUS: [Group; 9] = [
    Group::Change,
    Group::Move,
    Group::Mark,
    Group::View,
    Group::Outside,
    Group::Sprint,
    Group::Changes,
    Group::Steps,
    Group::Program,
];

/// Opens the first menu over whatever is in front.
pub fn begin(model: &mut Model) {
    let place = model.place().unwrap_or(Place::List);
    let tasks = model.targets();
    let row = |action: &Action| Row {
        action: *action,
        keys: model.keymap.line_of(&(*action).into()),
        hindrance: hindrance(model, place, &tasks, *action),
    };
    let rows = Action::ALL.iter().filter(|action| action.is_choosable()).map(row).collect();
    model.overlays.push(Overlay::Menu(Box::new(Menu { group: MENUS[0], chosen: 0, rows })));
}

impl Menu {
    /// The rows of the part that is open.
    pub fn rows(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.action.spec().group == self.group).collect()
    }

    fn turn(&mut self, by: usize) {
        let at = MENUS.iter().position(|group| *group == self.group).unwrap_or(0);
        self.group = MENUS[(at + by) % MENUS.len()];
        self.chosen = 0;
    }

    // Round, so that the last row is one key away.
    fn step(&mut self, by: usize) {
        let count = self.rows().len().max(1);
        self.chosen = (self.chosen + by) % count;
    }
}

/// A key while a menu is open.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Menu(menu)) = model.overlays.last_mut() else { return Vec::new() };
    let groups = MENUS.len();
    let last = menu.rows().len().saturating_sub(1);
    match (chord.key, chord.ctrl) {
        (Key::Esc | Key::Char('q'), false) | (Key::Char('c'), true) => drop(model.overlays.pop()),
        (Key::Right | Key::Tab, _) => menu.turn(1),
        (Key::Left | Key::BackTab, _) => menu.turn(groups - 1),
        (Key::Down, _) => menu.step(1),
        (Key::Up, _) => menu.step(last),
        (Key::Home, _) => menu.chosen = 0,
        (Key::End, _) => menu.chosen = last,
        (Key::Enter | Key::Char(' '), false) => return choose(model, at),
        _ => {}
    }
    Vec::new()
}

fn choose(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let Some(Overlay::Menu(menu)) = model.overlays.last() else { return Vec::new() };
    let Some(row) = menu.rows().get(menu.chosen).map(|row| (*row).clone()) else { return Vec::new() };
    if let Some(why) = row.hindrance {
        model.notices.info(at, format!("Not now: {why}"));
        return Vec::new();
    }
    model.overlays.pop();
    orders::carry_out(model, at, Order::Do(row.action))
}
