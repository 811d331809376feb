//! Options that are a number, a name or a phrase.

use std::ops::RangeInclusive;
use std::path::Path;

use secrecy::SecretString;

use super::given::{Given, Wrong};
use super::mistake::nearest;
use super::options::Reader;
use crate::app::command::check_day;
use crate::close::base_url::BaseUrl;
use crate::close::oauth::browser::{Redirect, USUAL};
use crate::domain::zone::Zone;

/// The address of Close.
pub(super) struct Address;

impl Reader for Address {
    type Value = BaseUrl;

    // The address itself is not repeated: somebody may have put a password into it.
    fn read(given: &Given, into: &mut BaseUrl) -> Result<(), Wrong> {
        let piece = given.one()?;
        let wrong = |hint| Wrong { at: piece.at, said: "that".into(), hint };
        *into = BaseUrl::read(piece.text).map_err(|error| wrong(error.to_string()))?;
        Ok(())
    }

    fn show(url: &BaseUrl) -> String {
        format!("{:?}", url.as_str())
    }
}

/// A time zone; `auto` is the machine's.
pub(super) struct ZoneName;

impl Reader for ZoneName {
    type Value = Option<Zone>;

    fn read(given: &Given, into: &mut Option<Zone>) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = match piece.text {
            "auto" => None,
            name => Some(Zone::named(name).map_err(|unknown| match unknown.nearest.as_slice() {
                [] => piece.wrong("use a name such as Europe/Berlin, or auto"),
                nearest => piece.wrong(format!("did you mean {}?", nearest.join(" or "))),
            })?),
        };
        Ok(())
    }

    fn show(zone: &Option<Zone>) -> String {
        format!("{:?}", zone.map_or("auto", Zone::name))
    }
}

/// The address a browser comes back to.
pub(super) struct WayBack;

impl Reader for WayBack {
    type Value = String;

    fn read(given: &Given, into: &mut String) -> Result<(), Wrong> {
        let piece = given.one()?;
        let hint = format!("write an address such as {USUAL}, as it is registered in Close");
        let redirect = Redirect::read(piece.text).map_err(|_| piece.wrong(hint))?;
        redirect.as_str().clone_into(into);
        Ok(())
    }

    fn show(address: &String) -> String {
        format!("{address:?}")
    }
}

/// A command as a shell reads it; `auto` is whatever the machine has.
pub(super) struct Command;

impl Reader for Command {
    type Value = Option<String>;

    fn read(given: &Given, into: &mut Option<String>) -> Result<(), Wrong> {
        let text = given.one()?.text;
        *into = (!matches!(text, "" | "auto")).then(|| text.to_owned());
        Ok(())
    }

    fn show(command: &Option<String>) -> String {
        format!("{:?}", command.as_deref().unwrap_or("auto"))
    }
}

/// A folder as a whole path, or one that begins with `~/`; `auto` is the usual one.
pub(super) struct Folder;

impl Reader for Folder {
    type Value = Option<String>;

    fn read(given: &Given, into: &mut Option<String>) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = match piece.text {
            "" | "auto" => None,
            text if text.starts_with("~/") || Path::new(text).is_absolute() => Some(text.to_owned()),
            _ => return Err(piece.wrong("write a whole path such as ~/Downloads")),
        };
        Ok(())
    }

    fn show(folder: &Option<String>) -> String {
        format!("{:?}", folder.as_deref().unwrap_or("auto"))
    }
}

/// The name of a theme, or its file; whether there is such a one is seen when everything is read.
pub(super) struct ThemeName;

impl Reader for ThemeName {
    type Value = String;

    fn read(given: &Given, into: &mut String) -> Result<(), Wrong> {
        let piece = given.one()?;
        if piece.text.is_empty() {
            return Err(piece.wrong("use the name of a theme, such as dusk"));
        }
        piece.text.clone_into(into);
        Ok(())
    }

    fn show(name: &String) -> String {
        format!("{name:?}")
    }
}

/// Yes or no.
pub(super) struct Truth;

impl Reader for Truth {
    type Value = bool;

    fn read(given: &Given, into: &mut bool) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = match piece.text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => true,
            "false" | "no" | "off" | "0" => false,
            _ => return Err(piece.wrong("use true or false")),
        };
        Ok(())
    }

    fn show(truth: &bool) -> String {
        truth.to_string()
    }
}

/// Any text; an empty one is none.
pub(super) struct Words;

impl Reader for Words {
    type Value = String;

    fn read(given: &Given, into: &mut String) -> Result<(), Wrong> {
        given.one()?.text.clone_into(into);
        Ok(())
    }

    fn show(words: &String) -> String {
        format!("{words:?}")
    }
}

/// The kinds of tasks that come in.
pub(super) struct Inbound;

/// The names Close has for them.
const INBOUND: [&str; 5] =
    ["incoming_email", "missed_call", "voicemail", "answered_detached_call", "incoming_sms"];

impl Reader for Inbound {
    type Value = Vec<String>;

    fn read(given: &Given, into: &mut Vec<String>) -> Result<(), Wrong> {
        let pieces = given.many()?;
        if let Some(piece) = pieces.iter().find(|piece| !INBOUND.contains(&piece.text)) {
            return Err(match nearest(piece.text, INBOUND.into_iter()) {
                Some(near) => piece.wrong(format!("did you mean {near:?}?")),
                None => piece.wrong(format!("use {}", INBOUND.join(", "))),
            });
        }
        *into = pieces.iter().map(|piece| piece.text.to_owned()).collect();
        Ok(())
    }

