//! The dialog for a new task: what kind, for whom, what, when, who.
//!
//! A form: Tab goes from line to line and round, and below stands what the line in front may be. Enter makes the
//! task from any line, once everything Close wants is there; until then it goes to what is missing and says so.
//! A key is never lost: what cannot be made leaves the dialog open with all that was typed.

mod again;
mod draft;
mod keys;
mod known;

use self::known::Known;
use super::chord::Chord;
use super::dates::Dates;
use super::effect::Effect;
use super::input::Lines;
use super::making;
use super::model::Model;
use super::overlay::{Outcome, Overlay};
use super::picker::{Choice, Picker};
use super::{people, text, unsent};
use crate::domain::id::{ContactId, LeadId, Named, UserId};
use crate::domain::related;
use crate::domain::task::Priority;
use crate::domain::when::Context;
use crate::domain::zone::Timestamp;

/// A line of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A to-do or a planned call.
    Kind,
    /// For which lead.
    Lead,
    /// Which person there it is about.
    Contact,
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
    /// All of them, from top to bottom.
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Lead, Self::Contact, Self::Text, Self::Day, Self::Who, Self::Priority];
}

/// What a line may be, and what that is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<T> {
    /// What it is.
    pub value: T,
    /// Whether choosing it leaves the line open.
    pub is_open: bool,
    name: String,
}

impl<T> Candidate<T> {
    fn new(value: T, name: impl Into<String>) -> Self {
        Self { value, is_open: false, name: name.into() }
    }

    fn open(value: T, name: impl Into<String>) -> Self {
        Self { is_open: true, ..Self::new(value, name) }
    }
}

impl<T: PartialEq> Choice for Candidate<T> {
    const IS_STRICT: bool = true;

    fn name(&self) -> &str {
        &self.name
    }

