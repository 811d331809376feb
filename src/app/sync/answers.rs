//! What Close said to our changes.

use super::{Identity, Sync};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::{counting, ghosts, making, races, text};
use crate::domain::endpoint::{Endpoint, Pause};
use crate::domain::entry::{Entry, EntryId, Work};
use crate::domain::failure::Failure;
use crate::domain::id::TaskId;
use crate::domain::patch::Patch;
use crate::domain::related::Key;
use crate::domain::task::Task;
use crate::domain::write::{Problem, Write};
use crate::domain::zone::Timestamp;

/// One answer for each entry of a request.
pub type Answers = Vec<(EntryId, Result<Task, Failure>)>;

/// Close answered a request, or did not.
pub fn on_answered(model: &mut Model, at: Timestamp, answers: Answers, pauses: &[Pause]) {
    model.sync.in_flight -= 1;
    model.sync.holds.pause(at, pauses);
    let entry = answers.first().and_then(|(id, _)| model.board.entry(*id));
    let endpoint = entry.map_or(Endpoint::Changes, |entry| entry.work.endpoint());
    let is_bulk = answers.len() > 1;
    let failure = answers.iter().find_map(|(_, result)| result.as_ref().err().filter(|why| why.may_pass()));
    hold(model, at, endpoint, failure.cloned().as_ref());
    for (id, result) in answers {
        on_answer(model, at, id, result, is_bulk);
    }
}

/// Holds back with changes of this sort where one failed in a way that may pass, and only there.
pub(super) fn hold(model: &mut Model, at: Timestamp, endpoint: Endpoint, failure: Option<&Failure>) {
    match failure.filter(|failure| failure.may_pass()) {
        Some(failure) => model.sync.holds.on_failure(endpoint, at, failure),
        None => model.sync.holds.on_success(endpoint),
    }
}

fn on_answer(model: &mut Model, at: Timestamp, id: EntryId, result: Result<Task, Failure>, is_bulk: bool) {
    let Some(entry) = model.board.entry(id).cloned() else { return };
    match result {
        // A bulk request may pass over a task without a word; alone it gets an answer of its own.
        Ok(task) if is_bulk && !entry.patch.clone().beyond(&task).is_empty() => send_alone(model, id),
        Ok(task) => on_accepted(model, id, task),
        Err(Failure::Refused(_)) if is_bulk => send_alone(model, id),
        Err(failure) => on_failed(model, at, &entry, failure),
    }
}

pub(super) fn on_failed(model: &mut Model, at: Timestamp, entry: &Entry, failure: Failure) {
    match failure {
        Failure::Refused(why) => on_refused(model, at, entry, &why),
        Failure::Gone if entry.work == Work::Delete => on_deleted(model, at, entry),
        Failure::Gone => on_gone(model, at, &entry.task),
        Failure::Login(why) => {
            model.board.retry(entry.id);
            model.sync.identity = Identity::Rejected(why);
        }
        failure => {
            model.board.retry(entry.id);
            if matches!(failure, Failure::Unclear(_)) {
                model.sync.doubts.insert(entry.id);
            }
        }
    }
}

fn send_alone(model: &mut Model, id: EntryId) {
    model.board.retry(id);
    model.sync.alone.insert(id);
}

pub(in crate::app) fn on_accepted(model: &mut Model, id: EntryId, task: Task) {
    let (real, answer) = (task.id.clone(), task.clone());
    let seen = model.board.entry(id).and_then(|entry| model.board.shown(&entry.task)).cloned();
    let was = model.board.entry(id).and_then(|entry| model.board.truth(&entry.task)).cloned();
    let Some(entry) = model.board.settled(id, task) else { return };
    model.sync.forget(id);
    model.sync.reading.on_left();
    model.history.settle(&entry);
    let truth = model.board.truth(&real).cloned();
    counting::on_settled(model, &entry, was.as_ref(), truth.as_ref());
    model.disk.keep(truth.clone().map(|task| Write::Settle(id, Box::new(task))));
    if entry.draft().is_some() {
        making::on_made(model, &entry.task, &real);
    } else {
        races::on_accepted(model, &entry, &answer);
        seen.iter().for_each(|seen| ghosts::on_accepted(model, model.today.now, seen, &entry.patch));
    }
    if entry.draft().is_some() || entry.patch.is_complete == Some(false) {
        // What Close said of the lead before does not name it among the open tasks.
        let lead = truth.as_ref().and_then(Key::lead_of);
        lead.iter().for_each(|lead| model.shelf.expire(lead));
    }
    show(model, &real);
}

