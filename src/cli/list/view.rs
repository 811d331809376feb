//! A view of the user's, from the command line: opened as on the screen, and its order for what has come.

use std::collections::HashMap;

use crate::app::errand::{Errand, Needs};
use crate::app::views;
use crate::cli::MISTAKEN;
use crate::cli::errand::{Desk, done};
use crate::cli::trouble::Trouble;
use crate::domain::arrangement::Arrangement;
use crate::domain::id::Text;
use crate::domain::place::Place;
use crate::domain::tab::{Tab, Today};
use crate::domain::task::Task;
use crate::domain::view::Scope;
use crate::shell::world;

/// Opens a view, so that what it shows is what the model shows.
pub(super) async fn open(desk: &mut Desk, name: &str) -> Result<(), Trouble> {
    let views = &desk.runner.model.views;
    let view = views.meant(name).map_err(|why| {
        let names: Vec<&str> = views.all().map(|view| &*view.name).collect();
        let known =
            if names.is_empty() { String::new() } else { format!("; there are {}", names.join(", ")) };
        Trouble::new(MISTAKEN, format!("{why}{known}, and the tabs inbox, future and archive"))
    })?;
    let name = view.name.clone();
    if matches!(view.whose, Scope::Called(_)) {
        desk.people().await?;
    }
    views::open(&mut desk.runner.model, world::now(), &name);
    // Whoever a view is about may be a group, which is asked for with the next message.
    desk.runner.order(Errand::Read(Vec::new()));
    let is_known = |model: &crate::app::model::Model| model.views.awaited.is_none();
    done(desk.until(Needs::Close, is_known, ("Reading groups", &|_| (0, 0))).await?)?;
    let model = &desk.runner.model;
    match model.notices.current().filter(|_| !model.views.is_open()) {
        Some(notice) => Err(Trouble::new(MISTAKEN, notice.text.clone())),
        None => Ok(()),
    }
}

/// Tasks in the order of a view, what belongs together where the first of it stands.
pub(super) fn sorted(
    tasks: Vec<(Task, String)>,
    (tab, order): (Tab, Arrangement),
    today: &Today,
) -> Vec<(Task, String)> {
    let mut ranks: HashMap<Text, i64> = HashMap::new();
    for (task, _) in &tasks {
        Place::of(task, (tab, order), today, |id, alone| {
            let rank = ranks.entry(id.clone()).or_insert(alone);
            *rank = alone.min(*rank);
            *rank
        });
    }
    let place = |task: &Task| {
        Place::of(task, (tab, order), today, |id, alone| ranks.get(id).copied().unwrap_or(alone))
    };
    let mut placed: Vec<(Place, (Task, String))> =
        tasks.into_iter().map(|row| (place(&row.0), row)).collect();
    placed.sort_by(|(one, _), (other, _)| one.cmp(other));
    placed.into_iter().map(|(_, row)| row).collect()
}
