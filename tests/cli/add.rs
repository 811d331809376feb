//! Making tasks.

use closeout::shell::world::now;
use closeout::sim::{Fault, Faults, Which};
use serde_json::json;

use crate::stand::{Stand, add};

/// A Close with one lead that has a contact and a task; the task tells their ids.
fn bakery() -> (Stand, String, String) {
    let stand = Stand::with(|world| {
        let (lead, contact) = world.add_lead(now(), "Blue Anchor Bakery", "Ines Duarte");
        let fields = vec![("text", json!("Bread")), ("lead_id", json!(lead)), ("contact_id", json!(contact))];
        world.add(now(), "lead", fields);
        add(world, "Call Ada");
    });
    let tasks = stand.run(&["list", "--json"]).json();
    let bread = tasks.as_array().unwrap().iter().find(|task| task["text"] == "Bread").unwrap().clone();
    let id = |field: &str| bread[field].as_str().unwrap().to_owned();
    (stand, id("lead_id"), id("contact_id"))
}

#[test]
fn a_new_to_do_is_made_and_its_id_is_the_result() {
    let (stand, lead, _) = bakery();
    let run = stand.run(&["add", "--lead", &lead, "Ask about flour", "--date", "2030-01-04"]).leaves(0);
    let made = stand.on_server(run.out.trim());
    assert_eq!(
        (&made["text"], &made["date"], &made["lead_id"]),
        (&json!("Ask about flour"), &json!("2030-01-04"), &json!(lead))
    );
    assert_eq!(
        (&made["_type"], &made["assigned_to"]),
        (&json!("lead"), &stand.on_server(&stand.id_of("Call Ada"))["assigned_to"])
    );
    let dateless = stand.run(&["add", "--lead", &lead, "Some day"]).leaves(0);
    assert_eq!(stand.on_server(dateless.out.trim())["is_dateless"], true);
}

#[test]
fn a_planned_call_is_made_to_a_contact() {
    let (stand, lead, contact) = bakery();
    let run =
        stand.run(&["add", "--lead", &lead, "Ring them", "--call", &contact, "--assign", "me"]).leaves(0);
    let made = stand.on_server(run.out.trim());
    assert_eq!((&made["_type"], &made["contact_id"]), (&json!("outgoing_call"), &json!(contact)));
}

#[test]
fn a_lost_answer_makes_one_task_and_not_two() {
    let (stand, lead, _) = bakery();
    stand.set_faults(Faults::script(vec![(Which::write(), Fault::AnswerLost)]));
    let run = stand.run(&["add", "--lead", &lead, "Only once"]).leaves(0);
    assert_eq!(stand.on_server(run.out.trim())["text"], "Only once");
    let all = stand.run(&["list", "--json", "--lead", &lead]).json();
    assert_eq!(all.as_array().unwrap().iter().filter(|task| task["text"] == "Only once").count(), 1);
}

#[test]
fn what_cannot_be_made_is_said() {
    let (stand, lead, _) = bakery();
    stand.run(&["add", "--lead", &lead, " "]).leaves(2).says("has to say something");
    stand.run(&["add", "--lead", "a/b", "x"]).leaves(2).says("not an id");
    stand.run(&["add", "--lead", &lead, "x", "--date", "yesterday"]).leaves(2).says("past");
    stand.run(&["add", "--lead", &lead, "x", "--assign", "zed"]).leaves(2).says("nobody is called");
    stand.run(&["add", "x"]).leaves(2).says("--lead");
    let refused = stand.run(&["add", "--lead", "lead_none", "Nowhere"]).leaves(1).prints("");
    assert!(refused.err.contains("could not create Nowhere"), "{refused:?}");
}
