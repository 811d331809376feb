//! Which values a task accepts.
//!
//! A write is checked as a whole before anything changes, and every bad field is named. What is allowed is
//! what Close's update and create schemas list; they forbid further properties, so anything else is refused.

use serde_json::{Map, Value};

use super::errors::Refusal;
use super::moment::Due;
use super::task::Task;
use super::world::World;

/// What a PUT on one task may carry.
pub(super) const SINGLE: &[&str] = &[
    "assigned_to",
    "date",
    "due_date",
    "is_complete",
    "text",
    "priority",
    "resolution",
    "is_dateless",
    "contact_id",
    "agent_config_id",
    "lead_id",
    "created_by",
    "organization_id",
];

/// What a PUT on many tasks may carry.
pub(super) const BULK: &[&str] =
    &["assigned_to", "date", "is_complete", "priority", "resolution", "text", "organization_id"];

/// One accepted new value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    Assignee(String),
    Date(Due),
    Complete(bool),
    Dateless(bool),
    Contact(Option<String>),
    Own(&'static str, Value),
}

const MISSING_OBJECT: &str = "Object does not exist.";
const FIXED: &str = "Value cannot be changed.";

type Reading = Result<Option<Change>, (&'static str, &'static str)>;

/// The changes a body asks for on one task, or every reason why not.
pub(super) fn changes(
    world: &World,
    task_id: &str,
    fields: &Map<String, Value>,
    allowed: &[&str],
) -> Result<Vec<Change>, Refusal> {
    let task = world.task(task_id).ok_or_else(|| Refusal::missing("Task"))?;
    let mut changes = Vec::new();
    let mut messages = Map::new();
    for (name, value) in fields {
        if !allowed.contains(&name.as_str()) {
            messages.insert(name.clone(), "Unknown field.".into());
            continue;
        }
        match read(world, task, name, value) {
            Ok(change) => changes.extend(change),
            Err((field, message)) => drop(messages.insert(field.to_owned(), message.into())),
        }
    }
    if messages.is_empty() { Ok(changes) } else { Err(Refusal::fields(&messages)) }
}

fn read(world: &World, task: &Task, name: &str, value: &Value) -> Reading {
    match name {
        "assigned_to" => assignee(world, value).map(Change::Assignee).map(Some),
        "date" => date("date", value).map(Change::Date).map(Some),
        "due_date" => date("due_date", value).map(Change::Date).map(Some),
        "is_complete" => boolean("is_complete", value).map(Change::Complete).map(Some),
        "is_dateless" => boolean("is_dateless", value).map(Change::Dateless).map(Some),
        "text" if task.kind != "lead" => Err(("text", FIXED)),
        "text" => string("text", value).map(|text| Some(Change::Own("text", text.into()))),
        "priority" => one_of("priority", value, &["high", "medium"]).map(Some),
        "resolution" if value.is_null() => Ok(Some(Change::Own("resolution", Value::Null))),
        "resolution" => one_of("resolution", value, &["abandoned", "skipped"]).map(Some),
        "contact_id" => contact(world, value).map(Change::Contact).map(Some),
        "agent_config_id" if value.is_null() => Ok(Some(Change::Own("agent_config_id", Value::Null))),
        "agent_config_id" => {
            string("agent_config_id", value).map(|id| Some(Change::Own("agent_config_id", id.into())))
        }
        "lead_id" => same("lead", task.lead_id.as_deref(), value),
        "created_by" => same("created_by", task.created_by.as_deref(), value),
        _ => same("organization", Some(world.organization_id()), value),
    }
}

pub(super) fn assignee(world: &World, value: &Value) -> Result<String, (&'static str, &'static str)> {
    let id = string("assigned_to", value)?;
    world.user(&id).map(|user| user.id.clone()).ok_or(("assigned_to", MISSING_OBJECT))
}

pub(super) fn contact(world: &World, value: &Value) -> Result<Option<String>, (&'static str, &'static str)> {
    if value.is_null() {
        return Ok(None);
    }
    let id = string("contact", value)?;
    world.contact(&id).map(|who| Some(who.id.clone())).ok_or(("contact", MISSING_OBJECT))
}

pub(super) fn date(name: &'static str, value: &Value) -> Result<Due, (&'static str, &'static str)> {
    let text = value.as_str().ok_or((name, "Invalid ISO 8601 datetime."))?;
    Due::parse(text).ok_or((name, "Invalid ISO 8601 datetime."))
}

pub(super) fn boolean(name: &'static str, value: &Value) -> Result<bool, (&'static str, &'static str)> {
    value.as_bool().ok_or((name, "Value must be of bool type."))
}

pub(super) fn string(name: &'static str, value: &Value) -> Result<String, (&'static str, &'static str)> {
    let text = value.as_str().ok_or((name, "Value must be of str type."))?;
    if text.is_empty() { Err((name, "This field is required.")) } else { Ok(text.to_owned()) }
}

pub(super) fn one_of(
    name: &'static str,
    value: &Value,
    choices: &[&str],
) -> Result<Change, (&'static str, &'static str)> {
    match value.as_str() {
        Some(word) if choices.contains(&word) => Ok(Change::Own(name, word.into())),
        _ => Err((name, "Not a valid choice.")),
    }
}

/// Fields the schema lists but nobody has been seen changing: repeating the present value is harmless.
fn same(name: &'static str, present: Option<&str>, value: &Value) -> Reading {
    if value.as_str() == present { Ok(None) } else { Err((name, FIXED)) }
}
