//! The three lists, kept in step with the board.
//!
//! A tab has its tasks in order (a layer, and a narrower one beside it while a filter is on, so that counts stay
//! true) and the rows that are seen of them, headings among them. After a change only the rows of the changed
//! tasks are touched. Shows the open and finished tasks of one person, several or everybody.

mod follow;
mod headings;
mod layer;
mod loads;

use std::collections::HashMap;

use chrono::NaiveDate;

use self::headings::{Folds, Outline};
use self::layer::Layer;
use self::loads::Loads;
use super::filter::{Filter, Wording};
use super::list::List;
use crate::domain::arrangement::{Arrangement, Grouping};
use crate::domain::board::Board;
use crate::domain::id::{ById, TaskId, Text};
use crate::domain::place::{Place, Section};
use crate::domain::tab::{Tab, Today};
use crate::domain::task::Task;
use crate::domain::whose::Owner;
use crate::domain::zone::Timestamp;

/// The three lists and which of them is in front.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    all: [Layer; 3],
    // What the filter leaves, while there is one.
    kept: Option<[Layer; 3]>,
    seen: [List; 3],
    filter: Filter,
    // What the tasks of `all` say, while somebody types a filter.
    wording: Option<[Wording; 3]>,
    places: ById<TaskId, Place>,
    // Rows of tasks that somebody else took away, kept where they were until they are released.
    ghosts: ById<TaskId, Place>,
    loads: Loads,
    order: [Order; 3],
    owner: Option<Owner>,
    // As of the last change, for filters that ask about time.
    today: Option<Today>,
    /// The tab in front.
    pub tab: Tab,
}

/// How a tab is put in order.
#[derive(Clone, Debug, Default)]
struct Order {
    // Chosen by the user; each tab has its own way to begin with.
    chosen: Option<Arrangement>,
    folds: Folds,
    // Where what belongs together stands, until everything is put in order again.
    ranks: HashMap<Text, i64>,
}

impl Lists {
    /// The list in front, as filtered.
    pub fn current(&self) -> &List {
        self.of(self.tab)
    }

    /// The list in front, to move in.
    pub fn current_mut(&mut self) -> &mut List {
        &mut self.seen[self.tab.index()]
    }

    /// A list as filtered.
    pub fn of(&self, tab: Tab) -> &List {
        &self.seen[tab.index()]
    }

    /// The tasks of a tab that the filter leaves, in order, folded away or not.
    pub fn tasks(&self, tab: Tab) -> &[Place] {
        self.layer(tab).places()
    }

    /// Every task of a tab in order, filter or not.
    pub fn everything(&self, tab: Tab) -> &[Place] {
        self.all[tab.index()].places()
    }

    /// The tasks of a section of the tab in front.
    pub fn members(&self, section: &Section) -> impl Iterator<Item = &TaskId> + Clone {
        self.layer(self.tab).members(section).iter().filter_map(Place::task)
    }

    /// How many tasks a section of the tab in front has.
    pub fn size(&self, section: &Section) -> usize {
        self.layer(self.tab).members(section).len()
    }

    /// Which task of how many the cursor is on; of a folded section the first.
    pub fn position(&self) -> (usize, usize) {
        let tasks = self.tasks(self.tab);
        let row = self.current().row();
        let before = row.map_or(0, |row| tasks.partition_point(|place| place < row));
        ((before + 1).min(tasks.len()), tasks.len())
    }

    /// How many tasks a tab holds, filter or not.
    pub fn count(&self, tab: Tab) -> usize {
        let ghosts = self.ghosts.values().filter(|ghost| ghost.tab() == tab).count();
        self.all[tab.index()].places().len().saturating_sub(ghosts)
    }

    /// Whether the row of this task in the tab in front is only a ghost.
    pub fn is_ghost(&self, id: &TaskId) -> bool {
        self.ghosts.get(id).is_some_and(|ghost| ghost.tab() == self.tab)
    }

