//! Doing what the app orders.
//!
//! Each effect runs as a task of its own and is answered by exactly one message. There is almost nothing to
//! decide here; the one rule is that a change is marked as tried on disk before its request leaves.

mod entrance;
mod outside;
mod store;

use std::rc::Rc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::{AbortHandle, spawn_local};

pub use self::entrance::Finder;
use super::outside::Ways;
use crate::app::effect::{Effect, Fetch, Timer};
use crate::app::msg::{Heard, Msg, Opened, Portion};
use crate::close::client::{Client, Reply};
use crate::close::transport::Transport;
use crate::close::wire::Page;
use crate::domain::board::Tick;
use crate::domain::endpoint::Pauses;
use crate::domain::entry::EntryId;
use crate::domain::failure::Failure;
use crate::domain::id::TaskId;
use crate::domain::patch::Patch;
use crate::domain::people::Me;
use crate::domain::query::Query;
use crate::domain::task::Task;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;
use crate::store::thread::StoreSender;

/// Something that happened, and whether it is the answer to an effect.
#[derive(Debug)]
pub struct Delivery {
    /// What happened.
    pub msg: Msg,
    /// Whether an effect is done with it.
    pub is_answer: bool,
}

/// Where stores come from: files on a real machine, elsewhere in tests.
pub trait Stores {
    /// The name of the store of this person and organisation.
    fn name(&self, me: &Me) -> String;

    /// Opens the store of this name.
    fn open(&self, name: &str) -> Result<(StoreSender, Opened), String>;
}

/// Where the time comes from: the machine, or a test that lets it pass as it likes.
pub type Clock = Rc<dyn Fn() -> Timestamp>;

/// Does effects.
pub struct Performer<T: Transport> {
    client: Rc<Client<T>>,
    stores: Rc<dyn Stores>,
    store: Option<store::Held>,
    ways: Ways,
    reach: outside::Reach,
    finder: Option<Finder>,
    entrances: entrance::Entrances,
    sender: UnboundedSender<Delivery>,
    now: Clock,
    timers: std::collections::HashMap<Timer, AbortHandle>,
    outstanding: usize,
}

