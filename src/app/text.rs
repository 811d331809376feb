//! Foreign text made fit for a terminal: cleaned, measured, cut, wrapped.
//!
//! Whatever Close sends may hold escape sequences, control characters, direction overrides and characters
//! that terminals disagree about. Nothing of that leaves here. A grapheme is never split, and no function does
//! more work than what it returns is long. Knows nothing of screens or of tasks.

use std::borrow::Cow;

use anstream::adapter::strip_str;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// More marks than this on one letter are a prank, and would make one cell cost a screenful.
const MARKS: usize = 4;
/// How much of a paragraph is cleaned at once, in bytes.
const CHUNK: usize = 1024;

/// The text as one line: line breaks and tabs become a space each, everything harmful goes.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_harmless(text) { Cow::Borrowed(text) } else { Cow::Owned(cleaned(text, ' ')) }
}

/// The same, but line breaks stay, each as one `\n`.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    if is_harmless(text) { Cow::Borrowed(text) } else { Cow::Owned(cleaned(text, '\n')) }
}

// Most text is plain, which needs no copy and no search for where its letters end.
fn is_harmless(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) || text.chars().all(is_plain)
}

/// Whether a letter takes one column in every terminal, and joins nothing beside it.
pub fn is_plain(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '‐'..='‧' | '↑' | '─'..='■' | '▸' | '✓')
}

fn cleaned(text: &str, line_break: char) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut marks, mut after_return) = (0, false);
    for letter in strip_str(text).flat_map(str::chars) {
        let is_second_half = after_return && letter == '\n';
        after_return = letter == '\r';
        match letter {
            _ if is_second_half => {}
            _ if is_line_break(letter) => out.push(line_break),
            '\t' => out.push(' '),
            _ if is_harmful(letter) => {}
            // Half of the terminals show a flag, and the others two letters, each as wide as they like.
            '\u{1f1e6}'..='\u{1f1ff}' => out.extend(flag_letter(letter)),
            _ => {
                marks = if letter.width() == Some(0) { marks + 1 } else { 0 };
                // One without a letter of its own would stand on whatever is to the left of this text.
                let is_bare = marks > 0 && out.chars().next_back().is_none_or(char::is_whitespace);
                if marks <= MARKS && !is_bare {
                    out.push(letter);
                }
            }
        }
    }
    out
}

// Flags are written with letters of their own, which stand for those of the country.
fn flag_letter(letter: char) -> Option<char> {
    char::from_u32(u32::from(letter) - 0x1_f1e6 + u32::from('A'))
}

fn is_line_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a letter has no business on a terminal: control characters, direction marks, joiners, selectors, key
/// caps, fillers and skin tones, which are invisible by themselves, and drawn in as many widths as there are terminals.
pub fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || joins_what_follows(letter)
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{3164}' | '\u{ffa0}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

// Signs of a few scripts that make one letter of themselves and whatever follows, a Latin letter or one of our
// own lines too: nobody can say how wide that is.
fn joins_what_follows(letter: char) -> bool {
    matches!(letter,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{d4e}'
        | '\u{110bd}' | '\u{110cd}' | '\u{111c2}'..='\u{111c3}' | '\u{113d1}' | '\u{1193f}' | '\u{11941}'
        | '\u{11a3a}' | '\u{11a84}'..='\u{11a89}' | '\u{11d46}' | '\u{11f02}')
}

/// How many columns a clean text takes.
pub fn width(text: &str) -> usize {
    if is_harmless(text) { text.chars().count() } else { text.graphemes(true).map(grapheme_width).sum() }
}

// Terminals give the halfwidth sound marks a column of their own, and so does the drawing library.
fn grapheme_width(grapheme: &str) -> usize {
    let sound_marks = grapheme.chars().filter(|letter| matches!(letter, '\u{ff9e}' | '\u{ff9f}'));
    grapheme.width() + if grapheme.len() > 1 { sound_marks.count() } else { 0 }
}

