//! Letters that terminals give different widths.
//!
//! Clusters of several characters, smileys and what is in no old table are one column in some terminals and two
//! or none in others.

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
