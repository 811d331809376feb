//! What is drawn on: the cells of a screen, and what a stretch of them stands for.
//!
//! Whoever draws something that may be clicked says so where it is drawn. So what the mouse points at is what
//! was drawn there, and there is no second account of where things are.

use std::ops::{Deref, DerefMut};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::pointer::Target;

/// Cells to draw on.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    cells: Buffer,
    // Only kept when somebody asks: a frame for the eyes needs none.
    targets: Option<Vec<(Rect, Target)>>,
    chosen: Option<Position>,
    /// Whether it is read aloud, line by line: then nothing stands beside a dialog.
    pub(super) is_read: bool,
}

impl Canvas {
    /// A canvas of these cells, for the eyes.
    pub(super) fn new(cells: Buffer) -> Self {
        Self { cells, targets: None, chosen: None, is_read: false }
    }

    /// An empty canvas that keeps what its cells stand for.
    pub(super) fn with_targets(area: Rect) -> Self {
        Self { cells: Buffer::empty(area), targets: Some(Vec::new()), chosen: None, is_read: false }
    }

    /// From here on these cells stand for this.
    pub(super) fn stands_for(&mut self, area: Rect, target: impl FnOnce() -> Target) {
        if let Some(targets) = &mut self.targets {
            targets.push((area, target()));
        }
    }

    /// What a cell stands for: whatever was drawn there last.
    pub(super) fn target_at(&self, at: Position) -> Option<&Target> {
        let found = self.targets.iter().flatten().rfind(|(area, _)| area.contains(at));
        found.map(|(_, target)| target)
    }

    /// From here on this is where reading begins: what is chosen, or what has come in front.
    pub(super) fn choose(&mut self, area: Rect) {
        self.chosen = Some(area.as_position()).filter(|_| !area.is_empty()).or(self.chosen);
    }

    /// Where reading begins, if anybody has said so.
    pub(super) fn chosen(&self) -> Option<Position> {
        self.chosen
    }

    /// The cells.
    pub(super) fn into_cells(self) -> Buffer {
        self.cells
    }
}

impl Deref for Canvas {
    type Target = Buffer;

    fn deref(&self) -> &Buffer {
        &self.cells
    }
}

impl DerefMut for Canvas {
    fn deref_mut(&mut self) -> &mut Buffer {
        &mut self.cells
    }
}
