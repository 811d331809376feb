//! Turns written items into tasks with what lies behind them: mails, calls, messages, deals.
//!
//! Events happen at their date; to-dos are made some days before theirs. Nothing is made or done later than
//! now, whatever a file says.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};

use super::activity::{Activity, Happening, preview};
use super::comments::Comment;
use super::dice::Dice;
use super::files;
use super::filler::is_event;
use super::moment::{Due, milliseconds};
use super::people::{Contact, Lead, Opportunity, dollars, formatted};
use super::regions;
use super::script::{At, Company, Item, Today};
use super::task::Task;
use super::world::World;

/// What fills a world.
pub(super) struct Planter<'a> {
    pub(super) world: &'a mut World,
    pub(super) dice: Dice,
    pub(super) today: Today,
}

/// A lead that is already there.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) lead_id: String,
    pub(super) contacts: Vec<String>,
    pub(super) region: String,
}

impl Planter<'_> {
    /// Puts a lead and its contacts in.
    pub(super) fn company(&mut self, company: &Company) -> Place {
        let lead_id = self.dice.id("lead");
        let lead = Lead {
            id: lead_id.clone(),
            name: company.name.clone(),
            url: (!company.site.is_empty()).then(|| format!("https://{}", company.site)),
            description: company.about.clone(),
            place: company.place.clone(),
            status: company.status.clone(),
            created: self.today.now - TimeDelta::days(self.dice.between(20, 400)),
            ..Lead::default()
        };
        self.world.insert_lead(lead);
        let mut contacts = Vec::new();
        for someone in &company.contacts {
            let id = self.dice.id("cont");
            contacts.push(id.clone());
            self.world.insert_contact(Contact {
                id,
                lead_id: lead_id.clone(),
                name: someone.name.clone(),
                title: someone.title.clone(),
                email: someone.email.clone(),
                phone: e164(&someone.phone),
                timezone: regions::zone(&company.place.1),
            });
        }
        Place { lead_id, contacts, region: company.place.1.clone() }
    }

    /// Makes the task of an item and everything behind it.
    pub(super) fn plant(&mut self, place: Option<&Place>, item: &Item) -> Task {
        let prefix = if item.kind == "lead" { "task" } else { "noti" };
        let created = self.created(item);
        let mut task = Task::blank(self.dice.id(prefix), &item.kind, created);
        task.lead_id = place.map(|place| place.lead_id.clone());
        task.contact_id = place.and_then(|place| person(place, item));
        task.assigned_to = Some(self.user(&item.assignee));
        task.date = Some(self.due(item, created));
        task.is_dateless = item.at == At::Never;
        if matches!(item.kind.as_str(), "lead" | "outgoing_call" | "opportunity_due") {
            task.created_by =
                Some(self.user(if item.creator.is_empty() { &item.assignee } else { &item.creator }));
            task.updated_by.clone_from(&task.created_by);
        }
        self.background(&mut task, place, item);
        self.comment(&task, item);
        task.updated = (created + TimeDelta::milliseconds(self.dice.between(200, 90_000)))
            .min(milliseconds(self.today.now));
        if let Some(minutes) = item.done {
            self.finish(&mut task, minutes, item);
        }
        task
    }

    fn user(&self, first: &str) -> String {
        self.world.user_named(first).map_or_else(|| self.world.me().to_owned(), |user| user.id.clone())
    }

    fn due(&self, item: &Item, created: DateTime<Utc>) -> Due {
        match item.at {
            At::Never => Due::Day(Due::Instant(created).day(self.today.zone)),
            // Events carry the very moment they happened, to the millisecond.
            _ if is_event(&item.kind) && item.made.is_none() => Due::Instant(created),
            at => self.today.due(at),
        }
    }

    fn created(&mut self, item: &Item) -> DateTime<Utc> {
        let spread = |low, high, dice: &mut Dice| TimeDelta::minutes(dice.between(low, high));
        let at = self.today.moment(item.made.unwrap_or(item.at)).min(self.today.now);
        let before = match item.kind.as_str() {
            _ if item.made.is_some() || is_event(&item.kind) => TimeDelta::zero(),
            "opportunity_due" => spread(20 * 1440, 70 * 1440, &mut self.dice),
            "email_followup" => spread(2 * 1440, 4 * 1440, &mut self.dice),
            _ => spread(300, 6 * 1440, &mut self.dice),
        };
        let jitter = TimeDelta::milliseconds(self.dice.between(1, 59_999));
        milliseconds(at - before - jitter)
    }

    /// Done some minutes after it came up, or after it was made.
    fn finish(&mut self, task: &mut Task, minutes: i64, item: &Item) {
        let start = self.today.moment(item.at).max(task.created);
        let jitter = TimeDelta::milliseconds(self.dice.between(1, 59_999));
        task.is_complete = true;
        task.updated = milliseconds((start + TimeDelta::minutes(minutes) + jitter).min(self.today.now))
            .max(task.updated);
        task.updated_by.clone_from(&task.assigned_to);
        if task.kind == "lead" {
            let happening = Happening::Completed { task_id: task.id.clone(), text: item.text.clone() };
            let id = self.activity(task, task.updated, happening);
            task.object = Some(("taskcompleted", id));
        }
    }

    fn background(&mut self, task: &mut Task, place: Option<&Place>, item: &Item) {
        match item.kind.as_str() {
            "lead" | "outgoing_call" => {
                task.set("text", item.text.clone().into());
                if !item.priority.is_empty() {
                    task.set("priority", item.priority.clone().into());
                }
            }
            "incoming_email" | "email_followup" => self.mail(task, item),
            "missed_call" | "voicemail" | "answered_detached_call" => self.call(task, place, item),
            "incoming_sms" => self.sms(task, place, item),
            "opportunity_due" => self.deal(task, item),
            _ => {
                let phone = self.phone(task, item);
                task.set("text", item.text.clone().into());
                task.set("remote_phone_formatted", formatted(&phone).into());
                task.set("remote_phone", phone.into());
                task.object = Some(("whatsapp_message", self.dice.id("acti")));
            }
        }
    }

    fn mail(&mut self, task: &mut Task, item: &Item) {
        let thread_id = self.dice.id("acti");
        let is_incoming = task.kind == "incoming_email";
        let plain = item.subject.trim_start_matches("Re: ").to_owned();
        let mut emails = Vec::new();
        if !item.ours.is_empty() {
            let earlier = task.created - TimeDelta::minutes(self.dice.between(90, 2000));
            let (body, subject) = (item.ours.trim().to_owned(), plain.clone());
            let ours = Happening::Email {
                thread_id: thread_id.clone(),
                is_incoming: false,
                subject,
                body,
                quoted: String::new(),
            };
            emails.push(self.activity(task, earlier, ours));
        }
        let last = Happening::Email {
            thread_id: thread_id.clone(),
            is_incoming,
            subject: item.subject.clone(),
            body: item.text.trim().to_owned(),
            quoted: item.ours.trim().to_owned(),
        };
        let last = self.activity(task, task.created, last);
        if !item.file.is_empty() {
            self.world.attach(&last, &item.file);
        }
        emails.insert(0, last.clone());
        let mut thread = self.record(task, task.created, Happening::Thread { emails, subject: plain });
        thread.id.clone_from(&thread_id);
        self.world.insert_activity(thread);
        task.set("subject", item.subject.clone().into());
        task.set("body_preview", preview(&item.text).into());
        if is_incoming {
            task.set("emails", json!([last]));
        } else {
            task.set("email_id", last.into());
        }
        task.object = Some(("emailthread", thread_id));
    }

    fn call(&mut self, task: &mut Task, place: Option<&Place>, item: &Item) {
        let phone = self.phone(task, item);
        let (disposition, voicemail) = match task.kind.as_str() {
            "voicemail" => ("vm-left", Some((item.seconds, item.text.trim().to_owned()))),
            "missed_call" => ("no-answer", None),
            _ => ("answered", None),
        };
        let note = if voicemail.is_none() { item.text.trim().to_owned() } else { String::new() };
        let happening =
            Happening::Call { phone: phone.clone(), duration: item.seconds, disposition, voicemail, note };
        let id = self.activity(task, task.created, happening);
        let url = |what: &str| Value::from(format!("{}/call/{id}/{what}/", files::API));
        if task.kind == "voicemail" {
            task.set("voicemail_url", url("voicemail"));
            task.set("voicemail_duration", item.seconds.into());
        } else {
            task.set("phone_formatted", formatted(&phone).into());
            task.set("phone_number_description", region(place, item).into());
        }
        if task.kind == "answered_detached_call" {
            task.set("recording_url", url("recording"));
        } else {
            task.set("local_phone", self.world.organization().phone.clone().into());
        }
        task.set("phone", phone.into());
        task.object = Some(("call", id));
    }

    fn sms(&mut self, task: &mut Task, place: Option<&Place>, item: &Item) {
        let phone = self.phone(task, item);
        let media = (!item.picture.is_empty()).then(|| self.dice.id("media"));
        let text = item.text.trim().to_owned();
        let happening = Happening::Sms { phone: phone.clone(), text: text.clone(), attachments: json!([]) };
        let mut activity = self.record(task, task.created, happening);
        let id = activity.id.clone();
        let attachments = media.map_or_else(|| json!([]), |media| picture(&id, &media, &item.picture));
        if let Happening::Sms { attachments: own, .. } = &mut activity.happening {
            own.clone_from(&attachments);
        }
        self.world.insert_activity(activity);
        task.set("text", text.into());
        task.set("remote_phone_formatted", formatted(&phone).into());
        task.set("remote_phone_description", region(place, item).into());
        task.set("remote_phone", phone.into());
        task.set("local_phone", self.world.organization().phone.clone().into());
        task.set("attachments", attachments);
        task.object = Some(("sms", id));
    }

    fn deal(&mut self, task: &mut Task, item: &Item) {
        let id = self.dice.id("oppo");
        let period = if item.period.is_empty() { "one_time" } else { &item.period };
        let expected: NaiveDate = self.today.due(item.at).day(self.today.zone);
        let cents = item.value * 100;
        self.world.insert_opportunity(Opportunity {
            id: id.clone(),
            lead_id: task.lead_id.clone().unwrap_or_default(),
            contact_id: task.contact_id.clone(),
            user_id: task.assigned_to.clone().unwrap_or_default(),
            cents,
            period: period.to_owned(),
            confidence: item.confidence,
            note: item.text.clone(),
            expected,
            created: task.created,
        });
        task.set("opportunity_note", item.text.clone().into());
        task.set("opportunity_value", cents.into());
        task.set("opportunity_value_formatted", dollars(cents, period).into());
        task.set("opportunity_value_period", period.into());
        task.set("opportunity_value_currency", "USD".into());
        task.object = Some(("opportunity", id));
    }

    fn phone(&self, task: &Task, item: &Item) -> String {
        let known =
            task.contact_id.as_deref().and_then(|id| self.world.contact(id)).map(|who| who.phone.clone());
        if item.phone.is_empty() { known.unwrap_or_default() } else { e164(&item.phone) }
    }

    fn comment(&mut self, task: &Task, item: &Item) {
        let Some((first, text)) = item.comment.split_once(": ") else { return };
        let (id, user) = (self.dice.id("comm"), self.user(first));
        let at = (task.created + TimeDelta::minutes(self.dice.between(3, 55))).min(self.today.now);
        // What Close makes by itself is commented on where it came from.
        let object = task.object.as_ref().map_or(&task.id, |(_, id)| id);
        let comment = Comment::saying(&id, object, &user, text, at);
        self.world.comments.push(Comment { lead_id: task.lead_id.clone(), ..comment });
    }

    fn activity(&mut self, task: &Task, at: DateTime<Utc>, happening: Happening) -> String {
        let activity = self.record(task, at, happening);
        let id = activity.id.clone();
        self.world.insert_activity(activity);
        id
    }

    fn record(&mut self, task: &Task, at: DateTime<Utc>, happening: Happening) -> Activity {
        Activity {
            id: self.dice.id("acti"),
            lead_id: task.lead_id.clone(),
            contact_id: task.contact_id.clone(),
            user_id: task.assigned_to.clone(),
            at,
            happening,
        }
    }
}

/// To-dos name a person only when the file does; everything else comes from somebody.
fn person(place: &Place, item: &Item) -> Option<String> {
    let fallback = (item.kind != "lead").then_some(0);
    item.contact.or(fallback).and_then(|at| place.contacts.get(at)).cloned()
}

fn picture(message: &str, media: &str, name: &str) -> Value {
    let url = format!("{}/go/sms/{message}/media/{media}/", files::APP);
    let mut told = files::told(&url, name);
    if let Some(fields) = told.as_object_mut() {
        fields.insert("thumbnail_url".to_owned(), format!("{url}thumbnail/").into());
        fields.insert("media_id".to_owned(), media.into());
    }
    json!([told])
}

fn region(place: Option<&Place>, item: &Item) -> String {
    place.map_or_else(|| item.region.clone(), |place| place.region.clone())
}

fn e164(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}
