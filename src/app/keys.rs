//! From a key to what it does.
//!
//! The topmost dialog gets the key first; a text field takes characters. Otherwise the key map of the place
//! decides, and each action is one call.

use super::action::Action;
use super::chord::{Chord, Key};
use super::disk::Health;
use super::effect::{Effect, Screen};
use super::filter::Filter;
use super::input::Input;
use super::keymap::Found;
use super::model::Model;
use super::outbox::{self, Outbox};
use super::overlay::{Overlay, Statement, Yes};
use super::triage::{self, Deed};
use super::{
    accounts, arrange, available, browse, burst, comments, copy, create, dates, deletion, editor, facets,
    files, help, menu, orders, palette, past, people, pointer, question, slip, sprint, stats, taking,
    unbound, undo, views, web, whose,
};
use crate::domain::tab::Tab;
use crate::domain::zone::Timestamp;

/// A key was pressed.
pub fn on_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let said = model.notices.current().cloned();
    let was_dialog = is_dialog(model);
    let effects = on_bound_key(model, at, chord);
    if !was_dialog && is_dialog(model) {
        model.notices.give_way(said.as_ref());
    }
    if model.overlays.last().and_then(Overlay::place).is_some() {
        model.notices.end_with_page(said.as_ref(), model.overlays.len());
    }
    effects
}

fn is_dialog(model: &Model) -> bool {
    model.place().is_none()
}

fn on_bound_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    if model.place().is_some() {
        return on_mapped_key(model, at, chord);
    }
    let meant = model.keymap.in_dialogs(chord);
    meant.map_or_else(Vec::new, |chord| in_dialog(model, at, chord))
}

/// A key as every dialog knows it, whatever the user has bound.
pub fn on_usual_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    if model.place().is_some() { on_key(model, at, chord) } else { in_dialog(model, at, chord) }
}

// Dialogs know the keys of the table; what the user has bound becomes one of those before.
fn in_dialog(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    match model.overlays.last() {
        Some(Overlay::Filter(_)) => on_filter_key(model, chord),
        Some(Overlay::Dates(_)) => dates::open::on_key(model, at, chord),
        Some(Overlay::People(_)) => people::on_key(model, at, chord),
        Some(Overlay::Whose(_)) => whose::on_key(model, at, chord),
        Some(Overlay::Accounts(_)) => return accounts::on_key(model, at, chord),
        Some(Overlay::Statement(_)) => on_statement_key(model, at, chord),
        Some(Overlay::Editor(_)) => return editor::on_key(model, at, chord),
        Some(Overlay::Create(_)) => return create::on_key(model, at, chord),
        Some(Overlay::Deletion(_)) => deletion::on_key(model, at, chord),
        Some(Overlay::Slip(_)) => return slip::on_key(model, at, chord),
        Some(Overlay::Files(_)) => return files::on_key(model, at, chord),
        Some(Overlay::Taking(_)) => taking::on_key(model, at, chord),
        Some(Overlay::Burst(_)) => return burst::on_key(model, at, chord),
        Some(Overlay::Question(_)) => return question::on_key(model, at, chord),
        Some(Overlay::Palette(_)) => return palette::on_key(model, at, chord),
        Some(Overlay::Menu(_)) => return menu::on_key(model, at, chord),
        Some(Overlay::Facets(_)) => facets::on_key(model, chord),
        Some(Overlay::Views(_)) => views::dialog::on_key(model, at, chord),
        Some(Overlay::Help(help)) if help.is_typing => help::on_key(model, chord),
        _ => return on_mapped_key(model, at, chord),
    }
    Vec::new()
}

