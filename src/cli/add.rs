//! `closeout add`: a new to-do, or a planned call.
//!
//! It is made like one from the screen: kept before it is sent, and looked for before it is sent again. Its id
//! is the result; where Close cannot be reached there is none yet.

use super::args::{Add, Arguments};
use super::change;
use super::errand::{self, Desk};
use super::trouble::{Answer, Trouble};
use super::{MISTAKEN, ids, phrase, who};
use crate::app::errand::Errand;
use crate::domain::draft::Draft;
use crate::domain::id::{ContactId, LeadId, Named};
use crate::shell::world;

/// Makes a task.
pub(super) fn run(arguments: &Arguments, add: &Add) -> Answer {
    if add.text.trim().is_empty() && add.call.is_none() {
        return Err(Trouble::new(MISTAKEN, "a to-do has to say something"));
    }
    for id in std::iter::once(&add.lead).chain(&add.call) {
        ids::check(id)?;
    }
    errand::change(arguments, async |desk| make(desk, add).await)
}

async fn make(desk: &mut Desk, add: &Add) -> Answer {
    let settings = &desk.runner.model.settings;
    let due = add.date.as_deref().map(|text| phrase::ahead(text, settings, world::now())).transpose()?;
    let needs_people = !add.assign.eq_ignore_ascii_case("me");
    let unreachable = desk.met().await?;
    if needs_people {
        desk.people().await?;
    }
    let model = &desk.runner.model;
    let draft = Draft {
        is_call: add.call.is_some(),
        lead: Named { id: LeadId::new(add.lead.as_str()), name: None },
        contact: add.call.as_deref().map(|id| Named { id: ContactId::new(id), name: None }),
        text: add.text.trim().into(),
        due,
        assignee: Some(who::find(&add.assign, &model.people, model.me.as_ref().map(|me| &me.user))?),
        priority: None,
        others: Vec::new(),
    };
    desk.runner.order(Errand::Make(Box::new(draft)));
    change::settle(desk, unreachable, &change::Words::Made).await
}
