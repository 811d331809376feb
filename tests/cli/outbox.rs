//! The changes on their way, and `sync`.

use serde_json::json;

use crate::stand::Stand;

/// A stand on which one change was refused, and its number.
fn refused() -> (Stand, String) {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    stand.refuse_next("The task is locked.");
    stand.run(&["done", &id]).leaves(1);
    (stand, id)
}

#[test]
fn an_empty_outbox_says_so() {
    let stand = Stand::three();
    stand.run(&["outbox"]).leaves(0).prints("").says("nothing waits");
    stand.run(&["outbox", "list", "--json"]).leaves(0).prints("[]\n");
    stand.run(&["outbox", "retry"]).leaves(0).prints("").says("nothing was refused");
    stand.run(&["outbox", "drop"]).leaves(2);
    stand.run(&["outbox", "drop", "7"]).leaves(2).says("number 7");
}

#[test]
fn a_refused_change_is_listed_with_its_reason_and_its_number() {
    let (stand, id) = refused();
    let line = stand.run(&["outbox"]).leaves(0).out;
    assert!(line.contains("refused  Complete: Call Ada (The task is locked.)"), "{line}");
    let all = stand.run(&["outbox", "list", "--json"]).json();
    assert_eq!(all.as_array().unwrap().len(), 1);
    let change = &all[0];
    assert_eq!((&change["task"], &change["change"]), (&json!(id), &json!("complete")));
    assert_eq!(
        (&change["set"], &change["refused"]),
        (&json!({"is_complete": true}), &json!("The task is locked."))
    );
    assert_eq!((&change["was_sent"], &change["subject"]), (&json!(true), &json!("Call Ada")));
}

#[test]
fn a_refused_change_is_sent_again() {
    let (stand, id) = refused();
    stand.run(&["outbox", "retry"]).leaves(0).prints("Sent: Call Ada\n");
    assert_eq!(stand.on_server(&id)["is_complete"], true);
    stand.run(&["outbox"]).prints("");
}

#[test]
fn a_refused_change_is_dropped_by_its_number_or_with_all_others() {
    for by_number in [true, false] {
        let (stand, id) = refused();
        let number = stand.run(&["outbox", "list", "--json"]).json()[0]["number"].to_string();
        let arguments = if by_number { ["outbox", "drop", &number] } else { ["outbox", "drop", "--refused"] };
        stand.run(&arguments).leaves(0).prints("Dropped 1 change\n");
        stand.run(&["outbox"]).prints("");
        assert_eq!(stand.on_server(&id)["is_complete"], false);
    }
}

#[test]
fn sync_says_what_it_sent_and_how_much_is_open() {
    let stand = Stand::three();
    stand.run(&["sync"]).leaves(0).prints("Sent 0 changes; 3 tasks open\n");
}
