//! Everything the pretend Close knows, and how tests reach into it.
//!
//! Plain data: nothing here waits or reads a clock. Tasks keep the order they were made in, which is also the
//! order they are listed in when nobody asks for another.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::activity::Activity;
use super::comments::Comment;
use super::dice::Dice;
use super::events::Record;
use super::fields;
use super::limits::Limits;
use super::moment::utc;
use super::oauth::SignIns;
use super::people::{Contact, Lead, Opportunity, Organization, User};
use super::task::{Sight, Task};
use super::write;

/// The API key of the person the demo is shown to.
pub const KEY: &str = "api_demo";

/// One organisation in Close.
#[derive(Clone, Debug)]
pub struct World {
    organization: Organization,
    users: Vec<User>,
    keys: Vec<(String, String)>,
    leads: HashMap<String, Lead>,
    contacts: HashMap<String, Contact>,
    opportunities: HashMap<String, Opportunity>,
    activities: HashMap<String, Activity>,
    attached: HashMap<String, Vec<String>>,
    tasks: BTreeMap<u64, Task>,
    places: HashMap<String, u64>,
    next_place: u64,
    /// What was said beside tasks, oldest first.
    pub comments: Vec<Comment>,
    /// What was changed, newest last.
    pub(super) records: Vec<Record>,
    /// What makes new identifiers.
    pub(super) dice: Dice,
    /// How many requests a key may make.
    pub limits: Limits,
    /// Which programs are signed in by OAuth.
    pub sign_ins: SignIns,
    dangers: usize,
    neighbours: Vec<World>,
}

impl World {
    /// An organisation without leads or tasks. The first user is the one [`KEY`] belongs to; every active
    /// user has a key of their own, `api_demo_` and the first name in lower case.
    #[must_use]
    pub fn new(organization: Organization, users: Vec<User>, dice: Dice) -> Self {
        let mut keys: Vec<(String, String)> = users
            .iter()
            .filter(|user| user.is_active)
            .map(|user| (format!("{KEY}_{}", user.first.to_lowercase()), user.id.clone()))
            .collect();
        keys.extend(users.first().map(|user| (KEY.to_owned(), user.id.clone())));
        Self {
            organization,
            users,
            keys,
            leads: HashMap::new(),
            contacts: HashMap::new(),
            opportunities: HashMap::new(),
            activities: HashMap::new(),
            attached: HashMap::new(),
            tasks: BTreeMap::new(),
            places: HashMap::new(),
            next_place: 0,
            comments: Vec::new(),
            records: Vec::new(),
            dice,
            limits: Limits::default(),
            sign_ins: SignIns::default(),
            dangers: 0,
            neighbours: Vec::new(),
        }
    }

    /// The organisation.
    #[must_use]
    pub fn organization(&self) -> &Organization {
        &self.organization
    }

    /// Sets the zone the web app has last seen the person in, an IANA name; `/me/` shows it.
    pub fn set_timezone(&mut self, name: &str) {
        name.clone_into(&mut self.organization.timezone);
    }

    /// `orga_…`.
    #[must_use]
    pub fn organization_id(&self) -> &str {
        &self.organization.id
    }

    /// Everybody, the owner of [`KEY`] first; people who left included.
    #[must_use]
    pub fn users(&self) -> &[User] {
        &self.users
    }

    /// The id of the person [`KEY`] belongs to.
    #[must_use]
    pub fn me(&self) -> &str {
        self.users.first().map_or("", |user| &user.id)
    }

    /// Takes a permission away from somebody's role.
    pub fn revoke(&mut self, user: &str, permission: &str) {
        let somebody = self.users.iter_mut().filter(|known| known.id == user);
        somebody.for_each(|known| known.permissions.retain(|granted| granted != permission));
    }

    /// Whose key or token the value of an `authorization` header is, if this world lets it in.
    pub(super) fn lets_in(&self, now: DateTime<Utc>, authorization: &str) -> Option<&str> {
        if let Some(token) = authorization.strip_prefix("Bearer ") {
            return self.sign_ins.bearer(now, token);
        }
        let known = self.keys.iter().find(|(key, _)| super::serve::authorization(key) == authorization);
        known.map(|(_, user)| user.as_str())
    }

