//! Getting around: the cursor, the tabs, marks, the preview, and closing what is open.
//!
//! Nothing here changes a task.

use super::action::Action;
use super::filter::Filter;
use super::layout::Side;
use super::list::List;
use super::model::Model;
use super::news;
use super::outbox;
use super::overlay::Overlay;
use super::past;
use super::sprint;
use super::vacant;
use super::views;
use crate::domain::heat;
use crate::domain::id::TaskId;
use crate::domain::place::{Place, Section};
use crate::domain::tab::Tab;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// Does what an action that changes no task says.
pub fn on_action(model: &mut Model, at: Timestamp, action: Action) {
    match action {
        Action::Inbox => go_to(model, Tab::Inbox),
        Action::Future => go_to(model, Tab::Future),
        Action::Archive => go_to(model, Tab::Archive),
        Action::PreviousTab if close_task(model) => {}
        Action::NextTab if is_task_open(model) => {
            let key = model.key(Action::Back);
            model.notices.info(at, format!("A task is open; {key} goes back to the list"));
        }
        Action::NextTab => go_to(model, turn(model.lists.tab, 1)),
        Action::PreviousTab => go_to(model, turn(model.lists.tab, 2)),
        Action::SameLead => same_lead(model, at),
        Action::NextNew => next_new(model, at),
        Action::Open => open(model, at),
        Action::Preview => flip_preview(model),
        Action::PreviewSide => turn_preview(model),
        Action::PreviewDown => scroll_preview(model, 1),
        Action::PreviewUp => scroll_preview(model, -1),
        Action::NextMatch => go(model, |list| list.go_by(1)),
        Action::PreviousMatch => go(model, |list| list.go_by(-1)),
        Action::Fold => fold_here(model, at),
        Action::FoldAll => fold_all(model, at),
        Action::Cancel => cancel(model),
        Action::Down
        | Action::Up
        | Action::First
        | Action::Last
        | Action::HalfDown
        | Action::HalfUp
        | Action::PageDown
        | Action::PageUp => scroll(model, action),
        other => mark(model, at, other),
    }
}

fn turn(tab: Tab, by: usize) -> Tab {
    Tab::ALL[(tab.index() + by) % Tab::ALL.len()]
}

fn is_task_open(model: &Model) -> bool {
    matches!(model.overlays.last(), Some(Overlay::Detail { .. }))
}

/// Leaves the page of a task that is folded away now.
pub(super) fn leave_folded(model: &mut Model) {
    if model.lists.current().folded().is_some() {
        close_task(model);
    }
}

// Whether a task was open.
fn close_task(model: &mut Model) -> bool {
    is_task_open(model) && model.overlays.pop().is_some()
}

/// Goes to the list of a tab. An open task is left: a key that was meant for it would else change one of another tab.
pub fn go_to(model: &mut Model, tab: Tab) {
    close_task(model);
    model.lists.tab = tab;
    model.preview.scroll = 0;
    model.marks.end_range();
}

// How far an action moves in something so many rows long, so many of them in sight.
fn distance(action: Action, height: usize) -> isize {
    let page = isize::try_from(height.max(1)).unwrap_or(isize::MAX);
    match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::HalfDown => (page / 2).max(1),
        Action::HalfUp => -(page / 2).max(1),
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::First => isize::MIN / 2,
        _ => isize::MAX / 2,
    }
}

