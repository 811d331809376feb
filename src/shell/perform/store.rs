//! The store that is open: found, read, and read again.

use std::cell::Cell;
use std::rc::Rc;

use tokio::sync::mpsc::unbounded_channel;
use tokio::task::{AbortHandle, spawn_local};

use super::{Delivery, Performer};
use crate::app::msg::{Msg, Opened};
use crate::close::transport::Transport;
use crate::domain::write::Kept;
use crate::store::thread::StoreSender;

/// The store that is open.
pub(super) struct Held {
    name: String,
    pub(super) store: StoreSender,
    is_taken: bool,
    loading: Loading,
}

/// The reading of a store.
struct Loading {
    task: AbortHandle,
    // It is tidied up after all of it was handed over.
    is_answered: Rc<Cell<bool>>,
}

/// How many tasks the first portion from a store holds: enough for any screen.
const FIRST: usize = 200;

impl<T: Transport + 'static> Performer<T> {
    /// Opens the store of this name and reads it. The one that is open already is only read again: its lock is
    /// ours, and would keep us out. One that another copy had is tried anew: that copy may have closed.
    pub fn open(&mut self, name: &str) {
        let held = self.store.take().inspect(|held| self.stop_loading(&held.loading));
        let opened = match held {
            Some(held) if held.name == name && !held.is_taken => {
                Ok((held.store, Opened { is_taken: held.is_taken, remark: None }))
            }
            _ => self.stores.open(name),
        };
        match opened {
            Ok((store, opened)) => self.hold(name, store, opened),
            Err(why) => self.answer(async { Msg::Opened(Err(why)) }),
        }
    }

    fn hold(&mut self, name: &str, store: StoreSender, opened: Opened) {
        let is_taken = opened.is_taken;
        drop(self.sender.send(Delivery { msg: Msg::Opened(Ok(opened)), is_answer: false }));
        let loading = self.load(&store);
        self.store = Some(Held { name: name.to_owned(), store, is_taken, loading });
    }

    // What was still to come of it belongs to somebody else.
    fn stop_loading(&mut self, loading: &Loading) {
        loading.task.abort();
        self.outstanding -= usize::from(!loading.is_answered.get());
    }

    // The last portion is the answer. What goes wrong after it only concerns tidying up.
    fn load(&mut self, store: &StoreSender) -> Loading {
        self.outstanding += 1;
        let (portions, mut kept) = unbounded_channel();
        let loaded = store.load(FIRST, portions);
        let (sender, is_answered) = (self.sender.clone(), Rc::new(Cell::new(false)));
        let is_over = Rc::clone(&is_answered);
        let task = spawn_local(async move {
            let deliver = |msg, is_answer| {
                is_over.set(is_over.get() || is_answer);
                drop(sender.send(Delivery { msg, is_answer }));
            };
            while let Some(kept) = kept.recv().await {
                let is_whole = matches!(kept, Kept::Tasks { is_last: true, .. });
                deliver(Msg::Kept(kept), is_whole);
            }
            match loaded.await {
                Err(error) if !is_over.get() => deliver(Msg::Opened(Err(error.to_string())), true),
                Err(error) => tracing::warn!("the store could not be tidied: {error}"),
                Ok(()) => {}
            }
        });
        Loading { task: task.abort_handle(), is_answered }
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::UnboundedReceiver;

    use super::*;
    use crate::close::auth::Credential;
    use crate::close::base_url::BaseUrl;
    use crate::close::client::Client;
    use crate::close::http::Http;
    use crate::domain::zone::Zone;
    use crate::shell::accounts::Files;
    use crate::shell::runtime;
    use crate::shell::world;

    fn performer(folder: &std::path::Path) -> (Performer<Http>, UnboundedReceiver<Delivery>) {
        let http = Http::new(&BaseUrl::read("http://127.0.0.1:1/api/v1").unwrap());
        let credential = Credential::read("api_demo").unwrap();
        let files = Files::new(folder, "http://127.0.0.1:1", &credential);
        let (sender, inbox) = unbounded_channel();
        let client = Client::new(http, credential, Zone::UTC);
        (Performer::new(client, Rc::new(files), sender, Rc::new(world::now)), inbox)
    }

    async fn answered(performer: &mut Performer<Http>, inbox: &mut UnboundedReceiver<Delivery>) {
        while performer.outstanding() > 0 {
            performer.received(&inbox.recv().await.unwrap());
        }
    }

    #[test]
    fn a_store_that_is_read_again_while_it_is_tidied_has_answered_once() {
        let folder = tempfile::tempdir().unwrap();
        runtime::run(async {
            let (mut performer, mut inbox) = performer(folder.path());
            performer.open("ours.db");
            answered(&mut performer, &mut inbox).await;
            // Nothing can be tidied while somebody else writes.
            let other = rusqlite::Connection::open(folder.path().join("ours.db")).unwrap();
            other.execute_batch("BEGIN IMMEDIATE").unwrap();
            performer.open("ours.db");
            answered(&mut performer, &mut inbox).await;
            performer.open("ours.db");
            assert_eq!(performer.outstanding(), 1);
            answered(&mut performer, &mut inbox).await;
        })
        .unwrap();
    }
}
