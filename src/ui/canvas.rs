//! What a frame is drawn on: a slate and, where somebody asks, what its cells stand for.
//!
//! Whoever draws something that can be clicked says so with it, so what the mouse points at is what
//! was drawn there, and there is no second account of where things are.

use std::ops::{Deref, DerefMut};

use ratatui::layout::{Position, Rect};

use super::slate::Slate;
use crate::app::pointer::Target;

/// A slate to draw on.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    slate: Slate,
    // Only kept when somebody asks: a frame for the eyes needs none.
    targets: Option<Vec<(Rect, Target)>>,
    chosen: Option<Position>,
    /// Whether it is read aloud, line by line: then nothing stands beside a dialog.
    pub(super) is_read: bool,
}

impl Canvas {
    /// A canvas of this slate, for the eyes.
    pub(super) fn new(slate: Slate) -> Self {
        Self { slate, targets: None, chosen: None, is_read: false }
    }

    /// An empty canvas that keeps what its cells stand for.
    pub(super) fn with_targets(area: Rect) -> Self {
        Self { targets: Some(Vec::new()), ..Self::new(Slate::new(area)) }
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

    /// The slate.
    pub(super) fn into_slate(self) -> Slate {
        self.slate
    }
}

impl Deref for Canvas {
    type Target = Slate;

    fn deref(&self) -> &Slate {
        &self.slate
    }
}

impl DerefMut for Canvas {
    fn deref_mut(&mut self) -> &mut Slate {
        &mut self.slate
    }
}
