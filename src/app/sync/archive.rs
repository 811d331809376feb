//! Reading the archive, as far as the cursor comes.
//!
//! What was done last stands first, and that is what is read first. Close has no such order, but it can be asked
//! for what last changed within some time: so the archive is read from now into the past, one window of time
//! after the other, each as a whole and by when its tasks were made, which never changes. For a group each member
//! is read in a lane of its own, the one that has come least far first.

use chrono::TimeDelta;

use super::pages::Page;
use crate::domain::board::Tick;
use crate::domain::id::UserId;
use crate::domain::place::Place;
use crate::domain::query::{Bounds, Query};
use crate::domain::task::Task;
use crate::domain::whose::Owner;
use crate::domain::zone::Timestamp;

/// How far the archive has been read.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    lanes: Vec<Lane>,
    // Which lane is being asked for.
    out: Option<usize>,
    begun: Option<Tick>,
}

/// One person's archive, or everybody's.
#[derive(Clone, Debug)]
struct Lane {
    // Everything done since then is known.
    since: Option<Timestamp>,
    window: Option<Window>,
    // How much time the next window is for.
    width: TimeDelta,
    // How many tasks have come of what is known in full.
    came: usize,
    is_complete: bool,
}

/// Some time of an archive that is being read.
#[derive(Clone, Copy, Debug)]
struct Window {
    // Where it begins; without that it is all there is.
    since: Option<Timestamp>,
    until: Timestamp,
    // Only what was made by then is still to be read of it, but for so many tasks.
    before: Option<Timestamp>,
    skip: usize,
    came: usize,
}

/// How near the end of what is read of the archive the cursor comes before more is read.
const NEAR: usize = 40;
/// For how much time the first window is, where an archive is more than a page.
const WIDTH: TimeDelta = TimeDelta::days(1);
/// A window is made narrower or wider by this, so that it is about a page.
const STEP: i32 = 4;
/// Narrower ones are read page by page.
const NARROWEST: TimeDelta = TimeDelta::minutes(15);
/// Instead of a wider one everything before is asked for.
const WIDEST: TimeDelta = TimeDelta::days(1_000);

impl Archive {
    /// Whether all of it has been read.
    pub fn is_complete(&self) -> bool {
        !self.lanes.is_empty() && self.lanes.iter().all(|lane| lane.is_complete)
    }

    /// Whether everything done since then has been read.
    pub fn reaches(&self, since: Timestamp) -> bool {
        let is_known = |lane: &Lane| lane.is_complete || lane.since.is_some_and(|known| known <= since);
        !self.lanes.is_empty() && self.lanes.iter().all(is_known)
    }

    /// How many tasks have come of what is known in full.
    pub(super) fn came(&self) -> usize {
        self.lanes.iter().map(|lane| lane.came).sum()
    }

    /// Whether what was done last is known.
    pub(super) fn has_latest(&self) -> bool {
        let is_known = |lane: &Lane| lane.is_complete || lane.since.is_some();
        !self.lanes.is_empty() && self.lanes.iter().all(is_known)
    }

    /// The tick this reading began at.
    pub(super) fn begun(&self) -> Option<Tick> {
        self.begun
    }

    /// Whether an answer asked for at this tick belongs to this reading, not to one given up since.
    pub(super) fn expects(&self, asked: Tick) -> bool {
        self.begun.is_some_and(|begun| asked > begun)
    }

    /// The next page to ask for, if `reach`, the last row in sight, is near the end of what is
    /// known in full.
    pub(super) fn order(
        &mut self,
        at: Timestamp,
        owner: &Owner,
        (tasks, reach): (&[Place], usize),
        now: Tick,
    ) -> Option<Query> {
        let inquiries = owner.inquiries();
        self.lanes.resize_with(inquiries.len(), Lane::default);
        let unread = self.lanes.iter_mut().enumerate().filter(|(_, lane)| !lane.is_complete);
        let (next, lane) = unread.max_by_key(|(_, lane)| lane.frontier())?;
        if self.out.is_some() || !lane.is_near(tasks, reach) {
            return None;
        }
        self.out = Some(next);
        self.begun.get_or_insert(now);
        inquiries.get(next).map(|whom| lane.query(at, *whom))
    }

    /// A page came, or some of it.
    pub(super) fn on_page(&mut self, page: Page) {
        if let Some(lane) = self.out.take().and_then(|out| self.lanes.get_mut(out)) {
            lane.on_page(page);
        }
    }

    /// No page came; it will be asked for again.
    pub(super) fn give_back(&mut self) {
        self.out = None;
    }
}

