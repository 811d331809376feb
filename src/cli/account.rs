//! Whose Close a command is about: the options, the key and the place things are kept.
//!
//! Everything that talks to Close begins here, with a screen or without, so that both mean the same person.

use super::MISTAKEN;
use super::args::Arguments;
use super::trouble::Trouble;
use crate::app::outside::Outside;
use crate::app::settings::Settings;
use crate::close::auth::Credential;
use crate::shell::accounts::Files;
use crate::shell::config::{self, Config, Loaded, Mistake, Place};
use crate::shell::{places, world};

/// The options, as far as Close may be talked to with them.
pub(super) fn options(arguments: &Arguments) -> Result<Loaded, Trouble> {
    let loaded = config::load(&arguments.source(), &world::environment);
    let is_told = world::environment("CLOSEOUT_BASE_URL").is_some();
    let counts = |mistake: &&Mistake| !is_told || matches!(mistake.place, Place::Variable(_));
    match loaded.mistakes.iter().filter(counts).find(|mistake| mistake.is_about("base_url")) {
        // Falling back to the real Close could change real tasks of somebody who meant a test server.
        Some(mistake) => Err(Trouble::new(MISTAKEN, mistake.to_string())),
        None => Ok(loaded),
    }
}

/// What lets us into Close, if there is anything.
pub(super) fn credential(config: &Config) -> Result<Option<Credential>, Trouble> {
    let Some(key) = &config.api_key else { return Ok(None) };
    let key = Credential::read(secrecy::ExposeSecret::expose_secret(key));
    key.map(Some).map_err(|error| format!("{error} (it comes from CLOSE_API_KEY or the config)").into())
}

/// Where what belongs to this credential is kept.
pub(super) fn files(config: &Config, credential: &Credential) -> Result<Files, Trouble> {
    let state = places::state_folder(&world::environment);
    let state = state.ok_or("there is no home folder to keep changes in: set HOME or XDG_STATE_HOME")?;
    Ok(Files::new(&state, config.base_url.as_str(), credential))
}

/// The options as the program uses them; `demo` is what a demo is called.
pub(super) fn settings(config: &Config, demo: Option<&str>) -> Settings {
    let host = world::host_zone();
    Settings {
        zone: config.zone(host.as_deref()),
        is_foreign_zone: config.is_foreign_zone(host.as_deref()),
        habits: config.habits.clone(),
        presets: config.presets.clone(),
        account: demo.unwrap_or_default().to_owned(),
        is_accessible: config.accessible,
        is_demo: demo.is_some(),
        outside: Outside::default(),
        refresh_seconds: config.refresh,
        answer_minutes: config.answer_within,
    }
}
