//! Every theme that comes with the program can be read: by machines, and by people with any eyes.
//!
//! Contrast is measured as the guidelines for accessible content do (WCAG 2), in any colour and in 256.

#![expect(clippy::unwrap_used, reason = "a theme that is not there is a failed test")]

use closeout::shell::config::{SHIPPED, shipped};
use closeout::ui::colours::{Depth, shown};
use closeout::ui::theme::{Signs, Theme};
use ratatui::style::{Color, Modifier, Style};

const DEPTHS: [Depth; 2] = [Depth::Rgb, Depth::Indexed];

/// A colour in light: red, green, blue, each up to 1.
type Light = [f64; 3];

fn light(colour: Color) -> Light {
    let parts = match colour {
        Color::Rgb(red, green, blue) => [red, green, blue],
        Color::Indexed(index) => shown(index),
        named => unreachable!("{named:?} is whatever its owner made it"),
    };
    parts.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn luminance([red, green, blue]: Light) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(style: Style, ground: Style) -> f64 {
    let of = |colour: Option<Color>, other: Option<Color>| luminance(light(colour.or(other).unwrap()));
    let (front, back) = (of(style.fg, ground.fg), of(style.bg, ground.bg));
    (front.max(back) + 0.05) / (front.min(back) + 0.05)
}

fn themes() -> impl Iterator<Item = (&'static str, Depth, Theme)> {
    let each = |depth: Depth| SHIPPED.map(|(name, _)| (name, depth, shipped(name).unwrap().shown_in(depth)));
    DEPTHS.into_iter().flat_map(each)
}

#[test]
fn every_theme_says_all_of_it_without_a_mistake() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in SHIPPED {
        for role in Theme::ROLES {
            assert!(text.contains(&format!("\n{} ", role.name)), "{name} has no {}", role.name);
        }
        let config = folder.path().join("config.toml");
        let own = folder.path().join(format!("{name}-copy.toml"));
        std::fs::write(&own, text).unwrap();
        std::fs::write(&config, format!("theme = {:?}\n", own.display().to_string())).unwrap();
        let source = closeout::shell::config::Source::Named(config);
        let loaded = closeout::shell::config::load(&source, &|_| None);
        assert_eq!((loaded.mistakes, Some(loaded.config.look)), (vec![], shipped(name)), "{name}");
    }
}

#[test]
fn every_text_of_every_theme_stands_out_from_what_is_behind_it() {
    for (name, depth, mut theme) in themes() {
        let text = theme.text;
        for role in Theme::ROLES {
            let look = *(role.look)(&mut theme);
            let is_faint = ["dim", "ghost"].contains(&role.name);
            let least = if is_faint { 3.0 } else { 4.5 };
            let least = if name == "beacon" { 7.0 } else { least };
            let found = contrast(look, text);
            assert!(found >= least, "{name} {depth:?} {}: {found:.2}", role.name);
            assert!(
                !look.add_modifier.contains(Modifier::DIM),
                "{name} {}: fainter than measured",
                role.name
            );
        }
    }
}

#[test]
fn the_cursor_and_the_banner_are_seen_in_every_theme() {
    for (name, depth, theme) in themes() {
        for look in [theme.selected, theme.banner] {
            let edge = contrast(Style { fg: look.bg, bg: None, ..look }, theme.text);
            assert!(edge >= 1.8, "{name} {depth:?}: {edge:.2} against the background");
        }
    }
}

#[test]
fn what_is_told_apart_by_colour_is_so_with_every_kind_of_colour_blindness_in_compass() {
    for depth in DEPTHS {
        let theme = shipped("compass").unwrap().shown_in(depth);
        let pairs = [
            (theme.good, theme.bad),
            (theme.warn, theme.bad),
            (theme.inbound, theme.late),
            (theme.inbound, theme.warn),
            (theme.accent, theme.bad),
        ];
        for (one, other) in pairs {
            for eye in EYES {
                let seen = |style: Style| lab(see(light(style.fg.unwrap()), eye));
                let distance = apart(seen(one), seen(other));
                assert!(distance > 15.0, "{depth:?}: {one:?} and {other:?}, {distance:.0} apart");
            }
        }
    }
}

#[test]
fn in_sixteen_colours_a_theme_is_that_of_the_terminal() {
    for (name, _) in SHIPPED {
        let theme = shipped(name).unwrap().shown_in(Depth::Named);
        assert_eq!(theme, Theme::colours(Signs::Unicode), "{name}");
    }
}

/// How light arrives without one kind of the eye's receptors (Machado and others, 2009): red, green, blue.
const EYES: [[Light; 3]; 3] = [
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

fn see(light: Light, eye: [Light; 3]) -> Light {
    eye.map(|row| row.iter().zip(light).map(|(share, part)| share * part).sum::<f64>().clamp(0.0, 1.0))
}

// Where differences are as large as they look (CIE 1976).
fn lab([red, green, blue]: Light) -> Light {
    let x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47;
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83;
    let [x, y, z] =
        [x, y, z].map(|part| if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 0.137_931 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn apart(one: Light, other: Light) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}
