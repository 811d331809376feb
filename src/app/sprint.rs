//! Working through a list one task at a time.
//!
//! What is to be decided is fixed at the beginning; the order is that of the list. The task in front stays until
//! the user has decided about it, left it for the end, or somebody else has taken it: nothing else puts another
//! one under the user's fingers. Changes are the same as from the list; what was decided is read off the
//! history, so that taking back and doing again need no rule of their own.

mod told;

use std::collections::{HashSet, VecDeque};

use chrono::TimeDelta;

pub use self::told::{time, words};
use super::action::{Action, Group};
use super::detail::Depth;
use super::detail::sheet::Sheet;
use super::effect::{Effect, Timer};
use super::history::Step;
use super::layout::{Area, Layout};
use super::model::Model;
use super::overlay::Overlay;
use super::vacant;
use crate::domain::amount;
use crate::domain::entry::{BatchId, Work};
use crate::domain::id::TaskId;
use crate::domain::patch::Patch;
use crate::domain::place::Place;
use crate::domain::tab::Tab;
use crate::domain::zone::Timestamp;

/// The tasks to work through, and how far we are.
#[derive(Clone, Debug)]
pub struct Sprint {
    /// Lines scrolled of the task in front.
    pub scroll: usize,
    /// How many stood above where it began, and are left out.
    pub above: usize,
    tab: Tab,
    all: usize,
    // Still to be decided, the one in front first.
    queue: VecDeque<TaskId>,
    skipped: HashSet<TaskId>,
    decided: Vec<(TaskId, Decision)>,
    left: usize,
    begun: Timestamp,
    last: Timestamp,
    // When the summary came; it is shown from then on.
    over: Option<Timestamp>,
    seen: Seen,
    wake: Option<Timestamp>,
}

/// What was decided about a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is done.
    Done,
    /// It was moved to another day.
    Moved,
    /// It was handed to somebody.
    HandedOver,
    /// It was deleted.
    Deleted,
}

// How far the history has been read: the last step done, and the last one taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    done: BatchId,
    undone: Option<BatchId>,
}

impl Decision {
    /// All of them, in the order of the summary.
    pub const ALL: [Self; 4] = [Self::Done, Self::Moved, Self::HandedOver, Self::Deleted];

    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Moved => "moved",
            Self::HandedOver => "handed over",
            Self::Deleted => "deleted",
        }
    }

    // Other words on a task, or taking it oneself, leave it to be decided.
    fn of(model: &Model, work: &Work, patch: &Patch) -> Option<Self> {
        let me = model.me.as_ref().map(|me| &me.user.id);
        let is_given = patch.assignee.as_ref().is_some_and(|to| to.as_ref().map(|to| &to.id) != me);
        match work {
            Work::Delete => Some(Self::Deleted),
            Work::Change if patch.is_complete == Some(true) => Some(Self::Done),
            Work::Change if patch.due.is_some() => Some(Self::Moved),
            Work::Change if is_given => Some(Self::HandedOver),
            _ => None,
        }
    }
}

impl Sprint {
    /// The task in front; none once it is over.
    pub fn front(&self) -> Option<&TaskId> {
        self.queue.front().filter(|_| !self.is_over())
    }

    /// Whether the summary is shown.
    pub fn is_over(&self) -> bool {
        self.over.is_some()
    }

    /// How many tasks there were, and how many of them need no decision any more.
    pub fn progress(&self) -> (usize, usize) {
        (self.all - self.queue.len().min(self.all), self.all)
    }

    /// How many were decided like this.
    pub fn count(&self, decision: Decision) -> usize {
        self.decided.iter().filter(|(_, other)| *other == decision).count()
    }

    /// How many somebody else took meanwhile.
    pub fn left(&self) -> usize {
        self.left
    }

    /// How many were seen and left for the end, and how many were never in front.
    pub fn remaining(&self) -> (usize, usize) {
        let skipped = self.queue.iter().filter(|id| self.skipped.contains(*id)).count();
        (skipped, self.queue.len() - skipped)
    }

    /// The tasks that were decided.
    pub fn decided(&self) -> impl Iterator<Item = &TaskId> {
        self.decided.iter().map(|(id, _)| id)
    }

    /// For how long it has been going on.
    pub fn elapsed(&self, now: Timestamp) -> TimeDelta {
        (self.over.unwrap_or(now) - self.begun).max(TimeDelta::zero())
    }