    /// Puts another organisation beside this one: its second user has this key, nobody else has one.
    pub(super) fn let_beside(&mut self, key: &str, name: &str, mut other: Self) -> &mut Self {
        name.clone_into(&mut other.organization.name);
        other.users.rotate_left(1);
        other.keys = other.users.first().map(|user| (key.to_owned(), user.id.clone())).into_iter().collect();
        let at = self.neighbours.len();
        self.neighbours.push(other);
        &mut self.neighbours[at]
    }

    /// The organisation that lets this `authorization` in, this one where none does.
    pub(super) fn of(&mut self, now: DateTime<Utc>, authorization: &str) -> &mut Self {
        let found = self.neighbours.iter().position(|other| other.lets_in(now, authorization).is_some());
        match found {
            Some(at) => &mut self.neighbours[at],
            None => self,
        }
    }

    /// Adds a file of this name to a mail.
    pub fn attach(&mut self, mail: &str, name: &str) {
        self.attached.entry(mail.to_owned()).or_default().push(name.to_owned());
    }

    /// The names of the files that came with a mail.
    pub(super) fn attached(&self, mail: &str) -> &[String] {
        self.attached.get(mail).map_or(&[], Vec::as_slice)
    }

    /// Somebody comes or goes, or begins to talk to a lead on the telephone.
    pub fn set_presence(&mut self, user: &str, is_online: bool, calls: Option<&str>) {
        for known in self.users.iter_mut().filter(|known| known.id == user) {
            (known.is_online, known.calls) = (is_online, calls.map(str::to_owned));
        }
    }

    /// A user by id.
    #[must_use]
    pub fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// A user by first name.
    #[must_use]
    pub fn user_named(&self, first: &str) -> Option<&User> {
        self.users.iter().find(|user| user.first == first)
    }

    /// The full name behind an id, if any.
    #[must_use]
    pub fn name_of(&self, user_id: Option<&str>) -> Option<String> {
        user_id.and_then(|id| self.user(id)).map(User::name)
    }

    /// A lead by id.
    #[must_use]
    pub fn lead(&self, id: &str) -> Option<&Lead> {
        self.leads.get(id)
    }

    /// All leads, by id.
    #[must_use]
    pub fn leads(&self) -> BTreeMap<&str, &Lead> {
        self.leads.iter().map(|(id, lead)| (id.as_str(), lead)).collect()
    }

