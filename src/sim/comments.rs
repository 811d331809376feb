//! Comments: read, written, reworded and removed, and the threads they make.
//!
//! A thread comes with its first comment and goes with its last. Removing a comment takes what it says away
//! but keeps its place, until nothing of the thread is left. What a role may do with comments of others is not
//! documented by name: here everybody may remove their own only.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::errors::Refusal;
use super::fields;
use super::moment::stamp;
use super::query::{Page, Params};
use super::serve::Call;
use super::task::into_map;
use super::world::World;

/// What somebody wrote beside a task, a mail, a call, a message or a deal.
#[derive(Clone, Debug)]
pub struct Comment {
    /// `comm_…`.
    pub id: String,
    /// What it is about.
    pub object_id: String,
    /// Its company, if known.
    pub lead_id: Option<String>,
    /// Who wrote it.
    pub user_id: String,
    /// Rich text; empty once it was removed.
    pub body: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was reworded, if it was.
    pub updated: Option<DateTime<Utc>>,
    /// When it was removed, if it was.
    pub removed: Option<DateTime<Utc>>,
}

impl Comment {
    /// One that says these plain words.
    #[must_use]
    pub fn saying(id: &str, object_id: &str, user_id: &str, words: &str, at: DateTime<Utc>) -> Self {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        Self {
            id: id.to_owned(),
            object_id: object_id.to_owned(),
            lead_id: None,
            user_id: user_id.to_owned(),
            body: format!("<body><p>{escaped}</p></body>"),
            at,
            updated: None,
            removed: None,
        }
    }

    /// As in `/comment/`, where times are called differently from everywhere else.
    #[must_use]
    pub fn render(&self) -> Map<String, Value> {
        into_map(json!({
            "id": self.id,
            "object_id": self.object_id,
            "thread_id": thread_id(&self.object_id),
            "lead_id": self.lead_id,
            "body": if self.removed.is_some() { Value::Null } else { self.body.clone().into() },
            "created_by": self.user_id,
            "created_at": stamp(self.at),
            "updated_at": stamp(self.updated.unwrap_or(self.at)),
            "removed_at": self.removed.map(stamp),
            "mentions": [],
        }))
    }
}

fn thread_id(object: &str) -> String {
    format!("comthr_{object}")
}

/// `GET /comment/`: those of exactly one object or thread.
pub(super) fn page(world: &World, params: &Params) -> Result<Value, Refusal> {
    let slice = Page::read(params, 100)?;
    if params.has("object_id") == params.has("thread_id") {
        return Err(Refusal::request("Exactly one of object_id and thread_id is required."));
    }
    let object = params.get("object_id").or(params.get("thread_id")).unwrap_or_default();
    let object = object.strip_prefix("comthr_").unwrap_or(object);
    let found: Vec<&Comment> = world.comments.iter().filter(|it| it.object_id == object).collect();
    Ok(slice.envelope(&found, params.get("_fields"), |comment| comment.render()))
}

/// `GET /comment/{id}/`.
pub(super) fn shown(world: &World, id: &str) -> Result<Value, Refusal> {
    let found = world.comments.iter().find(|comment| comment.id == id);
    found.map(|comment| comment.render().into()).ok_or_else(|| Refusal::missing("Comment"))
}

/// `GET /comment_thread/`, of certain objects or all of them.
pub(super) fn threads(world: &World, params: &Params) -> Result<Value, Refusal> {
    let slice = Page::read(params, 100)?;
    let wanted = |name: &str, id: &str| params.get(name).is_none_or(|ids| ids.split(',').any(|it| it == id));
    let mut objects: Vec<&str> = Vec::new();
    for object in world.comments.iter().map(|comment| comment.object_id.as_str()) {
        let is_new = !objects.contains(&object);
        if is_new && wanted("object_ids", object) && wanted("ids", &thread_id(object)) {
            objects.push(object);
        }
    }
    Ok(slice.envelope(&objects, None, |object| thread(world, object)))
}

/// `GET /comment_thread/{id}/`.
pub(super) fn thread_shown(world: &World, id: &str) -> Result<Value, Refusal> {
    let object = id.strip_prefix("comthr_").unwrap_or_default();
    let is_there = world.comments.iter().any(|comment| comment.object_id == object);
    is_there.then(|| thread(world, object).into()).ok_or_else(|| Refusal::missing("CommentThread"))
}

