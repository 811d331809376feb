//! What is said where a key finds no task.
//!
//! Before the first tasks have come that is no answer about the list but one about the moment, and ends with it.

use super::model::Model;
use super::sync::Standing;
use crate::domain::tab::Tab;
use crate::domain::zone::Timestamp;

/// Says that there is no task to do this to.
pub fn say(model: &mut Model, at: Timestamp) {
    if is_loading(model, at) {
        return model.notices.until_rows(at, "The tasks are still being loaded");
    }
    if model.lists.current().is_empty() {
        return model.notices.until_rows(at, "There is no task here");
    }
    model.notices.info(at, "There is no task here");
}

/// Whether tasks may still come to this list by themselves.
pub fn is_loading(model: &Model, at: Timestamp) -> bool {
    let reading = &model.sync.reading;
    let is_read = match model.lists.tab {
        Tab::Archive => reading.archive.is_complete(),
        Tab::Inbox | Tab::Future => reading.is_swept(),
    };
    let is_out = matches!(model.sync.standing(at), Standing::Offline(_) | Standing::Rejected(_));
    !is_read && !is_out && model.lists.current().is_empty()
}
