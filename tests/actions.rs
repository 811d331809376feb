//! No action is missing anywhere: it has a key, it is in help and palette, and where it is hinted at it can be clicked.

mod desk;

use closeout::app::action::{Action, Place};
use closeout::app::chord::Chord;
use closeout::app::command::Command;
use closeout::app::help::{self, Line};
use closeout::app::keymap::Keymap;
use closeout::app::overlay::Overlay;
use closeout::app::pointer::{Spot, Target};
use closeout::app::presets::Preset;
use closeout::app::text;
use closeout::ui::screen::target_at;
use closeout::ui::theme::Theme;
use desk::Desk;

/// Whoever wants one of these asks for it by its name, or gives it a key.
const BY_NAME: [&str; 3] = ["menu", "save-view", "leave-view"];

#[test]
fn every_action_has_a_key_or_is_known_by_its_name_alone() {
    let without = Action::ALL.iter().filter(|action| action.spec().keys.is_empty());
    let names: Vec<&str> = without.map(|action| action.spec().name).collect();
    assert!(names.iter().all(|name| BY_NAME.contains(name)), "no key: {names:?}");
    let plain = Keymap::of(Preset::Plain);
    let is_lost = |action: &&Action| !action.is_choosable() && plain.keys_of(&(**action).into()).is_empty();
    assert_eq!(Action::ALL.iter().find(is_lost), None, "what cannot be asked for by name needs a key");
}

#[test]
fn every_action_has_a_line_of_help_that_finds_it_by_its_name() {
    let keymap = Keymap::default();
    for spec in Action::ALL.iter().map(|action| action.spec()) {
        for wanted in ["", spec.name] {
            let lines = help::lines(&keymap, wanted);
            let is_its = |line: &Line| matches!(line, Line::Row { title, .. } if title == spec.title);
            assert!(lines.iter().any(is_its), "{} by {wanted:?}", spec.name);
        }
    }
}

#[test]
fn every_action_that_can_be_chosen_is_in_the_palette_wherever_it_is_opened_and_every_command_reads_back() {
    for keys in [":", "g p :", "g u :", "g w :", "? :", "Enter :"] {
        let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
        desk.press(keys);
        let Some(Overlay::Palette(open)) = desk.model.overlays.last() else { panic!("no palette: {keys}") };
        for action in Action::ALL {
            let name = action.spec().name;
            let is_there = open.found.iter().any(|row| row.note == name);
            assert_eq!(is_there, action.is_choosable(), "{keys} {name}");
            assert_eq!(Command::read(name), Ok(Command::Do(*action)));
        }
    }
}

// The cells of the last line in which a text begins.
fn hinted(desk: &Desk, text: &str) -> Option<Spot> {
    let screen = desk.screen();
    let line = screen.lines().last().unwrap_or_default();
    let (before, _) = line.split_once(text)?;
    let y = desk.model.size.height - 1;
    Some(Spot { x: u16::try_from(text::width(before)).unwrap_or(0) + 1, y })
}

#[test]
fn what_is_hinted_at_can_be_clicked() {
    let mut seen = Vec::new();
    for keys in ["", "Space", "v", "g p", "e g p", "e g u", "g w", "Enter"] {
        let mut desk = Desk::with(["Call Ada", "Mail Bo", "Ask Cy"]);
        desk.model.size.width = 160;
        desk.model.fit();
        if !keys.is_empty() {
            desk.press(keys);
        }
        for action in Action::ALL.iter().filter(|action| !action.spec().hint.is_empty()) {
            let Some((key, words)) = help::hint(&desk.model.keymap, *action) else { continue };
            let (Some(spot), Some(chord)) = (hinted(&desk, &format!(" {key} {words}")), Chord::read(&key))
            else {
                continue;
            };
            let target = target_at(&desk.model, &Theme::default(), spot);
            assert_eq!(target, Some(Target::Keys(vec![chord])), "{keys}: {key} {words}");
            seen.push(action.spec().name);
        }
    }
    for name in
        ["complete", "move", "assign", "mark", "filter", "open", "undo", "back", "help", "take-back-only"]
    {
        assert!(seen.contains(&name), "{name} is hinted at nowhere: {seen:?}");
    }
    assert!(
        Action::ALL.iter().all(|action| action.spec().place != Place::Input || action.spec().hint.is_empty())
    );
}

#[test]
fn what_a_key_does_is_told_in_a_sentence() {
    let desk = Desk::with(["Call Ada"]);
    let claim = |action| help::claim(&desk.model.keymap, action);
    let told = [Action::Mark, Action::MarkRange, Action::AssignToMe, Action::Fold, Action::Cancel].map(claim);
    let expected = [
        "Space marks",
        "v marks a range",
        "i makes it yours",
        "t folds this group",
        "Esc closes what is open",
    ];
    assert_eq!(told, expected);
    let orders = Action::ALL.iter().filter(|action| !claim(**action).contains(" is for "));
    let verbs = orders.filter_map(|action| action.spec().title.split(' ').next());
    let verbs: Vec<String> = verbs.map(str::to_lowercase).collect();
    for action in Action::ALL.iter().filter(|action| action.spec().place != Place::Input) {
        let claim = claim(*action);
        let second =
            [" and ", " or "].into_iter().find_map(|word| claim.split_once(word)).map(|(_, rest)| rest);
        let is_order =
            second.is_some_and(|rest| verbs.iter().any(|verb| rest.split(' ').next() == Some(verb)));
        assert!(!is_order, "{claim}");
    }
}
