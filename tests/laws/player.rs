//! Plays a history on the real board, as the program and the world around it would, and compares after every
//! step what is shown with what was meant.
//!
//! Chooses nothing: the same steps always end the same way.

use chrono::TimeDelta;
use closeout::domain::board::Tick;
use closeout::domain::entry::{Entry, Work};
use closeout::domain::id::TaskId;
use closeout::domain::task::Task;

use super::chance::{TASKS, brief, task_id};
use super::client::Client;
use super::intents::Thing;
use super::server::{Question, Reply, Server};
use super::steps::{Fate, Step};

/// More rounds than any history needs to settle.
const MANY: usize = 1000;

/// Plays a history to the end, then undoes all of it: once at once, and once when everything has settled.
pub(crate) fn play(steps: &[Step]) -> Result<(), String> {
    let mut player = Player::new();
    for (before, step) in steps.iter().enumerate() {
        player.step(step);
        player.compare().map_err(|why| format!("after step {}, {why}", before + 1))?;
    }
    let mut hasty = player.clone();
    hasty.undo_all().map_err(|why| format!("after undoing everything, {why}"))?;
    hasty.settle().map_err(|why| format!("after undoing everything and settling, {why}"))?;
    player.settle().map_err(|why| format!("after settling, {why}"))?;
    player.undo_all().map_err(|why| format!("after settling and undoing everything, {why}"))?;
    player.settle().map_err(|why| format!("after settling, undoing everything and settling, {why}"))
}

/// The client, the server, and what is between them.
#[derive(Clone, Debug)]
struct Player {
    client: Client,
    server: Server,
    wire: Vec<Request>,
    lists: Vec<List>,
}

/// Entries on the wire together, and once the server did them, what it replied to each.
#[derive(Clone, Debug)]
struct Request {
    entries: Vec<Entry>,
    replies: Option<Vec<Reply>>,
}

/// A list the client asked for, and once the server wrote it, its tasks.
#[derive(Clone, Debug)]
struct List {
    asked: Tick,
    question: Question,
    tasks: Option<Vec<Task>>,
}

impl Player {
    fn new() -> Self {
        Self { client: Client::new(), server: Server::new(), wire: Vec::new(), lists: Vec::new() }
    }

    fn step(&mut self, step: &Step) {
        self.client.now += TimeDelta::seconds(1);
        match step {
            Step::Press { tasks, patch } => self.client.press(self.client.named(tasks), patch),
            Step::Create(draft) => self.client.make(draft.clone()),
            Step::Remove(tasks) => self.client.remove(self.client.named(tasks)),
            Step::Look => self.client.look(self.server.made()),
            Step::Undo => _ = self.client.undo(),
            Step::Redo => self.client.redo(),
            Step::Send { first, count } => self.send(*first, *count),
            Step::Request(fate, which) => self.meet(*fate, *which),
            Step::Ask(question) => self.ask(question.clone()),
            Step::Write(which) => self.write(*which),
            Step::Absorb(which) => self.absorb(*which),
            Step::Delete(task) => self.delete(&task_id(*task)),
            Step::Restart => self.restart(),
        }
    }

    fn send(&mut self, first: usize, count: usize) {
        let ready = self.client.board.ready().filter(|entry| self.client.may_go(entry));
        let ready: Vec<Entry> = ready.cloned().collect();
        let first = if first < ready.len() { first } else { 0 };
        let Some((leading, others)) = ready.get(first..).and_then(<[Entry]>::split_first) else { return };
        // What is made or deleted goes alone.
        let is_change = |entry: &&Entry| entry.work == Work::Change;
        let others = others.iter().filter(is_change).take(if is_change(&leading) { count - 1 } else { 0 });
        let entries: Vec<Entry> = std::iter::once(leading).chain(others).cloned().collect();
        entries.iter().for_each(|entry| self.client.sends(entry));
        self.wire.push(Request { entries, replies: None });
    }

