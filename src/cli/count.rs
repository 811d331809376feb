//! `closeout count`: how much there is to do, for a prompt or a status line.
//!
//! Where the store was in step with Close a moment ago it is counted without asking anybody, so that a status
//! line costs nothing beside an open screen. What is old is still said where Close cannot be reached.

use chrono::TimeDelta;
use serde_json::json;

use super::args::{Arguments, Count, CountFormat};
use super::errand::{self, Desk};
use super::trouble::Answer;
use super::{DONE, UNREACHABLE};
use crate::app::errand::{Breadth, Errand, Needs};
use crate::app::model::Model;
use crate::app::words::is_late_after;
use crate::domain::due::Due;
use crate::domain::tab::{Tab, Today};
use crate::domain::zone::Timestamp;
use crate::shell::errand::Ended;
use crate::shell::world;

/// What was in step with Close so long ago is counted as it is.
const FRESH: TimeDelta = TimeDelta::minutes(3);

/// Counts.
pub(super) fn run(arguments: &Arguments, count: &Count) -> Answer {
    errand::run(arguments, async |desk| {
        desk.runner.ask_for(Breadth::Nothing);
        desk.loaded().await?;
        if is_fresh(&desk.runner.model) {
            tell(desk, count.format)?;
            return Ok(DONE);
        }
        desk.runner.ask_for(Breadth::Everything);
        desk.runner.order(Errand::Read(Vec::new()));
        let ended = desk.until(Needs::Close, Model::is_swept, ("Reading", &|_| (0, 0))).await?;
        let Ended::Unreachable(why) = &ended else {
            errand::done(ended)?;
            tell(desk, count.format)?;
            return Ok(DONE);
        };
        if desk.runner.model.sync.reading.looked.is_some() {
            tell(desk, count.format)?;
        }
        desk.paper.note(why)?;
        Ok(UNREACHABLE)
    })
}

fn is_fresh(model: &Model) -> bool {
    let is_recent = |looked: Timestamp| (TimeDelta::zero()..FRESH).contains(&(world::now() - looked));
    model.is_loaded() && model.sync.reading.looked.is_some_and(is_recent)
}

/// What is counted.
struct Counts {
    inbox: usize,
    late: usize,
    future: usize,
    waiting: usize,
    refused: usize,
    looked: Option<Timestamp>,
}

impl Counts {
    fn of(model: &Model) -> Self {
        let today = Today::at(world::now(), model.settings.zone);
        let inbox = model.lists.tasks(Tab::Inbox).iter();
        let late = inbox
            .filter_map(|place| model.board.shown(place.task()?))
            .filter(|task| is_late_after(task, &today, model.settings.answer_minutes));
        let theirs = model.errands.as_ref().map_or(0, |errands| errands.theirs.len());
        Self {
            inbox: model.lists.count(Tab::Inbox),
            late: late.count(),
            future: model.lists.count(Tab::Future),
            waiting: model.board.waiting() + theirs,
            refused: model.problems.len(),
            looked: model.sync.reading.looked,
        }
    }

    fn words(&self, format: CountFormat) -> String {
        let Self { inbox, late, .. } = self;
        match format {
            CountFormat::Plain => inbox.to_string(),
            CountFormat::Tmux if *late > 0 => {
                format!("{inbox} #[fg=red]{late} late#[default]{}", self.unsent())
            }
            CountFormat::Tmux => format!("{inbox}{}", self.unsent()),
            CountFormat::Json => json!({
                "inbox": inbox,
                "late": late,
                "future": self.future,
                "waiting": self.waiting,
                "refused": self.refused,
                "as_of": self.looked.map(|at| Due::At(at).text()),
            })
            .to_string(),
        }
    }

    fn unsent(&self) -> String {
        match (self.waiting, self.refused) {
            (0, 0) => String::new(),
            (waiting, 0) => format!(" {waiting} unsent"),
            (_, refused) => format!(" #[fg=red]{refused} refused#[default]"),
        }
    }
}

fn tell(desk: &mut Desk, format: CountFormat) -> std::io::Result<()> {
    let counts = Counts::of(&desk.runner.model);
    desk.paper.line(&counts.words(format))
}
