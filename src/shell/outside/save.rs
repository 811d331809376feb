//! Keeping a file that is fetched: whole or not at all, and never in the place of another one.
//!
//! It grows under a name of its own and gets the one it is meant to have when it is all there; whatever ends the
//! fetching early, nothing is left. Only its owner can read it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::app::files::File;
use crate::app::files::name::numbered;
use crate::close::files::Download;

/// After so many files of one name something else is wrong.
const MOST: usize = 1_000;

/// Takes in a file to its end and puts it into a folder; `told` hears how far it is. Where it is then.
pub async fn save(
    mut download: Download,
    folder: &Path,
    file: &File,
    mut told: impl FnMut(u64, Option<u64>),
) -> Result<PathBuf, String> {
    let failed = |error: io::Error| format!("{} cannot be written to ({error})", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    let mut growing = tempfile::Builder::new();
    let mut growing = growing.prefix(".closeout-").suffix(".part").tempfile_in(folder).map_err(failed)?;
    let mut taken = 0;
    while let Some(piece) = download.next().await.map_err(|failure| failure.to_string())? {
        growing.write_all(&piece).map_err(failed)?;
        taken += piece.len() as u64;
        told(taken, download.total);
    }
    let name = file.name_on_disk(download.kind.as_deref());
    put(growing, folder, &name).map_err(failed)
}

// A name that is taken gets a number.
fn put(mut file: NamedTempFile, folder: &Path, name: &str) -> io::Result<PathBuf> {
    let names = std::iter::once(name.to_owned()).chain((1..MOST).map(|number| numbered(name, number)));
    for name in names {
        let path = folder.join(name);
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => file = taken.file,
            Err(failed) => return Err(failed.error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A path for people: in the home folder from there.
pub fn shown(path: &Path, home: Option<&Path>) -> String {
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(below) => format!("~/{}", below.display()),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(folder: &Path, text: &str) -> PathBuf {
        let mut file = tempfile::Builder::new().tempfile_in(folder).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        put(file, folder, "a.txt").unwrap()
    }

    #[test]
    fn a_file_that_is_there_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["one", "two", "three"].map(|text| kept(folder.path(), text));
        let names = paths.each_ref().map(|path| path.file_name().unwrap().to_str().unwrap());
        assert_eq!(names, ["a.txt", "a (1).txt", "a (2).txt"]);
        assert_eq!(paths.map(|path| fs::read_to_string(path).unwrap()), ["one", "two", "three"]);
    }

    #[test]
    fn a_path_at_home_is_short() {
        let path = Path::new("/home/me/in/a.txt");
        assert_eq!(shown(path, Some(Path::new("/home/me"))), "~/in/a.txt");
        assert_eq!(shown(path, Some(Path::new("/home/m"))), "/home/me/in/a.txt");
    }
}
