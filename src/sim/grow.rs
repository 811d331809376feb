//! Grows a whole organisation from a seed: the same seed, count and moment give the same world.
//!
//! The first tasks come from the written cast in `assets/demo`, so a small demo reads like a real week; what
//! goes beyond it is made from the lists in `filler.toml`.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::dice::Dice;
use super::filler::Filler;
use super::people::{Group, Organization, PERMISSIONS, User};
use super::plant::{Place, Planter};
use super::script::{Cast, Item, Office, Today};
use super::task::Task;
use super::world::World;

const OFFICE: &str = include_str!("../../assets/demo/organization.toml");

const CAST: [&str; 3] = [
    include_str!("../../assets/demo/main-street.toml"),
    include_str!("../../assets/demo/care.toml"),
    include_str!("../../assets/demo/away.toml"),
];

/// What a world is grown from.
#[derive(Clone, Copy, Debug)]
pub struct Seed {
    /// How many tasks, 0 to 100,000.
    pub tasks: usize,
    /// Which of the many worlds.
    pub seed: u64,
    /// The moment it is grown; due dates lie around it.
    pub now: DateTime<Utc>,
    /// The offset from UTC of the person it is grown for.
    pub zone_offset: FixedOffset,
}

impl World {
    /// An organisation with so many tasks: about 43 in a hundred due, 33 in the future, the rest done.
    #[must_use]
    pub fn grow(seed: Seed) -> Self {
        let today = Today { now: seed.now, zone: seed.zone_offset };
        let mut dice = Dice::new(seed.seed);
        let mut world = office(&mut dice, seed.now);
        let mut planter = Planter { world: &mut world, dice, today };
        let mut tasks = written(&mut planter, seed.tasks);
        let filler = Filler::read();
        while tasks.len() < seed.tasks {
            tasks.extend(filler.lead(&mut planter, seed.tasks - tasks.len()));
        }
        tasks.sort_by_key(|task| task.created);
        for task in tasks {
            world.insert(task);
        }
        world
    }

    /// The organisation and its people, without a single lead.
    #[must_use]
    pub fn bare(now: DateTime<Utc>) -> Self {
        office(&mut Dice::new(1), now)
    }

    /// Another organisation beside this one, with one task, `text`; somebody else's key opens it.
    pub fn add_neighbour(&mut self, now: DateTime<Utc>, key: &str, name: &str, text: &str) {
        let mut other = office(&mut Dice::new(2), now);
        other.limits = self.limits.clone();
        self.let_beside(key, name, other).add(now, "lead", vec![("text", text.into())]);
    }
}

fn office(dice: &mut Dice, now: DateTime<Utc>) -> World {
    let Ok(office) = toml::from_str::<Office>(OFFICE) else {
        return World::new(nowhere(), Vec::new(), dice.clone());
    };
    let users: Vec<User> = office
        .users
        .iter()
        .zip(1..)
        .map(|(person, years)| User {
            id: dice.id("user"),
            membership_id: dice.id("memb"),
            first: person.first.clone(),
            last: person.last.clone(),
            email: format!(
                "{}@tallyfern.example",
                person.mail.clone().unwrap_or_else(|| ascii(&person.first))
            ),
            is_active: !person.has_left,
            is_online: person.is_online,
            calls: None,
            permissions: PERMISSIONS.map(str::to_owned).to_vec(),
            created: now - TimeDelta::days(200 + 90 * years),
        })
        .collect();
    let id_of = |first: &String| users.iter().find(|user| user.first == *first).map(|user| user.id.clone());
    let groups = office.groups.iter().map(|team| Group {
        id: dice.id("group"),
        name: team.name.clone(),
        members: team.members.iter().filter_map(id_of).collect(),
    });
    let groups = groups.collect();
    let lead_statuses = office.lead_statuses.into_iter().map(|label| (dice.id("stat"), label)).collect();
    let organization = Organization {
        id: dice.id("orga"),
        name: office.name,
        phone: office.phone,
        timezone: office.timezone,
        lead_statuses,
        groups,
    };
    World::new(organization, users, dice.clone())
}

/// Only if the office file cannot be read, which a test rules out.
fn nowhere() -> Organization {
    Organization {
        id: String::new(),
        name: String::new(),
        phone: String::new(),
        timezone: String::new(),
        lead_statuses: Vec::new(),
        groups: Vec::new(),
    }
}

/// The local part of a mail address.
fn ascii(name: &str) -> String {
    let plain = |letter: char| match letter {
        'ë' => 'e',
        'Ł' | 'ł' => 'l',
        other => other.to_ascii_lowercase(),
    };
    name.chars().map(plain).filter(char::is_ascii_alphanumeric).collect()
}

