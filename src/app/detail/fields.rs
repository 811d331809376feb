//! The fields of a task, in the order a rep asks for them.
//!
//! First what it is, who it is about and what stands in the way, then the words on it, then the rest. Every
//! kind shows all it has; what is missing leaves no gap.

use super::{
    Depth, Line, Part, Role, Run, comments, field, field_less, gap, labelled, lately, mails, related,
};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::{permits, text, web, words};
use crate::domain::due::Due;
use crate::domain::heat;
use crate::domain::kind::{Call, Deal, Kind, Mail, Phone, Sms};
use crate::domain::label;
use crate::domain::phone;
use crate::domain::task::{Priority, Stamp, Task};

/// First words of a mail that are fewer letters may be all of it.
const SHORTEST: usize = 60;

/// Sections, one below the other; an empty one leaves no gap.
type Sections<'a> = Vec<Vec<Part<'a>>>;

/// Everything, in one column.
pub(super) fn parts<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let mut sections = own(model, task, depth, columns);
    let around = related::around(model, task, depth, columns);
    let stamps = stamps(model, task, depth, columns);
    // What Close noted belongs to the fields, unless something stands between.
    match sections.last_mut().filter(|_| around.iter().all(Vec::is_empty)) {
        Some(fields) => fields.extend(stamps),
        None => sections.extend(around.into_iter().chain([stamps])),
    }
    sections.push(id(model, task, depth, columns));
    parted(sections)
}

/// What it is and what decides it.
pub(super) fn about<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let mut sections = own(model, task, depth, columns);
    sections.push(comments::parts(model, task, columns));
    parted(sections)
}

/// The rest: the lead with all there is to know of it, and what Close noted.
pub(super) fn beside<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let mut sections = related::beside(model, task, columns);
    sections.extend([stamps(model, task, Depth::Whole, columns), id(model, task, depth, columns)]);
    parted(sections)
}

fn own<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Sections<'a> {
    let mut head = vec![title(model, task), who(task, columns)];
    head.extend(changes(model, task, depth, columns));
    if depth == Depth::Whole {
        let limits = permits::limits(model, task);
        head.extend(limits.into_iter().map(|reason| labelled("Limit", reason, Role::Dim, columns)));
    }
    let mut fields = own_fields(model, &task.kind, columns);
    fields.extend(related::object(model, task, columns));
    fields.extend(shared_fields(model, task, depth, columns));
    vec![head, written(model, task, depth, columns), fields]
}

fn parted(sections: Sections<'_>) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for section in sections.into_iter().filter(|section| !section.is_empty()) {
        if !parts.is_empty() {
            parts.push(gap());
        }
        parts.extend(section);
    }
    parts
}

fn title<'a>(model: &Model, task: &'a Task) -> Part<'a> {
    let mut runs = vec![Run::new(text::line(task.kind.title(), 80), Role::Strong)];
    if task.is_complete {
        runs.push(Run::new(format!(" · {}", done(model, task)), Role::Plain));
    }
    if let Some(words) = when(model, task) {
        let role = if words::is_late(model, task) { Role::Late } else { Role::Plain };
        runs.extend([Run::new(" · ", Role::Dim), Run::new(words, role)]);
    }
    Part::line(runs)
}

// When it is due and how far off that is; of what came in, when that was, however often it was put off.
fn when(model: &Model, task: &Task) -> Option<String> {
    let today = &model.today;
    if let (Some(time), Some(at)) = (heat::waited(task, today), heat::came_in(task)) {
        return Some(format!("{} · {}", label::exact(Due::At(at), today.day, today.zone), label::ago(time)));
    }
    let due = task.due?;
    if !task.is_complete {
        return Some(label::long(due, today.now, today.zone));
    }
    let verb = if task.kind.is_inbound() { "came" } else { "due" };
    // Where both were on one day it is named once, or the line would not fit.
    let done = task.finished().map(|finished| today.zone.day_of(finished.at));
    let words = match due {
        Due::At(at) if done == Some(today.zone.day_of(at)) => label::clock(at, today.zone),
        _ => label::exact(due, today.day, today.zone),
    };
    Some(format!("{verb} {words}"))
}

fn done(model: &Model, task: &Task) -> String {
    let today = &model.today;
    let by = words::done_by(model, task).map(|name| format!(" by {}", text::line(name, 40)));
    let done = match task.finished() {
        Some(finished) if today.zone.day_of(finished.at) == today.day => {
            format!("done today {}", label::clock(finished.at, today.zone))
        }
        Some(finished) => format!("done {}", related::moment(model, finished.at)),
        None => "done".to_owned(),
    };
    done + &by.unwrap_or_default()
}

