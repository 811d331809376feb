//! From what the lines say to a task: what is missing, and what fits nothing.

use super::{Create, Field};
use crate::app::dates::Echo;
use crate::app::overlay::Outcome;
use crate::app::text;
use crate::domain::draft::Draft;

impl Create {
    /// Whether what is typed in front fits nothing. That must not give way to what was chosen before: the task would go
    /// elsewhere.
    pub fn is_lost(&self) -> bool {
        match self.field {
            Field::Kind => self.kind.is_lost(),
            Field::Lead => self.lead.is_lost(),
            Field::Contact => self.contact.is_lost(),
            Field::Who => self.who.is_lost(),
            Field::Priority => self.priority.is_lost(),
            Field::Text | Field::Day => false,
        }
    }

    pub(super) fn lost(&self) -> String {
        format!("{}; Ctrl-u empties the line", self.nothing())
    }

    /// Why nothing fits what is typed in front.
    pub fn nothing(&self) -> String {
        match self.field {
            Field::Kind => "There is no such kind".into(),
            Field::Lead => {
                format!("No lead with a task here is called {}", text::line(self.lead.input.text(), 20))
            }
            Field::Contact => self.nobody_there().into(),
            Field::Who => self.nobody.clone(),
            Field::Text | Field::Day | Field::Priority => "There is none like it".into(),
        }
    }

    /// Makes the task, or goes to what is missing for it.
    pub(super) fn accept(&mut self) -> Outcome<Draft> {
        if self.is_lost() {
            self.missing = Some(self.lost());
            return Outcome::Open;
        }
        let (field, missing) = match self.draft() {
            Ok(draft) => return Outcome::Chosen(draft),
            Err(missing) => missing,
        };
        self.stand_on(field);
        self.missing = Some(missing.into());
        Outcome::Open
    }

    fn draft(&self) -> Result<Draft, (Field, &'static str)> {
        let is_call = self.is_call();
        let lead = self.lead.chosen().ok_or((Field::Lead, "For which lead? Type a part of its name"))?;
        let contact = self.contact.chosen().ok_or((Field::Contact, self.nobody_there()))?;
        let text = self.text.text();
        if text.is_empty() && !is_call {
            return Err((Field::Text, "A to-do has to say something"));
        }
        let due = match &self.dates.echo {
            Echo::Nothing => None,
            Echo::Due { due, .. } => Some(*due),
            Echo::Each { .. } | Echo::Refused(_) => return Err((Field::Day, "This day cannot be read")),
        };
        let who = self.who.chosen().ok_or((Field::Who, "Nobody is called that"))?;
        let priority = self.priority.chosen().and_then(|priority| priority.value.clone());
        Ok(Draft {
            is_call,
            lead: lead.value.clone(),
            contact: contact.value.clone(),
            text: text.into(),
            due,
            assignee: Some(who.value.clone()),
            priority: priority.filter(|_| !is_call),
            others: Vec::new(),
        })
    }

    /// Why no person can be chosen.
    pub fn nobody_there(&self) -> &'static str {
        match self.contact.count() {
            0 if self.lead.chosen().is_none() => "First the lead",
            0 if self.known.is_told(self.lead_id()) => "Close knows nobody there to call",
            0 => "Close wants a person to call; it has not said yet who is there",
            _ => "Nobody there is called that",
        }
    }
}
