//! Comments: seen at once, written exactly once, and taken back as long as Close allows it.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use closeout::app::effect::Effect;
use closeout::sim::comments::Comment;
use closeout::sim::faults::{Fault, Faults, Which};
use closeout::sim::{World, activity};
use desk::Desk;
use serde_json::json;

const WORDS: &str = "They were promised 12 %";

// A to-do, a missed call with the call behind it, and a reminder with nothing behind it.
fn world() -> World {
    let at: chrono::DateTime<chrono::Utc> = desk::START.parse().unwrap();
    let before = at - chrono::TimeDelta::days(2);
    let mut world = World::bare(at);
    let due = |minute: u32| ("date", json!(format!("2026-03-06T08:{minute:02}:00+00:00")));
    world.add(before, "lead", vec![("text", json!("Call Ada")), due(0)]);
    let missed = world.add(before, "missed_call", vec![due(1)]);
    world.task_mut(&missed).unwrap().object = Some(("call", "acti_1".to_owned()));
    world.insert_activity(activity::Activity {
        id: "acti_1".to_owned(),
        lead_id: None,
        contact_id: None,
        user_id: None,
        at: before,
        happening: activity::Happening::Call {
            phone: "+15415550133".to_owned(),
            duration: 0,
            disposition: "no-answer",
            voicemail: None,
            note: String::new(),
        },
    });
    world.add(before, "meeting_reminder", vec![due(2)]);
    world
}

fn desk() -> Desk {
    let mut desk = Desk::on(world());
    desk.model.size.height = 50;
    desk.press("k");
    desk
}

/// The comments on the server, as rich text, oldest first; what was removed is not there.
fn written(desk: &Desk) -> Vec<String> {
    let said = |comment: &&Comment| comment.removed.is_none();
    desk.server.with_world(|world| world.comments.iter().filter(said).map(|it| it.body.clone()).collect())
}

fn count(desk: &Desk, words: &str) -> usize {
    written(desk).iter().filter(|body| **body == format!("<body><p>{words}</p></body>")).count()
}

fn comment(desk: &mut Desk, words: &str) {
    desk.press("C").type_in(words).press("Enter");
}

#[test]
fn a_comment_shows_at_once_and_reaches_close_as_rich_text() {
    let mut desk = desk();
    desk.press("C").shows("Comment · Call Ada").type_in("Tell <Ada> & Bo").press("Ctrl-j").type_in("soon");
    desk.press("Enter").says("Commented on: Call Ada · u takes it back").shows("Tell <Ada> & Bo");
    assert_eq!(desk.requests("post", "/comment/"), 0, "it is on the screen before it is sent");
    desk.settle();
    assert_eq!(written(&desk), ["<body><p>Tell &lt;Ada&gt; &amp; Bo</p><p>soon</p></body>"]);
    assert_eq!(desk.waiting(), 0);
    desk.shows("you · Fri 6 Mar 15:05").shows("Tell <Ada> & Bo").hides("waiting");
}

#[test]
fn it_is_written_where_colleagues_see_it_and_the_key_says_where_nothing_can_be() {
    let mut desk = desk();
    comment(&mut desk, WORDS);
    desk.settle().press("j");
    comment(&mut desk, "Rang twice");
    desk.settle();
    let task = desk.on_server("Call Ada", "id");
    let objects =
        |world: &mut World| world.comments.iter().map(|it| it.object_id.clone()).collect::<Vec<_>>();
    assert_eq!(desk.server.with_world(objects), [task.as_str().unwrap(), "acti_1"]);
    desk.press("j C").says("no mail, call or message behind this task");
    assert!(desk.model.overlays.is_empty());
    desk.press("Enter").shows("Limit");
}

#[test]
fn what_colleagues_wrote_on_the_call_behind_a_task_is_shown() {
    let mut world = world();
    let (me, at) = (world.me().to_owned(), desk::START.parse().unwrap());
    world.comments.push(Comment::saying("comm_1", "acti_1", &me, "Number is wrong", at));
    let mut desk = Desk::on(world);
    desk.model.size.height = 50;
    desk.press("j").wait(1).settle().shows("Number is wrong");
}

