//! Themes: those that come with the program, and files of the user's own.
//!
//! A theme file names a look for whatever is to look different; the rest is as in the theme it is `like`, or
//! as by default. `[theme]` in the file of options is such a theme too. Mistakes cost the one line they are in.

use std::path::{Path, PathBuf};

use ratatui::style::Style;
use toml::de::DeTable;

use super::file;
use super::given::{Given, Wrong};
use super::look;
use super::mistake::{Mistake, Place, nearest};
use super::salvage::salvage;
use crate::ui::theme::{Role, Theme};

/// The themes that come with the program, by name.
pub const SHIPPED: [(&str, &str); 4] = [
    ("beacon", include_str!("../../../assets/themes/beacon.toml")),
    ("compass", include_str!("../../../assets/themes/compass.toml")),
    ("dusk", include_str!("../../../assets/themes/dusk.toml")),
    ("linen", include_str!("../../../assets/themes/linen.toml")),
];

/// The sixteen colours of the terminal, on its own background.
pub(super) const TERMINAL: &str = "terminal";
/// What a theme says about where the rest of it comes from.
const LIKE: &str = "like";
/// Dark or light, where the terminal says which it is.
const AUTO: &str = "auto";

/// What a theme file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    /// The theme the rest is taken from, and where that is said, in bytes.
    pub(super) like: Option<(usize, String)>,
    looks: Vec<(&'static Role, Style)>,
    /// What cannot be, each with where it stands.
    pub(super) mistakes: Vec<(usize, String)>,
}

impl Changes {
    /// Reads what stands in a theme file, or in the section `[theme]`.
    pub(super) fn read(table: &DeTable<'_>) -> Self {
        let mut changes = Self::default();
        for (name, value) in table {
            let wrong = changes.take(name.get_ref(), &Given::in_file(value)).err();
            changes.mistakes.extend(wrong.map(|wrong| (wrong.at, refusal(name.get_ref(), &wrong))));
        }
        let is_known = |name: &str| name == LIKE || Theme::ROLES.iter().any(|role| role.name == name);
        for name in table.keys().filter(|name| !is_known(name.get_ref())) {
            changes.mistakes.push((name.span().start, unknown(name.get_ref())));
        }
        changes
    }

    fn take(&mut self, name: &str, given: &Given) -> Result<(), Wrong> {
        if name == LIKE {
            let piece = given.one()?;
            self.like = Some((piece.at, piece.text.to_owned()));
        }
        if let Some(role) = Theme::ROLES.iter().find(|role| role.name == name) {
            self.looks.push((role, look::read(given)?));
        }
        Ok(())
    }

    /// A theme with these looks in it.
    pub(super) fn on(&self, mut theme: Theme) -> Theme {
        for (role, style) in &self.looks {
            *(role.look)(&mut theme) = *style;
        }
        theme
    }
}

fn refusal(name: &str, Wrong { said, hint, .. }: &Wrong) -> String {
    let end = if hint.ends_with('?') { "" } else { "." };
    format!("{name} cannot be {said}: {hint}{end}")
}

fn unknown(name: &str) -> String {
    let names = Theme::ROLES.iter().map(|role| role.name).chain([LIKE]);
    match nearest(name, names.clone()) {
        Some(near) => format!("A theme has no {name:?}; did you mean {near}?"),
        None => format!("A theme has no {name:?}; it has {}.", names.collect::<Vec<_>>().join(", ")),
    }
}

/// A theme, and what is wrong with its file.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) theme: Theme,
    pub(super) mistakes: Vec<Mistake>,
}

/// Where themes are looked for.
#[derive(Clone, Copy)]
pub(super) struct Shelf<'a> {
    /// The folder of the file of options.
    pub(super) folder: Option<&'a Path>,
    /// The environment.
    pub(super) environment: &'a dyn Fn(&str) -> Option<String>,
}

