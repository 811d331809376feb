//! People as Close sends them, in three shapes.
//!
//! `/me/` gives organisations as objects, `/user/` as ids, and an organisation lists memberships that name
//! their users. Lists of users have been seen to hold people who left or never belonged: only members count.

use serde::Deserialize;

use super::lenient::{Many, Record, Scalar};
use super::{WireError, parse};
use crate::domain::id::{GroupId, Named, OrganizationId, Text, UserId};
use crate::domain::people::{Group, Me, User};
use crate::domain::permissions::Permissions;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UserShape {
    id: Scalar,
    email: Scalar,
    first_name: Scalar,
    last_name: Scalar,
    organizations: Many<Reference>,
    memberships: Many<Record<MembershipShape>>,
    last_used_timezone: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MembershipShape {
    organization_id: Scalar,
    user_id: Scalar,
    user_full_name: Scalar,
    user_first_name: Scalar,
    user_last_name: Scalar,
    user_email: Scalar,
    user: Record<UserShape>,
    permissions_granted: Many<Scalar>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OrganizationShape {
    memberships: Many<Record<MembershipShape>>,
    inactive_memberships: Many<Record<MembershipShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UsersShape {
    data: Many<Record<UserShape>>,
    has_more: Scalar,
}

/// An organisation, as an object or as its bare id.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Reference {
    Whole {
        #[serde(default)]
        id: Scalar,
        #[serde(default)]
        name: Scalar,
    },
    Bare(Scalar),
}

/// Reads who a key or a sign-in belongs to. A person may be in several organisations: `chosen` is the one that
/// is meant, where that is known.
pub fn me(body: &[u8], chosen: Option<&OrganizationId>) -> Result<Me, WireError> {
    let missing = |field| WireError::Missing { thing: "the owner of the key", field };
    let shape: Record<UserShape> = parse(body)?;
    let shape = shape.0.ok_or(missing("id"))?;
    let id = shape.id.text().ok_or(missing("id"))?;
    let mut listed: Vec<_> = shape.organizations.items().filter_map(Reference::named).collect();
    let place = listed.iter().position(|organization| Some(&organization.id) == chosen);
    let listed = (!listed.is_empty()).then(|| listed.swap_remove(place.unwrap_or(0)));
    let memberships: Vec<MembershipShape> = shape.memberships.items().filter_map(|item| item.0).collect();
    let joined = || memberships.iter().find_map(|item| item.organization_id.clone().text());
    let organization =
        listed.or_else(|| joined().map(|id| Named { id: OrganizationId::new(id), name: None }));
    let organization = organization.ok_or(missing("organizations"))?;
    Ok(Me {
        user: Named { id: UserId::new(id), name: full_name(shape.first_name, shape.last_name) },
        permissions: permissions(memberships, &organization.id),
        organization,
        time_zone: shape.last_used_timezone.text(),
    })
}

// A membership that names no organisation is the only one there is; what is not said is not forbidden.
fn permissions(memberships: Vec<MembershipShape>, organization: &OrganizationId) -> Permissions {
    let is_here = |item: &MembershipShape| {
        item.organization_id.clone().text().is_none_or(|id| *id == *organization.as_str())
    };
    let here = memberships.into_iter().find(is_here);
    let names = here.and_then(|membership| membership.permissions_granted.0);
    let granted = |names: Vec<Scalar>| Permissions::granted(names.into_iter().filter_map(Scalar::text));
    names.map_or_else(Permissions::default, granted)
}

/// Reads everybody in an organisation, those who left included.
pub fn members(body: &[u8]) -> Result<Vec<User>, WireError> {
    let shape: Record<OrganizationShape> = parse(body)?;
    let shape = shape.0.unwrap_or_default();
    let active =
        shape.memberships.0.ok_or(WireError::Missing { thing: "an organisation", field: "memberships" })?;
    let active = active.into_iter().map(|item| (item, true));
    let inactive = shape.inactive_memberships.items().map(|item| (item, false));
    let mut people: Vec<User> = Vec::new();
    for (item, is_active) in active.chain(inactive) {
        let user = item.0.and_then(|membership| membership.user(is_active));
        // Whoever left and came back is listed twice; the first counts.
        people.extend(user.filter(|user| people.iter().all(|known| known.id != user.id)));
    }
    Ok(people)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct GroupShape {
    id: Scalar,
    name: Scalar,
    members: Many<Record<MembershipShape>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct GroupsShape {
    data: Many<Record<GroupShape>>,
    has_more: Scalar,
}

/// Reads a page of groups, which Close lists without their members, and whether more follow.
pub fn groups(body: &[u8]) -> Result<(Vec<Group>, bool), WireError> {
    let shape: GroupsShape = parse(body)?;
    let items = shape.data.0.ok_or(WireError::Missing { thing: "a list", field: "data" })?;
    let has_more = shape.has_more.flag().unwrap_or(!items.is_empty());
    Ok((items.into_iter().filter_map(|item| item.0?.group()).collect(), has_more))
}

/// Reads one group with its members.
pub fn group(body: &[u8]) -> Result<Group, WireError> {
    let shape: Record<GroupShape> = parse(body)?;
    let group = shape.0.and_then(GroupShape::group);
    group.ok_or(WireError::Missing { thing: "a group", field: "id" })
}

impl GroupShape {
    fn group(self) -> Option<Group> {
        let id = self.id.text()?;
        let name = self.name.text().unwrap_or_else(|| id.clone());
        let members = self.members.items().filter_map(|item| Some(item.0?.user(true)?.id)).collect();
        Some(Group { id: GroupId::new(id), name, members })
    }
}

/// Somebody, and the organisations they belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user: User,
    /// Where; nowhere, once they have left.
    pub organizations: Vec<OrganizationId>,
}

/// Reads a page of users, and whether more follow.
pub fn users(body: &[u8]) -> Result<(Vec<Member>, bool), WireError> {
    let shape: UsersShape = parse(body)?;
    let items = shape.data.0.ok_or(WireError::Missing { thing: "a list", field: "data" })?;
    let has_more = shape.has_more.flag().unwrap_or(!items.is_empty());
    Ok((items.into_iter().filter_map(|item| item.0?.member()).collect(), has_more))
}

impl UserShape {
    fn member(self) -> Option<Member> {
        let organizations = self.organizations.items().filter_map(Reference::named);
        let organizations = organizations.map(|organization| organization.id).collect();
        let name = full_name(self.first_name, self.last_name);
        Some(Member { user: user(self.id, name, self.email, true)?, organizations })
    }
}

impl MembershipShape {
    fn user(self, is_active: bool) -> Option<User> {
        let inner = self.user.0.unwrap_or_default();
        let id = if self.user_id == Scalar::Nothing { inner.id } else { self.user_id };
        let name = self.user_full_name.text();
        let name = name.or_else(|| full_name(self.user_first_name, self.user_last_name));
        let name = name.or_else(|| full_name(inner.first_name, inner.last_name));
        let email = if self.user_email == Scalar::Nothing { inner.email } else { self.user_email };
        user(id, name, email, is_active)
    }
}

impl Reference {
    fn named(self) -> Option<Named<OrganizationId>> {
        let (id, name) = match self {
            Self::Whole { id, name } => (id, name.text()),
            Self::Bare(id) => (id, None),
        };
        Some(Named { id: OrganizationId::new(id.text()?), name })
    }
}

// Somebody without a name is called by their address, and failing that by their id.
fn user(id: Scalar, name: Option<Text>, email: Scalar, is_active: bool) -> Option<User> {
    let (id, email) = (id.text()?, email.text());
    let name = name.or_else(|| email.clone()).unwrap_or_else(|| id.clone());
    Some(User { id: UserId::new(id), name, email: email.unwrap_or_default(), is_active })
}

fn full_name(first: Scalar, last: Scalar) -> Option<Text> {
    let names: Vec<Text> = [first, last].into_iter().filter_map(Scalar::text).collect();
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    (!names.is_empty()).then(|| names.join(" ").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(people: &[User]) -> Vec<String> {
        let active = |user: &User| if user.is_active { "" } else { " (left)" };
        people
            .iter()
            .map(|user| format!("{} {} <{}>{}", user.id, user.name, user.email, active(user)))
            .collect()
    }

    fn mine(body: &[u8]) -> Result<Me, WireError> {
        me(body, None)
    }

    #[test]
    fn the_owner_of_a_key_has_a_name_an_organisation_and_a_zone() {
        let me = mine(
            br#"{"id": "user_1", "first_name": "Omar", "last_name": "Haddad", "email": "o@example.com",
            "organizations": [{"id": "orga_1", "name": "Blue Anchor", "pipelines": []}, {"id": "orga_2"}],
            "memberships": [{"id": "memb_1"}], "last_used_timezone": "America/Denver"}"#,
        )
        .unwrap();
        assert_eq!(me.user, Named::new(UserId::new("user_1"), "Omar Haddad"));
        assert_eq!(me.organization, Named::new(OrganizationId::new("orga_1"), "Blue Anchor"));
        assert_eq!(me.time_zone.as_deref(), Some("America/Denver"));
    }

    #[test]
    fn what_the_role_allows_is_that_of_the_organisation_of_the_key() {
        let granted = |memberships: &str| {
            let body =
                format!(r#"{{"id": "user_1", "organizations": ["orga_1"], "memberships": {memberships}}}"#);
            mine(body.as_bytes()).unwrap().permissions
        };
        let names = |names: &[&str]| Permissions::granted(names.iter().map(|name| Text::from(*name)));
        for (memberships, expected) in [
            (
                r#"[{"organization_id": "orga_2", "permissions_granted": ["x"]},
                    {"organization_id": "orga_1", "permissions_granted": ["delete_own_tasks", null, 7]}]"#,
                names(&["delete_own_tasks", "7"]),
            ),
            (r#"[{"permissions_granted": []}]"#, names(&[])),
            (r#"[{"organization_id": "orga_1"}]"#, Permissions::default()),
            (r#"[{"organization_id": "orga_1", "permissions_granted": "all"}]"#, Permissions::default()),
            ("null", Permissions::default()),
        ] {
            assert_eq!(granted(memberships), expected, "{memberships}");
        }
    }

    #[test]
    fn a_group_has_a_name_and_members() {
        let body = br#"{"id": "group_1", "name": "East", "members":
            [{"user_id": "user_1"}, {"user": {"id": "user_2"}}, {}, null]}"#;
        let east = group(body).unwrap();
        assert_eq!((&*east.name, east.members), ("East", vec![UserId::new("user_1"), UserId::new("user_2")]));
        let (all, has_more) =
            groups(br#"{"data": [{"id": "group_1"}, {"name": "x"}], "has_more": true}"#).unwrap();
        assert_eq!((all.len(), &*all[0].name, has_more), (1, "group_1", true));
        assert!(group(b"{}").is_err() && groups(b"{}").is_err());
    }

    #[test]
    fn an_owner_without_name_is_fine_but_not_without_organisation() {
        let bare = mine(br#"{"id": "user_1", "last_name": "", "organizations": ["orga_1"]}"#).unwrap();
        assert_eq!((bare.user.name, bare.organization.name, bare.time_zone), (None, None, None));
        let joined =
            mine(br#"{"id": "user_1", "memberships": [null, {"organization_id": "orga_3"}]}"#).unwrap();
        assert_eq!(joined.organization.id, OrganizationId::new("orga_3"));
        let error = mine(br#"{"id": "user_1"}"#).unwrap_err();
        assert_eq!(error.to_string(), "Close sent the owner of the key without `organizations`");
        assert!(mine(b"[]").is_err() && mine(b"{}").is_err());
    }

    #[test]
    fn of_several_organisations_the_one_that_is_meant_counts() {
        let body =
            br#"{"id": "user_1", "organizations": [{"id": "orga_1"}, {"id": "orga_2", "name": "East"}]}"#;
        let found = |chosen: &str| me(body, Some(&OrganizationId::new(chosen))).unwrap().organization;
        assert_eq!((found("orga_2").name(), found("orga_9").id.as_str()), (Some("East"), "orga_1"));
    }

    #[test]
    fn an_organisation_lists_who_works_there_and_who_left() {
        let people = members(
            br#"{"id": "orga_1", "memberships": [
            {"user_id": "user_1", "user_full_name": "Omar Haddad", "user_email": "o@example.com"},
            {"user_id": "user_2", "user_first_name": "Ruth", "user_last_name": null, "user_email": ""},
            {"user": {"id": "user_3", "first_name": "Li", "last_name": "Na", "email": "l@example.com"}},
            {"user_full_name": "Nobody"}, 7],
            "inactive_memberships": [{"user_id": "user_1"},
                {"user_id": "user_4", "user_email": "x@example.com"}]}"#,
        )
        .unwrap();
        assert_eq!(
            told(&people),
            [
                "user_1 Omar Haddad <o@example.com>",
                "user_2 Ruth <>",
                "user_3 Li Na <l@example.com>",
                "user_4 x@example.com <x@example.com> (left)"
            ]
        );
    }

    #[test]
    fn an_organisation_without_memberships_is_an_error_not_an_empty_one() {
        for body in [r#"{"id": "orga_1"}"#, "[]", r#"{"memberships": null}"#] {
            assert!(members(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn users_come_with_the_organisations_they_belong_to() {
        let (people, has_more) = users(
            br#"{"data": [
            {"id": "user_1", "first_name": "Omar", "organizations": ["orga_1", {"id": "orga_2"}, null]},
            {"id": "user_2", "organizations": []}, {"first_name": "Nobody"}], "has_more": true}"#,
        )
        .unwrap();
        let told: Vec<_> =
            people.iter().map(|one| (one.user.name.to_string(), one.organizations.len())).collect();
        assert_eq!((told, has_more), (vec![("Omar".into(), 2), ("user_2".into(), 0)], true));
    }
}
