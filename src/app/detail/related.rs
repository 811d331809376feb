//! What stands behind a task, in calm sections: the thing it is about, the comments, the lead.
//!
//! Only what has come is shown, and only once: words the task itself carries are not repeated. What cannot be
//! had is one dim line. Mails are in `mails.rs`.

use super::fields::sound;
use super::{Depth, INDENT, Part, Role, comments, field, field_less, labelled};
use crate::app::model::Model;
use crate::app::related::Answer;
use crate::app::{text, words};
use crate::domain::due::Due;
use crate::domain::kind::Kind;
use crate::domain::label;
use crate::domain::related::{CallRecord, Contact, Key, Lead, OpenTask, Opportunity, Related, SmsMessage};
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// How many contacts and opportunities the preview names.
const FEW: usize = 3;

/// The thing the task is about, unless that is mail.
pub(super) fn object<'a>(model: &'a Model, task: &'a Task, columns: usize) -> Vec<Part<'a>> {
    let Some(found) = Key::object_of(task).and_then(|key| model.shelf.found(&key)) else { return Vec::new() };
    match found {
        Related::Call(call) => call_parts(model, task, call, columns),
        Related::Sms(sms) => sms_parts(model, task, sms, columns),
        Related::Opportunity(deal) => deal_parts(model, task, deal, columns),
        Related::Thread(_) | Related::Lead(_) | Related::Comments(_) => Vec::new(),
    }
}

/// What was said in the call the task is about.
pub(super) fn transcript<'a>(model: &'a Model, task: &Task) -> Option<&'a str> {
    match model.shelf.found(&Key::object_of(task)?)? {
        Related::Call(call) => call.transcript.as_deref(),
        _ => None,
    }
}

/// The comments and the lead, what could not be had, and whether more is on its way.
pub(super) fn around<'a>(
    model: &'a Model,
    task: &'a Task,
    depth: Depth,
    columns: usize,
) -> [Vec<Part<'a>>; 3] {
    let comments = comments::parts(model, task, columns);
    [comments, lead(model, task, depth, columns), quiet_parts(model, task, columns)]
}

/// The same without the comments, and with all there is to know of the lead.
pub(super) fn beside<'a>(model: &'a Model, task: &'a Task, columns: usize) -> Vec<Vec<Part<'a>>> {
    vec![lead(model, task, Depth::Whole, columns), quiet_parts(model, task, columns)]
}

fn lead<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    match Key::lead_of(task).and_then(|key| model.shelf.found(&key)) {
        Some(Related::Lead(lead)) => lead_parts(model, task, lead, depth, columns),
        _ => Vec::new(),
    }
}

// What cannot be had is said where it would stand; that a task has no comments to be seen is no news.
fn quiet_parts<'a>(model: &'a Model, task: &'a Task, columns: usize) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for key in Key::all_of(task).filter(|key| !matches!(key, Key::Comments(_))) {
        if let Some(Answer::Nothing(why)) = model.shelf.answer(&key) {
            let text = format!("The {} cannot be shown: {why}", key.word());
            parts.push(whole(&text, Role::Dim, columns));
        }
    }
    if Key::all_of(task).any(|key| model.shelf.is_out(&key) && model.shelf.answer(&key).is_none()) {
        parts.push(field_less("Asking Close for more …", Role::Dim, columns));
    }
    parts
}

fn call_parts<'a>(model: &Model, task: &Task, call: &'a CallRecord, columns: usize) -> Vec<Part<'a>> {
    let known = match &task.kind {
        Kind::MissedCall(call) | Kind::Voicemail(call) | Kind::DetachedCall(call) => Some(call),
        _ => None,
    };
    let mut parts = Vec::new();
    parts.extend(call.note.as_deref().map(|note| field("Note", note, Role::Plain, columns)));
    parts.push(labelled("Call", &call_words(model, call), Role::Plain, columns));
    let seconds = call.seconds.filter(|_| known.is_none_or(|known| known.seconds.is_none()));
    let link = call.recording.as_deref().or(call.voicemail.as_deref());
    let link = link.filter(|_| known.is_none_or(|known| known.recording.is_none()));
    parts.extend(sound(model, link, seconds, columns));
    parts
}

