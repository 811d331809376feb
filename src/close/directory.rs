//! Who we are, and who else is there: the part of the client that is not about tasks.

use super::client::{Client, Reply, unreadable};
use super::errors::About;
use super::request::is_plain;
use super::transport::{Method, Request, Transport};
use super::wire;
use crate::domain::endpoint::Pauses;
use crate::domain::failure::Failure;
use crate::domain::id::{OrganizationId, UserId};
use crate::domain::people::{Me, Presence, User};
use crate::domain::query::Query;

/// The most pages of users that are read: five thousand people.
const MOST_PAGES: usize = 50;

impl<T: Transport> Client<T> {
    /// Who the key belongs to. The cheapest way to learn whether it is accepted.
    pub async fn me(&self) -> Reply<Me> {
        let mut pauses = Pauses::new();
        let response = self.send(Request::new(Method::Get, "/me/"), About::Anything, &mut pauses).await;
        let result = response.and_then(|answer| {
            wire::me(&answer.body, self.credential.organization()).map_err(|error| unreadable(&error))
        });
        Reply { result, pauses }
    }

    /// Everybody in the organisation, those who left included where Close tells of them.
    pub async fn people(&self, organization: &OrganizationId) -> Reply<Vec<User>> {
        let mut pauses = Pauses::new();
        let result = match self.members(organization, &mut pauses).await {
            // Not every role may read the organisation, but every role may list users.
            Err(Failure::Refused(_)) => self.users(organization, &mut pauses).await,
            other => other,
        };
        Reply { result, pauses }
    }

    /// Who can be reached just now.
    pub async fn availability(&self, organization: &OrganizationId) -> Reply<Vec<(UserId, Presence)>> {
        let mut pauses = Pauses::new();
        let query = vec![("organization_id".to_owned(), organization.to_string())];
        let request = Request { query, ..Request::new(Method::Get, "/user/availability/") };
        let response = match self.send(request, About::Anything, &mut pauses).await {
            Err(Failure::Login(_)) => Err(self.key_or_task(&mut pauses).await),
            other => other,
        };
        let result =
            response.and_then(|answer| wire::availability(&answer.body).map_err(|error| unreadable(&error)));
        Reply { result, pauses }
    }

    async fn members(
        &self,
        organization: &OrganizationId,
        pauses: &mut Pauses,
    ) -> Result<Vec<User>, Failure> {
        if !is_plain(organization.as_str()) {
            return Err(Failure::Refused(format!("{organization} is not the id of an organisation")));
        }
        let request = Request::new(Method::Get, format!("/organization/{organization}/"));
        let response = self.send(request, About::Anything, pauses).await?;
        wire::members(&response.body).map_err(|error| match error {
            wire::WireError::Missing { .. } => Failure::Refused(error.to_string()),
            wire::WireError::NotJson { .. } => unreadable(&error),
        })
    }

    async fn users(&self, organization: &OrganizationId, pauses: &mut Pauses) -> Result<Vec<User>, Failure> {
        let mut people: Vec<User> = Vec::new();
        for page in 0..MOST_PAGES {
            let response = self.send(users_page(page), About::Anything, pauses).await?;
            let (users, has_more) = wire::users(&response.body).map_err(|error| unreadable(&error))?;
            let members = users.into_iter().filter(|member| member.organizations.contains(organization));
            // Pages may overlap when people come and go meanwhile.
            let fresh = members.filter(|member| people.iter().all(|known| known.id != member.user.id));
            let fresh: Vec<User> = fresh.map(|member| member.user).collect();
            people.extend(fresh);
            if !has_more {
                break;
            }
        }
        Ok(people)
    }
}

