//! The clock, the environment and the process: the one place they are read.

use std::io::IsTerminal;
use std::process::Command;

use crate::domain::zone::{Timestamp, Zone};

/// The time now.
#[expect(clippy::disallowed_methods, reason = "this is where time enters the program")]
pub fn now() -> Timestamp {
    chrono::Utc::now()
}

/// A variable of the environment; one that is empty or not text counts as absent.
#[expect(clippy::disallowed_methods, reason = "this is where the environment enters the program")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The variables that hold secrets.
const SECRETS: [&str; 3] = ["CLOSE_API_KEY", "CLOSEOUT_OAUTH_CLIENT_SECRET", "CLOSEOUT_PROXY_AUTH"];

/// A program to be run, in our environment without the secrets in it: no other program needs them.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    for name in SECRETS {
        command.env_remove(name);
    }
    command
}

/// Chance to make secrets of; none on a machine that has none.
pub fn chance<const LENGTH: usize>() -> Option<[u8; LENGTH]> {
    use ring::rand::SecureRandom as _;
    let mut bytes = [0; LENGTH];
    ring::rand::SystemRandom::new().fill(&mut bytes).ok().map(|()| bytes)
}

/// Whether a program of this name can be run: it stands in one of the folders of `PATH`.
pub fn finds(program: &str) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let path = environment("PATH").unwrap_or_default();
    let is_program = |file: std::path::PathBuf| {
        file.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
    };
    std::env::split_paths(&path).any(|folder| is_program(folder.join(program)))
}

/// The zone of the machine, as an IANA name: `TZ` where it is one, as it is what SSH sessions can set.
pub fn host_zone() -> Option<String> {
    let named = environment("TZ").map(|zone| zone.trim_start_matches(':').to_owned());
    named.filter(|zone| Zone::named(zone).is_ok()).or_else(|| iana_time_zone::get_timezone().ok())
}

/// Whether the terminal is on another machine.
pub fn is_remote() -> bool {
    ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].into_iter().any(|name| environment(name).is_some())
}

/// Whether both ends of the program are a terminal.
pub fn is_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Whether the terminal says of itself that it can only add lines to others, as that of an editor does.
pub fn is_dumb() -> bool {
    environment("TERM").is_some_and(|name| name == "dumb")
}

/// Whether results go to a terminal.
pub fn is_out_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether complaints go to a terminal.
pub fn is_err_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// Whether somebody may be asked something.
pub fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// How wide the terminal is; 80 columns where it does not say.
pub fn columns() -> usize {
    crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns).max(1))
}

/// Whether the locale says that the terminal shows UTF-8; one that says nothing is taken at its best.
pub fn is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(environment);
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// In a debug build that is told so by its environment F12 panics, so that a test can see what the real
/// program leaves behind.
#[expect(clippy::panic, reason = "the only way to see what a panic leaves behind is to panic")]
pub fn panic_if_told(event: &crossterm::event::Event) {
    let is_f12 = event.as_key_press_event().is_some_and(|key| key.code == crossterm::event::KeyCode::F(12));
    if cfg!(debug_assertions) && is_f12 && environment("CLOSEOUT_PANIC").is_some() {
        std::panic::panic_any("told to");
    }
}

/// Stops the process as Ctrl-Z does, together with whatever started it in the same job, until continued.
pub fn stop_until_continued() {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
}
