//! The line of hints at the bottom: the keys that help right here.
//!
//! Keys come from the key map, so a rebound key is shown as it is. Hints that do not fit whole are left out, the
//! last first; the way out and the way to all keys stay, and undo while a change is told.

mod in_dialogs;

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::pen::{Pen, columns};
use super::slate::{Part, Stamp};
use super::theme::Theme;
use crate::app::action::{Action, Place};
use crate::app::available::is_kept_out;
use crate::app::chord::{Chord, show_sequence};
use crate::app::editor;
use crate::app::help;
use crate::app::marks::SIGN;
use crate::app::model::Model;
use crate::app::outbox;
use crate::app::overlay::Overlay;
use crate::app::past;
use crate::app::pointer::Target;
use crate::app::sprint::{KEYS, Sprint, has_large_keys};
use crate::app::statement;
use crate::domain::tab::Tab;

/// A key and what it does, and whether it may be done here.
type Hint = (String, Cow<'static, str>, bool);

/// Draws the line.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let stamp = stamp(model).filter(|_| area.width == buffer.area().width);
    if stamp.is_some_and(|stamp| buffer.keep(area.y, stamp)) {
        return;
    }
    write(model, theme, area, buffer);
    stamp.into_iter().for_each(|stamp| buffer.stamp(area.y, stamp));
}

// What the line depends on in the list; there a step of the cursor changes no more of it than the task it is on.
fn stamp(model: &Model) -> Option<Stamp> {
    let is_plain = model.overlays.is_empty() && model.typed.is_empty() && statement::marked(model).is_none();
    let may = [Action::Complete, Action::Assign, Action::Move].map(|action| is_open(model, action));
    let part = Part::Hints {
        kind: model.kind_here().map(Place::name),
        may,
        may_edit: editor::refuses(model).is_none(),
    };
    let stamp = Stamp { state: model.scene.number(), time: model.today.now.timestamp(), part };
    Some(stamp).filter(|_| is_plain && !model.settings.is_accessible)
}

fn write(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let mut pen = Pen::new(buffer, area);
    pen.skip(1).keep_right(1);
    let hints = hints(model);
    if takes_keys(model, area.width)
        && let Some((key, words)) = help::hint(&model.keymap, Action::Help)
    {
        let end = pen.end();
        pen.right(words, theme.dim).right(" ", theme.dim).right(&key, theme.key);
        if let Some(chord) = Chord::read(&key) {
            pen.right_stands_for(end, || Target::Keys(vec![chord]));
        }
        pen.keep_right(2);
    }
    if model.overlays.is_empty()
        && let Some(marked) = statement::marked(model)
    {
        if !model.settings.is_accessible {
            pen.put(SIGN, theme.accent).skip(1);
        }
        pen.put(&marked, theme.accent).skip(2);
    }
    let gap = if area.width < 40 { 1 } else { 2 };
    for (key, words, is_open) in fitting(model, hints, gap, pen.room()) {
        let from = pen.position().x;
        pen.put(&key, if is_open { theme.key } else { theme.dim }).put(" ", theme.dim).put(&words, theme.dim);
        // Hints that name several keys are to be read, not clicked.
        if let Some(chord) = Chord::read(&key) {
            pen.stands_for(from, || Target::Keys(vec![chord]));
        }
        pen.skip(gap);
    }
}

// The first of them, as many as there is room for beside what stays.
fn fitting(model: &Model, hints: Vec<Hint>, gap: u16, room: u16) -> Vec<Hint> {
    let width = |(key, words, _): &Hint| columns(key) + 1 + columns(words) + gap;
    // Behind the last of them no gap is needed.
    let mut room = room + gap;
    let mut stays = Vec::new();
    for at in staying(model, &hints) {
        if let Some(width) = hints.get(at).map(width).filter(|width| *width <= room) {
            room -= width;
            stays.push(at);
        }
    }
    let mut is_full = false;
    let mut fits = |(at, hint): &(usize, Hint)| {
        let is_staying = stays.contains(at);
        is_full |= !is_staying && width(hint) > room;
        room -= if is_staying || is_full { 0 } else { width(hint) };
        is_staying || !is_full
    };
    hints.into_iter().enumerate().filter(|hint| fits(hint)).map(|(_, hint)| hint).collect()
}

