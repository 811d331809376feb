//! Whom a name on the command line means: `me`, an id, a mail address or (a part of) a name.
//!
//! A whole match wins over a part. Where several fit, nobody is chosen: the candidates are named.

use super::MISTAKEN;
use super::trouble::Trouble;
use crate::app::fuzzy;
use crate::domain::id::{Named, UserId};
use crate::domain::people::User;

/// How many candidates are named.
const NAMED: usize = 8;

/// The person this means.
pub(super) fn find(who: &str, people: &[User], me: Option<&Named<UserId>>) -> Result<Named<UserId>, Trouble> {
    let wanted = who.trim().to_lowercase();
    if let ("me", Some(me)) = (wanted.as_str(), me) {
        return Ok(me.clone());
    }
    // People without an address would answer to it.
    if wanted.is_empty() {
        return Err(nobody(who, people));
    }
    let is_exact = |user: &&User| user.id.as_str() == who.trim() || user.email.to_lowercase() == wanted;
    if let Some(user) = people.iter().find(is_exact) {
        return Ok(user.named());
    }
    // Who has left is meant only where nobody who is there fits.
    for is_active in [true, false] {
        let some: Vec<&User> = people.iter().filter(|user| user.is_active == is_active).collect();
        let names: Vec<&str> = some.iter().map(|user| &*user.name).collect();
        let found: Vec<&User> = fuzzy::meant(&wanted, &names).iter().map(|at| some[*at]).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(one.named()),
            many => return Err(Trouble::new(MISTAKEN, format!("{who:?} may be {}", listed(many)))),
        }
    }
    Err(nobody(who, people))
}

fn nobody(who: &str, people: &[User]) -> Trouble {
    let here: Vec<&User> = people.iter().filter(|user| user.is_active).collect();
    let hint = if here.is_empty() {
        "nobody is known here yet".to_owned()
    } else {
        format!("there are {}", listed(&here))
    };
    Trouble::new(MISTAKEN, format!("nobody is called {who:?}: {hint}"))
}

fn listed(people: &[&User]) -> String {
    let named = people.iter().take(NAMED).map(|user| format!("{} <{}>", user.name, contact(user)));
    let listed = named.collect::<Vec<_>>().join(", ");
    match people.len().saturating_sub(NAMED) {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}

fn contact(user: &User) -> &str {
    if user.email.is_empty() { user.id.as_str() } else { &user.email }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(id: &str, name: &str, email: &str, is_active: bool) -> User {
        User { id: UserId::new(id), name: name.into(), email: email.into(), is_active }
    }

    fn found(who: &str) -> Result<String, Trouble> {
        let people = [
            user("user_1", "Robin Falk", "robin@bruxby.example", true),
            user("user_2", "Ana Lopez", "ana@bruxby.example", true),
            user("user_3", "Ana Lopez-Reyes", "", true),
            user("user_4", "Omar Haddad", "omar@bruxby.example", false),
        ];
        let me = people[0].named();
        find(who, &people, Some(&me)).map(|person| person.id.to_string())
    }

    #[test]
    fn people_are_found_by_name_address_or_id() {
        for (who, id) in [
            ("me", "user_1"),
            ("user_2", "user_2"),
            ("ANA@bruxby.example", "user_2"),
            ("ana lopez", "user_2"),
            ("reyes", "user_3"),
            ("rob", "user_1"),
            ("omar", "user_4"),
        ] {
            assert_eq!(found(who).as_deref(), Ok(id), "{who}");
        }
    }

    #[test]
    fn where_several_fit_they_are_named_and_nobody_is_chosen() {
        let trouble = found("ana").unwrap_err();
        assert_eq!(trouble.code, MISTAKEN);
        assert!(
            trouble.sentence.contains("Ana Lopez <ana@bruxby.example>, Ana Lopez-Reyes <user_3>"),
            "{trouble:?}"
        );
    }

    #[test]
    fn a_name_nobody_has_lists_who_is_there() {
        let trouble = found("zed").unwrap_err();
        assert!(
            trouble.sentence.contains("nobody is called \"zed\"") && !trouble.sentence.contains("Omar"),
            "{trouble:?}"
        );
        assert!(found("").is_err());
    }
}
