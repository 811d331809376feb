//! Views: what the list shows, under a name.
//!
//! Opening one shows its tab, filter, order and people, as if each had been asked for. All of that is borrowed:
//! none of it is kept for the next time, and leaving the view puts back what stood there before. Which views
//! there are is said by the config and by what was saved from the screen.

pub mod dialog;

use super::browse;
use super::filter::Filter;
use super::fuzzy;
use super::marks::Marks;
use super::model::Model;
use super::sync::groups::Groups;
use super::triage;
use super::whose;
use crate::domain::arrangement::Arrangement;
use crate::domain::id::{Named, Text};
use crate::domain::tab::Tab;
use crate::domain::view::{Scope, View};
use crate::domain::whose::Whose;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// The views there are, and which of them is open.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// Those of the config.
    pub config: Vec<View>,
    /// Those that were saved from the screen, by name.
    pub saved: Vec<View>,
    /// What is to be opened as soon as that can be.
    pub awaited: Option<Awaited>,
    open: Option<Open>,
}

/// A view that cannot be opened yet, as something is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// What it is called.
    pub name: String,
    /// A filter besides its own.
    pub filter: String,
}

/// The view that is open.
#[derive(Clone, Debug)]
struct Open {
    name: Text,
    tab: Tab,
    // What is seen while nothing is changed, and what stood there before.
    seen: Stand,
    before: Stand,
}

/// Everything that decides what is seen.
#[derive(Clone, Debug)]
struct Stand {
    tab: Tab,
    filter: Filter,
    orders: [Arrangement; 3],
    whose: Whose,
}

/// Why a view is not open.
enum Trouble {
    /// Nobody has said yet what has to be known.
    Unknown,
    /// It cannot be, for this reason.
    Wrong(String),
}

impl Views {
    /// All of them, those of the config first.
    pub fn all(&self) -> impl Iterator<Item = &View> {
        self.config.iter().chain(&self.saved)
    }

    /// The one that is called exactly this.
    pub fn named(&self, name: &str) -> Option<&View> {
        self.all().find(|view| view.is_called(name))
    }

    /// The one that is called this, or so that nothing else can be meant.
    pub fn meant(&self, words: &str) -> Result<&View, String> {
        if let Some(view) = self.named(words) {
            return Ok(view);
        }
        let names: Vec<&str> = self.all().map(|view| &*view.name).collect();
        let at = fuzzy::only(words, &names, || format!("There is no view called {words}"))?;
        self.all().nth(at).ok_or_else(String::new)
    }

    /// The order of a tab is the view's, and not to be kept.
    pub fn lends(&self, tab: Tab) -> bool {
        self.open.as_ref().is_some_and(|open| open.tab == tab)
    }

    /// Whether a view is open, so that whose tasks are shown is not to be kept.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The user put a tab in another order that is not the view's.
    pub fn on_arranged(&mut self, tab: Tab, order: Arrangement) {
        if let Some(open) = &mut self.open {
            open.before.orders[tab.index()] = order;
        }
    }
}

impl Stand {
    fn of(model: &Model) -> Self {
        Self {
            tab: model.lists.tab,
            filter: model.lists.filter().clone(),
            orders: Tab::ALL.map(|tab| model.lists.arrangement(tab)),
            whose: model.whose.clone(),
        }
    }

    // Whether the same is seen in the tab that counts.
    fn shows_the_same(&self, model: &Model) -> bool {
        self.tab == model.lists.tab
            && self.orders[self.tab.index()] == model.lists.arrangement(self.tab)
            && self.filter.is_like(model.lists.filter())
            && self.whose.is_like(&model.whose)
    }

    fn show(self, model: &mut Model) {
        if self.whose != model.whose {
            model.whose = self.whose;
            model.marks = Marks::default();
            whose::show(model);
        }
        for (tab, order) in Tab::ALL.into_iter().zip(self.orders) {
            if model.lists.arrangement(tab) != order {
                model.lists.arrange((tab, order), &model.board, &model.today);
            }
        }
        if !self.filter.is_like(model.lists.filter()) {
            model.lists.set_filter(self.filter, &model.board);
        }
        browse::go_to(model, self.tab);
    }
}

/// Opens the view of this name, now or as soon as everything it needs is known.
pub fn open(model: &mut Model, at: Timestamp, name: &str) {
    let awaited = Awaited { name: name.to_owned(), filter: String::new() };
    match try_open(model, &awaited) {
        Ok(()) => {}
        Err(Trouble::Wrong(why)) => model.notices.bad(at, why),
        Err(Trouble::Unknown) => {
            model.views.awaited = Some(awaited);
            model.notices.info(at, format!("Close is asked whose tasks {name} shows"));
        }
    }
}

/// Something became known that a view may have waited for.
pub fn follow(model: &mut Model, at: Timestamp) {
    let Some(awaited) = model.views.awaited.take() else { return };
    match try_open(model, &awaited) {
        Ok(()) => {}
        Err(Trouble::Unknown) => model.views.awaited = Some(awaited),
        Err(Trouble::Wrong(why)) => model.notices.bad(at, why),
    }
}

/// Whether a view waits to hear which groups there are: nobody who is known is called what it says.
pub fn awaits_groups(model: &Model) -> bool {
    model.views.awaited.is_some() && !model.people.is_empty()
}

