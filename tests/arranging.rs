//! Sorting, grouping, folding, and what comes later today: keys in, screen and server out.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use closeout::sim::World;
use desk::{Desk, START};
use serde_json::{Value, json};

/// Three tasks of Acme, one of Bolt, one of nobody.
fn leads() -> Desk {
    let at = START.parse().unwrap();
    let mut world = World::bare(at);
    let made = at - chrono::TimeDelta::days(2);
    let mut add = |kind: &str, lead: Option<&str>, minute: u32, text: &str| {
        let due = format!("2026-03-06T08:{minute:02}:00+00:00");
        let mut fields: Vec<(&str, Value)> = vec![("text", json!(text)), ("date", json!(due))];
        if let Some(lead) = lead {
            fields.push(("lead_id", json!(format!("lead_{lead}"))));
            fields.push(("lead_name", json!(lead)));
        }
        world.add(made, kind, fields);
    };
    add("lead", Some("Acme"), 1, "Call Ada");
    add("lead", Some("Bolt"), 2, "Mail Bo");
    add("outgoing_call", Some("Acme"), 3, "First call");
    add("lead", None, 4, "Tidy up");
    add("lead", Some("Acme"), 5, "Send the offer");
    Desk::on(world)
}

#[test]
fn the_tasks_of_a_lead_are_one_line_and_one_decision() {
    let mut desk = leads();
    desk.press(",").press("l").shows("3 tasks").shows("To-do, Call");
    assert_eq!(desk.rows(), ["Mail Bo", "Tidy up"]);
    desk.press("e").settle();
    assert_eq!((desk.rows().len(), desk.counts()), (2, [2, 0, 3]));
    desk.press("u").settle().shows("3 tasks");
    assert_eq!(desk.counts(), [5, 0, 0], "one undo brings all of them back");
}

#[test]
fn the_cursor_follows_its_task_into_a_folded_group_and_out_again() {
    let mut desk = leads();
    desk.press("G");
    assert_eq!(desk.selected(), "Send the offer");
    desk.press(",").press("l");
    let first = desk.model.first_selected().map(|task| task.subject().to_owned());
    assert_eq!(first.as_deref(), Some("Call Ada"), "the heading of its lead is under the cursor");
    desk.press(",").press("x");
    assert_eq!(desk.selected(), "Call Ada");
    desk.press("j").press(",").press("l").press(",").press("x");
    assert_eq!(desk.selected(), "Mail Bo", "a task that stands alone keeps the cursor");
}

#[test]
fn grouping_from_the_page_of_a_task_leaves_it_for_its_group() {
    let mut desk = leads();
    desk.press("Enter").press(",").press("l").shows("3 tasks");
    assert!(desk.model.overlays.is_empty());
}

#[test]
fn a_group_that_is_unfolded_is_worked_through_one_by_one_and_a_single_task_needs_no_group() {
    let mut desk = leads();
    desk.press(",").press("l").press("Enter").shows("Acme  3");
    assert_eq!(desk.rows(), ["Call Ada", "First call", "Send the offer", "Mail Bo", "Tidy up"]);
    assert_eq!(desk.selected(), "Call Ada", "the cursor is on the first of them, not on the title");
    desk.press("e").settle().press("e").settle().hides("Acme  1");
    assert_eq!(
        (desk.rows(), desk.selected()),
        (vec_of(["Send the offer", "Mail Bo", "Tidy up"]), "Send the offer".into())
    );
    desk.press("k");
    assert_eq!(desk.selected(), "Send the offer");
}

#[test]
fn the_end_of_an_open_group_is_seen() {
    let mut desk = leads();
    desk.press(",").press("l").press("Enter");
    let signs = |desk: &Desk, text: &str| {
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.contains(text)).unwrap_or_default();
        line.chars().next()
    };
    let first = ["Call Ada", "First call", "Send the offer", "Mail Bo"].map(|text| signs(&desk, text));
    assert_eq!(first, [Some('│'), Some('│'), Some('└'), Some(' ')]);
    desk.press("j Space");
    assert_eq!(signs(&desk, "First call"), Some('■'), "a mark stands in its place");
}

#[test]
fn folding_again_puts_the_cursor_on_the_group() {
    let mut desk = leads();
    desk.press(",").press("l").press("Enter").press("j").press("t").shows("3 tasks");
    assert_eq!(desk.model.under_cursor().len(), 3);
    desk.press("T");
    assert_eq!(desk.rows().len(), 5, "T shows everything");
    desk.press("T");
    assert_eq!(desk.rows(), ["Mail Bo", "Tidy up"], "and folds whatever is more than one");
}

#[test]
fn a_group_is_marked_as_a_whole() {
    let mut desk = leads();
    desk.press(",").press("l").press("Space").press("Space").shows("4 marked");
    desk.press("k").press("k").press("x").shows("1 marked");
}