impl Shelf<'_> {
    /// The theme of this name, or in this file; why there is none, in a sentence.
    pub(super) fn find(self, name: &str) -> Result<Found, String> {
        if let Some(theme) = self.known(name) {
            return Ok(Found { theme, mistakes: Vec::new() });
        }
        let path = self.path(name).ok_or_else(|| self.nothing(name))?;
        let text = file::read(&path).map_err(|trouble| match trouble {
            file::Trouble::Missing => self.nothing(name),
            trouble => format!("The theme {} is left out. {trouble}", path.display()),
        })?;
        Ok(self.read(&path, &text))
    }

    fn known(self, name: &str) -> Option<Theme> {
        match name {
            TERMINAL => Some(Theme::default()),
            AUTO => Some(match is_light((self.environment)("COLORFGBG").as_deref()) {
                Some(true) => shipped("linen")?,
                Some(false) => shipped("dusk")?,
                None => Theme::default(),
            }),
            name => shipped(name),
        }
    }

    // A name is a file among the user's themes; anything with a slash or an ending is a file by itself, beside the
    // file of options where it is not said where.
    fn path(self, name: &str) -> Option<PathBuf> {
        let is_file = name.contains(std::path::MAIN_SEPARATOR) || Path::new(name).extension().is_some();
        match name.strip_prefix("~/") {
            Some(rest) => Some(PathBuf::from((self.environment)("HOME")?).join(rest)),
            None if is_file && Path::new(name).is_absolute() => Some(name.into()),
            None if is_file => Some(self.folder?.join(name)),
            None => Some(self.folder?.join("themes").join(format!("{name}.toml"))),
        }
    }

    fn nothing(self, name: &str) -> String {
        let names = [TERMINAL, AUTO].into_iter().chain(SHIPPED.iter().map(|(name, _)| *name));
        let near = nearest(name, names.clone()).map(|near| format!("did you mean {near}?"));
        let all = || {
            let folder = self.folder.map(|folder| folder.join("themes").display().to_string());
            let own = folder.map(|folder| format!(", or a file in {folder}")).unwrap_or_default();
            format!("use {}{own}.", names.collect::<Vec<_>>().join(", "))
        };
        format!("There is no theme {name:?}: {}", near.unwrap_or_else(all))
    }

    fn read(self, path: &Path, text: &str) -> Found {
        let (readable, faults) = salvage(text);
        let (table, _) = DeTable::parse_recoverable(&readable);
        let mut changes = Changes::read(table.get_ref());
        let faults = faults.into_iter().map(|fault| (fault.at, format!("This is not TOML ({}).", fault.why)));
        changes.mistakes.extend(faults);
        let like = changes.like.clone().unwrap_or((0, TERMINAL.into()));
        let base = self.known(&like.1).unwrap_or_else(|| {
            let sentence =
                format!("A theme can be like one that comes with Closeout, not like {:?}.", like.1);
            changes.mistakes.push((like.0, sentence));
            Theme::default()
        });
        changes.mistakes.sort_unstable();
        let placed = changes.mistakes.iter().map(|(at, sentence)| Mistake {
            place: Place::in_text(path, text, *at),
            sentence: sentence.clone(),
        });
        Found { theme: changes.on(base), mistakes: placed.collect() }
    }
}

/// A theme that comes with the program.
pub fn shipped(name: &str) -> Option<Theme> {
    let (_, text) = SHIPPED.iter().find(|(known, _)| *known == name)?;
    let (table, _) = DeTable::parse_recoverable(text);
    Some(Changes::read(table.get_ref()).on(Theme::default()))
}