fn call_words(model: &Model, call: &CallRecord) -> String {
    let direction = match call.direction.as_deref() {
        Some("outbound") => "outbound",
        Some("inbound") => "inbound",
        other => other.unwrap_or("made"),
    };
    let outcome = match call.outcome.as_deref() {
        Some("vm-left") => Some("left a voicemail"),
        Some("vm-answer") => Some("answered by a machine"),
        Some("no-answer") => Some("not answered"),
        other => other,
    };
    let link = if call.outcome.as_deref() == Some("answered") { "with" } else { "for" };
    let by = call.by.as_deref().map(|name| format!("{link} {name}"));
    let at = call.at.map(|at| moment(model, at));
    let words = [Some(direction.to_owned()), outcome.map(str::to_owned), at, by];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn sms_parts<'a>(model: &Model, task: &Task, sms: &'a SmsMessage, columns: usize) -> Vec<Part<'a>> {
    let Kind::IncomingSms(known) = &task.kind else { return Vec::new() };
    let mut parts = Vec::new();
    let text = sms.text.as_deref().filter(|text| known.text.as_deref().map(str::trim) != Some(text.trim()));
    parts.extend(text.map(|text| field("Text", text, Role::Plain, columns)));
    let verb = if sms.direction.as_deref() == Some("outbound") { "sent" } else { "came in" };
    parts.extend(
        sms.at.map(|at| labelled("Message", &format!("{verb} {}", moment(model, at)), Role::Plain, columns)),
    );
    parts.extend(sms.error.as_deref().map(|error| field("Failed", error, Role::Bad, columns)));
    if known.attachments.is_empty() {
        let mut label = "Attached";
        for file in &sms.attachments {
            parts.push(field(std::mem::take(&mut label), &file.name, Role::Plain, columns));
        }
    }
    parts
}

fn deal_parts<'a>(model: &Model, task: &Task, deal: &'a Opportunity, columns: usize) -> Vec<Part<'a>> {
    let words = deal_words(model, &Opportunity { value: None, ..deal.clone() });
    let mut parts = Vec::new();
    if !words.is_empty() {
        parts.push(labelled("Stage", &words, Role::Plain, columns));
    }
    parts.extend(deal.owner.as_deref().map(|owner| field("Owner", owner, Role::Plain, columns)));
    let known = task.kind.text().map(str::trim);
    let note = deal.note.as_deref().filter(|note| known != Some(note.trim()));
    parts.extend(note.map(|note| field("Note", note, Role::Plain, columns)));
    parts
}

fn deal_words(model: &Model, deal: &Opportunity) -> String {
    let likely = deal.confidence.map(|percent| format!("{percent} % likely"));
    let expected = deal
        .expected
        .map(|day| format!("expected {}", label::exact(Due::Day(day), model.today.day, model.today.zone)));
    let words = [deal.value.as_deref().map(str::to_owned), deal.status.as_deref().map(str::to_owned)];
    words.into_iter().chain([likely, expected]).flatten().collect::<Vec<_>>().join(" · ")
}

