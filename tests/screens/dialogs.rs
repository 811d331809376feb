//! Dialogs, the help, and the menu of half-typed keys.

use closeout::app::msg::Msg;
use closeout::domain::id::UserId;
use closeout::domain::people::Presence;

use crate::stage::{Stage, heard};
use crate::tasks::{everything, to_do};
use crate::{gallery, pictures};

fn with(keys: &str, text: &str) -> (String, String) {
    let mut stage = Stage::with(80, 24, everything());
    stage.press(keys).write(text);
    (format!("{keys} {text}"), stage.screen())
}

#[test]
fn choosing_a_day() {
    pictures("dates", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("j j s").write("monday");
        stage
    });
    let texts = ["", "2", "4/5", "tom 9am", "yesterday", "blursday", "27 jan"];
    gallery("dates_echo", texts.map(|text| with("s", text)));
}

#[test]
fn a_day_that_several_usual_days_mean_is_named_once_and_each_digit_still_means_it() {
    let mut stage = Stage::with(80, 24, busy());
    // A Thursday, then the last Friday of the month.
    for (at, twice) in [("2026-03-12T14:05:00Z", "4  monday"), ("2026-03-27T14:05:00Z", "7  end of month")] {
        stage.at = at.parse().unwrap();
        let screen = stage.press("s").screen();
        let lines = || screen.lines().skip_while(|line| !line.contains("1  later today"));
        let row = |start: &str| lines().find(|line| line.contains(start)).unwrap_or_default();
        assert!(
            row(twice).contains("same as 3") && !row("3  in 2 working days").contains("same"),
            "{screen}"
        );
        let dates = [" 16 Mar ", " 31 Mar "].map(|date| lines().filter(|line| line.contains(date)).count());
        assert!(dates.iter().all(|times| *times <= 1), "{screen}");
        let digit = &twice[..1];
        let echo = stage.press(digit).screen();
        assert!(echo.contains("Mon 16 Mar") || echo.contains("Tue 31 Mar"), "{echo}");
        stage.press("Esc");
    }
}

#[test]
fn on_every_screen_a_usual_day_stands_apart_from_its_date() {
    for width in 20..100 {
        let screen = Stage::with(width, 24, everything()).press("s").screen();
        let is_joined =
            |line: &str| ["monthWed", "…Wed", "todayFri", "tomorrowSat"].iter().any(|it| line.contains(it));
        let joined = screen.lines().find(|line| is_joined(line));
        assert!(joined.is_none(), "{width} columns: {joined:?}");
    }
}

#[test]
fn choosing_a_day_for_several() {
    let texts = ["", "1w", "spread tue-thu", "over 2 weeks", "+1w", "9am theirs", "spread"];
    gallery("dates_several", texts.map(|text| with("x j x j x s", text)));
}

// So many to-dos on days to come that some are full; Good Friday is a holiday.
fn busy() -> Vec<closeout::domain::task::Task> {
    let days =
        [("2026-03-09", 31), ("2026-03-10", 4), ("2026-03-11", 9), ("2026-03-13", 17), ("2026-03-31", 2)];
    let tasks = days.into_iter().flat_map(|(day, count)| (0..count).map(move |number| (day, number)));
    let tasks = tasks.map(|(day, number)| to_do(&format!("task_{day}_{number}"), "Call back", day));
    tasks.chain(everything()).collect()
}

#[test]
fn a_day_that_is_full() {
    pictures("dates_full", |width, height| {
        let mut stage = Stage::with(width, height, busy());
        stage.press("j j s").write("mon");
        stage
    });
}

#[test]
fn a_calendar_to_move_in() {
    let open = |width, height, keys: &str| {
        let mut stage = Stage::with(width, height, busy());
        stage.model.settings.habits.holidays = vec!["2026-03-19".parse().unwrap()];
        stage.press(keys);
        stage
    };
    pictures("calendar", |width, height| open(width, height, "j j s 9 j l l"));
    let mut plain = open(80, 24, "s 9 l l l");
    plain.theme = closeout::ui::theme::Theme::monochrome(closeout::ui::theme::Signs::Ascii);
    let mut sunday = open(60, 15, "s");
    sunday.model.settings.habits.week_starts = chrono::Weekday::Sun;
    sunday.press("9 >");
    gallery(
        "calendar_others",
        [("ascii", &plain), ("from Sunday on", &sunday), ("small", &open(40, 10, "s 9"))]
            .map(|(name, stage)| (name.to_owned(), stage.screen())),
    );
}

#[test]
fn choosing_a_person() {
    pictures("people", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("j a Down");
        stage
    });
    pictures("people_presence", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        let told = [
            ("user_ana", Presence::Available),
            ("user_jan", Presence::InCall),
            ("user_yuki", Presence::Away),
        ];
        let told = told.map(|(id, presence)| (UserId::new(id), presence)).to_vec();
        stage.press("j a").tell(Msg::Available(heard(Ok(told))));
        stage
    });
    gallery("people_found", ["an", "qqq"].map(|text| with("a", text)));
}

#[test]
fn a_large_batch_is_said_in_words_first() {
    let stated = |width, height| {
        let tasks = (0..30).map(|n| to_do(&format!("task_{n:02}"), "Call back", "2026-03-06"));
        let mut stage = Stage::with(width, height, tasks.chain(everything()).collect());
        stage.press("* a /").write("c").press("Enter e");
        stage
    };
    pictures("statement", stated);
    let screen = stated(40, 10).screen();
    let said: Vec<&str> = screen.lines().filter(|line| line.starts_with('│')).collect();
    let [.., last, answers] = said[..] else { panic!("{screen}") };
    assert!(
        last.ends_with("… │") && answers.contains("Enter do it"),
        "what is left out is hinted at: {screen}"
    );
}

