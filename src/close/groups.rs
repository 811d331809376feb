//! Groups of people: the part of the client that says who works together.
//!
//! Close lists groups without their members, so each is asked for by itself. Organisations have a handful.

use super::client::{Client, Reply, unreadable};
use super::errors::About;
use super::request::is_plain;
use super::transport::{Method, Request, Transport};
use super::wire;
use crate::domain::endpoint::Pauses;
use crate::domain::failure::Failure;
use crate::domain::people::Group;
use crate::domain::query::Query;

/// The most groups that are read, one request each.
const MOST: usize = 100;

impl<T: Transport> Client<T> {
    /// Every group with its members. Where groups are closed to us there are none.
    pub async fn groups(&self) -> Reply<Vec<Group>> {
        let mut pauses = Pauses::new();
        let result = match self.read_groups(&mut pauses).await {
            Err(Failure::Refused(_) | Failure::Gone) => Ok(Vec::new()),
            other => other,
        };
        Reply { result, pauses }
    }

    async fn read_groups(&self, pauses: &mut Pauses) -> Result<Vec<Group>, Failure> {
        let mut groups = Vec::new();
        for named in self.group_names(pauses).await? {
            match self.read_group(&named, pauses).await {
                Ok(group) => groups.push(group),
                // One that is closed to us, or was dissolved meanwhile, does not cost the others.
                Err(Failure::Refused(_) | Failure::Gone) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(groups)
    }

    async fn group_names(&self, pauses: &mut Pauses) -> Result<Vec<Group>, Failure> {
        let fields = [("_fields", "id,name"), ("_limit", &MOST.min(Query::PAGE).to_string())];
        let query = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let request = Request { query, ..Request::new(Method::Get, "/group/") };
        let response = self.send(request, About::Anything, pauses).await?;
        let (named, _) = wire::groups(&response.body).map_err(|error| unreadable(&error))?;
        Ok(named.into_iter().filter(|group| is_plain(group.id.as_str())).take(MOST).collect())
    }

    async fn read_group(&self, named: &Group, pauses: &mut Pauses) -> Result<Group, Failure> {
        let request = Request::new(Method::Get, format!("/group/{}/", named.id));
        let response = self.send(request, About::Anything, pauses).await?;
        wire::group(&response.body).map_err(|error| unreadable(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};

    const NAMES: &str = r#"{"data": [{"id": "group_1", "name": "East"}, {"id": "group_2", "name": "West"},
        {"id": "a/b"}], "has_more": false}"#;
    const EAST: &str = r#"{"id": "group_1", "name": "East", "members": [{"user_id": "user_1"}]}"#;

    #[tokio::test]
    async fn each_group_is_asked_for_its_members_and_one_that_is_closed_costs_no_other() {
        let (client, mut sent) = client([Answer::ok(NAMES), Answer::ok(EAST), Answer::gives(403, "")]);
        let groups = client.groups().await.result.unwrap();
        assert_eq!((groups.len(), &*groups[0].name, groups[0].members.len()), (1, "East", 1));
        let paths: Vec<String> = sent.all().into_iter().map(|request| request.path).collect();
        assert_eq!(paths, ["/group/", "/group/group_1/", "/group/group_2/"]);
    }

    #[tokio::test]
    async fn where_groups_are_closed_there_are_none_but_trouble_is_trouble() {
        let (closed, _sent) = client([Answer::gives(403, "")]);
        assert_eq!(closed.groups().await.result, Ok(Vec::new()));
        let (down, _sent) = client([Answer::ok(NAMES), Answer::gives(503, "")]);
        assert!(matches!(down.groups().await.result, Err(Failure::Unclear(_))));
    }
}
