//! Text into tokens: runs of digits, runs of letters, single marks.
//!
//! Letter case is gone afterwards; spaces, commas and underscores only part tokens. Whether a token touched
//! the one before it is kept, since `27th` and `27 th` differ.

/// A run of digits, a run of letters, or one mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The characters, in lower case.
    pub(super) text: String,
    /// Nothing stood between this token and the one before it.
    pub(super) glued: bool,
}

/// A run of digits as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; a number too large to count with is the largest there is.
    pub(super) value: u32,
    /// How many digits it was written with: `06` is not `6`.
    pub(super) digits: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Space,
    Mark,
}

impl Token {
    /// The number it is, if it is one.
    pub(super) fn number(&self) -> Option<Number> {
        let is_number = self.text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| Number { value: self.text.parse().unwrap_or(u32::MAX), digits: self.text.len() })
    }
}

/// All tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = text.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let mut tokens: Vec<Token> = Vec::new();
    let mut before = Class::Space;
    for character in text.chars() {
        let class = class(character);
        match tokens.last_mut() {
            Some(token) if class == before && matches!(class, Class::Digit | Class::Letter) => {
                token.text.push(character);
            }
            _ if class == Class::Space => {}
            _ => tokens.push(Token { text: character.to_string(), glued: before != Class::Space }),
        }
        before = class;
    }
    tokens
}

/// The tokens as a person would write them, to quote in a message.
pub(super) fn quote(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !token.glued && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}

fn class(character: char) -> Class {
    match character {
        '0'..='9' => Class::Digit,
        ',' | '_' => Class::Space,
        '\'' | '’' => Class::Letter,
        _ if character.is_alphabetic() => Class::Letter,
        _ if character.is_whitespace() => Class::Space,
        _ => Class::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_letters_and_marks_part_by_themselves() {
        for (text, parted) in [
            ("2bd", "2|bd"),
            ("Tomorrow  9AM", "tomorrow|9|am"),
            ("1.12.2026", "1|.|12|.|2026"),
            ("2026-W15", "2026|-|w|15"),
            ("9 p.m.", "9|pm"),
            ("end_of_month", "end|of|month"),
            ("january 27th, 2027", "january|27|th|2027"),
            ("++", "+|+"),
            ("8 o'clock", "8|o'clock"),
            (" ,_ ", ""),
        ] {
            let texts: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
            assert_eq!(texts.join("|"), parted, "{text}");
        }
    }

    #[test]
    fn a_token_knows_whether_it_touched_the_one_before() {
        let glued: Vec<bool> = tokens("27th of_may").iter().map(|token| token.glued).collect();
        assert_eq!(glued, [false, true, false, false]);
    }

    #[test]
    fn leading_zeros_and_excess_digits_are_kept_apart() {
        let number = |text: &str| tokens(text).first().and_then(Token::number);
        assert_eq!(number("06"), Some(Number { value: 6, digits: 2 }));
        assert_eq!(number("99999999999"), Some(Number { value: u32::MAX, digits: 11 }));
        assert_eq!(number("six"), None);
    }

    #[test]
    fn a_quote_reads_as_it_was_typed() {
        assert_eq!(quote(&tokens("27xyz  and 4/5")), "27xyz and 4/5");
    }
}
