//! What a role in Close lets its holder do.
//!
//! Close names permissions by words and says which are granted. Where it has not said, everything is allowed:
//! the server decides in the end, and a wrong no of ours could not be overruled.

use std::collections::BTreeSet;

use super::id::Text;

/// The permissions Close has granted, as far as it told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions(Option<BTreeSet<Text>>);

/// What the program asks about; the names are Close's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Changing the tasks of others: `manage_others_tasks`.
    OthersTasks,
    /// Deleting one's own tasks: `delete_own_tasks`.
    DeleteOwn,
}

impl Permission {
    /// The name Close has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OthersTasks => "manage_others_tasks",
            Self::DeleteOwn => "delete_own_tasks",
        }
    }
}

impl Permissions {
    /// Exactly these.
    pub fn granted(names: impl IntoIterator<Item = Text>) -> Self {
        Self(Some(names.into_iter().collect()))
    }

    /// Whether something is allowed, or not known to be forbidden.
    pub fn allow(&self, permission: Permission) -> bool {
        self.0.as_ref().is_none_or(|names| names.contains(permission.name()))
    }

    /// The names, in order; nothing where Close has not said.
    pub fn names(&self) -> Option<impl Iterator<Item = &Text>> {
        self.0.as_ref().map(BTreeSet::iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_allowed_and_what_is_not_granted_is_not() {
        assert!(Permissions::default().allow(Permission::OthersTasks));
        let some = Permissions::granted(["delete_own_tasks".into()]);
        assert!(some.allow(Permission::DeleteOwn) && !some.allow(Permission::OthersTasks));
        assert!(!Permissions::granted([]).allow(Permission::DeleteOwn));
    }
}