    /// Every open task of the lists, in no order.
    pub fn open(&self) -> impl Iterator<Item = &TaskId> {
        self.places.iter().filter(|(_, place)| place.tab() != Tab::Archive).map(|(id, _)| id)
    }

    /// Every task of the lists, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &TaskId> {
        self.places.keys()
    }

    /// The filter in force.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Whether the filter leaves a task in view.
    pub fn keeps(&self, task: &Task) -> bool {
        self.filter.keeps(task, self.today.as_ref())
    }

    /// In which tab a task stands, if in any.
    pub fn tab_of(&self, id: &TaskId) -> Option<Tab> {
        self.places.get(id).map(Place::tab)
    }

    /// Where a task stands in its tab.
    pub fn place(&self, id: &TaskId) -> Option<&Place> {
        self.places.get(id)
    }

    /// How many open tasks a day already has.
    pub fn load_of(&self, day: NaiveDate) -> usize {
        self.loads.of(day)
    }

    /// The first day after this one that has open tasks.
    pub fn next_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.loads.after(day)
    }

    /// Whose tasks are shown.
    pub fn owner(&self) -> Option<&Owner> {
        self.owner.as_ref()
    }

    /// How a tab is put in order.
    pub fn arrangement(&self, tab: Tab) -> Arrangement {
        self.order[tab.index()].chosen.unwrap_or(Arrangement::of(tab))
    }

    /// When the next of what comes later today is due.
    pub fn next_later(&self) -> Option<Timestamp> {
        self.all[Tab::Inbox.index()].members(&Section::Later).first().and_then(Place::later)
    }

    /// Gives all lists another height.
    pub fn resize(&mut self, height: u16) {
        self.seen.iter_mut().for_each(|list| list.resize(height));
    }

    /// Puts the cursor on a task, if it is in the list in front; on its section, where that is folded.
    pub fn select(&mut self, id: &TaskId) {
        self.with_place(id, List::select);
    }

    fn with_place(&mut self, id: &TaskId, act: fn(&mut List, &Place)) {
        let found = self.places.get(id).filter(|place| place.tab() == self.tab).cloned();
        if let Some(place) = found {
            act(self.current_mut(), &place);
        }
    }

    /// Folds the section under the cursor, or unfolds it; whether there is one.
    pub fn fold(&mut self) -> bool {
        let Some(section) = self.current().row().map(|row| row.section().clone()) else { return false };
        if section == Section::Top {
            return false;
        }
        let tab = self.tab.index();
        self.order[tab].folds.flip(&section);
        self.outline(self.tab).lay(&section);
        true
    }

    /// Unfolds every section of the tab in front, or where none is folded folds them all; whether they are folded
    /// now, where there are any.
    pub fn fold_all(&mut self) -> Option<bool> {
        let tab = self.tab.index();
        let rows = self.current().rows();
        let is_any_folded = rows.iter().any(|row| row.folded().is_some());
        if !is_any_folded && !rows.iter().any(Place::is_title) {
            return None;
        }
        self.order[tab].folds.set_all(!is_any_folded);
        self.lay_out(self.tab);
        Some(!is_any_folded)
    }

    // The tasks of a tab that are in view.
    fn layer(&self, tab: Tab) -> &Layer {
        &self.kept.as_ref().unwrap_or(&self.all)[tab.index()]
    }

    fn outline(&mut self, tab: Tab) -> Outline<'_> {
        let (layers, tab) = (self.kept.as_mut().unwrap_or(&mut self.all), tab.index());
        Outline { layer: &mut layers[tab], list: &mut self.seen[tab], folds: &self.order[tab].folds }
    }

    // Every row of a list anew; the cursor goes with its task.
    fn lay_out(&mut self, tab: Tab) {
        let row = self.of(tab).row().cloned();
        let now = row.as_ref().and_then(Place::task).and_then(|id| self.places.get(id)).cloned();
        self.lay_out_around(tab, now.filter(|now| now.tab() == tab).or(row).as_ref());
    }

    fn lay_out_around(&mut self, tab: Tab, cursor: Option<&Place>) {
        let rows = headings::all(self.layer(tab), &self.order[tab.index()].folds);
        self.seen[tab.index()].replace(rows, cursor);
    }

    /// Leaves in view only what the filter keeps.
    pub fn set_filter(&mut self, filter: Filter, board: &Board) {
        self.filter = filter;
        // The cursor stays on its task where the filter keeps it; leaving the filter keeps it always.
        let selected = self.current().selected().cloned();
        self.narrow(board);
        Tab::ALL.into_iter().for_each(|tab| self.lay_out(tab));
        selected.iter().for_each(|id| self.select(id));
    }

    fn narrow(&mut self, board: &Board) {
        self.kept = if self.filter.is_empty() {
            self.wording = None;
            None
        } else if self.filter.is_plain() {
            Some(self.sweep(board))
        } else {
            let keeps = |task: Option<&Task>| task.is_some_and(|task| self.keeps(task));
            let keeps = |place: &&Place| keeps(place.task().and_then(|id| board.shown(id)));
            Some(self.all.each_ref().map(|layer| layer.filtered(keeps)))
        };
    }

    // What a filter of words alone leaves.
    fn sweep(&mut self, board: &Board) -> [Layer; 3] {
        let tasks = |layer: &Layer| {
            Wording::of(layer.places().iter().map(|place| place.task().and_then(|id| board.shown(id))))
        };
        let wording = self.wording.get_or_insert_with(|| self.all.each_ref().map(tasks));
        Tab::ALL.map(|tab| {
            let mut kept = wording[tab.index()].sweep(&self.filter).iter();
            self.all[tab.index()].filtered(|_| kept.next().copied().unwrap_or_default())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::board::{Scope, Tick};
    use crate::domain::due::Due;
    use crate::domain::id::{LeadId, Named, UserId};
    use crate::domain::whose::Owner;
    use crate::domain::zone::Zone;

    fn task(number: u32, day: u32, text: &str) -> Task {
        Task {
            due: Due::read(&format!("2026-03-{:02}", day % 28 + 1)).ok(),
            is_complete: day.is_multiple_of(7),
            assignee: Some(Named::new(UserId::new("user_us"), "Robin Falk")),
            ..Task::new(format!("task_{number:03}"), text)
        }
    }

    // Layers, and what is seen of them.
    fn rows(lists: &Lists) -> Vec<Vec<Place>> {
        let layers = lists.all.iter().chain(lists.kept.iter().flatten()).map(|layer| layer.places().to_vec());
        layers.chain(lists.seen.iter().map(|list| list.rows().to_vec())).collect()
    }

    #[test]
    fn a_page_of_changes_leaves_the_lists_as_if_made_anew() {
        let today = Today::at("2026-03-12T10:00:00Z".parse().unwrap(), Zone::UTC);
        let (mut board, mut lists) = (Board::default(), Lists::default());
        lists.show_owner(Owner::One(UserId::new("user_us")), &board, &today);
        for round in 0..4 {
            let texts = ["Call Ada", "Mail Bo"].into_iter().cycle().skip(round % 2);
            let day = |number: u32| number * (u32::try_from(round).unwrap() + 1);
            let tasks = (0..100).zip(texts).map(|(number, text)| task(number, day(number), text)).collect();
            let touched = board.absorb(Tick(0), &Scope::Page, tasks);
            lists.refresh(&board, &today, &touched);
            let mut anew = lists.clone();
            anew.rebuild(&board, &today);
            assert_eq!(rows(&lists), rows(&anew), "round {round}");
            lists.set_filter(Filter::read("ada"), &board);
        }
    }

    fn is_laid_out(lists: &Lists, tab: Tab) -> bool {
        lists.of(tab).rows() == *headings::all(lists.layer(tab), &lists.order[tab.index()].folds)
    }

    // One change at a time, or a page of them; here and there the cursor moves and something is folded.
    fn change(lists: &mut Lists, board: &mut Board, round: u32, today: &Today) {
        let size = if round.is_multiple_of(7) { 90 } else { 2 };
        let tasks = (0..size).map(|step| grouped_task((round * 31 + step * 17) % 97, round + step));
        let touched = board.absorb(Tick(0), &Scope::Page, tasks.collect());
        lists.refresh(board, today, &touched);
        lists.tab = [Tab::Inbox, Tab::Future][round as usize % 2];
        lists.current_mut().go_to(round as usize % 23);
        if round.is_multiple_of(3) {
            lists.fold();
        }
        if round == 60 {
            lists.set_filter(Filter::read("ada"), board);
        }
    }

    #[test]
    fn whatever_changes_what_is_seen_is_what_would_be_laid_out_anew() {
        let today = Today::at("2026-03-12T10:00:00Z".parse().unwrap(), Zone::UTC);
        for grouping in Grouping::ALL {
            let (mut board, mut lists) = (Board::default(), Lists::default());
            lists.show_owner(Owner::One(UserId::new("user_us")), &board, &today);
            for tab in [Tab::Inbox, Tab::Future] {
                lists.arrange((tab, Arrangement { grouping, ..Arrangement::default() }), &board, &today);
            }
            for round in 0..120 {
                change(&mut lists, &mut board, round, &today);
                assert!(Tab::ALL.iter().all(|tab| is_laid_out(&lists, *tab)), "{grouping:?}, round {round}");
                assert!(!lists.current().row().is_some_and(Place::is_title), "the cursor rests on a title");
            }
        }
    }

    #[test]
    fn put_in_order_again_the_cursor_stays_on_its_task_else_goes_to_the_nearest_that_stays() {
        let today = Today::at("2026-03-12T10:00:00Z".parse().unwrap(), Zone::UTC);
        let (mut board, mut lists) = (Board::default(), Lists::default());
        board.absorb(Tick(0), &Scope::Page, (1..7).map(|number| task(number, number, "Call Ada")).collect());
        lists.show_owner(Owner::One(UserId::new("user_us")), &board, &today);
        lists.current_mut().go_to(2);
        let selected = |lists: &Lists| lists.current().selected().map(ToString::to_string);
        lists.rebuild(&board, &today);
        assert_eq!(selected(&lists).as_deref(), Some("task_003"));
        let handed_over = Task { assignee: None, ..task(3, 3, "Call Ada") };
        board.absorb(Tick(1), &Scope::Page, vec![handed_over]);
        lists.rebuild(&board, &today);
        assert_eq!(selected(&lists).as_deref(), Some("task_004"));
    }

    #[test]
    fn put_in_order_again_the_cursor_stays_on_a_folded_group_whose_first_task_left() {
        let today = Today::at("2026-03-12T10:00:00Z".parse().unwrap(), Zone::UTC);
        let (mut board, mut lists) = (Board::default(), Lists::default());
        board.absorb(Tick(0), &Scope::Page, (0..36).map(|number| grouped_task(number, 3)).collect());
        lists.show_owner(Owner::One(UserId::new("user_us")), &board, &today);
        let by_lead = Arrangement { grouping: Grouping::Lead, ..Arrangement::default() };
        lists.arrange((Tab::Inbox, by_lead), &board, &today);
        lists.current_mut().go_to(6);
        let group = lists.current().folded().cloned().unwrap();
        let first = lists.members(&group).next().cloned().unwrap();
        let handed_over = Task { assignee: None, ..board.shown(&first).unwrap().clone() };
        board.absorb(Tick(1), &Scope::Page, vec![handed_over]);
        lists.rebuild(&board, &today);
        assert_eq!((lists.size(&group), lists.current().folded()), (2, Some(&group)));
    }

    fn grouped_task(number: u32, day: u32) -> Task {
        let lead = format!("lead_{}", number % 12);
        Task {
            lead: Some(Named::new(LeadId::new(lead.as_str()), lead.as_str())),
            ..task(number, day, if day.is_multiple_of(3) { "Mail Bo" } else { "Call Ada" })
        }
    }
}
