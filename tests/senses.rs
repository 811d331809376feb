//! The real binary for those who cannot see what others see: read aloud, without UTF-8, and heard as a bell.
#![expect(clippy::unwrap_used, reason = "a server that cannot be set up is a failed test")]

mod terminal;

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use closeout::shell::world::now;
use closeout::sim::loopback::Control;
use closeout::sim::{Faults, Seed, World, listen};
use terminal::Terminal;

const ZONE: chrono::FixedOffset = match chrono::FixedOffset::east_opt(0) {
    Some(zone) => zone,
    None => panic!("no such zone"),
};

/// The lines that were written to, from 0, in the order of writing.
fn lines_written(bytes: &str) -> Vec<u16> {
    let places = bytes.split("\x1b[").filter_map(|order| order.split_once('H'));
    places.filter_map(|(place, _)| place.split_once(';')?.0.parse::<u16>().ok()).map(|row| row - 1).collect()
}

#[test]
fn read_aloud_a_step_writes_two_rows_and_leaves_the_cursor_on_the_second() {
    let mut terminal = Terminal::run(24, 80, &["--accessible", "demo"], &[]);
    terminal.wait_for("Inbox 25 is open");
    terminal.settled();
    assert!(!terminal.screen().hide_cursor() && terminal.screen().cursor_position() == (3, 0));
    // An age elsewhere may turn to the next minute beneath one of the steps, not beneath each of three.
    let steps = [3, 4, 5].map(|row| (row, lines_written(&terminal.reply("j"))));
    let two = |(row, lines): &(u16, Vec<u16>)| {
        !lines.is_empty() && lines.iter().all(|line| (*row..=row + 1).contains(line))
    };
    assert!(steps.iter().any(two), "{steps:?}");
    assert_eq!(terminal.screen().cursor_position(), (6, 0));
    let contents = terminal.screen().contents();
    assert!(!contents.contains(|sign| matches!(sign, '─'..='■' | '·' | '✓')), "{contents}");
    terminal.press("x");
    terminal.wait_until("a mark in a word", |screen| screen.contents().contains("\nmarked, "));
    terminal.press("e");
    terminal.wait_until("what was done, first", |screen| screen.contents().starts_with(" Done: "));
    terminal.quits();
    terminal.is_as_it_was();
}

#[test]
fn the_environment_and_the_file_of_options_ask_for_it_too() {
    let home = tempfile::tempdir().expect("a home");
    let file = home.path().join("options.toml");
    std::fs::write(&file, "accessible = true\n").expect("a file");
    let file = file.to_string_lossy();
    let cases =
        [(vec!["demo", "--config", &file], vec![]), (vec!["demo"], vec![("CLOSEOUT_ACCESSIBLE", "true")])];
    for (arguments, environment) in cases {
        let mut terminal = Terminal::run(24, 80, &arguments, &environment);
        terminal.wait_for("Inbox 25 is open");
        terminal.quits();
    }
}

#[test]
fn the_locale_says_what_is_drawn_with_and_lc_all_says_it_last() {
    let utf8 = "en_US.UTF-8";
    for (all, kind, language, is_drawn) in [
        ("", "", utf8, true),
        ("", "", "C", false),
        ("", "C", utf8, false),
        ("", "de_DE.utf8", "C", true),
        ("C", utf8, utf8, false),
        (utf8, "POSIX", "POSIX", true),
    ] {
        let environment = [("LC_ALL", all), ("LC_CTYPE", kind), ("LANG", language)];
        let mut terminal = Terminal::demo(24, 80, &environment);
        terminal.wait_for("synced");
        let contents = terminal.screen().contents();
        assert_eq!(contents.contains('─'), is_drawn, "{environment:?}\n{contents}");
        assert!(is_drawn || contents.is_ascii(), "{environment:?}\n{contents}");
        terminal.quits();
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// A simulated Close in this process, to which things can happen.
fn simulated() -> (String, Control) {
    let (sender, ready) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        runtime().block_on(async {
            let world = World::grow(Seed { tasks: 40, seed: 7, now: now(), zone_offset: ZONE });
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            let listening = listen(address, world, Faults::none(), Duration::ZERO, now).await.unwrap();
            sender.send((listening.base_url.clone(), listening.control.clone())).unwrap();
            listening.run().await
        })
    });
    ready.recv().unwrap()
}

#[test]
fn what_comes_in_rings_once_and_what_was_there_does_not() {
    let (base_url, control) = simulated();
    for (notify, rings) in [("bell", 1), ("off", 0)] {
        let environment = [
            ("CLOSE_API_KEY", "api_demo"),
            ("CLOSEOUT_BASE_URL", base_url.as_str()),
            ("CLOSEOUT_NOTIFY", notify),
        ];
        let mut terminal = Terminal::run(24, 80, &[], &environment);
        terminal.wait_for("synced");
        assert!(!terminal.settled().contains('\u{7}'), "nothing has come in yet");
        let before = terminal.line(0);
        runtime().block_on(async {
            for _ in 0..9 {
                control.stir(ZONE).await;
            }
        });
        terminal.press("R");
        terminal.wait_until("more in the inbox", |screen| !screen.contents().starts_with(before.trim_end()));
        assert_eq!(terminal.settled().matches('\u{7}').count(), rings, "{notify}");
        terminal.quits();
    }
}

#[test]
fn while_the_last_change_is_sent_it_is_said_why_the_shell_does_not_come_back() {
    let mut terminal = Terminal::run(24, 120, &["demo", "--latency-ms", "900"], &[]);
    terminal.wait_for("synced");
    terminal.press("e");
    terminal.wait_for("↑1");
    terminal.press("q");
    terminal.wait_for("Sending 1 change, two seconds at most.");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}
