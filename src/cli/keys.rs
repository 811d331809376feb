//! `closeout keys list`: the keys as they are now, with the user's own. Trying them is in [`listen`].
//!
//! As a table for people, or as the lines one could put into the file of options.

pub mod listen;

use std::collections::BTreeMap;
use std::io;

use super::DONE;
use super::args::KeysFormat;
use super::config::Writers;
use crate::app::action::{Action, Place};
use crate::app::chord::{Chord, show_sequence};
use crate::app::command::Command;
use crate::app::keymap::{Binding, Found, Keymap};
use crate::app::text;
use crate::shell::config::{Loaded, word_of_preset};

/// Prints the keys; mistakes in them are complained about and cost only what they are in.
pub fn list(loaded: &Loaded, format: KeysFormat, writers: &mut Writers<'_>) -> io::Result<u8> {
    for mistake in &loaded.mistakes {
        writeln!(writers.err, "{mistake}")?;
    }
    let keymap = &loaded.config.keymap;
    let text = match format {
        KeysFormat::Text => table(keymap),
        KeysFormat::Toml => toml(keymap),
    };
    write!(writers.out, "{text}").map(|()| DONE)
}

fn commands(keymap: &Keymap) -> Vec<Command> {
    let actions = Action::ALL.iter().map(|action| Command::Do(*action));
    actions.chain(keymap.commands_with_words().into_iter().cloned()).collect()
}

fn table(keymap: &Keymap) -> String {
    let rows: Vec<[String; 3]> = commands(keymap)
        .iter()
        .map(|command| [command.to_string(), keymap.line_of(command), command.title()])
        .collect();
    let widest = |column: usize| rows.iter().map(|row| text::width(&row[column])).max().unwrap_or(0);
    let (names, keys) = (widest(0), widest(1));
    let pad = |text: &str, width: usize| " ".repeat(width - text::width(text));
    let line = |[name, key, title]: &[String; 3]| {
        format!("{name}{}  {key}{}  {}\n", pad(name, names), pad(key, keys), text::clean(title))
    };
    let of_kinds: String = Place::kinds().flat_map(|kind| keymap.in_place(kind)).map(of_kind).collect();
    let of_kinds =
        if of_kinds.is_empty() { of_kinds } else { format!("\nOnly for one kind of task:\n{of_kinds}") };
    rows.iter().map(line).chain([of_kinds, RULES.to_owned()]).collect()
}

fn of_kind(binding: &Binding) -> String {
    let (kind, keys) = (binding.place.name(), show_sequence(&binding.keys));
    format!("{kind:<10}  {keys:<8}  {}  {}\n", binding.command, text::clean(&binding.command.title()))
}

/// Who has a key that several want.
const RULES: &str = "
Your keys win over those of the preset, those of one place over those of everywhere, and those of one kind of
task ([keys.voicemail]) over those of the list. Where text is typed only [keys.input] counts, and a letter is a
letter. Refused, with the line and the reason: two of yours for one key of a place, a key that is a command and
the beginning of another, and what terminals do not send. Ctrl-c always quits, or leaves a dialog.
";

fn toml(keymap: &Keymap) -> String {
    let mut sections: BTreeMap<&str, String> = BTreeMap::new();
    for command in commands(keymap) {
        for (place, keys) in sections_of(keymap, &command) {
            let keys: Vec<String> = keys.iter().map(|keys| quoted(&written(keys))).collect();
            let line = format!("{} = [{}]\n", name(&command), keys.join(", "));
            sections.entry(place.name()).or_default().push_str(&line);
        }
    }
    for (kind, command) in for_kinds(keymap) {
        let keys: Vec<String> = keymap.keys_in(kind, command).map(|keys| quoted(&written(keys))).collect();
        let line = format!("{} = [{}]\n", name(command), keys.join(", "));
        sections.entry(kind.name()).or_default().push_str(&line);
    }
    let sections = sections.iter().map(|(place, lines)| format!("\n[keys.{place}]\n{lines}"));
    let preset = word_of_preset(keymap.preset());
    std::iter::once(format!("keymap = {preset}\n")).chain(sections).collect()
}

// What is bound for one kind of task, each command once.
fn for_kinds(keymap: &Keymap) -> Vec<(Place, &Command)> {
    let mut all: Vec<(Place, &Command)> = Vec::new();
    for binding in Place::kinds().flat_map(|kind| keymap.in_place(kind)) {
        if !all.contains(&(binding.place, &binding.command)) {
            all.push((binding.place, &binding.command));
        }
    }
    all
}

