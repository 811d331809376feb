//! Going on as another account.
//!
//! What lets us in is found while this session goes on, since a command may be asked for it; this ends only once
//! all of it is on disk. The next session has a model, a store and a client of its own: nothing of one account is
//! ever sent with the key of another.

use super::chord::{Chord, Key};
use super::disk::Health;
use super::effect::{Effect, Screen};
use super::fuzzy;
use super::model::Model;
use super::overlay::{Outcome, Overlay};
use super::picker::{Choice, Picker};
use super::slip::Slip;
use super::words::counted;
use crate::domain::zone::Timestamp;

/// An account, as it is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What the user calls it.
    pub name: String,
    /// The organisation; empty where that is not known.
    pub organization: String,
    /// Whether nothing may be changed there.
    pub is_read_only: bool,
    /// Whether it is the one whose tasks are shown.
    pub is_in_front: bool,
    /// How many changes waited to be sent when it was left.
    pub waiting: usize,
    /// The colour it is known by; none is that of plain text.
    pub tint: Option<Tint>,
}

/// A colour, as far as the terminal shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// By its number; the first sixteen are those with a name.
    Number(u8),
    /// By its parts: red, green and blue.
    Parts(u8, u8, u8),
}

/// The dialog.
#[derive(Clone, Debug)]
pub struct Accounts {
    /// Which there are.
    pub picker: Picker<Account>,
    /// How far it is.
    pub stage: Stage,
}

/// How far going on as another account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Which one is still to be said.
    Choosing,
    /// What lets us in as this one is being found.
    Asking(String),
    /// That is here, and what was changed is being saved.
    Saving(String),
    /// All is done here.
    Done(String),
}

impl Stage {
    fn is_asking(&self, account: &str) -> bool {
        matches!(self, Self::Asking(name) if name == account)
    }

    fn saves(&self) -> Option<&str> {
        if let Self::Saving(name) = self { Some(name) } else { None }
    }
}

impl Account {
    /// What there is to say about it.
    pub fn note(&self) -> String {
        let only = self.is_read_only.then(|| "read only".to_owned());
        let wait = (self.waiting > 0).then(|| format!("{} there", waits(self.waiting)));
        let named = Some(self.organization.clone()).filter(|name| !name.is_empty());
        named.into_iter().chain(only).chain(wait).collect::<Vec<_>>().join(" · ")
    }
}

impl Choice for Account {
    fn name(&self) -> &str {
        &self.name
    }

    fn also(&self) -> Option<&str> {
        Some(&self.organization)
    }

