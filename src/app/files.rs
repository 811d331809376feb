//! What was recorded or attached, and fetching it: to be opened, or to be kept.
//!
//! The dialog lists what is known of the task under the cursor, and more appears as Close tells it. One file is
//! fetched at a time. Knows addresses and names; fetching and writing are the shell's.

pub mod name;

use super::chord::{Chord, Key};
use super::copy::{self, Copying};
use super::effect::Effect;
use super::model::Model;
use super::outside::Opening;
use super::overlay::Overlay;
use super::{text, vacant, web, words};
use crate::domain::id::{TaskId, Text};
use crate::domain::kind::{Call, Kind};
use crate::domain::related::{Attachment, CallRecord, Key as About, Related};
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The task.
    pub task: TaskId,
    /// Which file is chosen, from 0.
    pub chosen: usize,
}

/// A file that belongs to a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it is.
    pub sort: Sort,
    /// What it is called; of recordings without the end that tells their kind.
    pub name: String,
    /// How large it is, or how long.
    pub size: String,
    /// Where it is.
    pub link: Option<Text>,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A call that was recorded.
    Recording,
    /// What was said on the machine.
    Voicemail,
    /// Something sent with a text message, mostly pictures.
    Media,
    /// Something attached to a mail.
    Attachment,
}

/// What to do with a file once it is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Show or play it.
    Open,
    /// Keep it in the folder for downloads.
    Save,
}

/// How far a file is that is being fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is called.
    pub name: String,
    /// How many bytes are here.
    pub taken: u64,
    /// How many there will be, where that is known.
    pub total: Option<u64>,
}

/// What became of a file that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// It is kept, there.
    Saved(String),
    /// This program shows it.
    Opened(String),
    /// It is here for now, but nothing shows it; where it is and why, in a sentence.
    Unopened(String, String),
}

/// Why a file is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The user stopped it.
    Stopped,
    /// It could not be had, or not be kept; why, in a sentence.
    Failed(String),
}

impl Sort {
    /// A word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Recording => "Recording",
            Self::Voicemail => "Voicemail",
            Self::Media => "Message",
            Self::Attachment => "Mail",
        }
    }

    /// Whether its name lacks the end that tells its kind.
    pub const fn is_sound(self) -> bool {
        matches!(self, Self::Recording | Self::Voicemail)
    }
}

impl Progress {
    /// How far it is, in words.
    pub fn words(&self) -> String {
        let taken = words::size(self.taken);
        let of = self.total.map(|total| format!(" of {}", words::size(total))).unwrap_or_default();
        format!("↓ {}: {taken}{of} · Esc stops it", self.name)
    }
}

impl File {
    /// Whether a web page is what was attached.
    pub fn is_page(&self) -> bool {
        let end = self.name.rsplit_once('.').map_or("", |(_, end)| end);
        ["html", "htm"].iter().any(|page| end.eq_ignore_ascii_case(page))
    }

    /// What it is to be called on disk, when it turned out to be of this kind.
    pub fn name_on_disk(&self, kind: Option<&str>) -> String {
        let end = kind.and_then(name::end_of).filter(|_| self.sort.is_sound());
        end.map_or_else(|| self.name.clone(), |end| format!("{}.{end}", self.name))
    }
}

/// Everything recorded or attached that is known of a task, the newest first.
pub fn of(model: &Model, task: &Task) -> Vec<File> {
    let found = About::object_of(task).and_then(|key| model.shelf.found(&key));
    match (found, &task.kind) {
        (Some(Related::Call(call)), kind) => sounds(model, task, own_call(kind), Some(call)),
        (_, kind @ (Kind::MissedCall(_) | Kind::Voicemail(_) | Kind::DetachedCall(_))) => {
            sounds(model, task, own_call(kind), None)
        }
        (Some(Related::Sms(sms)), _) => attached(Sort::Media, &sms.attachments).collect(),
        (_, Kind::IncomingSms(sms)) => {
            let named = |name: &Text| file(Sort::Media, name, String::new(), None);
            sms.attachments.iter().map(named).collect()
        }
        (Some(Related::Thread(thread)), _) => {
            thread.mails.iter().flat_map(|mail| attached(Sort::Attachment, &mail.attachments)).collect()
        }
        _ => Vec::new(),
    }
}

fn own_call(kind: &Kind) -> Option<&Call> {
    match kind {
        Kind::MissedCall(call) | Kind::Voicemail(call) | Kind::DetachedCall(call) => Some(call),
        _ => None,
    }
}

// The task tells of one of the two, the call itself of both.
fn sounds(model: &Model, task: &Task, own: Option<&Call>, call: Option<&CallRecord>) -> Vec<File> {
    let is_voicemail = matches!(task.kind, Kind::Voicemail(_));
    let own_link =
        |wanted: bool| own.and_then(|own| own.recording.clone()).filter(|_| wanted == is_voicemail);
    let voicemail = call.and_then(|call| call.voicemail.clone()).or_else(|| own_link(true));
    let recording = call.and_then(|call| call.recording.clone()).or_else(|| own_link(false));
    let seconds = call.and_then(|call| call.seconds).or_else(|| own.and_then(|own| own.seconds));
    let length = seconds.map(super::detail::fields::length).unwrap_or_default();
    let at = call.and_then(|call| call.at).or(task.created.at);
    let day = at.map(|at| format!(" {}", model.settings.zone.day_of(at))).unwrap_or_default();
    let called = |sort: Sort| format!("{} {}{day}", sort.word(), words::who(task));
    let both = [(Sort::Voicemail, voicemail), (Sort::Recording, recording)];
    let some = both.into_iter().filter_map(|(sort, link)| Some((sort, link?)));
    some.map(|(sort, link)| file(sort, &called(sort), length.clone(), Some(link))).collect()
}