fn who(task: &Task, columns: usize) -> Part<'_> {
    let who = task.who();
    let best = words::who(task);
    let short = |name| text::line(name, 120);
    let role = if best == "no lead" { Role::Dim } else { Role::Strong };
    let page = task.lead.as_ref().filter(|_| who.lead == Some(best)).and_then(|lead| web::lead(&lead.id));
    let mut runs = vec![Run::new(short(best), role).to(page)];
    let mut lines = Vec::new();
    for name in [who.contact, who.phone].into_iter().flatten().filter(|name| *name != best) {
        let name = short(name);
        let used: usize = runs.iter().map(|run| text::width(&run.text)).sum();
        // Better below than cut: half a number is none.
        if used + text::width(&name) + 3 > columns {
            lines.push(Line { runs: std::mem::take(&mut runs), ..Line::default() });
        } else {
            runs.push(Run::new(" · ", Role::Dim));
        }
        runs.push(Run::new(name, Role::Plain));
    }
    lines.push(Line { runs, ..Line::default() });
    Part::Ready(lines.into_iter())
}

// What is on its way for it, or was refused, before anything else.
fn changes<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let today = &model.today;
    let mut parts = Vec::new();
    for problem in words::problems_of(model, &task.id) {
        let change = words::order(&problem.entry, today);
        let text = format!("{change}: {} ({} to retry or drop)", problem.why, model.key(Action::Outbox));
        parts.push(labelled("Refused", &text, Role::Bad, columns));
    }
    for entry in model.board.entries_of(&task.id) {
        let state = words::state(model, entry);
        let mut text = format!("{} · {}", words::order(entry, today), state.word());
        if depth == Depth::Whole {
            let made = label::exact(Due::At(entry.made), today.day, today.zone);
            text = format!("{text} · made {made}{}", words::before(&entry.before, today));
        }
        let role = if state.is_bad() { Role::Bad } else { Role::Waiting };
        parts.push(labelled("Change", &text, role, columns));
    }
    parts
}

// The words on it, which a row can only begin. Of mail Close sends the beginning with the task: once the mail
// itself has come, that stands in its place. What was said on a machine is the words of a voicemail.
fn written<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let subject = match &task.kind {
        Kind::IncomingEmail(mail) | Kind::EmailFollowup(mail) => {
            let subject = mail.subject.as_deref().filter(|subject| !subject.trim().is_empty());
            let missing = || field_less("(no subject)", Role::Dim, columns);
            Some(subject.map_or_else(missing, |subject| field_less(subject, Role::Strong, columns)))
        }
        _ => None,
    };
    let mails = mails::parts(model, task, depth, columns);
    let text = task.kind.text().filter(|text| mails.is_empty() && !text.trim().is_empty());
    let text = text.or_else(|| related::transcript(model, task));
    let is_cut = matches!(&task.kind, Kind::IncomingEmail(_) | Kind::EmailFollowup(_));
    let text = text.map(|text| {
        if is_cut && breaks_off(text) {
            related::whole(&format!("{}…", text.trim_end()), Role::Plain, columns)
        } else {
            field_less(text, Role::Plain, columns)
        }
    });
    subject.into_iter().chain(text).chain(mails).collect()
}

// Until its thread has come a mail is its first words, which Close cuts wherever that may be.
fn breaks_off(preview: &str) -> bool {
    let is_long = preview.chars().count() >= SHORTEST;
    is_long && preview.trim_end().ends_with(|letter: char| letter.is_alphanumeric() || letter == ',')
}

fn own_fields<'a>(model: &Model, kind: &'a Kind, columns: usize) -> Vec<Part<'a>> {
    match kind {
        Kind::ToDo(_) | Kind::OutgoingCall(_) | Kind::EmailFollowup(_) | Kind::Other(_) => Vec::new(),
        Kind::IncomingEmail(mail) => mail_fields(mail, columns),
        Kind::MissedCall(call) | Kind::Voicemail(call) | Kind::DetachedCall(call) => {
            call_fields(model, call, columns)
        }
        Kind::IncomingSms(sms) => sms_fields(sms, columns),
        Kind::OpportunityDue(deal) => deal_fields(deal, columns),
    }
}

fn mail_fields(mail: &Mail, columns: usize) -> Vec<Part<'_>> {
    if mail.unread == 0 {
        return Vec::new();
    }
    vec![labelled("Mail", &format!("{} unread", words::thousands(mail.unread)), Role::Plain, columns)]
}

fn call_fields<'a>(model: &Model, call: &'a Call, columns: usize) -> Vec<Part<'a>> {
    let mut parts = phone_fields(&call.from, call.ours.as_deref(), columns);
    parts.extend(sound(model, call.recording.as_deref(), call.seconds, columns));
    parts
}

/// How long a call was and, where it was recorded, how to hear it. Its address is for programs: the words lead
/// there, and the key that opens it copies it too.
pub(super) fn sound(
    model: &Model,
    link: Option<&str>,
    seconds: Option<u32>,
    columns: usize,
) -> Option<Part<'static>> {
    let seconds = seconds.map(length);
    let Some(link) = link else {
        return seconds.map(|seconds| labelled("Length", &seconds, Role::Plain, columns));
    };
    let how = format!("{} opens or saves it", model.key(Action::Files));
    let words = seconds.map_or_else(|| how.clone(), |seconds| format!("{seconds} · {how}"));
    let linked = |line: Line| {
        let runs = line.runs.into_iter().map(|run| run.to(Some(link.into())));
        Line { runs: runs.collect(), ..line }
    };
    let lines: Vec<Line> = field("Recording", &words, Role::Plain, columns).map(linked).collect();
    Some(Part::Ready(lines.into_iter()))
}

