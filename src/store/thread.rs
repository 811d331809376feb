//! The store on a thread of its own, because SQLite blocks.
//!
//! Jobs are done in the order they were handed in, and each is answered. The same queue can be served on the
//! caller's own runtime, so that tests are deterministic. Knows nothing of what is kept.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use crate::domain::write::{Kept, Write};

use super::error::StoreError;
use super::open::Store;

type Answer = oneshot::Sender<Result<(), StoreError>>;

/// The answer to a job, once it is there.
#[derive(Debug)]
#[must_use = "the job is handed in already, but whether it worked is only known here"]
pub struct Waiting(oneshot::Receiver<Result<(), StoreError>>);

/// One thing for the store to do.
#[derive(Debug)]
enum Job {
    Save(Vec<Write>, Answer),
    Load(usize, UnboundedSender<Kept>, Answer),
    Finish(Answer),
}

/// Jobs waiting for a store.
#[derive(Debug)]
pub struct Jobs(UnboundedReceiver<Job>);

/// Hands jobs to a store. When the last copy of it is gone, what was handed in is done and the store closed.
#[derive(Clone, Debug)]
pub struct StoreSender(UnboundedSender<Job>);

/// A queue without anybody to serve it yet.
pub fn queue() -> (StoreSender, Jobs) {
    let (sender, receiver) = unbounded_channel();
    (StoreSender(sender), Jobs(receiver))
}

/// Does all jobs on this thread, and returns when no more can come.
pub fn serve(mut store: Store, mut jobs: Jobs) {
    while let Some(job) = jobs.0.blocking_recv() {
        match handle(store, job) {
            Some(kept) => store = kept,
            None => return,
        }
    }
}

/// Does all jobs on the caller's runtime, and returns when no more can come.
pub async fn serve_here(mut store: Store, mut jobs: Jobs) {
    while let Some(job) = jobs.0.recv().await {
        match handle(store, job) {
            Some(kept) => store = kept,
            None => return,
        }
    }
}

// An answer nobody waits for any more is no reason to stop. The store is gone after the last job.
fn handle(mut store: Store, job: Job) -> Option<Store> {
    match job {
        Job::Save(writes, answer) => drop(answer.send(store.save(&writes))),
        Job::Load(portion, kept, answer) => {
            let loaded = store.load(portion, &mut |part| drop(kept.send(part)));
            drop(answer.send(loaded));
        }
        Job::Finish(answer) => {
            drop(store);
            drop(answer.send(Ok(())));
            return None;
        }
    }
    Some(store)
}

impl StoreSender {
    /// Starts a thread that serves this store.
    pub fn start(store: Store) -> Result<Self, StoreError> {
        let (sender, jobs) = queue();
        let path = store.path.clone();
        std::thread::Builder::new()
            .name("store".into())
            .spawn(move || serve(store, jobs))
            .map_err(|error| StoreError::of_file(&path, &error))?;
        Ok(sender)
    }

    /// Keeps these writes, all or none. Handed in at once, also when the answer is awaited later or never.
    pub fn save(&self, writes: Vec<Write>) -> Waiting {
        self.hand_in(|answer| Job::Save(writes, answer))
    }

    /// Sends everything that was kept into `kept`, and is answered after the last of it.
    pub fn load(&self, portion: usize, kept: UnboundedSender<Kept>) -> Waiting {
        self.hand_in(|answer| Job::Load(portion, kept, answer))
    }

    /// Closes the store after what was handed in before; the caller decides how long to wait for it. Whatever
    /// other copies of this sender hand in later is answered with an error.
    pub fn finish(&self) -> Waiting {
        self.hand_in(Job::Finish)
    }

    fn hand_in(&self, make: impl FnOnce(Answer) -> Job) -> Waiting {
        let (answer, answered) = oneshot::channel();
        // With nobody to serve it, the job and its half of the answer are dropped, which ends the wait.
        drop(self.0.send(make(answer)));
        Waiting(answered)
    }
}

impl Future for Waiting {
    type Output = Result<(), StoreError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|answer| answer.unwrap_or(Err(StoreError::Closed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::task::Task;

    fn learn(id: &str) -> Vec<Write> {
        vec![Write::Learn(vec![Task::new(id, "Call Ada")])]
    }

    fn names(kept: &mut UnboundedReceiver<Kept>) -> Vec<String> {
        let mut names = Vec::new();
        while let Ok(part) = kept.try_recv() {
            if let Kept::Tasks { tasks, .. } = part {
                names.extend(tasks.iter().map(|task| task.id.to_string()));
            }
        }
        names
    }

    #[tokio::test]
    async fn jobs_are_done_in_the_order_they_were_handed_in_not_awaited() {
        let sender = StoreSender::start(Store::in_memory().unwrap()).unwrap();
        let (kept, mut loaded) = unbounded_channel();
        let first = sender.save(learn("a"));
        let middle = sender.load(200, kept);
        let last = sender.save(learn("b"));
        last.await.unwrap();
        middle.await.unwrap();
        first.await.unwrap();
        assert_eq!(names(&mut loaded), ["a"]);
    }

    #[tokio::test]
    async fn after_its_end_the_store_says_so() {
        let sender = StoreSender::start(Store::in_memory().unwrap()).unwrap();
        let before = sender.save(learn("a"));
        sender.finish().await.unwrap();
        assert_eq!(before.await, Ok(()));
        assert_eq!(sender.save(learn("b")).await, Err(StoreError::Closed));
    }

    #[tokio::test]
    async fn the_same_jobs_can_be_done_without_a_thread() {
        let (sender, jobs) = queue();
        let (kept, mut loaded) = unbounded_channel();
        let work = async {
            sender.save(learn("a")).await.unwrap();
            sender.load(200, kept).await.unwrap();
            drop(sender);
        };
        tokio::join!(serve_here(Store::in_memory().unwrap(), jobs), work);
        assert_eq!(names(&mut loaded), ["a"]);
    }

    #[test]
    fn what_was_handed_in_is_done_although_nobody_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        let (sender, jobs) = queue();
        drop(sender.save(learn("a")));
        drop(sender);
        serve(Store::open(&path).unwrap().store, jobs);
        let (kept, mut loaded) = unbounded_channel();
        let mut store = Store::open(&path).unwrap().store;
        store.load(200, &mut |part| kept.send(part).unwrap()).unwrap();
        assert_eq!(names(&mut loaded), ["a"]);
    }
}
