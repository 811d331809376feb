//! What may stand behind `--view`: a tab, or a view of the user's.
//!
//! Which views there are is known later: they are in the options and in the store.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

use crate::domain::tab::Tab;

/// A tab, or a view by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// A tab.
    Tab(Tab),
    /// A view that is called this.
    Named(String),
}

/// Reads either. Only the tabs can be named before anything is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Views;

impl TypedValueParser for Views {
    type Value = View;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, typed: &OsStr) -> Result<View, clap::Error> {
        let typed = StringValueParser::new().parse_ref(command, arg, typed)?;
        let tab = Tab::ALL.into_iter().find(|tab| tab.title().eq_ignore_ascii_case(typed.trim()));
        Ok(tab.map_or_else(|| View::Named(typed.trim().to_owned()), View::Tab))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let tabs = [
            ("inbox", "What waits now"),
            ("future", "What comes from tomorrow on"),
            ("archive", "What is done"),
        ];
        Some(Box::new(tabs.into_iter().map(|(tab, says)| PossibleValue::new(tab).help(says))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_a_tab_in_any_case_and_everything_else_a_name() {
        let read = |typed: &str| Views.parse_ref(&Command::new("x"), None, OsStr::new(typed)).unwrap();
        assert_eq!(read("Future"), View::Tab(Tab::Future));
        assert_eq!(read("hot leads"), View::Named("hot leads".into()));
    }
}
