//! The list of views: opening one, saving what is seen as one, calling it otherwise, deleting it.
//!
//! What it says of each is found when it opens and kept, and how many tasks a view has is counted only as far
//! as that costs nothing: no key here is work that grows with the inbox.

use super::{as_view, label, open, remove, rename, save, words};
use crate::app::chord::{Chord, Key};
use crate::app::input::Input;
use crate::app::model::Model;
use crate::app::overlay::{Outcome, Overlay};
use crate::app::picker::{Choice, Picker};
use crate::domain::id::Text;
use crate::domain::place::Place;
use crate::domain::tab::Tab;
use crate::domain::view::{Scope, View, check_name};
use crate::domain::zone::Timestamp;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Dialog {
    /// What it is about just now.
    pub stage: Stage,
    /// The views.
    pub picker: Picker<Row>,
}

/// What the dialog is about.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Which view is to be opened.
    Choosing,
    /// What a view is to be called.
    Naming(Box<Naming>),
    /// Whether a view may go.
    Asking(Asking),
}

/// A name being typed.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The name.
    pub input: Input,
    /// The view that is to be called so; what is seen now, where there is none.
    pub of: Option<Text>,
    /// What it shows, in words.
    pub words: String,
    /// Why it cannot be called that.
    pub refused: Option<String>,
}

/// A view that is about to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// What is seen now takes its place.
    Replace(Text, String),
    /// It is deleted.
    Delete(Text, String),
}

/// A view, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is called.
    pub name: Text,
    /// What it shows, in words.
    pub words: String,
    /// How many tasks that are, where it costs nothing to know.
    pub count: Option<usize>,
    /// Whether it is from the config, and so cannot be changed from here.
    pub is_config: bool,
    /// Whether it is open.
    pub is_open: bool,
}

/// How many tasks are looked at to count what views show.
const LOOKED_AT: usize = 3_000;

/// Opens the list.
pub fn begin(model: &mut Model) {
    let dialog = Dialog { stage: Stage::Choosing, picker: Picker::new(rows(model)) };
    model.overlays.push(Overlay::Views(Box::new(dialog)));
}

/// Asks what the view of what is seen now is to be called.
pub fn begin_saving(model: &mut Model) {
    begin(model);
    ask_for_name(model, None);
}

fn rows(model: &Model) -> Vec<Row> {
    let (saved_from, mut left) = (model.views.config.len(), LOOKED_AT);
    let opened = label(model).map(|(name, _)| name.to_owned());
    let row = |(at, view): (usize, &View)| Row {
        name: view.name.clone(),
        words: words(model, view),
        count: count(model, view, &mut left),
        is_config: at < saved_from,
        is_open: opened.as_deref() == Some(&*view.name),
    };
    model.views.all().enumerate().map(row).collect()
}

// Of other people's tasks, and of the archive, not all may be loaded.
fn count(model: &Model, view: &View, left: &mut usize) -> Option<usize> {
    let is_shown = matches!(&view.whose, Scope::Of(whose) if whose.is_like(&model.whose));
    let is_whole = view.tab != Tab::Archive || model.sync.reading.archive.is_complete();
    if !is_shown || !is_whole || !model.sync.reading.is_swept() {
        return None;
    }
    let filter = super::filter_of(view);
    if filter.is_empty() {
        return Some(model.lists.count(view.tab));
    }
    let places = model.lists.everything(view.tab);
    *left = left.checked_sub(places.len())?;
    let tasks = places.iter().filter_map(Place::task).filter_map(|id| model.board.shown(id));
    Some(tasks.filter(|task| filter.keeps(task, Some(&model.today))).count())
}

/// A key while it is open.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) {
    let Some(Overlay::Views(dialog)) = model.overlays.last_mut() else { return };
    match &mut dialog.stage {
        Stage::Choosing => match (chord.key, chord.ctrl) {
            (Key::Char('o'), true) => ask_for_name(model, None),
            (Key::Char('r'), true) => on_own(model, at, |model, row| ask_for_name(model, Some(row))),
            (Key::Char('x'), true) => on_own(model, at, |model, row| {
                ask(model, Asking::Delete(row.name, row.words));
            }),
            _ => choose(model, at, chord),
        },
        Stage::Naming(_) => name(model, at, chord),
        Stage::Asking(_) => answer(model, at, chord),
    }
}

/// Takes pasted text.
pub fn paste(model: &mut Model, text: &str) {
    let Some(Overlay::Views(dialog)) = model.overlays.last_mut() else { return };
    match &mut dialog.stage {
        Stage::Choosing => dialog.picker.paste(text),
        Stage::Naming(naming) => naming.input.paste(text),
        Stage::Asking(_) => {}
    }
}

