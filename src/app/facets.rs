//! What the list can be narrowed by, to choose from: what there is, and how much of it.
//!
//! A row is a word of the filter. Choosing it puts the word into the filter, choosing it again takes it out, so the
//! filter stays the one place that says what is in view.

use std::collections::BTreeMap;

use super::chord::{Chord, Key};
use super::filter::Filter;
use super::model::Model;
use super::overlay::Overlay;
use super::permits;
use crate::domain::kind::Kind;
use crate::domain::place::Place;
use crate::domain::task::Task;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Facets {
    /// What can be chosen.
    pub rows: Vec<Row>,
    /// Which of them is chosen, from 0.
    pub chosen: usize,
    // The filter there was.
    before: Filter,
}

/// A word of the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The word.
    pub word: String,
    /// What it leaves, for people.
    pub title: String,
    /// How many tasks of the tab it leaves.
    pub count: usize,
}

/// More people than this are chosen by typing.
const PEOPLE: usize = 6;

/// Opens the dialog.
pub fn open(model: &mut Model) {
    let (rows, before) = (rows(model), model.lists.filter().clone());
    model.overlays.push(Overlay::Facets(Box::new(Facets { rows, chosen: 0, before })));
}

/// A key while it is open.
pub fn on_key(model: &mut Model, chord: Chord) {
    let Some(Overlay::Facets(facets)) = model.overlays.last_mut() else { return };
    let last = facets.rows.len().saturating_sub(1);
    match (chord.key, chord.ctrl) {
        (Key::Esc | Key::Char('q' | 'f'), false) | (Key::Char('c'), true) => leave(model),
        (Key::Down | Key::Char('j'), false) => facets.chosen = (facets.chosen + 1).min(last),
        (Key::Up | Key::Char('k'), false) => facets.chosen = facets.chosen.saturating_sub(1),
        (Key::Char(' '), false) => flip(model),
        (Key::Enter, _) => {
            // Whoever has chosen several is done.
            if facets.before == *model.lists.filter() {
                flip(model);
            }
            model.overlays.pop();
        }
        _ => {}
    }
}

// As if it had never been open.
fn leave(model: &mut Model) {
    if let Some(Overlay::Facets(facets)) = model.overlays.pop() {
        model.lists.set_filter(facets.before, &model.board);
    }
}

fn flip(model: &mut Model) {
    let Some(Overlay::Facets(facets)) = model.overlays.last() else { return };
    let Some(row) = facets.rows.get(facets.chosen) else { return };
    let filter = model.lists.filter().with_word_flipped(&row.word);
    model.lists.set_filter(filter, &model.board);
}

fn rows(model: &Model) -> Vec<Row> {
    let places = model.lists.everything(model.lists.tab).iter();
    let tasks: Vec<&Task> = places.filter_map(Place::task).filter_map(|id| model.board.shown(id)).collect();
    let count = |word: &str| {
        let filter = Filter::read(word);
        tasks.iter().filter(|task| filter.keeps(task, Some(&model.today))).count()
    };
    let states = [
        ("is:inbound", "Waiting for an answer"),
        ("is:overdue", "Overdue"),
        ("is:later", "Later today"),
        ("is:urgent", "Of high priority"),
        ("age:>7d", "Older than a week"),
    ];
    let states = states.map(|(word, title)| (word.to_owned(), title.to_owned()));
    let lead = model.first_selected().and_then(|task| task.lead.as_ref()?.name());
    let lead = lead.map(|name| (format!("lead:{}", name.to_lowercase()), format!("Of {name}")));
    let all = states.into_iter().chain(kinds(&tasks)).chain(people(model, &tasks)).chain(lead);
    let rows = all.map(|(word, title)| Row { count: count(&word), word, title });
    rows.filter(|row| row.count > 0 || model.lists.filter().has_word(&row.word)).collect()
}

// What nobody has words for is called by what matters of its name.
fn title(task: &Task) -> &str {
    if matches!(task.kind, Kind::Other(_)) { task.kind.word() } else { task.kind.title() }
}

fn kinds(tasks: &[&Task]) -> Vec<(String, String)> {
    let kinds: BTreeMap<&str, &str> = tasks.iter().map(|task| (task.kind.word(), title(task))).collect();
    let word = |kind: &str| kind.to_lowercase().split(' ').next().unwrap_or_default().to_owned();
    kinds.into_iter().map(|(kind, title)| (format!("kind:{}", word(kind)), title.to_owned())).collect()
}

// Only where there are several, those with the most first.
fn people(model: &Model, tasks: &[&Task]) -> Vec<(String, String)> {
    if !permits::shows_assignees(model) {
        return Vec::new();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in tasks.iter().filter_map(|task| task.assignee.as_ref()?.name()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let people = counts.into_iter().take(PEOPLE);
    people.map(|(name, _)| (format!("who:{}", name.to_lowercase()), format!("Of {name}"))).collect()
}
