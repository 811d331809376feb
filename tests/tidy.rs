//! The shape of the sources: who uses whom, how long files are, and that generated texts are up to date.
//!
//! Reads the tree as text. `UPDATE=1 cargo test --test tidy` rewrites what is generated: `config.example.toml`,
//! the manual in `docs`, manual pages and completions. Every rule is tried on a bad sample too, so that it is known
//! to bite.

#[path = "tidy/generated.rs"]
mod generated;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/links.rs"]
mod links;
#[path = "tidy/manual.rs"]
mod manual;
#[path = "tidy/picture.rs"]
mod picture;
#[path = "tidy/scan.rs"]
mod scan;
#[path = "tidy/shipped.rs"]
mod shipped;
#[path = "tidy/sources.rs"]
mod sources;
#[path = "tidy/svg.rs"]
mod svg;

mod desk;

use sources::{Source, rust, tree};

/// Longer files want to be two.
const LONGEST_FILE: usize = 400;

fn none(what: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{what}:\n  {}", offenders.join("\n  "));
}

fn offenders(sources: &[Source], is_bad: impl Fn(&Source) -> Option<String>) -> Vec<String> {
    sources.iter().filter_map(|source| Some(format!("{} {}", source.path, is_bad(source)?))).collect()
}

#[test]
fn every_folder_uses_only_what_it_may() {
    let packages = layers::packages();
    let trespasses: Vec<String> =
        rust().iter().flat_map(|source| layers::trespasses(source, &packages)).collect();
    none("not allowed by the table of layers in ARCHITECTURE.md", &trespasses);
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    none("too long", &offenders(&rust(), too_long));
}

#[test]
fn every_file_says_first_what_it_is_for() {
    none("does not open with a //! text", &offenders(&rust(), silent));
}

#[test]
fn front_pages_stand_beside_their_folders() {
    none("should be named after its folder", &offenders(&rust(), hidden_front_page));
}

#[test]
fn exceptions_to_lints_are_expected_and_never_allowed() {
    none("allows a lint", &offenders(&rust(), allowing));
}

#[test]
fn nothing_mentions_where_it_was_written_or_a_package_host() {
    none("mentions", &offenders(&tree(), machine_words));
}

#[test]
fn other_programs_are_begun_without_our_secrets() {
    none("begins a program past world::command", &offenders(&rust(), telling));
}

#[test]
fn the_example_file_shows_the_options_there_are() {
    generated::keep("config.example.toml", &closeout::shell::config::example());
}

fn too_long(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    (lines > LONGEST_FILE).then(|| format!("has {lines} lines"))
}

fn silent(source: &Source) -> Option<String> {
    let first = source.text.lines().next().unwrap_or_default();
    (!first.starts_with("//! ")).then(|| format!("opens with {first:?}"))
}

fn hidden_front_page(source: &Source) -> Option<String> {
    (source.path.starts_with("src/") && source.path.ends_with("/mod.rs")).then(|| "is a mod.rs".into())
}

// The one place that begins programs takes our secrets out of their environment.
fn telling(source: &Source) -> Option<String> {
    let is_free = !source.path.starts_with("src/") || source.path == "src/shell/world.rs";
    let bare = scan::without_comments_and_texts(&source.text);
    (!is_free && bare.contains("process::") && bare.contains("Command::new("))
        .then(|| "begins a program".into())
}

// These are compiled into every test that uses them, and no two use all of them.
fn allowing(source: &Source) -> Option<String> {
    let shared = ["tests/desk/mod.rs", "tests/terminal/mod.rs", "tests/network/servers/mod.rs"];
    if shared.contains(&source.path.as_str()) {
        return None;
    }
    let bare = scan::without_comments_and_texts(&source.text);
    bare.replace(' ', "").contains("[allow(").then(|| "has an allow attribute".into())
}

// Put together here, so that this file does not find itself.
fn machine_words(source: &Source) -> Option<String> {
    let hosts = ["static", "index"].map(|host| format!("{host}.crates.io"));
    let folders = ["work", "root"].map(|folder| format!("/{folder}/"));
    let shared = format!("..{}shared", '/');
    let mut words = hosts.into_iter().chain(folders).chain([shared]);
    words.find(|word| source.text.contains(word)).map(|word| format!("{word:?}"))
}

#[test]
fn the_rules_bite() {
    let source = |path: &str, text: String| Source { path: path.into(), text };
    let long = source("src/a.rs", "//! A.\n".repeat(401));
    let short = source("src/a/mod.rs", "//! A.\n".repeat(400));
    assert!(too_long(&long).is_some() && too_long(&short).is_none());
    assert!(hidden_front_page(&short).is_some() && hidden_front_page(&long).is_none());
    assert!(silent(&source("src/a.rs", "// A.\n//! B.".into())).is_some() && silent(&long).is_none());
    let begins = || "use std::process::Command; Command::new(\"sh\")".to_owned();
    assert!(telling(&source("src/a.rs", begins())).is_some());
    assert!(telling(&source("src/shell/world.rs", begins())).is_none());
    let word = "allow";
    for (text, is_bad) in [(format!("#[{word}(dead_code)]"), true), (format!("#![{word} (x)]"), true)] {
        assert_eq!(allowing(&source("src/a.rs", text)).is_some(), is_bad);
    }
    assert!(allowing(&source("src/a.rs", format!("// #[{word}(x)]\n\"#[{word}(x)]\""))).is_none());
    for words in
        [["/ro", "ot/.cargo"], ["..", "/shared"], ["https://static.", "crates.io/x"], ["/wo", "rk/target"]]
    {
        assert!(machine_words(&source("a.md", words.concat())).is_some(), "{words:?}");
    }
    assert!(machine_words(&source("a.md", "Published on crates.io; works.".into())).is_none());
}

#[test]
fn the_pictures_of_the_readme_are_the_screen() {
    picture::ALL.iter().for_each(|(path, palette)| generated::keep(path, &picture::of_demo(palette)));
}
