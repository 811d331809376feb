//! The page of statistics: computed when it is opened and when something has changed, never for a key.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{DAYS, Known, Statistics};
use crate::app::counting;
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::domain::board::Tick;
use crate::domain::entry::EntryId;
use crate::domain::whose::Whose;
use crate::domain::zone::Timestamp;

/// The figures as they are shown, and what they were computed from.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The figures.
    pub statistics: Statistics,
    stamp: Option<Stamp>,
}

// Whatever changes a figure changes this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    day: NaiveDate,
    asked: Tick,
    known: usize,
    waiting: usize,
    last: Option<EntryId>,
    read: Known,
}

/// Opens the page.
pub fn open(model: &mut Model) {
    model.overlays.push(Overlay::Stats(Box::default()));
}

/// Computes the figures where the page is open and they may have changed.
pub fn follow(model: &mut Model) {
    let is_page = |overlay: &Overlay| matches!(overlay, Overlay::Stats(_));
    let Some(at) = model.overlays.iter().position(is_page) else { return };
    let stamp = Some(stamp(model));
    let Some(Overlay::Stats(page)) = model.overlays.get(at) else { return };
    if page.stamp == stamp {
        return;
    }
    let statistics = compute(model, read(model));
    if let Some(Overlay::Stats(page)) = model.overlays.get_mut(at) {
        **page = Page { statistics, stamp };
    }
}

fn stamp(model: &Model) -> Stamp {
    let board = &model.board;
    let last = board.log().next_back().map(|entry| entry.id);
    let (known, waiting) = (board.len(), board.waiting());
    Stamp { day: model.today.day, asked: board.now(), known, waiting, last, read: read(model) }
}

/// The first of the days looked back at begins then.
pub fn first_day(model: &Model) -> Timestamp {
    let back = Days::new(u64::try_from(DAYS).unwrap_or(0));
    let first = model.today.day.checked_sub_days(back).unwrap_or(model.today.day);
    model.today.zone.start_of(first)
}

// How far the archive has been read.
fn read(model: &Model) -> Known {
    match &model.sync.reading.archive {
        archive if archive.is_complete() => Known::All,
        archive if archive.reaches(first_day(model)) => Known::TheDays,
        _ => Known::InPart,
    }
}

/// The figures of the tasks that are shown; what was counted is our own.
pub fn compute(model: &Model, known: Known) -> Statistics {
    let tasks = model.lists.ids().filter_map(|id| model.board.shown(id));
    let counted = if model.whose == Whose::Us { counting::days(model) } else { BTreeMap::new() };
    Statistics::of(tasks, &counted, &model.today, known)
}
