//! What can happen in a history, as data, so that it can be made by chance, shortened and printed.
//!
//! A step says "request 1" rather than which one it means; the player counts round when fewer are waiting and
//! does nothing when none is. So any list of steps is a history, also after some were taken out.

use std::fmt;

use closeout::domain::draft::Draft;
use closeout::domain::patch::Patch;

use super::chance::{Chance, TASKS, words};
use super::server::Question;

/// One thing that happens.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// A key changes some tasks, as one batch.
    Press { tasks: Vec<usize>, patch: Patch },
    /// A key makes a task.
    Create(Draft),
    /// A key deletes some tasks, as one batch.
    Remove(Vec<usize>),
    /// The last batch is taken back.
    Undo,
    /// The batch taken back last is made again.
    Redo,
    /// Some of the entries that are ready go out in one request.
    Send { first: usize, count: usize },
    /// The client looks for a task whose making was not answered.
    Look,
    /// Something becomes of a request on the wire.
    Request(Fate, usize),
    /// The client asks for a list.
    Ask(Question),
    /// The server writes down the answer to one of the questions; from here on it grows stale.
    Write(usize),
    /// One of the answers arrives.
    Absorb(usize),
    /// Somebody else deletes a task.
    Delete(usize),
    /// The program ends, at any point, and starts again.
    Restart,
}

/// What can become of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    /// It reaches the server, which does what it says.
    Accepted,
    /// The server says no.
    Refused,
    /// It never reaches the server; the client gives up waiting.
    Dropped,
    /// The server did what it said, and the answer arrives.
    Answered,
    /// The server did what it said, but the answer is lost; the client gives up waiting.
    Lost,
}

/// A history: between 5 and 44 steps.
pub(crate) fn history(chance: &mut Chance) -> Vec<Step> {
    let length = 5 + chance.below(40);
    (0..length).map(|_| Step::any(chance)).collect()
}

impl Step {
    fn any(chance: &mut Chance) -> Self {
        match chance.below(100) {
            0..14 => Self::Press { tasks: chance.some_tasks(), patch: chance.patch() },
            14..18 => Self::Create(chance.draft()),
            18..20 => Self::Remove(chance.some_tasks()),
            20..30 => Self::Undo,
            30..34 => Self::Redo,
            34..50 => Self::Send { first: chance.below(TASKS), count: 1 + chance.below(TASKS) },
            50..52 => Self::Look,
            52..80 => Self::Request(Fate::any(chance), chance.below(TASKS)),
            80..86 => Self::Ask(Question::any(chance)),
            86..91 => Self::Write(chance.below(4)),
            91..96 => Self::Absorb(chance.below(4)),
            96..99 => Self::Restart,
            _ => Self::Delete(chance.below(TASKS + 1)),
        }
    }

    /// The same step with a little less in it.
    fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Press { tasks, patch } => {
                let fewer = without_one(tasks).map(|tasks| Self::Press { tasks, patch: patch.clone() });
                let less = one_field_of(patch).map(|patch| Self::Press { tasks: tasks.clone(), patch });
                fewer.chain(less).collect()
            }
            Self::Remove(tasks) => without_one(tasks).map(Self::Remove).collect(),
            Self::Send { first, count: 2.. } => vec![Self::Send { first: *first, count: 1 }],
            Self::Send { first: 1.., .. } => vec![Self::Send { first: 0, count: 1 }],
            Self::Request(fate, 1..) => vec![Self::Request(*fate, 0)],
            Self::Write(1..) => vec![Self::Write(0)],
            Self::Absorb(1..) => vec![Self::Absorb(0)],
            _ => Vec::new(),
        }
    }
}

impl Fate {
    fn any(chance: &mut Chance) -> Self {
        match chance.below(14) {
            0..5 => Self::Accepted,
            5..7 => Self::Refused,
            7 => Self::Dropped,
            8..12 => Self::Answered,
            _ => Self::Lost,
        }
    }
}

/// The shortest history that still fails, found by leaving out and simplifying one step at a time.
pub(crate) fn shrink(steps: Vec<Step>, fails: impl Fn(&[Step]) -> bool) -> Vec<Step> {
    let mut least = steps;
    while let Some(less) = smaller(&least).into_iter().find(|steps| fails(steps)) {
        least = less;
    }
    least
}

fn smaller(steps: &[Step]) -> Vec<Vec<Step>> {
    let simpler = steps.iter().enumerate().flat_map(move |(at, step)| {
        step.simpler().into_iter().map(move |step| [&steps[..at], &[step], &steps[at + 1..]].concat())
    });
    without_one(steps).chain(simpler).collect()
}

fn without_one<T: Clone>(all: &[T]) -> impl Iterator<Item = Vec<T>> {
    (0..all.len()).map(|at| [&all[..at], &all[at + 1..]].concat())
}

fn one_field_of(patch: &Patch) -> impl Iterator<Item = Patch> {
    let fields = [
        Patch { is_complete: patch.is_complete, ..Patch::default() },
        Patch { due: patch.due, ..Patch::default() },
        Patch { assignee: patch.assignee.clone(), ..Patch::default() },
        Patch { text: patch.text.clone(), ..Patch::default() },
    ];
    let whole = patch.clone();
    fields.into_iter().filter(move |part| !part.is_empty() && *part != whole)
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Press { tasks, patch } => write!(f, "press a key on tasks {tasks:?}: {}", words(patch)),
            Self::Create(draft) => write!(f, "make {:?}, due {:?}", draft.text, draft.due),
            Self::Remove(tasks) => write!(f, "delete tasks {tasks:?}"),
            Self::Look => f.write_str("look for what was made"),
            Self::Undo => f.write_str("undo"),
            Self::Redo => f.write_str("redo"),
            Self::Send { first, count } => write!(f, "send {count} of those ready, from {first} on"),
            Self::Request(fate, which) => write!(f, "request {which} is {fate:?}"),
            Self::Ask(question) => write!(f, "ask for {question:?}"),
            Self::Write(which) => write!(f, "the server answers question {which}"),
            Self::Absorb(which) => write!(f, "answer {which} arrives"),
            Self::Delete(task) => write!(f, "somebody deletes task {task}"),
            Self::Restart => f.write_str("restart"),
        }
    }
}