/// All leads of the written cast, and as many of their tasks as wanted.
fn written(planter: &mut Planter<'_>, wanted: usize) -> Vec<Task> {
    let mut items: Vec<(Option<Place>, Item)> = Vec::new();
    for cast in CAST.iter().filter_map(|text| toml::from_str::<Cast>(text).ok()) {
        items.extend(cast.strangers.into_iter().map(|item| (None, item)));
        for company in cast.leads {
            let place = planter.company(&company);
            items.extend(company.items.into_iter().map(|item| (Some(place.clone()), item)));
        }
    }
    planter.dice.shuffle(&mut items);
    items.sort_by_key(|(_, item)| !item.is_key);
    let mut room = Room::for_tasks(wanted);
    let chosen: Vec<_> = items.into_iter().filter(|(_, item)| room.take(planter.today, item)).collect();
    chosen.into_iter().map(|(place, item)| planter.plant(place.as_ref(), &item)).collect()
}

/// How many tasks each tab still takes.
struct Room {
    inbox: usize,
    future: usize,
    archive: usize,
}

impl Room {
    fn for_tasks(count: usize) -> Self {
        let inbox = (count * 26).div_ceil(60);
        let future = (count * 20 / 60).min(count - inbox);
        Self { inbox, future, archive: count - inbox - future }
    }

    fn take(&mut self, today: Today, item: &Item) -> bool {
        let tab = match item.done {
            Some(_) => &mut self.archive,
            None if today.due(item.at).day(today.zone) > today.day() => &mut self.future,
            None => &mut self.inbox,
        };
        let fits = *tab > 0;
        *tab -= usize::from(fits);
        fits
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use chrono::{DateTime, FixedOffset};

    use super::{CAST, OFFICE, Seed};
    use crate::sim::script::{Cast, Office};
    use crate::sim::task::{KINDS, Sight};
    use crate::sim::world::World;

    fn grown(tasks: usize, seed: u64) -> (World, Sight) {
        let now = DateTime::parse_from_rfc3339("2026-03-10T15:20:00Z").unwrap().to_utc();
        let zone = FixedOffset::west_opt(7 * 3600).unwrap();
        (World::grow(Seed { tasks, seed, now, zone_offset: zone }), Sight { now, zone })
    }

    fn tabs(world: &World, sight: Sight) -> BTreeMap<&'static str, usize> {
        world.tasks().fold(BTreeMap::new(), |mut tabs, (_, task)| {
            *tabs.entry(task.view(sight)).or_default() += 1;
            tabs
        })
    }

    #[test]
    fn the_written_files_can_be_read() {
        toml::from_str::<Office>(OFFICE).unwrap();
        for text in CAST {
            toml::from_str::<Cast>(text).unwrap();
        }
    }

    #[test]
    fn sixty_tasks_make_a_full_inbox_a_future_and_an_archive() {
        let (world, sight) = grown(60, 1);
        let tabs = tabs(&world, sight);
        assert_eq!((tabs["inbox"], tabs["future"], tabs["archive"]), (26, 20, 14));
    }

    #[test]
    fn every_kind_occurs_and_one_that_is_not_documented() {
        let (world, _) = grown(60, 7);
        let kinds: HashSet<&str> = world.tasks().map(|(_, task)| task.kind.as_str()).collect();
        assert!(KINDS.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
        assert!(kinds.contains("incoming_whatsapp_message"));
    }

    #[test]
    fn the_awkward_cases_are_always_there() {
        for seed in 0..5 {
            let (world, sight) = grown(60, seed);
            let has = |check: &dyn Fn(&super::Task) -> bool| world.tasks().any(|(_, task)| check(task));
            assert!(has(&|task| task.lead_id.is_none()), "an unknown caller");
            assert!(has(&|task| task.is_dateless), "a dateless to-do");
            assert!(has(&|task| task.own("priority").is_some_and(|it| it == "high")), "high priority");
            let is_nameless = |id: &str| world.contact(id).is_some_and(|who| who.name.is_empty());
            assert!(has(&|task| task.contact_id.as_deref().is_some_and(is_nameless)), "a nameless contact");
            let later =
                |due: &super::super::moment::Due| due.order(sight.zone).0 > sight.now.timestamp_millis();
            assert!(
                has(&|task| task.view(sight) == "inbox" && task.date.as_ref().is_some_and(later)),
                "later today"
            );
        }
    }

    #[test]
    fn the_same_seed_grows_the_same_world_and_another_does_not() {
        let all = |(world, sight): (World, Sight)| -> Vec<_> {
            world.tasks().map(|(_, task)| task.render(&world, sight)).collect()
        };
        assert_eq!(all(grown(200, 7)), all(grown(200, 7)));
        assert_ne!(all(grown(200, 7)), all(grown(200, 8)));
    }

    #[test]
    fn any_number_of_tasks_can_be_had_and_large_worlds_stay_varied() {
        for count in [0, 1, 7, 60, 500] {
            assert_eq!(grown(count, 3).0.tasks().count(), count);
        }
        let (world, _) = grown(5000, 3);
        let names: HashSet<&str> = world.leads().values().map(|lead| lead.name.as_str()).collect();
        assert!(names.len() > 800, "{} different companies", names.len());
    }

    #[test]
    fn everything_was_made_and_done_in_the_past() {
        let (world, sight) = grown(2000, 4);
        for (_, task) in world.tasks() {
            assert!(task.created <= task.updated && task.updated <= sight.now, "{task:?}");
        }
    }
}