/// Text was pasted: it goes into a text field, or opens the filter, and never acts.
pub fn on_paste(model: &mut Model, at: Timestamp, text: &str) {
    match model.overlays.last_mut() {
        Some(Overlay::Dates(_)) => dates::open::on_paste(model, text),
        Some(Overlay::People(people)) => people.picker.paste(text),
        Some(Overlay::Whose(picker)) => picker.paste(text),
        Some(Overlay::Accounts(accounts)) => accounts.paste(text),
        Some(Overlay::Views(_)) => views::dialog::paste(model, text),
        Some(Overlay::Editor(editor)) => editor.lines.paste(text),
        Some(Overlay::Create(_)) => create::on_paste(model, text),
        Some(Overlay::Palette(_)) => palette::paste(model, at, text),
        Some(Overlay::Help(help)) if help.is_typing => help.filter.paste(text),
        Some(Overlay::Filter(input)) => {
            input.paste(text);
            follow_filter(model);
        }
        Some(_) => model.notices.info(at, "Pasted text does nothing here"),
        None => {
            let mut input = Input::default();
            input.paste(text);
            model.typed.clear();
            model.overlays.push(Overlay::Filter(Box::new(input)));
            follow_filter(model);
        }
    }
}

fn on_mapped_key(model: &mut Model, at: Timestamp, chord: Chord) -> Vec<Effect> {
    let Some(place) = model.place() else { return Vec::new() };
    model.typed.push(chord);
    match model.keymap.look_up_for((place, model.kind_here()), &model.typed) {
        Found::More(_) => return Vec::new(),
        Found::Command(command) => {
            model.typed.clear();
            return orders::run(model, at, &command);
        }
        Found::Nothing => {
            if std::mem::take(&mut model.typed).len() == 1 {
                unbound::say(model, at, chord);
            }
        }
    }
    Vec::new()
}

/// Does what a key is bound to.
pub fn on_action(model: &mut Model, at: Timestamp, action: Action) -> Vec<Effect> {
    if let Some(why) = available::refusal(model, action) {
        model.notices.info(at, why);
        return Vec::new();
    }
    if let Some(effects) = outside(model, at, action) {
        return effects;
    }
    match action {
        Action::Complete => complete(model, at),
        Action::Move => dates::open::open(model, at),
        Action::MoveAgain => move_again(model, at),
        Action::Assign => people::open(model, at),
        Action::AssignToMe => assign_to_me(model, at),
        Action::Edit => editor::open(model, at),
        Action::Create => create::open(model, at),
        Action::Delete => deletion::ask(model, at),
        Action::Comment => comments::open(model, at),
        Action::Repeat => repeat(model, at),
        Action::Undo => undo::undo(model, at),
        Action::Redo => undo::redo(model, at),
        Action::TakeBackTo => past::go_to(model, at),
        Action::TakeBackOnly => past::only(model, at),
        Action::Skip => sprint::skip(model, at),
        Action::Retry => outbox::retry(model, at),
        Action::Drop => outbox::drop_chosen(model, at),
        Action::Refresh => return refresh(model, at),
        Action::Back | Action::Cancel if is_sprint(model) => sprint::leave(model, at),
        Action::Back => return back(model),
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Screen(Screen::Suspend)],
        Action::Mouse => return pointer::flip(model, at),
        Action::Redraw => return vec![Effect::Screen(Screen::Redraw)],
        other => open(model, at, other),
    }
    Vec::new()
}

// What comes before the list or puts it in another order; the rest is getting around.
fn open(model: &mut Model, at: Timestamp, action: Action) {
    match action {
        Action::Filter => open_filter(model),
        Action::FilterMenu => facets::open(model),
        Action::Views => views::dialog::begin(model),
        Action::SaveView => views::dialog::begin_saving(model),
        Action::LeaveView if !views::leave(model) => model.notices.info(at, "No view is open"),
        Action::LeaveView => {}
        Action::Outbox => model.overlays.push(Overlay::Outbox(Outbox::default())),
        Action::Steps => past::open(model, at),
        Action::Whose => whose::open(model, at),
        Action::Account => accounts::open(model, at),
        Action::Statistics => stats::page::open(model),
        Action::Sprint => sprint::begin(model, at),
        Action::Help => model.overlays.push(Overlay::Help(Box::default())),
        Action::FindKey => help::find(model),
        Action::Palette => palette::begin(model),
        Action::Menu => menu::begin(model),
        other => match arrange::of(model, other) {
            Some(arrangement) => arrange::arrange(model, at, arrangement),
            None => browse::on_action(model, at, other),
        },
    }
}

