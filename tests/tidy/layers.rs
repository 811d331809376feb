//! Who may use whom: the table of ARCHITECTURE.md as a rule.
//!
//! Looks at the paths a file mentions, in `use` lines and elsewhere. Tests inside a file are held to the same
//! folders, but may use any package. `shell`, `cli`, `main` and `lib` may use everything.

use std::fs;

use super::scan::{Token, tokens, without_comments_and_texts};
use super::sources::{Source, top};

/// One folder and what it may use.
struct Layer {
    folder: &'static str,
    /// Other folders, or single files of them.
    folders: &'static [&'static str],
    packages: &'static [&'static str],
    /// Packages that a single file of the folder hides from the others.
    hidden: &'static [(&'static str, &'static str)],
    /// Whether it has no business with files, sockets, processes and threads.
    is_pure: bool,
}

const LAYERS: [Layer; 6] = [
    Layer {
        folder: "domain",
        folders: &[],
        packages: &["chrono", "thiserror"],
        hidden: &[("zone", "tz"), ("zone", "tzdb_data"), ("id", "foldhash"), ("id", "arcstr")],
        is_pure: true,
    },
    Layer {
        folder: "app",
        folders: &["domain"],
        packages: &["chrono"],
        hidden: &[
            ("input", "tui_textarea"),
            ("fuzzy", "nucleo_matcher"),
            ("filter/term", "memchr"),
            ("filter/wording", "memchr"),
            ("text", "unicode_width"),
            ("text", "unicode_segmentation"),
            ("text", "anstream"),
        ],
        is_pure: true,
    },
    Layer {
        folder: "ui",
        folders: &["domain", "app"],
        packages: &["ratatui", "chrono"],
        hidden: &[],
        is_pure: true,
    },
    Layer {
        folder: "close",
        folders: &["domain"],
        packages: &[
            "anstream",
            "base64",
            "chrono",
            "reqwest",
            "ring",
            "rustls",
            "secrecy",
            "serde",
            "serde_json",
            "thiserror",
            "tokio",
            "tracing",
            "webpki_root_certs",
        ],
        hidden: &[("wire/readable", "nanohtml2text"), ("route", "hyper_util")],
        is_pure: false,
    },
    Layer {
        folder: "store",
        folders: &["domain"],
        packages: &["chrono", "rusqlite", "thiserror", "tokio", "tracing"],
        hidden: &[],
        is_pure: false,
    },
    Layer {
        folder: "sim",
        folders: &["domain::due", "domain::zone", "close::transport"],
        packages: &["axum", "chrono", "ring", "serde", "serde_json", "thiserror", "tokio", "toml"],
        hidden: &[],
        is_pure: false,
    },
];

const FOLDERS: [&str; 8] = ["domain", "app", "ui", "close", "store", "sim", "shell", "cli"];
const WORLD: [&str; 5] = ["fs", "net", "process", "env", "thread"];

/// A path as it is mentioned: its first word and the one after, if there is one.
struct Mention<'a> {
    first: &'a str,
    second: Option<&'a str>,
    line: usize,
}

/// Every package the program is built from, as Rust spells it.
pub(crate) fn packages() -> Vec<String> {
    let manifest = fs::read_to_string(top().join("Cargo.toml")).unwrap_or_default();
    let manifest: toml::Table = manifest.parse().unwrap_or_default();
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    let names: Vec<String> =
        table.into_iter().flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect();
    assert!(names.iter().any(|name| name == "ratatui"), "reads the wrong manifest");
    names
}

/// What a file mentions and may not, a sentence each.
pub(crate) fn trespasses(source: &Source, packages: &[String]) -> Vec<String> {
    let Some(layer) = LAYERS.iter().find(|layer| is_in(&source.path, layer.folder)) else {
        return Vec::new();
    };
    let bare = without_comments_and_texts(&source.text);
    let tokens = tokens(&bare);
    let depth = source.path.trim_end_matches(".rs").matches('/').count();
    let inner = folders(&tokens, depth).into_iter().filter(|mention| !layer.may_use_folder(mention));
    let tests = source.text.lines().position(|line| line == "mod tests {").unwrap_or(usize::MAX);
    let outer = outside(&tokens, packages)
        .into_iter()
        .filter(|mention| mention.line <= tests && !layer.may_use(mention, &source.path));
    inner
        .chain(outer)
        .map(|mention| {
            let path = mention.second.map_or(String::new(), |second| format!("::{second}"));
            let Mention { first, line, .. } = mention;
            format!("{}:{line} mentions {first}{path}, which {} may not use", source.path, layer.folder)
        })
        .collect()
}

impl Layer {
    fn may_use_folder(&self, mention: &Mention<'_>) -> bool {
        let path = format!("{}::{}", mention.first, mention.second.unwrap_or_default());
        mention.first == self.folder || self.folders.iter().any(|may| *may == mention.first || *may == path)
    }

    fn may_use(&self, mention: &Mention<'_>, path: &str) -> bool {
        if mention.first == "std" {
            return !self.is_pure || mention.second.is_none_or(|second| !WORLD.contains(&second));
        }
        let hides = |(file, package): &(&str, &str)| {
            *package == mention.first && is_in(path, &format!("{}/{file}", self.folder))
        };
        self.packages.contains(&mention.first) || self.hidden.iter().any(hides)
    }
}

fn is_in(path: &str, folder: &str) -> bool {
    path == format!("src/{folder}.rs") || path.starts_with(&format!("src/{folder}/"))
}