impl<T: Transport + 'static> Performer<T> {
    /// Something that does effects and answers into this channel.
    pub fn new(
        client: Client<T>,
        stores: Rc<dyn Stores>,
        sender: UnboundedSender<Delivery>,
        now: Clock,
    ) -> Self {
        let timers = std::collections::HashMap::new();
        let (client, ways, reach) = (Rc::new(client), Ways::default(), outside::Reach::default());
        let (finder, entrances) = (None, entrance::Entrances::default());
        Self {
            client,
            stores,
            store: None,
            ways,
            reach,
            finder,
            entrances,
            sender,
            now,
            timers,
            outstanding: 0,
        }
    }

    /// The same, with these ways out of the program.
    pub fn reaching(self, ways: Ways) -> Self {
        Self { ways, ..self }
    }

    /// How many effects have not been answered.
    pub fn outstanding(&self) -> usize {
        self.outstanding
    }

    /// A delivery was taken out of the channel.
    pub fn received(&mut self, delivery: &Delivery) {
        self.outstanding -= usize::from(delivery.is_answer);
    }

    /// The open store, to be closed at the end.
    pub fn store(&self) -> Option<&StoreSender> {
        self.store.as_ref().map(|held| &held.store)
    }

    /// Waits for what must not be cut off at the end: a sign-in being renewed.
    pub async fn settle(&self) {
        self.client.settle().await;
    }

    /// Does one effect. Those of the screen and the end of the program are the loop's own.
    pub fn perform(&mut self, effect: Effect) {
        tracing::debug!(effect = effect.name(), "ordered");
        match effect {
            Effect::Screen(_) | Effect::Tell(_) | Effect::Edit(_) | Effect::Switch(_) | Effect::Quit => {}
            Effect::Enter(account) => self.enter(account),
            Effect::Wake { timer, at } => self.wake(timer, at),
            effect @ (Effect::Copy(_) | Effect::Browse(_) | Effect::Download(..) | Effect::StopDownload) => {
                self.reach_out(effect);
            }
            Effect::Open(me) => self.open(&self.stores.name(&me)),
            Effect::Save(writes) => self.save(writes),
            Effect::Meet => self.ask(|client, _| async move { Msg::Met(heard(client.me().await)) }),
            Effect::People(id) => {
                self.ask(|client, _| async move { Msg::Peopled(heard(client.people(&id).await)) });
            }
            Effect::Groups => {
                self.ask(|client, _| async move { Msg::Grouped(heard(client.groups().await)) });
            }
            Effect::Availability(id) => {
                self.ask(|client, _| async move { Msg::Available(heard(client.availability(&id).await)) });
            }
            Effect::List { fetch, asked, query } => self.list(fetch, asked, *query),
            Effect::Relate(keys) => self.ask(|client, _| async move {
                let heard = heard(client.related(&keys).await);
                Msg::Related { keys, heard }
            }),
            Effect::Recall(inquiry) => self.ask(|client, _| async move {
                let heard = heard(client.events(&inquiry).await);
                Msg::Recalled { inquiry, heard }
            }),
            Effect::Send { entries, patch } => self.send(entries, patch),
            Effect::Create { entry, draft } => self.once_tried(vec![entry], move |client, at| async move {
                let reply = client.create(at, &draft).await;
                Msg::Answered { answers: vec![(entry, reply.result)], pauses: reply.pauses }
            }),
            effect @ (Effect::Comment { .. } | Effect::Uncomment { .. } | Effect::LookForComment { .. }) => {
                self.comment(effect);
            }
            Effect::Delete { entry, task } => self.once_tried(vec![entry], move |client, at| async move {
                let reply = client.delete(at, &task).await;
                // Deleted by us or by others: what is known of the task afterwards is the same.
                let result = reply.result.and(Err(Failure::Gone));
                Msg::Answered { answers: vec![(entry, result)], pauses: reply.pauses }
            }),
        }
    }

    // Comments: written, deleted, and looked for after an unclear answer.
    fn comment(&mut self, effect: Effect) {
        match effect {
            Effect::Comment { entry, comment } => self.once_tried(vec![entry], move |client, _| async move {
                let heard = mapped(client.comment(&comment).await, Some);
                Msg::Commented { entry, heard }
            }),
            Effect::Uncomment { entry, comment } => {
                self.once_tried(vec![entry], move |client, _| async move {
                    let heard = mapped(client.uncomment(&comment.id).await, |()| None);
                    Msg::Commented { entry, heard }
                });
            }
            Effect::LookForComment { entry, on } => self.ask(move |client, _| async move {
                let heard = heard(client.comments_on(&on).await);
                Msg::CommentsSeen { entry, heard }
            }),
            _ => {}
        }
    }

    // Runs something that ends in one message; a mistake of ours in it ends the program.
    fn answer(&mut self, work: impl Future<Output = Msg> + 'static) {
        self.outstanding += 1;
        let sender = self.sender.clone();
        let work = spawn_local(work);
        spawn_local(async move {
            let msg = work.await.unwrap_or(Msg::Stopped);
            drop(sender.send(Delivery { msg, is_answer: true }));
        });
    }

    fn ask<F: Future<Output = Msg> + 'static>(&mut self, work: impl FnOnce(Rc<Client<T>>, Timestamp) -> F) {
        let work = work(Rc::clone(&self.client), (self.now)());
        self.answer(work);
    }

    fn wake(&mut self, timer: Timer, at: Timestamp) {
        let sender = self.sender.clone();
        let wait = (at - (self.now)()).to_std().unwrap_or(Duration::ZERO);
        let task = spawn_local(async move {
            tokio::time::sleep(wait).await;
            drop(sender.send(Delivery { msg: Msg::Woke(timer), is_answer: false }));
        });
        if let Some(before) = self.timers.insert(timer, task.abort_handle()) {
            before.abort();
        }
    }

    fn save(&mut self, writes: Vec<Write>) {
        let saved = self.store().map(|store| store.save(writes));
        self.answer(async move {
            match saved {
                Some(saved) => Msg::Saved(saved.await.map_err(|error| error.to_string())),
                None => Msg::Saved(Err("There is no place to save changes".into())),
            }
        });
    }

    fn list(&mut self, fetch: Fetch, asked: Tick, query: Query) {
        self.ask(|client, at| async move {
            let heard = match &fetch {
                // Whatever does not come back is gone, so half an answer is none.
                Fetch::Ids(ids) => mapped(client.by_ids(at, ids).await, whole),
                _ => mapped(client.tasks(at, &query).await, portion),
            };
            Msg::Listed { fetch, asked, heard }
        });
    }

    fn send(&mut self, entries: Vec<(EntryId, TaskId)>, patch: Patch) {
        let ids = entries.iter().map(|(id, _)| *id).collect();
        self.once_tried(ids, move |client, at| async move {
            match &entries[..] {
                [(id, task)] => send_one(&client, at, (*id, task), &patch).await,
                _ => send_many(&client, at, entries, &patch).await,
            }
        });
    }

    // Marks entries as tried on disk, then does what may reach Close; without the mark nothing leaves.
    fn once_tried<F: Future<Output = Msg> + 'static>(
        &mut self,
        ids: Vec<EntryId>,
        work: impl FnOnce(Rc<Client<T>>, Timestamp) -> F + 'static,
    ) {
        let tried = self.store().map(|store| store.save(vec![Write::Tried(ids.clone())]));
        self.ask(|client, at| async move {
            let is_kept = match tried {
                Some(tried) => tried.await.is_ok(),
                None => false,
            };
            if is_kept {
                return work(client, at).await;
            }
            let failure = Failure::Offline("changes cannot be saved, so none is sent".into());
            answer_all(ids, &failure, Pauses::new())
        });
    }
}

