//! What became of a batch of changes, in words and as an exit code.

use std::collections::{HashMap, HashSet};
use std::io;

use super::change::Words;
use super::errand::Desk;
use super::outbox::changes;
use super::paper::Paper;
use super::trouble::Answer;
use super::{DONE, FAILED, PARTLY, UNAUTHORISED, UNREACHABLE};
use crate::app::errand::{Errands, Made};
use crate::app::model::Model;
use crate::app::sync::answers::verb;
use crate::app::triage::counted;
use crate::domain::entry::EntryId;
use crate::domain::write::Problem;
use crate::shell::errand::Ended;

/// How many tasks are named one by one.
const NAMED: usize = 10;

/// The changes of an errand, sorted by what became of them.
struct Outcome<'a> {
    done: Vec<&'a Made>,
    waiting: usize,
    refused: Vec<Problem>,
}

impl<'a> Outcome<'a> {
    fn of(model: &Model, errands: &'a Errands) -> Self {
        let waiting: HashSet<EntryId> = model.board.log().map(|entry| entry.id).collect();
        let problems: HashMap<EntryId, &Problem> =
            model.problems.iter().map(|problem| (problem.entry.id, problem)).collect();
        let mut outcome = Self { done: Vec::new(), waiting: 0, refused: Vec::new() };
        for made in &errands.made {
            match problems.get(&made.entry) {
                Some(problem) => outcome.refused.push((*problem).clone()),
                None if waiting.contains(&made.entry) => outcome.waiting += 1,
                None => outcome.done.push(made),
            }
        }
        outcome
    }

    fn code(&self, errands: &Errands, ended: &Ended) -> u8 {
        let is_something_done = !self.done.is_empty() || !errands.unchanged.is_empty();
        let is_something_not = !self.refused.is_empty() || !errands.left_out.is_empty();
        match ended {
            Ended::Rejected(_) => UNAUTHORISED,
            Ended::Unreachable(_) => UNREACHABLE,
            Ended::Interrupted if self.done.is_empty() => FAILED,
            Ended::Interrupted => PARTLY,
            _ if self.waiting > 0 => UNREACHABLE,
            _ if is_something_not && is_something_done => PARTLY,
            _ if is_something_not => FAILED,
            _ => DONE,
        }
    }
}

/// Says what became of the changes that were ordered.
pub(super) fn tell(desk: &mut Desk, ended: &Ended, words: &Words) -> Answer {
    let errands = desk.runner.errands();
    let model = &desk.runner.model;
    let outcome = Outcome::of(model, &errands);
    tell_done(&mut desk.paper, model, &outcome, words)?;
    tell_undone(&mut desk.paper, model, &outcome, &errands)?;
    if let Ended::Rejected(why) | Ended::Unreachable(why) = ended {
        desk.paper.note(why)?;
    }
    if outcome.waiting > 0 {
        let kept = changes(outcome.waiting);
        desk.paper.note(&format!(
            "{kept} kept in the outbox: sent by the next `closeout`, or by `closeout sync`"
        ))?;
    }
    Ok(outcome.code(&errands, ended))
}

fn tell_done(paper: &mut Paper, model: &Model, outcome: &Outcome<'_>, words: &Words) -> io::Result<()> {
    let what = match outcome.done.as_slice() {
        [] => return Ok(()),
        [one] => one.subject.clone(),
        many => counted(many.len()),
    };
    match words {
        Words::Deed(deed) => paper.line(&deed.done(&[], &what, &model.today)),
        Words::Deleted => paper.line(&format!("Deleted for good: {what}")),
        Words::Sent => paper.line(&format!("Sent: {what}")),
        Words::Made => {
            outcome.done.iter().try_for_each(|made| paper.line(made.task.as_str()))?;
            paper.note(&format!("made: {what}"))
        }
    }
}

fn tell_undone(paper: &mut Paper, model: &Model, outcome: &Outcome<'_>, errands: &Errands) -> io::Result<()> {
    let unchanged = match errands.unchanged.as_slice() {
        [] => None,
        [one] => Some(model.subject(one)),
        many => Some(counted(many.len())),
    };
    if let Some(what) = unchanged {
        paper.note(&format!("nothing to change, as it is so already: {what}"))?;
    }
    for problem in outcome.refused.iter().take(NAMED) {
        let Problem { entry, subject, why } = problem;
        paper.note(&format!("could not {} {subject}: {why}", verb(entry)))?;
    }
    tell_more(paper, outcome.refused.len())?;
    if !outcome.refused.is_empty() {
        paper.note("refused changes are kept: `closeout outbox` lists them, with retry and drop")?;
    }
    for (id, why) in errands.left_out.iter().take(NAMED) {
        paper.note(&format!("left out {id}: {why}"))?;
    }
    tell_more(paper, errands.left_out.len())
}

fn tell_more(paper: &mut Paper, count: usize) -> io::Result<()> {
    if count > NAMED { paper.note(&format!("and {} more", count - NAMED)) } else { Ok(()) }
}
