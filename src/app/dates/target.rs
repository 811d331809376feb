//! What a date is chosen for: a task, the date it has, and what the clock of its contact shows.

use chrono::NaiveDate;

use crate::app::model::Model;
use crate::app::related::Answer;
use crate::domain::due::Due;
use crate::domain::id::{TaskId, Text};
use crate::domain::related::{Key, Lead, Related};
use crate::domain::tab::Tab;
use crate::domain::task::Task;
use crate::domain::zone::Zone;

/// A task a date is chosen for.
#[derive(Clone, Debug)]
pub struct Target {
    /// The task.
    pub task: TaskId,
    /// The date it has.
    pub base: Option<Due>,
    /// Where its contact is.
    pub clock: Clock,
    // The day to come that has it already.
    pub(super) counts_on: Option<NaiveDate>,
}

/// Where a contact is, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clock {
    /// In this zone.
    In(Zone),
    /// Close knows no zone of this person, or of anybody at this company.
    Unknown(Text),
    /// The task belongs to no lead, so there is nobody to have a clock.
    Nobody,
    /// Close has not been asked about this company, or has not answered.
    NotTold(Text),
}

impl Target {
    /// A task on the board as what a date is chosen for.
    pub fn of(model: &Model, task: &TaskId) -> Option<Self> {
        let shown = model.board.shown(task)?;
        let is_ahead = model.lists.tab_of(task) == Some(Tab::Future);
        let counts_on = shown.due.filter(|_| is_ahead).map(|due| due.day(model.today.zone));
        Some(Self { task: task.clone(), base: shown.due, clock: Clock::of(model, shown), counts_on })
    }
}

impl Clock {
    /// Where the contact of a task is, as the preview has it.
    pub fn of(model: &Model, task: &Task) -> Self {
        let Some(key) = Key::lead_of(task) else { return Self::Nobody };
        let name = || task.who().contact.or(task.who().lead).unwrap_or("this lead").into();
        match model.shelf.answer(&key) {
            Some(Answer::Is(Related::Lead(lead))) => match zone_of(task, lead) {
                Some(zone) => Self::In(zone),
                None => Self::Unknown(name()),
            },
            Some(Answer::Nothing(_)) => Self::Unknown(name()),
            _ => Self::NotTold(name()),
        }
    }

    /// The zone, if it is known.
    pub fn zone(&self) -> Option<Zone> {
        match self {
            Self::In(zone) => Some(*zone),
            _ => None,
        }
    }

    /// Why no time by that clock can be given.
    pub fn why(&self) -> String {
        match self {
            Self::In(_) => String::new(),
            Self::Unknown(name) => format!("Close knows no time zone of {name}; give the time in yours."),
            Self::Nobody => "There is nobody at the other end of this task; give the time in yours.".into(),
            Self::NotTold(name) => format!("Close has not said yet where {name} is; wait a moment."),
        }
    }
}

// That of the person the task is about; where it is about nobody, that of everybody there if it is the same.
fn zone_of(task: &Task, lead: &Lead) -> Option<Zone> {
    let contact = task.who().contact;
    let person = lead.contacts.iter().find(|person| contact.is_some() && person.name.as_deref() == contact);
    if let Some(person) = person {
        return person.zone;
    }
    let mut zones = lead.contacts.iter().map(|person| person.zone);
    let first = zones.next()??;
    zones.all(|zone| zone == Some(first)).then_some(first)
}
