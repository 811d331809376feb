//! The rows of a list as they are seen: tasks, and the headings they stand under.
//!
//! A heading that is unfolded is only a title. One that is folded stands for its tasks: the cursor stops there,
//! and keys act on all of them.

use std::collections::HashSet;
use std::sync::Arc;

use super::layer::Layer;
use crate::app::list::{List, Rows};
use crate::domain::place::{Place, Section};

/// Which sections are folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Folds {
    all: Option<bool>,
    // Those that are the other way than the rest.
    flipped: HashSet<Section>,
}

impl Folds {
    fn has(&self, section: &Section) -> bool {
        let usual = self.all.unwrap_or_else(|| section.begins_folded());
        usual != self.flipped.contains(&section.without_rank())
    }

    /// Folds a section, or unfolds it.
    pub(super) fn flip(&mut self, section: &Section) {
        let section = section.without_rank();
        if !self.flipped.remove(&section) {
            self.flipped.insert(section);
        }
    }

    /// Folds all sections, or unfolds them.
    pub(super) fn set_all(&mut self, is_folded: bool) {
        *self = Self { all: Some(is_folded), flipped: HashSet::new() };
    }
}

/// The tasks of a tab that are in view, and how they are seen.
pub(super) struct Outline<'a> {
    pub(super) layer: &'a mut Layer,
    pub(super) list: &'a mut List,
    pub(super) folds: &'a Folds,
}

impl Outline<'_> {
    /// Puts in one task. Only where a heading comes, goes or folds does more than its own row change.
    pub(super) fn insert(&mut self, place: Place) {
        let before = self.heading(place.section());
        self.layer.insert(place.clone());
        let after = self.heading(place.section());
        match after {
            _ if before != after => self.lay(place.section()),
            Some(true) => {}
            _ => self.list.insert(place),
        }
    }

    /// Takes out one task.
    pub(super) fn remove(&mut self, place: &Place) {
        let before = self.heading(place.section());
        self.layer.remove(place);
        let after = self.heading(place.section());
        match after {
            _ if before != after => self.lay(place.section()),
            Some(true) => {}
            _ => self.list.remove(place),
        }
    }

    // Whether a section has a heading, and whether that is folded.
    fn heading(&self, section: &Section) -> Option<bool> {
        let least = section.least();
        (least != usize::MAX && self.layer.members(section).len() >= least).then(|| self.folds.has(section))
    }

    /// Lays out one section anew.
    pub(super) fn lay(&mut self, section: &Section) {
        let rows = rows(self.layer.members(section), self.folds);
        self.list.lay(section, rows);
    }
}

/// Every row of a list.
pub(super) fn all(layer: &Layer, folds: &Folds) -> Rows {
    // Sections stand in order: where the last is no section at all, none is.
    if layer.places().last().is_none_or(|last| *last.section() == Section::Top) {
        return layer.rows();
    }
    let sections = layer.places().chunk_by(|one, next| one.section() == next.section());
    let mut all = Vec::with_capacity(layer.places().len());
    sections.for_each(|section| all.extend(rows(section, folds)));
    Arc::new(all)
}

fn rows(members: &[Place], folds: &Folds) -> Vec<Place> {
    let Some(first) = members.first() else { return Vec::new() };
    if members.len() < first.section().least() {
        return members.to_vec();
    }
    let is_folded = folds.has(first.section());
    let heading = first.heading(is_folded);
    let members = if is_folded { &[] } else { members };
    std::iter::once(heading).chain(members.iter().cloned()).collect()
}
