//! What errands do to the model.
//!
//! Each ends where a key of the screen would: on the board, by the same functions. What a screen would ask or say
//! beside it is written down for whoever gave the order.

use super::{Breadth, Errand, Errands, Made, People};
use crate::app::disk::Health;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::sync::Identity;
use crate::app::triage::{self, Deed};
use crate::app::{deletion, making, outbox, permits, text};
use crate::domain::entry::{Entry, EntryId};
use crate::domain::id::TaskId;
use crate::domain::kind::Kind;
use crate::domain::write::Problem;
use crate::domain::zone::Timestamp;

/// Something was ordered.
pub(in crate::app) fn on_ordered(model: &mut Model, at: Timestamp, errand: Errand) -> Vec<Effect> {
    match errand {
        Errand::Read(tasks) => errands(model).to_read = tasks,
        Errand::Know(tasks) => errands(model).to_know = tasks,
        Errand::People => errands(model).people = People::Wanted,
        Errand::Behind(keys) => model.shelf.want(keys),
        Errand::List(listing) => errands(model).listing = Some(*listing),
        Errand::Everything => {
            let errands = errands(model);
            (errands.breadth, errands.is_sending) = (Breadth::Everything, true);
        }
        Errand::OpenAgain => return open_again(model),
        Errand::Do(tasks, deed) => recorded(model, |model| carry_out(model, at, tasks, deed)),
        Errand::Delete(tasks) => recorded(model, |model| delete(model, at, tasks)),
        Errand::Make(draft) => recorded(model, |model| making::carry_out(model, at, *draft)),
        Errand::Retry(entries) => recorded(model, |model| retry(model, at, &entries)),
        Errand::Drop(entries) => entries.iter().for_each(|entry| drop_one(model, *entry)),
    }
    Vec::new()
}

fn errands(model: &mut Model) -> &mut Errands {
    model.errands.get_or_insert_default()
}

fn open_again(model: &mut Model) -> Vec<Effect> {
    let Some(me) = model.me.clone().filter(|_| model.disk.health == Health::ReadsOnly) else {
        return Vec::new();
    };
    model.sync.open_again();
    vec![Effect::Open(Box::new(me))]
}

// Does something, and writes down which changes it made.
fn recorded(model: &mut Model, work: impl FnOnce(&mut Model)) {
    let last = model.board.log().next_back().map(|entry| entry.id);
    work(model);
    let fresh = model.board.log().rev().take_while(|entry| Some(entry.id) > last);
    let mut made: Vec<Made> = fresh.map(|entry| note(model, entry)).collect();
    made.reverse();
    let errands = errands(model);
    errands.made.extend(made);
    errands.is_sending = true;
}

fn note(model: &Model, entry: &Entry) -> Made {
    // What is about to be deleted is hidden already.
    let task = model.board.shown(&entry.task).or_else(|| model.board.truth(&entry.task));
    let subject = task.map_or_else(|| "a task".into(), |task| text::line(&task.name(), 40).into_owned());
    Made { entry: entry.id, task: entry.task.clone(), subject }
}

fn carry_out(model: &mut Model, at: Timestamp, tasks: Vec<TaskId>, deed: Deed) {
    let known = leave_out_unknown(model, tasks);
    let (known, refused): (Vec<TaskId>, _) = match &deed {
        Deed::Rewrite(_) => known.into_iter().partition(|id| is_to_do(model, id)),
        _ => (known, Vec::new()),
    };
    leave_out(model, refused, "only to-dos can be rewritten");
    let (allowed, refused) = permits::sort(model, known, &deed);
    for (id, reason) in refused {
        leave_out(model, vec![id], reason);
    }
    let cautions = permits::cautions(model, &allowed, &Vec::new(), &deed);
    let (so_already, to_change): (Vec<TaskId>, Vec<TaskId>) = allowed
        .into_iter()
        .partition(|id| model.board.shown(id).is_some_and(|task| deed.patch(id).beyond(task).is_empty()));
    triage::carry_out(model, at, &to_change, deed);
    let errands = errands(model);
    errands.cautions = cautions;
    errands.unchanged = so_already;
}

fn is_to_do(model: &Model, id: &TaskId) -> bool {
    model.board.shown(id).is_some_and(|task| matches!(task.kind, Kind::ToDo(_)))
}

fn delete(model: &mut Model, at: Timestamp, tasks: Vec<TaskId>) {
    let known = leave_out_unknown(model, tasks);
    let (mut allowed, mut refused) = (Vec::new(), Vec::new());
    for id in known {
        match model.board.shown(&id).map(|task| model.may_delete(task)) {
            Some(Err(reason)) => refused.push((id, reason)),
            _ => allowed.push(id),
        }
    }
    for (id, reason) in refused {
        leave_out(model, vec![id], reason);
    }
    // Its time of grace is for keys pressed by mistake.
    deletion::carry_out(model, at - Entry::GRACE, &allowed);
}

fn leave_out_unknown(model: &mut Model, tasks: Vec<TaskId>) -> Vec<TaskId> {
    let (known, unknown): (Vec<TaskId>, _) =
        tasks.into_iter().partition(|id| model.board.shown(id).is_some());
    let why = if model.sync.identity == Identity::Known {
        "there is no such task"
    } else {
        "not known here, and Close was not reached"
    };
    leave_out(model, unknown, why);
    known
}

fn leave_out(model: &mut Model, tasks: Vec<TaskId>, why: &str) {
    errands(model).left_out.extend(tasks.into_iter().map(|id| (id, why.to_owned())));
}

fn drop_one(model: &mut Model, id: EntryId) {
    if outbox::drop_one(model, id) {
        errands(model).dropped.push(id);
    }
}

fn retry(model: &mut Model, at: Timestamp, entries: &[EntryId]) {
    let known = |problem: &&Problem| entries.contains(&problem.entry.id);
    let problems: Vec<_> = model.problems.iter().filter(known).cloned().collect();
    for problem in problems {
        if let Err(why) = outbox::retry_one(model, at, &problem) {
            leave_out(model, vec![problem.entry.task.clone()], why);
        }
    }
}