    fn show(kinds: &Vec<String>) -> String {
        format!("{kinds:?}")
    }
}

/// Whole seconds, from so many to so many.
pub(super) struct Seconds<const FROM: u32, const TO: u32>;

impl<const FROM: u32, const TO: u32> Reader for Seconds<FROM, TO> {
    type Value = u32;

    fn read(given: &Given, into: &mut u32) -> Result<(), Wrong> {
        *into = whole(given, FROM..=TO, &format!("use whole seconds from {FROM} to {TO}"))?;
        Ok(())
    }

    fn show(seconds: &u32) -> String {
        seconds.to_string()
    }
}

/// Minutes until somebody should have been answered.
pub(super) struct Minutes;

impl Reader for Minutes {
    type Value = u32;

    fn read(given: &Given, into: &mut u32) -> Result<(), Wrong> {
        *into = whole(given, 0..=10_080, "use whole minutes up to 10080, which is a week; 0 is never")?;
        Ok(())
    }

    fn show(minutes: &u32) -> String {
        minutes.to_string()
    }
}

/// A month by its number.
pub(super) struct Month;

impl Reader for Month {
    type Value = u32;

    fn read(given: &Given, into: &mut u32) -> Result<(), Wrong> {
        *into = whole(given, 1..=12, "use the number of a month, 1 to 12")?;
        Ok(())
    }

    fn show(month: &u32) -> String {
        month.to_string()
    }
}

/// The phrases of the date dialog; fewer than eight replace the first ones.
pub(super) struct Phrases;

impl Reader for Phrases {
    type Value = [String; 8];

    fn read(given: &Given, into: &mut [String; 8]) -> Result<(), Wrong> {
        let phrases = given.many()?;
        if let Some(ninth) = phrases.get(into.len()) {
            return Err(ninth.wrong("there is room for eight phrases"));
        }
        phrases.iter().try_for_each(|piece| check_day(piece.text).map_err(|why| piece.wrong(why)))?;
        for (slot, piece) in into.iter_mut().zip(phrases) {
            piece.text.clone_into(slot);
        }
        Ok(())
    }

    fn show(phrases: &[String; 8]) -> String {
        format!("{phrases:?}")
    }
}

/// Something that is never shown; an empty text is none.
pub(super) struct Secret;

impl Reader for Secret {
    type Value = Option<SecretString>;

    fn read(given: &Given, into: &mut Option<SecretString>) -> Result<(), Wrong> {
        let text = given.one()?.text;
        *into = (!text.is_empty()).then(|| SecretString::from(text));
        Ok(())
    }

    fn show(_secret: &Option<SecretString>) -> String {
        "\"\"".into()
    }
}

fn whole(given: &Given, range: RangeInclusive<u32>, hint: &str) -> Result<u32, Wrong> {
    let piece = given.one()?;
    let number = piece.text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| piece.wrong(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::when;

    #[test]
    fn a_refresh_is_between_half_a_minute_and_an_hour() {
        let mut refresh = 60;
        for text in ["29", "3601", "-60", "1.5", "soon", ""] {
            assert!(Seconds::<30, 3600>::read(&Given::in_variable(text), &mut refresh).is_err(), "{text}");
        }
        Seconds::<30, 3600>::read(&Given::in_variable("3600"), &mut refresh).unwrap();
        assert_eq!(refresh, 3600);
    }

    #[test]
    fn a_folder_is_a_whole_path() {
        let mut folder = None;
        assert!(Folder::read(&Given::in_variable("Downloads"), &mut folder).is_err());
        Folder::read(&Given::in_variable("~/in"), &mut folder).unwrap();
        assert_eq!(folder.as_deref(), Some("~/in"));
    }

    #[test]
    fn a_misspelt_zone_is_answered_with_the_nearest() {
        let wrong = ZoneName::read(&Given::in_variable("Europe/Berln"), &mut None).unwrap_err();
        assert!(wrong.hint.contains("Europe/Berlin"), "{}", wrong.hint);
    }

    #[test]
    fn a_few_phrases_replace_the_first_ones() {
        let mut phrases = when::presets().map(str::to_owned);
        Phrases::read(&Given::in_variable("tomorrow 9am, fri"), &mut phrases).unwrap();
        assert_eq!(phrases[..3], ["tomorrow 9am", "fri", when::presets()[2]]);
    }

    #[test]
    fn a_phrase_nobody_could_read_is_refused_at_once() {
        let mut phrases = when::presets().map(str::to_owned);
        for text in ["tomorow", "1d,1d,1d,1d,1d,1d,1d,1d,1d"] {
            assert!(Phrases::read(&Given::in_variable(text), &mut phrases).is_err(), "{text}");
        }
        assert_eq!(phrases, when::presets());
    }

    #[test]
    fn an_address_is_refused_without_repeating_its_password() {
        let given = Given::in_variable("https://me:hunter2@api.close.com");
        let wrong = Address::read(&given, &mut BaseUrl::default()).unwrap_err();
        assert!(!format!("{wrong:?}").contains("hunter2"));
    }
}
