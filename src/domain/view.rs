//! A view: what a list shows, under a name.
//!
//! It holds everything that decides what is seen, so that opening one is the same as asking for each of its
//! parts. Knows nothing of how it is opened or kept.

use super::arrangement::Arrangement;
use super::id::{LeadId, Named, Text};
use super::tab::Tab;
use super::whose::Whose;

/// What a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What it is called.
    pub name: Text,
    /// The tab.
    pub tab: Tab,
    /// The filter, as it would be typed.
    pub filter: Text,
    /// The one lead whose tasks are shown.
    pub lead: Option<Named<LeadId>>,
    /// What comes first, and what stands together.
    pub order: Arrangement,
    /// Whose tasks.
    pub whose: Scope,
}

/// Whose tasks a view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of these people.
    Of(Whose),
    /// Those of whoever is called this; who that is turns out when the view is opened.
    Called(Text),
}

/// How many letters a name has at most.
const LONGEST: usize = 40;

impl View {
    /// A view that shows a tab as it is.
    pub fn of_tab(name: impl Into<Text>, tab: Tab) -> Self {
        Self {
            name: name.into(),
            tab,
            filter: Text::from(""),
            lead: None,
            order: Arrangement::of(tab),
            whose: Scope::Of(Whose::Us),
        }
    }

    /// Whether it is called this, case aside.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.trim().to_lowercase()
    }
}

impl Scope {
    /// Reads the words for it.
    pub fn read(words: &str) -> Self {
        match words.to_lowercase().as_str() {
            "me" => Self::Of(Whose::Us),
            "everyone" => Self::Of(Whose::Everyone),
            _ => Self::Called(Text::from(words)),
        }
    }
}

/// A name as a view can have it; else why not, in a sentence without its end.
pub fn check_name(name: &str) -> Result<Text, String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err("a view needs a name".into());
    }
    if name.chars().any(char::is_control) {
        return Err("the name of a view is made of letters".into());
    }
    if name.chars().count() > LONGEST {
        return Err(format!("the name of a view has at most {LONGEST} letters"));
    }
    if Tab::ALL.into_iter().any(|tab| tab.title().eq_ignore_ascii_case(&name)) {
        return Err(format!("{name} is a tab, so no view can be called that"));
    }
    Ok(name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_plain_and_not_that_of_a_tab() {
        assert_eq!(check_name("  hot \t leads ").as_deref(), Ok("hot leads"));
        for (name, said) in
            [(" ", "needs a name"), ("a\u{1b}b", "letters"), (&"x".repeat(41), "40"), ("inbox", "is a tab")]
        {
            assert!(check_name(name).unwrap_err().contains(said), "{name}");
        }
    }

    #[test]
    fn a_view_answers_to_its_name_in_any_case() {
        assert!(View::of_tab("Hot Łeads", Tab::Inbox).is_called(" hot łeads "));
        assert!(!View::of_tab("hot", Tab::Inbox).is_called("hot leads"));
    }

    #[test]
    fn me_and_everyone_are_known_at_once_and_others_by_name() {
        assert_eq!(Scope::read("Me"), Scope::Of(Whose::Us));
        assert_eq!(Scope::read("everyone"), Scope::Of(Whose::Everyone));
        assert_eq!(Scope::read("Ana"), Scope::Called("Ana".into()));
    }
}
