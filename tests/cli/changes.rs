//! Changing tasks: `done`, `reopen`, `move`, `assign`, `edit` and `rm`.

use serde_json::json;

use crate::stand::{Stand, add};

#[test]
fn five_hundred_tasks_that_were_just_listed_are_done_by_a_pipe_in_ten_requests() {
    let stand = Stand::with(|world| (0..500).for_each(|number| add(world, &format!("task {number}"))));
    let ids: Vec<String> = stand
        .run(&["list", "--json"])
        .leaves(0)
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 500);
    let before = stand.tally();
    stand.feed(&["done", "-"], &ids.join("\n")).leaves(0).prints("Done: 500 tasks\n");
    let after = stand.tally();
    let came = |sort: &str| after.get(sort).unwrap_or(&0) - before.get(sort).unwrap_or(&0);
    assert_eq!(came("PUT /task/"), 5, "a hundred a request");
    assert_eq!(came("POST /task/") + came("GET /task/"), 5, "each hundred is read once afterwards");
    assert_eq!(stand.run(&["list", "--json"]).json(), json!([]));
    assert_eq!(stand.on_server(&ids[499])["is_complete"], true);
}

#[test]
fn tasks_that_were_listed_count_as_known_once_and_what_cannot_be_taken_back_is_always_read() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    let reads = || {
        let tally = stand.tally();
        ["POST /task/", "GET /task/"].iter().filter_map(|sort| tally.get(*sort)).sum::<usize>()
    };
    let mut before = reads();
    for (arguments, expected) in [
        (&["move", &id, "--to", "2030-01-04"][..], 0),
        (&["move", &id, "--to", "2030-01-04"], 1),
        (&["move", &id, "--to", "2030-01-05"], 1),
        (&["rm", &id, "--yes"], 1),
    ] {
        stand.run(arguments).leaves(0);
        let after = reads();
        assert_eq!(after - before, expected, "{arguments:?}");
        before = after;
    }
}

#[test]
fn a_task_is_done_and_opened_again() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.run(&["done", &id]).leaves(0).prints("Done: Call Ada\n");
    assert_eq!(stand.on_server(&id)["is_complete"], true);
    stand.run(&["done", &id]).leaves(0).prints("").says("it is so already: Call Ada");
    stand.run(&["reopen", &id]).leaves(0).prints("Reopened: Call Ada\n");
    assert_eq!(stand.on_server(&id)["is_complete"], false);
}

#[test]
fn a_task_is_moved_by_a_phrase() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.run(&["move", &id, "--to", "2030-01-04"]).leaves(0).says("");
    assert_eq!(stand.on_server(&id)["date"], "2030-01-04");
    stand.run(&["move", &id, "--to", "2030-01-04 9am"]).leaves(0);
    assert_eq!(stand.on_server(&id)["date"], "2030-01-04T09:00:00+00:00");
    for (phrase, why) in [("soonish", "do not understand"), ("yesterday", "past"), ("4/5", "it may be")] {
        stand.run(&["move", &id, "--to", phrase]).leaves(2).prints("").says(why);
    }
    assert_eq!(stand.on_server(&id)["date"], "2030-01-04T09:00:00+00:00");
}

#[test]
fn a_task_is_handed_to_somebody_by_name_address_or_id() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    let people =
        stand.run(&["assign", &id, "--to", "nobody of that name"]).leaves(2).says("nobody is called");
    // The complaint lists who is there, with their addresses.
    let address = people.err.split_once('<').unwrap().1.split_once('>').unwrap().0.to_owned();
    let name = people.err.split_once("there are ").unwrap().1.split_once(" <").unwrap().0.to_owned();
    for who in [name.as_str(), &address] {
        stand.run(&["assign", &id, "--to", who]).leaves(0);
        assert_eq!(stand.on_server(&id)["assigned_to_name"], name.as_str());
        stand.run(&["assign", &id, "--to", "me"]).leaves(0);
    }
}

#[test]
fn a_name_that_fits_several_lists_them_and_changes_nothing() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    let before = stand.on_server(&id);
    stand.run(&["assign", &id, "--to", "a"]).leaves(2).prints("").says("may be");
    assert_eq!(stand.on_server(&id), before);
}

