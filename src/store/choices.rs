//! What the user chose and was told, and what the role allows: single values, each a few lines of text.
//!
//! A value that cannot be read is as good as none: what is lost is asked for, chosen or said once more.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Result};

use crate::domain::arrangement::Arrangement;
use crate::domain::id::{GroupId, Text, UserId};
use crate::domain::people::Group;
use crate::domain::permissions::Permissions;
use crate::domain::tab::Tab;
use crate::domain::whose::Whose;
use crate::domain::write::Told;

const WHOSE: &str = "whose";
const RECENT: &str = "recent";
const PERMISSIONS: &str = "permissions";

/// Notes whose tasks are shown.
pub(super) fn put_whose(connection: &Connection, whose: &Whose) -> Result<()> {
    put(connection, WHOSE, &whose_text(whose))
}

/// Whose tasks were shown last.
pub(super) fn whose(connection: &Connection) -> Result<Whose> {
    Ok(read_whose(&value(connection, WHOSE)?.unwrap_or_default()))
}

/// Whose tasks are shown, in lines.
pub(super) fn whose_text(whose: &Whose) -> String {
    let lines = match whose {
        Whose::Us => vec!["us".to_owned()],
        Whose::Everyone => vec!["everyone".to_owned()],
        Whose::Person(user) => vec!["person".to_owned(), user.to_string()],
        Whose::Group(group) => {
            let name = group.name.lines().collect::<Vec<_>>().join(" ");
            let members = group.members.iter().map(ToString::to_string);
            ["group".to_owned(), group.id.to_string(), name].into_iter().chain(members).collect()
        }
    };
    lines.join("\n")
}

/// Reads those lines.
pub(super) fn read_whose(text: &str) -> Whose {
    let lines: Vec<&str> = text.split('\n').collect();
    match lines.as_slice() {
        ["everyone"] => Whose::Everyone,
        ["person", id] => Whose::Person(UserId::new(*id)),
        ["group", id, name, members @ ..] => Whose::Group(Group {
            id: GroupId::new(*id),
            name: Text::from(*name),
            members: members.iter().map(|id| UserId::new(*id)).collect(),
        }),
        _ => Whose::Us,
    }
}

/// Notes what was chosen by its name, the last first.
pub(super) fn put_recent(connection: &Connection, commands: &[Text]) -> Result<()> {
    let lines: Vec<String> = commands.iter().map(|command| command.lines().collect()).collect();
    put(connection, RECENT, &lines.join("\n"))
}

/// What was chosen by its name, the last first.
pub(super) fn recent(connection: &Connection) -> Result<Vec<Text>> {
    let text = value(connection, RECENT)?.unwrap_or_default();
    Ok(text.lines().map(Text::from).collect())
}

/// Notes how a tab is put in order.
pub(super) fn put_arranged(connection: &Connection, tab: Tab, arrangement: Arrangement) -> Result<()> {
    put(connection, &arranged_name(tab), &arrangement.text())
}

/// How tabs were put in order, as far as the user has said.
pub(super) fn arranged(connection: &Connection) -> Result<Vec<(Tab, Arrangement)>> {
    let mut chosen = Vec::new();
    for tab in Tab::ALL {
        let text = value(connection, &arranged_name(tab))?.unwrap_or_default();
        chosen.extend(Arrangement::read(&text).map(|arrangement| (tab, arrangement)));
    }
    Ok(chosen)
}

fn arranged_name(tab: Tab) -> String {
    format!("arranged_{}", tab.title().to_lowercase())
}

/// Notes that the user was told this.
pub(super) fn put_told(connection: &Connection, told: Told) -> Result<()> {
    put(connection, told_name(told), "yes")
}

/// What the user was told.
pub(super) fn told(connection: &Connection) -> Result<BTreeSet<Told>> {
    let mut all = BTreeSet::new();
    for told in Told::ALL {
        all.extend(value(connection, told_name(told))?.map(|_| told));
    }
    Ok(all)
}

fn told_name(told: Told) -> &'static str {
    match told {
        Told::Mail => "mail_told",
        Told::Deal => "deal_told",
    }
}

/// Notes what the role allows; nothing where Close has not said.
pub(super) fn put_permissions(connection: &Connection, permissions: &Permissions) -> Result<()> {
    match permissions.names() {
        Some(names) => {
            let names: Vec<&str> = names.map(|name| &**name).collect();
            put(connection, PERMISSIONS, &names.join("\n"))
        }
        None => connection.execute("DELETE FROM meta WHERE name = ?1", [PERMISSIONS]).map(drop),
    }
}

/// What the role allowed when it was last noted.
pub(super) fn permissions(connection: &Connection) -> Result<Permissions> {
    let text = value(connection, PERMISSIONS)?;
    let names = |text: String| text.lines().map(Text::from).collect::<Vec<_>>();
    Ok(text.map(names).map_or_else(Permissions::default, Permissions::granted))
}

fn put(connection: &Connection, name: &str, value: &str) -> Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?;
    insert.execute([name, value]).map(drop)
}

fn value(connection: &Connection, name: &str) -> Result<Option<String>> {
    let mut select = connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    select.query_row([name], |row| row.get(0)).optional()
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::*;

    #[test]
    fn every_choice_comes_back_as_it_was() {
        let store = Store::in_memory().unwrap();
        let members = vec![UserId::new("user_1"), UserId::new("user_2")];
        let group = |name: &str, members| Group { id: GroupId::new("group_1"), name: name.into(), members };
        for choice in [
            Whose::Everyone,
            Whose::Person(UserId::new("user_2")),
            Whose::Group(group("East & West", members)),
            Whose::Group(group("", Vec::new())),
            Whose::Us,
        ] {
            put_whose(&store.connection, &choice).unwrap();
            assert_eq!(whose(&store.connection).unwrap(), choice);
        }
    }

    #[test]
    fn nothing_noted_is_our_own_tasks_and_everything_allowed() {
        let store = Store::in_memory().unwrap();
        assert_eq!(whose(&store.connection).unwrap(), Whose::Us);
        assert_eq!(permissions(&store.connection).unwrap(), Permissions::default());
        assert!(told(&store.connection).unwrap().is_empty());
    }

    #[test]
    fn permissions_come_back_and_can_become_unknown_again() {
        let store = Store::in_memory().unwrap();
        for some in [Permissions::granted(["a".into(), "b".into()]), Permissions::granted([])] {
            put_permissions(&store.connection, &some).unwrap();
            assert_eq!(permissions(&store.connection).unwrap(), some);
        }
        put_permissions(&store.connection, &Permissions::default()).unwrap();
        assert_eq!(permissions(&store.connection).unwrap(), Permissions::default());
    }
}
