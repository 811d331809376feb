//! The rows of the list: what kind, who, what, when.
//!
//! Columns stand still: they depend on the width alone, so nothing jumps when a task changes. What a change on
//! its way is doing stands at the end of the text, where only that row gives up room for it.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::pen::{Pen, columns};
use super::slate::{Part, Stamp};
use super::theme::Theme;
use super::{headings, spoken};
use crate::app::counting::OFTEN;
use crate::app::detail::fields::length;
use crate::app::ghosts::Ghost;
use crate::app::marks::SIGN;
use crate::app::model::Model;
use crate::app::pointer::Target;
use crate::app::{news, permits, text, words};
use crate::domain::id::TaskId;
use crate::domain::kind::Kind;
use crate::domain::label;
use crate::domain::place::{Place, Section, is_later_today};
use crate::domain::tab::Tab;
use crate::domain::task::{Priority, Task};
use crate::domain::zone::Timestamp;

/// How wide the columns are; what the text gets is the rest.
pub(super) struct Columns {
    pub(super) kind: u16,
    pub(super) who: u16,
    pub(super) when: u16,
    /// Only where the tasks of several people are shown.
    assignee: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let kind = if width < 60 { 1 } else { 9 };
        let when = if width < 50 { 0 } else { u16::try_from(label::SHORT_WIDTH).unwrap_or(9) };
        // The mark, the kind, the date and what keeps them apart.
        let taken = 2 + kind + 2 + if when == 0 { 0 } else { when + 3 };
        let rest = width.saturating_sub(taken);
        let assignee = if width < 72 { 0 } else { (rest / 6).min(16) };
        Self { kind, who: (rest * 2 / 5).min(40), when, assignee }
    }
}

/// Draws the rows in sight.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let list = model.lists.current();
    let columns = Columns::of(area.width);
    // Where something stands beside the list, its lines are not the rows alone.
    let is_whole = area.width == buffer.area().width && !model.settings.is_accessible;
    for ((row, line), place) in (list.top()..).zip(area.rows()).zip(list.in_sight()) {
        buffer.stands_for(line, || Target::Row(place.clone()));
        let is_chosen = row == list.cursor();
        if is_chosen {
            buffer.choose(line);
        }
        let part = Part::Row { row, is_chosen };
        let stamp = Stamp { state: model.scene.number(), time: model.today.now.timestamp(), part };
        if is_whole && buffer.keep(line.y, stamp) {
            continue;
        }
        let pen = Pen::new(buffer, line);
        let pen = if is_chosen { pen.all_in(theme.selected) } else { pen };
        draw_row(model, theme, (row, place), &columns, pen);
        if is_whole {
            buffer.stamp(line.y, stamp);
        }
    }
}

fn draw_row(
    model: &Model,
    theme: &Theme,
    (row, place): (usize, &Place),
    columns: &Columns,
    mut pen: Pen<'_>,
) {
    if model.settings.is_accessible {
        pen.put(&sentence(model, place), Style::new());
        return;
    }
    let Some(id) = place.task() else {
        return headings::draw(model, theme, place, columns, &mut pen);
    };
    let ghost = ghost_of(model, id);
    let seen = ghost.map(|ghost| &ghost.seen);
    let Some(task) = seen.or_else(|| model.board.shown(id)) else { return };
    let (is_titled, is_dated) = (is_titled(model, place), is_dated(place));
    let next = model.lists.current().rows().get(row + 1);
    let is_last = next.is_none_or(|next| next.section() != place.section());
    let row = Row { model, theme, task, is_titled, is_dated, is_last };
    match ghost {
        Some(ghost) => row.draw_ghost(&ghost.words(), columns, &mut pen),
        None => row.draw(columns, &mut pen),
    }
}

fn ghost_of<'a>(model: &'a Model, id: &TaskId) -> Option<&'a Ghost> {
    model.ghosts.of(id).filter(|_| model.lists.is_ghost(id))
}

// A row for whoever has it read aloud.
fn sentence(model: &Model, place: &Place) -> String {
    let Some(id) = place.task() else { return spoken::heading(model, place) };
    match ghost_of(model, id) {
        Some(ghost) => spoken::ghost(ghost),
        None => model.board.shown(id).map(|task| spoken::task(model, task)).unwrap_or_default(),
    }
}

