//! A place in a list of tokens, with the few steps the grammar is made of.
//!
//! A step either matches and moves on, or leaves the cursor where it was. [`Cursor::attempt`] gives a whole
//! rule the same property, so rules may be tried one after the other.

use super::lexer::{Number, Token};

/// A place in a list of tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a [Token],
}

impl<'a> Cursor<'a> {
    /// At the first token.
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        Self { rest: tokens }
    }

    /// The tokens still ahead.
    pub(super) fn rest(&self) -> &'a [Token] {
        self.rest
    }

    /// The next token touches the one before it.
    pub(super) fn is_glued(&self) -> bool {
        self.rest.first().is_some_and(|token| token.glued)
    }

    /// Moves past these words, all of them in this order.
    pub(super) fn take(&mut self, words: &str) -> bool {
        let wanted: Vec<&str> = words.split(' ').collect();
        let found = self.rest.len() >= wanted.len()
            && self.rest.iter().zip(&wanted).all(|(token, word)| token.text == *word);
        if found {
            self.rest = self.rest.get(wanted.len()..).unwrap_or_default();
        }
        found
    }

    /// Moves past the first of these that is there.
    pub(super) fn take_any(&mut self, choices: &[&str]) -> bool {
        choices.iter().any(|words| self.take(words))
    }

    /// Moves past the first entry of a table that is there, and gives what it stands for.
    pub(super) fn look_up<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        table.iter().find(|(words, _)| self.take(words)).map(|(_, meaning)| *meaning)
    }

    /// Moves past a number.
    pub(super) fn number(&mut self) -> Option<Number> {
        let (first, rest) = self.rest.split_first()?;
        let number = first.number()?;
        self.rest = rest;
        Some(number)
    }

    /// Moves past a number that touches what stands before it.
    pub(super) fn glued_number(&mut self) -> Option<Number> {
        if self.is_glued() { self.number() } else { None }
    }

    /// Moves past a mark that touches both its neighbours.
    pub(super) fn take_joint(&mut self, mark: &str) -> bool {
        let joins = self.is_glued() && self.rest.get(1).is_some_and(|token| token.glued);
        joins && self.take(mark)
    }

    /// Follows a rule, or stays here if it does not apply.
    pub(super) fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = *self;
        let found = rule(self);
        if found.is_none() {
            *self = start;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::{quote, tokens};
    use super::*;

    #[test]
    fn words_are_taken_together_or_not_at_all() {
        let tokens = tokens("end of month");
        let mut cursor = Cursor::new(&tokens);
        assert!(!cursor.take("end of week"));
        assert!(cursor.take("end of"));
        assert_eq!(quote(cursor.rest()), "month");
        assert!(!cursor.take("month end"));
    }

    #[test]
    fn a_rule_that_fails_halfway_leaves_no_trace() {
        let tokens = tokens("in pieces");
        let mut cursor = Cursor::new(&tokens);
        let nothing = cursor.attempt(|cursor| if cursor.take("in") { cursor.number() } else { None });
        assert_eq!(nothing, None);
        assert_eq!(quote(cursor.rest()), "in pieces");
    }

    #[test]
    fn a_joint_touches_on_both_sides() {
        for (text, joins) in [("4/5", true), ("4 /5", false), ("4/ 5", false), ("4/", false)] {
            let tokens = tokens(text);
            let mut cursor = Cursor::new(&tokens);
            cursor.number();
            assert_eq!(cursor.take_joint("/"), joins, "{text}");
        }
    }
}
