//! The screen for somebody who has it read aloud, or under the fingers.
//!
//! A screen reader reads the line of the cursor and whatever is written anew. So the cursor stands on what is
//! chosen, a row is a sentence with what matters first, whatever only a sign or a colour says is said in a word,
//! and nothing is drawn for the eyes alone.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use crate::app::ghosts::Ghost;
use crate::app::heading::{self, Marked};
use crate::app::model::Model;
use crate::app::triage::counted;
use crate::app::{permits, words};
use crate::domain::label;
use crate::domain::place::{Place, is_later_today};
use crate::domain::tab::Tab;
use crate::domain::task::{Priority, Task};

/// One task as a sentence: what has to be known of it, what it is, whose, when, and what it says.
///
/// Nothing in it changes by the minute, or the reader would speak of it every minute.
pub(super) fn task(model: &Model, task: &Task) -> String {
    let who = task.who();
    let contact = who.contact.filter(|contact| *contact != words::who(task));
    let today = &model.today;
    let date = task.due.map(|due| label::exact(due, today.day, today.zone));
    let assignee = permits::shown_assignee(model, task).filter(|_| permits::shows_assignees(model));
    let parts = flags(model, task).into_iter().chain([
        Some(task.kind.title().to_owned()),
        Some(words::who(task).to_owned()),
        contact.map(str::to_owned),
        assignee.map(|name| format!("for {name}")),
        date,
    ]);
    let subject = Some(task.subject()).filter(|subject| *subject != task.kind.title());
    let parts = parts.flatten().collect::<Vec<_>>().join(", ");
    subject.map_or_else(|| parts.clone(), |subject| format!("{parts}: {subject}"))
}

// What the eye would see by a sign or a colour.
fn flags(model: &Model, task: &Task) -> Vec<Option<String>> {
    let is = |truth: bool, word: &str| truth.then(|| word.to_owned());
    let times = model.counted.times(&task.id);
    let state = words::state_of(model, &task.id).map(|state| state.word().to_owned());
    let ghost = model.ghosts.of(&task.id).map(Ghost::words);
    vec![
        is(model.marks.has(&task.id), "marked"),
        state.or(ghost),
        is(model.lists.tab == Tab::Inbox && words::is_late(model, task), "late"),
        is(is_later_today(task, &model.today), "later today"),
        is(task.priority == Some(Priority::High), "high priority"),
        is(task.priority == Some(Priority::Medium), "medium priority"),
        (times > 1).then(|| format!("put off {times} times")),
    ]
}

/// A task that has left, as a sentence.
pub(super) fn ghost(ghost: &Ghost) -> String {
    let task = &ghost.seen;
    format!("gone, {}, {}, {}: {}", ghost.words(), task.kind.title(), words::who(task), task.subject())
}

/// A heading as a sentence.
pub(super) fn heading(model: &Model, place: &Place) -> String {
    let section = place.folded().unwrap_or_else(|| place.section());
    let (title, count) = (heading::title(model, section), counted(model.lists.size(section)));
    if place.folded().is_none() {
        return format!("{title}, {count}");
    }
    let marked = match heading::marked(model, section) {
        Marked::All => "marked, ",
        Marked::Some => "some marked, ",
        Marked::None => "",
    };
    format!("{marked}group {title}, {count}: {}", heading::contents(model, section))
}

/// Takes away what is only for the eyes, and gives the place of the cursor: where something is typed, else on
/// what is chosen, else where reading begins.
pub(super) fn finish(typed: Option<Position>, area: Rect, buffer: &mut Canvas) -> Position {
    let chosen = buffer.chosen();
    buffer.draw(area, |cells| {
        area.positions().for_each(|position| say(position, cells));
        // The cursor stays with what is typed, so the chosen row has a sign that is read.
        if let (Some(typed), Some(row)) = (typed, chosen)
            && typed.y != row.y
        {
            set(Position { x: row.x.saturating_sub(1), ..row }, ">", cells);
        }
    });
    typed.or(chosen).unwrap_or(area.as_position())
}

fn say(position: Position, cells: &mut Buffer) {
    let Some(sign) = cells.cell(position).and_then(|cell| said(cell.symbol())) else { return };
    set(position, sign, cells);
    let before = Position { x: position.x.saturating_sub(1), ..position };
    if sign == "," && cells.cell(before).is_some_and(|cell| cell.symbol() == " ") {
        set(before, ",", cells);
        set(position, " ", cells);
    }
}

fn set(at: Position, sign: &str, cells: &mut Buffer) {
    if let Some(cell) = cells.cell_mut(at) {
        cell.set_symbol(sign);
    }
}

fn said(sign: &str) -> Option<&'static str> {
    if sign.is_ascii() {
        return None;
    }
    match sign.chars().next()? {
        '─'..='▟' | '▸' => Some(" "),
        '·' => Some(","),
        '■' => Some("x"),
        _ => None,
    }
}
