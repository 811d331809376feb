//! The page of a task: one column, or on a wide screen two.
//!
//! Left is the task and what decides it. Right is what stands around it, so that the people and what else is
//! open stay in sight while a long text is read. Nothing is in two places, and nothing in neither.

use super::{Depth, Line, fields, text_columns};
use crate::app::layout::Area;
use crate::app::model::Model;
use crate::domain::task::Task;

/// Where both stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The only column, or the left one.
    pub main: Area,
    /// The line between them.
    pub rule: Option<Area>,
    /// The right one.
    pub side: Option<Area>,
}

impl Sheet {
    /// A page in as many columns as it is wide enough for; one where it is read aloud, line by line.
    pub fn of(model: &Model, page: Area) -> Self {
        let halves = page.halves().filter(|_| !model.settings.is_accessible);
        let (main, rule, side) =
            halves.map_or((page, None, None), |[main, rule, side]| (main, Some(rule), Some(side)));
        Self { main, rule, side }
    }

    /// What stands left.
    pub fn main_lines<'a>(
        self,
        model: &'a Model,
        task: &'a Task,
        depth: Depth,
    ) -> impl Iterator<Item = Line> {
        let parts = if self.side.is_some() { fields::about } else { fields::parts };
        parts(model, task, depth, text_columns(self.main)).into_iter().flatten()
    }

    /// What stands right.
    pub fn side_lines<'a>(
        self,
        model: &'a Model,
        task: &'a Task,
        depth: Depth,
    ) -> impl Iterator<Item = Line> {
        let parts = self.side.map(|side| fields::beside(model, task, depth, text_columns(side)));
        parts.into_iter().flatten().flatten()
    }

    /// How far it can be scrolled: until the longer column has its last line at the bottom.
    pub fn most_scroll(self, model: &Model, task: &Task, depth: Depth) -> usize {
        let beyond = |lines: usize, area: Area| lines.saturating_sub(area.height.into());
        let main = beyond(self.main_lines(model, task, depth).count(), self.main);
        let side = self.side.map(|side| beyond(self.side_lines(model, task, depth).count(), side));
        main.max(side.unwrap_or(0))
    }
}
