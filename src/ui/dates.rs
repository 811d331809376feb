//! The date dialog: the phrase, what it means, and eight days one key away, or a month to move in.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::calendar::{self, Calendar};
use super::canvas::Canvas;
use super::choices::choosable;
use super::dialogs::{first_in_sight, frame, say_more, title};
use super::field;
use super::load::{self, Bars};
use super::pen::{Pen, line_of, lines_of};
use super::theme::Theme;
use crate::app::dates::load::{Lighter, Loads};
use crate::app::dates::{Dates, Echo, Preset};
use crate::app::model::Model;
use crate::app::text;
use crate::app::triage::{counted, several};
use crate::domain::due::Due;
use crate::domain::label;
use crate::domain::when::is_work_day;

/// How wide the inside wants to be.
const WIDTH: u16 = 62;
/// The lines of the echo: what it means, and something to know about it.
const ECHO: u16 = 2;

/// Draws the dialog; where the cursor belongs.
pub(super) fn draw(
    model: &Model,
    theme: &Theme,
    dialog: &Dates,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let presets = u16::try_from(dialog.presets.len()).unwrap_or(0);
    let rows = if dialog.month.is_some() { calendar::HEIGHT } else { presets };
    // Where room is short, the space above the presets goes first.
    let gap = u16::from(area.height >= 1 + ECHO + 1 + rows + 2);
    let size = (WIDTH, 1 + ECHO + gap + rows);
    let title = match &dialog.targets[..] {
        [one] => title(model, "Move", std::slice::from_ref(&one.task)),
        many => format!("Move {}", several(model, many.iter().map(|target| &target.task))),
    };
    let inner = frame(theme, size, &title, area, buffer);
    let cursor = field::draw(theme, line_of(inner, 0), "Day: ", &dialog.input, buffer);
    let bars = Bars::of(Loads::of(&model.lists, model.today));
    draw_echo(model, theme, dialog, bars, (lines_of(inner, 1, ECHO + gap), buffer));
    let rows = lines_of(inner, 1 + ECHO + gap, rows);
    match dialog.month {
        Some(month) => Calendar { model, theme, month, bars }.draw(rows, buffer),
        None => draw_presets(model, theme, dialog, bars, (rows, buffer)),
    }
    cursor
}

/// Draws the days one digit away, with the chosen one in sight.
pub(super) fn draw_presets(
    model: &Model,
    theme: &Theme,
    dialog: &Dates,
    bars: Bars<'_>,
    (area, buffer): (Rect, &mut Canvas),
) {
    let first = first_in_sight(dialog.chosen.unwrap_or(0), area.height);
    for (line, (at, preset)) in (0..area.height).zip(dialog.presets.iter().enumerate().skip(first)) {
        choosable(line_of(area, line), at, dialog.chosen, buffer);
        let mut pen = Pen::new(buffer, line_of(area, line));
        if dialog.chosen == Some(at) {
            pen = pen.all_in(theme.selected);
        }
        draw_preset(model, theme, preset, bars, &mut pen);
    }
    if dialog.presets.len() > first + usize::from(area.height) {
        say_more(theme, area, buffer);
    }
}

fn draw_echo(
    model: &Model,
    theme: &Theme,
    dialog: &Dates,
    bars: Bars<'_>,
    (area, buffer): (Rect, &mut Canvas),
) {
    let mut write = |line: u16, text: &str, style: Style| {
        Pen::new(buffer, line_of(area, line)).put(text, style);
    };
    match &dialog.echo {
        Echo::Nothing => {
            write(0, "tomorrow, fri 9am, 2w, 3 apr, in 3 days", theme.dim);
            write(1, &more_to_type(model, dialog), theme.dim);
        }
        Echo::Refused(why) => {
            for (line, text) in (0..area.height).zip(text::wrap(why, area.width.into())) {
                write(line, &text, theme.bad);
            }
        }
        Echo::Each { words, note, .. } => {
            write(0, words, theme.strong);
            write(1, note.as_deref().unwrap_or_default(), theme.dim);
        }
        Echo::Due { due, other, note, lighter } => {
            let free = free(model, *due);
            let besides = match dialog.month {
                Some(_) if free.is_empty() => ">today<  (no work)  a bar: how full".into(),
                Some(_) => free.clone(),
                None => besides(model, *other, note.as_ref(), *lighter),
            };
            let said = [besides, goes_on(dialog), free].into_iter().find(|words| !words.is_empty());
            write(1, &said.unwrap_or_default(), theme.dim);
            draw_meaning(model, theme, *due, bars, &mut Pen::new(buffer, line_of(area, 0)));
        }
    }
}

