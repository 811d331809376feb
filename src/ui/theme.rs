//! What things look like, by what they mean.
//!
//! Only the sixteen named colours, on the terminal's own background: readable on light and on dark. No white,
//! black or yellow text, and no background but by reversing. Whatever a colour says, a word says too, so that
//! nothing is lost without colours.

use ratatui::style::{Color, Modifier, Style};

/// What things look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The tab in front, and what else says "you are here".
    pub accent: Style,
    /// What stands out.
    pub strong: Style,
    /// What may be passed over.
    pub dim: Style,
    /// What has left and only still shows.
    pub ghost: Style,
    /// Kinds that somebody outside caused: they wait for an answer.
    pub inbound: Style,
    /// A date that has passed.
    pub late: Style,
    /// Something was done.
    pub good: Style,
    /// Something went wrong.
    pub bad: Style,
    /// Something is on its way or held up.
    pub warn: Style,
    /// The row under the cursor.
    pub selected: Style,
    /// A line that must not be missed.
    pub banner: Style,
    /// A key in a hint.
    pub key: Style,
    /// Which signs the terminal can show.
    pub signs: Signs,
}

/// Which signs the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    /// Everything.
    #[default]
    Unicode,
    /// ASCII only: whatever else is on the screen is replaced at the end.
    Ascii,
}

impl Default for Theme {
    fn default() -> Self {
        Self::colours(Signs::Unicode)
    }
}

impl Theme {
    /// Colours with meaning.
    pub const fn colours(signs: Signs) -> Self {
        Self {
            accent: bold().fg(Color::Cyan),
            inbound: Style::new().fg(Color::Cyan),
            late: Style::new().fg(Color::Red),
            good: Style::new().fg(Color::Green),
            bad: bold().fg(Color::Red),
            warn: Style::new().fg(Color::Magenta),
            banner: bold().fg(Color::Red).add_modifier(Modifier::REVERSED),
            ..Self::monochrome(signs)
        }
    }

    /// No colours at all, for `NO_COLOR`: bold, dim, underlined and reversed say it.
    pub const fn monochrome(signs: Signs) -> Self {
        Self {
            accent: bold(),
            strong: bold(),
            dim: Style::new().add_modifier(Modifier::DIM),
            ghost: Style::new().add_modifier(Modifier::DIM.union(Modifier::CROSSED_OUT)),
            inbound: Style::new(),
            late: bold(),
            good: Style::new(),
            bad: bold(),
            warn: bold(),
            selected: Style::new().add_modifier(Modifier::REVERSED),
            banner: bold().add_modifier(Modifier::REVERSED),
            key: bold(),
            signs,
        }
    }
}

const fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

impl Signs {
    /// The sign to show for this one.
    pub fn shown(self, sign: &str) -> Option<&'static str> {
        if self == Self::Unicode || sign.is_ascii() {
            return None;
        }
        Some(match sign {
            "─" | "·" | "–" | "—" | "▃" | "▄" => "-",
            "━" | "▅" | "▆" => "=",
            "│" => "|",
            "╭" | "╮" | "╰" | "╯" | "┴" | "┬" | "├" | "┤" => "+",
            "↑" => "^",
            "▸" => ">",
            "✓" => "*",
            "▁" | "▂" => ".",
            "▇" => "#",
            "…" => "~",
            "‘" | "’" => "'",
            "“" | "”" => "\"",
            _ => "?",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_there_are_none() {
        let theme = Theme::monochrome(Signs::Ascii);
        for style in [theme.accent, theme.late, theme.bad, theme.banner, theme.selected, theme.inbound] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn no_theme_needs_a_particular_background() {
        let theme = Theme::default();
        for style in [theme.accent, theme.strong, theme.dim, theme.late, theme.warn, theme.banner, theme.key]
        {
            let is_bound =
                matches!(style.fg, Some(Color::White | Color::Black | Color::Yellow | Color::Gray));
            assert!(!is_bound && style.bg.is_none(), "{style:?}");
        }
    }

    #[test]
    fn ascii_terminals_get_ascii() {
        for sign in ["─", "·", "…", "日", "ß"] {
            assert!(Signs::Ascii.shown(sign).is_some_and(|shown| shown.is_ascii() && shown.len() == 1));
        }
        assert_eq!(Signs::Unicode.shown("…"), None);
    }
}
