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
    terminal.quits();
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
    terminal.quits();
}

// An age on the screen may turn to the next minute beneath one of the presses, not beneath each of three.
fn writes_nothing(terminal: &mut Terminal, bytes: &str) {
    let answers = [(); 3].map(|()| terminal.answer(bytes));
    assert!(answers.contains(&String::new()), "{bytes:?} wrote {answers:?}");
}

#[test]
fn coming_and_going_presses_nothing_and_writes_nothing() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("synced");
    for bytes in ["\x1b[O", "\x1b[I", "\x1b[I\x1b[O\x1b[I"] {
        writes_nothing(&mut terminal, bytes);
    }
    terminal.quits();
    terminal.is_as_it_was();
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
fn text_that_comes_without_brackets_opens_the_filter_and_a_held_key_acts() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("Inbox 2");
    terminal.press("see you at 9\rDelete everything\r");
    terminal.wait_for("see you at 9 Delete everything");
    terminal.press("\x1b");
    terminal.wait_until("the filter gone", |screen| !screen.contents().contains("see you"));
    let tabs = terminal.line(0);
    terminal.press("eeeeeeeeeeee");
    terminal.wait_for("Done: |at once|Mark 1");
    terminal.wait_until("fewer tasks", |screen| !screen.contents().starts_with(tabs.trim_end()));
    terminal.press("\x1b");
    terminal.quits();
}

#[test]
fn the_users_own_editor_gets_the_terminal_and_every_key_typed_in_it() {
    let editor = r#"sh -c 'printf "speak now"; read -r line; printf %s "$line" > "$1"' x"#;
    let mut terminal = Terminal::demo(24, 80, &[("VISUAL", editor)]);
    terminal.wait_for("Inbox 2");
    terminal.press("c");
    terminal.wait_for("New to-do");
    terminal.press("\x07");
    terminal.wait_for("speak now");
    terminal.press("every word of it\r");
    terminal.wait_for("every word of it");
    terminal.wait_for("New to-do");
    terminal.press("\x1b");
    terminal.wait_until("the dialog gone", |screen| !screen.contents().contains("New to-do"));
    terminal.quits();
    terminal.is_as_it_was();
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

#[cfg(target_os = "linux")]
#[test]
fn half_of_a_paste_or_of_a_key_keeps_nobody_waiting() {
    for half in ["\x1b[200~see you", "\x1b["] {
        let mut terminal = Terminal::demo(24, 80, &[]);
        terminal.wait_for("synced");
        terminal.answer(half);
        terminal.signal("TERM");
        assert_eq!(terminal.exit(), 0, "{half:?}");
        terminal.is_as_it_was();
    }
}

#[test]
fn keys_behind_those_that_are_read_at_once_do_not_wait_for_the_next() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("synced");
    terminal.press("/");
    terminal.wait_for("Enter keep");
    terminal.signal("STOP");
    terminal.press(&format!("{}the end", "long ".repeat(300)));
    terminal.signal("CONT");
    terminal.wait_for("long the end");
    terminal.press("\x1b\x1bq");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_says_anything() {
    let mut terminal = Terminal::demo(24, 80, &[("CLOSEOUT_PANIC", "1"), ("RUST_BACKTRACE", "0")]);
    terminal.wait_for("Inbox 2");
    terminal.press("\x1b[24~");
    assert_eq!(terminal.exit(), 101);
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
    terminal.quits();
}

#[test]
fn every_frame_is_inside_synchronized_update_marks_and_an_idle_screen_writes_nothing() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("synced");
    let frame = terminal.reply("j");
    assert!(frame.starts_with("\x1b[?2026h") && frame.ends_with("\x1b[?2026l"), "{frame:?}");
    writes_nothing(&mut terminal, "\x1b");
    terminal.quits();
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

#[test]
fn the_first_frame_comes_from_the_disk_and_needs_no_network() {
    let home = tempfile::tempdir().expect("a home");
    let server = terminal::Simulated::start(40);
    let base_url = server.base_url.clone();
    let environment = [("CLOSE_API_KEY", "api_demo"), ("CLOSEOUT_BASE_URL", base_url.as_str())];
    let mut terminal = Terminal::at(home.path(), 24, 80, &environment);
    terminal.wait_for("synced");
    let first = terminal.line(2);
    terminal.press("e");
    terminal.wait_for("Done: ");
    terminal.settled();
    drop(server);
    terminal.press("q");
    terminal.exit();
    let mut terminal = Terminal::at(home.path(), 24, 80, &environment);
    terminal.wait_for("Inbox 1");
    assert_ne!(terminal.line(2), first, "what was done is done");
    terminal.wait_for("offline|cannot reach");
    // Whatever kind of task stands there at this time of day, it can be moved.
    terminal.press("s");
    terminal.wait_for("Day:");
    terminal.press("tom\r");
    terminal.wait_for("1 waiting|1 change");
    terminal.press("q");
    terminal.wait_for("not sent yet");
    assert_eq!(terminal.exit(), 0);
}

#[test]
fn a_config_with_a_typo_starts_and_says_which_line() {
    let mut terminal = Terminal::with_config("refesh = 60\nsigns = \"ascii\"\n");
    terminal.wait_for("Inbox 2");
    terminal.wait_for("config.toml:1");
    assert!(terminal.screen().contents().is_ascii() || !terminal.screen().contents().contains('─'));
    terminal.quits();
}

#[test]
fn ctrl_l_draws_everything_again() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("synced");
    let frame = terminal.reply("\x0c");
    assert!(frame.contains("\x1b[2J") && frame.contains("Inbox"), "{frame:?}");
    terminal.quits();
}

