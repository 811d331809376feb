//! What has become of steps that the disk does not know yet.

use std::collections::BTreeSet;

use crate::domain::entry::{BatchId, EntryId};
use crate::domain::step::{Change, KeptStep};
use crate::domain::write::Write;

/// What the disk does not know yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Unsaved {
    /// Steps that are new, other than they were, or gone.
    pub(super) batches: BTreeSet<BatchId>,
    dropped: Vec<EntryId>,
}

impl Unsaved {
    /// Drops the changes that are meant, and the steps that have none left.
    pub(super) fn forget_where(&mut self, steps: &mut Vec<KeptStep>, is_it: impl Fn(&Change) -> bool) {
        for step in steps.iter_mut().map(|kept| &mut kept.step) {
            let dropped = step.changes.extract_if(.., |change| is_it(change));
            self.dropped.extend(dropped.map(|change| change.entry));
            if step.changes.is_empty() {
                self.batches.insert(step.batch);
            }
        }
        steps.retain(|kept| !kept.step.changes.is_empty());
    }

    /// Each thing once; `find` has the steps as they are now.
    pub(super) fn writes<'a>(self, find: impl Fn(BatchId) -> Option<&'a KeptStep>) -> Vec<Write> {
        let dropped = self.dropped.into_iter().map(Write::DropChange);
        let steps = self.batches.into_iter().map(|batch| match find(batch) {
            Some(kept) => Write::Step(Box::new(kept.clone())),
            None => Write::DropStep(batch),
        });
        dropped.chain(steps).collect()
    }
}
