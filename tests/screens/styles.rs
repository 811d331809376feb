//! Colours and their absence: what a style says must be said without colours too.

use closeout::ui::theme::{Signs, Theme};

use crate::picture;
use crate::stage::Stage;
use crate::tasks::everything;

fn stage() -> Stage {
    let mut stage = Stage::with(80, 24, everything());
    stage.press("j Space x j");
    stage
}

#[test]
fn colours_have_meaning() {
    picture("styles_colours", &stage().styled());
}

#[test]
fn without_colours_the_selection_is_reversed_and_the_rest_bold_or_dim() {
    let mut stage = stage();
    stage.theme = Theme::monochrome(Signs::Unicode);
    let styled = stage.styled();
    assert!(styled.contains("<reversed>") && !styled.contains("red>"), "{styled}");
    picture("styles_monochrome", &styled);
}

#[test]
fn without_utf_8_everything_is_ascii() {
    let mut stage = stage();
    stage.theme = Theme::colours(Signs::Ascii);
    stage.press("s");
    let screen = stage.screen();
    assert!(screen.is_ascii(), "{screen}");
    picture("ascii", &screen);
}

#[test]
fn a_banner_is_reversed_in_every_theme() {
    for theme in [Theme::default(), Theme::monochrome(Signs::Unicode)] {
        let mut stage = stage();
        stage.theme = theme;
        stage.model.remarks.push("config.toml has a mistake".into());
        let (buffer, _) = stage.draw();
        let reversed = ratatui::style::Modifier::REVERSED;
        assert!((0..80).all(|x| buffer[(x, 1)].modifier.contains(reversed)));
    }
}