fn lead_parts<'a>(model: &Model, task: &Task, lead: &'a Lead, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let most = if depth == Depth::Whole { usize::MAX } else { FEW };
    let others = others(model, task, lead);
    let open = match others.len() {
        0 => "no other open task".to_owned(),
        count => words::counted(count, "other open task"),
    };
    let status = lead.status.as_deref().unwrap_or("no status");
    let mut parts = vec![labelled("Status", &format!("{status} · {open}"), Role::Plain, columns)];
    let mut contacts: Vec<&Contact> = lead.contacts.iter().collect();
    // Whom the task is about comes first.
    contacts.sort_by_key(|contact| contact.name.as_deref() != task.who().contact);
    let mut label = "Contact";
    for contact in contacts.into_iter().take(most) {
        let words = contact_words(model, contact);
        parts.push(labelled(std::mem::take(&mut label), &words, Role::Plain, columns));
        let room = columns.saturating_sub(INDENT);
        parts.extend(reach(contact, room).map(|line| labelled("", &line, Role::Dim, columns)));
    }
    let mut label = "Deals";
    for deal in lead.opportunities.iter().take(most) {
        let words = deal_words(model, deal);
        parts.push(labelled(std::mem::take(&mut label), &words, Role::Plain, columns));
    }
    parts.extend(
        others.iter().take(most).enumerate().flat_map(|(at, other)| {
            open_parts(model, other, if at == 0 { "Also open" } else { "" }, columns)
        }),
    );
    parts
}

fn open_parts(model: &Model, open: &OpenTask, label: &'static str, columns: usize) -> Vec<Part<'static>> {
    let subject = Some(&*open.subject).filter(|subject| *subject != &*open.kind);
    // One line is enough to know which it is.
    let line = |subject| text::line(subject, columns.saturating_sub(INDENT)).into_owned();
    let subject = subject.map(|subject| labelled("", &line(subject), Role::Dim, columns));
    [labelled(label, &task_words(model, open), Role::Plain, columns)].into_iter().chain(subject).collect()
}

// The other open tasks of the lead, by day. What is known of them here, our own changes included, is newer.
fn others(model: &Model, task: &Task, lead: &Lead) -> Vec<OpenTask> {
    let known = |open: &OpenTask| match (model.board.shown(&open.id), model.board.truth(&open.id)) {
        (Some(shown), _) => Some(shown).filter(|shown| !shown.is_complete).map(OpenTask::of),
        // It is about to be deleted.
        (None, Some(_)) => None,
        (None, None) => Some(open.clone()).filter(|open| !model.board.is_gone(&open.id)),
    };
    let mut others: Vec<OpenTask> =
        lead.tasks.iter().filter(|open| open.id != task.id).filter_map(known).collect();
    others.sort_by_key(|open| (open.due.is_none(), open.due.map(|due| due.instant(model.today.zone))));
    others
}

fn task_words(model: &Model, open: &OpenTask) -> String {
    let due =
        open.due.map_or_else(|| "no date".into(), |due| label::exact(due, model.today.day, model.today.zone));
    // Almost everything is ours: whose it is matters where it is not.
    let me = model.me.as_ref().and_then(|me| me.user.name());
    let who = Some(open.who.as_deref().unwrap_or("nobody")).filter(|who| Some(*who) != me);
    let words = [Some(due), Some(open.kind.to_string()), who.map(str::to_owned)];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn contact_words(model: &Model, contact: &Contact) -> String {
    let now = model.today.now;
    let local = contact.zone.map(|zone| format!("{} there", zone.local(now).format("%-H:%M")));
    let name = Some(contact.name.as_deref().unwrap_or("no name").to_owned());
    let words = [name, contact.title.as_deref().map(str::to_owned), local];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

// As many in a line as fit whole.
fn reach(contact: &Contact, columns: usize) -> impl Iterator<Item = String> {
    let mut lines: Vec<String> = Vec::new();
    for it in contact.phones.iter().chain(&contact.emails) {
        let has_room = |line: &&mut String| text::width(line) + text::width(it) + 3 <= columns;
        match lines.last_mut().filter(has_room) {
            Some(line) => *line = format!("{line} · {it}"),
            None => lines.push(it.to_string()),
        }
    }
    lines.into_iter()
}

/// A moment of the past, in the user's zone.
pub(super) fn moment(model: &Model, at: Timestamp) -> String {
    label::exact(Due::At(at), model.today.day, model.today.zone)
}

/// A text of our own, or one that ends in something of ours, over the whole width.
pub(super) fn whole(text: &str, role: Role, columns: usize) -> Part<'static> {
    let lines: Vec<super::Line> = field_less(text, role, columns).collect();
    Part::Ready(lines.into_iter())
}
