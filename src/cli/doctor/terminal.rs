//! The terminal: what it says it can do, where it is, and who keeps what is copied.

use super::check::Check;
use crate::app::layout::Size;
use crate::app::outside::Clipboard;
use crate::cli::open;
use crate::shell::config::Config;
use crate::shell::terminal::knows_links;
use crate::shell::{ask, world};
use crate::ui::colours::Depth;

/// Below this there is room for the list alone.
const SMALL: Size = Size { width: 40, height: 10 };

/// Looks at the terminal; it is asked what it does not say by itself only where it `may_be_asked`.
pub(super) fn look(config: &Config, may_be_asked: bool) -> Check {
    let term = world::environment("TERM").unwrap_or_default();
    let size = crossterm::terminal::size().ok().filter(|_| world::is_out_terminal());
    let colours = colours(config);
    let letters = if world::is_utf8() { "UTF-8" } else { "no UTF-8" };
    let asked = (may_be_asked && world::is_terminal() && !is_dumb(&term)).then(ask::whole_frames);
    let frames = asked.map(|answer| match answer {
        Some(true) => ", whole frames",
        Some(false) => ", no whole frames",
        None => ", does not say whether it draws whole frames",
    });
    let words = format!("{}, {colours}, {letters}{}", named(&term, size), frames.unwrap_or_default());
    let found = format!("{words}{}", place());
    let check = match size {
        _ if is_dumb(&term) && world::is_terminal() => {
            Check::note("terminal", found, "the screen needs a terminal that can place its cursor: set TERM")
        }
        Some((width, height)) if width < SMALL.width || height < SMALL.height => {
            Check::note("terminal", found, "there is room for the list alone; make it larger")
        }
        _ => Check::fine("terminal", found),
    };
    let is_terminal = world::is_terminal();
    check
        .with("term", term)
        .with("is_terminal", is_terminal)
        .with("columns", size.map(|size| size.0))
        .with("rows", size.map(|size| size.1))
        .with("colours", colours)
        .with("is_utf8", world::is_utf8())
        .with("is_remote", world::is_remote())
        .with("is_in_tmux", world::environment("TMUX").is_some())
        .with("draws_whole_frames", asked.flatten())
}

fn is_dumb(term: &str) -> bool {
    matches!(term, "" | "dumb" | "unknown")
}

fn named(term: &str, size: Option<(u16, u16)>) -> String {
    let name = if term.is_empty() { "no TERM" } else { term };
    match size {
        Some((width, height)) => format!("{name}, {width}x{height}"),
        None => format!("{name}, results go to a pipe or a file"),
    }
}

fn colours(config: &Config) -> &'static str {
    match config.color.depth(&world::environment) {
        None => "no colours",
        Some(Depth::Named) => "16 colours",
        Some(Depth::Indexed) => "256 colours",
        Some(Depth::Rgb) => "any colour",
    }
}

fn place() -> String {
    let inside = [("TMUX", "inside tmux"), ("STY", "inside screen"), ("ZELLIJ", "inside zellij")];
    let inside =
        inside.iter().filter(|(name, _)| world::environment(name).is_some()).map(|(_, words)| *words);
    let words = inside.chain(world::is_remote().then_some("over SSH"));
    words.flat_map(|words| [", ", words]).collect()
}

/// Looks at who keeps what is copied, at links and at the mouse.
pub(super) fn copying(config: &Config) -> Check {
    let keeper = match open::ways(config).told.clipboard {
        Clipboard::Nobody => "a box to select from".to_owned(),
        Clipboard::Tmux => "tmux".into(),
        Clipboard::Terminal => "the terminal (OSC 52), which never says whether it did".into(),
        Clipboard::Program(command) => command,
    };
    let (mouse, links) = (open::has_mouse(config.mouse), knows_links());
    let word = |is_so| if is_so { "on" } else { "off" };
    let found = format!("to {keeper}; links {}, mouse {}", word(links), word(mouse));
    Check::fine("copying", found).with("to", keeper).with("links", links).with("mouse", mouse)
}
