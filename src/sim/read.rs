//! Everything that can only be read: people, leads, deals, activities, events.
//!
//! Kept as small as a preview needs; the task endpoints are elsewhere.

use serde_json::{Map, Value, json};

use super::activity::Activity;
use super::errors::Refusal;
use super::moment::Due;
use super::people::User;
use super::query::{Page as Slice, Params};
use super::serve::Call;
use super::task::{into_map, project};
use super::world::World;

/// A page of the API that has no write side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Page<'a> {
    Me,
    Users,
    User(&'a str),
    Availability,
    Organization(&'a str),
    Groups,
    Group(&'a str),
    Leads,
    Lead(&'a str),
    Contact(&'a str),
    Opportunities,
    Opportunity(&'a str),
    Activities(&'a str),
    Activity(&'a str, &'a str),
    Events,
}

const KINDS: [&str; 5] = ["email", "emailthread", "call", "sms", "task_completed"];

/// Finds the page a path leads to.
pub(super) fn page<'a>(parts: &[&'a str]) -> Option<Page<'a>> {
    Some(match *parts {
        ["me"] => Page::Me,
        ["user"] => Page::Users,
        ["user", "availability"] => Page::Availability,
        ["user", id] => Page::User(id),
        ["organization", id] => Page::Organization(id),
        ["group"] => Page::Groups,
        ["group", id] => Page::Group(id),
        ["lead"] => Page::Leads,
        ["lead", id] => Page::Lead(id),
        ["contact", id] => Page::Contact(id),
        ["opportunity"] => Page::Opportunities,
        ["opportunity", id] => Page::Opportunity(id),
        ["activity"] => Page::Activities(""),
        ["activity", kind] if KINDS.contains(&kind) => Page::Activities(kind),
        ["activity", kind, id] if KINDS.contains(&kind) => Page::Activity(kind, id),
        ["event"] => Page::Events,
        _ => return None,
    })
}

/// Answers a read.
pub(super) fn answer(world: &World, page: Page<'_>, call: &Call) -> Result<Value, Refusal> {
    let fields = call.params.get("_fields");
    let found = match page {
        Page::Me => world.user(&call.user).map(|user| user.render_me(world.organization())),
        Page::User(id) => world.user(id).map(|user| user.render(world.organization())),
        Page::Organization(id) => {
            Some(world.organization()).filter(|it| it.id == id).map(|it| it.render(world.users()))
        }
        Page::Group(id) => group(world, id),
        Page::Lead(id) => lead(world, call, id),
        Page::Contact(id) => world.contact(id).map(super::people::Contact::render),
        Page::Opportunity(id) => opportunity(world, id),
        Page::Activity(kind, id) => {
            world.activity(id).filter(|it| it.path() == kind).map(|it| it.render(world, fields))
        }
        _ => return list(world, page, call),
    };
    found.map(|found| project(found, fields)).ok_or_else(|| Refusal::missing(class(page)))
}

/// The server's own names; only some have been seen.
fn class(page: Page<'_>) -> &'static str {
    match page {
        Page::User(_) | Page::Me => "User",
        Page::Organization(_) => "Organization",
        Page::Group(_) => "Group",
        Page::Lead(_) => "Lead",
        Page::Contact(_) => "Contact",
        Page::Opportunity(_) => "Opportunity",
        _ => "Activity",
    }
}

fn list(world: &World, page: Page<'_>, call: &Call) -> Result<Value, Refusal> {
    let fields = call.params.get("_fields");
    let most = if page == Page::Events { 50 } else { 100 };
    let slice = Slice::read(&call.params, most)?;
    let found: Vec<Map<String, Value>> = match page {
        Page::Users => world.users().iter().map(|user| user.render(world.organization())).collect(),
        Page::Availability => return availability(world, &call.params),
        Page::Groups => groups(world),
        Page::Leads => return Ok(leads(world, call, slice)),
        Page::Opportunities => opportunities(world, &call.params),
        Page::Activities(kind) => {
            let found = activities(world, &call.params, kind);
            return Ok(slice.envelope(&found, fields, |it| it.render(world, fields)));
        }
        _ => return events(world, call, slice),
    };
    Ok(slice.envelope(&found, fields, Clone::clone))
}

fn groups(world: &World) -> Vec<Map<String, Value>> {
    let render = |group: &super::people::Group| {
        into_map(json!({ "id": group.id, "name": group.name, "organization_id": world.organization_id() }))
    };
    world.organization().groups.iter().map(render).collect()
}

fn group(world: &World, id: &str) -> Option<Map<String, Value>> {
    let group = world.organization().groups.iter().find(|group| group.id == id)?;
    let members: Vec<Value> = group.members.iter().map(|id| json!({ "user_id": id })).collect();
    Some(into_map(json!({ "id": group.id, "name": group.name, "members": members })))
}

/// The organisation has to be named, and to be the caller's own.
fn availability(world: &World, params: &Params) -> Result<Value, Refusal> {
    if params.get("organization_id") != Some(world.organization_id()) {
        return Err(Refusal::request("organization_id is required."));
    }
    let entry = |kind: &str, is_online: bool, calls: Vec<Value>| {
        let status = if is_online { "online" } else { "offline" };
        json!({ "type": kind, "status": status, "active_calls": calls })
    };
    let active_call = |lead: &String| {
        let name = world.lead(lead).map(|lead| &lead.name);
        json!({ "id": "acti_now", "method": "regular", "lead": { "id": lead, "display_name": name } })
    };
    let user = |user: &User| {
        let calls = user.calls.iter().map(active_call).collect();
        let native = entry("native", user.is_online, calls);
        let entries = [entry("mobile", false, Vec::new()), native, entry("web", false, Vec::new())];
        json!({ "user_id": user.id, "availability": entries })
    };
    let users: Vec<Value> = world.users().iter().filter(|user| user.is_active).map(user).collect();
    Ok(json!({ "data": users }))
}

fn leads(world: &World, call: &Call, slice: Slice) -> Value {
    // Close's own search language is large; this is the plain-words part of it.
    let wanted = call.params.get("query").unwrap_or_default().to_lowercase();
    let found: Vec<&str> = world
        .leads()
        .into_iter()
        .filter(|(_, lead)| lead.name.to_lowercase().contains(&wanted))
        .map(|(id, _)| id)
        .collect();
    let fields = call.params.get("_fields");
    let mut page = slice.envelope(&found, fields, |id| lead(world, call, id).unwrap_or_default());
    if let Some(envelope) = page.as_object_mut() {
        envelope.insert("total_results".to_owned(), found.len().into());
    }
    page
}

fn lead(world: &World, call: &Call, id: &str) -> Option<Map<String, Value>> {
    let lead = world.lead(id)?;
    let contacts =
        lead.contacts.iter().filter_map(|id| world.contact(id)).map(super::people::Contact::render);
    let deals = lead.opportunities.iter().filter_map(|id| opportunity(world, id));
    // Since 2024 a lead holds its incomplete tasks only.
    let tasks = world
        .tasks()
        .filter(|(_, task)| task.lead_id.as_deref() == Some(id) && !task.is_complete)
        .map(|(_, task)| task.render(world, call.sight));
    let (city, state, country) = &lead.place;
    let status = world.organization().lead_statuses.iter().find(|(_, label)| *label == lead.status);
    Some(into_map(json!({
        "id": lead.id,
        "organization_id": world.organization_id(),
        "display_name": lead.name,
        "name": lead.name,
        "status_id": status.map(|(id, _)| id),
        "status_label": lead.status,
        "description": lead.description,
        "url": lead.url,
        "html_url": format!("https://app.close.com/lead/{id}/"),
        "addresses": [{ "label": "business", "city": city, "state": state, "country": country }],
        "contact_ids": lead.contacts,
        "contacts": contacts.collect::<Vec<_>>(),
        "opportunities": deals.collect::<Vec<_>>(),
        "tasks": tasks.collect::<Vec<_>>(),
        "date_created": super::moment::stamp(lead.created),
        "date_updated": super::moment::stamp(lead.created),
    })))
}

fn opportunity(world: &World, id: &str) -> Option<Map<String, Value>> {
    let deal = world.opportunity(id)?;
    let mut fields = deal.render();
    let contact = deal.contact_id.as_deref().and_then(|id| world.contact(id));
    fields.insert("lead_name".to_owned(), json!(world.lead(&deal.lead_id).map(|lead| &lead.name)));
    fields.insert("contact_name".to_owned(), json!(contact.map(|who| &who.name)));
    fields.insert("user_name".to_owned(), json!(world.name_of(Some(&deal.user_id))));
    Some(fields)
}

fn opportunities(world: &World, params: &Params) -> Vec<Map<String, Value>> {
    let lead = params.get("lead_id").and_then(|id| world.lead(id));
    let ids = lead.map(|lead| lead.opportunities.as_slice()).unwrap_or_default();
    ids.iter().filter_map(|id| opportunity(world, id)).collect()
}

/// Newest first, as the feed on a lead's page.
fn activities<'a>(world: &'a World, params: &Params, kind: &str) -> Vec<&'a Activity> {
    let is_wanted = |name: &str, value: Option<&str>| {
        let list = params.get(name);
        list.is_none_or(|list| value.is_some_and(|value| list.split(',').any(|word| word == value)))
    };
    let mut found: Vec<&Activity> = world
        .activities()
        .filter(|it| kind.is_empty() || it.path() == kind)
        .filter(|it| is_wanted("id__in", Some(&it.id)))
        .filter(|it| is_wanted("lead_id", it.lead_id.as_deref()))
        .filter(|it| is_wanted("contact_id", it.contact_id.as_deref()))
        .filter(|it| is_wanted("user_id", it.user_id.as_deref()))
        .filter(|it| is_wanted("_type", Some(it.kind())) && is_wanted("_type__in", Some(it.kind())))
        .collect();
    found.sort_by(|one, two| two.at.cmp(&one.at).then_with(|| one.id.cmp(&two.id)));
    found
}

/// Newest first. Cursors are positions here; the real ones are opaque.
fn events(world: &World, call: &Call, slice: Slice) -> Result<Value, Refusal> {
    let params = &call.params;
    if !["object_id", "lead_id", "user_id", "request_id", "action"].iter().any(|name| params.has(name)) {
        return Err(Refusal::request("This combination of filters is not supported."));
    }
    let is_wanted =
        |name: &str, value: Option<&str>| params.get(name).is_none_or(|wanted| value == Some(wanted));
    let bound = |name: &str| params.get(name).and_then(Due::parse).map(|due| due.order(call.sight.zone).0);
    let (from, to) = (bound("date_updated__gte").or(bound("date_updated__gt")), bound("date_updated__lt"));
    let found: Vec<Map<String, Value>> = world
        .records
        .iter()
        .rev()
        .filter(|it| is_wanted("object_type", Some(&format!("task.{}", it.kind))))
        .filter(|it| is_wanted("object_id", Some(&it.task_id)) && is_wanted("lead_id", it.lead_id.as_deref()))
        .filter(|it| is_wanted("action", Some(it.action)) && is_wanted("user_id", it.user_id.as_deref()))
        .filter(|it| from.is_none_or(|from| it.at.timestamp_millis() >= from))
        .filter(|it| to.is_none_or(|to| it.at.timestamp_millis() < to))
        .map(|it| it.render(world))
        .collect();
    let skip = params.get("_cursor").and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let shown: Vec<&Map<String, Value>> = found.iter().skip(skip).take(slice.limit).collect();
    let next = skip + shown.len();
    let cursor_next = (next < found.len()).then(|| next.to_string());
    Ok(json!({ "data": shown, "cursor_next": cursor_next, "cursor_previous": null }))
}
