//! Colours and their absence: what a style says must be said without colours too.

use std::collections::BTreeMap;

use closeout::shell::config::shipped;
use closeout::ui::colours::Depth;
use closeout::ui::theme::{Signs, Theme};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Style};

use crate::hostile::KEYS;
use crate::stage::{Stage, in_words};
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

/// What each letter of such a picture stands for, as it is found out.
struct Letters {
    theme: Theme,
    known: Vec<(char, Style)>,
    used: BTreeMap<char, Style>,
}

impl Letters {
    fn of(theme: Theme) -> Self {
        let on_paper = |style: Style| Cell::default().set_style(theme.text).set_style(style).style();
        let mut looks = theme;
        let roles = Theme::ROLES.iter().skip(1);
        let mut known = vec![('.', on_paper(Style::new()))];
        known.extend(roles.map(|role| (initial(role.name), on_paper(*(role.look)(&mut looks)))));
        Self { theme, known, used: BTreeMap::new() }
    }

    fn letter(&mut self, style: Style) -> char {
        let found = self.known.iter().find(|(_, known)| *known == style).map(|(letter, _)| *letter);
        let found = found.or_else(|| in_words(style, self.theme.text).is_empty().then_some('.'));
        let letter = found.unwrap_or_else(|| {
            let mixed = self.known.iter().filter(|(letter, _)| letter.is_ascii_uppercase()).count();
            let letter = char::from(b'A' + u8::try_from(mixed).unwrap());
            self.known.push((letter, style));
            letter
        });
        self.used.insert(letter, style);
        letter
    }

    fn screen(&mut self, keys: &str) -> String {
        let mut stage = Stage::with(72, 18, everything());
        stage.theme = self.theme;
        stage.press(keys);
        let (buffer, _) = stage.draw();
        let row = |y| {
            let letters = (0..72).map(|x| self.letter(buffer[(x, y)].style())).collect::<String>();
            letters.trim_end_matches('.').to_owned()
        };
        (0..18).map(row).collect::<Vec<_>>().join("\n")
    }

    fn legend(&self) -> String {
        let line =
            |(letter, style): (&char, &Style)| format!("{letter} {}\n", in_words(*style, self.theme.text));
        self.used.iter().map(line).collect()
    }
}

// A letter for each role, none twice.
fn initial(role: &str) -> char {
    match role {
        "ghost" => 'x',
        "selected" => '#',
        "banner" => '!',
        "good" => 'g',
        role => role.chars().next().unwrap_or('?'),
    }
}

#[test]
fn every_screen_says_with_letters_what_looks_how() {
    for (name, theme) in [
        ("terminal", Theme::default()),
        ("linen", shipped("linen").unwrap()),
        ("no_color", Theme::monochrome(Signs::Unicode)),
    ] {
        let mut letters = Letters::of(theme);
        let screens: Vec<String> =
            KEYS.iter().map(|keys| format!("== {keys}\n{}\n", letters.screen(keys))).collect();
        picture(&format!("looks_{name}"), &format!("{}\n{}", letters.legend(), screens.join("\n")));
    }
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