impl Default for Lane {
    fn default() -> Self {
        Self { since: None, window: None, width: WIDTH, came: 0, is_complete: false }
    }
}

impl Lane {
    fn frontier(&self) -> Timestamp {
        self.since.unwrap_or(Timestamp::MAX_UTC)
    }

    fn is_near(&self, tasks: &[Place], reach: usize) -> bool {
        let known = tasks.partition_point(|place| place.finished() >= self.frontier());
        reach + NEAR >= known
    }

    fn query(&mut self, at: Timestamp, whom: Option<&UserId>) -> Query {
        let (until, width) = (self.since, self.width);
        let window =
            self.window.get_or_insert_with(|| Window::new(until.unwrap_or(at), width, until.is_none()));
        // Tasks made in the same instant may lie on both sides of the border: it is read twice, not skipped.
        let created = Bounds { lte: window.before, ..Bounds::default() };
        let updated = Bounds { gte: window.since, lt: until, ..Bounds::default() };
        Query { skip: window.skip, created, updated, ..Query::archive_of(whom) }
    }

    fn on_page(&mut self, page: Page) {
        let Some(window) = &mut self.window else { return };
        window.came += page.came;
        if !page.has_more {
            (self.since, self.is_complete) = (window.since, window.since.is_none());
            self.came += window.came;
            self.width = if window.came < Query::PAGE / 2 { self.width * STEP } else { self.width };
            self.window = None;
            return;
        }
        if window.is_at_its_beginning() && (window.since.is_none() || self.width > NARROWEST) {
            self.width = if window.since.is_none() { self.width } else { self.width / STEP };
            self.window = Some(Window::new(window.until, self.width, false));
            return;
        }
        window.go_on(page.oldest);
    }
}

impl Window {
    // What is small enough is asked for as a whole.
    fn new(until: Timestamp, width: TimeDelta, is_whole: bool) -> Self {
        let since = (!is_whole && width <= WIDEST).then(|| until - width);
        Self { since, until, before: None, skip: 0, came: 0 }
    }

    fn is_at_its_beginning(&self) -> bool {
        self.before.is_none() && self.skip == 0
    }

    // Tasks leave a window when they change: going on by when they were made passes over none. Where a whole page
    // was made in one instant there is nothing older to go on from.
    fn go_on(&mut self, oldest: Option<Timestamp>) {
        if oldest.is_some() && oldest != self.before {
            (self.before, self.skip) = (oldest, 0);
        } else {
            self.skip += Query::PAGE;
        }
    }
}

