//! Making, rewriting and deleting tasks: once each, whatever happens on the way.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use closeout::app::effect::Effect;
use closeout::sim::World;
use closeout::sim::faults::{Fault, Faults, Which};
use desk::Desk;
use serde_json::json;

// Two leads: one with a person to call, one without.
fn world() -> World {
    let at = desk::START.parse().unwrap();
    let mut world = World::bare(at);
    let before = at - chrono::TimeDelta::days(2);
    let (bakery, ines) = world.add_lead(before, "Blue Anchor Bakery", "Ines Duarte");
    let (books, _) = world.add_lead(before, "Cedar Books", "Kit Moss");
    let (due, text) = (json!("2026-03-05"), |text: &str| json!(text));
    let own = |lead: &str, words: &str| {
        vec![("text", text(words)), ("date", due.clone()), ("lead_id", json!(lead))]
    };
    let mut first = own(&bakery, "Call Ada");
    first.push(("contact_id", json!(ines)));
    world.add(before, "lead", first);
    world.add(before, "lead", own(&books, "Mail Bo"));
    world.add(before, "missed_call", vec![("date", json!("2026-03-06T08:00:00+00:00"))]);
    world
}

fn desk() -> Desk {
    Desk::on(world())
}

fn count(desk: &Desk, text: &str) -> usize {
    desk.server.with_world(|world| {
        let says = |own: Option<&serde_json::Value>| own.is_some_and(|own| own == text);
        world.tasks().filter(|(_, task)| says(task.own("text"))).count()
    })
}

fn make(desk: &mut Desk, text: &str) {
    desk.press("c").type_in(text).press("Enter");
}

#[test]
fn a_new_to_do_shows_at_once_and_reaches_the_server_with_everything() {
    let mut desk = desk();
    desk.press("c").type_in("Send the offer").press("Ctrl-j").type_in("by post").press("Tab");
    desk.type_in("mon").shows("Mon 9 Mar").press("Tab Tab h Enter");
    desk.says("Created for Blue Anchor Bakery, due Mon: Send the offer by post").press("2");
    assert_eq!(desk.rows(), ["Send the offer by post"]);
    assert_eq!(desk.requests("post", "/task/"), 0, "it is on the screen before it is sent");
    desk.settle();
    let field = |name| desk.on_server("Send the offer\nby post", name);
    assert_eq!((field("date"), field("priority")), (json!("2026-03-09"), json!("high")));
    assert_eq!(field("lead_name"), json!("Blue Anchor Bakery"));
    assert_eq!((desk.waiting(), desk.rows().len()), (0, 1));
}

#[test]
fn what_is_missing_is_said_and_esc_makes_nothing() {
    let mut desk = desk();
    desk.press("c Enter").shows("A to-do has to say something");
    desk.press("Tab")
        .type_in("blursday")
        .press("Shift-Tab")
        .type_in("x")
        .press("Enter")
        .shows("cannot be read");
    desk.press("Esc").settle();
    assert_eq!((desk.requests("post", "/task/"), desk.waiting()), (0, 0));
}

#[test]
fn a_new_task_taken_back_before_it_is_sent_was_never_made() {
    let mut desk = desk();
    make(&mut desk, "Send the offer");
    desk.press("u").settle();
    assert_eq!((desk.requests("post", "/task/"), desk.waiting()), (0, 0));
    assert_eq!(desk.rows().len(), 3);
    desk.press("U").settle();
    assert_eq!(count(&desk, "Send the offer"), 1);
}

#[test]
fn a_new_task_taken_back_after_it_was_sent_is_deleted_after_the_time_of_grace() {
    let mut desk = desk();
    make(&mut desk, "Send the offer");
    desk.settle().press("u").says("U keeps it within 8 s").wait(5);
    assert_eq!(desk.rows().len(), 3);
    assert_eq!(count(&desk, "Send the offer"), 1, "it can still be kept");
    desk.wait(5).settle().says("Deleted for good: Send the offer");
    assert_eq!(count(&desk, "Send the offer"), 0);
    desk.press("U").says("Nothing to do again");
}

#[test]
fn a_new_task_can_be_kept_after_all_while_its_deletion_waits() {
    let mut desk = desk();
    make(&mut desk, "Send the offer");
    desk.settle().press("u").wait(5);
    desk.press("U").wait(20);
    assert_eq!((count(&desk, "Send the offer"), desk.requests("post", "/task/")), (1, 1));
    desk.press("u").wait(20);
    assert_eq!((count(&desk, "Send the offer"), desk.rows().len()), (0, 3));
}