#[test]
fn nothing_is_written_without_words_and_esc_leaves() {
    let mut desk = desk();
    desk.press("C Enter").says("A comment has to say something");
    desk.type_in("x").press("Esc").settle();
    assert_eq!((desk.requests("post", "/comment/"), desk.waiting()), (0, 0));
}

#[test]
fn what_was_typed_is_kept_for_its_task_when_the_line_is_left() {
    let mut desk = desk();
    desk.press("C").type_in("They were").press("Esc").says("Kept what you typed; C goes on with it");
    desk.press("j C").hides("They were").press("Esc k C").type_in(" promised 12 %").press("Enter").settle();
    assert_eq!(count(&desk, WORDS), 1);
    desk.press("C Enter").says("A comment has to say something");
}

#[test]
fn the_users_own_editor_can_have_the_words() {
    let mut desk = desk();
    desk.press("C").type_in("one");
    assert_eq!(desk.orders("Ctrl-g"), [Effect::Edit("one".into())]);
    desk.edited(Ok("one\n\ntwo\n")).press("Enter").settle();
    assert_eq!(written(&desk), ["<body><p>one</p><p></p><p>two</p></body>"]);
}

#[test]
fn taken_back_before_it_is_sent_it_was_never_written() {
    let mut desk = desk();
    comment(&mut desk, WORDS);
    desk.press("u").hides(WORDS).settle();
    assert_eq!((desk.requests("post", "/comment/"), desk.waiting()), (0, 0));
    desk.press("U").settle();
    assert_eq!(count(&desk, WORDS), 1);
}

#[test]
fn taken_back_after_it_was_sent_it_is_taken_away_and_can_be_written_again() {
    let mut desk = desk();
    comment(&mut desk, WORDS);
    desk.settle().shows(WORDS).press("u").hides(WORDS).settle();
    assert_eq!((count(&desk, WORDS), desk.requests("delete", "/comment/"), desk.waiting()), (0, 1, 0));
    desk.hides(WORDS).press("U").settle().shows(WORDS);
    assert_eq!((count(&desk, WORDS), desk.waiting()), (1, 0));
    desk.press("u").settle();
    assert_eq!(count(&desk, WORDS), 0, "the second one is known by its own id");
}

#[test]
fn taken_back_while_it_is_on_the_wire_it_is_taken_away_afterwards() {
    let mut desk = desk();
    desk.server.set_latency(std::time::Duration::from_secs(3));
    comment(&mut desk, WORDS);
    desk.wait(1).press("u").hides(WORDS).wait(20);
    assert_eq!((count(&desk, WORDS), desk.requests("post", "/comment/"), desk.waiting()), (0, 1, 0));
    desk.hides(WORDS);
}

#[test]
fn one_that_is_gone_already_counts_as_taken_away() {
    let mut desk = desk();
    comment(&mut desk, WORDS);
    desk.settle();
    desk.server.with_world(|world| world.comments.clear());
    desk.press("u").settle();
    assert_eq!((desk.waiting(), desk.model.problems.len()), (0, 0));
}

#[test]
fn a_lost_answer_is_looked_for_and_nothing_is_written_twice() {
    for fault in [Fault::AnswerLost, Fault::Garbage] {
        let mut desk = desk();
        desk.server.set_faults(Faults::script(vec![(Which::write(), fault)]));
        comment(&mut desk, WORDS);
        desk.settle().wait(30).settle().shows(WORDS);
        assert_eq!((count(&desk, WORDS), desk.requests("post", "/comment/")), (1, 1));
        assert_eq!(desk.waiting(), 0);
        desk.press("u").settle();
        assert_eq!(count(&desk, WORDS), 0);
    }
}

#[test]
fn one_that_was_not_written_is_sent_again() {
    for fault in [Fault::ServerError, Fault::Down, Fault::Throttled { seconds: 3 }] {
        let mut desk = desk();
        desk.server.set_faults(Faults::script(vec![(Which::write(), fault)]));
        comment(&mut desk, WORDS);
        desk.settle().wait(60).settle();
        assert_eq!((count(&desk, WORDS), desk.waiting()), (1, 0));
    }
}

