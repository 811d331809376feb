//! The page of statistics: everything in words, and charts where there is room.

use std::cmp::Reverse;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::bar;
use ratatui::widgets::{Bar, BarChart, Widget};

use super::canvas::Canvas;
use super::pen::{Pen, line_of};
use super::theme::{Signs, Theme};
use crate::app::model::Model;
use crate::app::stats::page::Page;
use crate::app::stats::words::on_day;
use crate::app::stats::{AGES, DAYS, Row, Statistics};
use crate::app::text;
use crate::domain::due::Due;
use crate::domain::label;

/// From this size on the charts stand in two columns.
const LARGE: (u16, u16) = (76, 16);
/// The column the words begin in where they stand one below the other.
const INDENT: u16 = 10;
/// No chart gains by being higher.
const HIGHEST: u16 = 10;
/// So what stands above needs no more lines than this: a title, words, a chart and its scale, and an empty one.
const HALF: u16 = HIGHEST + 5;
/// The columns of the table: the kind, then figures.
const KIND: u16 = 9;
const FIGURE: u16 = 6;

/// What every part needs.
struct Easel<'a> {
    model: &'a Model,
    theme: &'a Theme,
    all: &'a Statistics,
}

/// Draws the page.
pub(super) fn draw(model: &Model, theme: &Theme, page: &Page, area: Rect, buffer: &mut Canvas) {
    let easel = Easel { model, theme, all: &page.statistics };
    let basis = wrapped(&page.statistics.basis_words(), area.width.saturating_sub(2));
    let is_large = area.width >= LARGE.0 && area.height >= LARGE.1;
    let foot = u16::try_from(basis.len()).unwrap_or(0) + u16::from(is_large);
    // On the smallest screens the figures come before what they are made from.
    let foot = if area.height >= foot + 8 { foot } else { 0 };
    let body = Rect { height: area.height - foot, ..area };
    let draw = if is_large { Easel::draw_columns } else { Easel::draw_lines };
    draw(&easel, body, buffer);
    let first = body.height + u16::from(is_large);
    for (line, text) in (first..area.height).zip(&basis) {
        Pen::new(buffer, line_of(area, line)).skip(1).put(text, theme.dim);
    }
}

fn wrapped(text: &str, columns: u16) -> Vec<String> {
    text::wrap(text, usize::from(columns.max(1))).take(4).collect()
}

// The area below so many of its lines.
fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect { y: area.y + lines, height: area.height - lines, ..area }
}

