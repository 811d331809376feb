//! Lists without tasks: done, nothing found, not heard yet, not reached.

use closeout::app::effect::Fetch;
use closeout::app::msg::{Msg, Portion};
use closeout::domain::failure::Failure;

use crate::stage::{Stage, heard};
use crate::tasks::{done, everything, planned};
use crate::{gallery, picture, pictures};

fn named(name: &str, stage: &Stage) -> (String, String) {
    (name.to_owned(), stage.screen())
}

fn with(name: &str, tasks: Vec<closeout::domain::task::Task>, keys: &str) -> (String, String) {
    let mut stage = Stage::with(70, 16, tasks);
    stage.press(keys).hush();
    named(name, &stage)
}

#[test]
fn inbox_zero() {
    pictures("inbox_zero", |width, height| Stage::with(width, height, planned()));
    gallery(
        "nothing_here",
        [
            with("nothing at all", Vec::new(), "1"),
            with("nothing planned", Vec::new(), "2"),
            with("archive not read yet", Vec::new(), "3"),
            with("filter", everything(), "/ q q q Enter"),
            with("filter in an empty tab", done(), "/ q q q Enter"),
        ],
    );
    let mut stage = Stage::with(70, 16, Vec::new());
    stage.press("3").list(Fetch::Archive, Ok(Portion::default()));
    picture("archive_empty", &stage.screen());
}

#[test]
fn nothing_heard_yet() {
    let mut loading = Stage::met(70, 16);
    let tasks = planned();
    loading.list(Fetch::Sweep, Ok(Portion { tasks, has_more: true, ..Portion::default() }));
    gallery("not_yet", [named("connecting", &Stage::dark(70, 16)), named("loading", &loading)]);
}

#[test]
fn why_close_cannot_be_reached_is_whole_on_a_small_screen_too() {
    let mut offline = Stage::dark(40, 12);
    let why = Failure::Offline("the connection to Close broke: it closed before an answer came".into());
    offline.tell(Msg::Met(heard(Err(why))));
    let screen = offline.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "it closed before an answer came",
        "closeout doctor, in a shell, looks for the cause.",
        "R tries now.",
    ] {
        assert!(screen.contains(sentence), "{screen}");
    }
}

#[test]
fn close_cannot_be_reached() {
    let mut offline = Stage::dark(70, 16);
    let why = Failure::Offline("cannot reach Close: nobody this machine trusts vouches for the certificate of api.close.com; if your company looks into traffic, name its certificate in ca_file".into());
    offline.tell(Msg::Met(heard(Err(why.clone()))));
    let mut known = Stage::with(70, 16, planned());
    known.press("R").list(Fetch::Sweep, Err(why)).hush();
    let mut rejected = Stage::dark(70, 16);
    rejected.tell(Msg::Met(heard(Err(Failure::Login("Close says the key is not valid".into())))));
    let mut held = Stage::dark(70, 16);
    held.tell(Msg::Met(heard(Err(Failure::Busy(std::time::Duration::from_secs(9))))));
    gallery(
        "not_reached",
        [
            named("offline, nothing known", &offline),
            named("offline, all known", &known),
            named("rejected", &rejected),
            named("held", &held),
        ],
    );
}
