//! From the flags of `closeout list` to a query, and to what is left out of its answer.
//!
//! Close lets a view override bounds on the date, so where both are given the bounds are kept to here.

use crate::app::errand::Listing;
use crate::app::filter::Filter;
use crate::app::model::Model;
use crate::app::settings::Settings;
use crate::cli::args::list::OrderBy;
use crate::cli::args::{List, View};
use crate::cli::trouble::Trouble;
use crate::cli::{MISTAKEN, phrase, who};
use crate::close::bulk;
use crate::domain::arrangement::{Arrangement, Grouping, Sort};
use crate::domain::due::Due;
use crate::domain::id::{LeadId, TaskId, UserId};
use crate::domain::query::{Bounds, Order, Query};
use crate::domain::tab::{Tab, Today};
use crate::domain::task::Task;
use crate::domain::whose::Owner;
use crate::domain::zone::{Timestamp, Zone};
use crate::shell::world;

/// What is to be listed.
pub(super) struct Wanted {
    query: Query,
    limit: Option<usize>,
    // Bounds that Close would override.
    own: Bounds<Due>,
    seen: Option<Seen>,
}

/// What a view asks for that Close cannot be asked.
struct Seen {
    filter: Filter,
    owner: Option<Owner>,
    // The order, where Close has none like it.
    order: Option<(Tab, Arrangement)>,
}

impl Wanted {
    /// What Close is asked for.
    pub(super) fn listing(&self) -> Listing {
        let has_own = self.own != Bounds::default() || self.seen.is_some();
        Listing::new(self.query.clone(), self.limit.filter(|_| !has_own)).noted()
    }

    /// How many are printed at most.
    pub(super) fn most(&self) -> Option<usize> {
        self.limit
    }

    /// Whether a task that came is one of those that were asked for.
    pub(super) fn keeps(&self, task: &Task, today: &Today) -> bool {
        self.is_within(task, today) && self.seen.as_ref().is_none_or(|seen| seen.keeps(task, today))
    }

    /// The order all of them have to be put in before the first is printed.
    pub(super) fn order(&self) -> Option<(Tab, Arrangement)> {
        self.seen.as_ref()?.order
    }

    fn is_within(&self, task: &Task, today: &Today) -> bool {
        if self.own == Bounds::default() {
            return true;
        }
        let Some(due) = task.due else { return false };
        let at = |due: Due| due.instant(today.zone);
        self.own.gte.is_none_or(|from| at(due) >= at(from)) && self.own.lt.is_none_or(|end| at(due) < at(end))
    }
}

impl Seen {
    // What the list in front shows of itself, without what Close can be asked for.
    fn of(list: &List, model: &Model) -> Self {
        let (tab, order) = (model.lists.tab, model.lists.arrangement(model.lists.tab));
        let is_own = list.order_by.is_none() && !is_known(order);
        let owner = model.lists.owner().filter(|owner| matches!(owner, Owner::Many(_)));
        Self {
            filter: model.lists.filter().clone(),
            owner: owner.filter(|_| list.assigned_to.is_none()).cloned(),
            order: is_own.then_some((tab, order)),
        }
    }

    fn keeps(&self, task: &Task, today: &Today) -> bool {
        self.filter.keeps(task, Some(today)) && self.owner.as_ref().is_none_or(|owner| owner.has(task))
    }
}

// Whether Close has an order like that; days follow each other in any that goes by date.
fn is_known(order: Arrangement) -> bool {
    match order.sort {
        Sort::Due => matches!(order.grouping, Grouping::Nothing | Grouping::Day),
        Sort::Newest => order.grouping == Grouping::Nothing,
        Sort::Hottest | Sort::Priority => false,
    }
}

/// Whether somebody else than we is asked about.
pub(super) fn needs_people(list: &List) -> bool {
    let who = list.assigned_to.as_deref().unwrap_or("me").to_lowercase();
    !["me", "all"].contains(&who.as_str())
}

