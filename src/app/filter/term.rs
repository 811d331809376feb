//! One word of a filter.

use chrono::TimeDelta;

use super::brief;
use super::kinds::{self, KINDS};
use crate::app::fuzzy;
use crate::domain::due::Due;
use crate::domain::heat;
use crate::domain::kind::Kind;
use crate::domain::place::is_later_today;
use crate::domain::tab::Today;
use crate::domain::task::{Priority, Task};
use crate::domain::zone::Timestamp;

/// What a word asks of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// It occurs somewhere.
    Word(String),
    /// Its letters occur in their order, in what the task is about or whom it concerns.
    Letters(String),
    /// The kind begins like this.
    Kind(String),
    /// The lead, the contact or the number has this in it.
    Lead(String),
    /// The person who is to do it has this in the name.
    Who(String),
    /// It is in this state.
    Is(State),
    /// It was made, or came in, before so long, or since.
    Age { is_older: bool, than: TimeDelta },
    /// A question that nobody understands.
    Unknown(String),
}

/// What a task can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Overdue,
    Today,
    Later,
    Inbound,
    Urgent,
}

/// The states by their names.
const STATES: [(&str, State); 5] = [
    ("overdue", State::Overdue),
    ("today", State::Today),
    ("later", State::Later),
    ("inbound", State::Inbound),
    ("urgent", State::Urgent),
];

/// What can be asked for by one of a few words: the question and the word.
pub fn questions() -> impl Iterator<Item = (&'static str, &'static str)> {
    let states = STATES.iter().map(|(name, _)| ("is", *name));
    states.chain(KINDS.into_iter().map(|kind| ("kind", kind)))
}

impl Term {
    /// Reads a word; half a question asks nothing yet.
    pub(super) fn read(word: &str) -> Option<Self> {
        let folded = fuzzy::folded(word);
        if let Some(letters) = folded.strip_prefix('~') {
            return (!letters.is_empty()).then(|| Self::Letters(letters.to_owned()));
        }
        let Some((name, value)) = folded.split_once(':') else {
            return (!folded.is_empty()).then_some(Self::Word(folded));
        };
        let value = value.to_owned();
        match name {
            "kind" | "lead" | "who" | "is" | "age" if value.is_empty() => None,
            "kind" => Some(Self::Kind(kinds::named(&value).into())),
            "lead" => Some(Self::Lead(value)),
            "who" => Some(Self::Who(value)),
            "is" => Self::state(&value),
            "age" => Self::age(&value),
            _ => Some(Self::Word(folded)),
        }
    }

    // While it is typed, a state is what it can still become.
    fn state(value: &str) -> Option<Self> {
        if let Some((_, state)) = STATES.iter().find(|(name, _)| *name == value) {
            return Some(Self::Is(*state));
        }
        let can_become = STATES.iter().any(|(name, _)| name.starts_with(value));
        (!can_become).then(|| Self::Unknown(format!("nothing is {}: is:{}", brief(value), names(&STATES))))
    }

    // `>3d`, `<2h`, `30m`; more than so long where no sign says otherwise.
    fn age(value: &str) -> Option<Self> {
        let (is_older, span) = match value.strip_prefix('<') {
            Some(span) => (false, span),
            None => (true, value.strip_prefix('>').unwrap_or(value)),
        };
        if span.chars().all(|letter| letter.is_ascii_digit()) {
            return None;
        }
        let unknown = || Self::Unknown(format!("{} is no age: age:>3d, age:<2h, age:>1w", brief(value)));
        let than = span.char_indices().next_back().and_then(|(at, unit)| {
            let count: i64 = span.get(..at)?.parse().ok()?;
            match unit {
                'm' => TimeDelta::try_minutes(count),
                'h' => TimeDelta::try_hours(count),
                'd' => TimeDelta::try_days(count),
                'w' => TimeDelta::try_weeks(count),
                _ => None,
            }
        });
        Some(than.map_or_else(unknown, |than| Self::Age { is_older, than }))
    }

    /// The word, if it is one like any other.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Why it can mean nothing.
    pub(super) fn doubt(&self) -> Option<String> {
        match self {
            Self::Unknown(why) => Some(why.clone()),
            Self::Kind(kind) => kinds::doubt(kind),
            _ => None,
        }
    }

    /// Whether no task is like both, so that who asks for both wants either.
    pub(super) fn is_either(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Kind(_), Self::Kind(_)) | (Self::Who(_), Self::Who(_)))
    }

    /// Whether a task is like that; nothing where that cannot be said.
    pub(super) fn fits(&self, task: &Task, today: Option<&Today>) -> Option<bool> {
        match self {
            Self::Word(word) => Some(mentions(task, word)),
            Self::Letters(letters) => {
                Some(has_letters(task.subject(), letters) || has_letters(task.who().best(), letters))
            }
            Self::Kind(kind) => Some(is_kind(&task.kind, kind)),
            Self::Lead(name) => {
                let who = task.who();
                Some(
                    [who.lead, who.contact, who.phone].into_iter().flatten().any(|part| contains(part, name)),
                )
            }
            Self::Who(name) => {
                let assignee = task.assignee.as_ref().and_then(|person| person.name());
                Some(assignee.is_some_and(|assignee| contains(assignee, name)))
            }
            Self::Is(state) => state.fits(task, today),
            Self::Age { is_older, than } => {
                let since = came(task)?;
                Some((today?.now - since >= *than) == *is_older)
            }
            Self::Unknown(_) => None,
        }
    }
}

