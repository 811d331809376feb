//! The palette, the page of all keys, and the menus of those who know none.

use closeout::app::keymap::Keymap;
use closeout::app::presets::Preset;

use crate::stage::Stage;
use crate::tasks::everything;
use crate::{gallery, pictures};

fn stage(width: u16, height: u16) -> Stage {
    Stage::with(width, height, everything())
}

#[test]
fn everything_by_its_name() {
    pictures("palette", |width, height| {
        let mut stage = stage(width, height);
        stage.press("j j :");
        stage
    });
    let with = |text: &str| {
        let mut stage = stage(80, 24);
        stage.press("j :").write(text);
        (format!(": {text}"), stage.screen())
    };
    let texts =
        ["take", "qqq", "move ", "move 4/5", "move blursday", "assign an", "show ", "filter ada", "tab "];
    gallery("palette_words", texts.map(with));
}

#[test]
fn some_of_all_keys() {
    pictures("help_found", |width, height| {
        let mut stage = stage(width, height);
        stage.press("? /").write("mark");
        stage
    });
    let mut kept = stage(80, 24);
    kept.press("? /").write("mark all").press("Enter");
    let mut small = stage(36, 8);
    small.press("? /").write("mark all");
    gallery("help_kept", [("kept".to_owned(), kept.screen()), ("small".to_owned(), small.screen())]);
}

#[test]
fn menus_at_the_bottom() {
    let plain = |width, height| {
        let mut stage = stage(width, height);
        stage.model.keymap = Keymap::of(Preset::Plain);
        stage.model.fit();
        stage
    };
    pictures("plain", plain);
    pictures("menu", |width, height| {
        let mut stage = plain(width, height);
        stage.press("m Down");
        stage
    });
}

#[test]
fn every_preset_has_a_page_of_its_keys() {
    let page = |preset: Preset| {
        let mut stage = stage(160, 70);
        stage.model.keymap = Keymap::of(preset);
        stage.model.fit();
        stage.press("?");
        (format!("{preset:?}"), stage.screen())
    };
    gallery("presets", [Preset::Superhuman, Preset::Vim, Preset::Plain].map(page));
}
