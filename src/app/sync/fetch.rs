//! Reading tasks: everything once, then what changed, and pages of the archive as they are looked at.
//!
//! A sweep asks for all open tasks, page by page. Pages shift while others work, so absence from a sweep
//! proves nothing: what it did not speak of is asked for by id, and only what does not come back is gone.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::Rank;
use super::archive::{self, Archive};
use super::listing;
use super::pages::{Page, Pages, Stage};
use super::recall;
use crate::app::effect::{Effect, Fetch};
use crate::app::errand::Breadth;
use crate::app::making;
use crate::app::model::Model;
use crate::app::msg::{Heard, Portion};
use crate::app::overlay::Overlay;
use crate::app::{counting, ghosts, news, races, taking};
use crate::domain::board::{Scope, Tick};
use crate::domain::endpoint::Endpoint;
use crate::domain::event::Inquiry;
use crate::domain::failure::Failure;
use crate::domain::id::TaskId;
use crate::domain::query::Query;
use crate::domain::tab::Tab;
use crate::domain::task::Task;
use crate::domain::whose::Owner;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// What is being read, and what has been.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Every change of before this instant has been seen.
    pub synced: Option<Timestamp>,
    /// When everything shown was last known to be so.
    pub fresh: Option<Timestamp>,
    /// When Close was last looked at, by us or by whoever had the store before.
    pub looked: Option<Timestamp>,
    /// How far the archive has been read.
    pub archive: Archive,
    sweep: Stage,
    delta: Stage,
    // Tasks to be asked for by id.
    suspects: BTreeSet<TaskId>,
    suspects_out: bool,
    // Whether a task whose making was not answered is being looked for.
    look_out: bool,
    is_swept: bool,
    // The latest change by Close's own clock, which need not be ours.
    newest: Option<Timestamp>,
}

/// How much of the archive is worth reading for statistics.
const COUNTED: usize = 400;
/// Changes become visible out of order: look a little further back than last time.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

impl Reading {
    /// How many tasks have come, while everything is read for the first time.
    pub fn loading(&self) -> Option<usize> {
        match &self.sweep {
            Stage::Running(pages) => Some(pages.came),
            Stage::Idle => None,
        }
    }

    /// Whether tasks are to be asked for by id, or are being asked for.
    pub fn is_checking(&self) -> bool {
        self.suspects_out || !self.suspects.is_empty()
    }

    /// How many tasks are still to be asked for by id.
    pub fn unchecked(&self) -> usize {
        self.suspects.len()
    }

    /// Whether more is to come of what is being read.
    pub fn is_reading(&self) -> bool {
        matches!((&self.sweep, &self.delta), (Stage::Running(_), _) | (_, Stage::Running(_)))
    }

    /// Whether every open task has been read.
    pub fn is_swept(&self) -> bool {
        self.is_swept
    }

    /// What changed is to be asked for.
    pub(super) fn look(&mut self) {
        if matches!(self.delta, Stage::Idle) {
            self.delta = Stage::Running(Pages::default());
        }
    }

    /// Everything is to be read again, because the user asked.
    pub fn begin_again(&mut self) {
        self.sweep_again();
        self.archive = Archive::default();
    }

    /// Nothing is known yet of whose tasks are shown now: what was being read is given up.
    pub fn start_over(&mut self) {
        let suspects = std::mem::take(&mut self.suspects);
        *self = Self { suspects, suspects_out: self.suspects_out, ..Self::default() };
    }

    // Whether an answer belongs to what is being read now, not to what was given up since it was asked for.
    fn expects(&self, fetch: &Fetch, asked: Tick) -> bool {
        match fetch {
            Fetch::Sweep => self.sweep.expects(asked),
            Fetch::Delta => self.delta.expects(asked),
            Fetch::Archive => self.archive.expects(asked),
            Fetch::Ids(_) | Fetch::Made(_) | Fetch::Listing => true,
        }
    }

