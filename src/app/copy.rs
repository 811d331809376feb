//! Copying: what of a task is wanted, and who is to keep it.
//!
//! Of several marked tasks each gives a line. What is missing is said, and so is which way the text went: a
//! terminal never tells whether it took it. Knows nothing of how other programs are run.

use std::collections::HashSet;

use super::action::Action;
use super::effect::{Effect, Screen};
use super::model::Model;
use super::outside::Clipboard;
use super::overlay::Overlay;
use super::related::Answer;
use super::slip::Slip;
use super::{text, vacant, web};
use crate::domain::id::TaskId;
use crate::domain::kind::Kind;
use crate::domain::related::{Contact, Key, Lead, Related};
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// The longest text a terminal can be trusted to take by OSC 52: as base64 it just fits into 100,000 bytes.
pub const MOST: usize = 74_994;
/// So many leads are asked for at once when their contacts are wanted and not here.
const ASKED: usize = 20;

/// What of a task can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The page it is found on.
    Address,
    /// The page of its lead.
    Lead,
    /// What it says.
    Text,
    /// The mail address of the contact.
    Email,
    /// The telephone number.
    Phone,
    /// Its id.
    Id,
}

/// A text on its way to whoever keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copying {
    /// The text.
    pub text: String,
    /// What it is, for the notice.
    pub what: String,
}

/// Why there is nothing to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Missing {
    /// It has none.
    None(&'static str),
    /// Close has not told yet.
    Unasked(Key),
}

impl Part {
    /// What this action copies.
    pub(super) fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::CopyAddress => Self::Address,
            Action::CopyLead => Self::Lead,
            Action::CopyText => Self::Text,
            Action::CopyEmail => Self::Email,
            Action::CopyPhone => Self::Phone,
            Action::CopyId => Self::Id,
            _ => return None,
        })
    }

    const fn plural(self) -> &'static str {
        match self {
            Self::Address => "addresses",
            Self::Lead => "addresses of leads",
            Self::Text => "texts",
            Self::Email => "email addresses",
            Self::Phone => "telephone numbers",
            Self::Id => "ids",
        }
    }
}

/// Copies this of the marked tasks, or of the one under the cursor.
pub(super) fn copy(model: &mut Model, at: Timestamp, part: Part) -> Vec<Effect> {
    let tasks = model.targets();
    let found: Vec<Result<String, Missing>> = tasks.iter().map(|id| find(model, id, part)).collect();
    let unasked = found.iter().filter_map(|found| match found {
        Err(Missing::Unasked(key)) if !model.shelf.is_out(key) => Some(key.clone()),
        _ => None,
    });
    let unasked: Vec<Key> = unasked.take(ASKED).collect();
    model.shelf.want(unasked);
    let missing = found.iter().find_map(|found| found.as_ref().err().cloned());
    let none = found.iter().filter(|found| found.is_err()).count();
    let mut seen = HashSet::new();
    let lines: Vec<String> = found.into_iter().flatten().filter(|line| seen.insert(line.clone())).collect();
    match (lines.is_empty(), missing) {
        (true, None) => vacant::say(model, at),
        (true, Some(Missing::None(why))) => model.notices.info(at, why),
        (true, Some(Missing::Unasked(_))) => {
            model.notices.info(at, "Asking Close for the contacts first · press it again in a moment");
        }
        (false, missing) => {
            let what = match &lines[..] {
                [one] => text::line(one, 80).into_owned(),
                many => format!("{} {}", many.len(), part.plural()),
            };
            let left_out = missing.map(|_| format!(" · {none} without")).unwrap_or_default();
            return hand_over(model, at, Copying { text: lines.join("\n"), what: what + &left_out });
        }
    }
    Vec::new()
}

fn find(model: &Model, id: &TaskId, part: Part) -> Result<String, Missing> {
    let Some(task) = model.board.shown(id) else { return Err(Missing::None("That task is gone")) };
    let lead = || task.lead.as_ref().and_then(|lead| web::lead(&lead.id));
    match part {
        Part::Address => Ok(web::place(task)),
        Part::Lead => lead().ok_or(Missing::None("This task belongs to no lead")),
        Part::Text => words(model, task).ok_or(Missing::None("This task has no text of its own")),
        Part::Email => email(model, task),
        Part::Phone => phone(model, task),
        Part::Id if model.board.truth(id).is_none() => {
            Err(Missing::None("It has no id before Close has made it"))
        }
        Part::Id => Ok(id.to_string()),
    }
}

// What was said on a machine is what a voicemail says.
fn words(model: &Model, task: &Task) -> Option<String> {
    let words = match &task.kind {
        Kind::IncomingEmail(mail) | Kind::EmailFollowup(mail) => {
            mail.subject.as_deref().or(mail.preview.as_deref())
        }
        kind => kind.text().or_else(|| transcript(model, task)),
    };
    let words = words.map(|words| text::clean_lines(words.trim()).into_owned());
    words.filter(|words| !words.is_empty())
}

