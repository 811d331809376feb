//! Whose tasks are shown.
//!
//! The user's choice is a [`Whose`]; what it comes down to on this account is an [`Owner`], by which lists are
//! kept and Close is asked. Knows nothing of how the choice is made or kept.

use super::id::UserId;
use super::people::Group;
use super::task::Task;

/// What the user chose to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Our own.
    #[default]
    Us,
    /// Everybody's, and those that are nobody's.
    Everyone,
    /// Those of one colleague.
    Person(UserId),
    /// Those of a group, with the members it had when Close last told us.
    Group(Group),
}

/// The people whose tasks are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// One person.
    One(UserId),
    /// Each of these.
    Many(Vec<UserId>),
    /// Everybody, and nobody.
    Everyone,
}

impl Whose {
    /// Whether it is the same choice, whoever belongs to a group by now.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Group(one), Self::Group(other)) => one.id == other.id,
            _ => self == other,
        }
    }

    /// What it comes down to for this person.
    pub fn owner(&self, me: &UserId) -> Owner {
        match self {
            Self::Us => Owner::One(me.clone()),
            Self::Everyone => Owner::Everyone,
            Self::Person(user) => Owner::One(user.clone()),
            Self::Group(group) => Owner::Many(group.members.clone()),
        }
    }
}

impl Owner {
    /// Whether a task is one of theirs.
    pub fn has(&self, task: &Task) -> bool {
        match self {
            Self::One(user) => task.is_for(user),
            Self::Many(users) => users.iter().any(|user| task.is_for(user)),
            Self::Everyone => true,
        }
    }

    /// The one person to ask Close for; nobody where it has to be asked for everything.
    pub fn alone(&self) -> Option<&UserId> {
        match self {
            Self::One(user) => Some(user),
            Self::Many(_) | Self::Everyone => None,
        }
    }

    /// Whom to ask Close for, one after the other, to learn of all their tasks; nobody stands for everything.
    ///
    /// Close filters by one person at most. A group costs the pages of its members that way, and never those
    /// of the whole organisation.
    pub fn inquiries(&self) -> Vec<Option<&UserId>> {
        match self {
            Self::One(user) => vec![Some(user)],
            Self::Many(users) => users.iter().map(Some).collect(),
            Self::Everyone => vec![None],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{GroupId, Named};

    fn user(id: &str) -> UserId {
        UserId::new(id)
    }

    fn task_of(id: &str) -> Task {
        Task { assignee: Some(Named::new(user(id), id)), ..Task::new("task_1", "x") }
    }

    fn group(members: &[&str]) -> Whose {
        let members = members.iter().map(|id| user(id)).collect();
        Whose::Group(Group { id: GroupId::new("group_1"), name: "East".into(), members })
    }

    #[test]
    fn each_choice_has_the_tasks_it_says() {
        let me = user("me");
        for (whose, mine, theirs, nobodys) in [
            (Whose::Us, true, false, false),
            (Whose::Everyone, true, true, true),
            (Whose::Person(user("ana")), false, true, false),
            (group(&["ana", "jan"]), false, true, false),
            (group(&["ana", "me"]), true, true, false),
        ] {
            let owner = whose.owner(&me);
            let has = [task_of("me"), task_of("ana"), Task::new("t", "x")].map(|task| owner.has(&task));
            assert_eq!(has, [mine, theirs, nobodys], "{whose:?}");
        }
    }

    #[test]
    fn close_is_asked_for_one_person_each_of_a_group_or_everything_at_once() {
        let me = user("me");
        let asked = |whose: Whose| {
            let owner = whose.owner(&me);
            owner.inquiries().into_iter().map(|one| one.map_or("*".into(), UserId::to_string)).collect()
        };
        let told: [Vec<String>; 3] = [Whose::Us, Whose::Everyone, group(&["ana", "jan"])].map(asked);
        assert_eq!(told, [vec!["me"], vec!["*"], vec!["ana", "jan"]]);
    }
}