// Moves in whatever is on top; how long that is costs as much as drawing it, so nothing else is asked.
fn scroll(model: &mut Model, action: Action) {
    let page = usize::from(model.size.height.saturating_sub(4));
    let most = match model.overlays.last() {
        Some(Overlay::Help(help)) => super::help::most_scroll(model, help),
        Some(Overlay::Sprint(_)) => sprint::most_scroll(model),
        Some(Overlay::Detail { .. }) => super::detail::most_scroll(model),
        Some(Overlay::Outbox(_)) => outbox::items(model).len().saturating_sub(1),
        Some(Overlay::Past(_)) => past::rows(model).len().saturating_sub(1),
        None => {
            let rows = distance(action, model.lists.current().height());
            go(model, |list| list.go_by(rows));
            // A range grows and shrinks with the cursor.
            if !model.marks.is_ranging() {
                model.scene.step(rows);
            }
            return;
        }
        // What is covered does not move.
        Some(_) => return,
    };
    let by = |at: usize| at.saturating_add_signed(distance(action, page)).min(most);
    match model.overlays.last_mut() {
        Some(Overlay::Help(help)) => help.scroll = by(help.scroll),
        Some(Overlay::Detail { scroll }) => *scroll = by(*scroll),
        Some(Overlay::Sprint(sprint)) => sprint.scroll = by(sprint.scroll),
        Some(Overlay::Outbox(view)) => view.go_to(by(view.chosen)),
        Some(Overlay::Past(view)) => view.chosen = by(view.chosen),
        _ => {}
    }
}

fn go(model: &mut Model, step: impl Fn(&mut List)) {
    step(model.lists.current_mut());
    model.preview.scroll = 0;
    if model.marks.is_ranging() {
        let tasks: Vec<&TaskId> = model.lists.tasks(model.lists.tab).iter().filter_map(Place::task).collect();
        let first = model.lists.position().0.saturating_sub(1);
        let folded = model.lists.current().folded().map_or(1, |section| model.lists.size(section));
        model.marks.stretch(&tasks, first..first + folded);
    }
}

// On the page of a task only tasks follow, folded sections do not.
fn go_by_task(model: &mut Model, by: isize) {
    go(model, |list| {
        let from = list.cursor();
        list.go_by(by);
        while list.folded().is_some() {
            let before = list.cursor();
            list.go_by(by);
            if list.cursor() == before {
                return list.go_to(from);
            }
        }
    });
}

/// Puts the cursor on a row of the list in front, if it is still there.
pub(super) fn select(model: &mut Model, row: &Place) {
    go(model, |list| list.select(row));
}

/// Moves the window over the list; the cursor goes along only as far as it has to.
pub(super) fn scroll_list(model: &mut Model, rows: isize) {
    go(model, |list| list.scroll_by(rows));
}

fn open(model: &mut Model, at: Timestamp) {
    if model.lists.current().folded().is_some() {
        return fold(model);
    }
    let Some(id) = model.lists.current().selected().cloned() else { return vacant::say(model, at) };
    if model.overlays.is_empty() {
        model.overlays.push(Overlay::Detail { scroll: 0 });
        model.sync.reading.suspect([id]);
    }
}

fn fold(model: &mut Model) {
    model.lists.fold();
    leave_folded(model);
    model.preview.scroll = 0;
}

const NO_GROUPS: &str = "There are no groups here; , puts tasks together by lead, day or kind";

fn fold_here(model: &mut Model, at: Timestamp) {
    if model.lists.current().row().is_some_and(|row| *row.section() != Section::Top) {
        return fold(model);
    }
    model.notices.info(at, NO_GROUPS);
}

// The only group may stand far below, and then the key seems to do nothing.
fn fold_all(model: &mut Model, at: Timestamp) {
    let before = model.lists.current().in_sight().to_vec();
    let Some(are_folded) = model.lists.fold_all() else { return model.notices.info(at, NO_GROUPS) };
    if before == model.lists.current().in_sight() {
        let done = if are_folded { "folded" } else { "unfolded" };
        model.notices.info(at, format!("All groups are {done} now; what changed is not in sight"));
    }
    leave_folded(model);
}

fn flip_preview(model: &mut Model) {
    let is_off = model.layout().preview.is_none();
    model.preview.side = if is_off { Side::Auto } else { Side::Off };
    model.fit();
}

fn turn_preview(model: &mut Model) {
    let is_right = model.layout().preview.is_some_and(|area| area.x > 0);
    model.preview.side = if is_right { Side::Below } else { Side::Right };
    model.fit();
}

/// What is read from its beginning, when it is another task than before.
pub(super) fn follow(model: &mut Model, before: Option<&TaskId>) {
    if model.lists.current().selected() == before {
        return;
    }
    model.preview.scroll = 0;
    for overlay in &mut model.overlays {
        if let Overlay::Detail { scroll } = overlay {
            *scroll = 0;
        }
    }
}

