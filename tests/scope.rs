//! Whose tasks are shown, and what may be done to the tasks of others.
#![expect(clippy::expect_used, reason = "helpers of tests fail by panicking")]

mod desk;

use closeout::app::whose;
use closeout::sim::{Faults, World};
use desk::{Desk, START};
use serde_json::json;

/// So many open to-dos of each of these, found by their first names; `me` is the owner of the key.
fn world(tasks: &[(&str, &str, &str)]) -> World {
    let at = START.parse().expect("a moment");
    let mut world = World::bare(at);
    for (kind, text, who) in tasks {
        let user = user(&world, who);
        let words = if *kind == "lead" { "text" } else { "subject" };
        let made = at - chrono::TimeDelta::days(2);
        let id = world.add(made, kind, vec![(words, json!(text)), ("date", json!("2026-03-06"))]);
        world.task_mut(&id).expect("just added").assigned_to = user;
    }
    world
}

fn user(world: &World, who: &str) -> Option<String> {
    match who {
        "me" => Some(world.me().to_owned()),
        "nobody" => None,
        first => Some(world.user_named(first).expect("a colleague").id.clone()),
    }
}

/// The first names of two active colleagues and of one who left.
fn cast() -> [String; 3] {
    let world = World::bare(START.parse().expect("a moment"));
    let mut active = world.users().iter().filter(|user| user.is_active && user.id != world.me());
    let (one, two) = (active.next().expect("one"), active.next().expect("two"));
    let gone = world.users().iter().find(|user| !user.is_active).expect("somebody left");
    [&one.first, &two.first, &gone.first].map(Clone::clone)
}

fn mixed() -> Desk {
    let [ana, jan, gone] = cast();
    Desk::on(world(&[
        ("lead", "mine", "me"),
        ("lead", "hers", &ana),
        ("lead", "his", &jan),
        ("lead", "stuck", &gone),
        ("lead", "nobodys", "nobody"),
    ]))
}

fn show(desk: &mut Desk, whose: &str) {
    desk.press("w").settle();
    desk.type_in(whose).press("Enter").settle();
}

fn sorted(desk: &Desk) -> Vec<String> {
    let mut rows = desk.rows();
    rows.sort();
    rows
}

#[test]
fn at_first_only_our_own_are_shown() {
    let mut desk = mixed();
    assert_eq!(desk.rows(), ["mine"]);
    desk.hides("tasks");
}

#[test]
fn everyone_shows_all_and_says_whose_each_is() {
    let mut desk = mixed();
    show(&mut desk, "everyone");
    assert_eq!(sorted(&desk), ["hers", "his", "mine", "nobodys", "stuck"]);
    desk.shows("everyone's tasks").shows(&cast()[0]).shows("nobody").says("Showing everyone's tasks");
}

#[test]
fn a_colleague_is_asked_for_alone_and_named_above_the_list() {
    let [ana, ..] = cast();
    let mut desk = mixed();
    show(&mut desk, &ana);
    assert_eq!(desk.rows(), ["hers"]);
    let label = whose::label(&desk.model).expect("somebody else");
    assert!(label.starts_with(&ana) && label.ends_with("'s tasks"), "{label}");
    desk.shows(&label);
    let her = desk.on_server("hers", "assigned_to");
    let requests = desk.server.requests();
    let last = requests.iter().rev().find(|request| request.path == "/task/").expect("a list");
    assert!(last.query.contains(&("assigned_to".into(), her.as_str().expect("an id").into())));
}

#[test]
fn people_who_left_can_be_chosen_and_what_is_stuck_with_them_is_counted() {
    let [.., gone] = cast();
    let mut desk = mixed();
    show(&mut desk, "everyone");
    desk.press("w").type_in(&gone).shows("has left; 1 task still open");
    desk.press("Enter").settle();
    assert_eq!(desk.rows(), ["stuck"]);
}

