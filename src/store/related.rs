//! What stands behind tasks, on disk: a cache, so that a preview shows at once on the next start.
//!
//! Only the latest few hundred are kept. All of it can be fetched again; what cannot be read is passed over.

mod compact;

use rusqlite::{Connection, Result, Row, params};

use crate::domain::id::{ActivityId, LeadId, ObjectId, OpportunityId};
use crate::domain::related::{Key, Related};
use crate::domain::write::Shelved;

use super::bytes::{Reader, Shared};

/// How many are kept.
const KEPT: u16 = 300;

/// Keeps what came, in place of what was known of it.
pub(super) fn put(connection: &Connection, shelved: &Shelved) -> Result<()> {
    let mut insert = connection
        .prepare_cached("INSERT OR REPLACE INTO related (id, kind, came, rest) VALUES (?1, ?2, ?3, ?4)")?;
    let (kind, came) = (number(&shelved.key), shelved.came.timestamp_millis());
    insert.execute(params![shelved.key.id(), kind, came, compact::pack(&shelved.related)]).map(drop)
}

/// Everything that is kept and can be read, the latest first.
pub(super) fn all(connection: &Connection, shared: &mut Shared) -> Result<Vec<Shelved>> {
    let mut select =
        connection.prepare_cached("SELECT id, kind, came, rest FROM related ORDER BY came DESC LIMIT ?1")?;
    let found = select.query_map([KEPT], |row| read(row, shared))?;
    found.filter_map(Result::transpose).collect()
}

/// Forgets all but the latest.
pub(super) fn prune(connection: &Connection) -> Result<()> {
    let sql =
        "DELETE FROM related WHERE came < (SELECT came FROM related ORDER BY came DESC LIMIT 1 OFFSET ?1)";
    connection.execute(sql, [KEPT - 1]).map(drop)
}

fn read(row: &Row<'_>, shared: &mut Shared) -> Result<Option<Shelved>> {
    let (id, kind, came): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let rest: Vec<u8> = row.get(3)?;
    let related = compact::unpack(&mut Reader::new(&rest, shared)).ok();
    let came = chrono::DateTime::from_timestamp_millis(came);
    let parts = key(kind, id).zip(related).zip(came);
    Ok(parts.filter(|((key, related), _)| fits(key, related)).map(|((key, related), came)| Shelved {
        key,
        related,
        came,
    }))
}

fn number(key: &Key) -> i64 {
    match key {
        Key::Lead(_) => 0,
        Key::Thread(_) => 1,
        Key::Call(_) => 2,
        Key::Sms(_) => 3,
        Key::Opportunity(_) => 4,
        Key::Comments(_) => 5,
    }
}

fn key(kind: i64, id: String) -> Option<Key> {
    Some(match kind {
        0 => Key::Lead(LeadId::new(id)),
        1 => Key::Thread(ActivityId::new(id)),
        2 => Key::Call(ActivityId::new(id)),
        3 => Key::Sms(ActivityId::new(id)),
        4 => Key::Opportunity(OpportunityId::new(id)),
        5 => Key::Comments(ObjectId::new(id)),
        _ => return None,
    })
}

fn fits(key: &Key, related: &Related) -> bool {
    matches!(
        (key, related),
        (Key::Lead(_), Related::Lead(_))
            | (Key::Thread(_), Related::Thread(_))
            | (Key::Call(_), Related::Call(_))
            | (Key::Sms(_), Related::Sms(_))
            | (Key::Opportunity(_), Related::Opportunity(_))
            | (Key::Comments(_), Related::Comments(_))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::related::CallRecord;
    use crate::domain::write::Write;
    use crate::store::Store;

    fn call(number: usize) -> Shelved {
        let note = Some(format!("note {number}").into());
        Shelved {
            key: Key::Call(ActivityId::new(format!("acti_{number}"))),
            related: Related::Call(CallRecord { note, ..CallRecord::default() }),
            came: chrono::DateTime::from_timestamp(i64::try_from(number).unwrap(), 0).unwrap(),
        }
    }

    fn with(shelved: impl IntoIterator<Item = Shelved>) -> Store {
        let mut store = Store::in_memory().unwrap();
        let writes: Vec<Write> = shelved.into_iter().map(|it| Write::Shelve(Box::new(it))).collect();
        store.save(&writes).unwrap();
        store
    }

    #[test]
    fn what_came_last_replaces_what_was_known() {
        let newer = Shelved { key: call(1).key, ..call(7) };
        let store = with([call(1), call(2), newer.clone()]);
        assert_eq!(all(&store.connection, &mut Shared::default()).unwrap(), [newer, call(2)]);
    }

    #[test]
    fn only_the_latest_are_kept() {
        let store = with((0..usize::from(KEPT) + 20).map(call));
        prune(&store.connection).unwrap();
        let left = all(&store.connection, &mut Shared::default()).unwrap();
        assert_eq!((left.len(), left.last()), (usize::from(KEPT), Some(&call(20))));
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let store = with([call(1), call(2), call(3)]);
        store.connection.execute("UPDATE related SET rest = x'02ff' WHERE id = 'acti_1'", []).unwrap();
        store.connection.execute("UPDATE related SET kind = 0 WHERE id = 'acti_3'", []).unwrap();
        assert_eq!(all(&store.connection, &mut Shared::default()).unwrap(), [call(2)]);
    }
}
