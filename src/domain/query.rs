//! Every filter of Close's task list, as one value.
//!
//! A query says which tasks are wanted, in which order, and which page of them; it does not say how Close is
//! asked. What Close cannot filter by (text, contact, priority) is not here: that is done on what came back.

use super::due::Due;
use super::id::{LeadId, TaskId, Text, UserId};
use super::tab::Tab;
use super::zone::Timestamp;

/// Which tasks, in which order, and which page of them. The default is everything one may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Only these; empty means no such limit.
    pub ids: Vec<TaskId>,
    /// Only these kinds, by Close's own names (`lead`, `missed_call`); empty means every kind.
    pub kinds: Vec<Text>,
    /// Only those of one lead.
    pub lead: Option<LeadId>,
    /// Only what is done, or only what is not.
    pub is_complete: Option<bool>,
    /// Only those of one person.
    pub assignee: Option<UserId>,
    /// Only what Close counts to this tab. Close lets it override bounds on the due date.
    pub view: Option<Tab>,
    /// Only what is due on exactly this day, or at exactly this instant.
    pub due_on: Option<Due>,
    /// Only what is due within these bounds.
    pub due: Bounds<Due>,
    /// Only what was made within these bounds.
    pub created: Bounds<Timestamp>,
    /// Only what was last changed within these bounds.
    pub updated: Bounds<Timestamp>,
    /// The order they come in.
    pub order: Order,
    /// How many at once, 1 to [`Query::PAGE`].
    pub limit: usize,
    /// How many to pass over first.
    pub skip: usize,
    /// Whether all Close knows of each is wanted, in its own words.
    pub is_whole: bool,
}

/// Limits on a value; each may be absent, and all that are present must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds<T> {
    /// Before this.
    pub lt: Option<T>,
    /// Before this, or this.
    pub lte: Option<T>,
    /// After this.
    pub gt: Option<T>,
    /// This, or after it.
    pub gte: Option<T>,
}

/// The orders Close documents; it ignores any other without saying so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By due date, the earliest first.
    #[default]
    Due,
    /// By due date, the latest first.
    DueLatestFirst,
    /// As they were made, the oldest first.
    Created,
    /// As they were made, the newest first.
    CreatedNewestFirst,
}

impl<T> Default for Bounds<T> {
    fn default() -> Self {
        Self { lt: None, lte: None, gt: None, gte: None }
    }
}

impl<T> Bounds<T> {
    /// This or after it.
    pub fn from(value: T) -> Self {
        Self { gte: Some(value), ..Self::default() }
    }

    /// From the first up to, but not including, the second.
    pub fn between(first: T, end: T) -> Self {
        Self { gte: Some(first), lt: Some(end), ..Self::default() }
    }
}

impl Default for Query {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            kinds: Vec::new(),
            lead: None,
            is_complete: None,
            assignee: None,
            view: None,
            due_on: None,
            due: Bounds::default(),
            created: Bounds::default(),
            updated: Bounds::default(),
            order: Order::default(),
            limit: Self::PAGE,
            skip: 0,
            is_whole: false,
        }
    }
}

impl Query {
    /// The most tasks Close gives at once; asking for more is an error, not a shorter answer.
    pub const PAGE: usize = 100;

    /// What waits for a person, or without one for anybody, now or later, the earliest first.
    pub fn open_of<'a>(user: impl Into<Option<&'a UserId>>) -> Self {
        Self { assignee: user.into().cloned(), is_complete: Some(false), ..Self::default() }
    }

    /// What a person, or anybody, has done, the newest first. When a task was made never changes, so pages do
    /// not shift while they are read, and a long list can be continued from the oldest seen.
    pub fn archive_of<'a>(user: impl Into<Option<&'a UserId>>) -> Self {
        let order = Order::CreatedNewestFirst;
        Self { assignee: user.into().cloned(), is_complete: Some(true), order, ..Self::default() }
    }

    /// What was made, changed or done among a person's tasks, or anybody's, since then. It cannot see what was
    /// deleted, nor what was handed to somebody else: those no longer match.
    pub fn changed_since<'a>(user: impl Into<Option<&'a UserId>>, since: Timestamp) -> Self {
        // Ordered by the day of making, so that what changes during paging does not move between pages.
        let (updated, order) = (Bounds::from(since), Order::Created);
        Self { assignee: user.into().cloned(), updated, order, ..Self::default() }
    }

    /// Exactly these tasks, whoever has them.
    pub fn ids(ids: impl IntoIterator<Item = TaskId>) -> Self {
        Self { ids: ids.into_iter().collect(), order: Order::Created, ..Self::default() }
    }

    /// What was made for a lead since then, the newest first: a task whose making was not answered is there.
    pub fn made_for(lead: &LeadId, since: Timestamp) -> Self {
        let (created, order) = (Bounds::from(since), Order::CreatedNewestFirst);
        Self { lead: Some(lead.clone()), created, order, ..Self::default() }
    }

    /// The same query, one page further.
    ///
    /// A page may be short although more follow, so this goes on by what was asked for, not by what came.
    #[must_use]
    pub fn next_page(&self) -> Self {
        Self { skip: self.skip.saturating_add(self.limit), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada() -> UserId {
        UserId::new("user_1")
    }

    #[test]
    fn the_whole_list_asks_for_full_pages_of_every_kind() {
        let query = Query::default();
        assert!(query.kinds.is_empty() && query.ids.is_empty());
        assert_eq!((query.limit, query.skip), (100, 0));
    }

    #[test]
    fn open_and_archive_differ_in_done_and_in_direction() {
        let (open, archive) = (Query::open_of(&ada()), Query::archive_of(&ada()));
        assert_eq!((open.is_complete, open.order), (Some(false), Order::Due));
        assert_eq!((archive.is_complete, archive.order), (Some(true), Order::CreatedNewestFirst));
        assert_eq!(open.assignee, archive.assignee);
    }

    #[test]
    fn without_a_person_everybodys_are_asked_for() {
        let since = Timestamp::default();
        for query in [Query::open_of(None), Query::archive_of(None), Query::changed_since(None, since)] {
            assert_eq!(query.assignee, None);
        }
    }

    #[test]
    fn what_changed_is_asked_for_whether_done_or_not() {
        let since: Timestamp = "2026-03-06T12:00:00Z".parse().unwrap();
        let query = Query::changed_since(&ada(), since);
        assert_eq!(query.updated, Bounds { gte: Some(since), ..Bounds::default() });
        assert_eq!(query.is_complete, None);
    }

    #[test]
    fn what_was_made_for_a_lead_comes_newest_first_whoever_has_it() {
        let since: Timestamp = "2026-03-06T12:00:00Z".parse().unwrap();
        let query = Query::made_for(&LeadId::new("lead_1"), since);
        assert_eq!((query.created, query.order), (Bounds::from(since), Order::CreatedNewestFirst));
        assert_eq!((query.assignee, query.is_complete), (None, None));
    }

    #[test]
    fn named_tasks_are_found_whoever_has_them() {
        let query = Query::ids([TaskId::new("task_1"), TaskId::new("noti_2")]);
        assert_eq!(query.ids.len(), 2);
        assert_eq!((query.assignee, query.is_complete), (None, None));
    }

    #[test]
    fn the_next_page_goes_on_by_what_was_asked_for() {
        let third = Query { limit: 40, ..Query::open_of(&ada()) }.next_page().next_page();
        assert_eq!((third.skip, third.limit), (80, 40));
        assert_eq!(third.assignee, Some(ada()));
    }
}