#[test]
fn a_group_shows_its_members_and_costs_one_sweep_each() {
    let mut desk = mixed();
    let (name, members) = desk.server.with_world(|world| {
        let group = &world.organization().groups[0];
        (group.name.clone(), group.members.clone())
    });
    desk.press("w").settle();
    desk.shows(&format!("{} members", members.len())).type_in(&name);
    let before = desk.requests("get", "/task/");
    desk.press("Enter").settle();
    assert_eq!(desk.requests("get", "/task/") - before, members.len());
    let in_group = |text: &str| {
        let user = desk.on_server(text, "assigned_to");
        members.iter().any(|member| user == member.as_str())
    };
    let mut expected: Vec<&str> =
        ["hers", "his", "mine", "stuck"].into_iter().filter(|text| in_group(text)).collect();
    expected.sort_unstable();
    assert_eq!(sorted(&desk), expected);
    assert!(!expected.is_empty(), "the group has nothing to do");
    let before = desk.requests("get", "/task/");
    desk.wait(600).settle();
    assert!(desk.requests("get", "/task/") - before <= 10, "more than a look a minute");
}

#[test]
fn the_choice_survives_a_restart_and_can_be_taken_back() {
    let [ana, ..] = cast();
    let mut desk = mixed();
    show(&mut desk, &ana);
    let mut desk = desk.restart();
    assert_eq!(desk.rows(), ["hers"]);
    show(&mut desk, "me");
    assert_eq!(desk.rows(), ["mine"]);
    desk.hides("'s tasks").says("Showing your own tasks");
}

#[test]
fn whoever_looks_for_themselves_by_name_finds_themselves() {
    let [ana, ..] = cast();
    let mut desk = mixed();
    let own = desk.server.with_world(|world| world.name_of(Some(world.me())).expect("a name"));
    let first = own.split(' ').next().expect("a first name");
    show(&mut desk, &ana);
    show(&mut desk, first);
    desk.says("Showing your own tasks");
    show(&mut desk, &ana);
    desk.press(":").type_in(&format!("show {first}")).press("Enter").settle().says("Showing your own tasks");
}

#[test]
fn what_a_colleague_does_meanwhile_is_seen_in_every_scope() {
    let mut desk = mixed();
    show(&mut desk, "everyone");
    desk.colleague_changes("his", &json!({ "is_complete": true }));
    desk.wait(120).settle();
    assert_eq!(sorted(&desk), ["hers", "mine", "nobodys", "stuck"]);
}

#[test]
fn among_everyones_tasks_one_that_is_handed_over_stays() {
    let [ana, ..] = cast();
    let mut desk = mixed();
    show(&mut desk, "everyone");
    desk.press("/").type_in("mine").press("Enter a").type_in(&ana).press("Enter").settle();
    assert_eq!(desk.rows(), ["mine"]);
    assert_eq!(desk.on_server("mine", "assigned_to"), desk.on_server("hers", "assigned_to"));
}

#[test]
fn the_cursor_stays_on_its_task_and_marks_do_not_wander() {
    let mut desk = mixed();
    desk.press("x");
    show(&mut desk, "everyone");
    assert_eq!(desk.selected(), "mine");
    assert!(desk.model.marks.is_empty());
    show(&mut desk, "me");
    assert_eq!(desk.selected(), "mine");
}

#[test]
fn what_was_loaded_once_is_shown_at_once_and_looked_at_afresh() {
    let mut desk = mixed();
    show(&mut desk, "everyone");
    show(&mut desk, "me");
    desk.server.set_latency(std::time::Duration::from_secs(2));
    let before = desk.requests("get", "/task/");
    desk.press("w").type_in("everyone").press("Enter");
    assert_eq!(desk.rows().len(), 5, "before any answer");
    desk.settle();
    assert_eq!(desk.requests("get", "/task/") - before, 1);
}

#[test]
fn an_answer_for_whom_was_shown_before_is_not_taken_for_one_of_now() {
    let [ana, jan, _] = cast();
    let mut tasks = Vec::new();
    for _ in 0..150 {
        tasks.push(("lead", "hers", ana.as_str()));
    }
    tasks.push(("lead", "his", &jan));
    let mut desk = Desk::on(world(&tasks));
    desk.server.set_latency(std::time::Duration::from_millis(400));
    desk.press("w").type_in(&ana).press("Enter");
    desk.press("w").type_in(&jan).press("Enter");
    desk.press("w").type_in(&ana).press("Enter").settle();
    assert_eq!(desk.rows().len(), 150);
}

