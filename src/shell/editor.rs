//! The user's own editor, for texts that are too long for a dialog.
//!
//! The text goes through a file only its owner can read, gone as soon as the editor is. The terminal has to be
//! given back before and taken again afterwards; that is the caller's part.

use std::fs;
use std::io::Write;

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
    let run = world::command("sh").args(["-c", &script, "closeout"]).arg(file.path()).status();
    match run {
        Ok(status) if status.success() => fs::read_to_string(file.path()).map_err(lost),
        Ok(_) => Err(format!("{command} did not end well: the text stays as it was · check $EDITOR")),
        Err(error) => Err(format!("{command} cannot be run: {error} · check $EDITOR")),
    }
}
