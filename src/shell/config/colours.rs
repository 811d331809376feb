//! How many colours the terminal has, as far as its environment says.
//!
//! Nothing is asked of the terminal. Over SSH only its name comes along, so more than 256 colours are
//! believed only of names that cannot mean anything less.

use super::values::Color;
use crate::ui::colours::Depth;

/// Names of terminals that show any colour and say so in no other way.
const RGB: [&str; 8] =
    ["xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "foot", "foot-extra", "contour", "rio"];

impl Color {
    /// How many colours to use; none where there is to be no colour.
    pub fn depth(self, environment: &dyn Fn(&str) -> Option<String>) -> Option<Depth> {
        match self {
            Self::Never => None,
            Self::Auto if environment("NO_COLOR").is_some() => None,
            Self::Auto | Self::Always => Some(told(environment)),
            Self::Rgb => Some(Depth::Rgb),
            Self::Indexed => Some(Depth::Indexed),
            Self::Named => Some(Depth::Named),
        }
    }
}

fn told(environment: &dyn Fn(&str) -> Option<String>) -> Depth {
    let name = environment("TERM").unwrap_or_default();
    let says_rgb = matches!(environment("COLORTERM").as_deref(), Some("truecolor" | "24bit"));
    // In GNU screen the variable is that of the terminal around it, whose colours do not come through.
    let is_screen = name.starts_with("screen") && environment("TMUX").is_none();
    match name.as_str() {
        _ if says_rgb && !is_screen => Depth::Rgb,
        name if RGB.contains(&name) || name.ends_with("-direct") => Depth::Rgb,
        name if name.contains("256") => Depth::Indexed,
        _ => Depth::Named,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(color: Color, variables: &[(&str, &str)]) -> Option<Depth> {
        color.depth(&|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_terminal_is_believed_what_it_says_and_asked_nothing() {
        for (variables, expected) in [
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..], Depth::Rgb),
            (&[("TERM", "xterm-256color")], Depth::Indexed),
            (&[("TERM", "xterm-kitty")], Depth::Rgb),
            (&[("TERM", "xterm-direct")], Depth::Rgb),
            (&[("TERM", "tmux-256color"), ("COLORTERM", "truecolor"), ("TMUX", "x")], Depth::Rgb),
            (&[("TERM", "screen-256color"), ("COLORTERM", "truecolor")], Depth::Indexed),
            (&[("TERM", "linux")], Depth::Named),
            (&[("TERM", "xterm"), ("COLORTERM", "yes")], Depth::Named),
            (&[], Depth::Named),
        ] {
            assert_eq!(depth(Color::Auto, variables), Some(expected), "{variables:?}");
        }
    }

    #[test]
    fn no_color_is_no_colour_unless_the_option_says_otherwise() {
        let variables = [("NO_COLOR", "1"), ("TERM", "xterm-256color")];
        assert_eq!(depth(Color::Auto, &variables), None);
        assert_eq!(depth(Color::Always, &variables), Some(Depth::Indexed));
        assert_eq!(depth(Color::Rgb, &variables), Some(Depth::Rgb));
        assert_eq!(depth(Color::Never, &[]), None);
    }
}