#[test]
fn what_is_done_to_a_new_task_before_it_is_made_reaches_the_task_it_becomes() {
    let mut desk = desk();
    desk.server.set_latency(std::time::Duration::from_secs(3));
    make(&mut desk, "Send the offer");
    desk.wait(1);
    assert_eq!(desk.selected(), "Send the offer");
    desk.press("e s").type_in("mon").wait(20).press("Esc").wait(20);
    assert_eq!(desk.on_server("Send the offer", "is_complete"), json!(true));
    desk.press("u").wait(20);
    assert_eq!(desk.on_server("Send the offer", "is_complete"), json!(false));
    assert_eq!((count(&desk, "Send the offer"), desk.waiting()), (1, 0));
}

#[test]
fn a_lost_answer_is_looked_for_and_nothing_is_made_twice() {
    for fault in [Fault::AnswerLost, Fault::Garbage] {
        let mut desk = desk();
        desk.server.set_faults(Faults::script(vec![(Which::write(), fault)]));
        make(&mut desk, "Send the offer");
        desk.settle().wait(30).settle();
        assert_eq!((count(&desk, "Send the offer"), desk.requests("post", "/task/")), (1, 1));
        assert_eq!((desk.waiting(), desk.rows().len()), (0, 4));
    }
}

#[test]
fn one_that_was_not_made_is_sent_again() {
    for fault in [Fault::ServerError, Fault::Down, Fault::Throttled { seconds: 3 }] {
        let mut desk = desk();
        desk.server.set_faults(Faults::script(vec![(Which::write(), fault)]));
        make(&mut desk, "Send the offer");
        desk.settle().wait(60).settle();
        assert_eq!((count(&desk, "Send the offer"), desk.waiting()), (1, 0));
    }
}

#[test]
fn two_that_are_alike_are_two_although_answers_are_lost() {
    let mut desk = desk();
    let lost = || (Which::write(), Fault::AnswerLost);
    desk.server.set_faults(Faults::script(vec![lost(), lost()]));
    make(&mut desk, "Send the offer");
    make(&mut desk, "Send the offer");
    desk.settle().wait(120).settle();
    assert_eq!((count(&desk, "Send the offer"), desk.waiting(), desk.rows().len()), (2, 0, 5));
}

#[test]
fn a_refused_task_keeps_what_was_typed_and_can_be_tried_again() {
    let mut desk = desk();
    desk.server.refuse_next("lead: Object does not exist.");
    make(&mut desk, "Send the offer");
    desk.settle().says("Could not create Send the offer: lead: Object does not exist.");
    assert_eq!(desk.rows().len(), 3);
    let mut desk = desk.restart();
    desk.press("g p").shows("Send the offer").press("r").settle();
    assert_eq!((count(&desk, "Send the offer"), desk.model.problems.len()), (1, 0));
    assert_eq!(desk.rows().len(), 4);
}

#[test]
fn a_refused_task_can_be_dropped() {
    let mut desk = desk();
    desk.server.refuse_next("no");
    make(&mut desk, "Send the offer");
    desk.settle().press("g p x q").settle();
    assert_eq!((desk.model.problems.len(), count(&desk, "Send the offer")), (0, 0));
}

#[test]
fn deleting_asks_and_enter_means_no() {
    let mut desk = desk();
    desk.press("D").shows("Delete · Call Ada").press("Enter").wait(20);
    assert_eq!((count(&desk, "Call Ada"), desk.rows().len()), (1, 3));
}

#[test]
fn a_deletion_waits_and_is_then_final() {
    let mut desk = desk();
    desk.press("D y").says("Deleting in 8 s: Call Ada").press("g p").shows(": Call Ada").press("q").wait(6);
    assert_eq!((desk.rows().len(), desk.requests("delete", "/task/")), (2, 0));
    desk.wait(4).settle().says("Deleted for good: Call Ada");
    assert_eq!((count(&desk, "Call Ada"), desk.waiting()), (0, 0));
    desk.press("u").says("Nothing to take back");
}

#[test]
fn a_deletion_taken_back_in_time_sends_nothing() {
    let mut desk = desk();
    desk.press("D y").wait(7);
    desk.press("u").wait(60);
    assert_eq!((desk.requests("delete", "/task/"), desk.rows().len()), (0, 3));
    assert_eq!(desk.selected(), "Call Ada");
    desk.press("U").wait(10);
    assert_eq!(count(&desk, "Call Ada"), 0);
}

#[test]
fn several_are_named_and_go_together_and_one_that_is_gone_already_counts_as_deleted() {
    let mut desk = desk();
    desk.press("x j x D").shows("Mail Bo");
    let id = desk.on_server("Mail Bo", "id");
    desk.server.with_world(|world| world.remove(id.as_str().unwrap()));
    desk.press("y").wait(20).settle();
    assert_eq!((desk.rows().len(), desk.waiting(), desk.model.problems.len()), (1, 0, 0));
}

