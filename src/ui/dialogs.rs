//! The dialogs, one family: a box with a title that names what it acts on, the input first, the choices below.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::canvas::Canvas;
use super::pen::{Pen, columns, line_of};
use super::theme::Theme;
use super::{
    accounts, create, dates, facets, field, files, menu, palette, people, question, slip, steps, typing,
    views, whose,
};
use crate::app::burst::Burst;
use crate::app::chord::{Chord, show_sequence};
use crate::app::keymap::Found;
use crate::app::model::Model;
use crate::app::overlay::{Overlay, Statement};
use crate::app::pointer::Target;
use crate::app::text;
use crate::app::triage::{counted, several};
use crate::domain::id::TaskId;

/// Draws the dialog in front, if there is one; where the cursor belongs.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    match model.overlays.last() {
        Some(Overlay::Dates(dialog)) => dates::draw(model, theme, dialog, area, buffer),
        Some(Overlay::People(people)) => people::draw(model, theme, people, area, buffer),
        Some(Overlay::Whose(picker)) => whose::draw(model, theme, picker, area, buffer),
        Some(Overlay::Accounts(dialog)) => accounts::draw(theme, dialog, area, buffer),
        Some(Overlay::Views(dialog)) => views::draw(model, theme, dialog, area, buffer),
        Some(Overlay::Editor(editor)) => typing::draw_editor(model, theme, editor, area, buffer),
        Some(Overlay::Create(create)) => create::draw(model, theme, create, area, buffer),
        Some(Overlay::Palette(dialog)) => palette::draw(model, theme, dialog, area, buffer),
        Some(Overlay::Menu(open)) => {
            menu::draw(theme, open, area, buffer);
            None
        }
        Some(Overlay::Facets(open)) => {
            facets::draw(model, theme, open, area, buffer);
            None
        }
        Some(Overlay::Deletion(deletion)) => {
            typing::draw_deletion(model, theme, deletion, area, buffer);
            None
        }
        Some(Overlay::Files(dialog)) => {
            files::draw(model, theme, dialog, area, buffer);
            None
        }
        Some(Overlay::Slip(paper)) => {
            slip::draw(theme, paper, area, buffer);
            None
        }
        Some(Overlay::Question(question)) => {
            question::draw(model, theme, question, area, buffer);
            None
        }
        Some(Overlay::Statement(statement)) => {
            draw_statement(model, theme, statement, area, buffer);
            None
        }
        Some(Overlay::Burst(burst)) => {
            draw_burst(model, theme, burst, area, buffer);
            None
        }
        Some(Overlay::Taking(taking)) => {
            steps::draw_taking(model, theme, taking, area, buffer);
            None
        }
        _ => {
            draw_key_menu(model, theme, area, buffer);
            None
        }
    }
}

/// One line for a dialog on a screen that holds no more.
pub(super) fn draw_tiny(
    model: &Model,
    theme: &Theme,
    overlay: &Overlay,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    match overlay {
        Overlay::Filter(input) => field::draw(theme, area, "/", input, buffer),
        Overlay::Dates(dialog) => field::draw(theme, area, "Day: ", &dialog.input, buffer),
        Overlay::People(people) => field::draw(theme, area, "Who: ", &people.picker.input, buffer),
        Overlay::Whose(picker) => field::draw(theme, area, "Whose: ", &picker.input, buffer),
        Overlay::Accounts(dialog) => accounts::draw_field(theme, dialog, area, buffer),
        Overlay::Views(dialog) => views::draw_tiny(theme, dialog, area, buffer),
        Overlay::Editor(editor) => typing::draw_tiny(theme, &editor.lines, area, buffer),
        Overlay::Create(create) => create::draw_tiny(model, theme, create, area, buffer),
        Overlay::Palette(dialog) => field::draw(theme, area, ":", &dialog.input, buffer),
        Overlay::Files(_) => {
            files::draw_tiny(theme, area, buffer);
            None
        }
        Overlay::Slip(paper) => {
            slip::draw_tiny(paper, area, buffer);
            None
        }
        other => {
            Pen::new(buffer, line_of(area, 0)).put(&in_one_line(other), theme.strong);
            None
        }
    }
}

