//! Colours for terminals that have fewer of them.
//!
//! Terminals that show 256 colours agree on all but the first sixteen, which are their owner's. So a colour is
//! brought to the nearest of the other 240 and never to one of those.

use ratatui::style::Color;

use crate::app::accounts::Tint;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Any.
    Rgb,
    /// 256: the sixteen named ones, a cube of 216 and 24 greys.
    Indexed,
    /// Sixteen, by name.
    Named,
}

/// The steps of the cube along each of its edges.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The sixteen with a name, by their number.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// A colour as the model has it; nothing for that of plain text.
pub fn tint(colour: Color) -> Option<Tint> {
    match colour {
        Color::Reset => None,
        Color::Indexed(number) => Some(Tint::Number(number)),
        Color::Rgb(red, green, blue) => Some(Tint::Parts(red, green, blue)),
        named => NAMED.iter().zip(0..).find(|(own, _)| **own == named).map(|(_, at)| Tint::Number(at)),
    }
}

/// The colour again.
pub(super) fn colour(tint: Tint) -> Color {
    match tint {
        Tint::Number(number) => NAMED.get(usize::from(number)).copied().unwrap_or(Color::Indexed(number)),
        Tint::Parts(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// The nearest colour a terminal with 256 of them shows.
pub(super) fn nearest(colour: Color) -> Color {
    let Color::Rgb(red, green, blue) = colour else { return colour };
    let wanted = [red, green, blue];
    let best = (16..=255_u8).min_by_key(|index| distance(wanted, shown(*index)));
    best.map_or(colour, Color::Indexed)
}

/// What a terminal with 256 colours shows for one that is not its owner's.
pub fn shown(index: u8) -> [u8; 3] {
    match index {
        0..=231 => {
            let at = usize::from(index.saturating_sub(16));
            [at / 36, at / 6 % 6, at % 6].map(|step| STEPS[step])
        }
        grey => [8 + 10 * (grey - 232); 3],
    }
}

// The eye sees green best, and red against blue the better the more red there is.
fn distance([r, g, b]: [u8; 3], [red, green, blue]: [u8; 3]) -> u32 {
    let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
    let mean = u32::midpoint(r.into(), red.into());
    let (reds, blues) = ((512 + mean) * square(r, red), (767 - mean) * square(b, blue));
    (reds >> 8) + 4 * square(g, green) + (blues >> 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_cube_and_the_greys_hold_is_found_exactly() {
        for index in 16..=255 {
            let [red, green, blue] = shown(index);
            let Color::Indexed(found) = nearest(Color::Rgb(red, green, blue)) else { panic!("{index}") };
            assert_eq!(shown(found), shown(index));
        }
    }

    #[test]
    fn a_tint_is_the_colour_it_was_made_of() {
        let colours = [Color::Indexed(208), Color::Rgb(1, 2, 3)];
        for colour in NAMED.into_iter().chain(colours) {
            assert_eq!(tint(colour).map(super::colour), Some(colour));
        }
        assert_eq!(tint(Color::Reset), None);
    }

    #[test]
    fn named_colours_stay_what_their_owner_made_them() {
        for colour in [Color::Red, Color::Reset, Color::Indexed(3)] {
            assert_eq!(nearest(colour), colour);
        }
        assert_eq!(nearest(Color::Rgb(254, 1, 2)), Color::Indexed(196));
    }
}
