//! The files of the project, as text.
//!
//! Leaves out what is built and what git keeps for itself.

use std::fs;
use std::path::{Path, PathBuf};

/// One file.
pub(crate) struct Source {
    /// Its path from the top, with slashes.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) text: String,
}

/// The top of the project.
pub(crate) fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of the project.
pub(crate) fn tree() -> Vec<Source> {
    let mut sources = Vec::new();
    gather(&top(), &mut sources);
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

/// Every file of Rust.
pub(crate) fn rust() -> Vec<Source> {
    let is_rust = |source: &Source| Path::new(&source.path).extension().is_some_and(|ending| ending == "rs");
    let found: Vec<Source> = tree().into_iter().filter(is_rust).collect();
    assert!(found.iter().any(|source| source.path == "src/lib.rs"), "reads the wrong folder");
    found
}

fn gather(folder: &Path, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if [".git", "target", ".jj", ".idea", ".vscode"].iter().any(|skipped| name == *skipped) {
            continue;
        }
        if path.is_dir() {
            gather(&path, sources);
        } else if let Ok(bytes) = fs::read(&path) {
            let inside = path.strip_prefix(top()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            sources.push(Source { path: inside, text: String::from_utf8_lossy(&bytes).into_owned() });
        }
    }
}
