//! Links between documents lead somewhere.

use std::path::{Component, Path, PathBuf};

use super::sources::{Source, top, tree};

#[test]
fn every_link_between_documents_leads_somewhere() {
    let is_document =
        |source: &Source| Path::new(&source.path).extension().is_some_and(|ending| ending == "md");
    let documents: Vec<Source> = tree().into_iter().filter(is_document).collect();
    assert!(documents.iter().any(|source| source.path == "README.md"));
    let broken: Vec<String> = documents.iter().flat_map(|source| broken(source, &documents)).collect();
    assert!(broken.is_empty(), "lead nowhere:\n  {}", broken.join("\n  "));
}

fn broken(source: &Source, documents: &[Source]) -> Vec<String> {
    let folder = Path::new(&source.path).parent().unwrap_or(Path::new(""));
    let is_broken = |link: &&str| {
        let (path, heading) = link.split_once('#').unwrap_or((link, ""));
        let target = if path.is_empty() { PathBuf::from(&source.path) } else { plain(&folder.join(path)) };
        let page = documents.iter().find(|other| Path::new(&other.path) == target);
        let has_heading =
            heading.is_empty() || page.is_some_and(|page| anchors(&page.text).contains(&heading.into()));
        (page.is_none() && !top().join(&target).exists()) || !has_heading
    };
    links(&source.text).into_iter().filter(is_broken).map(|link| format!("{}: {link}", source.path)).collect()
}

// What stands in the round brackets behind square ones, unless it is an address.
fn links(text: &str) -> Vec<&str> {
    let found = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    found.filter(|link| !link.contains("://") && !link.contains(char::is_whitespace)).collect()
}

fn anchors(text: &str) -> Vec<String> {
    let titles = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#'));
    let kept = |letter: &char| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter);
    let anchor = |title: &str| title.trim().to_lowercase().chars().filter(kept).collect::<String>();
    titles.map(|title| anchor(title).replace(' ', "-")).collect()
}

fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let page = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let other = page("docs/b.md", "# The `one` title\n");
    let text = "[a](../README.md) [b](b.md#the-one-title) [c](none.md) [d](b.md#none) [e](https://x.org/y)";
    let found = broken(&page("docs/a.md", text), &[other]);
    assert_eq!(found, ["docs/a.md: none.md", "docs/a.md: b.md#none"]);
}
