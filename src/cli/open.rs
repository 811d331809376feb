//! The screen itself: on Close, on the simulated Close, and the simulated Close alone.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::account::Entrance;
use super::args::{Arguments, Pretend, View};
use super::trouble::{Answer, Trouble};
use super::{DONE, MISTAKEN, UNAUTHORISED, account, sessions, welcome};
use crate::app::filter::Filter;
use crate::app::layout::Side;
use crate::app::news::Wanted;
use crate::app::settings::Settings;
use crate::app::views::Awaited;
use crate::close::auth::Credential;
use crate::close::base_url::BaseUrl;
use crate::domain::id::LeadId;
use crate::domain::tab::Tab;
use crate::shell::accounts::Files;
use crate::shell::announce::Announcer;
use crate::shell::config::{self, Config, Loaded, Mistake, Mouse, Signs};
use crate::shell::demo::Pretence;
use crate::shell::logs::{self, Log};
use crate::shell::outside::{Scene, Ways};
use crate::shell::start::{self, Ended, Start};
use crate::shell::{places, terminal, world};
use crate::sim::Faults;
use crate::ui::theme::{self, Theme};

/// The inbox on Close, one account after another.
pub fn inbox(arguments: &Arguments) -> Answer {
    let loaded = account::options(arguments)?;
    let mut config = loaded.config.clone();
    let Some(entrance) = account::enter(arguments.account.as_deref(), &mut config)? else {
        return without_key(arguments);
    };
    check_terminal()?;
    sessions::run(arguments, &loaded, entrance)
}

/// The inbox on a simulated Close in this process, met over real HTTP.
pub fn demo(arguments: &Arguments, pretend: &Pretend) -> Answer {
    check_terminal()?;
    let mut loaded = config::load(&arguments.source(), &world::environment);
    let base_url = pretence(&loaded.config, pretend)?.start()?;
    loaded.config.base_url = BaseUrl::read(&base_url).map_err(|error| error.to_string())?;
    let folder = tempfile::Builder::new().prefix("closeout-demo-").tempdir();
    let folder = folder.map_err(|error| format!("no place for the demo to keep things: {error}"))?;
    let credential = Credential::read(crate::sim::world::KEY).map_err(|error| error.to_string())?;
    let files = Files::new(folder.path(), &base_url, &credential);
    let _log = begin_log();
    let start = beginning(arguments, loaded, (Entrance { account: None, credential }, files), Some("Demo"));
    let ended = start::run(start, &mut None).map_err(|error| unusable(&error))?;
    // Nothing of a demo is kept, so nothing of it waits.
    Ok(code(&ended))
}

/// What the code is after the last session.
pub(super) fn code(ended: &Ended) -> u8 {
    if ended.rest.is_rejected { UNAUTHORISED } else { DONE }
}

/// The simulated Close alone, until it is interrupted.
pub fn simulate(arguments: &Arguments, port: u16, pretend: &Pretend) -> Answer {
    let loaded = config::load(&arguments.source(), &world::environment);
    let pretence = pretence(&loaded.config, pretend)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(pretence.serve(port, |base_url| {
        drop(writeln!(io::stderr(), "the key is {}", crate::sim::world::KEY));
        drop(writeln!(io::stdout(), "{base_url}").and_then(|()| io::stdout().flush()));
    }))?;
    Ok(DONE)
}

/// What goes through all sessions: the log, which also says where to look after a panic.
pub(super) fn begin_log() -> Option<Log> {
    let state = places::state_folder(&world::environment)?;
    let log = logs::start(&state, world::environment("CLOSEOUT_LOG").as_deref()).ok();
    log.iter().for_each(|log| terminal::log_is_in(log.folder.clone()));
    log
}

