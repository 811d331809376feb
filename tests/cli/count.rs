//! Counting for prompts and status lines.

use serde_json::json;

use crate::stand::{Stand, add};

#[test]
fn the_inbox_is_counted_in_three_forms() {
    let stand = Stand::three();
    stand.run(&["count"]).leaves(0).prints("3\n");
    stand.run(&["count", "--format", "tmux"]).leaves(0).prints("3 #[fg=red]3 late#[default]\n");
    let counts = stand.run(&["count", "--format", "json"]).leaves(0).json();
    let expected = [("inbox", 3), ("late", 3), ("future", 0), ("waiting", 0), ("refused", 0)];
    expected.into_iter().for_each(|(name, count)| assert_eq!(counts[name], json!(count), "{name}: {counts}"));
    assert!(counts["as_of"].is_string());
    stand.run(&["count", "--format", "words"]).leaves(2);
}

#[test]
fn what_was_counted_a_moment_ago_is_not_asked_for_again() {
    let stand = Stand::with(|world| (0..120).for_each(|number| add(world, &format!("task {number}"))));
    stand.run(&["count"]).leaves(0).prints("120\n");
    let before = stand.tally();
    stand.run(&["count"]).leaves(0).prints("120\n");
    assert_eq!(stand.tally(), before);
}

#[test]
fn what_is_refused_shows_in_the_status_line() {
    let stand = Stand::three();
    stand.refuse_next("No.");
    stand.run(&["done", &stand.id_of("Call Ada")]).leaves(1);
    let line = stand.run(&["count", "--format", "tmux"]).leaves(0).out;
    assert!(line.contains("1 refused"), "{line}");
}
