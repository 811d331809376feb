//! The three lists, kept in step with the board.
//!
//! After a change only the rows of the changed tasks are touched; a filter shows a narrower list beside the
//! full one, so that counts stay true. Shows the open and finished tasks of one person.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::filter::Filter;
use super::list::List;
use crate::domain::board::Board;
use crate::domain::id::{TaskId, UserId};
use crate::domain::tab::{Place, Tab, Today};
use crate::domain::task::Task;
use crate::domain::zone::Zone;

/// The three lists and which of them is in front.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    full: [List; 3],
    narrow: Option<[List; 3]>,
    filter: Filter,
    places: HashMap<TaskId, (Tab, Place)>,
    owner: Option<UserId>,
    /// The tab in front.
    pub tab: Tab,
}

/// More rows than this are put in order at once rather than one by one.
const MANY: usize = 64;

/// The rows that leave a list and those that come into it.
type Exchange = (Vec<Place>, Vec<Place>);

impl Lists {
    /// The list in front, as filtered.
    pub fn current(&self) -> &List {
        self.of(self.tab)
    }

    /// The list in front, to move in.
    pub fn current_mut(&mut self) -> &mut List {
        let tab = self.tab.index();
        match &mut self.narrow {
            Some(narrow) => &mut narrow[tab],
            None => &mut self.full[tab],
        }
    }

    /// A list as filtered.
    pub fn of(&self, tab: Tab) -> &List {
        &self.narrow.as_ref().unwrap_or(&self.full)[tab.index()]
    }

    /// How many tasks a tab holds, filter or not.
    pub fn count(&self, tab: Tab) -> usize {
        self.full[tab.index()].len()
    }

    /// The first task of a tab, filter or not.
    pub fn first(&self, tab: Tab) -> Option<&Place> {
        self.full[tab.index()].rows().first()
    }

    /// The filter in force.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// In which tab a task stands, if in any.
    pub fn tab_of(&self, id: &TaskId) -> Option<Tab> {
        self.places.get(id).map(|(tab, _)| *tab)
    }

    /// Where a task stands in its tab.
    pub fn place(&self, id: &TaskId) -> Option<&Place> {
        self.places.get(id).map(|(_, place)| place)
    }

    /// How many open tasks a day to come already has.
    pub fn load_of(&self, day: NaiveDate, zone: Zone) -> usize {
        let rows = self.full[Tab::Future.index()].rows();
        let until = |day| rows.partition_point(|place| place.instant() < zone.start_of(day));
        until(day + chrono::Days::new(1)) - until(day)
    }

    /// Whose tasks are shown.
    pub fn owner(&self) -> Option<&UserId> {
        self.owner.as_ref()
    }

    /// Shows the tasks of this person.
    pub fn show_owner(&mut self, owner: UserId, board: &Board, today: &Today) {
        if self.owner.as_ref() != Some(&owner) {
            self.owner = Some(owner);
            self.rebuild(board, today);
        }
    }

    /// Gives all lists another height.
    pub fn resize(&mut self, height: u16) {
        let narrow = self.narrow.iter_mut().flatten();
        self.full.iter_mut().chain(narrow).for_each(|list| list.resize(height));
    }

    /// Puts everything in order again: a new day, another person, a first load.
    pub fn rebuild(&mut self, board: &Board, today: &Today) {
        let mut rows: [Vec<Place>; 3] = Default::default();
        self.places.clear();
        for task in board.ids().filter_map(|id| board.shown(id)) {
            if let Some((tab, place)) = self.place_of(task, today) {
                self.places.insert(task.id.clone(), (tab, place.clone()));
                rows[tab.index()].push(place);
            }
        }
        for (list, mut rows) in self.full.iter_mut().zip(rows) {
            rows.sort_unstable();
            list.replace(rows);
        }
        self.narrow_again(board, None);
    }

    /// Follows the board for these tasks; the cursor goes with its task.
    pub fn refresh(&mut self, board: &Board, today: &Today, ids: &[TaskId]) {
        let selected = self.current().selected().cloned().filter(|id| ids.contains(id));
        self.refresh_in_place(board, today, ids);
        if let Some(id) = selected {
            self.select(&id);
        }
    }

    /// Puts the cursor on a task, if it is in the list in front.
    pub fn select(&mut self, id: &TaskId) {
        let found = self.places.get(id).filter(|(tab, _)| *tab == self.tab).cloned();
        if let Some((_, place)) = found {
            self.current_mut().select(&place);
        }
    }

    /// Follows the board for tasks the user just changed; the cursor stays where it is and so lands on the
    /// next task when its own has left.
    pub fn refresh_in_place(&mut self, board: &Board, today: &Today, ids: &[TaskId]) {
        if ids.len() > MANY {
            return self.refresh_many(board, today, ids);
        }
        ids.iter().for_each(|id| self.refresh_one(board, today, id));
    }