// The way out; and while a change is told, the way to take it back, but for where keys to decide with would go for it.
fn staying(model: &Model, hints: &[Hint]) -> impl Iterator<Item = usize> {
    let ways = [model.keymap.shown_in_dialogs("Esc"), Some(model.key(Action::Back))];
    let way_out = hints.iter().rposition(|hint| ways.iter().flatten().any(|way| *way == hint.0));
    let is_sprint = matches!(model.overlays.last(), Some(Overlay::Sprint(_)));
    let is_change = !is_sprint && model.notices.current().is_some_and(|notice| notice.is_change);
    let undo = is_change.then(|| model.key(Action::Undo));
    let way_back = hints.iter().position(|hint| undo.as_ref() == Some(&hint.0));
    [way_out, way_back].into_iter().flatten()
}

// Where letters are text, `?` shows no help; on a narrow screen the keys of a decision come before it.
fn takes_keys(model: &Model, width: u16) -> bool {
    if let Some(Overlay::Sprint(sprint)) = model.overlays.last() {
        return width >= 50 || sprint.is_over();
    }
    model.place().is_some_and(|place| place != Place::Page)
}

fn hints(model: &Model) -> Vec<Hint> {
    match model.overlays.last() {
        // What may follow stands above.
        _ if !model.typed.is_empty() => fixed(model, &[("Esc", "leave")]),
        None => in_list(model),
        Some(Overlay::Detail { .. }) => page(model),
        Some(Overlay::Outbox(_)) if outbox::items(model).is_empty() => keyed(model, &[BACK]),
        Some(Overlay::Outbox(_)) => {
            let mut hints = mapped(model, &[Action::Retry, Action::Drop, Action::Undo]);
            hints.extend(keyed(model, &[BACK]));
            hints
        }
        Some(Overlay::Stats(_)) => keyed(model, &[BACK]),
        Some(Overlay::Past(_)) => past(model),
        Some(Overlay::Sprint(sprint)) => sprint_hints(model, sprint),
        Some(Overlay::Help(help)) if help.is_typing => {
            fixed(model, &[("Enter", "keep"), ("Esc", "show all")])
        }
        Some(Overlay::Help(_)) => keyed(model, &[(&UP_DOWN, "scroll"), (&[Action::FindKey], "find"), BACK]),
        Some(dialog) => in_dialogs::of(model, dialog),
    }
}

fn page(model: &Model) -> Vec<Hint> {
    // The last task was done on it: there is nothing left to do it to.
    if model.selected().is_none() {
        let mut hints = mapped(model, &[Action::Undo]);
        hints.extend(keyed(model, &[BACK]));
        return hints;
    }
    let mut hints = mapped(model, &[Action::Complete, Action::Move, Action::Assign, Action::Undo]);
    reopening(model, &mut hints);
    let next = (&[Action::PreviewDown][..], "next");
    hints.extend(keyed(model, &[next, (&[Action::PreviewUp], "previous"), BACK]));
    hints
}

fn in_list(model: &Model) -> Vec<Hint> {
    if model.marks.is_ranging() {
        let mut hints = keyed(model, &[(&UP_DOWN, "stretch"), (&[Action::MarkRange], "end the range")]);
        hints.extend(mapped(model, &[Action::Complete, Action::Move, Action::Assign]));
        hints
    } else if model.has_marks() {
        let mut hints = mapped(model, &[Action::Complete, Action::Move, Action::Assign]);
        hints.extend(keyed(model, &[(&[Action::Cancel], "clear")]));
        hints
    } else {
        list(model)
    }
}

fn past(model: &Model) -> Vec<Hint> {
    let order = past::order(model).map(Cow::from);
    let to = help::hint(&model.keymap, Action::TakeBackTo);
    let to = to.map(|(key, words)| (key, order.unwrap_or(words.into()), true));
    let mut hints: Vec<Hint> = to.into_iter().collect();
    hints.extend(mapped(model, &[Action::TakeBackOnly, Action::Undo, Action::Redo]));
    hints.extend(keyed(model, &[BACK]));
    hints
}