/// A place, perhaps everywhere, and keys.
type Section<'a> = (Place, Vec<&'a [Chord]>);

// What works in several places has the keys of the list there, and those of another place only where they differ
// and not by being taken.
fn sections_of<'a>(keymap: &'a Keymap, command: &Command) -> Vec<Section<'a>> {
    let keys_in = |place| keymap.keys_in(place, command).collect::<Vec<_>>();
    let own = command.place();
    let usual = keys_in(if own == Place::Everywhere { Place::List } else { own });
    let is_taken = |place: Place| {
        let mut bound = usual.iter().map(|keys| keymap.look_up(place, keys));
        keymap.keys_in(place, command).next().is_none() && bound.all(|found| found != Found::Nothing)
    };
    let others = Place::ALL.into_iter().filter(|place| own.covers(*place) && own != *place);
    let others = others.filter(|place| keys_in(*place) != usual && !is_taken(*place));
    let others: Vec<Section<'a>> = others.map(|place| (place, keys_in(place))).collect();
    std::iter::once((own, usual)).chain(others).collect()
}

fn written(keys: &[Chord]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn name(command: &Command) -> String {
    match command {
        Command::Do(action) => action.spec().name.into(),
        Command::With(..) => quoted(&command.to_string()),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::shell::config::{self, Source};

    fn loaded(text: &str) -> Loaded {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        config::load(&Source::Named(file.path().to_owned()), &|_| None)
    }

    fn listed(text: &str, format: KeysFormat) -> (String, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        list(&loaded(text), format, &mut Writers { out: &mut out, err: &mut err }).unwrap();
        (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    const OWN: &str = "[keys.list]\ncomplete = ['c', 'u']\nassign-to-me = []\n'move 2bd' = ['t', \"g '\"]\n\
                       'filter \"a\\b\"' = ['g f']\n[keys.everywhere]\nhelp = ['Ctrl-g']\n[keys.outbox]\nundo = ['b']\n\
                       [keys.sprint]\ncreate = ['N']\nassign = []\n\
                       [keys.input]\naccept = ['Enter', 'Ctrl-y']\nleave = ['Ctrl-t']\n[keys.voicemail]\n\
                       files = ['Enter', 'o']\n'move 2bd' = ['b']\n[keys.email]\nfiles = ['o']\n";

    #[test]
    fn every_action_has_a_line_with_its_keys_and_its_words() {
        let (out, err) = listed(OWN, KeysFormat::Text);
        assert_eq!(err, "");
        for action in Action::ALL {
            let line = out.lines().find(|line| line.split(' ').next() == Some(action.spec().name));
            assert!(line.is_some_and(|line| line.ends_with(action.spec().title)), "{out}");
        }
        let line = out.lines().find(|line| line.starts_with("move 2bd ")).unwrap();
        assert!(out.contains("\nvoicemail   Enter     files  Recordings"), "{out}");
        assert_eq!(out.matches("move 2bd").count(), 2, "once for the list and once for voicemails: {out}");
        assert!(out.contains("Your keys win over those of the preset"), "{out}");
        assert_eq!(
            line.split_whitespace().collect::<Vec<_>>(),
            ["move", "2bd", "t", "g'", "Move", "to", "2bd"]
        );
    }

    #[test]
    fn what_it_prints_for_the_config_is_the_same_map_again() {
        for start in ["", OWN, "keymap = 'vim'\n", "keymap = 'superhuman'\n", "keymap = 'plain'\n"] {
            let (printed, _) = listed(start, KeysFormat::Toml);
            let again = loaded(&printed);
            assert_eq!(again.mistakes, [], "{printed}");
            assert_eq!(listed(&printed, KeysFormat::Toml).0, printed);
            assert_eq!(listed(&printed, KeysFormat::Text), listed(start, KeysFormat::Text));
        }
    }

    #[test]
    fn a_mistake_is_complained_about_and_the_rest_is_listed() {
        let (out, err) = listed("[keys.list]\ncomplete = ['Ctrl-s']\n", KeysFormat::Text);
        assert!(err.contains(":2:13: complete cannot be on \"Ctrl-s\""), "{err}");
        assert!(out.lines().any(|line| line.starts_with("complete ") && line.contains(" e ")), "{out}");
    }
}
