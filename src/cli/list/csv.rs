//! Tasks as comma-separated values, by RFC 4180.
//!
//! Cells are cleaned like everything else. One that a spreadsheet would take for a formula begins with a quote
//! mark, so that opening a list of customers' words never runs any of them.

use super::pending::Pending;
use crate::app::text;
use crate::domain::due::Due;
use crate::domain::id::Named;
use crate::domain::task::{Stamp, Task};

/// The names of the columns.
pub(super) const HEADER: &str = "id,type,subject,lead_id,lead_name,contact_id,contact_name,assigned_to,\
    assigned_to_name,date,is_complete,date_created,date_updated,pending\r\n";

/// One task.
pub(super) fn row(task: &Task, pending: &Pending) -> String {
    let subject = task.subject();
    let due = task.due.map(|due| due.text()).unwrap_or_default();
    let [created, updated] = [&task.created, &task.updated].map(instant);
    let cells = [
        task.id.as_str(),
        task.kind.wire_name(),
        subject,
        task.lead.as_ref().map_or("", |lead| lead.id.as_str()),
        name(task.lead.as_ref()),
        task.contact.as_ref().map_or("", |contact| contact.id.as_str()),
        name(task.contact.as_ref()),
        task.assignee.as_ref().map_or("", |person| person.id.as_str()),
        name(task.assignee.as_ref()),
        &due,
        if task.is_complete { "true" } else { "false" },
        &created,
        &updated,
        pending.word(&task.id),
    ];
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

fn name<Id>(named: Option<&Named<Id>>) -> &str {
    named.and_then(Named::name).unwrap_or_default()
}

fn instant(stamp: &Stamp) -> String {
    stamp.at.map(|at| Due::At(at).text()).unwrap_or_default()
}

fn cell(value: &str) -> String {
    let clean = text::clean(value);
    let is_formula =
        clean.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let safe = if is_formula { format!("'{clean}") } else { clean.into_owned() };
    if safe.contains(['"', ',']) || safe.starts_with(' ') || safe.ends_with(' ') {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a, b"), "\"a, b\"");
        assert_eq!(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
        assert_eq!(cell("two\r\nlines"), "two lines");
    }

    #[test]
    fn what_a_spreadsheet_would_run_it_only_shows() {
        for formula in ["=1+1", "+49 30", "-2", "@SUM(A1)", "  =cmd", "\t=1", "\u{200b}=1", "＝1"] {
            assert!(
                cell(formula).trim_start_matches('"').starts_with('\''),
                "{formula:?}: {}",
                cell(formula)
            );
        }
        assert_eq!(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    }

    #[test]
    fn escape_sequences_do_not_reach_a_cell() {
        assert_eq!(cell("a\u{1b}[31mb\u{202e}c"), "abc");
    }

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        let row = row(&Task::new("task_1", "Call Ada"), &Pending::default());
        assert_eq!(row.matches(',').count(), HEADER.matches(',').count());
        assert_eq!(row, "task_1,lead,Call Ada,,,,,,,,false,,,\r\n");
    }
}
