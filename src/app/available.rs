//! What cannot be done here and now, and why.
//!
//! For whoever shows an action before it is chosen: palette, menu and hints. Choosing it all the same says the
//! same; nothing is decided here.

use super::action::{Action, Place};
use super::disk::Health;
use super::model::Model;
use super::settings::Access;
use super::{editor, ghosts, permits, sprint};
use crate::domain::id::TaskId;
use crate::domain::tab::Tab;
use crate::domain::task::Task;

/// What is said where an account is to be left as it is.
pub const READ_ONLY: &str = "This account is read only";

/// Why an action means nothing for what is in front, however it was asked for.
pub fn refusal(model: &Model, action: Action) -> Option<String> {
    if is_kept_out(model, action) {
        return Some(READ_ONLY.into());
    }
    if action == Action::Account && model.settings.is_demo {
        return Some("The demo has no other account".into());
    }
    ghosts::refuses(model, action).or_else(|| sprint::refuses(model, action))
}

/// Whether an action would change something in an account that is to be left as it is.
pub fn is_kept_out(model: &Model, action: Action) -> bool {
    action.changes() && model.settings.access == Access::Reading
}

/// Why an action cannot be done to these tasks in this place; nothing where it can.
pub fn hindrance(model: &Model, place: Place, targets: &[TaskId], action: Action) -> Option<String> {
    let own = action.spec().place;
    if !own.covers(place) {
        return Some(format!("only {}", own.title()));
    }
    if let Some(why) = refusal(model, action) {
        return Some(why);
    }
    if action.changes() && model.disk.health == Health::ReadsOnly {
        return Some("this copy only reads".into());
    }
    if action.changes_targets() && targets.is_empty() || looks_at_task(action) && model.selected().is_none() {
        return Some("there is no task here".into());
    }
    match action {
        Action::Edit => editor::refuses(model),
        Action::Comment => {
            model.selected().and_then(|task| permits::may_comment(task).err()).map(str::to_owned)
        }
        Action::Undo => model.history.is_empty().then(|| "nothing to take back".into()),
        Action::Redo => (!model.history.can_redo()).then(|| "nothing was taken back".into()),
        Action::Repeat => model.last_deed.is_none().then(|| "nothing was done yet".into()),
        Action::SameLead => model
            .selected()
            .is_some_and(|task| task.lead.is_none())
            .then(|| "this task belongs to no lead".into()),
        _ => forbidden(model, targets, action),
    }
}

// Refused for each of the tasks.
fn forbidden(model: &Model, targets: &[TaskId], action: Action) -> Option<String> {
    let may: fn(&Model, &Task) -> Result<(), &'static str> = match action {
        Action::Complete if model.lists.tab != Tab::Archive => Model::may_complete,
        Action::Complete | Action::Assign | Action::AssignToMe => Model::may_change,
        Action::Move | Action::MoveAgain => Model::may_move,
        Action::Delete => Model::may_delete,
        _ => return None,
    };
    let answers = targets.iter().filter_map(|id| model.board.shown(id)).map(|task| may(model, task));
    answers.reduce(Result::or).and_then(Result::err).map(str::to_owned)
}

fn looks_at_task(action: Action) -> bool {
    matches!(
        action,
        Action::Open
            | Action::Edit
            | Action::Comment
            | Action::SameLead
            | Action::Mark
            | Action::MarkHere
            | Action::MarkRange
            | Action::MarkAll
            | Action::MarkInvert
            | Action::MarkKind
            | Action::MarkLead
            | Action::MarkOverdue
    )
}
