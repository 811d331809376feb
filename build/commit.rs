//! The commit a folder of sources is of: by its repository, or by what `cargo package` wrote down.

use std::path::Path;
use std::process::Command;

/// The commit of a repository and its day. A repository around ours, as when this is a part of another project,
/// says nothing of us.
pub(crate) fn repository(top: &Path) -> Option<String> {
    let told =
        top.join(".git").exists().then(|| git(top, &["log", "-1", "--format=%H %cd", "--date=short"]))??;
    let (commit, day) = told.split_once(' ')?;
    Some(format!("{}, {day}", commit.get(..7)?))
}

/// The commit a package was made from: `cargo package` writes it down.
pub(crate) fn package(top: &Path) -> Option<String> {
    let text = std::fs::read_to_string(top.join(".cargo_vcs_info.json")).ok()?;
    let (_, rest) = text.split_once("\"sha1\"")?;
    let commit: String = rest.chars().skip_while(|letter| !letter.is_ascii_hexdigit()).take(7).collect();
    (commit.len() == 7 && commit.chars().all(|letter| letter.is_ascii_hexdigit())).then_some(commit)
}

/// A file that changes with every commit and every checkout.
pub(crate) fn log(top: &Path) -> Option<String> {
    let log = git(top, &["rev-parse", "--git-path", "logs/HEAD"])?;
    top.join(&log).exists().then_some(log)
}

fn git(top: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(top).args(arguments).output().ok()?;
    let told = output.status.success().then(|| String::from_utf8(output.stdout).ok())??;
    Some(told.trim().to_owned()).filter(|told| !told.is_empty())
}
