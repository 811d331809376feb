//! The options: their file, what is wrong with it, and the zone they choose.

use super::check::Check;
use crate::shell::config::{Config, Loaded, Source};
use crate::shell::world;

/// Looks at the options.
pub(super) fn look(source: &Source, loaded: &Loaded) -> [Check; 2] {
    [file(source, loaded), zone(&loaded.config)]
}

fn file(source: &Source, loaded: &Loaded) -> Check {
    let path = source.path();
    let shown = path.as_ref().map(|path| path.display().to_string());
    let is_there = path.is_some_and(|path| path.exists());
    let check = match (loaded.mistakes.as_slice(), &shown) {
        ([], Some(path)) if is_there => Check::fine("options", format!("no mistakes in {path}")),
        ([], _) => Check::fine("options", "there is no file, so every option has its default"),
        ([only], _) => mistaken(only.to_string(), loaded),
        ([first, more @ ..], _) => mistaken(format!("{first} And {} more.", more.len()), loaded),
    };
    let mistakes: Vec<String> = loaded.mistakes.iter().map(ToString::to_string).collect();
    check.with("file", shown).with("is_there", is_there).with("mistakes", mistakes)
}

// An option that could not be used has its default, and most of them can be lived with.
fn mistaken(found: String, loaded: &Loaded) -> Check {
    let advice = "`closeout config check` lists what is wrong";
    if loaded.mistakes.iter().any(|mistake| mistake.is_about("base_url")) {
        Check::broken("options", found, advice)
    } else {
        Check::note("options", found, advice)
    }
}

fn zone(config: &Config) -> Check {
    let host = world::host_zone();
    let zone = config.zone(host.as_deref()).name();
    let check = match &host {
        Some(host) if !config.is_foreign_zone(Some(host)) => {
            Check::fine("zone", format!("{zone}, as this machine"))
        }
        Some(host) => Check::fine("zone", format!("{zone} by your options; this machine is in {host}")),
        None if config.timezone.is_some() => Check::fine("zone", format!("{zone} by your options")),
        None => Check::note(
            "zone",
            "this machine does not say its zone, so days are those of UTC",
            "set timezone",
        ),
    };
    check.with("zone", zone).with("machine", host)
}
