//! Texts made from tables of the program, compared with what is on disk.
//!
//! With `UPDATE=1` in the environment they are rewritten instead.

use std::fs;

use closeout::app::action::{Action, Group};
use closeout::app::chord::{Chord, show_sequence};

use super::sources::top;

/// The whole file is made.
pub(crate) fn keep(path: &str, made: &str) {
    let file = top().join(path);
    let found = fs::read_to_string(&file).unwrap_or_default();
    if found == made {
        return;
    }
    assert!(is_updating(), "{path} is out of date: UPDATE=1 cargo test --test tidy rewrites it");
    drop(file.parent().map(fs::create_dir_all));
    assert!(fs::write(&file, made).is_ok(), "{path} cannot be written");
}

/// The folder holds these files, all of them made, and no others.
pub(crate) fn keep_folder(folder: &str, made: &[(String, String)]) {
    made.iter().for_each(|(name, text)| keep(&format!("{folder}/{name}"), text));
    for entry in fs::read_dir(top().join(folder)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = made.iter().any(|(made, _)| *made == name);
        let is_gone = is_ours || (is_updating() && fs::remove_file(entry.path()).is_ok());
        assert!(is_gone, "{folder}/{name} is of something that is gone: UPDATE=1 cargo test --test tidy");
    }
}

/// The part of the file between `<!-- name -->` and `<!-- /name -->` is made.
pub(crate) fn keep_part(path: &str, name: &str, made: &str) {
    let found = fs::read_to_string(top().join(path)).unwrap_or_default();
    let whole = with_part(&found, name, made);
    assert!(whole.is_some(), "{path} has no <!-- {name} --> and <!-- /{name} -->");
    keep(path, &whole.unwrap_or_default());
}

/// The keys of every action, a table for each part of the help.
pub(crate) fn key_table() -> String {
    let groups = Group::ALL.iter().map(|group| format!("**{}**\n\n{}\n", group.title(), rows(*group)));
    groups.collect::<Vec<_>>().concat()
}

fn rows(group: Group) -> String {
    let specs = Action::ALL.iter().map(|action| action.spec()).filter(|spec| spec.group == group);
    let rows = specs.map(|spec| {
        let mut keys: Vec<String> = spec.keys.iter().map(|keys| format!("`{}`", shown(keys))).collect();
        if keys.is_empty() {
            keys.push(format!("`:{}`", spec.name));
        }
        format!("| {} | {} |\n", keys.join(" "), spec.title)
    });
    std::iter::once("| keys | what they do |\n|---|---|\n".to_owned()).chain(rows).collect()
}

fn shown(keys: &str) -> String {
    Chord::read_sequence(keys)
        .map_or_else(|| keys.to_owned(), |chords| show_sequence(&chords))
        .replace('|', "\\|")
}

fn with_part(text: &str, name: &str, made: &str) -> Option<String> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open)?;
    let (_, after) = rest.split_once(&close)?;
    Some(format!("{before}{open}\n{}\n{close}{after}", made.trim_end().to_owned() + "\n"))
}

#[expect(clippy::disallowed_methods, reason = "asked for by hand, and only by this test")]
fn is_updating() -> bool {
    std::env::var("UPDATE").is_ok_and(|value| value == "1")
}

#[test]
fn only_the_part_between_the_marks_changes() {
    let text = "a\n<!-- keys -->\nold\n<!-- /keys -->\nb\n";
    let expected = "a\n<!-- keys -->\n\nnew\n\n<!-- /keys -->\nb\n";
    assert_eq!(with_part(text, "keys", "new\n").as_deref(), Some(expected));
    assert_eq!(with_part(expected, "keys", "new\n").as_deref(), Some(expected));
    assert_eq!(with_part("a\n", "keys", "new"), None);
}

#[test]
fn every_action_is_in_the_table_of_keys() {
    let table = key_table();
    for spec in Action::ALL.iter().map(|action| action.spec()) {
        assert!(table.contains(spec.title), "{}", spec.name);
    }
}
