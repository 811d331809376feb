//! What an action changes: the one list of it, for whoever refuses some.

use super::Action;

impl Action {
    /// Whether it changes the tasks it is for: the marked ones, else what is under the cursor.
    pub const fn changes_targets(self) -> bool {
        matches!(
            self,
            Self::Complete
                | Self::Move
                | Self::MoveAgain
                | Self::Assign
                | Self::AssignToMe
                | Self::Repeat
                | Self::Delete
        )
    }

    /// Whether it changes the one task under the cursor, or what is said beside it.
    pub const fn changes_selected(self) -> bool {
        matches!(self, Self::Edit | Self::Comment)
    }

    /// Whether anything in Close may be another afterwards.
    pub const fn changes(self) -> bool {
        let others = matches!(
            self,
            Self::Create
                | Self::Undo
                | Self::Redo
                | Self::Retry
                | Self::Drop
                | Self::TakeBackTo
                | Self::TakeBackOnly
        );
        others || self.changes_targets() || self.changes_selected()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Group;

    #[test]
    fn whatever_the_help_lists_as_a_change_changes_something_and_nothing_else_does() {
        for action in Action::ALL {
            let is_told = matches!(action.spec().group, Group::Change | Group::Changes | Group::Steps);
            assert_eq!(action.changes(), is_told, "{}", action.spec().name);
        }
    }
}