#[test]
fn mail_of_a_colleague_cannot_be_marked_done_nor_moved() {
    let [ana, ..] = cast();
    let mut desk = Desk::on(world(&[("incoming_email", "Re: offer", &ana)]));
    show(&mut desk, &ana);
    desk.press("e").says("Mail of a colleague can only be marked done by them");
    desk.press("s").says("Mail of a colleague can only be moved by them");
    desk.press("Enter").shows("Mail of a colleague can only be marked done by them").press("q").settle();
    assert_eq!(desk.requests("put", "/task/"), 0);
    desk.press("i").settle();
    assert_eq!(desk.requests("put", "/task/"), 1, "it can be taken over");
}

#[test]
fn in_a_batch_the_mail_of_colleagues_is_left_out_by_name() {
    let [ana, ..] = cast();
    let mut desk = Desk::on(world(&[("email_followup", "Re: offer", &ana), ("lead", "hers", &ana)]));
    show(&mut desk, &ana);
    desk.press("* a e")
        .shows("Mark 1 task done")
        .shows("1 will be left out: Re: offer")
        .shows("1 of them is assigned to others");
    desk.press("Enter").settle();
    assert_eq!(desk.on_server("hers", "is_complete"), true);
    assert_eq!(desk.rows(), ["Re: offer"]);
}

#[test]
fn what_marking_mail_done_does_to_the_mailbox_is_said_once_for_each_account() {
    let mail = ("incoming_email", "Re: offer", "me");
    let mut desk =
        Desk::on(world(&[mail, ("incoming_email", "Re: again", "me"), ("incoming_email", "Re: and", "me")]));
    desk.press("e").shows("archived in your mailbox").shows("no lead: Re: ").press("Esc");
    assert_eq!(desk.rows().len(), 3, "nothing was done");
    desk.press("e Enter").settle();
    assert_eq!(desk.rows().len(), 2);
    desk.press("e").settle();
    assert_eq!(desk.rows().len(), 1);
    let mut desk = desk.restart();
    desk.press("e").settle();
    assert_eq!(desk.rows().len(), 0);
}

#[test]
fn that_a_deal_stays_as_it_is_when_its_reminder_is_done_is_said_once_and_in_passing() {
    let deals = [("opportunity_due", "Big", "me"); 4];
    let mut desk = Desk::on(world(&deals));
    let said = |desk: &mut Desk, keys: &str| {
        desk.settle().press(keys);
        desk.model.notices.current().expect("it is told").text.contains("the deal")
    };
    assert!(!said(&mut desk, "s 2 Enter"), "only done is done");
    assert!(said(&mut desk, "e"));
    desk.says("Done, but the deal itself stays as it is: ");
    assert!(!said(&mut desk, "e"));
    desk.settle();
    let mut desk = desk.restart();
    assert!(!said(&mut desk, "e"));
    let mut desk = Desk::on(world(&deals));
    desk.press("* a e").says("Done, but the deals themselves stay as they are: 4 tasks");
}

#[test]
fn what_undo_does_not_bring_back_is_said_each_time() {
    let mail = |subject| ("incoming_email", subject, "me");
    let mut desk = Desk::on(world(&[mail("Re: offer"), mail("Re: again"), ("lead", "mine", "me")]));
    desk.press("* a e Enter").settle();
    desk.press("u").says("Took back, but 2 mails stay archived · ");
    desk.settle().press("Esc e").settle().press("u").says("Took back, but the mail stays archived");
    desk.settle().press("G e").settle().press("u");
    let notice = desk.model.notices.current().expect("it was taken back").text.clone();
    assert!(!notice.contains("mailbox"), "a to-do has no mail: {notice}");
    desk.settle().press("g g e").settle().press("3").settle().press("g g e");
    desk.says("Reopened, but the mail stays archived: Re: offer");
}