fn transcript<'a>(model: &'a Model, task: &Task) -> Option<&'a str> {
    match model.shelf.found(&Key::object_of(task)?)? {
        Related::Call(call) => call.transcript.as_deref(),
        _ => None,
    }
}

// Whoever wrote the mail is sure to have an address, also where nobody has made a contact of them.
fn email(model: &Model, task: &Task) -> Result<String, Missing> {
    let known = contact(model, task).and_then(|contact| {
        let email = contact.emails.first();
        email.ok_or(Missing::None("There is no email address on this contact"))
    });
    match (known, writer(model, task)) {
        (Ok(email), _) => Ok(text::clean(email).into_owned()),
        (Err(_), Some(writer)) => Ok(writer),
        (Err(missing), None) => Err(missing),
    }
}

fn writer(model: &Model, task: &Task) -> Option<String> {
    let Some(Related::Thread(thread)) = Key::object_of(task).and_then(|key| model.shelf.found(&key)) else {
        return None;
    };
    let from = thread.mails.iter().find(|mail| mail.is_incoming)?.from.as_deref()?;
    let address = from.rsplit_once('<').map_or(from, |(_, address)| address);
    let address = text::clean(address.trim().trim_end_matches('>')).into_owned();
    address.contains('@').then_some(address)
}

// The number that rang or wrote is surer than any the contact has.
fn phone(model: &Model, task: &Task) -> Result<String, Missing> {
    let own = task.kind.phone().and_then(|phone| phone.number.as_deref().or(phone.formatted.as_deref()));
    if let Some(number) = own {
        return Ok(text::clean(number).into_owned());
    }
    let number = contact(model, task)?.phones.first();
    let number = number.ok_or(Missing::None("There is no telephone number on this contact"))?;
    Ok(text::clean(number).into_owned())
}

fn contact<'a>(model: &'a Model, task: &Task) -> Result<&'a Contact, Missing> {
    let key = Key::lead_of(task).ok_or(Missing::None("This task belongs to no lead and no contact"))?;
    match model.shelf.answer(&key) {
        None => Err(Missing::Unasked(key)),
        Some(Answer::Is(Related::Lead(lead))) => {
            choose(lead, task).ok_or(Missing::None("There is no contact on this task"))
        }
        Some(_) => Err(Missing::None("Close does not show the contacts of this lead")),
    }
}

// Whom the task is about; on a lead with a single person there is no other.
fn choose<'a>(lead: &'a Lead, task: &Task) -> Option<&'a Contact> {
    let Some(named) = &task.contact else {
        return lead.contacts.first().filter(|_| lead.contacts.len() == 1);
    };
    let by_id = lead.contacts.iter().find(|contact| contact.id.as_ref() == Some(&named.id));
    by_id.or_else(|| lead.contacts.iter().find(|contact| contact.name == named.name && named.name.is_some()))
}

/// Hands a text to whoever keeps what is copied here; where nobody does, shows it.
pub(super) fn hand_over(model: &mut Model, at: Timestamp, copying: Copying) -> Vec<Effect> {
    match &model.settings.outside.clipboard {
        Clipboard::Tmux | Clipboard::Program(_) => return vec![Effect::Copy(copying)],
        Clipboard::Terminal if copying.text.len() <= MOST => {
            say(model, at, &copying);
            return vec![Effect::Screen(Screen::Copy(copying.text))];
        }
        Clipboard::Terminal => {
            lay_out(model, copying, "Too long to be copied by the terminal (more than 74,994 bytes).");
        }
        Clipboard::Nobody => lay_out(model, copying, "Nothing here keeps what is copied: select it by hand."),
    }
    Vec::new()
}

fn say(model: &mut Model, at: Timestamp, copying: &Copying) {
    let way = model.settings.outside.clipboard.said();
    model.notices.done(at, format!("{way}: {}", copying.what));
}

// A box that shows the text already only learns why nobody else has it.
fn lay_out(model: &mut Model, copying: Copying, why: &str) {
    if let Some(Overlay::Slip(slip)) = model.overlays.last_mut()
        && slip.text == copying.text
    {
        if slip.notes.iter().all(|note| note != why) {
            slip.notes.push(why.into());
        }
        return;
    }
    // A text of one line names itself.
    let is_named = copying.text.lines().nth(1).is_some();
    let title = if is_named { format!("To copy · {}", copying.what) } else { "To copy".into() };
    let slip = Slip::new(title, copying.text, vec![why.into()]);
    model.overlays.push(Overlay::Slip(Box::new(slip)));
}

/// Another program took a text, or did not.
pub(super) fn on_copied(model: &mut Model, at: Timestamp, copying: Copying, result: Result<(), String>) {
    match result {
        Ok(()) => say(model, at, &copying),
        Err(why) => {
            model.notices.bad(at, why.clone());
            lay_out(model, copying, &why);
        }
    }
}