    // Somebody else deletes a task; of those made, only one the client has heard of.
    fn delete(&mut self, id: &TaskId) {
        if self.client.intents.things().iter().any(|thing| thing.id == *id) {
            self.server.delete(id);
        }
    }

    fn meet(&mut self, fate: Fate, which: usize) {
        let is_done = matches!(fate, Fate::Answered | Fate::Lost);
        let Some(at) = nth(&self.wire, which, |request| request.replies.is_some() == is_done) else { return };
        if matches!(fate, Fate::Accepted) {
            let replies = self.wire[at].entries.iter().map(|entry| self.server.make(entry)).collect();
            self.wire[at].replies = Some(replies);
            return;
        }
        let request = self.wire.remove(at);
        match fate {
            Fate::Refused => self.refuse(&request),
            Fate::Answered => self.answer(request),
            _ => request.entries.iter().for_each(|entry| self.client.unanswered(entry)),
        }
    }

    // What the server once did it never refuses later: it would be refusing what is already so.
    fn refuse(&mut self, request: &Request) {
        for entry in &request.entries {
            if self.server.has_made(entry.id) || !self.client.may_be_refused(entry.id) {
                self.client.unanswered(entry);
            } else {
                self.client.refused(entry.id);
            }
        }
    }

    fn answer(&mut self, request: Request) {
        for (entry, reply) in request.entries.into_iter().zip(request.replies.into_iter().flatten()) {
            match reply {
                Some(task) => self.client.accepted(entry.id, task),
                None => self.client.told_gone(&entry.task),
            }
        }
    }

    fn ask(&mut self, question: Question) {
        let asked = self.client.board.ask();
        self.lists.push(List { asked, question, tasks: None });
    }

    fn write(&mut self, which: usize) {
        if let Some(at) = nth(&self.lists, which, |list| list.tasks.is_none()) {
            self.lists[at].tasks = Some(self.server.list(&self.lists[at].question));
        }
    }

    fn absorb(&mut self, which: usize) {
        let Some(at) = nth(&self.lists, which, |list| list.tasks.is_some()) else { return };
        let List { asked, question, tasks } = self.lists.remove(at);
        self.client.board.absorb(asked, &question.scope(), tasks.unwrap_or_default());
    }

    fn restart(&mut self) {
        self.client.restart();
        self.wire.clear();
        self.lists.clear();
    }

    /// Whether the screen is the starting tasks and those made, with exactly the changes alive laid over them.
    fn compare(&self) -> Result<(), String> {
        self.client.intents.things().iter().try_for_each(|thing| self.compare_task(thing))?;
        match self.client.board.ids().find(|id| !self.may_be_known(id)) {
            Some(id) => Err(format!("{id} is on the screen, and nobody knows why")),
            None => Ok(()),
        }
    }

    // A task that was deleted may linger until the server says so, and then it must stay away.
    fn compare_task(&self, thing: &Thing) -> Result<(), String> {
        let meant = Some(thing).filter(|thing| !self.client.gone.contains(&thing.id));
        let mut meant = meant.and_then(|thing| self.client.intents.meant(thing));
        let is_right = match (self.client.board.shown(&thing.id), &mut meant) {
            (Some(shown), Some(meant)) => same(shown, meant),
            (Some(_), None) => false,
            (None, Some(_)) => !self.is_to_be_made(thing) && self.server.task(&thing.id).is_none(),
            (None, None) => true,
        };
        if is_right {
            return Ok(());
        }
        let [shown, meant] = [self.client.board.shown(&thing.id), meant.as_ref()].map(brief);
        Err(format!("{} shows {shown} instead of {meant}", thing.id))
    }

    fn is_to_be_made(&self, thing: &Thing) -> bool {
        thing.made_by.is_some_and(|entry| self.client.board.entry(entry).is_some())
    }

