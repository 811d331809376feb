//! What stands behind a task: fetched where the cursor rests, shown in the preview, and quiet when it fails.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::domain::endpoint::Endpoint;
use closeout::sim::activity::{Activity, Happening};
use closeout::sim::comments::Comment;
use closeout::sim::people::Opportunity;
use closeout::sim::{Fault, Faults, Which, World};
use desk::{Desk, START};
use serde_json::json;

fn start() -> DateTime<Utc> {
    START.parse().unwrap()
}

/// A world with one lead and its contact, to which tasks are added.
struct Set {
    world: World,
    lead: String,
    contact: String,
    added: i64,
}

impl Set {
    fn new() -> Self {
        let mut world = World::bare(start());
        let (lead, contact) =
            world.add_lead(start() - TimeDelta::days(9), "Blue Anchor Bakery", "Ines Duarte");
        Self { world, lead, contact, added: 0 }
    }

    /// A task of this kind, due in the order they are added, with this behind it.
    fn task(&mut self, kind: &str, subject: &str, object: Option<(&'static str, &str)>) -> String {
        let due = format!("2026-03-06T{:02}:{:02}:00+00:00", self.added / 60, self.added % 60);
        self.added += 1;
        let fields = vec![
            ("lead_id", json!(self.lead)),
            ("contact_id", json!(self.contact)),
            ("date", json!(due)),
            (if kind == "incoming_email" { "subject" } else { "text" }, json!(subject)),
        ];
        let id = self.world.add(start() - TimeDelta::days(1), kind, fields);
        if let Some((kind, object)) = object {
            self.world.task_mut(&id).unwrap().object = Some((kind, object.to_owned()));
        }
        id
    }

    fn happened(&mut self, id: &str, happening: Happening) {
        self.world.insert_activity(Activity {
            id: id.to_owned(),
            lead_id: Some(self.lead.clone()),
            contact_id: Some(self.contact.clone()),
            user_id: Some(self.world.me().to_owned()),
            at: start() - TimeDelta::hours(3),
            happening,
        });
    }

    fn thread(&mut self, name: &str, body: &str) {
        let (thread, mail) = (format!("acti_{name}"), format!("acti_{name}1"));
        let (subject, quoted) = ("Oven lease".to_owned(), "> one\n> two".to_owned());
        let email = Happening::Email {
            thread_id: thread.clone(),
            is_incoming: true,
            subject: subject.clone(),
            body: body.to_owned(),
            quoted,
        };
        self.happened(&mail, email);
        self.happened(&thread, Happening::Thread { emails: vec![mail], subject });
        self.task("incoming_email", "Re: Oven lease", Some(("emailthread", &thread)));
    }

    fn voicemail(&mut self, id: &str, said: &str) {
        let call = Happening::Call {
            phone: "+15415550133".to_owned(),
            duration: 21,
            disposition: "vm-left",
            voicemail: Some((21, said.to_owned())),
            note: String::new(),
        };
        self.happened(id, call);
        self.task("voicemail", "", Some(("call", id)));
    }

    fn desk(self) -> Desk {
        let mut desk = Desk::on(self.world);
        desk.model.size.height = 50;
        desk.pass(Duration::from_millis(1));
        desk
    }
}

/// The requests for anything but tasks, people and ourselves.
fn looked_up(desk: &Desk) -> usize {
    ["/lead/", "/activity/", "/opportunity/", "/comment/"].iter().map(|path| desk.requests("get", path)).sum()
}

#[test]
fn mail_is_shown_as_it_was_written_and_what_it_quotes_is_folded() {
    let mut set = Set::new();
    set.thread("t", "Thanks, two questions.\n\nFirst, does the lease include the oven?");
    let mut desk = set.desk();
    desk.wait(1).settle().shows("First, does the lease include the oven?").shows("2 quoted lines");
    desk.hides("> one").shows("Ines Duarte");
}

#[test]
fn what_was_said_on_the_machine_can_be_read() {
    let mut set = Set::new();
    set.voicemail("acti_v", "Hi, it is Ines. Call me before four.");
    let mut desk = set.desk();
    desk.wait(1).settle().shows("Hi, it is Ines. Call me before four.").shows("left a voicemail");
}

#[test]
fn the_lead_its_people_and_the_comments_stand_under_the_task() {
    let mut set = Set::new();
    let id = set.task("lead", "Take the samples along", None);
    let (user_id, at) = (set.world.me().to_owned(), start() - TimeDelta::hours(1));
    set.world.comments.push(Comment::saying("comm_1", &id, &user_id, "She prefers the red ones", at));
    let mut desk = set.desk();
    desk.wait(1).settle().shows("no other open task").shows("Contact    Ines Duarte");
    desk.shows("She prefers the red ones");
}

#[test]
fn what_else_is_open_for_the_lead_is_what_our_own_list_says() {
    let mut set = Set::new();
    for text in ["Send the samples", "Call about the oven", "Ask for the lease"] {
        set.task("lead", text, None);
    }
    let mut desk = set.desk();
    desk.model.size = closeout::app::layout::Size { width: 100, height: 60 };
    desk.wait(1).settle().shows("2 other open tasks");
    desk.press("j e").shows("1 other open task").settle().shows("1 other open task");
    desk.press("u").settle().wait(1).shows("2 other open tasks").press("k");
    desk.press("j s").type_in("wed").press("Enter").settle().press("k").wait(1);
    desk.press("Enter").shows("Wed 11 Mar · To-do").press("q");
    // What is deleted is gone however lately Close named it.
    desk.press("j D y").settle().wait(20).settle().press("g g").shows("1 other open task");
}

#[test]
fn what_was_opened_again_or_made_for_a_lead_is_open_there() {
    let mut set = Set::new();
    set.task("lead", "Send the samples", None);
    let done = set.task("lead", "Call about the oven", None);
    set.world.task_mut(&done).unwrap().is_complete = true;
    let mut desk = set.desk();
    desk.wait(1).settle().shows("no other open task");
    desk.press("3").settle().press("e").settle().press("1 g g").wait(1).settle().shows("1 other open task");
}

#[test]
fn an_opportunity_shows_where_it_stands() {
    let mut set = Set::new();
    set.world.insert_opportunity(Opportunity {
        id: "oppo_1".into(),
        lead_id: set.lead.clone(),
        contact_id: None,
        user_id: set.world.me().to_owned(),
        cents: 5_000,
        period: "monthly".into(),
        confidence: 60,
        note: "Waits for the landlord".into(),
        expected: "2026-03-20".parse().unwrap(),
        created: start() - TimeDelta::days(30),
    });
    set.task("opportunity_due", "", Some(("opportunity", "oppo_1")));
    let mut desk = set.desk();
    desk.wait(1).settle().shows("Proposal sent · 60 % likely · expected Fri 20 Mar");
    desk.shows("Deals      $50 monthly");
}

#[test]
fn a_row_is_looked_up_once_and_only_when_the_cursor_rests() {
    let mut set = Set::new();
    set.task("lead", "one", None);
    set.task("lead", "two", None);
    let mut desk = set.desk();
    desk.pass(Duration::from_millis(100));
    assert_eq!(looked_up(&desk), 0, "before it rested");
    desk.wait(1).settle();
    assert_eq!((desk.requests("get", "/lead/"), desk.requests("get", "/comment/")), (1, 1));
    // The lead of the second is known already; on the way back nothing is missing.
    desk.press("j").wait(1).press("k").wait(1).settle();
    assert_eq!((desk.requests("get", "/lead/"), desk.requests("get", "/comment/")), (1, 2));
    desk.wait(240).press("j").wait(1).settle();
    assert_eq!(looked_up(&desk), 3);
}

#[test]
fn neighbours_of_one_sort_come_in_one_answer() {
    let mut set = Set::new();
    for number in 0..10 {
        set.voicemail(&format!("acti_{number}"), &format!("Message number {number}"));
    }
    let mut desk = set.desk();
    desk.wait(1).settle();
    assert_eq!(desk.requests("get", "/activity/call/"), 2, "the first alone, the others together");
    desk.press("j").shows("Message number 1").press("j j").shows("Message number 3");
    desk.wait(1).settle();
    assert_eq!(desk.requests("get", "/activity/call/"), 2);
}

#[test]
fn where_close_gives_no_batches_each_row_is_looked_up_alone() {
    let mut set = Set::new();
    for number in 0..5 {
        set.voicemail(&format!("acti_{number}"), &format!("Message number {number}"));
    }
    let mut desk = set.desk();
    let refused = Fault::Refused { status: 400, sentence: "Unknown parameter".into() };
    desk.server.set_faults(Faults::script(vec![(Which::read().at("/activity/call/").nth(2), refused)]));
    desk.wait(1).settle().shows("Message number 0");
    desk.press("j").hides("Message number 1").wait(1).settle().shows("Message number 1");
    assert_eq!(desk.requests("get", "/activity/call/"), 3, "the batch is not tried again at once");
}

#[test]
fn two_hundred_rows_scrolled_with_a_held_key_cost_no_more_than_ten_requests() {
    let mut set = Set::new();
    for number in 0..201 {
        set.voicemail(&format!("acti_{number}"), &format!("Message number {number}"));
    }
    let mut desk = set.desk();
    desk.settle();
    desk.server.set_latency(Duration::from_millis(300));
    for _ in 0..200 {
        desk.press("j").pass(Duration::from_millis(30));
    }
    desk.wait(5).settle();
    assert!(looked_up(&desk) <= 10, "{}", looked_up(&desk));
    desk.shows("Message number 200");
}

#[test]
fn what_is_gone_or_forbidden_is_a_quiet_line() {
    for (status, told) in [(404, "The mails cannot be shown: gone"), (403, "The mails cannot be shown: ")] {
        let mut set = Set::new();
        set.thread("t", "Thanks");
        let mut desk = set.desk();
        let fault = Fault::Refused { status, sentence: "No such thing".into() };
        desk.server.set_faults(Faults::script(vec![(Which::read().at("/activity/"), fault)]));
        desk.wait(1).settle().shows(told).shows("Contact    Ines Duarte");
        assert!(desk.model.notices.current().is_none() && desk.model.sync.holds.trouble().is_none());
        let before = looked_up(&desk);
        desk.wait(30).settle();
        assert_eq!(looked_up(&desk), before, "it is not asked for again at once");
    }
}

#[test]
fn an_answer_that_makes_no_sense_never_holds_up_the_tasks() {
    for fault in [Fault::ServerError, Fault::Garbage] {
        let mut set = Set::new();
        set.thread("t", "Thanks");
        let mut desk = set.desk();
        desk.server.set_faults(Faults::script(vec![(Which::read().at("/activity/"), fault)]));
        desk.wait(1).settle().shows("The mails cannot be shown");
        assert!(desk.model.sync.holds.lets_behind(Endpoint::Tasks, desk.server.now()));
    }
}

#[test]
fn what_could_not_be_asked_offline_is_asked_later() {
    let mut set = Set::new();
    set.thread("t", "Thanks, two questions.\n\nFirst, the oven?");
    let mut desk = set.desk();
    desk.server.set_faults(Faults::down());
    desk.wait(1).hides("First, the oven?");
    desk.server.set_faults(Faults::none());
    desk.wait(20).settle().shows("First, the oven?");
}

#[test]
fn while_close_is_asked_the_preview_says_so() {
    let mut set = Set::new();
    set.task("lead", "one", None);
    let mut desk = set.desk();
    desk.server.set_latency(Duration::from_millis(300));
    desk.pass(Duration::from_millis(200)).shows("Asking Close for more");
    desk.pass(Duration::from_millis(300)).hides("Asking Close for more").shows("Ines Duarte");
}

#[test]
fn the_first_words_of_a_mail_end_in_a_sign_where_close_has_cut_them() {
    let mut set = Set::new();
    set.thread("t", &"The oven is fine. ".repeat(20));
    let cut = "Thanks, two questions about clause 4 before we sign. First, does the";
    let tasks: Vec<String> = set.world.tasks().map(|(_, task)| task.id.clone()).collect();
    for id in tasks {
        set.world.task_mut(&id).unwrap().set("body_preview", json!(cut));
    }
    let mut desk = set.desk();
    desk.shows("First, does the…").wait(1).settle().hides("does the…").shows("The oven is fine.");
}

#[test]
fn what_was_changed_meanwhile_is_looked_up_again() {
    let mut set = Set::new();
    set.task("lead", "one", None);
    let mut desk = set.desk();
    desk.wait(1).settle();
    let before = (desk.requests("get", "/comment/"), desk.requests("get", "/lead/"));
    desk.wait(10);
    desk.colleague_changes("one", &json!({ "text": "changed elsewhere" }));
    desk.wait(90).settle().shows("changed elsewhere");
    let after = (desk.requests("get", "/comment/"), desk.requests("get", "/lead/"));
    assert_eq!((before, after), ((1, 1), (2, 1)));
}

#[test]
fn the_next_start_shows_at_once_what_was_fetched_before() {
    let mut set = Set::new();
    set.thread("t", "Thanks, two questions.\n\nFirst, the oven?");
    let mut desk = set.desk();
    desk.wait(1).settle();
    let before = looked_up(&desk);
    let mut desk = desk.restart();
    desk.shows("First, the oven?");
    assert_eq!(looked_up(&desk), before);
    desk.wait(1).settle();
    assert_eq!(looked_up(&desk), before, "a minute old is new enough");
}

#[test]
fn opening_the_page_reads_the_task_again() {
    let mut set = Set::new();
    set.task("lead", "one", None);
    let mut desk = set.desk();
    desk.colleague_changes("one", &json!({ "text": "changed elsewhere" }));
    desk.press("Enter").settle().shows("changed elsewhere");
}

#[test]
fn the_page_says_what_the_user_did_to_it_lately() {
    let mut desk = Desk::with(["one", "two"]);
    desk.press("Enter").settle().hides("You did");
    desk.press("s").type_in("mon").press("Enter").settle();
    desk.press("q 2 Enter").settle().shows("You did").shows("Move to Mon 9 Mar, it was Fri 6 Mar");
    desk.press("u").settle().press("q 1 Enter").settle().hides("You did");
}
