//! What a batch is about to do, in words, before it does it.

use std::collections::HashSet;

use super::model::Model;
use super::permits::{self, Refused};
use super::triage::Deed;
use super::{text, words};
use crate::domain::id::TaskId;
use crate::domain::tab::Tab;

/// The sentences, one a line: what is done to how many, what they are, what cannot be seen, and what is special.
pub fn lines(model: &Model, tasks: &[TaskId], refused: &Refused, deed: &Deed) -> Vec<String> {
    let mut lines = vec![deed.order(tasks, &model.today), contents(model, tasks)];
    match hidden(model, tasks) {
        0 => {}
        1 => lines.push("1 of them is not visible: the filter hides it".into()),
        count => lines.push(format!("{count} of them are not visible: the filter hides them")),
    }
    lines.extend(permits::cautions(model, tasks, refused, deed));
    lines
}

/// How many of these the filter hides.
pub fn hidden(model: &Model, tasks: &[TaskId]) -> usize {
    let filter = model.lists.filter();
    let is_hidden = |id: &&TaskId| !model.board.shown(id).is_some_and(|task| model.lists.keeps(task));
    if filter.is_empty() { 0 } else { tasks.iter().filter(is_hidden).count() }
}

/// How many tasks are marked here, and how many of them the filter hides; where none is, how many in which other tab.
pub fn marked(model: &Model) -> Option<String> {
    let in_tab = |tab: Tab| model.marks.iter().filter(move |id| model.lists.tab_of(id) == Some(tab));
    let here: Vec<TaskId> = in_tab(model.lists.tab).cloned().collect();
    if here.is_empty() {
        let others = Tab::ALL.into_iter().map(|tab| (in_tab(tab).count(), tab.title()));
        let others = others.filter(|(count, _)| *count > 0);
        let others: Vec<String> = others.map(|(count, tab)| format!("{count} marked in {tab}")).collect();
        return (!others.is_empty()).then(|| others.join(", "));
    }
    let unseen = match hidden(model, &here) {
        0 => String::new(),
        hidden => format!(", {hidden} not visible"),
    };
    Some(format!("{} marked{unseen}", here.len()))
}

// `20 emails, 12 missed calls, 5 to-dos, of 29 leads`; one task by its name.
fn contents(model: &Model, tasks: &[TaskId]) -> String {
    if let Some(task) = tasks.first().and_then(|id| model.board.shown(id)).filter(|_| tasks.len() == 1) {
        return format!("{}: {}", words::who(task), text::line(task.subject(), 120));
    }
    let shown: Vec<_> = tasks.iter().filter_map(|id| model.board.shown(id)).collect();
    let mut kinds: Vec<(&crate::domain::kind::Kind, usize)> = Vec::new();
    for task in &shown {
        match kinds.iter_mut().find(|(kind, _)| kind.wire_name() == task.kind.wire_name()) {
            Some((_, count)) => *count += 1,
            None => kinds.push((&task.kind, 1)),
        }
    }
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let counted: Vec<String> = kinds.iter().map(|(kind, count)| kind.counted(*count)).collect();
    let leads: HashSet<_> = shown.iter().filter_map(|task| task.lead.as_ref()).map(|lead| &lead.id).collect();
    let of = match leads.len() {
        0 => String::new(),
        count => format!(", of {}", words::counted(count, "lead")),
    };
    counted.join(", ") + &of
}
