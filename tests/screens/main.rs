//! Every screen at three sizes, as pictures in text; and no size, no text that breaks one.
//!
//! Models come to life by messages and keys only, at a fixed moment. After a change that is meant, look at the
//! new pictures and accept them: `INSTA_UPDATE=always cargo test --test screens`, then `git diff`.
#![expect(clippy::unwrap_used, reason = "a stage that cannot be set up is a failed test")]

mod accounts;
mod dialogs;
mod empty;
mod hostile;
mod keys;
mod lists;
mod others;
mod related;
mod spoken;
mod sprint;
mod stage;
mod stats;
mod styles;
mod tasks;
mod terminals;
mod trouble;
mod views;
mod whose;

use stage::Stage;

/// A small, a usual and a large terminal.
const SIZES: [(u16, u16); 3] = [(60, 15), (100, 30), (160, 50)];

/// Compares a screen with its picture.
fn picture(name: &str, screen: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, screen);
    });
}

/// Compares a screen at all three sizes.
fn pictures(name: &str, set_up: impl Fn(u16, u16) -> Stage) {
    for (width, height) in SIZES {
        let stage = set_up(width, height);
        picture(&format!("{name}_{width}x{height}"), &stage.screen());
    }
}

/// Several small screens as one picture, each under its title.
fn gallery(name: &str, screens: impl IntoIterator<Item = (String, String)>) {
    let screens = screens.into_iter().map(|(title, screen)| format!("== {title}\n{screen}\n"));
    picture(name, &screens.collect::<Vec<_>>().join("\n"));
}
