//! What the help page and the hint line say, from the one table of actions and the keys there are now.

use super::action::{Action, Group, Place};
use super::chord::{Chord, Key, show_sequence};
use super::command::Command;
use super::fuzzy;
use super::input::Input;
use super::keymap::{Binding, Found, Keymap};
use super::model::Model;
use super::notice::Notice;
use super::overlay::Overlay;
use crate::domain::zone::Timestamp;

/// The help page.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// Lines scrolled.
    pub scroll: usize,
    /// What the lines have to say to be shown.
    pub filter: Input,
    /// Whether that is being typed.
    pub is_typing: bool,
}

/// One line of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The title of a group.
    Heading(String),
    /// Keys and what they do.
    Row {
        /// The keys, the first being the shortest to say; without any, the name to type in the palette.
        keys: String,
        /// What they do.
        title: String,
    },
}

/// From this width on two columns fit, none of their lines cut.
const TWO_COLUMNS: u16 = 120;

/// A key while the filter of the page is typed.
pub fn on_key(model: &mut Model, chord: Chord) {
    let Some(Overlay::Help(help)) = model.overlays.last_mut() else { return };
    match (chord.key, chord.ctrl) {
        (Key::Enter, _) => help.is_typing = false,
        (Key::Esc, _) | (Key::Char('c'), true) => **help = Help::default(),
        _ => {
            help.filter.press(chord);
            help.scroll = 0;
        }
    }
}

/// Begins to type the filter of the page.
pub fn find(model: &mut Model) {
    if let Some(Overlay::Help(help)) = model.overlays.last_mut() {
        help.is_typing = true;
    }
}

/// Shows everything again; whether something was left out.
pub fn clear(model: &mut Model) -> bool {
    let Some(Overlay::Help(help)) = model.overlays.last_mut() else { return false };
    let was_filtered = !help.filter.text().is_empty();
    if was_filtered {
        **help = Help::default();
    }
    was_filtered
}

/// The whole help page, as far as its lines hold the words of the filter.
pub fn lines(keymap: &Keymap, filter: &str) -> Vec<Line> {
    let own = keymap.commands_with_words();
    let own = own.into_iter().map(|command| entry(keymap, command)).collect();
    let groups = Group::ALL.into_iter().map(|group| {
        let actions = Action::ALL.iter().filter(|action| action.spec().group == group);
        (title(keymap, group), actions.map(|action| entry(keymap, &Command::Do(*action))).collect())
    });
    let kinds = Place::kinds().map(|kind| (format!("Only for: {}", kind.name()), of_kind(keymap, kind)));
    let parts = groups.chain([("Your own".into(), own)]).chain(kinds);
    parts.flat_map(|(title, entries)| part(title, entries, filter)).collect()
}

fn of_kind(keymap: &Keymap, kind: Place) -> Vec<Entry> {
    let entry = |binding: &Binding| Entry {
        keys: show_sequence(&binding.keys),
        title: binding.command.title(),
        name: binding.command.to_string(),
    };
    keymap.in_place(kind).map(entry).collect()
}

struct Entry {
    keys: String,
    title: String,
    name: String,
}

fn entry(keymap: &Keymap, command: &Command) -> Entry {
    let name = command.to_string();
    let line = keymap.line_of(command);
    let keys = if line.is_empty() { format!(":{name}") } else { line };
    Entry { keys, title: command.title(), name }
}

fn title(keymap: &Keymap, group: Group) -> String {
    match group {
        Group::Changes => format!("{} ({})", group.title(), keymap.shown(Action::Outbox)),
        _ => group.title().into(),
    }
}

fn part(title: String, mut entries: Vec<Entry>, filter: &str) -> Vec<Line> {
    let wanted = filter.trim();
    let is_key = |entry: &Entry| entry.keys.split("  ").any(|keys| keys == wanted);
    let texts: Vec<String> = entries.iter().map(|entry| format!("{} {}", entry.title, entry.name)).collect();
    let found = fuzzy::containing(wanted, texts.iter().map(String::as_str));
    let mut at = 0;
    entries.retain(|entry| {
        at += 1;
        is_key(entry) || found.contains(&(at - 1))
    });
    if entries.is_empty() {
        return Vec::new();
    }
    let rows = entries.into_iter().map(|Entry { keys, title, .. }| Line::Row { keys, title });
    std::iter::once(Line::Heading(title)).chain(rows).collect()
}

