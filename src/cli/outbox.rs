//! `closeout outbox`: what waits to be sent, what Close refused, and what to do about it.
//!
//! Listing asks nobody but the disk, so it works without a network and beside an open screen.

use serde_json::{Value, json};

use super::args::{Arguments, Outbox, OutboxCommand};
use super::change::{self, Words};
use super::errand::{self, Desk};
use super::list::json::harmless;
use super::list::pending::entry_json;
use super::trouble::{Answer, Trouble};
use super::{DONE, MISTAKEN};
use crate::app::errand::{Breadth, Errand, Needs};
use crate::app::model::Model;
use crate::app::words;
use crate::app::words::counted;
use crate::domain::entry::{Entry, EntryId};
use crate::domain::write::Problem;

/// Lists, retries or drops changes.
pub(super) fn run(arguments: &Arguments, outbox: &Outbox) -> Answer {
    match &outbox.command {
        None => errand::run(arguments, async |desk| list(desk, false).await),
        Some(OutboxCommand::List { json }) => errand::run(arguments, async |desk| list(desk, *json).await),
        Some(OutboxCommand::Retry { numbers }) => {
            errand::change(arguments, async |desk| retry(desk, numbers).await)
        }
        Some(OutboxCommand::Drop { numbers, refused }) => {
            errand::change(arguments, async |desk| drop_some(desk, numbers, *refused).await)
        }
    }
}

async fn list(desk: &mut Desk, is_json: bool) -> Answer {
    desk.runner.ask_for(Breadth::Nothing);
    desk.loaded().await?;
    let model = &desk.runner.model;
    let theirs = model.errands.iter().flat_map(|errands| &errands.theirs);
    let waiting: Vec<&Entry> = model.board.log().chain(theirs).collect();
    if is_json {
        let refused = model.problems.iter().map(|problem| as_json(model, &problem.entry, Some(problem)));
        let all: Vec<Value> =
            refused.chain(waiting.iter().map(|entry| as_json(model, entry, None))).collect();
        let lines: Vec<String> = all.iter().map(|one| harmless(&one.to_string())).collect();
        let document =
            if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) };
        desk.paper.raw(&document)?;
        return Ok(DONE);
    }
    let refused = model.problems.iter().map(|problem| {
        let Problem { entry, subject, why } = problem;
        format!("{:>5}  refused  {}: {subject} ({why})", entry.id.0, words::order(entry, &model.today))
    });
    let waiting = waiting.iter().map(|entry| {
        let state = if entry.tried { "checking" } else { "waiting" };
        let order = words::order(entry, &model.today);
        format!("{:>5}  {state:<8} {order}: {}", entry.id.0, subject(model, entry))
    });
    let lines: Vec<String> = refused.chain(waiting).collect();
    lines.iter().try_for_each(|line| desk.paper.line(line))?;
    if lines.is_empty() {
        desk.paper.note("nothing waits, and nothing was refused")?;
    }
    Ok(DONE)
}

fn subject(model: &Model, entry: &Entry) -> String {
    // A task that is about to be deleted is hidden, but still known.
    let known = model.board.truth(&entry.task).or_else(|| model.board.shown(&entry.task));
    known.map_or_else(
        || entry.task.to_string(),
        |task| crate::app::text::line(task.subject(), 60).into_owned(),
    )
}

fn as_json(model: &Model, entry: &Entry, problem: Option<&Problem>) -> Value {
    let mut value = entry_json(entry);
    let subject = problem.map_or_else(|| subject(model, entry), |problem| problem.subject.to_string());
    if let Some(fields) = value.as_object_mut() {
        fields.insert("task".into(), entry.task.as_str().into());
        fields.insert("subject".into(), subject.into());
        fields.insert("refused".into(), json!(problem.map(|problem| &*problem.why)));
    }
    value
}

async fn retry(desk: &mut Desk, numbers: &[u64]) -> Answer {
    let unreachable = desk.met().await?;
    let refused: Vec<EntryId> = desk.runner.model.problems.iter().map(|problem| problem.entry.id).collect();
    let wanted = chosen(numbers, &refused, "refused")?;
    if wanted.is_empty() {
        desk.paper.note("nothing was refused")?;
        return Ok(DONE);
    }
    desk.runner.order(Errand::Retry(wanted));
    change::settle(desk, unreachable, &Words::Sent).await
}

async fn drop_some(desk: &mut Desk, numbers: &[u64], is_refused: bool) -> Answer {
    // Nothing that is to be dropped may be sent meanwhile.
    desk.runner.ask_for(Breadth::Nothing);
    errand::done(desk.until(Needs::Store, Model::is_at_rest, ("Reading", &|_| (0, 0))).await?)?;
    let known = droppable(&desk.runner.model, is_refused);
    let wanted = chosen(numbers, &known, "refused or still unsent")?;
    desk.runner.order(Errand::Drop(wanted));
    errand::done(desk.until(Needs::Store, Model::is_saved, ("Saving", &|_| (0, 0))).await?)?;
    let dropped = desk.runner.errands().dropped.len();
    desk.paper.line(&format!("Dropped {}", changes(dropped)))?;
    Ok(DONE)
}

fn droppable(model: &Model, is_refused: bool) -> Vec<EntryId> {
    let refused = model.problems.iter().map(|problem| problem.entry.id);
    let unsent = model.board.log().filter(|entry| !entry.tried && !is_refused).map(|entry| entry.id);
    refused.chain(unsent).collect()
}

fn chosen(numbers: &[u64], known: &[EntryId], what: &str) -> Result<Vec<EntryId>, Trouble> {
    if numbers.is_empty() {
        return Ok(known.to_vec());
    }
    let wanted: Vec<EntryId> = numbers.iter().map(|number| EntryId(*number)).collect();
    match wanted.iter().find(|id| !known.contains(id)) {
        Some(odd) => Err(Trouble::new(
            MISTAKEN,
            format!("no change with the number {} is {what}: `closeout outbox` lists them", odd.0),
        )),
        None => Ok(wanted),
    }
}

pub(super) fn changes(count: usize) -> String {
    counted(count, "change")
}
