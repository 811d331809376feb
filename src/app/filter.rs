//! Which tasks the typed words leave in view.
//!
//! Every word must occur somewhere in what a row or the preview says, case aside; `!word` must not. Words are
//! folded once, tasks as they are looked at.

use crate::domain::id::LeadId;
use crate::domain::task::Task;

/// What was typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As typed.
    pub text: String,
    wanted: Vec<String>,
    unwanted: Vec<String>,
    lead: Option<(LeadId, String)>,
}

impl Filter {
    /// Takes the typed text apart.
    pub fn read(text: &str) -> Self {
        let mut filter = Self { text: text.into(), ..Self::default() };
        for word in text.split_whitespace() {
            match word.strip_prefix('!') {
                Some("") => {}
                Some(word) => filter.unwanted.push(word.to_lowercase()),
                None => filter.wanted.push(word.to_lowercase()),
            }
        }
        filter
    }

    /// Only the tasks of one lead.
    pub fn of_lead(id: LeadId, name: &str) -> Self {
        Self { lead: Some((id, name.into())), ..Self::default() }
    }

    /// The same lead, other words.
    pub fn with_text(&self, text: &str) -> Self {
        Self { lead: self.lead.clone(), ..Self::read(text) }
    }

    /// The name of the lead it is limited to.
    pub fn lead(&self) -> Option<&str> {
        self.lead.as_ref().map(|(_, name)| name.as_str())
    }

    /// Whether it leaves everything in view.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty() && self.lead.is_none()
    }

    /// Whether everything this leaves in view was already left by the other.
    pub fn narrows(&self, other: &Self) -> bool {
        other.lead == self.lead && other.unwanted.is_empty() && self.text.starts_with(&other.text)
    }

    /// Whether a task stays in view.
    pub fn keeps(&self, task: &Task) -> bool {
        self.lead.as_ref().is_none_or(|(id, _)| task.lead.as_ref().is_some_and(|lead| lead.id == *id))
            && self.wanted.iter().all(|word| mentions(task, word))
            && !self.unwanted.iter().any(|word| mentions(task, word))
    }
}

fn mentions(task: &Task, word: &str) -> bool {
    let who = task.who();
    let subject = task.subject();
    let assignee = task.assignee.as_ref().and_then(|person| person.name());
    let parts = [who.lead, who.contact, who.phone, Some(task.kind.word()), task.kind.text(), assignee];
    contains(&subject, word) || parts.into_iter().flatten().any(|part| contains(part, word))
}

// Almost all text is ASCII, where no copy is needed to compare without case.
fn contains(text: &str, word: &str) -> bool {
    if text.is_ascii() && word.is_ascii() {
        let (text, word) = (text.as_bytes(), word.as_bytes());
        return text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    }
    text.to_lowercase().contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Named;

    fn task() -> Task {
        let lead = Some(Named::new(LeadId::new("lead_1"), "Bäckerei Łódź"));
        Task { lead, ..Task::new("task_1", "Send the Quote again") }
    }

    #[test]
    fn all_words_must_occur_in_any_order_and_any_case() {
        assert!(Filter::read("quote SEND").keeps(&task()));
        assert!(!Filter::read("quote mail").keeps(&task()));
        assert!(Filter::read("łódź").keeps(&task()));
        assert!(Filter::read("").keeps(&task()));
    }

    #[test]
    fn a_word_after_an_exclamation_mark_must_not_occur() {
        assert!(!Filter::read("!quote").keeps(&task()));
        assert!(Filter::read("send !invoice").keeps(&task()));
        assert!(Filter::read("send !").keeps(&task()), "half a word leaves out nothing");
    }

    #[test]
    fn one_lead_and_words_together() {
        let lead = Filter::of_lead(LeadId::new("lead_1"), "Bäckerei");
        assert!(lead.keeps(&task()) && lead.with_text("quote").keeps(&task()));
        assert!(!Filter::of_lead(LeadId::new("lead_2"), "x").keeps(&task()));
    }

    #[test]
    fn more_letters_narrow_what_fewer_left() {
        assert!(Filter::read("quo").narrows(&Filter::read("qu")));
        assert!(!Filter::read("send !quo").narrows(&Filter::read("send !qu")));
    }
}
