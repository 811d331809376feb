//! Keeping the lists in step with the board.

use super::layer::{Exchange, Layer};
use super::{Arrangement, Board, List, Lists, Order, Owner, Place, Section, Tab, Task, TaskId, Text, Today};

/// More rows than this are put in order at once rather than one by one.
const MANY: usize = 64;

impl Lists {
    /// Shows the tasks of these people; whether they are others than before.
    pub fn show_owner(&mut self, owner: Owner, board: &Board, today: &Today) -> bool {
        let is_new = self.owner.as_ref() != Some(&owner);
        if is_new {
            self.owner = Some(owner);
            self.rebuild_around_cursor(board, today);
        }
        is_new
    }

    /// Takes back the orders of an earlier session; there are no tasks yet.
    pub fn restore(&mut self, arranged: Vec<(Tab, Arrangement)>) {
        for (tab, arrangement) in arranged.into_iter().filter(|(tab, arrangement)| arrangement.fits(*tab)) {
            self.order[tab.index()].chosen = Some(arrangement);
        }
    }

    /// Puts a tab in another order; the cursor stays on its task, of a folded section on the first.
    pub fn arrange(&mut self, (tab, arrangement): (Tab, Arrangement), board: &Board, today: &Today) {
        self.order[tab.index()] = Order { chosen: Some(arrangement), ..Order::default() };
        self.rebuild_around_cursor(board, today);
    }

    fn rebuild_around_cursor(&mut self, board: &Board, today: &Today) {
        let list = self.current();
        let first = || self.members(list.folded()?).next();
        let selected = list.selected().or_else(first).cloned();
        self.rebuild(board, today);
        selected.iter().for_each(|id| self.select(id));
    }

    /// Puts everything in order again: a new day, another person, a first load.
    pub fn rebuild(&mut self, board: &Board, today: &Today) {
        self.today = Some(*today);
        let cursors = Tab::ALL.map(|tab| self.staying(tab, board, today));
        self.release_all();
        self.rank(board, today);
        let mut places: [Vec<Place>; 3] = Default::default();
        for task in board.ids().filter_map(|id| board.shown(id)) {
            if let Some(place) = self.place_of(task, today) {
                self.loads.carry(None, place.day());
                self.places.insert(task.id.clone(), place.clone());
                places[place.tab().index()].push(place);
            }
        }
        self.all = places.map(Layer::sorted);
        self.narrow(board);
        for (tab, id) in Tab::ALL.into_iter().zip(cursors) {
            let cursor = id.and_then(|id| self.places.get(&id)).cloned();
            self.lay_out_around(tab, cursor.as_ref());
        }
    }

    // The task nearest to the cursor that will stand in the same tab once everything is put in order again.
    fn staying(&self, tab: Tab, board: &Board, today: &Today) -> Option<TaskId> {
        let has = |task: &Task| self.owner.as_ref().is_some_and(|owner| owner.has(task));
        let stays = |task: &Task| has(task) && Tab::of(task, today) == tab && self.keeps(task);
        let folded = |section| self.layer(tab).members(section).iter().filter_map(Place::task);
        let rows = self.of(tab).from_cursor();
        let mut ids =
            rows.flat_map(|row| row.task().into_iter().chain(row.folded().into_iter().flat_map(folded)));
        ids.find(|id| board.shown(id).is_some_and(stays)).cloned()
    }

    // All places there are, before others are made: ten thousand of them are a megabyte.
    fn release_all(&mut self) {
        self.wording = None;
        self.places.clear();
        self.ghosts.clear();
        self.loads = super::Loads::default();
        (self.all, self.kept) = Default::default();
        self.seen.iter_mut().for_each(List::release);
    }

