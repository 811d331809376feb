//! Where a task stands in a list: under which heading, and where beneath it.
//!
//! A place is a sort key and nothing more, made once when a task changes, so that keeping a list in order never
//! looks at tasks. Headings are places too: they stand just before the tasks they are for.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::NaiveDate;

use super::arrangement::{Arrangement, Grouping, Sort};
use super::due::Due;
use super::id::{TaskId, Text};
use super::kind::Kind;
use super::tab::{Tab, Today};
use super::task::{Priority, Task};
use super::zone::{Timestamp, Zone};

/// What tasks stand together under, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// No heading at all.
    Top,
    /// Days that have passed.
    Overdue,
    /// One day.
    Day(NaiveDate),
    /// What was done on one day, the last first.
    Done(Reverse<NaiveDate>),
    /// No date.
    Undated,
    /// One kind of task, the most pressing first; kinds nobody knows are told apart by their name.
    Kind(u8, Option<Text>),
    /// One lead, or one number nobody has.
    Lead {
        /// Where the first of its tasks stood when the list was last put in order: what a lead loses or
        /// gains meanwhile does not move it.
        rank: i64,
        /// The lead, or whatever else they share.
        id: Text,
    },
    /// What has a time later today: it surfaces when that comes.
    Later,
}

impl Section {
    /// Whether it stands as one line unless the user unfolds it.
    pub fn begins_folded(&self) -> bool {
        matches!(self, Self::Lead { .. })
    }

    /// How many tasks it takes for a heading to be worth a line.
    pub fn least(&self) -> usize {
        match self {
            Self::Top => usize::MAX,
            Self::Lead { .. } => 2,
            _ => 1,
        }
    }

    /// The same, wherever it stands.
    #[must_use]
    pub fn without_rank(&self) -> Self {
        match self {
            Self::Lead { id, .. } => Self::Lead { rank: 0, id: id.clone() },
            other => other.clone(),
        }
    }
}

/// Where something stands in a list. A task has one for its tab, for the rows that are seen and for what a filter
/// leaves; all of them are one in memory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(Arc<SortKey>);

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SortKey {
    tab: Tab,
    section: Section,
    key: i64,
    item: Item,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    // Only says what the tasks beneath it share.
    Title,
    // Stands for the tasks of its section, which are out of sight.
    Folded,
    Task { is_timed: bool, id: TaskId, day: Option<NaiveDate> },
}

/// Milliseconds of any date there is need fewer bits; what counts before the date stands above them.
const CLASS: u32 = 49;

impl Place {
    /// The place of a task in a tab that is arranged like this. `rank` says where a group of tasks stands, given
    /// what they share and where this one would stand alone.
    pub fn of(
        task: &Task,
        (tab, arrangement): (Tab, Arrangement),
        today: &Today,
        rank: impl FnOnce(&Text, i64) -> i64,
    ) -> Self {
        let is_later = tab == Tab::Inbox && is_later_today(task, today);
        let sort = if is_later { Sort::Due } else { arrangement.sort };
        let due = stands_at(task, tab, today.zone);
        let key = match tab {
            Tab::Archive => !millis(due, today.zone),
            Tab::Inbox | Tab::Future => key(task, sort, millis(due, today.zone)),
        };
        let section = match arrangement.grouping {
            _ if is_later => Section::Later,
            Grouping::Nothing => Section::Top,
            Grouping::Day => of_day(task, (tab, due), today),
            Grouping::Kind => of_kind(&task.kind),
            Grouping::Lead => {
                let id = shared(task);
                Section::Lead { rank: rank(&id, key), id }
            }
        };
        let is_timed = matches!(due, Some(Due::At(_)));
        let day = task.due.filter(|_| tab != Tab::Archive).map(|due| due.day(today.zone));
        let item = Item::Task { is_timed, id: task.id.clone(), day };
        Self(Arc::new(SortKey { tab, section, key, item }))
    }

    /// The heading of the section this stands in, folded or not.
    #[must_use]
    pub fn heading(&self, is_folded: bool) -> Self {
        let item = if is_folded { Item::Folded } else { Item::Title };
        let (tab, section) = (self.0.tab, self.0.section.clone());
        Self(Arc::new(SortKey { tab, section, key: i64::MIN, item }))
    }

    /// The tab it is in.
    pub fn tab(&self) -> Tab {
        self.0.tab
    }

    /// What it stands under.
    pub fn section(&self) -> &Section {
        &self.0.section
    }

