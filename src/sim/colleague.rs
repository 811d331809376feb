//! Life going on around the user: mail comes in, colleagues hand things over or finish them.
//!
//! One call, one change, through the same rules and with the same traces as any other. When to call is for
//! whoever runs the world; nothing happens by itself.

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::{Map, json};

use super::dice::Dice;
use super::filler::Filler;
use super::plant::{Place, Planter};
use super::script::{Company, Someone, Today};
use super::task::Task;
use super::world::World;
use super::write::{Hand, record};

impl World {
    /// Lets one thing happen to the tasks of the owner of the key: most often something comes in, sometimes a
    /// colleague hands over a to-do or finishes one of theirs. Gives the id of the task.
    pub fn stir(&mut self, at: DateTime<Utc>, zone: FixedOffset) -> Option<String> {
        let mut dice = Dice::new(self.dice.roll());
        let by_colleague = match dice.roll() % 10 {
            0..2 => self.hand_over(at, &mut dice),
            2..4 => self.finish_one(at, &mut dice),
            _ => None,
        };
        by_colleague.or_else(|| self.arrival(Today { now: at, zone }, dice))
    }

    fn hand_over(&mut self, at: DateTime<Utc>, dice: &mut Dice) -> Option<String> {
        let me = self.me().to_owned();
        let (id, owner) = self.one_of(dice, |task| task.assigned_to.as_deref() != Some(me.as_str()))?;
        // Somebody who has left hands over nothing; a colleague tidies up after them.
        let giver =
            self.user(&owner).filter(|user| user.is_active).map_or(self.a_colleague(dice)?, |_| owner);
        self.edit_as(at, &giver, &id, &json!({ "assigned_to": me })).ok()?;
        Some(id)
    }

    fn finish_one(&mut self, at: DateTime<Utc>, dice: &mut Dice) -> Option<String> {
        let me = self.me().to_owned();
        let (id, _) = self.one_of(dice, |task| task.assigned_to.as_deref() == Some(me.as_str()))?;
        let colleague = self.a_colleague(dice)?;
        self.edit_as(at, &colleague, &id, &json!({ "is_complete": true })).ok()?;
        Some(id)
    }

    /// An open to-do and whose it is.
    fn one_of(&self, dice: &mut Dice, fits: impl Fn(&Task) -> bool) -> Option<(String, String)> {
        let open = self
            .tasks()
            .map(|(_, task)| task)
            .filter(|task| task.kind == "lead" && !task.is_complete && fits(task));
        let candidates: Vec<(String, String)> =
            open.filter_map(|task| Some((task.id.clone(), task.assigned_to.clone()?))).collect();
        dice.pick(&candidates).cloned()
    }

    fn a_colleague(&self, dice: &mut Dice) -> Option<String> {
        let others: Vec<&str> =
            self.users().iter().skip(1).filter(|user| user.is_active).map(|user| user.id.as_str()).collect();
        dice.pick(&others).map(|id| (*id).to_owned())
    }

    fn arrival(&mut self, today: Today, mut dice: Dice) -> Option<String> {
        let (place, company) = self.somewhere(&mut dice)?;
        let item = Filler::read().arrival(&mut dice, &company);
        let is_stranger = !item.phone.is_empty();
        let mut planter = Planter { world: &mut *self, dice, today };
        let task = planter.plant((!is_stranger).then_some(&place), &item);
        let id = task.id.clone();
        record(self, &Hand { user: None, at: today.now }, "created", &task, Map::new());
        self.insert(task);
        Some(id)
    }

    /// A lead with somebody who could write or call.
    fn somewhere(&self, dice: &mut Dice) -> Option<(Place, Company)> {
        let leads: Vec<_> = self.leads().into_values().filter(|lead| !lead.contacts.is_empty()).collect();
        let lead = dice.pick(&leads)?;
        let people = lead.contacts.iter().filter_map(|id| self.contact(id));
        let contacts = people.map(|who| Someone { name: who.name.clone(), ..Someone::default() }).collect();
        let company = Company {
            name: lead.name.clone(),
            site: String::new(),
            about: String::new(),
            place: lead.place.clone(),
            status: lead.status.clone(),
            contacts,
            items: Vec::new(),
        };
        let place =
            Place { lead_id: lead.id.clone(), contacts: lead.contacts.clone(), region: lead.place.1.clone() };
        Some((place, company))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, TimeDelta};

    use crate::sim::{Seed, World};

    #[test]
    fn every_stir_leaves_one_task_newly_written_and_one_line_or_two_in_the_log() {
        let now = DateTime::parse_from_rfc3339("2026-03-10T15:20:00Z").unwrap().to_utc();
        let zone = FixedOffset::east_opt(0).unwrap();
        let mut world = World::grow(Seed { tasks: 60, seed: 1, now, zone_offset: zone });
        for minute in 1..60 {
            let at = now + TimeDelta::minutes(minute);
            let lines = world.records.len();
            let id = world.stir(at, zone).unwrap();
            assert!(at - world.task(&id).unwrap().updated <= TimeDelta::seconds(60));
            assert!([1, 2].contains(&(world.records.len() - lines)));
        }
        let by_people = world.records.iter().filter(|record| record.user_id.is_some()).count();
        assert!(by_people > 5 && world.tasks().count() > 80);
    }
}
