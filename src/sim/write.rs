//! Writes: change one task, change many, create, delete.
//!
//! Every write is a patch, checked as a whole before it is applied. A bulk write is not atomic: what was
//! changed before a refusal stays changed.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::activity::{Activity, Happening};
use super::errors::Refusal;
use super::events::{self, Record};
use super::fields::{self, Change};
use super::moment::{Due, milliseconds, utc};
use super::query::Filter;
use super::serve::Call;
use super::task::{Sight, Task, project};
use super::world::World;

/// The most tasks one bulk write may change; the figure of the server library.
const BULK_LIMIT: usize = 1000;

/// Who writes, and when.
#[derive(Clone, Debug)]
pub(super) struct Hand {
    /// None for the system.
    pub(super) user: Option<String>,
    pub(super) at: DateTime<Utc>,
}

impl Call {
    fn hand(&self) -> Hand {
        Hand { user: Some(self.user.clone()), at: self.sight.now }
    }
}

/// `PUT /task/{id}/`.
pub(super) fn change_one(world: &mut World, call: &Call, id: &str) -> Result<Value, Refusal> {
    permit(world, call, id, None)?;
    let changes = fields::changes(world, id, &call.fields(), fields::SINGLE)?;
    apply(world, &call.hand(), id, changes);
    shown(world, call, id)
}

/// `PUT /task/`: every task the filters let through, in turn.
pub(super) fn change_many(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let filter = Filter::read(&call.params, call.sight)?;
    if !call.params.has("id__in") && !call.params.has("id") {
        world.note_danger();
    }
    let ids: Vec<String> = filter.select(world).into_iter().map(|task| task.id.clone()).collect();
    if ids.len() > BULK_LIMIT {
        let sentence = format!("It's not allowed to update more than {BULK_LIMIT} objects at once");
        return Err(Refusal::general(400, &sentence));
    }
    for (count, id) in ids.iter().enumerate() {
        permit(world, call, id, None).map_err(|no| no.after(count))?;
        let changes =
            fields::changes(world, id, &call.fields(), fields::BULK).map_err(|no| no.after(count))?;
        apply(world, &call.hand(), id, changes);
    }
    Ok(json!({ "ok": true }))
}

/// What the caller's role says to changing a task: one permission for those of others, perhaps one for their own.
fn permit(world: &World, call: &Call, id: &str, own: Option<&str>) -> Result<(), Refusal> {
    let (Some(task), Some(user)) = (world.task(id), world.user(&call.user)) else { return Ok(()) };
    let is_anothers = task.assigned_to.as_ref().is_some_and(|assignee| *assignee != user.id);
    let needed = if is_anothers { Some("manage_others_tasks") } else { own };
    let has = |needed: &str| user.permissions.iter().any(|granted| granted == needed);
    if needed.is_none_or(has) { Ok(()) } else { Err(Refusal::forbidden()) }
}

/// `POST /task/`: only to-dos and planned calls can be created.
pub(super) fn create(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let body = call.fields();
    let kind = body.get("_type").map_or(Some("lead"), Value::as_str).unwrap_or_default();
    let allowed: &[&str] = match kind {
        "lead" => &CREATE_LEAD,
        "outgoing_call" => &CREATE_CALL,
        _ => return Err(Refusal::field("_type", "Not a valid choice.")),
    };
    let mut task = draft(world, call, kind);
    let mut changes = Vec::new();
    let mut messages = Map::new();
    for (name, value) in &body {
        if !allowed.contains(&name.as_str()) {
            messages.insert(name.clone(), "Unknown field.".into());
            continue;
        }
        match first_value(world, &mut task, name, value) {
            Ok(change) => changes.extend(change),
            Err((field, message)) => drop(messages.insert(field.to_owned(), message.into())),
        }
    }
    require(&task, &body, &mut messages);
    if !messages.is_empty() {
        return Err(Refusal::fields(&messages));
    }
    let id = task.id.clone();
    task.is_dateless = body.get("date").or(body.get("due_date")).is_none_or(Value::is_null);
    record(world, &call.hand(), "created", &task, Map::new());
    world.insert(task);
    set(world, &call.hand(), &id, changes);
    shown(world, call, &id)
}

/// `DELETE /task/{id}/`: for good.
pub(super) fn delete(world: &mut World, call: &Call, id: &str) -> Result<Value, Refusal> {
    permit(world, call, id, Some("delete_own_tasks"))?;
    let task = world.remove(id).ok_or_else(|| Refusal::missing("Task"))?;
    let lost = task.render(world, Sight { now: call.sight.now, zone: utc() });
    record(world, &call.hand(), "deleted", &task, lost);
    Ok(json!({}))
}

const CREATE_LEAD: [&str; 14] = [
    "_type",
    "lead_id",
    "text",
    "date",
    "due_date",
    "assigned_to",
    "contact_id",
    "is_complete",
    "is_dateless",
    "priority",
    "disable_notification",
    "created_by",
    "date_created",
    "organization_id",
];

const CREATE_CALL: [&str; 10] = [
    "_type",
    "lead_id",
    "contact_id",
    "text",
    "date",
    "assigned_to",
    "agent_config_id",
    "is_complete",
    "created_by",
    "organization_id",
];

/// Without a date a task is dateless, and still carries the day it was made.
fn draft(world: &mut World, call: &Call, kind: &str) -> Task {
    let now = milliseconds(call.sight.now);
    // Close's own sample gives created calls a `task_` id, though listed ones carry `noti_`.
    let mut task = Task::blank(world.dice.id("task"), kind, now);
    task.assigned_to = Some(call.user.clone());
    task.created_by = Some(call.user.clone());
    task.updated_by = Some(call.user.clone());
    task.date = Some(Due::Day(Due::Instant(now).day(call.sight.zone)));
    task
}

