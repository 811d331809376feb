//! The ways out of the program: which there are, and taking them.
//!
//! Which there are is found out once, at the start, from the environment and the options; what the user has set
//! is taken at its word.

pub mod launch;
pub mod save;

use std::path::{Path, PathBuf};

use super::config::{self, Config};
use super::places;
use crate::app::outside::{Clipboard, Opening, Outside};

/// The commands behind what can be reached.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// Shows an address.
    pub browser: Option<String>,
    /// Shows or plays a file.
    pub viewer: Option<String>,
    /// Where files are saved.
    pub folder: Option<PathBuf>,
    /// What of it the user is told.
    pub told: Outside,
}

/// What the ways are found in: the environment and the programs of this machine.
pub struct Scene<'a> {
    /// The value of a variable.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// Whether there is a program of this name.
    pub finds: &'a dyn Fn(&str) -> bool,
    /// The text of a file.
    pub reads: &'a dyn Fn(&Path) -> Option<String>,
    /// Whether this is a Mac, which always has a display of its own.
    pub is_mac: bool,
}

/// What keeps copied text, and the variable of the display it belongs to.
const KEEPERS: [(&str, &str); 3] = [
    ("WAYLAND_DISPLAY", "wl-copy"),
    ("DISPLAY", "xclip -selection clipboard"),
    ("DISPLAY", "xsel --clipboard --input"),
];
/// What shows an address or a file with whatever the desktop has for it.
const OPENERS: [&str; 3] = ["xdg-open", "wslview", "gio open"];

impl Ways {
    /// The ways there are.
    pub fn find(config: &Config, scene: &Scene<'_>) -> Self {
        let set = config.browser.clone();
        let browser = set.or_else(|| scene.browser());
        let viewer = config.open_with.clone().or_else(|| scene.opener());
        let told = Outside {
            clipboard: scene.clipboard(config.clipboard),
            browser: scene.opening(browser.as_ref(), config.browser.is_some()),
            viewer: scene.opening(viewer.as_ref(), config.open_with.is_some()),
        };
        Self { browser, viewer, folder: scene.folder(config), told }
    }
}

impl Scene<'_> {
    fn is_set(&self, name: &str) -> bool {
        (self.environment)(name).is_some()
    }

    fn is_remote(&self) -> bool {
        ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].iter().any(|name| self.is_set(name))
    }

    fn has_display(&self) -> bool {
        let is_forwarded = self.is_set("DISPLAY") || self.is_set("WAYLAND_DISPLAY");
        is_forwarded || !self.is_remote() && (self.is_mac || self.is_set("WSL_DISTRO_NAME"))
    }

    fn opening(&self, command: Option<&String>, is_set: bool) -> Opening {
        match command {
            Some(_) if is_set || self.has_display() => Opening::Possible,
            _ if !self.has_display() => Opening::NoDisplay,
            _ => Opening::NoProgram,
        }
    }

    // Several may be named, with colons between; the first that is here is meant.
    fn browser(&self) -> Option<String> {
        let named = (self.environment)("BROWSER").unwrap_or_default();
        let mut named = named.split(':').map(str::trim).filter(|command| self.has(command));
        named.next().map(str::to_owned).or_else(|| self.opener())
    }

    fn opener(&self) -> Option<String> {
        let mac = self.is_mac.then_some("open");
        let command = mac.into_iter().chain(OPENERS).find(|command| self.has(command))?;
        Some(command.to_owned())
    }

    fn folder(&self, config: &Config) -> Option<PathBuf> {
        let home = || (self.environment)("HOME").map(PathBuf::from);
        match config.download_folder.as_deref() {
            None => places::download_folder(self.environment, self.reads),
            Some(folder) => match folder.strip_prefix("~/") {
                Some(below) => Some(home()?.join(below)),
                None => Some(folder.into()),
            },
        }
    }

    fn has(&self, command: &str) -> bool {
        let program = crate::app::outside::first_word(command);
        !program.is_empty() && (std::path::Path::new(program).is_file() || (self.finds)(program))
    }

    fn clipboard(&self, wanted: config::Clipboard) -> Clipboard {
        match wanted {
            config::Clipboard::Tmux => Clipboard::Tmux,
            config::Clipboard::Terminal => Clipboard::Terminal,
            config::Clipboard::Box => Clipboard::Nobody,
            config::Clipboard::Auto if self.is_set("TMUX") && self.has("tmux") => Clipboard::Tmux,
            config::Clipboard::Auto if self.is_remote() => Clipboard::Terminal,
            config::Clipboard::Native | config::Clipboard::Auto => self.keeper(),
        }
    }

    fn keeper(&self) -> Clipboard {
        let mac = ["pbcopy"].into_iter().filter(|_| self.is_mac);
        let windows = ["clip.exe"].into_iter().filter(|_| self.is_set("WSL_DISTRO_NAME"));
        let desktop = KEEPERS.into_iter().filter(|(display, _)| self.is_set(display));
        let mut commands = mac.chain(desktop.map(|(_, command)| command)).chain(windows);
        let command = commands.find(|command| self.has(command));
        command.map_or(Clipboard::Nobody, |command| Clipboard::Program(command.to_owned()))
    }
}