pub(super) fn on_refused(model: &mut Model, at: Timestamp, entry: &Entry, why: &str) {
    let Some((gone, heirs)) = model.board.splice(entry.id) else { return };
    model.sync.forget(entry.id);
    model.history.refuse(entry);
    let (subject, gone) = match gone.draft().cloned() {
        None => (model.subject(&gone.task), gone),
        Some(draft) => {
            let Some(draft) = making::salvage(model, &gone.task, draft) else {
                return model.disk.keep([Write::Drop(gone.id)]);
            };
            let subject = text::line(&draft.text, 40).into_owned();
            (subject, Entry { work: Work::Create(Box::new(draft)), ..gone })
        }
    };
    let key = model.key(Action::Outbox);
    model.notices.bad(at, format!("Could not {} {subject}: {why} · {key} shows it", verb(&gone)));
    let problem = Problem { entry: gone, subject: subject.into(), why: why.into() };
    let heirs = heirs.into_iter().filter_map(|id| model.board.entry(id).cloned().map(Write::Rewrite));
    let writes: Vec<Write> = heirs.chain([Write::Refuse(Box::new(problem.clone()))]).collect();
    model.disk.keep(writes);
    model.problems.push(problem);
    show(model, &entry.task);
}

/// The task no longer exists: nothing can be done to it, and nothing done to it can be taken back. What was
/// still to be done stays in the view of changes until the user has seen it.
pub(super) fn on_gone(model: &mut Model, at: Timestamp, task: &TaskId) {
    let subject = model.subject(task);
    model.notices.bad(at, format!("{subject}: that task no longer exists in Close"));
    for entry in model.board.remove(task) {
        model.sync.forget(entry.id);
        let why = "that task no longer exists in Close".into();
        let problem = Problem { entry, subject: subject.as_str().into(), why };
        model.disk.keep([Write::Refuse(Box::new(problem.clone()))]);
        model.problems.push(problem);
    }
    forget(model, task);
}

/// We deleted the task, or somebody else was faster: it is gone all the same.
pub(super) fn on_deleted(model: &mut Model, at: Timestamp, entry: &Entry) {
    let truth = model.board.truth(&entry.task);
    let subject = truth.map_or_else(|| "a task".into(), |task| text::line(&task.name(), 40).into_owned());
    model.notices.info(at, format!("Deleted for good: {subject}"));
    for dropped in model.board.remove(&entry.task) {
        model.sync.forget(dropped.id);
        model.disk.keep([Write::Drop(dropped.id)]);
    }
    forget(model, &entry.task);
}

fn forget(model: &mut Model, task: &TaskId) {
    model.disk.keep([Write::Forget(vec![task.clone()])]);
    model.history.forget_task(task);
    model.marks.remove(task);
    show(model, task);
}

fn show(model: &mut Model, task: &TaskId) {
    model.lists.refresh(&model.board, &model.today, std::slice::from_ref(task));
}

/// What an entry does, as an order.
pub fn verb(entry: &Entry) -> &'static str {
    match &entry.work {
        Work::Create(_) => return "create",
        Work::Delete => return "delete",
        Work::Comment(_) => return "comment on",
        Work::Uncomment(_) => return "take back the comment on",
        Work::Change => {}
    }
    match &entry.patch {
        Patch { is_complete: Some(true), .. } => "complete",
        Patch { is_complete: Some(false), .. } => "reopen",
        Patch { due: Some(_), .. } => "move",
        Patch { assignee: Some(_), .. } => "reassign",
        Patch { text: Some(_), .. } => "rewrite",
        _ => "change",
    }
}

impl Sync {
    // What was known about an entry that has left the log.
    pub(in crate::app) fn forget(&mut self, id: EntryId) {
        self.doubts.remove(&id);
        self.alone.remove(&id);
    }
}