    /// Open tasks are to be read again: a day has passed, or the machine has slept.
    pub fn sweep_again(&mut self) {
        self.is_swept = false;
    }

    /// A task has left the list that is being swept, so everything behind it has moved up by one: without
    /// this, a task at the beginning of the next page would never be seen.
    pub(super) fn on_left(&mut self) {
        if let Stage::Running(pages) = &mut self.sweep {
            pages.skip = pages.skip.saturating_sub(1);
        }
    }

    /// The same, unless they are being asked for now.
    pub(super) fn suspect_once(&mut self, ids: Vec<TaskId>) {
        if !self.suspects_out {
            self.suspect(ids);
        }
    }

    /// These are to be asked for by id.
    pub fn suspect(&mut self, ids: impl IntoIterator<Item = TaskId>) {
        self.suspects.extend(ids);
    }
}

type Order = fn(&mut Model, Timestamp, &Owner) -> Option<(Fetch, Query)>;

pub(super) fn next(model: &mut Model, at: Timestamp, breadth: Breadth) -> Vec<Effect> {
    let Some(owner) = model.lists.owner().cloned() else { return Vec::new() };
    let mut effects = Vec::new();
    // Where a change waits for it to be known what became of the last one, the user waits too.
    let is_awaited = !model.sync.doubts.is_empty() || breadth == Breadth::Ordered;
    let checking = if is_awaited { Rank::Awaited } else { Rank::Behind };
    let orders: [(Order, Rank); 6] = [
        (looks, Rank::Awaited),
        (suspects, checking),
        (listing::order, Rank::Awaited),
        (archive, Rank::Awaited),
        (sweep, Rank::Behind),
        (delta, Rank::Behind),
    ];
    let count = if breadth == Breadth::Everything { orders.len() } else { 3 };
    for (order, rank) in orders.into_iter().take(count) {
        if !model.sync.lets(Endpoint::Tasks, rank, at) {
            continue;
        }
        if let Some((fetch, query)) = order(model, at, &owner) {
            model.sync.in_flight += 1;
            let asked = model.board.ask();
            effects.push(Effect::List { fetch, asked, query: Box::new(query) });
        }
    }
    effects
}

fn looks(model: &mut Model, at: Timestamp, _: &Owner) -> Option<(Fetch, Query)> {
    if model.sync.reading.look_out {
        return None;
    }
    let order = making::look(model, at)?;
    model.sync.reading.look_out = true;
    Some(order)
}

fn suspects(model: &mut Model, _: Timestamp, _: &Owner) -> Option<(Fetch, Query)> {
    let reading = &mut model.sync.reading;
    if reading.suspects_out || reading.suspects.is_empty() {
        return None;
    }
    reading.suspects_out = true;
    let ids: Vec<TaskId> = std::iter::from_fn(|| reading.suspects.pop_first()).take(Query::PAGE).collect();
    Some((Fetch::Ids(ids.clone()), Query::ids(ids)))
}

fn archive(model: &mut Model, at: Timestamp, owner: &Owner) -> Option<(Fetch, Query)> {
    let is_counted = model.overlays.iter().any(|overlay| matches!(overlay, Overlay::Stats(_)));
    if model.lists.tab != Tab::Archive && !is_counted {
        return None;
    }
    let archive = &mut model.sync.reading.archive;
    // With a filter on every page would look like the last one: then only what was done last is asked for.
    let is_filtered = !model.lists.filter().is_empty();
    let is_enough = if is_counted { archive.came() >= COUNTED } else { is_filtered && archive.has_latest() };
    if is_enough {
        return None;
    }
    let tasks = if is_counted { &[] } else { model.lists.tasks(Tab::Archive) };
    let reach = model.lists.position().0 + model.lists.current().height();
    let query = archive.order(at, owner, (tasks, reach), model.board.now())?;
    Some((Fetch::Archive, query))
}