#[test]
fn the_mouse_works_in_the_real_terminal_and_is_given_back() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("synced");
    assert_eq!(terminal.mouse(), vt100::MouseProtocolMode::PressRelease);
    let second = terminal.line(3);
    terminal.press("\x1b[<0;20;4M\x1b[<0;20;4m");
    terminal
        .wait_until("the second row chosen", |screen| screen.cell(3, 20).is_some_and(vt100::Cell::inverse));
    terminal.press("\x1b[<65;20;4M");
    terminal.wait_until("the list three rows on", |screen| !screen.contents().contains(&second));
    terminal.quits();
    terminal.is_as_it_was();
}

#[test]
fn over_ssh_the_mouse_is_the_terminals_until_asked_for() {
    let mut terminal = Terminal::demo(24, 80, &[("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22")]);
    terminal.wait_for("synced");
    assert_eq!(terminal.mouse(), vt100::MouseProtocolMode::None);
    terminal.press("gm");
    terminal.wait_for("Shift");
    assert_eq!(terminal.mouse(), vt100::MouseProtocolMode::PressRelease);
    terminal.signal("TERM");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn keys_test_says_what_is_sent_and_gives_the_terminal_back() {
    let mut terminal = Terminal::run(24, 100, &["keys", "test"], &[]);
    terminal.wait_for("twice, ends");
    terminal.press("\x1b[A");
    terminal.wait_for("1b 5b 41");
    terminal.wait_for("up: previous");
    terminal.press("g");
    terminal.wait_for("begins a sequence");
    terminal.press("i");
    terminal.wait_for("inbox: inbox");
    terminal.press("\x1b[200~rm\x1b[201~");
    terminal.wait_for("a paste of 2 characters");
    terminal.press("\x03");
    terminal.wait_for("quit: quit");
    terminal.press("\x03");
    assert_eq!(terminal.exit(), 0);
    assert!(!terminal.screen().bracketed_paste(), "pastes are marked no more");
}

#[test]
fn after_keys_test_the_shell_echoes_again() {
    let mut terminal = Terminal::shell(24, 100);
    terminal.press(&format!("{} keys test\r", env!("CARGO_BIN_EXE_closeout")));
    terminal.wait_for("twice, ends");
    terminal.press("q");
    terminal.wait_until("the prompt again", |screen| screen.contents().trim_end().ends_with('$'));
    terminal.press("expr 40 + 2\r");
    terminal.wait_for("expr 40 + 2");
    terminal.wait_until("the answer", |screen| screen.contents().lines().any(|line| line.trim() == "42"));
    terminal.press("exit\r");
    terminal.exit();
}

#[test]
fn a_second_ctrl_c_does_not_wait_for_what_is_still_to_be_sent() {
    let home = tempfile::tempdir().expect("a home");
    let server = terminal::Simulated::start(40);
    let base_url = server.base_url.clone();
    let environment = [("CLOSE_API_KEY", "api_demo"), ("CLOSEOUT_BASE_URL", base_url.as_str())];
    let mut terminal = Terminal::at(home.path(), 24, 80, &environment);
    terminal.wait_for("synced");
    drop(server);
    terminal.press("s");
    terminal.wait_for("Day:");
    terminal.press("tom\r");
    terminal.wait_for("1 waiting");
    terminal.press("\x03");
    terminal.wait_until("the terminal given back", |screen| !screen.alternate_screen());
    terminal.press("\x03");
    terminal.wait_for("1 change not sent yet");
    assert_eq!(terminal.exit(), 0);
    terminal.is_as_it_was();
}

#[test]
fn a_config_with_keys_of_ones_own_is_obeyed_and_its_mistakes_are_told() {
    let keys = "keymap = 'vim'\n[keys.list]\ncomplete = ['c', 'Ctrl-s']\n'move 2bd' = ['t']\n";
    let mut terminal = Terminal::with_config(keys);
    terminal.wait_for("config.toml:3:18: complete cannot be on");
    terminal.wait_for("c done");
    terminal.press("t");
    terminal.wait_for("Moved to ");
    terminal.press("c");
    terminal.wait_for("Done: ");
    terminal.quits();
}

#[test]
fn the_title_is_put_aside_written_when_it_changes_and_given_back() {
    let mut terminal = Terminal::demo(24, 80, &[("CLOSEOUT_TITLE", "true")]);
    terminal.wait_for("synced");
    let raw = terminal.settled();
    let titles = |raw: &str| raw.matches("\x1b]2;").count();
    assert_eq!(raw.matches("\x1b[22;2t").count(), 1);
    assert!(raw.contains("\x1b]2;Closeout · "), "{raw:?}");
    let before = titles(&raw);
    terminal.press("jk");
    assert_eq!(titles(&terminal.settled()), before, "moving about changes no title");
    terminal.press("e");
    terminal.wait_for("Done: ");
    assert_eq!(titles(&terminal.settled()), before + 1);
    terminal.quits();
    assert_eq!(terminal.raw().matches("\x1b[23;2t").count(), 1);
}

#[test]
fn without_being_asked_the_window_keeps_its_title() {
    let mut terminal = Terminal::demo(24, 80, &[]);
    terminal.wait_for("synced");
    terminal.quits();
    assert!(!terminal.raw().contains("\x1b]2;") && !terminal.raw().contains("22;2t"));
}

#[test]
fn a_view_is_saved_and_the_next_session_begins_with_it() {
    let simulated = terminal::Simulated::start(30);
    let home = tempfile::tempdir().expect("a home");
    let environment = [("CLOSEOUT_BASE_URL", simulated.base_url.as_str()), ("CLOSE_API_KEY", "api_demo")];
    let mut terminal = Terminal::at(home.path(), 24, 80, &environment);
    terminal.wait_for("synced");
    terminal.press("/");
    terminal.wait_for("Enter keep");
    terminal.press("!kind:email");
    terminal.wait_for("of 13 match");
    terminal.press("\r");
    terminal.wait_until("the list", |screen| !screen.contents().contains("Enter keep"));
    terminal.press("F");
    terminal.wait_for("None yet");
    terminal.press("no mail\x0f");
    terminal.wait_for("Name: no mail");
    terminal.press("\r");
    terminal.wait_for("Saved: the view no mail");
    terminal.quits();
    let mut terminal = Terminal::at_with(home.path(), 24, 80, &["--view", "no mail"], &environment);
    terminal.wait_for("no mail  / !kind:email");
    terminal.press("\x1b");
    terminal.wait_until("the view left", |screen| !screen.contents().contains("no mail"));
    terminal.quits();
    terminal.is_as_it_was();
}
