//! Running a command that talks to Close: the program without its screen.
//!
//! Commands and screen share the client, the store and the outbox; what is changed from here is an entry on the
//! same board. This is the frame around every such command, and the words for how it can end early.

use std::io;
use std::rc::Rc;

use super::account::Entrance;
use super::args::Arguments;
use super::paper::Paper;
use super::trouble::{Answer, Trouble};
use super::{FAILED, UNAUTHORISED, UNREACHABLE, account};
use crate::app::errand::{Errand, Needs};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::settings::Access;
use crate::app::sync::Standing;
use crate::close::client::Client;
use crate::close::http::Http;
use crate::domain::id::TaskId;
use crate::shell::errand::{Ended, Runner, Watch};
use crate::shell::{logs, places, runtime, world};

/// A command at work.
pub(super) struct Desk {
    /// The program.
    pub(super) runner: Runner<Http>,
    /// Where it writes.
    pub(super) paper: Paper,
}

/// What long work is called, and how far it has come: done, and of how many, 0 where that is not known.
pub(super) type Work<'a> = (&'a str, &'a dyn Fn(&Model) -> (usize, usize));

const NO_KEY: &str = "there is no key to Close: `closeout login` keeps one, or set CLOSE_API_KEY (`closeout` alone \
                      says where to get one)";

/// Does some work that changes nothing with the program, then closes everything.
pub(super) fn run(arguments: &Arguments, work: impl AsyncFnOnce(&mut Desk) -> Answer) -> Answer {
    work_as(arguments, |_| Ok(()), work)
}

/// Does some work that may change something, where anything may be changed.
pub(super) fn change(arguments: &Arguments, work: impl AsyncFnOnce(&mut Desk) -> Answer) -> Answer {
    work_as(arguments, account::may_change, work)
}

fn work_as(
    arguments: &Arguments,
    may: impl FnOnce(&Entrance) -> Result<(), Trouble>,
    work: impl AsyncFnOnce(&mut Desk) -> Answer,
) -> Answer {
    let mut loaded = account::options(arguments)?;
    let entrance = account::enter(arguments.account.as_deref(), &mut loaded.config)?;
    let entrance = entrance.ok_or_else(|| Trouble::new(UNAUTHORISED, NO_KEY))?;
    may(&entrance)?;
    let files = account::files(&loaded.config, &entrance.credential)?;
    let state = places::state_folder(&world::environment);
    let _log = state.map(|state| logs::start(&state, world::environment(logs::VARIABLE).as_deref()));
    let mut paper = Paper::new(&loaded.config);
    for mistake in &loaded.mistakes {
        paper.note(&mistake.to_string())?;
    }
    let settings = account::settings(&loaded.config, entrance.account.as_ref(), None);
    let http = Http::over(&loaded.config.base_url, loaded.config.route());
    let client = Client::new(http, entrance.credential, settings.zone);
    let client = client.that_only_reads(settings.access == Access::Reading);
    runtime::run(async {
        let last = files.last();
        let mut runner = Runner::new(client, Rc::new(files), settings, last);
        runner.model.views.config = loaded.config.views;
        let mut desk = Desk { runner, paper };
        let answer = work(&mut desk).await;
        let written = desk.paper.finish();
        desk.runner.finish().await;
        let code = answer?;
        written?;
        Ok(code)
    })?
}

impl Desk {
    /// Waits for something while a line says how far it has come, counted as done and of how many.
    pub(super) async fn until(
        &mut self,
        needs: Needs,
        is_so: impl Fn(&Model) -> bool,
        what: Work<'_>,
    ) -> io::Result<Ended> {
        let mut watch = Counting { paper: &mut self.paper, what: what.0, count: what.1 };
        self.runner.until(needs, is_so, &mut watch).await
    }

