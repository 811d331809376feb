//! Which store belongs to whom.
//!
//! One database for each person and organisation. A key says neither, so what a key was last found to belong
//! to is remembered under its fingerprint, and the next start can draw before Close is asked. Close's own
//! answer decides: nothing is sent before it is in.

use std::fs;
use std::path::{Path, PathBuf};

use crate::app::msg::Opened as Found;
use crate::close::auth::Credential;
use crate::domain::people::Me;
use crate::shell::perform::Stores;
use crate::shell::places;
use crate::store::thread::StoreSender;
use crate::store::{Mode, Opened, Store};

/// The stores of a real machine.
#[derive(Clone, Debug)]
pub struct Files {
    /// The folder they are in.
    pub folder: PathBuf,
    /// The file that remembers which of them this key opened last.
    pub memory: PathBuf,
}

impl Files {
    /// The stores in this folder, for one credential at one server.
    pub fn new(folder: &Path, base_url: &str, credential: &Credential) -> Self {
        let memory = folder.join("keys").join(credential.fingerprint(base_url));
        Self { folder: folder.to_owned(), memory }
    }

    /// The name of the store this key opened last, if it is still there.
    pub fn last(&self) -> Option<String> {
        let name = plain(fs::read_to_string(&self.memory).ok()?.trim());
        self.folder.join(&name).is_file().then_some(name)
    }

    fn open_path(path: &Path) -> Result<(StoreSender, Found), String> {
        let Opened { store, mode, aside } = Store::open(path).map_err(|error| error.to_string())?;
        let remark = aside.map(|aside| {
            format!(
                "The store was damaged: it is kept as {}, and {} waiting changes were saved from it",
                aside.path.display(),
                aside.saved
            )
        });
        let sender = StoreSender::start(store).map_err(|error| error.to_string())?;
        Ok((sender, Found { is_taken: mode == Mode::ReadsOnly, remark }))
    }

    // Not being able to remember only costs the next start a moment.
    fn remember(&self, name: &str) {
        let made = self.memory.parent().is_some_and(|folder| places::make_private(folder).is_ok());
        if !made || fs::write(&self.memory, name).is_err() {
            tracing::warn!("cannot remember which store belongs to this key");
        }
    }
}

impl Stores for Files {
    fn name(&self, me: &Me) -> String {
        format!("{}-{}.db", plain(me.user.id.as_str()), plain(me.organization.id.as_str()))
    }

    fn open(&self, name: &str) -> Result<(StoreSender, Found), String> {
        let opened = Self::open_path(&self.folder.join(name))?;
        self.remember(name);
        Ok(opened)
    }
}

// Ids come from outside: nothing in them may lead to another folder.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_lead_out_of_the_folder() {
        assert_eq!(plain("../../etc/passwd\n"), "....etcpasswd");
        assert_eq!(plain("user_aB3"), "user_aB3");
    }
}