#[test]
fn mail_that_was_never_marked_done_in_close_is_not_told_of() {
    let mut desk = Desk::on(world(&[("incoming_email", "Re: offer", "me")]));
    desk.server.set_faults(Faults::down());
    desk.press("e Enter").press("u");
    let notice = desk.model.notices.current().expect("it was taken back").text.clone();
    assert!(notice.starts_with("Took back · Done: Re: offer"), "{notice}");
}

#[test]
fn without_the_permission_the_tasks_of_others_are_closed_at_once_with_the_reason() {
    let [ana, ..] = cast();
    let mut world = world(&[("lead", "hers", &ana), ("lead", "mine", "me")]);
    let me = world.me().to_owned();
    world.revoke(&me, "manage_others_tasks");
    let mut desk = Desk::on(world);
    desk.press("e").settle();
    assert_eq!(desk.on_server("mine", "is_complete"), true, "our own are ours");
    show(&mut desk, &ana);
    let before = desk.requests("put", "/task/");
    for keys in ["e", "s", "a", "i"] {
        desk.press(keys).says("Your role in Close does not allow changing the tasks of others");
    }
    desk.press("Enter").shows("Your role in Close").settle();
    assert_eq!(desk.requests("put", "/task/"), before);
    let task = desk.model.selected().expect("hers");
    assert!(desk.model.may_change(task).is_err() && desk.model.may_delete(task).is_err());
}

#[test]
fn from_a_task_of_ours_to_one_of_others_the_keys_look_as_they_may_be_used() {
    let [ana, ..] = cast();
    let mut world = world(&[("lead", "hers", &ana), ("lead", "mine", "me")]);
    let me = world.me().to_owned();
    world.revoke(&me, "manage_others_tasks");
    let mut desk = Desk::on(world);
    desk.press(":").type_in("show everyone").press("Enter").settle().wait(20);
    for keys in ["g g", "j", "k", "j"] {
        desk.press(keys);
    }
    assert_eq!(desk.rows().len(), 2);
}

#[test]
fn a_permission_taken_away_meanwhile_is_a_refusal_and_not_a_bad_key() {
    let [ana, ..] = cast();
    let mut desk = Desk::on(world(&[("lead", "hers", &ana), ("lead", "hers too", &ana)]));
    show(&mut desk, &ana);
    desk.server.with_world(|world| {
        let me = world.me().to_owned();
        world.revoke(&me, "manage_others_tasks");
    });
    desk.press("e").settle();
    desk.says("Close does not allow you to do this");
    desk.press("* a s").type_in("tomorrow").press("Enter").settle();
    assert_eq!(desk.rows().len(), 2, "both are back");
    assert_eq!(desk.model.problems.len(), 3);
    assert_eq!(desk.waiting(), 0);
}

#[test]
fn a_task_deleted_while_it_was_in_the_archive_says_so_when_it_is_reopened() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("e").settle();
    desk.press("3").settle();
    let id = desk.on_server("Call Ada", "id");
    desk.server.with_world(|world| drop(world.remove(id.as_str().expect("an id"))));
    desk.press("e").settle();
    desk.says("Call Ada: that task no longer exists in Close");
    assert_eq!(desk.counts(), [0, 0, 0]);
}

#[test]
fn a_role_that_may_not_delete_is_told_so_before_anything_is_asked() {
    let mut desk = Desk::before(World::bare(desk::START.parse().unwrap()));
    desk.server.with_world(|world| {
        let at = desk::START.parse().unwrap();
        world.add(at, "lead", vec![("text", json!("mine")), ("date", json!("2026-03-06"))]);
        let me = world.me().to_owned();
        world.revoke(&me, "delete_own_tasks");
    });
    desk.settle();
    desk.press("D");
    assert!(desk.model.overlays.is_empty());
    desk.says("not");
    desk.wait(20).settle();
    assert_eq!(desk.requests("delete", "/task/"), 0);
}
