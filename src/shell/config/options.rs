//! The table of options: one row each, in the order of the example file.
//!
//! A row is the option itself: its name in the file, its variable, its reader and its words. Adding an option
//! is adding a row, a field of [`Config`] and its default.

use super::calendar::{Dates, DayOfWeek, DaysOfWeek, Hours, Quiet, Time};
use super::choice::Choice;
use super::given::{Given, Wrong};
use super::network::{Through, Trusted};
use super::plain::{
    Address, Command, Folder, Inbound, Minutes, Month, Phrases, Seconds, Secret, ThemeName, Truth, WayBack,
    Words, ZoneName,
};
use super::values::{Clipboard, Color, Config, Mouse, Notify, Signs};
use crate::app::layout::Side;
use crate::app::presets::Preset;
use crate::domain::when::{DateOrder, NextWeekday};

/// One option.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name in the file.
    pub name: &'static str,
    /// The variable of the environment that wins over the file.
    pub variable: &'static str,
    /// What it does, in one sentence.
    pub says: &'static str,
    /// Sets it; on a refusal the config is as before.
    pub(super) set: fn(&mut Config, &Given) -> Result<(), Wrong>,
    show: fn(&Config) -> String,
}

/// One way of writing a value.
pub(super) trait Reader {
    /// What it is a way of writing.
    type Value;

    /// Understands what was written; on a refusal the value is as before.
    fn read(given: &Given, into: &mut Self::Value) -> Result<(), Wrong>;

    /// The value as TOML, which reads back as itself.
    fn show(value: &Self::Value) -> String;
}

impl Row {
    /// Its value in this config, as it would be written in the file. Secrets show as empty.
    pub fn show(&self, config: &Config) -> String {
        (self.show)(config)
    }

    /// The option of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        OPTIONS.iter().find(|row| row.name == name)
    }
}

macro_rules! options {
    ($($name:ident: $variable:literal, $reader:ty => $($field:ident).+, $says:literal;)+) => {
        /// Every option.
        pub const OPTIONS: &[Row] = &[$(Row {
            name: stringify!($name),
            variable: $variable,
            says: $says,
            set: |config, given| <$reader>::read(given, &mut config.$($field).+),
            show: |config| <$reader>::show(&config.$($field).+),
        }),+];
    };
}

