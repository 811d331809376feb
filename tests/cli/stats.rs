//! The figures without a screen.

use chrono::TimeDelta;
use closeout::shell::world::now;
use serde_json::json;

use crate::stand::{Stand, add};

fn stand() -> Stand {
    Stand::with(|world| {
        ["Call Ada", "Send the offer"].into_iter().for_each(|text| add(world, text));
        let later = (now() + TimeDelta::days(60)).format("%Y-%m-%d").to_string();
        world.add(now(), "lead", vec![("text", json!("Later")), ("date", json!(later))]);
    })
}

#[test]
fn the_figures_are_one_document() {
    let stand = stand();
    stand.run(&["done", &stand.id_of("Call Ada")]).leaves(0);
    let figures = stand.run(&["stats", "--json"]).leaves(0).json();
    let lengths = ["done", "minutes_to_done", "ahead"].map(|name| figures[name].as_array().unwrap().len());
    assert_eq!((lengths, &figures["days"]), ([28, 28, 28], &json!(28)));
    let done: u64 = figures["done"].as_array().unwrap().iter().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!((done, &figures["later"]), (1, &json!(1)), "{figures}");
    let open = &figures["open"][0];
    assert_eq!((&open["kind"], &open["count"]), (&json!("To-do"), &json!(2)), "{figures}");
}

#[test]
fn the_figures_are_said_in_words() {
    let run = stand().run(&["stats"]).leaves(0);
    let labels: Vec<&str> = run.out.lines().filter_map(|line| line.split("  ").next()).collect();
    assert_eq!(labels, ["Done", "Answered", "Open", "To come"], "{run:?}");
    assert!(run.out.contains("nothing in the last 28 days"), "all of them were read: {run:?}");
    run.says("No finished task was found.");
}

#[test]
fn without_a_network_there_are_no_figures() {
    let mut stand = stand();
    stand.stop();
    stand.run(&["stats", "--json"]).leaves(4).prints("").says("cannot reach Close");
}
