//! Statistics: what is shown is what was done, and it follows without a key, whatever is taken back.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod desk;

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use closeout::app::counting;
use closeout::app::effect::Effect;
use closeout::app::layout::Size;
use closeout::app::overlay::Overlay;
use closeout::app::stats::Statistics;
use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

// Missed calls of so many minutes ago.
fn missed<const N: usize>(minutes: [i64; N]) -> Desk {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    for minutes in minutes {
        let rang = at - TimeDelta::minutes(minutes);
        world.add(rang, "missed_call", vec![("date", json!(rang.to_rfc3339()))]);
    }
    Desk::on(world)
}

fn figures(desk: &Desk) -> &Statistics {
    let page = desk.model.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Stats(page) => Some(&page.statistics),
        _ => None,
    });
    page.expect("the page is open")
}

#[test]
fn what_was_done_and_how_long_somebody_waited_for_it() {
    let mut desk = missed([20, 40, 90]);
    desk.press("g s").shows("not known yet").shows("What is finished has not been read yet");
    desk.settle().shows("nothing in the last 28 days").shows("nothing that came in");
    desk.press("q e e e").settle().press("g s");
    desk.shows("3 today, 3 in 7 days").shows("median 40m (3) in 7 days");
    desk.shows("most: 3").shows("tasks on Fri 6 Mar").shows("Based on all 3 finished tasks");
}

#[test]
fn before_it_is_read_it_is_not_known_and_a_filter_hides_nothing_of_it() {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    world.add(at, "lead", vec![("text", json!("open")), ("date", json!("2026-03-06"))]);
    for number in 0..150 {
        let made = at - TimeDelta::days(40) + TimeDelta::hours(number);
        let id = world.add(made, "lead", vec![("text", json!("old")), ("date", json!("2026-02-20"))]);
        world.task_mut(&id).unwrap().is_complete = true;
    }
    let mut desk = Desk::on(world);
    desk.press("/").type_in("nobody").press("Enter").settle();
    desk.press("g s").shows("not known yet").settle().hides("not known yet").shows("finished tasks");
    let before = desk.requests("get", "/task/");
    desk.wait(5).settle();
    assert_eq!(desk.requests("get", "/task/"), before, "it is read once");
}

#[test]
fn the_page_follows_what_happens_while_it_is_open() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e").settle().press("g s").shows("1 today").shows("1: 1 up to a week old");
    desk.press("u").settle().shows("nothing in the last 28 days").shows("2: 2 up to a week old");
    desk.colleague_changes("two", &json!({"is_complete": true}));
    desk.wait(61).shows("1 today");
}

#[test]
fn what_was_done_is_remembered_when_close_has_forgotten_it() {
    let mut desk = missed([20, 40, 90]);
    desk.press("e e e").settle();
    let ids: Vec<String> =
        desk.server.with_world(|world| world.tasks().map(|(_, it)| it.id.clone()).collect());
    desk.server.with_world(|world| ids.iter().for_each(|id| drop(world.remove(id))));
    let mut desk = desk.restart();
    desk.press("R").settle().wait(130).press("g s");
    desk.shows("3 today").shows("median 40m (3)").shows("counted here on 1 day");
}

#[test]
fn what_is_counted_here_is_our_own() {
    let mut desk = missed([20, 40]);
    desk.press("e").settle().press("w").settle();
    desk.type_in("everyone").press("Enter").settle();
    desk.press("g s");
    assert_eq!(figures(&desk).basis.counted, 0);
}

#[test]
fn keys_compute_nothing() {
    let mut desk = Desk::many(300);
    desk.press("g s");
    let before = std::ptr::from_ref(figures(&desk)).cast::<u8>();
    let all = figures(&desk).clone();
    desk.press("j k G");
    assert_eq!((std::ptr::from_ref(figures(&desk)).cast::<u8>(), figures(&desk)), (before, &all));
}

#[test]
fn ten_thousand_tasks_are_no_trouble() {
    let mut desk = Desk::many(10_000);
    let orders = desk.orders("g");
    assert!(orders.iter().all(|order| !matches!(order, Effect::List { .. })));
    desk.press("s").shows("10,000: 10,000 up to a week old");
}

#[test]
fn every_size_says_something_and_none_breaks() {
    let mut desk = missed([20, 40, 90]);
    desk.press("e e").settle().press("g s");
    for (width, height) in [(40, 12), (60, 15), (80, 24), (300, 100)] {
        desk.model.size = Size { width, height };
        desk.model.fit();
        for words in ["2 today", "Answered", "Open", "To come"] {
            desk.shows(words);
        }
    }
    for (width, height) in (1..90).flat_map(|width| (1..26).map(move |height| (width, height))) {
        desk.model.size = Size { width, height };
        desk.model.fit();
        desk.screen();
    }
}