// Some terminals say what colour their background has: `15;0` is white on black.
fn is_light(colours: Option<&str>) -> Option<bool> {
    let background: u8 = colours?.rsplit(';').next()?.parse().ok()?;
    (background < 16).then_some(background == 7 || background > 8)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::load::{Loaded, Source, load};
    use super::*;

    struct Scene(tempfile::TempDir);

    impl Scene {
        fn new(config: &str, theme: &str) -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("themes")).unwrap();
            fs::write(folder.path().join("config.toml"), config).unwrap();
            fs::write(folder.path().join("themes/mine.toml"), theme).unwrap();
            Self(folder)
        }

        fn load(&self, variables: &[(&str, &str)]) -> Loaded {
            load(&Source::Named(self.0.path().join("config.toml")), &|name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        }
    }

    fn mistakes(loaded: &Loaded) -> Vec<String> {
        loaded.mistakes.iter().map(Mistake::brief).collect()
    }

    fn red() -> Style {
        Style::new().fg(ratatui::style::Color::Red)
    }

    #[test]
    fn a_theme_is_chosen_by_its_name_and_changed_in_part() {
        let plain = Scene::new("theme = 'dusk'\n", "").load(&[]);
        assert_eq!((plain.config.look, mistakes(&plain)), (shipped("dusk").unwrap(), vec![]));
        let changed = Scene::new("[theme]\nlike = 'dusk'\nlate = 'red'\n", "").load(&[]);
        assert_eq!(changed.config.look, Theme { late: red(), ..shipped("dusk").unwrap() });
        let of_default = Scene::new("[theme]\nlate = 'red'\n", "").load(&[]);
        assert_eq!(of_default.config.look, Theme { late: red(), ..Theme::default() });
    }

    #[test]
    fn a_theme_may_be_a_file_of_the_users_own() {
        let scene = Scene::new("theme = 'mine'\n", "like = 'linen'\ngood = 'red'\n");
        let mine = Theme { good: red(), ..shipped("linen").unwrap() };
        assert_eq!(scene.load(&[]).config.look, mine);
        let path = scene.0.path().join("themes/mine.toml");
        for name in ["themes/mine.toml", &path.display().to_string()] {
            assert_eq!(scene.load(&[("CLOSEOUT_THEME", name)]).config.look, mine, "{name}");
        }
        let home = scene.0.path().display().to_string();
        let at_home = scene.load(&[("CLOSEOUT_THEME", "~/themes/mine.toml"), ("HOME", &home)]);
        assert_eq!(at_home.config.look, mine);
    }

    #[test]
    fn a_theme_of_the_environment_is_not_changed_by_the_file() {
        let scene = Scene::new("[theme]\nlike = 'dusk'\nlate = 'red'\n", "");
        assert_eq!(scene.load(&[("CLOSEOUT_THEME", "linen")]).config.look, shipped("linen").unwrap());
    }

    #[test]
    fn mistakes_in_a_theme_have_a_place_and_cost_one_line() {
        let theme = "acccent = 'red'\nlate = 'redd'\ngood = red\nbad = 'red'\nlike = 'duks'\n";
        let loaded = Scene::new("theme = 'mine'\n", theme).load(&[]);
        assert_eq!(loaded.config.look, Theme { bad: red(), ..Theme::default() });
        let said = mistakes(&loaded);
        assert_eq!(said[0], "mine.toml:1:1: A theme has no \"acccent\"; did you mean accent?");
        assert_eq!(said[1], "mine.toml:2:8: late cannot be \"redd\": did you mean \"red\"?");
        assert!(said[2].starts_with("mine.toml:3:8: This is not TOML"), "{said:?}");
        assert!(said[3].starts_with("mine.toml:5:8: ") && said[3].contains("\"duks\""), "{said:?}");
    }

    #[test]
    fn a_theme_nobody_has_is_answered_with_the_nearest_and_looks_as_by_default() {
        let loaded = Scene::new("refresh = 90\ntheme = 'duks'\n", "").load(&[]);
        assert_eq!(mistakes(&loaded), ["config.toml:2:9: There is no theme \"duks\": did you mean dusk?"]);
        assert_eq!((loaded.config.look, loaded.config.refresh), (Theme::default(), 90));
        let variable = Scene::new("", "").load(&[("CLOSEOUT_THEME", "/nowhere/x.toml")]);
        assert!(mistakes(&variable)[0].starts_with("CLOSEOUT_THEME: There is no theme \"/nowhere/x.toml\""));
        let section = Scene::new("[theme]\nlike = 'duks'\nlate = 3.5\nlait = 'red'\n", "").load(&[]);
        assert_eq!(mistakes(&section).len(), 3, "{:?}", mistakes(&section));
    }

    #[test]
    fn auto_is_light_or_dark_where_the_terminal_says_so() {
        for (said, theme) in [
            (Some("15;0"), shipped("dusk").unwrap()),
            (Some("0;default;15"), shipped("linen").unwrap()),
            (Some("0;7"), shipped("linen").unwrap()),
            (Some("12;8"), shipped("dusk").unwrap()),
            (Some("x"), Theme::default()),
            (None, Theme::default()),
        ] {
            let variables: Vec<_> = said.map(|said| ("COLORFGBG", said)).into_iter().collect();
            assert_eq!(Scene::new("theme = 'auto'\n", "").load(&variables).config.look, theme, "{said:?}");
        }
    }
}