#[test]
fn two_that_are_alike_are_two_although_answers_are_lost() {
    let mut desk = desk();
    let lost = || (Which::write(), Fault::AnswerLost);
    desk.server.set_faults(Faults::script(vec![lost(), lost()]));
    comment(&mut desk, WORDS);
    comment(&mut desk, WORDS);
    desk.settle().wait(120).settle();
    assert_eq!((count(&desk, WORDS), desk.waiting()), (2, 0));
    comment(&mut desk, WORDS);
    desk.settle();
    assert_eq!(count(&desk, WORDS), 3);
}

#[test]
fn one_taken_back_while_nobody_knows_whether_it_was_written_is_gone_either_way() {
    for fault in [Fault::AnswerLost, Fault::ServerError] {
        let mut desk = desk();
        desk.server.set_faults(Faults::script(vec![(Which::write(), fault)]));
        comment(&mut desk, WORDS);
        desk.settle().press("u").hides(WORDS).wait(60).settle();
        assert_eq!((count(&desk, WORDS), desk.waiting(), desk.model.problems.len()), (0, 0, 0));
    }
}

#[test]
fn where_close_shows_only_a_part_of_the_comments_nothing_is_sent_twice() {
    let mut desk = desk();
    let (task, me, now) = (
        desk.on_server("Call Ada", "id"),
        desk.server.with_world(|it| it.me().to_owned()),
        desk.server.now(),
    );
    desk.server.with_world(|world| {
        for number in 0..150 {
            let id = format!("comm_{number}");
            world.comments.push(Comment::saying(&id, task.as_str().unwrap(), &me, "older", now));
        }
    });
    desk.server.set_faults(Faults::script(vec![(Which::write(), Fault::AnswerLost)]));
    comment(&mut desk, WORDS);
    desk.settle().wait(5).settle().says("whether it was written cannot be seen");
    assert_eq!((count(&desk, WORDS), desk.model.problems.len(), desk.waiting()), (1, 1, 0));
}

#[test]
fn a_refused_comment_keeps_its_words_and_can_be_tried_again_or_dropped() {
    let mut desk = desk();
    desk.server.refuse_next("body: Too long.");
    comment(&mut desk, WORDS);
    desk.settle().says("Could not comment on Call Ada: body: Too long.").shows("you · refused").shows(WORDS);
    let mut desk = desk.restart();
    desk.press("g p").shows("refused").shows(WORDS).press("r").settle();
    assert_eq!((count(&desk, WORDS), desk.model.problems.len()), (1, 0));
    desk.press("q");
    desk.server.refuse_next("no");
    comment(&mut desk, "Again");
    desk.settle().press("g p x").settle();
    assert_eq!((desk.model.problems.len(), count(&desk, "Again")), (0, 0));
}

#[test]
fn what_waits_is_listed_with_its_words_and_can_be_dropped() {
    let mut desk = desk();
    desk.server.set_faults(Faults::down());
    comment(&mut desk, WORDS);
    desk.settle().shows("you · ").press("g p").shows("Comment").shows(WORDS);
    desk.server.set_faults(Faults::none());
    desk.wait(60).settle();
    assert_eq!(count(&desk, WORDS), 1);
}

#[test]
fn what_may_not_be_commented_on_is_refused_with_the_reason() {
    let mut desk = desk();
    let denied = Fault::Refused { status: 403, sentence: "You cannot comment here.".into() };
    desk.server.set_faults(Faults::script(vec![(Which::write(), denied)]));
    comment(&mut desk, WORDS);
    desk.settle().says("You cannot comment here.");
    assert_eq!((desk.waiting(), desk.model.problems.len(), count(&desk, WORDS)), (0, 1, 0));
}

#[test]
fn on_a_task_that_is_gone_nothing_is_lost_and_the_task_goes() {
    let mut desk = desk();
    let id = desk.on_server("Call Ada", "id");
    desk.server.with_world(|world| world.remove(id.as_str().unwrap()));
    comment(&mut desk, WORDS);
    desk.settle().wait(10).settle();
    assert_eq!((desk.waiting(), desk.counts()[0], desk.model.problems.len()), (0, 2, 1));
    desk.press("g p").shows(WORDS).press("r").says("not known here any more");
}

