//! What stands behind the tasks, as far as it has been fetched, and what of it is wanted now.
//!
//! Nothing is asked for while the cursor moves: only a row it rests on wants anything, and whatever an
//! earlier row still wanted is forgotten. What has come stays for a while and is not asked for again within
//! minutes. What cannot be had is a quiet line. Knows nothing of requests; those are ordered in `sync`.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::detail;
use super::effect::{Effect, Timer};
use super::model::Model;
use super::overlay::Overlay;
use crate::domain::id::TaskId;
use crate::domain::place::Place;
use crate::domain::related::{Key, Related};
use crate::domain::write::Shelved;
use crate::domain::zone::Timestamp;

/// What has been fetched, and what is wanted.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    kept: HashMap<Key, Entry>,
    // The row in sight as it was last changed, and until when the cursor has to stay there.
    row: Option<Row>,
    rests: Option<Timestamp>,
    wanted: Vec<Vec<Key>>,
}

type Row = (TaskId, Option<Timestamp>);

/// What Close said when asked for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Here it is.
    Is(Related),
    /// It cannot be shown; why, as the end of a sentence.
    Nothing(String),
}

#[derive(Clone, Debug, Default)]
struct Entry {
    answer: Option<Answer>,
    asked: Option<Timestamp>,
    is_out: bool,
    // Whether something of ours changed it since it was asked for.
    is_outdated: bool,
}

/// How long the cursor rests before anything is asked for.
const REST: TimeDelta = TimeDelta::milliseconds(150);
/// How long what came is not asked for again.
const FRESH: TimeDelta = TimeDelta::minutes(5);
/// How many things are kept.
const MOST: usize = 300;
/// How many rows before and after the cursor are fetched with it.
const AROUND: (usize, usize) = (4, 12);
/// Within how many rows of the cursor something has to be missing before anything around it is fetched.
const NEAR: usize = 3;

impl Shelf {
    /// What Close said to this, if it was asked.
    pub fn answer(&self, key: &Key) -> Option<&Answer> {
        self.kept.get(key)?.answer.as_ref()
    }

    /// What came for this.
    pub fn found(&self, key: &Key) -> Option<&Related> {
        match self.answer(key)? {
            Answer::Is(related) => Some(related),
            Answer::Nothing(_) => None,
        }
    }

    /// Whether this is being asked for.
    pub fn is_out(&self, key: &Key) -> bool {
        self.kept.get(key).is_some_and(|entry| entry.is_out)
    }

    /// Whether anything is wanted or being asked for.
    pub fn is_waiting(&self) -> bool {
        !self.wanted.is_empty() || self.kept.values().any(|entry| entry.is_out)
    }

    /// Everything counts as old, because the user asked for everything again.
    pub fn begin_again(&mut self) {
        self.kept.retain(|_, entry| entry.is_out || entry.answer.is_some());
        self.kept.values_mut().for_each(|entry| entry.asked = None);
        self.row = None;
    }

    /// What is to be asked for, each in one request, the most wanted first.
    pub(super) fn wanted(&self) -> &[Vec<Key>] {
        &self.wanted
    }

    /// One of those wanted is being asked for.
    pub(super) fn take_order(&mut self, which: usize, at: Timestamp) -> Vec<Key> {
        let keys = self.wanted.remove(which);
        for key in &keys {
            let entry = self.kept.entry(key.clone()).or_default();
            (entry.is_out, entry.asked, entry.is_outdated) = (true, Some(at), false);
        }
        keys
    }

    /// This came for these; what is missing of several is asked for alone when it is looked at.
    pub(super) fn take_in(&mut self, keys: &[Key], found: impl IntoIterator<Item = (Key, Answer)>) {
        for key in keys {
            self.kept.entry(key.clone()).or_default().is_out = false;
        }
        for (key, answer) in found {
            self.kept.entry(key).or_default().answer = Some(answer);
        }
        self.make_room();
    }

    /// These are wanted as well, one by one, wherever the cursor is.
    pub(super) fn want(&mut self, keys: impl IntoIterator<Item = Key>) {
        let new = keys.into_iter().map(|key| vec![key]);
        let new: Vec<Vec<Key>> = new.filter(|keys| !self.wanted.contains(keys)).collect();
        self.wanted.extend(new);
    }

