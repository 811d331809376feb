//! From what is on the screen to what is to be: what moves, and which lines differ then. Can be taken back.

use super::shift::{self, Shift};
use crate::ui::slate::{Lost, Slate};

/// What is done to both slates, so that the one shows what the other was to show.
#[derive(Debug)]
pub(super) struct Turn {
    shift: Option<(Shift, Lost)>,
    others: Vec<usize>,
}

impl Turn {
    /// Moves on the one shown what only moved, if what it shows is known, and finds the lines that differ then.
    pub(super) fn begin(shown: &mut Slate, next: &Slate, is_known: bool) -> Self {
        let shift = if is_known { shift::find(shown, next) } else { None };
        let shift = shift.map(|shift| (shift, shift.apply(shown)));
        let mut turn = Self { shift, others: Vec::new() };
        turn.compare(shown, next, is_known);
        turn
    }

    /// Finds the lines that differ again, after the next one was drawn anew.
    pub(super) fn compare(&mut self, shown: &Slate, next: &Slate, is_known: bool) {
        let is_other = |at: &usize| !is_known || !next.has(*at, shown, *at);
        self.others.clear();
        self.others.extend((0..next.lines()).filter(is_other));
    }

    /// What the terminal has to move.
    pub(super) fn shift(&self) -> Option<Shift> {
        self.shift.as_ref().map(|(shift, _)| *shift)
    }

    /// The lines that have to be written, from 0.
    pub(super) fn others(&self) -> &[usize] {
        &self.others
    }

    /// Trades these lines: now the one shown shows them.
    pub(super) fn trade(&self, shown: &mut Slate, next: &mut Slate) {
        self.others.iter().for_each(|at| shown.trade(next, *at));
    }

    /// Makes both what they were.
    pub(super) fn take_back(self, shown: &mut Slate, next: &mut Slate) {
        self.trade(shown, next);
        self.shift.into_iter().for_each(|(shift, lost)| shift.take_back(shown, lost));
    }
}
