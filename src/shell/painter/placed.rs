//! Letters that terminals give different widths, written so that nothing beside them moves.
//!
//! Clusters of several characters, smileys and what is in no old table are one column in some terminals and two
//! or none in others. Wherever one of them stands, it is written on blanks, in case it is narrower than thought,
//! and the place behind it is named anew. So at worst the letter itself looks odd.

use std::io;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Cell, CellWidth};

use super::difference::Change;

/// Writes these cells, none of them a link.
pub(super) fn write(bytes: &mut Vec<u8>, cells: &[Change]) -> io::Result<()> {
    // Whatever is drawn at once goes on where the terminal thinks it is.
    for run in cells.split_inclusive(|(_, _, cell)| is_doubtful(cell.symbol())) {
        if let Some((x, y, last)) = run.last().filter(|(_, _, last)| is_doubtful(last.symbol())) {
            let blank = blank(last);
            let blanks = (*x..*x + last.cell_width()).map(|x| (x, *y, &blank));
            CrosstermBackend::new(&mut *bytes).draw(blanks)?;
        }
        CrosstermBackend::new(&mut *bytes).draw(run.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
    }
    Ok(())
}

fn blank(cell: &Cell) -> Cell {
    let mut blank = cell.clone();
    blank.set_symbol(" ");
    blank
}

/// Whether terminals may disagree about how wide this is.
pub(super) fn is_doubtful(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    !letters.next().is_none_or(is_agreed) || !letters.all(is_mark)
}

/// How many columns this takes at most, wherever it is shown.
pub(super) fn widest(symbol: &str) -> u16 {
    u16::try_from(symbol.chars().count().saturating_mul(2)).unwrap_or(u16::MAX)
}

// Letters that have been one or two columns wide for as long as there are terminals that show them, and what we
// draw with ourselves.
fn is_agreed(letter: char) -> bool {
    let is_alphabetic = matches!(letter, ' '..='~' | '\u{a1}'..='\u{10ff}' | '\u{1e00}'..='\u{1fff}');
    let is_sign = matches!(letter, '\u{2010}'..='\u{2027}' | '↑' | '✓' | '─'..='■' | '▸');
    let is_kana =
        matches!(letter, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30ff}' | '\u{ff01}'..='\u{ff60}');
    let is_wide =
        matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    (is_alphabetic || is_sign || is_kana || is_wide) && !matches!(letter, '©' | '®' | '\u{ad}')
}

// Accents, points and tones, which take no column anywhere.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;
    use crate::shell::painter::difference::difference;
    use crate::ui::slate::Slate;

    fn written(text: &str) -> String {
        let area = Rect::new(0, 0, 12, 1);
        let (mut blank, mut next) = (Slate::new(area), Slate::new(area));
        next.draw(area, |cells| cells.set_string(0, 0, text, Style::new()));
        let mut bytes = Vec::new();
        write(&mut bytes, &difference(&mut blank, &mut next, &[0]).cells).unwrap();
        String::from_utf8(bytes).unwrap().replace("\x1b[39m\x1b[49m\x1b[59m\x1b[0m", "")
    }

    #[test]
    fn letters_everybody_agrees_about_are_written_in_one_go() {
        for text in ["call", "Zoë", "Łódź", "…─│╭▸✓■↑", "עברית", "e\u{301}x"] {
            assert_eq!(written(text), format!("\x1b[1;1H{text}"));
        }
    }

    #[test]
    fn a_doubtful_letter_stands_on_blanks_and_the_place_behind_it_is_named() {
        assert_eq!(written("a❤b"), "\x1b[1;2H \x1b[1;1Ha❤\x1b[1;3Hb");
        assert_eq!(written("👍b"), "\x1b[1;1H  \x1b[1;1H👍\x1b[1;3Hb");
        assert_eq!(written("क\u{94d}x"), "\x1b[1;1H \x1b[1;1Hक\u{94d}\x1b[1;2Hx  ");
    }
}
