//! What others did: ghosts in the list, words at the end of a row, and changes that crossed.

use closeout::app::effect::Fetch;
use closeout::app::msg::Portion;
use closeout::domain::due::Due;
use closeout::domain::id::{Named, UserId};
use closeout::domain::kind::Kind;
use closeout::domain::task::{Stamp, Task};

use crate::stage::{NOW, Stage, us};
use crate::tasks::everything;
use crate::{gallery, pictures};

/// The same task after somebody else changed it.
fn changed(task: &Task, by: &str, change: impl Fn(&mut Task)) -> Task {
    let updated = Stamp { at: NOW.parse().ok(), by: Some(by.into()) };
    let mut task = Task { updated, ..task.clone() };
    change(&mut task);
    task
}

/// Colleagues finish, move, hand on and reword what is in the inbox.
fn colleagues_at_work(stage: &mut Stage) {
    let rows: Vec<_> =
        stage.model.lists.current().rows().iter().filter_map(|place| place.task().cloned()).collect();
    let task = |row: usize| stage.model.board.shown(&rows[row]).unwrap().clone();
    let tasks = vec![
        changed(&task(0), "Ana Lopez", |task| task.is_complete = true),
        changed(&task(2), "Jan Kowalski", |task| task.due = Due::read("2026-03-09").ok()),
        changed(&task(3), "佐藤 由紀", |task| {
            task.assignee = Some(Named::new(UserId::new("user_jan"), "Jan Kowalski"));
        }),
        changed(&task(6), "Robin Falk", |task| task.kind = Kind::ToDo("Now in other words".into())),
    ];
    stage.list(Fetch::Delta, Ok(Portion { tasks, ..Portion::default() }));
}

#[test]
fn ghosts_stay_where_the_tasks_were() {
    pictures("ghosts", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        // Looking at the archive asks for something, so that an answer can come.
        stage.press("3 1 j");
        colleagues_at_work(&mut stage);
        stage
    });
}

#[test]
fn what_is_new_is_counted_beside_its_tab_until_it_is_looked_at() {
    let pages = [(40, 12), (80, 24), (160, 20)].map(|(width, height)| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("3 1 G");
        let new = |number: usize| {
            let id = format!("task_new_{number}");
            changed(&Task::new(id, "Ring the bakery"), "Ana Lopez", |task| {
                task.due = Due::read("2026-03-02").ok();
                task.assignee = Some(us().user);
            })
        };
        let tasks = (0..2).map(new).collect();
        stage.list(Fetch::Delta, Ok(Portion { tasks, ..Portion::default() })).hush();
        (format!("{width}x{height}"), stage.screen())
    });
    gallery("new", pages);
}

#[test]
fn a_preview_at_the_right_says_too_that_there_is_more_of_it() {
    let mut stage = Stage::with(160, 10, everything());
    let mut pages = Vec::new();
    for keys in ["j", "J J J J"] {
        stage.press(keys);
        pages.push((keys.to_owned(), stage.screen()));
    }
    gallery("preview_right", pages);
}

#[test]
fn changes_that_crossed_stand_beneath_those_on_their_way() {
    pictures("crossed", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        let rows = stage.model.lists.current().rows().iter();
        let tasks: Vec<Task> = rows
            .filter_map(|place| place.task())
            .take(2)
            .filter_map(|id| stage.model.board.shown(id).cloned())
            .collect();
        stage.press("s m o n Enter").save().press("a Down Enter").save();
        let moved = changed(&tasks[0], "Jan Kowalski", |task| task.due = Due::read("2026-03-11").ok());
        let handed = changed(&tasks[1], "Ana Lopez", |task| {
            task.assignee = Some(Named::new(UserId::new("user_none"), "Mo"));
        });
        stage.list(Fetch::Delta, Ok(Portion { tasks: vec![moved, handed], ..Portion::default() }));
        stage.press("g p j j j");
        stage
    });
}