    fn is(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Accounts {
    // The one after that in front is chosen, so that two are changed between by two keys.
    fn new(all: Vec<Account>) -> Self {
        let front = all.iter().position(|account| account.is_in_front);
        let next = front.and_then(|front| Some(all.get((front + 1) % all.len())?.name.clone()));
        let mut picker = Picker::new(all);
        picker.choose(|account| next.as_ref() == Some(&account.name));
        Self { picker, stage: Stage::Choosing }
    }

    // While it is waited for, only leaving means anything.
    fn press(&mut self, chord: Chord) -> Outcome<Account> {
        match (&self.stage, chord.key) {
            (Stage::Choosing, _) | (_, Key::Esc) => self.picker.press(chord),
            _ if chord == Chord::ctrl('c') => Outcome::Left,
            _ => Outcome::Open,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if self.stage == Stage::Choosing {
            self.picker.paste(text);
        }
    }
}

/// `1 change waits`, `2 changes wait`.
pub fn waits(count: usize) -> String {
    counted(count, "change waits")
}

/// Opens the dialog; where there is nothing to choose, says how there would be.
pub fn open(model: &mut Model, at: Timestamp) {
    match dialog(model) {
        Ok(dialog) => model.overlays.push(Overlay::Accounts(Box::new(dialog))),
        Err(why) => model.notices.info(at, why),
    }
}

fn dialog(model: &Model) -> Result<Accounts, &'static str> {
    if model.accounts.iter().all(|account| account.is_in_front) {
        return Err("There is only this account: `closeout login --account NAME` makes another");
    }
    let mut all = model.accounts.clone();
    // Close has said by now whose tasks these are.
    let organization = model.me.as_ref().and_then(|me| me.organization.name());
    if let (Some(front), Some(name)) = (all.iter_mut().find(|account| account.is_in_front), organization) {
        name.clone_into(&mut front.organization);
    }
    Ok(Accounts::new(all))
}

/// A key while it is open.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(Overlay::Accounts(dialog)) = model.overlays.last_mut() else { return Vec::new() };
    match dialog.press(chord) {
        Outcome::Open => {}
        Outcome::Left => drop(model.overlays.pop()),
        Outcome::Chosen(account) => {
            model.overlays.pop();
            return choose(model, at, account.name);
        }
    }
    Vec::new()
}

/// Goes on as this account, as soon as what lets us in is found.
pub fn choose(model: &mut Model, at: Timestamp, name: String) -> Vec<Effect> {
    if model.accounts.iter().any(|account| account.is_in_front && account.name == name) {
        model.notices.info(at, format!("{name} is in front already"));
        return Vec::new();
    }
    match dialog(model) {
        Ok(dialog) => {
            let dialog = Accounts { stage: Stage::Asking(name.clone()), ..dialog };
            model.overlays.push(Overlay::Accounts(Box::new(dialog)));
            vec![Effect::Enter(name)]
        }
        Err(why) => {
            model.notices.info(at, why);
            Vec::new()
        }
    }
}

/// The account these words mean, where they can mean only one.
pub fn called(model: &Model, words: &str) -> Result<String, String> {
    let names: Vec<&str> = model.accounts.iter().map(|account| account.name.as_str()).collect();
    if names.contains(&words) {
        return Ok(words.to_owned());
    }
    let at = fuzzy::only(words, &names, || format!("No account is called {words}"))?;
    names.get(at).map(|name| (*name).to_owned()).ok_or_else(String::new)
}

/// What lets us in as an account was found, or was not. Nobody waits for it any more where the dialog was left.
pub fn on_entered(model: &mut Model, name: &str, found: Result<(), String>) -> Vec<Effect> {
    let waits =
        |overlay: &Overlay| matches!(overlay, Overlay::Accounts(dialog) if dialog.stage.is_asking(name));
    let Some(place) = model.overlays.iter().position(waits) else { return Vec::new() };
    if let Err(why) = found {
        model.overlays.remove(place);
        let notes = vec![format!("Nothing has changed: {}.", still(model))];
        let slip = Slip::new(format!("No way in as {name}"), sentence(&why), notes);
        model.overlays.push(Overlay::Slip(Box::new(slip)));
        // A password manager may have written over the screen.
        return vec![Effect::Screen(Screen::Redraw)];
    }
    if let Some(Overlay::Accounts(dialog)) = model.overlays.get_mut(place) {
        dialog.stage = Stage::Saving(name.to_owned());
    }
    // A disk that was full may have room by now.
    model.disk.on_woken(model.me.as_ref()).into_iter().collect()
}

// As it stands in a box, not behind the name of the program.
fn sentence(why: &str) -> String {
    let mut letters = why.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

fn still(model: &Model) -> String {
    let front = model.accounts.iter().find(|account| account.is_in_front);
    front.map_or_else(
        || "these are the tasks of before".into(),
        |front| format!("you are still {}", front.name),
    )
}

/// Ends this session once all of it is saved; where that fails it stays, and says so.
pub fn leave(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let saving = |overlay: &Overlay| match overlay {
        Overlay::Accounts(dialog) => dialog.stage.saves().map(str::to_owned),
        _ => None,
    };
    let mut overlays = model.overlays.iter().enumerate();
    let (place, name) = overlays.find_map(|(place, overlay)| Some((place, saving(overlay)?)))?;
    let unsaved = model.disk.unsaved();
    if unsaved > 0 && model.disk.health != Health::Fine {
        model.overlays.remove(place);
        let changes = counted(unsaved, "change");
        model.notices.bad(at, format!("{changes} cannot be saved: {}", still(model)));
        return None;
    }
    if model.disk.is_savable() {
        return None;
    }
    if let Some(Overlay::Accounts(dialog)) = model.overlays.get_mut(place) {
        dialog.stage = Stage::Done(name.clone());
    }
    Some(Effect::Switch(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialog() -> Accounts {
        let account =
            |name: &str, is_in_front| Account { name: name.into(), is_in_front, ..Account::default() };
        Accounts::new(vec![account("home", false), account("work", true)])
    }

    fn enter(dialog: &mut Accounts) -> Option<String> {
        match dialog.press(Chord::plain(Key::Enter)) {
            Outcome::Chosen(account) => Some(account.name),
            _ => None,
        }
    }

    #[test]
    fn the_one_after_that_in_front_is_chosen_and_letters_choose_another() {
        let mut dialog = dialog();
        assert_eq!(enter(&mut dialog).as_deref(), Some("home"));
        dialog.paste("wor");
        assert_eq!(enter(&mut dialog).as_deref(), Some("work"));
        dialog.paste("zzz");
        assert_eq!(enter(&mut dialog), None);
    }

    #[test]
    fn while_a_key_is_asked_for_only_leaving_means_anything() {
        let mut dialog = Accounts { stage: Stage::Asking("home".into()), ..dialog() };
        dialog.paste("work");
        assert_eq!((enter(&mut dialog), dialog.picker.input.text()), (None, ""));
        assert_eq!(dialog.press(Chord::plain(Key::Esc)), Outcome::Left);
        assert_eq!(dialog.press(Chord::ctrl('c')), Outcome::Left);
    }

    #[test]
    fn what_is_said_about_an_account_is_its_organisation_and_what_waits_there() {
        let account = Account {
            organization: "Northwind".into(),
            is_read_only: true,
            waiting: 2,
            ..Account::default()
        };
        assert_eq!(account.note(), "Northwind · read only · 2 changes wait there");
        assert_eq!(Account { waiting: 1, ..Account::default() }.note(), "1 change waits there");
    }
}
