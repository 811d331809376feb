//! The date dialog and the rest of the program: how it is opened, what keys do to it, what it learns meanwhile.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::load::Loads;
use super::moves::How;
use super::target::{Clock, Target};
use super::{Dates, Echo};
use crate::app::chord::Chord;
use crate::app::input::Input;
use crate::app::model::Model;
use crate::app::overlay::{Outcome, Overlay};
use crate::app::triage::{self, Deed};
use crate::app::{permits, question, vacant};
use crate::domain::id::TaskId;
use crate::domain::related::Key;
use crate::domain::when::{self, Context};
use crate::domain::zone::Timestamp;

/// What phrases are read by, for this task.
pub(in crate::app) fn context(model: &Model, at: Timestamp, first: Option<&Target>) -> Context {
    let settings = &model.settings;
    Context {
        now: at,
        zone: settings.zone,
        base: first.and_then(|target| target.base),
        habits: settings.habits.clone(),
        their_zone: first.and_then(|target| target.clock.zone()),
    }
}

/// Opens the dialog for the chosen tasks.
pub fn open(model: &mut Model, at: Timestamp) {
    let tasks = model.targets();
    if tasks.is_empty() {
        return vacant::say(model, at);
    }
    if !permits::may_begin(model, at, &tasks, Model::may_move) {
        return;
    }
    if question::ask(model, at, &tasks) {
        return;
    }
    let targets: Vec<Target> = tasks.iter().filter_map(|task| Target::of(model, task)).collect();
    let context = context(model, at, targets.first());
    let dates = Dates::new(targets, &model.settings.presets, context);
    model.overlays.push(Overlay::Dates(Box::new(dates)));
}

/// A key while a day is chosen.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) {
    let loads = Loads::of(&model.lists, model.today);
    let Some(Overlay::Dates(dates)) = model.overlays.last_mut() else { return };
    match dates.press(chord, loads) {
        Outcome::Open => ask_for_clocks(model),
        Outcome::Left => drop(model.overlays.pop()),
        Outcome::Chosen(deed) => {
            let tasks = dates.tasks();
            model.overlays.pop();
            triage::request(model, at, tasks, deed);
        }
    }
}

/// Text was pasted while a day is chosen.
pub fn on_paste(model: &mut Model, text: &str) {
    let loads = Loads::of(&model.lists, model.today);
    if let Some(Overlay::Dates(dates)) = model.overlays.last_mut() {
        dates.paste(text, loads);
        ask_for_clocks(model);
    }
}

/// More companies than this are not asked about for one phrase.
const ASKED: usize = 25;

// Where somebody's clock is wanted that Close has not been asked about.
fn ask_for_clocks(model: &mut Model) {
    let Some(Overlay::Dates(dates)) = model.overlays.last() else { return };
    if !dates.phrase().is_some_and(|phrase| phrase.contains("their") && when::is_personal(phrase)) {
        return;
    }
    let unknown = dates.targets.iter().filter(|target| matches!(target.clock, Clock::NotTold(_)));
    let leads = unknown.filter_map(|target| Key::lead_of(model.board.shown(&target.task)?));
    let mut leads: Vec<Key> = leads.filter(|lead| !model.shelf.is_out(lead)).collect();
    let mut seen = HashSet::new();
    leads.retain(|lead| seen.insert(lead.clone()));
    leads.truncate(ASKED);
    model.shelf.want(leads);
}

/// Close told what stands behind tasks: a phrase may be readable now.
pub fn on_related(model: &mut Model) {
    let Some(Overlay::Dates(dates)) = model.overlays.last() else { return };
    let is_waiting = dates.targets.iter().any(|target| matches!(target.clock, Clock::NotTold(_)));
    if !is_waiting {
        return;
    }
    let targets = dates.tasks().iter().filter_map(|task| Target::of(model, task)).collect::<Vec<_>>();
    let zone = targets.first().and_then(|target| target.clock.zone());
    let loads = Loads::of(&model.lists, model.today);
    if let Some(Overlay::Dates(dates)) = model.overlays.last_mut() {
        dates.targets = targets;
        dates.context.their_zone = zone;
        dates.listen(loads);
    }
}

/// What a way to find dates means for these tasks: spread over the same days, or the phrase read for each.
pub fn deed(model: &Model, at: Timestamp, tasks: &[TaskId], how: &How) -> Result<Deed, String> {
    let targets: Vec<Target> = tasks.iter().filter_map(|task| Target::of(model, task)).collect();
    let context = context(model, at, targets.first());
    let mut dates = Dates::new(targets, &[], context);
    let loads = Loads::of(&model.lists, model.today);
    dates.echo = match how {
        How::Spread(days) => {
            let ahead: Vec<NaiveDate> = days.iter().copied().filter(|day| *day >= model.today.day).collect();
            if ahead.is_empty() {
                return Err("The days to spread over have gone by".into());
            }
            dates.spread(&ahead, loads)
        }
        How::Phrase(phrase) => {
            dates.input = Input::with(phrase);
            dates.read(phrase, loads)
        }
    };
    match (dates.accept(), dates.echo) {
        (Outcome::Chosen(deed), _) => Ok(deed),
        (_, Echo::Refused(why)) => Err(why),
        _ => Err("There is no task here".into()),
    }
}