// Where the four keys stand large already, the line is for the others.
fn sprint_hints(model: &Model, sprint: &Sprint) -> Vec<Hint> {
    if sprint.is_over() {
        let mut hints = mapped(model, &[Action::Undo, Action::Outbox]);
        hints.extend(keyed(model, &[(&[Action::Back], "back to the list")]));
        return hints;
    }
    let four: &[Action] = if has_large_keys(model.layout().page()) { &[] } else { &KEYS };
    let mut hints = mapped(model, &[four, &[Action::Undo]].concat());
    hints.extend(keyed(model, &[(&UP_DOWN, "scroll"), (&[Action::Back], "end")]));
    hints
}

fn list(model: &Model) -> Vec<Hint> {
    let actions = [
        Action::Complete,
        Action::Move,
        Action::Assign,
        Action::Mark,
        Action::Filter,
        Action::Open,
        Action::Undo,
        Action::Create,
        Action::Comment,
        Action::Edit,
        Action::Sprint,
        Action::Back,
    ];
    if model.lists.current().is_empty() {
        let mut hints = mapped(model, &[Action::Filter, Action::Undo, Action::Back]);
        hints.extend(keyed(model, &[(&[Action::NextTab], "next tab"), (&[Action::Refresh], "refresh")]));
        return hints;
    }
    let is_for_others = |action: &Action| *action == Action::Edit && editor::refuses(model).is_some();
    let actions: Vec<Action> = actions.into_iter().filter(|action| !is_for_others(action)).collect();
    let mut hints = mapped(model, &actions);
    reopening(model, &mut hints);
    hints
}

// What is done already, the first key takes back.
fn reopening(model: &Model, hints: &mut [Hint]) {
    if model.lists.tab == Tab::Archive
        && let Some((_, words, _)) = hints.first_mut()
    {
        *words = "reopen".into();
    }
}

fn mapped(model: &Model, actions: &[Action]) -> Vec<Hint> {
    let hint = |action: &Action| {
        let (key, words) = help::hint(&model.keymap, *action)?;
        Some((key, words.into(), is_open(model, *action)))
    };
    // What a key does for this kind of task alone is not what it does elsewhere.
    let kind = model.kind_here();
    let own: Vec<String> = kind
        .into_iter()
        .flat_map(|kind| model.keymap.in_place(kind))
        .map(|binding| show_sequence(&binding.keys))
        .collect();
    let offered = actions.iter().filter(|action| !is_kept_out(model, **action));
    offered.filter_map(hint).filter(|(key, ..)| !own.contains(key)).collect()
}

/// Actions that are told together, and in which words.
type Told<'a> = (&'a [Action], &'static str);

const UP_DOWN: [Action; 2] = [Action::Down, Action::Up];
const BACK: Told<'static> = (&[Action::Back], "back");

// Each with the key it has now, in other words than everywhere else.
fn keyed(model: &Model, told: &[Told<'_>]) -> Vec<Hint> {
    let hint = |(actions, words): &Told<'_>| {
        let keys = actions.iter().filter(|action| model.keymap.key_of(&(**action).into()).is_some());
        let keys: Vec<String> = keys.map(|action| model.key(*action)).collect();
        (!keys.is_empty()).then(|| (keys.join(" "), (*words).into(), true))
    };
    told.iter().filter_map(hint).collect()
}

// Dialogs know these keys; shown is what the user has bound to them, where that is something else.
fn fixed(model: &Model, hints: &[(&str, &'static str)]) -> Vec<Hint> {
    let hint = |(keys, words): &(&str, &'static str)| {
        let keys = keys.split(' ').filter_map(|key| model.keymap.shown_in_dialogs(key));
        let keys = keys.collect::<Vec<_>>().join(" ");
        (!keys.is_empty()).then_some((keys, (*words).into(), true))
    };
    hints.iter().filter_map(hint).collect()
}

/// Whether an action may be done to the task in front; pressing it says why not.
pub(super) fn is_open(model: &Model, action: Action) -> bool {
    let Some(task) = model.selected().filter(|_| !model.has_marks()) else { return true };
    let may = match action {
        // Somebody else has decided about it.
        Action::Complete | Action::Assign | Action::Move if model.lists.is_ghost(&task.id) => return false,
        Action::Complete if !task.is_complete => model.may_complete(task),
        Action::Complete | Action::Assign => model.may_change(task),
        Action::Move => model.may_move(task),
        _ => Ok(()),
    };
    may.is_ok()
}