/// A clean text in at most so many columns; `…` stands for what is left out.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    // No character is wider than it is long in UTF-8.
    if text.len() <= columns {
        return Cow::Borrowed(text);
    }
    let sign = if columns == 0 { "" } else { "…" };
    // Almost all text: a letter a column, and perhaps too many of them.
    let first = first_letters(text, columns + 1);
    if is_harmless(first) {
        let is_whole = first.len() == text.len() && first.chars().count() <= columns;
        let cut = || format!("{}{sign}", first_letters(text, columns.saturating_sub(1)));
        return if is_whole { Cow::Borrowed(text) } else { Cow::Owned(cut()) };
    }
    let (mut used, mut end) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > columns {
            return Cow::Owned(format!("{}{sign}", &text[..end]));
        }
        if used < columns {
            end = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// The beginning of any text as one clean line of at most so many columns.
pub fn line(text: &str, columns: usize) -> Cow<'_, str> {
    let start = head(text, columns.saturating_mul(12).saturating_add(96));
    match clean(start) {
        Cow::Borrowed(start) => cut(start, columns),
        Cow::Owned(start) => Cow::Owned(cut(&start, columns).into_owned()),
    }
}

/// The end of any text as one clean line of at most so many columns, as a text field shows it.
pub fn tail(text: &str, columns: usize) -> String {
    let longest = columns.saturating_mul(12).saturating_add(96);
    let skip = text.len().saturating_sub(longest);
    let skip = (skip..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let cleaned = clean(&text[skip..]);
    let (mut used, mut start) = (0, cleaned.len());
    for (at, grapheme) in cleaned.grapheme_indices(true).rev() {
        used += grapheme_width(grapheme);
        if used > columns {
            break;
        }
        start = at;
    }
    cleaned[start..].to_owned()
}

// So many characters, or all.
fn first_letters(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(end, _)| &text[..end])
}

fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// Any text in clean lines of at most so many columns, made as they are asked for.
pub fn wrap(text: &str, columns: usize) -> Wrap<'_> {
    Wrap { rest: text.trim_end(), buffer: String::new(), columns: columns.max(1), is_open: false }
}

/// The lines of a text; see [`wrap`].
#[derive(Clone, Debug)]
pub struct Wrap<'a> {
    rest: &'a str,
    // Cleaned, and not yet given out.
    buffer: String,
    columns: usize,
    // Whether `rest` goes on with the paragraph whose beginning is in the buffer.
    is_open: bool,
}

impl Iterator for Wrap<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.buffer.is_empty() && !self.is_open {
            if self.rest.is_empty() {
                return None;
            }
            self.is_open = true;
        }
        while self.is_open && self.buffer.len() < self.columns.saturating_mul(16) {
            self.refill();
        }
        let (line, used) = first_line(&self.buffer, self.columns);
        self.buffer.drain(..used);
        Some(line)
    }
}

impl Wrap<'_> {
    fn refill(&mut self) {
        let chunk = head(self.rest, CHUNK);
        let Some(at) = chunk.find(is_line_break) else {
            self.buffer.push_str(&clean(chunk));
            self.rest = &self.rest[chunk.len()..];
            self.is_open = !self.rest.is_empty();
            return;
        };
        self.buffer.push_str(&clean(&chunk[..at]));
        let rest = &self.rest[at..];
        let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(is_line_break));
        self.rest = rest.unwrap_or_default();
        self.is_open = false;
    }
}

// The first line of a clean paragraph, and how many bytes of it that used up.
fn first_line(text: &str, columns: usize) -> (String, usize) {
    if is_harmless(first_letters(text, columns + 1)) {
        let letters = text.char_indices().map(|(at, letter)| (at, &text[at..at + letter.len_utf8()], 1));
        return line_of(text, letters, columns);
    }
    let letters = text.grapheme_indices(true).map(|(at, grapheme)| (at, grapheme, grapheme_width(grapheme)));
    line_of(text, letters, columns)
}

