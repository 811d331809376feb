//! What is set, as plain values, and what holds when nothing is.
//!
//! The defaults live here and nowhere else; the table of options only shows them.

use std::time::Duration;

use chrono::NaiveTime;
use secrecy::{ExposeSecret as _, SecretString};

use super::accounts::Account;
use super::network::AuthorityFile;
use super::themes;
use crate::app::keymap::Keymap;
use crate::app::layout::Side;
use crate::app::presets::Preset;
use crate::close::base_url::BaseUrl;
use crate::close::oauth::browser::USUAL;
use crate::close::route::{Proxy, ProxyLogin, Route};
use crate::domain::view::View;
use crate::domain::when::{self, Habits};
use crate::domain::zone::Zone;
use crate::ui::theme::Theme;

/// Everything the user may set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where Close is.
    pub base_url: BaseUrl,
    /// The key to it, where the user has put it into the file or the environment. Prints as redacted.
    pub api_key: Option<SecretString>,
    /// The accounts of the file, in its order.
    pub accounts: Vec<Account>,
    /// The one that is meant where none is named; nothing when empty.
    pub default_account: String,
    /// The app to sign in with by OAuth, as Close calls it; none when empty.
    pub oauth_client_id: String,
    /// What proves that app. Prints as redacted.
    pub oauth_client_secret: Option<SecretString>,
    /// The address that is registered with it.
    pub oauth_redirect: String,
    /// The proxy to it.
    pub proxy: Proxy,
    /// User and password for that, with a colon between them. Prints as redacted.
    pub proxy_auth: Option<SecretString>,
    /// Who is trusted besides those the system trusts.
    pub ca_file: AuthorityFile,
    /// Seconds a connection may take to be made, 1 to 120.
    pub connect_timeout: u32,
    /// Seconds until an answer has to be there, 5 to 600.
    pub request_timeout: u32,
    /// The zone of the user; none means the machine's.
    pub timezone: Option<Zone>,
    /// Seconds between two looks at what changed in Close, 30 to 3600.
    pub refresh: u32,
    /// Minutes within which whoever rang or wrote is to be answered; 0 for no such limit.
    pub answer_within: u32,
    /// Where the preview goes.
    pub preview: Side,
    /// The eight phrases of the date dialog.
    pub presets: [String; 8],
    /// What the user's words for dates mean.
    pub habits: Habits,
    /// What lines and signs are drawn with.
    pub signs: Signs,
    /// Whether the screen is made to be read aloud.
    pub accessible: bool,
    /// How many colours there are.
    pub color: Color,
    /// How it looks: the name of a theme, or its file.
    pub theme: String,
    /// That theme, with the user's own changes.
    pub look: Theme,
    /// Which keys to begin with.
    pub preset: Preset,
    /// Those keys with the user's own.
    pub keymap: Keymap,
    /// Who keeps what is copied.
    pub clipboard: Clipboard,
    /// The command that shows an address; none is the machine's own.
    pub browser: Option<String>,
    /// The command that shows or plays a file; none is the machine's own.
    pub open_with: Option<String>,
    /// Where files are saved, a whole path; none is the user's folder for downloads.
    pub download_folder: Option<String>,
    /// Whether the mouse works.
    pub mouse: Mouse,
    /// How the user is told that something has come in.
    pub notify: Notify,
    /// What is run besides; nothing when empty.
    pub notify_command: String,
    /// Which kinds are told; all when empty.
    pub notify_kinds: Vec<String>,
    /// When nothing is told.
    pub quiet_hours: Option<(NaiveTime, NaiveTime)>,
    /// Whether the window has a title of ours.
    pub title: bool,
    /// What can be shown by a name.
    pub views: Vec<View>,
}

/// Who keeps what is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// tmux inside tmux, the terminal over SSH, else a program of the desktop.
    #[default]
    Auto,
    /// tmux.
    Tmux,
    /// The terminal, by OSC 52.
    Terminal,
    /// A program of the desktop.
    Native,
    /// Nobody: a box to select the text from.
    Box,
}

/// What lines and signs are drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    /// As the locale of the terminal says.
    #[default]
    Auto,
    /// Lines and dots.
    Unicode,
    /// Only what a typewriter has.
    Ascii,
}

/// How many colours there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// As many as the terminal says it has, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// The same whatever `NO_COLOR` says.
    Always,
    /// Any colour.
    Rgb,
    /// 256 colours.
    Indexed,
    /// The sixteen named ones.
    Named,
    /// Nowhere.
    Never,
}

