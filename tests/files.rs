//! Recordings and attachments: what is listed, fetched, kept and said, on the desk.
#![expect(clippy::unwrap_used, reason = "a world that cannot be set up is a failed test")]

mod desk;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use closeout::app::effect::Effect;
use closeout::app::files::Purpose;
use closeout::app::outside::Opening;
use closeout::sim::activity::{Activity, Happening};
use closeout::sim::{Fault, Faults, Which, World};
use desk::{Desk, START};
use serde_json::json;

/// A desk with one task that has this behind it.
fn desk(
    kind: &'static str,
    object: &'static str,
    happenings: Vec<(&str, Happening)>,
    files: &[&str],
) -> Desk {
    let at: DateTime<Utc> = START.parse().unwrap();
    let mut world = World::bare(at);
    let (lead, contact) = world.add_lead(at - TimeDelta::days(9), "Blue Anchor Bakery", "Ines Duarte");
    let about = happenings.last().unwrap().0.to_owned();
    for (id, happening) in happenings {
        world.insert_activity(Activity {
            id: id.to_owned(),
            lead_id: Some(lead.clone()),
            contact_id: Some(contact.clone()),
            user_id: Some(world.me().to_owned()),
            at: at - TimeDelta::hours(3),
            happening,
        });
        files.iter().for_each(|name| world.attach(id, name));
    }
    let fields = vec![("lead_id", json!(lead)), ("date", json!("2026-03-06"))];
    let task = world.add(at - TimeDelta::days(1), kind, fields);
    world.task_mut(&task).unwrap().object = Some((object, about));
    let mut desk = Desk::on(world);
    desk.wait(1).settle();
    desk
}

fn call(disposition: &'static str, voicemail: Option<(u32, String)>) -> Desk {
    let phone = "+15415550133".to_owned();
    let note = String::new();
    let call = Happening::Call { phone, duration: 90, disposition, voicemail, note };
    desk("missed_call", "call", vec![("acti_call", call)], &[])
}

fn voicemail() -> Desk {
    call("vm-left", Some((2, "Call me".into())))
}

fn mail(files: &[&str]) -> Desk {
    let thread_id = "acti_thread".to_owned();
    let subject = "Oven lease".to_owned();
    let (body, quoted) = ("Here it is".to_owned(), String::new());
    let email = Happening::Email { thread_id, is_incoming: true, subject: subject.clone(), body, quoted };
    let thread = Happening::Thread { emails: vec!["acti_mail".into()], subject };
    desk("incoming_email", "emailthread", vec![("acti_mail", email), ("acti_thread", thread)], files)
}