    // A list may bring a task that was made before the client hears that it was.
    fn may_be_known(&self, id: &TaskId) -> bool {
        let is_unanswered = |maker| self.client.board.entry(maker).is_some();
        self.client.intents.things().iter().any(|thing| thing.id == *id)
            || self.server.maker(id).is_some_and(is_unanswered)
    }

    /// Undoes everything there is to undo, and looks for traces.
    fn undo_all(&mut self) -> Result<(), String> {
        while self.client.undo() {
            self.compare()?;
        }
        match self.client.intents.things().iter().find(|thing| self.is_trace(thing)) {
            Some(thing) => Err(format!("there is nothing more to undo, yet {} is not as it was", thing.id)),
            None => Ok(()),
        }
    }

    // What was made is to be deleted again, everything else to be as it was. What was deleted stays deleted.
    fn is_trace(&self, thing: &Thing) -> bool {
        let intents = &self.client.intents;
        let left = intents.meant(thing);
        let was = Some(&thing.start).filter(|_| thing.made_by.is_none());
        let is_there = self.server.task(&thing.id).is_some() || self.is_to_be_made(thing);
        is_there && intents.leaves_no_trace(thing) && told(left.as_ref()) != told(was)
    }

    /// Lets everything on its way arrive and everything waiting be sent; then all must agree.
    fn settle(&mut self) -> Result<(), String> {
        let round = [
            Step::Request(Fate::Accepted, 0),
            Step::Request(Fate::Answered, 0),
            Step::Look,
            Step::Send { first: 0, count: TASKS },
        ];
        for step in round.iter().cycle().take(round.len() * MANY) {
            if self.wire.is_empty() && self.client.board.waiting() == 0 {
                self.read_lists()?;
                return self.agree();
            }
            // Whatever has a time of grace, it is over.
            self.client.now += Entry::GRACE;
            self.step(step);
            self.compare()?;
        }
        Err("changes wait that are never sent".to_owned())
    }

    fn read_lists(&mut self) -> Result<(), String> {
        let all = 0..TASKS + self.server.how_many_made();
        let deleted = all.filter(|task| self.server.task(&task_id(*task)).is_none()).collect();
        self.ask(Question::Ids(deleted));
        while !self.lists.is_empty() {
            self.write(0);
            self.absorb(0);
            self.compare()?;
        }
        Ok(())
    }

    /// Whether server, screen and truth hold the same tasks, to the last field, and each was made once.
    fn agree(&self) -> Result<(), String> {
        for id in self.server.ids().chain(self.client.board.ids()) {
            let (server, board) = (self.server.task(id), &self.client.board);
            if told(server) != told(board.truth(id)) || told(server) != told(board.shown(id)) {
                let [server, truth] = [server, board.truth(id)].map(brief);
                return Err(format!("the server holds {server} for {id}, the board {truth}"));
            }
        }
        let made = self.client.intents.things().iter().filter_map(|thing| Some((&thing.id, thing.made_by?)));
        match made.map(|(id, entry)| (id, self.server.times_made(entry))).find(|(_, times)| *times != 1) {
            Some((id, times)) => Err(format!("{id} was made {times} times")),
            None => Ok(()),
        }
    }
}

/// The place of the item meant, among those that qualify; beyond the last, the count starts again.
fn nth<T>(all: &[T], which: usize, qualifies: impl Fn(&T) -> bool) -> Option<usize> {
    let places: Vec<usize> = (0..all.len()).filter(|at| qualifies(&all[*at])).collect();
    places.get(which % places.len().max(1)).copied()
}

/// Whether two tasks are the same but for the mark the server leaves when it writes.
fn same(shown: &Task, meant: &mut Task) -> bool {
    meant.updated.clone_from(&shown.updated);
    told(Some(shown)) == told(Some(meant))
}

/// A task as the server can tell it, which does not know when tasks were done.
fn told(task: Option<&Task>) -> Option<Task> {
    task.map(|task| Task { finished: None, ..task.clone() })
}