    // Each list is gone through once, however many of its rows come and go.
    fn refresh_many(&mut self, board: &Board, today: &Today, ids: &[TaskId]) {
        let (mut full, mut narrow): ([Exchange; 3], [Exchange; 3]) = Default::default();
        for id in ids {
            let task = board.shown(id);
            let new = task.and_then(|task| self.place_of(task, today));
            let old = match &new {
                Some(place) => self.places.insert(id.clone(), place.clone()),
                None => self.places.remove(id),
            };
            let stays = new.clone().filter(|_| task.is_some_and(|task| self.filter.keeps(task)));
            exchange(&mut narrow, old.clone(), stays);
            if old != new {
                exchange(&mut full, old, new);
            }
        }
        let lists = self.full.iter_mut().chain(self.narrow.iter_mut().flatten());
        lists.zip(full.into_iter().chain(narrow)).for_each(|(list, (gone, come))| list.exchange(gone, come));
    }

    fn refresh_one(&mut self, board: &Board, today: &Today, id: &TaskId) {
        let task = board.shown(id);
        let new = task.and_then(|task| self.place_of(task, today));
        let old = self.places.get(id).cloned();
        let keeps = task.is_some_and(|task| self.filter.keeps(task));
        if old == new {
            return self.refilter_one(old, keeps);
        }
        match &new {
            Some(place) => self.places.insert(id.clone(), place.clone()),
            None => self.places.remove(id),
        };
        if let Some((tab, place)) = &old {
            self.each(*tab, true, |list| list.remove(place));
        }
        if let Some((tab, place)) = new {
            self.each(tab, keeps, |list| list.insert(place.clone()));
        }
    }

    // The task stays where it is; what it says may fit the filter now, or no longer.
    fn refilter_one(&mut self, place: Option<(Tab, Place)>, keeps: bool) {
        let (Some((tab, place)), Some(narrow)) = (place, &mut self.narrow) else { return };
        let list = &mut narrow[tab.index()];
        match list.rows().binary_search(&place) {
            Ok(_) if !keeps => list.remove(&place),
            Err(_) if keeps => list.insert(place),
            _ => {}
        }
    }

    fn each(&mut self, tab: Tab, in_narrow: bool, change: impl Fn(&mut List)) {
        change(&mut self.full[tab.index()]);
        if let Some(narrow) = self.narrow.as_mut().filter(|_| in_narrow) {
            change(&mut narrow[tab.index()]);
        }
    }

    fn place_of(&self, task: &Task, today: &Today) -> Option<(Tab, Place)> {
        let is_theirs = self.owner.as_ref().is_some_and(|owner| task.is_for(owner));
        let tab = Tab::of(task, today);
        is_theirs.then(|| (tab, Place::of(task, tab, today.zone)))
    }

    /// Leaves in view only what the filter keeps.
    pub fn set_filter(&mut self, filter: Filter, board: &Board) {
        let before = std::mem::replace(&mut self.filter, filter);
        self.narrow_again(board, Some(&before));
    }

    // The cursor stays on its task where the filter keeps it; leaving the filter keeps it always.
    fn narrow_again(&mut self, board: &Board, before: Option<&Filter>) {
        let selected = self.current().selected().cloned();
        if self.filter.is_empty() {
            self.narrow = None;
        } else {
            let from = match (&self.narrow, before) {
                (Some(narrow), Some(before)) if self.filter.narrows(before) => narrow,
                _ => &self.full,
            };
            self.narrow = Some(from.each_ref().map(|list| self.narrowed(list, board)));
        }
        if let Some(id) = selected {
            self.select(&id);
        }
    }

    fn narrowed(&self, list: &List, board: &Board) -> List {
        let kept = |place: &&Place| board.shown(place.id()).is_some_and(|task| self.filter.keeps(task));
        let mut narrow = List::default();
        narrow.resize(u16::try_from(list.height()).unwrap_or(u16::MAX));
        narrow.replace(list.rows().iter().filter(kept).cloned().collect());
        narrow
    }
}

fn exchange(lists: &mut [Exchange; 3], old: Option<(Tab, Place)>, new: Option<(Tab, Place)>) {
    if let Some((tab, place)) = old {
        lists[tab.index()].0.push(place);
    }
    if let Some((tab, place)) = new {
        lists[tab.index()].1.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::board::{Scope, Tick};
    use crate::domain::due::Due;
    use crate::domain::id::Named;

    fn task(number: u32, day: u32, text: &str) -> Task {
        Task {
            due: Due::read(&format!("2026-03-{:02}", day % 28 + 1)).ok(),
            is_complete: day.is_multiple_of(7),
            assignee: Some(Named::new(UserId::new("user_us"), "Robin Falk")),
            ..Task::new(format!("task_{number:03}"), text)
        }
    }

    fn rows(lists: &Lists) -> Vec<Vec<Place>> {
        lists.full.iter().chain(lists.narrow.iter().flatten()).map(|list| list.rows().to_vec()).collect()
    }

    #[test]
    fn a_page_of_changes_leaves_the_lists_as_if_made_anew() {
        let today = Today::at("2026-03-12T10:00:00Z".parse().unwrap(), Zone::UTC);
        let (mut board, mut lists) = (Board::default(), Lists::default());
        lists.show_owner(UserId::new("user_us"), &board, &today);
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
}