    /// The task that stands here, if it is not a heading.
    pub fn task(&self) -> Option<&TaskId> {
        match &self.0.item {
            Item::Task { id, .. } => Some(id),
            Item::Title | Item::Folded => None,
        }
    }

    /// Whether this is a heading whose tasks stand beneath it.
    pub fn is_title(&self) -> bool {
        self.0.item == Item::Title
    }

    /// The section that stands here as one line.
    pub fn folded(&self) -> Option<&Section> {
        (self.0.item == Item::Folded).then_some(&self.0.section)
    }

    /// The day an open task is due.
    pub fn day(&self) -> Option<NaiveDate> {
        match &self.0.item {
            Item::Task { day, .. } => *day,
            Item::Title | Item::Folded => None,
        }
    }

    /// In the archive: when the task was done; the beginning of time where nobody knows.
    pub fn finished(&self) -> Timestamp {
        Timestamp::from_timestamp_millis(!self.0.key).unwrap_or(Timestamp::MIN_UTC)
    }

    /// Of what comes later today: when.
    pub fn later(&self) -> Option<Timestamp> {
        Timestamp::from_timestamp_millis(self.0.key).filter(|_| self.0.section == Section::Later)
    }
}

/// Whether a task has a time that is still to come today.
pub fn is_later_today(task: &Task, today: &Today) -> bool {
    matches!(task.due, Some(Due::At(at)) if at > today.now && today.zone.day_of(at) == today.day)
}

// The archive has what was done last first. A dateless task carries the day it was made; Close sorts it there.
fn stands_at(task: &Task, tab: Tab, zone: Zone) -> Option<Due> {
    let made = || task.created.at.map(|at| Due::Day(zone.day_of(at)));
    match tab {
        Tab::Archive => task.finished().map(|finished| Due::At(finished.at)),
        Tab::Inbox | Tab::Future => task.due.or_else(made),
    }
}

fn millis(due: Option<Due>, zone: Zone) -> i64 {
    due.map_or(i64::MIN, |due| due.instant(zone).timestamp_millis())
}

fn key(task: &Task, sort: Sort, date: i64) -> i64 {
    let class = match sort {
        Sort::Due => return date,
        Sort::Newest => return !task.created.at.map_or(i64::MIN, |at| at.timestamp_millis()),
        Sort::Hottest => i64::from(!task.kind.is_inbound()),
        Sort::Priority => match task.priority {
            Some(Priority::High) => 0,
            Some(Priority::Medium) => 1,
            _ => 2,
        },
    };
    let most = (1 << (CLASS - 1)) - 1;
    (class << CLASS) + date.clamp(-most, most)
}

fn of_day(task: &Task, (tab, due): (Tab, Option<Due>), today: &Today) -> Section {
    let day = due.map(|due| due.day(today.zone));
    match (tab, day) {
        (Tab::Archive, Some(day)) => Section::Done(Reverse(day)),
        (Tab::Future, Some(day)) => Section::Day(day),
        (Tab::Inbox, Some(day)) if task.due.is_some() && day < today.day => Section::Overdue,
        (Tab::Inbox, Some(day)) if task.due.is_some() => Section::Day(day),
        _ => Section::Undated,
    }
}

// Whoever called, spoke or wrote waits; what we promised comes after.
fn of_kind(kind: &Kind) -> Section {
    let (rank, name) = match kind {
        Kind::MissedCall(_) => (0, None),
        Kind::Voicemail(_) => (1, None),
        Kind::DetachedCall(_) => (2, None),
        Kind::IncomingSms(_) => (3, None),
        Kind::IncomingEmail(_) => (4, None),
        Kind::OutgoingCall(_) => (6, None),
        Kind::ToDo(_) => (7, None),
        Kind::EmailFollowup(_) => (8, None),
        Kind::OpportunityDue(_) => (9, None),
        Kind::Other(_) => (5, Some(kind.wire_name().into())),
    };
    Section::Kind(rank, name)
}

