//! Keeping a sign-in good.
//!
//! A renewal ends the tokens before it, so there may only ever be one: requests of this copy of the program wait
//! for each other, and copies wait for each other at the [`Vault`]. New tokens are stored before they are used.
//! What cannot be cured by waiting ends in [`Failure::Login`], until somebody has signed in again.

use std::fmt::Debug;
use std::time::Duration;

use chrono::TimeDelta;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;

use super::App;
use super::kept::Kept;
use super::tokens::{self, NoTokens, Tokens};
use crate::close::http::Http;
use crate::domain::failure::Failure;
use crate::domain::id::{OrganizationId, UserId};
use crate::domain::zone::Timestamp;

/// How long another copy of the program may take to renew; longer than any of its requests.
const PATIENCE: Duration = Duration::from_secs(45);
/// How often it is asked whether it is done.
const LOOK: Duration = Duration::from_millis(50);
/// A token this young is not what is wrong.
const YOUNG: TimeDelta = TimeDelta::seconds(60);

const OTHERS: &str = "Somebody else, or another app, has signed in here meanwhile: start closeout again";

/// Where a sign-in is kept, for every copy of the program. The errors are sentences without a full stop.
pub trait Vault: Debug + Send + Sync {
    /// What is kept now, if anything is.
    fn read(&self) -> Result<Option<Kept>, String>;

    /// Takes the right to renew; nothing while somebody else has it.
    fn take(&self) -> Result<Option<Box<dyn Renewal>>, String>;
}

/// The right to renew. It ends with this value, also when the program is killed.
pub trait Renewal: Debug + Send + Sync {
    /// Makes room for what is to be kept, before anything is asked for; says whether the last renewal got this far
    /// and no further.
    fn make_room(&mut self) -> Result<bool, String>;

    /// Keeps this for good.
    fn keep(&mut self, kept: &Kept) -> Result<(), String>;

    /// Nothing was asked for after all, or nothing came of it.
    fn give_up(&mut self);
}

/// A sign-in that is kept good.
#[derive(Debug)]
pub struct Session {
    http: Http,
    base_url: String,
    app: App,
    vault: Box<dyn Vault>,
    clock: fn() -> Timestamp,
    held: Mutex<Held>,
    owner: (Option<UserId>, Option<OrganizationId>),
    /// What to type to sign in again.
    again: String,
}

#[derive(Debug)]
struct Held {
    tokens: Tokens,
    /// These were refused; they need not be tried again.
    is_refused: bool,
    /// What is good already, but could not be stored.
    unsaved: Option<(Box<dyn Renewal>, Tokens)>,
}

/// An access token as it was shown.
#[derive(Clone, Debug)]
pub struct Bearer(SecretString);

impl Bearer {
    /// The value of the `authorization` header.
    pub fn header(&self) -> String {
        format!("Bearer {}", self.0.expose_secret())
    }
}

impl Session {
    /// A sign-in as it was kept.
    pub fn new(kept: Kept, vault: Box<dyn Vault>, http: Http, clock: fn() -> Timestamp) -> Self {
        let Kept { base_url, app, tokens } = kept;
        let owner = (tokens.user.clone(), tokens.organization.clone());
        let held = Mutex::new(Held { tokens, is_refused: false, unsaved: None });
        let again = "closeout login --oauth".to_owned();
        Self { http, base_url, app, vault, clock, held, owner, again }
    }

    /// The same, where something else has to be typed to sign in again.
    pub fn said_again_by(self, again: impl Into<String>) -> Self {
        Self { again: again.into(), ..self }
    }

    /// The organisation it is for, where Close said so: a person may be in several.
    pub fn organization(&self) -> Option<&OrganizationId> {
        self.owner.1.as_ref()
    }

    /// What it is told from others by. It does not change when tokens are renewed.
    pub fn name(&self) -> String {
        let user = self.owner.0.as_ref().map_or("", UserId::as_str);
        let organization = self.owner.1.as_ref().map_or("", OrganizationId::as_str);
        format!("oauth {} {user} {organization}", self.app.id)
    }

    /// An access token that is good, renewed where it was about to run out.
    pub async fn bearer(&self) -> Result<Bearer, Failure> {
        let mut held = self.held.lock().await;
        self.save(&mut held).await?;
        let now = (self.clock)();
        if held.is_refused || !held.tokens.lasts(now) {
            match self.renew(&mut held).await {
                // Nothing is lost yet: what there is is good for some more seconds.
                Err(failure) if failure.may_pass() && held.unsaved.is_none() && held.is_good(now) => {}
                renewed => renewed?,
            }
        }
        Ok(held.bearer())
    }

    /// Another access token than this one, which Close refused; nothing where the token is not what is wrong.
    pub async fn instead_of(&self, refused: &Bearer) -> Result<Option<Bearer>, Failure> {
        let mut held = self.held.lock().await;
        self.save(&mut held).await?;
        if held.is(refused) && !self.adopt(&mut held)? {
            if !held.is_refused && (self.clock)() - held.tokens.obtained < YOUNG {
                return Ok(None);
            }
            self.renew(&mut held).await?;
        }
        Ok(Some(held.bearer()))
    }

    /// Waits for a renewal that is under way: its answer must not be lost.
    pub async fn settle(&self) {
        drop(tokio::time::timeout(PATIENCE, self.held.lock()).await);
    }

