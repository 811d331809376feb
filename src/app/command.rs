//! The language of the palette, which is also what a key can be bound to.
//!
//! A command is an action by its name, or a verb with words behind it: `complete`, `move mon 9:00`. A row of
//! the table of verbs is the verb itself. What the words mean is found out when it is done, in `orders`:
//! tomorrow is another day every day.

use std::fmt;

use super::action::{Action, Place};
use crate::domain::tab::Tab;
use crate::domain::when::{self, Context, Habits, Refusal};
use crate::domain::zone::{Timestamp, Zone};

/// What a key or a line of the palette asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// An action, as its own key does it.
    Do(Action),
    /// A verb and its words.
    With(Verb, String),
}

/// Why a text is no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is neither an action nor a verb of this name.
    Unknown(String),
    /// It is not right, for this reason.
    Wrong(String),
}

macro_rules! verbs {
    ($($variant:ident: $name:literal, $words:literal, $title:literal, $action:expr;)+) => {
        /// Something that is done with words behind it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Verb {
            $(#[doc = $title] $variant,)+
        }

        impl Verb {
            /// Every verb.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// What it is called.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What stands behind it.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }

            /// What it does, before the words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// The action that asks for the words instead.
            pub const fn action(self) -> Option<Action> {
                match self { $(Self::$variant => $action,)+ }
            }
        }
    };
}

// A new verb is a row here, its meaning in `orders`, and what completes it in `palette`.
verbs! {
    Move: "move", "a day, such as mon 9:00 or 2bd", "Move to", Some(Action::Move);
    Assign: "assign", "a name", "Hand to", Some(Action::Assign);
    Filter: "filter", "words; !word leaves out", "Filter:", Some(Action::Filter);
    Show: "show", "me, everyone, a group or a name", "Show the tasks of", Some(Action::Whose);
    View: "view", "the name of a view", "Open the view", Some(Action::Views);
    Account: "account", "the name of an account", "Go on as", Some(Action::Account);
    Tab: "tab", "inbox, future or archive", "Go to", None;
}

impl Verb {
    /// The verb of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.name() == name)
    }

    /// A text that begins with a verb, taken apart; the words may be missing still.
    pub fn split(text: &str) -> Option<(Self, &str)> {
        let (first, words) = text.trim_start().split_once(char::is_whitespace)?;
        Some((Self::named(first)?, words.trim()))
    }

    /// The action that is refused where this is.
    pub fn kin(self) -> Action {
        self.action().unwrap_or(Action::NextTab)
    }

    // What can be known before it is done.
    fn check(self, words: &str) -> Result<(), String> {
        match self {
            Self::Move if matches!(when::spread(words, &long_ago()), Some(Ok(_))) => Ok(()),
            Self::Move => check_day(words),
            Self::Tab if tab_named(words).is_none() => Err(format!("the tabs are {}", self.words())),
            _ => Ok(()),
        }
    }
}

impl Command {
    /// Reads what was written.
    pub fn read(text: &str) -> Result<Self, Unread> {
        let text = text.trim();
        match Verb::split(text) {
            Some((verb, words)) => {
                verb.check(words).map(|()| Self::With(verb, words.to_owned())).map_err(Unread::Wrong)
            }
            None => Self::read_alone(text),
        }
    }

    fn read_alone(text: &str) -> Result<Self, Unread> {
        let first = text.split_whitespace().next().unwrap_or_default();
        match (Action::named(text), Verb::named(text), Action::named(first)) {
            (Some(action), _, _) => Ok(Self::Do(action)),
            (None, Some(verb), _) => Err(Unread::Wrong(format!("{text} needs {}", verb.words()))),
            (None, None, Some(_)) => Err(Unread::Wrong(format!("{first} takes no words behind it"))),
            _ => Err(Unread::Unknown(first.to_owned())),
        }
    }

    /// What it does, for help.
    pub fn title(&self) -> String {
        match self {
            Self::Do(action) => action.spec().title.into(),
            Self::With(verb, words) => format!("{} {words}", verb.title()),
        }
    }

    /// The action it is, or the one that asks for its words.
    pub fn action(&self) -> Option<Action> {
        match self {
            Self::Do(action) => Some(*action),
            Self::With(verb, _) => verb.action(),
        }
    }

    /// Where it works.
    pub fn place(&self) -> Place {
        match self {
            Self::Do(action) => action.spec().place,
            Self::With(..) => Place::List,
        }
    }
}

impl From<Action> for Command {
    fn from(action: Action) -> Self {
        Self::Do(action)
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Do(action) => f.write_str(action.spec().name),
            Self::With(verb, words) => write!(f, "{} {words}", verb.name()),
        }
    }
}

/// The tab of this name.
pub fn tab_named(name: &str) -> Option<Tab> {
    Tab::ALL.into_iter().find(|tab| tab.title().eq_ignore_ascii_case(name))
}

/// Whether a phrase is a day on some day or other; why not, in a sentence without its end.
pub fn check_day(phrase: &str) -> Result<(), String> {
    match when::read(phrase, &long_ago()) {
        Ok(_) | Err(Refusal::Past { .. }) => Ok(()),
        Err(refusal) => Err(refusal.to_string().trim_end_matches('.').to_owned()),
    }
}

// A day long past, so that a date that has gone by since is still a date.
fn long_ago() -> Context {
    let habits = Habits::default();
    Context { now: Timestamp::UNIX_EPOCH, zone: Zone::UTC, their_zone: Some(Zone::UTC), base: None, habits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_a_command_and_what_is_written_reads_back() {
        for action in Action::ALL {
            assert_eq!(Command::read(action.spec().name), Ok(Command::Do(*action)));
        }
        for text in [
            "move mon 9:00",
            "move spread tue-thu",
            "assign ana",
            "filter acme !email",
            "show everyone",
            "view hot leads",
            "account home",
            "tab future",
        ] {
            assert_eq!(Command::read(text).map(|command| command.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_command_is_said() {
        let why = |text: &str| Command::read(text).unwrap_err();
        assert_eq!(why("compleet"), Unread::Unknown("compleet".into()));
        assert_eq!(why("tab"), Unread::Wrong("tab needs inbox, future or archive".into()));
        assert_eq!(why("tab later"), Unread::Wrong("the tabs are inbox, future or archive".into()));
        assert_eq!(why("complete all"), Unread::Wrong("complete takes no words behind it".into()));
        assert!(matches!(why("move blursday"), Unread::Wrong(_)));
        assert_eq!(why(""), Unread::Unknown(String::new()));
    }

    #[test]
    fn a_verb_whose_words_can_be_asked_for_is_named_as_the_action_that_asks() {
        for verb in Verb::ALL {
            assert_eq!(verb.action(), Action::named(verb.name()), "{}", verb.name());
        }
    }
}