fn attached(sort: Sort, attachments: &[Attachment]) -> impl Iterator<Item = File> {
    attachments.iter().map(move |it| {
        let size = it.bytes.map(words::size).unwrap_or_default();
        file(sort, &it.name, size, it.link.clone())
    })
}

fn file(sort: Sort, name: &str, size: String, link: Option<Text>) -> File {
    File { sort, name: name::safe(name), size, link }
}

/// Opens the dialog for the task under the cursor.
pub(super) fn open(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    match model.selected() {
        None => vacant::say(model, at),
        Some(task) => {
            let files = Files { task: task.id.clone(), chosen: 0 };
            model.overlays.push(Overlay::Files(files));
        }
    }
    Vec::new()
}

/// What the dialog lists.
pub fn listed(model: &Model, dialog: &Files) -> Vec<File> {
    model.board.shown(&dialog.task).map(|task| of(model, task)).unwrap_or_default()
}

/// What stands in the place of files that are not there.
pub fn nothing(model: &Model, dialog: &Files) -> String {
    let Some(task) = model.board.shown(&dialog.task) else { return "The task is gone.".into() };
    let Some(key) = About::object_of(task) else { return "Nothing was recorded or attached.".into() };
    match model.shelf.answer(&key) {
        Some(super::related::Answer::Nothing(why)) => {
            format!("The {} cannot be looked at: {why}", key.word())
        }
        Some(_) => "Nothing was recorded or attached.".into(),
        None => "Asking Close for more …".into(),
    }
}

/// A key while the dialog is shown.
pub(super) fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Files(dialog)) = model.overlays.last() else { return Vec::new() };
    let files = listed(model, dialog);
    let chosen = dialog.chosen.min(files.len().saturating_sub(1));
    let go_to = |model: &mut Model, chosen: usize| {
        if let Some(Overlay::Files(dialog)) = model.overlays.last_mut() {
            dialog.chosen = chosen.min(files.len().saturating_sub(1));
        }
        Vec::new()
    };
    match (chord.key, chord.ctrl) {
        (Key::Esc, _) | (Key::Char('c'), true) if model.download.is_some() => return stop(model),
        (Key::Esc | Key::Char('q'), _) | (Key::Char('c'), true) => drop(model.overlays.pop()),
        (Key::Down | Key::Char('j'), _) | (Key::Char('n'), true) => return go_to(model, chosen + 1),
        (Key::Up | Key::Char('k'), _) | (Key::Char('p'), true) => {
            return go_to(model, chosen.saturating_sub(1));
        }
        (key, _) => {
            if let Some(file) = files.into_iter().nth(chosen) {
                return on_file_key(model, at, key, file);
            }
        }
    }
    Vec::new()
}

fn on_file_key(model: &mut Model, at: Timestamp, key: Key, file: File) -> Vec<Effect> {
    let address = file.link.as_ref().map(|link| text::clean(link).into_owned());
    match (key, address) {
        (Key::Enter | Key::Char('s' | 'o' | 'y'), None) => {
            model.notices.info(at, "Close has not told yet where this file is");
            Vec::new()
        }
        (Key::Enter, _) => fetch(model, at, file, Purpose::Open),
        (Key::Char('s'), _) => fetch(model, at, file, Purpose::Save),
        (Key::Char('o'), Some(address)) => web::open_address(model, at, address),
        (Key::Char('y'), Some(address)) => {
            copy::hand_over(model, at, Copying { what: text::line(&address, 80).into_owned(), text: address })
        }
        _ => Vec::new(),
    }
}

fn fetch(model: &mut Model, at: Timestamp, file: File, purpose: Purpose) -> Vec<Effect> {
    if let Some(progress) = &model.download {
        let sentence = format!("{} is still on its way · Esc stops it", progress.name);
        model.notices.info(at, sentence);
        return Vec::new();
    }
    let why = match (purpose, model.settings.outside.viewer) {
        (Purpose::Save, _) | (Purpose::Open, Opening::Possible) => None,
        (Purpose::Open, Opening::NoDisplay) => Some("There is no display here to open it on · s saves it"),
        (Purpose::Open, Opening::NoProgram) => {
            Some("There is no program here to open it with: set open_with · s saves it")
        }
    };
    if let Some(why) = why {
        model.notices.info(at, why);
        return Vec::new();
    }
    model.notices.dismiss();
    model.download = Some(Progress { name: file.name.clone(), taken: 0, total: None });
    vec![Effect::Download(Box::new(file), purpose)]
}

/// Stops what is being fetched.
pub(super) fn stop(model: &Model) -> Vec<Effect> {
    model.download.is_some().then_some(Effect::StopDownload).into_iter().collect()
}

/// More of a file has come.
pub(super) fn on_arrived(model: &mut Model, taken: u64, total: Option<u64>) {
    if let Some(progress) = &mut model.download {
        (progress.taken, progress.total) = (taken, total);
    }
}

/// A file is here, or will not be.
pub(super) fn on_downloaded(model: &mut Model, at: Timestamp, result: Result<Got, Lost>) {
    let Some(Progress { name, .. }) = model.download.take() else { return };
    match result {
        Ok(Got::Saved(path)) => model.notices.done(at, format!("Saved as {path}")),
        Ok(Got::Opened(program)) => model.notices.done(at, format!("Opened with {program}: {name}")),
        Ok(Got::Unopened(path, why)) => {
            model.notices.bad(at, format!("{why}: {name} is in {path} until you quit · s saves it"));
        }
        Err(Lost::Stopped) => model.notices.info(at, format!("Stopped: nothing of {name} was kept")),
        Err(Lost::Failed(why)) => model.notices.bad(at, format!("{name} cannot be had: {why}")),
    }
}
