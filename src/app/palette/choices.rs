//! What may stand behind a command that takes words: days, people, tabs, views, accounts.

use super::{Echo, Palette, Row};
use crate::app::command::{Command, Verb};
use crate::app::dates::moves::How;
use crate::app::dates::open;
use crate::app::dates::target::Target;
use crate::app::model::Model;
use crate::app::orders::{self, Order};
use crate::app::triage::Deed;
use crate::app::{fuzzy, people, views, whose};
use crate::domain::people::User;
use crate::domain::tab::Tab;
use crate::domain::view::View;
use crate::domain::when;
use crate::domain::whose::Whose;
use crate::domain::zone::Timestamp;

/// How many people are shown at once.
const MOST_PEOPLE: usize = 50;

/// Rows and what stands above them.
type Choices = (Vec<Row>, Echo);

/// What the words behind a verb may be, or why they mean nothing.
pub(super) fn with_words(
    model: &Model,
    at: Timestamp,
    palette: &Palette,
    (verb, words): (Verb, &str),
) -> Choices {
    let (mut rows, refused) = match verb {
        Verb::Move => days(model, at, palette, words),
        Verb::Assign => colleagues(model, words),
        Verb::Filter => (vec![row(model, format!("filter {words}"), Order::Filter(words.into()))], None),
        Verb::Show => (whose_rows(model, palette, words), None),
        Verb::Tab => (tabs(model, words), None),
        Verb::View => (view_rows(model, words), None),
        Verb::Account => (account_rows(model, words), None),
    };
    let own = palette.all.iter().find(|row| row.note == verb.name());
    if let Some(hindrance) = own.and_then(|row| row.hindrance.clone()) {
        rows.iter_mut().for_each(|row| row.hindrance = Some(hindrance.clone()));
    }
    let is_lost = rows.is_empty() && !words.is_empty();
    let refused = refused.or_else(|| is_lost.then(|| format!("Nothing here is called {words}")));
    let echo = refused.map_or_else(|| Echo::Hint(verb.words().into()), Echo::Refused);
    (rows, echo)
}

fn row(model: &Model, text: String, order: Order) -> Row {
    let title = orders::words(model, &order);
    Row { title, note: String::new(), keys: String::new(), hindrance: None, order: Some(order), text }
}

// What was typed, in each of its readings, then the usual days that begin so.
fn days(model: &Model, at: Timestamp, palette: &Palette, words: &str) -> (Vec<Row>, Option<String>) {
    let first = palette.tasks.first().and_then(|task| Target::of(model, task));
    let context = open::context(model, at, first.as_ref());
    let day = |phrase: &str, due| row(model, format!("move {phrase}"), Order::Move(Deed::Move(due)));
    let usual = model.settings.presets.iter().filter(|phrase| phrase.starts_with(words) && *phrase != words);
    let usual = usual.filter_map(|phrase| Some((phrase, when::read(phrase, &context).ok()?)));
    let usual = usual.map(|(phrase, reading)| Row { note: phrase.clone(), ..day(phrase, reading.due) });
    let usual: Vec<Row> = usual.collect();
    let read = match words {
        "" => return (usual, None),
        // One date for all would not do.
        _ if when::is_personal(words) || when::spread(words, &context).is_some() => {
            open::deed(model, at, &palette.tasks, &How::Phrase(words.into()))
                .map(|deed| vec![row(model, format!("move {words}"), Order::Move(deed))])
        }
        _ => when::read(words, &context).map_err(|refusal| refusal.to_string()).map(|reading| {
            // What it says of two readings is about the date dialog; here both are rows.
            let note = reading.note.filter(|_| reading.other.is_none()).unwrap_or_default();
            let other = reading.other.map(|due| Row { note: "the other reading".into(), ..day(words, due) });
            std::iter::once(Row { note, ..day(words, reading.due) }).chain(other).collect()
        }),
    };
    match read {
        Ok(rows) => (rows.into_iter().chain(usual).collect(), None),
        // Whoever is not done typing has not made a mistake.
        Err(why) => {
            let why = usual.is_empty().then_some(why);
            (usual, why)
        }
    }
}

// As the dialog does, it says of whoever is not there why.
fn colleagues(model: &Model, words: &str) -> (Vec<Row>, Option<String>) {
    let everybody: Vec<&User> = model.people.iter().filter(|user| user.is_active).collect();
    let entries: Vec<String> = everybody.iter().map(|user| format!("{} {}", user.name, user.email)).collect();
    let ranked = fuzzy::rank(words, entries.iter().map(String::as_str)).into_iter().take(MOST_PEOPLE);
    let found = ranked.filter_map(|at| everybody.get(at));
    let rows = found.map(|user| {
        let row = row(model, format!("assign {}", user.name), Order::Assign(user.named()));
        Row { note: user.email.to_string(), ..row }
    });
    let rows: Vec<Row> = rows.collect();
    let is_lost = rows.is_empty() && (!words.is_empty() || model.people.is_empty());
    let why = is_lost.then(|| people::nobody(&model.people, words));
    (rows, why)
}

fn whose_rows(model: &Model, palette: &Palette, words: &str) -> Vec<Row> {
    // Whoever looks for themselves may type their name, which is the note.
    let names: Vec<String> = palette.whose.iter().map(whose::Row::found_by).collect();
    let ranked = fuzzy::rank(words, names.iter().map(String::as_str));
    let found = ranked.into_iter().take(MOST_PEOPLE).filter_map(|at| palette.whose.get(at));
    let rows = found.map(|choice| {
        let row =
            row(model, format!("show {}", choice.name.to_lowercase()), Order::Show(choice.whose.clone()));
        let note = if choice.whose == Whose::Us { String::new() } else { choice.note.clone() };
        Row { note, ..row }
    });
    rows.collect()
}

fn tabs(model: &Model, words: &str) -> Vec<Row> {
    let names = Tab::ALL.map(|tab| tab.title().to_lowercase());
    let found = fuzzy::rank(words, names.iter().map(String::as_str)).into_iter();
    let found = found.filter_map(|at| Some((names.get(at)?, Tab::ALL.get(at)?)));
    found.map(|(name, tab)| row(model, format!("tab {name}"), Order::Tab(*tab))).collect()
}

fn view_rows(model: &Model, words: &str) -> Vec<Row> {
    let all: Vec<Row> = model.views.all().map(|view| view_row(model, view)).collect();
    let found = fuzzy::rank(words, all.iter().map(|row| row.title.as_str())).into_iter();
    found.filter_map(|at| all.get(at).cloned()).collect()
}

fn account_rows(model: &Model, words: &str) -> Vec<Row> {
    let found = fuzzy::rank(words, model.accounts.iter().map(|account| account.name.as_str())).into_iter();
    let found = found.filter_map(|at| model.accounts.get(at));
    let rows = found.map(|account| {
        let row = row(model, format!("account {}", account.name), Order::Account(account.name.clone()));
        Row { note: account.note(), ..row }
    });
    rows.collect()
}

/// A view, as it is opened by its name.
pub(super) fn view_row(model: &Model, view: &View) -> Row {
    let own = row(model, format!("view {}", view.name), Order::View(view.name.clone()));
    let keys = model.keymap.line_of(&Command::With(Verb::View, view.name.to_string()));
    Row { note: views::words(model, view), keys, ..own }
}
