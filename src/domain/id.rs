//! Ids as types, so that a lead cannot be taken for a task.
//!
//! Close writes them as a prefix and base62 characters (`task_…`, `noti_…`), case-sensitive. Any string is
//! accepted: the prefix is a hint, never a rule.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use arcstr::ArcStr;

/// Text that is shared rather than copied: ids and names recur on many tasks, each of which has a dozen of them. So
/// it is one pointer wide, not two like `Arc<str>`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Text(ArcStr);

impl Text {
    /// Whether both are one text in memory, not only equal.
    pub fn is_shared_with(&self, other: &Self) -> bool {
        ArcStr::ptr_eq(&self.0, &other.0)
    }

    /// Becomes one in memory with the text that is equal to it among these, or is the first of its kind there.
    pub fn share(&mut self, texts: &mut Texts) {
        match texts.get(self) {
            Some(known) => self.clone_from(known),
            None => drop(texts.insert(self.clone())),
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl<T: Into<ArcStr>> From<T> for Text {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// What is known of each id. Ids come from Close and are random already, so the quick hash is enough.
pub type ById<Id, T> = HashMap<Id, T, foldhash::fast::RandomState>;

/// Things that are found by an id they carry themselves.
pub type EachById<T> = HashSet<T, foldhash::fast::RandomState>;

/// Texts, each of them once.
pub type Texts = HashSet<Text, foldhash::fast::RandomState>;

/// How much of an id goes into its hash, in bytes.
const HASHED: usize = 16;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Text);

        // The end of an id is as random as all of it.
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                state.write(self.0.as_bytes().rchunks(HASHED).next().unwrap_or_default());
            }
        }

        impl $name {
            /// Takes any text as an id.
            #[must_use]
            pub fn new(text: impl Into<Text>) -> Self {
                Self(text.into())
            }

            /// The id as Close writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id as shared text.
            #[must_use]
            pub fn text(&self) -> &Text {
                &self.0
            }
        }

        impl AsMut<Text> for $name {
            fn as_mut(&mut self) -> &mut Text {
                &mut self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A task: `task_…` when a person made it, `noti_…` when Close did.
    TaskId,
    /// A lead: `lead_…`.
    LeadId,
    /// A contact: `cont_…`.
    ContactId,
    /// A person who uses Close: `user_…`.
    UserId,
    /// A group of people: `group_…`.
    GroupId,
    /// An organisation: `orga_…`.
    OrganizationId,
    /// Something that happened, such as a mail or a call: `acti_…`.
    ActivityId,
    /// An opportunity: `oppo_…`.
    OpportunityId,
    /// Whatever can be commented on: a task, a thread of mails, a call, a message, an opportunity.
    ObjectId,
    /// A comment: `comm_…`.
    CommentId,
}

/// Whether an id can stand in an address or a comma list without changing its meaning.
#[must_use]
pub fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// An id together with the name Close sent beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<Id> {
    /// Which one.
    pub id: Id,
    /// Its name; Close sends null and the empty string alike for "no name".
    pub name: Option<Text>,
}

impl<Id> Named<Id> {
    /// An id with its name.
    pub fn new(id: Id, name: impl Into<Text>) -> Self {
        Self { id, name: Some(name.into()) }
    }

    /// The name, or nothing to show.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl<Id: AsMut<Text>> Named<Id> {
    /// The id and the name.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        [Some(self.id.as_mut()), self.name.as_mut()].into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_would_change_an_address_is_not_plain() {
        assert!(is_plain("noti_KcGOdBXdbc9vEmsGqfqmU2KgjuWChk8wJb0UhKBhQtK"));
        for id in ["", "..", "a/b", "task_1,task_2", "a?b", "a b", "task_é"] {
            assert!(!is_plain(id), "{id:?}");
        }
    }
}
