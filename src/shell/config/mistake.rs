//! What is wrong with the configuration, where, and what would be right.
//!
//! Lines and columns count from one, columns in characters, as editors do.

use std::fmt;
use std::path::{Path, PathBuf};

/// Something in the configuration that was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is.
    pub place: Place,
    /// What is wrong, and what would be right.
    pub sentence: String,
}

/// Where a mistake is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    Line {
        /// The file.
        file: PathBuf,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// A file as a whole.
    File(PathBuf),
    /// A variable of the environment.
    Variable(&'static str),
    /// There is no place for the file.
    Nowhere,
}

impl Mistake {
    /// Whether it is about this option.
    pub fn is_about(&self, option: &str) -> bool {
        self.sentence.contains(option)
    }

    /// The same for a screen: the file without its folders.
    pub fn brief(&self) -> String {
        let name = |file: &Path| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match &self.place {
            Place::Line { file, line, column } => {
                format!("{}:{line}:{column}: {}", name(file), self.sentence)
            }
            Place::File(file) => format!("{}: {}", name(file), self.sentence),
            Place::Variable(_) | Place::Nowhere => self.to_string(),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Line { file, line, column } => write!(f, "{}:{line}:{column}: ", file.display())?,
            Place::File(file) => write!(f, "{}: ", file.display())?,
            Place::Variable(name) => write!(f, "{name}: ")?,
            Place::Nowhere => {}
        }
        f.write_str(&self.sentence)
    }
}

impl Place {
    /// The place `at` bytes into the text of a file.
    pub(super) fn in_text(file: &Path, text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
        Self::Line { file: file.to_owned(), line, column }
    }
}

/// The name that comes closest to a misspelt one, if any comes close.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let close = names.map(|name| (strsim::jaro_winkler(&word, name), name));
    let best = close.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.filter(|(likeness, _)| *likeness > 0.8).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, at: usize) -> (usize, usize) {
        match Place::in_text(Path::new("config.toml"), text, at) {
            Place::Line { line, column, .. } => (line, column),
            _ => (0, 0),
        }
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(place("a = 1\nb = 2\n", 0), (1, 1));
        assert_eq!(place("a = 1\nb = 2\n", 10), (2, 5));
        assert_eq!(place("a = 1\n", 6), (2, 1));
    }

    #[test]
    fn columns_count_characters_and_no_byte_order_mark() {
        let text = "\u{feff}ü = 1";
        assert_eq!(place(text, text.find('1').unwrap()), (1, 5));
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        assert_eq!(place("a = 1", 99), (1, 6));
    }

    #[test]
    fn a_misspelt_name_is_known_and_a_foreign_one_is_not() {
        let names = ["refresh", "preview", "timezone"];
        assert_eq!(nearest("previw", names.into_iter()), Some("preview"));
        assert_eq!(nearest("TimeZone", names.into_iter()), Some("timezone"));
        assert_eq!(nearest("colour_of_money", names.into_iter()), None);
    }

    #[test]
    fn a_mistake_is_written_as_editors_read_it() {
        let place = Place::in_text(Path::new("config.toml"), "a = 1\nb", 6);
        let mistake = Mistake { place, sentence: "What is this?".into() };
        assert_eq!(mistake.to_string(), "config.toml:2:1: What is this?");
    }

    #[test]
    fn on_the_screen_a_file_is_named_without_its_folders() {
        let place = Place::in_text(Path::new("/home/ada/.config/closeout/config.toml"), "a = 1\nb", 6);
        let mistake = Mistake { place, sentence: "What is this?".into() };
        assert_eq!(mistake.brief(), "config.toml:2:1: What is this?");
    }
}
