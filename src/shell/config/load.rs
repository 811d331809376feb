//! Environment over file over defaults, option by option.
//!
//! Nothing stops here: whatever cannot be used is left out and becomes a mistake. The environment comes in
//! as a function, so tests need no real one.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::accounts::Accounts;
use super::file::{self, Trouble};
use super::given::{Given, Wrong};
use super::keys::Keys;
use super::mistake::{Mistake, Place, nearest};
use super::options::{OPTIONS, Row};
use super::salvage::salvage;
use super::themes::{Changes, Found, Shelf};
use super::values::Config;
use super::views::Views;
use crate::app::rebind::{Refusal, Wish, rebind};
use crate::shell::places;

/// The section of the file that holds accounts.
const ACCOUNTS: &str = "accounts";
/// The section of the file that holds keys.
const KEYS: &str = "keys";
/// The section of the file that holds views.
const VIEWS: &str = "views";
/// The option that may be a section too.
const THEME: &str = "theme";

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
    wishes: Vec<Wish>,
    /// Where each of the keys in them stands.
    written: Vec<Place>,
    /// What is to look otherwise than in the theme, and where the theme is named.
    changes: Changes,
    theme_at: Option<Place>,
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
    loaded.bind_keys();
    let path = source.path();
    loaded.choose_theme(Shelf { folder: path.as_deref().and_then(Path::parent), environment });
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
                Some(row) if row.name == THEME => self.read_theme(row, value, path, text),
                Some(row) => self.set_from_file(row, &Given::in_file(value), path, text),
                None if name.get_ref() == ACCOUNTS => self.read_accounts(value, path, text),
                None if name.get_ref() == KEYS => self.read_keys(value, path, text),
                None if name.get_ref() == VIEWS => self.read_views(value, path, text),
                None => self.note(Place::in_text(path, text, name.span().start), unknown(name.get_ref())),
            }
        }
        self.mistakes.sort_by_key(|mistake| order(&mistake.place));
    }

    fn read_accounts(&mut self, value: &Spanned<DeValue<'_>>, path: &Path, text: &str) {
        let accounts = Accounts::read(value);
        self.config.accounts = accounts.all;
        accounts.mistakes.into_iter().for_each(|(at, why)| self.note(Place::in_text(path, text, at), why));
    }

    fn read_keys(&mut self, value: &Spanned<DeValue<'_>>, path: &Path, text: &str) {
        let keys = Keys::read(value);
        self.wishes = keys.wishes;
        self.written = keys.written.into_iter().map(|at| Place::in_text(path, text, at)).collect();
        keys.mistakes.into_iter().for_each(|(at, why)| self.note(Place::in_text(path, text, at), why));
    }

    fn read_views(&mut self, value: &Spanned<DeValue<'_>>, path: &Path, text: &str) {
        let views = Views::read(value);
        self.config.views = views.views;
        views.mistakes.into_iter().for_each(|(at, why)| self.note(Place::in_text(path, text, at), why));
    }

    // A theme by its name, or a section with what differs from one.
    fn read_theme(&mut self, row: &Row, value: &Spanned<DeValue<'_>>, path: &Path, text: &str) {
        let DeValue::Table(table) = value.get_ref() else {
            self.theme_at = Some(Place::in_text(path, text, value.span().start));
            return self.set_from_file(row, &Given::in_file(value), path, text);
        };
        let mut changes = Changes::read(table);
        for (at, why) in changes.mistakes.drain(..) {
            self.note(Place::in_text(path, text, at), why);
        }
        if let Some((at, name)) = changes.like.take() {
            self.theme_at = Some(Place::in_text(path, text, at));
            self.config.theme = name;
        }
        self.changes = changes;
    }

    // Last, as the environment may have chosen another theme; what the file changes was not meant for that.
    fn choose_theme(&mut self, shelf: Shelf<'_>) {
        if let Some(Place::Variable(_)) = self.theme_at {
            self.changes = Changes::default();
        }
        let found = shelf.find(&self.config.theme).unwrap_or_else(|why| {
            self.note(self.theme_at.clone().unwrap_or(Place::Nowhere), why);
            Found::default()
        });
        self.mistakes.extend(found.mistakes);
        self.config.look = self.changes.on(found.theme);
    }

    // Last, as the environment may have chosen the keys to begin with.
    fn bind_keys(&mut self) {
        let (keymap, refusals) = rebind(self.config.preset, &self.wishes);
        self.config.keymap = keymap;
        for Refusal { at, why, other } in refusals {
            let place = self.written.get(at).cloned().unwrap_or(Place::Nowhere);
            let other = other.and_then(|other| match self.written.get(other)? {
                Place::Line { line, .. } => Some(format!(" (see line {line})")),
                _ => None,
            });
            self.note(place, format!("{why}{}.", other.unwrap_or_default()));
        }
        // Those of the environment stand behind those of the file.
        self.mistakes
            .sort_by_key(|mistake| (matches!(mistake.place, Place::Variable(_)), order(&mistake.place)));
    }

    fn set_from_file(&mut self, row: &Row, given: &Given, path: &Path, text: &str) {
        if let Err(wrong) = (row.set)(&mut self.config, given) {
            let sentence = self.refusal(row, &wrong);
            self.note(Place::in_text(path, text, wrong.at), sentence);
        }
        let secret = self.config.secret(row.name).filter(|_| file::is_open_to_others(path));
        if let Some(secret) = secret {
            let sentence = format!("Others can read your {secret} here; run: chmod 600 {}", path.display());
            self.note(Place::in_text(path, text, given.at), sentence);
        }
    }

    fn read_environment(&mut self, environment: &dyn Fn(&str) -> Option<String>) {
        for row in OPTIONS {
            let Some(text) = environment(row.variable).filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            if let Err(wrong) = (row.set)(&mut self.config, &Given::in_variable(&text)) {
                let sentence = self.refusal(row, &wrong);
                self.note(Place::Variable(row.variable), sentence);
            } else if row.name == THEME {
                self.theme_at = Some(Place::Variable(row.variable));
            }
        }
    }

    fn refusal(&self, row: &Row, wrong: &Wrong) -> String {
        let Wrong { said, hint, .. } = wrong;
        let end = if hint.ends_with('?') { "" } else { "." };
        format!("{} cannot be {said}: {hint}{end} It stays {}.", row.name, row.show(&self.config))
    }

    fn note(&mut self, place: Place, sentence: impl Into<String>) {
        self.mistakes.push(Mistake { place, sentence: sentence.into() });
    }
}