impl State {
    fn fits(self, task: &Task, today: Option<&Today>) -> Option<bool> {
        let is_on = |is: fn(chrono::NaiveDate, chrono::NaiveDate) -> bool| {
            let today = today?;
            Some(task.due.is_some_and(|due| is(due.day(today.zone), today.day)))
        };
        match self {
            Self::Overdue => Some(heat::is_overdue(task, today?)),
            Self::Today => is_on(|day, today| day == today),
            Self::Later => Some(is_later_today(task, today?)),
            Self::Inbound => Some(task.kind.is_inbound()),
            Self::Urgent => Some(matches!(task.priority, Some(Priority::High))),
        }
    }
}

// What somebody outside caused is as old as that; the rest as old as the task.
fn came(task: &Task) -> Option<Timestamp> {
    match task.due {
        Some(Due::At(at)) if task.kind.is_inbound() => Some(at),
        _ => task.created.at,
    }
}

fn names(states: &[(&str, State)]) -> String {
    states.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn is_kind(kind: &Kind, wanted: &str) -> bool {
    let word = kind.word().to_lowercase();
    word.starts_with(wanted) || kind.wire_name().starts_with(wanted)
}

fn mentions(task: &Task, word: &str) -> bool {
    task.texts().any(|text| contains(text, word)) || kinds(task).any(|kind| begins_with(kind, word))
}

/// What a task is called by its kind, from each of the words on: a voicemail is no email.
pub(super) fn kinds(task: &Task) -> impl Iterator<Item = &str> {
    let names = [task.kind.word(), task.kind.title()].into_iter();
    names.flat_map(|name| {
        let later = name.match_indices(' ').filter_map(move |(at, _)| name.get(at + 1..));
        std::iter::once(name).chain(later)
    })
}

/// Whether a folded word is how a text begins.
pub(super) fn begins_with(text: &str, word: &str) -> bool {
    let mut letters = fuzzy::letters(text);
    word.chars().all(|letter| letters.next() == Some(letter))
}

// The letters in their order, others between them or not. A matcher that ranks would cost more than all the rest.
fn has_letters(text: &str, letters: &str) -> bool {
    let mut text = fuzzy::letters(text);
    letters.chars().all(|letter| text.any(|other| other == letter))
}

/// Whether a folded word occurs in a text. Almost all text is ASCII, where only the places are looked at where the
/// first letter stands.
pub(super) fn contains(text: &str, word: &str) -> bool {
    let Some(first) = word.bytes().next().filter(|_| text.is_ascii()) else {
        return fuzzy::holds(text, word);
    };
    let begins = memchr::memchr2_iter(first, first.to_ascii_uppercase(), text.as_bytes());
    begins
        .filter_map(|at| text.as_bytes().get(at..at + word.len()))
        .any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{LeadId, Named, UserId};
    use crate::domain::task::Stamp;
    use crate::domain::zone::Zone;

    fn today() -> Today {
        Today::at("2026-03-06T14:00:00Z".parse().unwrap(), Zone::UTC)
    }

    fn task() -> Task {
        Task {
            kind: Kind::MissedCall(Box::default()),
            lead: Some(Named::new(LeadId::new("lead_1"), "Acme Corporation")),
            assignee: Some(Named::new(UserId::new("user_1"), "Ana Lopez")),
            due: Due::read("2026-03-05T08:00:00Z").ok(),
            created: Stamp { at: "2026-03-01T08:00:00Z".parse().ok(), by: None },
            priority: Some(Priority::High),
            ..Task::new("task_1", "x")
        }
    }

    fn keeps(text: &str) -> bool {
        super::super::Filter::read(text).keeps(&task(), Some(&today()))
    }

    #[test]
    fn a_word_with_a_colon_asks_one_thing() {
        for text in [
            "kind:missed",
            "kind:missed-calls",
            "kind:mis",
            "lead:acme",
            "who:ana",
            "is:overdue",
            "is:inbound",
            "is:urgent",
            "~acmcorp",
        ] {
            assert!(keeps(text), "{text}");
            assert!(!keeps(&format!("!{text}")), "!{text}");
        }
        for text in ["kind:email", "lead:bolt", "who:bo", "is:today", "is:later", "~acmezz"] {
            assert!(!keeps(text), "{text}");
            assert!(keeps(&format!("!{text}")), "!{text}");
        }
    }

    #[test]
    fn what_came_in_is_as_old_as_that() {
        for (text, is_kept) in [
            ("age:>1d", true),
            ("age:>30h", true),
            ("age:>2d", false),
            ("age:<2d", true),
            ("age:30m", true),
            ("age:<1w", true),
        ] {
            assert_eq!(keeps(text), is_kept, "{text}");
        }
    }

    #[test]
    fn half_a_question_leaves_out_nothing() {
        for text in ["kind:", "is:over", "age:>3", "age:", "lead:", "~", "!", "!is:over"] {
            assert!(keeps(text), "{text}");
        }
    }

    #[test]
    fn what_can_mean_nothing_is_said() {
        let doubt = |text: &str| super::super::Filter::read(text).doubt();
        assert!(doubt("kind:vociemail").is_some_and(|why| why.contains("called vociemail: try call")));
        assert!(doubt("is:lost").is_some_and(|why| why.contains("overdue, today")));
        assert!(doubt("age:>3y").is_some_and(|why| why.contains("age:>3d")));
        assert_eq!(doubt("kind:voi is:o age:>3 x:y http://a"), None);
    }

    #[test]
    fn a_colon_in_other_words_is_a_letter() {
        assert!(!keeps("http://acme"));
        assert!(super::super::Filter::read("re:").keeps(&Task::new("t", "Re: offer"), None));
    }
}