    /// Something of ours changed this: what is being asked for now may not know of it yet.
    pub(super) fn correct(&mut self, key: &Key, related: Related) {
        let entry = self.kept.entry(key.clone()).or_default();
        entry.is_outdated = entry.is_out;
        entry.answer = Some(Answer::Is(related));
    }

    /// Something of ours made what was said of this incomplete: it is asked for again where the cursor rests.
    pub(super) fn expire(&mut self, key: &Key) {
        if let Some(entry) = self.kept.get_mut(key) {
            (entry.asked, entry.is_outdated) = (None, entry.is_out);
            self.row = None;
        }
    }

    /// Whether an answer that comes now was asked for before something of ours changed it.
    pub(super) fn is_outdated(&self, keys: &[Key]) -> bool {
        keys.iter().filter_map(|key| self.kept.get(key)).any(|entry| entry.is_outdated)
    }

    /// What an earlier session fetched; it is as old as it is.
    pub(super) fn restore(&mut self, shelved: Vec<Shelved>) {
        for Shelved { key, related, came } in shelved {
            let entry = Entry { answer: Some(Answer::Is(related)), asked: Some(came), ..Entry::default() };
            self.kept.entry(key).or_insert(entry);
        }
        self.make_room();
    }

    /// These could not be asked for just now; those the cursor rests on are wanted again.
    pub(super) fn give_back(&mut self, keys: Vec<Key>, is_looked_at: bool) {
        for key in &keys {
            if let Some(entry) = self.kept.get_mut(key) {
                (entry.is_out, entry.asked, entry.is_outdated) = (false, None, false);
            }
        }
        if is_looked_at {
            self.wanted.push(keys);
        }
    }

    fn make_room(&mut self) {
        while self.kept.len() > MOST {
            let idle = self.kept.iter().filter(|(_, entry)| !entry.is_out);
            let Some(oldest) = idle.min_by_key(|(_, entry)| entry.asked).map(|(key, _)| key.clone()) else {
                return;
            };
            self.kept.remove(&oldest);
        }
    }

    // Whether it was asked for a short while ago.
    fn is_fresh(&self, key: &Key, at: Timestamp) -> bool {
        let entry = self.kept.get(key);
        entry.is_some_and(|it| it.is_out || it.asked.is_some_and(|asked| at - asked < FRESH))
    }

    // Whether the task was changed since, as when more mail has come in; that says nothing about its lead.
    fn is_behind(&self, key: &Key, changed: Option<Timestamp>) -> bool {
        let asked = self.kept.get(key).filter(|entry| !entry.is_out).and_then(|entry| entry.asked);
        !matches!(key, Key::Lead(_)) && asked.zip(changed).is_some_and(|(asked, changed)| asked < changed)
    }

    fn lacks(&self, key: &Key, at: Timestamp) -> bool {
        !self.is_fresh(key, at) || self.answer(key).is_none() && !self.is_out(key)
    }
}

/// Whether this is about the row in sight.
pub(super) fn is_looked_at(model: &Model, key: &Key) -> bool {
    let row = model.shelf.row.as_ref().and_then(|(id, _)| model.board.shown(id));
    row.is_some_and(|task| Key::all_of(task).any(|wanted| wanted == *key))
}

/// Follows the cursor: on a new row, or one that was changed, the rest begins anew.
pub(super) fn follow(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let is_asked = matches!(model.overlays.last(), Some(Overlay::Files(_)));
    let is_seen = is_asked || detail::is_seen(model);
    let row = model.selected().filter(|_| is_seen).map(|task| (task.id.clone(), task.updated.at));
    if row == model.shelf.row {
        return None;
    }
    let rests = row.is_some().then_some(at + REST);
    let shelf = &mut model.shelf;
    (shelf.row, shelf.rests) = (row, rests);
    shelf.wanted.clear();
    rests.map(|at| Effect::Wake { timer: Timer::Rest, at })
}

