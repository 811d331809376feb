//! Options that are one of a few words.
//!
//! The words of each option are a table beside its type; letter case does not matter.

use std::marker::PhantomData;

use super::given::{Given, Wrong};
use super::mistake::nearest;
use super::options::Reader;
use super::values::{Clipboard, Color, Mouse, Notify, Signs};
use crate::app::layout::Side;
use crate::app::presets::Preset;
use crate::domain::arrangement::{Grouping, Sort};
use crate::domain::tab::Tab;
use crate::domain::when::{DateOrder, NextWeekday};

/// Something written as one of a few words.
pub(super) trait Worded: Copy + PartialEq + 'static {
    /// Each word with what it means.
    const WORDS: &'static [(&'static str, Self)];
}

impl Worded for Side {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("right", Self::Right), ("below", Self::Below), ("off", Self::Off)];
}

impl Worded for Signs {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("unicode", Self::Unicode), ("ascii", Self::Ascii)];
}

impl Worded for Color {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("always", Self::Always),
        ("rgb", Self::Rgb),
        ("256", Self::Indexed),
        ("16", Self::Named),
        ("never", Self::Never),
    ];
}

impl Worded for Preset {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("default", Self::Default),
        ("superhuman", Self::Superhuman),
        ("vim", Self::Vim),
        ("plain", Self::Plain),
    ];
}

impl Worded for Clipboard {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("tmux", Self::Tmux),
        ("osc52", Self::Terminal),
        ("native", Self::Native),
        ("box", Self::Box),
    ];
}

impl Worded for Mouse {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("on", Self::On), ("off", Self::Off)];
}

impl Worded for Notify {
    const WORDS: &'static [(&'static str, Self)] =
        &[("bell", Self::Bell), ("desktop", Self::Desktop), ("off", Self::Off)];
}

impl Worded for Tab {
    const WORDS: &'static [(&'static str, Self)] =
        &[("inbox", Self::Inbox), ("future", Self::Future), ("archive", Self::Archive)];
}

impl Worded for Sort {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("due", Self::Due),
        ("newest", Self::Newest),
        ("hottest", Self::Hottest),
        ("priority", Self::Priority),
    ];
}

impl Worded for Grouping {
    const WORDS: &'static [(&'static str, Self)] =
        &[("none", Self::Nothing), ("lead", Self::Lead), ("day", Self::Day), ("kind", Self::Kind)];
}

impl Worded for NextWeekday {
    const WORDS: &'static [(&'static str, Self)] =
        &[("calendar-week", Self::CalendarWeek), ("second", Self::Second), ("nearest", Self::Nearest)];
}

impl Worded for Option<DateOrder> {
    const WORDS: &'static [(&'static str, Self)] =
        &[("both", None), ("day-month", Some(DateOrder::DayMonth)), ("month-day", Some(DateOrder::MonthDay))];
}

/// An option that is one of the words of its type.
pub(super) struct Choice<T>(PhantomData<T>);

impl<T: Worded> Reader for Choice<T> {
    type Value = T;

    fn read(given: &Given, into: &mut T) -> Result<(), Wrong> {
        let piece = given.one()?;
        let found = T::WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(piece.text));
        let (_, value) = found.ok_or_else(|| piece.wrong(hint::<T>(piece.text)))?;
        *into = *value;
        Ok(())
    }

    fn show(value: &T) -> String {
        let word = T::WORDS.iter().find(|(_, meant)| meant == value).map_or("", |(word, _)| word);
        format!("{word:?}")
    }
}

/// The word of a preset as it is written in the file, quotes included.
pub fn word_of_preset(preset: Preset) -> String {
    Choice::show(&preset)
}

fn hint<T: Worded>(text: &str) -> String {
    let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
    match nearest(text, words.iter().copied()) {
        Some(word) => format!("did you mean {word:?}?"),
        None => format!("use {}", either(&words)),
    }
}

fn either(words: &[&str]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => words.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(text: &str) -> Result<Side, Wrong> {
        let mut side = Side::Auto;
        Choice::read(&Given::in_variable(text), &mut side).map(|()| side)
    }

    #[test]
    fn a_word_is_read_in_any_case() {
        assert_eq!(side("below"), Ok(Side::Below));
        assert_eq!(side(" Right "), Ok(Side::Right));
    }

    #[test]
    fn a_misspelt_word_is_answered_with_the_nearest() {
        assert_eq!(side("belwo").unwrap_err().hint, "did you mean \"below\"?");
    }

    #[test]
    fn a_foreign_word_is_answered_with_all_of_them() {
        assert_eq!(side("42").unwrap_err().hint, "use auto, right, below or off");
    }

    #[test]
    fn orders_are_called_here_as_everywhere_else() {
        assert!(Sort::WORDS.iter().all(|(word, sort)| *word == sort.name()));
        assert!(Grouping::WORDS.iter().all(|(word, grouping)| *word == grouping.name()));
        assert_eq!((Sort::WORDS.len(), Grouping::WORDS.len()), (Sort::ALL.len(), Grouping::ALL.len()));
    }

    #[test]
    fn what_is_shown_reads_back() {
        for (word, value) in Option::<DateOrder>::WORDS {
            assert_eq!(Choice::show(value), format!("{word:?}"));
        }
    }
}