    /// Waits until Close has said who we are and what is kept here has been read.
    pub(super) async fn ready(&mut self, needs: Needs) -> Result<(), Trouble> {
        // The loop begins with its first message.
        self.runner.order(Errand::Read(Vec::new()));
        let ended = self.until(needs, Model::is_ready, ("Connecting", &|_| (0, 0))).await?;
        done(ended)
    }

    /// Knows how these tasks are, as a change needs it. Says why not where Close cannot be reached, but the change
    /// can be kept.
    pub(super) async fn know(&mut self, tasks: Vec<TaskId>) -> Result<Option<String>, Trouble> {
        let of = tasks.len();
        self.learn(Errand::Know(tasks), of).await
    }

    /// The same for what cannot be taken back: all of them are read.
    pub(super) async fn read(&mut self, tasks: Vec<TaskId>) -> Result<Option<String>, Trouble> {
        let of = tasks.len();
        self.learn(Errand::Read(tasks), of).await
    }

    async fn learn(&mut self, errand: Errand, of: usize) -> Result<Option<String>, Trouble> {
        self.runner.order(errand);
        let reading = move |model: &Model| (of.saturating_sub(model.sync.reading.unchecked()), of);
        let read = self.until(Needs::Both, Model::has_read, ("Reading", &reading)).await?;
        let Ended::Unreachable(why) = read else { return done(read).map(|()| None) };
        done(self.loaded().await?)?;
        if self.runner.model.me.is_none() {
            let sentence =
                format!("{why}; nothing was changed, as nothing is known here of this account yet");
            return Err(Trouble::new(UNREACHABLE, sentence));
        }
        Ok(Some(why))
    }

    /// Waits until Close has said who we are, as a change needs it.
    pub(super) async fn met(&mut self) -> Result<Option<String>, Trouble> {
        self.read(Vec::new()).await
    }

    /// Waits until Close has said who else there is; where it cannot be reached, those known here have to do.
    pub(super) async fn people(&mut self) -> Result<(), Trouble> {
        self.runner.order(Errand::People);
        let ended = self.until(Needs::Close, Model::has_people, ("Reading people", &|_| (0, 0))).await?;
        if matches!(ended, Ended::Unreachable(_)) {
            self.loaded().await?;
        }
        if self.runner.model.people.is_empty() { done(ended) } else { Ok(()) }
    }

    /// Waits until what is kept here has been read, whatever Close says.
    pub(super) async fn loaded(&mut self) -> io::Result<Ended> {
        self.until(Needs::Store, Model::is_at_rest, ("Reading", &|_| (0, 0))).await
    }
}

/// Ends the command where waiting did not end well.
pub(super) fn done(ended: Ended) -> Result<(), Trouble> {
    match ended {
        Ended::Done => Ok(()),
        Ended::Rejected(why) => Err(Trouble::new(UNAUTHORISED, why)),
        Ended::Unreachable(why) => Err(Trouble::new(UNREACHABLE, why)),
        Ended::Broken(why) => Err(Trouble::new(FAILED, format!("changes cannot be kept here: {why}"))),
        Ended::Interrupted => Err(Trouble::new(FAILED, "stopped; nothing was changed that was not said")),
        Ended::Taken => Err(Trouble::new(
            FAILED,
            "closeout is open elsewhere on this account, and only one copy can change things: do it there, or \
             close it and try again",
        )),
    }
}

struct Counting<'a> {
    paper: &'a mut Paper,
    what: &'a str,
    count: &'a dyn Fn(&Model) -> (usize, usize),
}

impl Watch for Counting<'_> {
    fn heard(&mut self, _: &Msg) -> io::Result<()> {
        Ok(())
    }

    fn looked(&mut self, model: &Model) -> io::Result<()> {
        let now = world::now();
        if let Standing::Held(until) = model.sync.standing(now) {
            let clock = model.settings.zone.local(until).format("%-H:%M:%S");
            return self.paper.progress(&format!("Waiting for Close until {clock}"), 0, 0);
        }
        let (done, of) = (self.count)(model);
        self.paper.progress(self.what, done, of)
    }
}
