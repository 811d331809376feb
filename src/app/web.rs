//! Where things stand in Close's own web application, and showing them there.
//!
//! Close has no page for a single task; its lead's page lists it. What belongs to no lead is only to be found
//! in the inbox there.

use super::copy::{self, Copying};
use super::effect::Effect;
use super::model::Model;
use super::outside::Opening;
use super::overlay::Overlay;
use super::slip::Slip;
use super::vacant;
use crate::domain::id::{LeadId, is_plain};
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

/// Where Close's web application is.
const WEB: &str = "https://app.close.com";
/// What is said of an address in the demo.
const DEMO: &str = "This is the demo: there is no such page in Close.";

/// The page of a lead; none for an id that would make another address of it.
pub fn lead(id: &LeadId) -> Option<String> {
    is_plain(id.as_str()).then(|| format!("{WEB}/lead/{id}/"))
}

/// The page a task is found on.
pub fn place(task: &Task) -> String {
    let lead = task.lead.as_ref().and_then(|named| lead(&named.id));
    lead.unwrap_or_else(|| format!("{WEB}/inbox/"))
}

/// Shows the task under the cursor in the browser; where there is none, its address.
pub(super) fn open(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let Some(address) = model.selected().map(place) else {
        vacant::say(model, at);
        return Vec::new();
    };
    open_address(model, at, address)
}

/// Shows an address in the browser; where there is none, in a box.
pub(super) fn open_address(model: &mut Model, at: Timestamp, address: String) -> Vec<Effect> {
    let why = match model.settings.outside.browser {
        _ if model.settings.is_demo => DEMO,
        Opening::Possible => {
            model.notices.info(at, format!("Opening {address}"));
            return vec![Effect::Browse(address)];
        }
        Opening::NoDisplay => "There is no display here to open a browser on.",
        Opening::NoProgram => "There is no browser here; the option browser names one.",
    };
    lay_out(model, address, vec![why.into()]);
    Vec::new()
}

/// Shows the address of the task under the cursor, and copies it.
pub(super) fn show(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let Some(address) = model.selected().map(place) else {
        vacant::say(model, at);
        return Vec::new();
    };
    let notes = if model.settings.is_demo { vec![DEMO.into()] } else { Vec::new() };
    lay_out(model, address.clone(), notes);
    copy::hand_over(model, at, Copying { what: address.clone(), text: address })
}

fn lay_out(model: &mut Model, address: String, notes: Vec<String>) {
    let subject = model.selected().map(|task| model.subject(&task.id)).unwrap_or_default();
    let slip = Slip::new(format!("In Close · {subject}"), address, notes);
    model.overlays.push(Overlay::Slip(Box::new(slip)));
}

/// The browser was asked to show an address, or could not be.
pub(super) fn on_browsed(model: &mut Model, at: Timestamp, address: &str, result: Result<(), String>) {
    match result {
        Ok(()) => model.notices.done(at, format!("Opened {address}")),
        Err(why) => {
            lay_out(model, address.to_owned(), vec![why.clone()]);
            model.notices.bad(at, why);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Named;

    #[test]
    fn a_task_is_found_at_its_lead_and_without_one_in_the_inbox() {
        let of = |id: &str| {
            let lead = Some(Named::new(LeadId::new(id), "Acme"));
            place(&Task { lead, ..Task::new("task_1", "Call") })
        };
        assert_eq!(of("lead_1"), "https://app.close.com/lead/lead_1/");
        assert_eq!(of("../settings"), "https://app.close.com/inbox/");
        assert_eq!(place(&Task::new("task_1", "Call")), "https://app.close.com/inbox/");
    }
}
