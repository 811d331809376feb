//! The small calendar of the date dialog: a month, how full its days are, today, days without work.
//!
//! Every mark is a pair of signs before it is a colour: `[25]` the chosen day, `>25<` today, `(25)` a day without
//! work. A bar behind says what the day already holds.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::load::{self, Bars};
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use crate::app::dates::month::Month;
use crate::app::model::Model;
use crate::app::pointer::Target;
use crate::domain::when::{is_work_day, week_start};

/// How many lines it takes at most: its name, the weekdays, six weeks.
pub(super) const HEIGHT: u16 = 8;

/// How wide a day wants to be, and how wide it has to be: without signs and bar its number still stands there.
const CELLS: (u16, u16) = (6, 3);

/// How wide the days that follow have to be: their name and their bar.
const AHEAD: u16 = 7 + load::WIDTH;

/// The calendar and what it is drawn with.
#[derive(Clone, Copy)]
pub(super) struct Calendar<'a> {
    pub(super) model: &'a Model,
    pub(super) theme: &'a Theme,
    pub(super) month: Month,
    pub(super) bars: Bars<'a>,
}

impl Calendar<'_> {
    /// Draws the month the chosen day is in and, where there is room beside it, the days that follow.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Canvas) {
        let weeks = self.month.weeks(|first| week_start(first, &self.model.settings.habits));
        self.draw_head(weeks.first(), area, buffer);
        // Where room is short, the week of the chosen day is in sight.
        let room = usize::from(area.height.saturating_sub(2));
        let chosen = weeks.iter().position(|week| week.contains(&self.month.day)).unwrap_or(0);
        let first = (chosen + 1).saturating_sub(room).min(weeks.len().saturating_sub(room));
        let cell = cell(area);
        for (line, week) in (2..area.height).zip(weeks.iter().skip(first)) {
            let mut pen = Pen::new(buffer, line_of(area, line));
            week.iter().for_each(|day| self.draw_day(*day, cell, &mut pen));
        }
        let beside = (7 * cell + 2).min(area.width);
        let rest = Rect { x: area.x + beside, width: area.width - beside, ..area };
        if rest.width >= AHEAD {
            self.draw_days_ahead(rest, buffer);
        }
    }

    fn draw_head(&self, week: Option<&Vec<NaiveDate>>, area: Rect, buffer: &mut Canvas) {
        let title = self.month.day.format("%B %Y").to_string();
        Pen::new(buffer, line_of(area, 0)).skip(1).put(&title, self.theme.accent);
        let mut pen = Pen::new(buffer, line_of(area, 1));
        for day in week.into_iter().flatten() {
            let name = day.format("%a").to_string();
            // Above the numbers, which end where their name does where there is room for three letters.
            let name = name.get(..if cell(area) < 4 { 2 } else { 3 }).unwrap_or(&name);
            let before = if cell(area) > 4 { " " } else { "" };
            pen.cell(cell(area), &[(before, Style::new()), (name, self.theme.dim)]);
        }
    }

    fn draw_day(&self, day: NaiveDate, cell: u16, pen: &mut Pen<'_>) {
        if day.month() != self.month.day.month() {
            pen.skip(cell);
            return;
        }
        let theme = self.theme;
        let works = is_work_day(day, &self.model.settings.habits);
        let is_past = day < self.model.today.day;
        let (before, after, style) = match day {
            _ if day == self.month.day => ("[", "]", theme.selected),
            _ if day == self.model.today.day => (">", "<", theme.accent),
            _ if !works => ("(", ")", theme.dim),
            _ => (" ", "", if is_past { theme.dim } else { Style::new() }),
        };
        let from = pen.position().x;
        // Where room is short the bar goes first, then the signs.
        let signs = if cell < 4 { ("", "") } else { (before, after) };
        let number = format!("{}{}", signs.0, day.day());
        let sign = if cell > 4 { self.bars.sign(self.bars.count(day)) } else { "" };
        let bar = if style == theme.selected { theme.accent } else { style };
        let end = cell.min(3);
        pen.skip(end.saturating_sub(columns(&number))).put(&number, style);
        pen.cell(cell - end, &[(signs.1, style), (sign, bar)]);
        pen.stands_for(from, || Target::Day((day - self.month.day).num_days()));
    }

    fn draw_days_ahead(&self, area: Rect, buffer: &mut Canvas) {
        let days = (0..7).filter_map(|ahead| self.month.day.checked_add_days(Days::new(ahead)));
        for (line, day) in (1..area.height).zip(days) {
            let mut pen = Pen::new(buffer, line_of(area, line));
            let count = self.bars.count(day);
            pen.cell(7, &[(&day.format("%a %-d").to_string(), self.theme.dim)]);
            pen.cell(load::WIDTH + 1, &[(&self.bars.bar(count), self.theme.accent)]);
            if count > 0 {
                pen.put(&count.to_string(), self.theme.dim);
            }
        }
    }
}

// Narrower where the whole week would not be in sight otherwise.
fn cell(area: Rect) -> u16 {
    (area.width / 7).clamp(CELLS.1, CELLS.0)
}
