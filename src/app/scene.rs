//! Whether the rows of the list look as they did.
//!
//! Most keys only move the cursor. Then all rows but two are what they were, and need not be drawn again.

/// What the rows show, the cursor and the time aside. It has a number, and another one after whatever may have
/// changed it: that is everything that happens, unless it is known to change nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    number: u64,
    is_step: bool,
}

impl Scene {
    /// Scenes of the same number look the same.
    pub fn number(self) -> u64 {
        self.number
    }

    /// Something happens.
    pub(super) fn begin(&mut self) {
        *self = Self { number: self.number + 1, is_step: false };
    }

    /// It is but a step of the cursor.
    pub(super) fn step(&mut self) {
        self.is_step = true;
    }

    /// It is over. `is_alone` says that nothing else came of it.
    pub(super) fn end(&mut self, is_alone: bool) {
        if self.is_step && is_alone {
            self.number -= 1;
        }
    }
}
