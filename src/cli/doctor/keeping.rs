//! What is kept here: the folder, the store and what waits in it, other copies, room and the log.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::check::Check;
use crate::shell::accounts::Files;
use crate::shell::{places, world};
use crate::store::{Examined, StoreError, examine};

/// Below this there is soon no room for changes.
const LITTLE: u64 = 100 * 1024 * 1024;
/// Below this there is none.
const NONE: u64 = 4 * 1024 * 1024;

/// Looks at everything that is kept; `files` are the stores of the key, if there is a key.
pub(super) fn look(files: Option<&Files>) -> Vec<Check> {
    let Some(folder) = places::state_folder(&world::environment) else {
        let advice = "set HOME or XDG_STATE_HOME";
        return vec![Check::broken("folder", "there is no home to keep changes in", advice)];
    };
    let mut checks = vec![writable(&folder)];
    checks.extend(store(files));
    checks.extend(room(&folder));
    checks.push(log(&folder));
    checks
}

// Made and gone at once: nothing else tells for sure.
fn writable(folder: &Path) -> Check {
    let nearest = folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    let shown = folder.display().to_string();
    let check = match tempfile::tempfile_in(nearest) {
        Err(why) => {
            let found = format!("{shown} cannot be written ({why}), so no change is kept or sent");
            Check::broken("folder", found, "make it yours, or set XDG_STATE_HOME to another folder")
        }
        Ok(_) if nearest != folder => Check::fine("folder", format!("{shown}, made when it is needed")),
        Ok(_) if is_open_to_others(folder) => {
            Check::note("folder", format!("others may look into {shown}"), "chmod 700 it")
        }
        Ok(_) => Check::fine("folder", shown.clone()),
    };
    check.with("path", shown)
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_path: &Path) -> bool {
    false
}

fn store(files: Option<&Files>) -> Vec<Check> {
    let Some(files) = files else {
        return vec![Check::skipped("store", "which one it is depends on the key")];
    };
    let Some(name) = files.last() else {
        return vec![Check::fine("store", "none yet for this key; the first start makes it")];
    };
    let path = files.folder.join(&name);
    match examine(&path) {
        Ok(seen) => vec![sound(&path, &seen), waiting(&seen), copies(&seen)],
        Err(error) => {
            let advice = match error {
                StoreError::Damaged { .. } => "",
                _ => "the sentence above says what is in the way",
            };
            vec![Check::broken("store", error.to_string(), advice).with("path", path.display().to_string())]
        }
    }
}

fn sound(path: &Path, seen: &Examined) -> Check {
    let words = size(seen.bytes);
    let check = match &seen.damage {
        Some(why) => {
            let found = format!("{words}, damaged: {why}");
            Check::broken("store", found, "start closeout: it repairs the store and keeps the damaged file")
        }
        None if seen.is_open_to_others => {
            Check::note("store", format!("{words}, sound, but others can read it"), "chmod 600 it")
        }
        None => Check::fine("store", format!("{words}, sound")),
    };
    check
        .with("path", path.display().to_string())
        .with("bytes", seen.bytes)
        .with("damage", seen.damage.clone())
}

fn waiting(seen: &Examined) -> Check {
    let found = match (seen.waiting, seen.refused) {
        (0, 0) => "nothing waits to be sent".to_owned(),
        (waiting, 0) => format!("{waiting} waiting to be sent"),
        (waiting, refused) => format!("{waiting} waiting to be sent, {refused} refused by Close"),
    };
    let check = if seen.refused > 0 {
        Check::note("outbox", found, "`closeout outbox` says why, with retry and drop")
    } else if seen.waiting > 0 && !seen.is_taken {
        Check::note("outbox", found, "`closeout sync` sends it")
    } else {
        Check::fine("outbox", found)
    };
    check.with("waiting", seen.waiting).with("refused", seen.refused)
}

fn copies(seen: &Examined) -> Check {
    let found = if seen.is_taken {
        "closeout is open elsewhere on this account; others only read"
    } else {
        "no other is open"
    };
    Check::fine("copies", found).with("is_open", seen.is_taken)
}

fn room(folder: &Path) -> Option<Check> {
    let nearest = folder.ancestors().find(|folder| folder.exists())?;
    let disk = rustix::fs::statvfs(nearest).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let found = format!("{} free", size(free));
    let check = if free < NONE {
        Check::broken("disk", found, "make room, or changes cannot be saved")
    } else if free < LITTLE {
        Check::note("disk", found, "make room before changes cannot be saved")
    } else {
        Check::fine("disk", found)
    };
    Some(check.with("free_bytes", free))
}

fn log(folder: &Path) -> Check {
    let newest = newest_log(folder);
    let found = match &newest {
        Some((path, bytes)) => format!("{}, {}", path.display(), size(*bytes)),
        None => format!("none yet in {}", folder.display()),
    };
    Check::fine("log", found).with("file", newest.map(|(path, _)| path.display().to_string()))
}

fn newest_log(folder: &Path) -> Option<(PathBuf, u64)> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let logs = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "log"));
    let dated = logs.filter_map(|entry| Some((entry.metadata().ok()?, entry.path())));
    let newest = dated.max_by_key(|(file, _)| file.modified().unwrap_or(SystemTime::UNIX_EPOCH));
    newest.map(|(file, path)| (path, file.len()))
}

fn size(bytes: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if bytes < 1_000 {
        return format!("{bytes} bytes");
    }
    let mut tenths = bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < units.len() {
        (tenths, unit) = (tenths / 1_000, unit + 1);
    }
    let name = units.get(unit).copied().unwrap_or_default();
    if tenths < 100 {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    } else {
        format!("{} {name}", tenths / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        for (bytes, expected) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (123_456, "123 kB"),
            (1_250_000, "1.2 MB"),
            (12_000_000_000, "12 GB"),
            (3_000_000_000_000_000, "3000 TB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_broken_and_one_to_come_is_not() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(writable(&folder.path().join("a/b")).state, super::super::check::State::Fine);
        assert_eq!(writable(Path::new("/dev/null/closeout")).state, super::super::check::State::Broken);
    }
}