fn order(place: &Place) -> (usize, usize) {
    match place {
        Place::Line { line, column, .. } => (*line, *column),
        _ => (0, 0),
    }
}

fn unknown(name: &str) -> String {
    match nearest(name, OPTIONS.iter().map(|row| row.name).chain([KEYS, VIEWS, ACCOUNTS])) {
        Some(near) => format!("There is no option {name:?}; did you mean {near}?"),
        None => format!("There is no option {name:?}; `closeout config example` shows them all."),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::app::action::Action;
    use crate::app::layout::Side;

    struct Scene {
        _folder: tempfile::TempDir,
        path: PathBuf,
    }

    fn scene(text: &str) -> Scene {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, text).unwrap();
        Scene { _folder: folder, path }
    }

    fn load_both(text: &str, variables: &[(&str, &str)]) -> Loaded {
        let environment = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        load(&Source::Named(scene(text).path.clone()), &environment)
    }

    fn load_text(text: &str) -> Loaded {
        let scene = scene(text);
        load(&Source::Named(scene.path.clone()), &|_| None)
    }

    /// Mistakes without the folder, which differs from run to run.
    fn mistakes(loaded: &Loaded) -> Vec<String> {
        let words = loaded.mistakes.iter().map(|mistake| match &mistake.place {
            Place::Line { line, column, .. } => format!("{line}:{column}: {}", mistake.sentence),
            Place::Variable(name) => format!("{name}: {}", mistake.sentence),
            _ => mistake.sentence.clone(),
        });
        words.collect()
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_the_default() {
        let loaded = load_both("refresh = 90\npreview = 'off'\n", &[("CLOSEOUT_REFRESH", "120")]);
        assert_eq!((loaded.config.refresh, loaded.config.preview), (120, Side::Off));
        assert!(loaded.mistakes.is_empty());
    }

    #[test]
    fn a_wrong_variable_leaves_what_the_file_says() {
        let loaded = load_both("refresh = 90\n", &[("CLOSEOUT_REFRESH", "soon"), ("CLOSEOUT_PREVIEW", " ")]);
        assert_eq!(loaded.config.refresh, 90);
        let expected =
            "CLOSEOUT_REFRESH: refresh cannot be \"soon\": use whole seconds from 30 to 3600. It stays 90.";
        assert_eq!(mistakes(&loaded), [expected]);
    }

    #[test]
    fn a_wrong_value_keeps_its_default_and_leaves_the_rest() {
        let loaded = load_text("preview = 'belwo'\nrefresh = 5\nwork_days = ['mon', 'x']\nsigns = 'ascii'\n");
        assert_eq!((loaded.config.preview, loaded.config.refresh), (Side::Auto, 60));
        assert_eq!(loaded.config.signs, super::super::values::Signs::Ascii);
        let expected = [
            "1:11: preview cannot be \"belwo\": did you mean \"below\"? It stays \"auto\".",
            "2:11: refresh cannot be \"5\": use whole seconds from 30 to 3600. It stays 60.",
            "3:21: work_days cannot be \"x\": write a day of the week such as monday or mon. \
             It stays [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"].",
        ];
        assert_eq!(mistakes(&loaded), expected);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let loaded = load_text("refesh = 90\n[themes]\ndark = true\n");
        let expected = [
            "1:1: There is no option \"refesh\"; did you mean refresh?",
            "2:2: There is no option \"themes\"; did you mean theme?",
        ];
        assert_eq!(mistakes(&loaded), expected);
    }

    #[test]
    fn keys_that_cannot_be_bound_are_mistakes_with_their_places_and_the_others_are_bound() {
        let text = "[keys.list]\ncomplete = ['x', 'g']\ncreate = ['x', 'C']\nmoev = ['m']\n";
        let loaded = load_both(text, &[("CLOSEOUT_KEYMAP", "vim")]);
        let said = mistakes(&loaded);
        assert!(said[0].starts_with("2:18: g is the beginning of g"), "{said:?}");
        assert_eq!(said[1], "3:11: x is bound twice, to complete and to create (see line 2).");
        assert_eq!(said[2], "4:1: There is no action \"moev\"; did you mean move?");
        let keymap = &loaded.config.keymap;
        let shown =
            [Action::Complete, Action::Create, Action::Move, Action::Redo].map(|action| keymap.shown(action));
        assert_eq!(shown, ["x", "C", "s", "Ctrl-r"]);
    }

    #[test]
    fn accounts_are_sections_and_a_mistake_in_one_has_its_place() {
        let loaded =
            load_text("default_account = 'work'\n[accounts.work]\nread_only = true\nacent = 'red'\n");
        assert_eq!(mistakes(&loaded), ["4:1: An account has no \"acent\"; did you mean accent?"]);
        let [work] = &loaded.config.accounts[..] else { panic!("{loaded:?}") };
        assert!(work.read_only && loaded.config.default_account == work.name);
    }

    #[test]
    fn a_line_that_is_not_toml_does_not_lose_the_others() {
        let loaded = load_text("preview = 'off'\ntimezone = Europe/Berlin\nrefresh = 90\n");
        assert_eq!((loaded.config.preview, loaded.config.refresh), (Side::Off, 90));
        assert!(loaded.config.timezone.is_none());
        assert!(
            mistakes(&loaded)[0]
                .starts_with("2:12: This is not TOML (a text needs quotes around it); this is left out.")
        );
    }

    #[test]
    fn a_file_that_has_to_be_there_and_is_not_is_a_mistake() {
        let path = scene("").path;
        let loaded = load(&Source::Named(path.clone()), &|_| None);
        assert_eq!(loaded.mistakes[0].place, Place::File(path));
    }

    #[test]
    fn the_usual_file_may_be_absent_and_is_never_made() {
        let scene = scene("");
        let path = scene.path.with_file_name("other.toml");
        let mut loaded = Loaded::default();
        loaded.read_file(&path, false);
        assert!(loaded.mistakes.is_empty() && !path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_taken_with_a_warning_that_does_not_repeat_it() {
        use std::os::unix::fs::PermissionsExt;
        let scene = scene("api_key = 'api_secret'\n");
        let with_mode = |mode| {
            fs::set_permissions(&scene.path, fs::Permissions::from_mode(mode)).unwrap();
            load(&Source::Named(scene.path.clone()), &|_| None)
        };
        assert!(with_mode(0o600).mistakes.is_empty());
        let loaded = with_mode(0o644);
        assert!(loaded.config.api_key.is_some() && mistakes(&loaded)[0].contains("chmod 600"));
        assert!(!format!("{loaded:?}").contains("api_secret"));
    }

    #[test]
    fn a_key_in_place_of_something_else_is_the_only_secret_we_can_know() {
        let loaded = load_text("api_key = ['api_secret']\n");
        assert!(!mistakes(&loaded)[0].contains("api_secret"));
    }
}
