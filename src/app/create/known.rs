//! What a new task can be for: leads, the people there, colleagues, as far as they are known here.
//!
//! Leads are those of the tasks on the board. Their people are those of these tasks, and all of them once Close
//! has told what stands behind the lead.

use std::collections::{HashMap, HashSet};

use super::Candidate;
use crate::app::model::Model;
use crate::app::people;
use crate::app::related::{Answer, Shelf};
use crate::domain::id::{ContactId, LeadId, Named, UserId};
use crate::domain::people::User;
use crate::domain::related::{Contact, Key, Related};
use crate::domain::task::Task;

/// The people of leads.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    of_tasks: HashMap<LeadId, Vec<Named<ContactId>>>,
    told: HashMap<LeadId, Vec<Named<ContactId>>>,
    // The person of the task under the cursor.
    own: Option<ContactId>,
}

impl Known {
    pub(super) fn new(model: &Model, selected: Option<&Task>) -> Self {
        let mut of_tasks: HashMap<LeadId, Vec<Named<ContactId>>> = HashMap::new();
        for task in model.board.ids().filter_map(|id| model.board.shown(id)) {
            let (Some(lead), Some(contact)) = (&task.lead, &task.contact) else { continue };
            let people = of_tasks.entry(lead.id.clone()).or_default();
            if people.iter().all(|person| person.id != contact.id) {
                people.push(contact.clone());
            }
        }
        let own = selected.and_then(|task| task.contact.as_ref()).map(|contact| contact.id.clone());
        Self { of_tasks, told: HashMap::new(), own }
    }

    /// Takes in what Close has told.
    pub(super) fn learn(&mut self, lead: Option<&LeadId>, shelf: &Shelf) {
        let Some(lead) = lead.filter(|lead| !self.told.contains_key(*lead)) else { return };
        let people = match shelf.answer(&Key::Lead(lead.clone())) {
            Some(Answer::Is(Related::Lead(told))) => told.contacts.iter().filter_map(named).collect(),
            Some(_) => Vec::new(),
            None => return,
        };
        self.told.insert(lead.clone(), people);
    }

    /// Whether Close has told who is there.
    pub(super) fn is_told(&self, lead: Option<&LeadId>) -> bool {
        lead.is_some_and(|lead| self.told.contains_key(lead))
    }

    /// Whom a task for this lead may be about: whoever the task under the cursor is about before all others. A
    /// to-do need not be about anybody.
    pub(super) fn contacts(
        &self,
        lead: Option<&LeadId>,
        is_call: bool,
    ) -> Vec<Candidate<Option<Named<ContactId>>>> {
        let Some(lead) = lead else { return Vec::new() };
        let told = self.told.get(lead).into_iter().flatten();
        let mut seen = HashSet::new();
        let people = told.chain(self.of_tasks.get(lead).into_iter().flatten());
        let mut people: Vec<&Named<ContactId>> = people.filter(|person| seen.insert(&person.id)).collect();
        let is_own = |person: &&Named<ContactId>| self.own.as_ref() == Some(&person.id);
        // Boards have no order, and the dialog is not to change its mind.
        people.sort_by_key(|person| (!is_own(person), person.name().map(str::to_lowercase), &person.id));
        let nobody = (!is_call).then(|| Candidate::open(None, "nobody in particular"));
        let name = |person: &Named<ContactId>| person.name().unwrap_or("a person without a name").to_owned();
        let candidate = |person: &&Named<ContactId>| Candidate::new(Some((*person).clone()), name(person));
        let (own, others): (Vec<_>, Vec<_>) = people.iter().partition(|person| is_own(person));
        let own = own.iter().map(candidate);
        own.chain(nobody).chain(others.iter().map(candidate)).collect()
    }
}

fn named(person: &Contact) -> Option<Named<ContactId>> {
    Some(Named { id: person.id.clone()?, name: person.name.clone() })
}

/// Every lead with a task here, by name; the one under the cursor first.
pub(super) fn leads(model: &Model, first: Option<&Named<LeadId>>) -> Vec<Candidate<Named<LeadId>>> {
    let mut seen = HashSet::new();
    let tasks = model.board.ids().filter_map(|id| model.board.shown(id));
    let all = first.into_iter().chain(tasks.filter_map(|task| task.lead.as_ref()));
    let all = all.filter(|lead| seen.insert(&lead.id));
    let name = |lead: &Named<LeadId>| lead.name().unwrap_or("a lead without a name").to_owned();
    let mut leads: Vec<_> = all.map(|lead| Candidate::new(lead.clone(), name(lead))).collect();
    let first = first.map(|first| &first.id);
    leads.sort_by_key(|lead| (Some(&lead.value.id) != first, lead.name.to_lowercase()));
    leads
}

/// We come first, then everybody who is still there.
pub(super) fn people(model: &Model) -> Vec<Candidate<Named<UserId>>> {
    let me = model.me.as_ref().map(|me| me.user.clone());
    let is_other = |user: &User| me.as_ref().is_none_or(|me| me.id != user.id);
    let others = people::present(model).into_iter().filter(is_other).map(|user| user.named());
    let all = me.clone().into_iter().chain(others);
    let name = |user: &Named<UserId>| user.name().unwrap_or("somebody").to_owned();
    all.map(|user| (name(&user), user)).map(|(name, user)| Candidate::new(user, name)).collect()
}