    /// A contact by id.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.get(id)
    }

    /// A contact to be changed behind everybody's back.
    pub fn contact_mut(&mut self, id: &str) -> Option<&mut Contact> {
        self.contacts.get_mut(id)
    }

    /// An opportunity by id.
    #[must_use]
    pub fn opportunity(&self, id: &str) -> Option<&Opportunity> {
        self.opportunities.get(id)
    }

    /// An activity by id.
    #[must_use]
    pub fn activity(&self, id: &str) -> Option<&Activity> {
        self.activities.get(id)
    }

    /// All activities, in no particular order.
    pub fn activities(&self) -> impl Iterator<Item = &Activity> {
        self.activities.values()
    }

    /// All tasks, oldest place first, with their place.
    pub fn tasks(&self) -> impl Iterator<Item = (u64, &Task)> {
        self.tasks.iter().map(|(&place, task)| (place, task))
    }

    /// A task by id.
    #[must_use]
    pub fn task(&self, id: &str) -> Option<&Task> {
        self.tasks.get(self.places.get(id)?)
    }

    /// A task by id, to be changed behind the server's back: no check, no event, no new `date_updated`.
    pub fn task_mut(&mut self, id: &str) -> Option<&mut Task> {
        self.tasks.get_mut(self.places.get(id)?)
    }

    /// The task as Close would send it to a caller in UTC.
    #[must_use]
    pub fn shown(&self, id: &str, now: DateTime<Utc>) -> Option<Map<String, Value>> {
        self.task(id).map(|task| task.render(self, Sight { now, zone: utc() }))
    }

    /// Puts a task in, replacing the one with its id.
    pub fn insert(&mut self, task: Task) {
        let place = self.places.get(&task.id).copied().unwrap_or(self.next_place);
        self.next_place = self.next_place.max(place + 1);
        self.places.insert(task.id.clone(), place);
        self.tasks.insert(place, task);
    }

    /// Takes a task out.
    pub fn remove(&mut self, id: &str) -> Option<Task> {
        let place = self.places.remove(id)?;
        self.tasks.remove(&place)
    }

    /// Puts a lead in.
    pub fn insert_lead(&mut self, lead: Lead) {
        self.leads.insert(lead.id.clone(), lead);
    }

    /// Puts a contact in and adds it to its lead.
    pub fn insert_contact(&mut self, contact: Contact) {
        if let Some(lead) = self.leads.get_mut(&contact.lead_id) {
            lead.contacts.push(contact.id.clone());
        }
        self.contacts.insert(contact.id.clone(), contact);
    }

    /// Puts an opportunity in and adds it to its lead.
    pub fn insert_opportunity(&mut self, opportunity: Opportunity) {
        if let Some(lead) = self.leads.get_mut(&opportunity.lead_id) {
            lead.opportunities.push(opportunity.id.clone());
        }
        self.opportunities.insert(opportunity.id.clone(), opportunity);
    }

    /// Puts an activity in.
    pub fn insert_activity(&mut self, activity: Activity) {
        self.activities.insert(activity.id.clone(), activity);
    }

    /// Takes an activity out.
    pub(super) fn remove_activity(&mut self, id: &str) {
        self.activities.remove(id);
    }

    /// Changes a task as another user would, through the same checks and with the same traces; `fields` is
    /// what a PUT would carry. The error is the body of the refusal.
    pub fn edit_as(
        &mut self,
        at: DateTime<Utc>,
        user: &str,
        task: &str,
        fields: &Value,
    ) -> Result<(), String> {
        let fields = fields.as_object().cloned().unwrap_or_default();
        let changes =
            fields::changes(self, task, &fields, fields::SINGLE).map_err(|no| no.body.to_string())?;
        write::apply(self, &write::Hand { user: Some(user.to_owned()), at }, task, changes);
        Ok(())
    }

    /// Deletes a task as another user would, with the same trace; whether it was there.
    pub fn delete_as(&mut self, at: DateTime<Utc>, user: &str, task: &str) -> bool {
        let Some(task) = self.remove(task) else { return false };
        write::record(self, &write::Hand { user: Some(user.to_owned()), at }, "deleted", &task, Map::new());
        true
    }

    /// What happened since the world began, oldest first.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Adds a task of any kind for the owner of [`KEY`] and gives its id. `fields` holds stored fields by
    /// their JSON names; kinds' own ones must be `'static` because that is how they are kept.
    pub fn add(&mut self, at: DateTime<Utc>, kind: &str, fields: Vec<(&'static str, Value)>) -> String {
        let prefix = if kind == "lead" { "task" } else { "noti" };
        let id = self.dice.id(prefix);
        let mut task = Task::blank(id.clone(), kind, at);
        task.assigned_to = Some(self.me().to_owned());
        for (name, value) in fields {
            task.place(name, value);
        }
        self.insert(task);
        id
    }

    /// Adds a lead with one contact and gives both ids.
    pub fn add_lead(&mut self, at: DateTime<Utc>, name: &str, person: &str) -> (String, String) {
        let (lead_id, contact_id) = (self.dice.id("lead"), self.dice.id("cont"));
        let lead = Lead { id: lead_id.clone(), name: name.to_owned(), created: at, ..Lead::default() };
        self.insert_lead(lead);
        let contact = Contact {
            id: contact_id.clone(),
            lead_id: lead_id.clone(),
            name: person.to_owned(),
            ..Contact::default()
        };
        self.insert_contact(contact);
        (lead_id, contact_id)
    }

    /// How many bulk changes came without naming ids: each could have touched the whole organisation.
    #[must_use]
    pub fn dangers(&self) -> usize {
        self.dangers
    }

    pub(super) fn note_danger(&mut self) {
        self.dangers += 1;
    }
}
