//! Tasks as a table for people: as wide as the terminal, or as wide as it needs to be where there is none.
//!
//! On a terminal the texts are cut to fit, and ids stand where there is room for them. Elsewhere nothing is cut,
//! the id comes first and there is no header, so that other programs find a task a line.

use std::borrow::Cow;
use std::io;

use super::pending::Pending;
use crate::app::model::Model;
use crate::app::{text, words};
use crate::cli::paper::{Look, Paper, Piece};
use crate::domain::id::UserId;
use crate::domain::label;
use crate::domain::tab::Today;
use crate::domain::task::Task;

/// The rows so far.
pub(in crate::cli) struct Table {
    rows: Vec<Row>,
    me: Option<UserId>,
    answer_minutes: u32,
}

struct Row {
    // In the order of `NAMES`.
    cells: [String; 7],
    is_late: bool,
}

const NAMES: [&str; 7] = ["KIND", "DUE", "SUBJECT", "LEAD", "ASSIGNED", "CHANGE", "ID"];
const DUE: usize = 1;
const SUBJECT: usize = 2;
const LEAD: usize = 3;
const ASSIGNED: usize = 4;
const CHANGE: usize = 5;
const ID: usize = 6;
/// Columns between two cells.
const GAP: usize = 2;
/// A name that is longer is cut on a terminal.
const LONGEST_NAME: usize = 18;
/// Subject and lead together want at least so much before anything else may stand beside them.
const LEAST_TEXT: usize = 40;

impl Table {
    /// An empty table, for whoever looks at it.
    pub(in crate::cli) fn of(model: &Model) -> Self {
        let me = model.me.as_ref().map(|me| me.user.id.clone());
        Self { rows: Vec::new(), me, answer_minutes: model.settings.answer_minutes }
    }

    /// One more row.
    pub(in crate::cli) fn push(&mut self, task: &Task, pending: &Pending, today: &Today) {
        let clean = |text: &str| text::clean(text).into_owned();
        let cells = [
            clean(task.kind.word()),
            due(task, today),
            clean(task.subject()),
            clean(words::who(task)),
            clean(self.assignee(task)),
            pending.word(&task.id).to_owned(),
            clean(task.id.as_str()),
        ];
        self.rows.push(Row { cells, is_late: words::is_late_after(task, today, self.answer_minutes) });
    }

    /// Prints the rows.
    pub(in crate::cli) fn print(&self, paper: &mut Paper) -> io::Result<()> {
        let widths = self.widths();
        match paper.columns {
            Some(columns) => {
                let widths = fitted(widths, columns);
                let names = NAMES.map(|name| (Look::Dim, Cow::Borrowed(name)));
                if !self.rows.is_empty() {
                    paper.pieces(&laid_out(&names, &widths, &order(false)))?;
                }
                self.rows.iter().try_for_each(|row| row.print(paper, &widths, false))
            }
            None => self.rows.iter().try_for_each(|row| row.print(paper, &widths, true)),
        }
    }

    // Almost everything is ours: only what is not is worth a word.
    fn assignee<'a>(&self, task: &'a Task) -> &'a str {
        match &task.assignee {
            None => "nobody",
            Some(person) if Some(&person.id) == self.me.as_ref() => "",
            Some(person) => person.name().unwrap_or(person.id.as_str()),
        }
    }

    // The widest of each column; nothing for a column in which nothing stands.
    fn widths(&self) -> [usize; 7] {
        let mut widths = [0; 7];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(&row.cells) {
                *width = (*width).max(text::width(cell));
            }
        }
        widths
    }
}

fn due(task: &Task, today: &Today) -> String {
    let Some(due) = task.due else { return "no date".into() };
    if task.is_complete {
        return label::exact(due, today.day, today.zone);
    }
    words::when(task, today)
}

const fn order(is_id_first: bool) -> [usize; 7] {
    if is_id_first {
        [ID, 0, DUE, SUBJECT, LEAD, ASSIGNED, CHANGE]
    } else {
        [0, DUE, SUBJECT, LEAD, ASSIGNED, CHANGE, ID]
    }
}

