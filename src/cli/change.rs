//! `done`, `reopen`, `move`, `assign`, `edit` and `rm`: one batch of changes, then what became of it.
//!
//! The tasks are read first, unless they were listed a moment ago, so that what is replaced is known and what is so
//! already is left alone. Where Close cannot be reached the changes stay in the outbox, like those of the screen.

use std::io::{self, Write};

use super::args::{Change, Ids};
use super::errand::{self, Desk};
use super::outcome;
use super::trouble::{Answer, Trouble};
use super::{DONE, FAILED, MISTAKEN, args, ids, phrase, who};
use crate::app::errand::{Errand, Needs};
use crate::app::model::Model;
use crate::app::triage::{Deed, counted};
use crate::domain::id::TaskId;
use crate::shell::errand::Ended;
use crate::shell::world;

/// Does one batch of changes.
pub(super) fn run(arguments: &args::Arguments, change: &Change) -> Answer {
    let tasks = ids::read(&named(change), &mut io::stdin().lock())?;
    if tasks.is_empty() {
        return Ok(DONE);
    }
    if let Change::Rm { yes: false, .. } = change
        && !may_delete(&tasks)?
    {
        return Ok(FAILED);
    }
    errand::change(arguments, async |desk| {
        let what = wanted(desk, change).await?;
        apply(desk, tasks, what).await
    })
}

fn named(change: &Change) -> Vec<String> {
    match change {
        Change::Done(Ids { ids })
        | Change::Reopen(Ids { ids })
        | Change::Move { ids, .. }
        | Change::Assign { ids, .. }
        | Change::Rm { ids, .. } => ids.clone(),
        Change::Edit { id, .. } => vec![id.clone()],
    }
}

// Nobody at a terminal can be asked where the ids come from it, or where there is none.
fn may_delete(tasks: &[TaskId]) -> Result<bool, Trouble> {
    if !world::can_ask() {
        return Err(Trouble::new(MISTAKEN, "deleting is for good: say --yes, as nobody can be asked here"));
    }
    let mut err = io::stderr();
    write!(err, "Delete {} in Close for good? There is no undo. [y/N] ", counted(tasks.len()))?;
    err.flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

/// What is to be done to the tasks.
enum Wanted {
    Deed(Deed),
    Deletion,
}

impl Wanted {
    fn order(&self, tasks: Vec<TaskId>) -> Errand {
        match self {
            Self::Deed(deed) => Errand::Do(tasks, deed.clone()),
            Self::Deletion => Errand::Delete(tasks),
        }
    }

    fn words(self) -> Words {
        match self {
            Self::Deed(deed) => Words::Deed(deed),
            Self::Deletion => Words::Deleted,
        }
    }
}

/// How what succeeded is said.
pub(super) enum Words {
    /// A deed was done.
    Deed(Deed),
    /// Tasks are gone.
    Deleted,
    /// A task was made: its id is what is wanted of it.
    Made,
    /// Changes went through at last.
    Sent,
}

async fn wanted(desk: &mut Desk, change: &Change) -> Result<Wanted, Trouble> {
    let deed = match change {
        Change::Done(_) => Deed::Complete,
        Change::Reopen(_) => Deed::Reopen,
        Change::Move { to, .. } => Deed::Move(phrase::ahead(to, &desk.runner.model.settings, world::now())?),
        Change::Edit { text, .. } if text.trim().is_empty() => {
            return Err(Trouble::new(MISTAKEN, "a to-do has to say something"));
        }
        Change::Edit { text, .. } => Deed::Rewrite(text.as_str().into()),
        Change::Assign { to, .. } => {
            desk.people().await?;
            let model = &desk.runner.model;
            Deed::Assign(who::find(to, &model.people, model.me.as_ref().map(|me| &me.user))?)
        }
        Change::Rm { .. } => return Ok(Wanted::Deletion),
    };
    Ok(Wanted::Deed(deed))
}

async fn apply(desk: &mut Desk, tasks: Vec<TaskId>, wanted: Wanted) -> Answer {
    let unreachable = match wanted {
        Wanted::Deletion => desk.read(tasks.clone()).await?,
        Wanted::Deed(_) => desk.know(tasks.clone()).await?,
    };
    desk.runner.order(wanted.order(tasks));
    settle(desk, unreachable, &wanted.words()).await
}

/// Waits until the changes of the last order are settled, or saved where Close cannot be reached, and says what
/// became of them.
pub(super) async fn settle(desk: &mut Desk, unreachable: Option<String>, words: &Words) -> Answer {
    for caution in desk.runner.errands().cautions {
        desk.paper.note(&caution)?;
    }
    let of = desk.runner.model.unsettled();
    let sending = move |model: &Model| (of.saturating_sub(model.unsettled()), of);
    let ended = match unreachable {
        Some(why) => Ended::Unreachable(why),
        None => desk.until(Needs::Both, Model::is_settled, ("Sending", &sending)).await?,
    };
    let saved = desk.until(Needs::Store, Model::is_saved, ("Saving", &|_| (0, 0))).await?;
    errand::done(saved)?;
    outcome::tell(desk, &ended, words)
}
