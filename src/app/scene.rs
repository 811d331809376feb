//! Whether the list looks as it did, and how it will look.
//!
//! Most keys only move the cursor. Then all rows but two are what they were, and need not be drawn again. Whoever
//! goes step by step goes on that way, so what comes next can be drawn before the key for it is pressed.

use super::layout::Size;
use super::model::Model;

/// What the rows show, the cursor and the time aside. It has a number, and another one after whatever may have
/// changed it: that is everything that happens, unless it is known to change nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    number: u64,
    // How far the cursor went by what happened last, and by what happened before that.
    step: Option<isize>,
    step_before: Option<isize>,
}

/// All that a screen with the list in front depends on: of the same sight it looks the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    scene: u64,
    // In seconds.
    time: i64,
    cursor: usize,
    top: usize,
    size: Size,
}

impl Scene {
    /// Scenes of the same number look the same.
    pub fn number(self) -> u64 {
        self.number
    }

    /// Something happens.
    pub(super) fn begin(&mut self) {
        *self = Self { number: self.number + 1, step: None, step_before: self.step };
    }

    /// It is but a step of the cursor, so many rows down.
    pub(super) fn step(&mut self, rows: isize) {
        self.step = Some(rows);
    }

    /// It is over. `is_alone` says that nothing else came of it.
    pub(super) fn end(&mut self, is_alone: bool) {
        self.step = self.step.filter(|_| is_alone);
        self.number -= u64::from(self.step.is_some());
    }

    // How far the cursor will go next, if it has gone so far twice.
    fn next_step(self) -> Option<isize> {
        self.step.filter(|_| self.step == self.step_before)
    }
}

/// What is in sight.
pub fn sight(model: &Model) -> Sight {
    let list = model.lists.current();
    Sight {
        scene: model.scene.number(),
        time: model.today.now.timestamp(),
        cursor: list.cursor(),
        top: list.top(),
        size: model.size,
    }
}

/// Looks at what will be in sight if the next step is like those before, if there were such.
pub fn look_ahead<T>(model: &mut Model, look: impl FnOnce(&Model) -> T) -> Option<T> {
    let rows = model.scene.next_step()?;
    let list = model.lists.current().clone();
    model.lists.current_mut().go_by(rows);
    let seen = look(model);
    *model.lists.current_mut() = list;
    Some(seen)
}
