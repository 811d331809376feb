//! Who works together: asked for once, and only when somebody looks at groups.

use super::Rank;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Heard;
use crate::app::overlay::Overlay;
use crate::app::{views, whose};
use crate::domain::endpoint::Endpoint;
use crate::domain::people::Group;
use crate::domain::whose::Whose;
use crate::domain::zone::Timestamp;

/// What is known of the groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Groups {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Asked.
    Asking,
    /// These are all of them.
    Known(Vec<Group>),
}

impl Groups {
    /// The groups, as far as they are known.
    pub fn known(&self) -> &[Group] {
        match self {
            Self::Known(groups) => groups,
            Self::Unknown | Self::Asking => &[],
        }
    }
}

pub(super) fn next(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let is_shown = matches!(model.whose, Whose::Group(_));
    let is_picked = matches!(model.overlays.last(), Some(Overlay::Whose(_)));
    let is_wanted = model.groups == Groups::Unknown && (is_shown || is_picked || views::awaits_groups(model));
    if !is_wanted || !model.sync.lets(Endpoint::Groups, Rank::Awaited, at) {
        return None;
    }
    model.groups = Groups::Asking;
    model.sync.in_flight += 1;
    Some(Effect::Groups)
}

/// Close said which groups there are.
pub fn on_grouped(model: &mut Model, at: Timestamp, heard: Heard<Vec<Group>>) {
    model.sync.in_flight -= 1;
    model.sync.holds.pause(at, &heard.pauses);
    match heard.result {
        Ok(groups) => {
            model.sync.holds.on_success(Endpoint::Groups);
            whose::on_groups(model, &groups);
            model.groups = Groups::Known(groups);
            whose::fill_picker(model);
            views::follow(model, at);
        }
        Err(failure) => {
            model.groups = Groups::Unknown;
            model.sync.holds.on_failure(Endpoint::Groups, at, &failure);
        }
    }
}