/// Finds what is wrong with the flags without asking anybody.
pub(super) fn check(list: &List, model: &Model) -> Result<(), Trouble> {
    dates(list, &model.settings)?;
    let lead = list.lead.as_deref().map(TaskId::new);
    if lead.is_some_and(|lead| bulk::chunks(&[lead]).is_err()) {
        let lead = list.lead.as_deref().unwrap_or_default();
        return Err(Trouble::new(MISTAKEN, format!("{lead:?} is not the id of a lead")));
    }
    let is_kind = |kind: &String| {
        kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    match list.kinds.iter().find(|kind| kind.is_empty() || !is_kind(kind)) {
        Some(odd) => Err(Trouble::new(
            MISTAKEN,
            format!("{odd:?} is not a kind of task: they are called lead, incoming_email and so on"),
        )),
        None => Ok(()),
    }
}

/// The flags as a query.
pub(super) fn read(list: &List, model: &Model) -> Result<Wanted, Trouble> {
    let (due, created) = dates(list, &model.settings)?;
    let has_dates = due != Bounds::default();
    let view = match &list.view {
        Some(View::Tab(tab)) => Some(*tab),
        Some(View::Named(_)) => Some(model.lists.tab),
        None => (!has_dates).then_some(Tab::Inbox),
    };
    let is_view = matches!(list.view, Some(View::Named(_)));
    let seen = is_view.then(|| Seen::of(list, model));
    let is_newest = is_view && view.is_some_and(|tab| model.lists.arrangement(tab).sort == Sort::Newest);
    let is_backwards = view == Some(Tab::Archive) || is_newest;
    let usual = if is_backwards { OrderBy::CreatedBackwards } else { OrderBy::Date };
    let lead = list.lead.as_deref().map(LeadId::new);
    let query = Query {
        kinds: list.kinds.iter().map(|kind| kind.as_str().into()).collect(),
        lead: lead.or_else(|| seen.as_ref()?.filter.lead_id().map(|(id, _)| id.clone())),
        is_complete: view.is_none().then_some(false),
        assignee: assignee(list, model, is_view)?,
        view,
        due: if view.is_none() { due } else { Bounds::default() },
        created,
        order: Order::from(list.order_by.unwrap_or(usual)),
        is_whole: true,
        ..Query::default()
    };
    let own = if view.is_some() { due } else { Bounds::default() };
    Ok(Wanted { query, limit: list.limit, own, seen })
}

fn assignee(list: &List, model: &Model, is_view: bool) -> Result<Option<UserId>, Trouble> {
    let who = match &list.assigned_to {
        Some(who) if who.eq_ignore_ascii_case("all") => return Ok(None),
        Some(who) => who.as_str(),
        None if is_view => return Ok(model.lists.owner().and_then(Owner::alone).cloned()),
        None => "me",
    };
    let me = model.me.as_ref().map(|me| &me.user);
    who::find(who, &model.people, me).map(|person| Some(person.id))
}

type Dates = (Bounds<Due>, Bounds<Timestamp>);

fn dates(list: &List, settings: &Settings) -> Result<Dates, Trouble> {
    let (now, zone) = (world::now(), settings.zone);
    let read =
        |text: &Option<String>| text.as_deref().map(|text| phrase::any(text, settings, now)).transpose();
    let due =
        Bounds { gte: read(&list.date_from)?, lt: read(&list.date_to)?.map(just_after), ..Bounds::default() };
    let from = read(&list.created_from)?.map(|from| begun(from, zone));
    let to = read(&list.created_to)?.map(|to| begun(just_after(to), zone));
    if let Some(from) = from.filter(|from| *from > now) {
        let text = list.created_from.as_deref().unwrap_or_default();
        let day = zone.day_of(from).format("%-d %b %Y");
        let sentence = format!("{text:?} is {day}, and nothing was made after today yet: write the year");
        return Err(Trouble::new(MISTAKEN, sentence));
    }
    Ok((due, Bounds { gte: from, lt: to, ..Bounds::default() }))
}

// "Up to Friday" has the whole Friday in it.
fn just_after(due: Due) -> Due {
    match due {
        Due::Day(day) => Due::Day(day.succ_opt().unwrap_or(day)),
        Due::At(at) => Due::At(at + chrono::TimeDelta::seconds(1)),
    }
}

fn begun(due: Due, zone: Zone) -> Timestamp {
    match due {
        Due::Day(day) => zone.start_of(day),
        Due::At(at) => at,
    }
}
