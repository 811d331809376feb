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

/// The user's folder for downloads: what the desktop says (`user-dirs.dirs`), else `~/Downloads` where there is
/// one, else the home folder. `read` gives the text of a file.
pub fn download_folder(
    environment: &dyn Fn(&str) -> Option<String>,
    read: &dyn Fn(&Path) -> Option<String>,
) -> Option<PathBuf> {
    let home = PathBuf::from(environment("HOME")?);
    let config = environment("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    let told = read(&config.join("user-dirs.dirs")).and_then(|text| told_downloads(&text, &home));
    let usual = Some(home.join("Downloads")).filter(|folder| folder.is_dir());
    told.or(usual).or(Some(home))
}

// Lines such as `XDG_DOWNLOAD_DIR="$HOME/Downloads"`, as a shell would read them.
fn told_downloads(text: &str, home: &Path) -> Option<PathBuf> {
    let value = text.lines().find_map(|line| line.trim().strip_prefix("XDG_DOWNLOAD_DIR="))?;
    let value = value.trim().trim_matches('"');
    let path = value
        .strip_prefix("$HOME")
        .map_or_else(|| PathBuf::from(value), |rest| home.join(rest.trim_start_matches('/')));
    path.is_absolute().then_some(path)
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
    fn downloads_go_where_the_desktop_says_or_home() {
        let home = tempfile::tempdir().unwrap();
        let environment = |name: &str| (name == "HOME").then(|| home.path().to_str().unwrap().to_owned());
        let folder = |text: &'static str| {
            download_folder(&environment, &|path| path.ends_with("user-dirs.dirs").then(|| text.to_owned()))
        };
        assert_eq!(folder("# x\nXDG_DOWNLOAD_DIR=\"$HOME/In box\"\n"), Some(home.path().join("In box")));
        assert_eq!(folder("XDG_DOWNLOAD_DIR=\"/data/in\""), Some("/data/in".into()));
        assert_eq!(folder("XDG_DOWNLOAD_DIR=in"), Some(home.path().to_owned()));
        std::fs::create_dir(home.path().join("Downloads")).unwrap();
        assert_eq!(folder(""), Some(home.path().join("Downloads")));
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