type Reading = Result<Option<Change>, (&'static str, &'static str)>;

/// Some first values go straight into the draft, the rest are changes like any other.
fn first_value(world: &World, task: &mut Task, name: &str, value: &Value) -> Reading {
    match name {
        "lead_id" => {
            let id = fields::string("lead", value)?;
            task.lead_id = Some(world.lead(&id).ok_or(("lead", "Object does not exist."))?.id.clone());
        }
        "contact_id" => task.contact_id = fields::contact(world, value)?,
        "text" if value.is_null() && task.kind != "lead" => {}
        "text" => task.set("text", fields::string("text", value)?.into()),
        "date" | "due_date" if value.is_null() => {}
        "date" => task.date = Some(fields::date("date", value)?),
        "due_date" => task.date = Some(fields::date("due_date", value)?),
        "assigned_to" if value.is_null() => task.assigned_to = None,
        "assigned_to" => task.assigned_to = Some(fields::assignee(world, value)?),
        "is_complete" => return fields::boolean("is_complete", value).map(Change::Complete).map(Some),
        "is_dateless" => return fields::boolean("is_dateless", value).map(Change::Dateless).map(Some),
        "priority" => return fields::one_of("priority", value, &["high", "medium"]).map(Some),
        "disable_notification" => drop(fields::boolean("disable_notification", value)?),
        "agent_config_id" => task.set("agent_config_id", value.clone()),
        _ => {}
    }
    Ok(None)
}

fn require(task: &Task, body: &Map<String, Value>, messages: &mut Map<String, Value>) {
    let mut need = |field: &str, is_there: bool| {
        if !is_there && !messages.contains_key(field) {
            messages.insert(field.to_owned(), "This field is required.".into());
        }
    };
    need("lead", body.contains_key("lead_id"));
    if task.kind == "lead" {
        need("text", body.contains_key("text"));
    } else {
        need("contact", task.contact_id.is_some());
    }
}

/// Changes a task and leaves the traces Close leaves: `date_updated`, `updated_by`, activities and events.
pub(super) fn apply(world: &mut World, hand: &Hand, id: &str, changes: Vec<Change>) {
    let sight = Sight { now: hand.at, zone: utc() };
    let Some(before) = world.task(id).map(|task| task.render(world, sight)) else { return };
    set(world, hand, id, changes);
    let Some(task) = world.task(id).cloned() else { return };
    let lost = events::lost(&before, &task.render(world, sight));
    if lost.get("is_complete") == Some(&Value::Bool(false)) {
        record(world, hand, "completed", &task, lost.clone());
    }
    record(world, hand, "updated", &task, lost);
}

fn set(world: &mut World, hand: &Hand, id: &str, changes: Vec<Change>) {
    let activity_id = world.dice.id("acti");
    let Some(task) = world.task_mut(id) else { return };
    let was_complete = task.is_complete;
    task.updated = milliseconds(hand.at);
    task.updated_by.clone_from(&hand.user);
    for change in changes {
        change.write(task);
    }
    if task.kind != "lead" || task.is_complete == was_complete {
        return;
    }
    // The documentation says both stay null; live records show them filled once a to-do is done.
    let gone = task.object.take();
    let done = task.is_complete.then(|| completed(task, activity_id, hand));
    task.object = done.as_ref().map(|activity| ("taskcompleted", activity.id.clone()));
    if let Some((_, activity)) = gone {
        world.remove_activity(&activity);
    }
    if let Some(activity) = done {
        world.insert_activity(activity);
    }
}

impl Change {
    fn write(self, task: &mut Task) {
        match self {
            Self::Assignee(user) => task.assigned_to = Some(user),
            Self::Date(due) => {
                task.date = Some(due);
                task.is_dateless = false;
            }
            Self::Complete(done) => task.is_complete = done,
            Self::Dateless(dateless) => task.is_dateless = dateless,
            Self::Contact(contact) => task.contact_id = contact,
            Self::Own(name, value) => task.set(name, value),
        }
    }
}

fn completed(task: &Task, id: String, hand: &Hand) -> Activity {
    let text = task.own("text").and_then(Value::as_str).unwrap_or_default().to_owned();
    Activity {
        id,
        lead_id: task.lead_id.clone(),
        contact_id: task.contact_id.clone(),
        user_id: hand.user.clone(),
        at: hand.at,
        happening: Happening::Completed { task_id: task.id.clone(), text },
    }
}

/// Puts a line into the event log.
pub(super) fn record(
    world: &mut World,
    hand: &Hand,
    action: &'static str,
    task: &Task,
    before: Map<String, Value>,
) {
    let sight = Sight { now: hand.at, zone: utc() };
    let mut after = task.render(world, sight);
    // Inside events `view` is always null.
    after.insert("view".to_owned(), Value::Null);
    let record = Record {
        id: world.dice.id("ev"),
        at: hand.at,
        user_id: hand.user.clone(),
        task_id: task.id.clone(),
        kind: task.kind.clone(),
        lead_id: task.lead_id.clone(),
        action,
        after,
        before,
    };
    world.records.push(record);
}

/// `GET /task/{id}/`, and the answer of every write on one task.
pub(super) fn shown(world: &World, call: &Call, id: &str) -> Result<Value, Refusal> {
    let task = world.task(id).ok_or_else(|| Refusal::missing("Task"))?;
    Ok(project(task.render(world, call.sight), call.params.get("_fields")))
}
