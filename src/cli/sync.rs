//! `closeout sync`: send what waits, and learn everything a screen would show. A read only account only learns.

use super::args::Arguments;
use super::errand::{self, Desk};
use super::outbox::changes;
use super::trouble::Answer;
use super::{DONE, PARTLY, UNREACHABLE};
use crate::app::errand::{Errand, Needs};
use crate::app::model::Model;
use crate::app::settings::Access;
use crate::app::triage::counted;
use crate::app::words::agree;
use crate::domain::tab::Tab;
use crate::shell::errand::Ended;

/// Sends and reads.
pub(super) fn run(arguments: &Arguments) -> Answer {
    errand::run(arguments, synchronise)
}

async fn synchronise(desk: &mut Desk) -> Answer {
    desk.runner.order(Errand::Everything);
    let opened = desk.until(Needs::Both, Model::is_ready, ("Connecting", &|_| (0, 0))).await?;
    if let Ended::Unreachable(_) = opened {
        desk.loaded().await?;
    }
    let (waiting, refused) = (desk.runner.model.board.waiting(), desk.runner.model.problems.len());
    let came = |model: &Model| (model.sync.reading.loading().unwrap_or_default(), 0);
    let ended = match opened {
        Ended::Done => desk.until(Needs::Both, Model::is_synced, ("Reading", &came)).await?,
        other => other,
    };
    let model = &desk.runner.model;
    let (left, newly_refused) = (model.board.waiting(), model.problems.len().saturating_sub(refused));
    let sent = waiting.saturating_sub(left + newly_refused);
    let open = model.lists.count(Tab::Inbox) + model.lists.count(Tab::Future);
    if let Ended::Unreachable(why) = &ended {
        desk.paper.note(why)?;
        if left > 0 {
            desk.paper.note(&format!("{} still waiting in the outbox", changes(left)))?;
        }
        return Ok(UNREACHABLE);
    }
    errand::done(ended)?;
    let open = format!("{} open", counted(open));
    if model.settings.access == Access::Reading {
        desk.paper.line(&format!("{open}; nothing is sent, as this account is read only"))?;
        if left > 0 {
            let stay = agree(left, "stays", "stay");
            desk.paper.note(&format!("{} from before {stay} in the outbox", changes(left)))?;
        }
        return Ok(DONE);
    }
    desk.paper.line(&format!("Sent {}; {open}", changes(sent)))?;
    if newly_refused > 0 {
        let sentence = format!("Close refused {}: `closeout outbox` says why", changes(newly_refused));
        desk.paper.note(&sentence)?;
        return Ok(PARTLY);
    }
    Ok(DONE)
}