/// The page in one or two columns of lines, the second beginning with a group.
pub fn columns(keymap: &Keymap, filter: &str, width: u16) -> Vec<Vec<Line>> {
    let mut lines = lines(keymap, filter);
    if width < TWO_COLUMNS {
        return vec![lines];
    }
    let is_heading = |line: &Line| matches!(line, Line::Heading(_));
    let headings = lines.iter().enumerate().filter(|(at, line)| *at > 0 && is_heading(line));
    let half = lines.len() / 2;
    let middle = headings.map(|(at, _)| at).min_by_key(|at| at.abs_diff(half)).unwrap_or(lines.len());
    let second = lines.split_off(middle);
    vec![lines, second]
}

/// How far the page can be scrolled on a screen of this size: until its last line is at the bottom.
pub fn most_scroll(model: &Model, help: &Help) -> usize {
    let page = model.layout().page();
    let columns = columns(&model.keymap, help.filter.text(), page.width);
    let longest = columns.iter().map(|column| height(column)).max();
    longest.unwrap_or(0).saturating_sub(page.height.into())
}

/// How many lines a column takes, with the space before each heading but the first.
pub fn height(column: &[Line]) -> usize {
    let headings = column.iter().filter(|line| matches!(line, Line::Heading(_)));
    column.len() + headings.count().saturating_sub(1)
}

/// The key shown for an action, and its hint.
pub fn hint(keymap: &Keymap, action: Action) -> Option<(String, &'static str)> {
    let hint = action.spec().hint;
    let key = keymap.key_of(&action.into()).map(show_sequence)?;
    (!hint.is_empty()).then_some((key, hint))
}

/// What a key does where we are, if it is an action.
pub fn action_on(model: &Model, chord: Chord) -> Option<Action> {
    match model.keymap.look_up_for((model.place()?, model.kind_here()), &[chord]) {
        Found::Command(Command::Do(action)) => Some(action),
        _ => None,
    }
}

/// An action as something its key does: `s moves to another day`.
pub fn claim(keymap: &Keymap, action: Action) -> String {
    let (key, title) = (keymap.shown(action), action.spec().title);
    let first = title.split([';', ',', ':']).next().unwrap_or(title);
    let (verb, rest) = first.split_once(' ').unwrap_or((first, ""));
    let says = match verb {
        "Do" | "Go" => format!("{}es", verb.to_lowercase()),
        "Copy" => "copies".into(),
        _ if VERBS.contains(&verb) => format!("{}s", verb.to_lowercase()),
        _ => return format!("{key} is for {}", first.to_lowercase()),
    };
    format!("{key} {says} {rest}").trim_end().to_owned()
}

/// What titles that are orders begin with.
const VERBS: [&str; 32] = [
    "Ask", "Begin", "Choose", "Clear", "Close", "Delete", "Draw", "Drop", "Filter", "Find", "Fold", "Group",
    "Hand", "Keep", "Leave", "Make", "Mark", "Move", "Open", "Print", "Put", "Quit", "Rewrite", "Save",
    "Scroll", "Send", "Show", "Sort", "Take", "Turn", "Work", "Write",
];

/// After an action was chosen by its name: says which key does it.
pub fn teach(model: &mut Model, at: Timestamp, action: Action, said_before: Option<&Notice>) {
    if model.keymap.key_of(&action.into()).is_none() {
        return;
    }
    if model.notices.current() == said_before || model.notices.current().is_none() {
        let claim = claim(&model.keymap, action);
        return model.notices.info(at, claim);
    }
    let key = model.keymap.shown(action);
    model.notices.add(&format!("{key} does this"));
}