fn users_page(page: usize) -> Request {
    let fields = "id,email,first_name,last_name,organizations";
    let (limit, skip) = (Query::PAGE.to_string(), (page * Query::PAGE).to_string());
    let query =
        [("_fields", fields), ("_order_by", "first_name,last_name"), ("_limit", &limit), ("_skip", &skip)];
    let query = query.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Request { query, ..Request::new(Method::Get, "/user/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::close::scripted::{Answer, client};

    fn names(people: &[User]) -> Vec<&str> {
        people.iter().map(|user| &*user.name).collect()
    }

    fn orga() -> OrganizationId {
        OrganizationId::new("orga_1")
    }

    #[tokio::test]
    async fn who_we_are_is_asked_with_the_key_alone() {
        let body =
            r#"{"id": "user_1", "first_name": "Omar", "organizations": [{"id": "orga_1", "name": "Blue"}]}"#;
        let (client, mut sent) = client([Answer::ok(body)]);
        assert_eq!(client.me().await.result.unwrap().user.name(), Some("Omar"));
        let request = sent.only();
        assert_eq!((request.method, request.path.as_str()), (Method::Get, "/me/"));
        assert_eq!(request.header("authorization"), Some("Basic YXBpX2FiYzEyMzo="));
    }

    #[tokio::test]
    async fn a_key_close_does_not_know_is_told_what_to_do() {
        let (client, _sent) = client([Answer::gives(401, r#"{"error": "Unauthorized"}"#)]);
        let Err(Failure::Login(why)) = client.me().await.result else { panic!("not a login failure") };
        assert!(why.ends_with("and start again"), "{why}");
    }

    #[tokio::test]
    async fn one_request_tells_who_works_there_and_who_left() {
        let body = r#"{"memberships": [{"user_id": "user_1", "user_full_name": "Omar"}],
            "inactive_memberships": [{"user_id": "user_2", "user_full_name": "Ruth"}]}"#;
        let (client, mut sent) = client([Answer::ok(body)]);
        let people = client.people(&orga()).await.result.unwrap();
        assert_eq!((names(&people), people[1].is_active), (vec!["Omar", "Ruth"], false));
        assert_eq!(sent.all()[0].path, "/organization/orga_1/");
    }

    #[tokio::test]
    async fn where_the_organisation_is_closed_to_us_users_are_listed_page_by_page() {
        let first = r#"{"data": [{"id": "user_1", "first_name": "Omar", "organizations": ["orga_1"]},
            {"id": "user_2", "first_name": "Stranger", "organizations": ["orga_2"]}], "has_more": true}"#;
        let last = r#"{"data": [{"id": "user_1", "first_name": "Omar", "organizations": ["orga_1"]},
            {"id": "user_3", "first_name": "Ruth", "organizations": ["orga_1"]}], "has_more": false}"#;
        for closed in [Answer::gives(403, ""), Answer::ok("{}")] {
            let (client, mut sent) = client([closed, Answer::ok(first), Answer::ok(last)]);
            assert_eq!(names(&client.people(&orga()).await.result.unwrap()), ["Omar", "Ruth"]);
            let skips = sent.all()[1..].iter().map(|request| request.query[3].1.clone()).collect::<Vec<_>>();
            assert_eq!(skips, ["0", "100"]);
        }
    }

    #[tokio::test]
    async fn who_can_be_reached_is_asked_for_the_organisation_and_a_no_is_not_a_bad_key() {
        let body = r#"{"data": [{"user_id": "user_1", "availability": [{"status": "online"}]}]}"#;
        let (client, mut sent) = client([Answer::ok(body), Answer::gives(401, ""), Answer::ok("{}")]);
        let told = client.availability(&orga()).await.result.unwrap();
        assert_eq!(told, [(UserId::new("user_1"), Presence::Available)]);
        let request = sent.only();
        assert_eq!(request.path, "/user/availability/");
        assert_eq!(request.query, [("organization_id".to_owned(), "orga_1".to_owned())]);
        assert!(matches!(client.availability(&orga()).await.result, Err(Failure::Refused(_))));
    }

    #[tokio::test]
    async fn a_list_that_never_ends_is_given_up() {
        let endless = (0..=MOST_PAGES).map(|_| Answer::ok(r#"{"data": [], "has_more": true}"#));
        let (client, mut sent) = client([Answer::gives(403, "")].into_iter().chain(endless));
        assert_eq!(client.people(&orga()).await.result.unwrap(), []);
        assert_eq!(sent.all().len(), 1 + MOST_PAGES);
    }

    #[tokio::test]
    async fn other_failures_are_not_a_reason_to_ask_elsewhere() {
        let (client, mut sent) = client([Answer::gives(503, "")]);
        assert!(matches!(client.people(&orga()).await.result, Err(Failure::Unclear(_))));
        assert_eq!(sent.all().len(), 1);
    }
}