// What leaves the program, and stopping what it fetches.
fn outside(model: &mut Model, at: Timestamp, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Cancel if model.download.is_some() => files::stop(model),
        Action::Files => files::open(model, at),
        Action::Browse => web::open(model, at),
        Action::ShowAddress => web::show(model, at),
        other => copy::copy(model, at, copy::Part::of(other)?),
    })
}

fn complete(model: &mut Model, at: Timestamp) {
    let deed = if model.lists.tab == Tab::Archive { Deed::Reopen } else { Deed::Complete };
    triage::request(model, at, model.targets(), deed);
}

fn move_again(model: &mut Model, at: Timestamp) {
    match model.last_due {
        Some(due) => triage::request(model, at, model.targets(), Deed::Move(due)),
        None => dates::open::open(model, at),
    }
}

fn repeat(model: &mut Model, at: Timestamp) {
    let tasks = model.targets();
    match model.last_deed.clone() {
        Some(Deed::MoveEach(moves)) => match dates::open::deed(model, at, &tasks, &moves.how) {
            Ok(deed) => triage::request(model, at, tasks, deed),
            Err(why) => model.notices.info(at, why),
        },
        Some(deed) => triage::request(model, at, tasks, deed),
        None => model.notices.info(at, "Nothing was done yet that could be done again"),
    }
}

fn assign_to_me(model: &mut Model, at: Timestamp) {
    let Some(me) = model.me.as_ref().map(|me| me.user.clone()) else { return };
    triage::request(model, at, model.targets(), Deed::Assign(me));
}

fn open_filter(model: &mut Model) {
    let text = model.lists.filter().text.clone();
    model.overlays.push(Overlay::Filter(Box::new(Input::with(&text))));
}

// Where another copy had the store, it may have closed meanwhile.
fn refresh(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    model.sync.ask_again();
    model.shelf.begin_again();
    model.notices.info(at, "Asking Close for everything again");
    let me = model.me.clone().filter(|_| model.disk.health == Health::ReadsOnly);
    let open = me.map(|me| Effect::Open(Box::new(me)));
    open.iter().for_each(|_| model.sync.open_again());
    open.into_iter().collect()
}

fn is_sprint(model: &Model) -> bool {
    matches!(model.overlays.last(), Some(Overlay::Sprint(_)))
}

fn back(model: &mut Model) -> Vec<Effect> {
    if help::clear(model) {
        return Vec::new();
    }
    if model.overlays.pop().is_some() {
        return Vec::new();
    }
    vec![Effect::Quit]
}

fn on_filter_key(model: &mut Model, chord: Chord) {
    let Some(Overlay::Filter(input)) = model.overlays.last_mut() else { return };
    match (chord.key, chord.ctrl) {
        (Key::Enter, _) => drop(model.overlays.pop()),
        (Key::Esc, _) | (Key::Char('c'), true) => {
            model.overlays.pop();
            model.lists.set_filter(Filter::default(), &model.board);
        }
        (Key::Down, _) | (Key::Char('n'), true) => model.lists.current_mut().go_by(1),
        (Key::Up, _) | (Key::Char('p'), true) => model.lists.current_mut().go_by(-1),
        _ if input.press(chord) => follow_filter(model),
        _ => {}
    }
}

fn follow_filter(model: &mut Model) {
    let Some(Overlay::Filter(input)) = model.overlays.last() else { return };
    let filter = model.lists.filter().with_text(input.text());
    model.lists.set_filter(filter, &model.board);
}

fn agreed(model: &mut Model, at: Timestamp, statement: Statement) {
    match statement.yes {
        Yes::Do(deed) => triage::carry_out(model, at, &statement.tasks, deed),
        Yes::TakeBack(batches) => past::take_back(model, at, batches),
        Yes::DoAgain(count) => past::do_again(model, at, count),
    }
}

fn on_statement_key(model: &mut Model, at: Timestamp, chord: Chord) {
    match chord.key {
        Key::Enter | Key::Char('y') => {
            if let Some(Overlay::Statement(statement)) = model.overlays.pop() {
                agreed(model, at, *statement);
            }
        }
        Key::Esc | Key::Char('n' | 'q' | 'c') => drop(model.overlays.pop()),
        _ => {}
    }
}
