//! Views that were saved from the screen.
//!
//! One that cannot be read is left out; it stays on disk until it is saved anew.

use rusqlite::{Connection, Result, Row, params};

use crate::domain::arrangement::Arrangement;
use crate::domain::id::{LeadId, Named, Text};
use crate::domain::tab::Tab;
use crate::domain::view::{Scope, View};

use super::choices::{read_whose, whose_text};

/// How a scope begins that is a name.
const CALLED: &str = "called\n";

/// Keeps a view, in the place of one of the same name.
pub(super) fn put_view(connection: &Connection, view: &View) -> Result<()> {
    let whose = match &view.whose {
        Scope::Of(whose) => whose_text(whose),
        Scope::Called(name) => format!("{CALLED}{name}"),
    };
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO view (name, tab, filter, lead_id, lead_name, arranged, whose)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let lead = view.lead.as_ref();
    insert
        .execute(params![
            &*view.name,
            view.tab.title().to_lowercase(),
            &*view.filter,
            lead.map(|lead| lead.id.as_str()),
            lead.and_then(Named::name),
            view.order.text(),
            whose,
        ])
        .map(drop)
}

/// Forgets a view.
pub(super) fn drop_view(connection: &Connection, name: &str) -> Result<()> {
    connection.execute("DELETE FROM view WHERE name = ?1", [name]).map(drop)
}

/// All of them, by name.
pub(super) fn views(connection: &Connection) -> Result<Vec<View>> {
    let mut select = connection.prepare_cached(
        "SELECT name, tab, filter, lead_id, lead_name, arranged, whose FROM view ORDER BY name",
    )?;
    let views = select.query_map([], view)?;
    views.filter_map(Result::transpose).collect()
}

fn view(row: &Row<'_>) -> Result<Option<View>> {
    let text = |column: usize| row.get::<_, String>(column);
    let (tab, arranged, whose) = (text(1)?, text(5)?, text(6)?);
    let tab = Tab::ALL.into_iter().find(|known| known.title().eq_ignore_ascii_case(&tab));
    let (Some(tab), Some(order)) = (tab, Arrangement::read(&arranged)) else { return Ok(None) };
    let lead: Option<String> = row.get(3)?;
    let lead_name: Option<String> = row.get(4)?;
    Ok(Some(View {
        name: text(0)?.into(),
        tab,
        filter: text(2)?.into(),
        lead: lead.map(|id| Named { id: LeadId::new(id), name: lead_name.map(Text::from) }),
        order,
        whose: match whose.strip_prefix(CALLED) {
            Some(name) => Scope::Called(name.into()),
            None => Scope::Of(read_whose(&whose)),
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::*;
    use crate::domain::write::Write;

    #[test]
    fn a_view_takes_the_place_of_one_of_the_same_name_and_can_go() {
        let mut store = Store::in_memory().unwrap();
        let mut view = View::of_tab("mine", Tab::Inbox);
        store.save(&[Write::View(Box::new(view.clone()))]).unwrap();
        view.filter = "is:overdue".into();
        store.save(&[Write::View(Box::new(view.clone()))]).unwrap();
        assert_eq!(views(&store.connection).unwrap(), [view]);
        store.save(&[Write::DropView("mine".into())]).unwrap();
        assert_eq!(views(&store.connection).unwrap(), []);
    }

    #[test]
    fn one_that_cannot_be_read_is_left_out() {
        let mut store = Store::in_memory().unwrap();
        let view = |name: &str| Write::View(Box::new(View::of_tab(name, Tab::Future)));
        store.save(&[view("a"), view("b")]).unwrap();
        store.connection.execute("UPDATE view SET arranged = 'x' WHERE name = 'a'", []).unwrap();
        assert_eq!(views(&store.connection).unwrap(), [View::of_tab("b", Tab::Future)]);
    }
}
