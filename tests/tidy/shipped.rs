//! What is shipped beside the program: manual pages and completions.

use clap::ValueEnum;
use clap_complete::Shell;
use closeout::cli::manual::surroundings::VARIABLES;
use closeout::cli::{completions, manual};
use closeout::shell::config::OPTIONS;

use super::generated::keep_folder;
use super::sources::{rust, top};

/// For the tests of the program alone.
const UNTOLD: &str = "CLOSEOUT_PANIC";

#[test]
fn the_manual_pages_are_those_of_the_commands_there_are() {
    let pages = manual::pages().unwrap();
    let files: Vec<_> = pages.into_iter().map(|page| (format!("{}.1", page.name), page.text)).collect();
    keep_folder("assets/man", &files);
}

#[test]
fn the_completions_are_those_of_the_commands_there_are() {
    let script = |shell: &Shell| String::from_utf8(completions::script(*shell)).unwrap();
    let shells = Shell::value_variants().iter();
    let files: Vec<_> =
        shells.map(|shell| (completions::file_name(*shell).to_owned(), script(shell))).collect();
    keep_folder("assets/completions", &files);
}

#[test]
fn every_variable_that_is_read_is_told_in_the_manual() {
    let sources = rust();
    let own = sources.iter().filter(|source| source.path.starts_with("src/"));
    let read: Vec<&str> = own.flat_map(|source| variables(&source.text)).collect();
    assert!(read.contains(&"HOME") && read.contains(&"TMUX"), "looks for the wrong words: {read:?}");
    let is_told = |name: &str| {
        OPTIONS.iter().any(|row| row.variable == name)
            || VARIABLES.iter().any(|(names, _)| names.split(", ").any(|told| told == name))
    };
    let untold: Vec<&&str> = read.iter().filter(|name| **name != UNTOLD && !is_told(name)).collect();
    assert!(untold.is_empty(), "add a row to src/cli/manual/surroundings.rs for {untold:?}");
}

// Names that are handed to something that looks them up.
fn variables(text: &str) -> Vec<&str> {
    let ways = ["environment(\"", "environment)(\"", "is_set(\"", "VARIABLE: &str = \""];
    let found = ways.iter().flat_map(|way| text.split(way).skip(1)).filter_map(|rest| rest.split('"').next());
    found.filter(|name| name.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')).collect()
}

#[test]
fn a_variable_is_found_where_it_is_read() {
    assert_eq!(variables("x(environment(\"A_B\")); is_set(\"C\"); other(\"D\")"), ["A_B", "C"]);
}

#[test]
fn what_a_package_is_made_of_is_there() {
    let manifest: toml::Table = std::fs::read_to_string(top().join("Cargo.toml")).unwrap().parse().unwrap();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap();
    let sources: Vec<&str> = assets.iter().filter_map(|asset| asset.as_array()?.first()?.as_str()).collect();
    assert!(sources.contains(&"target/dist/closeout"), "{sources:?}");
    let version = manifest["package"]["version"].as_str().unwrap();
    let changelog = std::fs::read_to_string(top().join("packaging/changelog")).unwrap();
    assert!(
        changelog.starts_with(&format!("closeout ({version}-")),
        "packaging/changelog is of another version"
    );
    let missing: Vec<&&str> =
        sources.iter().filter(|path| !path.starts_with("target/") && !is_there(path)).collect();
    assert!(missing.is_empty(), "named in Cargo.toml and not there: {missing:?}");
}

// A path, or all files of a folder with one ending.
fn is_there(path: &str) -> bool {
    let Some((folder, ending)) = path.split_once('*') else { return top().join(path).is_file() };
    let mut files = std::fs::read_dir(top().join(folder)).into_iter().flatten().flatten();
    files.any(|file| file.file_name().to_string_lossy().ends_with(ending))
}
