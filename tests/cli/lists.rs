//! Looking at tasks: `list` and `show`.

use closeout::shell::world::now;
use serde_json::{Value, json};

use crate::stand::{Stand, add};

fn texts(tasks: &Value) -> Vec<&str> {
    tasks.as_array().unwrap().iter().filter_map(|task| task["text"].as_str()).collect()
}

fn listed(stand: &Stand, flags: &[&str]) -> Vec<String> {
    let run = stand.run(&[&["list", "--json"], flags].concat()).leaves(0);
    texts(&run.json()).into_iter().map(str::to_owned).collect()
}

/// Three due ten days ago, one in ten days, one done, one of a colleague, one missed call.
fn mixed() -> Stand {
    Stand::with(|world| {
        ["Call Ada", "Send the offer", "Book a room"].into_iter().for_each(|text| add(world, text));
        let later = (now() + chrono::TimeDelta::days(10)).format("%Y-%m-%d").to_string();
        world.add(now(), "lead", vec![("text", json!("Later")), ("date", json!(later))]);
        let done =
            vec![("text", json!("Finished")), ("is_complete", json!(true)), ("date", json!("2026-01-05"))];
        world.add(now(), "lead", done);
        let other =
            world.users().iter().find(|user| user.id != world.me() && user.is_active).unwrap().id.clone();
        world.add(now(), "lead", vec![("text", json!("Theirs")), ("assigned_to", json!(other))]);
        world.add(
            now(),
            "missed_call",
            vec![("phone", json!("+493012345")), ("date", json!(now().to_rfc3339()))],
        );
    })
}

#[test]
fn json_is_the_tasks_as_close_sends_them_with_one_field_more() {
    let stand = Stand::three();
    let tasks = stand.run(&["list", "--json"]).leaves(0).json();
    let first = tasks[0].as_object().unwrap().clone();
    let mut on_server = stand.on_server(first["id"].as_str().unwrap()).as_object().unwrap().clone();
    on_server.insert("pending".into(), json!([]));
    assert_eq!(first, on_server);
}

#[test]
fn views_kinds_people_and_limits_are_kept_to() {
    let stand = mixed();
    assert_eq!(listed(&stand, &[]), ["Call Ada", "Send the offer", "Book a room"]);
    assert_eq!(listed(&stand, &["--view", "future"]), ["Later"]);
    assert_eq!(listed(&stand, &["--view", "archive"]), ["Finished"]);
    assert_eq!(listed(&stand, &["--limit", "2"]), ["Call Ada", "Send the offer"]);
    assert_eq!(listed(&stand, &["--limit", "0"]), [""; 0]);
    assert!(listed(&stand, &["--assigned-to", "all"]).contains(&"Theirs".to_owned()));
    assert!(!listed(&stand, &["--assigned-to", "me"]).contains(&"Theirs".to_owned()));
    let calls = stand.run(&["list", "--json", "--type", "missed_call,voicemail"]).json();
    assert_eq!(calls.as_array().unwrap().len(), 1);
    assert_eq!(calls[0]["_type"], "missed_call");
}

#[test]
fn days_are_phrases_and_their_ends_belong_to_them() {
    let stand = mixed();
    assert_eq!(listed(&stand, &["--date-from", "today"]), ["Later"]);
    assert_eq!(listed(&stand, &["--date-to", "10 days ago"]).len(), 3);
    assert_eq!(listed(&stand, &["--date-to", "11 days ago"]), [""; 0]);
    assert_eq!(listed(&stand, &["--view", "inbox", "--date-from", "yesterday"]), [""; 0]);
    assert_eq!(listed(&stand, &["--created-to", "11 days ago"]).len(), 3);
    assert_eq!(listed(&stand, &["--view", "future", "--created-from", "today"]), ["Later"]);
}

#[test]
fn the_order_is_one_of_those_close_knows() {
    let stand = mixed();
    let by = |order| listed(&stand, &["--date-to", "30d", "--order-by", order]);
    assert_eq!(by("date").last().map(String::as_str), Some("Later"));
    assert_eq!(by("-date").first().map(String::as_str), Some("Later"));
    assert_eq!(by("date_created").first().map(String::as_str), Some("Call Ada"));
    assert_eq!(by("-date_created").last().map(String::as_str), Some("Call Ada"));
}

#[test]
fn what_is_wrong_with_the_flags_is_said_before_anybody_is_asked() {
    let stand = Stand::three();
    for (flags, why) in [
        (["--date-from", "soonish"], "do not understand"),
        (["--created-from", "27 dec 2999"], "write the year"),
        (["--lead", "../x"], "not the id of a lead"),
        (["--type", "lead;x"], "not a kind"),
        (["--order-by", "name"], "invalid value"),
        (["--limit", "many"], "invalid value"),
    ] {
        let run = stand.run(&[&["list"][..], &flags[..]].concat());
        run.leaves(2).prints("").says(why);
    }
    assert!(stand.tally().is_empty(), "{:?}", stand.tally());
    stand.run(&["list", "--json", "--csv"]).leaves(2);
    stand.run(&["list", "--assigned-to", "zed"]).leaves(2).says("nobody is called");
}

