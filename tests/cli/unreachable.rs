//! No network, no key, no store: what is kept, what is said, and the code.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use closeout::sim::Faults;
use serde_json::json;

use crate::stand::{Stand, add};
use crate::terminal::Terminal;

#[test]
fn without_a_network_a_change_waits_in_the_outbox_and_sync_sends_it() {
    let mut stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.stop();
    let run = stand.run(&["done", &id]).leaves(4).prints("");
    run.says("1 change kept in the outbox");
    let waiting = stand.run(&["outbox"]).leaves(0).out;
    assert!(waiting.contains("waiting  Complete: Call Ada"), "{waiting}");
    stand.run(&["sync"]).leaves(4).prints("").says("1 change still waiting");
    stand.start_again();
    assert_eq!(stand.run(&["list", "--json", "--limit", "1"]).json()[0]["id"], json!(id));
    stand.run(&["sync"]).leaves(0).prints("Sent 1 change; 2 tasks open\n");
    assert_eq!(stand.on_server(&id)["is_complete"], true);
    stand.run(&["outbox"]).prints("");
}

#[test]
fn what_waits_stands_beside_the_task_in_every_form() {
    let mut stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.stop();
    stand.run(&["move", &id, "--to", "2030-01-04"]).leaves(4);
    stand.start_again();
    for (form, expected) in [
        (&["list", "--json"][..], r#""set":{"date":"2030-01-04"}"#),
        (&["list", "--csv"], ",waiting\r\n"),
        (&["list"], "waiting"),
        (&["show", &id, "--json"], r#""change":"move""#),
        (&["show", &id], "waiting"),
    ] {
        let run = stand.run(form).leaves(0);
        assert!(run.out.contains(expected), "{form:?}: {run:?}");
    }
    assert!(!stand.tally().contains_key("PUT /task/"), "whoever only looks sends nothing");
}

#[test]
fn a_new_task_waits_too_and_is_made_later() {
    let mut stand = Stand::three();
    stand.run(&["list"]).leaves(0);
    stand.stop();
    stand
        .run(&["add", "--lead", "lead_1", "Ask about flour"])
        .leaves(4)
        .prints("")
        .says("kept in the outbox");
    let waiting = stand.run(&["outbox"]).out;
    assert!(waiting.contains("Create a to-do: Ask about flour"), "{waiting}");
    let number = stand.run(&["outbox", "list", "--json"]).json()[0]["number"].to_string();
    stand.run(&["outbox", "drop", &number]).leaves(0);
    stand.run(&["outbox"]).prints("");
}

#[test]
fn what_is_not_known_here_cannot_be_changed_without_a_network() {
    let mut stand = Stand::three();
    stand.run(&["list"]).leaves(0);
    stand.stop();
    stand.run(&["done", "task_strange"]).leaves(4).says("left out task_strange: not known here");
    stand.run(&["outbox"]).prints("");
}

#[test]
fn on_a_fresh_machine_without_a_network_nothing_is_promised() {
    let mut stand = Stand::three();
    stand.stop();
    stand.run(&["done", "task_1"]).leaves(4).says("nothing was changed");
    stand.run(&["list"]).leaves(4).prints("").says("cannot reach Close");
    stand.run(&["list", "--json"]).leaves(4).prints("");
    stand.run(&["count"]).leaves(4).prints("");
    stand.run(&["sync"]).leaves(4);
    stand.run(&["show", "task_1"]).leaves(4);
    stand.run(&["add", "--lead", "lead_1", "x"]).leaves(4).says("nothing was changed");
}

#[test]
fn a_key_that_is_not_accepted_or_not_there_leaves_with_three() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    for arguments in [
        &["list"][..],
        &["done", &id],
        &["sync"],
        &["count"],
        &["show", &id],
        &["add", "--lead", "lead_1", "x"],
    ] {
        let wrong = stand.command().args(arguments).env("CLOSE_API_KEY", "api_wrong").output().unwrap();
        assert_eq!(wrong.status.code(), Some(3), "{arguments:?}: {wrong:?}");
        let none = stand.command().args(arguments).env_remove("CLOSE_API_KEY").output().unwrap();
        assert_eq!(none.status.code(), Some(3), "{arguments:?}: {none:?}");
        assert!(String::from_utf8_lossy(&none.stderr).contains("CLOSE_API_KEY"));
    }
    assert_eq!(stand.on_server(&id)["is_complete"], false);
}

#[test]
fn a_wrong_base_url_is_a_mistake_and_nobody_else_is_asked() {
    let stand = Stand::three();
    let output = stand.command().args(["list"]).env("CLOSEOUT_BASE_URL", "ftp://x").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}

#[test]
fn beside_an_open_screen_lists_work_and_changes_say_what_to_do() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    let mut screen = Terminal::at(stand.home.path(), 24, 80, &environment(&stand.base_url));
    screen.wait_for("Inbox 3");
    assert_eq!(stand.run(&["list", "--json"]).leaves(0).json().as_array().unwrap().len(), 3);
    stand.run(&["show", &id]).leaves(0);
    stand.run(&["count"]).leaves(0).prints("3\n");
    stand.run(&["done", &id]).leaves(1).prints("").says("open elsewhere");
    stand.run(&["outbox"]).leaves(0);
    assert_eq!(stand.on_server(&id)["is_complete"], false);
    screen.press("q");
    assert_eq!(screen.exit(), 0);
    stand.run(&["done", &id]).leaves(0);
}

