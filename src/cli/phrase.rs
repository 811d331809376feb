//! Days as people say them, on the command line.
//!
//! The grammar is that of the date dialog. There is nobody to choose between two readings, so a phrase that has
//! two is refused with both of them. What is to be done lies ahead; what is looked for may lie behind.

use super::MISTAKEN;
use super::trouble::Trouble;
use crate::app::settings::Settings;
use crate::domain::due::Due;
use crate::domain::label;
use crate::domain::when::{Context, Refusal, read};
use crate::domain::zone::Timestamp;

/// The day something is to be due.
pub(super) fn ahead(text: &str, settings: &Settings, now: Timestamp) -> Result<Due, Trouble> {
    find(text, settings, now).map_err(|why| mistaken(text, &why.to_string()))?.decide(text, settings, now)
}

/// A day to look from or up to, which may be past.
pub(super) fn any(text: &str, settings: &Settings, now: Timestamp) -> Result<Due, Trouble> {
    match find(text, settings, now) {
        Ok(found) => found.decide(text, settings, now),
        Err(Refusal::Past { gone: Some(gone), .. }) => Ok(gone),
        Err(why) => Err(mistaken(text, &why.to_string())),
    }
}

struct Found {
    due: Due,
    other: Option<Due>,
}

fn find(text: &str, settings: &Settings, now: Timestamp) -> Result<Found, Refusal> {
    let habits = settings.habits.clone();
    let context = Context { now, zone: settings.zone, their_zone: None, base: None, habits };
    // What is said of a reading ("not a work day") is for somebody who can still change his mind.
    read(text, &context).map(|reading| Found { due: reading.due, other: reading.other })
}

impl Found {
    // A hint such as the next work day is no second meaning: both are the same sort of date only where the
    // words themselves can be read in two ways.
    fn decide(self, text: &str, settings: &Settings, now: Timestamp) -> Result<Due, Trouble> {
        let Some(other) = self.other.filter(|_| text.contains('/') || text.contains('.')) else {
            return Ok(self.due);
        };
        let today = settings.zone.day_of(now);
        let [one, two] = [self.due, other].map(|due| label::exact(due, today, settings.zone));
        let why = format!("it may be {one} or {two}; write {} or {}", self.due.text(), other.text());
        Err(mistaken(text, &why))
    }
}

fn mistaken(text: &str, why: &str) -> Trouble {
    Trouble::new(MISTAKEN, format!("{text:?}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::when::{Habits, presets};
    use crate::domain::zone::Zone;

    fn settings() -> Settings {
        Settings {
            zone: Zone::named("Europe/Berlin").unwrap(),
            is_foreign_zone: false,
            habits: Habits::default(),
            presets: presets().map(str::to_owned),
            account: String::new(),
            is_accessible: false,
            is_demo: false,
            access: crate::app::settings::Access::Full,
            outside: crate::app::outside::Outside::default(),
            refresh_seconds: 60,
            answer_minutes: 60,
        }
    }

    // A Friday.
    fn now() -> Timestamp {
        "2026-03-06T14:05:00Z".parse().unwrap()
    }

    fn ahead_of(text: &str) -> Result<String, Trouble> {
        ahead(text, &settings(), now()).map(|due| due.text())
    }

    fn any_of(text: &str) -> Result<String, Trouble> {
        any(text, &settings(), now()).map(|due| due.text())
    }

    #[test]
    fn what_is_to_be_done_lies_ahead() {
        assert_eq!(ahead_of("tomorrow").unwrap(), "2026-03-07");
        assert_eq!(ahead_of("mon 9am").unwrap(), "2026-03-09T08:00:00+00:00");
        let past = ahead_of("yesterday").unwrap_err();
        assert!(past.code == MISTAKEN && past.sentence.contains("past"), "{past:?}");
        assert!(ahead_of("2026-01-01").is_err() && ahead_of("soonish").is_err() && ahead_of("").is_err());
    }

    #[test]
    fn a_date_with_two_readings_is_refused_with_both() {
        let trouble = ahead_of("4/5").unwrap_err();
        assert!(
            trouble.sentence.contains("2026-05-04") && trouble.sentence.contains("2026-04-05"),
            "{trouble:?}"
        );
        assert_eq!(ahead_of("2d").unwrap(), "2026-03-08", "a hint at work days is no second reading");
    }

    #[test]
    fn what_is_looked_for_may_lie_behind() {
        for (text, expected) in [
            ("yesterday", "2026-03-05"),
            ("last monday", "2026-03-02"),
            ("last friday", "2026-02-27"),
            ("3 days ago", "2026-03-03"),
            ("last month", "2026-02-01"),
            ("last week", "2026-02-23"),
            ("2026-01-15", "2026-01-15"),
            ("15 jan 2026", "2026-01-15"),
            ("today", "2026-03-06"),
            ("tomorrow", "2026-03-07"),
        ] {
            assert_eq!(any_of(text).as_deref(), Ok(expected), "{text}");
        }
    }
}
