//! The form for a new task: a line for each thing that can be said about it, and below what the line in front may be.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::choices::{Choices, rows_of};
use super::dates::{draw_presets, meaning};
use super::dialogs::{centred, framed};
use super::load::Bars;
use super::pen::{Pen, columns, line_of, lines_of};
use super::theme::Theme;
use super::{field, people, typing};
use crate::app::chord::{Chord, Key};
use crate::app::create::{Candidate, Create, Field, Line};
use crate::app::dates::Echo;
use crate::app::dates::load::Loads;
use crate::app::model::Model;
use crate::app::picker::Choice;
use crate::app::pointer::Target;
use crate::app::text;
use crate::domain::id::{Named, UserId};

/// How wide the inside wants to be.
const WIDTH: u16 = 68;
/// How many rows the words get, and the choices, where there is room.
const MOST: (u16, u16) = (3, 8);
/// The column the values begin in.
const INDENT: u16 = 10;
/// How many lines have one row.
const SINGLE: u16 = 6;

/// How many rows each part gets.
struct Plan {
    text: u16,
    form: u16,
    gap: u16,
    choices: u16,
}

/// What stands below the lines.
#[derive(Clone, Copy)]
struct Below {
    /// How many rows there are to choose from.
    choices: u16,
    /// Whether it is said what is missing.
    is_told: bool,
}

impl Below {
    /// The most there can be.
    const MOST: Self = Self { choices: MOST.1, is_told: true };

    fn of(create: &Create) -> Self {
        let choices = u16::try_from(create.offers()).unwrap_or(u16::MAX).min(MOST.1);
        Self { choices, is_told: create.missing.is_some() }
    }
}

impl Plan {
    // Where room is short, the words get less of it, then the choices; then the lines around that in front go.
    fn of(height: u16, below: Below) -> Self {
        let text = height.saturating_sub(SINGLE + 3).clamp(1, MOST.0);
        let lines = SINGLE + text;
        let gap = u16::from(height > lines + 1 && (below.choices > 0 || below.is_told));
        let wanted = if gap == 0 { below.choices.max(below.is_told.into()) } else { below.choices };
        let room = height.saturating_sub(lines + gap).clamp((height / 3).min(2), MOST.1);
        let choices = room.min(wanted);
        let form = height.saturating_sub(gap + choices).min(lines);
        Self { text, form, gap, choices }
    }

    fn height(&self) -> u16 {
        self.form + self.gap + self.choices
    }

    // The rows of a line, from the top of the form.
    fn rows_of(&self, field: Field) -> (u16, u16) {
        let above = Field::ALL.iter().take_while(|other| **other != field);
        let top = above.map(|field| self.height_of(*field)).sum();
        (top, self.height_of(field))
    }

    fn height_of(&self, field: Field) -> u16 {
        if field == Field::Text { self.text } else { 1 }
    }
}

/// The form and what it is drawn with.
#[derive(Clone, Copy)]
struct Form<'a> {
    model: &'a Model,
    theme: &'a Theme,
    create: &'a Create,
}

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    create: &Create,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let title = if create.is_call() { "New planned call" } else { "New to-do" };
    // Only the lower edge follows what there is to choose: what is read stays where it is.
    let height = area.height.saturating_sub(2);
    let plan = Plan::of(height, Below::of(create));
    let whole = centred((WIDTH, Plan::of(height, Below::MOST).height()), area);
    let inner = framed(theme, Rect { height: plan.height() + 2, ..whole }, title, buffer);
    let form = Form { model, theme, create };
    form.draw_below(&plan, inner, buffer);
    form.draw_lines(&plan, inner, buffer)
}

/// The line in front, on a screen that holds no more.
pub(super) fn draw_tiny(
    model: &Model,
    theme: &Theme,
    create: &Create,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    Form { model, theme, create }.draw_line(create.field, line_of(area, 0), buffer)
}