// What the examples in the first line leave out.
fn more_to_type(model: &Model, dialog: &Dates) -> String {
    match &dialog.targets[..] {
        [one] => {
            let now = |zone: crate::domain::zone::Zone| zone.local(model.today.now).format("%-H:%M");
            let there = one.clock.zone().map(|zone| format!("9am theirs: it is {} there now", now(zone)));
            there.unwrap_or_default()
        }
        _ => "spread tue-thu, over 3 days, spread next week".into(),
    }
}

// A digit alone is a day of the menu, but may become a phrase: so it does nothing by itself, and says so.
fn goes_on(dialog: &Dates) -> String {
    match dialog.input.text().trim() {
        digit if dialog.chosen.is_some() && !digit.is_empty() => {
            format!("Enter moves, or type on: {digit}d, {digit}pm, {digit} apr")
        }
        _ => String::new(),
    }
}

// Nobody is kept from it, but who means the next working day sees it.
fn free(model: &Model, due: Due) -> String {
    let day = due.day(model.today.zone);
    if is_work_day(day, &model.settings.habits) {
        return String::new();
    }
    // Of the others of its name it is not true.
    let what = if model.settings.habits.holidays.contains(&day) { "a holiday" } else { "no working day" };
    format!("{} is {what}", day.format("%A"))
}

// What there is to know about the date besides itself.
fn besides(model: &Model, other: Option<Due>, note: Option<&String>, lighter: Option<Lighter>) -> String {
    let is_said = note.is_some_and(|note| note.contains("Tab"));
    let other_words = other.filter(|_| !is_said).map(|other| format!("Tab: {}", exact(model, other)));
    let lighter = lighter.map(|lighter| {
        let name = |day: chrono::NaiveDate| day.format("%a %-d").to_string();
        let day = lighter.due.day(model.today.zone);
        let tab = if other.is_none() { "Tab: " } else { "" };
        format!("{tab}{} has {}, {} has {}", name(day), lighter.has, name(lighter.instead_of), lighter.there)
    });
    // What Tab does comes first: there may be no room for all of it.
    let (first, last) = if other.is_none() { (lighter, None) } else { (None, lighter) };
    let note = note.cloned();
    first.into_iter().chain(note).chain(other_words).chain(last).collect::<Vec<_>>().join(" · ")
}

fn long(model: &Model, due: Due) -> String {
    label::long(due, model.today.now, model.today.zone)
}

fn exact(model: &Model, due: Due) -> String {
    label::exact(due, model.today.day, model.today.zone)
}

// A day in words, and how full it is already.
fn draw_meaning(model: &Model, theme: &Theme, due: Due, bars: Bars<'_>, pen: &mut Pen<'_>) {
    pen.put(&long(model, due), theme.strong);
    let count = bars.count(due.day(model.today.zone));
    if count > 0 {
        let already = format!(" {} already there", counted(count));
        pen.put(" · ", theme.dim).put(&bars.bar(count), theme.accent).put(&already, theme.strong);
    }
}

/// A day in words, and how full it is already.
pub(super) fn meaning(model: &Model, due: Due) -> String {
    match load_words(model, due) {
        None => long(model, due),
        Some(load) => format!("{} · {load}", long(model, due)),
    }
}

/// How full a day to come is already; nothing where it is empty.
pub(super) fn load_words(model: &Model, due: Due) -> Option<String> {
    let count = Loads::of(&model.lists, model.today).on(due.day(model.today.zone));
    (count > 0).then(|| format!("{} already there", counted(count)))
}

fn draw_preset(model: &Model, theme: &Theme, preset: &Preset, bars: Bars<'_>, pen: &mut Pen<'_>) {
    let (when, count) = match preset.same_as {
        None => (exact(model, preset.due), bars.count(preset.due.day(model.today.zone))),
        // How full that day is stands there as well.
        Some(digit) => (format!("same as {digit}"), 0),
    };
    let number = if count == 0 { String::new() } else { format!("{count:>4}") };
    pen.put(&preset.digit.to_string(), theme.key).skip(2);
    if pen.room() >= 36 {
        // Where room is short the bar goes first: how many there are stands behind it anyway.
        let bar = if pen.room() >= 46 { load::WIDTH + 1 } else { 0 };
        let phrase = pen.room() - 16 - bar - 6;
        pen.cell(phrase, &[(&preset.phrase, Style::new())]).skip(1);
        pen.right(&number, theme.dim);
        pen.cell(16, &[(&when, theme.dim)]);
        pen.cell(bar, &[(&bars.bar(count), theme.accent)]);
    } else {
        pen.right(&number, theme.dim).keep_right(1);
        pen.right(&when, theme.dim).keep_right(2);
        pen.put(&preset.phrase, Style::new());
    }
}
