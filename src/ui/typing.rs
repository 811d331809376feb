//! Text of several lines being typed, and the question before a task is deleted.
//!
//! Lines too long for the box go on in the next row, and the row with the cursor is always in sight.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialogs::{centred, draw_answers, frame, framed, title};
use super::pen::{Pen, columns, line_of};
use super::screen::page;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::deletion::Deletion;
use crate::app::editor::{Editor, Purpose};
use crate::app::input::Lines;
use crate::app::model::Model;
use crate::app::{text, words};
use crate::domain::entry::Entry;
use crate::domain::task::Task;

/// How wide the inside of the editor wants to be, and how high it may become.
const SIZE: (u16, u16) = (72, 10);
/// How high it is at first: what is written about stays in sight.
const LEAST: u16 = 4;
/// How many tasks are named before they are deleted.
const NAMED: usize = 8;

/// Draws the dialog for rewriting a to-do or writing a comment; where the cursor belongs.
pub(super) fn draw_editor(
    model: &Model,
    theme: &Theme,
    editor: &Editor,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let task = std::slice::from_ref(&editor.task);
    let verb = match editor.purpose {
        Purpose::Rewrite => "Rewrite",
        Purpose::Comment => "Comment",
    };
    let whole = centred(SIZE, area);
    let rows = rows(&editor.lines, text_columns(whole.width.saturating_sub(4))).len();
    // The next row is there before it is needed.
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(1).max(LEAST).saturating_add(2);
    let height = height.min(whole.height);
    // The words of a task stand at the top of its page, so there it grows from the bottom.
    let y = if page(model).is_some() { area.bottom() - height } else { whole.y };
    let inner = framed(theme, Rect { y, height, ..whole }, &title(model, verb, task), buffer);
    draw_lines(&editor.lines, inner, buffer)
}

// One column is left for the cursor behind the last letter.
fn text_columns(width: u16) -> u16 {
    width.saturating_sub(1).max(1)
}

/// The line with the cursor, on a screen that holds no more.
pub(super) fn draw_tiny(theme: &Theme, lines: &Lines, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    let line = line_of(area, 0);
    Pen::new(buffer, line).put("Text: ", theme.accent);
    let left = columns("Text: ").min(line.width);
    draw_lines(lines, Rect { x: line.x + left, width: line.width - left, ..line }, buffer)
}

/// Draws text being typed; where the cursor belongs.
pub(super) fn draw_lines(lines: &Lines, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let rows = rows(lines, text_columns(area.width));
    let at = rows.iter().position(|row| row.cursor.is_some()).unwrap_or(0);
    let first = (at + 1).saturating_sub(area.height.into());
    let mut cursor = None;
    for (line, row) in (0..area.height).zip(rows.iter().skip(first)) {
        Pen::new(buffer, line_of(area, line)).put(&row.text, Style::new());
        let column = row.cursor.map(|column| column.min(area.width - 1));
        cursor = cursor.or(column.map(|column| Position::new(area.x + column, area.y + line)));
    }
    cursor
}

/// One row on the screen, and the column of the cursor if it is here.
struct Row {
    text: String,
    cursor: Option<u16>,
}

fn rows(lines: &Lines, width: u16) -> Vec<Row> {
    let (line, column) = lines.cursor();
    let each = lines.lines().iter().enumerate();
    each.flat_map(|(at, text)| rows_of(text, width, (at == line).then_some(column))).collect()
}

