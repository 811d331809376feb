//! What must not be missed: changes on their way, refused ones, and banners.

use closeout::app::effect::{Effect, Fetch};
use closeout::app::msg::{Msg, Opened};
use closeout::domain::endpoint::{Endpoint, Pause};
use closeout::domain::entry::EntryId;
use closeout::domain::failure::Failure;

use crate::stage::{Stage, heard};
use crate::tasks::everything;
use crate::{gallery, pictures};

/// The entries sent so far, oldest first.
fn sent(stage: &Stage) -> Vec<EntryId> {
    let sends = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Send { entries, .. } => Some(entries.iter().map(|(id, _)| *id)),
        _ => None,
    });
    sends.flatten().collect()
}

/// Changes in every state: two refused, one in doubt, one on the wire, one waiting, one being saved.
fn in_every_state(width: u16, height: u16) -> Stage {
    let mut stage = Stage::with(width, height, everything());
    for keys in ["e", "j s 3 Enter", "s t o m Enter", "j a D o w n Enter", "i"] {
        stage.press(&keys.replace("D o w n", "Down")).save();
    }
    let ids = sent(&stage);
    let refuse = |why: &str| Failure::Refused(why.to_owned());
    let answers = [
        refuse("the task is locked by a workflow that is still running"),
        refuse("dates before today are not allowed for tasks of this kind, says the Close API"),
        Failure::Unclear("the answer took too long".into()),
    ];
    for (id, failure) in ids.into_iter().zip(answers) {
        stage.tell(Msg::Answered { answers: vec![(id, Err(failure))], pauses: Vec::new() });
    }
    stage.hush().press("2 j s 3 Enter").hush();
    stage
}

#[test]
fn changes_on_their_way() {
    pictures("outbox", |width, height| {
        let mut stage = in_every_state(width, height);
        stage.press("g p j");
        stage
    });
    pictures("unsent", |width, height| {
        let mut stage = in_every_state(width, height);
        stage.press("1");
        stage
    });
    gallery("unsent_future", [("future".to_owned(), in_every_state(100, 24).screen())]);
    let mut empty = Stage::with(60, 15, everything());
    empty.press("g p");
    gallery("outbox_empty", [("empty".to_owned(), empty.screen())]);
}

#[test]
fn notices() {
    let with = |keys: &str| {
        let mut stage = Stage::with(80, 12, everything());
        stage.press(keys);
        (keys.to_owned(), stage.screen())
    };
    let mut refused = Stage::with(80, 12, everything());
    refused.press("j e").save();
    let id = sent(&refused)[0];
    let failure = Failure::Refused("the task is locked".into());
    refused.tell(Msg::Answered { answers: vec![(id, Err(failure))], pauses: Vec::new() });
    let refused = ("refused".to_owned(), refused.screen());
    gallery("notices", [with("j e"), with("j e u"), with("j s 4 Enter"), with("d"), refused]);
}

#[test]
fn banners_cannot_be_missed() {
    let named = |name: &str, stage: &Stage| (name.to_owned(), stage.screen());
    let mut failing = Stage::with(80, 12, everything());
    failing.press("j s 2 Enter").tell(Msg::Saved(Err("the disk is full".into()))).hush();
    let mut filtered = Stage::with(80, 12, everything());
    filtered.press("j s 2 Enter").tell(Msg::Saved(Err("the disk is full".into()))).hush();
    filtered.press("/").write("a");
    let mut taken = Stage::with(80, 12, everything());
    taken.tell(Msg::Opened(Ok(Opened { is_taken: true, remark: None })));
    let mut rejected = Stage::with(80, 12, everything());
    rejected.press("j s 2 Enter").save().hush();
    let id = sent(&rejected)[0];
    let failure = Failure::Login("Close says the key is not valid".into());
    rejected.tell(Msg::Answered { answers: vec![(id, Err(failure))], pauses: Vec::new() });
    let mut remarks = Stage::with(80, 12, everything());
    remarks.model.remarks.extend([
        "config.toml, line 3: there is no key \"preset\"; did you mean \"presets\"?".into(),
        "x".into(),
    ]);
    let mut small = Stage::with(38, 8, everything());
    small.press("j s 2 Enter").tell(Msg::Saved(Err("the disk is full".into()))).hush();
    gallery(
        "banners",
        [
            named("disk full", &failing),
            named("disk full while filtering", &filtered),
            named("open elsewhere", &taken),
            named("key rejected", &rejected),
            named("remarks", &remarks),
            named("small", &small),
        ],
    );
}

#[test]
fn how_things_stand_with_close() {
    let mut offline = Stage::with(80, 12, everything());
    let why = Failure::Offline("no network".into());
    offline.press("R j s 2 Enter").list(Fetch::Sweep, Err(why)).hush();
    let mut held = Stage::with(80, 12, everything());
    let length = std::time::Duration::from_secs(12);
    let pauses = vec![Pause { endpoint: Endpoint::Tasks, length, is_spent: true }];
    held.press("R").tell(Msg::Listed {
        fetch: Fetch::Sweep,
        asked: closeout::domain::board::Tick(u64::MAX),
        heard: closeout::app::msg::Heard { pauses, ..heard(Ok(closeout::app::msg::Portion::default())) },
    });
    held.hush();
    let mut demo = Stage::with(80, 12, everything());
    demo.model.settings.is_demo = true;
    demo.model.settings.is_foreign_zone = true;
    let screens = [("offline", &offline), ("held", &held), ("demo in a foreign zone", &demo)];
    gallery("standing", screens.map(|(name, stage)| (name.to_owned(), stage.screen())));
}