/// Everything a session begins with, where it is the first.
pub(super) fn beginning(
    arguments: &Arguments,
    mut loaded: Loaded,
    (entrance, files): (Entrance, Files),
    demo: Option<&str>,
) -> Start {
    loaded.config.accessible |= arguments.accessible;
    let (ways, route) = (ways(&loaded.config), loaded.config.route());
    Start {
        settings: Settings {
            outside: ways.told.clone(),
            ..account::settings(&loaded.config, entrance.account.as_ref(), demo)
        },
        ways,
        route,
        preview: preview(&loaded.config),
        keymap: loaded.config.keymap.clone(),
        theme: theme(&loaded.config),
        has_mouse: has_mouse(loaded.config.mouse),
        has_title: loaded.config.title,
        announcer: Announcer::new(loaded.config.notify, loaded.config.notify_command, &world::environment),
        wanted: Wanted { kinds: loaded.config.notify_kinds, quiet: loaded.config.quiet_hours },
        base_url: loaded.config.base_url,
        credential: entrance.credential,
        files,
        accounts: Vec::new(),
        finder: None,
        greeting: None,
        tab: if let View::Tab(tab) = arguments.view { tab } else { Tab::Inbox },
        filter: filter(arguments),
        view: awaited(arguments),
        views: loaded.config.views,
        remarks: loaded.mistakes.iter().map(Mistake::brief).collect(),
    }
}

/// Why there is no screen.
pub(super) fn unusable(error: &io::Error) -> Trouble {
    format!("the terminal cannot be used: {error}").into()
}

// A view is opened when the store has been read: it may be in there.
fn awaited(arguments: &Arguments) -> Option<Awaited> {
    let View::Named(name) = &arguments.view else { return None };
    Some(Awaited { name: name.clone(), filter: arguments.filter.clone() })
}

fn filter(arguments: &Arguments) -> Filter {
    match &arguments.lead {
        Some(lead) => Filter::of_lead(LeadId::new(lead.as_str()), lead).with_text(&arguments.filter),
        None => Filter::read(&arguments.filter),
    }
}

fn without_key(arguments: &Arguments) -> Answer {
    let wanted = welcome::welcome(world::is_terminal(), &mut io::stdin().lock(), &mut io::stderr());
    if wanted? {
        return demo(arguments, &Pretend::default());
    }
    Ok(UNAUTHORISED)
}

fn check_terminal() -> Result<(), Trouble> {
    let why = if !world::is_terminal() {
        "the inbox needs a terminal, and this is a pipe or a file: `closeout list` works here"
    } else if world::is_dumb() {
        "the inbox needs a terminal that can do more than TERM=dumb says of this one: `closeout list` works here"
    } else {
        return Ok(());
    };
    Err(Trouble::new(MISTAKEN, why))
}

fn pretence(config: &Config, pretend: &Pretend) -> Result<Pretence, String> {
    Ok(Pretence {
        tasks: usize::try_from(pretend.tasks).unwrap_or(usize::MAX),
        seed: pretend.seed,
        latency: Duration::from_millis(pretend.latency_ms.into()),
        faults: Faults::named(&pretend.faults, pretend.seed).map_err(|error| error.to_string())?,
        zone: config.zone(world::host_zone().as_deref()),
    })
}

pub(super) fn ways(config: &Config) -> Ways {
    let reads = |path: &Path| std::fs::read_to_string(path).ok();
    let scene = Scene {
        environment: &world::environment,
        finds: &world::finds,
        reads: &reads,
        is_mac: cfg!(target_os = "macos"),
    };
    Ways::find(config, &scene)
}

// Read aloud, a preview that follows the cursor would drown the row it is about.
fn preview(config: &Config) -> Side {
    if config.accessible && config.preview == Side::Auto { Side::Off } else { config.preview }
}

pub(super) fn has_mouse(mouse: Mouse) -> bool {
    match mouse {
        Mouse::On => true,
        Mouse::Off => false,
        Mouse::Auto => !world::is_remote(),
    }
}

/// How it looks with these options in this terminal.
pub(super) fn theme(config: &Config) -> Theme {
    let signs = match config.signs {
        Signs::Unicode => theme::Signs::Unicode,
        Signs::Auto if world::is_utf8() => theme::Signs::Unicode,
        Signs::Ascii | Signs::Auto => theme::Signs::Ascii,
    };
    match config.color.depth(&world::environment) {
        None => Theme::monochrome(signs),
        Some(depth) => Theme { signs, ..config.look }.shown_in(depth),
    }
}
