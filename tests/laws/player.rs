//! Plays a history on the real board, as the program and the world around it would, and compares after every
//! step what is shown with what was meant.
//!
//! Chooses nothing: the same steps always end the same way.

use closeout::domain::board::Tick;
use closeout::domain::entry::Entry;
use closeout::domain::task::Task;

use super::chance::{TASKS, brief, task_id};
use super::client::Client;
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
        match step {
            Step::Press { tasks, patch } => self.client.press(tasks.iter().copied().map(task_id), patch),
            Step::Undo => _ = self.client.undo(),
            Step::Redo => self.client.redo(),
            Step::Send { first, count } => self.send(*first, *count),
            Step::Request(fate, which) => self.meet(*fate, *which),
            Step::Ask(question) => self.ask(question.clone()),
            Step::Write(which) => self.write(*which),
            Step::Absorb(which) => self.absorb(*which),
            Step::Delete(task) => self.server.delete(&task_id(*task)),
            Step::Restart => self.restart(),
        }
    }

    fn send(&mut self, first: usize, count: usize) {
        let ready: Vec<Entry> = self.client.board.ready().cloned().collect();
        let first = if first < ready.len() { first } else { 0 };
        let entries: Vec<Entry> = ready.into_iter().skip(first).take(count).collect();
        if entries.is_empty() {
            return;
        }
        for entry in &entries {
            self.client.board.sending(entry.id);
        }
        self.wire.push(Request { entries, replies: None });
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
            _ => request.entries.iter().for_each(|entry| self.client.board.retry(entry.id)),
        }
    }

    // What the server once did it never refuses later: it would be refusing what is already so.
    fn refuse(&mut self, request: &Request) {
        for entry in &request.entries {
            if self.server.has_made(entry.id) || !self.client.may_be_refused(entry.id) {
                self.client.board.retry(entry.id);
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

    /// Whether the screen is the starting tasks with exactly the changes alive laid over them.
    fn compare(&self) -> Result<(), String> {
        self.client.intents.start().iter().try_for_each(|start| self.compare_task(start))
    }

    // A task that was deleted may linger until the server says so, and then it must stay away.
    fn compare_task(&self, start: &Task) -> Result<(), String> {
        let meant =
            || Some(self.client.intents.meant(start)).filter(|_| !self.client.gone.contains(&start.id));
        let is_right = match self.client.board.shown(&start.id) {
            Some(shown) => meant().is_some_and(|meant| same(shown, meant)),
            None => self.server.task(&start.id).is_none(),
        };
        if is_right {
            return Ok(());
        }
        let [shown, meant] = [self.client.board.shown(&start.id), meant().as_ref()].map(brief);
        Err(format!("{} shows {shown} instead of {meant}", start.id))
    }

    /// Undoes everything there is to undo, and looks for traces.
    fn undo_all(&mut self) -> Result<(), String> {
        while self.client.undo() {
            self.compare()?;
        }
        let left =
            |task: &&Task| self.server.task(&task.id).is_some() && self.client.intents.meant(task) != **task;
        match self.client.intents.start().iter().find(left) {
            Some(task) => Err(format!("there is nothing more to undo, yet {} is not as it was", task.id)),
            None => Ok(()),
        }
    }

    /// Lets everything on its way arrive and everything waiting be sent; then all must agree.
    fn settle(&mut self) -> Result<(), String> {
        let round = [
            Step::Request(Fate::Accepted, 0),
            Step::Request(Fate::Answered, 0),
            Step::Send { first: 0, count: TASKS },
        ];
        for step in round.iter().cycle().take(round.len() * MANY) {
            if self.wire.is_empty() && self.client.board.waiting() == 0 {
                self.read_lists()?;
                return self.agree();
            }
            self.step(step);
            self.compare()?;
        }
        Err("changes wait that are never sent".to_owned())
    }

    fn read_lists(&mut self) -> Result<(), String> {
        let deleted = (0..TASKS).filter(|task| self.server.task(&task_id(*task)).is_none()).collect();
        self.ask(Question::Ids(deleted));
        while !self.lists.is_empty() {
            self.write(0);
            self.absorb(0);
            self.compare()?;
        }
        Ok(())
    }

    /// Whether server, screen and truth hold the same tasks, to the last field.
    fn agree(&self) -> Result<(), String> {
        for task in self.client.intents.start() {
            let (server, board) = (self.server.task(&task.id), &self.client.board);
            if server != board.truth(&task.id) || server != board.shown(&task.id) {
                let [server, truth] = [server, board.truth(&task.id)].map(brief);
                return Err(format!("the server holds {server} for {}, the board {truth}", task.id));
            }
        }
        Ok(())
    }
}

/// The place of the item meant, among those that qualify; beyond the last, the count starts again.
fn nth<T>(all: &[T], which: usize, qualifies: impl Fn(&T) -> bool) -> Option<usize> {
    let places: Vec<usize> = (0..all.len()).filter(|at| qualifies(&all[*at])).collect();
    places.get(which % places.len().max(1)).copied()
}

/// Whether two tasks are the same but for the mark the server leaves when it writes.
fn same(shown: &Task, mut meant: Task) -> bool {
    meant.updated.clone_from(&shown.updated);
    *shown == meant
}
