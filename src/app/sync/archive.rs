//! Reading the archive, as far as the cursor comes.
//!
//! Newest first by when a task was made, which never changes. A long one is read in windows: Close limits how
//! far a list can be skipped, so after some pages we go on from the oldest task seen instead. For a group each
//! member is read in a lane of its own, the one that has come least far first.

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
#[derive(Clone, Debug, Default)]
struct Lane {
    skip: usize,
    // Where the window begins.
    before: Option<Timestamp>,
    oldest: Option<Timestamp>,
    is_complete: bool,
}

/// How near the end of what is read of the archive the cursor comes before more is read.
const NEAR: usize = 40;
/// How many tasks are skipped before a new window is opened. What Close allows is not documented for tasks.
const WINDOW: usize = 2_000;

impl Archive {
    /// Whether all of it has been read.
    pub fn is_complete(&self) -> bool {
        !self.lanes.is_empty() && self.lanes.iter().all(|lane| lane.is_complete)
    }

    /// Whether anything of it has been asked for.
    pub(super) fn has_begun(&self) -> bool {
        self.begun.is_some()
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
        owner: &Owner,
        (tasks, reach): (&[Place], usize),
        now: Tick,
    ) -> Option<Query> {
        let inquiries = owner.inquiries();
        self.lanes.resize_with(inquiries.len(), Lane::default);
        let unread = self.lanes.iter().enumerate().filter(|(_, lane)| !lane.is_complete);
        let (next, lane) = unread.max_by_key(|(_, lane)| lane.frontier())?;
        if self.out.is_some() || !lane.is_near(tasks, reach) {
            return None;
        }
        self.out = Some(next);
        self.begun.get_or_insert(now);
        inquiries.get(next).map(|whom| lane.query(*whom))
    }

    /// A page came, or some of it.
    pub(super) fn on_page(&mut self, oldest: Option<Timestamp>, has_more: bool) {
        if let Some(lane) = self.taken() {
            lane.on_page(oldest, has_more);
        }
    }

    /// No page came; it will be asked for again.
    pub(super) fn give_back(&mut self) {
        self.out = None;
    }

    /// Close refused a page. Whatever limit a page far down met, going on from the oldest seen avoids it;
    /// says whether that is possible.
    pub(super) fn on_refused(&mut self) -> bool {
        self.taken().is_some_and(|lane| lane.skip > 0 && lane.open_window())
    }

    fn taken(&mut self) -> Option<&mut Lane> {
        let out = self.out.take()?;
        self.lanes.get_mut(out)
    }
}

impl Lane {
    // Everything made after this is known.
    fn frontier(&self) -> Timestamp {
        self.oldest.unwrap_or(Timestamp::MAX_UTC)
    }

    fn is_near(&self, tasks: &[Place], reach: usize) -> bool {
        let known = tasks.partition_point(|place| place.made() >= self.frontier());
        reach + NEAR >= known
    }

    fn query(&self, whom: Option<&UserId>) -> Query {
        // Tasks made in the same instant may lie on both sides of the border: it is read twice, not skipped.
        let created = Bounds { lte: self.before, ..Bounds::default() };
        Query { skip: self.skip, created, ..Query::archive_of(whom) }
    }

    fn on_page(&mut self, oldest: Option<Timestamp>, has_more: bool) {
        self.skip += Query::PAGE;
        self.oldest = self.oldest.into_iter().chain(oldest).min();
        self.is_complete = !has_more;
        if self.skip >= WINDOW {
            self.open_window();
        }
    }

    // Where a whole window was made in one instant there is nothing older to go on from: skip further.
    fn open_window(&mut self) -> bool {
        let moves = self.oldest.is_some() && self.oldest != self.before;
        if moves {
            self.before = self.oldest;
            self.skip = 0;
        }
        moves
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
        let today = Today::at(at(3_000_000), Zone::UTC);
        let place = |second: i64| {
            let created = Stamp { at: Some(at(second)), by: None };
            let task = Task { created, ..Task::new(second.to_string(), "x") };
            Place::of(&task, (Tab::Archive, Arrangement::default()), &today, |_, alone| alone)
        };
        seconds.map(place).collect()
    }

    // Asks and answers until so many pages came, each a hundred seconds older.
    fn read(archive: &mut Archive, pages: i64) -> Vec<(usize, Option<i64>)> {
        let mut asked = Vec::new();
        for page in 1..=pages {
            let query = archive.order(&one(), (&[], 0), Tick(0)).unwrap();
            asked.push((query.skip, query.created.lte.map(|at| at.timestamp())));
            archive.on_page(Some(at(1_000_000 - 100 * page)), true);
        }
        asked
    }

    #[test]
    fn a_long_archive_goes_on_from_the_oldest_seen() {
        let asked = read(&mut Archive::default(), 22);
        assert_eq!(&asked[18..], [(1_800, None), (1_900, None), (0, Some(998_000)), (100, Some(998_000))]);
    }

    #[test]
    fn a_limit_we_do_not_know_opens_a_window_at_once() {
        let mut archive = Archive::default();
        read(&mut archive, 3);
        archive.order(&one(), (&[], 0), Tick(0)).unwrap();
        assert!(archive.on_refused());
        assert_eq!(read(&mut archive, 1), [(0, Some(999_700))]);
    }

    #[test]
    fn a_first_page_that_is_refused_is_no_matter_of_limits() {
        let mut archive = Archive::default();
        archive.order(&one(), (&[], 0), Tick(0)).unwrap();
        assert!(!archive.on_refused());
    }

    #[test]
    fn thousands_made_in_one_instant_are_skipped_through() {
        let mut archive = Archive::default();
        let skips: Vec<usize> = (0..42)
            .map(|_| {
                let query = archive.order(&one(), (&[], 0), Tick(0)).unwrap();
                archive.on_page(Some(at(5)), true);
                query.skip
            })
            .collect();
        assert_eq!((skips[19], skips[20], skips[39], skips[40]), (1_900, 0, 1_900, 2_000));
    }

    #[test]
    fn of_a_group_whoever_has_come_least_far_is_read_next() {
        let mut archive = Archive::default();
        let mut whom = |oldest: i64, has_more: bool| {
            let query = archive.order(&two(), (&[], 0), Tick(0));
            archive.on_page(Some(at(oldest)), has_more);
            query.and_then(|query| query.assignee).map(|user| user.to_string())
        };
        let asked = [whom(50, true), whom(90, true), whom(40, true), whom(10, false), whom(0, false)];
        assert_eq!(asked.map(Option::unwrap), ["jan", "ana", "ana", "jan", "ana"]);
        assert!(archive.is_complete());
    }

    #[test]
    fn more_is_read_only_when_the_cursor_is_near_what_is_not_known() {
        let mut archive = Archive::default();
        read(&mut archive, 1);
        // Far more rows are newer than the oldest seen than fit on a screen.
        let known = tasks((0..200).map(|row| 2_000_000 - row));
        assert_eq!(archive.order(&one(), (&known, 30), Tick(0)), None);
        // Rows from the disk that are older do not count: between them there may be others.
        let old = tasks((0..200).map(|row| 1_000 - row));
        assert!(archive.order(&one(), (&old, 30), Tick(0)).is_some());
    }

    #[test]
    fn an_answer_to_a_reading_given_up_does_not_count() {
        let mut archive = Archive::default();
        assert!(!archive.expects(Tick(3)));
        archive.order(&one(), (&[], 0), Tick(7));
        assert!(!archive.expects(Tick(7)) && archive.expects(Tick(8)));
    }
}