fn try_open(model: &mut Model, awaited: &Awaited) -> Result<(), Trouble> {
    let view = model.views.meant(&awaited.name).map_err(Trouble::Wrong)?.clone();
    let whose = resolve(model, &view)?;
    let before = model.views.open.take().map_or_else(|| Stand::of(model), |open| open.before);
    let mut orders = before.orders;
    orders[view.tab.index()] = view.order;
    let seen = Stand { tab: view.tab, filter: filter_of(&view), orders, whose };
    let mut shown = seen.clone();
    if !awaited.filter.is_empty() {
        shown.filter = shown.filter.with_text(format!("{} {}", seen.filter.text, awaited.filter).trim());
    }
    shown.show(model);
    model.views.awaited = None;
    model.views.open = Some(Open { name: view.name, tab: view.tab, seen, before });
    Ok(())
}

fn filter_of(view: &View) -> Filter {
    match &view.lead {
        Some(lead) => {
            Filter::of_lead(lead.id.clone(), lead.name().unwrap_or("this lead")).with_text(&view.filter)
        }
        None => Filter::read(&view.filter),
    }
}

fn resolve(model: &Model, view: &View) -> Result<Whose, Trouble> {
    let name = match &view.whose {
        Scope::Of(whose) => return Ok(whose::as_known(model, whose)),
        Scope::Called(name) => name,
    };
    let found = whose::called(model, name);
    let is_all_known = !model.people.is_empty() && matches!(model.groups, Groups::Known(_));
    let trouble = |why| {
        if is_all_known {
            Trouble::Wrong(format!("The view {} cannot be opened: {why}", view.name))
        } else {
            Trouble::Unknown
        }
    };
    found.map_err(trouble)
}

/// Leaves the view that is open: what stood there before is seen again. Whether one was open.
pub fn leave(model: &mut Model) -> bool {
    model.views.awaited = None;
    let Some(Open { tab, before, .. }) = model.views.open.take() else { return false };
    // Whoever has gone elsewhere meanwhile stays there.
    let here = model.lists.tab;
    let tab = if here == tab { before.tab } else { here };
    Stand { tab, ..before }.show(model);
    true
}

/// Everything is read anew: a view that is open is opened again when that is done.
pub fn set_aside(model: &mut Model) {
    let name = model.views.open.as_ref().map(|open| open.name.to_string());
    if let Some(name) = name {
        leave(model);
        model.views.awaited = Some(Awaited { name, filter: String::new() });
    }
}

/// The name of the view that is open, and whether something else is seen than it shows.
pub fn label(model: &Model) -> Option<(&str, bool)> {
    let open = model.views.open.as_ref()?;
    Some((&open.name, !open.seen.shows_the_same(model)))
}

/// What is seen now, as a view of this name.
pub fn as_view(model: &Model, name: Text) -> View {
    let (tab, filter) = (model.lists.tab, model.lists.filter());
    View {
        name,
        tab,
        filter: filter.text.trim().into(),
        lead: filter.lead_id().map(|(id, name)| Named::new(id.clone(), name)),
        order: model.lists.arrangement(tab),
        whose: Scope::Of(model.whose.clone()),
    }
}

/// Saves what is seen now under a name, in the place of what had it before.
pub fn save(model: &mut Model, at: Timestamp, name: Text) {
    if triage::only_reads(model, at) {
        return;
    }
    let view = as_view(model, name.clone());
    put(model, view);
    let (seen, tab) = (Stand::of(model), model.lists.tab);
    let before = match model.views.open.take() {
        Some(open) => open.before,
        // What was only typed is what the view is left for.
        None => Stand { filter: Filter::default(), ..seen.clone() },
    };
    model.notices.done(at, format!("Saved: the view {name}"));
    model.views.open = Some(Open { name, tab, seen, before });
}

/// Calls a saved view something else.
pub fn rename(model: &mut Model, at: Timestamp, old: &str, new: Text) {
    if triage::only_reads(model, at) {
        return;
    }
    let Some(view) = take(model, old) else { return };
    if let Some(open) = model.views.open.as_mut().filter(|open| open.name == view.name) {
        open.name = new.clone();
    }
    model.notices.done(at, format!("The view {} is called {new} now", view.name));
    put(model, View { name: new, ..view });
}

/// Forgets a saved view, and leaves it where it is open.
pub fn remove(model: &mut Model, at: Timestamp, name: &str) {
    if triage::only_reads(model, at) {
        return;
    }
    let Some(view) = take(model, name) else { return };
    if model.views.open.as_ref().is_some_and(|open| open.name == view.name) {
        leave(model);
    }
    model.notices.done(at, format!("Deleted: the view {}", view.name));
}

fn put(model: &mut Model, view: View) {
    drop(take(model, &view.name));
    model.disk.keep([Write::View(Box::new(view.clone()))]);
    let at = model.views.saved.partition_point(|other| other.name.to_lowercase() < view.name.to_lowercase());
    model.views.saved.insert(at, view);
}

fn take(model: &mut Model, name: &str) -> Option<View> {
    let at = model.views.saved.iter().position(|view| view.is_called(name))?;
    let view = model.views.saved.remove(at);
    model.disk.keep([Write::DropView(view.name.clone())]);
    Some(view)
}

/// What a view shows, in words.
pub fn words(model: &Model, view: &View) -> String {
    let whose = match &view.whose {
        Scope::Of(Whose::Us) => None,
        Scope::Of(whose) => Some(whose::label_of(model, whose)),
        Scope::Called(name) => Some(format!("tasks of {name}")),
    };
    let lead = view.lead.as_ref().map(|lead| format!("only {}", lead.name().unwrap_or("one lead")));
    let order = super::arrange::words(view.tab, view.order);
    let filter = Some(view.filter.to_string()).filter(|filter| !filter.is_empty());
    let parts = [Some(view.tab.title().to_owned()), whose, lead, filter, order];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
