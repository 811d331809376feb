//! The pages that cover the list: a whole task, the changes on their way, all keys.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::choices::choosable;
use super::pen::{Pen, columns, line_of};
use super::preview::draw_rule;
use super::sheet::{self, Shown, to_area, to_rect};
use super::theme::Theme;
use super::{sprint, stats, steps};
use crate::app::action::Action;
use crate::app::comments;
use crate::app::detail::Depth;
use crate::app::detail::sheet::Sheet;
use crate::app::help::{self, Help};
use crate::app::model::Model;
use crate::app::outbox::{self, Item, Outbox};
use crate::app::overlay::Overlay;
use crate::app::races::{self, Race};
use crate::app::words::{self, State, thousands};
use crate::app::{text, whose};
use crate::domain::entry::Entry;
use crate::domain::id::TaskId;

/// Draws the page.
pub(super) fn draw(model: &Model, theme: &Theme, page: &Overlay, area: Rect, buffer: &mut Canvas) {
    match page {
        Overlay::Detail { scroll } => draw_detail(model, theme, *scroll, area, buffer),
        Overlay::Outbox(view) => draw_outbox(model, theme, *view, area, buffer),
        Overlay::Stats(page) => stats::draw(model, theme, page, area, buffer),
        Overlay::Past(view) => steps::draw(model, theme, *view, area, buffer),
        Overlay::Sprint(sprint) => sprint::draw(model, theme, sprint, area, buffer),
        Overlay::Help(help) => draw_help(model, theme, help, area, buffer),
        _ => {}
    }
}

/// Draws what stands in the place of the tabs.
pub(super) fn draw_head(model: &Model, theme: &Theme, page: &Overlay, area: Rect, buffer: &mut Canvas) {
    let (title, more) = match page {
        Overlay::Detail { .. } => {
            let (at, all) = model.lists.position();
            let of = || format!("{} of {}", thousands(at), thousands(all));
            (model.lists.tab.title(), if all == 0 { String::new() } else { of() })
        }
        Overlay::Outbox(_) => ("Changes", changes(model)),
        Overlay::Past(_) => ("What can be taken back", steps::counts(model)),
        Overlay::Sprint(sprint) => ("One at a time", sprint::head(model, sprint)),
        Overlay::Stats(_) => ("Statistics", whose::label(model).unwrap_or_default()),
        _ => ("Keys", String::new()),
    };
    Pen::new(buffer, area).skip(1).put(title, theme.accent).skip(2).put(&more, theme.dim);
}

