//! The real binary in a real terminal: start, work, resize, and every way to end.

mod terminal;

use terminal::Terminal;

#[test]
fn the_demo_starts_completes_takes_back_and_quits_leaving_the_terminal_as_it_was() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("Inbox 2");
    let before = terminal.line(2);
    terminal.press("e");
    terminal.wait_for("Done: ");
    assert_ne!(terminal.line(2), before, "the task is gone in the same frame");
    terminal.press("u");
    terminal.wait_for("Took back");
    terminal.wait_until("the task where it was", |screen| screen.contents().contains(&before));
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn any_size_is_survived() {
    let mut terminal = Terminal::demo(30, 100, &[]);
    terminal.wait_for("Inbox 2");
    for (rows, columns) in [(3, 10), (1, 1), (12, 40), (50, 160)] {
        terminal.resize(rows, columns);
        terminal.press("j");
    }
    terminal.wait_for("Inbox 2");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_pasted_command_opens_the_filter() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("Inbox 2");
    terminal.press("\x1b[200~eee\x1b[201~");
    terminal.wait_for("eee");
    terminal.press("\x1bq");
    assert_eq!(terminal.exit(), 0, "Esc and q are taken even when they arrive together");
}

#[test]
fn term_and_hang_up_give_the_terminal_back() {
    for signal in ["TERM", "HUP"] {
        let mut terminal = Terminal::demo(24, 80, &[]);
        terminal.wait_for("Inbox 2");
        terminal.signal(signal);
        assert_eq!(terminal.exit(), 0, "{signal}");
        terminal.is_as_it_was();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_says_anything() {
    let mut terminal = Terminal::demo(24, 80, &[("CLOSEOUT_PANIC", "1"), ("RUST_BACKTRACE", "0")]);
    terminal.wait_for("Inbox 2");
    terminal.press("\x1b[24~");
    assert_ne!(terminal.exit(), 0);
    terminal.is_as_it_was();
    let raw = terminal.raw();
    let left = raw.rfind("\x1b[?1049l").expect("the other screen was left");
    let said = raw.rfind("Your changes are on disk").expect("what happened was said");
    assert!(left < said, "the message came before the terminal was given back");
}

#[test]
fn suspended_and_continued_the_screen_is_there_again() {
    let mut terminal = Terminal::shell(24, 80);
    terminal.press(&format!("{} demo\r", env!("CARGO_BIN_EXE_closeout")));
    terminal.wait_for("Inbox 2");
    terminal.press("\x1a");
    terminal.wait_for("Stopped");
    assert!(!terminal.screen().alternate_screen(), "the shell has its screen back");
    terminal.press("fg\r");
    terminal.wait_for("Inbox 2");
    terminal.press("q");
    terminal.wait_until("the prompt again", |screen| screen.contents().trim_end().ends_with('$'));
    terminal.press("exit\r");
    terminal.exit();
    terminal.is_as_it_was();
}

#[test]
fn without_colours_the_selection_is_still_seen() {
    let mut terminal = Terminal::demo(24, 80, &[("NO_COLOR", "1")]);
    terminal.wait_for("Inbox 2");
    assert!(terminal.cell(2, 3).inverse(), "the first row is reversed");
    assert!(terminal.cell(2, 3).fgcolor() == vt100::Color::Default);
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn every_frame_is_inside_synchronized_update_marks_and_an_idle_screen_writes_nothing() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("synced");
    let quiet = terminal.raw().len();
    terminal.press("j");
    terminal.wait_until("something was written", |_| true);
    let frame = terminal.settled()[quiet..].to_owned();
    assert!(frame.starts_with("\x1b[?2026h") && frame.ends_with("\x1b[?2026l"), "{frame:?}");
    let before = terminal.settled().len();
    terminal.press("\x1b");
    assert_eq!(terminal.settled().len(), before, "a key that changes nothing writes nothing");
    terminal.press("q");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn without_a_key_it_says_how_to_get_one_and_offers_the_demo() {
    let mut terminal = Terminal::run(24, 80, &[], &[]);
    terminal.wait_for("CLOSE_API_KEY");
    terminal.wait_for("Show the demo now?");
    terminal.press("\r");
    assert_eq!(terminal.exit(), 3);
}

#[test]
fn an_unreachable_host_is_a_clear_sentence_and_keys_still_work() {
    let environment = [("CLOSE_API_KEY", "api_x"), ("CLOSEOUT_BASE_URL", "http://127.0.0.1:9/api/v1")];
    let mut terminal = Terminal::run(24, 80, &[], &environment);
    terminal.wait_for("(?i)refused|offline|cannot reach");
    terminal.press("?");
    terminal.wait_for("Mark done");
    terminal.press("qq");
    assert_eq!(terminal.exit(), 0);
}
