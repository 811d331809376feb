//! The palette: every action by a few letters of its name, and commands with words behind them.
//!
//! Shows the key of each, so that next time the palette is not needed. What the words of a command mean is shown
//! before it is done, and it is done to the tasks its own key would act on.

mod choices;

use self::choices::{view_row, with_words};
use super::action::{Action, Place};
use super::available::hindrance;
use super::chord::{Chord, Key};
use super::command::{Command, Verb};
use super::effect::Effect;
use super::input::Input;
use super::model::Model;
use super::orders::{self, Order};
use super::overlay::{Outcome, Overlay};
use super::{fuzzy, help, whose};
use crate::domain::id::{TaskId, Text};
use crate::domain::view::View;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What it acts on.
    pub tasks: Vec<TaskId>,
    /// What was typed.
    pub input: Input,
    /// What fits, best first.
    pub found: Vec<Row>,
    /// Which of it is chosen, from 0.
    pub chosen: usize,
    /// What is to be typed, or why it means nothing.
    pub echo: Echo,
    all: Vec<Row>,
    whose: Vec<whose::Row>,
}

/// What stands beneath the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Echo {
    /// Nothing.
    #[default]
    Nothing,
    /// What may follow.
    Hint(String),
    /// What was typed means nothing, for this reason.
    Refused(String),
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it does.
    pub title: String,
    /// What there is to say about it.
    pub note: String,
    /// The key that does it too.
    pub keys: String,
    /// Why it cannot be done now.
    pub hindrance: Option<String>,
    /// What it does, once its words are understood.
    pub order: Option<Order>,
    /// What is typed to have it.
    pub text: String,
}

/// How many commands count as used a moment ago.
const RECENT: usize = 8;

/// Opens the palette over whatever is in front.
pub fn begin(model: &mut Model) {
    let place = model.place().unwrap_or(Place::List);
    let tasks = model.targets();
    let all = rows(model, place, &tasks);
    let palette = Palette {
        tasks,
        input: Input::default(),
        found: all.clone(),
        chosen: 0,
        echo: Echo::Nothing,
        all,
        whose: Vec::new(),
    };
    model.overlays.push(Overlay::Palette(Box::new(palette)));
}

/// A key while it is open.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Palette(palette)) = model.overlays.last_mut() else { return Vec::new() };
    match palette.press(chord) {
        None => find(model, at),
        Some(Outcome::Open) => {}
        Some(Outcome::Left) => drop(model.overlays.pop()),
        Some(Outcome::Chosen(row)) => return choose(model, at, row),
    }
    Vec::new()
}

/// Takes pasted text.
pub fn paste(model: &mut Model, at: Timestamp, text: &str) {
    let Some(Overlay::Palette(palette)) = model.overlays.last_mut() else { return };
    palette.input.paste(text);
    find(model, at);
}

impl Palette {
    // Nothing when another text stands there now.
    fn press(&mut self, chord: Chord) -> Option<Outcome<Row>> {
        match (chord.key, chord.ctrl) {
            (Key::Esc, _) | (Key::Char('c'), true) => return Some(Outcome::Left),
            (Key::Enter, _) => return Some(self.row().map_or(Outcome::Open, Outcome::Chosen)),
            (Key::Down, _) | (Key::Char('n'), true) => self.step(1),
            (Key::Up, _) | (Key::Char('p'), true) => self.step(-1),
            (Key::Tab, _) => return self.complete(),
            _ if self.input.press(chord) => return None,
            _ => {}
        }
        Some(Outcome::Open)
    }

    fn row(&self) -> Option<Row> {
        self.found.get(self.chosen).cloned()
    }

    fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    fn complete(&mut self) -> Option<Outcome<Row>> {
        let text = self.row().map(|row| row.text).filter(|text| text != self.input.text());
        let Some(text) = text else { return Some(Outcome::Open) };
        self.input = Input::with(&text);
        None
    }
}

// Every action, those used last before all others.
fn rows(model: &Model, place: Place, tasks: &[TaskId]) -> Vec<Row> {
    let recent = model.recent.iter().map(|command| match command {
        Command::Do(action) => action_row(model, place, tasks, *action),
        Command::With(verb, _) => Row {
            title: command.title(),
            note: String::new(),
            keys: model.keymap.line_of(command),
            hindrance: verb.action().and_then(|action| hindrance(model, place, tasks, action)),
            order: None,
            text: command.to_string(),
        },
    });
    let is_recent = |action: Action| model.recent.contains(&Command::Do(action));
    let actions = Action::ALL.iter().filter(|action| action.is_choosable() && !is_recent(**action));
    let actions = actions.map(|action| action_row(model, place, tasks, *action));
    let verbs = Verb::ALL.iter().filter(|verb| verb.action().is_none());
    let verbs = verbs.map(|verb| verb_row(*verb, hindrance(model, place, tasks, verb.kin())));
    let is_used = |view: &View| model.recent.contains(&Command::With(Verb::View, view.name.to_string()));
    let why = hindrance(model, place, tasks, Action::Views);
    let views = model.views.all().filter(|view| !is_used(view)).map(|view| view_row(model, view));
    let views = views.map(|row| Row { hindrance: why.clone(), ..row });
    let mut rows: Vec<Row> = recent.chain(actions).chain(verbs).chain(views).collect();
    rows.sort_by_key(|row| row.hindrance.is_some());
    rows
}

