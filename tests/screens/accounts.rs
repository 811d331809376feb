//! Going on as another account: the dialog, and that nothing is left behind unsaved.

use closeout::app::accounts::{Account, Tint};
use closeout::app::effect::Effect;
use closeout::app::msg::Msg;
use ratatui::style::Color;

use crate::stage::Stage;
use crate::tasks::everything;
use crate::{gallery, pictures};

/// Three accounts, the second of this organisation.
pub(crate) fn accounts(second: &str) -> Vec<Account> {
    let account = |name: &str, organization: &str| Account {
        name: name.into(),
        organization: organization.into(),
        ..Account::default()
    };
    vec![
        Account { is_in_front: true, tint: Some(Tint::Number(9)), ..account("work", "") },
        Account { waiting: 2, tint: Some(Tint::Parts(0, 128, 255)), ..account("home", second) },
        Account { is_read_only: true, ..account("boss", "") },
    ]
}

fn stage(width: u16, height: u16) -> Stage {
    Stage::with(width, height, everything())
}

/// Whom the session is to go on as.
fn switches(stage: &Stage) -> Vec<&str> {
    let switch = |effect: &'_ Effect| matches!(effect, Effect::Switch(_));
    let switches = stage.effects.iter().filter(|effect| switch(effect));
    switches
        .filter_map(|effect| if let Effect::Switch(name) = effect { Some(name.as_str()) } else { None })
        .collect()
}

fn entered(stage: &mut Stage, name: &str, found: Result<(), &str>) {
    stage.tell(Msg::Entered(name.into(), found.map_err(str::to_owned)));
}

#[test]
fn choosing_an_account() {
    pictures("accounts", |width, height| {
        let mut stage = stage(width, height);
        stage.press("@");
        stage
    });
    let mut asking = stage(80, 20);
    asking.press("@ Enter");
    let mut refused = stage(80, 20);
    refused.press("@ Enter");
    entered(&mut refused, "home", Err("the key of home did not come: api_key_cmd printed nothing"));
    gallery(
        "accounts_asking",
        [("asking", asking), ("refused", refused)].map(|(title, stage)| (title.to_owned(), stage.screen())),
    );
}

#[test]
fn each_account_has_its_colour() {
    let mut stage = stage(80, 20);
    let has = |stage: &Stage, colour| stage.draw().0.content.iter().any(|cell| cell.fg == colour);
    // The chosen one is reversed as every row that is.
    stage.press("@");
    assert!(has(&stage, Color::LightRed));
    stage.press("Up");
    assert!(has(&stage, Color::Rgb(0, 128, 255)));
}

#[test]
fn the_session_ends_once_the_key_is_here_and_every_change_is_on_disk() {
    let mut stage = stage(80, 20);
    stage.press("e @ Enter");
    assert!(stage.effects.contains(&Effect::Enter("home".into())));
    entered(&mut stage, "home", Ok(()));
    assert!(switches(&stage).is_empty(), "a change is still on its way to the disk");
    stage.save();
    assert_eq!(switches(&stage), ["home"]);
}

#[test]
fn what_cannot_be_saved_keeps_the_session_and_is_said() {
    let mut stage = stage(80, 20);
    stage.press("e @ Enter");
    entered(&mut stage, "home", Ok(()));
    stage.tell(Msg::Saved(Err("the disk is full".into())));
    assert!(switches(&stage).is_empty());
    let said = stage.model.notices.current().unwrap().text.clone();
    assert_eq!(said, "1 change cannot be saved: you are still work");
    assert!(stage.model.overlays.is_empty());
}

#[test]
fn whoever_left_the_dialog_stays_though_the_key_comes() {
    let mut stage = stage(80, 20);
    stage.press("@ Enter Esc");
    entered(&mut stage, "home", Ok(()));
    entered(&mut stage, "home", Err("too late"));
    assert!(switches(&stage).is_empty() && stage.model.overlays.is_empty());
    stage.press("@ Enter");
    entered(&mut stage, "boss", Ok(()));
    assert!(switches(&stage).is_empty(), "the key of somebody else came");
}

#[test]
fn where_there_is_nothing_to_choose_it_is_said() {
    let said = |stage: &Stage| stage.model.notices.current().unwrap().text.clone();
    let mut alone = Stage::with(80, 20, everything());
    alone.model.accounts = accounts("Next Door").into_iter().take(1).collect();
    alone.press("@");
    assert_eq!(said(&alone), "There is only this account: `closeout login --account NAME` makes another");
    alone.model.settings.is_demo = true;
    alone.press("@");
    assert_eq!(said(&alone), "The demo has no other account");
    assert!(alone.model.overlays.is_empty());
}

#[test]
fn the_palette_takes_the_name_of_an_account() {
    let mut stage = stage(80, 20);
    stage.press(":").write("account hom").press("Enter");
    assert!(stage.effects.contains(&Effect::Enter("home".into())), "{:?}", stage.effects);
    let mut same = self::stage(80, 20);
    same.press(":").write("account work").press("Enter");
    assert_eq!(
        same.model.notices.current().unwrap().text.split(" · ").next(),
        Some("work is in front already")
    );
    assert!(same.model.overlays.is_empty());
}
