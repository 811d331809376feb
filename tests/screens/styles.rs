//! Colours and their absence: what a style says must be said without colours too.

use closeout::shell::config::shipped;
use closeout::ui::colours::Depth;
use closeout::ui::theme::{Signs, Theme};
use ratatui::style::Color;

use crate::stage::Stage;
use crate::tasks::everything;
use crate::{gallery, picture};

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

// The list, a dialog with choices and one with a question, each with its looks.
fn in_theme(picture_name: &str, theme: Theme) {
    let screens = ["j Space x j", "j s 2", "j D"].map(|keys| {
        let mut stage = Stage::with(72, 18, everything());
        stage.theme = theme;
        stage.press(keys);
        (keys.to_owned(), stage.styled())
    });
    gallery(picture_name, screens);
}

#[test]
fn a_dark_and_a_light_theme_and_none() {
    in_theme("theme_dusk", shipped("dusk").unwrap());
    in_theme("theme_linen_256", shipped("linen").unwrap().shown_in(Depth::Indexed));
    in_theme("theme_no_color", Theme::monochrome(Signs::Unicode));
}

#[test]
fn a_theme_with_a_background_leaves_no_hole_in_it() {
    for keys in ["j", "s", "?", "g p", "D", "Enter", "/"] {
        let mut stage = Stage::with(80, 24, everything());
        stage.theme = shipped("linen").unwrap();
        stage.press(keys);
        let (buffer, _) = stage.draw();
        for cell in &buffer.content {
            assert!(cell.bg != Color::Reset && cell.fg != Color::Reset, "{keys}: {cell:?}");
        }
    }
}