fn changes(model: &Model) -> String {
    let counts = [
        (model.problems.len(), "refused"),
        (model.board.waiting(), "on the way"),
        (model.races.all().len(), "crossed"),
    ];
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

fn draw_detail(model: &Model, theme: &Theme, scroll: usize, area: Rect, buffer: &mut Canvas) {
    let Some(task) = model.selected() else {
        let sentence = format!("No task is left here; {} goes back.", model.key(Action::Back));
        Pen::new(buffer, line_of(area, 1)).skip(1).put(&sentence, theme.strong);
        return;
    };
    let shown = Shown { task, depth: Depth::Whole, scroll };
    sheet::draw(model, theme, Sheet::of(model, to_area(area)), &shown, buffer);
}

/// The line down the page, if it has two columns.
pub(super) fn rule(model: &Model, page: &Overlay, area: Rect) -> Option<Rect> {
    let has_task = match page {
        Overlay::Detail { .. } => model.selected().is_some(),
        Overlay::Sprint(sprint) => !sprint.is_over() && model.selected().is_some(),
        _ => false,
    };
    Sheet::of(model, to_area(area)).rule.filter(|_| has_task).map(to_rect)
}

fn draw_help(model: &Model, theme: &Theme, help: &Help, area: Rect, buffer: &mut Canvas) {
    let columns = help::columns(&model.keymap, help.filter.text(), area.width);
    if columns.iter().all(Vec::is_empty) {
        Pen::new(buffer, line_of(area, 1)).skip(1).put("No key is for that.", theme.strong);
    }
    let width = area.width / u16::try_from(columns.len()).unwrap_or(1).max(1);
    for (at, column) in (0..).zip(&columns) {
        let column_area = Rect { x: area.x + at * width, width, ..area };
        draw_help_column(theme, column, help.scroll, column_area, buffer);
    }
}

/// How wide the keys of the help page are where there is room.
const KEYS: u16 = 22;

fn draw_help_column(theme: &Theme, column: &[help::Line], scroll: usize, area: Rect, buffer: &mut Canvas) {
    let spaced = column.iter().enumerate().flat_map(|(at, line)| {
        let gap = (at > 0 && matches!(line, help::Line::Heading(_))).then_some(None);
        gap.into_iter().chain([Some(line)])
    });
    for (at, line) in (0..area.height).zip(spaced.skip(scroll)) {
        let mut pen = Pen::new(buffer, line_of(area, at));
        pen.skip(1);
        match line {
            None => {}
            Some(help::Line::Heading(title)) => drop(pen.put(title, theme.accent)),
            Some(help::Line::Row { keys, title }) => {
                pen.cell((area.width / 3).clamp(12, KEYS), &[(keys, theme.key)])
                    .skip(2)
                    .put(title, Style::new());
            }
        }
    }
}

fn draw_outbox(model: &Model, theme: &Theme, view: Outbox, area: Rect, buffer: &mut Canvas) {
    let items = outbox::items(model);
    let Some(chosen) = items.get(view.chosen.min(items.len().saturating_sub(1))) else {
        return draw_no_changes(theme, area, buffer);
    };
    let why = why(model, chosen, usize::from(area.width.saturating_sub(2)));
    let foot = u16::try_from(why.len()).unwrap_or(0).min(area.height.saturating_sub(2));
    let list = Rect { height: area.height - foot - u16::from(foot > 0), ..area };
    let top = view.chosen.saturating_sub(usize::from(list.height.saturating_sub(1)));
    for (line, (at, item)) in (0..list.height).zip(items.iter().enumerate().skip(top)) {
        choosable(line_of(list, line), at, Some(view.chosen), buffer);
        let mut pen = Pen::new(buffer, line_of(list, line));
        if at == view.chosen {
            pen = pen.all_in(theme.selected);
        }
        draw_item(model, theme, item, &mut pen);
    }
    if foot > 0 {
        draw_rule(theme, line_of(area, list.height), buffer);
    }
    for (line, text) in (list.height + 1..area.height).zip(&why) {
        Pen::new(buffer, line_of(area, line)).skip(1).put(text, Style::new());
    }
}

// The whole reason of the chosen change and the words of a comment, where a row can only begin them.
fn why(model: &Model, item: &Item<'_>, columns: usize) -> Vec<String> {
    match item {
        Item::Crossed(race) => text::wrap(&races::words(model, race), columns.max(1)).take(4).collect(),
        Item::Refused(problem) => {
            let why = text::wrap(&problem.why, columns.max(1)).take(4);
            why.chain(typed(&problem.entry, columns)).collect()
        }
        Item::Waiting(entry) => typed(entry, columns).collect(),
    }
}

// The words of a comment, which would be lost where nobody could read them.
fn typed(entry: &Entry, columns: usize) -> impl Iterator<Item = String> {
    comments::words(entry).into_iter().flat_map(move |words| text::wrap(words, columns.max(1))).take(6)
}

fn draw_item(model: &Model, theme: &Theme, item: &Item<'_>, pen: &mut Pen<'_>) {
    let (entry, state) = match item {
        Item::Crossed(race) => return draw_race(model, theme, race, pen),
        Item::Refused(problem) => (&problem.entry, State::Refused),
        Item::Waiting(entry) => (*entry, words::state(model, entry)),
    };
    let style = if state.is_bad() { theme.bad } else { theme.warn };
    let change = words::order(entry, &model.today);
    let width = (pen.room() / 4).clamp(8, 30);
    pen.skip(1).cell(9, &[(state.word(), style)]).skip(1);
    pen.cell(width, &[(&change, Style::new())]).skip(2);
    let gone = if let Item::Refused(problem) = item { &problem.subject } else { "a task that is not here" };
    put_subject(model, theme, (&entry.task, gone), pen);
    if let Item::Refused(problem) = item {
        pen.put(" · ", theme.dim).put(&problem.why, theme.bad);
    }
}

// As the others, with what somebody else did behind it.
fn draw_race(model: &Model, theme: &Theme, race: &Race, pen: &mut Pen<'_>) {
    let ours = words::change(&race.ours, &model.today);
    let width = (pen.room() / 4).clamp(8, 30);
    pen.skip(1).cell(9, &[("crossed", theme.warn)]).skip(1);
    pen.cell(width, &[(&ours, Style::new())]).skip(2);
    put_subject(model, theme, (&race.task, &race.subject), pen);
    pen.put(" · ", theme.dim).put(&races::words(model, race), theme.warn);
}

// Whom a task concerns and what it is about; where it is gone, what is remembered of it.
fn put_subject(model: &Model, theme: &Theme, (task, gone): (&TaskId, &str), pen: &mut Pen<'_>) {
    // What is being deleted is shown nowhere else, but still there.
    match model.board.shown(task).or_else(|| model.board.truth(task)) {
        Some(task) => {
            pen.put(words::who(task), theme.strong).put(": ", theme.dim).put(task.subject(), Style::new());
        }
        None => drop(pen.put(gone, theme.dim)),
    }
}

fn draw_no_changes(theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let lines = [
        ("Everything has reached Close", theme.good.patch(theme.strong)),
        ("Nothing waits and nothing was refused.", theme.dim),
    ];
    let top = area.height.saturating_sub(4) * 2 / 5;
    for (line, (text, style)) in (top..area.height).step_by(2).zip(lines) {
        let space = area.width.saturating_sub(columns(text)) / 2;
        Pen::new(buffer, line_of(area, line)).skip(space).put(text, style);
    }
}
