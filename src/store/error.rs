//! The ways the disk can fail, each as a sentence: what happened, to which file, what to do.
//!
//! SQLite's own words are kept inside a sentence where they help. Nothing here decides what happens next.

use std::path::Path;

use rusqlite::ErrorCode;

/// What helps where the usual place cannot be used, such as a home that is read-only.
const ELSEWHERE: &str = "set XDG_STATE_HOME to a folder you can write to";

/// Why something could not be read or kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No room.
    #[error("The disk is full. Make room for {path}")]
    Full {
        /// The file.
        path: String,
    },
    /// The file or its folder may not be written.
    #[error("Cannot write to {path}: {why}. Make the file and its folder yours to write, or {ELSEWHERE}")]
    ReadOnly {
        /// The file or folder.
        path: String,
        /// What the system says.
        why: String,
    },
    /// The file is not what we wrote.
    #[error("{path} is damaged: {why}. Start closeout again to repair it; the damaged file is kept")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// Another program holds the file.
    #[error("Another program is using {path}. Close it, then try again")]
    Locked {
        /// The file.
        path: String,
    },
    /// A later version of this program wrote the file.
    #[error(
        "{path} was written by a newer closeout (format {found}, this one knows {known}). Install that version"
    )]
    Newer {
        /// The file.
        path: String,
        /// The format it has.
        found: u32,
        /// The latest format we know.
        known: u32,
    },
    /// The store was asked after it had ended.
    #[error("The store is closed")]
    Closed,
    /// Anything else.
    #[error("Cannot use {path}: {why}. Try again, or {ELSEWHERE}")]
    Other {
        /// The file or folder.
        path: String,
        /// What the system says.
        why: String,
    },
}

impl StoreError {
    /// Whether making room would cure it.
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Full { .. })
    }

    /// Whether the file itself is broken.
    pub fn is_damaged(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }

    /// Sorts what SQLite says about a file.
    pub(super) fn of_database(path: &Path, error: &rusqlite::Error) -> Self {
        let (path, why) = (path.display().to_string(), error.to_string());
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { path, why }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { path, why },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path },
            // What we wrote can be read back, so a value that cannot is not what we wrote.
            None if is_strange_value(error) => Self::Damaged { path, why },
            _ => Self::Other { path, why },
        }
    }

    /// Sorts what the system says about a file or folder.
    pub(super) fn of_file(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let (path, why) = (path.display().to_string(), error.to_string());
        match error.kind() {
            StorageFull | QuotaExceeded => Self::Full { path },
            PermissionDenied | ReadOnlyFilesystem => Self::ReadOnly { path, why },
            _ => Self::Other { path, why },
        }
    }
}

fn is_strange_value(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
            | Error::InvalidColumnType(..)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    fn said(code: i32) -> StoreError {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        StoreError::of_database(Path::new("/home/ada/store.db"), &error)
    }

    #[test]
    fn a_full_disk_says_where_room_is_needed() {
        let error = said(ffi::SQLITE_FULL);
        assert!(error.is_full());
        assert_eq!(error.to_string(), "The disk is full. Make room for /home/ada/store.db");
    }

    #[test]
    fn every_sentence_names_the_file() {
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_READONLY, ffi::SQLITE_BUSY, ffi::SQLITE_IOERR] {
            assert!(said(code).to_string().contains("/home/ada/store.db"), "{}", said(code));
        }
    }

    #[test]
    fn what_is_no_database_counts_as_damaged() {
        assert!(said(ffi::SQLITE_NOTADB).is_damaged());
        assert!(said(ffi::SQLITE_CORRUPT).is_damaged());
        assert!(!said(ffi::SQLITE_IOERR).is_damaged());
    }
}