fn sweep(model: &mut Model, at: Timestamp, owner: &Owner) -> Option<(Fetch, Query)> {
    let reading = &mut model.sync.reading;
    if matches!(reading.sweep, Stage::Idle) && !reading.is_swept {
        reading.sweep = Stage::Running(Pages::default());
    }
    let Stage::Running(pages) = &mut reading.sweep else { return None };
    let inquiries = owner.inquiries();
    pages.turns = inquiries.len();
    let whom = *inquiries.get(pages.turn)?;
    let skip = pages.order(model.board.now(), at)?;
    Some((Fetch::Sweep, Query { skip, ..Query::open_of(whom) }))
}

// What changed among a group's tasks is asked for in one look at everybody's, not one a member.
fn delta(model: &mut Model, at: Timestamp, owner: &Owner) -> Option<(Fetch, Query)> {
    let reading = &mut model.sync.reading;
    let Stage::Running(pages) = &mut reading.delta else { return None };
    let skip = pages.order(model.board.now(), at)?;
    let since = reading.synced.unwrap_or(at) - OVERLAP;
    Some((Fetch::Delta, Query { skip, ..Query::changed_since(owner.alone(), since) }))
}

/// Close sent tasks, or did not.
pub fn on_listed(model: &mut Model, at: Timestamp, (fetch, asked): (Fetch, Tick), heard: Heard<Portion>) {
    model.sync.in_flight -= 1;
    match heard.result {
        Ok(portion) => {
            model.sync.holds.on_success(Endpoint::Tasks);
            take_in(model, at, &fetch, asked, portion);
        }
        Err(failure) => on_failed(model, at, (fetch, asked), &failure),
    }
    model.sync.holds.pause(at, &heard.pauses);
}

fn on_failed(model: &mut Model, at: Timestamp, (fetch, asked): (Fetch, Tick), failure: &Failure) {
    if fetch == Fetch::Listing && listing::on_failed(model, failure) {
        return;
    }
    let reading = &mut model.sync.reading;
    match fetch {
        fetch if !reading.expects(&fetch, asked) => {}
        Fetch::Sweep => reading.sweep.give_back(),
        Fetch::Delta => reading.delta.give_back(),
        Fetch::Archive => reading.archive.give_back(),
        Fetch::Made(_) => reading.look_out = false,
        Fetch::Listing => {}
        Fetch::Ids(ids) => {
            reading.suspects_out = false;
            reading.suspect(ids);
        }
    }
    match failure {
        Failure::Login(why) => model.sync.identity = super::Identity::Rejected(why.clone()),
        failure => model.sync.holds.on_failure(Endpoint::Tasks, at, failure),
    }
}

fn take_in(model: &mut Model, at: Timestamp, fetch: &Fetch, asked: Tick, mut portion: Portion) {
    if let Some(first) = portion.unreadable.first() {
        model.notices.bad(at, first.clone());
    }
    let scope = match fetch {
        Fetch::Ids(ids) => Scope::Ids(ids.iter().cloned().collect()),
        _ => Scope::Page,
    };
    if *fetch == Fetch::Sweep {
        let board = &model.board;
        let unknown = portion.tasks.iter_mut().filter(|task| board.truth(&task.id).is_none());
        model.sync.reading.sweep.share(unknown);
    }
    let made = making::found(model, fetch, &portion.tasks);
    let (came, oldest) = (portion.tasks.len(), archive::oldest(&portion.tasks));
    let page = Page { came, oldest, has_more: portion.has_more };
    if *fetch == Fetch::Listing {
        portion.tasks = listing::kept(model, portion.tasks);
    }
    absorb(model, at, (asked, &scope), portion);
    if model.sync.reading.expects(fetch, asked) {
        on_progress(model, at, fetch, page);
    }
    match fetch {
        Fetch::Ids(ids) => {
            super::send::on_read_again(model, at, ids);
            taking::on_read(model, at, asked, ids);
        }
        Fetch::Made(entry) => making::on_looked(model, *entry, made),
        _ => {}
    }
}