fn action_row(model: &Model, place: Place, tasks: &[TaskId], action: Action) -> Row {
    let spec = action.spec();
    let takes_words = Verb::named(spec.name).is_some();
    Row {
        title: spec.title.into(),
        note: spec.name.into(),
        keys: model.keymap.line_of(&action.into()),
        hindrance: hindrance(model, place, tasks, action),
        order: Some(Order::Do(action)),
        text: if takes_words { format!("{} ", spec.name) } else { spec.name.into() },
    }
}

fn verb_row(verb: Verb, hindrance: Option<String>) -> Row {
    Row {
        title: format!("{} {}", verb.title(), verb.words()),
        note: verb.name().into(),
        keys: String::new(),
        hindrance,
        order: None,
        text: format!("{} ", verb.name()),
    }
}

fn find(model: &mut Model, at: Timestamp) {
    let Some(Overlay::Palette(palette)) = model.overlays.last() else { return };
    let typed = palette.input.text();
    let (found, echo) = match Verb::split(typed) {
        Some((verb, words)) => with_words(model, at, palette, (verb, words)),
        None => (palette.named(typed), Echo::Nothing),
    };
    // Counting whose tasks there are is as much work as there are tasks: once is enough.
    let whose =
        if palette.whose.is_empty() && is_about_people(typed) { whose::rows(model) } else { Vec::new() };
    let Some(Overlay::Palette(palette)) = model.overlays.last_mut() else { return };
    (palette.found, palette.echo, palette.chosen) = (found, echo, 0);
    if !whose.is_empty() {
        palette.whose = whose;
        find(model, at);
    }
}

fn is_about_people(typed: &str) -> bool {
    matches!(Verb::split(typed), Some((Verb::Show, _)))
}

impl Palette {
    // What is called so before what has the word, and that before everything its letters fit.
    fn named(&self, typed: &str) -> Vec<Row> {
        let entries: Vec<String> = self.all.iter().map(|row| format!("{} {}", row.title, row.note)).collect();
        let ranked = fuzzy::rank(typed, entries.iter().map(String::as_str));
        let mut found: Vec<Row> = ranked.into_iter().filter_map(|at| self.all.get(at).cloned()).collect();
        // What cannot be done here is still found, after all that can.
        let far = |row: &Row| fuzzy::distance(typed, &row.note, &row.title);
        found.sort_by_cached_key(|row| (row.note != typed.trim(), row.hindrance.is_some(), far(row)));
        found
    }
}

fn choose(model: &mut Model, at: Timestamp, row: Row) -> Vec<Effect> {
    // Without the palette, what is in front is what its key would act on.
    let Some(Overlay::Palette(mut palette)) = model.overlays.pop() else { return Vec::new() };
    let command = Command::read(&row.text).ok();
    let order = row.order.map(Ok).or_else(|| Some(orders::understand(model, at, command.as_ref()?)));
    match (row.hindrance, order) {
        (None, Some(Ok(order))) => return carry_out(model, at, order, command),
        (Some(why), _) | (None, Some(Err(why))) => {
            palette.echo = Echo::Refused(why);
            model.overlays.push(Overlay::Palette(palette));
        }
        (None, None) => {
            palette.input = Input::with(&row.text);
            model.overlays.push(Overlay::Palette(palette));
            find(model, at);
        }
    }
    Vec::new()
}

fn carry_out(model: &mut Model, at: Timestamp, order: Order, command: Option<Command>) -> Vec<Effect> {
    let said = model.notices.current().cloned();
    let action = match &order {
        Order::Do(action) => Some(*action),
        _ => command.as_ref().and_then(Command::action),
    };
    remember(model, command);
    let effects = orders::carry_out(model, at, order);
    if let Some(action) = action {
        help::teach(model, at, action, said.as_ref());
    }
    effects
}

fn remember(model: &mut Model, used: Option<Command>) {
    let Some(command) = used.filter(|command| model.recent.first() != Some(command)) else { return };
    model.recent.retain(|other| *other != command);
    model.recent.insert(0, command);
    model.recent.truncate(RECENT);
    let texts = model.recent.iter().map(|command| command.to_string().into());
    model.disk.keep([Write::Recent(texts.collect())]);
}

/// Takes back what was used in an earlier session; what means nothing any more is forgotten.
pub(super) fn recall(model: &mut Model, texts: &[Text]) {
    let commands = texts.iter().filter_map(|text| Command::read(text).ok());
    model.recent = commands.take(RECENT).collect();
}
