//! The bad days: no network, a slow or lying server, a wrong key, a full disk, two copies.

mod desk;

use std::time::Duration;

use closeout::app::disk::Health;
use closeout::app::sync::Identity;
use closeout::sim::{Fault, Faults, Which};
use desk::Desk;

#[test]
fn offline_changes_wait_and_go_out_when_the_network_is_back() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.server.set_faults(Faults::down());
    desk.press("e e").settle();
    assert_eq!(desk.waiting(), 2);
    desk.shows("offline");
    desk.wait(30).settle();
    desk.server.set_faults(Faults::none());
    desk.wait(70).settle();
    assert_eq!((desk.waiting(), desk.counts()), (0, [0, 0, 2]));
    assert_eq!(desk.on_server("Mail Bo", "is_complete"), true);
    desk.hides("offline");
}

#[test]
fn trouble_that_lasts_is_told_as_a_whole_sentence_until_it_is_over() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.server.set_faults(Faults::down());
    desk.press("e").settle();
    let sentence = "cannot reach Close: connection refused";
    desk.wait(6).hides("tries again");
    desk.wait(10).settle().shows(sentence).shows("R tries again");
    desk.server.set_faults(Faults::none());
    desk.press("R").settle().hides("cannot reach");
    assert_eq!(desk.waiting(), 0);
}

#[test]
fn a_change_whose_answer_was_lost_is_looked_at_before_it_is_sent_again() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.server.set_faults(Faults::script(vec![(Which::write(), Fault::AnswerLost)]));
    desk.press("e").settle();
    assert_eq!((desk.waiting(), desk.requests("put", "/task/")), (0, 1));
    assert_eq!(desk.counts(), [0, 0, 1]);
    desk.hides("offline").shows("synced");
}

#[test]
fn a_throttled_change_waits_as_long_as_close_says() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.server.set_faults(Faults::script(vec![(Which::write(), Fault::Throttled { seconds: 7 })]));
    desk.press("e").settle();
    desk.wait(5).settle();
    assert_eq!(desk.requests("put", "/task/"), 1, "not before its time");
    desk.wait(4).settle();
    assert_eq!((desk.waiting(), desk.requests("put", "/task/")), (0, 2));
}

#[test]
fn a_server_that_talks_nonsense_loses_nothing() {
    let mut desk = Desk::with(["Call Ada"]);
    let garbage = vec![(Which::write(), Fault::Garbage), (Which::write(), Fault::ServerError)];
    desk.server.set_faults(Faults::script(garbage));
    desk.press("e").settle();
    desk.wait(60).settle();
    assert_eq!((desk.waiting(), desk.counts()), (0, [0, 0, 1]));
}

#[test]
fn a_rejected_key_says_so_and_what_is_cached_stays() {
    let mut desk = Desk::with(["Call Ada"]);
    let rejected = Fault::Refused { status: 401, sentence: "Unauthorized".into() };
    let all = (0..20).map(|_| (Which::any(), rejected.clone())).collect();
    desk.server.set_faults(Faults::script(all));
    desk.press("R").settle();
    desk.wait(2).settle();
    assert!(matches!(desk.model.sync.identity, Identity::Rejected(_)), "{:?}", desk.model.sync.identity);
    desk.shows("Call Ada");
}

#[test]
fn keys_work_while_close_is_slow() {
    let mut desk = Desk::with(["one", "two", "three"]);
    desk.server.set_latency(Duration::from_secs(20));
    desk.press("e e");
    assert_eq!(desk.rows(), ["three"]);
    desk.press("u");
    assert_eq!(desk.rows(), ["two", "three"]);
    desk.wait(300).settle();
    assert_eq!(desk.on_server("one", "is_complete"), true);
    assert_eq!(desk.on_server("two", "is_complete"), false);
}

#[test]
fn a_store_that_fails_keeps_changes_on_screen_and_sends_none() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.model.disk.health = Health::Failing("The disk is full".into());
    desk.press("e").settle();
    assert_eq!(desk.rows(), ["Mail Bo"]);
    desk.shows("The disk is full");
    assert_eq!(desk.requests("put", "/task/"), 0);
    assert!(desk.model.disk.on_woken(None).is_none());
    desk.press("j").settle();
    assert_eq!((desk.waiting(), desk.requests("put", "/task/")), (0, 1));
}

#[test]
fn a_second_copy_only_reads() {
    let mut first = Desk::with(["Call Ada"]);
    let mut second = first.second_copy();
    assert_eq!(second.model.disk.health, Health::ReadsOnly);
    second.press("e").settle().says("only reads");
    assert_eq!(second.counts(), [1, 0, 0]);
    first.press("e").settle();
    assert_eq!(first.counts(), [0, 0, 1]);
}