// What is asked or chosen, where nothing is typed.
fn in_one_line(overlay: &Overlay) -> String {
    match overlay {
        Overlay::Menu(open) => {
            open.rows().get(open.chosen).map_or("", |row| row.action.spec().title).to_owned()
        }
        Overlay::Facets(open) => open.rows.get(open.chosen).map_or_else(String::new, |row| row.title.clone()),
        Overlay::Deletion(deletion) => format!("Delete {}? y", counted(deletion.tasks.len())),
        Overlay::Statement(statement) => format!("{}?", statement.lines.first().map_or("", String::as_str)),
        Overlay::Question(question) => question::words(question),
        Overlay::Stats(page) => page.statistics.done_words(),
        Overlay::Burst(_) => "Many keys at once: y does them".into(),
        Overlay::Taking(taking) => format!("Take back {}? Enter", taking.words),
        _ => "window too small".into(),
    }
}

/// Of what is behind a dialog, less than this in both directions together is not worth showing.
const SLIVER: u16 = 10;

/// Clears a box in the middle of an area and frames it; what is inside.
pub(super) fn frame(theme: &Theme, size: (u16, u16), title: &str, area: Rect, buffer: &mut Canvas) -> Rect {
    framed(theme, centred(size, area), title, buffer)
}

/// The box in the middle of an area, a little above it, whose inside has this size.
pub(super) fn centred((width, height): (u16, u16), area: Rect) -> Rect {
    let (width, height) = (width.saturating_add(4), height.saturating_add(2).min(area.height));
    // A letter or two on either side would be left of what is behind it.
    let width = if width + SLIVER > area.width { area.width } else { width };
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    Rect { x, y, width, height }
}

/// Clears a box and frames it; what is inside.
pub(super) fn framed(theme: &Theme, area: Rect, title: &str, buffer: &mut Canvas) -> Rect {
    let whole = buffer.area();
    let area = if buffer.is_read { Rect { x: whole.x, width: whole.width, ..area } } else { area };
    let area = area.intersection(whole);
    buffer.stands_for(area, || Target::Dialog);
    buffer.choose(area);
    buffer.draw(area, |cells| Clear.render(area, cells));
    if area.width < 12 || area.height < 4 {
        return area;
    }
    let frame = Block::bordered().border_type(BorderType::Rounded).border_style(theme.dim);
    buffer.draw(area, |cells| frame.render(area, cells));
    // The frame stands back, its title does not.
    let style = Style::reset().patch(theme.strong);
    Pen::new(buffer, line_of(area, 0))
        .skip(2)
        .keep_right(3)
        .put(" ", style)
        .put(title, style)
        .put(" ", style);
    Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
}

/// A verb with what it acts on: `Move · Call Ada`, `Move 5 tasks`, `Move 4 tasks of Acme`.
pub(super) fn title(model: &Model, verb: &str, tasks: &[TaskId]) -> String {
    match tasks {
        [one] => format!("{verb} · {}", model.subject_in(one, 120)),
        many => format!("{verb} {}", several(model, many.iter())),
    }
}

/// The first of so many rows to show so that the chosen one is in sight.
pub(super) fn first_in_sight(chosen: usize, rows: u16) -> usize {
    chosen.saturating_sub(usize::from(rows.saturating_sub(1)))
}

/// Lower ones need not have a frame.
const FRAMED: u16 = 4;

/// Says in the lower edge of the frame around these rows that there are more.
pub(super) fn say_more(theme: &Theme, rows: Rect, buffer: &mut Canvas) {
    let edge = Rect { y: rows.bottom(), height: 1, ..rows };
    if rows.height >= FRAMED {
        Pen::new(buffer, edge).right(" more below ", theme.dim);
    }
}

fn draw_statement(model: &Model, theme: &Theme, statement: &Statement, area: Rect, buffer: &mut Canvas) {
    // The first sentence says what is done to what, which is what a title is for.
    let Some((title, rest)) = statement.lines.split_first() else { return };
    // Each sentence by itself, with room to breathe where there is any.
    let is_roomy = area.height >= 20;
    let gaps = rest.iter().enumerate().map(|(at, _)| at > 0 && is_roomy);
    let lines: Vec<(&str, Style)> = gaps
        .zip(rest)
        .flat_map(|(gap, line)| gap.then_some("").into_iter().chain([line.as_str()]))
        .map(|line| (line, Style::new()))
        .collect();
    draw_question(model, theme, (title, &lines, &[("Enter", "do it"), ("Esc", "no")]), area, buffer);
}

