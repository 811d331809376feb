//! The people who use Close in one organisation, and which of them we are.

use super::id::{GroupId, Named, OrganizationId, Text, UserId};
use super::permissions::Permissions;

/// Somebody a task can be assigned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Which one.
    pub id: UserId,
    /// First and last name.
    pub name: Text,
    /// Their mail address; empty when Close sent none.
    pub email: Text,
    /// Whether they still work there.
    pub is_active: bool,
}

/// Whether somebody can be reached just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Online somewhere.
    Available,
    /// On the telephone.
    InCall,
    /// Nowhere online.
    Away,
}

impl Presence {
    /// It in a word or two.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::InCall => "in a call",
            Self::Away => "away",
        }
    }
}

/// The person whose key we use, and the organisation it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Us.
    pub user: Named<UserId>,
    /// A key belongs to exactly one organisation.
    pub organization: Named<OrganizationId>,
    /// The zone the web application last saw, an IANA name.
    pub time_zone: Option<Text>,
    /// What our role lets us do.
    pub permissions: Permissions,
}

/// People who work together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which one.
    pub id: GroupId,
    /// What they are called.
    pub name: Text,
    /// Who belongs to it.
    pub members: Vec<UserId>,
}

impl User {
    /// The person as a task names them.
    pub fn named(&self) -> Named<UserId> {
        Named::new(self.id.clone(), self.name.clone())
    }
}