/// One task, to be written into columns.
struct Row<'a> {
    model: &'a Model,
    theme: &'a Theme,
    task: &'a Task,
    // Whether the lead stands above it already.
    is_titled: bool,
    // Whether its day does.
    is_dated: bool,
    // Whether what it stands under ends with it.
    is_last: bool,
}

// The rows of one lead stand under its name where they are several.
fn is_titled(model: &Model, place: &Place) -> bool {
    let section = place.section();
    matches!(section, Section::Lead { .. }) && model.lists.size(section) >= section.least()
}

fn is_dated(place: &Place) -> bool {
    matches!(place.section(), Section::Day(_) | Section::Done(_))
}

impl Row<'_> {
    fn draw(&self, columns: &Columns, pen: &mut Pen<'_>) {
        pen.cell(1, &[self.sign()]).skip(1);
        pen.cell(columns.kind, &[(kind(self.task, columns.kind), self.kind_style())]).skip(2);
        self.when(columns.when, pen);
        self.assignee(columns, pen);
        self.who(columns.who, pen);
        pen.skip(2);
        self.state(pen);
        self.what(pen);
    }

    fn sign(&self) -> (&'static str, Style) {
        let is_new = || self.model.lists.tab == Tab::Inbox && news::is_new(self.model, &self.task.id);
        if self.model.marks.has(&self.task.id) {
            (SIGN, self.theme.accent)
        } else if is_new() {
            (news::SIGN, self.theme.accent)
        } else {
            (self.bracket(), self.theme.dim)
        }
    }

    // What follows an open group without a heading of its own would look as if it belonged to it.
    fn bracket(&self) -> &'static str {
        match (self.is_titled, self.is_last) {
            (false, _) => "",
            (true, false) => "│",
            (true, true) => "└",
        }
    }

    // The columns stand where they stood; what happened comes first, and the rest is struck out.
    fn draw_ghost(&self, words: &str, columns: &Columns, pen: &mut Pen<'_>) {
        let (dim, gone) = (self.theme.dim, self.theme.ghost);
        pen.cell(1, &[("~", dim)]).skip(1);
        pen.cell(columns.kind, &[(kind(self.task, columns.kind), dim)]).skip(2);
        pen.cell(columns.who, &[(words::who(self.task).trim_start(), dim)]).skip(2);
        pen.put(words, self.theme.warn).skip(2).put(what(self.task).0.trim_start(), gone);
    }

    fn is_later_today(&self) -> bool {
        is_later_today(self.task, &self.model.today)
    }

    // What is not due yet today stands back.
    fn plain(&self) -> Style {
        if self.is_later_today() { self.theme.dim } else { Style::new() }
    }

    fn kind_style(&self) -> Style {
        let is_answer_awaited = self.task.kind.is_inbound() && !self.is_later_today();
        if is_answer_awaited { self.theme.inbound } else { self.plain() }
    }

    fn when(&self, width: u16, pen: &mut Pen<'_>) {
        if width == 0 {
            return;
        }
        let today = &self.model.today;
        let words = match self.task.finished() {
            Some(finished) => self.past(finished.at),
            None if self.is_dated => words::when_that_day(self.task, today),
            None => words::when(self.task, today),
        };
        pen.keep_right(1).right(&words, self.when_style());
        pen.keep_right((width + 2).saturating_sub(columns(&words)));
    }

    // When it was done; under the heading of a day nobody needs to be told the day.
    fn past(&self, at: Timestamp) -> String {
        let today = &self.model.today;
        if self.is_dated { label::clock(at, today.zone) } else { label::past(at, today.day, today.zone) }
    }

    fn when_style(&self) -> Style {
        match self.model.lists.tab {
            Tab::Inbox if words::is_late(self.model, self.task) => self.theme.late,
            Tab::Inbox => self.plain(),
            _ => self.theme.dim,
        }
    }

    fn who(&self, width: u16, pen: &mut Pen<'_>) {
        if self.is_titled {
            // The text begins where others have their lead, and has its room.
            let who = self.task.who();
            let contact = who.contact.filter(|contact| *contact != who.best()).unwrap_or_default();
            pen.cell(width / 2, &[(contact, self.theme.dim)]);
            return;
        }
        let (best, dim) = (words::who(self.task).trim_start(), self.theme.dim);
        let style = if best == "no lead" { dim } else { self.plain() };
        // The beginning of a name says nothing; a few letters of the second name already do.
        let has_room = columns(&text::line(best, width.into())) + 7 <= width;
        match self.task.who().contact.filter(|contact| *contact != best && has_room) {
            Some(contact) => pen.cell(width, &[(best, style), (" · ", dim), (contact, dim)]),
            None => pen.cell(width, &[(best, style)]),
        };
    }

    fn state(&self, pen: &mut Pen<'_>) {
        let Some(state) = words::state_of(self.model, &self.task.id) else {
            let ghost = self.model.ghosts.of(&self.task.id).filter(|_| pen.room() >= 24);
            let words = ghost.map(Ghost::words).unwrap_or_default();
            pen.right(&words, self.theme.warn).keep_right(u16::from(ghost.is_some()));
            return;
        };
        let style = if state.is_bad() { self.theme.bad } else { self.theme.warn };
        let word = if pen.room() >= 24 {
            state.word()
        } else if state.is_bad() {
            "!"
        } else {
            "↑"
        };
        pen.right(word, style).keep_right(1);
    }

    // Among the tasks of several people: whose it is, in a column of its own. Of ours the text goes on there, unless
    // somebody else did them.
    fn assignee(&self, columns: &Columns, pen: &mut Pen<'_>) {
        let name = if permits::shows_assignees(self.model) {
            permits::shown_assignee(self.model, self.task)
        } else {
            words::done_by(self.model, self.task)
        };
        let Some(name) = name.filter(|_| columns.assignee > 0) else { return };
        let name = text::line(name, columns.assignee.into());
        let gap = usize::from(columns.assignee.saturating_sub(self::columns(&name)));
        pen.right(&" ".repeat(gap), self.theme.dim).right(&name, self.theme.dim).keep_right(2);
    }

    fn what(&self, pen: &mut Pen<'_>) {
        if let Some(badge) = words::put_off(self.model, &self.task.id) {
            let is_often = self.model.counted.times(&self.task.id) >= OFTEN;
            pen.put(&badge, if is_often { self.theme.warn } else { self.theme.dim }).skip(1);
        }
        match self.task.priority {
            Some(Priority::High) => drop(pen.put("!!", self.theme.bad).skip(1)),
            Some(Priority::Medium) => drop(pen.put("!", self.theme.dim).skip(1)),
            _ => {}
        }
        let (main, more) = what(self.task);
        let is_title = main == self.task.kind.title();
        pen.put(main.trim_start(), if is_title { self.theme.dim } else { self.plain() });
        if let Some(more) = more.filter(|_| pen.room() > 8) {
            pen.put("  ", self.theme.dim).put(more.trim_start(), self.theme.dim);
        }
    }
}

// The word for the kind, or its first letter where there is room for no more: all nine differ.
fn kind(task: &Task, columns: u16) -> &str {
    let word = task.kind.word();
    if columns > 1 { word } else { word.char_indices().nth(1).map_or(word, |(at, _)| &word[..at]) }
}

// What it is about, and what may be said beside it where there is room.
fn what(task: &Task) -> (&str, Option<Cow<'_, str>>) {
    match &task.kind {
        Kind::MissedCall(call) | Kind::Voicemail(call) | Kind::DetachedCall(call) => {
            let who = task.who();
            let number = who.phone.filter(|phone| *phone != who.best());
            let length = call.seconds.map(|seconds| Cow::Owned(length(seconds)));
            (number.unwrap_or(task.kind.title()), length)
        }
        Kind::IncomingEmail(mail) | Kind::EmailFollowup(mail) => {
            let subject = task.subject();
            let preview = mail.preview.as_deref().filter(|preview| *preview != subject);
            (subject, preview.map(Cow::Borrowed))
        }
        Kind::OpportunityDue(deal) => {
            let subject = task.subject();
            let value = deal.value.as_deref().filter(|value| *value != subject);
            (subject, value.map(Cow::Borrowed))
        }
        _ => (task.subject(), None),
    }
}
