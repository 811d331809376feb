//! The maps of keys to choose from.
//!
//! The table of actions holds the usual keys; a preset is what differs from them. Made for hands that know
//! another program, or none.

use super::action::Action;

/// A map of keys to begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// The keys of the table.
    #[default]
    Default,
    /// For hands that know Superhuman: `h` moves to another day, Tab goes through the tabs.
    Superhuman,
    /// For hands that know vim: no keys borrowed from Gmail.
    Vim,
    /// For hands that know neither: arrows, Enter, single keys, and a menu of everything at the bottom.
    Plain,
}

/// An action and the keys it has instead.
type Change = (Action, &'static [&'static str]);

const SUPERHUMAN: &[Change] = &[
    (Action::Move, &["h", "b"]),
    (Action::MoveAgain, &["H"]),
    (Action::NextTab, &["Tab"]),
    (Action::PreviousTab, &["Shift-Tab"]),
];

const VIM: &[Change] = &[
    (Action::Move, &["s"]),
    (Action::Undo, &["u"]),
    (Action::Redo, &["Ctrl-r", "U"]),
    (Action::MarkHere, &["m"]),
];

const PLAIN: &[Change] = &[
    (Action::Undo, &["u"]),
    (Action::Redo, &["U"]),
    (Action::Move, &["s"]),
    (Action::NextTab, &["Right"]),
    (Action::PreviousTab, &["Left"]),
    (Action::Menu, &["m", "Tab"]),
];

/// Keys that mean something only to those who have learnt them in another program.
const LEARNT: [&str; 14] =
    ["j", "k", "h", "l", "G", "J", "K", "n", "N", "v", "V", "Ctrl-d", "Ctrl-u", "Ctrl-f"];

impl Preset {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Default, Self::Superhuman, Self::Vim, Self::Plain];

    /// The keys of an action, the first being the one that is shown.
    pub fn keys(self, action: Action) -> Vec<&'static str> {
        let changes = match self {
            Self::Default => &[][..],
            Self::Superhuman => SUPERHUMAN,
            Self::Vim => VIM,
            Self::Plain => PLAIN,
        };
        let changed = changes.iter().find(|(changed, _)| *changed == action);
        let keys = changed.map_or(action.spec().keys, |(_, keys)| keys).iter().copied();
        keys.filter(|keys| self != Self::Plain || !action.is_choosable() || is_plain(keys)).collect()
    }

    /// Whether everything also stands in a menu at the bottom.
    pub fn has_menu(self) -> bool {
        self == Self::Plain
    }
}

fn is_plain(keys: &str) -> bool {
    !keys.contains(' ') && keys != "Delete" && !LEARNT.contains(&keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_has_no_sequences_and_nothing_one_has_to_have_learnt() {
        for action in Action::ALL.iter().filter(|action| action.is_choosable()) {
            for keys in Preset::Plain.keys(*action) {
                assert!(is_plain(keys), "{keys}");
            }
        }
        assert_eq!(Preset::Plain.keys(Action::Down), ["Down"]);
        assert_eq!(Preset::Plain.keys(Action::Drop), ["x"]);
    }

    #[test]
    fn hands_that_know_a_program_find_its_keys() {
        assert_eq!(Preset::Superhuman.keys(Action::Move)[0], "h");
        assert!(!Preset::Superhuman.keys(Action::PreviousTab).contains(&"h"));
        assert!(!Preset::Vim.keys(Action::Undo).contains(&"z"));
        assert_eq!(Preset::Vim.keys(Action::Redo)[0], "Ctrl-r");
    }
}