/// How the user is told that something has come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notify {
    /// By a bell, which multiplexers and many terminals turn into a mark on the window.
    #[default]
    Bell,
    /// By a notification of the desktop, where the terminal can make one.
    Desktop,
    /// Not at all.
    Off,
}

/// Whether the mouse works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mouse {
    /// Not over SSH: there, selecting text with it is worth more.
    #[default]
    Auto,
    /// Everywhere.
    On,
    /// Nowhere, until it is switched on.
    Off,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: BaseUrl::default(),
            api_key: None,
            accounts: Vec::new(),
            default_account: String::new(),
            oauth_client_id: String::new(),
            oauth_client_secret: None,
            oauth_redirect: USUAL.into(),
            proxy: Proxy::System,
            proxy_auth: None,
            ca_file: AuthorityFile::default(),
            connect_timeout: 10,
            request_timeout: 30,
            timezone: None,
            refresh: 60,
            answer_within: 60,
            preview: Side::default(),
            presets: when::presets().map(str::to_owned),
            habits: Habits::default(),
            signs: Signs::default(),
            accessible: false,
            color: Color::default(),
            theme: themes::TERMINAL.into(),
            look: Theme::default(),
            preset: Preset::default(),
            keymap: Keymap::default(),
            clipboard: Clipboard::default(),
            browser: None,
            open_with: None,
            download_folder: None,
            mouse: Mouse::default(),
            notify: Notify::default(),
            notify_command: String::new(),
            notify_kinds: Vec::new(),
            quiet_hours: None,
            title: false,
            views: Vec::new(),
        }
    }
}

impl Config {
    /// How requests travel.
    pub fn route(&self) -> Route {
        let seconds = |count: u32| Duration::from_secs(count.into());
        Route {
            proxy: self.proxy.clone(),
            login: self.proxy_auth.as_ref().map(|login| ProxyLogin::new(login.expose_secret())),
            authorities: self.ca_file.authorities.clone(),
            // Whoever gives up on the whole earlier would not know that nothing was sent.
            connect_within: seconds(self.connect_timeout.min(self.request_timeout - 1)),
            answer_within: seconds(self.request_timeout),
        }
    }

    /// What of this option nobody else should read.
    pub(super) fn secret(&self, option: &str) -> Option<&'static str> {
        match (option, &self.proxy) {
            ("api_key", _) => self.api_key.as_ref().map(|_| "key"),
            ("oauth_client_secret", _) => self.oauth_client_secret.as_ref().map(|_| "secret"),
            ("proxy_auth", _) => self.proxy_auth.as_ref().map(|_| "password"),
            ("proxy", Proxy::At(address)) if address.has_password() => Some("password"),
            _ => None,
        }
    }

    /// The zone to work in on a machine that is in `host`; without either, universal time.
    pub fn zone(&self, host: Option<&str>) -> Zone {
        self.timezone.or_else(|| known(host)).unwrap_or(Zone::UTC)
    }

    /// Whether that zone differs from the machine's, so that it is worth showing.
    pub fn is_foreign_zone(&self, host: Option<&str>) -> bool {
        self.zone(host) != known(host).unwrap_or(Zone::UTC)
    }
}

fn known(host: Option<&str>) -> Option<Zone> {
    host.and_then(|name| Zone::named(name).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Config {
        Config { timezone: Zone::named("Europe/Berlin").ok(), ..Config::default() }
    }

    #[test]
    fn the_zone_of_the_user_wins_over_that_of_the_machine() {
        assert_eq!(berlin().zone(Some("Asia/Tokyo")).name(), "Europe/Berlin");
        assert_eq!(Config::default().zone(Some("Asia/Tokyo")).name(), "Asia/Tokyo");
    }

    #[test]
    fn a_machine_without_a_known_zone_is_in_universal_time() {
        for host in [None, Some("Nowhere/Land")] {
            assert_eq!(Config::default().zone(host), Zone::UTC);
            assert!(!Config::default().is_foreign_zone(host));
            assert!(berlin().is_foreign_zone(host));
        }
    }

    #[test]
    fn a_zone_is_foreign_only_when_it_differs() {
        assert!(berlin().is_foreign_zone(Some("Asia/Tokyo")));
        assert!(!berlin().is_foreign_zone(Some("Europe/Berlin")));
    }

    #[test]
    fn a_key_is_never_printed() {
        let secret = || Some(SecretString::from("api_secret"));
        let config = Config { api_key: secret(), proxy_auth: secret(), ..Config::default() };
        assert!(!format!("{config:?} {:?}", config.route()).contains("api_secret"));
    }
}