    /// How long a decision took on average; it stands still until the next one.
    pub fn pace(&self) -> Option<TimeDelta> {
        let count = i32::try_from(self.decided.len()).ok().filter(|count| *count > 0)?;
        Some(((self.last - self.begun) / count).max(TimeDelta::zero()))
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let decided = self.decided.iter_mut().map(|(id, _)| id);
        let known = self.queue.iter_mut().chain(decided).filter(|id| *id == placeholder);
        known.for_each(|id| *id = real.clone());
        if self.skipped.remove(placeholder) {
            self.skipped.insert(real.clone());
        }
    }

    fn decide(&mut self, at: Timestamp, id: &TaskId, decision: Decision) {
        let was = self.queue.len();
        self.queue.retain(|other| other != id);
        if self.queue.len() < was {
            self.decided.push((id.clone(), decision));
            self.last = at;
            self.scroll = 0;
        }
    }

    // Back in front, so that the user sees what became of it.
    fn reopen(&mut self, id: &TaskId) {
        if let Some(at) = self.decided.iter().rposition(|(other, _)| other == id) {
            self.decided.remove(at);
            self.queue.push_front(id.clone());
            (self.scroll, self.over) = (0, None);
        }
    }
}

/// The sprint, wherever it lies: dialogs may stand above it.
pub fn of(model: &Model) -> Option<&Sprint> {
    model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Sprint(sprint) => Some(&**sprint),
        _ => None,
    })
}

fn of_mut(model: &mut Model) -> Option<&mut Sprint> {
    model.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Sprint(sprint) => Some(&mut **sprint),
        _ => None,
    })
}

/// Begins with the marked tasks, else with those from the cursor on.
pub fn begin(model: &mut Model, at: Timestamp) {
    if model.lists.tab == Tab::Archive {
        return model.notices.info(at, "What is done needs no decision: choose Inbox or Future first");
    }
    let (above, queue) = if model.has_marks() { (0, model.targets().into()) } else { from_cursor(model) };
    if queue.is_empty() {
        return vacant::say(model, at);
    }
    let sprint = Sprint {
        scroll: 0,
        above,
        tab: model.lists.tab,
        all: queue.len(),
        queue,
        skipped: HashSet::new(),
        decided: Vec::new(),
        left: 0,
        begun: at,
        last: at,
        over: None,
        seen: seen(model),
        wake: None,
    };
    // They are used up, as by any other deed to all of them.
    model.unmark();
    model.notices.dismiss();
    if above > 0 {
        let are = amount::agree(above, "is", "are");
        let tasks = amount::counted(above, "task");
        model.notices.info(at, format!("From the cursor on: {tasks} above {are} left out"));
    }
    model.overlays.push(Overlay::Sprint(Box::new(sprint)));
}

// What was put off until later today waits until then, unless the cursor is on it.
fn from_cursor(model: &Model) -> (usize, VecDeque<TaskId>) {
    let tasks = model.lists.tasks(model.lists.tab);
    let at = model.lists.position().0.saturating_sub(1);
    let here = tasks.iter().skip(at);
    let is_later = here.clone().next().is_some_and(|place| place.later().is_some());
    let now = here.filter(|place| is_later || place.later().is_none()).filter_map(Place::task);
    (at, now.filter(|id| !model.lists.is_ghost(id)).cloned().collect())
}

/// Leaves the task in front for the end.
pub fn skip(model: &mut Model, at: Timestamp) {
    let Some(sprint) = of_mut(model).filter(|sprint| !sprint.is_over()) else { return };
    if sprint.queue.len() == 1 {
        return model.notices.info(at, "This is the last one left");
    }
    if let Some(id) = sprint.queue.pop_front() {
        sprint.skipped.insert(id.clone());
        sprint.queue.push_back(id);
        sprint.scroll = 0;
    }
}

/// Leaves: first to the summary, then back to the list, at the task that was in front.
pub fn leave(model: &mut Model, at: Timestamp) {
    match of_mut(model).filter(|sprint| !sprint.is_over()) {
        Some(sprint) => {
            sprint.over = Some(at);
            model.notices.dismiss();
        }
        None => drop(model.overlays.pop()),
    }
}

/// Why an action means nothing here: it chooses among tasks, and here there is one.
pub fn refuses(model: &Model, action: Action) -> Option<String> {
    let Some(Overlay::Sprint(sprint)) = model.overlays.last() else { return None };
    let chooses = matches!(
        action,
        Action::Inbox
            | Action::Future
            | Action::Archive
            | Action::NextTab
            | Action::PreviousTab
            | Action::SameLead
            | Action::Filter
            | Action::FilterMenu
            | Action::Whose
            | Action::Views
            | Action::SaveView
            | Action::LeaveView
            | Action::NextMatch
            | Action::PreviousMatch
            | Action::Preview
            | Action::PreviewSide
            | Action::Sprint
    );
    let is_deed = action.spec().group == Group::Change && !matches!(action, Action::Undo | Action::Redo);
    if action.spec().group == Group::Mark || chooses {
        let key = model.key(Action::Back);
        return Some(format!("Here it is one task at a time; {key} leaves to the list"));
    }
    let key = model.key(Action::Back);
    (sprint.is_over() && is_deed).then(|| format!("This is over; {key} leaves to the list"))
}

