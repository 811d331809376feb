//! What dialogs do with the keys they know.

use super::{Hint, fixed};
use crate::app::accounts::{Accounts, Stage as Progress};
use crate::app::create::{Create, Field};
use crate::app::dates::{Dates, Echo};
use crate::app::editor::Purpose;
use crate::app::files::{Files, listed};
use crate::app::model::Model;
use crate::app::outside::Opening;
use crate::app::overlay::Overlay;
use crate::app::views::dialog::{Dialog, Stage};
use crate::ui::{dialogs, steps};

/// The hints of a dialog.
pub(super) fn of(model: &Model, dialog: &Overlay) -> Vec<Hint> {
    match dialog {
        Overlay::Palette(_) => {
            fixed(model, &[("Enter", "do it"), ("Tab", "complete"), ("Up Down", "choose"), ("Esc", "leave")])
        }
        Overlay::Menu(_) => fixed(
            model,
            &[("Enter", "do it"), ("Up Down", "choose"), ("Left Right", "other menus"), ("Esc", "leave")],
        ),
        Overlay::Facets(_) => fixed(
            model,
            &[("Enter", "show only"), ("Space", "several"), ("Up Down", "choose"), ("Esc", "leave")],
        ),
        Overlay::Filter(_) => fixed(
            model,
            &[("Enter", "keep"), ("Esc", "show all"), ("Up Down", "choose"), ("!word", "leaves out")],
        ),
        Overlay::Dates(dialog) => dates(model, dialog),
        Overlay::People(_) => {
            fixed(model, &[("Enter", "hand over"), ("Up Down", "choose"), ("Esc", "leave")])
        }
        Overlay::Whose(_) => fixed(model, &[("Enter", "show"), ("Up Down", "choose"), ("Esc", "leave")]),
        Overlay::Accounts(dialog) => accounts(model, dialog),
        Overlay::Views(dialog) => views(model, dialog),
        Overlay::Editor(editor) => {
            let done = if editor.purpose == Purpose::Comment { "comment" } else { "save" };
            fixed(
                model,
                &[("Enter", done), ("Ctrl-j", "new line"), ("Ctrl-g", "your editor"), ("Esc", "leave")],
            )
        }
        Overlay::Create(create) => creating(model, create),
        Overlay::Deletion(_) => fixed(model, &[("y", "delete"), ("Enter", "no")]),
        Overlay::Files(dialog) => files(model, dialog),
        Overlay::Slip(_) => fixed(model, &[("y", "copy"), ("Esc", "close"), ("j k", "scroll")]),
        Overlay::Question(_) => fixed(
            model,
            &[("c", "call now"), ("h", "hand over"), ("l", "let go"), ("m", "move"), ("Esc", "leave")],
        ),
        Overlay::Taking(taking) => fixed(model, &steps::choices(taking)),
        Overlay::Burst(_) => fixed(model, &dialogs::BURST),
        Overlay::Statement(_) => fixed(model, &[("Enter", "do it"), ("Esc", "no")]),
        Overlay::Detail { .. }
        | Overlay::Outbox(_)
        | Overlay::Past(_)
        | Overlay::Sprint(_)
        | Overlay::Stats(_)
        | Overlay::Help(_) => Vec::new(),
    }
}

fn accounts(model: &Model, dialog: &Accounts) -> Vec<Hint> {
    match dialog.stage {
        Progress::Choosing => fixed(model, &[("Enter", "go on as"), ("Up Down", "choose"), ("Esc", "leave")]),
        _ => fixed(model, &[("Esc", "stay here")]),
    }
}

fn views(model: &Model, dialog: &Dialog) -> Vec<Hint> {
    match dialog.stage {
        Stage::Choosing => fixed(
            model,
            &[
                ("Enter", "open"),
                ("Ctrl-o", "save what is seen"),
                ("Ctrl-r", "rename"),
                ("Ctrl-x", "delete"),
                ("Esc", "leave"),
            ],
        ),
        Stage::Naming(_) => fixed(model, &[("Enter", "save"), ("Esc", "leave")]),
        Stage::Asking(_) => fixed(model, &[("Enter", "yes"), ("Esc", "no")]),
    }
}

fn dates(model: &Model, dialog: &Dates) -> Vec<Hint> {
    if dialog.month.is_some() {
        return fixed(
            model,
            &[("Enter", "move"), ("h j k l", "day, week"), ("< >", "month"), ("Esc", "back")],
        );
    }
    let switch = match &dialog.echo {
        Echo::Due { other: Some(_), .. } => Some(("Tab", "other reading")),
        Echo::Due { lighter: Some(_), .. } => Some(("Tab", "lighter day")),
        _ => None,
    };
    let hints = [Some(("1-8", "choose")), Some(("Enter", "move")), Some(("9", "calendar")), switch];
    fixed(model, &hints.into_iter().flatten().chain([("Esc", "leave")]).collect::<Vec<_>>())
}

fn files(model: &Model, dialog: &Files) -> Vec<Hint> {
    if model.download.is_some() {
        return fixed(model, &[("Esc", "stop"), ("q", "leave")]);
    }
    if listed(model, dialog).is_empty() {
        return fixed(model, &[("Esc", "leave")]);
    }
    let can_open = model.settings.outside.viewer == Opening::Possible;
    let mut hints =
        fixed(model, &[("Enter", "open"), ("s", "save"), ("o", "browser"), ("y", "copy"), ("Esc", "leave")]);
    if let Some((_, _, is_open)) = hints.first_mut() {
        *is_open = can_open;
    }
    hints
}

fn creating(model: &Model, create: &Create) -> Vec<Hint> {
    let here: &[_] = match create.field {
        Field::Text => &[("Ctrl-j", "new line"), ("Ctrl-g", "your editor")],
        Field::Day => &[("1-8 Up Down", "choose")],
        _ => &[("Up Down", "choose")],
    };
    let always = [("Enter", "make it"), ("Tab", "next"), ("Shift-Tab", "back")];
    fixed(model, &[&always[..], here, &[("Esc", "leave")]].concat())
}
