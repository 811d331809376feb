//! The tasks of others: chosen, shown, and closed where the role says no.

use closeout::app::effect::Fetch;
use closeout::app::msg::{Msg, Portion};
use closeout::domain::id::{GroupId, Named, UserId};
use closeout::domain::people::{Group, Me, User};
use closeout::domain::permissions::Permissions;
use closeout::domain::task::Task;

use crate::stage::{Stage, heard, us};
use crate::tasks::everything;
use crate::{gallery, picture, pictures};

fn of(person: (&str, &str), task: Task) -> Task {
    Task { assignee: Some(Named::new(UserId::new(person.0), person.1)), ..task }
}

fn anas() -> Vec<Task> {
    everything().into_iter().map(|task| of(("user_ana", "Ana Lopez"), task)).collect()
}

/// Every third task is ours, the others are those of two colleagues.
fn everybodys() -> Vec<Task> {
    let people = [("user_ana", "Ana Lopez"), ("user_us", "Robin Falk"), ("user_yuki", "佐藤 由紀")];
    everything().into_iter().zip(people.into_iter().cycle()).map(|(task, person)| of(person, task)).collect()
}

fn showing(size: (u16, u16), whose: &str, tasks: Vec<Task>) -> Stage {
    let mut stage = Stage::with(size.0, size.1, Vec::new());
    stage.press("w").write(whose).press("Enter");
    stage.list(Fetch::Sweep, Ok(Portion { tasks, ..Portion::default() }));
    stage.hush();
    stage
}

fn groups() -> Vec<Group> {
    let members = ["user_ana", "user_yuki"].map(UserId::new).to_vec();
    vec![Group { id: GroupId::new("group_1"), name: "Inbound".into(), members }]
}

#[test]
fn choosing_whose_tasks_are_shown() {
    let gone =
        User { id: UserId::new("user_gone"), name: "Gil Haber".into(), email: "".into(), is_active: false };
    pictures("whose", |width, height| {
        let stuck = of(("user_gone", "Gil Haber"), Task::new("task_stuck", "Stuck"));
        let mut stage = Stage::with(width, height, [everything(), vec![stuck]].concat());
        stage.model.people.push(gone.clone());
        stage.press("w Down");
        stage.tell(Msg::Grouped(heard(Ok(groups()))));
        stage
    });
}

#[test]
fn the_inbox_of_a_colleague() {
    pictures("colleague", |width, height| showing((width, height), "ana", anas()));
    let small = showing((36, 8), "ana", anas());
    picture("colleague_36x8", &small.screen());
}

#[test]
fn the_tasks_of_everyone_say_whose_they_are() {
    pictures("everyone", |width, height| showing((width, height), "everyone", everybodys()));
}

#[test]
fn what_the_role_closes_stands_back_and_says_why() {
    let restricted = |keys: &str| {
        let mut stage = showing((80, 24), "ana", anas());
        let me = Me { permissions: Permissions::granted([]), ..us() };
        stage.tell(Msg::Met(heard(Ok(me)))).press(keys);
        (keys.to_owned(), stage)
    };
    let screen = |(keys, stage): (String, Stage)| (keys, stage.screen());
    gallery("closed", ["e", "Enter"].map(|keys| screen(restricted(keys))));
    let (_, stage) = restricted("j");
    let hints = stage.styled().lines().last().unwrap_or_default().to_owned();
    assert!(hints.contains("<dim>e done") && !hints.contains("<dim>Space"), "{hints}");
}

#[test]
fn a_batch_names_what_it_leaves_out() {
    let mut stage = showing((80, 24), "everyone", everybodys());
    stage.press("* a e");
    picture("left_out", &stage.screen());
}