// Three open to-dos, and one that was done elsewhere two weeks ago.
fn with_an_old_one() -> Desk {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    for text in ["one", "two", "three", "old"] {
        let made = at - TimeDelta::days(14);
        let id = world.add(made, "lead", vec![("text", json!(text)), ("date", json!("2026-02-20"))]);
        world.task_mut(&id).unwrap().is_complete = text == "old";
    }
    let mut desk = Desk::on(world);
    desk.press("3").settle().press("1");
    desk
}

// How many tasks the page says were done today.
fn done_today(desk: &mut Desk) -> usize {
    desk.press("g s");
    let done = figures(desk).done.last().copied().unwrap_or(0);
    desk.press("q");
    done
}

#[test]
fn an_old_task_reopened_by_mistake_was_not_done_today() {
    let mut desk = with_an_old_one();
    for key in ["e e e", "3", "G e", "u"] {
        desk.press(key).settle();
    }
    assert_eq!((done_today(&mut desk), desk.counts()), (3, [0, 0, 4]));
    desk.press("1").shows("You have done 3 today");
    let mut desk = desk.restart();
    desk.shows("You have done 3 today").press("3").settle().shows("Done today  3").shows("Fri 20 Feb  1");
}

#[test]
fn what_is_done_shows_as_done_today_before_close_knows() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e e").shows("You have done 2 today").settle().shows("You have done 2 today");
    desk.press("u").settle();
    assert_eq!(done_today(&mut desk), 1);
}

#[test]
fn what_a_colleague_opens_again_is_not_done_any_more() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("e e").settle().shows("You have done 2 today");
    desk.colleague_changes("one", &json!({"is_complete": false}));
    desk.wait(61);
    assert_eq!((done_today(&mut desk), desk.counts()), (1, [1, 0, 1]));
}

/// The tasks as the user would note them on paper: open, or done on which day.
type Paper = Vec<Option<NaiveDate>>;

const NAMES: [&str; 4] = ["one", "two", "three", "old"];

/// A desk and the same on paper, with what was there before each step and after each that was taken back.
struct Story {
    desk: Desk,
    paper: Paper,
    before: Vec<Paper>,
    after: Vec<Paper>,
    chance: u64,
    told: Vec<usize>,
}

impl Story {
    fn begin(seed: u64) -> Self {
        let mut paper: Paper = vec![None; 4];
        paper[3] = "2026-02-20".parse().ok();
        let (desk, before, after) = (with_an_old_one(), Vec::new(), Vec::new());
        desk.server.set_latency(Duration::from_secs(2));
        Self { desk, paper, before, after, chance: seed, told: Vec::new() }
    }

    fn below(&mut self, end: u64) -> usize {
        self.chance =
            self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.chance >> 33) % end).unwrap()
    }

    // Completes an open task, reopens a done one.
    fn turn(&mut self, task: usize) {
        let tab = if self.paper[task].is_some() { "3" } else { "1" };
        self.desk.press(tab).press("g g");
        while self.desk.selected() != NAMES[task] {
            self.desk.press("j");
        }
        self.desk.press("e");
        self.before.push(self.paper.clone());
        self.after.clear();
        let today = self.desk.model.today.day;
        self.paper[task] = if self.paper[task].is_some() { None } else { Some(today) };
    }

    fn undo(&mut self) {
        self.desk.press("u");
        if let Some(paper) = self.before.pop() {
            self.after.push(std::mem::replace(&mut self.paper, paper));
        }
    }

    fn redo(&mut self) {
        self.desk.press("U");
        if let Some(paper) = self.after.pop() {
            self.before.push(std::mem::replace(&mut self.paper, paper));
        }
    }

    fn step(mut self) -> Self {
        let which = self.below(12);
        self.told.push(which);
        match which {
            0..=3 => {
                let task = self.below(4);
                self.turn(task);
            }
            4..=6 => self.undo(),
            7..=8 => self.redo(),
            9 => {
                // On disk it is at once; Close answers after two seconds.
                self.desk.pass(Duration::from_millis(100));
                self.desk = self.desk.restart();
            }
            10 => drop(self.desk.wait(9 * 3600)),
            _ => drop(self.desk.settle()),
        }
        // A step of an earlier session is looked at in Close before it is taken back.
        if !self.desk.model.overlays.is_empty() {
            self.desk.settle();
        }
        self
    }

    fn check(&mut self, story: &str) {
        let today = self.desk.model.today.day;
        let expected = self.paper.iter().filter(|done| **done == Some(today)).count();
        let story = format!("{story}: {:?}", self.told);
        assert_eq!(counting::done_today(&self.desk.model), expected, "{story}");
        assert_eq!(done_today(&mut self.desk), expected, "{story}, in the statistics");
        let open = self.paper.iter().filter(|done| done.is_none()).count();
        assert_eq!(self.desk.counts(), [open, 0, 4 - open], "{story}");
    }
}

#[test]
fn whatever_is_done_and_taken_back_done_today_is_what_one_would_count_on_paper() {
    for seed in 0..24 {
        let mut story = Story::begin(seed);
        for step in 0..14 {
            story = story.step();
            story.check(&format!("story {seed} after step {step}"));
        }
        story.desk.settle();
        story.check(&format!("story {seed} at its end"));
    }
}
