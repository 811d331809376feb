//! The texts made from the table of options.
//!
//! Every option with its default and a sentence, once as a file to start from, once as a table for the
//! README; `tests/tidy.rs` compares both with what is on disk.

use super::accounts::{ACCOUNT_OPTIONS, Account};
use super::options::OPTIONS;
use super::values::Config;

const OPENING: &str = "\
# Every option of Closeout with its default. Take away a # to change one.
# `closeout config path` says where this file belongs, `closeout config check` reads it for mistakes.
# The variable beside an option sets it too, and wins over the file.
";

const ACCOUNTS: &str = "
# Several accounts, a section each under a name of your own. `closeout login --account work` keeps the key of one
# outside of this file, `closeout accounts` lists them, --account names one. Nothing of this has to be here.
# [accounts.work]
";

const KEYS: &str = r#"
# Single keys. `closeout keys list` names every action, `closeout keys list --format toml` prints all of it so
# that it could stand here, `closeout keys test` shows what your terminal sends. An empty list unbinds; keys one
# after the other have a space between them; a command may have words behind it. The places are list, page,
# outbox, steps, sprint and everywhere, input for dialogs and lines of text, and for one kind of task its word:
# to-do, call, email, follow-up, missed, voicemail, answered, sms or deal.
# [keys.list]
# complete = ["e", "x"]
# assign-to-me = []
# "move 2bd" = ["t"]
# [keys.input]
# accept = ["Enter", "Ctrl-y"]
# [keys.voicemail]
# files = ["Enter"]
"#;

const VIEWS: &str = r#"
# Views: what the list shows, under a name. F shows them all, `closeout --view hot` begins with one, and
# "view hot" = ["g 1"] under [keys.list] puts one on a key. What is left out is as usual: tab inbox (future,
# archive), filter as it is typed behind /, sort due (newest, hottest, priority), group none (lead, day, kind),
# whose me (everyone, the name of a group or of somebody).
# [views.hot]
# filter = "is:inbound age:>1h"
# sort = "hottest"
# group = "lead"
# whose = "everyone"
"#;

const THEME: &str = r#"
# Single things that are to look otherwise than in a theme: a colour by its name, its number or as #rrggbb, after
# `on` the one behind it, and bold, dim, italic, underlined, reversed or struck. The files in assets/themes name
# everything there is. This section takes the place of `theme` above.
# [theme]
# like = "dusk"
# late = "bold #ff8800"
# selected = "black on bright-yellow"
"#;

/// The text of `config.example.toml`.
pub fn example() -> String {
    let defaults = Config::default();
    let options = OPTIONS
        .iter()
        .map(|row| format!("\n# {} [{}]\n#{} = {}\n", row.says, row.variable, row.name, row.show(&defaults)));
    let accounts = accounts().map(|(name, value, says)| {
        format!(
            "# # {says}
# {name} = {value}
"
        )
    });
    let accounts = std::iter::once(ACCOUNTS.to_owned()).chain(accounts);
    std::iter::once(OPENING.to_owned())
        .chain(options)
        .chain(accounts)
        .chain([KEYS, VIEWS, THEME].map(str::to_owned))
        .collect()
}

/// The table of the README.
pub fn reference() -> String {
    let defaults = Config::default();
    let rows =
        OPTIONS.iter().map(|row| format!("| `{}` | `{}` | {} |\n", row.name, row.show(&defaults), row.says));
    let head = "| option | default | what it does |\n|---|---|---|\n".to_owned();
    let accounts =
        accounts().map(|(name, value, says)| format!("| `accounts.NAME.{name}` | `{value}` | {says} |\n"));
    std::iter::once(head).chain(rows).chain(accounts).collect()
}

// What may be set for an account: its name, what holds where nothing is said, and a sentence.
fn accounts() -> impl Iterator<Item = (&'static str, String, &'static str)> {
    let plain = Account::new("work");
    ACCOUNT_OPTIONS.iter().map(move |row| (row.name, row.show(&plain), row.says))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::load::{Source, load};
    use super::*;

    fn loaded(text: &str) -> super::super::load::Loaded {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        load(&Source::Named(file.path().to_owned()), &|_| None)
    }

    // A sentence begins with `# `, an option with `#` alone.
    fn uncommented() -> String {
        let example = example();
        let lines = example.lines().map(|line| match line.strip_prefix('#') {
            Some(option) if !option.starts_with(' ') => option.to_owned(),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_example_sets_nothing() {
        assert!(example().lines().all(|line| line.is_empty() || line.starts_with('#')));
    }

    #[test]
    fn the_example_with_every_option_taken_out_of_its_comment_is_the_default() {
        let found = loaded(&uncommented());
        assert_eq!(found.mistakes, []);
        assert_eq!(format!("{:?}", found.config), format!("{:?}", Config::default()));
        for row in OPTIONS {
            assert!(uncommented().contains(&format!("\n{} = ", row.name)), "{}", row.name);
        }
    }

    // What is TOML in the comments of the sections.
    fn sections() -> String {
        let example = example();
        let lines = example.lines().skip_while(|line| *line != "# [keys.list]");
        let toml = lines
            .filter_map(|line| line.strip_prefix("# "))
            .filter(|line| line.parse::<toml::Table>().is_ok());
        toml.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_sections_of_the_example_are_right_as_they_stand_there() {
        let found = loaded(&sections());
        assert_eq!(found.mistakes, []);
        assert!(sections().contains("[theme]") && found.config.look != Config::default().look);
        assert_ne!(format!("{:?}", found.config.keymap), format!("{:?}", Config::default().keymap));
    }

    #[test]
    fn the_account_of_the_example_can_be_taken_out_of_its_comment() {
        let example = example();
        let section = example.lines().skip_while(|line| *line != "# [accounts.work]");
        let section = section.take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("# "));
        let found = loaded(&section.collect::<Vec<_>>().join("\n"));
        assert_eq!((found.mistakes, found.config.accounts), (vec![], vec![Account::new("work")]));
    }

    #[test]
    fn the_reference_has_a_row_for_every_option() {
        assert_eq!(reference().lines().count(), OPTIONS.len() + ACCOUNT_OPTIONS.len() + 2);
        assert!(reference().contains("| `refresh` | `60` | "));
    }
}