/// The folder files are saved into.
fn saved(desk: &Desk) -> Vec<String> {
    let folder = desk.folder().join("in");
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_voicemail_is_saved_under_a_name_of_its_own_and_never_over_another() {
    let mut desk = voicemail();
    desk.press("g d")
        .shows("Files · Missed call")
        .shows("Voicemail Blue Anchor Bakery 2026-03-06")
        .shows("1:30");
    desk.press("s").settle().says("Saved as").says("Voicemail Blue Anchor Bakery 2026-03-06.wav");
    desk.press("s").settle().says("2026-03-06 (1).wav");
    let names =
        ["Voicemail Blue Anchor Bakery 2026-03-06 (1).wav", "Voicemail Blue Anchor Bakery 2026-03-06.wav"];
    assert_eq!(saved(&desk), names);
    let wav = std::fs::read(desk.folder().join("in").join(names[1])).unwrap();
    assert_eq!((&wav[..4], wav.len()), (&b"RIFF"[..], 44 + 16_000));
}

#[test]
fn the_key_is_shown_to_close_and_not_to_the_storage() {
    let mut desk = voicemail();
    desk.press("g d s").settle().says("Saved as");
    let requests = desk.server.requests();
    let files = requests.iter().filter(|request| request.path.starts_with("https://"));
    let shown: Vec<(&str, bool)> =
        files.map(|request| (&*request.path, request.header("authorization").is_some())).collect();
    assert_eq!(
        shown,
        [
            ("https://api.close.com/call/acti_call/voicemail/", true),
            ("https://close-files.storage.example/call/acti_call/voicemail/", false),
        ]
    );
}

#[test]
fn what_needs_a_signed_in_browser_says_so_and_opens_there() {
    let mut desk = mail(&["lease.txt"]);
    desk.press("g d").shows("Mail").shows("lease.txt").press("s").settle();
    desk.says("lease.txt cannot be had: Close shows this file only to a browser that is signed in");
    assert_eq!(saved(&desk), [""; 0]);
    desk.model.settings.outside.browser = Opening::Possible;
    let orders = desk.orders("o");
    let address = "https://app.close.com/go/file/acti_mail/0/".to_owned();
    assert!(orders.contains(&Effect::Browse(address)), "{orders:?}");
}

#[test]
fn names_from_strangers_cannot_leave_the_folder() {
    let mut desk = mail(&["../../.ssh/authorized_keys", "second.txt"]);
    desk.press("g d").shows("Mail       authorized_keys").press("j").shows("second.txt");
}

#[test]
fn the_page_says_how_long_a_recording_is_and_what_opens_it_and_its_address_is_there_to_copy() {
    let mut desk = voicemail();
    desk.press("Enter").settle().wait(1).settle();
    desk.shows("Recording  1:30 · gd opens or saves it").hides("https://");
    desk.press("g d y").shows("To copy").shows("https://api.close.com/call/acti_call/");
}

#[test]
fn a_recording_and_a_voicemail_are_both_listed() {
    let mut desk = call("answered", Some((2, "Call me".into())));
    desk.press("g d").shows("Voicemail Blue Anchor").shows("Recording Blue Anchor").press("j s").settle();
    assert_eq!(saved(&desk), ["Recording Blue Anchor Bakery 2026-03-06.wav"]);
}

#[test]
fn where_nothing_was_recorded_that_is_said() {
    let mut desk = call("no-answer", None);
    desk.press("g d")
        .shows("Nothing was recorded or attached.")
        .press("s Enter")
        .press("Esc")
        .hides("Nothing was");
    let mut desk = Desk::with(["one"]);
    desk.press("g d").shows("Nothing was recorded or attached.");
}

#[test]
fn without_a_display_opening_says_so_and_offers_saving() {
    let mut desk = voicemail();
    desk.model.settings.outside.viewer = Opening::NoDisplay;
    let before = desk.press("g d").server.requests().len();
    desk.press("Enter").says("There is no display here to open it on · s saves it");
    assert_eq!(desk.settle().server.requests().len(), before);
}

#[test]
fn where_it_can_be_opened_enter_does_so() {
    let mut desk = voicemail();
    desk.model.settings.outside.viewer = Opening::Possible;
    desk.press("g d");
    let orders = desk.orders("Enter");
    assert!(orders.iter().any(|order| matches!(order, Effect::Download(_, Purpose::Open))), "{orders:?}");
    desk.shows("↓ Voicemail Blue Anchor Bakery 2026-03-06: 0 B · Esc stops it");
}

#[test]
fn esc_stops_a_download_and_nothing_of_it_is_left() {
    let mut desk = voicemail();
    desk.server.set_latency(Duration::from_secs(4));
    desk.press("g d s").shows("Esc stops it");
    desk.press("s").says("is still on its way");
    desk.pass(Duration::from_secs(3)).press("Esc").settle().says("Stopped: nothing of Voicemail");
    assert_eq!(saved(&desk), [""; 0]);
    desk.press("s Esc").shows("Files ·").settle().press("Esc").hides("Files ·");
    // In the list it is the same.
    desk.press("g d s q").hides("Files ·").press("Esc").settle().says("Stopped");
}

#[test]
fn a_failure_is_one_sentence_and_leaves_nothing() {
    for (fault, told) in [
        (Fault::Down, "cannot reach Close"),
        (Fault::ServerError, "Close answered 503"),
        (Fault::Garbage, "only to a browser that is signed in"),
        (Fault::Throttled { seconds: 9 }, "Close asks us to wait 9 s"),
        (Fault::Refused { status: 404, sentence: "No".into() }, "is not in Close any more"),
    ] {
        for place in ["https://api.close.com/", "https://close-files.storage.example/"] {
            let mut desk = voicemail();
            desk.server.set_faults(Faults::script(vec![(Which::read().at(place), fault.clone())]));
            desk.press("g d s").settle().says("cannot be had: ").says(told);
            assert_eq!(saved(&desk), [""; 0]);
        }
    }
}