#[test]
fn a_group_of_which_some_are_marked_looks_neither_marked_nor_unmarked() {
    let mut desk = leads();
    let line = |desk: &Desk, text: &str| {
        let screen = desk.screen();
        screen.lines().find(|line| line.contains(text)).unwrap_or_default().trim_end().to_owned()
    };
    desk.press("x").press(",").press("l");
    assert!(line(&desk, "3 tasks").starts_with('▄'), "{}", desk.screen());
    desk.press("g g x").shows("3 marked");
    assert!(line(&desk, "3 tasks").starts_with('■'), "{}", desk.screen());
    desk.press("x").hides("marked");
    assert!(line(&desk, "3 tasks").starts_with('▸'), "{}", desk.screen());
    desk.model.settings.is_accessible = true;
    desk.press("x").shows("marked, group Acme").hides("some marked");
    desk.press("Enter x t").shows("some marked, group Acme, 3 tasks");
}

#[test]
fn what_is_done_to_the_tasks_of_a_lead_says_of_which() {
    let mut desk = leads();
    desk.press(",").press("l").press("e").says("Done: 3 tasks of Acme").settle();
    desk.press("u").says("Took back · Done: 3 tasks of Acme").settle();
    desk.press("D").shows("3 tasks of Acme").press("y").says("Deleting in 8 s: 3 tasks of Acme").press("u");
    desk.press("s")
        .shows("Move 3 tasks of Acme")
        .type_in("mon")
        .press("Enter")
        .says("Moved to Mon: 3 tasks of Acme")
        .settle();
    desk.press("* a e").says("Done: 2 tasks · ");
}

#[test]
fn the_cursor_stays_on_its_task_whatever_the_order() {
    let mut desk = leads();
    desk.press("G");
    assert_eq!(desk.selected(), "Send the offer");
    desk.press(",").press("k");
    assert_eq!(desk.selected(), "Send the offer");
    desk.press(",").press("n").press(",").press("x");
    assert_eq!(desk.selected(), "Send the offer");
}

#[test]
fn an_order_is_kept_for_the_next_time_and_said_above_the_list() {
    let mut desk = leads();
    desk.press(",").press("h").press(",").press("l").settle().shows("grouped by lead, hottest first");
    let mut desk = desk.restart();
    desk.shows("grouped by lead, hottest first").shows("3 tasks");
}

#[test]
fn the_archive_has_only_the_order_it_is_read_in() {
    let mut desk = leads();
    desk.press("3").settle().press(",").press("l").says("read page by page");
    desk.press(",").press("t").says("grouped by day");
}

#[test]
fn what_comes_later_today_waits_at_the_end_and_surfaces_by_itself() {
    let at = START.parse().unwrap();
    let mut world = World::bare(at);
    for (text, due) in [
        ("Call at four", "2026-03-06T15:00:00+00:00"),
        ("Now", "2026-03-06T13:00:00+00:00"),
        ("Any time", "2026-03-06"),
    ] {
        world.add(at, "lead", vec![("text", json!(text)), ("date", json!(due))]);
    }
    let mut desk = Desk::on(world);
    desk.shows("Later today  1");
    assert_eq!(desk.rows(), ["Any time", "Now", "Call at four"]);
    desk.wait(54 * 60).shows("Later today").wait(2 * 60).hides("Later today");
    assert_eq!(desk.rows(), ["Any time", "Now", "Call at four"]);
}

#[test]
fn what_folds_out_of_sight_is_said() {
    let at = START.parse().unwrap();
    let mut world = World::bare(at);
    for number in 0..60 {
        world.add(at, "lead", vec![("text", json!(format!("Call {number}"))), ("date", json!("2026-03-06"))]);
    }
    Desk::on(world.clone()).press("T").says("There are no groups here");
    let later = json!("2026-03-06T15:00:00+00:00");
    world.add(at, "lead", vec![("text", json!("Call at four")), ("date", later)]);
    let mut desk = Desk::on(world);
    desk.press("G T").shows("1 task     Later today").press("T").hides("not in sight");
    desk.press("g g T").says("All groups are folded now; what changed is not in sight");
    desk.press("T").says("All groups are unfolded now; what changed is not in sight");
}

#[test]
fn the_future_reads_as_a_calendar() {
    let at = START.parse().unwrap();
    let mut world = World::bare(at);
    for due in ["2026-03-07", "2026-03-07T10:00:00+00:00", "2026-03-09"] {
        world.add(at, "lead", vec![("text", json!("Call")), ("date", json!(due))]);
    }
    let mut desk = Desk::on(world);
    desk.press("2").shows("Tomorrow, Sat 7 Mar  2").shows("Mon 9 Mar  1");
    desk.press("e").settle().shows("Tomorrow, Sat 7 Mar  1").press("e").settle().hides("Sat 7 Mar");
}

fn vec_of<const N: usize>(rows: [&str; N]) -> Vec<String> {
    rows.map(ToOwned::to_owned).to_vec()
}
