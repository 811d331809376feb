//! What is left on the disk: what the manual names and nothing else, and for its owner alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use closeout::cli::manual::surroundings::FILES;

use crate::stand::Stand;

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, found);
        }
        found.push(path);
    }
}

/// Whether a path is what a row of the manual names; words in capitals stand for anything, `…/` for all inside.
fn is_named(row: &str, path: &str) -> bool {
    if row.ends_with('/') {
        return path.starts_with(row);
    }
    let parts: Vec<&str> =
        row.split(|letter: char| letter.is_ascii_uppercase()).filter(|part| !part.is_empty()).collect();
    let mut rest = path;
    for part in &parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    path.starts_with(parts[0]) && rest.is_empty()
}

#[test]
fn nothing_is_left_but_what_the_manual_names_and_nobody_else_can_read_it() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    for arguments in
        [&["done", &id][..], &["show", &id], &["count"], &["stats"], &["sync"], &["keys", "list"]]
    {
        stand.run(arguments).leaves(0);
    }
    let mut found = Vec::new();
    walk(stand.home.path(), &mut found);
    let files: Vec<&PathBuf> = found.iter().filter(|path| path.is_file()).collect();
    assert!(files.len() >= 3, "{files:?}");
    for path in files {
        let shown = format!("~/{}", path.strip_prefix(stand.home.path()).unwrap().display());
        assert!(FILES.iter().any(|(row, _)| is_named(row, &shown)), "{shown} is not in the manual");
        let is_closed = |path: &Path| path.metadata().unwrap().permissions().mode().trailing_zeros() >= 6;
        assert!(is_closed(path.parent().unwrap()), "{shown} can be read by others");
        assert!(shown.contains("/keys/") || is_closed(path), "{shown} could be, in another folder");
    }
}

#[test]
fn a_row_names_what_is_like_it() {
    for (row, path, is_so) in [
        ("~/a/USER-ORG.db", "~/a/user_1-orga_2.db", true),
        ("~/a/USER-ORG.db", "~/a/user_1-orga_2.db.lock", false),
        ("~/a/b/", "~/a/b/c", true),
        ("~/a/c.DATE.log", "~/b/c.2026.log", false),
        ("~/a/c.DATE.log", "~/a/c.2026.log", true),
    ] {
        assert_eq!(is_named(row, path), is_so, "{row} {path}");
    }
}