/// How tmux is given a text, so that it also passes it on to the terminal it runs in.
const TMUX: &str = "tmux load-buffer -w -";

/// Hands a text to whoever keeps what is copied.
pub async fn copy(clipboard: &Clipboard, text: String) -> Result<(), String> {
    match clipboard {
        Clipboard::Tmux => launch::feed(TMUX, text).await,
        Clipboard::Program(command) => launch::feed(command, text).await,
        Clipboard::Terminal | Clipboard::Nobody => Err("Nothing here keeps what is copied".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(variables: &[(&str, &str)], programs: &[&str], config: &Config) -> Ways {
        let environment = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        let finds = |name: &str| programs.contains(&name);
        let reads = |_: &Path| None;
        let scene = Scene { environment: &environment, finds: &finds, reads: &reads, is_mac: false };
        Ways::find(config, &scene)
    }

    fn clipboard(variables: &[(&str, &str)], programs: &[&str]) -> Clipboard {
        ways(variables, programs, &Config::default()).told.clipboard
    }

    fn browser(variables: &[(&str, &str)], programs: &[&str]) -> (Opening, Option<String>) {
        let ways = ways(variables, programs, &Config::default());
        (ways.told.browser, ways.browser)
    }

    const SSH: (&str, &str) = ("SSH_CONNECTION", "10.0.0.1 22 10.0.0.2 22");
    const DISPLAY: (&str, &str) = ("DISPLAY", ":0");

    #[test]
    fn text_goes_to_tmux_then_to_the_terminal_at_the_near_end_then_to_the_desktop() {
        let tmux = ("TMUX", "/tmp/tmux-1/default,1,0");
        assert_eq!(clipboard(&[tmux, SSH, DISPLAY], &["tmux", "xclip"]), Clipboard::Tmux);
        assert_eq!(clipboard(&[tmux, SSH], &[]), Clipboard::Terminal);
        assert_eq!(clipboard(&[SSH, DISPLAY], &["xclip"]), Clipboard::Terminal);
        let program = |command: &str| Clipboard::Program(command.into());
        assert_eq!(clipboard(&[DISPLAY], &["xsel", "xclip"]), program("xclip -selection clipboard"));
        assert_eq!(
            clipboard(&[DISPLAY, ("WAYLAND_DISPLAY", "w")], &["wl-copy", "xclip"]),
            program("wl-copy")
        );
        assert_eq!(clipboard(&[DISPLAY], &["wl-copy"]), Clipboard::Nobody);
        assert_eq!(clipboard(&[], &["xclip", "wl-copy"]), Clipboard::Nobody);
    }

    #[test]
    fn what_is_set_is_taken_at_its_word() {
        let wanted = [
            (config::Clipboard::Terminal, Clipboard::Terminal),
            (config::Clipboard::Box, Clipboard::Nobody),
            (config::Clipboard::Tmux, Clipboard::Tmux),
            (config::Clipboard::Native, Clipboard::Nobody),
        ];
        for (clipboard, expected) in wanted {
            let config = Config { clipboard, ..Config::default() };
            assert_eq!(ways(&[SSH], &["tmux"], &config).told.clipboard, expected);
        }
        let (browser, open_with) = (Some("lynx".into()), Some("play".into()));
        let download_folder = Some("~/in".into());
        let config = Config { browser, open_with, download_folder, ..Config::default() };
        let ways = ways(&[SSH, ("HOME", "/home/me")], &[], &config);
        assert_eq!((ways.told.browser, ways.told.viewer), (Opening::Possible, Opening::Possible));
        assert_eq!(ways.folder, Some("/home/me/in".into()));
    }

    #[test]
    fn at_the_far_end_without_a_display_no_browser_is_tried() {
        let own = ("BROWSER", "firefox");
        assert_eq!(browser(&[SSH, own], &["firefox", "xdg-open"]).0, Opening::NoDisplay);
        assert_eq!(browser(&[], &["xdg-open"]).0, Opening::NoDisplay);
        assert_eq!(browser(&[SSH, DISPLAY], &["xdg-open"]).0, Opening::Possible);
        assert_eq!(browser(&[DISPLAY], &[]), (Opening::NoProgram, None));
    }

    #[test]
    fn the_browser_of_the_user_comes_before_that_of_the_machine() {
        let several = ("BROWSER", "netscape:firefox -P work %s:xdg-open");
        assert_eq!(
            browser(&[DISPLAY, several], &["firefox", "xdg-open"]).1.as_deref(),
            Some("firefox -P work %s")
        );
        assert_eq!(browser(&[DISPLAY, several], &["wslview"]).1.as_deref(), Some("wslview"));
    }
}