// What makes tasks one matter: the lead, else the number that rang. A task with neither stands alone.
fn shared(task: &Task) -> Text {
    let phone = || task.kind.phone().and_then(|phone| phone.number.clone().or(phone.formatted.clone()));
    let lead = task.lead.as_ref().map(|lead| lead.id.text().clone());
    lead.or_else(phone).unwrap_or_else(|| task.id.text().clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{LeadId, Named};
    use crate::domain::task::{Finished, Stamp};

    fn task(id: &str, due: &str) -> Task {
        Task { due: Due::read(due).ok(), ..Task::new(id, "x") }
    }

    fn today(zone: &str) -> Today {
        Today::at("2026-03-06T14:00:00Z".parse().unwrap(), Zone::named(zone).unwrap())
    }

    fn sorted<const N: usize>(
        tasks: &[Task; N],
        tab: Tab,
        arrangement: Arrangement,
        zone: &str,
    ) -> [String; N] {
        let mut places =
            tasks.each_ref().map(|task| Place::of(task, (tab, arrangement), &today(zone), |_, alone| alone));
        places.sort();
        places.map(|place| place.task().unwrap().to_string())
    }

    #[test]
    fn a_plain_date_sorts_like_local_midnight_before_the_timed_tasks_of_that_day() {
        // The example of Close's documentation, at eight hours west of UTC.
        let tasks =
            [task("b", "2015-01-12T08:00:00"), task("c", "2015-01-12"), task("a", "2015-01-12T07:00:00")];
        let order = sorted(&tasks, Tab::Inbox, Arrangement::default(), "America/Los_Angeles");
        assert_eq!(order, ["a", "c", "b"]);
    }

    #[test]
    fn the_archive_has_what_was_done_last_first_whenever_it_was_due_or_changed_since() {
        let on = |day: u32| format!("2026-03-{day:02}T12:00:00Z").parse().ok();
        let changed = |day: u32| Task {
            updated: Stamp { at: on(day), by: None },
            is_complete: true,
            ..task(&day.to_string(), "2026-03-05")
        };
        let done_here = Some(Box::new(Finished { at: on(2).unwrap(), is_ours: true }));
        let tasks = [
            changed(1),
            Task { finished: done_here, ..changed(4) },
            Task { is_complete: true, ..Task::new("unknown", "x") },
            changed(3),
        ];
        assert_eq!(sorted(&tasks, Tab::Archive, Arrangement::default(), "UTC"), ["3", "4", "1", "unknown"]);
    }

    #[test]
    fn what_comes_later_today_stands_at_the_end_however_the_rest_is_sorted() {
        let mut tasks = [
            task("later", "2026-03-06T14:01:00Z"),
            task("now", "2026-03-06T14:00:00Z"),
            task("day", "2026-03-06"),
        ];
        tasks[0].priority = Some(Priority::High);
        for sort in [Sort::Due, Sort::Priority, Sort::Hottest] {
            let order = sorted(&tasks, Tab::Inbox, Arrangement { sort, ..Arrangement::default() }, "UTC");
            assert_eq!(order, ["day", "now", "later"], "{sort:?}");
        }
    }

    #[test]
    fn whoever_waits_longest_is_hottest_and_promises_come_after() {
        let missed = |id: &str, due: &str| Task { kind: Kind::MissedCall(Box::default()), ..task(id, due) };
        let tasks = [
            task("old promise", "2026-01-01"),
            missed("yesterday", "2026-03-05T08:00:00Z"),
            missed("today", "2026-03-06T08:00:00Z"),
        ];
        let order =
            sorted(&tasks, Tab::Inbox, Arrangement { sort: Sort::Hottest, ..Arrangement::default() }, "UTC");
        assert_eq!(order, ["yesterday", "today", "old promise"]);
    }

    #[test]
    fn the_tasks_of_a_lead_stand_together_where_the_lead_has_its_rank() {
        let of = |id: &str, lead: &str, due: &str| Task {
            lead: Some(Named::new(LeadId::new(lead), lead)),
            ..task(id, due)
        };
        let tasks =
            [of("1", "bolt", "2026-03-02"), of("2", "acme", "2026-03-01"), of("3", "acme", "2026-03-03")];
        let by_lead = Arrangement { grouping: Grouping::Lead, ..Arrangement::default() };
        let rank = |id: &Text, _: i64| i64::from(&**id == "acme");
        let mut places =
            tasks.each_ref().map(|task| Place::of(task, (Tab::Inbox, by_lead), &today("UTC"), rank));
        places.sort();
        assert_eq!(places.map(|place| place.task().unwrap().to_string()), ["1", "2", "3"]);
    }

    #[test]
    fn a_heading_stands_before_what_it_is_for() {
        let dateless = Task::new("a", "x");
        let place =
            Place::of(&dateless, (Tab::Inbox, Arrangement::of(Tab::Future)), &today("UTC"), |_, alone| alone);
        for is_folded in [false, true] {
            let heading = place.heading(is_folded);
            assert!(heading < place && heading.task().is_none());
        }
    }
}
