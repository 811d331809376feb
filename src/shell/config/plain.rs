//! Options that are a number, a name or a phrase.

/// The address of Close.
pub(super) mod base_url {
    use super::super::given::{Given, Wrong};
    use crate::close::base_url::BaseUrl;

    // The address itself is not repeated: somebody may have put a password into it.
    pub(in super::super) fn read(given: &Given, into: &mut BaseUrl) -> Result<(), Wrong> {
        let piece = given.one()?;
        *into = BaseUrl::read(piece.text).map_err(|error| Wrong {
            at: piece.at,
            said: "that".into(),
            hint: error.to_string(),
        })?;
        Ok(())
    }

    pub(in super::super) fn show(url: &BaseUrl) -> String {
        format!("{:?}", url.as_str())
    }
}

/// A time zone; `auto` is the machine's.
pub(super) mod zone {
    use super::super::given::{Given, Wrong};
    use crate::domain::zone::Zone;

    pub(in super::super) fn read(given: &Given, into: &mut Option<Zone>) -> Result<(), Wrong> {
        let piece = given.one()?;
        if piece.text == "auto" {
            *into = None;
            return Ok(());
        }
        let zone = Zone::named(piece.text).map_err(|unknown| match unknown.nearest.as_slice() {
            [] => piece.wrong("use a name such as Europe/Berlin, or auto"),
            nearest => piece.wrong(format!("did you mean {}", nearest.join(" or "))),
        })?;
        *into = Some(zone);
        Ok(())
    }

    pub(in super::super) fn show(zone: &Option<Zone>) -> String {
        format!("{:?}", zone.map_or("auto", Zone::name))
    }
}

/// Seconds between two looks.
pub(super) mod seconds {
    use super::super::given::{Given, Wrong};
    use super::whole;

    pub(in super::super) fn read(given: &Given, into: &mut u32) -> Result<(), Wrong> {
        *into = whole(given, 30..=3600, "use whole seconds from 30 to 3600")?;
        Ok(())
    }

    pub(in super::super) fn show(seconds: &u32) -> String {
        seconds.to_string()
    }
}

/// A month by its number.
pub(super) mod month {
    use super::super::given::{Given, Wrong};
    use super::whole;

    pub(in super::super) fn read(given: &Given, into: &mut u32) -> Result<(), Wrong> {
        *into = whole(given, 1..=12, "use the number of a month, 1 to 12")?;
        Ok(())
    }

    pub(in super::super) fn show(month: &u32) -> String {
        month.to_string()
    }
}

/// The phrases of the date dialog.
pub(super) mod presets {
    use super::super::given::{Given, Piece, Wrong};
    use crate::domain::when::{self, Context, Habits, Refusal};
    use crate::domain::zone::{Timestamp, Zone};

    /// Fewer than eight replace the first ones.
    pub(in super::super) fn read(given: &Given, into: &mut [String; 8]) -> Result<(), Wrong> {
        let phrases = given.many()?;
        if let Some(ninth) = phrases.get(into.len()) {
            return Err(ninth.wrong("there is room for eight phrases"));
        }
        phrases.iter().try_for_each(|piece| check(*piece))?;
        for (slot, piece) in into.iter_mut().zip(phrases) {
            piece.text.clone_into(slot);
        }
        Ok(())
    }

    pub(in super::super) fn show(phrases: &[String; 8]) -> String {
        format!("{phrases:?}")
    }

    // Read on a day in the past, so that a date that has gone by since is still a date.
    fn check(piece: Piece<'_>) -> Result<(), Wrong> {
        let context = Context {
            now: Timestamp::UNIX_EPOCH,
            zone: Zone::UTC,
            their_zone: Some(Zone::UTC),
            base: None,
            habits: Habits::default(),
        };
        match when::read(piece.text, &context) {
            Ok(_) | Err(Refusal::Past { .. }) => Ok(()),
            Err(refusal) => Err(piece.wrong(refusal.to_string().trim_end_matches('.'))),
        }
    }
}

/// Something that is never shown; an empty text is none.
pub(super) mod secret {
    use secrecy::SecretString;

    use super::super::given::{Given, Wrong};

    pub(in super::super) fn read(given: &Given, into: &mut Option<SecretString>) -> Result<(), Wrong> {
        let text = given.one()?.text;
        *into = (!text.is_empty()).then(|| SecretString::from(text));
        Ok(())
    }

    pub(in super::super) fn show(_secret: &Option<SecretString>) -> String {
        "\"\"".into()
    }
}

fn whole(
    given: &super::given::Given,
    range: std::ops::RangeInclusive<u32>,
    hint: &str,
) -> Result<u32, super::given::Wrong> {
    let piece = given.one()?;
    let number = piece.text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| piece.wrong(hint))
}

#[cfg(test)]
mod tests {
    use super::super::given::Given;
    use super::*;
    use crate::domain::when;

    #[test]
    fn a_refresh_is_between_half_a_minute_and_an_hour() {
        let mut refresh = 60;
        for text in ["29", "3601", "-60", "1.5", "soon", ""] {
            assert!(seconds::read(&Given::in_variable(text), &mut refresh).is_err(), "{text}");
        }
        seconds::read(&Given::in_variable("3600"), &mut refresh).unwrap();
        assert_eq!(refresh, 3600);
    }

    #[test]
    fn a_misspelt_zone_is_answered_with_the_nearest() {
        let wrong = zone::read(&Given::in_variable("Europe/Berln"), &mut None).unwrap_err();
        assert!(wrong.hint.contains("Europe/Berlin"), "{}", wrong.hint);
    }

    #[test]
    fn a_few_phrases_replace_the_first_ones() {
        let mut phrases = when::presets().map(str::to_owned);
        presets::read(&Given::in_variable("tomorrow 9am, fri"), &mut phrases).unwrap();
        assert_eq!(phrases[..3], ["tomorrow 9am", "fri", when::presets()[2]]);
    }

    #[test]
    fn a_phrase_nobody_could_read_is_refused_at_once() {
        let mut phrases = when::presets().map(str::to_owned);
        for text in ["tomorow", "1d,1d,1d,1d,1d,1d,1d,1d,1d"] {
            assert!(presets::read(&Given::in_variable(text), &mut phrases).is_err(), "{text}");
        }
        assert_eq!(phrases, when::presets());
    }

    #[test]
    fn an_address_is_refused_without_repeating_its_password() {
        let given = Given::in_variable("https://me:hunter2@api.close.com");
        let wrong = base_url::read(&given, &mut Default::default()).unwrap_err();
        assert!(!format!("{wrong:?}").contains("hunter2"));
    }
}
