//! Tasks asked for without a screen, page by page.
//!
//! Any tasks may be asked for, but only those the lists hold anyway are kept: a report about everybody's tasks
//! must not fill the store of one person. Whoever ordered the list takes the rest from the answer itself.

use crate::app::effect::Fetch;
use crate::app::errand::Listing;
use crate::app::model::Model;
use crate::domain::failure::Failure;
use crate::domain::query::Query;
use crate::domain::task::Task;
use crate::domain::whose::Owner;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

fn current(model: &mut Model) -> Option<&mut Listing> {
    model.errands.as_mut().and_then(|errands| errands.listing.as_mut())
}

pub(super) fn order(model: &mut Model, at: Timestamp, _: &Owner) -> Option<(Fetch, Query)> {
    Some((Fetch::Listing, current(model)?.order(at)?))
}

pub(super) fn on_page(model: &mut Model, has_more: bool) {
    let Some(listing) = current(model) else { return };
    listing.on_page(has_more);
    let noted = listing.take_noted();
    model.disk.keep(noted.map(Write::Listed));
}

/// The page did not come. Returns whether it never will.
pub(super) fn on_failed(model: &mut Model, failure: &Failure) -> bool {
    let Some(listing) = current(model) else { return false };
    let Failure::Refused(why) = failure else {
        listing.give_back();
        return false;
    };
    listing.on_refused(why.clone());
    true
}

/// What of a page is to be kept.
pub(super) fn kept(model: &mut Model, mut tasks: Vec<Task>) -> Vec<Task> {
    let is_ours = |task: &Task| model.lists.owner().is_some_and(|owner| owner.has(task));
    tasks.retain(|task| is_ours(task) || model.board.truth(&task.id).is_some());
    current(model).into_iter().for_each(|listing| listing.note(&tasks));
    tasks
}
