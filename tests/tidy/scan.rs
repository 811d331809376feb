//! Just enough of Rust to see which paths a file mentions.
//!
//! Comments, texts and characters are blanked, and what is left is cut into words and signs. Knows no rule.

/// A word or a sign, and the line it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) line: usize,
}

/// The words and signs of a text; `::` is one sign, everything else that is no word is one character.
pub(crate) fn tokens(bare: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    for (number, line) in bare.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if is_word(first) {
                rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            found.push(Token { text: &rest[..length], line: number + 1 });
            rest = rest[length..].trim_start();
        }
    }
    found
}

/// The text with comments, texts and characters blanked; every line stays where it was.
pub(crate) fn without_comments_and_texts(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let before = bare.chars().next_back();
        let length = opaque(rest, before).unwrap_or(0);
        if length == 0 {
            bare.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            bare.extend(rest[..length].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
            rest = &rest[length..];
        }
    }
    bare
}

/// How long the comment, text or character is that begins here, if one does.
fn opaque(rest: &str, before: Option<char>) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    if before.is_some_and(is_word) {
        return None;
    }
    let quoted = rest.trim_start_matches(['b', 'c']);
    let prefix = rest.len() - quoted.len();
    let raw =
        quoted.strip_prefix('r').map(|after| (after, after.len() - after.trim_start_matches('#').len()));
    match raw {
        Some((after, hashes)) if after[hashes..].starts_with('"') => {
            let close = format!("\"{}", "#".repeat(hashes));
            let inside = &after[hashes + 1..];
            let end = inside.find(&close).map_or(inside.len(), |end| end + close.len());
            Some(prefix + 1 + hashes + 1 + end)
        }
        _ if quoted.starts_with('"') => Some(prefix + ended(quoted, '"')),
        _ if is_character(quoted) => Some(prefix + ended(quoted, '\'')),
        _ => None,
    }
}

// A lifetime has no second quote; a character has it after one letter or an escape.
fn is_character(quoted: &str) -> bool {
    let mut letters = quoted.chars();
    letters.next() == Some('\'') && (letters.next() == Some('\\') || letters.next() == Some('\''))
}

fn ended(quoted: &str, close: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in quoted.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == close => return at + letter.len_utf8(),
            _ => {}
        }
    }
    quoted.len()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[test]
fn comments_and_texts_are_blanked_and_code_is_not() {
    let code = r##"a /* x
 y */ b("q\"x", r#"x "x" x"#, b"x", 'x', '\'', '"') // x
fn c<'a>(d: &'a str) -> bar::e { var"##;
    let bare = without_comments_and_texts(code);
    let words: Vec<String> = tokens(&bare).iter().map(|token| token.text.to_owned()).collect();
    assert_eq!(words.concat(), "ab(,,,,,)fnc<'a>(d:&'astr)->bar::e{var");
    assert_eq!(bare.lines().count(), code.lines().count());
}

#[test]
fn every_token_knows_its_line() {
    let found = tokens("use a::b;\n\nc");
    let expected = [("use", 1), ("a", 1), ("::", 1), ("b", 1), (";", 1), ("c", 3)];
    assert_eq!(found.iter().map(|token| (token.text, token.line)).collect::<Vec<_>>(), expected);
}