impl Choice for Row {
    fn name(&self) -> &str {
        &self.name
    }

    fn also(&self) -> Option<&str> {
        Some(&self.words)
    }

    fn is(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

fn choose(model: &mut Model, at: Timestamp, chord: Chord) {
    let Some(Overlay::Views(dialog)) = model.overlays.last_mut() else { return };
    match dialog.picker.press(chord) {
        Outcome::Open => {}
        Outcome::Left => drop(model.overlays.pop()),
        Outcome::Chosen(row) => {
            model.overlays.pop();
            open(model, at, &row.name);
        }
    }
}

// What can be done only to a view that was saved from the screen.
fn on_own(model: &mut Model, at: Timestamp, then: impl FnOnce(&mut Model, Row)) {
    let Some(Overlay::Views(dialog)) = model.overlays.last() else { return };
    match dialog.picker.chosen().cloned() {
        None => {}
        Some(row) if row.is_config => {
            model.notices.info(at, format!("The view {} is from the config: change it there", row.name));
        }
        Some(row) => then(model, row),
    }
}

fn ask_for_name(model: &mut Model, of: Option<Row>) {
    let seen = words(model, &as_view(model, Text::from("")));
    let opened = label(model).map(|(name, _)| name.to_owned());
    let Some(Overlay::Views(dialog)) = model.overlays.last_mut() else { return };
    let typed = dialog.picker.input.text();
    let (name, words) = match &of {
        Some(row) => (row.name.to_string(), row.words.clone()),
        None if typed.is_empty() => (opened.unwrap_or_default(), seen),
        None => (typed.to_owned(), seen),
    };
    let naming = Naming { input: Input::with(&name), of: of.map(|row| row.name), words, refused: None };
    dialog.stage = Stage::Naming(Box::new(naming));
}

fn ask(model: &mut Model, asking: Asking) {
    let Some(Overlay::Views(dialog)) = model.overlays.last_mut() else { return };
    dialog.stage = Stage::Asking(asking);
}

fn name(model: &mut Model, at: Timestamp, chord: Chord) {
    let Some(Overlay::Views(dialog)) = model.overlays.last_mut() else { return };
    let Stage::Naming(naming) = &mut dialog.stage else { return };
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) | (Key::Char('c'), true) => drop(model.overlays.pop()),
        (Key::Enter, _) => {
            let naming = naming.clone();
            accept(model, at, &naming);
        }
        _ if naming.input.press(chord) => naming.refused = None,
        _ => {}
    }
}

fn accept(model: &mut Model, at: Timestamp, naming: &Naming) {
    let name = match check_name(naming.input.text()).and_then(|name| is_free(model, naming, name)) {
        Ok(name) => name,
        Err(why) => return refuse(model, why),
    };
    let taken = model.views.saved.iter().find(|view| view.is_called(&name));
    match (&naming.of, taken.cloned()) {
        (Some(old), _) => {
            model.overlays.pop();
            rename(model, at, old, name);
        }
        (None, Some(view)) => {
            let words = words(model, &view);
            ask(model, Asking::Replace(name, words));
        }
        (None, None) => {
            model.overlays.pop();
            save(model, at, name);
        }
    }
}

// What was saved may be replaced, after asking, by what is seen; not by calling another view the same.
fn is_free(model: &Model, naming: &Naming, name: Text) -> Result<Text, String> {
    if model.views.config.iter().any(|view| view.is_called(&name)) {
        return Err(format!("{name} is from the config, so no other view can be called that"));
    }
    let is_itself = naming.of.as_ref().is_none_or(|old| old.to_lowercase() == name.to_lowercase());
    if !is_itself && model.views.named(&name).is_some() {
        return Err(format!("there is a view {name} already"));
    }
    Ok(name)
}

fn refuse(model: &mut Model, why: String) {
    let Some(Overlay::Views(dialog)) = model.overlays.last_mut() else { return };
    if let Stage::Naming(naming) = &mut dialog.stage {
        naming.refused = Some(why);
    }
}

fn answer(model: &mut Model, at: Timestamp, chord: Chord) {
    match chord.key {
        Key::Enter | Key::Char('y') if !chord.ctrl => {
            let Some(Overlay::Views(dialog)) = model.overlays.pop() else { return };
            match dialog.stage {
                Stage::Asking(Asking::Replace(name, _)) => save(model, at, name),
                Stage::Asking(Asking::Delete(name, _)) => remove(model, at, &name),
                _ => {}
            }
        }
        Key::Esc | Key::Char('n' | 'q' | 'c') => drop(model.overlays.pop()),
        _ => {}
    }
}