    /// What is told when Close refuses a token and there is no other.
    pub fn rejection(&self) -> String {
        format!("Close ended this sign-in: `{}` begins another", self.again)
    }

    // Another copy may have renewed, and somebody may have signed in again. Says whether there is something new.
    fn adopt(&self, held: &mut Held) -> Result<bool, Failure> {
        let kept = self.vault.read().map_err(|why| unreadable(&why))?;
        let kept = kept.ok_or_else(|| Failure::Login(self.signed_out()))?;
        // What is done here must never be done in somebody else's name.
        let owner = (&kept.tokens.user, &kept.tokens.organization);
        let is_ours = kept.base_url == self.base_url && owner == (&self.owner.0, &self.owner.1);
        if !is_ours || kept.app.id != self.app.id {
            return Err(Failure::Login(OTHERS.into()));
        }
        if kept.tokens.is_same(&held.tokens) {
            return Ok(false);
        }
        (held.tokens, held.is_refused) = (kept.tokens, false);
        Ok(true)
    }

    async fn renew(&self, held: &mut Held) -> Result<(), Failure> {
        if self.finds_better(held)? {
            return Ok(());
        }
        if held.is_refused {
            return Err(Failure::Login(self.rejection()));
        }
        let mut renewal = self.take().await?;
        // Whoever had the right before us has most likely done what we came for.
        if self.finds_better(held)? {
            return Ok(());
        }
        if !held.tokens.can_be_renewed() {
            held.is_refused = true;
            return Err(Failure::Login(self.rejection()));
        }
        let was_cut_off = renewal.make_room().map_err(|why| unstorable(&why))?;
        match tokens::renew(&self.http, &self.app, &held.tokens, (self.clock)()).await {
            Ok(new) => {
                held.unsaved = Some((renewal, new));
                self.save(held).await
            }
            Err(why) => Err(self.not_renewed(held, renewal, why, was_cut_off)),
        }
    }

    // Until it is stored it is not used; and while it is not, nobody else may renew.
    async fn save(&self, held: &mut Held) -> Result<(), Failure> {
        let Some((mut renewal, new)) = held.unsaved.take() else { return Ok(()) };
        let kept = Kept { base_url: self.base_url.clone(), app: self.app.clone(), tokens: new.clone() };
        // Storing for good takes a while on slow disks, and the screen must not wait for it.
        let stored = tokio::task::spawn_blocking(move || {
            let stored = renewal.keep(&kept);
            (renewal, stored)
        });
        let (renewal, stored) = stored.await.map_err(|stopped| unstorable(&stopped.to_string()))?;
        if let Err(why) = stored {
            held.unsaved = Some((renewal, new));
            return Err(unstorable(&why));
        }
        (held.tokens, held.is_refused) = (new, false);
        Ok(())
    }

    fn not_renewed(
        &self,
        held: &mut Held,
        mut renewal: Box<dyn Renewal>,
        why: NoTokens,
        was_cut_off: bool,
    ) -> Failure {
        match why {
            NoTokens::Refused(_) => {
                held.is_refused = true;
                renewal.give_up();
                Failure::Login(if was_cut_off { self.lost() } else { self.rejection() })
            }
            NoTokens::Stranger => {
                renewal.give_up();
                Failure::Login(format!(
                    "Close does not know the OAuth app {:?}, or its secret has changed: correct them and sign in \
                     again with `{}`",
                    self.app.id, self.again
                ))
            }
            // It may have been carried out: the room stays, as a sign that an answer is missing.
            NoTokens::Failed(Failure::Unclear(why)) => Failure::Offline(why),
            NoTokens::Failed(failure) => {
                if !was_cut_off {
                    renewal.give_up();
                }
                failure
            }
        }
    }

    fn finds_better(&self, held: &mut Held) -> Result<bool, Failure> {
        Ok(self.adopt(held)? && held.tokens.lasts((self.clock)()))
    }

    async fn take(&self) -> Result<Box<dyn Renewal>, Failure> {
        let taken = async {
            loop {
                match self.vault.take() {
                    Ok(Some(renewal)) => return Ok(renewal),
                    Ok(None) => tokio::time::sleep(LOOK).await,
                    Err(why) => return Err(unstorable(&why)),
                }
            }
        };
        let busy = || {
            Failure::Offline(
                "another copy of closeout does not come to an end of renewing the sign-in".into(),
            )
        };
        tokio::time::timeout(PATIENCE, taken).await.map_err(|_| busy())?
    }

    fn signed_out(&self) -> String {
        format!("You have signed out: `{}` signs in again", self.again)
    }

    fn lost(&self) -> String {
        format!("The renewed sign-in never arrived: `{}` begins another", self.again)
    }
}

impl Held {
    fn bearer(&self) -> Bearer {
        Bearer(self.tokens.access.clone())
    }

    fn is(&self, shown: &Bearer) -> bool {
        self.tokens.access.expose_secret() == shown.0.expose_secret()
    }

    fn is_good(&self, at: Timestamp) -> bool {
        !self.is_refused && at < self.tokens.expires
    }
}

fn unstorable(why: &str) -> Failure {
    Failure::Offline(format!("The sign-in cannot be renewed, as it cannot be stored: {why}"))
}

fn unreadable(why: &str) -> Failure {
    Failure::Offline(format!("The sign-in cannot be read: {why}"))
}
