//! The user's own editor, for texts that are too long for a dialog.
//!
//! The text goes through a file only its owner can read, gone as soon as the editor is. The terminal has to be
//! given back before and taken again afterwards; that is the caller's part.

use std::fs;
use std::io::Write;
use std::process::Command;

use super::world;

/// What to run: `VISUAL`, else `EDITOR`, else what every machine has.
pub fn command() -> String {
    ["VISUAL", "EDITOR"].into_iter().find_map(world::environment).unwrap_or_else(|| "vi".into())
}

/// Runs the editor on a text, and gives back what it has become; why not, in a sentence.
pub fn edit(command: &str, text: &str) -> Result<String, String> {
    let lost = |error: std::io::Error| format!("The text cannot be handed to {command}: {error}");
    let mut file = tempfile::Builder::new().prefix("closeout-").suffix(".txt").tempfile().map_err(lost)?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(lost)?;
    // The shell takes apart a command with options in it, as git does.
    let script = format!("{command} \"$1\"");
    let run = Command::new("sh").args(["-c", &script, "closeout"]).arg(file.path()).status();
    match run {
        Ok(status) if status.success() => fs::read_to_string(file.path()).map_err(lost),
        Ok(_) => Err(format!("{command} did not end well: the text stays as it was · check $EDITOR")),
        Err(error) => Err(format!("{command} cannot be run: {error} · check $EDITOR")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_the_editor_writes_comes_back() {
        let shout = "sh -c 'tr a-z A-Z < \"$1\" > \"$1.new\" && cat \"$1.new\" > \"$1\" && rm \"$1.new\"' x";
        assert_eq!(edit(shout, "two\nlines"), Ok("TWO\nLINES".into()));
    }

    #[test]
    fn an_editor_that_fails_or_is_not_there_loses_nothing_and_says_so() {
        for command in ["false", "no-such-editor-anywhere 2>/dev/null"] {
            assert!(edit(command, "text").unwrap_err().contains("check $EDITOR"), "{command}");
        }
    }

    #[test]
    fn only_its_owner_can_read_the_file_and_it_does_not_stay() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("note");
        let script = format!("sh -c 'stat -c %a \"$1\" > {0}; echo \"$1\" >> {0}' x", note.display());
        edit(&script, "text").unwrap();
        let told = fs::read_to_string(&note).unwrap();
        let (mode, path) = told.split_once('\n').unwrap();
        assert_eq!(mode, "600");
        assert!(!fs::exists(path.trim()).unwrap());
        assert!(fs::metadata(&note).unwrap().permissions().mode() > 0);
    }
}
