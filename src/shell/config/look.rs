//! How a look is written: `bold #6cc5d9`, `black on bright-yellow`, `underlined`.
//!
//! Words in any order: a colour, `on` and the colour behind it, and what letters may be besides.

use ratatui::style::{Color, Modifier, Style};

use super::given::{Given, Piece, Wrong};
use super::mistake::nearest;

/// What letters may be besides a colour.
const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("struck", Modifier::CROSSED_OUT),
];

/// The colours every terminal has, as they are written in theme files.
const COLOURS: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// Understands a look.
pub(super) fn read(given: &Given) -> Result<Style, Wrong> {
    let whole = given.one()?;
    let mut style = Style::new();
    let mut words = whole.text.split_whitespace();
    while let Some(text) = words.next() {
        let modifier = MODIFIERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        match modifier {
            Some((_, modifier)) => style = style.add_modifier(*modifier),
            None if text.eq_ignore_ascii_case("on") && style.bg.is_none() => {
                let after = words.next().ok_or_else(|| whole.wrong("a colour has to follow on"))?;
                style = style.bg(colour(Piece { text: after, ..whole })?);
            }
            None if style.fg.is_none() => style = style.fg(colour(Piece { text, ..whole })?),
            None => return Err(whole.wrong("write one colour, and one more after on")),
        }
    }
    Ok(style)
}

/// Understands a single colour.
pub(super) fn colour(piece: Piece<'_>) -> Result<Color, Wrong> {
    let text = piece.text;
    let named = COLOURS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, colour)| *colour);
    named.or_else(|| rgb(text)).or_else(|| text.parse().ok().map(Color::Indexed)).ok_or_else(|| {
        let names = COLOURS.iter().map(|(name, _)| *name).chain(MODIFIERS.iter().map(|(name, _)| *name));
        match nearest(text, names) {
            Some(near) => piece.wrong(format!("did you mean {near:?}?")),
            None => piece.wrong("a colour is #rrggbb, a name such as bright-red, or a number up to 255"),
        }
    })
}

/// How a colour is written.
pub(super) fn word(colour: Color) -> String {
    let named = COLOURS.iter().find(|(_, known)| *known == colour).map(|(name, _)| (*name).to_owned());
    named.unwrap_or_else(|| colour.to_string())
}

fn rgb(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some(Color::Rgb(part(0)?, part(2)?, part(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str) -> Result<Style, Wrong> {
        read(&Given::in_variable(text))
    }

    #[test]
    fn words_come_in_any_order() {
        let style = Style::new().fg(Color::Rgb(0x6c, 0xc5, 0xd9)).bg(Color::Black);
        assert_eq!(look("#6CC5D9 bold on black"), Ok(style.add_modifier(Modifier::BOLD)));
        assert_eq!(look("on black #6cc5d9"), Ok(style));
        assert_eq!(look("Bright-Red"), Ok(Style::new().fg(Color::LightRed)));
        assert_eq!(look("on 238"), Ok(Style::new().bg(Color::Indexed(238))));
        assert_eq!(look(""), Ok(Style::new()));
    }

    #[test]
    fn what_is_no_look_is_answered_with_what_would_be() {
        let hint = |text: &str| look(text).unwrap_err().hint;
        assert_eq!(hint("bodl"), "did you mean \"bold\"?");
        assert_eq!(hint("bright-rde on blue"), "did you mean \"bright-red\"?");
        assert!(
            hint("#12345").contains("#rrggbb") && hint("256").contains("255") && hint("#é12é4").contains('#')
        );
        assert_eq!(hint("red on"), "a colour has to follow on");
        assert_eq!(hint("red blue"), "write one colour, and one more after on");
    }
}
