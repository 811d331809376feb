//! What things look like, by what they mean.
//!
//! By default only the sixteen named colours, on the terminal's own background: readable on light and on dark.
//! No white, black or yellow text, and no background but by reversing. Whatever a colour says, a word says
//! too, so that nothing is lost without colours. Themes of the user's choice come from files; their names for
//! things are those of the one table below.

use ratatui::style::{Color, Modifier, Style};

use super::colours::{Depth, nearest};
use crate::app::fuzzy;

/// One thing with a look of its own.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// Its name in a theme file.
    pub name: &'static str,
    /// What it is, in a few words.
    pub says: &'static str,
    /// Its look in a theme.
    pub look: fn(&mut Theme) -> &mut Style,
}

macro_rules! roles {
    ($($role:ident: $says:literal;)+) => {
        /// What things look like.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Theme {
            $(#[doc = $says] pub $role: Style,)+
            /// Which signs the terminal can show.
            pub signs: Signs,
        }

        impl Theme {
            /// Everything that has a look of its own.
            pub const ROLES: &'static [Role] =
                &[$(Role { name: stringify!($role), says: $says, look: |theme| &mut theme.$role }),+];
        }
    };
}

roles! {
    text: "Everything that is nothing else, and the background of the whole screen.";
    accent: "The tab in front, and what else says \"you are here\".";
    strong: "What stands out.";
    dim: "What may be passed over, lines and frames.";
    ghost: "What has left and only still shows.";
    inbound: "Kinds that somebody outside caused: they wait for an answer.";
    late: "A date that has passed.";
    good: "Something was done.";
    bad: "Something went wrong.";
    warn: "Something is on its way or held up.";
    selected: "The row under the cursor.";
    banner: "A line that must not be missed.";
    key: "A key in a hint.";
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
    /// Colours with meaning, from those the user has given the terminal.
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
            text: Style::new(),
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

    /// The same with another accent, such as the colour of an account.
    pub const fn with_accent(mut self, colour: Color) -> Self {
        self.accent = self.accent.fg(colour);
        self
    }

    /// The same for a terminal that shows no more colours than this. What only looked right in more colours
    /// than sixteen looks as it does by default: which of those are readable only the terminal's owner knows.
    pub fn shown_in(mut self, depth: Depth) -> Self {
        let mut named = Self::colours(self.signs);
        for role in Self::ROLES {
            let look = (role.look)(&mut self);
            let is_named =
                |colour: Option<Color>| !matches!(colour, Some(Color::Rgb(..) | Color::Indexed(_)));
            match depth {
                Depth::Indexed => (look.fg, look.bg) = (look.fg.map(nearest), look.bg.map(nearest)),
                Depth::Named if !is_named(look.fg) || !is_named(look.bg) => {
                    *look = *(role.look)(&mut named);
                }
                Depth::Rgb | Depth::Named => {}
            }
        }
        self
    }
}

const fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

impl Signs {
    /// The sign to show for this one.
    pub fn shown(self, sign: &str) -> Option<char> {
        if self == Self::Unicode || sign.is_ascii() {
            return None;
        }
        Some(match sign {
            "─" | "·" | "–" | "—" | "▃" | "▄" => '-',
            "━" | "▅" | "▆" => '=',
            "▸" => '>',
            "▁" | "▂" => '.',
            "▇" => '#',
            "│" => '|',
            "╭" | "╮" | "╰" | "╯" | "┴" | "┬" | "├" | "┤" | "•" => '+',
            "↑" => '^',
            "■" | "✓" => '*',
            "…" => '~',
            "‘" | "’" => '\'',
            "“" | "”" => '"',
            _ => letter(sign),
        })
    }
}

// A letter without its accent says almost everything, and of other scripts there is nothing to say.
fn letter(sign: &str) -> char {
    let first = sign.chars().next().filter(|first| !first.is_control()).unwrap_or('?');
    let bare = if first.is_ascii() { Some(first) } else { fuzzy::letters(sign).next() };
    let bare = bare.filter(char::is_ascii).unwrap_or('?');
    if first.is_uppercase() { bare.to_ascii_uppercase() } else { bare }
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
            assert!(Signs::Ascii.shown(sign).is_some_and(|shown| shown.is_ascii()));
        }
        assert_eq!(Signs::Unicode.shown("…"), None);
    }

    #[test]
    fn letters_lose_their_accents_rather_than_themselves() {
        let shown: String = ["É", "ø", "Ł", "ń", "e\u{301}", "日"]
            .into_iter()
            .filter_map(|sign| Signs::Ascii.shown(sign))
            .collect();
        assert_eq!(shown, "EoLne?");
    }

    #[test]
    fn an_accent_of_ones_own_changes_that_and_nothing_else() {
        let theme = Theme::default().with_accent(Color::LightBlue);
        assert_eq!(theme.accent, bold().fg(Color::LightBlue));
        assert_eq!(Theme { accent: Theme::default().accent, ..theme }, Theme::default());
    }

    #[test]
    fn what_a_terminal_cannot_show_becomes_the_nearest_or_the_default() {
        let teal = Style::new().fg(Color::Rgb(0, 135, 136)).bold();
        let theme = Theme { late: teal, text: teal, good: Style::new().fg(Color::Blue), ..Theme::default() };
        assert_eq!(theme.shown_in(Depth::Rgb), theme);
        assert_eq!(theme.shown_in(Depth::Indexed).late, Style::new().fg(Color::Indexed(30)).bold());
        let named = theme.shown_in(Depth::Named);
        assert_eq!((named.late, named.text), (Theme::default().late, Style::new()));
        assert_eq!(named.good, theme.good, "a named colour stays");
    }
}