fn absorb(model: &mut Model, at: Timestamp, (asked, scope): (Tick, &Scope), portion: Portion) {
    let newest = portion.tasks.iter().filter_map(|task| task.updated.at).max();
    model.sync.reading.newest = model.sync.reading.newest.max(newest);
    let before = ghosts::before(&model.board, scope, &portion.tasks);
    let unknown = news::unknown(model, &portion.tasks);
    let counted = counting::before(model, &portion.tasks);
    let undated = counting::undated(model, &portion.tasks);
    let touched = model.board.absorb(asked, scope, portion.tasks);
    if touched.is_empty() {
        return;
    }
    let (known, gone): (Vec<_>, Vec<_>) =
        touched.iter().cloned().partition(|id| model.board.truth(id).is_some());
    let learnt: Vec<_> = known.iter().filter_map(|id| model.board.truth(id).cloned()).collect();
    gone.iter().for_each(|id| model.marks.remove(id));
    gone.iter().for_each(|id| model.history.forget_task(id));
    let writes = [
        (!learnt.is_empty()).then_some(Write::Learn(learnt)),
        (!gone.is_empty()).then_some(Write::Forget(gone)),
    ];
    model.disk.keep(writes.into_iter().flatten());
    counting::after(model, &counted);
    for task in undated {
        recall::ask(model, Inquiry::Task { task, action: counting::COMPLETED });
    }
    ghosts::appear(model, at, &before);
    races::on_taken_in(model, &before);
    model.lists.refresh(&model.board, &model.today, &touched);
    news::note(model, &unknown);
}

fn on_progress(model: &mut Model, at: Timestamp, fetch: &Fetch, page: Page) {
    let reading = &mut model.sync.reading;
    match fetch {
        Fetch::Archive => {
            reading.archive.on_page(page);
            if let Some(begun) = reading.archive.begun().filter(|_| reading.archive.is_complete()) {
                ask_for_unseen(model, begun, |task| task.is_complete);
            }
        }
        Fetch::Ids(_) => reading.suspects_out = false,
        Fetch::Made(_) => reading.look_out = false,
        Fetch::Listing => listing::on_page(model, page.has_more),
        Fetch::Sweep => {
            if let Some((tick, begun)) = reading.sweep.on_page(page) {
                on_swept(model, at, tick, begun);
            }
        }
        Fetch::Delta => {
            if let Some((_, begun)) = reading.delta.on_page(page) {
                on_seen(model, at, begun);
            }
        }
    }
}

fn on_seen(model: &mut Model, at: Timestamp, begun: Timestamp) {
    let reading = &mut model.sync.reading;
    // Should our clock be fast, "since then" would lie in Close's future.
    let begun = reading.newest.map_or(begun, |newest| newest.min(begun));
    reading.synced = Some(begun);
    reading.fresh = Some(at);
    model.sync.look.is_fresh(at);
    reading.looked = Some(at);
    model.disk.keep([Write::Synced(begun), Write::Looked(at)]);
}

fn on_swept(model: &mut Model, at: Timestamp, tick: Tick, begun: Timestamp) {
    model.sync.reading.is_swept = true;
    on_seen(model, at, begun);
    ask_for_unseen(model, tick, |task| !task.is_complete);
}

// What a whole reading did not speak of may be gone: it is asked for by id.
fn ask_for_unseen(model: &mut Model, since: Tick, was_read: fn(&Task) -> bool) {
    let owner = model.lists.owner().cloned();
    let is_theirs = |task: &&Task| owner.as_ref().is_some_and(|owner| owner.has(task));
    let unseen = model.board.unseen_since(since).filter(|task| was_read(task)).filter(is_theirs);
    let ids: Vec<TaskId> = unseen.map(|task| task.id.clone()).collect();
    model.sync.reading.suspect(ids);
}