impl Easel<'_> {
    fn draw_columns(&self, area: Rect, buffer: &mut Canvas) {
        // The table needs more room than the charts.
        let middle = area.width * 9 / 20;
        let left = Rect { x: area.x + 1, width: middle - 2, ..area };
        let right = Rect { x: area.x + middle + 1, width: area.width - middle - 2, ..area };
        // What stands above keeps a line from what stands below.
        let half = (area.height / 2).min(HALF);
        let upper = |area: Rect| Rect { height: half - u16::from(area.height >= 18), ..area };
        let lower = |area: Rect| below(area, half);
        let [mut done, answered, open, mut ahead] = self.all.lines();
        if left.width >= 40 {
            let most = |most| on_day(most, &self.model.today);
            done.1.extend(self.all.busiest().map(|day| format!("; most: {}", most(day))));
            ahead.1.extend(self.all.fullest().map(|day| format!("; most: {}", most(day))));
        }
        let rest = self.draw_words(&done, upper(left), buffer);
        self.draw_done(rest, buffer);
        let rest = self.draw_words(&ahead, lower(left), buffer);
        self.draw_ahead(rest, buffer);
        let rest = self.draw_words(&open, upper(right), buffer);
        self.draw_open(rest, buffer);
        let rest = self.draw_words(&answered, lower(right), buffer);
        self.draw_answered(rest, buffer);
    }

    // A title and the words below it; what is left of the area.
    fn draw_words(&self, (title, words): &(&str, String), area: Rect, buffer: &mut Canvas) -> Rect {
        Pen::new(buffer, line_of(area, 0)).put(title, self.theme.accent);
        let lines = wrapped(words, area.width);
        for (line, text) in (1..area.height).zip(&lines) {
            Pen::new(buffer, line_of(area, line)).put(text, Style::new());
        }
        below(area, 1 + u16::try_from(lines.len()).unwrap_or(0))
    }

    // The words one below the other, and as much of the rest as there is room for.
    fn draw_lines(&self, area: Rect, buffer: &mut Canvas) {
        let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let mut line = 0;
        for (title, words) in self.all.lines() {
            let mut title = title;
            for text in wrapped(&words, area.width.saturating_sub(INDENT)) {
                let mut pen = Pen::new(buffer, line_of(area, line));
                pen.cell(INDENT, &[(title, self.theme.accent)]).put(&text, Style::new());
                (title, line) = ("", line + 1);
            }
        }
        let rest = below(area, line + 1);
        if rest.height >= 4 {
            self.draw_done(Rect { height: rest.height.min(HIGHEST), ..rest }, buffer);
        }
    }

    fn draw_done(&self, area: Rect, buffer: &mut Canvas) {
        if self.all.busiest().is_none() {
            return;
        }
        let chart = self.bars(&self.all.done, false, area, buffer);
        let days = u64::from(chart.shown.saturating_sub(1));
        let first = self.all.today.checked_sub_days(chrono::Days::new(days)).unwrap_or(self.all.today);
        self.draw_scale((&self.day(first), "today"), chart.below, buffer);
    }

    fn draw_ahead(&self, area: Rect, buffer: &mut Canvas) {
        let chart = self.bars(&self.all.ahead, true, area, buffer);
        let days = u64::from(chart.shown);
        let last = self.all.today.checked_add_days(chrono::Days::new(days)).unwrap_or(self.all.today);
        self.draw_scale(("tomorrow", &self.day(last)), chart.below, buffer);
    }

    fn day(&self, day: chrono::NaiveDate) -> String {
        label::exact(Due::Day(day), self.model.today.day, self.model.today.zone)
    }

    // A bar for each day, as wide as there is room; where there is too little, the days furthest off are left out.
    fn bars(&self, days: &[usize], is_ahead: bool, area: Rect, buffer: &mut Canvas) -> Chart {
        let height = area.height.saturating_sub(1).min(HIGHEST);
        let slot = (area.width / u16::try_from(DAYS).unwrap_or(1)).max(1);
        let (width, gap) = if slot > 1 { (slot - 1, 1) } else { (1, 0) };
        let shown = days.len().min((area.width / slot).into());
        let days = if is_ahead { &days[..shown] } else { &days[days.len() - shown..] };
        let bar = |count: &usize| {
            let value = u64::try_from(*count).unwrap_or(u64::MAX);
            Bar::new(value).text_value(String::new()).style(self.theme.inbound)
        };
        let bars: Vec<Bar<'_>> = days.iter().map(bar).collect();
        let shown = u16::try_from(shown).unwrap_or(0);
        let place = Rect { width: (shown * slot).min(area.width), height, ..area };
        if height > 0 {
            let chart = BarChart::vertical(bars).bar_width(width).bar_gap(gap).bar_set(self.signs());
            buffer.draw(place, |cells| chart.render(place, cells));
        }
        Chart { shown, below: Rect { y: area.y + height, height: area.height - height, ..place } }
    }

    fn signs(&self) -> bar::Set<'static> {
        let ascii = bar::Set {
            full: "#",
            seven_eighths: "#",
            three_quarters: "#",
            five_eighths: "#",
            half: "#",
            three_eighths: ".",
            one_quarter: ".",
            one_eighth: ".",
            empty: " ",
        };
        if self.theme.signs == Signs::Ascii { ascii } else { bar::NINE_LEVELS }
    }

    // What the ends of a chart are.
    fn draw_scale(&self, ends: (&str, &str), area: Rect, buffer: &mut Canvas) {
        Pen::new(buffer, line_of(area, 0))
            .right(ends.1, self.theme.dim)
            .keep_right(2)
            .put(ends.0, self.theme.dim);
    }

    // A table of kinds and ages; bars beside it where it leaves room.
    fn draw_open(&self, area: Rect, buffer: &mut Canvas) {
        if self.all.open.is_empty() {
            return;
        }
        let mut pen = Pen::new(buffer, line_of(area, 0));
        pen.skip(KIND);
        ["all"].iter().chain(&AGES).for_each(|word| put_figure(word, self.theme.dim, &mut pen));
        let rows = self.rows(usize::from(area.height.saturating_sub(1)));
        for (line, row) in (1..area.height).zip(&rows) {
            let mut pen = Pen::new(buffer, line_of(area, line));
            pen.cell(KIND, &[(&row.kind, Style::new())]);
            put_figure(&row.count().to_string(), self.theme.strong, &mut pen);
            let style = |age: usize| if age == 0 { self.theme.dim } else { Style::new() };
            row.ages.iter().for_each(|age| put_figure(&figure(*age), style(*age), &mut pen));
        }
        let table = KIND + FIGURE * 5 + 2;
        if area.width >= table + 6 {
            let place = Rect { x: area.x + table, width: area.width - table, ..below(area, 1) };
            let value = |row: &Row| u64::try_from(row.count()).unwrap_or(u64::MAX);
            let bar = |row| Bar::new(value(row)).text_value(String::new()).style(self.theme.inbound);
            let bars: Vec<Bar<'_>> = rows.iter().map(bar).collect();
            // A little lower than its line, so that each bar is one.
            let full = if self.theme.signs == Signs::Ascii { "#" } else { "▆" };
            let signs = bar::Set { full, ..self.signs() };
            let chart = BarChart::horizontal(bars).bar_width(1).bar_gap(0).bar_set(signs);
            buffer.draw(place, |cells| chart.render(place, cells));
        }
    }

    // As many kinds as fit, the last row for all the others where not all do.
    fn rows(&self, most: usize) -> Vec<Row> {
        let mut rows = self.all.open.clone();
        rows.sort_by_key(|row| Reverse(row.count()));
        if rows.len() > most && most > 0 {
            let others = rows.split_off(most - 1);
            let ages = [0, 1, 2, 3].map(|age| others.iter().map(|row| row.ages[age]).sum());
            rows.push(Row { kind: "others".into(), ages });
        }
        rows
    }

    // The median of each day; a day on which nothing was answered is a gap.
    fn draw_answered(&self, area: Rect, buffer: &mut Canvas) {
        let medians = &self.all.answered;
        let Some(slowest) = medians.iter().flatten().max().filter(|_| area.height >= 2) else { return };
        let minutes = |median: &Option<u32>| usize::try_from(median.unwrap_or(0)).unwrap_or(usize::MAX);
        let days: Vec<usize> = medians.iter().map(minutes).collect();
        let line = self.bars(&days, false, area, buffer).below.y;
        let slowest = label::waited(chrono::TimeDelta::minutes((*slowest).into()));
        let words = format!("the median of each day, {slowest} at most");
        Pen::new(buffer, line_of(area, line - area.y)).put(&words, self.theme.dim);
    }
}

// How many days a chart shows, and what is left below it.
struct Chart {
    shown: u16,
    below: Rect,
}

// A figure at the right end of its column.
fn put_figure(text: &str, style: Style, pen: &mut Pen<'_>) {
    let space = FIGURE.saturating_sub(u16::try_from(text::width(text)).unwrap_or(FIGURE));
    pen.skip(space).put(text, style);
}

// A nought says less than nothing.
fn figure(count: usize) -> String {
    if count == 0 { "\u{b7}".into() } else { count.to_string() }
}