    fn is(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// One of several things with a name.
pub type Line<T> = Picker<Candidate<T>>;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Create {
    /// The line that takes the keys.
    pub field: Field,
    /// Whether a planned call is meant instead of a to-do.
    pub kind: Line<bool>,
    /// For which lead.
    pub lead: Line<Named<LeadId>>,
    /// Which person there it is about, or nobody.
    pub contact: Line<Option<Named<ContactId>>>,
    /// What it says.
    pub text: Lines,
    /// When it is due; nothing typed makes a task without a date.
    pub dates: Dates,
    /// Who is to do it.
    pub who: Line<Named<UserId>>,
    /// How pressing it is.
    pub priority: Line<Option<Priority>>,
    /// Why Enter did not make it.
    pub missing: Option<String>,
    known: Known,
    // Why nobody is called what is typed.
    nobody: String,
    // The lead whose people can be chosen.
    of: Option<LeadId>,
}

/// Opens the dialog, for the lead of the task under the cursor.
pub fn open(model: &mut Model, at: Timestamp) {
    if super::triage::only_reads(model, at) {
        return;
    }
    let earlier = model.unsent.take_form();
    let mut dialog = Create::new(model, at);
    if let Some(earlier) = earlier {
        dialog.resume(*earlier, model);
        say_for_whom(model, at, &dialog);
    }
    model.overlays.push(Overlay::Create(Box::new(dialog)));
    follow(model);
}

// What was typed before may be meant for somebody else than who is under the cursor now.
fn say_for_whom(model: &mut Model, at: Timestamp, form: &Create) {
    let lead = form.lead.chosen().map(|lead| &lead.value);
    let here = model.first_selected().and_then(|task| task.lead.as_ref());
    if let Some(lead) = lead.filter(|lead| here.is_none_or(|here| here.id != lead.id)) {
        let name = text::line(lead.name().unwrap_or("another lead"), 60).into_owned();
        model.notices.info(at, format!("This is what you typed before, for {name}"));
    }
}

/// A key while a new task is described.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Create(create)) = model.overlays.last_mut() else { return Vec::new() };
    if create.field == Field::Text && chord == Chord::ctrl('g') {
        return vec![Effect::Edit(create.text.text())];
    }
    match create.press(chord) {
        Outcome::Open => follow(model),
        Outcome::Left => {
            if let Some(Overlay::Create(create)) = model.overlays.pop() {
                unsent::keep_form(model, at, create);
            }
        }
        Outcome::Chosen(draft) => {
            model.overlays.pop();
            making::carry_out(model, at, draft);
        }
    }
    Vec::new()
}

/// Text was pasted, into the line in front.
pub fn on_paste(model: &mut Model, text: &str) {
    if let Some(Overlay::Create(create)) = model.overlays.last_mut() {
        create.paste(text);
        follow(model);
    }
}

/// The people that can be chosen are those of the lead, as far as Close has told; it is asked once the lead is
/// decided upon.
pub fn follow(model: &mut Model) {
    let Some(Overlay::Create(create)) = model.overlays.last_mut() else { return };
    let lead = create.lead_id().cloned();
    create.nobody = people::nobody(&model.people, create.who.input.text());
    create.known.learn(lead.as_ref(), &model.shelf);
    create.meet_contacts();
    let is_decided = create.field != Field::Lead;
    if let Some(lead) = lead.filter(|_| is_decided) {
        let key = related::Key::Lead(lead);
        if model.shelf.answer(&key).is_none() && !model.shelf.is_out(&key) {
            model.shelf.want([key]);
        }
    }
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
        let leads = known::leads(model, lead.as_ref());
        let priority = [
            Candidate::open(None, "none"),
            Candidate::new(Some(Priority::Medium), "medium"),
            Candidate::new(Some(Priority::High), "high"),
        ];
        Self {
            field: if lead.is_some() { Field::Text } else { Field::Lead },
            kind: Picker::new([Candidate::new(false, "To-do"), Candidate::new(true, "Planned call")]),
            // Nobody means the first of all leads by pressing Enter.
            lead: if lead.is_some() { Picker::new(leads) } else { Picker::waiting(leads) },
            contact: Picker::new([]),
            text: Lines::default(),
            dates: Dates::new(Vec::new(), &settings.presets, context),
            who: Picker::new(known::people(model)),
            priority: Picker::new(priority),
            missing: None,
            known: Known::new(model, selected),
            nobody: String::new(),
            of: None,
        }
    }

    /// Whether a planned call is meant instead of a to-do.
    pub fn is_call(&self) -> bool {
        self.kind.chosen().is_some_and(|kind| kind.value)
    }

    /// The lines there are: Close knows no priority of calls.
    pub fn fields(&self) -> &'static [Field] {
        if self.is_call() { &Field::ALL[..6] } else { &Field::ALL }
    }

    /// How often Tab has to be pressed to come to a line.
    pub fn tabs_to(&self, field: Field) -> usize {
        let fields = self.fields();
        let place = |field| fields.iter().position(|other| *other == field);
        let (Some(from), Some(to)) = (place(self.field), place(field)) else { return 0 };
        (to + fields.len() - from) % fields.len()
    }

    /// How many rows what the line in front may be takes, whatever is typed: where it may be nothing, that is said in one.
    pub fn offers(&self) -> usize {
        let choices = match self.field {
            Field::Text => return 0,
            Field::Kind => self.kind.count(),
            Field::Lead => self.lead.count(),
            Field::Contact => self.contact.count(),
            Field::Day => self.dates.presets.len(),
            Field::Who => self.who.count(),
            Field::Priority => self.priority.count(),
        };
        choices.max(1)
    }

    fn lead_id(&self) -> Option<&LeadId> {
        self.lead.chosen().map(|lead| &lead.value.id)
    }

    // Another lead has other people; more of the same leave the choice alone.
    fn meet_contacts(&mut self) {
        let lead = self.lead_id().cloned();
        let people = self.known.contacts(lead.as_ref(), self.is_call());
        if lead == self.of {
            self.contact.fill(people);
        } else {
            (self.contact, self.of) = (Picker::new(people), lead);
        }
    }
}