#[test]
fn a_lost_answer_to_a_deletion_is_looked_at_and_a_refused_one_comes_back() {
    let mut desk = desk();
    desk.server.set_faults(Faults::script(vec![(Which::write(), Fault::AnswerLost)]));
    desk.press("D y").wait(60).settle();
    assert_eq!((desk.waiting(), desk.rows().len(), count(&desk, "Call Ada")), (0, 2, 0));
    desk.server.refuse_next("you may not");
    desk.press("D y").wait(9).settle().says("Could not delete Mail Bo: you may not");
    assert_eq!(desk.rows().len(), 2);
    desk.press("g p r").wait(10).settle();
    assert_eq!(count(&desk, "Mail Bo"), 0);
}

#[test]
fn a_to_do_is_rewritten_and_that_can_be_taken_back() {
    let mut desk = desk();
    desk.press("E Ctrl-w").type_in("Bo").press("Ctrl-j").type_in("soon").press("Enter").settle();
    assert_eq!(count(&desk, "Call Bo\nsoon"), 1);
    desk.press("u").settle();
    assert_eq!(count(&desk, "Call Ada"), 1);
}

#[test]
fn the_users_own_editor_can_have_the_text() {
    let mut desk = desk();
    desk.press("E");
    assert_eq!(desk.orders("Ctrl-g"), [Effect::Edit("Call Ada".into())]);
    desk.edited(Ok("Call Ada\nand Bo\n")).press("Enter").settle();
    assert_eq!(count(&desk, "Call Ada\nand Bo"), 1);
    desk.press("E").edited(Err("vi cannot be run")).says("vi cannot be run").press("Esc");
}

#[test]
fn only_to_dos_can_be_rewritten() {
    let mut desk = desk();
    desk.press("G E").says("Only to-dos can be rewritten; this is a missed call");
    assert!(desk.model.overlays.is_empty());
}

#[test]
fn after_a_crash_anywhere_a_task_is_made_once_and_one_is_deleted_at_most() {
    let work = |desk: &mut Desk| {
        make(desk, "Send the offer");
        desk.settle();
        desk.press("e").settle();
        desk.press("3 g g 1 g g D y").settle().wait(10).settle();
    };
    let mut whole = desk();
    let begun = whole.effects;
    work(&mut whole);
    let effects = whole.effects - begun;
    for crash in 0..=effects {
        let mut desk = desk();
        desk.die_after(crash);
        work(&mut desk);
        let mut desk = desk.restart();
        desk.wait(120).settle();
        let made = count(&desk, "Send the offer");
        assert!(made <= 1, "made {made} times after a crash after {crash} effects");
        assert_eq!(desk.waiting(), 0, "crash after {crash} effects");
        assert_eq!(count(&desk, "Mail Bo"), 1, "another was deleted after a crash after {crash} effects");
        let open =
            desk.server.with_world(|world| world.tasks().filter(|(_, task)| !task.is_complete).count());
        assert_eq!(desk.rows().len(), open, "screen and server differ after a crash after {crash} effects");
    }
}

#[test]
fn a_task_changed_until_it_looks_like_a_new_one_is_not_taken_for_it() {
    let mut desk = desk();
    desk.press("c").type_in("Mail Kit").press("Tab").type_in("mon").press("Enter").settle();
    let unclear = vec![(Which::write(), Fault::ServerError)];
    desk.server.set_faults(Faults::script(unclear));
    desk.press("c").type_in("Mail Kit").press("Tab").type_in("tue").press("Enter").settle();
    assert_eq!(
        (count(&desk, "Mail Kit"), desk.waiting()),
        (1, 1),
        "whether the second was made is not clear"
    );
    desk.press("2 g g s").type_in("tue").press("Enter").settle();
    assert_eq!(desk.on_server("Mail Kit", "date"), json!("2026-03-10"));
    desk.wait(90).settle();
    assert_eq!((count(&desk, "Mail Kit"), desk.waiting()), (2, 0));
}

#[test]
fn what_is_just_being_deleted_is_not_said_to_be_taken_back() {
    let mut desk = desk();
    desk.press("s").type_in("mon").press("Enter").settle();
    desk.press("e").settle();
    desk.server.set_latency(std::time::Duration::from_secs(20));
    desk.press("2 D y").wait(9);
    desk.press("u").says("Took back · Done: Mail Bo");
    desk.press("u").says("Cannot be taken back now: Moved");
    desk.wait(60).settle();
    desk.press("u").says("Nothing to take back");
}