fn thread(world: &World, object: &str) -> Map<String, Value> {
    let own: Vec<&Comment> = world.comments.iter().filter(|it| it.object_id == object).collect();
    let said = own.iter().filter(|comment| comment.removed.is_none()).count();
    into_map(json!({
        "id": thread_id(object),
        "object_id": object,
        "lead_id": own.first().and_then(|comment| comment.lead_id.as_ref()),
        "num_comments": said,
        "comment_ids": own.iter().map(|comment| &comment.id).collect::<Vec<_>>(),
        "created_at": own.first().map(|comment| stamp(comment.at)),
    }))
}

/// `POST /comment/`.
pub(super) fn create(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let (object_id, body) = values(call, true)?;
    let lead_id = lead_of(world, &object_id)?;
    let id = world.dice.id("comm");
    let (user_id, at) = (call.user.clone(), call.sight.now);
    let comment = Comment { id, object_id, lead_id, user_id, body, at, updated: None, removed: None };
    let answer = comment.render().into();
    world.comments.push(comment);
    Ok(answer)
}

/// `PUT /comment/{id}/`: only the writer may.
pub(super) fn change(world: &mut World, call: &Call, id: &str) -> Result<Value, Refusal> {
    let (_, body) = values(call, false)?;
    let comment = own(world, call, id)?;
    comment.body = body;
    comment.updated = Some(call.sight.now);
    Ok(comment.render().into())
}

/// `DELETE /comment/{id}/`.
pub(super) fn remove(world: &mut World, call: &Call, id: &str) -> Result<Value, Refusal> {
    let comment = own(world, call, id)?;
    comment.removed = Some(call.sight.now);
    let object = comment.object_id.clone();
    let is_left = |it: &Comment| it.object_id == object && it.removed.is_none();
    if !world.comments.iter().any(is_left) {
        world.comments.retain(|comment| comment.object_id != object);
    }
    Ok(Value::Null)
}

fn own<'a>(world: &'a mut World, call: &Call, id: &str) -> Result<&'a mut Comment, Refusal> {
    let found = world.comments.iter_mut().find(|comment| comment.id == id && comment.removed.is_none());
    let comment = found.ok_or_else(|| Refusal::missing("Comment"))?;
    if comment.user_id == call.user { Ok(comment) } else { Err(Refusal::forbidden()) }
}

fn values(call: &Call, is_new: bool) -> Result<(String, String), Refusal> {
    let allowed: &[&str] = if is_new { &["object_id", "body"] } else { &["body"] };
    let (fields, mut messages) = (call.fields(), Map::new());
    for name in fields.keys().filter(|name| !allowed.contains(&name.as_str())) {
        messages.insert(name.clone(), "Unknown field.".into());
    }
    let mut read = |name: &'static str| match fields.get(name).map(|value| fields::string(name, value)) {
        Some(Ok(text)) => text,
        Some(Err((field, message))) => {
            messages.insert(field.to_owned(), message.into());
            String::new()
        }
        None if allowed.contains(&name) => {
            messages.insert(name.to_owned(), "This field is required.".into());
            String::new()
        }
        None => String::new(),
    };
    let (object_id, body) = (read("object_id"), read("body"));
    if !is_rich_text(&body) && !messages.contains_key("body") {
        messages.insert("body".to_owned(), "Rich text must begin with <body> and end with </body>.".into());
    }
    if messages.is_empty() { Ok((object_id, body)) } else { Err(Refusal::fields(&messages)) }
}

fn is_rich_text(body: &str) -> bool {
    let inner = body.strip_prefix("<body>").and_then(|rest| rest.strip_suffix("</body>"));
    let words = inner.unwrap_or_default().split(['<', '>']).step_by(2);
    words.flat_map(str::chars).any(|letter| !letter.is_whitespace())
}

// What exists and can be commented on, and its company.
fn lead_of(world: &World, object: &str) -> Result<Option<String>, Refusal> {
    let task = world.task(object).map(|task| task.lead_id.clone());
    let activity = world.activity(object).filter(|it| it.path() != "task_completed");
    let activity = activity.map(|activity| activity.lead_id.clone());
    let deal = world.opportunity(object).map(|deal| Some(deal.lead_id.clone()));
    let lead = world.lead(object).map(|lead| Some(lead.id.clone()));
    task.or(activity).or(deal).or(lead).ok_or_else(|| Refusal::missing("Object"))
}
