//! The dialog for a new task: for whom, what, when, who.
//!
//! Enter makes the task from any line, once everything Close wants is there; until then it goes to what is
//! missing and says so. Leads and their people are those of the tasks on the board. A key is never lost: what
//! cannot be made leaves the dialog open with all that was typed.

use std::collections::{BTreeMap, HashSet};

use super::chooser::Chooser;
use super::chord::{Chord, Key};
use super::dates::load::Loads;
use super::dates::{Dates, Echo};
use super::effect::Effect;
use super::input::Lines;
use super::making;
use super::model::Model;
use super::overlay::Overlay;
use super::people::Outcome;
use crate::domain::draft::Draft;
use crate::domain::id::{ContactId, LeadId, Named, UserId};
use crate::domain::people::User;
use crate::domain::task::{Priority, Task};
use crate::domain::when::Context;
use crate::domain::zone::Timestamp;

/// A line of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// For which lead.
    Lead,
    /// What it says.
    Text,
    /// When it is due.
    Day,
    /// Who is to do it.
    Who,
    /// How pressing it is.
    Priority,
}

impl Field {
    const ALL: [Self; 5] = [Self::Lead, Self::Text, Self::Day, Self::Who, Self::Priority];
}

/// The dialog.
#[derive(Clone, Debug)]
pub struct Create {
    /// Whether a planned call is meant instead of a to-do.
    pub is_call: bool,
    /// The line that takes the keys.
    pub field: Field,
    /// For which lead.
    pub lead: Chooser<Named<LeadId>>,
    /// What it says.
    pub text: Lines,
    /// When it is due; nothing typed makes a task without a date.
    pub dates: Dates,
    /// Who is to do it.
    pub who: Chooser<Named<UserId>>,
    /// How pressing it is.
    pub priority: Option<Priority>,
    /// Why Enter did not make it.
    pub missing: Option<&'static str>,
    contacts: BTreeMap<LeadId, Named<ContactId>>,
}

/// Opens the dialog, for the lead of the task under the cursor.
pub fn open(model: &mut Model, at: Timestamp) {
    if super::triage::only_reads(model, at) {
        return;
    }
    let dialog = Create::new(model, at);
    model.overlays.push(Overlay::Create(Box::new(dialog)));
}

/// A key while a new task is described.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Create(create)) = model.overlays.last_mut() else { return Vec::new() };
    if create.field == Field::Text && chord == Chord::ctrl('g') {
        return vec![Effect::Edit(create.text.text())];
    }
    match create.press(chord) {
        Outcome::Open => {}
        Outcome::Left => drop(model.overlays.pop()),
        Outcome::Chosen(draft) => {
            model.overlays.pop();
            making::carry_out(model, at, draft);
        }
    }
    Vec::new()
}

impl Create {
    fn new(model: &Model, at: Timestamp) -> Self {
        let selected = model.selected();
        let lead = selected.and_then(|task| task.lead.clone());
        let settings = &model.settings;
        let context = Context {
            now: at,
            zone: settings.zone,
            base: None,
            habits: settings.habits.clone(),
            their_zone: None,
        };
        Self {
            is_call: false,
            field: if lead.is_some() { Field::Text } else { Field::Lead },
            lead: Chooser::new(leads(model, lead.as_ref()), lead.is_some()),
            text: Lines::default(),
            dates: Dates::new(Vec::new(), &settings.presets, context),
            who: Chooser::new(people(model), true),
            priority: None,
            missing: None,
            contacts: contacts(model, selected),
        }
    }

    /// The person that would be called.
    pub fn contact(&self) -> Option<&Named<ContactId>> {
        self.lead.chosen().and_then(|(lead, _)| self.contacts.get(&lead.id))
    }

    /// Takes pasted text, into the line in front.
    pub fn paste(&mut self, text: &str) {
        match self.field {
            Field::Lead => self.lead.paste(text),
            Field::Text => self.text.paste(text),
            Field::Day => self.dates.paste(text, Loads::unknown()),
            Field::Who => self.who.paste(text),
            Field::Priority => {}
        }
    }

    fn press(&mut self, chord: Chord) -> Outcome<Draft> {
        self.missing = None;
        match (chord.key, chord.ctrl) {
            (Key::Esc, _) | (Key::Char('c'), true) => return Outcome::Left,
            (Key::Enter, _) => return self.accept(),
            (Key::Tab | Key::BackTab, _) => self.switch(chord),
            (Key::Down, _) if self.is_at_edge(chord) => self.go(1),
            (Key::Up, _) if self.is_at_edge(chord) => self.go(-1),
            _ => self.type_in(chord),
        }
        Outcome::Open
    }

    // In the text the arrows move between its lines first.
    fn is_at_edge(&self, chord: Chord) -> bool {
        let (line, _) = self.text.cursor();
        let edge = if chord.key == Key::Up { 0 } else { self.text.lines().len().saturating_sub(1) };
        self.field != Field::Text || line == edge
    }

