//! Where a sign-in is kept: a file for its owner only.
//!
//! The file is replaced as a whole and never written in place, so it is the old one or the new one whenever the
//! program is killed. A lock beside it says which copy of the program renews; it ends with the process. The room
//! for what comes next is made before Close is asked, so that a full disk is found out while the old tokens are
//! still good; room that was left behind says that an answer is missing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret as _;

use crate::close::oauth::kept::Kept;
use crate::close::oauth::session::{Renewal, Vault};
use crate::shell::places;

/// More than any tokens take.
const ROOM: usize = 8 * 1024;

/// The file of one sign-in.
#[derive(Clone, Debug)]
pub struct SignInFile {
    path: PathBuf,
}

#[derive(Debug)]
struct Right {
    path: PathBuf,
    _lock: Option<File>,
}

impl SignInFile {
    /// The sign-in at this place, whether there is one or not.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Whether anything could be kept here; the error says why not.
    pub fn check(&self) -> Result<(), String> {
        self.lock_file().map(drop)
    }

    /// Keeps a sign-in that was just made, whatever was here before.
    pub fn begin(&self, kept: &Kept) -> Result<(), String> {
        let mut right = self.wait()?;
        right.keep(kept)
    }

    /// Forgets the sign-in.
    pub fn forget(&self) -> Result<(), String> {
        let _right = self.wait()?;
        for path in [self.path.clone(), beside(&self.path, "new"), beside(&self.path, "lock")] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(told(&path, &error)),
                _ => {}
            }
        }
        Ok(())
    }

    // A renewal is over within half a minute.
    fn wait(&self) -> Result<Right, String> {
        let lock = self.lock_file()?;
        match lock.lock() {
            Ok(()) => Ok(self.right(Some(lock))),
            Err(error) if cannot_lock(&error) => Ok(self.right(None)),
            Err(error) => Err(told(&self.path, &error)),
        }
    }

    fn lock_file(&self) -> Result<File, String> {
        if let Some(folder) = self.path.parent() {
            places::make_private(folder).map_err(|error| told(folder, &error))?;
        }
        let path = beside(&self.path, "lock");
        private().write(true).create(true).open(&path).map_err(|error| told(&path, &error))
    }

    fn right(&self, lock: Option<File>) -> Right {
        Right { path: self.path.clone(), _lock: lock }
    }
}

impl Vault for SignInFile {
    fn read(&self) -> Result<Option<Kept>, String> {
        match fs::read_to_string(&self.path) {
            Ok(text) => match Kept::read(&text) {
                Some(kept) => Ok(Some(kept)),
                None => Err(format!("{} holds no sign-in; remove it and sign in again", self.path.display())),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(told(&self.path, &error)),
        }
    }

    fn take(&self) -> Result<Option<Box<dyn Renewal>>, String> {
        let lock = self.lock_file()?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Box::new(self.right(Some(lock))))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) if cannot_lock(&error) => Ok(Some(Box::new(self.right(None)))),
            Err(TryLockError::Error(error)) => Err(told(&self.path, &error)),
        }
    }
}

impl Renewal for Right {
    fn make_room(&mut self) -> Result<bool, String> {
        let path = beside(&self.path, "new");
        let was_left = path.exists();
        let made = write(&path, &vec![b' '; ROOM]);
        made.map(|()| was_left).map_err(|error| told(&path, &error))
    }

    fn keep(&mut self, kept: &Kept) -> Result<(), String> {
        let path = beside(&self.path, "new");
        let text = kept.text();
        let kept = write(&path, text.expose_secret().as_bytes()).and_then(|()| fs::rename(&path, &self.path));
        kept.map_err(|error| told(&self.path, &error))?;
        // Without this the new name could be forgotten by a power cut. Some file systems have no such thing.
        let folder = self.path.parent().and_then(|folder| File::open(folder).ok());
        drop(folder.map(|folder| folder.sync_all()));
        Ok(())
    }

    fn give_up(&mut self) {
        drop(fs::remove_file(beside(&self.path, "new")));
    }
}

// Over what is there, so that room once made is not given back in between.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private().write(true).create(true).open(path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600).truncate(false);
    options
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

// On some network disks there is no such thing; one copy of the program is then as good as it gets.
fn cannot_lock(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported
}

fn told(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const KEPT: &str = r#"{"base_url": "https://api.close.com/api/v1", "client_id": "x", "access_token": "a",
        "refresh_token": "r", "obtained": "2026-03-10T15:15:00Z", "expires": "2026-03-10T16:15:00Z"}"#;

    fn kept(access: &str) -> Kept {
        Kept::read(&KEPT.replace("\"a\"", &format!("\"{access}\""))).unwrap()
    }

    fn token(file: &SignInFile) -> Option<String> {
        let kept = file.read().unwrap()?;
        let text = kept.text();
        let value: serde_json::Value = serde_json::from_str(text.expose_secret()).unwrap();
        value["access_token"].as_str().map(str::to_owned)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_kept_is_for_its_owner_only_and_can_be_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = SignInFile::at(&folder.path().join("in").join("work"));
        assert_eq!(token(&file), None);
        file.begin(&kept("a")).unwrap();
        assert_eq!(token(&file).as_deref(), Some("a"));
        for name in names(&folder.path().join("in")) {
            let path = folder.path().join("in").join(&name);
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        }
        file.forget().unwrap();
        assert_eq!((token(&file), names(&folder.path().join("in")).len()), (None, 0));
        file.forget().unwrap();
    }

    #[test]
    fn one_at_a_time_may_renew() {
        let folder = tempfile::tempdir().unwrap();
        let file = SignInFile::at(&folder.path().join("work"));
        let right = file.take().unwrap();
        assert!(right.is_some() && file.take().unwrap().is_none());
        drop(right);
        assert!(file.take().unwrap().is_some());
    }

    #[test]
    fn until_the_new_one_is_whole_the_old_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = SignInFile::at(&folder.path().join("work"));
        file.begin(&kept("a")).unwrap();
        let mut right = file.take().unwrap().unwrap();
        assert_eq!(right.make_room(), Ok(false));
        assert_eq!(token(&file).as_deref(), Some("a"));
        right.keep(&kept("b")).unwrap();
        assert_eq!((token(&file).as_deref(), right.make_room()), (Some("b"), Ok(false)));
        right.give_up();
        assert_eq!(names(folder.path()), ["work", "work.lock"]);
    }

    #[test]
    fn room_that_was_left_behind_says_that_an_answer_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let file = SignInFile::at(&folder.path().join("work"));
        file.begin(&kept("a")).unwrap();
        file.take().unwrap().unwrap().make_room().unwrap();
        assert_eq!(file.take().unwrap().unwrap().make_room(), Ok(true));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told_before_anything_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        fs::write(&blocked, "").unwrap();
        let why = SignInFile::at(&blocked.join("work")).take().unwrap_err();
        assert!(why.contains("file"), "{why}");
    }
}
