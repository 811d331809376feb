//! Reading the one file, whatever is in its place.
//!
//! Says in a sentence why it could not be read. Never makes or changes anything.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A file of options is a page or two; anything larger is some other file.
const LARGEST: u64 = 64 << 10;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error("There is no such file.")]
    Missing,
    #[error("This is a folder, not a file.")]
    Folder,
    #[error("This is too large to be a file of options (more than 64 kB), so none of it is used.")]
    Large,
    #[error("This is not UTF-8 text, so nothing of the file is used; save it as UTF-8.")]
    NotText {
        /// What can be read before it.
        before: String,
    },
    #[error("This file cannot be read: {0}.")]
    Unreadable(#[from] io::Error),
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, Trouble> {
    if path.is_dir() {
        return Err(Trouble::Folder);
    }
    let file = File::open(path).map_err(|error| match error.kind() {
        // Where a home is no folder, there is no file in it either.
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::Missing,
        _ => Trouble::Unreadable(error),
    })?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Trouble::Large);
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        Trouble::NotText { before: String::from_utf8_lossy(valid).into_owned() }
    })
}

/// Whether anybody but its owner can read a file.
#[cfg(unix)]
pub(super) fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

// Elsewhere a user's own folders are closed to others already.
#[cfg(not(unix))]
pub(super) fn is_open_to_others(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn trouble(content: &[u8]) -> Trouble {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, content).unwrap();
        read(&path).unwrap_err()
    }

    #[test]
    fn a_folder_in_its_place_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read(folder.path()), Err(Trouble::Folder)));
        assert!(matches!(read(&folder.path().join("none")), Err(Trouble::Missing)));
    }

    #[test]
    fn what_is_not_text_is_said_so_with_its_place() {
        let Trouble::NotText { before } = trouble(b"a = 1\nb = \"\xff\"") else { panic!("read it") };
        assert_eq!(before, "a = 1\nb = \"");
    }

    #[test]
    fn a_huge_file_is_not_read_to_its_end() {
        assert!(matches!(trouble(&vec![b'#'; 65 << 10]), Trouble::Large));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_open_to_others_when_anybody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        for (mode, is_open) in [(0o600, false), (0o640, true), (0o604, true), (0o400, false)] {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(is_open_to_others(file.path()), is_open, "{mode:o}");
        }
    }
}