/// Where what was said in a call can be fetched.
pub fn recording(task: &Task) -> Option<&str> {
    match &task.kind {
        Kind::MissedCall(call) | Kind::Voicemail(call) | Kind::DetachedCall(call) => {
            call.recording.as_deref()
        }
        _ => None,
    }
}

/// A length as a telephone shows it: `0:42`, `1:02:03`.
pub fn length(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

// The number itself stands beside the name already.
fn phone_fields<'a>(from: &'a Phone, ours: Option<&'a str>, columns: usize) -> Vec<Part<'a>> {
    let region = from.region.as_deref().map(|region| field("From", region, Role::Plain, columns));
    let ours = ours.map(|ours| phone::grouped(ours).unwrap_or_else(|| ours.to_owned()));
    region.into_iter().chain(ours.map(|ours| labelled("To", &ours, Role::Plain, columns))).collect()
}

fn sms_fields(sms: &Sms, columns: usize) -> Vec<Part<'_>> {
    let mut parts = phone_fields(&sms.from, sms.ours.as_deref(), columns);
    let mut label = "Attached";
    for name in &sms.attachments {
        parts.push(field(std::mem::take(&mut label), name, Role::Plain, columns));
    }
    parts
}

fn deal_fields(deal: &Deal, columns: usize) -> Vec<Part<'_>> {
    let cents = || deal.cents.map(|cents| format!("{}.{:02}", cents / 100, (cents % 100).abs()));
    let Some(value) = deal.value.as_deref().map(str::to_owned).or_else(cents) else { return Vec::new() };
    // What Close writes for people may name the period already.
    let period = match deal.period.as_deref() {
        Some(period) if value.contains(period) => "",
        Some("monthly") => " a month",
        Some("annual") => " a year",
        Some("one_time") => ", once",
        _ => "",
    };
    vec![labelled("Value", &format!("{value}{period}"), Role::Plain, columns)]
}

fn shared_fields<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let due =
        task.due.is_none().then(|| field("Due", "no date: it waits until it is done", Role::Dim, columns));
    let priority = task.priority.as_ref().map(|priority| match priority {
        Priority::High => field("Priority", "high", Role::Strong, columns),
        Priority::Medium => field("Priority", "medium", Role::Plain, columns),
        Priority::Other(other) => field("Priority", other, Role::Plain, columns),
    });
    let mut parts: Vec<Part<'a>> = due.into_iter().chain(priority).collect();
    parts.extend(put_off(model, task, columns));
    parts.extend(assignee(model, task, depth).map(|name| field("Assigned", name, Role::Plain, columns)));
    parts
}

fn put_off(model: &Model, task: &Task, columns: usize) -> Option<Part<'static>> {
    let times = match model.counted.times(&task.id) {
        0 => return None,
        1 => "once".to_owned(),
        times => format!("{times} times"),
    };
    Some(labelled("Put off", &times, Role::Plain, columns))
}

// What was done to it, by the user first.
fn stamps<'a>(model: &'a Model, task: &'a Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    if depth == Depth::Whole {
        parts.extend(lately::parts(model, task, columns));
    }
    let made = stamp_words(model, &task.created, task);
    // What Close itself did in the minute it was made is no change to a reader.
    let changed = stamp_words(model, &task.updated, task).filter(|changed| made.as_ref() != Some(changed));
    for (label, words) in [("Made", made), ("Changed", changed)] {
        parts.extend(words.map(|words| labelled(label, &words, Role::Dim, columns)));
    }
    parts
}

// Almost everything here is ours: only what is not is worth a line of the preview.
fn assignee<'a>(model: &Model, task: &'a Task, depth: Depth) -> Option<&'a str> {
    let is_ours = model.me.as_ref().is_some_and(|me| task.is_for(&me.user.id));
    match &task.assignee {
        _ if is_ours => (depth == Depth::Whole).then_some("you"),
        None => Some("nobody"),
        Some(person) => Some(person.name().unwrap_or(person.id.as_str())),
    }
}

fn stamp_words(model: &Model, stamp: &Stamp, task: &Task) -> Option<String> {
    let today = &model.today;
    let at = stamp.at.map(|at| label::exact(Due::At(at), today.day, today.zone))?;
    let by = match stamp.by.as_deref() {
        Some(name) => name,
        None if task.is_from_sequence => "a workflow",
        None => "Close",
    };
    Some(format!("{at} by {by}"))
}

// For whoever has to name it to a program or to support: last, and how to have it without reading it. With it a
// program has the ids of all the rest.
fn id(model: &Model, task: &Task, depth: Depth, columns: usize) -> Vec<Part<'static>> {
    if depth == Depth::Preview {
        return Vec::new();
    }
    let words = format!("{} · {} copies it", task.id.as_str(), model.key(Action::CopyId));
    vec![labelled("Id", &words, Role::Dim, columns)]
}
