//! One list: its order, its cursor and its scroll window.
//!
//! The cursor is a task, never a row number: whatever comes and goes around it, it stays. When its own task
//! leaves, it lands on the next one, else the previous. It never rests on a title. The window moves only as far
//! as the cursor needs and never shows past the end, so lists do not jump. Knows places and heights only, not
//! tasks.

use std::sync::Arc;

use crate::domain::id::TaskId;
use crate::domain::place::{Place, Section};

/// The rows of a list, in order; shared by whoever has the same, and copied once one of them changes.
pub type Rows = Arc<Vec<Place>>;

/// A sorted list with a cursor.
#[derive(Clone, Debug, Default)]
pub struct List {
    rows: Rows,
    cursor: usize,
    top: usize,
    height: usize,
    // Until somebody moves, new rows at the top do not push the cursor down: a list that is being loaded
    // for the first time stays at its beginning.
    is_settled: bool,
}

impl List {
    /// The rows, in order; headings are among them.
    pub fn rows(&self) -> &[Place] {
        &self.rows
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row the cursor is on, from 0.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The row under the cursor.
    pub fn row(&self) -> Option<&Place> {
        self.rows.get(self.cursor)
    }

    /// The task under the cursor; none on a folded section.
    pub fn selected(&self) -> Option<&TaskId> {
        self.row().and_then(Place::task)
    }

    /// The section that is one line under the cursor.
    pub fn folded(&self) -> Option<&Section> {
        self.row().and_then(Place::folded)
    }

    /// The first row in sight.
    pub fn top(&self) -> usize {
        self.top
    }

    /// How many rows fit.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The rows in sight.
    pub fn in_sight(&self) -> &[Place] {
        let end = (self.top + self.height).min(self.rows.len());
        self.rows.get(self.top..end).unwrap_or_default()
    }

    /// Gives the list another height.
    pub fn resize(&mut self, height: u16) {
        self.height = usize::from(height).max(1);
        self.follow();
    }

    /// Puts the cursor on a row, as far as there are rows; from a title to what it is for.
    pub fn go_to(&mut self, row: usize) {
        self.is_settled = true;
        self.cursor = row.min(self.rows.len().saturating_sub(1));
        self.follow();
    }

    /// Moves the cursor by some rows, up when negative; over a title it goes on.
    pub fn go_by(&mut self, rows: isize) {
        let row = self.cursor.saturating_add_signed(rows).min(self.rows.len().saturating_sub(1));
        let is_over = rows < 0 && self.rows.get(row).is_some_and(Place::is_title);
        self.go_to(row.saturating_sub(is_over.into()));
    }

    /// Moves the window by some rows, up when negative; the cursor goes along where it would be out of sight.
    pub fn scroll_by(&mut self, rows: isize) {
        let last_top = self.rows.len().saturating_sub(self.height.max(1));
        self.top = self.top.saturating_add_signed(rows).min(last_top);
        self.go_to(self.cursor.clamp(self.top, self.top + self.height.max(1) - 1));
    }

    /// Puts the cursor on a row, if it is here; where that is folded away, on what stands for it.
    pub fn select(&mut self, place: &Place) {
        let folded = || self.rows.binary_search(&place.heading(true));
        if let Ok(row) = self.rows.binary_search(place).or_else(|_| folded()) {
            self.go_to(row);
        }
    }

    /// The same, unless nobody has moved yet: then the list stays at its beginning.
    pub fn stay_on(&mut self, place: &Place) {
        if self.is_settled {
            self.select(place);
        }
    }

    /// Replaces all rows. The cursor stays where it is on the screen and goes to a place, else to what stands for it
    /// or follows; given none, its number stays.
    pub fn replace(&mut self, rows: Rows, cursor: Option<&Place>) {
        self.rows = rows;
        if self.is_settled {
            let from_top = self.cursor.saturating_sub(self.top);
            self.cursor = cursor.map_or(self.cursor, |place| self.at_or_after(place));
            self.top = self.cursor.saturating_sub(from_top);
        }
        self.follow();
    }

    /// Lets go of all rows, before others replace them.
    pub fn release(&mut self) {
        self.rows = Rows::default();
    }

    /// The rows by how near they are to the cursor: from it on downwards, then upwards.
    pub fn from_cursor(&self) -> impl Iterator<Item = &Place> {
        let (before, after) = self.rows.split_at(self.cursor.min(self.rows.len()));
        after.iter().chain(before.iter().rev())
    }

    // Where a place is, or what stands for it, or what follows.
    fn at_or_after(&self, place: &Place) -> usize {
        self.rows.binary_search(place).unwrap_or_else(|at| {
            let before = at.checked_sub(1).and_then(|before| self.rows[before].folded());
            at - usize::from(before.is_some_and(|section| section == place.section()))
        })
    }

    /// Replaces the rows of one section. The cursor stays on its row; where that is out of sight now, it goes to
    /// what stands for it, else to what follows.
    pub fn lay(&mut self, section: &Section, rows: Vec<Place>) {
        let from = self.rows.partition_point(|row| row.section() < section);
        let to = from + self.rows[from..].partition_point(|row| row.section() == section);
        if (from..to).contains(&self.cursor) {
            // Unfolding brings the cursor to the first task, folding to the line that stands for them.
            let is_folded = |row: &Place| row.folded().is_some();
            let first = rows.first().filter(|row| is_folded(row) || self.row().is_some_and(is_folded));
            let mut rest = self.rows[self.cursor..to].iter();
            let next = rest.find_map(|row| rows.binary_search(row).ok());
            self.cursor = from + if first.is_some() { 0 } else { next.unwrap_or(rows.len()) };
        } else if self.cursor >= to && self.is_settled {
            self.cursor = self.cursor - (to - from) + rows.len();
        }
        if self.top >= to {
            self.top = self.top - (to - from) + rows.len();
        }
        Arc::make_mut(&mut self.rows).splice(from..to, rows);
        self.follow();
    }

    /// Puts in one row.
    pub fn insert(&mut self, place: Place) {
        let Err(row) = self.rows.binary_search(&place) else { return };
        Arc::make_mut(&mut self.rows).insert(row, place);
        if row <= self.cursor && self.rows.len() > 1 && self.is_settled {
            self.cursor += 1;
            // Rows above the window push it down, so that what is in sight stays where it is.
            self.top += usize::from(row < self.top);
        }
        self.follow();
    }

    /// Takes out one row.
    pub fn remove(&mut self, place: &Place) {
        let Ok(row) = self.rows.binary_search(place) else { return };
        Arc::make_mut(&mut self.rows).remove(row);
        self.cursor -= usize::from(row < self.cursor);
        self.top -= usize::from(row < self.top);
        self.follow();
    }

    /// Takes out many rows, as far as they are here, and puts in others; cursor and window stay on theirs.
    pub fn exchange(&mut self, mut gone: Vec<Place>, mut come: Vec<Place>) {
        gone.retain(|place| self.rows.binary_search(place).is_ok());
        gone.sort_unstable();
        come.sort_unstable();
        (self.cursor, self.top) = (self.moved(self.cursor, &gone, &come), self.moved(self.top, &gone, &come));
        let mut left = gone.iter().peekable();
        let rows = Arc::make_mut(&mut self.rows);
        rows.retain(|row| left.next_if_eq(&row).is_none());
        rows.reserve_exact(come.len());
        rows.extend(come);
        // Two sorted stretches: this sort sees that, and only merges them.
        rows.sort();
        self.follow();
    }

    // Where a row will be after an exchange; what has left makes room for the next.
    fn moved(&self, at: usize, gone: &[Place], come: &[Place]) -> usize {
        let Some(row) = self.rows.get(at) else { return at };
        let before = |places: &[Place]| places.partition_point(|place| place < row);
        let come = if self.is_settled { before(come) } else { 0 };
        (at + come).saturating_sub(before(gone))
    }

    fn follow(&mut self) {
        let is_title = |row: usize| self.rows.get(row).is_some_and(Place::is_title);
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.cursor += usize::from(is_title(self.cursor));
        let height = self.height.max(1);
        let last_top = self.rows.len().saturating_sub(height);
        let lowest = (self.cursor + 1).saturating_sub(height);
        // The title above the first task of a section is worth seeing.
        let has_title = height > 1 && self.cursor > 0 && is_title(self.cursor - 1);
        let highest = (self.cursor - usize::from(has_title)).max(lowest);
        self.top = self.top.clamp(lowest, highest).min(last_top);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arrangement::Arrangement;
    use crate::domain::due::Due;
    use crate::domain::tab::{Tab, Today};
    use crate::domain::task::Task;
    use crate::domain::zone::Zone;

    fn place(day: u32) -> Place {
        let due = Due::read(&format!("2026-03-{day:02}")).ok();
        let today = Today::at("2026-05-01T10:00:00Z".parse().unwrap(), Zone::UTC);
        let task = Task { due, ..Task::new(format!("task_{day:02}"), "x") };
        Place::of(&task, (Tab::Inbox, Arrangement::default()), &today, |_, alone| alone)
    }

    fn put(list: &mut List, days: impl Iterator<Item = u32>) {
        let cursor = list.row().cloned();
        list.replace(Arc::new(days.map(place).collect()), cursor.as_ref());
    }

    fn list(days: std::ops::RangeInclusive<u32>, height: u16) -> List {
        let mut list = List::default();
        list.resize(height);
        put(&mut list, days);
        list
    }

    #[test]
    fn after_a_task_leaves_the_cursor_is_on_the_next() {
        let mut list = list(1..=5, 10);
        list.go_to(2);
        list.remove(&place(3));
        assert_eq!(list.selected(), place(4).task());
    }

    #[test]
    fn after_the_last_leaves_the_cursor_is_on_the_previous() {
        let mut list = list(1..=3, 10);
        list.go_to(2);
        list.remove(&place(3));
        assert_eq!(list.selected(), place(2).task());
        list.remove(&place(2));
        list.remove(&place(1));
        assert_eq!(list.selected(), None);
    }

    #[test]
    fn what_comes_in_above_moves_neither_the_cursor_nor_the_picture() {
        let mut list = list(5..=25, 5);
        list.go_to(10);
        let (selected, sight) = (list.selected().cloned(), list.in_sight().to_vec());
        list.insert(place(1));
        list.remove(&place(1));
        list.insert(place(2));
        assert_eq!((list.selected().cloned(), list.in_sight().to_vec()), (selected, sight));
    }

    #[test]
    fn a_list_nobody_touched_stays_at_its_beginning_while_it_loads() {
        let mut list = list(5..=8, 5);
        list.insert(place(1));
        assert_eq!(list.selected(), place(1).task());
    }

    #[test]
    fn the_window_moves_only_as_far_as_needed_and_never_past_the_end() {
        let mut list = list(1..=20, 5);
        list.go_by(4);
        assert_eq!(list.top(), 0);
        list.go_by(1);
        assert_eq!(list.top(), 1);
        list.go_to(usize::MAX);
        assert_eq!((list.cursor(), list.top()), (19, 15));
        list.resize(30);
        assert_eq!(list.top(), 0);
    }

    #[test]
    fn the_window_can_be_moved_by_itself_and_takes_the_cursor_along_only_at_its_edge() {
        let mut list = list(1..=20, 5);
        list.go_to(4);
        list.scroll_by(3);
        assert_eq!((list.top(), list.cursor()), (3, 4));
        list.scroll_by(3);
        assert_eq!((list.top(), list.cursor()), (6, 6));
        list.scroll_by(100);
        assert_eq!((list.top(), list.cursor()), (15, 15));
        list.scroll_by(-100);
        assert_eq!((list.top(), list.cursor()), (0, 4));
    }

    #[test]
    fn when_many_leave_at_once_the_cursor_goes_to_the_next_that_stays() {
        let mut list = list(1..=20, 5);
        list.go_to(9);
        put(&mut list, (1..=4).chain(15..=20));
        assert_eq!(list.selected(), place(15).task());
        put(&mut list, 1..=4);
        assert_eq!(list.selected(), place(4).task());
    }

    #[test]
    fn rows_that_were_let_go_leave_the_cursor_where_it_is_on_the_screen() {
        let mut list = list(1..=9, 4);
        list.go_to(6);
        list.release();
        list.replace(Arc::new((4..=12).map(place).collect()), Some(&place(8)));
        assert_eq!((list.selected(), list.cursor() - list.top()), (place(8).task(), 3));
    }

    #[test]
    fn a_new_order_keeps_the_cursor_on_its_task() {
        let mut list = list(1..=9, 3);
        list.go_to(4);
        put(&mut list, 5..=9);
        assert_eq!(list.selected(), place(5).task());
    }

    #[test]
    fn rows_that_come_and_go_together_leave_what_one_by_one_would() {
        for (gone, come) in [
            (vec![], vec![1, 3]),
            (vec![2, 4], vec![]),
            (vec![16], vec![1]),
            (vec![14, 16, 18, 7], vec![15, 29]),
        ] {
            let mut together = List::default();
            together.resize(5);
            put(&mut together, (1..=15).map(|half| half * 2));
            together.go_to(7);
            let mut singly = together.clone();
            gone.iter().for_each(|day| singly.remove(&place(*day)));
            come.iter().for_each(|day| singly.insert(place(*day)));
            together.exchange(
                gone.iter().copied().map(place).collect(),
                come.iter().rev().copied().map(place).collect(),
            );
            let seen = |list: &List| (list.rows().to_vec(), list.cursor(), list.in_sight().to_vec());
            assert_eq!(seen(&together), seen(&singly), "{gone:?} {come:?}");
        }
    }
}