#[test]
fn a_to_do_is_rewritten_and_nothing_else_is() {
    let stand = Stand::with(|world| {
        add(world, "Call Ada");
        world.add(closeout::shell::world::now(), "outgoing_call", vec![("text", json!("Ring Bo"))]);
    });
    let (to_do, call) = (stand.id_of("Call Ada"), stand.id_of("Ring Bo"));
    stand.run(&["edit", &to_do, "Call Ada\nand Bo"]).leaves(0).prints("Rewritten: Call Ada and Bo\n");
    assert_eq!(stand.on_server(&to_do)["text"], "Call Ada\nand Bo");
    stand.run(&["edit", &call, "Something"]).leaves(1).prints("").says("only to-dos can be rewritten");
    stand.run(&["edit", &to_do, "  "]).leaves(2).says("has to say something");
}

#[test]
fn deleting_asks_first_and_then_waits_for_nothing() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.run(&["rm", &id]).leaves(2).says("--yes");
    assert_eq!(stand.on_server(&id)["text"], "Call Ada");
    let begun = closeout::shell::world::now();
    stand.run(&["rm", &id, "--yes"]).leaves(0).prints("Deleted for good: Call Ada\n");
    let took = closeout::shell::world::now() - begun;
    assert!(took < closeout::domain::entry::Entry::GRACE, "it waited for {took}");
    assert!(stand.on_server(&id).get("error").is_some(), "{}", stand.on_server(&id));
    stand.run(&["rm", &id, "--yes"]).leaves(1).says("no such task");
}

#[test]
fn what_does_not_exist_is_named_and_the_rest_is_done() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand
        .run(&["done", "task_none", &id])
        .leaves(5)
        .prints("Done: Call Ada\n")
        .says("left out task_none: there is no such task");
    stand.run(&["done", "task_none"]).leaves(1).prints("").says("task_none");
}

#[test]
fn ids_from_the_input_may_have_blank_lines_and_repetitions() {
    let stand = Stand::three();
    let (ada, room) = (stand.id_of("Call Ada"), stand.id_of("Book a room"));
    let run = stand.feed(&["done", "-"], &format!("\n{ada}\r\n\n  {room}  \n{ada}\n"));
    run.leaves(0).prints("Done: 2 tasks\n");
    stand.feed(&["done", "-"], "\n\n").leaves(0).prints("");
}

#[test]
fn an_odd_id_stops_everything_before_anybody_is_asked() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    let before = stand.tally();
    let run = stand.feed(&["done", "-"], &format!("{id}\nnot an id\n../lead/x\n"));
    run.leaves(2).prints("").says(r#""not an id" (line 2), "../lead/x" (line 3)"#);
    stand.run(&["done", "a,b"]).leaves(2);
    assert_eq!(stand.tally(), before);
    assert_eq!(stand.on_server(&id)["is_complete"], false);
}

#[test]
fn what_close_refuses_is_told_and_kept_with_the_reason() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.refuse_next("The task is locked.");
    stand.run(&["done", &id]).leaves(1).prints("").says("could not complete Call Ada: The task is locked.");
    assert!(stand.run(&["outbox"]).leaves(0).out.contains("The task is locked."));
}

#[test]
fn what_may_not_be_done_to_the_mail_of_a_colleague_is_left_out() {
    let stand = Stand::with(|world| {
        add(world, "Call Ada");
        let other =
            world.users().iter().find(|user| user.id != world.me() && user.is_active).unwrap().id.clone();
        let fields = vec![("assigned_to", json!(other)), ("subject", json!("Theirs"))];
        world.add(closeout::shell::world::now(), "incoming_email", fields);
    });
    let all = stand.run(&["list", "--json", "--assigned-to", "all"]).json();
    let mail = all.as_array().unwrap().iter().find(|task| task["_type"] == "incoming_email").unwrap();
    let id = mail["id"].as_str().unwrap();
    stand.run(&["done", id, &stand.id_of("Call Ada")]).leaves(5).says("only be marked done by them");
    assert_eq!(stand.on_server(id)["is_complete"], false);
}

#[test]
fn an_answer_that_is_lost_is_looked_at_again_and_nothing_is_done_twice() {
    use closeout::sim::{Fault, Faults, Which};
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.set_faults(Faults::script(vec![(Which::write(), Fault::AnswerLost)]));
    stand.run(&["done", &id]).leaves(0).prints("Done: Call Ada\n");
    assert_eq!(stand.on_server(&id)["is_complete"], true);
    assert_eq!(stand.tally()["PUT /task/"], 1);
}