#[test]
fn on_a_task_still_to_be_made_it_waits_for_it() {
    let mut desk = desk();
    let lead = desk.server.with_world(|world| {
        let at = desk::START.parse().unwrap();
        world.add_lead(at, "Blue Anchor Bakery", "Ines Duarte").0
    });
    desk.server.with_world(|world| {
        let id = world.tasks().next().unwrap().1.id.clone();
        world.task_mut(&id).unwrap().lead_id = Some(lead);
    });
    desk.press("R").settle();
    desk.press("c").type_in("Send the offer").press("Enter");
    comment(&mut desk, WORDS);
    desk.settle();
    let made = desk.on_server("Send the offer", "id");
    let object = desk.server.with_world(|world| world.comments[0].object_id.clone());
    assert_eq!((json!(object), desk.waiting()), (made, 0));
}

#[test]
fn done_right_after_it_the_task_gets_both_in_turn() {
    let mut desk = desk();
    comment(&mut desk, WORDS);
    desk.press("e").settle();
    assert_eq!((count(&desk, WORDS), desk.waiting()), (1, 0));
    assert_eq!(desk.on_server("Call Ada", "is_complete"), json!(true));
}

#[test]
fn a_second_copy_writes_nothing() {
    let desk = desk();
    let mut second = desk.second_copy();
    second.press("C").says("this one only reads");
    assert!(second.model.overlays.is_empty());
}

#[test]
fn after_a_crash_anywhere_a_comment_is_written_once_and_one_taken_back_is_gone() {
    let work = |desk: &mut Desk| {
        comment(desk, "kept");
        desk.settle();
        comment(desk, "taken back");
        desk.settle();
        desk.press("u").settle();
        desk.press("e").settle();
    };
    let mut whole = desk();
    let begun = whole.effects;
    work(&mut whole);
    let effects = whole.effects - begun;
    assert_eq!((count(&whole, "kept"), count(&whole, "taken back")), (1, 0));
    for faults in [false, true] {
        for crash in 0..=effects {
            let mut desk = desk();
            if faults {
                desk.server.set_faults(Faults::script(vec![(Which::write(), Fault::AnswerLost)]));
            }
            desk.die_after(crash);
            work(&mut desk);
            let mut desk = desk.restart();
            desk.wait(120).settle();
            let twice =
                written(&desk).len() > 2 || count(&desk, "kept") > 1 || count(&desk, "taken back") > 1;
            assert!(!twice, "{:?} after a crash after {crash} effects", written(&desk));
            assert_eq!((desk.waiting(), desk.model.problems.len()), (0, 0), "crash after {crash} effects");
        }
    }
}

#[test]
fn kills_at_random_moments_under_a_faulty_network_lose_and_double_no_comment() {
    let mut dice = closeout::sim::dice::Dice::new(20_261_125);
    for round in 0..40 {
        let mut desk = desk();
        let mut acknowledged = Vec::new();
        for number in 0..4 {
            desk.server.set_faults(Faults::flaky(dice.roll()));
            desk.die_after(dice.below(40));
            let words = format!("comment {number}");
            comment(&mut desk, &words);
            desk.settle();
            let is_kept = !desk.is_dead();
            desk = desk.restart();
            acknowledged.extend(is_kept.then_some(words));
        }
        desk.server.set_faults(Faults::none());
        desk.wait(300).settle();
        assert_eq!((desk.waiting(), desk.model.problems.len()), (0, 0), "round {round}");
        for number in 0..4 {
            let times = count(&desk, &format!("comment {number}"));
            assert!(times <= 1, "round {round}: comment {number} is there {times} times");
        }
        for words in acknowledged {
            assert_eq!(count(&desk, &words), 1, "round {round}: {words} is lost");
        }
    }
}

#[test]
fn what_is_commented_stays_in_sight_beneath_the_list_and_on_its_page() {
    for (keys, size) in [("C", (80, 24)), ("Enter C", (80, 24)), ("Enter C", (40, 14))] {
        let mut desk = desk();
        (desk.model.size.width, desk.model.size.height) = size;
        desk.model.fit();
        desk.press(keys);
        let screen = desk.screen();
        let words = screen.lines().filter(|line| line.contains("Call Ada") && !line.contains("Comment"));
        assert!(words.count() > 0, "{keys} {size:?}: {screen}");
    }
}