/// What may be pressed when keys came all at once.
pub(super) const BURST: [(&str, &str); 3] = [("y", "do them"), ("/", "filter by them"), ("Esc", "drop them")];

fn draw_burst(model: &Model, theme: &Theme, burst: &Burst, area: Rect, buffer: &mut Canvas) {
    let count = burst.chords.len();
    let title = format!("{count} keys at once");
    let first = format!("{} of them would change tasks. Was that you?", burst.changing);
    let keys = text::line(&burst.words(), 60).into_owned();
    let lines = [(first.as_str(), theme.strong), (keys.as_str(), theme.dim)];
    draw_question(model, theme, (&title, &lines, &BURST), area, buffer);
}

/// A title, what is said, and what may be pressed with what it does.
pub(super) type Question<'a> = (&'a str, &'a [(&'a str, Style)], &'a [(&'a str, &'a str)]);

/// Draws sentences and, in the last line, what may be pressed.
pub(super) fn draw_question(
    model: &Model,
    theme: &Theme,
    question: Question<'_>,
    area: Rect,
    buffer: &mut Canvas,
) {
    let (title, lines, choices) = question;
    let width = area.width.saturating_sub(4).clamp(1, 64);
    let wrap = |(line, style): &(&str, Style)| {
        let style = *style;
        let lines = text::wrap(line, width.into()).take(6).map(move |line| (line, style));
        if line.is_empty() { vec![(String::new(), style)] } else { lines.collect::<Vec<_>>() }
    };
    let lines: Vec<(String, Style)> = lines.iter().flat_map(wrap).collect();
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = frame(theme, (width, height), title, area, buffer);
    let room = inner.height.saturating_sub(1);
    for (at, (line, style)) in (0..room).zip(&lines) {
        let mut pen = Pen::new(buffer, line_of(inner, at));
        // Where the rest has no room, that there is more is said.
        if at + 1 == room && usize::from(room) < lines.len() {
            pen.right("…", *style);
        }
        pen.put(line, *style);
    }
    let answers = choices.iter().map(|(key, words)| (*key, *words, Style::new()));
    draw_answers(model, theme, answers, line_of(inner, inner.height.saturating_sub(1)), buffer);
}

/// The keys that answer a question, and what each says.
pub(super) fn draw_answers<'a>(
    model: &Model,
    theme: &Theme,
    answers: impl IntoIterator<Item = (&'a str, &'a str, Style)>,
    area: Rect,
    buffer: &mut Canvas,
) {
    let mut pen = Pen::new(buffer, area);
    for (key, words, style) in answers {
        let Some(key) = model.keymap.shown_in_dialogs(key) else { continue };
        let from = pen.position().x;
        pen.put(&key, theme.key).put(" ", style).put(words.trim_start(), style);
        if let Some(chord) = Chord::read(&key) {
            pen.stands_for(from, || Target::Keys(vec![chord]));
        }
        pen.skip(4);
    }
}

// What may follow the keys typed so far.
fn draw_key_menu(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let Some(place) = model.place().filter(|_| !model.typed.is_empty()) else { return };
    let Found::More(follow) = model.keymap.look_up_for((place, model.kind_here()), &model.typed) else {
        return;
    };
    let rows: Vec<(String, String)> =
        follow.iter().map(|(keys, command)| (show_sequence(keys), command.title())).collect();
    let typed = &model.typed;
    let keys = rows.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let words = rows.iter().map(|(_, words)| columns(words)).max().unwrap_or(0);
    let width = (keys + words + 6).min(area.width);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
    let place = Rect { y: area.bottom() - height, width, height, ..area };
    let inner = framed(theme, place, &show_sequence(&model.typed), buffer);
    for (line, ((key, title), (keys_after, _))) in (0..inner.height).zip(rows.iter().zip(&follow)) {
        buffer.stands_for(line_of(inner, line), || Target::Keys([&typed[..], keys_after].concat()));
        Pen::new(buffer, line_of(inner, line))
            .cell(keys, &[(key, theme.key)])
            .skip(2)
            .put(title, Style::new());
    }
    if rows.len() > inner.height.into() {
        say_more(theme, inner, buffer);
    }
}
