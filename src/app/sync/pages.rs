//! A list that is read page by page.
//!
//! One page at a time, from the first to the last, for each of so many inquiries. Knows how far it has come, not
//! what the tasks are.

use crate::domain::board::Tick;
use crate::domain::id::Texts;
use crate::domain::query::Query;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// Something read page by page.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    pub(super) skip: usize,
    is_complete: bool,
    is_out: bool,
    begun: Option<(Tick, Timestamp)>,
    pub(super) came: usize,
    // Which of so many inquiries is being read: one for each member of a group.
    pub(super) turn: usize,
    pub(super) turns: usize,
    // The names and ids that new tasks have brought: those of a lead are on many pages.
    texts: Texts,
}

/// Whether something is wanted, under way, or neither.
#[derive(Clone, Debug, Default)]
pub(super) enum Stage {
    #[default]
    Idle,
    Running(Pages),
}

/// What of a page matters for asking for the next.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) came: usize,
    pub(super) oldest: Option<Timestamp>,
    pub(super) has_more: bool,
}

impl Pages {
    // The next page to ask for, unless one is under way or the end is reached.
    pub(super) fn order(&mut self, tick: Tick, at: Timestamp) -> Option<usize> {
        if self.is_out || self.is_complete {
            return None;
        }
        self.is_out = true;
        self.begun.get_or_insert((tick, at));
        Some(self.skip)
    }

    // A page came: advance by what was asked for, since a page may be shorter and still not the last.
    fn on_page(&mut self, page: Page) {
        self.is_out = false;
        self.skip += Query::PAGE;
        self.came += page.came;
        self.is_complete = !page.has_more;
        if self.is_complete && self.turn + 1 < self.turns {
            (self.turn, self.skip, self.is_complete) = (self.turn + 1, 0, false);
        }
    }
}

impl Stage {
    pub(super) fn expects(&self, asked: Tick) -> bool {
        let Self::Running(pages) = self else { return false };
        pages.begun.is_some_and(|(begun, _)| asked > begun)
    }

    pub(super) fn give_back(&mut self) {
        if let Self::Running(pages) = self {
            pages.is_out = false;
        }
    }

    // What new tasks of one page have in common with those of earlier ones is in memory once.
    pub(super) fn share<'a>(&mut self, tasks: impl Iterator<Item = &'a mut Task>) {
        if let Self::Running(pages) = self {
            tasks.for_each(|task| task.share_names(&mut pages.texts));
        }
    }

    // When the last page came: the tick and the time of the first.
    pub(super) fn on_page(&mut self, page: Page) -> Option<(Tick, Timestamp)> {
        let Self::Running(pages) = self else { return None };
        pages.on_page(page);
        let begun = pages.begun.filter(|_| pages.is_complete);
        if begun.is_some() {
            *self = Self::Idle;
        }
        begun
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{LeadId, Named};

    #[test]
    fn a_lead_that_is_on_several_pages_is_in_memory_once() {
        let of_acme = |id: &str| {
            let lead = Some(Named::new(LeadId::new("lead_1"), "Acme"));
            Task { lead, ..Task::new(id, "Call Ada") }
        };
        let mut sweep = Stage::Running(Pages::default());
        let mut pages = [[of_acme("task_1")], [of_acme("task_2")]];
        pages.iter_mut().for_each(|page| sweep.share(page.iter_mut()));
        let [first, second] = pages.map(|[task]| task.lead.unwrap().id);
        assert!(first.text().is_shared_with(second.text()));
    }
}
