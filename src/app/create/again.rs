//! A form that was left and is opened again.

use super::{Choice, Create, known};
use crate::app::model::Model;
use crate::app::picker::Picker;

impl Create {
    /// Whether anything is typed.
    pub fn has_words(&self) -> bool {
        let typed = [
            self.kind.input.text(),
            self.lead.input.text(),
            self.contact.input.text(),
            self.dates.input.text(),
            self.who.input.text(),
            self.priority.input.text(),
        ];
        !self.text.text().is_empty() || typed.iter().any(|typed| !typed.trim().is_empty())
    }

    /// This form with what was typed and chosen in an earlier one. What is known now counts: days are read
    /// anew, and there may be more leads and other colleagues.
    pub(super) fn resume(&mut self, earlier: Self, model: &Model) {
        match earlier.lead.chosen() {
            Some(lead) => self.lead = Picker::new(known::leads(model, Some(&lead.value))),
            None => self.lead.paste(earlier.lead.input.text()),
        }
        match earlier.who.chosen() {
            Some(who) => self.who.choose(|other| other.is(who)),
            None => self.who.paste(earlier.who.input.text()),
        }
        self.dates.resume(&earlier.dates);
        (self.field, self.of) = (earlier.field, earlier.of);
        (self.kind, self.priority) = (earlier.kind, earlier.priority);
        (self.contact, self.text) = (earlier.contact, earlier.text);
    }
}
