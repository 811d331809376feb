//! Sorting and grouping: what comes first, and what stands together.
//!
//! Each tab has an order of its own, kept for each account.

use super::action::Action;
use super::browse;
use super::model::Model;
use crate::domain::arrangement::{Arrangement, Grouping, Sort};
use crate::domain::tab::Tab;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// The order an action asks for, if it is one of those.
pub fn of(model: &Model, action: Action) -> Option<Arrangement> {
    let now = model.lists.arrangement(model.lists.tab);
    let sorted = |sort| Some(Arrangement { sort, ..now });
    let grouped = |grouping| Some(Arrangement { grouping, ..now });
    match action {
        Action::SortDue => sorted(Sort::Due),
        Action::SortNewest => sorted(Sort::Newest),
        Action::SortHottest => sorted(Sort::Hottest),
        Action::SortPriority => sorted(Sort::Priority),
        Action::GroupLead => grouped(Grouping::Lead),
        Action::GroupDay => grouped(Grouping::Day),
        Action::GroupKind => grouped(Grouping::Kind),
        Action::GroupNothing => grouped(Grouping::Nothing),
        _ => None,
    }
}

/// Puts the tab in front in this order, and remembers it.
pub fn arrange(model: &mut Model, at: Timestamp, arrangement: Arrangement) {
    let tab = model.lists.tab;
    if !arrangement.fits(tab) {
        let why =
            "The archive is read page by page, newest first: it can be grouped by day, and no other way";
        return model.notices.info(at, why);
    }
    model.lists.arrange((tab, arrangement), &model.board, &model.today);
    browse::leave_folded(model);
    model.preview.scroll = 0;
    // What a view shows is borrowed, and not kept for the next time.
    if !model.views.lends(tab) {
        model.views.on_arranged(tab, arrangement);
        model.disk.keep([Write::Arranged(tab, arrangement)]);
    }
    model.notices.info(at, format!("{}: {}", tab.title(), sentence(arrangement)));
}

/// The order in words, where it is not the one the tab begins with.
pub fn label(model: &Model, tab: Tab) -> Option<String> {
    words(tab, model.lists.arrangement(tab))
}

/// An order of a tab in words, where it is not the one the tab begins with.
pub fn words(tab: Tab, arrangement: Arrangement) -> Option<String> {
    (arrangement != Arrangement::of(tab)).then(|| sentence(arrangement))
}

fn sentence(arrangement: Arrangement) -> String {
    match arrangement {
        Arrangement { sort, grouping: Grouping::Nothing } => sort.words().into(),
        Arrangement { sort: Sort::Due, grouping } => format!("grouped {}", grouping.words()),
        Arrangement { sort, grouping } => format!("grouped {}, {}", grouping.words(), sort.words()),
    }
}
