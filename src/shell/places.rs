//! Where things are kept.
//!
//! The file of options is where confy says. Everything else is state, kept by the rule of the XDG base
//! directories on macOS too, as confy does: `$XDG_STATE_HOME/closeout`, or `~/.local/state/closeout`; on
//! Windows `%LOCALAPPDATA%\closeout`. Folders made here are for their owner only.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

/// The name of every folder of ours.
const NAME: &str = "closeout";

/// The file of options, whether it is there or not; none without a home.
pub fn config_file() -> Option<PathBuf> {
    confy::get_configuration_file_path(NAME, "config").ok()
}

/// The folder for stores and logs, whether it is there or not; none without a home.
pub fn state_folder(environment: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let absolute = |name| environment(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else {
        absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")))
    };
    base.map(|base| base.join(NAME))
}

/// Makes a folder that only its owner can enter; one that exists is left as its owner wants it.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn state(variables: &[(&str, &str)]) -> Option<PathBuf> {
        state_folder(&|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn state_is_where_the_user_wants_it_or_at_home() {
        let both = [("XDG_STATE_HOME", "/var/me"), ("HOME", "/home/me")];
        assert_eq!(state(&both), Some("/var/me/closeout".into()));
        assert_eq!(state(&both[1..]), Some("/home/me/.local/state/closeout".into()));
    }

    #[test]
    fn a_relative_place_counts_as_none() {
        let both = [("XDG_STATE_HOME", "here"), ("HOME", "/home/me")];
        assert_eq!(state(&both), Some("/home/me/.local/state/closeout".into()));
        assert_eq!(state(&[("HOME", "here")]), None);
        assert_eq!(state(&[]), None);
    }

    #[test]
    fn the_options_are_in_a_folder_of_our_name() {
        let file = config_file().unwrap();
        assert!(file.ends_with("closeout/config.toml"), "{}", file.display());
    }

    #[test]
    fn a_folder_is_made_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one").join("two");
        make_private(&path).unwrap();
        make_private(&path).unwrap();
        for made in [path.parent().unwrap(), &path] {
            assert_eq!(made.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
