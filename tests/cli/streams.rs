//! Pipes and terminals: what goes where, and how it looks there.

use std::io::Read;
use std::time::Duration;

use crate::stand::{Stand, add};
use crate::terminal::Terminal;

fn many() -> Stand {
    Stand::slow(
        |world| (0..400).for_each(|number| add(world, &format!("task {number}"))),
        Duration::from_millis(120),
    )
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let stand = Stand::with(|world| (0..400).for_each(|number| add(world, &format!("task {number}"))));
    for form in [&["list", "--json"][..], &["list", "--csv"]] {
        let mut child = stand.command().args(form).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
    }
}

#[test]
fn nothing_but_results_goes_to_the_output() {
    let stand = many();
    let run = stand.run(&["list", "--json"]).leaves(0);
    assert_eq!((run.err.as_str(), run.json().as_array().unwrap().len()), ("", 400));
}

fn environment<'a>(stand: &'a Stand, more: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let own = [("CLOSE_API_KEY", closeout::sim::world::KEY), ("CLOSEOUT_BASE_URL", stand.base_url.as_str())];
    [&own[..], more].concat()
}

fn in_terminal(stand: &Stand, arguments: &[&str], more: &[(&'static str, &str)]) -> Terminal {
    let mut terminal = Terminal::at_with(stand.home.path(), 40, 100, arguments, &environment(stand, more));
    assert_eq!(terminal.exit(), 0, "{}", terminal.raw());
    terminal
}

#[test]
fn a_table_fits_the_terminal_with_names_above_it_and_in_colour() {
    let stand = Stand::with(|world| add(world, &"a very long story ".repeat(20)));
    let terminal = in_terminal(&stand, &["list"], &[]);
    let head = terminal.line(0);
    assert!(head.starts_with("KIND") && head.contains("SUBJECT"), "{head}");
    assert!(terminal.line(1).contains('…') && terminal.line(2).trim().is_empty(), "{}", terminal.line(1));
    assert!(terminal.raw().contains("\u{1b}[31m"), "what is late is red: {:?}", terminal.raw());
}

#[test]
fn no_color_is_kept_to() {
    let stand = Stand::three();
    let terminal = in_terminal(&stand, &["list"], &[("NO_COLOR", "1")]);
    assert!(!terminal.raw().contains("\u{1b}["), "{:?}", terminal.raw());
}

#[test]
fn long_work_shows_how_far_it_is_and_takes_it_away_again() {
    let stand = many();
    let ids: Vec<String> = stand
        .run(&["list"])
        .out
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    // What was just listed is not read; after that it is.
    stand.run(&[&["move", "--to", "2030-01-04"], ids.as_slice()].concat()).leaves(0);
    let terminal = in_terminal(&stand, &[&["done"], ids.as_slice()].concat(), &[]);
    let raw = terminal.raw();
    assert!(raw.contains("Reading [") && raw.contains("Sending [") && raw.contains("of 400"), "{raw:?}");
    assert!(
        terminal.screen().contents().trim().ends_with("Done: 400 tasks"),
        "{:?}",
        terminal.screen().contents()
    );
    assert!(!terminal.screen().contents().contains("of 400"));
}

#[test]
fn deleting_asks_somebody_at_a_terminal_and_no_is_the_default() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    for (answer, code, is_there) in [("\r", 1, true), ("y\r", 0, false)] {
        let mut terminal =
            Terminal::at_with(stand.home.path(), 24, 80, &["rm", &id], &environment(&stand, &[]));
        terminal.wait_for("Delete 1 task in Close for good");
        terminal.press(answer);
        assert_eq!(terminal.exit(), code, "{}", terminal.raw());
        assert_eq!(stand.on_server(&id).get("text").is_some(), is_there);
    }
}

#[test]
fn the_inbox_begins_with_the_tasks_of_one_lead() {
    let stand = Stand::with(|world| {
        add(world, "Call Ada");
        let (lead, _) = world.add_lead(closeout::shell::world::now(), "Blue Anchor Bakery", "Ines Duarte");
        let fields = vec![("text", "Bread".into()), ("lead_id", lead.into()), ("date", "2026-01-05".into())];
        world.add(closeout::shell::world::now(), "lead", fields);
    });
    let all = stand.run(&["list", "--json"]).json();
    let bread = all.as_array().unwrap().iter().find(|task| task["text"] == "Bread").unwrap().clone();
    let lead = bread["lead_id"].as_str().unwrap();
    let mut terminal =
        Terminal::at_with(stand.home.path(), 24, 80, &["--lead", lead], &environment(&stand, &[]));
    terminal.wait_for("Bread");
    assert!(!terminal.screen().contents().contains("Call Ada"), "{}", terminal.screen().contents());
    terminal.press("\u{1b}");
    terminal.wait_for("Call Ada");
    terminal.quits();
}
