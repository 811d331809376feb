//! From a command to what it does.
//!
//! Words become a day, a person or a choice at the moment they are used, and only when they can mean one thing:
//! nobody sees what a key is about to do. The tasks are those the action's own key would act on.

use super::action::Action;
use super::command::{Command, Verb, tab_named};
use super::dates::{self, moves::How};
use super::effect::Effect;
use super::model::Model;
use super::triage::{self, Deed};
use super::{accounts, available, browse, fuzzy, keys, people, views, whose};
use crate::domain::id::{Named, Text, UserId};
use crate::domain::label;
use crate::domain::people::User;
use crate::domain::tab::Tab;
use crate::domain::whose::Whose;
use crate::domain::zone::Timestamp;

/// A command whose words are understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// An action.
    Do(Action),
    /// Move to this day, or each to one of its own.
    Move(Deed),
    /// Hand to this person.
    Assign(Named<UserId>),
    /// Filter by these words.
    Filter(String),
    /// Show the tasks of these people.
    Show(Whose),
    /// Go to this tab.
    Tab(Tab),
    /// Open the view of this name.
    View(Text),
    /// Go on as this account.
    Account(String),
}

impl Order {
    /// The action that is refused where this is.
    fn kin(&self) -> Action {
        match self {
            Self::Do(action) => *action,
            Self::Move(_) => Verb::Move.kin(),
            Self::Assign(_) => Verb::Assign.kin(),
            Self::Filter(_) => Verb::Filter.kin(),
            Self::Show(_) => Verb::Show.kin(),
            Self::Tab(_) => Verb::Tab.kin(),
            Self::View(_) => Verb::View.kin(),
            Self::Account(_) => Verb::Account.kin(),
        }
    }
}

/// Does a command; where its words mean nothing or too much, says so.
pub fn run(model: &mut Model, at: Timestamp, command: &Command) -> Vec<Effect> {
    match understand(model, at, command) {
        Ok(order) => carry_out(model, at, order),
        Err(why) => {
            model.notices.bad(at, why);
            Vec::new()
        }
    }
}

/// What a command means now.
pub fn understand(model: &Model, at: Timestamp, command: &Command) -> Result<Order, String> {
    let (verb, words) = match command {
        Command::Do(action) => return Ok(Order::Do(*action)),
        Command::With(verb, words) => (*verb, words.as_str()),
    };
    match verb {
        Verb::Move => {
            dates::open::deed(model, at, &model.targets(), &How::Phrase(words.to_owned())).map(Order::Move)
        }
        Verb::Assign => {
            let people: Vec<&User> = model.people.iter().filter(|user| user.is_active).collect();
            let names: Vec<&str> = people.iter().map(|user| &*user.name).collect();
            fuzzy::only(words, &names, || people::nobody(&model.people, words))
                .and_then(|at| people.get(at).map(|user| Order::Assign(user.named())).ok_or_else(String::new))
        }
        Verb::Filter => Ok(Order::Filter(words.to_owned())),
        Verb::Show => whose::called(model, words).map(Order::Show),
        Verb::View => model.views.meant(words).map(|view| Order::View(view.name.clone())),
        Verb::Account => accounts::called(model, words).map(Order::Account),
        Verb::Tab => tab_named(words).map(Order::Tab).ok_or_else(|| format!("There is no tab {words}")),
    }
}

/// Does an order to the tasks its action's key would act on.
pub fn carry_out(model: &mut Model, at: Timestamp, order: Order) -> Vec<Effect> {
    if let Order::Do(action) = order {
        return keys::on_action(model, at, action);
    }
    if let Some(why) = available::refusal(model, order.kin()) {
        model.notices.info(at, why);
        return Vec::new();
    }
    let deed = match order {
        Order::Do(_) => return Vec::new(),
        Order::Move(deed) => deed,
        Order::Assign(person) => Deed::Assign(person),
        Order::Filter(text) => {
            let filter = model.lists.filter().with_text(&text);
            model.lists.set_filter(filter, &model.board);
            return Vec::new();
        }
        Order::Show(whose) => {
            whose::choose(model, at, whose);
            return Vec::new();
        }
        Order::Tab(tab) => {
            browse::go_to(model, tab);
            return Vec::new();
        }
        Order::View(name) => {
            views::open(model, at, &name);
            return Vec::new();
        }
        Order::Account(name) => return accounts::choose(model, at, name),
    };
    triage::request(model, at, model.targets(), deed);
    Vec::new()
}

/// An order in words, before it is done.
pub fn words(model: &Model, order: &Order) -> String {
    match order {
        Order::Do(action) => action.spec().title.into(),
        Order::Move(Deed::Move(due)) => {
            format!("Move to {}", label::long(*due, model.today.now, model.today.zone))
        }
        Order::Move(deed) => deed.order(&model.targets(), &model.today),
        Order::Assign(person) => format!("Hand to {}", person.name().unwrap_or("them")),
        Order::Filter(text) if text.is_empty() => "Show everything again".into(),
        Order::Filter(text) => format!("Show only what fits {text}"),
        Order::Show(whose) => format!("Show {}", whose::label_of(model, whose)),
        Order::Tab(tab) => format!("Go to {}", tab.title()),
        Order::View(name) => format!("Open the view {name}"),
        Order::Account(name) => format!("Go on as {name}"),
    }
}