impl Form<'_> {
    // Those around the one in front, where not all have room; where the cursor belongs.
    fn draw_lines(&self, plan: &Plan, inner: Rect, buffer: &mut Canvas) -> Option<Position> {
        let (top, height) = plan.rows_of(self.create.field);
        let above = (top + height).saturating_sub(plan.form);
        let mut cursor = None;
        for field in Field::ALL {
            let (top, height) = plan.rows_of(field);
            let Some(top) = top.checked_sub(above).filter(|top| *top < plan.form) else { continue };
            let area = lines_of(inner, top, height.min(plan.form - top));
            cursor = self.draw_line(field, area, buffer).filter(|_| self.create.field == field).or(cursor);
        }
        cursor
    }

    // What is missing, and what the line in front may be.
    fn draw_below(&self, plan: &Plan, inner: Rect, buffer: &mut Canvas) {
        let choices = lines_of(inner, plan.form + plan.gap, plan.choices);
        let Some(missing) = &self.create.missing else { return self.draw_choices(choices, buffer) };
        let area = lines_of(inner, plan.form, plan.gap + plan.choices);
        let said = text::wrap(missing, inner.width.into()).take(area.height.into());
        let said: Vec<_> = said.collect();
        for (line, words) in (0..).zip(&said) {
            Pen::new(buffer, line_of(area, line)).put(words, self.theme.bad);
        }
        let taken = u16::try_from(said.len()).unwrap_or(area.height);
        if plan.gap > 0 && !self.create.is_lost() {
            self.draw_choices(lines_of(area, taken, area.height - taken), buffer);
        }
    }

    fn draw_line(&self, field: Field, area: Rect, buffer: &mut Canvas) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let (create, value) = (self.create, self.draw_label(field, area, buffer));
        match field {
            Field::Kind => self.draw_value(field, &create.kind, value, buffer),
            Field::Lead => self.draw_value(field, &create.lead, value, buffer),
            Field::Contact => self.draw_value(field, &create.contact, value, buffer),
            Field::Text => typing::draw_lines(&create.text, value, buffer),
            Field::Day => self.draw_day(value, buffer),
            Field::Who => self.draw_who(value, buffer),
            Field::Priority if create.is_call() => {
                Pen::new(buffer, value).put("Close knows none for calls", self.theme.dim);
                None
            }
            Field::Priority => self.draw_value(field, &create.priority, value, buffer),
        }
    }

    // The name of a line; what stands behind it. A click goes there as Tab does.
    fn draw_label(&self, field: Field, area: Rect, buffer: &mut Canvas) -> Rect {
        let word = match field {
            Field::Kind => "Kind",
            Field::Lead => "Lead",
            Field::Contact => "Contact",
            Field::Text if self.create.is_call() => "Note",
            Field::Text => "Text",
            Field::Day => "Due",
            Field::Who => "Assigned",
            Field::Priority => "Priority",
        };
        let style = if self.create.field == field { self.theme.accent } else { self.theme.dim };
        Pen::new(buffer, area).put(word, style);
        let tabs = self.create.tabs_to(field);
        buffer.stands_for(area, || Target::Keys(vec![Chord::plain(Key::Tab); tabs]));
        let left = INDENT.min(area.width);
        Rect { x: area.x + left, width: area.width - left, ..area }
    }

    fn draw_value<T: PartialEq>(
        &self,
        field: Field,
        line: &Line<T>,
        area: Rect,
        buffer: &mut Canvas,
    ) -> Option<Position> {
        let typed = line.input.text();
        let cursor = field::draw(self.theme, area, "", &line.input, buffer);
        let mut pen = Pen::new(buffer, line_of(area, 0));
        if !typed.is_empty() {
            pen.put(typed, Style::new()).skip(2);
        }
        match line.chosen() {
            Some(chosen) => pen.put(chosen.name(), self.style_of(chosen)),
            None if !typed.is_empty() => pen.put("nothing like it is known here", self.theme.bad),
            None if field == Field::Contact => pen.put(self.create.nobody_there(), self.theme.dim),
            None => pen.put("a part of the name", self.theme.dim),
        };
        cursor
    }

    fn draw_who(&self, area: Rect, buffer: &mut Canvas) -> Option<Position> {
        let (word, style) = self.create.who.chosen().map(|user| self.standing(user)).unwrap_or_default();
        Pen::new(buffer, area).right(word, style);
        let width = area.width.saturating_sub(columns(word) + u16::from(!word.is_empty()));
        self.draw_value(Field::Who, &self.create.who, Rect { width, ..area }, buffer)
    }

    // What is left open stands back.
    fn style_of<T>(&self, choice: &Candidate<T>) -> Style {
        if choice.is_open { self.theme.dim } else { Style::new() }
    }

    fn draw_day(&self, area: Rect, buffer: &mut Canvas) -> Option<Position> {
        let dates = &self.create.dates;
        let cursor = field::draw(self.theme, area, "", &dates.input, buffer);
        let mut pen = Pen::new(buffer, line_of(area, 0));
        if !dates.input.text().is_empty() {
            pen.put(dates.input.text(), Style::new()).skip(2);
        }
        match &dates.echo {
            Echo::Nothing => pen.put("no date: it waits in the inbox", self.theme.dim),
            Echo::Refused(why) => pen.put(why, self.theme.bad),
            Echo::Each { words, .. } => pen.put(words, self.theme.strong),
            Echo::Due { due, .. } => pen.put(&meaning(self.model, *due), self.theme.strong),
        };
        cursor
    }

    // What the line in front may be.
    fn draw_choices(&self, area: Rect, buffer: &mut Canvas) {
        let create = self.create;
        // Said in full above already.
        let nothing = if create.missing.is_some() { String::new() } else { create.nothing() };
        match create.field {
            Field::Kind => self.draw_names(&create.kind, &nothing, area, buffer),
            Field::Lead => self.draw_names(&create.lead, &nothing, area, buffer),
            Field::Contact => self.draw_names(&create.contact, &nothing, area, buffer),
            Field::Text => {}
            Field::Day => self.draw_days(area, buffer),
            Field::Who => {
                let rows = rows_of(&create.who, &nothing);
                rows.draw(self.theme, area, buffer, |user, pen| self.put_person(user, pen));
            }
            Field::Priority => self.draw_names(&create.priority, &nothing, area, buffer),
        }
    }

    fn draw_names<T: PartialEq>(&self, line: &Line<T>, nothing: &str, area: Rect, buffer: &mut Canvas) {
        rows_of(line, nothing).draw(self.theme, area, buffer, |choice, pen| {
            pen.skip(INDENT).put(choice.name(), self.style_of(choice));
        });
    }

    fn draw_days(&self, area: Rect, buffer: &mut Canvas) {
        let dates = &self.create.dates;
        let Some((readings, chosen)) = dates.readings() else {
            let bars = Bars::of(Loads::of(&self.model.lists, self.model.today));
            return draw_presets(self.model, self.theme, dates, bars, (area, buffer));
        };
        let rows = Choices { entries: readings.into_iter(), chosen: Some(chosen), nothing: "" };
        rows.draw(self.theme, area, buffer, |due, pen| {
            pen.skip(INDENT).put(&meaning(self.model, due), Style::new());
        });
    }

    // Whether somebody can be reached just now.
    fn standing(&self, user: &Candidate<Named<UserId>>) -> (&'static str, Style) {
        let is_us = self.model.me.as_ref().is_some_and(|me| me.user.id == user.value.id);
        match people::presence(self.model, self.theme, &user.value.id) {
            _ if is_us => ("you", self.theme.accent),
            known => known.unwrap_or_default(),
        }
    }

    fn put_person(&self, user: &Candidate<Named<UserId>>, pen: &mut Pen<'_>) {
        let (word, style) = self.standing(user);
        pen.skip(INDENT).right(word, style).keep_right(columns("  "));
        pen.put(user.name(), Style::new());
    }
}