/// Follows what was decided, and what others did.
pub fn follow(model: &mut Model, at: Timestamp) {
    let Some(before) = of(model) else { return };
    let (shown, was) = (before.front().cloned(), before.seen);
    let now = seen(model);
    if now != was {
        let decided: Vec<(TaskId, Decision)> = model
            .history
            .steps_after(was.done)
            .flat_map(|step| &step.changes)
            .filter_map(|change| {
                Some((change.task.clone(), Decision::of(model, &change.work, &change.patch)?))
            })
            .collect();
        let undone = model.history.last_undone().filter(|step| Some(step.batch) != was.undone);
        let undone: Vec<TaskId> = undone.map(tasks).unwrap_or_default();
        let Some(sprint) = of_mut(model) else { return };
        sprint.seen = Seen { done: now.done.max(was.done), ..now };
        decided.iter().for_each(|(id, decision)| sprint.decide(at, id, *decision));
        undone.iter().rev().for_each(|id| sprint.reopen(id));
    }
    drop_gone(model);
    let Some(sprint) = of_mut(model) else { return };
    if sprint.queue.is_empty() && !sprint.is_over() {
        sprint.over = Some(at);
    }
    // The list comes along: what stands around the cursor is fetched, and leaving ends here.
    if let Some(front) = sprint.front().cloned().filter(|front| shown.as_ref() != Some(front)) {
        model.lists.select(&front);
    }
}

fn tasks(step: &Step) -> Vec<TaskId> {
    step.changes.iter().map(|change| change.task.clone()).collect()
}

fn seen(model: &Model) -> Seen {
    Seen { done: model.history.last_done(), undone: model.history.last_undone().map(|step| step.batch) }
}

// What somebody else took needs no decision. In front it stays as long as its ghost tells who it was.
fn drop_gone(model: &mut Model) {
    while let Some(sprint) = of(model) {
        let Some(front) = sprint.front().cloned() else { return };
        let is_here = model.lists.tab_of(&front) == Some(sprint.tab);
        if is_here || model.lists.is_ghost(&front) {
            return;
        }
        let Some(sprint) = of_mut(model) else { return };
        sprint.queue.pop_front();
        (sprint.left, sprint.scroll) = (sprint.left + 1, 0);
    }
}

/// Asks to be woken when the next minute is full.
pub fn timer(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let sprint = of_mut(model)?;
    let minutes = sprint.elapsed(at).num_minutes() + 1;
    let next = (!sprint.is_over()).then(|| sprint.begun + TimeDelta::minutes(minutes));
    let is_new = next != sprint.wake;
    sprint.wake = next;
    next.filter(|_| is_new).map(|at| Effect::Wake { timer: Timer::Minute, at })
}

/// How far the task in front can be scrolled.
pub fn most_scroll(model: &Model) -> usize {
    let (Some(task), Some(_)) = (model.selected(), of(model)) else { return 0 };
    let layout = model.layout();
    let lines: u16 = small_lines(layout).iter().map(|line| u16::from(*line)).sum();
    let page = layout.page();
    let page = Area { height: page.height.saturating_sub(lines), ..page };
    sheet(model, page).most_scroll(model, task, Depth::Preview)
}

/// Where the task in front is shown; the keys stand below it.
pub fn sheet(model: &Model, page: Area) -> Sheet {
    let sheet = Sheet::of(model, page);
    let keys = if has_large_keys(page) { LARGE } else { 0 };
    Sheet { main: Area { height: page.height - keys, ..sheet.main }, ..sheet }
}

/// Whether, on a small screen, a line above the task says how far it is, and one below it which keys decide.
pub fn small_lines(layout: Layout) -> [bool; 2] {
    [layout.tabs.is_none(), layout.hints.is_none() && layout.page().height >= 4]
}

/// Whether there is room for the keys to stand large below the task.
pub fn has_large_keys(page: Area) -> bool {
    page.width >= 64 && page.height >= 12
}

/// How many lines large keys take.
pub const LARGE: u16 = 3;
/// The keys of a decision.
pub const KEYS: [Action; 4] = [Action::Complete, Action::Move, Action::Assign, Action::Skip];