// A line cut into rows between its words; the cursor counts characters.
fn rows_of(line: &str, width: u16, cursor: Option<usize>) -> Vec<Row> {
    let letters: Vec<char> = line.chars().collect();
    let (mut rows, mut from) = (Vec::new(), 0);
    loop {
        let rest = letters.get(from..).unwrap_or_default();
        let count = in_row(rest, width);
        let is_last = count == rest.len();
        let up_to = |count: usize| rest.iter().take(count).collect::<String>();
        let within = cursor.and_then(|cursor| cursor.checked_sub(from));
        let here = within.filter(|within| *within < count || is_last);
        // Blanks beyond the edge are not drawn, and the cursor waits there for the next word.
        let cursor = here.map(|here| columns(&up_to(here)).min(width));
        rows.push(Row { text: up_to(count).trim_end_matches(' ').to_owned(), cursor });
        from += count;
        if is_last {
            return rows;
        }
    }
}

// How many letters go into a row, with the blanks behind its last word; a word longer than a row is cut.
fn in_row(letters: &[char], width: u16) -> usize {
    let (mut used, mut words) = (0, 0);
    for (at, letter) in letters.iter().enumerate() {
        let own = columns(letter.encode_utf8(&mut [0; 4]));
        if *letter == ' ' {
            words = at + 1;
        } else if used + own > width && at > 0 {
            return if words > 0 { words } else { at };
        }
        used += own;
    }
    letters.len()
}

/// Draws the question before tasks are deleted.
pub(super) fn draw_deletion(
    model: &Model,
    theme: &Theme,
    deletion: &Deletion,
    area: Rect,
    buffer: &mut Canvas,
) {
    let tasks = &deletion.tasks;
    let named = tasks.iter().take(NAMED).filter_map(|id| model.board.shown(id));
    let name = |task: &Task| format!("{}: {}", words::who(task), text::line(task.subject(), 120));
    let mut lines: Vec<String> = named.map(name).collect();
    if tasks.len() > NAMED {
        lines.push(format!("and {} more", tasks.len() - NAMED));
    }
    let (seconds, undo) = (Entry::GRACE.num_seconds(), model.key(Action::Undo));
    let warning = format!("For good: Close keeps nothing of it. {undo} stops it for {seconds} s.");
    let width = area.width.saturating_sub(4).clamp(1, 64);
    let warning: Vec<String> = text::wrap(&warning, width.into()).collect();
    let below = u16::try_from(warning.len()).unwrap_or(u16::MAX).saturating_add(1);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(below + 1);
    let inner = frame(theme, (width, height), &title(model, "Delete", tasks), area, buffer);
    let room = inner.height.saturating_sub(below);
    for (at, line) in (0..room).zip(&lines) {
        Pen::new(buffer, line_of(inner, at)).put(line, Style::new());
    }
    for (at, line) in (room..inner.height).zip(&warning) {
        Pen::new(buffer, line_of(inner, at)).put(line, theme.warn);
    }
    let answers = [("y", " delete", Style::new()), ("Enter", " no", theme.strong)];
    draw_answers(model, theme, answers, line_of(inner, inner.height.saturating_sub(1)), buffer);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, width: u16) -> Vec<(String, Option<u16>)> {
        rows(&Lines::with(text), width).into_iter().map(|row| (row.text, row.cursor)).collect()
    }

    #[test]
    fn long_lines_go_on_and_the_cursor_is_in_one_row() {
        let expected = [("abc", None), ("d", None), ("", None), ("ef", Some(2))];
        assert_eq!(shown("abcd\n\nef", 3), expected.map(|(text, cursor)| (text.to_owned(), cursor)));
    }

    #[test]
    fn words_stay_whole_and_the_cursor_is_where_the_next_letter_goes() {
        let rows = |text: &str| shown(text, 8).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(rows("ask for the offer"), ["ask for", "the", "offer"]);
        assert_eq!(rows("unpronounceable it is"), ["unpronou", "nceable", "it is"]);
        assert_eq!(shown("twelve  ", 8), [("twelve".to_owned(), Some(8))]);
        assert_eq!(shown("so twelve   ", 8), [("so".to_owned(), None), ("twelve".to_owned(), Some(8))]);
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(shown("日本", 2), [("日".to_owned(), None), ("本".to_owned(), Some(2))]);
    }
}