// The same, given where the letters are and how wide.
fn line_of<'a>(
    text: &str,
    letters: impl Iterator<Item = (usize, &'a str, usize)>,
    columns: usize,
) -> (String, usize) {
    let (mut used, mut space, mut has_word) = (0, None, false);
    for (at, letter, width) in letters {
        if width > columns {
            // Nothing of this width fits anywhere.
            return if at == 0 { ("?".into(), letter.len()) } else { (text[..at].into(), at) };
        }
        if used + width > columns {
            let end = if letter == " " { at } else { space.unwrap_or(at) };
            let rest = &text[end..];
            let skipped = rest.len() - rest.trim_start_matches(' ').len();
            return (text[..end].trim_end().into(), end + skipped);
        }
        if letter != " " {
            has_word = true;
        } else if has_word {
            space = Some(at);
        }
        used += width;
    }
    (text.trim_end().into(), text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, columns: usize) -> Vec<String> {
        wrap(text, columns).collect()
    }

    #[test]
    fn escape_sequences_go_with_everything_in_them() {
        assert_eq!(clean("\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}Ada"), "red Ada");
        assert_eq!(clean("a\u{9b}b\u{7f}c\u{0}"), "abc");
    }

    #[test]
    fn what_turns_or_joins_text_goes_and_letters_of_all_scripts_stay() {
        assert_eq!(clean("\u{202e}evil\u{2066} Zoë 日本 עברית"), "evil Zoë 日本 עברית");
        assert_eq!(clean("❤\u{fe0f} 👩\u{200d}💻 👍🏽"), "❤ 👩💻 👍");
        assert_eq!(clean("🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1\u{fe0f}\u{20e3} \u{3164}x"), "DE 🏴 1 x");
        assert_eq!(clean("\u{301}\u{302}Ada"), "Ada");
        assert_eq!(clean("\u{11f02}A \u{605}1 \u{d4e}x"), "A 1 x");
        assert_eq!(clean(&format!("Z{}", "\u{301}".repeat(50))).chars().count(), 1 + MARKS);
    }

    #[test]
    fn breaks_become_spaces_or_stay_breaks() {
        assert_eq!(clean("a\r\nb\tc"), "a b c");
        assert_eq!(clean_lines("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd e");
    }

    #[test]
    fn cutting_says_so_and_never_splits_a_wide_letter() {
        for (text, columns, shown) in [
            ("Call Ada", 8, "Call Ada"),
            ("Call Ada", 7, "Call A…"),
            ("日本語", 6, "日本語"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("日本語", 1, "…"),
            ("abc", 0, ""),
        ] {
            assert_eq!(cut(text, columns), shown, "{text} in {columns}");
        }
    }

    #[test]
    fn the_end_of_a_long_text_is_what_a_field_shows() {
        assert_eq!(tail("next friday", 6), "friday");
        assert_eq!(tail("日本", 3), "本");
    }

    #[test]
    fn lines_break_at_spaces_and_paragraphs_stay_apart() {
        assert_eq!(lines("Call Ada about the renewal", 10), ["Call Ada", "about the", "renewal"]);
        assert_eq!(lines("one\n\ntwo\n", 10), ["one", "", "two"]);
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("日本語", 3), ["日", "本", "語"]);
        assert_eq!(lines("日本", 1), ["?", "?"]);
        assert_eq!(lines("", 10), Vec::<String>::new());
    }

    #[test]
    fn a_huge_text_costs_only_the_lines_taken() {
        let text = "word ".repeat(20_000);
        let mut wrapped = wrap(&text, 80);
        assert!(wrapped.by_ref().take(10).all(|line| line.len() <= 80));
        assert!(wrapped.rest.len() > 95_000, "{} bytes left", wrapped.rest.len());
    }

    fn is_safe(text: &str) -> bool {
        !text.chars().any(|letter| letter.is_control() || is_harmful(letter))
    }

    proptest! {
        #[test]
        fn nothing_harmful_survives_and_every_width_holds(text in hostile(), columns in 1_usize..60) {
            prop_assert!(is_safe(&clean(&text)));
            prop_assert!(is_safe(&clean_lines(&text).replace('\n', "")));
            let shown = line(&text, columns);
            prop_assert!(is_safe(&shown) && width(&shown) <= columns);
            let end = tail(&text, columns);
            prop_assert!(is_safe(&end) && width(&end) <= columns);
            for line in wrap(&text, columns) {
                prop_assert!(is_safe(&line) && width(&line) <= columns, "{line:?}");
            }
        }

        #[test]
        fn plain_letters_are_as_wide_as_the_long_way_says(text in "[ -~¡-¬®-˿‐-‧─-▟]{0,40}", columns in 0_usize..30) {
            let long_way = || text.graphemes(true).map(|letter| (letter, grapheme_width(letter)));
            prop_assert!(long_way().all(|(letter, width)| letter.chars().count() == 1 && width == 1), "{text:?}");
            prop_assert!(is_harmless(&text) && is_safe(&text));
            let shown = cut(&text, columns);
            prop_assert!(width(&shown) == columns.min(long_way().count()), "{shown:?}");
        }

        #[test]
        fn wrapping_loses_no_letter(words in "[a-z日ë ]{0,200}", columns in 2_usize..40) {
            let bare = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(bare(&lines(&words, columns).concat()), bare(&words));
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let nasty = "[a-z 日\\x1b\\[\\]0-9;m\\x07\\n\\r\\t\u{202e}\u{200d}\u{fe0f}\u{301}👩❤ﾞ\u{9b}]{0,300}";
        prop_oneof![nasty, any::<String>()]
    }
}