// On a terminal the header has to fit too. What does not fit goes in this order: ids, then the assignee; the
// subject and the lead share the rest.
fn fitted(mut widths: [usize; 7], columns: usize) -> [usize; 7] {
    for (width, name) in widths.iter_mut().zip(NAMES) {
        *width = if *width == 0 { 0 } else { (*width).max(name.len()) };
    }
    widths[ASSIGNED] = widths[ASSIGNED].min(LONGEST_NAME);
    for dispensable in [ID, ASSIGNED] {
        if room(&widths, columns) < LEAST_TEXT.min(widths[SUBJECT] + widths[LEAD]) {
            widths[dispensable] = 0;
        }
    }
    let room = room(&widths, columns);
    let lead = widths[LEAD].min((room * 2 / 5).max(room.saturating_sub(widths[SUBJECT])));
    widths[SUBJECT] = widths[SUBJECT].min(room.saturating_sub(lead));
    widths[LEAD] = lead;
    widths
}

// What is left for subject and lead.
fn room(widths: &[usize; 7], columns: usize) -> usize {
    let others =
        widths.iter().enumerate().filter(|(column, width)| ![SUBJECT, LEAD].contains(column) && **width > 0);
    let taken: usize = others.map(|(_, width)| width + GAP).sum();
    columns.saturating_sub(taken + GAP)
}

impl Row {
    fn print(&self, paper: &mut Paper, widths: &[usize; 7], is_id_first: bool) -> io::Result<()> {
        let look = |column| match column {
            DUE if self.is_late => Look::Bad,
            CHANGE => Look::Waiting,
            ID | ASSIGNED => Look::Dim,
            _ => Look::Plain,
        };
        let cells = self.cells.iter().enumerate();
        let pieces: Vec<Piece<'_>> =
            cells.map(|(column, cell)| (look(column), Cow::Borrowed(cell.as_str()))).collect();
        paper.pieces(&laid_out(&pieces, widths, &order(is_id_first)))
    }
}

// Cells side by side, each padded to its width but for the last that has anything in it.
fn laid_out<'a>(cells: &[Piece<'a>], widths: &[usize; 7], order: &[usize; 7]) -> Vec<Piece<'a>> {
    let mut line = Vec::new();
    let mut owed = 0;
    for column in order.iter().copied().filter(|column| widths[*column] > 0) {
        let Some((look, cell)) = cells.get(column) else { continue };
        let cut = text::cut(cell, widths[column]).into_owned();
        let width = text::width(&cut);
        if width > 0 {
            line.push((Look::Plain, Cow::Owned(" ".repeat(owed))));
            line.push((*look, Cow::Owned(cut)));
            owed = 0;
        }
        owed += widths[column].saturating_sub(width) + GAP;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: [&str; 7], widths: [usize; 7], is_id_first: bool) -> String {
        let cells = cells.map(|cell| (Look::Plain, Cow::Borrowed(cell)));
        laid_out(&cells, &widths, &order(is_id_first)).into_iter().map(|(_, piece)| piece).collect()
    }

    #[test]
    fn cells_stand_under_each_other_also_where_letters_are_wide() {
        let widths = [5, 5, 12, 6, 0, 0, 0];
        assert_eq!(
            line(["Call", "today", "見積もり", "Acme", "", "", ""], widths, false),
            "Call   today  見積もり      Acme"
        );
        assert_eq!(
            line(["Email", "Fri", "Offer", "Acme", "", "", ""], widths, false),
            "Email  Fri    Offer         Acme"
        );
    }

    #[test]
    fn without_a_terminal_the_id_comes_first_and_nothing_is_cut() {
        let widths = [4, 5, 5, 4, 0, 7, 6];
        assert_eq!(
            line(["Call", "", "Offer", "Acme", "", "waiting", "task_1"], widths, true),
            "task_1  Call         Offer  Acme  waiting"
        );
    }

    #[test]
    fn a_row_is_never_wider_than_the_terminal() {
        for columns in [20, 40, 60, 80, 120, 200] {
            let widths = fitted([9, 11, 60, 30, 25, 7, 49], columns);
            let cells = [
                "Voicemail",
                "Fri 14:00",
                &"s".repeat(60),
                &"l".repeat(30),
                &"a".repeat(25),
                "waiting",
                &"i".repeat(49),
            ];
            let width = text::width(&line(cells, widths, false));
            assert!(width <= columns.max(36), "{width} in {columns}: {widths:?}");
        }
        assert_eq!(fitted([4, 5, 20, 10, 0, 0, 49], 120)[ID], 49, "ids stand where there is room");
        assert_eq!(fitted([4, 5, 20, 10, 0, 0, 49], 80)[ID], 0);
    }
}