#[test]
fn ten_thousand_tasks_come_in_a_hundred_pages_and_nothing_twice() {
    let mut desk = Desk::many(10_000);
    assert_eq!(desk.counts()[0] + desk.counts()[1], 10_000);
    assert_eq!(desk.requests("get", "/task/"), 100);
    desk.press("G");
    assert!(!desk.selected().is_empty());
}

#[test]
fn the_first_rows_show_after_the_first_page() {
    let mut desk = Desk::many_before(1_000);
    desk.server.set_latency(Duration::from_secs(1));
    // Who we are, then the first page.
    desk.press("j").wait(3);
    assert!(desk.counts()[0] >= 100, "{:?}", desk.counts());
    assert!(desk.counts()[0] < 1_000);
}

#[test]
fn an_undo_that_close_refuses_can_be_tried_again() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("e").settle();
    desk.server.refuse_next("not now");
    desk.press("u").settle();
    assert_eq!(desk.counts(), [0, 0, 1], "the screen says what Close says");
    desk.press("u").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), false);
    assert_eq!(desk.counts(), [1, 0, 0]);
}

#[test]
fn a_text_of_a_hundred_kilobytes_with_escape_sequences_is_shown_clean_and_can_be_worked_on() {
    let text =
        format!("Call \u{1b}]0;owned\u{7}\u{1b}[31mAda\u{202e} {}", "very \u{1b}[2J long ".repeat(7_000));
    let mut desk = Desk::with([text.as_str(), "Mail Bo"]);
    for keys in ["j", "k", "Enter", "G", "q"] {
        desk.press(keys);
        let screen = desk.screen();
        let bad = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
        assert!(!screen.contains(bad), "something raw reached the screen after {keys}");
    }
    desk.shows("Call Ada very  long");
    desk.press("e").settle();
    assert_eq!(desk.rows(), ["Mail Bo"]);
    assert_eq!(desk.on_server(&text, "is_complete"), true);
}

#[test]
fn a_store_that_could_not_be_opened_is_opened_later_and_nothing_is_lost() {
    let desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.lock_the_disk();
    let mut desk = desk.restart();
    desk.shows("Changes are not being saved");
    desk.press("e").settle();
    assert_eq!(desk.requests("put", "/task/"), 0, "what is not on disk is not sent");
    desk.unlock_the_disk();
    desk.wait(15).settle();
    assert_eq!((desk.waiting(), desk.on_server("Call Ada", "is_complete")), (0, true.into()));
}

#[test]
fn completing_while_everything_is_loaded_misses_no_task() {
    let mut desk = Desk::many_before(450);
    desk.server.set_latency(Duration::from_secs(1));
    desk.press("j").wait(3);
    for _ in 0..30 {
        desk.press("e").wait(1);
    }
    desk.wait(60).settle();
    assert_eq!(desk.counts()[0], 420, "every task is there or done");
}

#[test]
fn before_the_first_tasks_have_come_a_key_says_so_and_the_rows_take_that_away() {
    for key in ["e", "s", "a", "Enter", "Space", "C", "y y"] {
        let mut desk = Desk::many_before(3);
        desk.press(key).says("The tasks are still being loaded");
        desk.settle();
        assert_eq!((desk.rows().len(), desk.model.notices.current()), (3, None), "{key}");
    }
    let mut desk = Desk::many_before(0);
    desk.settle().press("e").says("There is no task here");
    desk.server.set_faults(Faults::down());
    desk.press("R").settle().press("e").says("There is no task here");
    let mut desk = Desk::many_before(3);
    desk.settle().press("/").type_in("nowhere").press("Enter e").says("There is no task here");
    desk.press("Esc");
    assert_eq!(desk.model.notices.current(), None, "there are tasks again");
}

#[test]
fn people_are_asked_for_again_when_close_could_not_say() {
    let at = desk::START.parse().expect("a time");
    let mut desk = Desk::before(closeout::sim::World::bare(at));
    let faults = vec![(Which::any().at("/organization/"), Fault::ServerError)];
    desk.server.set_faults(Faults::script(faults));
    desk.settle();
    desk.wait(70).settle();
    assert!(desk.model.people.len() > 1, "{:?}", desk.model.people);
}

#[test]
fn a_second_copy_takes_over_when_the_first_has_closed() {
    let first = Desk::with(["Call Ada"]);
    let mut second = first.second_copy();
    drop(first);
    second.press("R").settle();
    assert_eq!(second.model.disk.health, Health::Fine);
    second.press("e").settle();
    assert_eq!(second.on_server("Call Ada", "is_complete"), true);
}
