//! Finding what lets us in as another account, while the session of this one goes on.

use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::Performer;
use crate::app::msg::Msg;
use crate::close::aside::aside;
use crate::close::auth::Credential;
use crate::close::transport::Transport;

/// Finds what lets us in as the account of this name, or says why it cannot. May run a command and take seconds.
pub type Finder = Arc<dyn Fn(&str) -> Result<Credential, String> + Send + Sync>;

/// What was found and is held for the next session. No message carries it.
#[derive(Debug)]
pub(super) struct Entrances {
    sender: UnboundedSender<(String, Credential)>,
    found: UnboundedReceiver<(String, Credential)>,
}

impl Default for Entrances {
    fn default() -> Self {
        let (sender, found) = unbounded_channel();
        Self { sender, found }
    }
}

impl<T: Transport + 'static> Performer<T> {
    /// The same, where one can go on as another account.
    pub fn entering(self, finder: Option<Finder>) -> Self {
        Self { finder, ..self }
    }

    /// What was found for this account.
    pub fn entrance(&mut self, account: &str) -> Option<Credential> {
        let mut newest = None;
        while let Ok((name, credential)) = self.entrances.found.try_recv() {
            newest = (name == account).then_some(credential).or(newest);
        }
        newest
    }

    /// Looks for what lets us in as this account.
    pub(super) fn enter(&mut self, account: String) {
        let (finder, sender) = (self.finder.clone(), self.entrances.sender.clone());
        self.answer(async move {
            let found = match finder {
                Some(finder) => find(finder, account.clone()).await,
                None => Err("There is no other account here".into()),
            };
            let found = found.map(|credential| drop(sender.send((account.clone(), credential))));
            Msg::Entered(account, found)
        });
    }
}

async fn find(finder: Finder, account: String) -> Result<Credential, String> {
    let found = aside("finds a key", move || finder(&account)).await;
    found.unwrap_or_else(|error| Err(format!("the key cannot be asked for: {error}")))
}
