//! Environment over file over defaults, option by option.
//!
//! Nothing stops here: whatever cannot be used is left out and becomes a mistake. The environment comes in as a
//! function, so tests need no real one.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::file::{self, Trouble};
use super::given::{Given, Wrong};
use super::mistake::{Mistake, Place, nearest};
use super::options::{OPTIONS, Row};
use super::salvage::salvage;
use super::values::Config;
use crate::shell::places;

/// Where the options come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The file at the usual place, if it is there.
    Usual,
    /// This file, which has to be there.
    Named(PathBuf),
}

/// What is set, and what could not be used.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What is set.
    pub config: Config,
    /// What could not be used, file first.
    pub mistakes: Vec<Mistake>,
}

impl Source {
    /// The file, whether it is there or not; none on a machine that has no place for it.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Usual => places::config_file(),
            Self::Named(path) => Some(path.clone()),
        }
    }
}

/// Everything that is set.
pub fn load(source: &Source, environment: &dyn Fn(&str) -> Option<String>) -> Loaded {
    let mut loaded = Loaded::default();
    match source.path() {
        Some(path) => loaded.read_file(&path, matches!(source, Source::Named(_))),
        None => loaded.note(Place::Nowhere, "There is no home folder to look for config.toml in."),
    }
    loaded.read_environment(environment);
    loaded
}

impl Loaded {
    fn read_file(&mut self, path: &Path, must_exist: bool) {
        match file::read(path) {
            Ok(text) => self.read_text(path, &text),
            Err(Trouble::Missing) if !must_exist => {}
            Err(trouble) => {
                let place = match &trouble {
                    Trouble::NotText { before } => Place::in_text(path, before, before.len()),
                    _ => Place::File(path.to_owned()),
                };
                self.note(place, trouble.to_string());
            }
        }
    }

    fn read_text(&mut self, path: &Path, text: &str) {
        let (readable, faults) = salvage(text);
        for fault in faults {
            let lost = if fault.is_last { "the rest of the file is" } else { "this is" };
            let sentence = format!("This is not TOML ({}); {lost} left out.", fault.why);
            self.note(Place::in_text(path, text, fault.at), sentence);
        }
        let (table, _) = DeTable::parse_recoverable(&readable);
        for (name, value) in table.get_ref() {
            match Row::named(name.get_ref()) {
                Some(row) => self.set_from_file(row, &Given::in_file(value), path, text),
                None => self.note(Place::in_text(path, text, name.span().start), unknown(name.get_ref())),
            }
        }
        self.mistakes.sort_by_key(|mistake| match mistake.place {
            Place::Line { line, column, .. } => (line, column),
            _ => (0, 0),
        });
    }

    fn set_from_file(&mut self, row: &Row, given: &Given, path: &Path, text: &str) {
        if let Err(wrong) = (row.set)(&mut self.config, given) {
            let sentence = self.refusal(row, &wrong);
            self.note(Place::in_text(path, text, wrong.at), sentence);
        }
        if row.name == "api_key" && self.config.api_key.is_some() && file::is_open_to_others(path) {
            let sentence = format!("Others can read your key here; run: chmod 600 {}", path.display());
            self.note(Place::in_text(path, text, given.at), sentence);
        }
    }

    fn read_environment(&mut self, environment: &dyn Fn(&str) -> Option<String>) {
        for row in OPTIONS {
            let Some(text) = environment(row.variable).filter(|text| !text.trim().is_empty()) else { continue };
            if let Err(wrong) = (row.set)(&mut self.config, &Given::in_variable(&text)) {
                let sentence = self.refusal(row, &wrong);
                self.note(Place::Variable(row.variable), sentence);
            }
        }
    }

    fn refusal(&self, row: &Row, wrong: &Wrong) -> String {
        let Wrong { said, hint, .. } = wrong;
        format!("{} cannot be {said}: {hint}. It stays {}.", row.name, row.show(&self.config))
    }

    fn note(&mut self, place: Place, sentence: impl Into<String>) {
        self.mistakes.push(Mistake { place, sentence: sentence.into() });
    }
}

fn unknown(name: &str) -> String {
    match nearest(name, OPTIONS.iter().map(|row| row.name)) {
        Some(near) => format!("There is no option {name:?}; did you mean {near}?"),
        None => format!("There is no option {name:?}; `closeout config example` shows them all."),
    }
}