// `depth` is how many `super` lead to the top.
fn folders<'a>(tokens: &[Token<'a>], depth: usize) -> Vec<Mention<'a>> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let climbs = climb(&tokens[at..], depth);
        let Some(begin) = climbs.map(|length| at + length) else { continue };
        found.extend(heads(&tokens[begin..]).into_iter().filter(|head| FOLDERS.contains(&head.first)));
    }
    found
}

// How many tokens lead to the top from here: `crate ::`, or as many `super ::` as it takes.
fn climb(tokens: &[Token<'_>], depth: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map(|token| token.text);
    if word(0) == Some("crate") && word(1) == Some("::") {
        return Some(2);
    }
    let supers = (0..64)
        .take_while(|step| word(step * 2) == Some("super") && word(step * 2 + 1) == Some("::"))
        .count();
    (supers > 0 && supers >= depth).then_some(supers * 2)
}

// `a::b` mentions a; `{a::b, c}` mentions a and c.
fn heads<'a>(tokens: &[Token<'a>]) -> Vec<Mention<'a>> {
    let mention = |at: usize| {
        let second = tokens.get(at + 1).filter(|sign| sign.text == "::").and_then(|_| tokens.get(at + 2));
        tokens.get(at).map(|head| Mention {
            first: head.text,
            second: second.map(|word| word.text),
            line: head.line,
        })
    };
    if tokens.first().is_none_or(|token| token.text != "{") {
        return mention(0).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "{" => depth += 1,
            "}" if depth == 1 => break,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 1 && (token.text == "{" || token.text == ",") {
            found.extend(mention(at + 1));
        }
    }
    found
}

fn outside<'a>(tokens: &[Token<'a>], packages: &[String]) -> Vec<Mention<'a>> {
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.text);
    let is_path = |at: usize| {
        let before = word(at.checked_sub(1));
        before != Some("::") && (word(Some(at + 1)) == Some("::") || before == Some("use"))
    };
    let is_outside =
        |token: &Token<'_>| token.text == "std" || packages.iter().any(|name| name == token.text);
    let starts = tokens.iter().enumerate().filter(|(at, token)| is_outside(token) && is_path(*at));
    starts.flat_map(|(at, _)| pairs(&tokens[at..])).collect()
}

// `std::{fs, io}` is `std::fs` and `std::io`.
fn pairs<'a>(tokens: &[Token<'a>]) -> Vec<Mention<'a>> {
    let Some(head) = tokens.first() else { return Vec::new() };
    let behind = tokens.get(2..).filter(|_| tokens.get(1).is_some_and(|sign| sign.text == "::"));
    let seconds = behind.map(heads).unwrap_or_default();
    if seconds.is_empty() {
        return vec![Mention { first: head.text, second: None, line: head.line }];
    }
    seconds
        .iter()
        .map(|second| Mention { first: head.text, second: Some(second.first), line: second.line })
        .collect()
}

#[test]
fn trespasses_are_found_however_they_are_written() {
    let packages = ["tokio", "chrono", "tzdb_data", "serde_json", "tui_textarea"].map(str::to_owned);
    let bad = [
        ("src/domain/task.rs", "use crate::app::model::Model;"),
        ("src/domain/task.rs", "use crate::{app, domain::id};"),
        ("src/domain/task.rs", "fn f() { super::super::shell::run() }"),
        ("src/domain.rs", "use super::ui;"),
        ("src/domain/when/days.rs", "use super::super::super::store::Store;"),
        ("src/domain/task.rs", "use serde_json as json;"),
        ("src/domain/task.rs", "use tzdb_data::VERSION;"),
        ("src/domain/task.rs", "use std::{fmt, fs};"),
        ("src/app/update.rs", "fn f() { let x = tokio::spawn(g()); }"),
        ("src/app/list.rs", "use tui_textarea::TextArea;"),
        ("src/ui/rows.rs", "use std::thread;"),
        ("src/sim/serve.rs", "use crate::close::wire::task;"),
        ("src/sim/serve.rs", "use crate::close::{transport, wire};"),
        ("src/store/save.rs", "use crate::close::transport::Request;"),
    ];
    for (path, text) in bad {
        let source = Source { path: path.into(), text: format!("//! A.\n{text}") };
        let found = trespasses(&source, &packages);
        assert_eq!(found.len(), 1, "{path} {text}: {found:?}");
        assert!(found[0].starts_with(&format!("{path}:2 mentions ")), "{found:?}");
    }
}

#[test]
fn what_is_allowed_is_left_alone() {
    let packages = ["tokio", "chrono", "tzdb_data", "serde_json", "tui_textarea"].map(str::to_owned);
    let good = [
        (
            "src/domain/task.rs",
            "use super::id::TaskId; use crate::domain::due::Due; use std::fmt; // crate::app::x",
        ),
        ("src/domain/zone.rs", "use tzdb_data::VERSION; const A: &str = \"crate::app::model\";"),
        ("src/app/input.rs", "use tui_textarea::TextArea; use crate::{app::chord, domain::id};"),
        ("src/sim/serve.rs", "use crate::close::transport::{Request, Response}; use serde_json::json;"),
        ("src/store/save.rs", "#[cfg(test)]\nmod tests {\n    use serde_json::json;\n}"),
        ("src/shell/run.rs", "use crate::close::wire; use crate::{ui, sim}; use std::fs; use tokio::select;"),
        ("src/store/thread.rs", "use std::thread; use tokio::sync::mpsc; use super::super::domain::id;"),
    ];
    for (path, text) in good {
        let source = Source { path: path.into(), text: text.into() };
        assert!(trespasses(&source, &packages).is_empty(), "{:?}", trespasses(&source, &packages));
    }
}