#[test]
fn what_can_be_taken_back() {
    pictures("steps", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("e s").write("tomorrow").press("Enter j x j x j x s").write("spread tue-thu");
        stage.press("Enter G a").write("ana").press("Enter k x k x e Enter u u g u j");
        stage.hush();
        stage
    });
}

#[test]
fn taking_back_what_was_changed_since() {
    let changed = |width, height, keys: &str| {
        let mut stage = Stage::with(width, height, everything());
        stage.press(keys).write("mon").press("Enter").save();
        let date = "2026-03-11";
        let at = closeout::domain::due::Due::read(date).ok();
        let first = stage.model.history.done().next().unwrap().changes[0].task.clone();
        // As if Close had taken everything, and somebody had moved one of them since.
        let entries: Vec<_> = stage.model.board.log().cloned().collect();
        for entry in entries {
            let task = stage.model.board.shown(&entry.task).unwrap().clone();
            stage.model.board.settled(entry.id, task);
        }
        let mut task = stage.model.board.shown(&first).unwrap().clone();
        (task.due, task.updated.by) = (at, Some("Ana Lopez".into()));
        let portion = closeout::app::msg::Portion { tasks: vec![task], ..Default::default() };
        stage.press("R").list(closeout::app::effect::Fetch::Sweep, Ok(portion)).press("u");
        stage
    };
    pictures("changed_since", |width, height| changed(width, height, "j j x j x j x s"));
    gallery("changed_since_one", [("one".to_owned(), changed(80, 24, "j j s").screen())]);
}

#[test]
fn keys_that_came_all_at_once() {
    pictures("burst", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        let keys = "ejejejejejejejejejej".chars().map(|key| key.to_string());
        let chords = keys.map(|key| closeout::app::chord::Chord::read(&key).unwrap()).collect();
        stage.tell(closeout::app::msg::Msg::Burst(chords));
        stage
    });
}

#[test]
fn rewriting_a_to_do() {
    pictures("editor", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage
            .press("E Ctrl-j")
            .write("and ask about the renewal, which nobody has answered since the end of January");
        stage
    });
}

#[test]
fn writing_a_comment() {
    pictures("comment", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage
            .press("C")
            .write("They were promised 12 % last year, and nobody told them that it was for one year only.")
            .press("Ctrl-j Ctrl-j")
            .write("Ask Ana first");
        stage
    });
}

#[test]
fn making_a_task() {
    pictures("create", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage
            .press("j j c")
            .write("Send the offer")
            .press("Ctrl-j")
            .write("by post, and ask whether they still want the two pallets that were promised")
            .press("Tab")
            .write("mon");
        stage
    });
    let with = |keys: &str, text: &str, then: &str| {
        let mut stage = Stage::with(80, 24, everything());
        stage.press(keys).write(text).press(then);
        (format!("{keys} {text} {then}"), stage.screen())
    };
    let back = "Shift-Tab Shift-Tab";
    let pages = [
        with("j j c", "", "Enter"),
        with("c Shift-Tab Shift-Tab", "qqq", "Enter"),
        with(&format!("c {back}"), "acme", "Tab"),
        with(&format!("c {back} Shift-Tab"), "call", "Tab Tab Tab Tab Tab"),
        with("c Tab", "3/4", "Down"),
        with("c Shift-Tab", "", "Shift-Tab Shift-Tab Shift-Tab"),
    ];
    gallery("create_lines", pages);
}

#[test]
fn choosing_what_to_show() {
    pictures("facets", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("f j Space");
        stage
    });
}

#[test]
fn deleting_tasks() {
    pictures("deletion", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("* a D");
        stage
    });
    let mut stage = Stage::with(80, 24, everything());
    stage.press("D");
    gallery("deletion_of_one", [("D".to_owned(), stage.screen())]);
}

#[test]
fn an_address_in_a_box() {
    pictures("slip", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("O");
        stage
    });
    let mut stage = Stage::with(80, 24, everything());
    stage.press("j y");
    gallery("copying", [("y".to_owned(), stage.screen()), ("yt".to_owned(), stage.press("t").screen())]);
}

#[test]
fn half_a_sequence_shows_what_may_follow() {
    pictures("keys_to_follow", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("*");
        stage
    });
}

#[test]
fn all_keys() {
    pictures("help", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("?");
        stage
    });
    let mut stage = Stage::with(80, 24, everything());
    stage.press("? G");
    gallery("help_end", [("end".to_owned(), stage.screen())]);
}

#[test]
fn filtering() {
    pictures("filter", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("/").write("a !email");
        stage
    });
    let kept = |keys: &str, text: &str, then: &str| {
        let mut stage = Stage::with(80, 24, everything());
        stage.press(keys).write(text).press(then);
        (format!("{keys} {text} {then}"), stage.screen())
    };
    gallery(
        "filter_kept",
        [kept("/", "ada", "Enter"), kept("/", "nothing fits", "Enter"), kept("j g l", "", "j")],
    );
}

#[test]
fn putting_off_once_too_often() {
    pictures("question", |width, height| {
        let mut stage = Stage::with(width, height, everything());
        stage.press("j j");
        let task = stage.model.selected().unwrap().id.clone();
        stage.model.counted.told(stage.at, &task, 4);
        stage.press("s");
        stage
    });
}
