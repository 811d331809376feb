//! The mails of a thread: what is unread in full, the earlier ones in brief or, on the page, in full too.

use super::related::moment;
use super::{Depth, Part, Role, Run, field_less, gap, labelled};
use crate::app::model::Model;
use crate::app::{text, words};
use crate::domain::kind::Kind;
use crate::domain::related::{Attachment, Key, Related, ThreadMail};
use crate::domain::task::Task;

/// How many columns of an earlier mail the preview shows.
const BRIEF: usize = 60;

/// The mails behind a task, as far as they have come.
pub(super) fn of<'a>(model: &'a Model, task: &Task) -> &'a [ThreadMail] {
    match Key::object_of(task).and_then(|key| model.shelf.found(&key)) {
        Some(Related::Thread(thread)) => &thread.mails,
        _ => &[],
    }
}

/// The mails, newest first, each under who wrote it and when.
pub(super) fn parts<'a>(model: &'a Model, task: &Task, depth: Depth, columns: usize) -> Vec<Part<'a>> {
    let unread = match &task.kind {
        Kind::IncomingEmail(mail) => mail.unread,
        _ => 0,
    };
    let mut parts = Vec::new();
    let (mut incoming, mut was_full) = (0, false);
    for (at, mail) in of(model, task).iter().enumerate() {
        incoming += usize::from(mail.is_incoming);
        let is_unread = mail.is_incoming && incoming <= unread;
        let is_full = at == 0 || is_unread || depth == Depth::Whole;
        if is_full || was_full {
            parts.push(gap());
        }
        was_full = is_full;
        if is_full {
            parts.extend(in_full(model, mail, is_unread, depth, columns));
        } else {
            parts.push(in_brief(model, mail));
        }
    }
    parts
}

fn in_full<'a>(
    model: &Model,
    mail: &'a ThreadMail,
    is_unread: bool,
    depth: Depth,
    columns: usize,
) -> Vec<Part<'a>> {
    let mut parts = vec![head(model, mail, is_unread.then_some("unread"))];
    if depth == Depth::Whole && !mail.to.is_empty() {
        let to: Vec<&str> = mail.to.iter().map(|to| name(to)).collect();
        parts.push(labelled("To", &to.join(" · "), Role::Dim, columns));
    }
    let is_empty = mail.text.trim().is_empty();
    parts.push(if is_empty {
        field_less("(no text)", Role::Dim, columns)
    } else {
        field_less(&mail.text, Role::Plain, columns)
    });
    if mail.quoted > 0 {
        let lines = words::counted(mail.quoted, "quoted line");
        parts.push(Part::line([Run::new(format!("▸ {lines}"), Role::Dim)]));
    }
    let files: Vec<String> = mail.attachments.iter().map(file).collect();
    if !files.is_empty() {
        parts.push(labelled("Attached", &files.join(", "), Role::Plain, columns));
    }
    parts
}

fn in_brief(model: &Model, mail: &ThreadMail) -> Part<'static> {
    let first = mail.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("(no text)");
    let head = head_runs(model, mail, None);
    let words = Run::new(format!(" · {}", text::line(first, BRIEF)), Role::Dim);
    Part::line(head.into_iter().map(|run| Run { role: Role::Dim, ..run }).chain([words]))
}

fn head(model: &Model, mail: &ThreadMail, note: Option<&str>) -> Part<'static> {
    Part::line(head_runs(model, mail, note))
}

fn head_runs(model: &Model, mail: &ThreadMail, note: Option<&str>) -> Vec<Run> {
    let from = mail.from.as_deref().map_or("somebody", name);
    let mut runs = vec![Run::new(text::line(from, 40), Role::Strong)];
    let at = mail.at.map(|at| moment(model, at));
    for words in at.as_deref().into_iter().chain(note) {
        runs.push(Run::new(format!(" · {words}"), Role::Dim));
    }
    runs
}

// `Ada Lovelace <ada@acme.example>` is Ada Lovelace.
fn name(address: &str) -> &str {
    let name = address.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    if name.is_empty() { address.trim().trim_matches(['<', '>']) } else { name }
}

fn file(attachment: &Attachment) -> String {
    match attachment.bytes {
        None => attachment.name.to_string(),
        Some(bytes) => format!("{} ({})", attachment.name, words::size(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writer_is_called_by_name_where_there_is_one() {
        for (address, expected) in [
            ("Ada Lovelace <ada@acme.example>", "Ada Lovelace"),
            ("\"Lovelace, Ada\" <ada@acme.example>", "Lovelace, Ada"),
            ("ada@acme.example", "ada@acme.example"),
            ("<ada@acme.example>", "ada@acme.example"),
            ("", ""),
        ] {
            assert_eq!(name(address), expected);
        }
    }
}