options! {
    base_url: "CLOSEOUT_BASE_URL", Address => base_url,
        "Where Close is; plain http is for this machine only.";
    api_key: "CLOSE_API_KEY", Secret => api_key,
        "The key to Close; better kept in the variable than in this file.";
    default_account: "CLOSEOUT_DEFAULT_ACCOUNT", Words => default_account,
        "The account meant where none is named; `closeout accounts default` chooses one too.";
    oauth_client_id: "CLOSEOUT_OAUTH_CLIENT_ID", Words => oauth_client_id,
        "The OAuth app closeout login --oauth signs in with, as Close calls it.";
    oauth_client_secret: "CLOSEOUT_OAUTH_CLIENT_SECRET", Secret => oauth_client_secret,
        "The secret of that app; better kept in the variable than in this file.";
    oauth_redirect: "CLOSEOUT_OAUTH_REDIRECT", WayBack => oauth_redirect,
        "The redirect URI of that app; port 0 is any free one, https means pasting.";
    proxy: "CLOSEOUT_PROXY", Through => proxy,
        "The proxy to Close, http, https or socks5; auto is the system's (HTTPS_PROXY), or none.";
    proxy_auth: "CLOSEOUT_PROXY_AUTH", Secret => proxy_auth,
        "USER:PASSWORD for that proxy; better kept in the variable than in this file.";
    ca_file: "CLOSEOUT_CA_FILE", Trusted => ca_file,
        "A PEM file of authorities to trust besides the system's, as companies have them.";
    connect_timeout: "CLOSEOUT_CONNECT_TIMEOUT", Seconds<1, 120> => connect_timeout,
        "Seconds a connection to Close may take to be made, 1 to 120.";
    request_timeout: "CLOSEOUT_REQUEST_TIMEOUT", Seconds<5, 600> => request_timeout,
        "Seconds until an answer has to be there as a whole, 5 to 600.";
    timezone: "CLOSEOUT_TIMEZONE", ZoneName => timezone,
        "The zone you work in, such as Europe/Berlin; auto is that of the machine.";
    refresh: "CLOSEOUT_REFRESH", Seconds<30, 3600> => refresh,
        "Seconds between two looks at what changed in Close, 30 to 3600.";
    answer_within: "CLOSEOUT_ANSWER_WITHIN", Minutes => answer_within,
        "Minutes until a call, voicemail or message not yet answered is late; 0 is never.";
    preview: "CLOSEOUT_PREVIEW", Choice<Side> => preview,
        "Where the preview goes: auto, right, below or off.";
    signs: "CLOSEOUT_SIGNS", Choice<Signs> => signs,
        "What lines and signs are drawn with: auto, unicode or ascii.";
    accessible: "CLOSEOUT_ACCESSIBLE", Truth => accessible,
        "Whether the screen is made for a screen reader; so does --accessible.";
    color: "CLOSEOUT_COLOR", Choice<Color> => color,
        "How many colours: auto, always (whatever NO_COLOR says), rgb, 256, 16 or never.";
    theme: "CLOSEOUT_THEME", ThemeName => theme,
        "terminal, auto, dusk, linen, beacon, compass or a file; or [theme], like = one of them.";
    keymap: "CLOSEOUT_KEYMAP", Choice<Preset> => preset,
        "The keys to begin with: default, superhuman, vim or plain; [keys] changes single ones.";
    clipboard: "CLOSEOUT_CLIPBOARD", Choice<Clipboard> => clipboard,
        "Who keeps what is copied: auto, tmux, osc52 (the terminal), native or box.";
    browser: "CLOSEOUT_BROWSER", Command => browser,
        "The command that shows an address; auto is $BROWSER or that of the machine.";
    open_with: "CLOSEOUT_OPEN_WITH", Command => open_with,
        "The command that shows or plays a file; auto is that of the machine.";
    download_folder: "CLOSEOUT_DOWNLOAD_FOLDER", Folder => download_folder,
        "Where files are saved, a whole path; auto is your folder for downloads.";
    notify: "CLOSEOUT_NOTIFY", Choice<Notify> => notify,
        "How you are told that something came in: bell (tmux marks the window), desktop or off.";
    notify_command: "CLOSEOUT_NOTIFY_COMMAND", Words => notify_command,
        "A command run besides, with the sentence as its last argument.";
    notify_kinds: "CLOSEOUT_NOTIFY_KINDS", Inbound => notify_kinds,
        "Only these kinds, such as missed_call; an empty list is all that come in.";
    quiet_hours: "CLOSEOUT_QUIET_HOURS", Quiet => quiet_hours,
        "When nothing is told, such as 20-7:30.";
    title: "CLOSEOUT_TITLE", Truth => title,
        "Whether the title of the window says how many tasks the inbox holds.";
    mouse: "CLOSEOUT_MOUSE", Choice<Mouse> => mouse,
        "Whether the mouse works: auto (not over SSH), on or off; Shift-drag selects text.";
    presets: "CLOSEOUT_PRESETS", Phrases => presets,
        "The phrases behind 1 to 8 in the date dialog; fewer replace the first ones.";
    date_order: "CLOSEOUT_DATE_ORDER", Choice<Option<DateOrder>> => habits.date_order,
        "How 4/5 is meant: day-month, month-day, or both to be shown both.";
    next_weekday: "CLOSEOUT_NEXT_WEEKDAY", Choice<NextWeekday> => habits.next_weekday,
        "What next fri means: of the next calendar-week, the second from now, or the nearest.";
    week_starts: "CLOSEOUT_WEEK_STARTS", DayOfWeek => habits.week_starts,
        "The first day of a week: monday, sunday or saturday.";
    week_ends: "CLOSEOUT_WEEK_ENDS", DayOfWeek => habits.week_end,
        "The day eow stands for.";
    work_days: "CLOSEOUT_WORK_DAYS", DaysOfWeek => habits.work_days,
        "The days 2bd counts.";
    work_hours: "CLOSEOUT_WORK_HOURS", Hours => habits,
        "When work begins and ends; eod stands for the end.";
    morning: "CLOSEOUT_MORNING", Time => habits.morning,
        "What morning means.";
    afternoon: "CLOSEOUT_AFTERNOON", Time => habits.afternoon,
        "What afternoon means.";
    evening: "CLOSEOUT_EVENING", Time => habits.evening,
        "What evening and tonight mean; later is no later than that, or than the end of work.";
    holidays: "CLOSEOUT_HOLIDAYS", Dates => habits.holidays,
        "Days without work besides the weekends, as dates such as 2026-12-25.";
    fiscal_year_starts: "CLOSEOUT_FISCAL_YEAR_STARTS", Month => habits.fiscal_year_starts,
        "The month, 1 to 12, that the year of eoq and eoy starts with.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_is_found_by_its_name_and_says_one_sentence() {
        for row in OPTIONS {
            assert_eq!(Row::named(row.name).map(|found| found.variable), Some(row.variable));
            assert!(row.says.ends_with('.') && row.says.len() < 90, "{}", row.name);
        }
    }

    #[test]
    fn every_variable_is_named_after_its_option() {
        for row in OPTIONS.iter().filter(|row| row.name != "api_key") {
            assert_eq!(row.variable, format!("CLOSEOUT_{}", row.name.to_uppercase()));
        }
    }

    #[test]
    fn every_default_can_be_written_and_read_back() {
        for row in OPTIONS {
            let written = row.show(&Config::default());
            let value = toml::de::DeValue::parse(&written).unwrap();
            let mut config = Config::default();
            assert_eq!((row.set)(&mut config, &Given::in_file(&value)), Ok(()), "{}", row.name);
            assert_eq!(row.show(&config), written, "{}", row.name);
        }
    }
}