#[test]
fn a_view_is_listed_as_the_screen_would_show_it_and_flags_win_over_it() {
    let stand = mixed();
    let config = stand.home.path().join("views.toml");
    let text = "[views.call]\nfilter = '!kind:missed'\nwhose = 'everyone'\nsort = 'priority'\ngroup = 'kind'\n\
                [views.soon]\ntab = 'future'\n[views.team]\nwhose = 'nobody at all'\n";
    std::fs::write(&config, text).unwrap();
    let config = config.to_string_lossy().into_owned();
    let view = |name: &str, flags: &[&str]| {
        listed(&stand, &[&["--config", &config, "--view", name], flags].concat())
    };
    let mut all = view("call", &[]);
    all.sort();
    assert_eq!(all, ["Book a room", "Call Ada", "Send the offer", "Theirs"]);
    assert_eq!(view("SOON", &[]), ["Later"]);
    assert_eq!(view("call", &["--limit", "0"]), [""; 0]);
    assert_eq!(view("call", &["--assigned-to", "me"]).len(), 3);
    assert_eq!(view("call", &["--limit", "2"]).len(), 2);
    let lost = stand.run(&["list", "--config", &config, "--view", "lost"]).leaves(2);
    lost.prints("").says("There is no view called lost; there are call, soon, team, and the tabs");
    let nobody = stand.run(&["list", "--config", &config, "--view", "team"]).leaves(2);
    nobody.prints("").says("Nobody here is called nobody at all");
}

#[test]
fn a_lead_has_its_own_tasks() {
    let stand = Stand::with(|world| {
        add(world, "Call Ada");
        let (lead, _) = world.add_lead(now(), "Blue Anchor Bakery", "Ines Duarte");
        world.add(
            now(),
            "lead",
            vec![("text", json!("Bread")), ("lead_id", json!(lead)), ("date", json!("2026-01-05"))],
        );
    });
    let all = stand.run(&["list", "--json"]).json();
    let bread = all.as_array().unwrap().iter().find(|task| task["text"] == "Bread").unwrap().clone();
    assert_eq!(listed(&stand, &["--lead", bread["lead_id"].as_str().unwrap()]), ["Bread"]);
}

#[test]
fn a_list_longer_than_a_page_comes_whole_and_nothing_twice() {
    let stand = Stand::with(|world| (0..250).for_each(|number| add(world, &format!("task {number}"))));
    let mut texts = listed(&stand, &[]);
    assert_eq!(texts.len(), 250);
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 250);
    assert_eq!(listed(&stand, &["--limit", "120"]).len(), 120);
}

#[test]
fn a_table_has_a_task_a_line_with_the_id_first() {
    let stand = mixed();
    let run = stand.run(&["list"]).leaves(0);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 4, "{}", run.out);
    let id = stand.id_of("Call Ada");
    let line = lines.iter().find(|line| line.starts_with(&id)).unwrap();
    assert!(line.contains("To-do") && line.contains("10d late") && line.contains("Call Ada"), "{line}");
    assert!(!run.out.contains('\u{1b}') && !run.out.contains('\t'), "{}", run.out);
    let start = |text: &str| lines.iter().find_map(|line| line.find(text));
    assert_eq!(start("Call Ada"), start("Send the offer"));
}

#[test]
fn hostile_words_reach_neither_terminal_nor_spreadsheet() {
    let stand = Stand::with(|world| {
        add(world, "=HYPERLINK(\"http://x\")\u{1b}[31m\u{202e}\u{9b}2J");
        add(world, "@SUM(A1), two\nlines");
    });
    let harmful = |text: &str| {
        text.chars().any(|letter| letter.is_control() && !"\r\n".contains(letter) || letter == '\u{202e}')
    };
    for form in [&["list"][..], &["list", "--csv"], &["list", "--json"]] {
        let run = stand.run(form).leaves(0);
        assert!(!harmful(&run.out), "{:?}", run.out);
    }
    let csv = stand.run(&["list", "--csv"]).out;
    assert!(
        csv.contains("\"'=HYPERLINK(\"\"http://x\"\")") && csv.contains("\"'@SUM(A1), two lines\""),
        "{csv}"
    );
    let texts = listed(&stand, &[]);
    assert!(
        texts.contains(&"=HYPERLINK(\"http://x\")\u{1b}[31m\u{202e}\u{9b}2J".to_owned()),
        "JSON loses nothing: {texts:?}"
    );
}

#[test]
fn nothing_is_an_empty_document_of_the_form() {
    let stand = Stand::with(|_| {});
    stand.run(&["list", "--json"]).leaves(0).prints("[]\n");
    stand.run(&["list"]).leaves(0).prints("");
    let csv = stand.run(&["list", "--csv"]).leaves(0).out;
    assert!(
        csv.starts_with("id,type,subject,") && csv.ends_with("pending\r\n") && csv.lines().count() == 1,
        "{csv}"
    );
}

#[test]
fn one_task_is_shown_in_full() {
    let stand = Stand::three();
    let id = stand.id_of("Call Ada");
    let shown = stand.run(&["show", &id]).leaves(0).out;
    assert!(
        shown.contains("Call Ada") && shown.contains(&id) && shown.contains("Due") | shown.contains("late"),
        "{shown}"
    );
    let object = stand.run(&["show", &id, "--json"]).leaves(0).json();
    assert_eq!((&object["text"], &object["pending"]), (&json!("Call Ada"), &json!([])));
    stand.run(&["show", "task_none"]).leaves(1).prints("").says("no task task_none");
    stand.run(&["show", "a,b"]).leaves(2);
}

#[test]
fn a_page_that_fails_far_down_ends_the_document_and_says_so() {
    use closeout::sim::{Fault, Faults, Which};
    let stand = Stand::with(|world| (0..250).for_each(|number| add(world, &format!("task {number}"))));
    let fault = Fault::Refused { status: 400, sentence: "Too far.".into() };
    stand.set_faults(Faults::script(vec![(Which::read().at("/task/").nth(2), fault)]));
    let run = stand.run(&["list", "--json"]).leaves(1).says("not complete, 100 tasks came: Too far.");
    assert_eq!(run.json().as_array().unwrap().len(), 100);
}
