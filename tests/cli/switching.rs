//! Going on as another account: two organisations, one program, one terminal.

use closeout::shell::world::now;
use closeout::sim::World;

use crate::stand::{Run, Stand, add};
use crate::terminal::Terminal;

const HERE: &str = "api_demo";
const NEXT_DOOR: &str = "api_nextdoor";

/// Two organisations with a task each, and an account for each.
fn two() -> Stand {
    let stand = Stand::with(|world: &mut World| {
        add(world, "Call Ada");
        world.add_neighbour(now(), NEXT_DOOR, "Next Door", "Feed the cat");
    });
    run(&stand, &["login", "--account", "work"], HERE).leaves(0);
    run(&stand, &["login", "--account", "home"], NEXT_DOOR).leaves(0);
    stand
}

/// Runs it without a key in the environment.
fn run(stand: &Stand, arguments: &[&str], input: &str) -> Run {
    stand.feed_without(&["CLOSE_API_KEY"], arguments, input)
}

fn begun(stand: &Stand) -> Terminal {
    let environment = [("CLOSEOUT_BASE_URL", stand.base_url.as_str())];
    let mut terminal = Terminal::at_with(stand.home.path(), 24, 100, &["--account", "work"], &environment);
    terminal.wait_for("Call Ada");
    terminal.wait_for("synced");
    terminal
}

fn options(stand: &Stand, text: &str) {
    let folder = stand.home.path().join(".config/closeout");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), text).unwrap();
}

/// Goes on as the account after this one in the list.
fn go_on(terminal: &mut Terminal, account: &str, sees: &str) {
    terminal.press("@");
    terminal.wait_for("Go on as another account");
    terminal.press("\r");
    terminal.wait_for(&format!("This is {account}"));
    terminal.wait_for(sees);
    assert!(terminal.line(0).trim_end().ends_with(account), "{}", terminal.line(0));
}

fn changes(stand: &Stand) -> usize {
    stand.tally().iter().filter(|(what, _)| what.starts_with("PUT")).map(|(_, count)| count).sum()
}

#[test]
fn each_change_goes_out_with_the_key_of_its_own_account() {
    let stand = two();
    let mut terminal = begun(&stand);
    go_on(&mut terminal, "home", "Feed the cat");
    assert!(!terminal.screen().contents().contains("Ada"), "{}", terminal.screen().contents());
    terminal.press("e");
    terminal.wait_for("Done: ");
    go_on(&mut terminal, "work", "Call Ada");
    assert!(!terminal.screen().contents().contains("cat"), "{}", terminal.screen().contents());
    terminal.press("e");
    terminal.wait_for("Done: ");
    go_on(&mut terminal, "home", "Inbox 0");
    terminal.quits();
    terminal.is_as_it_was();
    assert_eq!(terminal.raw().matches("\x1b[?1049h").count(), 1, "the screen was left between accounts");
    // A change shown with the key of the other organisation would be of a task that is not there.
    let open = |account: &str| run(&stand, &["list", "--account", account], "").leaves(0).out;
    assert_eq!(
        (changes(&stand), open("work").contains("Ada"), open("home").contains("cat")),
        (2, false, false)
    );
}

#[test]
fn a_key_of_the_environment_is_come_back_to_by_the_name_of_its_variable() {
    let stand = two();
    let environment = [("CLOSEOUT_BASE_URL", stand.base_url.as_str()), ("CLOSE_API_KEY", HERE)];
    let mut terminal = Terminal::at_with(stand.home.path(), 24, 100, &[], &environment);
    terminal.wait_for("Call Ada");
    go_on(&mut terminal, "home", "Feed the cat");
    terminal.press("@");
    terminal.wait_for("CLOSE_API_KEY");
    terminal.press("CLOSE\r");
    terminal.wait_for("This is CLOSE_API_KEY");
    terminal.wait_for("Call Ada");
    terminal.quits();
}

// A change of one account that Close cannot be told, and on as the other.
fn gone_on_unsent() -> (Stand, Terminal) {
    let mut stand = two();
    let mut terminal = begun(&stand);
    stand.stop();
    terminal.press("e");
    terminal.wait_for("Done: ");
    terminal.press("@\r");
    (stand, terminal)
}

#[test]
fn what_could_not_be_sent_waits_on_disk_until_its_account_is_in_front_again() {
    let (mut stand, mut terminal) = gone_on_unsent();
    terminal.wait_for("This is home · 1 change waits on disk for work");
    terminal.press("@");
    terminal.wait_for("1 change waits there");
    stand.start_again();
    terminal.press("\x1b");
    terminal.wait_until("the dialog gone", |screen| !screen.contents().contains("Go on as"));
    terminal.press("R");
    terminal.wait_for("Feed the cat");
    terminal.wait_for("synced");
    terminal.settled();
    assert_eq!(changes(&stand), 0, "a change was sent while another account was in front");
    terminal.press("@\r");
    terminal.wait_for("This is work");
    terminal.wait_for("synced");
    for _ in 0..100 {
        if changes(&stand) == 0 {
            terminal.settled();
        }
    }
    assert_eq!(changes(&stand), 1, "{}", terminal.screen().contents());
    terminal.quits();
    assert!(!run(&stand, &["list", "--account", "work"], "").leaves(0).out.contains("Ada"));
}

#[test]
fn leaving_says_what_waits_in_the_accounts_that_were_in_front() {
    let (_stand, mut terminal) = gone_on_unsent();
    terminal.wait_for("This is home");
    terminal.quits();
    terminal.is_as_it_was();
    let end = terminal.screen().contents();
    assert!(end.contains("1 change of work not sent yet: kept on disk"), "{end}");
}

// Going on as another account whose key this command has to give.
fn asking_for_boss(stand: &Stand, command: &str) -> Terminal {
    options(stand, &format!("[accounts.boss]\napi_key_cmd = '{command}'\nread_only = true\n"));
    let mut terminal = begun(stand);
    terminal.press("@");
    terminal.wait_for("read only");
    terminal.press("boss\r");
    terminal.wait_for("Asking for the key of boss");
    terminal
}

#[test]
fn an_account_whose_key_does_not_come_changes_nothing() {
    let stand = two();
    let mut terminal = asking_for_boss(&stand, "sleep 1; echo spilt >&2; exit 4");
    terminal.wait_for("The key of boss did not come: api_key_cmd failed with code 4.");
    terminal.wait_for("you are still work");
    terminal.press("\x1b");
    terminal.wait_until("the box gone", |screen| !screen.contents().contains("No way in"));
    assert!(!terminal.raw().contains("spilt"), "what the command complains of stands on the screen");
    terminal.press("e");
    terminal.wait_for("Done: ");
    terminal.quits();
    assert!(!run(&stand, &["list", "--account", "work"], "").leaves(0).out.contains("Ada"));
}

#[test]
fn leaving_while_a_key_is_asked_for_waits_for_nobody() {
    let stand = two();
    let mut terminal = asking_for_boss(&stand, "exec sleep 30");
    let begun = now();
    terminal.press("\x1b");
    terminal.wait_until("the dialog gone", |screen| !screen.contents().contains("Asking for"));
    terminal.quits();
    assert!((now() - begun).num_seconds() < 9, "{}", now() - begun);
}
