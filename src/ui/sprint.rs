//! One task at a time: the task, the keys to decide with, and in the end what was decided.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use super::canvas::Canvas;
use super::hints::{self, is_open};
use super::pen::{Pen, columns, line_of};
use super::sheet::{self, Shown, to_area, to_rect};
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::chord::Chord;
use crate::app::detail::Depth;
use crate::app::detail::sheet::Sheet;
use crate::app::help;
use crate::app::layout::Area;
use crate::app::model::Model;
use crate::app::pointer::Target;
use crate::app::sprint::{self, Decision, Sprint};
use crate::app::triage::counted;
use crate::app::words;
use crate::domain::amount;
use crate::domain::due::Due;
use crate::domain::label;

/// Draws the page.
pub(super) fn draw(model: &Model, theme: &Theme, sprint: &Sprint, area: Rect, buffer: &mut Canvas) {
    if sprint.is_over() {
        return draw_summary(model, theme, sprint, area, buffer);
    }
    let mut area = area;
    let [has_head, has_keys] = sprint::small_lines(model.layout());
    if has_head {
        // Without the lines above there is no other place to say how far it is.
        let words = sprint::words(sprint, model.today.now);
        Pen::new(buffer, line_of(area, 0)).skip(1).put(&words, theme.accent);
        area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    }
    if has_keys {
        area.height = area.height.saturating_sub(1);
        hints::draw(model, theme, Rect { y: area.bottom(), height: 1, ..area }, buffer);
    }
    let sheet = sprint::sheet(model, to_area(area));
    draw_task(model, theme, sprint, sheet, buffer);
    if sprint::has_large_keys(to_area(area)) {
        let above = to_rect(sheet.main);
        draw_keys(model, theme, Rect { y: above.bottom(), height: sprint::LARGE, ..above }, buffer);
    }
}

/// What stands beside the title: how far it is.
pub(super) fn head(model: &Model, sprint: &Sprint) -> String {
    sprint::words(sprint, model.today.now)
}

/// The part of the rule that is behind us.
pub(super) fn bar(model: &Model, rule: Rect) -> Option<Rect> {
    let (decided, all) = sprint::of(model)?.progress();
    let width = usize::from(rule.width) * decided / all.max(1);
    Some(Rect { width: u16::try_from(width).unwrap_or(rule.width), ..rule })
}

fn draw_task(model: &Model, theme: &Theme, sprint: &Sprint, sheet: Sheet, buffer: &mut Canvas) {
    let Some(task) = model.selected() else { return };
    let ghost = model.ghosts.of(&task.id).filter(|_| model.lists.is_ghost(&task.id));
    let mut sheet = sheet;
    if let Some(ghost) = ghost {
        let main = sheet.main;
        Pen::new(buffer, line_of(to_rect(main), 0)).skip(1).put(&ghost.words(), theme.warn);
        sheet.main = Area { y: main.y + 1, height: main.height.saturating_sub(1), ..main };
    }
    let shown = Shown { task, depth: Depth::Preview, scroll: sprint.scroll };
    sheet::draw(model, theme, sheet, &shown, buffer);
}

// Boxes side by side, each with its key and what it does; what may not be done here stands back.
fn draw_keys(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let width = (area.width.min(100) - 2) / 4;
    for (at, action) in (0..).zip(sprint::KEYS) {
        let Some((key, words)) = help::hint(&model.keymap, action) else { continue };
        let place = Rect { x: area.x + 1 + at * width, width: width - 1, ..area };
        let is_open = is_open(model, action);
        let frame = Block::bordered().border_type(BorderType::Rounded).border_style(theme.dim);
        buffer.draw(place, |cells| frame.render(place, cells));
        if let Some(chord) = Chord::read(&key) {
            buffer.stands_for(place, || Target::Keys(vec![chord]));
        }
        let inner = Rect { x: place.x + 1, y: place.y + 1, width: place.width - 2, height: 1 };
        let space = inner.width.saturating_sub(columns(&key) + 2 + columns(words)) / 2;
        let (key_style, style) = if is_open { (theme.key, Style::new()) } else { (theme.dim, theme.dim) };
        Pen::new(buffer, inner).skip(space).put(&key, key_style).skip(2).put(words, style);
    }
}

/// A line of the summary.
type Line = (String, Style);

fn draw_summary(model: &Model, theme: &Theme, sprint: &Sprint, area: Rect, buffer: &mut Canvas) {
    let mut lines = verdict(theme, sprint);
    let figures = figures(model, theme, sprint);
    // Where room is short the empty lines go first.
    let gaps = usize::from(area.height) >= lines.len() + figures.len() + 5;
    let gap = || gaps.then(|| (String::new(), Style::new()));
    lines.extend(gap());
    lines.extend(figures);
    lines.extend(gap());
    lines.extend(next(model, theme, sprint));
    let widest = lines.iter().map(|(text, _)| columns(text)).max().unwrap_or(0);
    let left = area.width.saturating_sub(widest) / 2;
    let top = area.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX)) / 3;
    for (line, (text, style)) in (top..area.height).zip(&lines) {
        Pen::new(buffer, line_of(area, line)).skip(left).put(text, *style);
    }
}

fn verdict(theme: &Theme, sprint: &Sprint) -> Vec<Line> {
    let (decided, all) = sprint.progress();
    let words = match all {
        1 if decided == 1 => "It is decided".to_owned(),
        _ if decided == all => format!("All {all} are decided"),
        _ => format!("{decided} of {all} decided"),
    };
    vec![(words, theme.good.patch(theme.strong))]
}

// What has a count.
fn figures(model: &Model, theme: &Theme, sprint: &Sprint) -> Vec<Line> {
    let line = |count: usize, word: &str| (format!("{count:>4}  {word}"), Style::new());
    let mut lines: Vec<Line> = Decision::ALL
        .into_iter()
        .map(|decision| (sprint.count(decision), decision.word()))
        .chain([(sprint.left(), "taken by somebody else"), (sprint.remaining().0, "skipped")])
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| line(count, word))
        .collect();
    let refused = sprint.decided().filter(|id| words::problems_of(model, id).next().is_some()).count();
    if refused > 0 {
        let key = model.key(Action::Outbox);
        lines.push((format!("{refused:>4}  refused by Close: {key} shows why"), theme.bad));
    }
    let unsent = sprint.decided().filter(|id| model.board.entries_of(id).next().is_some()).count();
    if unsent > 0 {
        lines.push((format!("{unsent:>4}  still to be sent to Close"), theme.warn));
    }
    lines
}

fn next(model: &Model, theme: &Theme, sprint: &Sprint) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(sprint::time(sprint, model.today.now).map(|words| (words, theme.dim)));
    let (skipped, unseen) = sprint.remaining();
    if skipped + unseen > 0 {
        let key = model.keymap.shown(Action::Sprint);
        lines.push((
            format!("{} still to decide: {key} in the list goes on", counted(skipped + unseen)),
            Style::new(),
        ));
    }
    if sprint.above > 0 {
        let were = amount::agree(sprint.above, "was", "were");
        let above = format!("{} above where you began {were} left out", counted(sprint.above));
        lines.push((above, Style::new()));
    }
    let later = model.lists.next_later().filter(|_| skipped + unseen == 0);
    lines.extend(later.map(|at| {
        let clock = label::short(Due::At(at), model.today.now, model.today.zone);
        (format!("Next today at {clock}"), Style::new())
    }));
    let tomorrow = model.today.day.succ_opt().unwrap_or(model.today.day);
    let load = model.lists.load_of(tomorrow);
    lines.push((format!("Tomorrow has {}", counted(load)), theme.dim));
    lines
}
