//! The tasks of a tab in their order, without headings.

use std::sync::Arc;

use crate::app::list::Rows;
use crate::domain::place::{Place, Section};

/// The rows that leave a layer or a list and those that come into it.
pub(super) type Exchange = (Vec<Place>, Vec<Place>);

/// A sorted stretch of tasks.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer(Rows);

impl Layer {
    /// Puts tasks in order.
    pub(super) fn sorted(mut places: Vec<Place>) -> Self {
        places.sort_unstable();
        places.shrink_to_fit();
        Self(Arc::new(places))
    }

    /// Those of its tasks that fit, in the same order.
    pub(super) fn filtered(&self, fits: impl FnMut(&&Place) -> bool) -> Self {
        let mut left = Vec::with_capacity(self.0.len());
        left.extend(self.0.iter().filter(fits).cloned());
        left.shrink_to_fit();
        Self(Arc::new(left))
    }

    /// All of them, to be shared.
    pub(super) fn rows(&self) -> Rows {
        Arc::clone(&self.0)
    }

    /// All of them.
    pub(super) fn places(&self) -> &[Place] {
        &self.0
    }

    /// Whether a task stands here.
    pub(super) fn has(&self, place: &Place) -> bool {
        self.0.binary_search(place).is_ok()
    }

    /// Puts in one.
    pub(super) fn insert(&mut self, place: Place) {
        if let Err(at) = self.0.binary_search(&place) {
            Arc::make_mut(&mut self.0).insert(at, place);
        }
    }

    /// Takes out one.
    pub(super) fn remove(&mut self, place: &Place) {
        if let Ok(at) = self.0.binary_search(place) {
            Arc::make_mut(&mut self.0).remove(at);
        }
    }

    /// Takes out many, and puts in others; goes through all once.
    pub(super) fn exchange(&mut self, (gone, come): &Exchange) {
        let mut gone: Vec<&Place> = gone.iter().filter(|place| self.has(place)).collect();
        gone.sort_unstable();
        let mut left = gone.into_iter().cloned().peekable();
        let places = Arc::make_mut(&mut self.0);
        places.retain(|place| left.next_if_eq(place).is_none());
        places.reserve_exact(come.len());
        places.extend(come.iter().cloned());
        // Two stretches, the first of them sorted: this sort sees that, and only merges them.
        places.sort();
    }

    /// Those of one section.
    pub(super) fn members(&self, section: &Section) -> &[Place] {
        let from = self.0.partition_point(|place| place.section() < section);
        let count = self.0[from..].partition_point(|place| place.section() == section);
        &self.0[from..from + count]
    }
}