    // A to-do or a call; in the line of the day, the other reading of a phrase that has two.
    fn switch(&mut self, chord: Chord) {
        let has_other = matches!(self.dates.echo, Echo::Due { other: Some(_), .. });
        if self.field == Field::Day && has_other {
            self.dates.press(chord, Loads::unknown());
            return;
        }
        self.is_call = !self.is_call;
        if self.is_call && self.field == Field::Priority {
            self.field = Field::Who;
        }
    }

    fn go(&mut self, by: isize) {
        // Close knows no priority of calls.
        let last = if self.is_call { 3 } else { 4 };
        let now = Field::ALL.iter().position(|field| *field == self.field).unwrap_or(0);
        let next = now.saturating_add_signed(by).min(last);
        self.field = Field::ALL.get(next).copied().unwrap_or(self.field);
    }

    fn type_in(&mut self, chord: Chord) {
        match self.field {
            Field::Lead => self.lead.press(chord),
            Field::Text => drop(self.text.press(chord)),
            Field::Day => drop(self.dates.press(chord, Loads::unknown())),
            Field::Who => self.who.press(chord),
            Field::Priority => self.priority = next_priority(self.priority.as_ref(), chord),
        }
    }

    fn accept(&mut self) -> Outcome<Draft> {
        let (field, missing) = match self.draft() {
            Ok(draft) => return Outcome::Chosen(draft),
            Err(missing) => missing,
        };
        self.field = field;
        self.missing = Some(missing);
        Outcome::Open
    }

    fn draft(&self) -> Result<Draft, (Field, &'static str)> {
        let (lead, _) = self.lead.chosen().ok_or((Field::Lead, "For which lead? Type a part of its name"))?;
        let text = self.text.text();
        if text.is_empty() && !self.is_call {
            return Err((Field::Text, "A to-do has to say something"));
        }
        let contact = self.contact().cloned();
        if contact.is_none() && self.is_call {
            return Err((Field::Lead, "Close wants a person to call, and none of this lead is known here"));
        }
        let due = match &self.dates.echo {
            Echo::Nothing => None,
            Echo::Due { due, .. } => Some(*due),
            Echo::Each { .. } | Echo::Refused(_) => return Err((Field::Day, "This day cannot be read")),
        };
        let (who, _) = self.who.chosen().ok_or((Field::Who, "Nobody is called that"))?;
        Ok(Draft {
            is_call: self.is_call,
            lead: lead.clone(),
            contact,
            text: text.into(),
            due,
            assignee: Some(who.clone()),
            priority: self.priority.clone().filter(|_| !self.is_call),
            others: Vec::new(),
        })
    }
}

fn next_priority(now: Option<&Priority>, chord: Chord) -> Option<Priority> {
    match chord.key {
        Key::Char('h') => Some(Priority::High),
        Key::Char('m') => Some(Priority::Medium),
        Key::Char('n') | Key::Backspace | Key::Delete => None,
        Key::Char(' ') | Key::Right | Key::Left => match now {
            None => Some(Priority::Medium),
            Some(Priority::Medium) => Some(Priority::High),
            Some(_) => None,
        },
        _ => now.cloned(),
    }
}

// Every lead with a task here, by name; the one under the cursor first.
fn leads(model: &Model, first: Option<&Named<LeadId>>) -> Vec<(Named<LeadId>, String)> {
    let mut seen = HashSet::new();
    let tasks = model.board.ids().filter_map(|id| model.board.shown(id));
    let all = first.into_iter().chain(tasks.filter_map(|task| task.lead.as_ref()));
    let mut leads: Vec<(Named<LeadId>, String)> = all
        .filter(|lead| seen.insert(lead.id.clone()))
        .map(|lead| (lead.clone(), lead.name().unwrap_or("a lead without a name").to_owned()))
        .collect();
    leads.sort_by_key(|(lead, name)| (Some(&lead.id) != first.map(|first| &first.id), name.to_lowercase()));
    leads
}

// One person of every lead that has one; that of the task under the cursor before any other.
fn contacts(model: &Model, selected: Option<&Task>) -> BTreeMap<LeadId, Named<ContactId>> {
    let tasks = model.board.ids().filter_map(|id| model.board.shown(id));
    let known = tasks.filter_map(|task| Some((task.lead.clone()?.id, task.contact.clone()?)));
    // Boards have no order, and the dialog is not to change its mind.
    let mut known: Vec<(LeadId, Named<ContactId>)> = known.collect();
    let own = selected.and_then(|task| task.contact.as_ref()).map(|contact| contact.id.clone());
    known.sort_by_key(|(_, contact)| (own.as_ref() == Some(&contact.id), contact.id.clone()));
    known.into_iter().collect()
}

// We come first, then everybody who is still there.
fn people(model: &Model) -> Vec<(Named<UserId>, String)> {
    let me = model.me.as_ref().map(|me| me.user.clone());
    let is_other = |id: &UserId| me.as_ref().is_none_or(|me| me.id != *id);
    let others = model.people.iter().filter(|user| user.is_active && is_other(&user.id));
    let mut others: Vec<Named<UserId>> = others.map(User::named).collect();
    others.sort_by_key(|user| user.name().map(str::to_lowercase));
    let all = me.clone().into_iter().chain(others);
    all.map(|user| (user.clone(), user.name().unwrap_or("somebody").to_owned())).collect()
}