// In the detail of a task these go to the next and the previous one.
fn scroll_preview(model: &mut Model, by: isize) {
    if is_task_open(model) {
        return go_by_task(model, by);
    }
    let most = super::detail::most_preview_scroll(model);
    model.preview.scroll = model.preview.scroll.saturating_add_signed(by).min(most);
}

fn next_new(model: &mut Model, at: Timestamp) {
    match (news::take_next(model), news::count(model)) {
        (Some(id), _) => {
            go_to(model, Tab::Inbox);
            model.lists.select(&id);
        }
        (None, 0) => model.notices.info(at, "Nothing new has come in since you looked"),
        (None, count) => model.notices.info(at, format!("The filter hides {count} new")),
    }
}

fn same_lead(model: &mut Model, at: Timestamp) {
    let lead = model.first_selected().and_then(|task| task.lead.clone());
    match lead {
        None => model.notices.info(at, "This task belongs to no lead"),
        Some(lead) => {
            let name = lead.name().unwrap_or("this lead").to_owned();
            model.lists.set_filter(Filter::of_lead(lead.id, &name), &model.board);
        }
    }
}

// One thing a press: the dialog, the range, the view, the filter, the marks, the notice, a remark.
fn cancel(model: &mut Model) {
    if super::help::clear(model) || model.overlays.pop().is_some() {
        return;
    }
    if model.marks.is_ranging() {
        model.marks.end_range();
    } else if views::leave(model) {
        model.preview.scroll = 0;
    } else if !model.lists.filter().is_empty() {
        model.lists.set_filter(Filter::default(), &model.board);
    } else if model.has_marks() {
        model.unmark();
    } else if !model.notices.dismiss() && !model.remarks.is_empty() {
        model.remarks.remove(0);
    }
}

fn mark(model: &mut Model, at: Timestamp, action: Action) {
    if matches!(action, Action::Mark | Action::MarkHere) {
        return mark_here(model, at, action);
    }
    let Some(selected) = model.first_selected().cloned() else {
        return vacant::say(model, at);
    };
    match action {
        Action::MarkRange => model.marks.toggle_range(&selected.id),
        Action::MarkNone => model.unmark(),
        Action::MarkInvert => rows(model).iter().for_each(|id| model.marks.toggle(id)),
        Action::MarkAll => mark_where(model, |_| true),
        Action::MarkKind => mark_where(model, |task| task.kind.wire_name() == selected.kind.wire_name()),
        Action::MarkLead => mark_where(model, |task| is_same_lead(task, &selected)),
        Action::MarkOverdue => {
            let today = model.today;
            mark_where(model, |task| heat::is_overdue(task, &today));
        }
        _ => {}
    }
}

// A folded section is marked as a whole.
fn mark_here(model: &mut Model, at: Timestamp, action: Action) {
    let here = model.under_cursor();
    if here.is_empty() {
        return vacant::say(model, at);
    }
    if here.iter().all(|id| model.marks.has(id)) {
        here.iter().for_each(|id| model.marks.remove(id));
    } else {
        model.marks.add(&here);
    }
    if action == Action::Mark {
        go(model, |list| list.go_by(1));
    }
}

fn is_same_lead(task: &Task, other: &Task) -> bool {
    task.id == other.id
        || task.lead.is_some()
            && task.lead.as_ref().map(|lead| &lead.id) == other.lead.as_ref().map(|lead| &lead.id)
}

fn rows(model: &Model) -> Vec<TaskId> {
    let ids = model.lists.tasks(model.lists.tab).iter().filter_map(Place::task);
    ids.filter(|id| !model.lists.is_ghost(id)).cloned().collect()
}

fn mark_where(model: &mut Model, fits: impl Fn(&Task) -> bool) {
    let ids = rows(model);
    let chosen = ids.iter().filter(|id| model.board.shown(id).is_some_and(&fits));
    model.marks.add(chosen);
}