async fn send_one<T: Transport>(
    client: &Client<T>,
    at: Timestamp,
    (id, task): (EntryId, &TaskId),
    patch: &Patch,
) -> Msg {
    let reply = client.update(at, task, patch).await;
    Msg::Answered { answers: vec![(id, reply.result)], pauses: reply.pauses }
}

// A bulk request does not return the tasks: they are read afterwards, to see what really changed.
async fn send_many<T: Transport>(
    client: &Client<T>,
    at: Timestamp,
    entries: Vec<(EntryId, TaskId)>,
    patch: &Patch,
) -> Msg {
    let tasks: Vec<TaskId> = entries.iter().map(|(_, task)| task.clone()).collect();
    let changed = client.update_all(at, &tasks, patch).await;
    let ids = entries.iter().map(|(id, _)| *id);
    if let Err(failure) = &changed.result {
        return answer_all(ids, failure, changed.pauses);
    }
    let read = client.by_ids(at, &tasks).await;
    let pauses = [changed.pauses, read.pauses].concat();
    let found = match read.result {
        Ok(found) => found,
        Err(failure) => return answer_all(ids, &Failure::Unclear(failure.to_string()), pauses),
    };
    let answers = entries.into_iter().map(|(id, task)| (id, pick(&found, &task))).collect();
    Msg::Answered { answers, pauses }
}

fn pick(found: &[Task], id: &TaskId) -> Result<Task, Failure> {
    found.iter().find(|task| task.id == *id).cloned().ok_or(Failure::Gone)
}

fn answer_all(ids: impl IntoIterator<Item = EntryId>, failure: &Failure, pauses: Pauses) -> Msg {
    let answers = ids.into_iter().map(|id| (id, Err(failure.clone()))).collect();
    Msg::Answered { answers, pauses }
}

fn heard<A>(reply: Reply<A>) -> Heard<A> {
    Heard { result: reply.result, pauses: reply.pauses }
}

fn mapped<A, B>(reply: Reply<A>, map: impl Fn(A) -> B) -> Heard<B> {
    Heard { result: reply.result.map(map), pauses: reply.pauses }
}

fn whole(tasks: Vec<Task>) -> Portion {
    Portion { tasks, ..Portion::default() }
}

fn portion(page: Page) -> Portion {
    Portion { tasks: page.tasks, has_more: page.has_more, unreadable: page.unreadable, objects: page.objects }
}