/// When the oldest of these was made.
pub(super) fn oldest(tasks: &[Task]) -> Option<Timestamp> {
    tasks.iter().filter_map(|task| task.created.at).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrangement::Arrangement;
    use crate::domain::tab::{Tab, Today};
    use crate::domain::task::Stamp;
    use crate::domain::zone::Zone;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_timestamp(second, 0).unwrap()
    }

    fn one() -> Owner {
        Owner::One(UserId::new("ana"))
    }

    fn two() -> Owner {
        Owner::Many(["ana", "jan"].map(UserId::new).to_vec())
    }

    fn tasks(seconds: impl Iterator<Item = i64>) -> Vec<Place> {
        let today = Today::at(at(NOW), Zone::UTC);
        let place = |second: i64| {
            let updated = Stamp { at: Some(at(second)), by: None };
            let task = Task { updated, is_complete: true, ..Task::new(second.to_string(), "x") };
            Place::of(&task, (Tab::Archive, Arrangement::default()), &today, |_, alone| alone)
        };
        seconds.map(place).collect()
    }

    const NOW: i64 = 3_000_000_000;
    const HOUR: i64 = 3_600;
    const DAY: i64 = 24 * HOUR;

    fn order(archive: &mut Archive, known: &[Place]) -> Option<Query> {
        archive.order(at(NOW), &one(), (known, 0), Tick(0))
    }

    // Asks, answers that so many came and whether there are more, and tells what was asked for: how long ago it
    // begins and ends in seconds, and how old at most.
    fn read(archive: &mut Archive, came: usize, oldest: Option<i64>) -> [Option<i64>; 3] {
        let query = order(archive, &[]).unwrap();
        let has_more = oldest.is_some();
        archive.on_page(Page { came, oldest: Some(at(NOW - oldest.unwrap_or(1))), has_more });
        let ago = |at: Option<Timestamp>| at.map(|at| NOW - at.timestamp());
        [ago(query.updated.gte), ago(query.updated.lt), ago(query.created.lte)]
    }

    #[test]
    fn a_small_archive_is_one_page() {
        let mut archive = Archive::default();
        assert_eq!(read(&mut archive, 40, None), [None, None, None]);
        assert!(archive.is_complete());
    }

    #[test]
    fn a_large_one_is_read_from_now_into_the_past_in_windows_of_about_a_page() {
        let mut archive = Archive::default();
        read(&mut archive, 100, Some(5));
        assert_eq!(read(&mut archive, 100, Some(5)), [Some(DAY), None, None], "more than a page of one day");
        assert_eq!(read(&mut archive, 90, None), [Some(6 * HOUR), None, None]);
        assert_eq!(read(&mut archive, 10, None), [Some(12 * HOUR), Some(6 * HOUR), None]);
        assert_eq!(
            read(&mut archive, 10, None),
            [Some(36 * HOUR), Some(12 * HOUR), None],
            "it was nearly empty"
        );
    }

    #[test]
    fn what_was_done_at_one_stroke_is_read_page_by_page_by_when_it_was_made() {
        let mut archive = Archive::default();
        let asked: Vec<_> = (0..6).map(|_| read(&mut archive, 100, Some(5))[0]).collect();
        assert_eq!(asked[4..], [Some(22 * 60 + 30), Some(5 * 60 + 38)]);
        assert_eq!(read(&mut archive, 100, Some(9)), [Some(5 * 60 + 38), None, Some(5)]);
        assert_eq!(read(&mut archive, 30, None), [Some(5 * 60 + 38), None, Some(9)]);
        assert_eq!(read(&mut archive, 30, None)[1], Some(5 * 60 + 38), "then what was before");
    }

    #[test]
    fn the_end_is_reached_however_long_nothing_was_done() {
        let mut archive = Archive::default();
        read(&mut archive, 100, Some(5));
        let windows = (0..10).take_while(|_| read(&mut archive, 0, None)[0].is_some()).count();
        assert_eq!((windows, archive.is_complete()), (5, true));
    }

    #[test]
    fn thousands_made_in_one_instant_are_skipped_through() {
        let mut archive = Archive::default();
        (0..6).for_each(|_| _ = read(&mut archive, 100, Some(5)));
        let skips: Vec<usize> = (0..4)
            .map(|_| {
                let query = order(&mut archive, &[]).unwrap();
                archive.on_page(Page { came: 100, oldest: Some(at(5)), has_more: true });
                query.skip
            })
            .collect();
        assert_eq!(skips, [0, 0, 100, 200]);
    }

    #[test]
    fn of_a_group_whoever_has_come_least_far_is_read_next() {
        let mut archive = Archive::default();
        let mut whom = |has_more: bool| {
            let query = archive.order(at(NOW), &two(), (&[], 0), Tick(0)).unwrap();
            archive.on_page(Page { came: 10, oldest: Some(at(5)), has_more });
            query.assignee.unwrap().to_string()
        };
        let asked = [whom(true), whom(false), whom(true), whom(false), whom(false)];
        assert_eq!(asked, ["jan", "jan", "ana", "ana", "jan"]);
    }

    #[test]
    fn more_is_read_only_when_the_cursor_is_near_what_is_not_known() {
        let mut archive = Archive::default();
        read(&mut archive, 100, Some(5));
        read(&mut archive, 90, None);
        // Far more rows than fit on a screen were done within the day that is known.
        assert_eq!(order(&mut archive, &tasks((0..200).map(|row| NOW - row))), None);
        // Rows from the disk that are older do not count: between them there may be others.
        assert!(order(&mut archive, &tasks((0..200).map(|row| NOW - 2 * DAY - row))).is_some());
    }

    #[test]
    fn how_far_it_has_come_is_known_whether_anything_was_found_or_not() {
        let mut archive = Archive::default();
        let day = at(NOW - DAY);
        assert!(!archive.reaches(at(NOW)), "nothing has been asked for");
        read(&mut archive, 100, Some(5));
        assert!(!archive.reaches(at(NOW)), "there was more than a page");
        read(&mut archive, 0, None);
        assert!(archive.reaches(day) && !archive.reaches(day - TimeDelta::seconds(1)));
        assert_eq!(archive.came(), 0, "what is asked for again does not count twice");
    }

    #[test]
    fn an_answer_to_a_reading_given_up_does_not_count() {
        let mut archive = Archive::default();
        assert!(!archive.expects(Tick(3)));
        archive.order(at(NOW), &one(), (&[], 0), Tick(7));
        assert!(!archive.expects(Tick(7)) && archive.expects(Tick(8)));
    }
}
