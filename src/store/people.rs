//! Who we are, who else there is, and the single values beside them.

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::domain::id::{Named, OrganizationId, TaskId, UserId};
use crate::domain::people::{Me, User};
use crate::domain::write::Listed;
use crate::domain::zone::Timestamp;

use super::{choices, dates};

/// Replaces everybody; whoever is not in the list has left.
pub(super) fn put_people(connection: &Connection, people: &[User]) -> Result<()> {
    connection.prepare_cached("DELETE FROM person")?.execute([])?;
    let mut insert = connection
        .prepare_cached("INSERT INTO person (id, name, email, is_active) VALUES (?1, ?2, ?3, ?4)")?;
    for user in people {
        insert.execute(params![user.id.text(), user.name, user.email, user.is_active])?;
    }
    Ok(())
}

/// Everybody, in the order they were given.
pub(super) fn people(connection: &Connection) -> Result<Vec<User>> {
    let mut select =
        connection.prepare_cached("SELECT id, name, email, is_active FROM person ORDER BY position")?;
    let users = select.query_map([], |row| {
        Ok(User {
            id: UserId::new(row.get::<_, String>(0)?),
            name: row.get(1)?,
            email: row.get(2)?,
            is_active: row.get(3)?,
        })
    })?;
    users.collect()
}

/// Notes who we are.
pub(super) fn put_me(connection: &Connection, me: &Me) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO me (only, user_id, user_name, organization_id, organization_name, time_zone) \
         VALUES (1, ?1, ?2, ?3, ?4, ?5)",
    )?;
    let (user, organization) = (&me.user, &me.organization);
    let values = params![user.id.text(), user.name, organization.id.text(), organization.name, me.time_zone];
    insert.execute(values)?;
    choices::put_permissions(connection, &me.permissions)
}

/// Who we were when it was last noted.
pub(super) fn me(connection: &Connection) -> Result<Option<Me>> {
    let mut select = connection
        .prepare_cached("SELECT user_id, user_name, organization_id, organization_name, time_zone FROM me")?;
    let permissions = choices::permissions(connection)?;
    let found = select.query_row([], |row| {
        Ok(Me {
            user: Named { id: UserId::new(row.get::<_, String>(0)?), name: row.get(1)? },
            organization: Named { id: OrganizationId::new(row.get::<_, String>(2)?), name: row.get(3)? },
            time_zone: row.get(4)?,
            permissions,
        })
    });
    found.optional()
}

/// Notes that every change of before this instant has been seen.
pub(super) fn put_synced(connection: &Connection, at: Timestamp) -> Result<()> {
    put_instant(connection, "synced", at)
}

/// Notes when Close was last looked at.
pub(super) fn put_looked(connection: &Connection, at: Timestamp) -> Result<()> {
    put_instant(connection, "looked", at)
}

fn put_instant(connection: &Connection, name: &str, at: Timestamp) -> Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?;
    insert.execute([name, &dates::instant_text(at)]).map(drop)
}

/// Takes those notes back: everything must be asked for again.
pub(super) fn drop_synced(connection: &Connection) -> Result<()> {
    connection.execute("DELETE FROM meta WHERE name IN ('synced', 'looked', 'listed')", []).map(drop)
}

/// Since when changes may have been missed; an unreadable value asks for everything, which is always right.
pub(super) fn synced(connection: &Connection) -> Result<Option<Timestamp>> {
    instant(connection, "synced")
}

/// When Close was last looked at.
pub(super) fn looked(connection: &Connection) -> Result<Option<Timestamp>> {
    instant(connection, "looked")
}

/// Notes what was listed: the instant and an id a line.
pub(super) fn put_listed(connection: &Connection, Listed { at, tasks }: &Listed) -> Result<()> {
    let instant = dates::instant_text(*at);
    let lines: Vec<&str> =
        std::iter::once(instant.as_str()).chain(tasks.iter().map(TaskId::as_str)).collect();
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES ('listed', ?1)")?;
    insert.execute([lines.join("\n")]).map(drop)
}

/// What was listed last.
pub(super) fn listed(connection: &Connection) -> Result<Option<Listed>> {
    let mut select = connection.prepare_cached("SELECT value FROM meta WHERE name = 'listed'")?;
    let text: Option<String> = select.query_row([], |row| row.get(0)).optional()?;
    let text = text.unwrap_or_default();
    let mut lines = text.lines();
    let at = lines.next().and_then(dates::read_instant);
    Ok(at.map(|at| Listed { at, tasks: lines.map(TaskId::new).collect() }))
}

fn instant(connection: &Connection, name: &str) -> Result<Option<Timestamp>> {
    let mut select = connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    let text: Option<String> = select.query_row([name], |row| row.get(0)).optional()?;
    Ok(text.as_deref().and_then(dates::read_instant))
}