#[test]
fn two_commands_at_once_take_turns() {
    let stand = Stand::three();
    let ids = ["Call Ada", "Send the offer", "Book a room"].map(|text| stand.id_of(text));
    let children = ids.clone().map(|id| stand.command().args(["done", &id]).spawn().unwrap());
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    assert!(ids.iter().all(|id| stand.on_server(id)["is_complete"] == true));
}

fn environment(base_url: &str) -> [(&'static str, &str); 2] {
    [("CLOSE_API_KEY", closeout::sim::world::KEY), ("CLOSEOUT_BASE_URL", base_url)]
}

/// A Close with so many tasks, on which everything takes a while.
fn busy() -> Stand {
    let build =
        |world: &mut closeout::sim::World| (0..60).for_each(|number| add(world, &format!("task {number}")));
    Stand::slow(build, Duration::from_millis(200))
}

fn all_ids(stand: &Stand) -> String {
    let tasks = stand.run(&["list", "--json"]).leaves(0).json();
    let ids: Vec<&str> = tasks.as_array().unwrap().iter().map(|task| task["id"].as_str().unwrap()).collect();
    ids.join("\n")
}

/// Begins to do something to everything, and gives the process back when the first change is on its way.
fn begun(stand: &Stand, arguments: &[&str], sort: &str) -> Child {
    let mut child = stand.command().args(arguments).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(all_ids(stand).as_bytes()).unwrap();
    while !stand.tally().contains_key(sort) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it began");
    }
    child
}

#[test]
fn killed_in_the_middle_nothing_is_lost_and_the_rest_is_sent_later() {
    let stand = busy();
    let mut child = begun(&stand, &["done", "-"], "PUT /task/");
    child.kill().unwrap();
    child.wait().unwrap();
    stand.run(&["sync"]).leaves(0);
    assert_eq!(stand.run(&["list", "--json"]).json(), json!([]));
    stand.run(&["outbox"]).prints("");
}

#[test]
fn interrupted_it_says_what_is_kept_and_the_rest_is_sent_later() {
    let stand = busy();
    // One request for each, so that there is time.
    let child = begun(&stand, &["rm", "-", "--yes"], "DELETE /task/");
    let interrupt = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        [1, 5].contains(&output.status.code().unwrap()) && said.contains("kept in the outbox"),
        "{output:?}"
    );
    stand.run(&["sync"]).leaves(0);
    assert_eq!(stand.run(&["list", "--json"]).json(), json!([]));
}

#[test]
fn on_a_bad_network_everything_is_done_in_the_end_and_nothing_twice() {
    let stand = Stand::with(|world| (0..150).for_each(|number| add(world, &format!("task {number}"))));
    let ids = all_ids(&stand);
    for seed in 1..=3 {
        stand.set_faults(Faults::flaky(seed));
        let run = stand.feed(&["move", "-", "--to", &format!("2030-01-0{seed}")], &ids);
        assert!([0, 4].contains(&run.code), "{run:?}");
        stand.set_faults(Faults::none());
        stand.run(&["sync"]).leaves(0);
        stand.run(&["outbox"]).prints("");
        let moved = stand.run(&["list", "--view", "future", "--json"]).json();
        let dates: Vec<&str> =
            moved.as_array().unwrap().iter().map(|task| task["date"].as_str().unwrap()).collect();
        assert_eq!((dates.len(), dates.iter().all(|date| date.ends_with(&format!("0{seed}")))), (150, true));
    }
}
