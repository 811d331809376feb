//! The texts made from the table of options.
//!
//! Every option with its default and a sentence, once as a file to start from, once as a table for the README.

use super::options::OPTIONS;
use super::values::Config;

const OPENING: &str = "\
# Every option of Closeout with its default. Take away a # to change one.
# `closeout config path` says where this file belongs, `closeout config check` reads it for mistakes.
# The variable beside an option sets it too, and wins over the file.
";

/// The text of `config.example.toml`.
pub fn example() -> String {
    let defaults = Config::default();
    let options = OPTIONS.iter().map(|row| {
        format!("\n# {} [{}]\n#{} = {}\n", row.says, row.variable, row.name, row.show(&defaults))
    });
    std::iter::once(OPENING.to_owned()).chain(options).collect()
}

/// The table of the README.
pub fn reference() -> String {
    let defaults = Config::default();
    let rows = OPTIONS
        .iter()
        .map(|row| format!("| `{}` | `{}` | {} |\n", row.name, row.show(&defaults), row.says));
    let head = "| option | default | what it does |\n|---|---|---|\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}