    // What belongs together stands where the first of it stands.
    fn rank(&mut self, board: &Board, today: &Today) {
        self.order.iter_mut().for_each(|order| order.ranks.clear());
        let has_groups = |tab| matches!(self.arrangement(tab).grouping, super::Grouping::Lead);
        let tabs: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| has_groups(*tab)).collect();
        let tasks = board.ids().filter_map(|id| board.shown(id)).filter(|_| !tabs.is_empty());
        for task in tasks.filter(|task| self.owner.as_ref().is_some_and(|owner| owner.has(task))) {
            let tab = Tab::of(task, today);
            let (arrangement, ranks) = (self.arrangement(tab), &mut self.order[tab.index()].ranks);
            let lower = |id: &Text, alone: i64| {
                let rank = ranks.entry(id.clone()).or_insert(alone);
                *rank = (*rank).min(alone);
                *rank
            };
            Place::of(task, (tab, arrangement), today, lower);
        }
    }

    fn place_of(&mut self, task: &Task, today: &Today) -> Option<Place> {
        let tab = Tab::of(task, today);
        let is_theirs = self.owner.as_ref().is_some_and(|owner| owner.has(task));
        let (arrangement, ranks) = (self.arrangement(tab), &mut self.order[tab.index()].ranks);
        let rank = |id: &Text, alone: i64| *ranks.entry(id.clone()).or_insert(alone);
        is_theirs.then(|| Place::of(task, (tab, arrangement), today, rank))
    }

    /// What was to come later today and is due by now surfaces; whether anything did.
    pub fn surface(&mut self, board: &Board, today: &Today) -> bool {
        self.today = Some(*today);
        if self.next_later().is_none_or(|at| at > today.now) {
            return false;
        }
        let later = self.all[Tab::Inbox.index()].members(&Section::Later).iter();
        let due = later.take_while(|place| place.later().is_some_and(|at| at <= today.now));
        let ids: Vec<TaskId> = due.filter_map(Place::task).cloned().collect();
        // What is only a ghost by now surfaces by leaving.
        for id in &ids {
            self.release(id);
        }
        self.refresh(board, today, &ids);
        true
    }

    /// Keeps the row of a task that leaves its tab by the next refresh.
    pub fn hold(&mut self, id: &TaskId, now: Option<&Task>, today: &Today) {
        self.release(id);
        let tab_now = now.and_then(|task| self.place_of(task, today)).map(|place| place.tab());
        if let Some(place) = self.places.get(id).filter(|place| tab_now != Some(place.tab())) {
            self.ghosts.insert(id.clone(), place.clone());
        }
    }

    // A task that comes back to its tab needs no ghost there.
    fn lay_ghost(&mut self, id: &TaskId, new: Option<&Place>) {
        let (ghost, new) = (self.ghosts.get(id), new.map(Place::tab));
        if ghost.is_some_and(|ghost| new == Some(ghost.tab())) {
            self.release(id);
        }
    }

    /// Lets a kept row go.
    pub fn release(&mut self, id: &TaskId) {
        if let Some(place) = self.ghosts.remove(id) {
            self.take_out(&place);
        }
    }

    /// Follows the board for these tasks; the cursor goes with its task.
    pub fn refresh(&mut self, board: &Board, today: &Today, ids: &[TaskId]) {
        let selected = self.current().selected().cloned().filter(|id| ids.contains(id));
        self.refresh_in_place(board, today, ids);
        if let Some(id) = selected {
            self.with_place(&id, List::stay_on);
        }
    }

    /// Follows the board for tasks the user just changed; the cursor stays where it is and so lands on the
    /// next task when its own has left.
    pub fn refresh_in_place(&mut self, board: &Board, today: &Today, ids: &[TaskId]) {
        self.today = Some(*today);
        self.wording = None;
        if ids.len() > MANY {
            return self.refresh_many(board, today, ids);
        }
        ids.iter().for_each(|id| self.refresh_one(board.shown(id), today, id));
    }

    // Each list is gone through once, however many of its rows come and go.
    fn refresh_many(&mut self, board: &Board, today: &Today, ids: &[TaskId]) {
        let (mut all, mut kept): ([Exchange; 3], [Exchange; 3]) = Default::default();
        for id in ids {
            let task = board.shown(id);
            let (old, new) = self.move_to(task, today, id);
            let old = old.filter(|old| self.ghosts.get(id) != Some(old));
            self.lay_ghost(id, new.as_ref());
            let stays = new.clone().filter(|_| task.is_some_and(|task| self.keeps(task)));
            exchange(&mut kept, old.clone(), stays);
            if old != new {
                exchange(&mut all, old, new);
            }
        }
        self.all.iter_mut().zip(&all).for_each(|(layer, exchange)| layer.exchange(exchange));
        let layers = self.kept.iter_mut().flatten();
        layers.zip(&kept).for_each(|(layer, exchange)| layer.exchange(exchange));
        let seen = if self.kept.is_some() { kept } else { all };
        Tab::ALL.into_iter().zip(seen).for_each(|(tab, exchange)| self.follow(tab, exchange));
    }

    fn follow(&mut self, tab: Tab, (gone, come): Exchange) {
        let is_plain = |place: &Place| *place.section() == Section::Top;
        if gone.iter().chain(&come).all(is_plain) {
            self.seen[tab.index()].exchange(gone, come);
        } else {
            self.lay_out(tab);
        }
    }

    // Notes where a task stands now, and says where it stood before.
    fn move_to(&mut self, task: Option<&Task>, today: &Today, id: &TaskId) -> (Option<Place>, Option<Place>) {
        let new = task.and_then(|task| self.place_of(task, today));
        let old = match &new {
            Some(place) => self.places.insert(id.clone(), place.clone()),
            None => self.places.remove(id),
        };
        let day = |place: &Option<Place>| place.as_ref().and_then(Place::day);
        self.loads.carry(day(&old), day(&new));
        (old, new)
    }

    fn refresh_one(&mut self, task: Option<&Task>, today: &Today, id: &TaskId) {
        let (old, new) = self.move_to(task, today, id);
        let keeps = task.is_some_and(|task| self.keeps(task));
        if old == new {
            return self.refilter_one(old, keeps);
        }
        if let Some(place) = &old
            && self.ghosts.get(id) != old.as_ref()
        {
            self.take_out(place);
        }
        self.lay_ghost(id, new.as_ref());
        if let Some(place) = new {
            let tab = place.tab();
            if self.kept.is_some() {
                self.all[tab.index()].insert(place.clone());
            }
            if keeps || self.kept.is_none() {
                self.outline(tab).insert(place);
            }
        }
    }

    // The task stays where it is; what it says may fit the filter now, or no longer.
    fn refilter_one(&mut self, place: Option<Place>, keeps: bool) {
        let (Some(place), Some(kept)) = (place, &self.kept) else { return };
        let tab = place.tab();
        let had = kept[tab.index()].has(&place);
        match (had, keeps) {
            (true, false) => self.outline(tab).remove(&place),
            (false, true) => self.outline(tab).insert(place),
            _ => {}
        }
    }

    fn take_out(&mut self, place: &Place) {
        let tab = place.tab();
        self.wording = None;
        if self.kept.is_some() {
            self.all[tab.index()].remove(place);
        }
        self.outline(tab).remove(place);
    }
}

fn exchange(lists: &mut [Exchange; 3], old: Option<Place>, new: Option<Place>) {
    if let Some(place) = old {
        lists[place.tab().index()].0.push(place);
    }
    if let Some(place) = new {
        lists[place.tab().index()].1.push(place);
    }
}