/// The cursor has rested: what stands behind its row is wanted, then what is cheap to have around it.
pub(super) fn on_rested(model: &mut Model, at: Timestamp) {
    if model.shelf.rests.is_none_or(|rests| rests > at) {
        return;
    }
    model.shelf.rests = None;
    let Some((id, changed)) = model.shelf.row.clone() else { return };
    let Some(task) = model.board.shown(&id) else { return };
    let here =
        Key::all_of(task).filter(|key| model.shelf.lacks(key, at) || model.shelf.is_behind(key, changed));
    let mut wanted: Vec<Vec<Key>> = here.map(|key| vec![key]).collect();
    wanted.extend(around(model, at));
    model.shelf.wanted = wanted;
}

// One batch for each sort of which something near the cursor is missing.
fn around(model: &Model, at: Timestamp) -> Vec<Vec<Key>> {
    let list = model.lists.current();
    let cursor = list.cursor();
    let first = cursor.saturating_sub(AROUND.0);
    let rows = list.rows().iter().enumerate().skip(first).take(cursor - first + 1 + AROUND.1);
    let keys = rows.filter(|(row, _)| *row != cursor).filter_map(|(row, place)| {
        let key = object(model, place).filter(|key| !model.shelf.is_fresh(key, at))?;
        Some((row.abs_diff(cursor), key))
    });
    let mut batches: Vec<(usize, Vec<Key>)> = Vec::new();
    for (distance, key) in keys {
        match batches.iter_mut().find(|(_, batch)| batch.iter().all(|other| other.is_like(&key))) {
            Some((nearest, batch)) => {
                *nearest = (*nearest).min(distance);
                batch.push(key);
            }
            None => batches.push((distance, vec![key])),
        }
    }
    batches.into_iter().filter(|(nearest, _)| *nearest <= NEAR).map(|(_, batch)| batch).collect()
}

fn object(model: &Model, place: &Place) -> Option<Key> {
    Key::object_of(model.board.shown(place.task()?)?).filter(Key::comes_in_batches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{ActivityId, LeadId};

    fn call(number: usize) -> Key {
        Key::Call(ActivityId::new(format!("acti_{number}")))
    }

    fn at(minute: i64) -> Timestamp {
        Timestamp::default() + TimeDelta::minutes(minute)
    }

    fn shelf(wanted: Vec<Vec<Key>>) -> Shelf {
        Shelf { wanted, ..Shelf::default() }
    }

    fn nothing() -> Answer {
        Answer::Nothing("it is gone".into())
    }

    #[test]
    fn what_came_is_not_asked_for_again_within_minutes() {
        let key = Key::Lead(LeadId::new("lead_1"));
        let mut shelf = shelf(vec![vec![key.clone()]]);
        assert!(shelf.lacks(&key, at(0)));
        assert_eq!(shelf.take_order(0, at(0)), std::slice::from_ref(&key));
        assert!(!shelf.lacks(&key, at(0)) && shelf.is_out(&key));
        shelf.take_in(std::slice::from_ref(&key), [(key.clone(), nothing())]);
        assert!(!shelf.lacks(&key, at(4)) && shelf.lacks(&key, at(5)));
    }

    #[test]
    fn what_a_batch_left_out_is_asked_for_alone_but_not_in_a_batch() {
        let mut shelf = shelf(vec![vec![call(1), call(2)]]);
        shelf.take_order(0, at(0));
        shelf.take_in(&[call(1), call(2)], [(call(1), nothing())]);
        assert!(shelf.lacks(&call(2), at(1)) && shelf.is_fresh(&call(2), at(1)));
        assert!(!shelf.lacks(&call(1), at(1)));
    }

    #[test]
    fn the_oldest_make_room() {
        let mut shelf = Shelf::default();
        for number in 0..MOST + 50 {
            shelf.wanted.push(vec![call(number)]);
            shelf.take_order(0, at(i64::try_from(number).unwrap()));
            shelf.take_in(&[call(number)], [(call(number), nothing())]);
        }
        assert_eq!(shelf.kept.len(), MOST);
        assert!(shelf.answer(&call(49)).is_none() && shelf.answer(&call(50)).is_some());
    }
}
